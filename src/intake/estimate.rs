//! What a table will take in memory, told from a sample before the file is read.
//!
//! The sampled cells are written as the reader writes them, so that a column counts with what the table really keeps of it:
//! numbers in the bytes that their range needs, texts as they are, or codes and each different text once. How many different
//! texts a whole column has is estimated from how many of them several parts of the sample share (Chao 1987, from
//! incidences), and is at most what each part would give alone.

use super::limits::ENGINE;
use super::values::Values;
use crate::table::chunk::{self, ColumnBuilder, HEADER_BYTES, Meta};
use crate::table::{Interner, Kind, Spec, Store};
use serde::{Deserialize, Serialize};

/// Bytes of the engine and of four readers before any row stands in the table, the copies of what is on its way included.
const BASE: u64 = 32 << 20;
/// Bytes of a row while customers are counted: day, place, amount, key and number of its order, and the same by customer.
const STAGES: u64 = 36;
/// Bytes of a different text beside its own while a column is read, and while customers are put in order.
const VALUE: u64 = 64;
/// Parts of a sample.
const PARTS: usize = 8;

/// What a file is thought to take once it is read, and on the way there.
///
/// The peak is `base_bytes`, what counting takes for each row, and the sum of `columns`; all but the base grow with the rows.
/// Measured in Chromium (two readers) on made-up orders, long texts and many customers, files of 51 to 88 MB, it is 1.0 to 1.3
/// times the real peak; `tests/memory` holds it within 0.8 to 1.8 of what is asked for natively.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Estimate {
    /// Rows that are read.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
    /// Bytes of the finished table.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub table_bytes: u64,
    /// Most bytes of wasm memory at a time, of the engine and all readers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub peak_bytes: u64,
    /// The part of the peak that any file takes.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub base_bytes: u64,
    /// Bytes that the engine's memory may take.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub room_bytes: u64,
    /// The part of the peak that each column takes, in the order of the plan.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub columns: Vec<u64>,
}

impl Estimate {
    /// The estimate for a table of so many rows, from cells of each column.
    pub(super) fn new<'a>(rows: u64, columns: impl Iterator<Item = (&'a Spec, &'a [&'a [u8]])>) -> Self {
        let (tables, columns): (Vec<u64>, Vec<u64>) = columns.map(|(spec, cells)| column(spec, cells, rows)).unzip();
        let table_bytes = tables.iter().fold(0_u64, |sum, c| sum.saturating_add(*c));
        let grown = columns.iter().fold(rows.saturating_mul(STAGES), |sum, c| sum.saturating_add(*c));
        Self { rows, table_bytes, peak_bytes: BASE.saturating_add(grown), base_bytes: BASE, room_bytes: ENGINE, columns }
    }
}

/// Bytes of a column of so many rows: in the finished table, and at most.
fn column(spec: &Spec, cells: &[&[u8]], rows: u64) -> (u64, u64) {
    let sampled = cells.len().max(1) as u64;
    if spec.kind == Kind::Text && spec.store == Store::Coded {
        let (values, bytes) = different(cells, rows);
        // Codes of a range that do not fit its own width are written beside it.
        let width = match values {
            0..=0x100 => 1,
            0x101..=0x1_0000 => 2,
            _ => 6,
        };
        let table = rows.saturating_mul(width).saturating_add(rows / 8);
        let texts = values.saturating_mul(bytes + 4);
        return (table.saturating_add(texts), table.saturating_add(texts * 3 / 2).saturating_add(values.saturating_mul(VALUE)));
    }
    let mut builder = ColumnBuilder::new(spec.kind, spec.store);
    Values::new(spec).fill(&mut builder, cells.iter().copied(), 0);
    let meta = Meta { rows: cells.len() as u64, ..Meta::default() };
    let written = chunk::write(&meta, std::slice::from_ref(&builder)).len() * 8;
    let table = rows.saturating_mul(written.saturating_sub(HEADER_BYTES) as u64) / sampled;
    (table, table)
}

/// How many different texts a column of so many rows is thought to have, and the bytes of one.
fn different(cells: &[&[u8]], rows: u64) -> (u64, u64) {
    let mut interner = Interner::default();
    // Of each text: in how many parts it stands, and in which it was met last.
    let mut seen: Vec<(u32, usize)> = Vec::new();
    let mut met = 0;
    for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let part = index * PARTS / cells.len() + 1;
        let code = interner.intern(cell) as usize;
        if code == seen.len() {
            seen.push((0, 0));
        }
        if let Some(text) = seen.get_mut(code).filter(|text| text.1 != part) {
            *text = (text.0 + 1, part);
            met += 1;
        }
    }
    let in_parts = |parts| seen.iter().filter(|text| text.0 == parts).count() as u64;
    let (known, once, twice) = (seen.len() as u64, in_parts(1), in_parts(2));
    let unseen = once * once.saturating_sub(1) / (2 * (twice + 1));
    let alone = rows.saturating_mul(met) / cells.len().max(1) as u64;
    let values = (known + unseen).min(alone).max(known).min(rows.max(1));
    (values, interner.dictionary().bytes().len() as u64 / known.max(1))
}
