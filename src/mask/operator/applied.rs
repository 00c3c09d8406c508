//! An operator at work on the cells of one column.

use super::coarse::{band, coarsen, round};
use super::{AgeWidth, Cap, Operator, RegionLevel, ShiftBy};
use crate::mask::attribute::{Attribute, age, age_band};
use crate::mask::cell::number_text;
use crate::mask::redaction::hide;
use crate::mask::{Key, PiiType, locate, normalise_id, redact};
use crate::table::date::{DAY, civil_day, iso_day, parse_day, time_text};

/// A cell, before and behind an operator.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number, or an amount in whole currency.
    Number(f64),
    /// Seconds of wall time since 1970-01-01.
    Time(i64),
}

/// What an operator needs of its column besides the cells.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Key of names and shifts.
    pub key: &'a Key,
    /// Domain of names: `user_id` for a customer's id, otherwise the code of the kind of personal data, or the field's name.
    pub domain: &'a str,
    /// Kind of personal data of the column.
    pub pii: Option<PiiType>,
    /// Day on which ages are taken, in days since 1970-01-01; without one there are none.
    pub as_of: Option<i32>,
    /// The quantile that [`Cap::Quantile`] asks for, of the whole column; ignored otherwise. Without it such a cap drops the column.
    pub quantile: Option<f64>,
}

/// An operator with what it needs. Each value depends on the cell, the setting and, for shifts by customer, the customer alone:
/// it can be worked out once for each distinct value.
pub struct Applied<'a> {
    operator: &'a Operator,
    setting: Setting<'a>,
}

impl<'a> Applied<'a> {
    /// Puts an operator to work; it should have passed [`Operator::check`].
    #[must_use]
    pub fn new(operator: &'a Operator, setting: Setting<'a>) -> Self {
        Self { operator, setting }
    }

    /// What of a cell leaves; `None` for nothing. A cell that the operator cannot read (no number under bands, no place under
    /// regions) gives nothing rather than itself. `customer` is the id of the row's customer, needed for shifts by customer alone: a row
    /// without one has no date then.
    #[must_use]
    pub fn value(&self, cell: &Value, customer: Option<&str>) -> Option<Value> {
        match self.operator {
            Operator::Drop => None,
            Operator::Keep => Some(cell.clone()),
            Operator::Mask => {
                let text = text_of(cell);
                Some(Value::Text(self.setting.pii.map_or_else(|| hide(&text), |kind| redact(kind, &text))))
            }
            Operator::Pseudonym => {
                let text = text_of(cell);
                Some(Value::Text(self.setting.key.pseudonym(self.setting.domain, &normalise_id(&text))))
            }
            Operator::Band(bands) => band(number_of(cell)?, bands).map(Value::Text),
            Operator::AgeBand(width) => self.age_band(cell, *width).map(Value::Text),
            Operator::TopCode(cap) => {
                let cap = match cap {
                    Cap::At(cap) => *cap,
                    Cap::Quantile(_) => self.setting.quantile?,
                };
                number_of(cell).map(|n| Value::Number(n.min(cap)))
            }
            Operator::Round { step } => number_of(cell).map(|n| Value::Number(round(n, *step))),
            Operator::ShiftDates { days, by } => match cell {
                Value::Time(seconds) => seconds.checked_add(i64::from(self.shift(*days, *by, customer)?) * DAY).map(Value::Time),
                Value::Text(_) | Value::Number(_) => None,
            },
            Operator::CoarsenDate(period) => match cell {
                Value::Time(seconds) => coarsen(*seconds, *period).map(Value::Time),
                Value::Text(_) | Value::Number(_) => None,
            },
            Operator::Region(level) => self.region(&text_of(cell), *level).map(Value::Text),
        }
    }

