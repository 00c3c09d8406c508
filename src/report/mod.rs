//! Findings → what people read: sentences in both languages, tables as CSV.
//!
//! In: errors, notices, outcomes. Out: text. Never here: computing, identifiers that were not handed over by name.

mod formula;
pub mod text;

pub use formula::formula_safe;
