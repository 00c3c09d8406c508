//! Plain text of single values: numbers, dates, times, bytes.

use std::io::Write;

const DAY: i64 = 86_400;

/// Digits of a number with a point before the last `scale` of them.
pub fn decimal(digits: &str, scale: i8, out: &mut Vec<u8>) {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |d| ("-", d));
    out.extend_from_slice(sign.as_bytes());
    let scale = isize::from(scale);
    if scale <= 0 {
        out.extend_from_slice(digits.as_bytes());
        if digits != "0" {
            out.extend(std::iter::repeat_n(b'0', scale.unsigned_abs()));
        }
        return;
    }
    let scale = scale.unsigned_abs();
    let padded = format!("{digits:0>width$}", width = scale + 1);
    let (whole, part) = padded.split_at(padded.len() - scale);
    out.extend_from_slice(whole.as_bytes());
    out.push(b'.');
    out.extend_from_slice(part.as_bytes());
}

/// `YYYY-MM-DD` in the Gregorian calendar, any year; days count from 1970-01-01.
pub fn date(days: i64, out: &mut Vec<u8>) {
    // Eras of 400 years from 0000-03-01, so that leap days end a year.
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    let sign = if year < 0 { "-" } else { "" };
    put(out, format_args!("{sign}{:04}-{month:02}-{of_month:02}", year.abs()));
}

/// `HH:MM:SS`, with as many decimals as are needed; `ticks` of `per_second` since midnight.
pub fn time(ticks: i64, per_second: i64, out: &mut Vec<u8>) {
    let (seconds, part) = (ticks.div_euclid(per_second), ticks.rem_euclid(per_second));
    put(out, format_args!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
    fraction(part, per_second, out);
}

fn fraction(part: i64, per_second: i64, out: &mut Vec<u8>) {
    if part != 0 {
        let nanos = part * (1_000_000_000 / per_second);
        let text = format!(".{nanos:09}");
        out.extend_from_slice(text.trim_end_matches('0').as_bytes());
    }
}

/// A point in time, `YYYY-MM-DD HH:MM:SS`, or with `T` and `Z` where it is in universal time.
pub fn timestamp(ticks: i64, per_second: i64, universal: bool, out: &mut Vec<u8>) {
    let (seconds, part) = (ticks.div_euclid(per_second), ticks.rem_euclid(per_second));
    date(seconds.div_euclid(DAY), out);
    out.push(if universal { b'T' } else { b' ' });
    time(seconds.rem_euclid(DAY) * per_second + part, per_second, out);
    if universal {
        out.push(b'Z');
    }
}

/// Bytes: as text where they are text, else in hexadecimal.
pub fn bytes(bytes: &[u8], out: &mut Vec<u8>) {
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        out.extend_from_slice(bytes);
    } else {
        out.extend_from_slice(b"0x");
        bytes.iter().for_each(|b| put(out, format_args!("{b:02x}")));
    }
}

/// A string of JSON.
pub fn json_string(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for &byte in text {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0..0x20 => put(out, format_args!("\\u{byte:04x}")),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

/// Writes formatted text; memory takes all that is written.
pub fn put(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    let _written = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        let mut day = chrono::NaiveDate::from_ymd_opt(-5, 1, 1).unwrap();
        let epoch = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        while day < chrono::NaiveDate::from_ymd_opt(3_001, 1, 1).unwrap() {
            let days = (day - epoch).num_days();
            let (year, month, of_month) =
                (chrono::Datelike::year(&day), chrono::Datelike::month(&day), chrono::Datelike::day(&day));
            let sign = if year < 0 { "-" } else { "" };
            assert_eq!(text(|o| date(days, o)), format!("{sign}{:04}-{month:02}-{of_month:02}", year.abs()));
            day += chrono::Duration::days(13);
        }
    }

    #[test]
    fn times_keep_their_decimals() {
        assert_eq!(text(|o| timestamp(-1, 1_000, false, o)), "1969-12-31 23:59:59.999");
        assert_eq!(text(|o| timestamp(1_704_412_800_000_000_100, 1_000_000_000, true, o)), "2024-01-05T00:00:00.0000001Z");
        assert_eq!(text(|o| time(45_296_500, 1_000, o)), "12:34:56.5");
    }

    #[test]
    fn decimals_are_exact() {
        for (digits, scale, expected) in
            [("12345", 2, "123.45"), ("-5", 3, "-0.005"), ("0", 2, "0.00"), ("7", -2, "700"), ("0", -2, "0"), ("-12", 0, "-12")]
        {
            assert_eq!(text(|o| decimal(digits, scale, o)), expected);
        }
    }
}
