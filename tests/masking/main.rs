//! What is found to be personal data and what is not: labelled columns, harmless columns, published vectors, text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::print_stderr, reason = "says what it measured")]

mod chance;
mod columns;
#[path = "../data/mod.rs"]
mod data;
mod detection;
mod dice;
mod faker;
mod harmless;
mod mixed;
mod personal;
mod speed;
mod vectors;

use insitu::clean::CleanTable;
use insitu::fields::{MappedTable, Mapping};
use insitu::intake::{Overrides, RawTable, read};
use insitu::mask::{Key, MaskedTable};
use insitu::table::Column;
use std::sync::Arc;

/// Columns behind the gate, with guessed fields.
fn behind_gate(columns: Vec<Column>) -> MaskedTable {
    let raw = RawTable::of("table.csv", columns);
    let mapping = Mapping::guess(&raw.columns);
    let mapped = MappedTable::new(Arc::new(raw), mapping).unwrap();
    MaskedTable::new(Arc::new(CleanTable::proposed(Arc::new(mapped))), Key::random().unwrap())
}

/// Cells of one column as the reader takes them from a file, so that their kind is the one that it finds.
fn read_column(header: &str, cells: &[String]) -> MaskedTable {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut csv = format!("{},行号\n", quoted(header));
    for (row, cell) in cells.iter().enumerate() {
        csv += &format!("{},r{row}\n", quoted(cell));
    }
    let raw = read("table.csv", csv.as_bytes(), &Overrides::default(), 1 << 20).unwrap();
    let mapped = MappedTable::guess(Arc::new(raw));
    MaskedTable::new(Arc::new(CleanTable::proposed(Arc::new(mapped))), Key::random().unwrap())
}
