//! The gate: which columns hold personal data, what of them may be shown, and keyed names for customers.
//!
//! In: [`CleanTable`](crate::clean::CleanTable). Out: [`MaskedTable`], built only here; masked samples, verdicts,
//! pseudonyms. Never here: analysis; regular expressions (every matcher is one pass over a cell).

mod address;
mod attribute;
mod bank_card;
mod birthday;
mod cell;
mod claim;
mod column;
mod compact;
mod detect;
pub mod disclosure;
mod duplicates;
mod division;
mod email;
mod envelope;
mod device;
mod geo;
mod hash;
mod id_card;
mod identity;
mod labels;
mod landline;
mod name;
mod people;
mod opening;
mod operated;
mod operator;
mod neighbour;
mod network;
mod passphrase;
mod passport;
mod phone;
mod pii;
mod plate;
mod pseudonym;
mod redaction;
pub mod risk;
mod rule;
mod sample;
mod social;
mod suppression;
mod sweep;
mod table;
mod uscc;
mod value;
mod vault;
mod verdict;

pub use attribute::{Attribute, EmailClass};
pub use claim::HeaderSays;
pub use column::MaskedColumn;
use division::places;
pub use division::{Division, Level, Region, division, locate, region_of_code};
pub use duplicates::{Candidates, InCommon, duplicates};
pub use envelope::{unwrap_key, wrap_key};
pub use identity::{Identity, NOBODY, normalise_id};
pub use labels::{Labels, Placed, Reading};
pub use opening::{Opened, open_pseudonyms};
pub use operator::{
    AgeWidth, Applied, Bands, Cap, Effect as OperatorEffect, Operator, Period, RegionLevel, Setting, ShiftBy, Value,
};
pub use people::People;
pub use pii::PiiType;
pub use pseudonym::Key;
pub use redaction::{keep_ends, redact};
pub use rule::Rule;
pub use suppression::{K, Shown, Suppressed, suppress};
pub use sweep::{Span, spans, sweep};
pub use table::{Extremes, MaskedTable, preview};
pub use value::rules;
pub use vault::{CHUNK as VAULT_CHUNK, HEADER as VAULT_HEADER, TAG as VAULT_TAG, Vault};
pub use verdict::{Verdict, Why};
