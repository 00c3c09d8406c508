//! How records and fields are told apart: three bytes for plain files, the whole dialect for all others.

use super::plan::{Dialect, LineEnd};
use super::scan::Marks;

/// A byte that no UTF-8 text holds: stands for "none".
pub const NEVER: u8 = 0xFF;
/// Bytes of U+2028.
const LINE_SEPARATOR: &[u8] = "\u{2028}".as_bytes();

/// How records and fields are told apart.
#[derive(Clone, Copy, Debug)]
pub struct Grammar {
    /// The structural bytes; of a dialect that needs more than these, the nearest.
    pub marks: Marks,
    /// Runs of the delimiter count as one, and those at the edges of a line as none (columns set apart by blanks).
    pub collapse: bool,
    /// Columns of the table; 0 while that is what is being found out.
    pub columns: usize,
    /// Cells that a row should have, where it is known; a row of another width may be read again. 0 if nobody knows.
    pub expected: usize,
    /// Place in the buffer from which on surplus cells are not kept.
    pub surplus_until: usize,
    /// The dialect, in all its parts.
    pub full: Full,
    /// Whether the structural bytes are all there is to it.
    pub plain: bool,
}

/// Up to 16 bytes of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Short {
    bytes: [u8; 16],
    length: u8,
}

impl Short {
    /// The text, cut after 16 bytes.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut short = Self::default();
        for (to, from) in short.bytes.iter_mut().zip(text.bytes()) {
            *to = from;
            short.length += 1;
        }
        short
    }

    /// Its bytes.
    #[inline]
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// Its first byte; [`NEVER`] if it is empty.
    #[inline]
    #[must_use]
    pub fn first(&self) -> u8 {
        self.bytes().first().copied().unwrap_or(NEVER)
    }

    /// Whether it stands at a place; `None` if the buffer ends too early to tell.
    #[inline]
    #[must_use]
    pub fn stands(&self, buffer: &[u8], at: usize, eof: bool) -> Option<bool> {
        let rest = buffer.get(at..).unwrap_or_default();
        if rest.starts_with(self.bytes()) {
            return Some(self.length > 0);
        }
        if !eof && self.length > 0 && self.bytes().starts_with(rest) { None } else { Some(false) }
    }
}

/// All parts of a dialect.
#[derive(Clone, Copy, Debug)]
pub struct Full {
    /// Between fields.
    pub delimiter: Short,
    /// Around fields; [`NEVER`] if quoting is off.
    pub quote: u8,
    /// Before what is to be taken as text; [`NEVER`] if there is no such byte or quotes are doubled.
    pub escape: u8,
    /// Whether two quotes stand for one.
    pub doubled: bool,
    /// Start of lines to be left out.
    pub comment: Short,
    /// Whether a comment may follow a row.
    pub comment_in_line: bool,
    /// What ends a record.
    pub line_end: LineEnd,
}

fn ascii(c: Option<char>) -> u8 {
    c.and_then(|c| u8::try_from(c).ok()).filter(u8::is_ascii).unwrap_or(NEVER)
}

impl Grammar {
    /// The grammar of a dialect for a table of so many columns.
    #[must_use]
    pub fn new(dialect: &Dialect, columns: usize) -> Self {
        let quote = ascii(dialect.quote);
        let doubled = quote != NEVER && dialect.escape == dialect.quote;
        let full = Full {
            delimiter: Short::new(&dialect.delimiter),
            quote,
            escape: if doubled { NEVER } else { ascii(dialect.escape) },
            doubled,
            comment: Short::new(dialect.comment.as_deref().unwrap_or_default()),
            comment_in_line: dialect.comment_in_line,
            line_end: dialect.line_end,
        };
        let plain = full.delimiter.bytes().len() == 1
            && full.escape == NEVER
            && (doubled || quote == NEVER)
            && full.comment.bytes().is_empty()
            && full.line_end != LineEnd::Any;
        let newline = if full.line_end == LineEnd::Cr { b'\r' } else { b'\n' };
        Self {
            marks: Marks { delimiter: full.delimiter.first(), newline, quote },
            collapse: dialect.delimiter == " ",
            columns,
            expected: columns,
            surplus_until: usize::MAX,
            full,
            plain,
        }
    }

    /// Place behind the next line end from a place on; `None` if the buffer does not hold one for sure.
    #[must_use]
    pub fn next_line(&self, buffer: &[u8], from: usize, eof: bool) -> Option<usize> {
        self.full.next_line(buffer, from, eof).map(|(_, behind)| behind)
    }

    /// Bytes at the end of a buffer that may be the start of a line end.
    #[must_use]
    pub fn pending(&self, buffer: &[u8], eof: bool) -> usize {
        match (self.full.line_end, buffer) {
            (LineEnd::Any, [.., b'\r'] | [.., 0xE2]) if !eof => 1,
            (LineEnd::Any, [.., 0xE2, 0x80]) if !eof => 2,
            _ => 0,
        }
    }
}

impl Full {
    /// Length of the line end at a place, 0 if there is none; `None` if the buffer ends too early to tell.
    #[inline]
    #[must_use]
    pub fn line_end_at(&self, buffer: &[u8], at: usize, eof: bool) -> Option<usize> {
        let byte = buffer.get(at).copied();
        match self.line_end {
            LineEnd::Lf => match byte {
                Some(b'\n') => Some(1),
                Some(b'\r') => match buffer.get(at + 1) {
                    Some(b'\n') => Some(2),
                    Some(_) => Some(0),
                    None if eof => Some(1),
                    None => None,
                },
                _ => Some(0),
            },
            LineEnd::Cr => Some(usize::from(byte == Some(b'\r'))),
            LineEnd::Any => match byte {
                Some(b'\n') => Some(1),
                Some(b'\r') => match buffer.get(at + 1) {
                    Some(b'\n') => Some(2),
                    None if !eof => None,
                    _ => Some(1),
                },
                Some(0xE2) => match buffer.get(at..at + 3) {
                    Some(three) => Some(if three == LINE_SEPARATOR { 3 } else { 0 }),
                    None if eof => Some(0),
                    None if LINE_SEPARATOR.starts_with(buffer.get(at..).unwrap_or_default()) => None,
                    None => Some(0),
                },
                _ => Some(0),
            },
        }
    }

    /// The next line end from a place on: where it starts and what is behind it.
    #[must_use]
    pub fn next_line(&self, buffer: &[u8], from: usize, eof: bool) -> Option<(usize, usize)> {
        let mut at = from;
        loop {
            let rest = buffer.get(at..)?;
            let found = match self.line_end {
                LineEnd::Lf => memchr::memchr(b'\n', rest),
                LineEnd::Cr => memchr::memchr(b'\r', rest),
                LineEnd::Any => memchr::memchr3(b'\n', b'\r', 0xE2, rest),
            }?;
            at += found;
            if self.line_end != LineEnd::Any {
                return Some((at, at + 1));
            }
            match self.line_end_at(buffer, at, eof)? {
                0 => at += 1,
                length => return Some((at, at + length)),
            }
        }
    }
}
