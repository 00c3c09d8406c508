//! Amounts of money as whole ten-thousandths, so that sums are exact and free of order.

use serde::{Serialize, Serializer};

/// Units in one whole of the currency.
pub const UNITS: i64 = 10_000;

/// An amount in ten-thousandths of the file's currency. Sums are kept in `i128`, which no file can overflow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub i128);

impl Money {
    /// The nearest `f64` of the amount in whole currency.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / UNITS as f64
    }

    /// Mean of an amount over a count, rounded half away from zero to a unit; `None` for a count of zero.
    #[must_use]
    pub fn per(self, count: u64) -> Option<Self> {
        let count = i128::from(count);
        if count == 0 {
            return None;
        }
        let half = if self.0 < 0 { -(count / 2) } else { count / 2 };
        Some(Self((self.0 + half) / count))
    }
}

/// As a decimal with as many of its four places as it needs.
impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / UNITS as u128, self.0.unsigned_abs() % UNITS as u128);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let places = format!("{rest:04}");
        write!(f, "{sign}{whole}.{}", places.trim_end_matches('0'))
    }
}

/// As a JSON number while an `f64` holds it exactly to the unit (2⁵³ units), beyond that as decimal text.
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT: i128 = 1 << 53;
        if (-EXACT..=EXACT).contains(&self.0) {
            let whole = self.0 / i128::from(UNITS);
            if whole * i128::from(UNITS) == self.0 {
                return serializer.serialize_i64(whole as i64);
            }
            return serializer.serialize_f64(self.to_f64());
        }
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(units: i128) -> String {
        serde_json::to_string(&Money(units)).unwrap()
    }

    #[test]
    fn amounts_print_as_the_decimal_that_was_meant() {
        assert_eq!(json(7_489_570_200), "748957.02");
        assert_eq!(json(4_641_580_000), "464158");
        assert_eq!(json(-5_000), "-0.5");
        assert_eq!(json((1 << 53) + 1), "\"900719925474.0993\"");
        assert_eq!(json(-(1 << 60)), "\"-115292150460684.6976\"");
    }

    #[test]
    fn means_round_half_away_from_zero() {
        assert_eq!(Money(5).per(2), Some(Money(3)));
        assert_eq!(Money(-5).per(2), Some(Money(-3)));
        assert_eq!(Money(5).per(0), None);
    }
}
