//! Tails of the hypergeometric distribution: Fisher's exact test of a table of four.

/// `ln n!` of a count.
pub(super) fn ln_factorial(n: u64) -> f64 {
    libm::lgamma(n as f64 + 1.0)
}

/// Probability of at least `both` things with both marks by chance, when of `whole` things `one` have the one mark and `other` the
/// other (Fisher's exact test, one-sided, "greater"). 1 where the counts contradict each other.
///
/// The sum runs away from the mean of the distribution, where each term is smaller than the one before, until nothing is added any more.
///
/// ```
/// // Fisher's tea: all four cups of eight told right, 1 of 70 ways.
/// let p = insitu::stats::hypergeometric_tail(4, 4, 4, 8);
/// assert!((p - 1.0 / 70.0).abs() < 1e-15);
/// ```
#[must_use]
pub fn hypergeometric_tail(both: u64, one: u64, other: u64, whole: u64) -> f64 {
    // The test knows no first and second mark, and neither does the rounding.
    let (one, other) = (one.min(other), one.max(other));
    let most = one;
    let least = (one + other).saturating_sub(whole);
    if one > whole || other > whole || both > most || both <= least {
        return 1.0;
    }
    let choose = |n: u64, k: u64| ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k);
    // `both` is above `least`, so that `whole + both` is above `one + other`.
    let chance = |k: u64| libm::exp(choose(one, k) + choose(whole - one, other - k) - choose(whole, other));
    let (a, b, n) = (one as f64, other as f64, whole as f64);
    let rest = n - a - b;
    if both as f64 > a * b / n {
        let (mut term, mut sum, mut k) = (chance(both), 0.0, both as f64);
        while term > sum * (f64::EPSILON / 16.0) && term > 0.0 {
            sum += term;
            term *= (a - k) * (b - k) / ((k + 1.0) * (rest + k + 1.0));
            k += 1.0;
        }
        return sum.min(1.0);
    }
    // Below the mean: one less the terms below.
    let (mut term, mut sum, mut k) = (chance(both - 1), 0.0, (both - 1) as f64);
    while term > sum * (f64::EPSILON / 16.0) && term > 0.0 {
        sum += term;
        term *= k * (rest + k) / ((a - k + 1.0) * (b - k + 1.0));
        k -= 1.0;
    }
    (1.0 - sum).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn choose(n: u128, k: u128) -> u128 {
        (0..k).fold(1, |product, i| product * (n - i) / (i + 1))
    }

    proptest! {
        /// By whole numbers: all ways that have at least so many of both, of all ways.
        #[test]
        fn tails_are_shares_of_ways(whole in 1_u64..60, a in 0.0..1.0_f64, b in 0.0..1.0_f64, k in 0_u64..60) {
            let share = |part: f64| (part * (whole + 1) as f64) as u64;
            let (one, other) = (share(a), share(b));
            let ways = |k: u64| if k > one || k > other || other - k > whole - one { 0 } else {
                choose(one.into(), k.into()) * choose((whole - one).into(), (other - k).into())
            };
            let expected = (k..=whole).map(ways).sum::<u128>() as f64 / choose(whole.into(), other.into()) as f64;
            let got = hypergeometric_tail(k, one, other, whole);
            if k <= one.min(other) {
                prop_assert!((got - expected).abs() <= 1e-12 * expected.max(1e-3), "{got} {expected}");
            }
            prop_assert!((0.0..=1.0).contains(&got));
        }
    }

    #[test]
    fn far_tails_keep_their_digits() {
        // 1 of C(1000, 20) ways, by whole numbers.
        let p = hypergeometric_tail(20, 20, 20, 1000);
        let expected = 1.0 / (0..20).fold(1.0, |product, i| product * (1000.0 - f64::from(i)) / (f64::from(i) + 1.0));
        assert!((p / expected - 1.0).abs() < 1e-11, "{p} {expected}");
        assert!(hypergeometric_tail(5_000_000, 5_000_000, 5_000_000, 10_000_000) >= 0.0);
        assert!((hypergeometric_tail(2_500_000, 5_000_000, 5_000_000, 10_000_000) - 0.5).abs() < 1e-3);
        assert_eq!(hypergeometric_tail(4, 4, 5, 10), hypergeometric_tail(4, 5, 4, 10));
        assert_eq!((hypergeometric_tail(0, 0, 0, 0), hypergeometric_tail(3, 2, 9, 9)), (1.0, 1.0));
    }
}
