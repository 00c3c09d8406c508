//! Numbers of bank cards: length, issuer and the check digit of ISO/IEC 7812 (Luhn).

use super::compact::{Compact, all_digits};

/// Whether this is a card number: an issuer of `UnionPay`, Visa, Mastercard or American Express with a length that it
/// issues, and the right check digit.
pub(super) fn is_bank_card(compact: &Compact) -> bool {
    let bytes = compact.as_bytes();
    if !all_digits(bytes) {
        return false;
    }
    let prefix = bytes.iter().take(2).fold(0, |n, &b| n * 10 + u32::from(b - b'0'));
    let issued =
        matches!((prefix, bytes.len()), (62, 16..=19) | (40..=49, 13 | 16 | 19) | (51..=55 | 22..=27, 16) | (34 | 37, 15));
    issued && passes_luhn(bytes)
}

/// Whether this can be a card number below a header that says so: 12 to 19 digits.
pub(super) fn has_shape(compact: &Compact) -> bool {
    let bytes = compact.as_bytes();
    (12..=19).contains(&bytes.len()) && all_digits(bytes)
}

/// The check of ISO/IEC 7812-1 annex B over decimal digits.
pub(super) fn passes_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, &b)| {
            let digit = u32::from(b.wrapping_sub(b'0'));
            let doubled = digit * 2;
            if i % 2 == 0 { digit } else { doubled - if doubled > 9 { 9 } else { 0 } }
        })
        .sum();
    !digits.is_empty() && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_vectors() {
        // python-stdnum, tests/test_luhn.doctest (numbers only).
        for good in ["49927398716", "490154203237518", "1428572"] {
            assert!(passes_luhn(good.as_bytes()), "{good}");
        }
        assert!(!passes_luhn(b"4992739871") && !passes_luhn(b""));
    }

    #[test]
    fn issuer_length_and_check_digit_must_all_be_right() {
        let is_card = |t: &str| Compact::new(t).is_some_and(|c| is_bank_card(&c));
        for good in ["4012888888881881", "4012-8888-8888-1881", "4012 8888 8888 1881", "371449635398431", "5555555555554444"] {
            assert!(is_card(good), "{good}");
        }
        for bad in ["4012888888881882", "1748503543012", "0000000000000000", "40128888", "4012888888881881X", "6000000000000007"]
        {
            assert!(!is_card(bad), "{bad}");
        }
    }
}
