//! Every written form of a date with or without a time of day, Chinese and English.

use super::clock::{Clock, clock, hour, zone};
use super::cursor::Cursor;
use super::zone::wall_time;
use super::{DAY, DateOrder, day_of, within_years};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LONG_MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const DAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const SHORT_DAYS: &[&str] = &["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"];
const WEEK: &[&str] = &["星期", "礼拜", "周"];
const WEEK_DAYS: &[&str] = &["一", "二", "三", "四", "五", "六", "日", "天"];
/// In brackets behind a date: `(火)`.
const JAPANESE_DAYS: &[&str] = &["月", "火", "水", "木", "金", "土", "日"];
/// Eras and the year before their first.
const ERAS: &[(&str, u32)] = &[("公元", 0), ("民国", 1911), ("民國", 1911), ("令和", 2018), ("平成", 1988), ("昭和", 1925)];
/// The letters of Japanese eras, which codes begin with, too.
const LETTERS: &[(&str, u32)] = &[("r", 2018), ("h", 1988), ("s", 1925)];

/// A date as written: a day, or three numbers whose order the column decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Date {
    Day(i32),
    Short(Short),
}

/// `a/b/c`, the year of two or four digits at the end (or, with two, at the start).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Short {
    parts: [u32; 3],
    is_long: bool,
    /// The mark between the parts.
    pub(crate) mark: char,
    /// A year of two digits and a part of one: as likely a version or a code.
    pub(crate) is_loose: bool,
}

/// A date with its time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    date: Date,
    clock: i64,
    zone: Option<i64>,
    /// It was a leap second.
    pub(crate) leap: bool,
    /// Nothing but digits.
    pub(crate) is_compact: bool,
    /// The letter of an era begins it: as likely a code.
    pub(crate) is_loose: bool,
}

impl Moment {
    /// The moment that a folded text names.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let may = |b: u8| b.is_ascii_digit() || b >= 0x80;
        if text.len() < 6 || !text.bytes().any(may) {
            return None;
        }
        let mut c = Cursor::new(text);
        if weekday(&mut c) {
            c.skip(&[' ', ',', '.']);
        }
        let is_compact = text.bytes().all(|b| b.is_ascii_digit());
        let is_loose = matches!(c.rest.as_bytes(), [b'r' | b'h' | b's', b'0'..=b'9', ..]);
        let mut date = written_date(&mut c)?;
        let mut found = Clock { seconds: 0, leap: false };
        let mut zone_of = None;
        weekday(&mut c);
        if !c.is_done() {
            between(&mut c, is_compact);
            // `2014-12-06 02`: event logs by the hour.
            let hour_alone = c.rest.len() == 2 && text.as_bytes().get(..4).is_some_and(|y| y.iter().all(u8::is_ascii_digit));
            found = if hour_alone && !is_compact { hour(&mut c)? } else { clock(&mut c)? };
            zone_of = zone(&mut c)?;
            c.skip(&[' ']);
            // `13:48~14:48`: a span is told by its start.
            if c.eat("~") || c.eat("至") {
                c.skip(&[' ']);
                clock(&mut c)?;
            }
            // `Tue Mar 5 14:05:09 CST 2024`
            if let Written::WithoutYear(month, day) = date {
                date = Written::Whole(Date::Day(day_of(long_year(&mut c)?, month, day)?));
            }
            weekday(&mut c);
        }
        let Written::Whole(date) = date else { return None };
        c.is_done().then_some(Self { date, clock: found.seconds, zone: zone_of, leap: found.leap, is_compact, is_loose })
    }

    /// Seconds of wall time in that order of day and month; `None` if there is no such day.
    pub(crate) fn seconds(&self, order: DateOrder) -> Option<i64> {
        let day = match self.date {
            Date::Day(day) => day,
            Date::Short(short) => short.day(order)?,
        };
        let wall = i64::from(day) * DAY + self.clock;
        within_years(self.zone.map_or(wall, |ahead| wall_time(wall - ahead)))
    }

    /// The three numbers whose order is open.
    pub(crate) fn short(&self) -> Option<Short> {
        if let Date::Short(short) = self.date { Some(short) } else { None }
    }
}

