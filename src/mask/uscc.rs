//! Unified social credit codes (GB 32100): form, alphabet and check character.

use super::compact::Compact;

/// Digits and letters of the standard; their places are their values.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether this is a code of 18 characters: registrar and kind, six digits of a division, nine of an organisation, and
/// the check character of GB 32100-2015: 31 minus the sum of the values weighted by powers of 3, modulo 31.
pub(super) fn is_uscc(bytes: &[u8]) -> bool {
    let (Some(first), Some(division)) = (bytes.first(), bytes.get(2..8)) else { return false };
    if bytes.len() != 18 || !b"159Y".contains(first) || bytes.get(1) == Some(&b'0') || !division.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let (mut sum, mut weight, mut last) = (0, 1, 0);
    for (i, byte) in bytes.iter().enumerate() {
        let Some(value) = ALPHABET.iter().position(|a| a == byte) else { return false };
        if i < 17 {
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        last = value;
    }
    last == (31 - sum % 31) % 31
}

/// Whether this can be such a code, or a tax number of 15 to 20 digits and letters, below a header that says so.
pub(super) fn has_shape(compact: &Compact) -> bool {
    let bytes = compact.as_bytes();
    (15..=20).contains(&bytes.len()) && bytes.iter().filter(|b| b.is_ascii_digit()).count() >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_codes_and_broken_ones() {
        // Codes that companies publish of themselves; the first is the example of python-stdnum's documentation.
        for good in ["91110000600037341L", "91440300708461136T", "91350100M000100Y43"] {
            assert!(is_uscc(good.as_bytes()), "{good}");
        }
        for bad in
            ["91110000600037342L", "91110000600037341I", "A1110000600037341L", "9111000060003734L", "911100006000373411", ""]
        {
            assert!(!is_uscc(bad.as_bytes()), "{bad}");
        }
    }
}
