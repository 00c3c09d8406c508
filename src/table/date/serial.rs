//! Numbers without any mark as times: the days of a spreadsheet, counts from 1970, and months, by integer arithmetic.

use super::zone::wall_time;
use super::{DAY, within_years};
use crate::table::BareTime;

/// Day 0 of the two systems of spreadsheets, in days since 1970-01-01. That of 1900 holds from 1 March 1900 on: before it,
/// the 29 February that the system made up is missing.
const ZERO_1900: i64 = -25_569;
const ZERO_1904: i64 = -24_107;
/// Serial number of 29 February 1900.
const PHANTOM: i64 = 60;

/// Wall time of a bare number; `None` if it is none or lies outside the years 1–9999.
pub(super) fn read(text: &str, bare: BareTime) -> Option<i64> {
    if bare == BareTime::Months {
        return super::month::month(text).map(|month| month.seconds);
    }
    let (whole, fraction, scale) = number(text)?;
    let seconds = match bare {
        BareTime::Nothing | BareTime::Months | BareTime::Minguo => return None,
        BareTime::Serial1900 | BareTime::Serial1904 => {
            // To the nearest second; a day has 86400 · 10^scale parts, which i128 holds for any scale here.
            let parts = i128::from(fraction) * i128::from(DAY);
            let clock = i64::try_from((parts * 2 + scale) / (scale * 2)).ok()?;
            let day = match bare {
                BareTime::Serial1904 => whole + ZERO_1904,
                _ if whole == PHANTOM || whole == 0 => return None,
                _ if whole < PHANTOM => whole + ZERO_1900 + 1,
                _ => whole + ZERO_1900,
            };
            day.checked_mul(DAY)?.checked_add(clock)?
        }
        BareTime::Seconds => wall_time(whole),
        BareTime::Milliseconds => wall_time(whole / 1000),
        BareTime::Microseconds => wall_time(whole / 1_000_000),
    };
    within_years(seconds)
}

/// Whether a bare number is the day that only the system of 1900 has.
pub(super) fn is_phantom(text: &str, bare: BareTime) -> bool {
    bare == BareTime::Serial1900 && number(text).is_some_and(|(whole, ..)| whole == PHANTOM)
}

/// Wall time of a workbook's date cell: days since 1900 or, where the workbook says so, 1904. `None` for serial number 60,
/// a day that never was, for 0 of the system of 1900, and outside the years 1–9999.
///
/// ```
/// use insitu::table::date::{seconds_of_serial, time_text};
/// assert_eq!(seconds_of_serial(45_356.5, false).map(time_text).as_deref(), Some("2024-03-05 12:00:00"));
/// assert_eq!(seconds_of_serial(43_894.0, true).map(time_text).as_deref(), Some("2024-03-05"));
/// assert_eq!(seconds_of_serial(60.0, false), None);
/// ```
#[must_use]
pub fn seconds_of_serial(serial: f64, is_1904: bool) -> Option<i64> {
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    // The shortest decimal that is this number is what the cell holds; from there on all is whole numbers.
    read(&format!("{serial}"), if is_1904 { BareTime::Serial1904 } else { BareTime::Serial1900 })
}

/// Whole part, decimals and their power of ten of at most 16 digits with at most 12 decimals (the rest is cut off).
fn number(text: &str) -> Option<(i64, i64, i128)> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let are_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 16 || !are_digits(whole) || !are_digits(decimals) {
        return None;
    }
    let decimals = decimals.get(..12).unwrap_or(decimals);
    let fraction = if decimals.is_empty() { 0 } else { decimals.parse().ok()? };
    Some((whole.parse().ok()?, fraction, 10_i128.pow(decimals.len() as u32)))
}
