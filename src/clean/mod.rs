//! Which rows can be counted, and why the others cannot: a bitmap over a shared table, never a copy of it.
//!
//! In: [`MappedTable`](crate::fields::MappedTable). Out: [`CleanTable`], with every row kept or set aside for one reason.
//! Never here: changes to cells, output of cells.

mod currency;
mod fingerprint;
mod status;
mod table;

pub use fingerprint::fingerprint;
pub use table::{CleanTable, Reason, SetAside};
