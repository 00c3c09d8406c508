//! Masked lines of one or more sources → [`CustomerView`], the only thing an analysis sees.
//!
//! In: normalised customers with their lines. Out: lines grouped by customer, without any name, number or text of theirs.
//! Never here: identifiers, output, the clock.

mod view;

pub use view::{CustomerView, Lines, ViewFault};
