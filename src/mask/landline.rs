//! Telephone numbers other than mobile ones of mainland China: landlines with an area code, and international ones (E.164).

use super::compact::{Compact, all_digits};
use crate::fields::half_width;

/// Length of the area code with which these digits begin: `010`, `02x`, or `03xx` to `09xx`.
pub(super) fn area_code(digits: &[u8]) -> Option<usize> {
    match digits {
        [b'0', b'1', b'0', ..] => Some(3),
        [b'0', b'2', third, ..] => (*third != b'6').then_some(3),
        [b'0', b'3'..=b'9', ..] => Some(4),
        _ => None,
    }
}

/// Digits of the area code and of the subscriber: seven or eight.
fn subscriber(digits: &[u8]) -> Option<(usize, usize)> {
    let area = area_code(digits)?;
    let rest = digits.get(area..)?;
    let fits = (7..=8).contains(&rest.len()) && all_digits(digits);
    fits.then_some((area, rest.len()))
}

/// Whether this is a landline number of mainland China, an extension behind `转`, `#` or `ext` left out.
pub(super) fn is_landline(compact: &Compact) -> bool {
    subscriber(compact.as_bytes()).is_some()
}

/// Whether this is an international number: `+` and 7 to 15 digits.
pub(super) fn is_international(compact: &Compact) -> bool {
    matches!(compact.as_bytes(), [b'+', b'1'..=b'9', rest @ ..] if (6..=14).contains(&rest.len()) && all_digits(rest))
}

/// A number without its extension and without brackets, in one form.
pub(super) fn compact(text: &str) -> Option<Compact> {
    let end = text.find(['转', '#', '轉', 'e', 'E', 'x', 'X']).unwrap_or(text.len());
    let bare: String = text.get(..end)?.chars().map(half_width).filter(|c| !matches!(c, '(' | ')')).collect();
    if bare.contains('.') { None } else { Compact::new(&bare) }
}

/// `0755-****5678`, `+141****00`; `None` for what is no such number.
pub(super) fn mask(text: &str) -> Option<String> {
    let compact = compact(text)?;
    let number = compact.as_str();
    if let Some((area, rest)) = subscriber(number.as_bytes()) {
        return Some(format!("{}-****{}", number.get(..area)?, number.get(number.len() - (rest - 4)..)?));
    }
    if !is_international(&compact) {
        return None;
    }
    // The sign and the code of the country, and no more than half of the digits.
    let back = (number.len() / 2).saturating_sub(4).min(4);
    Some(format!("{}****{}", number.get(..4)?, number.get(number.len() - back..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn landlines_and_foreign_numbers() {
        for (text, masked) in [
            ("0755-12345678", Some("0755-****5678")),
            ("0755-82345678", Some("0755-****5678")),
            ("(010)88886666", Some("010-****6666")),
            ("0371-6234567转12", Some("0371-****567")),
            ("021 6234 5678 ext 9", Some("021-****5678")),
            ("+1 (415) 555-0100", Some("+141****00")),
            ("+86 755 8234 5678", Some("+867****678")),
            ("00012345678", None),
            ("13800138000", None),
            ("1.5", None),
        ] {
            assert_eq!(mask(text).as_deref(), masked, "{text}");
        }
    }
}
