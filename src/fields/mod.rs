//! Headers and content → canonical fields and kind of table, as scored guesses that a person can correct.
//!
//! In: [`RawTable`](crate::intake::RawTable). Out: [`MappedTable`], the same table and what each column means.
//! Never here: changes to cells, output of cells.

mod agreement;
mod assumption;
mod beyond;
mod catalogue;
mod content;
pub mod derived;
mod domain;
mod drift;
mod guess;
mod header;
mod kind;
mod mapping;
mod profile;
mod sample;
mod script;
mod synonyms;
mod template;
mod width;

pub use catalogue::Field;
pub use domain::{Basis, Coding, Domain};
pub use drift::{Drift, Known, Renamed, Retyped};
pub use kind::TableKind;
pub use mapping::{AmountSource, MappedTable, Mapping, Rival};
pub use template::{CellType, Problem, ProblemCode, Template, TemplateColumn};

pub(crate) use header::{Fit, Header};
pub(crate) use sample::spread;
pub(crate) use script::simplified;
pub(crate) use synonyms::named_field;
pub(crate) use width::{half_width, is_han};
