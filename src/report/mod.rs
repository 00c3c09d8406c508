//! Findings → what people read: sentences in both languages, tables as CSV.
//!
//! In: errors, notices, outcomes. Out: text. Never here: computing, identifiers that were not handed over by name.

#[cfg(feature = "engine")]
mod archive;
#[cfg(feature = "engine")]
mod card;
#[cfg(feature = "engine")]
mod compose;
#[cfg(feature = "engine")]
mod csv_table;
#[cfg(feature = "engine")]
pub mod document;
#[cfg(feature = "engine")]
mod draft;
#[cfg(feature = "engine")]
mod drawing;
#[cfg(feature = "engine")]
mod figure;
#[cfg(feature = "engine")]
mod filled;
#[cfg(feature = "engine")]
mod finder;
#[cfg(feature = "engine")]
mod guard;
#[cfg(feature = "engine")]
mod imprint;
#[cfg(feature = "engine")]
mod lint;
#[cfg(feature = "engine")]
mod look;
#[cfg(feature = "engine")]
mod markup;
#[cfg(feature = "engine")]
mod paper;
#[cfg(feature = "engine")]
mod sheet;
#[cfg(feature = "engine")]
pub mod workbook;
mod days;
mod formula;
mod groups;
#[cfg(feature = "engine")]
pub mod labels;
mod channels;
mod lifetime;
mod mapping;
mod orders;
pub mod text;
mod trouble;
mod value;

#[cfg(feature = "engine")]
pub use card::Card;
#[cfg(feature = "engine")]
pub use compose::{Material, compose};
#[cfg(feature = "engine")]
pub use csv_table::{CsvTable, Lang};
#[cfg(feature = "engine")]
pub use filled::problem_text;
pub use formula::formula_safe;
#[cfg(feature = "engine")]
pub use lint::{Fault, faults};
#[cfg(feature = "engine")]
pub use paper::{Advice, Evidence, Gap, Part, Report, Role, Severity, Source, Statement, Summary};
#[cfg(feature = "engine")]
pub use sheet::{Cell, CellKind, Drawing, Sheet, SheetColumn};
pub use value::reason_text;
