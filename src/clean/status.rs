//! Rows that count although their order was cancelled or refunded, as a status column says. They are reported, not removed.

use crate::fields::{Field, Fit, Header, MappedTable, half_width};
use crate::notice::Notice;
use crate::table::Column;
use arrow_buffer::BooleanBuffer;

/// Headers of the status of an order.
const HEADERS: &[&str] = &[
    "订单状态",
    "交易状态",
    "状态",
    "订单当前状态",
    "order status",
    "status",
    "order state",
    "transaction status",
    "fulfillment status",
];

/// Words of a header whose status is another thing's.
const OTHERS: &[&str] = &[
    "物流", "发货", "配送", "会员", "客户", "用户", "账户", "账号", "婚姻", "商品", "member", "customer", "user", "account",
    "marital", "shipping", "delivery", "product",
];

/// How many row numbers a notice names.
const NAMED_ROWS: usize = 10;

/// Whole cells that say that an order came to nothing.
const CANCELLED: &[&str] = &[
    "取消",
    "已取消",
    "交易取消",
    "订单取消",
    "关闭",
    "已关闭",
    "交易关闭",
    "作废",
    "已作废",
    "无效",
    "cancel",
    "canceled",
    "cancelled",
    "closed",
    "void",
    "voided",
];

/// Whole cells that say that its money went back.
const REFUNDED: &[&str] = &[
    "退款",
    "已退款",
    "退款成功",
    "全额退款",
    "退货",
    "已退货",
    "退货退款",
    "refund",
    "refunded",
    "returned",
    "fully refunded",
    "chargeback",
];

/// The remark on the kept rows whose status is cancelled or refunded; refunds are left out where another column tells them.
pub(super) fn notices(mapped: &MappedTable, kept: &BooleanBuffer) -> Vec<Notice> {
    let has_refunds = [Field::IsRefund, Field::Refund].iter().any(|&f| mapped.column(f).is_some());
    let headers: Vec<Header> = HEADERS.iter().map(|h| Header::new(h)).collect();
    let is_status = |name: &str| {
        let header = Header::new(name);
        let fits = headers.iter().any(|known| header.fit(known) >= Some(Fit::Ends));
        fits && !OTHERS.iter().any(|word| header.has(word))
    };
    let is_void = |value: &[u8]| {
        let text: String = String::from_utf8_lossy(value).chars().map(half_width).flat_map(char::to_lowercase).collect();
        let word = text.trim();
        CANCELLED.contains(&word) || (!has_refunds && REFUNDED.contains(&word))
    };
    let columns = mapped.raw().columns.iter().enumerate();
    let status = columns.filter(|(index, c)| mapped.mapping().field(*index).is_none() && c.is_coded() && is_status(c.name()));
    status
        .filter_map(|(index, column)| {
            let (count, rows) = rows_with(column, kept, is_void);
            (count > 0).then(|| mapped.raw().pointed(Notice::warning("N_ORDERS_VOID", count).in_column(index), &rows))
        })
        .collect()
}

/// How many kept rows of a coded column hold a value that passes a test, and the first of them; each distinct value is
/// tested once.
fn rows_with(column: &Column, kept: &BooleanBuffer, test: impl Fn(&[u8]) -> bool) -> (u64, Vec<u64>) {
    let passes: Vec<bool> = column.dictionary().iter().map(test).collect();
    let (mut count, mut first) = (0, Vec::new());
    if !passes.contains(&true) {
        return (count, first);
    }
    for (row, (code, kept)) in column.codes().zip(kept).enumerate() {
        if kept && code.is_some_and(|code| passes.get(code as usize) == Some(&true)) {
            count += 1;
            if first.len() < NAMED_ROWS {
                first.push(row as u64);
            }
        }
    }
    (count, first)
}
