//! Bytes of a file → UTF-8, with the way back from a line of text to its place in the file.

#[cfg(feature = "formats")]
mod lines;
#[cfg(feature = "formats")]
mod wide;

use super::encoding::Encoding;
use super::sniff::{Sample, wanted};
use crate::error::Result;
use std::borrow::Cow;

/// A decoder of one run of bytes. UTF-8 passes through and is checked record by record later.
pub enum Decoder {
    /// The bytes are the text.
    Utf8,
    /// The text is made line by line.
    #[cfg(feature = "formats")]
    Lines(Box<lines::Lines>),
}

impl Decoder {
    /// A decoder for bytes from `position` of a file; lines that are not text in the encoding are read by `fallback` where
    /// it makes sense of them.
    ///
    /// # Errors
    /// `E_ENCODING` if this build cannot read the encoding.
    pub fn new(encoding: Encoding, fallback: Option<Encoding>, position: u64) -> Result<Self> {
        match (encoding, fallback) {
            (Encoding::Utf8, None) => Ok(Self::Utf8),
            // Without decoders, lines that are no UTF-8 are set aside.
            #[cfg(not(feature = "formats"))]
            (Encoding::Utf8, _) => Ok(Self::Utf8),
            #[cfg(feature = "formats")]
            _ => Ok(Self::Lines(Box::new(lines::Lines::new(encoding, fallback, position)?))),
            #[cfg(not(feature = "formats"))]
            _ => {
                let _ = position;
                Err(crate::error::ErrorKind::Encoding.into())
            }
        }
    }

    /// Decodes `bytes` onto the end of `text`; an unfinished line is kept back until its end comes or `last` says that
    /// there is none.
    #[cfg(feature = "formats")]
    pub fn decode(&mut self, bytes: Vec<u8>, newline: u8, last: bool, text: &mut Vec<u8>) {
        match self {
            Self::Utf8 => text.extend_from_slice(&bytes),
            Self::Lines(lines) => lines.decode(bytes, newline, last, text),
        }
    }

    /// Bytes that a line end takes in the file.
    #[must_use]
    pub fn unit(&self) -> u64 {
        match self {
            Self::Utf8 => 1,
            #[cfg(feature = "formats")]
            Self::Lines(lines) => lines.unit() as u64,
        }
    }

    /// Whether a run of the text buffer, `bytes` from place `start` on, holds what is no text in the encoding.
    #[must_use]
    pub fn damaged(&self, start: usize, bytes: &[u8]) -> bool {
        match self {
            Self::Utf8 => {
                let _ = start;
                simdutf8::basic::from_utf8(bytes).is_err()
            }
            #[cfg(feature = "formats")]
            Self::Lines(lines) => lines.damaged(start, start + bytes.len()),
        }
    }

    /// Whether any line of a run of the text buffer was read by the fallback.
    #[must_use]
    pub fn foreign(&self, start: usize, end: usize) -> bool {
        match self {
            Self::Utf8 => {
                let _ = (start, end);
                false
            }
            #[cfg(feature = "formats")]
            Self::Lines(lines) => lines.foreign(start, end),
        }
    }

    /// Place in the file of a place in the text that is a line start; `base` is where the text buffer starts in the file.
    #[must_use]
    pub fn offset(&self, text: usize, base: u64) -> u64 {
        match self {
            Self::Utf8 => base + text as u64,
            #[cfg(feature = "formats")]
            Self::Lines(lines) => lines.offset(text),
        }
    }

    /// Place in the text of the first line that starts at or behind a place in the file; `None` if none is decoded yet.
    #[must_use]
    pub fn text_from(&self, offset: u64, base: u64) -> Option<usize> {
        match self {
            Self::Utf8 => Some(usize::try_from(offset.saturating_sub(base)).unwrap_or(usize::MAX)),
            #[cfg(feature = "formats")]
            Self::Lines(lines) => lines.text_from(offset),
        }
    }

    /// Forgets the first bytes of the text buffer.
    pub fn drop_front(&mut self, text: usize) {
        match self {
            Self::Utf8 => {
                let _ = text;
            }
            #[cfg(feature = "formats")]
            Self::Lines(lines) => lines.drop_front(text),
        }
    }
}

