//! Columns made comparable before distances are taken.

use super::{Sum, quantile_of};

/// A change of scale that keeps order: x → (f(x) − middle) / width, where f is x or sign(x) · ln(1 + |x|).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Whether logarithms are taken first.
    pub log: bool,
    /// What becomes 0.
    pub middle: f64,
    /// What becomes 1, above 0.
    pub width: f64,
}

impl Scale {
    /// Numbers as they are.
    pub const NONE: Self = Self { log: false, middle: 0.0, width: 1.0 };

    /// Mean and population standard deviation; `None` of equal numbers.
    #[must_use]
    pub fn standard(values: &[f64]) -> Option<Self> {
        let (middle, width) = moments(values)?;
        Some(Self { log: false, middle, width })
    }

    /// Logarithms, then their median and interquartile range (type 7), or their standard deviation where half of them are equal; `None` of equal numbers.
    #[must_use]
    pub fn log_robust(values: &[f64]) -> Option<Self> {
        let mut logs: Vec<f64> = values.iter().map(|&x| signed_log(x)).collect();
        let (_, deviation) = moments(&logs)?;
        let (middle, low, high) = (quantile_of(&mut logs, 0.5)?, quantile_of(&mut logs, 0.25)?, quantile_of(&mut logs, 0.75)?);
        Some(Self { log: true, middle, width: if high > low { high - low } else { deviation } })
    }

    /// The scaled value.
    #[must_use]
    pub fn apply(&self, value: f64) -> f64 {
        ((if self.log { signed_log(value) } else { value }) - self.middle) / self.width
    }
}

/// Zero stays zero, and negative numbers mirror positive ones.
fn signed_log(x: f64) -> f64 {
    libm::copysign(libm::log1p(x.abs()), x)
}

/// Mean and population standard deviation, in two passes; `None` where the latter is 0.
fn moments(values: &[f64]) -> Option<(f64, f64)> {
    let first = *values.first()?;
    if values.iter().all(|&x| x == first) {
        return None;
    }
    let mut sum = Sum::default();
    values.iter().for_each(|&x| sum.add(x));
    let mean = sum.mean()?;
    let mut squares = Sum::default();
    values.iter().for_each(|&x| squares.add((x - mean) * (x - mean)));
    let deviation = squares.mean()?.sqrt();
    (deviation > 0.0 && deviation.is_finite()).then_some((mean, deviation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn scales_of_known_numbers() {
        let z = Scale::standard(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        assert_eq!((z.middle, z.width, z.apply(9.0)), (5.0, 2.0, 2.0));
        assert_eq!(Scale::standard(&[3.0; 4]), None);
        assert_eq!(Scale::log_robust(&[]), None);
        // Half of the numbers are 0: the spread is that of all of them.
        let tied = Scale::log_robust(&[0.0, 0.0, 0.0, 0.0, 0.0, 1.0]).unwrap();
        assert_eq!((tied.middle, tied.apply(0.0)), (0.0, 0.0));
        assert!((tied.width - libm::log(2.0) * (5.0_f64 / 36.0).sqrt()).abs() < 1e-15);
        assert_eq!(Scale::NONE.apply(-7.5), -7.5);
    }

    proptest! {
        #[test]
        fn order_and_sign_are_kept(mut values in prop::collection::vec(-1e9..1e9_f64, 2..40)) {
            values.sort_by(f64::total_cmp);
            prop_assume!(values[0] < values[values.len() - 1]);
            let scale = Scale::log_robust(&values).unwrap();
            prop_assert!(values.windows(2).all(|pair| scale.apply(pair[0]) <= scale.apply(pair[1])));
            prop_assert!(values.iter().all(|&x| scale.apply(x).is_finite()));
        }
    }
}
