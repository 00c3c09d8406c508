//! Orders that a column calls refunded on the row of the order itself: one order whose money went back, not a second row that takes away.

use super::refund::{Flag, flags};
use super::repeats::{Part, each_repeat};
use super::status;
use super::vocabulary::Standing;
use crate::clean::amount::units;
use crate::fields::{AmountSource, Field, MappedTable};
use crate::table::{Column, Kind};
use arrow_buffer::BooleanBuffer;

/// The column that tells refunded orders: the flag, else a status that does. Columns from 0.
pub(super) fn columns(mapped: &MappedTable) -> Vec<usize> {
    if mapped.amount_source().is_none() || mapped.column(Field::OrderTime).is_none() {
        return Vec::new();
    }
    match mapped.column(Field::IsRefund) {
        Some((index, _)) => vec![index],
        None => {
            let tells =
                |index: &usize| mapped.raw().columns.get(*index).is_some_and(|c| says(mapped, *index, c).count_set_bits() > 0);
            status::columns(mapped).into_iter().filter(tells).collect()
        }
    }
}

/// The rows that a column calls wholly refunded.
fn says(mapped: &MappedTable, index: usize, column: &Column) -> BooleanBuffer {
    if mapped.mapping().field(index) == Some(Field::IsRefund) {
        return flags(column).map(|flag| flag == Flag::Yes).collect();
    }
    if !column.is_coded() {
        return BooleanBuffer::new_unset(column.len());
    }
    status::rows(column, |standing| standing == Standing::Refunded)
}

/// The rows whose amount, or price and quantity, is above zero.
fn positive(mapped: &MappedTable) -> Option<BooleanBuffer> {
    let above = |index: usize| -> Option<BooleanBuffer> {
        let cells = units(mapped.raw().columns.get(index)?);
        Some(cells.map(|cell| cell.flatten().is_some_and(|u| u.value > 0)).collect())
    };
    let amount = match mapped.amount_source()? {
        AmountSource::Amount(i) | AmountSource::Price(i) => above(i)?,
        AmountSource::PriceQuantity(p, q) => &above(p)? & &above(q)?,
    };
    let Some(quantity) = mapped.numeric(Field::Quantity).and_then(|i| mapped.raw().columns.get(i)) else { return Some(amount) };
    let below: BooleanBuffer = units(quantity).map(|cell| cell.flatten().is_some_and(|u| u.value < 0)).collect();
    Some(&amount & &!&below)
}

/// The rows with an amount above zero that a column calls wholly refunded.
pub(super) fn rows(mapped: &MappedTable, index: usize) -> Option<BooleanBuffer> {
    let column = mapped.raw().columns.get(index)?;
    Some(&says(mapped, index, column) & &positive(mapped)?)
}

/// The rows that a column of the table says were refunded, wholly or to an amount: paid once, whatever became of the order.
pub(super) fn paid_back(mapped: &MappedTable) -> BooleanBuffer {
    let mut back = BooleanBuffer::new_unset(mapped.rows());
    if let Some((index, column)) = mapped.column(Field::IsRefund) {
        back = &back | &says(mapped, index, column);
    }
    if let Some(column) = mapped.numeric(Field::Refund).and_then(|i| mapped.raw().columns.get(i)) {
        let some: BooleanBuffer = units(column).map(|cell| cell.flatten().is_some_and(|u| u.value != 0)).collect();
        let unmade = super::unmade::rows(mapped).map(|(_, rows)| rows);
        back = &back | &unmade.map_or_else(|| some.clone(), |unmade| &some & &!&unmade);
    }
    back
}

/// Whether the refunded rows are rows beside the order they belong to, so that each takes its amount away: most of them stand beside a row of the
/// same customer and order that is not refunded and is older or of the same amount; without order numbers, beside one of the same amount that is no
/// younger.
pub(super) fn are_separate(mapped: &MappedTable, index: usize) -> bool {
    let Some(refunded) = rows(mapped, index) else { return false };
    let count = refunded.count_set_bits();
    let (Some((_, user)), Some(positive)) = (mapped.column(Field::UserId), positive(mapped)) else { return false };
    let amount = mapped.amount_source().and_then(|source| match source {
        AmountSource::Amount(i) | AmountSource::Price(i) | AmountSource::PriceQuantity(i, _) => mapped.raw().columns.get(i),
    });
    let (Some(amount), true) = (amount, count > 0) else { return false };
    let order = mapped.column(Field::OrderId).map(|(_, c)| c);
    let times = mapped.column(Field::OrderTime).map(|(_, c)| c).filter(|c| c.kind() == Kind::Time);
    let time = |row: usize| times.and_then(|c| c.int_at(row)).unwrap_or_default();
    let value = |row: usize| (amount.int_at(row), amount.number_at(row).map(f64::to_bits));
    let parts = [Part::Whole(user), Part::Whole(order.unwrap_or(amount))];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    each_repeat(&parts, &positive, |row, first| pairs.push((first, row)));
    pairs.sort_unstable();
    let mut separate = 0;
    for group in pairs.chunk_by(|a, b| a.0 == b.0) {
        let members: Vec<usize> = group.first().map(|p| p.0).into_iter().chain(group.iter().map(|p| p.1)).collect();
        for &row in members.iter().filter(|&&row| refunded.value(row)) {
            let stands_for = |&other: &usize| {
                let older = time(other) < time(row);
                !refunded.value(other)
                    && if order.is_some() { older || value(other) == value(row) } else { time(other) <= time(row) }
            };
            // Of a long group a few tell.
            separate += usize::from(members.iter().take(64).any(stands_for));
        }
    }
    separate * 2 > count
}
