//! Pure mathematics: exact values, quantiles, ranks, minima, integrals, intervals of shares, tails of distributions.
//!
//! In: numbers. Out: numbers. Sums of integers are exact, so no result depends on the order of rows.
//! Never here: customers, fields, random numbers without a seed.

mod chebyshev;
mod absorbing;
pub mod cluster;
mod exact;
mod matrix;
mod minimum;
mod histogram;
mod hypergeometric;
mod moments;
mod order;
mod quadrature;
mod proportion;
mod quantile;
mod random;
mod runs;
mod simplex;
mod special;
mod select;
mod sum;
mod symmetric;
pub mod principal;
pub mod scaling;
mod tail;

pub use absorbing::Chain;
pub use chebyshev::Chebyshev;
pub use exact::{Exact, Ratio, mean};
pub use histogram::{Histogram, Spread};
pub use hypergeometric::hypergeometric_tail;
pub use matrix::Matrix;
pub use minimum::{Function, Minimum, minimum, second_derivatives};
pub use moments::Moments;
pub use order::{ascending, distinct, largest, order};
pub use proportion::{Interval, Lift, Z, mcnemar, newcombe, wilson};
pub use quadrature::{Node, Rule};
pub use quantile::{median, quantile, quantile_of};
pub use random::Random;
pub(crate) use random::split_mix;
pub use runs::Runs;
pub use select::{at_places, at_places_between};
pub use simplex::{Values, simplex};
pub use special::{digamma, ln_beta, softplus};
pub use sum::Sum;
pub use symmetric::Square;
pub use tail::{chi_square_tail, false_discovery, student_tails};
