//! Histograms whose edges are round numbers.

use crate::table::each_item;
use serde::Serialize;

/// Most bins of a histogram.
const MOST: f64 = 60.0;
/// Bins where the spread gives no width: half of the values are equal.
const PLAIN: f64 = 20.0;

/// Counts of values between round edges: bin `i` holds `edges[i] ≤ v < edges[i + 1]`, the last one its upper edge too.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Histogram {
    /// Edges, ascending, one more than bins.
    pub edges: Vec<f64>,
    /// Values in each bin.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub counts: Vec<u64>,
    /// Values below the first edge: of a long tail only what lies between the quantiles at 1 % and 99 % is divided.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub below: u64,
    /// Values above the last edge.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub above: u64,
}

/// What the width of bins depends on.
pub struct Spread {
    /// Smallest value.
    pub min: f64,
    /// Quantile at 1 %.
    pub low: f64,
    /// Quantiles at 25 % and 75 %.
    pub quartiles: [f64; 2],
    /// Quantile at 99 %.
    pub high: f64,
    /// Largest value.
    pub max: f64,
    /// Whether all values are whole multiples of the unit.
    pub whole: bool,
}

/// A width of 1, 2 or 5 times a power of ten; its multiples are the doubles that their decimals name.
#[derive(Clone, Copy)]
struct Width {
    digit: f64,
    power: i32,
}

impl Width {
    /// The smallest round width that is not below the given one.
    fn above(raw: f64) -> Self {
        let mut power = libm::floor(libm::log10(raw)) as i32 - 1;
        loop {
            for digit in [1.0, 2.0, 5.0] {
                let width = Self { digit, power };
                if width.times(1.0) >= raw {
                    return width;
                }
            }
            power += 1;
        }
    }

    fn times(self, count: f64) -> f64 {
        let scale = libm::pow(10.0, f64::from(self.power.abs()));
        if self.power < 0 { count * self.digit / scale } else { count * self.digit * scale }
    }
}

/// Edges for a sample of `n` values: as many bins as are wished, or as Freedman and Diaconis (1981) advise: 2 · IQR / ∛n wide. `None` where
/// the doubles of the sample cannot tell edges apart.
fn edges(spread: &Spread, n: u64, bins: Option<u32>) -> Option<Vec<f64>> {
    let range = spread.max - spread.min;
    let [lower, upper] = spread.quartiles;
    let advised = 2.0 * (upper - lower) / libm::cbrt(n as f64);
    let (mut from, mut to) = (spread.min, spread.max);
    let mut raw = bins.map_or(advised, |bins| range / f64::from(bins));
    if bins.is_none() && range > raw * MOST {
        let inner = spread.high - spread.low;
        if raw > 0.0 && inner > 0.0 {
            (from, to) = (spread.low, spread.high);
            raw = raw.max(inner / MOST);
        } else {
            raw = range / PLAIN;
        }
    }
    if raw <= 0.0 || (spread.whole && raw < 1.0) {
        raw = 1.0;
    }
    if !raw.is_finite() || raw < 1e-290 {
        return None;
    }
    let width = Width::above(raw);
    let first = libm::floor(from / width.times(1.0));
    // A quotient that is rounded may be one off.
    let first = if width.times(first) > from { first - 1.0 } else { first };
    if first.abs() > 4e15 {
        return None;
    }
    let mut edges = vec![width.times(first)];
    let mut at = first;
    while edges.len() < 2 || edges.last().is_some_and(|&edge| edge < to) {
        at += 1.0;
        edges.push(width.times(at));
        if edges.len() > 1000 {
            return None;
        }
    }
    edges.is_sorted_by(|a, b| a < b).then_some(edges)
}

