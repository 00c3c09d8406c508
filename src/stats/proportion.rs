//! Intervals of shares and of ratios of shares.

use super::hypergeometric::ln_factorial;
use serde::Serialize;

/// Bounds of an interval of 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// Quantile of the normal distribution at 0.975.
pub const Z: f64 = 1.959_963_984_540_054;

/// Interval of 95 % of a share of `part` among `whole` (Wilson 1927); `None` of nothing.
///
/// ```
/// let interval = insitu::stats::wilson(0, 10).unwrap();
/// assert_eq!(interval.low, 0.0);
/// assert!((interval.high - 0.277533).abs() < 1e-6);
/// ```
#[must_use]
pub fn wilson(part: u64, whole: u64) -> Option<Interval> {
    if whole == 0 || part > whole {
        return None;
    }
    let (n, p) = (whole as f64, part as f64 / whole as f64);
    let centre = p + Z * Z / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    // At the ends the formula gives the bound itself up to rounding.
    let low = if part == 0 { 0.0 } else { ((centre - half) / scale).max(0.0) };
    let high = if part == whole { 1.0 } else { ((centre + half) / scale).min(1.0) };
    Some(Interval { low, high })
}

/// Interval of 95 % of the difference of two shares, `part / whole` − `other / others`, from their Wilson intervals (Newcombe 1998,
/// method 10); `None` where one of them is a share of nothing.
///
/// ```
/// let interval = insitu::stats::newcombe(150, 1000, 120, 1000).unwrap();
/// assert!((interval.low - 0.0000138).abs() < 5e-8 && (interval.high - 0.0600083).abs() < 5e-8);
/// ```
#[must_use]
pub fn newcombe(part: u64, whole: u64, other: u64, others: u64) -> Option<Interval> {
    let (first, second) = (wilson(part, whole)?, wilson(other, others)?);
    let (p, q) = (part as f64 / whole as f64, other as f64 / others as f64);
    let root = |a: f64, b: f64| (a * a + b * b).sqrt();
    Some(Interval { low: p - q - root(p - first.low, second.high - q), high: p - q + root(first.high - p, q - second.low) })
}

/// Probability by chance of counts as far apart as these or farther, of things that were tried in two ways, where `first` went well in
/// the first way alone and `second` in the second alone: `McNemar`'s test, two-sided, with the mid-p of the binomial distribution
/// (Fagerland, Lydersen and Laake 2013).
///
/// ```
/// // One of 7 heads, twice: (1 + 7/2) / 64, as 2 · (C(7,0) + C(7,1)/2) / 2⁷.
/// assert!((insitu::stats::mcnemar(1, 6) - 9.0 / 128.0).abs() < 1e-15);
/// assert_eq!(insitu::stats::mcnemar(4, 4), 1.0);
/// ```
#[must_use]
pub fn mcnemar(first: u64, second: u64) -> f64 {
    let (few, all) = (first.min(second), first + second);
    if first == second {
        return 1.0;
    }
    let ways = ln_factorial(all) - ln_factorial(few) - ln_factorial(all - few);
    let mut term = libm::exp(ways - all as f64 * std::f64::consts::LN_2);
    let (mut sum, mut k) = (term, few as f64);
    while term > sum * (f64::EPSILON / 16.0) && term > 0.0 {
        term *= k / (all as f64 - k + 1.0);
        sum += 2.0 * term;
        k -= 1.0;
    }
    sum.min(1.0)
}

/// How often something is found in a group, against how often in the whole that the group is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lift {
    /// Members of the group who have it.
    pub part: u64,
    /// Members of the group.
    pub group: u64,
    /// All who have it.
    pub parts: u64,
    /// All.
    pub whole: u64,
}

