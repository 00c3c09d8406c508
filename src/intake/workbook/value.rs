//! Numbers, dates and times of cells as text, by integer arithmetic: no clock, no zone, no rounding but to the millisecond.

use super::super::stream::append;
use super::format::Shape;
use super::rows::Counts;
use std::io::Write;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// Serial of the day behind 9999-12-31 in the 1900 system, less one.
const LAST: i64 = 2_958_465;
/// Integers up to here are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Writes a number with the fewest digits that read back as the same number.
pub fn number(value: f64, out: &mut Vec<u8>, counts: &mut Counts) {
    let size = value.abs();
    // Writing to a vector cannot fail.
    let _ = if value == 0.0 {
        out.write_all(b"0")
    } else if size < EXACT && value.trunc() == value {
        write!(out, "{}", value as i64)
    } else if (1e-7..1e21).contains(&size) {
        write!(out, "{value}")
    } else {
        write!(out, "{value:E}")
    };
    if size >= 1e15 && value % 10.0 == 0.0 {
        counts.long_numbers += 1;
    }
}

/// Writes a number that the file holds as text. `false` if it is none; it is then written as it stands.
#[inline]
pub fn number_text(text: &[u8], out: &mut Vec<u8>, counts: &mut Counts) -> bool {
    let text = text.trim_ascii();
    if is_plain(text) {
        append(out, text);
        return true;
    }
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.len() > 15 && digits.first() != Some(&b'0') && digits.iter().all(u8::is_ascii_digit) {
        out.extend_from_slice(text);
        counts.long_numbers += u64::from(digits.get(15..).unwrap_or_default().iter().all(|d| *d == b'0'));
        return true;
    }
    let value = parse(text);
    match value {
        Some(value) => number(value, out, counts),
        None => out.extend_from_slice(text),
    }
    value.is_some()
}

/// A finite number in text.
#[must_use]
pub fn parse(text: &[u8]) -> Option<f64> {
    std::str::from_utf8(text).ok()?.trim().parse().ok().filter(|v: &f64| v.is_finite())
}

/// Whether a number is written the one short way: at most 15 digits, no needless zero.
#[inline]
fn is_plain(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let (mut point, mut last) = (false, 0);
    for (i, b) in digits.iter().enumerate() {
        match b {
            b'0'..=b'9' => {}
            b'.' if !point && i > 0 => point = true,
            _ => return false,
        }
        last = *b;
    }
    let start_fits = match digits {
        [b'0'] => text.len() == 1,
        [b'0', b'.', ..] => true,
        [first, ..] => first.is_ascii_digit() && *first != b'0',
        [] => false,
    };
    start_fits && digits.len() <= 15 + usize::from(point) && !(point && (last == b'0' || last == b'.'))
}

/// Writes a serial number as what it stands for.
pub fn serial(value: f64, shape: Shape, since_1904: bool, out: &mut Vec<u8>, counts: &mut Counts) {
    let last = if since_1904 { LAST - 1_462 } else { LAST };
    let Some(ms) = milliseconds(value).filter(|_| shape != Shape::Number) else { return number(value, out, counts) };
    let (day, clock) = (ms.div_euclid(DAY), ms.rem_euclid(DAY));
    let spans = match shape {
        Shape::Duration => true,
        // Sums of times lie a few days behind the epoch; a moment of a real day lies years behind it.
        Shape::Clock => day < 366,
        // Day 0 of the 1900 system is no day: such a cell shows its time alone.
        _ => day == 0 && !since_1904 && clock != 0,
    };
    if spans && ms >= 0 {
        let hours = ms / 3_600_000;
        let _ = write!(out, "{hours:02}");
        return minutes(clock, out);
    }
    if !(0..=last).contains(&day) || (day == 0 && !since_1904) {
        counts.strange_dates += 1;
        return number(value, out, counts);
    }
    if day == 60 && !since_1904 {
        counts.strange_dates += 1;
        out.extend_from_slice(b"1900-02-29");
    } else {
        civil(day - if since_1904 { 24_107 } else { 25_568 + i64::from(day > 60) }, out);
    }
    if shape != Shape::Date || clock != 0 {
        out.push(b' ');
        out.extend_from_slice(&two(clock / 3_600_000));
        minutes(clock, out);
    }
}

