//! Long numbers that are names of things (cards, identity numbers, phones) and what spreadsheets make of them.

use super::LongNumbers;
use std::borrow::Cow;

/// Digits that a spreadsheet keeps.
const KEPT: usize = 15;

/// The cell as it is kept; `lost` counts those whose digits a spreadsheet has rounded, or whose mark against that is left out.
pub(crate) fn look<'a>(cell: &'a [u8], watch: LongNumbers, lost: &mut u64) -> Cow<'a, [u8]> {
    if watch == LongNumbers::Guarded {
        let value = super::unguarded(cell);
        *lost += u64::from(value.len() < cell.len());
        return Cow::Borrowed(value);
    }
    let exponent = exponent(cell);
    let damaged = exponent.is_some() || (watch == LongNumbers::Zeros && ends_in_zeros(cell));
    *lost += u64::from(damaged);
    match (watch, exponent) {
        (LongNumbers::Phone, Some(form)) => form.written_out().map_or(Cow::Borrowed(cell), Cow::Owned),
        _ => Cow::Borrowed(cell),
    }
}

/// `6.22202E+18`
pub(crate) struct Exponent<'a> {
    whole: u8,
    decimals: &'a [u8],
    power: usize,
}

/// The exponent form in which spreadsheets show long numbers; `None` for anything else.
pub(crate) fn exponent(cell: &[u8]) -> Option<Exponent<'_>> {
    memchr::memchr2(b'e', b'E', cell)?;
    let cell = cell.trim_ascii();
    let (digits, power) = cell.split_at_checked(memchr::memchr2(b'e', b'E', cell)?)?;
    let (&whole, decimals) = digits.split_first()?;
    let decimals = if decimals.is_empty() { decimals } else { decimals.strip_prefix(b".")? };
    let power = power.get(1..)?;
    let power = power.strip_prefix(b"+").unwrap_or(power);
    let are_digits = |d: &[u8]| d.iter().all(u8::is_ascii_digit);
    if !whole.is_ascii_digit() || !are_digits(decimals) || power.len() != 2 || !are_digits(power) {
        return None;
    }
    let power = power.iter().fold(0, |n, d| n * 10 + usize::from(d - b'0'));
    (power >= 6).then_some(Exponent { whole, decimals, power })
}

impl Exponent<'_> {
    /// All digits of a number as long as a phone number.
    fn written_out(&self) -> Option<Vec<u8>> {
        if self.power >= KEPT || self.decimals.len() > self.power {
            return None;
        }
        let mut digits = vec![self.whole];
        digits.extend_from_slice(self.decimals);
        digits.resize(self.power + 1, b'0');
        Some(digits)
    }
}

/// More than 15 digits, all behind the 15th zeros.
pub(crate) fn ends_in_zeros(cell: &[u8]) -> bool {
    let (digits, rest) = cell.split_at_checked(KEPT).unwrap_or((cell, b""));
    !rest.is_empty() && digits.iter().all(u8::is_ascii_digit) && rest.iter().all(|b| *b == b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(cell: &str) -> String {
        String::from_utf8(look(cell.as_bytes(), LongNumbers::Phone, &mut 0).into_owned()).unwrap()
    }

    #[test]
    fn phones_are_written_out() {
        assert_eq!(phone("1.38E+10"), "13800000000");
        assert_eq!(phone("1.3812345678E+10"), "13812345678");
        for other in ["13812345678", "1.38E+20", "1.381234567890E+10", "E+10", "1.3E+1", "a1E+10", "", "1.38E+10x"] {
            assert_eq!(phone(other), other);
        }
    }

    #[test]
    fn rounded_numbers_are_counted_and_kept() {
        let mut lost = 0;
        for cell in ["6.22202E+18", "622202123456789000", "6222021234567890123", "12345", "123456789012345"] {
            assert_eq!(&*look(cell.as_bytes(), LongNumbers::Zeros, &mut lost), cell.as_bytes());
        }
        assert_eq!(lost, 2);
    }
}
