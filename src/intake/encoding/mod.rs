//! Which encoding a file is in: byte-order mark, then well-formed UTF-8, then the zero bytes of UTF-16 and UTF-32, then the
//! most plausible text.

pub mod foreign;
#[cfg(feature = "formats")]
mod frequency;
mod name;
#[cfg(feature = "formats")]
mod guess;
mod wide;

pub use name::{Candidate, Encoding, EncodingReason};

use crate::error::{ErrorKind, Result};

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

/// Encodings with a byte-order mark; UTF-32's begins with UTF-16's.
const MARKED: [Encoding; 6] =
    [Encoding::Utf8, Encoding::Utf32Le, Encoding::Utf32Be, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030];

/// What a sample says of the encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// The encoding.
    pub encoding: Encoding,
    /// Why.
    pub reason: EncodingReason,
    /// The encoding that some of the lines seem to be in instead.
    pub fallback: Option<Encoding>,
    /// What the statistics found possible, best first; empty where they were not asked.
    pub candidates: Vec<Candidate>,
}

/// Encoding of a file from its head and from pieces of it that start anywhere in a line.
///
/// A build without the statistics says GB18030 for what they would have to decide: the file is for the build with them.
///
/// # Errors
/// `E_EMPTY` without any byte, `E_BINARY` for other formats.
pub fn detect(head: &[u8], pieces: &[Vec<u8>]) -> Result<Detected> {
    let found = |encoding, reason| Detected { encoding, reason, fallback: None, candidates: Vec::new() };
    if head.is_empty() {
        return Err(ErrorKind::Empty.into());
    }
    if let Some(encoding) = MARKED.into_iter().find(|e| head.starts_with(e.mark())) {
        return Ok(found(encoding, EncodingReason::Bom));
    }
    if MAGIC.iter().any(|m| head.starts_with(m)) {
        return Err(ErrorKind::Binary.into());
    }
    if let Some(encoding) = wide::by_zeros(head) {
        return Ok(found(encoding, EncodingReason::Zeros));
    }
    let texts = || texts(head, pieces);
    if escapes(head) && texts().all(<[u8]>::is_ascii) {
        return Ok(found(Encoding::Iso2022Jp, EncodingReason::Escapes));
    }
    if mostly_control(head) {
        return Err(ErrorKind::Binary.into());
    }
    if texts().all(is_utf8) {
        return Ok(found(Encoding::Utf8, EncodingReason::Valid));
    }
    let [mut utf8, mut gb, mut other] = [0_usize; 3];
    for line in texts().flat_map(|t| t.split(|&b| b == b'\n')).filter(|line| !line.is_ascii()) {
        match std::str::from_utf8(line) {
            Ok(_) => utf8 += 1,
            Err(_) if foreign::is_gb18030(line) => gb += 1,
            Err(_) => other += 1,
        }
    }
    if utf8 > gb + other {
        // Other encodings hardly ever look like UTF-8, so these are lines of another encoding, or damage, among UTF-8.
        let fallback = (gb > other).then_some(Encoding::Gb18030);
        return Ok(Detected { fallback, ..found(Encoding::Utf8, EncodingReason::Valid) });
    }
    Ok(statistics(head, pieces))
}

/// The head, and the whole lines of each piece.
fn texts<'a>(head: &'a [u8], pieces: &'a [Vec<u8>]) -> impl Iterator<Item = &'a [u8]> {
    let whole = |piece: &'a Vec<u8>| {
        let start = piece.iter().position(|&b| b == b'\n').map_or(piece.len(), |p| p + 1);
        piece.get(start..piece.iter().rposition(|&b| b == b'\n').map_or(start, |p| p + 1)).unwrap_or_default()
    };
    std::iter::once(head).chain(pieces.iter().map(whole))
}

/// The encoding that the user names; it is read as it is, without fallback.
///
/// # Errors
/// `E_EMPTY` without any byte, `E_BINARY` for formats that are told by their first bytes.
pub fn given(encoding: Encoding, head: &[u8]) -> Result<Detected> {
    if head.is_empty() {
        return Err(ErrorKind::Empty.into());
    }
    if MAGIC.iter().any(|m| head.starts_with(m)) {
        return Err(ErrorKind::Binary.into());
    }
    Ok(Detected { encoding, reason: EncodingReason::Override, fallback: None, candidates: Vec::new() })
}

#[cfg(feature = "formats")]
fn statistics(head: &[u8], pieces: &[Vec<u8>]) -> Detected {
    let candidates = guess::candidates(head, pieces);
    let best = candidates.first().filter(|c| c.score > guess::PLAUSIBLE).map(|c| c.encoding);
    let encoding = best.unwrap_or_else(|| doubtful(head, pieces, &candidates));
    Detected { encoding, reason: EncodingReason::Statistics, fallback: fallback_of(encoding), candidates }
}

/// Where no text is plausible: Chinese if its pairs of bytes are, as most files are; damaged UTF-8 if few lines are
/// concerned; else the best there is.
#[cfg(feature = "formats")]
fn doubtful(head: &[u8], pieces: &[Vec<u8>], candidates: &[Candidate]) -> Encoding {
    let lines = || texts(head, pieces).flat_map(|t| t.split(|&b| b == b'\n'));
    let odd = lines().filter(|line| std::str::from_utf8(line).is_err()).count();
    let gb = lines().filter(|line| foreign::is_gb18030(line)).count();
    match candidates.first() {
        _ if gb * 10 > odd * 9 => Encoding::Gb18030,
        Some(best) if odd * 50 > lines().count() && odd > 1 => best.encoding,
        _ => Encoding::Utf8,
    }
}

