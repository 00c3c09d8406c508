//! Text → wall time in seconds since 1970-01-01 00:00, by integer arithmetic on the proleptic Gregorian calendar.
//!
//! A time is kept as written; only a value that names a zone, or counts from an instant, is moved: to the wall time of China
//! ([`zone`]). The zone of the machine is never read.

mod clock;
mod cursor;
mod moment;
mod month;
#[cfg(feature = "engine")]
mod period;
mod serial;
mod zone;

pub(crate) use month::{is_minguo, month_of};
#[cfg(feature = "engine")]
pub use period::Period;
#[cfg(feature = "engine")]
pub(crate) use period::year_and_month;
pub use serial::seconds_of_serial;

use super::fold::Folded;
use super::{BareTime, Spec};
use chrono::{Datelike, NaiveDate};
#[cfg(feature = "engine")]
use cursor::Cursor;
use moment::Moment;
use serde::{Deserialize, Serialize};

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// Order of day and month where the year does not come first with four digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum DateOrder {
    /// Month before day (`12/31/2024`).
    #[default]
    MonthFirst,
    /// Day before month (`31/12/2024`).
    DayFirst,
    /// A year of two digits first (`24/12/31`); with a year of four digits at the end, as [`DateOrder::MonthFirst`].
    YearFirst,
}

/// Days since 1970-01-01 of a civil date; `None` if there is no such day or the year is outside 1–9999.
#[must_use]
pub fn day_of(year: i32, month: u32, day: u32) -> Option<i32> {
    if !(1..=9999).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, day).map(|d| d.num_days_from_ce() - EPOCH_FROM_CE)
}

/// The civil date of a day since 1970-01-01; `None` for one that the calendar does not reach.
pub(crate) fn date_of(day: i32) -> Option<NaiveDate> {
    day.checked_add(EPOCH_FROM_CE).and_then(NaiveDate::from_num_days_from_ce_opt)
}

/// Seconds since midnight of a time of day alone (`14:05`, `2:05 PM`, `下午2点半`); `None` for anything else.
#[cfg(feature = "engine")]
pub(crate) fn time_of_day(text: &str) -> Option<i64> {
    let folded = Folded::new(text.trim().as_bytes())?;
    let mut rest = Cursor::new(folded.text());
    rest.rest.contains([':', '时', '点']).then_some(())?;
    let clock = clock::clock(&mut rest)?;
    rest.is_done().then_some(clock.seconds.min(DAY - 1))
}

/// ISO form of a day since 1970-01-01, `YYYY-MM-DD`; empty for a day that the calendar does not reach.
///
/// ```
/// use insitu::table::date::{iso_day, parse_day};
/// assert_eq!(iso_day(13_513), "2006-12-31");
/// assert_eq!(parse_day("2006-12-31"), Some(13_513));
/// assert_eq!(parse_day("2006-02-30"), None);
/// ```
#[must_use]
pub fn iso_day(day: i32) -> String {
    // By hand: chrono's formatter of patterns alone is 14 kB of the module.
    date_of(day).map(|d| format!("{:04}-{:02}-{:02}", d.year(), d.month(), d.day())).unwrap_or_default()
}

/// Day since 1970-01-01 that an ISO date (`YYYY-MM-DD`, nothing else) names.
#[must_use]
pub fn parse_day(text: &str) -> Option<i32> {
    let seconds = Times::default().iso(text.as_bytes()).filter(|_| text.len() == 10 && text.as_bytes().get(4) == Some(&b'-'));
    seconds.map(civil_day)
}

/// Day since 1970-01-01 of a wall time.
#[must_use]
pub fn civil_day(seconds: i64) -> i32 {
    seconds.div_euclid(DAY).clamp(i32::MIN.into(), (i32::MAX - 1).into()) as i32
}

