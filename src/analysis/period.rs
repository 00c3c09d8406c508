//! Periods of the calendar: which one a day falls into, where each begins, what it is called.

use crate::customers::Covered;
use crate::error::{ErrorKind, Result};
use crate::table::date::{Period, date_of, day_of, iso_day};
use chrono::{Datelike, Months};
use serde::{Deserialize, Serialize};

/// A kind of period. Weeks are those of ISO 8601 and begin on Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PeriodUnit"))]
pub enum Unit {
    /// A day.
    Day,
    /// A week from Monday on.
    Week,
    /// A calendar month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// So many days; the last period ends with the reference date.
    Days,
}

/// Customers of a period and of the one before it over as many days, where the two are not of one length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SameDays {
    /// So many days from the first of each.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub days: u64,
    /// Customers in them.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub now: u64,
    /// Those in as many days of the period before.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub before: u64,
}

/// Counts of customers over as many days of each period and of the one before it, where their lengths differ.
#[derive(Clone)]
pub(super) struct Beside {
    /// Days that each period and the one before it both have; 0 where the two are of one length. Empty where all are.
    shared: Vec<i32>,
    counts: Vec<[u64; 2]>,
}

impl Beside {
    /// Nobody yet.
    pub fn new(calendar: &Calendar) -> Self {
        let shared: Vec<i32> = (0..calendar.len()).map(|period| calendar.shared_days(period)).collect();
        let shared = if shared.iter().all(|&days| days == 0) { Vec::new() } else { shared };
        Self { counts: vec![[0; 2]; shared.len()], shared }
    }

    /// Counts a customer whose first day in a period is this.
    #[inline]
    pub fn add(&mut self, calendar: &Calendar, period: usize, day: i32) {
        if self.shared.is_empty() {
            return;
        }
        let offset = day - calendar.start(period);
        for (at, side) in [(period, 0), (period + 1, 1)] {
            if self.shared.get(at).is_some_and(|&days| offset < days)
                && let Some(count) = self.counts.get_mut(at).and_then(|both| both.get_mut(side))
            {
                *count += 1;
            }
        }
    }

    /// The counts of a period; `None` where it is as long as the one before, or the first.
    pub fn of(&self, period: usize) -> Option<SameDays> {
        let days = self.shared.get(period).filter(|days| **days > 0)?;
        let &[now, before] = self.counts.get(period)?;
        Some(SameDays { days: days.unsigned_abs().into(), now, before })
    }
}

/// Longest history in days: a little more than the years 1 to 9999.
const LONGEST: i32 = 3_700_000;
/// The Monday before 1970-01-01.
const MONDAY: i32 = -3;

/// The periods from the first day to the reference date, numbered from 0.
pub(super) struct Calendar {
    unit: Unit,
    first: i32,
    end: i32,
    /// The days that the data cover.
    covered: Covered,
    /// First day of each period, and the day behind the last.
    starts: Vec<i32>,
    /// Period of each day from `first` on.
    of: Vec<u32>,
}

impl Calendar {
    /// Periods of a unit that hold the days `first..end`; `days` is the length of [`Unit::Days`].
    ///
    /// # Errors
    /// [`ErrorKind::Span`] where the calendar does not reach a day.
    pub fn new(unit: Unit, days: u32, first: i32, end: i32) -> Result<Self> {
        let length = end.checked_sub(first).filter(|length| (1..=LONGEST).contains(length)).ok_or(ErrorKind::Span)?;
        let days = i32::try_from(days.max(1)).or(Err(ErrorKind::Span))?;
        let month = |index: i32| day_of(index.div_euclid(12), index.rem_euclid(12) as u32 + 1, 1);
        let date = date_of(first).ok_or(ErrorKind::Span)?;
        let index = date.year() * 12 + date.month0() as i32;
        let anchor = match unit {
            Unit::Week => MONDAY,
            Unit::Days => end,
            Unit::Day | Unit::Month | Unit::Quarter => 0,
        };
        let (step, months) = match unit {
            Unit::Day => (1, 0),
            Unit::Week => (7, 0),
            Unit::Days => (days, 0),
            Unit::Month => (0, 1),
            Unit::Quarter => (0, 3),
        };
        let mut starts = Vec::new();
        let mut number = 0;
        loop {
            let start = if months == 0 {
                (first - anchor).div_euclid(step).checked_add(number).and_then(|n| n.checked_mul(step)?.checked_add(anchor))
            } else {
                month((index.div_euclid(months) + number) * months)
            };
            let start = start.ok_or(ErrorKind::Span)?;
            starts.push(start);
            if start >= end {
                break;
            }
            number += 1;
        }
        let mut of = vec![0; length as usize];
        for (number, pair) in (0_u32..).zip(starts.windows(2)) {
            let &[from, to] = pair else { continue };
            let within = (from.max(first) - first) as usize..(to.min(end) - first) as usize;
            of.get_mut(within).unwrap_or_default().fill(number);
        }
        Ok(Self { unit, first, end, covered: Covered { from: first, to: end }, starts, of })
    }