    /// Days by which the dates of a customer are moved: −`days` to `days` without 0, each equally likely, the same in
    /// all files under one key. `None` where each customer has a shift of their own and this row has no customer.
    #[must_use]
    pub fn shift(&self, days: u16, by: ShiftBy, customer: Option<&str>) -> Option<i32> {
        let drawn = match by {
            ShiftBy::Customer => self.setting.key.draw("date_shift", &normalise_id(customer?)),
            ShiftBy::File => self.setting.key.draw("date_shift_of_file", ""),
        };
        // 2⁶⁴ is no multiple of 2·days; what that adds to one shift's odds is below 10⁻¹⁵.
        let days = u64::from(days);
        let at = i32::try_from(drawn.checked_rem(2 * days)?).ok()?;
        let days = i32::try_from(days).ok()?;
        Some(if at < days { at - days } else { at - days + 1 })
    }

    fn age_band(&self, cell: &Value, width: AgeWidth) -> Option<String> {
        let (years, attribute) = match width {
            AgeWidth::Five => (5, Attribute::AgeBand5),
            AgeWidth::Ten => (10, Attribute::AgeBand10),
        };
        match cell {
            Value::Number(age) if (0.0..150.0).contains(age) => age_band(libm::floor(*age) as u32, years),
            Value::Number(_) => None,
            Value::Time(seconds) => age_band(age(birth_number(&iso_day(civil_day(*seconds)))?, self.setting.as_of?)?, years),
            Value::Text(text) => match parse_day(text.trim()) {
                Some(day) => age_band(age(birth_number(&iso_day(day))?, self.setting.as_of?)?, years),
                None => attribute.of(PiiType::IdCard, text, self.setting.as_of?),
            },
        }
    }

    fn region(&self, text: &str, level: RegionLevel) -> Option<String> {
        let attribute = match level {
            RegionLevel::Province => Attribute::Province,
            RegionLevel::City => Attribute::City,
        };
        if let Some(kind) = self.setting.pii.filter(|kind| attribute.comes_of(*kind)) {
            return attribute.of(kind, text, self.setting.as_of.unwrap_or_default());
        }
        let region = locate(text)?;
        let division = match level {
            RegionLevel::Province => region.province,
            RegionLevel::City => region.city,
        };
        division.map(ToString::to_string)
    }
}

/// `yyyymmdd` of an ISO date.
fn birth_number(day: &str) -> Option<u32> {
    day.replace('-', "").parse().ok()
}

fn text_of(cell: &Value) -> String {
    match cell {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number_text(*number),
        Value::Time(seconds) => time_text(*seconds),
    }
}

