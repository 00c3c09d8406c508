//! Passports and travel permits: forms that prove little without a header, and the machine-readable line of a passport.

use super::compact::{Compact, all_digits};

/// Whether this has the form of a passport of mainland China (`E12345678`, `EA1234567`).
pub(super) fn is_passport(compact: &Compact) -> bool {
    match compact.as_bytes() {
        [b'E' | b'G' | b'D' | b'P' | b'S', b'A'..=b'Z', rest @ ..] => rest.len() == 7 && all_digits(rest),
        [b'E' | b'G' | b'D' | b'P' | b'S', rest @ ..] => (7..=8).contains(&rest.len()) && all_digits(rest),
        _ => false,
    }
}

/// Whether this has the form of a permit for Hong Kong, Macao or their residents (`H1234567800`), or of one for residents
/// of Taiwan (eight digits).
pub(super) fn is_permit(compact: &Compact) -> bool {
    match compact.as_bytes() {
        [b'C' | b'H' | b'M', rest @ ..] => (8..=10).contains(&rest.len()) && all_digits(rest),
        digits => digits.len() == 8 && all_digits(digits),
    }
}

/// Whether this can be the number of a passport of any country.
pub(super) fn has_shape(compact: &Compact) -> bool {
    let bytes = compact.as_bytes();
    (6..=12).contains(&bytes.len()) && bytes.iter().filter(|b| b.is_ascii_digit()).count() >= 5
}

/// Whether this is the second machine-readable line of a passport: 44 signs with the check digits of ICAO Doc 9303 for
/// number, birth and expiry.
pub(super) fn is_machine_readable(text: &str) -> bool {
    let line = text.as_bytes();
    line.len() == 44 && [(0, 9), (13, 19), (21, 27)].into_iter().all(|(from, to)| has_check(line, from, to))
}

fn has_check(line: &[u8], from: usize, to: usize) -> bool {
    let value = |b: u8| match b {
        b'0'..=b'9' => Some(u32::from(b - b'0')),
        b'A'..=b'Z' => Some(u32::from(b - b'A') + 10),
        b'<' => Some(0),
        _ => None,
    };
    let weighted = line.get(from..to).unwrap_or_default().iter().zip([7, 3, 1].into_iter().cycle());
    let sum = weighted.map(|(&b, weight)| value(b).map(|v| v * weight)).sum::<Option<u32>>();
    line.get(to).filter(|b| b.is_ascii_digit()).is_some_and(|&b| sum.is_some_and(|s| s % 10 == u32::from(b - b'0')))
}

/// `E****5678`; eight digits lose half of them. `None` for what is neither.
pub(super) fn mask(compact: &Compact) -> Option<String> {
    let text = compact.as_str();
    let front = usize::from(!text.starts_with(|c: char| c.is_ascii_digit()));
    let fits = is_passport(compact) || is_permit(compact);
    fits.then(|| Some(format!("{}****{}", text.get(..front)?, text.get(text.len() - 4..)?)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_for_travel() {
        let masked = |t: &str| Compact::new(t).and_then(|c| mask(&c));
        assert_eq!(masked("E12345678").as_deref(), Some("E****5678"));
        assert_eq!(masked("ea1234567").as_deref(), Some("E****4567"));
        assert_eq!(masked("H1234567800").as_deref(), Some("H****7800"));
        assert_eq!(masked("12345678").as_deref(), Some("****5678"));
        assert!(masked("A12345678").is_none() && masked("E123456").is_none());
        // The specimen of ICAO Doc 9303 part 4.
        assert!(is_machine_readable("L898902C36UTO7408122F1204159ZE184226B<<<<<10"));
        assert!(!is_machine_readable("L898902C46UTO7408122F1204159ZE184226B<<<<<10"));
    }
}
