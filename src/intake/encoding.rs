//! Which encoding a file is in: byte-order mark, then strict UTF-8, then GB18030 by its pairs of bytes.

use super::plan::Encoding;
use crate::error::{ErrorKind, Result};

/// UTF-8's byte-order mark.
pub const BOM: &[u8] = b"\xEF\xBB\xBF";

/// First bytes of formats that are no delimited text.
const MAGIC: &[&[u8]] = &[
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1F\x8B",
    b"PAR1",
    b"\xD0\xCF\x11\xE0",
    b"%PDF",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"7z\xBC\xAF",
    b"Rar!",
    b"SQLite format 3",
    b"ARROW1",
    b"\x7FELF",
    b"MZ\x90",
    b"\0asm",
];

/// What a sample says of the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detected {
    /// The encoding.
    pub encoding: Encoding,
    /// Whether a byte-order mark says so.
    pub bom: bool,
}

/// Encoding of a file from its head and from pieces of it that start at line starts.
///
/// # Errors
/// `E_EMPTY` without any byte, `E_BINARY` for other formats, `E_ENCODING` for UTF-16 and UTF-32.
pub fn detect(head: &[u8], pieces: &[Vec<u8>]) -> Result<Detected> {
    if head.is_empty() {
        return Err(ErrorKind::Empty.into());
    }
    if head.starts_with(BOM) {
        return Ok(Detected { encoding: Encoding::Utf8, bom: true });
    }
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || head.starts_with(b"\0\0\xFE\xFF") {
        return Err(ErrorKind::Encoding.into());
    }
    if MAGIC.iter().any(|m| head.starts_with(m)) || mostly_control(head) {
        return Err(ErrorKind::Binary.into());
    }
    let texts = || std::iter::once(head).chain(pieces.iter().map(Vec::as_slice));
    let utf8: usize = texts().map(utf8_errors).sum();
    let encoding = if utf8 > 0 && texts().map(gb_errors).sum::<usize>() < utf8 { Encoding::Gb18030 } else { Encoding::Utf8 };
    Ok(Detected { encoding, bom: false })
}

/// More than one byte in a hundred is a control character other than tab and line ends.
fn mostly_control(head: &[u8]) -> bool {
    let control = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\r' | b'\n' | 0x0C)).count();
    control * 100 > head.len()
}

/// Ill-formed sequences, a sequence cut off at the end not counted.
fn utf8_errors(mut text: &[u8]) -> usize {
    let mut errors = 0;
    while let Err(e) = std::str::from_utf8(text) {
        let Some(length) = e.error_len() else { break };
        errors += 1;
        text = text.get(e.valid_up_to() + length..).unwrap_or_default();
    }
    errors
}

/// Bytes that cannot stand where they stand in GB18030 (two bytes 81–FE 40–7E/80–FE, four bytes 81–FE 30–39 81–FE 30–39).
fn gb_errors(text: &[u8]) -> usize {
    let (mut errors, mut rest) = (0, text);
    loop {
        rest = match rest {
            [] | [0x81..=0xFE] | [0x81..=0xFE, 0x30..=0x39] | [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE] => return errors,
            [0..=0x7F, r @ ..] => r,
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, r @ ..] => r,
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, r @ ..] => r,
            [_, r @ ..] => {
                errors += 1;
                r
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_decides_then_utf8_then_pairs() {
        let gb: &[u8] = b"\xBF\xCD\xBB\xA7ID,\xBD\xF0\xB6\xEE\n1,2\n";
        assert_eq!(detect(gb, &[]).unwrap().encoding, Encoding::Gb18030);
        assert_eq!(detect("客户ID,金额\n1,2\n".as_bytes(), &[]).unwrap().encoding, Encoding::Utf8);
        assert_eq!(detect(b"id,v\n1,2\n", &[gb.to_vec()]).unwrap().encoding, Encoding::Gb18030);
        assert!(detect(b"\xEF\xBB\xBFa,b\n", &[]).unwrap().bom);
        assert_eq!(detect(b"caf\xE9,1\n", &[]).unwrap().encoding, Encoding::Utf8, "one stray byte is no evidence for GB18030");
    }

    #[test]
    fn other_formats_are_refused() {
        assert_eq!(detect(b"", &[]).unwrap_err().code(), "E_EMPTY");
        assert_eq!(detect(b"PK\x03\x04rest", &[]).unwrap_err().code(), "E_BINARY");
        assert_eq!(detect(&[0, 1, 2, 3, 200, 7], &[]).unwrap_err().code(), "E_BINARY");
        assert_eq!(detect(b"\xFF\xFEa\0", &[]).unwrap_err().code(), "E_ENCODING");
    }
}
