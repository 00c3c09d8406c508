//! Disclosure control of tables that leave: two-way tables, sums, and exports that differ by few people.
//!
//! In: counts, sums and groups of customers by number. Out: what may be shown. Never here: names, values, files.

mod contributions;
mod cross_table;
mod ledger;
mod network;

pub use contributions::{Contributions, ShownSums, show_sums};
pub use cross_table::{CrossTable, cross_table};
pub use ledger::{Ledger, Refusal};
pub use network::Span;