/// Where reading must start so that the first line start at or behind `start` is seen: one code unit before it.
#[must_use]
pub fn before(encoding: Encoding, start: u64) -> u64 {
    let unit = encoding.unit() as u64;
    (start.div_ceil(unit) * unit).saturating_sub(unit)
}

/// Text of a part of a sample that starts at a line start. A line cut off at its end is left out.
///
/// # Errors
/// `E_ENCODING` if this build cannot read the encoding.
pub fn sample(encoding: Encoding, fallback: Option<Encoding>, bytes: &[u8]) -> Result<Cow<'_, [u8]>> {
    match Decoder::new(encoding, fallback, 0)? {
        Decoder::Utf8 => Ok(Cow::Borrowed(bytes)),
        #[cfg(feature = "formats")]
        mut decoder => {
            let end = line_ends(encoding, bytes).last().unwrap_or(bytes.len());
            let mut text = Vec::new();
            decoder.decode(bytes.get(..end).unwrap_or_default().to_vec(), b'\n', true, &mut text);
            Ok(Cow::Owned(text))
        }
    }
}

/// The beginning of a file as an encoding has it, and how many places of it are no text in the encoding: for people to look
/// at before they choose.
///
/// # Errors
/// `E_ENCODING` if this build cannot read the encoding.
#[cfg(feature = "formats")]
pub fn preview(encoding: Encoding, head: &[u8]) -> Result<(String, usize)> {
    let head = head.strip_prefix(encoding.mark()).unwrap_or(head);
    let mut lines = lines::Lines::new(encoding, None, 0)?;
    let mut text = Vec::new();
    lines.decode(head.to_vec(), b'\n', true, &mut text);
    // A decoder writes nothing but UTF-8.
    Ok((String::from_utf8(text).unwrap_or_default(), lines.damages()))
}

/// Pieces of a sample cut to whole lines.
#[must_use]
pub fn pieces(encoding: Encoding, sample: &Sample) -> Vec<Vec<u8>> {
    let unit = encoding.unit();
    let starts = wanted(sample.size).into_iter().skip(1).map(|[start, _]| start);
    let cut = |(piece, start): (&Vec<u8>, u64)| {
        let odd = (unit - (start % unit as u64) as usize) % unit;
        let piece = piece.get(odd..).unwrap_or_default();
        let mut ends = line_ends(encoding, piece);
        let first = ends.next().unwrap_or(piece.len());
        piece.get(first..ends.last().unwrap_or(first)).unwrap_or_default().to_vec()
    };
    sample.pieces.iter().zip(starts).map(cut).collect()
}

/// Places behind the line ends, CR or LF.
fn line_ends(encoding: Encoding, bytes: &[u8]) -> impl Iterator<Item = usize> {
    let (unit, low) = (encoding.unit(), low_byte(encoding));
    let ends = bytes.iter().enumerate().filter(|(_, b)| matches!(b, b'\n' | b'\r')).map(|(at, _)| at);
    ends.filter(move |&at| is_unit(bytes, at, unit, low)).map(move |at| at - low + unit)
}

/// Which byte of a code unit is the lowest.
fn low_byte(encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf16Be => 1,
        Encoding::Utf32Be => 3,
        _ => 0,
    }
}

/// Whether the byte at `at` is a code unit of its own: at the low place, the other bytes of the unit being 0.
fn is_unit(bytes: &[u8], at: usize, unit: usize, low: usize) -> bool {
    let zeros = |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|b| b.iter().all(|b| *b == 0));
    unit == 1 || (at % unit == low && zeros(at - low..at) && zeros(at + 1..at - low + unit))
}

/// Place in the bytes of a line start of their text; `as_is` says that the bytes are the text.
#[must_use]
pub fn place(encoding: Encoding, as_is: bool, bytes: &[u8], text: &[u8], at: usize, newline: u8) -> u64 {
    if as_is {
        return at as u64;
    }
    let (unit, low) = (encoding.unit(), low_byte(encoding));
    let lines = memchr::memchr_iter(newline, text.get(..at).unwrap_or_default()).count();
    let mut ends = memchr::memchr_iter(newline, bytes).filter(|&b| is_unit(bytes, b, unit, low)).map(|b| b - low + unit);
    match lines.checked_sub(1) {
        None => 0,
        Some(last) => ends.nth(last).unwrap_or(bytes.len()) as u64,
    }
}
