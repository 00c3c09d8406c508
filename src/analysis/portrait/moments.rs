//! A feature by group: means, deviations, medians, percentile ranks, and differences from the other groups.

use super::output::{Difference, State};
use crate::analysis::Grouping;
use crate::stats::{Interval, Sum, Z, student_tails};

/// One feature in one group.
#[derive(Clone, Copy, Default)]
pub(super) struct Moments {
    pub n: u64,
    pub mean: f64,
    /// Sum of squared deviations from the mean.
    square: f64,
    pub median: f64,
    /// Mean percentile rank among all groups, 0 to 100; equal values share the middle of their ranks.
    pub rank: f64,
}

/// One feature in each of `count` groups, and in all of them together.
pub(super) fn moments(values: &[f64], of: &[u16], count: usize) -> (Vec<Moments>, Moments) {
    let known = || values.iter().zip(of).filter(|(v, g)| **g != Grouping::NONE && v.is_finite());
    let mut groups = vec![Moments::default(); count];
    let mut sums = vec![Sum::default(); count + 1];
    let mut sorted: Vec<(u64, u16)> = Vec::with_capacity(values.len());
    for (&value, &group) in known() {
        if let Some(moments) = groups.get_mut(usize::from(group)) {
            moments.n += 1;
            sorted.push((ordered(value), group));
            for at in [usize::from(group), count] {
                if let Some(sum) = sums.get_mut(at) {
                    sum.add(value);
                }
            }
        }
    }
    let mean = |at: usize| sums.get(at).and_then(Sum::mean).unwrap_or(0.0);
    for (at, moments) in groups.iter_mut().enumerate() {
        moments.mean = mean(at);
    }
    let mut squares = vec![Sum::default(); count];
    for (&value, &group) in known() {
        if let (Some(sum), Some(moments)) = (squares.get_mut(usize::from(group)), groups.get(usize::from(group))) {
            sum.add((value - moments.mean) * (value - moments.mean));
        }
    }
    for (moments, sum) in groups.iter_mut().zip(&squares) {
        moments.square = sum.value();
    }
    let mut all = Moments { n: sorted.len() as u64, mean: mean(count), rank: 50.0, ..Moments::default() };
    sorted.sort_unstable();
    places(&sorted, &mut groups, &mut all);
    (groups, all)
}

/// Medians of type 7 and percentile ranks, from the values in ascending order.
fn places(sorted: &[(u64, u16)], groups: &mut [Moments], all: &mut Moments) {
    let mut ranks = vec![0_u128; groups.len()];
    let mut seen = vec![0_u64; groups.len()];
    let mut below = 0_u64;
    let half = |median: &mut f64, n: u64, place: u64, value: f64| {
        // Of an even number both middle values count half.
        *median += if place == (n - 1) / 2 { value / 2.0 } else { 0.0 } + if place == n / 2 { value / 2.0 } else { 0.0 };
    };
    for run in sorted.chunk_by(|a, b| a.0 == b.0) {
        let ties = run.len() as u64;
        for (at, &(key, group)) in (below..).zip(run) {
            let value = value_of(key);
            half(&mut all.median, all.n, at, value);
            let group = usize::from(group);
            if let (Some(moments), Some(rank), Some(seen)) = (groups.get_mut(group), ranks.get_mut(group), seen.get_mut(group)) {
                half(&mut moments.median, moments.n, *seen, value);
                *seen += 1;
                *rank += u128::from(2 * below + ties);
            }
        }
        below += ties;
    }
    for (moments, rank) in groups.iter_mut().zip(ranks) {
        moments.rank = 50.0 * rank as f64 / (moments.n.max(1) as f64 * below.max(1) as f64);
    }
}

/// A number as an integer of the same order.
fn ordered(value: f64) -> u64 {
    // 0 and −0 are one value.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

fn value_of(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key & !(1 << 63) } else { !key })
}

