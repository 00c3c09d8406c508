//! JSON text as it comes: values and lines are found in it without knowing what they hold.

use super::text::{is_blank, is_scalar};
use crate::error::Error;
use crate::intake::limits;
use crate::intake::stream::Stream;
use std::ops::Range;

const WANTED: usize = 256 << 10;

/// The unread part of a stream.
pub struct Feed {
    stream: Box<dyn Stream>,
    buffer: Vec<u8>,
    at: usize,
    base: u64,
    ended: bool,
    /// What ended the stream, if not its end.
    failed: Option<Error>,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Where it stands in the buffer until the next call.
    Whole(Range<usize>),
    /// It is longer than the limit and was passed over.
    Long,
    /// The text ends inside it.
    Cut,
}

impl Feed {
    pub fn new(stream: Box<dyn Stream>) -> Self {
        let mut feed = Self { stream, buffer: Vec::new(), at: 0, base: 0, ended: false, failed: None };
        while feed.buffer.len() < 3 && feed.more() {}
        feed.at = if feed.buffer.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        feed
    }

    /// Place in the text.
    pub fn offset(&self) -> u64 {
        self.base + self.at as u64
    }

    /// Place in the text of a place in the buffer.
    pub fn place(&self, at: usize) -> u64 {
        self.base + at as u64
    }

    /// What ended the stream, if not its end.
    pub fn failure(&mut self) -> Option<Error> {
        self.failed.take()
    }

    pub fn slice(&self, range: Range<usize>) -> &[u8] {
        self.buffer.get(range).unwrap_or_default()
    }

    /// Reads on; places in the buffer change. `false` at the end.
    fn more(&mut self) -> bool {
        if self.ended {
            return false;
        }
        // Only when most of it is read, so that a long value is not moved with every piece of it.
        if self.at > self.buffer.len() / 2 {
            self.buffer.drain(..self.at);
            self.base += self.at as u64;
            self.at = 0;
        }
        let before = self.buffer.len();
        while self.buffer.len() == before && !self.ended {
            match self.stream.next(WANTED, &mut self.buffer) {
                Ok(more) => self.ended = !more,
                Err(error) => (self.ended, self.failed) = (true, Some(error)),
            }
        }
        self.buffer.len() > before
    }

    /// The text from here on, at least `length` bytes if there are as many.
    pub fn head(&mut self, length: usize) -> &[u8] {
        while self.buffer.len() - self.at < length && self.more() {}
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Passes over the text up to a place.
    pub fn skip_to(&mut self, offset: u64) {
        while self.offset() < offset {
            let step = (offset - self.offset()).min((self.buffer.len() - self.at) as u64);
            self.at += step as usize;
            if step == 0 && !self.more() {
                return;
            }
        }
    }

    /// The next byte that is not blank.
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            match self.buffer.get(self.at).copied() {
                Some(byte) if is_blank(byte) => self.at += 1,
                Some(byte) => return Some(byte),
                None if !self.more() => return None,
                None => {}
            }
        }
    }

    /// Passes over the byte that was peeked at.
    pub fn bump(&mut self) {
        self.at = (self.at + 1).min(self.buffer.len());
    }

    /// Takes the value that starts at the next byte; only its quotes and brackets are looked at. A byte that starts no
    /// value is a value of no length.
    pub fn value(&mut self) -> Piece {
        self.peek();
        let mut found = Found::default();
        let mut ahead = 0;
        let mut long = false;
        loop {
            let rest = self.buffer.get(self.at + ahead..).unwrap_or_default();
            let (read, done) = found.read(rest);
            ahead += read;
            if done || !self.has(ahead) {
                let end = self.at + ahead;
                let start = std::mem::replace(&mut self.at, end);
                return match (long || ahead > limits::LINE, done || found.at_end()) {
                    (_, false) => Piece::Cut,
                    (true, true) => Piece::Long,
                    (false, true) => Piece::Whole(start..end),
                };
            }
            if ahead > limits::LINE {
                long = true;
                self.at += ahead.min(self.buffer.len() - self.at);
                ahead = 0;
            }
        }
    }

    /// Whether there is a byte so far ahead.
    fn has(&mut self, ahead: usize) -> bool {
        while self.at + ahead >= self.buffer.len() {
            if !self.more() {
                return false;
            }
        }
        true
    }

    /// Takes a line; `None` at the end.
    pub fn line(&mut self) -> Option<Piece> {
        let (mut ahead, mut long) = (0, false);
        if !self.has(0) {
            return None;
        }
        loop {
            let rest = self.buffer.get(self.at + ahead..).unwrap_or_default();
            let found = memchr::memchr(b'\n', rest);
            ahead += found.unwrap_or(rest.len());
            if found.is_some() || !self.has(ahead) {
                let start = self.at;
                self.at = (start + ahead + 1).min(self.buffer.len());
                let whole = !long && ahead <= limits::LINE;
                return Some(if whole { Piece::Whole(start..start + ahead) } else { Piece::Long });
            }
            if ahead > limits::LINE {
                long = true;
                self.at += ahead;
                ahead = 0;
            }
        }
    }
}

/// How much of a value was seen.
#[derive(Default)]
struct Found {
    depth: u64,
    quoted: bool,
    escape: bool,
    scalar: bool,
}

impl Found {
    /// Whether the end of the text ends the value.
    fn at_end(&self) -> bool {
        self.scalar
    }

    /// Reads on: how many bytes, and whether the value ends there.
    fn read(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if self.escape {
                (self.escape, at) = (false, at + 1);
                continue;
            }
            if self.quoted {
                let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) else {
                    return (bytes.len(), false);
                };
                at += found + 1;
                if bytes.get(at - 1) == Some(&b'\\') {
                    self.escape = true;
                } else {
                    self.quoted = false;
                    if self.depth == 0 {
                        return (at, true);
                    }
                }
                continue;
            }
            match byte {
                b'"' if !self.scalar => self.quoted = true,
                b'{' | b'[' if !self.scalar => self.depth += 1,
                b'}' | b']' if self.depth > 1 => self.depth -= 1,
                b'}' | b']' if self.depth == 1 => return (at + 1, true),
                _ if self.depth > 0 => {}
                _ if is_scalar(byte) => self.scalar = true,
                _ => return (at, true),
            }
            at += 1;
        }
        (bytes.len(), false)
    }
}
