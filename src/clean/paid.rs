//! Columns besides a status that tell whether an order was paid: flags, and the times of payment and of being cancelled.

use super::refund::{Flag, flags};
use super::status::{are_orders, is_named};
use crate::fields::{Header, MappedTable};
use crate::table::{Column, Kind};
use arrow_buffer::BooleanBuffer;

/// Headers of flags: where `no` says that nothing was paid, and where `yes` says that the order came to nothing.
const PAID: &[&str] = &["是否付款", "是否支付", "是否已付款", "是否已支付", "是否收款", "is paid", "has paid", "paid flag"];
const GONE: &[&str] = &[
    "是否取消",
    "是否已取消",
    "是否作废",
    "是否已作废",
    "是否删除",
    "是否已删除",
    "是否关闭",
    "is cancelled",
    "is canceled",
    "is deleted",
    "is void",
    "is voided",
];

/// Headers of times.
const GONE_AT: &[&str] = &[
    "取消时间",
    "取消日期",
    "作废时间",
    "cancelled at",
    "canceled at",
    "cancel time",
    "cancelled time",
    "canceled time",
    "cancelled date",
];
const PAID_AT: &[&str] =
    &["付款时间", "支付时间", "付款日期", "支付日期", "paid at", "payment time", "pay time", "paid time", "payment date"];

/// Cells that are looked at to tell a flag among numbers.
const LOOKED: usize = 1_000;

/// What a column is here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Paid,
    Gone,
    GoneAt,
}

fn told(mapped: &MappedTable, index: usize) -> Option<Told> {
    let column = mapped.raw().columns.get(index).filter(|_| mapped.mapping().field(index).is_none())?;
    let header = Header::new(column.name());
    let is_flag = || match column.kind() {
        Kind::Number | Kind::Money => {
            column.numbers().take(LOOKED).flatten().all(|n| n == 0.0 || n == 1.0) && column.ints().next().is_none()
        }
        Kind::Text => column.is_coded(),
        Kind::Time => false,
    };
    match column.kind() {
        Kind::Time => is_named(&header, GONE_AT).then_some(Told::GoneAt),
        _ if is_named(&header, PAID) => is_flag().then_some(Told::Paid),
        _ if is_named(&header, GONE) => is_flag().then_some(Told::Gone),
        _ => None,
    }
}

/// The columns of a table of orders that tell so, and find an order that was not paid.
pub(super) fn columns(mapped: &MappedTable) -> Vec<usize> {
    if !are_orders(mapped) {
        return Vec::new();
    }
    let tells = |index: &usize| told(mapped, *index).is_some() && void(mapped, *index).count_set_bits() > 0;
    (0..mapped.raw().columns.len()).filter(tells).collect()
}

fn filled(column: &Column) -> BooleanBuffer {
    super::words::filled(column).unwrap_or_else(|| BooleanBuffer::new_set(column.len()))
}

/// The rows that a column says were not paid. An order that was cancelled at a time was not, unless another column says when it was.
pub(super) fn void(mapped: &MappedTable, index: usize) -> BooleanBuffer {
    let none = || BooleanBuffer::new_unset(mapped.rows());
    let (Some(told), Some(column)) = (told(mapped, index), mapped.raw().columns.get(index)) else { return none() };
    let wanted = match told {
        Told::Paid => Flag::No,
        Told::Gone => Flag::Yes,
        Told::GoneAt => {
            let is_paid_at = |c: &&Column| c.kind() == Kind::Time && is_named(&Header::new(c.name()), PAID_AT);
            let paid = mapped.raw().columns.iter().filter(is_paid_at).map(filled).reduce(|a, b| &a | &b);
            return paid.map_or_else(|| filled(column), |paid| &filled(column) & &!&paid);
        }
    };
    &flags(column).map(|flag| flag == wanted).collect::<BooleanBuffer>() & &filled(column)
}