/// A group against all others together, with the probability of chance; `None` for fewer than `least` (at least 2) on either side and
/// where all values are equal. Where there are two values, one on either side, d has no bound and Welch's test no variance: the
/// probability is then that of so many equal values falling together by chance (Fisher 1935), 1 / (n₁+n₂ over n₁), twice for equal sizes.
pub(super) fn difference(groups: &[Moments], at: usize, least: u64) -> Option<(Difference, f64)> {
    let own = groups.get(at)?;
    let others = || groups.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, moments)| moments);
    let rest: u64 = others().map(|moments| moments.n).sum();
    if own.n < least.max(2) || rest < least.max(2) {
        return None;
    }
    let (n1, n2) = (own.n as f64, rest as f64);
    let mean = others().map(|moments| moments.n as f64 / n2 * moments.mean).sum::<f64>();
    let apart = |moments: &Moments| moments.n as f64 * (moments.mean - mean) * (moments.mean - mean);
    let square: f64 = others().map(|moments| moments.square + apart(moments)).sum();
    let pooled = ((own.square + square) / (n1 + n2 - 2.0)).sqrt();
    let scale = own.mean.abs().max(mean.abs());
    // Values that spread by no more than rounding are equal, and so are their means.
    if pooled <= 1e-12 * scale {
        let apart = (own.mean - mean).abs() > 1e-9 * scale;
        return apart.then(|| {
            (
                Difference { mean: own.mean, others: mean, state: State::NoSpread, d: None, interval: None, customers: own.n },
                parted(n1, n2),
            )
        });
    }
    let d = (own.mean - mean) / pooled;
    if !d.is_finite() {
        return None;
    }
    let error = ((n1 + n2) / (n1 * n2) + d * d / (2.0 * (n1 + n2))).sqrt();
    let (v1, v2) = (own.square / (n1 - 1.0) / n1, square / (n2 - 1.0) / n2);
    let t = (own.mean - mean) / (v1 + v2).sqrt();
    let df = (v1 + v2) * (v1 + v2) / (v1 * v1 / (n1 - 1.0) + v2 * v2 / (n2 - 1.0));
    let interval = Some(Interval { low: d - Z * error, high: d + Z * error });
    let difference = Difference { mean: own.mean, others: mean, state: State::Defined, d: Some(d), interval, customers: own.n };
    Some((difference, student_tails(t, df)?))
}

