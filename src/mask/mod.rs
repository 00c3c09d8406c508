//! The gate: which columns hold personal data, what of them may be shown, and keyed names for customers.
//!
//! In: [`CleanTable`](crate::clean::CleanTable). Out: [`MaskedTable`], built only here; masked samples, verdicts,
//! pseudonyms. Never here: analysis; regular expressions (every matcher is one pass over a cell).

mod address;
mod bank_card;
mod birthday;
mod cell;
mod claim;
mod column;
mod compact;
mod detect;
mod device;
mod email;
mod geo;
mod hash;
mod id_card;
mod identity;
mod landline;
mod name;
mod neighbour;
mod network;
mod passport;
mod phone;
mod pii;
mod plate;
mod pseudonym;
mod redaction;
mod rule;
mod sample;
mod social;
mod suppression;
mod sweep;
mod table;
mod uscc;
mod value;
mod verdict;

pub use claim::HeaderSays;
pub use column::MaskedColumn;
pub use identity::{Identity, normalise_id};
pub use pii::PiiType;
pub use pseudonym::Key;
pub use redaction::{keep_ends, redact};
pub use rule::Rule;
pub use suppression::{K, Shown, Suppressed, suppress};
pub use sweep::{Span, spans, sweep};
pub use table::{Extremes, MaskedTable, preview};
pub use value::rules;
pub use verdict::{Verdict, Why};
