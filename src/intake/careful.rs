//! One record at a time by the whole dialect: for what three structural bytes cannot say, and for lines that are read again.
//!
//! For a plain dialect it gives what the fast walk gives, byte for byte.

use super::grammar::{Full, NEVER};
use super::limits;
use super::rows::SIDE;
use std::ops::Range;

/// Fields of one record, and where the text of those with escapes stands.
pub struct Cells<'a> {
    /// Start and end of each field.
    pub fields: &'a mut Vec<[u32; 2]>,
    /// Text that stands nowhere in the buffer.
    pub side: &'a mut Vec<u8>,
    /// Bytes in which no quote closes a field, known from a search that found none.
    pub unclosed: &'a mut Range<usize>,
    /// Whether a quote stands inside a field that is not escaped.
    pub inside: bool,
    /// The first quoted field in which one stands: its opening and its closing quote.
    pub torn: Option<(usize, usize)>,
}

/// What a walk over one record found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A record: its end without the line end, the next one's start.
    Record { end: usize, behind: usize },
    /// A line that is only a comment.
    Comment { end: usize, behind: usize },
    /// The record is not complete in the buffer.
    NeedMore,
    /// A quote that never closes.
    Unclosed,
}

/// What stands behind a field.
enum Behind {
    Delimiter(usize),
    Line(usize),
    End,
    Text,
    NeedMore,
}

/// How a quoted field ends.
enum Quoted {
    Closed { end: usize, next: usize, altered: bool, inside: bool },
    NeedMore,
    Unclosed,
}

/// A walk over a buffer.
pub struct Walk<'a> {
    /// The dialect.
    pub full: &'a Full,
    /// Whether runs of the delimiter count as one.
    pub collapse: bool,
    /// Text.
    pub buffer: &'a [u8],
    /// Whether the buffer ends where the file does.
    pub eof: bool,
    /// Whether one line is read again: a quote that would swallow the beginning of another quoted field is text, and an
    /// escape before the line end too.
    pub doubting: bool,
}