impl Histogram {
    /// The histogram of values that are not NaN, in units of `unit`; edges are in whole ones. `None` of nothing, and where doubles cannot tell edges apart.
    #[must_use]
    pub fn of(values: &[f64], unit: f64, spread: &Spread, bins: Option<u32>) -> Option<Self> {
        let edges = edges(spread, values.len() as u64, bins)?;
        let (&first, &last) = edges.first().zip(edges.last())?;
        let mut counts = vec![0; edges.len() - 1];
        let scaled: Vec<f64> = edges.iter().map(|edge| edge * unit).collect();
        let per_width = counts.len() as f64 / (last - first) / unit;
        let (first, last) = (first * unit, last * unit);
        let (mut below, mut above) = (0, 0);
        each_item(values, |&value| {
            if value < first {
                below += 1;
                return;
            }
            if value > last {
                above += 1;
                return;
            }
            let mut bin = (((value - first) * per_width) as usize).min(counts.len() - 1);
            if scaled.get(bin).is_some_and(|&edge| value < edge) {
                bin = bin.saturating_sub(1);
            } else if bin + 1 < counts.len() && scaled.get(bin + 1).is_some_and(|&edge| value >= edge) {
                bin += 1;
            }
            if let Some(count) = counts.get_mut(bin) {
                *count += 1;
            }
        });
        Some(Self { edges, counts, below, above })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spread(values: &[f64]) -> Spread {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |p| crate::stats::quantile(&sorted, p).unwrap();
        let whole = values.iter().all(|v| v.fract() == 0.0);
        Spread { min: at(0.0), low: at(0.01), quartiles: [at(0.25), at(0.75)], high: at(0.99), max: at(1.0), whole }
    }

    fn histogram(values: &[f64], bins: Option<u32>) -> Histogram {
        Histogram::of(values, 1.0, &spread(values), bins).unwrap()
    }

    #[test]
    fn edges_are_the_decimals_they_look_like() {
        let tenths: Vec<f64> = (0..=10).map(|i| f64::from(i) / 10.0).collect();
        let h = histogram(&tenths, Some(10));
        assert_eq!(h.edges, tenths);
        assert_eq!(h.counts, [1, 1, 1, 1, 1, 1, 1, 1, 1, 2], "a value on an edge is above it, the largest is inside");
        let h = histogram(&[-3.0, 7.0], Some(3));
        assert_eq!(h.edges, [-5.0, 0.0, 5.0, 10.0]);
    }

    #[test]
    fn whole_numbers_have_whole_edges_and_one_value_has_one_bin() {
        assert_eq!(histogram(&[1.0, 2.0, 2.0, 3.0], Some(60)).edges, [1.0, 2.0, 3.0]);
        let one = histogram(&[0.5; 9], None);
        assert_eq!((one.edges, one.counts), (vec![0.0, 1.0], vec![9]));
        let flat: Vec<f64> = std::iter::repeat_n(1.0, 90).chain((0..10).map(f64::from)).collect();
        assert_eq!(histogram(&flat, None).counts.iter().sum::<u64>(), 100);
    }

    #[test]
    fn a_long_tail_is_counted_beside_the_bins() {
        let mut values: Vec<f64> = (0..1000).map(|i| f64::from(i % 100)).collect();
        values.push(1e9);
        let h = histogram(&values, None);
        assert_eq!(h.above, 1);
        assert!(h.edges.last().is_some_and(|&edge| edge <= 110.0), "{:?}", h.edges);
        assert!(Histogram::of(&[-f64::MAX, f64::MAX], 1.0, &spread(&[-f64::MAX, f64::MAX]), None).is_none());
    }

    proptest! {
        #[test]
        fn every_value_is_counted_once(values in prop::collection::vec(-1e6_f64..1e6, 1..80), bins in prop::option::of(2..50_u32)) {
            let h = histogram(&values, bins);
            prop_assert_eq!(h.counts.iter().sum::<u64>() + h.below + h.above, values.len() as u64);
            for (i, &count) in h.counts.iter().enumerate() {
                let last = i + 1 == h.counts.len();
                let inside = |v: &&f64| **v >= h.edges[i] && (**v < h.edges[i + 1] || (last && **v == h.edges[i + 1]));
                prop_assert_eq!(values.iter().filter(inside).count() as u64, count);
            }
        }
    }
}
