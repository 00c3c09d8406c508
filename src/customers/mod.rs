//! Masked lines of one or more sources → [`CustomerView`], the only thing an analysis sees.
//!
//! In: normalised customers with their lines. Out: lines grouped by customer, without any name, number or text of theirs.
//! Never here: identifiers, output, the clock.

mod build;
mod calendar;
mod channels;
mod conflict;
mod events;
mod gather;
mod holders;
mod join;
mod latest;
mod moments;
mod orders;
mod parts;
mod returns;
mod summary;
mod timeline;
mod view;

pub use build::{Customers, build};
pub use calendar::{AsOf, Covered, latest_day};
pub use channels::Channels;
pub use events::{EventField, Events};
pub use gather::gather;
pub use holders::{Holders, Holdings, LabelSums, is_of_many};
pub use join::{JoinAudit, Source, join};
pub use latest::last_purchases;
pub use moments::Beside;
pub use parts::{Dimension, Figure, LineField, NO_DAY, NO_LABEL, NumberColumn, Part, Parts, Pieces, Trait, Traits};
pub use summary::Summary;
pub use view::{CustomerView, Lines, ViewFault};
