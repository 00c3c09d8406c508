//! Disclosure control of what leaves: exports that differ by few people.
//!
//! In: customers by number. Out: what may leave. Never here: names, values, files.

mod ledger;

pub use ledger::{Ledger, Refusal};
