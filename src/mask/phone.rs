//! Telephone numbers: mobile numbers of mainland China by rule, others where the header names them.

use super::compact::{Compact, all_digits};

/// The eleven digits of a mobile number of mainland China (`1`, `3` to `9`, nine more), its country code dropped.
pub(super) fn mobile(compact: &Compact) -> Option<&str> {
    let text = compact.as_str();
    let text = text.strip_prefix("+86").or_else(|| text.strip_prefix("0086")).unwrap_or(text);
    let text = if text.len() == 13 { text.strip_prefix("86").unwrap_or(text) } else { text };
    let bytes = text.as_bytes();
    let fits = bytes.len() == 11
        && bytes.first() == Some(&b'1')
        && bytes.get(1).is_some_and(|b| (b'3'..=b'9').contains(b))
        && all_digits(bytes);
    fits.then_some(text)
}

/// Anything that can be a telephone number below a header that says so: 5 to 20 digits and the usual signs.
pub(super) fn looks_like_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (5..=20).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " +-()（）#转*.xXext".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_mobile(text: &str) -> bool {
        Compact::new(text).is_some_and(|c| mobile(&c).is_some())
    }

    #[test]
    fn mobile_numbers_in_any_dress() {
        for text in
            ["13123456789", "+86 138 0013 8000", "0086-13800138000", "8613800138000", "1.3800138E+10", "１３８００１３８０００"]
        {
            assert!(is_mobile(text), "{text}");
        }
        for text in ["12345678901", "1380013800", "138001380001", "1700000000000", "23800138000", "A3800138000"] {
            assert!(!is_mobile(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_count_below_a_header() {
        assert!(looks_like_phone("0755-12345678转123") && looks_like_phone("+1 (415) 555-0100"));
        assert!(!looks_like_phone("N/A") && !looks_like_phone("call 12345678 tomorrow"));
    }
}
