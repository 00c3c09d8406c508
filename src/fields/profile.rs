//! What a column's cells look like, from a sample: the evidence for a guess besides the header.

use super::spread;
use crate::stats::{ascending, distinct};
use crate::table::{Column, Kind};

/// Shape of a column. Shares are 0 to 1 and of the filled cells, unless named otherwise.
pub(super) struct Profile {
    pub(super) kind: Kind,
    /// Empty cells of all cells.
    pub(super) null_share: f64,
    /// Different values per filled cell.
    pub(super) distinct_ratio: f64,
    /// Different values seen.
    pub(super) distinct: usize,
    /// Filled cells seen.
    pub(super) filled: usize,
    /// Whole numbers; of times those at midnight.
    pub(super) whole_share: f64,
    /// Numbers at or above zero.
    pub(super) positive_share: f64,
    /// Median of the absolute numbers.
    pub(super) median: f64,
    /// Text that can be a key: letters, digits and `-_.#/` without spaces, with a digit.
    pub(super) key_share: f64,
}

/// Rows looked at in a column of a table that is not too wide.
const ROWS: usize = 2000;
/// Cells looked at in a table, where that leaves each column its fewest rows.
const CELLS: usize = 2_000_000;
const FEWEST: usize = 64;

impl Profile {
    /// Looks at up to 2 000 rows, fewer where the table has more than 1 000 columns.
    pub(super) fn new(column: &Column, columns: usize) -> Self {
        let looked = (CELLS / columns.max(1)).clamp(FEWEST, ROWS);
        let mut profile = Self {
            kind: column.kind(),
            null_share: 1.0,
            distinct_ratio: 0.0,
            distinct: 0,
            filled: 0,
            whole_share: 0.0,
            positive_share: 0.0,
            median: 0.0,
            key_share: 0.0,
        };
        let rows = column.len();
        if rows == 0 {
            return profile;
        }
        profile.null_share = column.nulls() as f64 / rows as f64;
        match column.kind() {
            Kind::Text => profile.look_at_text(column, looked),
            Kind::Number => profile.look_at_numbers(looked, column, &|row| column.number_at(row)),
            Kind::Money => profile.look_at_numbers(looked, column, &|row| column.int_at(row).map(|u| u as f64 / 10_000.0)),
            Kind::Time => profile.look_at_numbers(looked, column, &|row| column.int_at(row).map(|s| s as f64 / 86_400.0)),
        }
        if column.is_coded() && profile.filled > 0 {
            profile.distinct = column.dictionary().len();
            profile.distinct_ratio = profile.distinct as f64 / (rows as f64 - column.nulls() as f64).max(1.0);
        }
        profile
    }

    fn look_at_text(&mut self, column: &Column, looked: usize) {
        let cells: Vec<_> = rows(column, looked).filter_map(|row| column.text_at(row)).filter(|t| !t.is_empty()).collect();
        self.filled = cells.len();
        let keys = cells.iter().filter(|t| is_key(t)).count();
        self.key_share = share(keys, self.filled);
        // The dictionary of a coded column counts its values better than a sample.
        if !column.is_coded() {
            self.set_distinct(distinct(&cells).len());
        }
    }

    fn look_at_numbers(&mut self, looked: usize, column: &Column, at: &dyn Fn(usize) -> Option<f64>) {
        let mut cells: Vec<f64> = rows(column, looked).filter_map(at).collect();
        self.filled = cells.len();
        self.whole_share = share(cells.iter().filter(|v| v.fract() == 0.0).count(), self.filled);
        self.positive_share = share(cells.iter().filter(|&&v| v >= 0.0).count(), self.filled);
        cells = ascending(&cells);
        cells.dedup();
        self.set_distinct(cells.len());
        cells.iter_mut().for_each(|v| *v = v.abs());
        cells = ascending(&cells);
        self.median = cells.get(cells.len() / 2).copied().unwrap_or(0.0);
    }

    fn set_distinct(&mut self, distinct: usize) {
        self.distinct = distinct;
        self.distinct_ratio = share(distinct, self.filled);
    }

    /// Whether the column holds numbers, with a currency or without.
    pub(super) fn is_numeric(&self) -> bool {
        matches!(self.kind, Kind::Number | Kind::Money)
    }

    /// Whether the column holds whole numbers only.
    pub(super) fn is_whole(&self) -> bool {
        self.is_numeric() && self.filled > 0 && self.whole_share >= 1.0
    }
}

/// A quarter of the rows to look at from the top, the others spread over the rest.
fn rows(column: &Column, looked: usize) -> impl Iterator<Item = usize> {
    spread(column.len(), looked / 4, looked - looked / 4)
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn is_key(text: &str) -> bool {
    let trimmed = text.trim();
    trimmed.bytes().any(|b| b.is_ascii_digit())
        && trimmed.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'#' | b'/'))
}