/// `:MM:SS` of a time of day, with milliseconds where there are some.
fn minutes(clock: i64, out: &mut Vec<u8>) {
    for part in [clock / 60_000 % 60, clock / 1_000 % 60] {
        out.push(b':');
        out.extend_from_slice(&two(part));
    }
    if clock % 1_000 != 0 {
        let _ = write!(out, ".{:03}", clock % 1_000);
    }
}

/// Days as milliseconds, to the nearest: mantissa and exponent are taken apart, so no step rounds but the last.
fn milliseconds(days: f64) -> Option<i64> {
    if !(-1e7..1e7).contains(&days) {
        return None;
    }
    let bits = days.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i32 - 1_075;
    let mantissa = i128::from(bits & ((1 << 52) - 1) | 1 << 52) * i128::from(DAY);
    if exponent < -126 {
        return Some(0);
    }
    // Below 1e7 the exponent is negative.
    let shift = (-exponent).max(1) as u32;
    let rounded = (mantissa + (1 << (shift - 1))) >> shift;
    let rounded = rounded as i64;
    Some(if days < 0.0 { -rounded } else { rounded })
}

/// The last two digits of a number.
fn two(n: i64) -> [u8; 2] {
    [b'0' + (n / 10 % 10) as u8, b'0' + (n % 10) as u8]
}

