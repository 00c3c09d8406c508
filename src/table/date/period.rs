//! Calendar periods: months, quarters, ISO weeks, days.

use super::{date_of, day_of, iso_day};
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// A kind of calendar period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Period {
    /// Calendar month.
    #[default]
    Month,
    /// Quarter of a calendar year.
    Quarter,
    /// ISO week, from Monday.
    Week,
    /// Day.
    Day,
}

/// Year and month of a day since 1970-01-01.
pub(crate) fn year_and_month(day: i32) -> Option<(i32, u32)> {
    date_of(day).map(|date| (date.year(), date.month()))
}

/// Monday of the week of a day.
fn monday(day: i32) -> Option<i32> {
    day.checked_sub((i64::from(day) + 3).rem_euclid(7) as i32)
}

/// Year and number of the ISO week of a day.
fn week_of(day: i32) -> Option<(i32, i32)> {
    let week = date_of(day)?.iso_week();
    Some((week.year(), week.week() as i32))
}

impl Period {
    /// First day of the period that holds a day; `None` outside the years 1–9999.
    #[must_use]
    pub fn start(self, day: i32) -> Option<i32> {
        let (year, month) = year_and_month(day)?;
        match self {
            Self::Month => day_of(year, month, 1),
            Self::Quarter => day_of(year, (month - 1) / 3 * 3 + 1, 1),
            Self::Week => monday(day),
            Self::Day => Some(day),
        }
    }

    /// First day of the period behind the one that starts on a day.
    #[must_use]
    pub fn next(self, start: i32) -> Option<i32> {
        let longest = match self {
            Self::Month => 31,
            Self::Quarter => 92,
            Self::Week => 7,
            Self::Day => 1,
        };
        // The shortest month and quarter are less than half as long as two, so this day is always in the next period.
        self.start(start.checked_add(longest)?)
    }

    /// First day of the period before the one that starts on a day.
    #[must_use]
    pub fn previous(self, start: i32) -> Option<i32> {
        self.start(start.checked_sub(1)?)
    }

    /// First day of the same period a year before: of the same month, quarter, number of week, day; `None` where that year has none.
    #[must_use]
    pub fn year_before(self, start: i32) -> Option<i32> {
        let (year, month) = year_and_month(start)?;
        match self {
            Self::Month | Self::Quarter => day_of(year - 1, month, 1),
            Self::Week => {
                let (year, week) = week_of(start)?;
                let before = monday(day_of(year - 1, 1, 4)?)?.checked_add(7 * (week - 1))?;
                (week_of(before)? == (year - 1, week)).then_some(before)
            }
            Self::Day => day_of(year - 1, month, (start - day_of(year, month, 1)? + 1) as u32),
        }
    }

    /// Name of the period that starts on a day: `2024-05`, `2024-Q2`, `2024-W07`, `2024-05-01`; empty outside the calendar.
    #[must_use]
    pub fn name(self, start: i32) -> String {
        let Some((year, month)) = year_and_month(start) else { return String::new() };
        match self {
            Self::Month => format!("{year:04}-{month:02}"),
            Self::Quarter => format!("{year:04}-Q{}", month.div_ceil(3)),
            Self::Week => week_of(start).map(|(year, week)| format!("{year:04}-W{week:02}")).unwrap_or_default(),
            Self::Day => iso_day(start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::date::parse_day;
    use proptest::prelude::*;

    fn day(text: &str) -> i32 {
        parse_day(text).unwrap()
    }

    const ALL: [Period; 4] = [Period::Month, Period::Quarter, Period::Week, Period::Day];

    #[test]
    fn names_of_periods() {
        let name = |period: Period, text| period.name(period.start(day(text)).unwrap());
        assert_eq!(ALL.map(|p| name(p, "2024-05-31")), ["2024-05", "2024-Q2", "2024-W22", "2024-05-31"]);
        // ISO 8601: the last days of 2024 are in the first week of 2025, the first of 2021 in the last of 2020.
        assert_eq!(name(Period::Week, "2024-12-30"), "2025-W01");
        assert_eq!(name(Period::Week, "2021-01-03"), "2020-W53");
    }

    #[test]
    fn a_year_before() {
        let before = |period: Period, text| period.year_before(day(text)).map(iso_day);
        assert_eq!(before(Period::Month, "2024-02-01").as_deref(), Some("2023-02-01"));
        assert_eq!(before(Period::Quarter, "2024-10-01").as_deref(), Some("2023-10-01"));
        assert_eq!(before(Period::Day, "2025-02-28").as_deref(), Some("2024-02-28"));
        assert_eq!(before(Period::Day, "2024-02-29"), None);
        assert_eq!(before(Period::Week, "2024-12-30").as_deref(), Some("2024-01-01"));
        assert_eq!(before(Period::Week, "2020-12-28"), None, "2019 has no week 53");
    }

    proptest! {
        #[test]
        fn periods_follow_each_other_without_gap(day in -700_000_i32..2_900_000, which in 0_usize..4) {
            let period = ALL[which];
            let start = period.start(day).unwrap();
            let next = period.next(start).unwrap();
            prop_assert!(start <= day && day < next);
            prop_assert_eq!(period.start(next), Some(next));
            prop_assert_eq!(period.previous(next), Some(start));
            prop_assert_eq!(period.start(next - 1), Some(start));
            let (year, month) = year_and_month(day).unwrap();
            prop_assert_eq!(&iso_day(day)[..7], format!("{year:04}-{month:02}"));
        }
    }
}
