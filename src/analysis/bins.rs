//! Histograms of whole numbers: bins of one width, the last one open.

use serde::Serialize;

/// A bar of a histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Bin {
    /// Least value in it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub from: i64,
    /// Largest value in it; `null` for "and more".
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub to: Option<i64>,
    /// How many values.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub count: u64,
}

/// Bins under construction.
pub(super) struct Bins {
    first: i64,
    width: i64,
    counts: Vec<u64>,
}

impl Bins {
    /// So many bins of a width from `first` on; the last also holds what lies above.
    pub fn new(first: i64, width: i64, bins: usize) -> Self {
        Self { first, width: width.max(1), counts: vec![0; bins.max(1)] }
    }

    /// Counts values of one size, those below the first bin with the first.
    #[inline]
    pub fn add(&mut self, value: i64, count: u64) {
        let bin = ((value - self.first).max(0) / self.width) as usize;
        let last = self.counts.len() - 1;
        if let Some(slot) = self.counts.get_mut(bin.min(last)) {
            *slot += count;
        }
    }

    /// The bins, without empty ones at the end; the open one stays closed while nothing lies above it.
    pub fn finish(self) -> Vec<Bin> {
        let used = self.counts.iter().rposition(|&count| count > 0).map_or(0, |last| last + 1);
        let last = self.counts.len();
        (1..)
            .zip(self.counts)
            .take(used)
            .map(|(number, count)| {
                let from = self.first + (number as i64 - 1) * self.width;
                Bin { from, to: (number < last).then_some(from + self.width - 1), count }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_bin_is_open() {
        let mut bins = Bins::new(1, 5, 3);
        for value in [1, 5, 6, 11, 400, -2] {
            bins.add(value, 1);
        }
        let bars: Vec<_> = bins.finish().into_iter().map(|b| (b.from, b.to, b.count)).collect();
        assert_eq!(bars, [(1, Some(5), 3), (6, Some(10), 1), (11, None, 2)]);
        assert!(Bins::new(0, 1, 4).finish().is_empty());
    }
}
