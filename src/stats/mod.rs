//! Pure mathematics: exact values, quantiles, ranks, intervals of shares, tails of distributions.
//!
//! In: numbers. Out: numbers. Sums of integers are exact, so no result depends on the order of rows.
//! Never here: customers, fields, random numbers without a seed.

mod exact;
mod order;
mod proportion;
mod quantile;
mod runs;
mod sum;
mod tail;

pub use exact::{Exact, Ratio, mean};
pub use order::{ascending, distinct, order};
pub use proportion::{Interval, Lift, Z, wilson};
pub use quantile::{median, quantile};
pub use runs::Runs;
pub use sum::Sum;
pub use tail::{chi_square_tail, false_discovery, student_tails};
