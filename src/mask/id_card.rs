//! Numbers of identity cards (GB 11643): province, date of birth, check digit.

use super::compact::{Compact, all_digits};

/// Weights of GB 11643 (ISO 7064 MOD 11-2) for the first 17 digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// Check characters by remainder.
const CHECK: &[u8; 11] = b"10X98765432";

/// First two digits of GB/T 2260, and 83 for residents from Taiwan.
const PROVINCES: &[u8] = &[
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65,
    71, 81, 82, 83, 91,
];

/// Latest year of birth that is taken for real. The engine reads no clock, so this is a fixed year.
const LATEST_BIRTH: u32 = 2035;

/// Whether this is a number of 18 characters with a known province, a real date of birth and the right check digit.
pub(super) fn is_id_card(compact: &Compact) -> bool {
    let bytes = compact.as_bytes();
    let (Some(body), [.., last]) = (bytes.get(..17), bytes) else { return false };
    if bytes.len() != 18 || !all_digits(body) || !has_province(body) {
        return false;
    }
    let (year, month, day) = (number(body, 6, 4), number(body, 10, 2), number(body, 12, 2));
    (1900..=LATEST_BIRTH).contains(&year) && is_date(year, month, day) && check(body) == Some(*last)
}

/// Whether this is a number of the old form: 15 digits with a known province and a real date of birth, no check digit.
pub(super) fn is_old_id_card(compact: &Compact) -> bool {
    let bytes = compact.as_bytes();
    bytes.len() == 15
        && all_digits(bytes)
        && has_province(bytes)
        && is_date(1900 + number(bytes, 6, 2), number(bytes, 8, 2), number(bytes, 10, 2))
}

/// A number in its form of 18 characters: one of 15 digits is of somebody born in 19.. and gets its check digit.
pub(super) fn long_form(compact: &Compact) -> Option<String> {
    if is_id_card(compact) {
        return Some(compact.as_str().to_owned());
    }
    let short = Some(compact).filter(|c| is_old_id_card(c))?.as_str();
    let body = format!("{}19{}", short.get(..6)?, short.get(6..)?);
    let check = check(body.as_bytes())?;
    Some(format!("{body}{}", char::from(check)))
}

/// Whether this has the shape of an identity number: 15 digits, or 17 and a digit or X.
pub(super) fn has_shape(compact: &Compact) -> bool {
    let bytes = compact.as_bytes();
    match bytes {
        [body @ .., last] if bytes.len() == 18 => all_digits(body) && (last.is_ascii_digit() || *last == b'X'),
        _ => bytes.len() == 15 && all_digits(bytes),
    }
}

/// Year, month and day of birth in a number of either form.
pub(super) fn birth(compact: &Compact) -> Option<(u32, u32, u32)> {
    let bytes = compact.as_bytes();
    match bytes.len() {
        18 if is_id_card(compact) => Some((number(bytes, 6, 4), number(bytes, 10, 2), number(bytes, 12, 2))),
        15 if is_old_id_card(compact) => Some((1900 + number(bytes, 6, 2), number(bytes, 8, 2), number(bytes, 10, 2))),
        _ => None,
    }
}

fn check(body: &[u8]) -> Option<u8> {
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(&b, w)| u32::from(b - b'0') * w).sum();
    CHECK.get((sum % 11) as usize).copied()
}

fn has_province(digits: &[u8]) -> bool {
    PROVINCES.contains(&(number(digits, 0, 2) as u8))
}

fn number(digits: &[u8], from: usize, count: usize) -> u32 {
    digits.iter().skip(from).take(count).fold(0, |n, &b| n * 10 + u32::from(b.wrapping_sub(b'0')))
}

fn is_date(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_id(text: &str) -> bool {
        Compact::new(text).is_some_and(|c| is_id_card(&c))
    }

    #[test]
    fn province_date_and_check_digit_must_all_be_right() {
        assert!(is_id("11010519491231002X") && is_id("11010519491231002x") && is_id(" 110105 19491231 002X"));
        for wrong in
            ["110105194912310021", "01010519491231002X", "11010519491331002X", "11010519490229002X", "1101051949123100X", ""]
        {
            assert!(!is_id(wrong), "{wrong}");
        }
        assert!(Compact::new("431389760616601").is_some_and(|c| is_old_id_card(&c)));
        assert!(Compact::new("431389761316601").is_some_and(|c| !is_old_id_card(&c) && has_shape(&c)));
    }

    #[test]
    #[expect(
        clippy::print_stderr,
        clippy::disallowed_methods,
        reason = "reads a file where it is present and says when it is not"
    )]
    fn published_vectors() {
        let beside = || concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data").to_owned();
        let folder = std::env::var("INSITU_DATA").unwrap_or_else(|_| beside());
        let Ok(text) = std::fs::read_to_string(format!("{folder}/masking/cn_resident_id.json")) else {
            eprintln!("skipped: the shared vectors of identity numbers are not here");
            return;
        };
        let vectors: serde_json::Value = serde_json::from_str(&text).unwrap();
        let ids = |key: &str| -> Vec<String> {
            let list = vectors.get(key).unwrap().as_array().unwrap();
            list.iter().map(|v| v.as_str().or_else(|| v.get("id")?.as_str()).unwrap().to_owned()).collect()
        };
        assert!(ids("checksum_valid").iter().all(|id| is_id(id)));
        assert!(ids("invalid").iter().all(|id| !is_id(id)));
        assert!(ids("valid_15_digit").iter().all(|id| Compact::new(id).is_some_and(|c| is_old_id_card(&c))));
    }
}
