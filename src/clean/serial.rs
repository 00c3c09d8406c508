//! Order numbers that do not name an order: those that begin anew each day, and those that a spreadsheet has cut.

use super::order_amount::first_orders;
use crate::fields::{Field, MappedTable};
use crate::table::Kind;
use crate::table::date::civil_day;

/// What is wrong with the numbers of orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Each names an order of its day.
    Daily,
    /// Their last digits are lost.
    Lost,
}

/// Numbers that stand on several rows, below which nothing is told.
const FEWEST: usize = 3;

/// What is wrong with the numbers of the orders of a table; `None` where nothing is.
pub(crate) fn faults(mapped: &MappedTable) -> Option<Numbers> {
    let (index, order) = mapped.column(Field::OrderId)?;
    let lost = |n: &&crate::notice::Notice| n.code == "N_DIGITS_LOST" && n.column == Some(index as u64 + 1);
    if mapped.raw().notices.iter().find(lost).is_some_and(|n| n.count * 2 > order.len() as u64) {
        return Some(Numbers::Lost);
    }
    let (_, times) = mapped.column(Field::OrderTime).filter(|(_, c)| c.kind() == Kind::Time)?;
    let (_, users) = mapped.column(Field::UserId)?;
    let several = first_orders(order);
    let differ = |lines: &[usize]| {
        let (first, rest) = lines.split_first().map_or((0, lines), |(first, rest)| (*first, rest));
        let day = |row: usize| times.int_at(row).map(civil_day);
        rest.iter().any(|&row| day(row) != day(first)) && rest.iter().any(|&row| users.text_at(row) != users.text_at(first))
    };
    let daily = several.iter().filter(|lines| differ(lines)).count();
    (daily >= FEWEST && daily * 5 >= several.len() * 4).then_some(Numbers::Daily)
}
