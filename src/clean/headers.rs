//! What headers and signs say of amounts and times, where nothing is made of it: units, a zone, a sign.

use super::amount::{each_units, units};
use super::words::flat;
use crate::fields::{Field, MappedTable};
use crate::notice::Notice;
use crate::table::{Kind, MoneyUnit, money_unit};
use arrow_buffer::BooleanBuffer;

/// Zones in brackets or at the end of the header of a time.
const ZONES: &[&str] = &["utc", "gmt", "utc+0", "utc+00:00", "gmt+0", "z", "世界时", "协调世界时"];

/// Fields of amounts of money.
const MONEY: &[Field] =
    &[Field::Amount, Field::Price, Field::Cost, Field::Revenue, Field::Refund, Field::Discount, Field::Income];

/// Rows from which on one sign is strange.
const FEWEST: u64 = 3;

/// The unit that the header of a column of money names, where it is not one.
pub(super) fn unit(mapped: &MappedTable, index: usize) -> Option<MoneyUnit> {
    let column = mapped.raw().columns.get(index)?;
    let is_money = mapped.mapping().field(index).is_some_and(|field| MONEY.contains(&field));
    if is_money && matches!(column.kind(), Kind::Number | Kind::Money) { money_unit(column.name()) } else { None }
}

/// The remarks on units and zones of headers, and on amounts that are all below zero; columns whose unit is `converted` are none.
pub(super) fn notices(mapped: &MappedTable, kept: &BooleanBuffer, converted: &[Option<usize>]) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (index, column) in mapped.raw().columns.iter().enumerate() {
        let Some(field) = mapped.mapping().field(index) else { continue };
        let is_number = matches!(column.kind(), Kind::Number | Kind::Money);
        if unit(mapped, index).is_some() && !converted.contains(&Some(index)) {
            notices.push(Notice::warning("N_UNIT_HEADER", 1).in_column(index));
        }
        if column.kind() == Kind::Time && ends_with(column.name(), ZONES) {
            notices.push(Notice::info("N_ZONE_HEADER", 1).in_column(index));
        }
        // One amount above zero among the first rows that count is enough.
        let is_sold = || {
            let mut first = units(column).enumerate().filter(|(row, _)| kept.value(*row)).take(1000);
            first.any(|(_, cell)| cell.flatten().is_some_and(|u| u.value > 0))
        };
        if is_number && field == Field::Amount && !is_sold() {
            let (mut below, mut above) = (0_u64, 0_u64);
            each_units(column, &mut |row, cell| {
                if let Some(units) = cell.flatten().filter(|u| u.value != 0 && kept.value(row)) {
                    *(if units.value < 0 { &mut below } else { &mut above }) += 1;
                }
            });
            if above == 0 && below >= FEWEST {
                notices.push(Notice::warning("N_ALL_NEGATIVE", below).in_column(index));
            }
        }
    }
    notices
}

/// Whether what a header says in brackets, or behind its last blank or sign, is one of these words.
fn ends_with(header: &str, words: &[&str]) -> bool {
    let flat = flat(header);
    let is_it = |part: &str| words.contains(&part.trim());
    let mut bracketed = flat.split(['(', '[', '【']).skip(1).filter_map(|rest| rest.split([')', ']', '】']).next());
    bracketed.any(is_it) || flat.trim().rsplit_once([' ', '_', '/', '-']).is_some_and(|(_, last)| is_it(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_stand_in_brackets_or_last() {
        assert!(ends_with("Created date (UTC)", ZONES) && ends_with("order_time_utc", ZONES) && !ends_with("order_date", ZONES));
    }
}
