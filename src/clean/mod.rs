//! What of a table counts: a plan of rules over a shared table, as bitmaps of rows and patches of cells, never a copy of it.
//!
//! In: [`MappedTable`](crate::fields::MappedTable), a [`Plan`] that replays on any file, [`Decisions`] about one file.
//! Out: [`CleanTable`], with every row kept, set aside for a reason or cleaned away by a rule, and each column as it is then;
//! [`Profile`] of what was read. Never here: output of cells.

mod alike;
mod amount;
mod currency;
mod decisions;
mod direction;
mod domain;
mod effect;
mod extreme;
mod fill;
mod headers;
mod headline;
mod mend;
mod order_amount;
mod outlier;
mod paid;
mod placeholder;
mod plan;
mod profile;
mod propose;
mod refund;
mod refunded;
mod repeats;
mod serial;
mod status;
mod step;
mod suit;
mod table;
mod totals;
mod unmade;
mod vocabulary;
mod words;

pub use decisions::{Correction, Decisions, fingerprint};
pub use effect::{Cleaned, Effect, Why};
pub use headline::{Headline, Headlines};
pub use outlier::{Bounds, Outliers};
pub use plan::{Action, Entry, Method, Plan, Rule};
pub use profile::{ColumnProfile, Measures, Profile, Scorecard};
pub use table::{CleanTable, Reason, SetAside};

pub(crate) use amount::{Units, each_units, units};
pub(crate) use refund::{Flag, flags};
pub(crate) use serial::{Numbers, faults};