    /// The same periods of data that cover other days: earlier ones, on which nothing happened, or fewer.
    pub fn covering(self, covered: Covered) -> Self {
        Self { covered, ..self }
    }

    /// Number of periods.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The period of a day, the nearest one for days outside.
    #[inline]
    pub fn period(&self, day: i32) -> usize {
        match self.of.get(day.saturating_sub(self.first).max(0) as usize) {
            Some(&period) => period as usize,
            None => self.len() - 1,
        }
    }

    /// The first period whose end lies behind a day; the last ends with the reference date. Their number where none does.
    pub fn ends_behind(&self, day: i32) -> usize {
        if day >= self.end { self.len() } else { self.period(day) }
    }

    /// First day of a period; the reference date for those behind the last.
    pub fn start(&self, period: usize) -> i32 {
        self.starts.get(period).copied().unwrap_or(self.end)
    }

    /// Days that a period and the one before it both have; 0 where they are of one length, and for the first.
    fn shared_days(&self, period: usize) -> i32 {
        let length = |at: usize| Some(self.starts.get(at + 1)? - self.starts.get(at)?);
        let before = period.checked_sub(1).and_then(length);
        before.zip(length(period)).filter(|(before, own)| before != own).map_or(0, |(before, own)| before.min(own))
    }

    /// Whether the data cover the whole period: they begin on its first day or earlier, and end behind it.
    pub fn is_complete(&self, period: usize) -> bool {
        self.start(period) >= self.covered.from && self.starts.get(period + 1).is_some_and(|&next| next <= self.covered.to)
    }

    /// `2024-02-29`, `2024-W09`, `2024-02`, `2024-Q1`; of so many days the first of them.
    pub fn label(&self, period: usize) -> String {
        let start = self.start(period);
        match self.unit {
            Unit::Day | Unit::Days => iso_day(start),
            Unit::Week => Period::Week.name(start),
            Unit::Month => Period::Month.name(start),
            Unit::Quarter => Period::Quarter.name(start),
        }
    }
}

/// The same day of the month so many months before, or the last day of that month where it is shorter: one month before
/// 31 March is 29 February in a leap year.
///
/// # Errors
/// [`ErrorKind::Span`] where the calendar does not reach the day.
pub(super) fn months_before(day: i32, months: u32) -> Result<i32> {
    let earlier = date_of(day).and_then(|date| date.checked_sub_months(Months::new(months)));
    earlier.and_then(|date| day_of(date.year(), date.month(), date.day())).ok_or_else(|| ErrorKind::Span.into())
}

