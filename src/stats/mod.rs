//! Pure mathematics: exact values, quantiles, ranks.
//!
//! In: numbers. Out: numbers. Sums of integers are exact, so no result depends on the order of rows.
//! Never here: customers, fields, random numbers without a seed.

mod exact;
mod order;
mod quantile;
mod random;
mod runs;
mod sum;

pub use exact::{Exact, Ratio, mean};
pub use order::{ascending, distinct, order};
pub use quantile::{median, quantile};
pub use random::Random;
pub use runs::Runs;
pub use sum::Sum;