fn number_of(cell: &Value) -> Option<f64> {
    match cell {
        Value::Number(number) if number.is_finite() => Some(*number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Bands, Period};
    use super::*;
    use proptest::prelude::*;

    fn key() -> Key {
        Key::from_hex(&"3c".repeat(32)).unwrap()
    }

    fn apply(operator: &Operator, pii: Option<PiiType>, cell: &Value) -> Option<Value> {
        let key = key();
        let setting = Setting { key: &key, domain: "phone", pii, as_of: parse_day("2024-06-01"), quantile: Some(90.0) };
        Applied::new(operator, setting).value(cell, Some("17850"))
    }

    fn text(t: &str) -> Value {
        Value::Text(t.into())
    }

    #[test]
    fn each_operator_gives_what_its_name_says() {
        let day = |d: &str| Value::Time(i64::from(parse_day(d).unwrap()) * DAY);
        let phone = Some(PiiType::Phone);
        for (operator, pii, cell, expected) in [
            (Operator::Mask, phone, text("13800131234"), Some(text("138****1234"))),
            (Operator::Mask, phone, Value::Number(13_800_131_234.0), Some(text("138****1234"))),
            (Operator::Mask, None, text("C100000"), Some(text("C*****0"))),
            (Operator::Band(Bands::Width(5.0)), None, Value::Number(37.0), Some(text("[35,40)"))),
            (Operator::Band(Bands::Width(5.0)), None, text("37"), None),
            (Operator::AgeBand(AgeWidth::Five), None, Value::Number(37.9), Some(text("35-39"))),
            (Operator::AgeBand(AgeWidth::Ten), None, Value::Number(80.0), Some(text("80+"))),
            (Operator::AgeBand(AgeWidth::Ten), None, Value::Number(79.0), Some(text("70-79"))),
            (Operator::AgeBand(AgeWidth::Ten), None, Value::Number(-1.0), None),
            (Operator::AgeBand(AgeWidth::Ten), None, day("1994-06-01"), Some(text("30-39"))),
            (Operator::AgeBand(AgeWidth::Ten), None, day("1994-06-02"), Some(text("20-29"))),
            (Operator::AgeBand(AgeWidth::Ten), None, day("2024-06-02"), None),
            (Operator::AgeBand(AgeWidth::Ten), None, text("1994-06-01"), Some(text("30-39"))),
            (Operator::AgeBand(AgeWidth::Five), Some(PiiType::IdCard), text("11010519491231002X"), Some(text("70-74"))),
            (Operator::TopCode(Cap::At(80.0)), None, Value::Number(95.0), Some(Value::Number(80.0))),
            (Operator::TopCode(Cap::At(80.0)), None, Value::Number(80.0), Some(Value::Number(80.0))),
            (Operator::TopCode(Cap::Quantile(0.99)), None, Value::Number(95.0), Some(Value::Number(90.0))),
            (Operator::Round { step: 100.0 }, None, Value::Number(1250.0), Some(Value::Number(1300.0))),
            (Operator::CoarsenDate(Period::Quarter), None, day("2024-06-30"), Some(day("2024-04-01"))),
            (
                Operator::Region(RegionLevel::City),
                Some(PiiType::Address),
                text("广东省深圳市南山区科技园路1号"),
                Some(text("深圳市")),
            ),
            (Operator::Region(RegionLevel::Province), Some(PiiType::IdCard), text("11010519491231002X"), Some(text("北京市"))),
            (Operator::Region(RegionLevel::Province), None, text("广东深圳"), Some(text("广东省"))),
            (Operator::Region(RegionLevel::City), Some(PiiType::Address), text("某路1号"), None),
            (Operator::Drop, phone, text("13800131234"), None),
            (Operator::Keep, phone, text("13800131234"), Some(text("13800131234"))),
        ] {
            assert_eq!(apply(&operator, pii, &cell), expected, "{} of {cell:?}", operator.code());
        }
        let named = apply(&Operator::Pseudonym, phone, &text("13800131234"));
        assert_eq!(named, Some(text(&key().pseudonym("phone", "13800131234"))));
        assert_eq!(named, apply(&Operator::Pseudonym, phone, &Value::Number(13_800_131_234.0)));
    }

    #[test]
    fn shifts_are_even_and_never_nothing() {
        let key = key();
        let setting = Setting { key: &key, domain: "", pii: None, as_of: None, quantile: None };
        let applied = Applied::new(&Operator::Drop, setting);
        let mut counts = [0_u32; 7];
        for customer in 0..6000 {
            let shift = applied.shift(3, ShiftBy::Customer, Some(&customer.to_string())).unwrap();
            counts[(shift + 3) as usize] += 1;
        }
        // Six shifts of 1,000 each: five standard deviations are 5·√(6000·1/6·5/6) = 144.
        assert_eq!(counts[3], 0);
        assert!(counts.iter().enumerate().all(|(at, n)| at == 3 || n.abs_diff(1000) < 144), "{counts:?}");
        assert_eq!(applied.shift(30, ShiftBy::Customer, None), None);
        assert_eq!(applied.shift(30, ShiftBy::File, None), applied.shift(30, ShiftBy::File, Some("1")));
    }

    proptest! {
        #[test]
        fn gaps_of_a_customer_stay_to_the_second(
            id in "[a-z0-9]{1,8}", days in 1..400_u16, first in 0..4_000_000_000_i64, gap in -100_000_000..100_000_000_i64
        ) {
            let key = key();
            let setting = Setting { key: &key, domain: "", pii: None, as_of: None, quantile: None };
            let operator = Operator::ShiftDates { days, by: ShiftBy::Customer };
            let applied = Applied::new(&operator, setting);
            let moved = |t: i64| match applied.value(&Value::Time(t), Some(&id)) {
                Some(Value::Time(t)) => t,
                other => panic!("{other:?}"),
            };
            prop_assert_eq!(moved(first + gap) - moved(first), gap);
            let off = moved(first) - first;
            prop_assert!(off != 0 && off % DAY == 0 && off.abs() <= i64::from(days) * DAY);
        }
    }
}
