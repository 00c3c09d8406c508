//! The records of a JSON text, one after the other.

use super::feed::{Feed, Piece};
use super::probe::Form;
use super::text::is_blank;
use crate::error::{Error, ErrorKind, Result};
use crate::intake::RejectReason;
use std::ops::Range;

/// Takes records out of a feed.
pub struct Items {
    feed: Feed,
    form: Form,
    /// The list stands in an object whose rest is not looked at.
    inside: bool,
    /// Rest of a line.
    line: Range<usize>,
    started: bool,
    /// A value was read and no comma yet.
    behind: bool,
    /// Records so far, those set aside included.
    pub count: u64,
}

/// A record.
pub enum Item {
    /// Its text, until the next call.
    Text(Range<usize>),
    /// It cannot be read.
    Aside(RejectReason),
    /// There are no more.
    End,
}

impl Items {
    pub fn new(feed: Feed, form: Form, inside: bool) -> Self {
        Self { feed, form, inside, line: 0..0, started: false, behind: false, count: 0 }
    }

    pub fn text(&self, range: Range<usize>) -> &[u8] {
        self.feed.slice(range)
    }

    /// Place in the whole text of a place in a record's.
    pub fn place(&self, at: usize) -> u64 {
        self.feed.place(at)
    }

    /// The error of a text that cannot be read on.
    pub fn error(&mut self) -> Error {
        let place = Error::new(ErrorKind::Json).at_row(self.count + 2).at_byte(self.feed.offset());
        self.feed.failure().unwrap_or(place)
    }

    /// The next record.
    pub fn next(&mut self) -> Result<Item> {
        let item = match self.form {
            Form::Lines => self.in_line(),
            Form::Array(at) => self.in_array(at)?,
            Form::Series | Form::Columns => self.in_series()?,
        };
        if matches!(item, Item::End) {
            if let Some(error) = self.feed.failure() {
                return Err(error);
            }
        } else {
            self.count += 1;
        }
        Ok(item)
    }

    /// Says that a record of a line ends after so many bytes: what follows is the next.
    pub fn keep_rest(&mut self, taken: &Range<usize>, length: usize) {
        if self.form == Form::Lines {
            self.line = taken.start + length..taken.end;
        }
    }

    fn in_line(&mut self) -> Item {
        loop {
            let between = |b: &u8| is_blank(*b) || *b == b',';
            let rest = std::mem::take(&mut self.line);
            let text = self.feed.slice(rest.clone());
            if let Some(start) = text.iter().position(|b| !between(b)) {
                return Item::Text(rest.start + start..rest.end);
            }
            match self.feed.line() {
                None => return Item::End,
                Some(Piece::Whole(line)) => self.line = line,
                Some(Piece::Long | Piece::Cut) => return Item::Aside(RejectReason::Limit),
            }
        }
    }

    fn in_array(&mut self, at: u64) -> Result<Item> {
        if !self.started {
            self.feed.skip_to(at);
            self.open_array()?;
            self.started = true;
        }
        loop {
            match self.feed.peek() {
                Some(b',') => {
                    self.feed.bump();
                    self.behind = false;
                }
                Some(b']') => {
                    self.feed.bump();
                    if self.inside {
                        return Ok(Item::End);
                    }
                    // Pages of one list, put behind each other.
                    match self.feed.peek() {
                        None => return Ok(Item::End),
                        Some(_) => self.open_array()?,
                    }
                }
                Some(byte) if !self.behind || matches!(byte, b'{' | b'[') => return self.value(),
                _ => return Err(self.error()),
            }
        }
    }

    fn open_array(&mut self) -> Result<()> {
        if self.feed.peek() == Some(b',') {
            self.feed.bump();
        }
        if self.feed.peek() != Some(b'[') {
            return Err(self.error());
        }
        self.feed.bump();
        self.behind = false;
        Ok(())
    }

    fn in_series(&mut self) -> Result<Item> {
        while self.feed.peek() == Some(b',') {
            self.feed.bump();
        }
        if self.feed.peek().is_none() {
            return Ok(Item::End);
        }
        self.value()
    }

    fn value(&mut self) -> Result<Item> {
        self.behind = true;
        match self.feed.value() {
            Piece::Whole(range) if range.is_empty() => Err(self.error()),
            Piece::Whole(range) => Ok(Item::Text(range)),
            Piece::Long => Ok(Item::Aside(RejectReason::Limit)),
            Piece::Cut => Err(self.error()),
        }
    }
}
