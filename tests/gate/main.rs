//! The way from a file to the customers of an analysis: fields, cleaning, masking, customers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod conflicts;
mod customers;
#[path = "../data/mod.rs"]
mod data;
mod leaks;
mod parts;
mod phones;
mod real;

use insitu::clean::CleanTable;
use insitu::fields::MappedTable;
use insitu::intake::{Overrides, read};
use insitu::mask::{Key, MaskedTable};
use std::sync::Arc;

/// A file behind the gate, with guessed fields.
fn masked(bytes: &[u8]) -> MaskedTable {
    let raw = read("orders.csv", bytes, &Overrides::default(), 1 << 20).unwrap();
    let mapped = MappedTable::guess(Arc::new(raw));
    MaskedTable::new(Arc::new(CleanTable::proposed(Arc::new(mapped))), Key::random().unwrap())
}
