//! Findings → what people read: sentences in both languages, tables as CSV.
//!
//! In: errors, notices, outcomes. Out: text. Never here: computing, identifiers that were not handed over by name.

#[cfg(feature = "engine")]
mod csv_table;
mod days;
mod formula;
mod groups;
#[cfg(feature = "engine")]
pub mod labels;
mod channels;
mod lifetime;
pub mod text;
mod trouble;
mod value;

#[cfg(feature = "engine")]
pub use csv_table::{CsvTable, Lang};
pub use formula::formula_safe;
pub use value::reason_text;
