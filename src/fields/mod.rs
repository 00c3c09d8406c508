//! Headers and content → canonical fields, as scored guesses that a person can correct.
//!
//! In: [`RawTable`](crate::intake::RawTable). Out: [`MappedTable`], the same table and what each column means.
//! Never here: changes to cells, output of cells.

mod beyond;
mod catalogue;
mod guess;
mod header;
mod mapping;
mod profile;
mod sample;
mod width;

pub use catalogue::Field;
pub use mapping::{AmountSource, MappedTable, Mapping, TableKind};

pub(crate) use catalogue::named_field;
pub(crate) use header::{Fit, Header};
pub(crate) use sample::spread;
pub(crate) use width::{half_width, is_han};
