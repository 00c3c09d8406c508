//! The gate: which columns hold personal data, what of them may be shown, and keyed names for customers.
//!
//! In: [`CleanTable`](crate::clean::CleanTable). Out: [`MaskedTable`], built only here; masked samples, verdicts,
//! pseudonyms. Never here: analysis; regular expressions (every matcher is one pass over a cell).

mod address;
mod attribute;
mod bank_card;
mod cell;
mod column;
mod compact;
mod detect;
pub mod disclosure;
mod duplicates;
mod division;
mod email;
mod envelope;
mod id_card;
mod identity;
mod name;
mod people;
mod opening;
mod operated;
mod operator;
mod phone;
mod pii;
mod pseudonym;
mod redaction;
pub mod risk;
mod suppression;
mod sweep;
mod table;

pub use attribute::{Attribute, EmailClass, plate_region};
pub use column::MaskedColumn;
pub use detect::Verdict;
pub use division::{Division, Level, Region, division, locate, region_of_code};
pub use duplicates::{Candidates, InCommon, duplicates};
pub use envelope::{unwrap_key, wrap_key};
pub use identity::{Identity, NOBODY, normalise_id};
pub use opening::{Opened, open_pseudonyms};
pub use operator::{
    AgeWidth, Applied, Bands, Cap, Effect as OperatorEffect, Operator, Period, RegionLevel, Setting, ShiftBy, Value,
};
pub use people::People;
pub use pii::PiiType;
pub use pseudonym::Key;
pub use redaction::{keep_ends, redact};
pub use suppression::{K, Shown, Suppressed, suppress};
pub use sweep::sweep;
pub use table::{Extremes, MaskedTable, preview};