/// Wall time as people write it: `YYYY-MM-DD`, with `HH:MM:SS` behind a blank unless it is midnight.
#[must_use]
pub fn time_text(seconds: i64) -> String {
    let (day, rest) = (iso_day(civil_day(seconds)), seconds.rem_euclid(DAY));
    if rest == 0 { day } else { format!("{day} {:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60) }
}

/// Seconds in the years 1–9999; `None` outside them.
fn within_years(seconds: i64) -> Option<i64> {
    (-62_135_596_800..253_402_300_800).contains(&seconds).then_some(seconds)
}

const EPOCH_FROM_CE: i32 = 719_163;

/// Reads the times of one column, remembering the last day it converted.
#[derive(Clone, Debug, Default)]
pub struct Times {
    order: DateOrder,
    bare: BareTime,
    last: [u8; 10],
    last_seconds: i64,
    seen: Seen,
}

/// What a reader met that a person may want to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Leap seconds (`23:59:60`), read as the second before.
    pub leap_seconds: u64,
    /// Serial numbers of 29 February 1900, a day that only spreadsheets know: no times.
    pub phantom_days: u64,
    /// Cells that are no dates in the column's order of day and month, and are in another one.
    pub other_order: u64,
}

impl Times {
    /// A reader for a column whose short forms have this order and whose bare numbers are no times.
    #[must_use]
    pub fn new(order: DateOrder) -> Self {
        Self { order, ..Self::default() }
    }

    /// A reader for a column.
    #[must_use]
    pub fn of(spec: &Spec) -> Self {
        Self { order: spec.dates, bare: spec.bare, ..Self::default() }
    }

    /// Seconds of wall time in a cell; `None` if the cell is no date.
    #[inline]
    pub fn read(&mut self, cell: &[u8]) -> Option<i64> {
        match self.iso(cell) {
            Some(seconds) => Some(seconds),
            None => self.general(cell),
        }
    }

    /// What was met since the start.
    #[must_use]
    pub fn seen(&self) -> Seen {
        self.seen
    }

    fn general(&mut self, cell: &[u8]) -> Option<i64> {
        if cell.len() < 5 && self.bare == BareTime::Nothing {
            return None;
        }
        let folded = Folded::new(cell)?;
        let text = folded.text();
        // A year of two digits has its century from the column.
        if self.bare == BareTime::Minguo
            && let Some(seconds) = month::minguo(text)
        {
            return Some(seconds);
        }
        if let Some(moment) = Moment::read(text) {
            self.seen.leap_seconds += u64::from(moment.leap);
            let seconds = moment.seconds(self.order);
            let orders = [DateOrder::MonthFirst, DateOrder::DayFirst, DateOrder::YearFirst];
            if seconds.is_none() && orders.iter().any(|o| moment.seconds(*o).is_some()) {
                self.seen.other_order += 1;
            }
            return seconds;
        }
        let bare = serial::read(text, self.bare);
        self.seen.phantom_days += u64::from(bare.is_none() && serial::is_phantom(text, self.bare));
        bare
    }

    /// `YYYY-MM-DD`, alone or with `HH:MM:SS` behind a blank or `T`.
    #[inline]
    fn iso(&mut self, cell: &[u8]) -> Option<i64> {
        let date: &[u8; 10] = cell.first_chunk()?;
        let clock = match cell.len() {
            10 => 0,
            19 => clock(cell.get(10..)?)?,
            _ => return None,
        };
        if *date != self.last {
            let [a, b, c, d, s, e, f, t, g, h] = *date;
            if s != t || (s != b'-' && s != b'/') {
                return None;
            }
            let two = |x: u8, y: u8| pair(x, y);
            let year = two(a, b)? * 100 + two(c, d)?;
            let days = day_of(year as i32, two(e, f)?, two(g, h)?)?;
            self.last = *date;
            self.last_seconds = i64::from(days) * DAY;
        }
        Some(self.last_seconds + clock)
    }
}

/// What a cell is as a date, whatever the order of its column.
pub(crate) struct Form {
    /// The moment by each order, in seconds of wall time: month, day, year first.
    pub(crate) days: [Option<i64>; 3],
    /// Nothing but digits.
    pub(crate) is_compact: bool,
    /// As likely a version or a code.
    pub(crate) is_loose: bool,
    /// Points stand between its parts.
    pub(crate) by_point: bool,
}

/// The form of a cell; `None` if it is no date in any order.
pub(crate) fn form(cell: &[u8]) -> Option<Form> {
    if let Some(seconds) = Times::default().iso(cell) {
        return Some(Form { days: [Some(seconds); 3], is_compact: false, is_loose: false, by_point: false });
    }
    let folded = Folded::new(cell)?;
    let moment = Moment::read(folded.text())?;
    let short = moment.short();
    let form = Form {
        days: [DateOrder::MonthFirst, DateOrder::DayFirst, DateOrder::YearFirst].map(|order| moment.seconds(order)),
        is_compact: moment.is_compact,
        is_loose: moment.is_loose || short.is_some_and(|s| s.is_loose && s.mark != '/'),
        by_point: short.is_some_and(|s| s.mark == '.'),
    };
    form.days.iter().any(Option::is_some).then_some(form)
}

#[inline]
fn pair(x: u8, y: u8) -> Option<u32> {
    let (x, y) = (x.wrapping_sub(b'0'), y.wrapping_sub(b'0'));
    (x < 10 && y < 10).then_some(u32::from(x) * 10 + u32::from(y))
}

#[inline]
fn clock(text: &[u8]) -> Option<i64> {
    let &[sep, a, b, b':', c, d, b':', e, f] = text else { return None };
    let (hour, minute, second) = (pair(a, b)?, pair(c, d)?, pair(e, f)?);
    if (sep != b' ' && sep != b'T') || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some(i64::from(hour * 3600 + minute * 60 + second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        Times::default().read(text.as_bytes()).map(time_text)
    }

    #[test]
    fn forms_people_export() {
        for text in [
            "2024-03-05 14:05:09",
            "2024-03-05T14:05:09",
            "2024/03/05 14:05:09",
            "2024/3/5 14:05:09",
            "2024.3.5 14:05:09",
            "2024年3月5日 14:05:09",
            "2024年03月05日14时05分09秒",
            "20240305 14:05:09",
            "20240305140509",
            "3/5/2024 14:05:09",
            "03/05/2024 2:05:09 PM",
            "2024-03-05 下午2:05:09",
            "2024-03-05 14:05:09.123",
            "２０２４-03-05 14:05:09",
            "2024-03-05T06:05:09Z",
            "2024-03-05T14:05:09+08:00",
            "2024-03-05 01:05:09-0500",
        ] {
            assert_eq!(read(text).as_deref(), Some("2024-03-05 14:05:09"), "{text}");
        }
        for text in ["2024-03-05", "20240305", "2024年3月5日", "3/5/2024", "2024-03-05 00:00", "2024-03-04 24:00"] {
            assert_eq!(read(text).as_deref(), Some("2024-03-05"), "{text}");
        }
        assert_eq!(Times::new(DateOrder::DayFirst).read(b"5/3/2024").map(time_text).as_deref(), Some("2024-03-05"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2024-02-30",
            "2024-13-01",
            "0000-01-01",
            "20241301",
            "5",
            "2024",
            "12:00",
            "2024-03",
            "hello",
            "1.5",
            "2024-03-05 25:00",
            "2024-03-05x",
            "99999-01-01",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn days_print_back(day in -700_000_i32..2_900_000) {
            let text = iso_day(day);
            prop_assert_eq!(Times::default().read(text.as_bytes()), Some(i64::from(day) * DAY));
        }
    }
}
