//! Single cells: numbers, money, dates.

use insitu::table::date::{DateOrder, Times, time_text};
use insitu::table::number::{self as numbers, is_number, money_in, number_in};
use insitu::table::{BareTime, DecimalMark, Kind, Notation, Spec};

fn cells(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').take(100)
}

/// Digits that the standard library reads in the same way.
fn plain(cell: &[u8]) -> Option<f64> {
    let digits = cell.strip_prefix(b"-").unwrap_or(cell);
    let first = digits.first().is_some_and(u8::is_ascii_digit) && digits.last().is_some_and(u8::is_ascii_digit);
    let marks = digits.iter().filter(|byte| !byte.is_ascii_digit()).collect::<Vec<_>>();
    // Cells that are longer are no numbers.
    (first && digits.len() < 60 && matches!(marks.as_slice(), [] | [b'.']))
        .then(|| std::str::from_utf8(cell).ok()?.parse().ok())?
}

/// Numbers and money agree with each other and with the standard library.
pub fn number(bytes: &[u8]) {
    for cell in cells(bytes) {
        if let Some(expected) = plain(cell) {
            assert_eq!(numbers::number(cell), Some(expected), "a plain number");
        }
        for decimal in [DecimalMark::Point, DecimalMark::Comma] {
            for thousands in [None, Some('\''), Some('.'), Some('，')] {
                // One mark for both is refused where settings are read.
                if (decimal, thousands) == (DecimalMark::Point, Some('.')) {
                    continue;
                }
                let notation = Notation { decimal, thousands };
                let (number, money) = (number_in(cell, notation), money_in(cell, notation));
                assert!(number.is_none_or(f64::is_finite), "a number is finite");
                if let (Some(number), Some((units, _))) = (number, money) {
                    let near = (units as f64 / 1e4 - number).abs() <= 6e-5 + number.abs() * 1e-15;
                    assert!(near, "{units} ten-thousandths are not {number}");
                }
                if let Some((_, false)) = money {
                    assert!(number.is_some(), "money is a number");
                }
                if thousands.is_none() && number.is_some() {
                    assert!(is_number(cell));
                }
            }
        }
    }
}

/// Dates lie in their years, read back as they are written, and do not depend on the cell before.
pub fn date(bytes: &[u8]) {
    let orders = [DateOrder::MonthFirst, DateOrder::DayFirst, DateOrder::YearFirst];
    let bare = [BareTime::Nothing, BareTime::Serial1900, BareTime::Serial1904, BareTime::Seconds, BareTime::Milliseconds];
    for order in orders {
        for bare in bare {
            let spec = Spec { dates: order, bare, ..Spec::new("t", Kind::Time) };
            let mut column = Times::of(&spec);
            for cell in cells(bytes) {
                let read = column.read(cell);
                assert_eq!(read, Times::of(&spec).read(cell), "the cell before matters");
                let Some(seconds) = read else { continue };
                assert!((-62_135_596_800..253_402_300_800).contains(&seconds), "a year out of range");
                assert_eq!(Times::of(&spec).read(time_text(seconds).as_bytes()), Some(seconds), "it reads back otherwise");
            }
        }
    }
}
