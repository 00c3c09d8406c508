//! Mean, standard deviation and autocorrelation in two passes over exact sums: free of the order of values where the definition is.

use super::Sum;

/// Sample moments of numbers that are finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// Arithmetic mean.
    pub mean: f64,
    /// Standard deviation over n − 1; `None` of one value, and where doubles do not reach it.
    pub sd: Option<f64>,
    /// Sum of squared deviations from the mean.
    squares: f64,
}

impl Moments {
    /// Moments of a sample; `None` of nothing.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let mut sum = Sum::default();
        values.iter().for_each(|&value| sum.add(value));
        let mean = sum.mean().filter(|mean| mean.is_finite())?;
        let first = values.first().copied().unwrap_or(mean);
        let mut squares = Sum::default();
        // The mean of equal values may be off by a rounding; their deviations are none.
        let is_flat = values.iter().all(|&value| value.total_cmp(&first).is_eq());
        if !is_flat {
            values.iter().for_each(|&value| squares.add((value - mean) * (value - mean)));
        }
        // A sum leaves out what is not finite: beyond the largest double there is no deviation.
        let is_whole = is_flat || squares.count() == values.len() as u64;
        let squares = if is_whole { squares.value() } else { f64::NAN };
        let sd = Some((squares / values.len().saturating_sub(1) as f64).sqrt()).filter(|sd| sd.is_finite());
        Some(Self { mean, sd, squares })
    }

    /// Autocorrelation at lag 1 of the same values in their order, NaN for one that is missing: products of deviations of neighbours over the sum of
    /// squares; `None` where that is 0.
    #[must_use]
    pub fn autocorrelation(&self, values: &[f64]) -> Option<f64> {
        let mut products = Sum::default();
        for pair in values.windows(2) {
            if let [before, after] = pair {
                products.add((before - self.mean) * (after - self.mean));
            }
        }
        (self.squares > 0.0).then(|| products.value() / self.squares).filter(|r| r.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_samples() {
        let m = Moments::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        assert_eq!((m.mean, m.sd), (5.0, Some((32.0_f64 / 7.0).sqrt())));
        assert_eq!(Moments::of(&[3.0]).unwrap().sd, None);
        assert!(Moments::of(&[]).is_none());
        assert_eq!(Moments::of(&[-1e300, 1e300]).unwrap().sd, None);
        assert!(Moments::of(&[f64::MAX, f64::MAX]).is_none());
        let flat = Moments::of(&[0.1; 7]).unwrap();
        assert_eq!((flat.sd, flat.autocorrelation(&[0.1; 7])), (Some(0.0), None));
        let r = Moments::of(&[10_000_001.0, 10_000_003.0, 10_000_002.0]).unwrap();
        assert_eq!(r.autocorrelation(&[10_000_001.0, 10_000_003.0, 10_000_002.0]), Some(-0.5));
    }

    #[test]
    fn missing_neighbours_are_no_pairs() {
        let m = Moments::of(&[1.0, 2.0, 3.0]).unwrap();
        assert_eq!(m.autocorrelation(&[1.0, 2.0, f64::NAN, 3.0]), Some(0.0));
        assert_eq!(m.autocorrelation(&[1.0, f64::NAN, 2.0, 3.0]), Some(0.0));
    }
}
