//! Risk of re-identification, as mathematics over coded columns.
//!
//! In: codes of values, one column per attribute. Out: counts, ratios and scores; definitions as in ARX and sdcMicro, named at
//! each item. Never here: the values themselves.

mod classes;
mod closeness;
mod diversity;
mod lamps;
mod population;
mod proposal;
mod sensitive;
mod special_uniques;
mod wildcard;

pub use classes::Classes;
pub(in crate::mask) use classes::filled;
pub use closeness::{equal_distance, ordered_distance};
pub use lamps::{Exposure, Inference, Lamp, Lamps, Level};
pub use population::Journalist;
pub use proposal::{ColumnFacts, Nature, Proposal, Why, quasi_identifiers};
pub use sensitive::Sensitive;
pub use special_uniques::{QUASI_IDENTIFIERS, SpecialUniques};
pub use wildcard::wildcard_sizes;

/// The code of a missing value.
pub const MISSING: u32 = u32::MAX;

/// Smallest classes that count as safe: inside the firm (risk 0.2), for the public (US practice), strict (risk 0.05).
pub const THRESHOLDS: [u64; 3] = [5, 11, 20];
