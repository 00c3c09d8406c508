//! Columns of the status of an order, and the rows whose order came to nothing or was paid back, as they say.

use super::paid;
use super::vocabulary::Standing;
use crate::fields::{Field, Header, MappedTable, TableKind};
use crate::notice::Notice;
use crate::table::{Column, each_code, is_missing};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};

/// Headers of the status of an order.
const HEADERS: &[&str] = &[
    "状态",
    "商机阶段",
    "销售阶段",
    "订单阶段",
    "status",
    "order state",
    "payment state",
    "stage",
    "deal stage",
    "estado",
    "état",
    "statut",
    "stato",
    "bestellstatus",
    "zahlungsstatus",
    "ステータス",
    "注文状況",
    "상태",
    "주문상태",
];

/// Words of a header whose status is another thing's.
const OTHERS: &[&str] = &[
    "物流",
    "发货",
    "配送",
    "会员",
    "客户",
    "用户",
    "账户",
    "账号",
    "婚姻",
    "商品",
    "库存",
    "发票",
    "开票",
    "评价",
    "审批",
    "审核",
    "在职",
    "设备",
    "退款",
    "退货",
    "售后",
    "同步",
    "打印",
    "结算",
    "member",
    "customer",
    "user",
    "account",
    "marital",
    "shipping",
    "delivery",
    "fulfillment",
    "fulfilment",
    "product",
    "refund",
    "return",
    "invoice",
    "employment",
    "inventory",
    "stock",
    "review",
];

/// How many row numbers a notice names.
const NAMED_ROWS: usize = 10;

/// Most different values of a status.
const MOST: usize = 500;

/// Whether the rows of a table are orders: by its kind, or by the fields that a person gave it.
pub(super) fn are_orders(mapped: &MappedTable) -> bool {
    let has_fields = || {
        mapped.column(Field::UserId).is_some() && mapped.column(Field::OrderTime).is_some() && mapped.amount_source().is_some()
    };
    match mapped.mapping().kind().0 {
        TableKind::Orders => true,
        // A few fields that a person gave may look like a table of customers, and are counted as orders all the same.
        TableKind::Customers | TableKind::Unknown => has_fields(),
        _ => false,
    }
}

/// Whether a header is one of these, or ends with one of them in words of its own.
pub(super) fn is_named(header: &Header, names: &[&str]) -> bool {
    names.iter().any(|name| header.fit(&Header::new(name)).is_some())
}

/// The columns of a table of orders that tell the status of the orders, from 0.
pub(super) fn columns(mapped: &MappedTable) -> Vec<usize> {
    if !are_orders(mapped) {
        return Vec::new();
    }
    let is_status = |name: &str| {
        let header = Header::new(name);
        is_named(&header, HEADERS) && !OTHERS.iter().any(|word| header.has(word))
    };
    let all = mapped.raw().columns.iter().enumerate();
    let free = all.filter(|(i, c)| mapped.mapping().field(*i).is_none() && c.is_coded() && c.dictionary().len() <= MOST);
    free.filter(|(_, c)| is_status(c.name()) && Standing::each(c).iter().any(Option::is_some)).map(|(i, _)| i).collect()
}

/// The rows of a coded column whose value passes a test, given what each different value says.
pub(super) fn rows_of<T>(column: &Column, values: &[T], test: impl Fn(&T) -> bool) -> BooleanBuffer {
    let passes: Vec<bool> = values.iter().map(test).collect();
    if !passes.contains(&true) {
        return BooleanBuffer::new_unset(column.len());
    }
    let mut bits = BooleanBufferBuilder::new(column.len());
    each_code(column, |_, code| bits.append(code.is_some_and(|c| passes.get(c as usize) == Some(&true))));
    bits.build()
}

/// The rows of a coded column whose status passes a test; each different value is read once.
pub(super) fn rows(column: &Column, test: impl Fn(Standing) -> bool) -> BooleanBuffer {
    rows_of(column, &Standing::each(column), |standing| standing.is_some_and(&test))
}

/// The remarks on rows that count although their status speaks against it: void ones that the plan leaves in, disputed ones, and
/// refunds where no other column tells them; and on those whose status nobody knows here.
pub(super) fn notices(mapped: &MappedTable, kept: &BooleanBuffer, refunded: Option<&BooleanBuffer>) -> Vec<Notice> {
    let has_refunds = [Field::IsRefund, Field::Refund].iter().any(|&f| mapped.column(f).is_some());
    let doubts = |standing: Standing| {
        let of_refunds = matches!(standing, Standing::Refunded | Standing::PartlyRefunded);
        standing != Standing::Done && !(of_refunds && has_refunds)
    };
    let mut notices = Vec::new();
    let mut say = |code, index: usize, found: BooleanBuffer| {
        let mut found = &found & kept;
        if found.count_set_bits() > 0 {
            found = &found & &!&super::refunded::paid_back(mapped);
        }
        if let Some(refunded) = refunded {
            found = &found & &!refunded;
        }
        let count = found.count_set_bits() as u64;
        let named: Vec<u64> = found.set_indices().take(NAMED_ROWS).map(|row| row as u64).collect();
        if count > 0 {
            notices.push(mapped.raw().pointed(Notice::warning(code, count).in_column(index), &named));
        }
    };
    for index in columns(mapped) {
        let Some(column) = mapped.raw().columns.get(index) else { continue };
        say("N_ORDERS_VOID", index, rows(column, doubts));
        let values: Vec<bool> = column.dictionary().iter().map(|value| !is_missing(value)).collect();
        let known = rows(column, |_| true);
        say("N_STATUS_UNKNOWN", index, &rows_of(column, &values, |named| *named) & &!&known);
    }
    for index in paid::columns(mapped) {
        say("N_ORDERS_VOID", index, paid::void(mapped, index));
    }
    notices
}
