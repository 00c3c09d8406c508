//! The exact sum of numbers, rounded once: free of their order.
//!
//! A superaccumulator (Neal 2015, "Fast exact summation using small and large superaccumulators"): every number is added as an
//! integer to a row of 32-bit digits that spans all exponents of an `f64`.

/// Digits of 32 bits from 2⁻¹⁰⁷⁴ up: 2098 bits of finite numbers, and room for 2⁶⁴ of the largest.
const DIGITS: usize = 68;

/// Additions after which digits of 64 bits that take 33 bits each could overflow.
const CARRY_AFTER: u32 = 1 << 30;

/// An exact sum under construction. Numbers that are not finite are left out.
#[derive(Clone)]
pub struct Sum {
    digits: [i64; DIGITS],
    added: u32,
    count: u64,
}

impl Default for Sum {
    fn default() -> Self {
        Self { digits: [0; DIGITS], added: 0, count: 0 }
    }
}

impl Sum {
    /// The sum of some numbers.
    pub fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut sum = Self::default();
        values.for_each(|value| sum.add(value));
        sum
    }

    /// Adds a number.
    #[inline]
    pub fn add(&mut self, value: f64) {
        if !value.is_finite() {
            return;
        }
        self.count += 1;
        let bits = value.to_bits();
        let exponent = (bits >> 52 & 0x7FF) as usize;
        let fraction = bits & ((1 << 52) - 1);
        // Subnormal numbers have the exponent of the least normal ones and no leading bit.
        let (mantissa, place) = if exponent == 0 { (fraction, 0) } else { (fraction | 1 << 52, exponent - 1) };
        let wide = u128::from(mantissa) << (place % 32);
        let sign = if value < 0.0 { -1 } else { 1 };
        let mut rest = wide;
        for digit in self.digits.iter_mut().skip(place / 32).take(3) {
            *digit += sign * (rest as u32 as i64);
            rest >>= 32;
        }
        self.added += 1;
        if self.added == CARRY_AFTER {
            self.carry();
        }
    }

    /// How many numbers were added.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Digits of 0 to 2³² − 1, but for the last, which has the sign.
    fn carry(&mut self) {
        let mut over = 0;
        let last = DIGITS - 1;
        for (place, digit) in self.digits.iter_mut().enumerate() {
            *digit += over;
            over = 0;
            if place < last {
                over = *digit >> 32;
                *digit &= 0xFFFF_FFFF;
            }
        }
        self.added = 0;
    }

    /// The nearest `f64` of the sum, ties to even.
    #[must_use]
    pub fn value(&self) -> f64 {
        let mut sum = self.clone();
        sum.carry();
        let negative = sum.digits.last().is_some_and(|&d| d < 0);
        if negative {
            for digit in &mut sum.digits {
                *digit = -*digit;
            }
            sum.carry();
        }
        let Some(top) = sum.digits.iter().rposition(|&d| d != 0) else { return 0.0 };
        let at = |place: Option<usize>| place.and_then(|p| sum.digits.get(p)).copied().unwrap_or(0) as u128;
        // Three digits hold at least 65 bits of the sum; what lies below only tells ties apart.
        let mut head = at(Some(top)) << 64 | at(top.checked_sub(1)) << 32 | at(top.checked_sub(2));
        let below = sum.digits.iter().take(top.saturating_sub(2)).any(|&d| d != 0);
        let mut power = (top as i32 - 2) * 32 - 1074;
        let drop = (128 - head.leading_zeros()).saturating_sub(64);
        let lost = head & ((1 << drop) - 1) != 0;
        head >>= drop;
        power += drop as i32;
        let nearest = round(head as u64, lost || below, power);
        if negative { -nearest } else { nearest }
    }

    /// The sum divided by a count: the nearest `f64` of the nearest `f64` of the sum; `None` of nothing.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.value() / self.count as f64)
    }
}

/// `head · 2^power` and a trace below it as the nearest `f64`.
fn round(head: u64, trace: bool, power: i32) -> f64 {
    let width = 64 - head.leading_zeros() as i32;
    // Numbers below 2⁻¹⁰²² keep the last place 2⁻¹⁰⁷⁴.
    let drop = (width - 53).max(-1074 - power).max(0);
    if drop > 64 {
        return 0.0;
    }
    let kept = head.checked_shr(drop as u32).unwrap_or(0);
    let half = drop > 0 && head >> (drop - 1) & 1 == 1;
    let rest = trace || (drop > 1 && head & ((1_u64 << (drop - 1)) - 1) != 0);
    let up = half && (rest || kept & 1 == 1);
    libm::ldexp((kept + u64::from(up)) as f64, power + drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sum(values: &[f64]) -> f64 {
        let mut sum = Sum::default();
        values.iter().for_each(|&v| sum.add(v));
        sum.value()
    }

    #[test]
    fn what_floats_lose_is_kept() {
        assert_eq!(sum(&[]), 0.0);
        assert_eq!(sum(&[1e300, 1.0, -1e300]), 1.0);
        assert_eq!(sum(&[0.1; 10]), 1.0);
        assert_eq!(sum(&[1.0, 2_f64.powi(-53)]), 1.0, "a tie goes to even");
        assert_eq!(sum(&[1.0, 2_f64.powi(-53), 2_f64.powi(-1074)]), 1.0 + f64::EPSILON);
        assert_eq!(sum(&[f64::MAX, f64::MAX, -f64::MAX]), f64::MAX);
        assert_eq!(sum(&[5e-324, 5e-324]), 1e-323);
        assert_eq!(sum(&[-3.5, 1.25]), -2.25);
        assert_eq!(sum(&[f64::NAN, f64::INFINITY, 2.0]), 2.0);
        assert_eq!(sum(&[f64::MAX, f64::MAX]), f64::INFINITY);
    }

    proptest! {
        #[test]
        fn the_order_does_not_matter(mut values in prop::collection::vec(any::<f64>(), 0..40)) {
            let forwards = sum(&values);
            values.reverse();
            prop_assert_eq!(forwards.to_bits(), sum(&values).to_bits());
            let negative: Vec<f64> = values.iter().map(|v| -v).collect();
            prop_assert_eq!(sum(&negative), -forwards);
        }

        #[test]
        fn one_number_is_itself(value in any::<f64>()) {
            prop_assume!(value.is_finite());
            prop_assert_eq!(sum(&[value]), value);
        }

        #[test]
        fn whole_numbers_are_exact(values in prop::collection::vec(-(1_i64 << 52)..1 << 52, 0..50)) {
            let exact: i64 = values.iter().sum();
            let floats: Vec<f64> = values.iter().map(|&v| v as f64).collect();
            prop_assert_eq!(sum(&floats), exact as f64);
        }
    }
}
