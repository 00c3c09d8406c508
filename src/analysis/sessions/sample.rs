//! A sample of whole numbers, counted: most of them are small.

use super::output::Summary;
use crate::analysis::bins::Bins;
use crate::stats::{Exact, Runs};

const QUANTILES: [u32; 6] = [25, 50, 75, 90, 95, 99];

/// Numbers from 0 on; those up to a bound are counted, the others kept.
pub(super) struct Sample {
    counts: Vec<u64>,
    above: Vec<i64>,
    sum: i128,
}

impl Sample {
    pub fn new(bound: usize) -> Self {
        Self { counts: vec![0; bound], above: Vec::new(), sum: 0 }
    }

    #[inline]
    pub fn add(&mut self, value: i64) {
        self.sum += i128::from(value);
        match self.counts.get_mut(value as usize) {
            Some(count) => *count += 1,
            None => self.above.push(value),
        }
    }

    /// Distribution, and histogram of the values divided by `unit`; how many are above `long`. `None` of nothing.
    pub fn summary(&mut self, mut bins: Bins, unit: i64, long: i64) -> Option<(Summary, Bins, u64)> {
        let runs = Runs::of_counts_and(0, &self.counts, &mut self.above);
        let mut longer = 0;
        for (value, count) in runs.iter() {
            bins.add(value / unit, count);
            longer += if value > long { count } else { 0 };
        }
        let quantiles = QUANTILES.iter().filter_map(|&percent| runs.quantile(percent, 100)).collect();
        let (min, max) = (runs.min()?, runs.max()?);
        Some((Summary { n: runs.len(), mean: Exact::new(self.sum, runs.len()), quantiles, min, max }, bins, longer))
    }

    /// How many numbers.
    pub fn len(&self) -> u64 {
        self.counts.iter().sum::<u64>() + self.above.len() as u64
    }

    /// Their sum.
    pub fn sum(&self) -> u64 {
        self.sum as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_above_the_bound_are_in_the_distribution() {
        let mut sample = Sample::new(4);
        for value in [3, 900, 0, 7, 3] {
            sample.add(value);
        }
        assert_eq!((sample.len(), sample.sum()), (5, 913));
        let (summary, bins, long) = sample.summary(Bins::new(0, 2, 3), 1, 3).unwrap();
        assert_eq!((summary.n, summary.min, summary.max, long), (5, 0, 900, 2));
        assert_eq!((summary.quantiles[1], summary.mean), (Exact::new(3, 1), Exact::new(913, 5)));
        let bars: Vec<_> = bins.finish().into_iter().map(|bin| (bin.from, bin.to, bin.count)).collect();
        assert_eq!(bars, [(0, Some(1), 1), (2, Some(3), 2), (4, None, 2)]);
        assert!(Sample::new(4).summary(Bins::new(0, 1, 1), 1, 0).is_none());
    }
}
