//! Numbers of things (telephones, cards, identities) in one form, whatever a spreadsheet made of them.

use crate::fields::half_width;

const CAPACITY: usize = 32;

/// Letters, digits and a leading `+` of a cell, half-width, without spaces, `-` and `·`; the forms that spreadsheets
/// make of long numbers (`1.38E+10`, `13800138000.0`) written out.
pub(super) struct Compact {
    bytes: [u8; CAPACITY],
    length: usize,
}

impl Compact {
    /// `None` for text that is longer or holds anything else.
    pub(super) fn new(text: &str) -> Option<Self> {
        let mut compact = Self { bytes: [0; CAPACITY], length: 0 };
        let mut has_point = false;
        for c in text.chars().map(half_width) {
            match c {
                ' ' | '\t' | '-' | '·' => {}
                '.' => {
                    has_point = true;
                    compact.push(b'.')?;
                }
                '+' => compact.push(b'+')?,
                _ if c.is_ascii_alphanumeric() => compact.push(c.to_ascii_uppercase() as u8)?,
                _ => return None,
            }
        }
        if has_point { compact.written_out() } else { Some(compact) }
    }

    fn push(&mut self, byte: u8) -> Option<()> {
        *self.bytes.get_mut(self.length)? = byte;
        self.length += 1;
        Some(())
    }

    /// Digits with a point, and with an exponent if there is one, as a whole number.
    fn written_out(&self) -> Option<Self> {
        let text = self.as_str();
        let (mantissa, exponent) = match text.split_once('E') {
            Some((m, e)) => (m, e.strip_prefix('+').unwrap_or(e).parse::<usize>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.')?;
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut out = Self { bytes: [0; CAPACITY], length: 0 };
        let point = whole.len() + exponent;
        for (i, digit) in whole.bytes().chain(fraction.bytes()).enumerate() {
            if i < point {
                out.push(digit)?;
            } else if digit != b'0' {
                return None;
            }
        }
        while out.length < point {
            out.push(b'0')?;
        }
        Some(out)
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

/// Whether all bytes are digits and there is at least one.
pub(super) fn all_digits(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheet_forms_become_the_number() {
        let compact = |t: &str| Compact::new(t).map(|c| c.as_str().to_owned());
        for text in [
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "１３８００１３８０００",
            "13800138000.0",
            "1.3800138E+10",
            " 13800138000 ",
        ] {
            assert_eq!(compact(text).as_deref(), Some("13800138000"), "{text}");
        }
        assert_eq!(compact("1.38E+10").as_deref(), Some("13800000000"));
        assert_eq!(compact("44011320141005001x").as_deref(), Some("44011320141005001X"));
        assert_eq!(compact("1.5"), None);
        assert_eq!(compact("1.5E+99"), None);
        assert_eq!(compact("手机"), None);
        assert_eq!(compact(&"1".repeat(33)), None);
    }
}
