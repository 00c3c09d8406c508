//! Text → wall time in seconds since 1970-01-01 00:00, by integer arithmetic on the proleptic Gregorian calendar.
//!
//! A time is kept as written; only a value that names a zone is moved, to China Standard Time (+08:00).

use super::number::half_width;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Seconds of a day.
pub const DAY: i64 = 86_400;
/// China Standard Time, the zone in which days begin and end.
const ZONE: i64 = 8 * 3_600;

/// Order of day and month where the year does not come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum DateOrder {
    /// Month before day (`12/31/2024`).
    #[default]
    MonthFirst,
    /// Day before month (`31/12/2024`).
    DayFirst,
}

/// Days since 1970-01-01 of a civil date; `None` if there is no such day or the year is outside 1–9999.
#[must_use]
pub fn day_of(year: i32, month: u32, day: u32) -> Option<i32> {
    if !(1..=9999).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, day).map(|d| d.num_days_from_ce() - EPOCH_FROM_CE)
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
    let date = day.checked_add(EPOCH_FROM_CE).and_then(NaiveDate::from_num_days_from_ce_opt);
    // By hand: chrono's formatter of patterns alone is 14 kB of the module.
    date.map(|d| format!("{:04}-{:02}-{:02}", d.year(), d.month(), d.day())).unwrap_or_default()
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

const EPOCH_FROM_CE: i32 = 719_163;

/// Reads the times of one column, remembering the last day it converted.
#[derive(Clone, Debug, Default)]
pub struct Times {
    order: DateOrder,
    last: [u8; 10],
    last_seconds: i64,
}

impl Times {
    /// A reader for a column whose short forms have this order.
    #[must_use]
    pub fn new(order: DateOrder) -> Self {
        Self { order, ..Self::default() }
    }

    /// Seconds of wall time in a cell; `None` if the cell is no date.
    #[inline]
    pub fn read(&mut self, cell: &[u8]) -> Option<i64> {
        match self.iso(cell) {
            Some(seconds) => Some(seconds),
            None => general(cell, self.order),
        }
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

/// Every other form: parts set apart by `-/.年月日`, blanks or `T`; unpadded; `20240315`; 上午/下午, AM/PM; a zone.
fn general(cell: &[u8], order: DateOrder) -> Option<i64> {
    if cell.len() > 64 {
        return None;
    }
    let text: String = std::str::from_utf8(cell).ok()?.chars().map(half_width).collect();
    let mut text = text.trim();
    let mut zone = None;
    if let Some(rest) = text.strip_suffix(['Z', 'z']) {
        (zone, text) = (Some(0), rest);
    } else if let Some((rest, offset)) = split_zone(text) {
        (zone, text) = (Some(offset), rest);
    }
    let (days, rest) = date_part(text, order)?;
    let clock = clock_part(rest.trim_start_matches('T').trim())?;
    let seconds = i64::from(days) * DAY + clock;
    Some(zone.map_or(seconds, |z| seconds - z + ZONE))
}

/// `+08:00`, `-0500`, behind a clock.
fn split_zone(text: &str) -> Option<(&str, i64)> {
    let at = text.rfind(['+', '-'])?;
    let (head, zone) = text.split_at_checked(at)?;
    if !head.contains(':') {
        return None;
    }
    let digits: Vec<u32> = zone.chars().filter_map(|c| c.to_digit(10)).collect();
    let &[a, b, c, d] = digits.as_slice() else { return None };
    if zone.chars().skip(1).any(|c| !c.is_ascii_digit() && c != ':') {
        return None;
    }
    let offset = i64::from((a * 10 + b) * 3600 + (c * 10 + d) * 60);
    Some((head, if zone.starts_with('-') { -offset } else { offset }))
}

fn date_part(text: &str, order: DateOrder) -> Option<(i32, &str)> {
    let (first, width, rest) = digits(text)?;
    if width == 8 || width == 14 {
        let (head, tail) = text.split_at_checked(8)?;
        let n: u32 = head.parse().ok()?;
        return Some((day_of((n / 10_000) as i32, n / 100 % 100, n % 100)?, tail));
    }
    let (mark, rest) = separator(rest)?;
    let (second, _, rest) = digits(rest)?;
    let (mark2, rest) = separator(rest)?;
    if mark != mark2 && !(mark == '年' && mark2 == '月') {
        return None;
    }
    let (third, third_width, rest) = digits(rest)?;
    let rest = rest.strip_prefix('日').or_else(|| rest.strip_prefix('号')).unwrap_or(rest);
    let (year, month, day) = if width == 4 {
        (first, second, third)
    } else if third_width == 4 && mark != '年' {
        match order {
            DateOrder::MonthFirst => (third, first, second),
            DateOrder::DayFirst => (third, second, first),
        }
    } else {
        return None;
    };
    Some((day_of(year as i32, month, day)?, rest))
}

fn digits(text: &str) -> Option<(u32, usize, &str)> {
    let width = text.bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = text.split_at_checked(width)?;
    if width == 14 {
        return Some((0, width, rest));
    }
    Some((head.parse().ok().filter(|_| width <= 8)?, width, rest))
}

fn separator(text: &str) -> Option<(char, &str)> {
    let mark = text.chars().next().filter(|c| matches!(c, '-' | '/' | '.' | '年' | '月'))?;
    Some((mark, text.get(mark.len_utf8()..)?.trim_start()))
}

/// `H:MM`, `HH:MM:SS.fff`, `上午9:05`, `9:05 PM`, `14时05分09秒`, `140509`; nothing is midnight.
fn clock_part(text: &str) -> Option<i64> {
    if text.is_empty() {
        return Some(0);
    }
    let lower = text.to_ascii_lowercase();
    let (mut text, mut half) = (lower.as_str(), None);
    for (word, pm) in [
        ("上午", false),
        ("凌晨", false),
        ("早上", false),
        ("中午", true),
        ("下午", true),
        ("晚上", true),
        ("am", false),
        ("pm", true),
    ] {
        if let Some(rest) = text.strip_prefix(word).or_else(|| text.strip_suffix(word)) {
            (text, half) = (rest.trim(), Some(pm));
            break;
        }
    }
    let plain = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    let mut parts = [0_u32; 3];
    let mut count = 0;
    if plain {
        let n: u32 = text.parse().ok()?;
        (parts, count) = ([n / 10_000, n / 100 % 100, n % 100], 3);
    } else {
        let text = text.trim_end_matches(['秒', '分']);
        for (slot, part) in parts.iter_mut().zip(text.split([':', '时', '点', '分'])) {
            let part = if count == 2 { part.split('.').next()? } else { part };
            *slot = part.parse().ok().filter(|_| (1..=2).contains(&part.len()))?;
            count += 1;
        }
        if text.split([':', '时', '点', '分']).count() != count {
            return None;
        }
    }
    let [mut hour, minute, second] = parts;
    match half {
        Some(true) if (1..12).contains(&hour) => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    // 24:00 is the next day's midnight; a leap second counts as the second before it.
    if count < 2 || minute > 59 || second > 60 || hour > 24 || (hour == 24 && (minute, second) != (0, 0)) {
        return None;
    }
    Some(i64::from(hour * 3600 + minute * 60 + second.min(59)))
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
