//! A smooth function of one variable as a polynomial, where many of its values are wanted and each is dear.
//!
//! Interpolation in the roots of a Chebyshev polynomial, with as many as the digits of a double need (Trefethen 2013, "Approximation
//! Theory and Approximation Practice", chapters 3 and 4).

/// Roots that are tried in turn.
const COUNTS: [usize; 3] = [16, 32, 64];
/// Coefficients below this share of the largest are rounding.
const ROUNDING: f64 = 1e-14;

/// A polynomial on an interval, by its coefficients in Chebyshev polynomials.
#[derive(Clone, Debug)]
pub struct Chebyshev {
    middle: f64,
    half: f64,
    coefficients: Vec<f64>,
}

impl Chebyshev {
    /// The function between `low` and `high`, to the digits that it is told with; `None` where 64 values do not tell it so.
    #[must_use]
    pub fn of(function: &dyn Fn(f64) -> f64, low: f64, high: f64) -> Option<Self> {
        let (middle, half) = (0.5 * (low + high), 0.5 * (high - low));
        COUNTS.iter().find_map(|&count| {
            // cos(π m / 2n) for all m that occur: angles beyond a turn come back.
            let step = core::f64::consts::PI / (2 * count) as f64;
            let cosines: Vec<f64> = (0..4 * count).map(|m| libm::cos(step * m as f64)).collect();
            let cosine = |m: usize| cosines.get(m % (4 * count)).copied().unwrap_or(0.0);
            let values: Vec<f64> = (0..count).map(|j| function(middle + half * cosine(2 * j + 1))).collect();
            let term = |k: usize| values.iter().enumerate().map(|(j, value)| value * cosine(k * (2 * j + 1))).sum::<f64>();
            let mut coefficients: Vec<f64> = (0..count).map(|k| 2.0 / count as f64 * term(k)).collect();
            if let Some(first) = coefficients.first_mut() {
                *first *= 0.5;
            }
            let largest = coefficients.iter().fold(0.0_f64, |most, c| most.max(c.abs()));
            let needed = coefficients.iter().rposition(|c| c.abs() > ROUNDING * largest).map_or(0, |last| last + 1);
            // Where the last ones are no rounding, those that were left out are none either.
            let told = largest.is_finite() && !values.iter().any(|v| v.is_nan()) && needed + 2 <= count;
            coefficients.truncate(needed);
            told.then_some(Self { middle, half, coefficients })
        })
    }

    /// The value at a place of the interval (Clenshaw 1955).
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        let x = if self.half > 0.0 { (x - self.middle) / self.half } else { 0.0 };
        let (mut now, mut before) = (0.0, 0.0);
        for coefficient in self.coefficients.iter().skip(1).rev() {
            (now, before) = (2.0 * x * now - before + coefficient, now);
        }
        x * now - before + self.coefficients.first().copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn smooth_functions_keep_their_digits(low in -2.0_f64..2.0, width in 0.0_f64..3.0, place in 0.0_f64..1.0, rate in 0.1_f64..3.0) {
            let function = |x: f64| (rate * x).exp() / (1.0 + x * x);
            let (at, found) = (low + place * width, Chebyshev::of(&function, low, low + width).unwrap());
            let most = function(low).max(function(low + width)).max(1.0);
            prop_assert!((found.at(at) - function(at)).abs() < 1e-12 * most);
        }
    }

    #[test]
    fn a_function_with_a_corner_or_without_a_value_is_not_told() {
        assert!(Chebyshev::of(&f64::abs, -1.0, 2.0).is_none());
        assert!(Chebyshev::of(&f64::ln, -1.0, 2.0).is_none());
        assert_eq!(Chebyshev::of(&|_| 3.0, 1.0, 1.0).unwrap().at(1.0), 3.0);
    }
}