impl Short {
    fn day(self, order: DateOrder) -> Option<i32> {
        let [a, b, c] = self.parts;
        let (year, month, day) = match order {
            DateOrder::YearFirst if !self.is_long => (a, b, c),
            DateOrder::DayFirst => (c, b, a),
            _ => (c, a, b),
        };
        day_of(if self.is_long { year } else { whole_year(year) } as i32, month, day)
    }
}

/// What stands where a date begins.
enum Written {
    Whole(Date),
    /// Month and day.
    WithoutYear(u32, u32),
}

/// 69–99 are of the last century, as everywhere that reads `%y`.
pub(super) fn whole_year(year: u32) -> u32 {
    if year >= 69 { 1900 + year } else { 2000 + year }
}

fn long_year(c: &mut Cursor<'_>) -> Option<i32> {
    c.number(4).filter(|(_, width)| *width == 4).map(|(year, _)| year as i32)
}

/// Steps over a day of the week and what sets it apart.
fn weekday(c: &mut Cursor<'_>) -> bool {
    let mut at = *c;
    at.skip(&[' ', ',', '(']);
    let in_brackets = c.rest.starts_with('(');
    let found = if in_brackets && at.eat_any(JAPANESE_DAYS).is_some() {
        true
    } else if at.eat_any(WEEK).is_some() {
        at.eat_any(WEEK_DAYS).is_some()
    } else {
        let word = at.word();
        DAYS.contains(&word) || SHORT_DAYS.contains(&word)
    };
    if found {
        at.eat(")");
        *c = at;
    }
    found
}

/// What may stand between a date and its time of day.
fn between(c: &mut Cursor<'_>, is_compact: bool) {
    if is_compact {
        return;
    }
    if c.eat(":") || c.eat("_") {
        return;
    }
    c.skip(&[' ', ',']);
    let mut at = *c;
    if at.eat("t") && at.next_is_digit() {
        *c = at;
    } else if at.eat("at ") || at.eat("- ") {
        c.rest = at.rest;
        c.skip(&[' ']);
    }
}

pub(super) fn month_word(c: &mut Cursor<'_>) -> Option<u32> {
    let mut at = *c;
    let word = at.word();
    let of = |list: &[&str]| list.iter().position(|m| *m == word);
    let found = of(&MONTHS).or_else(|| of(&LONG_MONTHS)).or_else(|| (word == "sept").then_some(8))?;
    *c = at;
    c.eat(".");
    Some(found as u32 + 1)
}

fn gap(c: &mut Cursor<'_>) {
    c.skip(&[' ', ',', '-', '/', '.']);
}

fn ordinal(c: &mut Cursor<'_>) {
    c.eat_any(&["st", "nd", "rd", "th"]);
}

/// A year of two or four digits.
fn any_year(c: &mut Cursor<'_>) -> Option<i32> {
    c.eat("'");
    match c.number(4)? {
        (year, 4) => Some(year as i32),
        (year, 2) => Some(whole_year(year) as i32),
        _ => None,
    }
}

