//! Amounts of whole orders that stand on each of their lines: counted once for each order.

use super::repeats::{Part, each_repeat};
use crate::clean::amount::{Units, units};
use crate::fields::{AmountSource, Field, Header, MappedTable};
use crate::table::{Column, is_missing};
use arrow_buffer::BooleanBuffer;
use std::borrow::Cow;

/// Orders of several lines from which a habit can be told.
const FEWEST: usize = 5;

/// Rows that are looked at for it.
const LOOKED: usize = 5_000;

/// What the lines of the orders say of the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// The amount is that of the line, or nothing can be told.
    Line,
    /// It is the same on all lines of nearly every order, and nothing else tells.
    Equal,
    /// It is the same on all lines, and what the lines are worth shows that it is the order's.
    Order,
}

/// The lines of each order of several, in the order of the file.
fn orders(column: &Column, wanted: &BooleanBuffer) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    each_repeat(&[Part::Whole(column)], wanted, |row, first| pairs.push((first, row)));
    pairs.sort_unstable();
    let lines = |group: &[(usize, usize)]| group.first().map(|p| p.0).into_iter().chain(group.iter().map(|p| p.1)).collect();
    pairs.chunk_by(|a, b| a.0 == b.0).map(lines).collect()
}

/// The lines of each order of several among the first rows: [`orders`] walks the whole column, which a look before any plan must not.
pub(super) fn first_orders(column: &Column) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(Cow<'_, str>, usize)> = (0..column.len().min(LOOKED))
        .filter_map(|row| Some((column.text_at(row).filter(|text| !is_missing(text.as_bytes()))?, row)))
        .collect();
    pairs.sort_unstable();
    let several = pairs.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
    several.map(|group| group.iter().map(|&(_, row)| row).collect()).collect()
}

fn filled(column: &Column, rows: &BooleanBuffer) -> BooleanBuffer {
    match super::words::filled(column) {
        Some(filled) => rows & &filled,
        None => rows.clone(),
    }
}

/// The first amounts of a column.
fn cells(column: &Column) -> Vec<Option<i64>> {
    units(column).take(LOOKED).map(|cell| cell.flatten().map(|u| u.value)).collect()
}

/// The column of amounts that may be those of orders, and what speaks for it.
pub(super) fn evidence(mapped: &MappedTable) -> Option<(usize, Evidence)> {
    let Some(AmountSource::Amount(index)) = mapped.amount_source() else { return None };
    let (_, order) = mapped.column(Field::OrderId)?;
    let column = mapped.raw().columns.get(index).filter(|_| super::faults(mapped).is_none())?;
    let amounts = cells(column);
    let amount = |row: usize| amounts.get(row).copied().flatten();
    let all = first_orders(order);
    let full = |lines: &&Vec<usize>| lines.iter().all(|&row| amount(row).is_some_and(|a| a != 0));
    let several: Vec<&Vec<usize>> = all.iter().filter(full).collect();
    let is_equal = |lines: &&&Vec<usize>| lines.windows(2).all(|w| matches!(w, [a, b] if amount(*a) == amount(*b)));
    let equal: Vec<&&Vec<usize>> = several.iter().filter(is_equal).collect();
    let mut values: Vec<Option<i64>> = equal.iter().filter_map(|lines| lines.first()).map(|&row| amount(row)).collect();
    values.sort_unstable();
    values.dedup();
    // One price for all that is sold makes equal amounts, too.
    if several.len() < FEWEST || equal.len() * 20 < several.len() * 19 || values.len() < 3 {
        return Some((index, Evidence::Line));
    }
    let numbers = |field| mapped.numeric(field).and_then(|i| mapped.raw().columns.get(i)).map(cells);
    let (Some(prices), Some(quantities)) = (numbers(Field::Price), numbers(Field::Quantity)) else {
        let header = Header::new(column.name());
        let of_order = ["订单", "整单", "order", "grand", "总额", "总金额", "应付", "合计"].iter().any(|w| header.has(w));
        return Some((index, if of_order { Evidence::Order } else { Evidence::Equal }));
    };
    let units_of =
        |values: &[Option<i64>], row: usize| Some(Units { value: values.get(row).copied().flatten()?, rounded: false });
    let worth = |row: usize| Some(Units::product(units_of(&prices, row)?, units_of(&quantities, row)?)?.value);
    let (mut of_order, mut of_line) = (0_usize, 0_usize);
    for lines in &equal {
        let worths: Option<Vec<i64>> = lines.iter().map(|&row| worth(row)).collect();
        let (Some(worths), Some(amount)) = (worths, lines.first().and_then(|&row| amount(row))) else { continue };
        let sum = worths.iter().fold(0_i64, |sum, worth| sum.saturating_add(*worth));
        let farthest = worths.iter().map(|w| w.abs_diff(amount)).max().unwrap_or(0);
        // Discounts and postage come between: the amount is nearer to one than to all of the other.
        if sum.abs_diff(amount) < farthest {
            of_order += 1;
        } else {
            of_line += 1;
        }
    }
    let evidence = match (of_order, of_line) {
        (0, 0) => Evidence::Equal,
        (order, line) if order >= line * 4 => Evidence::Order,
        (order, line) if order >= line => Evidence::Equal,
        _ => Evidence::Line,
    };
    Some((index, evidence))
}

/// The further lines of each order that repeat the amount of its first line.
pub(super) fn further(mapped: &MappedTable, index: usize, kept: &BooleanBuffer) -> Option<BooleanBuffer> {
    let (_, order) = mapped.column(Field::OrderId)?;
    let column = mapped.raw().columns.get(index)?;
    let wanted = filled(column, &filled(order, kept));
    let same = |a: usize, b: usize| column.int_at(a) == column.int_at(b) && column.number_at(a) == column.number_at(b);
    let mut bits = super::alike::unset(kept.len());
    for lines in orders(order, &wanted) {
        let Some((&first, rest)) = lines.split_first() else { continue };
        for &row in rest.iter().filter(|&&row| same(first, row)) {
            bits.set_bit(row, true);
        }
    }
    Some(bits.build())
}
