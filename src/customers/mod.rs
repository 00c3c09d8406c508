//! Masked lines of one or more sources → [`CustomerView`], the only thing an analysis sees.
//!
//! In: normalised customers with their lines. Out: lines grouped by customer, without any name, number or text of theirs.
//! Never here: identifiers, output, the clock.

mod build;
mod calendar;
mod join;
mod latest;
mod orders;
mod summary;
mod view;

pub use build::{Customers, build};
pub use calendar::AsOf;
pub use join::{JoinAudit, Source, join};
pub use latest::last_purchases;
pub use summary::Summary;
pub use view::{CustomerView, Lines, ViewFault};