/// Writes `YYYY-MM-DD` of a day since 1970-01-01. Method: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
fn civil(day: i64, out: &mut Vec<u8>) {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let part = (5 * of_year + 2) / 153;
    let month = if part < 10 { part + 3 } else { part - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    for pair in [two(year / 100), two(year)] {
        out.extend_from_slice(&pair);
    }
    for pair in [two(month), two(of_year - (153 * part + 2) / 5 + 1)] {
        out.push(b'-');
        out.extend_from_slice(&pair);
    }
}

/// Writes a date or time in the form of ISO 8601 with a blank instead of `T`; a zone stays.
pub fn iso(text: &[u8], out: &mut Vec<u8>) {
    let text = text.trim_ascii();
    let text = match text {
        [head @ .., b'T', b'0', b'0', b':', b'0', b'0', b':', b'0', b'0'] if head.len() == 10 => head,
        text => text,
    };
    let start = out.len();
    out.extend_from_slice(text);
    if let Some(b) = out.get_mut(start + 10).filter(|b| **b == b'T') {
        *b = b' ';
    }
    // Fractions of nothing are no news.
    while out.len() > start + 20 && out.get(start + 19) == Some(&b'.') && out.last() == Some(&b'0') {
        out.pop();
    }
    if out.len() == start + 20 && out.last() == Some(&b'.') {
        out.pop();
    }
}

/// Writes a duration such as `PT10H09M08S` as hours, minutes and seconds; another text as it stands.
pub fn duration(text: &[u8], out: &mut Vec<u8>) {
    match duration_parts(text) {
        Some((sign, seconds, fraction)) => {
            let _ = write!(out, "{sign}{:02}:{:02}:{:02}{fraction}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
        }
        None => out.extend_from_slice(text),
    }
}

fn duration_parts(text: &[u8]) -> Option<(&str, u64, &str)> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => ("-", text),
        None => ("", text),
    };
    let mut rest = text.strip_prefix('P')?;
    let (mut seconds, mut fraction, mut time) = (0_u64, "", false);
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix('T') {
            (time, rest) = (true, behind);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')?;
        let (amount, behind) = rest.split_at_checked(end)?;
        let unit = behind.chars().next()?;
        rest = behind.get(1..)?;
        let whole = amount.split(['.', ',']).next()?;
        let scale = match (unit, time) {
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        if unit == 'S' && whole.len() < amount.len() {
            fraction = amount.get(whole.len()..)?.trim_end_matches(['0', '.', ',']);
        }
        seconds = whole.parse::<u64>().ok()?.checked_mul(scale)?.checked_add(seconds)?;
    }
    Some((sign, seconds, fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: f64, shape: Shape, since_1904: bool) -> String {
        let mut out = Vec::new();
        serial(value, shape, since_1904, &mut out, &mut Counts::default());
        String::from_utf8(out).unwrap()
    }

    fn text(digits: &str) -> (String, u64) {
        let (mut out, mut counts) = (Vec::new(), Counts::default());
        number_text(digits.as_bytes(), &mut out, &mut counts);
        (String::from_utf8(out).unwrap(), counts.long_numbers)
    }

    #[test]
    fn serials_of_both_systems() {
        for (serial, day) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (60.0, "1900-02-29"),
            (61.0, "1900-03-01"),
            (36_526.0, "2000-01-01"),
            (45_291.0, "2023-12-31"),
            (2_958_465.0, "9999-12-31"),
        ] {
            assert_eq!(of(serial, Shape::Date, false), day);
        }
        for (serial, day) in [
            (0.0, "1904-01-01"),
            (1.0, "1904-01-02"),
            (60.0, "1904-03-01"),
            (43_829.0, "2023-12-31"),
            (2_957_003.0, "9999-12-31"),
        ] {
            assert_eq!(of(serial, Shape::Date, true), day);
        }
        assert_eq!(
            [of(0.0, Shape::Date, false), of(-1.0, Shape::Date, true), of(2_958_466.0, Shape::Date, false)],
            ["0", "-1", "2958466"]
        );
    }

    #[test]
    fn every_second_of_a_day_reads_back() {
        for second in 0..86_400 {
            let value = 45_291.0 + f64::from(second) / 86_400.0;
            let clock = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
            assert_eq!(of(value, Shape::DateTime, false), format!("2023-12-31 {clock}"));
            assert_eq!(of(f64::from(second) / 86_400.0, Shape::Clock, true), clock);
        }
        assert_eq!(of(45_291.5, Shape::Date, false), "2023-12-31 12:00:00");
        assert_eq!(of(45_291.0, Shape::DateTime, false), "2023-12-31 00:00:00");
        assert_eq!(of(45_291.000_001_5, Shape::DateTime, false), "2023-12-31 00:00:00.130");
        assert_eq!(of(10.632_060_185_185_2, Shape::Duration, false), "255:10:10");
        assert_eq!(of(1.25, Shape::Clock, false), "30:00:00");
        assert_eq!(of(45_291.25, Shape::Clock, false), "2023-12-31 06:00:00");
    }

    #[test]
    fn days_agree_with_the_calendar() {
        for day in (-719_162..2_932_896).step_by(37) {
            let mut out = Vec::new();
            civil(day, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), crate::table::date::iso_day(day as i32));
        }
    }

    #[test]
    fn numbers_keep_their_digits_and_lose_their_noise() {
        for same in ["0", "1", "-1", "10", "0.5", "123456789012345", "9007199254740993", "-12.25", "123456789012345678"] {
            assert_eq!(text(same), (same.to_owned(), 0), "{same}");
        }
        for (stored, shown) in [
            ("1.0", "1"),
            ("1.50", "1.5"),
            ("-0", "0"),
            ("1E3", "1000"),
            ("007", "7"),
            (".5", "0.5"),
            ("0.10000000000000001", "0.1"),
            ("1e-9", "1E-9"),
            ("4.2e300", "4.2E300"),
            (" 5 ", "5"),
            ("x", "x"),
            ("1e999", "1e999"),
            ("NaN", "NaN"),
        ] {
            assert_eq!(text(stored).0, shown, "{stored}");
        }
        assert_eq!(text("6.22202123456789E+18"), ("6222021234567890000".to_owned(), 1));
        assert_eq!(text("6222021234567891234").1, 0);
        assert_eq!(text("622202123456789000").1, 1);
    }

    #[test]
    fn forms_of_iso() {
        let shown = |f: fn(&[u8], &mut Vec<u8>), text: &str| {
            let mut out = Vec::new();
            f(text.as_bytes(), &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(shown(iso, "2021-01-01T10:10:10"), "2021-01-01 10:10:10");
        assert_eq!(shown(iso, "2021-01-01T10:10:10.000"), "2021-01-01 10:10:10");
        assert_eq!(shown(iso, "2021-01-01T10:10:10.500"), "2021-01-01 10:10:10.5");
        assert_eq!(shown(iso, "2021-01-01T00:00:00"), "2021-01-01");
        assert_eq!(shown(iso, "2021-01-01T10:10:10Z"), "2021-01-01 10:10:10Z");
        assert_eq!(shown(iso, "10:10:10"), "10:10:10");
        assert_eq!(shown(duration, "PT10H09M08S"), "10:09:08");
        assert_eq!(shown(duration, "P1DT2H"), "26:00:00");
        assert_eq!(shown(duration, "-PT00H00M01.500S"), "-00:00:01.5");
        assert_eq!(shown(duration, "PXY"), "PXY");
    }
}