/// Probability that a random division into groups of these sizes parts two values as completely, either way.
fn parted(n1: f64, n2: f64) -> f64 {
    let ways = libm::lgamma(n1 + n2 + 1.0) - libm::lgamma(n1 + 1.0) - libm::lgamma(n2 + 1.0);
    libm::exp(-ways) * if n1 == n2 { 2.0 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_groups_by_hand() {
        // 2 4 6 against 1 3: means 4 and 2, squares 8 and 2, pooled sd √(10/3).
        let values = [2.0, 1.0, 4.0, f64::NAN, 6.0, 3.0, 99.0];
        let of = [0, 1, 0, 0, 0, 1, Grouping::NONE];
        let (groups, all) = moments(&values, &of, 2);
        assert_eq!((groups[0].n, groups[0].mean, groups[0].median), (3, 4.0, 4.0));
        assert_eq!((groups[1].n, groups[1].mean, groups[1].median), (2, 2.0, 2.0));
        assert_eq!((all.n, all.mean, all.median), (5, 3.2, 3.0));
        // Ranks 2, 4, 5 and 1, 3 of five, less a half: 10 · (3 + 7 + 9) / 3 and 10 · (1 + 5) / 2.
        assert!((groups[0].rank - 190.0 / 3.0).abs() < 1e-12 && (groups[1].rank - 30.0).abs() < 1e-12);
        let (difference, p) = difference(&groups, 0, 2).unwrap();
        let d = 2.0 / (10.0_f64 / 3.0).sqrt();
        assert!((difference.d.unwrap() - d).abs() < 1e-15);
        let error = (5.0 / 6.0 + d * d / 10.0).sqrt();
        assert!((difference.interval.unwrap().low - (d - Z * error)).abs() < 1e-15);
        // Welch: variances 4 and 2, t = 2 / √(4/3 + 1), df = (7/3)² / ((4/3)²/2 + 1).
        let (t, df) = (2.0 / (7.0_f64 / 3.0).sqrt(), (49.0 / 9.0) / (16.0 / 18.0 + 1.0));
        assert!((p - student_tails(t, df).unwrap()).abs() < 1e-15);
        assert!(super::difference(&groups, 0, 3).is_none());
    }

    #[test]
    fn equal_values_differ_in_nothing() {
        let (groups, all) = moments(&[0.1; 7], &[0, 0, 0, 1, 1, 1, 1], 3);
        assert!((0..3).all(|at| difference(&groups, at, 2).is_none()));
        assert_eq!((groups[0].rank, groups[1].rank, groups[2].rank, all.median), (50.0, 50.0, 0.0, 0.1));
        assert_eq!(moments(&[], &[], 1).1.n, 0);
        assert_eq!(moments(&[-0.0, 0.0, -2.0], &[0, 1, 1], 2).0[0].rank, 100.0 * 2.0 / 3.0);
    }

    #[test]
    fn a_perfect_difference_has_no_d_and_a_probability() {
        // Two ways of the 20 to draw three of six, one of the 35 to draw three of seven.
        for (values, p) in [(&[1.0, 1.0, 1.0, 3.0, 3.0, 3.0][..], 0.1), (&[0.1, 0.1, 0.1, 0.3, 0.3, 0.3, 0.3], 1.0 / 35.0)] {
            let of: Vec<u16> = (0..values.len()).map(|at| u16::from(at > 2)).collect();
            let (groups, _) = moments(values, &of, 2);
            for at in 0..2 {
                let (difference, chance) = difference(&groups, at, 2).unwrap();
                assert_eq!((difference.state, difference.d, difference.interval), (State::NoSpread, None, None));
                assert!((chance / p - 1.0).abs() < 1e-12, "{chance}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_plain_way_gives_the_same(rows in prop::collection::vec((-50_i32..50, 0_u16..3), 6..80)) {
            let (values, of): (Vec<f64>, Vec<u16>) = rows.iter().map(|&(v, g)| (f64::from(v) / 4.0, g)).unzip();
            let (groups, all) = moments(&values, &of, 3);
            let mean = |x: &[f64]| x.iter().sum::<f64>() / x.len() as f64;
            let square = |x: &[f64]| x.iter().map(|v| (v - mean(x)).powi(2)).sum::<f64>();
            let median = |x: &[f64]| crate::stats::quantile(&crate::stats::ascending(x), 0.5).unwrap();
            prop_assert_eq!(all.median, median(&values));
            for (at, moments) in groups.iter().enumerate() {
                let side = |own: bool| values.iter().zip(&of).filter(|(_, g)| (usize::from(**g) == at) == own).map(|(v, _)| *v).collect::<Vec<f64>>();
                let (own, rest) = (side(true), side(false));
                prop_assert_eq!(moments.n as usize, own.len());
                if own.is_empty() { continue; }
                prop_assert_eq!(moments.median, median(&own));
                let rank = |v: f64| values.iter().map(|&w| if w < v { 1.0 } else if w == v { 0.5 } else { 0.0 }).sum::<f64>();
                let ranks: Vec<f64> = own.iter().map(|&v| 100.0 * rank(v) / values.len() as f64).collect();
                prop_assert!((moments.rank - mean(&ranks)).abs() < 1e-9);
                if let Some((difference, _)) = difference(&groups, at, 2) {
                    let pooled = ((square(&own) + square(&rest)) / (values.len() as f64 - 2.0)).sqrt();
                    match difference.d {
                        Some(d) => prop_assert!((d - (mean(&own) - mean(&rest)) / pooled).abs() < 1e-9),
                        None => prop_assert!(square(&own) + square(&rest) == 0.0 && own[0] != rest[0]),
                    }
                }
            }
        }
    }
}
