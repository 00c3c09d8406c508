//! Pure mathematics: exact values, quantiles, ranks.
//!
//! In: numbers. Out: numbers. Sums of integers are exact, so no result depends on the order of rows.
//! Never here: customers, fields, random numbers without a seed.

mod exact;
mod histogram;
mod moments;
mod order;
mod quantile;
mod runs;
mod select;
mod sum;

pub use exact::{Exact, Ratio, mean};
pub use histogram::{Histogram, Spread};
pub use moments::Moments;
pub use order::{ascending, distinct, largest, order};
pub use quantile::{median, quantile};
pub use runs::Runs;
pub use select::at_places;
pub use sum::Sum;
