//! Identifiers of devices and of accounts on platforms: IMEI, advertising identifiers, openid.

use super::bank_card::passes_luhn;
use super::compact::{Compact, all_digits};

/// Whether this is an IMEI: 15 digits that begin with the code of a reporting body (3GPP TS 23.003, GSMA TS.06) and pass
/// the check of Luhn.
pub(super) fn is_imei(compact: &Compact) -> bool {
    let bytes = compact.as_bytes();
    let body = matches!(bytes, [b'0', b'1', ..] | [b'3', b'5', ..] | [b'8', b'6', ..] | [b'9', b'1' | b'8' | b'9', ..]);
    bytes.len() == 15 && body && all_digits(bytes) && passes_luhn(bytes)
}

/// Whether this has the form of an identifier of a person at `WeChat`: `o` and 27 letters, digits, `-` or `_`, with capitals,
/// small letters and digits among them.
pub(super) fn is_openid(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 28
        && bytes.first() == Some(&b'o')
        && bytes.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        && bytes.iter().any(u8::is_ascii_uppercase)
        && bytes.iter().any(u8::is_ascii_digit)
}

/// Whether this is a UUID, as IDFA, OAID and GAID are, or 32 hexadecimal digits.
pub(super) fn is_uuid(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes.len() {
        36 => {
            bytes.iter().enumerate().all(|(i, b)| if matches!(i, 8 | 13 | 18 | 23) { *b == b'-' } else { b.is_ascii_hexdigit() })
        }
        16 | 32 => bytes.iter().all(u8::is_ascii_hexdigit),
        _ => false,
    }
}

/// Whether this can name a device below a header that says so: 8 to 64 letters, digits and signs, a digit among them.
pub(super) fn has_shape(text: &str) -> bool {
    (8..=64).contains(&text.len())
        && text.bytes().any(|b| b.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_and_accounts() {
        let imei = |t: &str| Compact::new(t).is_some_and(|c| is_imei(&c));
        assert!(imei("490154203237518") == imei("49-015420-323751-8") && imei("356938035643809"));
        assert!(!imei("356938035643808") && !imei("35693803564380") && !imei("223456789012347"));
        assert!(is_openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o") && !is_openid("oupf8umuajo_m2pxb1q9znjwes6o"));
        assert!(is_uuid("AEBE52E7-03EE-455A-B3C4-E57283966239") && !is_uuid("AEBE52E7-03EE-455A-B3C4-E5728396623Z"));
        assert!(has_shape("a1b2c3d4e5f6a7b8") && !has_shape("iPhone") && !has_shape("是"));
    }
}
