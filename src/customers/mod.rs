//! Masked lines of one or more sources → [`CustomerView`], the only thing an analysis sees.
//!
//! In: normalised customers with their lines. Out: lines grouped by customer, without any name, number or text of theirs.
//! Never here: identifiers, output, the clock.

mod build;
mod calendar;
mod gather;
mod join;
mod latest;
mod orders;
mod parts;
mod summary;
mod view;

pub use build::{Customers, build};
pub use calendar::{AsOf, latest_day};
pub use gather::gather;
pub use join::{JoinAudit, Source, join};
pub use latest::last_purchases;
pub use parts::{Dimension, Figure, LineField, NO_DAY, NO_LABEL, NumberColumn, Part, Parts, Trait, Traits, Visits};
pub use summary::Summary;
pub use view::{CustomerView, Lines, ViewFault};
