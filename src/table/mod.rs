//! Columns in Arrow layout: what intake fills and every later stage shares without copying.
//!
//! In: chunks from the parse workers. Out: [`Column`]s of immutable, shared segments.
//! Never here: reading of files, meaning of columns, output.

pub mod chunk;
mod codes;
mod column;
pub mod date;
mod dictionary;
mod fold;
pub(crate) mod long;
mod money;
pub mod number;
pub(crate) mod numeral;
mod spec;

pub use codes::Codes;
pub use column::{Column, Invalid, Segment};
pub use dictionary::{Dictionary, Interner};
pub use money::{Money, UNITS};
pub use spec::{BareTime, DecimalMark, Doubt, Kind, LongNumbers, Notation, Reason, Spec, Store};
