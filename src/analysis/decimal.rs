//! Shares that settings give as decimal numbers, kept exactly.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// One as billionths.
const ONE: u64 = 1_000_000_000;
/// Decimals that are kept.
const PLACES: i64 = 9;

/// A share from 0 to 1 with at most nine decimals. As JSON a number; a decimal text is read too. `0.001` is exactly a thousandth:
/// comparisons with it are those of whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(u64);

impl Decimal {
    /// So many billionths; at most one whole.
    #[must_use]
    pub const fn billionths(count: u64) -> Self {
        Self(if count > ONE { ONE } else { count })
    }

    /// The share that a decimal text as `0.001`, `.5` or `1e-5` says; `None` for anything else, for more than nine decimals and
    /// outside of 0 to 1.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.len() + rest.len() == 0 {
            return None;
        }
        let mut value = 0_u64;
        for digit in whole.bytes().chain(rest.bytes()) {
            let digit = digit.is_ascii_digit().then(|| u64::from(digit - b'0'))?;
            value = value.checked_mul(10)?.checked_add(digit)?;
        }
        let mut shift = PLACES + i64::from(exponent) - rest.len() as i64;
        while shift > 0 && value > 0 {
            value = value.checked_mul(10)?;
            shift -= 1;
        }
        while shift < 0 && value > 0 {
            if !value.is_multiple_of(10) {
                return None;
            }
            value /= 10;
            shift += 1;
        }
        (value <= ONE).then_some(Self(value))
    }

    /// Whether it is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The smallest count that is at least this share of so many.
    #[must_use]
    pub fn least_of(self, whole: u64) -> u64 {
        (u128::from(self.0) * u128::from(whole)).div_ceil(u128::from(ONE)) as u64
    }

    /// Whether `part` of `whole` is at least this share.
    #[must_use]
    pub fn is_reached(self, part: u64, whole: u64) -> bool {
        u128::from(part) * u128::from(ONE) >= u128::from(self.0) * u128::from(whole)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Both are whole numbers below 2⁵³: the quotient is the double next to the decimal number and prints as it.
        serializer.serialize_f64(self.0 as f64 / ONE as f64)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let text = match &value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        };
        Self::parse(&text).ok_or_else(|| D::Error::custom("share"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn thresholds_are_exact() {
        let least = |text: &str, whole| Decimal::parse(text).unwrap().least_of(whole);
        assert_eq!((least("0.001", 9835), least(".006", 9835), least("0.01", 9835)), (10, 60, 99));
        // 0.07 · 100 is 7.000000000000001 in doubles, and would be 8.
        assert_eq!((least("0.07", 100), least("0.6", 5), least("1", 7), least("0", 7)), (7, 3, 7, 0));
        assert!(Decimal::parse("0.8").unwrap().is_reached(4, 5) && !Decimal::parse("0.8").unwrap().is_reached(79, 99));
    }

    #[test]
    fn numbers_and_texts_are_read_and_come_back() {
        let read = |value: Value| serde_json::from_value::<Decimal>(value).ok();
        assert_eq!(read(json!(0.001)), Decimal::parse("0.001"));
        assert_eq!(read(json!("0.0010")), Decimal::parse("1e-3"));
        assert_eq!((read(json!(1)), read(json!(0.00001))), (Some(Decimal(ONE)), Some(Decimal(10_000))));
        for wrong in
            [json!(1.1), json!(-0.1), json!("a"), json!(""), json!("."), json!(null), json!("0.0000000001"), json!("1e99")]
        {
            assert_eq!(read(wrong.clone()), None, "{wrong}");
        }
        for billionths in [0, 1, 7, 70_000_000, 123_456_789, 333_333_333, ONE] {
            let value = serde_json::to_value(Decimal(billionths)).unwrap();
            assert_eq!(read(value), Some(Decimal(billionths)));
        }
    }
}
