//! A sample in ascending order as runs of equal values: ranks, quantiles and ties without the single values.

use super::{Exact, Ratio};

/// Distinct values ascending, each with the number of values below it (its minimum rank less one).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runs {
    values: Vec<i64>,
    below: Vec<u64>,
    n: u64,
}

impl Runs {
    /// Runs of a sample in any order. Values in a narrow range are counted, others sorted.
    #[must_use]
    pub fn of<T: Copy + Ord + Into<i64>>(sample: &[T]) -> Self {
        let mut runs = Self { values: Vec::new(), below: Vec::new(), n: 0 };
        let (Some(&low), Some(&high)) = (sample.iter().min(), sample.iter().max()) else {
            return runs;
        };
        let (low, high): (i64, i64) = (low.into(), high.into());
        let width = i128::from(high) - i128::from(low) + 1;
        if width <= (sample.len() as i128).max(4096) {
            let mut counts = vec![0_u64; width as usize];
            for &value in sample {
                if let Some(count) = counts.get_mut((value.into() - low) as usize) {
                    *count += 1;
                }
            }
            for (value, &count) in (low..).zip(&counts) {
                runs.push(value, count);
            }
        } else {
            let mut sorted: Vec<i64> = sample.iter().map(|&v| v.into()).collect();
            sorted.sort_unstable();
            for run in sorted.chunk_by(|a, b| a == b) {
                if let Some(&value) = run.first() {
                    runs.push(value, run.len() as u64);
                }
            }
        }
        runs
    }

    /// Runs of a sample that is counted already: so many values of `low`, of `low + 1` and so on.
    #[must_use]
    pub fn of_counts(low: i64, counts: &[u64]) -> Self {
        let mut runs = Self { values: Vec::new(), below: Vec::new(), n: 0 };
        for (value, &count) in (low..).zip(counts) {
            runs.push(value, count);
        }
        runs
    }

    /// The same with further values above those counted, in any order. Reorders them.
    #[must_use]
    pub fn of_counts_and(low: i64, counts: &[u64], above: &mut [i64]) -> Self {
        let mut runs = Self::of_counts(low, counts);
        above.sort_unstable();
        for run in above.chunk_by(|a, b| a == b) {
            if let Some(&value) = run.first() {
                runs.push(value, run.len() as u64);
            }
        }
        runs
    }

    /// The distinct values, ascending, with how often each occurs.
    pub fn iter(&self) -> impl Iterator<Item = (i64, u64)> {
        let ends = self.below.iter().skip(1).chain(std::iter::once(&self.n));
        self.values.iter().zip(self.below.iter().zip(ends)).map(|(&value, (below, end))| (value, end - below))
    }

    fn push(&mut self, value: i64, count: u64) {
        if count > 0 {
            self.values.push(value);
            self.below.push(self.n);
            self.n += count;
        }
    }

    /// Size of the sample.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.n
    }

    /// Whether the sample is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// Smallest value.
    #[must_use]
    pub fn min(&self) -> Option<i64> {
        self.values.first().copied()
    }

    /// Largest value.
    #[must_use]
    pub fn max(&self) -> Option<i64> {
        self.values.last().copied()
    }

    /// The value at a place of the ascending sample, counted from 0.
    #[must_use]
    pub fn at(&self, place: u64) -> Option<i64> {
        let run = self.below.partition_point(|&below| below <= place).checked_sub(1)?;
        if place < self.n { self.values.get(run).copied() } else { None }
    }

    /// Quantile of type 7 at `part / whole`, exact.
    #[must_use]
    pub fn quantile(&self, part: u32, whole: u32) -> Option<Exact> {
        let (part, whole) = (u128::from(part), u128::from(whole.max(1)));
        let h = u128::from(self.n.checked_sub(1)?) * part;
        let low = self.at(u64::try_from(h / whole).ok()?)?;
        let rest = (h % whole) as i128;
        let high = if rest == 0 { low } else { self.at((h / whole) as u64 + 1)? };
        let num = i128::from(low) * whole as i128 + rest * (i128::from(high) - i128::from(low));
        Some(Exact::new(num, whole as u64))
    }

    /// Median of type 7, exact.
    #[must_use]
    pub fn median(&self) -> Option<Exact> {
        self.quantile(1, 2)
    }

    /// The smallest value whose score is above `score` under `score(v) = below(v) · k div n + 1`; `None` if no value
    /// gets there. Equal values always get the equal score, because `below` depends on the value alone.
    #[must_use]
    pub fn first_above(&self, score: u32, k: u32) -> Option<i64> {
        let needed = (u128::from(self.n) * u128::from(score)).div_ceil(u128::from(k.max(1)));
        let run = self.below.partition_point(|&below| u128::from(below) < needed);
        self.values.get(run).copied()
    }

    /// The most frequent value's share of the sample.
    #[must_use]
    pub fn largest_tie(&self) -> Ratio {
        let ends = self.below.iter().skip(1).chain(std::iter::once(&self.n));
        let num = self.below.iter().zip(ends).map(|(start, end)| end - start).max().unwrap_or(0);
        Ratio { num, den: self.n }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The rule of the definitions, value by value.
    fn score(sample: &[i64], v: i64, k: u32) -> u32 {
        let below = sample.iter().filter(|&&w| w < v).count() as u32;
        below * k / sample.len() as u32 + 1
    }

    #[test]
    fn small_samples() {
        let runs = Runs::of(&[5_i32, 1, 5, 2]);
        assert_eq!((runs.len(), runs.min(), runs.max()), (4, Some(1), Some(5)));
        assert_eq!((runs.at(1), runs.at(2), runs.at(3), runs.at(4)), (Some(2), Some(5), Some(5), None));
        assert_eq!(runs.median(), Some(Exact::new(7, 2)));
        assert_eq!(runs.quantile(1, 5), Some(Exact::new(8, 5)));
        assert_eq!(runs.largest_tie(), Ratio { num: 2, den: 4 });
        let none = Runs::of::<i64>(&[]);
        assert!(none.is_empty());
        assert_eq!((none.median(), none.first_above(1, 5)), (None, None));
    }

    proptest! {
        #[test]
        fn counted_and_sorted_samples_agree(sample in prop::collection::vec(-40_i64..40, 1..60)) {
            let wide: Vec<i64> = sample.iter().map(|v| v * 1_000_003).collect();
            let (near, far) = (Runs::of(&sample), Runs::of(&wide));
            prop_assert_eq!(near.below, far.below);
            let scaled: Vec<i64> = near.values.iter().map(|v| v * 1_000_003).collect();
            prop_assert_eq!(scaled, far.values);
        }

        #[test]
        fn boundaries_give_the_scores_of_the_rule(sample in prop::collection::vec(-20_i64..20, 1..60), k in 2_u32..=10) {
            let runs = Runs::of(&sample);
            let cuts: Vec<_> = (1..k).filter_map(|s| runs.first_above(s, k)).collect();
            for &v in &sample {
                prop_assert_eq!(1 + cuts.iter().filter(|&&c| c <= v).count() as u32, score(&sample, v, k));
            }
        }

        #[test]
        fn exact_quantiles_equal_those_of_floats(sample in prop::collection::vec(-99_i32..99, 1..40), part in 0_u32..=10) {
            let mut sorted: Vec<f64> = sample.iter().copied().map(f64::from).collect();
            sorted.sort_by(f64::total_cmp);
            let float = crate::stats::quantile(&sorted, f64::from(part) / 10.0).unwrap();
            prop_assert!((Runs::of(&sample).quantile(part, 10).unwrap().to_f64() - float).abs() < 1e-9);
        }
    }
}
