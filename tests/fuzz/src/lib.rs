//! What each fuzz target does with its bytes. libFuzzer drives it through `targets/`, the test `replay` through the corpus.

mod account;
#[allow(dead_code, reason = "a module of the workbook tests, of which some makers are wanted here")]
#[path = "../../workbooks/made.rs"]
mod made;
mod memory;
mod sheets;
mod tables;
mod text;
mod values;

pub use memory::bounded;
pub use sheets::{sheet, workbook};
pub use tables::{arrow, json, parquet};
pub use text::{csv, encoding};
pub use values::{date, number};

/// What a target does with bytes.
pub type Body = fn(&[u8]);

/// All targets by their names.
pub const TARGETS: [(&str, Body); 9] = [
    ("csv", csv),
    ("encoding", encoding),
    ("number", number),
    ("date", date),
    ("workbook", workbook),
    ("sheet", sheet),
    ("json", json),
    ("parquet", parquet),
    ("arrow", arrow),
];
