//! Columns in Arrow layout: what intake fills and every later stage shares without copying.
//!
//! In: chunks from the parse workers. Out: [`Column`]s of immutable, shared segments.
//! Never here: reading of files, meaning of columns, output.

mod block;
#[cfg(feature = "engine")]
mod cells;
pub mod chunk;
mod codes;
mod column;
pub mod date;
mod dictionary;
mod fold;
mod guard;
mod ints;
pub(crate) mod long;
mod memory;
mod missing;
mod money;
pub mod number;
pub(crate) mod numeral;
mod numbers;
#[cfg(feature = "engine")]
mod patch;
#[cfg(feature = "engine")]
mod sequence;
mod spec;
mod texts;
mod unit;

#[cfg(feature = "engine")]
pub(crate) use block::{each_item, least_and_most};
#[cfg(feature = "engine")]
pub(crate) use cells::{each_code, each_int, each_number, each_texts, int_range, number_range, walk_codes};
pub use codes::Codes;
pub use column::{Column, Invalid, Segment};
pub use dictionary::{Dictionary, Interner};
pub(crate) use guard::unguarded;
pub use ints::Ints;
pub use memory::{room, rooms};
pub use missing::{MISSING_WORDS, is_missing};
pub use money::{Money, UNITS};
pub use numbers::Numbers;
#[cfg(feature = "engine")]
pub use patch::{Patch, Patched};
#[cfg(feature = "engine")]
pub(crate) use sequence::Sequence;
pub use spec::{BareTime, DecimalMark, Doubt, Kind, LongNumbers, Notation, Reason, Spec, Store};
pub use texts::{Serial, Texts, eight_digits};
#[cfg(feature = "engine")]
pub(crate) use unit::is_money_unit;
pub use unit::{MoneyUnit, money_unit};
