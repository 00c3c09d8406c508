//! The values of columns: every written form of numbers and times, and what a whole column is judged to be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../data/mod.rs"]
mod data;
mod columns;
mod dates;
mod duckdb;
mod numbers;

use insitu::intake::{Overrides, RawTable, read};

/// Reads a file in ranges of a mebibyte.
fn table(text: &[u8], overrides: &Overrides) -> RawTable {
    read("t.csv", text, overrides, 1 << 20).unwrap()
}
