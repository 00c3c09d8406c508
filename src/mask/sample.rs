//! Distinct values of a column, of a sample or of all rows.

use super::cell;
use crate::fields::spread;
use crate::stats::ascending;
use crate::table::{Column, Interner, Kind, Segment};

/// Rows looked at: the first ones, then more evenly spread.
const HEAD: usize = 2000;
const MORE: usize = 8000;

/// Which rows are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// The first 2 000 and 8 000 more, evenly spread.
    Sample,
    /// All.
    Whole,
}

enum Values {
    /// Texts of their own.
    Texts(Interner),
    /// All rows of the column, which is no dictionary because hardly any value repeats.
    Rows,
    /// Codes into the dictionary of the column.
    Codes(Vec<u32>),
    /// All of the dictionary.
    Dictionary,
    /// Numbers.
    Numbers(Vec<f64>),
}

/// Values to judge a column by.
pub(super) struct Sample<'a> {
    column: &'a Column,
    values: Values,
    /// How many distinct values.
    pub(super) distinct: usize,
    /// Of how many cells.
    pub(super) cells: usize,
}

impl<'a> Sample<'a> {
    /// Takes the values; numbers nearer to 0 than `least` are counted only. Of times it is empty.
    pub(super) fn of(column: &'a Column, extent: Extent, least: f64) -> Self {
        let filled = column.len() - (column.nulls() as usize).min(column.len());
        let whole = extent == Extent::Whole;
        let rows = || if whole { spread(column.len(), column.len(), 0) } else { spread(column.len(), HEAD, MORE) };
        let (values, distinct, cells) = match column.kind() {
            Kind::Text if column.is_coded() && whole => (Values::Dictionary, column.dictionary().len(), filled),
            Kind::Text if column.is_coded() => {
                let code = |row| match column.locate(row)? {
                    (Segment::Codes(a), i) => a.get(i),
                    _ => None,
                };
                let codes: Vec<u32> = rows().filter_map(code).collect();
                let own = crate::stats::distinct(&codes);
                let count = own.len();
                (Values::Codes(own), count, codes.len())
            }
            Kind::Text if whole => (Values::Rows, filled, filled),
            Kind::Text => {
                let mut seen = Interner::default();
                let mut cells = 0;
                for row in rows() {
                    if let Some(text) = column.text_at(row) {
                        seen.intern(text.as_bytes());
                        cells += 1;
                    }
                }
                let count = seen.dictionary().len();
                (Values::Texts(seen), count, cells)
            }
            Kind::Number | Kind::Money => {
                let all: Vec<f64> = rows().filter_map(|row| cell::number(column, row)).collect();
                Self::numbers(&all, least)
            }
            Kind::Time => (Values::Numbers(Vec::new()), 0, 0),
        };
        Self { column, values, distinct, cells }
    }

    fn numbers(all: &[f64], least: f64) -> (Values, usize, usize) {
        let cells = all.len();
        if all.iter().all(|n| n.abs() < least) {
            return (Values::Numbers(Vec::new()), cells, cells);
        }
        let mut sorted = ascending(all);
        sorted.dedup();
        let count = sorted.len();
        sorted.retain(|n| n.abs() >= least);
        (Values::Numbers(sorted), count, cells)
    }

    /// Calls `each` with every distinct value; numbers that are only counted are left out.
    pub(super) fn each(&self, each: &mut dyn FnMut(&str)) {
        let mut text = |bytes: Option<&[u8]>| {
            if let Some(text) = bytes.and_then(|b| std::str::from_utf8(b).ok()) {
                each(text);
            }
        };
        let dictionary = self.column.dictionary();
        match &self.values {
            Values::Texts(seen) => seen.dictionary().iter().for_each(|value| text(Some(value))),
            Values::Dictionary => dictionary.iter().for_each(|value| text(Some(value))),
            Values::Codes(codes) => codes.iter().for_each(|&code| text(dictionary.get(code))),
            Values::Rows => {
                for segment in self.column.segments() {
                    if let Segment::Text(texts) = segment {
                        texts.each(|_, value| text(value));
                    }
                }
            }
            Values::Numbers(numbers) => numbers.iter().for_each(|&n| text(Some(cell::number_text(n).as_bytes()))),
        }
    }
}
