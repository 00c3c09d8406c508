//! Columns of the status of an order, and the rows whose order came to nothing or was paid back, as they say.

use super::vocabulary::Standing;
use crate::fields::{Field, Fit, Header, MappedTable, TableKind};
use crate::notice::Notice;
use crate::table::{Column, each_code};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};

/// Headers of the status of an order.
const HEADERS: &[&str] =
    &["状态", "商机阶段", "销售阶段", "订单阶段", "status", "order state", "payment state", "stage", "deal stage"];

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

/// The columns of a table of orders that tell the status of the orders, from 0.
pub(super) fn columns(mapped: &MappedTable) -> Vec<usize> {
    if mapped.mapping().kind().0 != TableKind::Orders {
        return Vec::new();
    }
    let headers: Vec<Header> = HEADERS.iter().map(|h| Header::new(h)).collect();
    let is_status = |name: &str| {
        let header = Header::new(name);
        let fits = headers.iter().any(|known| header.fit(known) >= Some(Fit::Ends));
        fits && !OTHERS.iter().any(|word| header.has(word))
    };
    let all = mapped.raw().columns.iter().enumerate();
    let free = all.filter(|(i, c)| mapped.mapping().field(*i).is_none() && c.is_coded() && c.dictionary().len() <= MOST);
    free.filter(|(_, c)| is_status(c.name()) && c.dictionary().iter().any(|v| standing(v).is_some())).map(|(i, _)| i).collect()
}

fn standing(value: &[u8]) -> Option<Standing> {
    std::str::from_utf8(value).ok().and_then(Standing::of)
}

/// The rows of a coded column whose status passes a test; each different value is read once.
pub(super) fn rows(column: &Column, test: impl Fn(Standing) -> bool) -> BooleanBuffer {
    let passes: Vec<bool> = column.dictionary().iter().map(|value| standing(value).is_some_and(&test)).collect();
    if !passes.contains(&true) {
        return BooleanBuffer::new_unset(column.len());
    }
    let mut bits = BooleanBufferBuilder::new(column.len());
    each_code(column, |_, code| bits.append(code.is_some_and(|c| passes.get(c as usize) == Some(&true))));
    bits.build()
}

/// The remark on rows that count although their status speaks against it: void ones that the plan leaves in, disputed ones, and
/// refunds where no other column tells them.
pub(super) fn notices(mapped: &MappedTable, kept: &BooleanBuffer, refunded: Option<&BooleanBuffer>) -> Vec<Notice> {
    let has_refunds = [Field::IsRefund, Field::Refund].iter().any(|&f| mapped.column(f).is_some());
    let doubts = |standing: Standing| {
        let of_refunds = matches!(standing, Standing::Refunded | Standing::PartlyRefunded);
        standing != Standing::Done && !(of_refunds && has_refunds)
    };
    let of_column = |index: usize| {
        let column = mapped.raw().columns.get(index)?;
        let mut found = &rows(column, doubts) & kept;
        if found.count_set_bits() > 0 {
            found = &found & &!&super::refunded::paid_back(mapped);
        }
        if let Some(refunded) = refunded {
            found = &found & &!refunded;
        }
        let count = found.count_set_bits() as u64;
        let named: Vec<u64> = found.set_indices().take(NAMED_ROWS).map(|row| row as u64).collect();
        (count > 0).then(|| mapped.raw().pointed(Notice::warning("N_ORDERS_VOID", count).in_column(index), &named))
    };
    columns(mapped).into_iter().filter_map(of_column).collect()
}