/// A day as ISO 8601.
///
/// # Errors
/// [`ErrorKind::Span`] where the calendar does not reach it.
pub(super) fn iso(day: i32) -> Result<String> {
    Some(iso_day(day)).filter(|text| !text.is_empty()).ok_or_else(|| ErrorKind::Span.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::date::parse_day;
    use proptest::prelude::*;

    fn day(text: &str) -> i32 {
        parse_day(text).unwrap()
    }

    fn calendar(unit: Unit, first: &str, end: &str) -> Calendar {
        Calendar::new(unit, 10, day(first), day(end)).ok().unwrap()
    }

    fn labels(calendar: &Calendar) -> Vec<String> {
        (0..calendar.len()).map(|period| calendar.label(period)).collect()
    }

    #[test]
    fn periods_are_named_as_people_name_them() {
        assert_eq!(labels(&calendar(Unit::Month, "2023-12-31", "2024-03-01")), ["2023-12", "2024-01", "2024-02"]);
        assert_eq!(labels(&calendar(Unit::Quarter, "2023-12-31", "2024-04-02")), ["2023-Q4", "2024-Q1", "2024-Q2"]);
        // 2024-12-30 is a Monday and belongs to the first week of 2025.
        assert_eq!(labels(&calendar(Unit::Week, "2024-12-29", "2025-01-06")), ["2024-W52", "2025-W01"]);
        assert_eq!(labels(&calendar(Unit::Day, "2024-02-28", "2024-03-02")), ["2024-02-28", "2024-02-29", "2024-03-01"]);
        assert_eq!(labels(&calendar(Unit::Days, "2024-01-01", "2024-01-22")), ["2023-12-23", "2024-01-02", "2024-01-12"]);
    }

    #[test]
    fn the_last_period_is_complete_when_the_reference_date_is_behind_it() {
        let month = |end: &str| calendar(Unit::Month, "2024-01-05", end);
        assert!(month("2024-03-01").is_complete(1) && !month("2024-02-29").is_complete(1));
        assert!(calendar(Unit::Week, "2024-01-01", "2024-01-08").is_complete(0));
        assert!(!calendar(Unit::Days, "2024-01-01", "2024-01-05").is_complete(0));
        assert!(calendar(Unit::Days, "2024-01-01", "2024-01-11").is_complete(0));
    }

    #[test]
    fn the_first_period_is_complete_when_the_data_begin_with_it() {
        let month = |first: &str| calendar(Unit::Month, first, "2024-04-01");
        let covered = |from: &str, to: &str| Covered { from: day(from), to: day(to) };
        assert!(month("2024-01-01").is_complete(0) && !month("2024-01-28").is_complete(0));
        assert!(month("2024-01-28").is_complete(1) && month("2024-01-28").is_complete(2));
        assert!(month("2024-01-28").covering(covered("2023-12-30", "2024-04-01")).is_complete(0));
        assert!(!month("2024-01-01").covering(covered("2024-02-02", "2024-04-01")).is_complete(1));
        assert!(!month("2024-01-01").covering(covered("2024-01-01", "2024-03-31")).is_complete(2));
    }

    #[test]
    fn months_end_where_they_end() {
        for (from, months, to) in [
            ("2024-03-31", 1, "2024-02-29"),
            ("2023-03-31", 1, "2023-02-28"),
            ("2024-05-31", 3, "2024-02-29"),
            ("2024-01-31", 1, "2023-12-31"),
            ("2024-03-30", 13, "2023-02-28"),
        ] {
            assert_eq!(months_before(day(from), months).ok(), Some(day(to)), "{from}");
        }
        assert!(months_before(i32::MIN, 1).is_err());
    }

    #[test]
    fn days_beyond_the_calendar_are_refused() {
        for (first, end) in [(i32::MIN, 0), (0, i32::MAX), (5, 5), (-800_000, -799_990), (2_932_890, 2_932_900)] {
            assert!(Calendar::new(Unit::Month, 1, first, end).is_err(), "{first}");
        }
        assert!(iso(i32::MAX).is_err());
    }

    proptest! {
        #[test]
        fn every_day_lies_in_its_period(unit in prop::sample::select(vec![Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Days]),
            length in 1_u32..50, first in -30_000..30_000, span in 1..900) {
            let calendar = Calendar::new(unit, length, first, first + span).ok().unwrap();
            for day in first..first + span {
                let period = calendar.period(day);
                prop_assert!(calendar.start(period) <= day && day < calendar.starts[period + 1]);
            }
            prop_assert!(calendar.starts.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert_eq!(calendar.period(first), 0);
            prop_assert_eq!(calendar.period(first + span - 1), calendar.len() - 1);
        }
    }
}
