//! Mean, standard deviation and autocorrelation in two passes over exact sums: free of the order of values where the definition is.

use super::{Sum, select::ends};
use crate::table::each_item;

/// Sample moments of numbers that are finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// Arithmetic mean.
    pub mean: f64,
    /// Standard deviation over n − 1; `None` of one value, and where doubles do not reach it.
    pub sd: Option<f64>,
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Sum of squared deviations from the mean.
    squares: f64,
}

/// Sums of whole numbers' distances from one.
struct Deviations {
    sum: i128,
    squares: i128,
    least: i64,
    most: i64,
}

impl Deviations {
    /// `None` where a number is not whole or not below 2⁴⁰.
    fn of(values: &[f64], centre: i64) -> Option<Self> {
        const WIDEST: f64 = (1_u64 << 40) as f64;
        let mut all = Self { sum: 0, squares: 0, least: i64::MAX, most: i64::MIN };
        let (mut are_whole, mut small, mut large) = (true, 0_u64, 0_u128);
        // The sum of a block of so many stays within 64 bits.
        each_item(values.chunks(1 << 10), |block| {
            let mut part = 0_i64;
            for &value in block {
                let whole = value as i64;
                are_whole &= whole as f64 == value && value.abs() < WIDEST;
                (all.least, all.most) = (all.least.min(whole), all.most.max(whole));
                let distance = whole.wrapping_sub(centre);
                part = part.wrapping_add(distance);
                // Most products fit 64 bits by their factors, which are cheaper to look at than the product.
                let distance = distance.unsigned_abs();
                let square = (distance <= u64::from(u32::MAX)).then(|| distance * distance);
                match square.and_then(|square| small.checked_add(square)) {
                    Some(added) => small = added,
                    None => {
                        large = large.wrapping_add(u128::from(small) + u128::from(distance).pow(2));
                        small = 0;
                    }
                }
            }
            all.sum += i128::from(part);
        });
        all.squares = large.wrapping_add(u128::from(small)) as i128;
        are_whole.then_some(all)
    }

    /// Squared deviations from the mean of so many; `None` where they take too many bits.
    fn about_mean(&self, n: i128) -> Option<f64> {
        let scaled = n.checked_mul(self.squares)?;
        Some((scaled - self.sum.checked_mul(self.sum)?) as f64 / n as f64)
    }
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
        let (min, max) = ends(values);
        Some(Self { mean, sd, min, max, squares })
    }

    /// The same of whole numbers below 2⁴⁰, as amounts in ten-thousandths are: exact in integers, and some times as fast. `None` of others.
    fn of_whole(values: &[f64]) -> Option<Self> {
        let n = values.len() as i128;
        let first = *values.first()? as i64;
        let (mut centre, mut part) = (first, Deviations::of(values, first)?);
        // Far from the mean the squares may take more bits than there are: once more about a whole number beside it.
        if part.about_mean(n).is_none() {
            centre += (part.sum / n) as i64;
            part = Deviations::of(values, centre)?;
        }
        // Where n times the squares do not fit, they are so many that what is taken off is below a rounding.
        let squares = part.about_mean(n).unwrap_or_else(|| part.squares as f64 - (part.sum * part.sum) as f64 / n as f64);
        let sd = (n > 1).then(|| (squares / (n - 1) as f64).sqrt());
        let mean = (n * i128::from(centre) + part.sum) as f64 / n as f64;
        Some(Self { mean, sd, min: part.least as f64, max: part.most as f64, squares })
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
