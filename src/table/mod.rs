//! Columns in Arrow layout: what intake fills and every later stage shares without copying.
//!
//! In: chunks from the parse workers. Out: [`Column`]s of immutable, shared segments.
//! Never here: reading of files, meaning of columns, output.

pub mod chunk;
mod codes;
mod column;
pub mod date;
mod dictionary;
mod ints;
mod missing;
mod money;
pub mod number;
mod numbers;
mod texts;

pub use codes::Codes;
pub use column::{Column, Invalid, Kind, Segment, Spec, Store};
pub use dictionary::{Dictionary, Interner};
pub use ints::Ints;
pub use missing::is_missing;
pub use money::{Money, UNITS};
pub use numbers::Numbers;
pub use texts::{Serial, Texts, eight_digits};
