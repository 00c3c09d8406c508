//! Rational numbers: a mean is kept as sum and count, a share as part and whole.

use serde::{Serialize, Serializer};
use std::cmp::Ordering;

/// The exact value `num / den`. As JSON it is the nearest `f64`, printed as an integer where it is one.
#[derive(Clone, Copy, Debug)]
pub struct Exact {
    num: i128,
    den: u64,
}

impl Exact {
    /// The value `num / den`; a denominator of 0 is read as 1.
    #[must_use]
    pub fn new(num: i128, den: u64) -> Self {
        Self { num, den: den.max(1) }
    }

    /// The same value in a unit that is `factor` times as large.
    #[must_use]
    pub fn in_units_of(self, factor: u64) -> Self {
        Self::new(self.num, self.den.saturating_mul(factor))
    }

    /// This value times a whole number.
    #[must_use]
    pub fn times(self, whole: i64) -> Self {
        Self::new(self.num.saturating_mul(i128::from(whole)), self.den)
    }

    /// This value plus a whole number.
    #[must_use]
    pub fn plus(self, whole: i64) -> Self {
        Self::new(self.num + i128::from(whole) * i128::from(self.den), self.den)
    }

    /// The largest integer not above the value; `None` where 64 bits do not hold it.
    #[must_use]
    pub fn floor(self) -> Option<i64> {
        i64::try_from(self.num.div_euclid(i128::from(self.den))).ok()
    }

    /// The smallest integer not below the value; `None` where 64 bits do not hold it.
    #[must_use]
    pub fn ceil(self) -> Option<i64> {
        let whole = self.num.div_euclid(i128::from(self.den));
        let rest = self.num.rem_euclid(i128::from(self.den));
        i64::try_from(whole + i128::from(rest != 0)).ok()
    }

    /// The value as `f64`: the nearest one while numerator and denominator are below 2⁵³.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.num as f64 / self.den as f64
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let whole = |e: &Self| e.num.div_euclid(i128::from(e.den));
        let rest = |e: &Self| e.num.rem_euclid(i128::from(e.den));
        // The remainders are below 2⁶⁴, so their products stay within u128.
        let cross = |a: &Self, b: &Self| rest(a).unsigned_abs() * u128::from(b.den);
        whole(self).cmp(&whole(other)).then_with(|| cross(self, other).cmp(&cross(other, self)))
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT: i64 = 1 << 53;
        match self.floor() {
            Some(whole) if self.ceil() == Some(whole) && (-EXACT..=EXACT).contains(&whole) => serializer.serialize_i64(whole),
            _ => serializer.serialize_f64(self.to_f64()),
        }
    }
}

/// A share that carries its part and its whole; a whole of 0 means "not defined".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Ratio {
    /// The part.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub num: u64,
    /// The whole.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub den: u64,
}

/// Arithmetic mean, exact; `None` of nothing.
pub fn mean<T: Copy + Into<i64>>(values: &[T]) -> Option<Exact> {
    let sum: i128 = values.iter().map(|&v| i128::from(v.into())).sum();
    (!values.is_empty()).then(|| Exact::new(sum, values.len() as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_values_print_as_integers() {
        let json = |num, den| serde_json::to_string(&Exact::new(num, den)).unwrap();
        assert_eq!(json(458, 2), "229");
        assert_eq!(json(1487, 5), "297.4");
        assert_eq!(json(-1, 2), "-0.5");
    }

    #[test]
    fn neighbours_and_order_are_exact() {
        let half = Exact::new(-1, 2);
        assert_eq!((half.floor(), half.ceil()), (Some(-1), Some(0)));
        assert_eq!((Exact::new(6, 3).floor(), Exact::new(6, 3).ceil()), (Some(2), Some(2)));
        assert_eq!(Exact::new(i128::MAX, 1).floor(), None);
        assert_eq!(Exact::new(2, 4), Exact::new(1, 2));
        assert!(Exact::new(1, 3) < Exact::new(334, 1000));
        assert!(Exact::new(-2, 3) < Exact::new(-1, 2));
        assert_eq!(half.plus(1), Exact::new(1, 2));
    }

    #[test]
    fn the_mean_cannot_overflow() {
        assert_eq!(mean(&[i64::MAX, i64::MAX]), Some(Exact::new(i128::from(i64::MAX), 1)));
        assert_eq!(mean::<i64>(&[]), None);
    }
}
