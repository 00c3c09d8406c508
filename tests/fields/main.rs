//! Guessed fields of real and made-up tables, from the bytes of the file on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "tests stop at the first surprise and say what they counted"
)]

#[path = "../data/mod.rs"]
mod data;
mod exports;
mod hostile;
mod real;
mod templates;
mod trades;
mod unseen;

use insitu::fields::MappedTable;
use insitu::intake::{Overrides, read};
use std::sync::Arc;

/// The table of a file, mapped by guess.
fn mapped(name: &str, bytes: &[u8]) -> MappedTable {
    MappedTable::guess(Arc::new(read(name, bytes, &Overrides::default(), 1 << 20).unwrap()))
}
