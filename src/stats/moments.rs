//! Mean, standard deviation and autocorrelation in two passes over exact sums: free of the order of values where the definition is.

use super::Sum;
use crate::table::each_item;

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
        if let Some(moments) = Self::of_whole(values) {
            return Some(moments);
        }
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

    /// The same of whole numbers below 2⁴⁰, as amounts in ten-thousandths are: exact in integers, and some times as fast. `None` of others.
    fn of_whole(values: &[f64]) -> Option<Self> {
        const WIDEST: f64 = (1_u64 << 40) as f64;
        let n = values.len() as i128;
        let mut sum = 0_i128;
        // A block of so many stays within 64 bits.
        let mut are_whole = true;
        each_item(values.chunks(1 << 10), |block| {
            let mut part = 0_i64;
            for &value in block {
                let whole = value as i64;
                are_whole &= whole as f64 == value && value.abs() < WIDEST;
                part = part.wrapping_add(whole);
            }
            sum += i128::from(part);
        });
        if !are_whole {
            return None;
        }
        let centre = sum.checked_div(n)? as i64;
        // Deviations from a whole number beside the mean, which differs from it by less than one.
        let (mut small, mut large) = (0_u64, 0_u128);
        each_item(values, |&value| {
            let distance = (value as i64 - centre).unsigned_abs();
            // Most products fit 64 bits by their factors, which are cheaper to look at than the product.
            let square = (distance <= u64::from(u32::MAX)).then(|| distance * distance);
            match square.and_then(|square| small.checked_add(square)) {
                Some(added) => small = added,
                None => {
                    large += u128::from(small) + u128::from(distance) * u128::from(distance);
                    small = 0;
                }
            }
        });
        let squares = (large + u128::from(small)) as i128;
        let rest = sum - n * i128::from(centre);
        // Where n times the squares do not fit, they are so many that what is taken off is below a rounding.
        let squares = match n.checked_mul(squares) {
            Some(scaled) => (scaled - rest * rest) as f64 / n as f64,
            None => squares as f64 - (rest * rest) as f64 / n as f64,
        };
        let sd = (n > 1).then(|| (squares / (n - 1) as f64).sqrt());
        Some(Self { mean: sum as f64 / n as f64, sd, squares })
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
    use proptest::prelude::*;

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
    fn whole_numbers_are_exact() {
        let mut ones = vec![1.0; 99_999];
        ones.push(0.0);
        let m = Moments::of(&ones).unwrap();
        assert_eq!((m.mean, m.squares), (0.999_99, 0.999_99));
        let far: Vec<f64> = (0..1000).map(|i| if i % 2 == 0 { 1e12 } else { -1e12 }).collect();
        let m = Moments::of(&far).unwrap();
        assert_eq!((m.mean, m.squares), (0.0, 1e27));
    }

    proptest! {
        #[test]
        fn both_ways_agree(values in prop::collection::vec(-1_000_000_i32..1_000_000, 1..60)) {
            let whole: Vec<f64> = values.iter().copied().map(f64::from).collect();
            let halves: Vec<f64> = whole.iter().map(|v| v / 2.0).collect();
            let (a, b) = (Moments::of(&whole).unwrap(), Moments::of(&halves).unwrap());
            prop_assert!((a.mean - 2.0 * b.mean).abs() <= 1e-9);
            prop_assert!((a.squares - 4.0 * b.squares).abs() <= 1e-9 * a.squares.max(1.0));
        }
    }

    #[test]
    fn missing_neighbours_are_no_pairs() {
        let m = Moments::of(&[1.0, 2.0, 3.0]).unwrap();
        assert_eq!(m.autocorrelation(&[1.0, 2.0, f64::NAN, 3.0]), Some(0.0));
        assert_eq!(m.autocorrelation(&[1.0, f64::NAN, 2.0, 3.0]), Some(0.0));
    }
}
