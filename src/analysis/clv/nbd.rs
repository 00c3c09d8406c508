//! NBD: customers who never drop out (Ehrenberg 1959). The yardstick of the models with drop-out.

use super::groups::Groups;
use super::tables::{Rising, Scaled};

/// The log-likelihood at r and α, with its derivatives by ln r and ln α.
pub(super) fn log_likelihood(groups: &Groups, [r, alpha]: [f64; 2]) -> (f64, [f64; 2]) {
    let rising = Rising::new(r, groups.most());
    let scaled = Scaled::new(alpha, groups.times());
    let mut sums = [0.0; 3];
    for row in groups.rows() {
        let x = f64::from(row.repeats);
        let (log, part) = scaled.get(row.total);
        let terms = [rising.log(row.repeats) - (r + x) * log, rising.inverse(row.repeats) - log, (r + x) * part - x];
        sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += row.weight * term);
    }
    let [value, by_r, by_alpha] = sums;
    (value - groups.purchases() * libm::log(alpha), [r * by_r, by_alpha])
}