impl Walk<'_> {
    /// Reads the record at `start`.
    pub fn record(&self, start: usize, cells: &mut Cells<'_>) -> Found {
        match self.comment(start) {
            None => return Found::NeedMore,
            Some(true) => {
                return match self.full.next_line(self.buffer, start, self.eof) {
                    Some((end, behind)) => Found::Comment { end, behind },
                    None if self.eof => Found::Comment { end: self.buffer.len(), behind: self.buffer.len() },
                    None => Found::NeedMore,
                };
            }
            Some(false) => {}
        }
        let mut field = start;
        loop {
            if self.full.quote != NEVER && self.buffer.get(field) == Some(&self.full.quote) {
                match self.quoted(field, cells.unclosed) {
                    Quoted::Closed { end, next, altered, inside } => {
                        cells.inside |= inside;
                        let lines = || self.full.next_line(self.buffer.get(..end).unwrap_or_default(), field, true);
                        if inside && cells.torn.is_none() && lines().is_some() {
                            cells.torn = Some((field, end));
                        }
                        self.push_quoted(field + 1, end, altered, cells);
                        match self.behind(next) {
                            Behind::Delimiter(length) => {
                                field = next + length;
                                continue;
                            }
                            Behind::Line(length) => return Found::Record { end: next, behind: next + length },
                            Behind::Text => return self.rest_is_comment(next),
                            Behind::End => return Found::Record { end: self.buffer.len(), behind: self.buffer.len() },
                            Behind::NeedMore => return Found::NeedMore,
                        }
                    }
                    Quoted::NeedMore => return Found::NeedMore,
                    Quoted::Unclosed if self.doubting => {}
                    Quoted::Unclosed => return Found::Unclosed,
                }
            }
            let (end, escaped, behind) = self.unquoted(field);
            if !matches!(behind, Behind::NeedMore) {
                let text = self.buffer.get(field + 1..end).unwrap_or_default();
                cells.inside |= self.full.quote != NEVER && memchr::memchr(self.full.quote, text).is_some() && !escaped;
                self.push(field, end, escaped, cells);
            }
            match behind {
                Behind::Delimiter(length) => field = end + length,
                Behind::Line(length) => return Found::Record { end, behind: end + length },
                Behind::End => return Found::Record { end, behind: self.buffer.len() },
                Behind::Text => return self.rest_is_comment(end),
                Behind::NeedMore => return Found::NeedMore,
            }
        }
    }

    /// Whether the line at a place is a comment, blanks before its mark left out.
    fn comment(&self, start: usize) -> Option<bool> {
        if self.full.comment.bytes().is_empty() {
            return Some(false);
        }
        let rest = self.buffer.get(start..).unwrap_or_default();
        let blanks = if self.full.delimiter.first() == b' ' { 0 } else { rest.iter().take_while(|&&b| b == b' ').count() };
        self.full.comment.stands(self.buffer, start + blanks, self.eof)
    }

    /// The record ends at a comment mark.
    fn rest_is_comment(&self, end: usize) -> Found {
        match self.full.next_line(self.buffer, end, self.eof) {
            Some((_, behind)) => Found::Record { end, behind },
            None if self.eof => Found::Record { end, behind: self.buffer.len() },
            None => Found::NeedMore,
        }
    }

    /// What stands at a place where a field may end. `Text` is a comment mark where comments may follow a row.
    fn behind(&self, at: usize) -> Behind {
        match self.follows(at) {
            Behind::Text if self.is_comment_in_line(at) == Some(true) => Behind::Text,
            Behind::Text => Behind::End,
            other => other,
        }
    }

    fn is_comment_in_line(&self, at: usize) -> Option<bool> {
        if self.full.comment_in_line { self.full.comment.stands(self.buffer, at, self.eof) } else { Some(false) }
    }

    /// Delimiter, line end, end of the file, or text.
    fn follows(&self, at: usize) -> Behind {
        if at >= self.buffer.len() {
            return if self.eof { Behind::End } else { Behind::NeedMore };
        }
        match self.full.line_end_at(self.buffer, at, self.eof) {
            None => return Behind::NeedMore,
            Some(0) => {}
            Some(length) => return Behind::Line(length),
        }
        match self.full.delimiter.stands(self.buffer, at, self.eof) {
            None => Behind::NeedMore,
            Some(true) => Behind::Delimiter(self.full.delimiter.bytes().len()),
            Some(false) => Behind::Text,
        }
    }

    /// End of an unquoted field, whether it holds escapes, and what stands behind it (`Text`: a comment).
    fn unquoted(&self, field: usize) -> (usize, bool, Behind) {
        let full = self.full;
        let comment = if full.comment_in_line { full.comment.first() } else { NEVER };
        let (delimiter, escape) = (full.delimiter.first(), full.escape);
        let (mut at, mut escaped) = (field, false);
        loop {
            let Some(&byte) = self.buffer.get(at) else {
                return (at, escaped, if self.eof { Behind::End } else { Behind::NeedMore });
            };
            if byte == escape && byte != NEVER {
                match self.escapes(at + 1) {
                    None => return (at, escaped, Behind::NeedMore),
                    Some(0) => at += 1,
                    Some(length) => {
                        escaped = true;
                        at += 1 + length;
                    }
                }
                continue;
            }
            if byte == delimiter || byte == b'\n' || byte == b'\r' || byte == 0xE2 {
                match self.follows(at) {
                    Behind::Text => {}
                    other => return (at, escaped, other),
                }
            }
            if byte == comment {
                match self.is_comment_in_line(at) {
                    None => return (at, escaped, Behind::NeedMore),
                    Some(true) => return (at, escaped, Behind::Text),
                    Some(false) => {}
                }
            }
            at += 1;
        }
    }

    /// Bytes behind an escape that are text because of it; 0 if the escape is text itself.
    fn escapes(&self, at: usize) -> Option<usize> {
        let Some(&byte) = self.buffer.get(at) else { return if self.eof { Some(0) } else { None } };
        if byte == self.full.quote || byte == self.full.escape {
            return Some(1);
        }
        match self.follows(at) {
            Behind::NeedMore => None,
            Behind::Line(_) if self.doubting => Some(0),
            Behind::Delimiter(length) | Behind::Line(length) => Some(length),
            Behind::Text | Behind::End => Some(0),
        }
    }

    /// Where the quoted field that opens at `open` ends.
    fn quoted(&self, open: usize, unclosed: &mut Range<usize>) -> Quoted {
        let full = self.full;
        let limit = (open + 1 + limits::FIELD).min(self.buffer.len());
        let window = self.buffer.get(..limit).unwrap_or_default();
        let run = |from: usize| window.get(from..).unwrap_or_default().iter().take_while(|&&b| b == full.quote).count();
        let mut at = open + 1;
        let (mut altered, mut inside) = (false, false);
        let first = run(at);
        let start = at + first;
        loop {
            let rest = window.get(at..).unwrap_or_default();
            let found = if full.escape == NEVER {
                memchr::memchr(full.quote, rest)
            } else {
                memchr::memchr2(full.quote, full.escape, rest)
            };
            let Some(found) = found else { break };
            at += found;
            if window.get(at) == Some(&full.escape) && full.escape != full.quote {
                match self.buffer.get(at + 1) {
                    None if !self.eof => break,
                    Some(&b) if b == full.quote || b == full.escape => {
                        altered = true;
                        at += 2;
                    }
                    _ => at += 1,
                }
                continue;
            }
            let quotes = run(at);
            let last = at + quotes - 1;
            let may_close = !full.doubled || quotes % 2 == 1;
            altered |= full.doubled && quotes > 1;
            if may_close {
                match self.follows(last + 1) {
                    Behind::NeedMore => return Quoted::NeedMore,
                    Behind::Text if self.is_comment_in_line(last + 1) != Some(true) => {}
                    _ if self.doubting && self.swallows(open + 1, last) => return Quoted::Unclosed,
                    _ => return Quoted::Closed { end: last, next: last + 1, altered, inside },
                }
                inside = true;
            }
            at = last + 1;
            // Behind the quotes at the opening, runs are the same for every opening.
            if at >= start && unclosed.contains(&at) && !self.doubting {
                at = unclosed.end;
                (altered, inside) = (true, true);
            }
        }
        if self.buffer.len() < open + 1 + limits::FIELD && !self.eof {
            return Quoted::NeedMore;
        }
        if !self.doubting {
            *unclosed = start..at.max(start);
        }
        Quoted::Unclosed
    }

    /// Whether what stands between quotes holds a delimiter with a quote behind it: another field begins there.
    fn swallows(&self, start: usize, end: usize) -> bool {
        let text = self.buffer.get(start..end).unwrap_or_default();
        let delimiter = self.full.delimiter.bytes();
        memchr::memchr_iter(self.full.quote, text).any(|at| text.get(..at).is_some_and(|before| before.ends_with(delimiter)))
    }

    fn push(&self, start: usize, end: usize, escaped: bool, cells: &mut Cells<'_>) {
        if self.collapse && start == end {
            return;
        }
        if !escaped {
            cells.fields.push([start as u32, end as u32]);
            return;
        }
        let from = cells.side.len() as u32;
        let mut at = start;
        while let Some(&byte) = self.buffer.get(at).filter(|_| at < end) {
            let length = if byte == self.full.escape { self.escapes(at + 1).unwrap_or(0) } else { 0 };
            let text = if length > 0 { at + 1..at + 1 + length } else { at..at + 1 };
            at = text.end;
            cells.side.extend_from_slice(self.buffer.get(text).unwrap_or_default());
        }
        cells.fields.push([from | SIDE, cells.side.len() as u32]);
    }

    fn push_quoted(&self, start: usize, end: usize, altered: bool, cells: &mut Cells<'_>) {
        if !altered {
            cells.fields.push([start as u32, end as u32]);
            return;
        }
        let full = self.full;
        let from = cells.side.len() as u32;
        let mut bytes = self.buffer.get(start..end).unwrap_or_default().iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            let next = bytes.peek().copied();
            if full.doubled && byte == full.quote && next == Some(full.quote) {
                bytes.next();
            } else if byte == full.escape
                && full.escape != NEVER
                && let Some(text) = next.filter(|b| *b == full.quote || *b == full.escape)
            {
                bytes.next();
                cells.side.push(text);
                continue;
            }
            cells.side.push(byte);
        }
        cells.fields.push([from | SIDE, cells.side.len() as u32]);
    }
}
