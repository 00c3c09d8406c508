//! An object of columns: the records stand across the text, so all of it is kept in memory.

use super::feed::{Feed, Piece};
use super::text::{Fault, Text};
use crate::error::{Error, ErrorKind, Result};
use crate::intake::limits;
use crate::intake::stream::{Records, Stream};

/// Most bytes of cells.
const CELLS: usize = 128 << 20;

/// The cells of an object of columns, by column.
#[derive(Default)]
pub struct Columns {
    names: Vec<Vec<u8>>,
    text: Vec<u8>,
    /// Ends of the cells in `text`, column after column; the first starts at 0.
    ends: Vec<usize>,
    rows: usize,
    /// Next record; 0 is the header.
    next: usize,
}

impl Columns {
    /// Reads the object at the start of a feed, whose form is known.
    pub fn read(feed: &mut Feed) -> Result<Self> {
        let mut columns = Self::default();
        columns.walk(feed).map_err(|kind| feed.failure().unwrap_or(Error::new(kind).at_byte(feed.offset())))?;
        columns.rows = columns.ends.len() / columns.names.len().max(1);
        Ok(columns)
    }

    fn walk(&mut self, feed: &mut Feed) -> std::result::Result<(), ErrorKind> {
        feed.peek();
        feed.bump();
        loop {
            match feed.peek().ok_or(ErrorKind::Json)? {
                b',' => feed.bump(),
                b'}' => return Ok(()),
                _ => {
                    let name = unquoted(feed)?;
                    self.names.push(name);
                    if self.names.len() > limits::COLUMNS {
                        return Err(ErrorKind::Limit);
                    }
                    let open = feed.peek();
                    feed.bump();
                    self.column(feed, open == Some(b'{'))?;
                }
            }
        }
    }

    fn column(&mut self, feed: &mut Feed, keyed: bool) -> std::result::Result<(), ErrorKind> {
        loop {
            match feed.peek().ok_or(ErrorKind::Json)? {
                b',' => feed.bump(),
                b'}' | b']' => {
                    feed.bump();
                    return Ok(());
                }
                _ => {
                    if keyed {
                        unquoted(feed)?;
                        feed.peek();
                    }
                    let Piece::Whole(range) = feed.value() else { return Err(ErrorKind::Json) };
                    let mut text = Text::new(feed.slice(range));
                    if text.peek() == Some(b'"') {
                        let raw = text.raw().map_err(fault)?;
                        text.unescape(raw, &mut self.text).map_err(fault)?;
                    } else {
                        let word = text.scalar().map_err(fault)?;
                        self.text.extend_from_slice(if word == b"null" { b"" } else { word });
                    }
                    self.ends.push(self.text.len());
                    if self.text.len() + self.ends.len() * size_of::<usize>() > CELLS {
                        return Err(ErrorKind::Limit);
                    }
                }
            }
        }
    }
}

fn fault(_: Fault) -> ErrorKind {
    ErrorKind::Json
}

/// A key and the colon behind it.
fn unquoted(feed: &mut Feed) -> std::result::Result<Vec<u8>, ErrorKind> {
    let Piece::Whole(range) = feed.value() else { return Err(ErrorKind::Json) };
    let mut name = Vec::new();
    let mut text = Text::new(feed.slice(range));
    let raw = text.raw().map_err(fault)?;
    text.unescape(raw, &mut name).map_err(fault)?;
    if feed.peek() != Some(b':') {
        return Err(ErrorKind::Json);
    }
    feed.bump();
    Ok(name)
}

impl Stream for Columns {
    fn next(&mut self, wanted: usize, out: &mut Vec<u8>) -> Result<bool> {
        let enough = out.len() + wanted;
        while self.next <= self.rows && out.len() < enough {
            let mut records = Records::new(out);
            if self.next == 0 {
                self.names.iter().for_each(|n| records.cell(n));
            } else {
                for column in 0..self.names.len() {
                    let cell = column * self.rows + self.next - 1;
                    let start = cell.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
                    let end = self.ends.get(cell).copied().unwrap_or_default();
                    records.cell(self.text.get(start..end).unwrap_or_default());
                }
            }
            records.end();
            self.next += 1;
        }
        Ok(self.next <= self.rows)
    }
}