impl Lift {
    /// Share in the group over share in the whole; `None` of an empty group or where nobody has it.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        let defined = self.group > 0 && self.parts > 0;
        defined.then(|| self.part as f64 * self.whole as f64 / (self.group as f64 * self.parts as f64))
    }

    /// Interval of 95 %; `None` where there is no value and where the group is the whole, whose lift is 1 by definition.
    ///
    /// With w the group's share of the whole and R the ratio of [`Lift::risk_ratio`], the lift is R / (w·R + 1 − w), which rises with
    /// R and takes its bounds along.
    #[must_use]
    pub fn interval(self) -> Option<Interval> {
        let (low, high) = self.risk_interval()?;
        let w = self.group as f64 / self.whole as f64;
        let lift = |ratio: f64| ratio / (w * ratio + 1.0 - w);
        // Without one of them outside the ratio has no upper bound, and the lift tends to 1 / w.
        Some(Interval { low: lift(low), high: high.map_or(1.0 / w, lift) })
    }

    /// Share in the group over share outside of it; `None` where one of them has no members or nobody outside has it.
    #[must_use]
    pub fn risk_ratio(self) -> Option<f64> {
        let (rest, others) = self.outside()?;
        (self.group > 0 && rest > 0).then(|| self.part as f64 * others as f64 / (self.group as f64 * rest as f64))
    }

    /// Interval of 95 % of that ratio; the upper bound is `None` where nobody outside has it. `None` where there is no value.
    ///
    /// Of two independent shares the ratio has the interval that the method of variance estimates recovery makes of their Wilson
    /// intervals (Donner and Zou 2012; Fagerland, Lydersen and Laake 2015).
    #[must_use]
    pub fn risk_interval(self) -> Option<(f64, Option<f64>)> {
        self.value()?;
        let (part, group) = (self.part, self.group);
        let (rest, others) = self.outside()?;
        let (inside, outside) = (wilson(part, group)?, wilson(rest, others)?);
        let (p, q) = (part as f64 / group as f64, rest as f64 / others as f64);
        let root = |a: f64, b: f64| (p * q * (p * q) - a * b * (2.0 * p - a) * (2.0 * q - b)).max(0.0).sqrt();
        let least = inside.low * (2.0 * p - inside.low) / (p * q + root(inside.low, outside.high));
        let most = (p * q + root(inside.high, outside.low)) / (outside.low * (2.0 * q - outside.low));
        Some((if part == 0 { 0.0 } else { least }, (rest > 0).then_some(most)))
    }

    /// Those outside of the group who have it, and those outside.
    fn outside(self) -> Option<(u64, u64)> {
        Some((self.parts.checked_sub(self.part)?, self.whole.checked_sub(self.group).filter(|&n| n > 0)?))
    }

    /// Probability of a difference of the two shares as large as this or larger by chance, two-sided: pooled z test, which is the
    /// χ² test of the table of four.
    #[must_use]
    pub fn p_value(self) -> Option<f64> {
        let (n1, n0) = (self.group as f64, self.whole.checked_sub(self.group).filter(|&n| n > 0)? as f64);
        let rest = self.parts.checked_sub(self.part)? as f64;
        let pooled = self.parts as f64 / self.whole as f64;
        let error = (pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n0)).sqrt();
        let z = (self.part as f64 / n1 - rest / n0) / error;
        z.is_finite().then(|| libm::erfc(z.abs() / std::f64::consts::SQRT_2))
    }

    /// Cohen's h of the share in the group and outside of it: 2·asin √p₁ − 2·asin √p₀ (Cohen 1988, chapter 6).
    #[must_use]
    pub fn effect(self) -> Option<f64> {
        let others = self.whole.checked_sub(self.group).filter(|&n| n > 0)?;
        let angle = |part: u64, whole: u64| 2.0 * libm::asin((part as f64 / whole as f64).sqrt());
        (self.group > 0).then(|| Some(angle(self.part, self.group) - angle(self.parts.checked_sub(self.part)?, others)))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(interval: Interval, low: f64, high: f64) {
        assert!((interval.low - low).abs() < 5e-7 && (interval.high - high).abs() < 5e-7, "{interval:?}");
    }

    #[test]
    fn wilson_intervals_of_the_reference() {
        for (part, whole, low, high) in [
            (12, 100, 0.069994, 0.198121),
            (20, 100, 0.133367, 0.288829),
            (300, 2000, 0.135023, 0.166319),
            (0, 10, 0.0, 0.277533),
            (10, 10, 0.722467, 1.0),
        ] {
            close(wilson(part, whole).unwrap(), low, high);
        }
        assert_eq!((wilson(0, 0), wilson(2, 1)), (None, None));
    }

    proptest! {
        /// By whole numbers: twice the ways with fewer, and the ways with as many, of all 2ⁿ.
        #[test]
        fn a_paired_test_is_a_share_of_ways(a in 0_u64..50, b in 0_u64..50) {
            let (few, all) = (u128::from(a.min(b)), u128::from(a + b));
            let ways = |k: u128| (0..k).fold(1_u128, |product, i| product * (all - i) / (i + 1));
            let exact = ((0..few).map(|k| 2 * ways(k)).sum::<u128>() + ways(few)) as f64 / 2_f64.powi(all as i32);
            let exact = if a == b { 1.0 } else { exact };
            prop_assert!((mcnemar(a, b) - exact).abs() < 1e-12 * exact, "{} {exact}", mcnemar(a, b));
            prop_assert_eq!(mcnemar(a, b).to_bits(), mcnemar(b, a).to_bits());
        }
    }

    #[test]
    fn a_paired_test_of_many() {
        // As the normal distribution has it, √(n) from the middle: 2·(1 − Φ(2)) up to terms of 1/n.
        let p = mcnemar(500_000 - 1_000, 500_000 + 1_000);
        assert!((p - libm::erfc(2.0 / std::f64::consts::SQRT_2)).abs() < 1e-6, "{p}");
    }

    #[test]
    fn a_lift_by_hand() {
        // 30 of 40 in the group, 20 of 60 outside: 0.75 against 0.5.
        let lift = Lift { part: 30, group: 40, parts: 50, whole: 100 };
        assert_eq!(lift.value(), Some(1.5));
        let Interval { low, high } = lift.interval().unwrap();
        assert!(1.0 < low && low < 1.5 && 1.5 < high && high < 2.5);
        // z² is the χ² of the table: 100 · (30·40 − 20·10)² / (40·60·50·50) = 16.666…
        let z = (50.0_f64 / 3.0).sqrt();
        assert!((lift.p_value().unwrap() - libm::erfc(z / std::f64::consts::SQRT_2)).abs() < 1e-15);
        assert!((lift.effect().unwrap() - 0.863_435_685_052_420_7).abs() < 1e-12);
    }

    #[test]
    fn groups_at_the_edge() {
        let everybody = Lift { part: 5, group: 9, parts: 5, whole: 9 };
        assert_eq!((everybody.value(), everybody.interval(), everybody.p_value()), (Some(1.0), None, None));
        let nobody = Lift { part: 0, group: 9, parts: 0, whole: 20 };
        assert_eq!((nobody.value(), nobody.interval(), nobody.p_value()), (None, None, None));
        let only_here = Lift { part: 5, group: 10, parts: 5, whole: 40 }.interval().unwrap();
        assert!(only_here.low > 1.0);
        assert_eq!(only_here.high, 4.0);
        let never_here = Lift { part: 0, group: 10, parts: 5, whole: 40 }.interval().unwrap();
        assert_eq!(never_here.low, 0.0);
        assert!(never_here.high > 1.0 && never_here.high.is_finite());
    }

    proptest! {
        /// The bounds of R solve the equations that define them: (p − R·q)² = (p − l₁)² + R²·(u₀ − q)² below, and the mirror above.
        #[test]
        fn bounds_solve_their_equations(group in 1_u64..500, others in 1_u64..500, a in 0.0..1.0_f64, c in 0.0..1.0_f64) {
            let (part, rest) = ((a * group as f64) as u64, (c * others as f64) as u64);
            prop_assume!(part + rest > 0);
            let lift = Lift { part, group, parts: part + rest, whole: group + others };
            let (value, interval) = (lift.value().unwrap(), lift.interval().unwrap());
            prop_assert!(0.0 <= interval.low && interval.low <= value * (1.0 + 1e-12), "{:?} {}", interval, value);
            prop_assert!(value <= interval.high * (1.0 + 1e-12) && interval.high.is_finite());
            let w = group as f64 / (group + others) as f64;
            let ratio = |lift: f64| lift * (1.0 - w) / (1.0 - w * lift);
            let (p, q) = (part as f64 / group as f64, rest as f64 / others as f64);
            let (inside, outside) = (wilson(part, group).unwrap(), wilson(rest, others).unwrap());
            if part > 0 {
                let r = ratio(interval.low);
                let (left, right) = ((p - r * q).powi(2), (p - inside.low).powi(2) + (r * (outside.high - q)).powi(2));
                prop_assert!((left - right).abs() <= 1e-9 * (1.0 + left), "{left} {right}");
            }
            if rest > 0 {
                let r = ratio(interval.high);
                let (left, right) = ((r * q - p).powi(2), (inside.high - p).powi(2) + (r * (q - outside.low)).powi(2));
                prop_assert!((left - right).abs() <= 1e-7 * (1.0 + left), "{left} {right}");
            }
        }
    }
}