#[cfg(not(feature = "formats"))]
fn statistics(_: &[u8], _: &[Vec<u8>]) -> Detected {
    Detected { encoding: Encoding::Gb18030, reason: EncodingReason::Statistics, fallback: None, candidates: Vec::new() }
}

/// The encoding that single lines of a file in another may be in.
#[cfg(feature = "formats")]
fn fallback_of(encoding: Encoding) -> Option<Encoding> {
    match encoding {
        Encoding::Utf8 => Some(Encoding::Gb18030),
        Encoding::Iso2022Jp => None,
        _ if encoding.unit() > 1 => None,
        _ => Some(Encoding::Utf8),
    }
}

/// More than one byte in a hundred is a control character other than tab and line ends. Zeros count where they fill most of
/// the file, or stand in its first line, which is a header or a title; below it they are what a program left in its cells.
fn mostly_control(head: &[u8]) -> bool {
    let zeros = memchr::memchr_iter(0, head).count();
    let first = head.split(|&b| b == b'\n' || b == b'\r').next().unwrap_or_default();
    let is_text = zeros * 2 < head.len() && first.len() < head.len() && !first.contains(&0);
    let control = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\r' | b'\n' | 0x0C)).count();
    (control - if is_text { zeros } else { 0 }) * 100 > head.len()
}

/// Escape sequences of ISO-2022-JP.
fn escapes(head: &[u8]) -> bool {
    memchr::memchr_iter(0x1B, head).any(|at| matches!(head.get(at + 1..at + 3), Some(b"$B" | b"$@" | b"(J" | b"(I")))
}

/// Whether a text is UTF-8; its last character may be cut off.
fn is_utf8(text: &[u8]) -> bool {
    std::str::from_utf8(text).map_or_else(|e| e.error_len().is_none(), |_| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(head: &[u8], pieces: &[Vec<u8>]) -> (Encoding, EncodingReason) {
        let found = detect(head, pieces).unwrap();
        (found.encoding, found.reason)
    }

    #[test]
    fn a_mark_decides_then_well_formed_bytes() {
        assert_eq!(of(b"\xEF\xBB\xBFa,b\n", &[]), (Encoding::Utf8, EncodingReason::Bom));
        assert_eq!(of(b"\xFF\xFEa\0", &[]), (Encoding::Utf16Le, EncodingReason::Bom));
        assert_eq!(of(b"\xFF\xFE\0\0a\0\0\0", &[]), (Encoding::Utf32Le, EncodingReason::Bom));
        assert_eq!(of(b"\0\0\xFE\xFF\0\0\0a", &[]), (Encoding::Utf32Be, EncodingReason::Bom));
        assert_eq!(of("客户ID,金额\n1,2\n".as_bytes(), &[]), (Encoding::Utf8, EncodingReason::Valid));
        assert_eq!(of(b"a\0,\0b\0\n\0", &[]), (Encoding::Utf16Le, EncodingReason::Zeros));
        assert_eq!(of(b"a\x1B$B4A\x1B(Bb,1\n", &[]), (Encoding::Iso2022Jp, EncodingReason::Escapes));
    }

    #[test]
    fn what_is_not_utf8_goes_to_the_statistics() {
        let gb: &[u8] = b"\xBF\xCD\xBB\xA7ID,\xBD\xF0\xB6\xEE\n1,2\n";
        assert_eq!(of(gb, &[]), (Encoding::Gb18030, EncodingReason::Statistics));
        assert_eq!(of(b"id,v\n1,2\n", &[[b"\xBF\n", gb].concat()]), (Encoding::Gb18030, EncodingReason::Statistics));
        #[cfg(feature = "formats")]
        assert_eq!(of(b"caf\xE9,1\n", &[]), (Encoding::Windows1252, EncodingReason::Statistics));
    }

    #[test]
    fn a_few_lines_of_gb_do_not_change_the_encoding_of_the_others() {
        let mut text = "客户编号,金额\n上海市,1\n北京市,2\n广州市,3\n".as_bytes().to_vec();
        text.extend(b"\xBF\xCD\xBB\xA7,4\n");
        let found = detect(&text, &[]).unwrap();
        assert_eq!((found.encoding, found.fallback), (Encoding::Utf8, Some(Encoding::Gb18030)));
    }

    #[test]
    fn other_formats_are_refused() {
        assert_eq!(detect(b"", &[]).unwrap_err().code(), "E_EMPTY");
        assert_eq!(detect(b"PK\x03\x04rest", &[]).unwrap_err().code(), "E_BINARY");
        assert_eq!(detect(&[0, 1, 2, 3, 200, 7], &[]).unwrap_err().code(), "E_BINARY");
        let tar = [b"orders.csv".as_slice(), &[0; 90], b"0000644", &[0; 405], b"a,b\n1,2\n", &[0; 504]].concat();
        assert_eq!(detect(&tar, &[]).unwrap_err().code(), "E_BINARY");
        let blob = [b"a\n".as_slice(), &[0; 600], &[5; 30], b"text"].concat();
        assert_eq!(detect(&blob, &[]).unwrap_err().code(), "E_BINARY");
    }
}
