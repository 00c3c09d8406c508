//! The unit of time of a model. Every summary and every fit carries its own, so that a weekly fit cannot be read as days.

use serde::{Deserialize, Serialize};

/// What a model counts time in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvUnit"))]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks of 7 days; a month has 4.345 of them.
    #[default]
    Week,
    /// Months of 30.4375 days, a twelfth of 365.25.
    Month,
}

impl Unit {
    /// Days in one unit.
    #[must_use]
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.4375,
        }
    }

    /// Units in one month.
    #[must_use]
    pub fn in_month(self) -> f64 {
        match self {
            Self::Day => 30.4375,
            Self::Week => 4.345,
            Self::Month => 1.0,
        }
    }
}

/// A span of time that is not yet in any unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Span {
    /// Days.
    Days(f64),
    /// Months in the unit of whoever asks.
    Months(f64),
}

impl Span {
    /// The span in units.
    #[must_use]
    pub fn in_units(self, unit: Unit) -> f64 {
        match self {
            Self::Days(days) => days / unit.days(),
            Self::Months(months) => months * unit.in_month(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_one_length_in_each_unit() {
        let year = [Unit::Day, Unit::Week, Unit::Month].map(|unit| Span::Months(12.0).in_units(unit));
        assert_eq!(year, [365.25, 52.14, 12.0]);
        assert_eq!([Unit::Day, Unit::Week].map(|unit| Span::Days(273.0).in_units(unit)), [273.0, 39.0]);
    }
}
