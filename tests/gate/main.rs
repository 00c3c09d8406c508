//! The way from a file to the customers of an analysis: fields, cleaning, masking, customers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::print_stderr)]

mod customers;
mod leaks;
mod real;
mod speed;

use insitu::clean::CleanTable;
use insitu::fields::MappedTable;
use insitu::intake::{Overrides, read};
use insitu::mask::{Key, MaskedTable};
use std::path::Path;
use std::sync::Arc;

/// A file of the shared test data, if it is there.
fn bytes_of(path: &str) -> Option<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = ["../shared/data", "../../shared/data"].iter().find_map(|d| std::fs::read(root.join(d).join(path)).ok());
    if found.is_none() {
        eprintln!("skipped: {path} is not here");
    }
    found
}

/// A file behind the gate, with guessed fields.
fn masked(bytes: &[u8]) -> MaskedTable {
    let raw = read("orders.csv", bytes, &Overrides::default(), 1 << 20).unwrap();
    let mapped = MappedTable::guess(Arc::new(raw));
    MaskedTable::new(Arc::new(CleanTable::new(Arc::new(mapped))), Key::random().unwrap())
}
