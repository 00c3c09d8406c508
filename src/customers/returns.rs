//! What was given back: rows that are refunds, and orders that were refunded on their own row.

use super::build::Lines;
use crate::clean::{CleanTable, Flag, each_units, flags};
use crate::fields::Field;
use crate::notice::Notice;
use crate::table::{each_int, each_item, each_number};
use arrow_buffer::BooleanBuffer;

/// Marks refunds, subtracts refunded amounts, and gives refunds a negative amount. Besides, what was paid back on the line of the order
/// itself, where anything was.
pub(super) fn find(clean: &CleanTable, lines: &Lines, amounts: &mut [i64], notices: &mut Vec<Notice>) -> (Vec<bool>, Vec<i64>) {
    let mut refund = vec![false; amounts.len()];
    let mapped = clean.mapped();
    let whole = clean.refunded();
    let has_amounts = mapped.numeric(Field::Refund).is_some();
    let mut returned = if has_amounts || whole.is_some() { vec![0_i64; amounts.len()] } else { Vec::new() };
    if let Some(column) = mapped.numeric(Field::Refund).and_then(|i| clean.column(i)) {
        each_units(column, &mut |row, refunded| {
            if let (Some(amount), Some(Some(refunded))) = (lines.slot(row, amounts), refunded) {
                let back = refunded.value.saturating_abs();
                if let Some(slot) = lines.slot(row, &mut returned).filter(|_| back <= *amount) {
                    *slot = back;
                }
                *amount = amount.saturating_sub(back);
            }
        });
    }
    for row in whole.iter().flat_map(BooleanBuffer::set_indices) {
        if let (Some(amount), Some(slot)) = (lines.slot(row, amounts), lines.slot(row, &mut returned))
            && *slot == 0
            && *amount > 0
        {
            (*slot, *amount) = (*amount, 0);
        }
    }
    if let Some(column) = mapped.numeric(Field::Quantity).and_then(|i| clean.column(i)) {
        let mut mark = |row, is_negative| {
            if is_negative && let Some(refund) = lines.slot(row, &mut refund) {
                *refund = true;
            }
        };
        each_int(column, |row, quantity| mark(row, quantity.is_some_and(|q| q < 0)));
        each_number(column, |row, quantity| mark(row, quantity.is_some_and(|q| q < 0.0)));
    }
    if let Some((index, column)) = clean.field(Field::IsRefund) {
        let mut unknown = 0;
        each_item(lines.position.iter().zip(flags(column)).enumerate(), |(row, (&at, flag))| {
            if let Some(refund) = refund.get_mut(at as usize) {
                *refund |= flag == Flag::Yes && whole.as_ref().is_none_or(|whole| !whole.value(row));
                let is_told = returned.get(at as usize).is_some_and(|&back| back > 0);
                unknown += u64::from(flag == Flag::Unknown && !is_told);
            }
        });
        if unknown > 0 {
            notices.push(Notice::warning("N_REFUND_FLAG_UNKNOWN", unknown).in_column(index));
        }
    }
    each_item(amounts.iter_mut().zip(&mut refund), |(amount, refund)| {
        *refund |= *amount < 0;
        if *refund {
            *amount = -amount.saturating_abs();
        }
    });
    if returned.iter().all(|&back| back == 0) {
        returned = Vec::new();
    }
    each_item(returned.iter_mut().zip(&refund), |(back, &refund)| *back = if refund { 0 } else { *back });
    (refund, returned)
}
