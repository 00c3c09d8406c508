//! Lines of another encoding in a file: exports that were appended to each other.

#[cfg(feature = "formats")]
use super::Encoding;

/// Whether a line of a file in another encoding is UTF-8 beyond doubt. A few characters of double-byte text happen to be
/// well-formed UTF-8, so there it takes two characters of three bytes.
#[cfg(feature = "formats")]
#[must_use]
pub fn is_utf8(encoding: Encoding, line: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(line) else { return false };
    let (mut all, mut long) = (0_u32, 0_u32);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        long += u32::from(c.len_utf8() > 2);
    }
    match encoding {
        Encoding::Gb18030 | Encoding::Big5 | Encoding::ShiftJis | Encoding::EucJp | Encoding::EucKr => long > 1 && long * 2 > all,
        Encoding::Windows874 => all > 3,
        _ => all > 0,
    }
}

/// Whether a line that is not UTF-8 is plausible GB18030: no byte out of place, and at least two of three characters from
/// GB 2312, which holds nearly all that people write.
#[must_use]
pub fn is_gb18030(line: &[u8]) -> bool {
    let (mut common, mut all, mut rest) = (0_usize, 0_usize, line);
    loop {
        rest = match rest {
            [] => return all > 0 && common * 3 >= all * 2,
            [0..=0x7F, r @ ..] => r,
            [lead @ 0x81..=0xFE, trail @ (0x40..=0x7E | 0x80..=0xFE), r @ ..] => {
                all += 1;
                common += usize::from(matches!(lead, 0xA1..=0xA9 | 0xB0..=0xF7) && *trail >= 0xA1);
                r
            }
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, r @ ..] => {
                all += 1;
                r
            }
            _ => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "formats")]
    use super::*;

    #[cfg(feature = "formats")]
    #[test]
    fn lines_of_the_other_encoding_are_told() {
        let gb = b"\xBF\xCD\xBB\xA7,\xBD\xF0\xB6\xEE\n";
        assert!(is_gb18030(gb) && !is_utf8(Encoding::Gb18030, gb));
        assert!(is_utf8(Encoding::Gb18030, "客户,金额\n".as_bytes()));
        assert!(!is_utf8(Encoding::Gb18030, b"\xC1\xAA\xCD\xA8\n"), "two characters of GB that are well-formed UTF-8");
        assert!(is_utf8(Encoding::Windows1252, "café\n".as_bytes()));
        assert!(!is_gb18030(b"caf\xE9 au lait\n") && !is_gb18030(b"plain\n"));
        assert!(!is_gb18030(b"na\xEFve fa\xE7ade\n"), "pairs with ASCII letters are no GB 2312");
    }
}