fn written_date(c: &mut Cursor<'_>) -> Option<Written> {
    let whole = |year, month, day| day_of(year, month, day).map(|d| Written::Whole(Date::Day(d)));
    if let Some(before) = era(c) {
        let (year, _) = c.number(4)?;
        let (month, day) = if unit(c, "年") { han_month_and_day(c)? } else { marked_month_and_day(c)? };
        return whole((year + before) as i32, month, day);
    }
    if let Some(month) = month_word(c) {
        gap(c);
        let (day, _) = c.number(2)?;
        ordinal(c);
        let mut at = *c;
        gap(&mut at);
        let year = any_year(&mut at);
        // `Mar 5 14:05:09 2024`: what follows is the clock.
        if year.is_none() || at.rest.starts_with(':') {
            return Some(Written::WithoutYear(month, day));
        }
        *c = at;
        return whole(year?, month, day);
    }
    if c.next_is_digit() {
        let mut at = *c;
        let digits = at.digits()?;
        if matches!(digits.len(), 8 | 12 | 14 | 17) {
            let (date, behind) = c.rest.split_at_checked(8)?;
            let n: u32 = date.parse().ok()?;
            c.rest = behind;
            if digits.len() == 17 {
                // Milliseconds.
                let (clock, _) = digits.get(8..)?.split_at_checked(6)?;
                c.rest = clock;
            } else if digits.len() == 8 && c.eat("-") && !c.next_is_digit() {
                return None;
            }
            return whole((n / 10_000) as i32, n / 100 % 100, n % 100);
        }
    }
    let (first, width) = c.number(4)?;
    if unit(c, "年") {
        let year = match width {
            4 => first,
            2 => whole_year(first),
            _ => return None,
        };
        let (month, day) = han_month_and_day(c)?;
        return whole(year as i32, month, day);
    }
    if width == 4 {
        let mark = separator(c)?;
        let month = match month_word(c) {
            Some(month) => month,
            None => c.number(2)?.0,
        };
        (separator(c)? == mark).then_some(())?;
        let (day, _) = c.number(2)?;
        if !c.eat("日") {
            c.eat("号");
        }
        return whole(first as i32, month, day);
    }
    (width <= 2).then_some(())?;
    let mut at = *c;
    ordinal(&mut at);
    gap(&mut at);
    at.eat("of ");
    if let Some(month) = month_word(&mut at) {
        gap(&mut at);
        let year = any_year(&mut at)?;
        *c = at;
        return whole(year, month, first);
    }
    let mark = separator(c).filter(|m| *m != ' ')?;
    let (second, second_width) = c.number(2)?;
    (separator(c)? == mark).then_some(())?;
    let (third, third_width) = c.number(4).filter(|(_, w)| matches!(w, 2 | 4))?;
    let is_long = third_width == 4;
    let is_loose = !is_long && (width < 2 || second_width < 2);
    Some(Written::Whole(Date::Short(Short { parts: [first, second, third], is_long, mark, is_loose })))
}

/// Steps over a unit, and blanks before it.
pub(super) fn unit(c: &mut Cursor<'_>, unit: &str) -> bool {
    let mut at = *c;
    at.skip(&[' ']);
    let found = at.eat(unit);
    if found {
        *c = at;
    }
    found
}

fn han_month_and_day(c: &mut Cursor<'_>) -> Option<(u32, u32)> {
    c.skip(&[' ']);
    let (month, _) = c.number(2)?;
    unit(c, "月").then_some(())?;
    c.skip(&[' ']);
    let (day, _) = c.number(2)?;
    if !unit(c, "日") {
        c.eat("号");
    }
    Some((month, day))
}

/// `.01.02` behind the year of an era.
fn marked_month_and_day(c: &mut Cursor<'_>) -> Option<(u32, u32)> {
    let mark = separator(c).filter(|m| *m != ' ')?;
    let (month, _) = c.number(2)?;
    (separator(c)? == mark).then_some(())?;
    Some((month, c.number(2)?.0))
}

/// Steps over an era and gives the year before its first.
pub(super) fn era(c: &mut Cursor<'_>) -> Option<u32> {
    let mut at = *c;
    let (_, before) = ERAS.iter().chain(LETTERS).find(|(era, _)| at.eat(era))?;
    // A letter stands directly before its year, unlike the one of a weekday or a month.
    let is_letter = at.rest.len() + 1 == c.rest.len();
    (!is_letter || at.next_is_digit()).then(|| *c = at)?;
    Some(*before)
}

/// A mark between the parts of a date, blanks behind it included.
fn separator(c: &mut Cursor<'_>) -> Option<char> {
    let mark = c.rest.chars().next().filter(|m| matches!(m, '-' | '/' | '.' | ' '))?;
    c.rest = c.rest.get(1..)?;
    c.skip(&[' ']);
    Some(mark)
}
