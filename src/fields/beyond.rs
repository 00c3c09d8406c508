//! Amounts that were read as text because they are beyond anything that can be added up.

use super::{Field, MappedTable, spread};
use crate::table::{Column, Kind, is_missing, number};
use std::borrow::Cow;

/// Largest amount that the engine holds: 2⁶³ ten-thousandths, cut to the numbers of which an `f64` is exact.
const LARGEST: f64 = 9e14;

const HEAD: usize = 1000;
const MORE: usize = 1000;

impl MappedTable {
    /// Column of the amounts and row of the first one, both from 0, that is beyond range, where the column holds numbers
    /// (eight of ten filled cells of a sample) and was kept as text because most of them are.
    #[must_use]
    pub fn amounts_beyond(&self) -> Option<(usize, usize)> {
        let (index, column) = [Field::Amount, Field::Price].into_iter().find_map(|f| self.column(f))?;
        if column.kind() != Kind::Text {
            return None;
        }
        let (mut filled, mut numbers) = (0, 0);
        for value in spread(column.len(), HEAD, MORE).filter_map(|row| cell(column, row)) {
            filled += 1;
            numbers += usize::from(size(&value).is_some());
        }
        if filled == 0 || numbers * 10 < filled * 8 {
            return None;
        }
        let is_beyond = |row: &usize| cell(column, *row).and_then(|text| size(&text)).is_some_and(|size| size > LARGEST);
        let row = (0..column.len()).find(is_beyond)?;
        Some((index, row))
    }
}

fn cell(column: &Column, row: usize) -> Option<Cow<'_, str>> {
    column.text_at(row).filter(|text| !is_missing(text.as_bytes()))
}

/// Distance from zero of a number of any size, infinite above that of an `f64`.
fn size(text: &str) -> Option<f64> {
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    let plain = || text.trim().parse::<f64>().ok().filter(|_| digits);
    number::number(text.as_bytes()).or_else(plain).map(f64::abs)
}
