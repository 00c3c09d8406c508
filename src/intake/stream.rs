//! What is not delimited text becomes delimited text: archives unpack to the bytes they hold, tables of other formats
//! (workbooks, JSON, Parquet, Arrow) to records of one plain dialect. So one reader judges kinds, sets rows aside and
//! numbers them, whatever the file was.

use super::raw::RejectReason;
use super::read::Source;
use crate::error::Result;
use crate::notice::Notice;
use serde::{Deserialize, Serialize};
use std::io;
use std::rc::Rc;

/// Text that can only be read from its start.
pub trait Stream {
    /// Appends about `wanted` more bytes to `out`; `false` when there are no more.
    ///
    /// # Errors
    /// `E_LIMIT`, `E_BINARY` and others of the format; what was appended before stays good.
    fn next(&mut self, wanted: usize, out: &mut Vec<u8>) -> Result<bool>;

    /// What the format counted on the way: complete once there are no more bytes.
    fn notices(&self) -> Vec<Notice> {
        Vec::new()
    }

    /// What it inflates, where another worker can do that ahead of it.
    #[cfg(feature = "formats")]
    fn inflow(&mut self) -> Option<&mut dyn Inflow> {
        None
    }
}

/// Bytes that are inflated while they are read, by the reader or ahead of it by another worker.
#[cfg(feature = "formats")]
pub trait Inflow {
    /// Leaves the rest to [`Ahead`](super::Ahead); `None` where that does not pay.
    fn hand_over(&mut self) -> Option<Handover>;

    /// Takes a piece; `None`: there is no more, and the pieces were the `whole` of it or not.
    fn feed(&mut self, piece: Option<Vec<u8>>, whole: bool);

    /// Whether a row can be read without waiting for a piece.
    fn is_ready(&self) -> bool;
}

/// Where a part of an archive stands, what the directory says of it, and how far it was read: what inflating it takes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Handover {
    /// Byte of the file where its data begin.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: u64,
    /// Bytes of its data.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub packed: u64,
    /// Whether they are deflated, or stored as they are.
    pub deflated: bool,
    /// Bytes that come out, as the directory says.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub size: u64,
    /// Their checksum.
    pub crc: u32,
    /// Times that its data may grow.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub ratio: u64,
    /// Bytes that other parts of the archive have given.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub before: u64,
    /// Bytes of this one that its reader has taken.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub given: u64,
}

/// How much there is, as far as a file says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// It does not.
    #[default]
    Unknown,
    /// Bytes of text.
    Bytes(u64),
    /// Data rows.
    Rows(u64),
}

/// A file that holds a table, or several to choose from.
pub struct Opened {
    /// Names of the sheets of a workbook or the files of an archive that may hold a table, in file order; empty where
    /// there is nothing to choose.
    pub members: Vec<String>,
    /// Which of them the file hides: they can be chosen and are never proposed.
    pub hidden: Vec<usize>,
    /// Which of them the stream is.
    pub chosen: usize,
    /// How much of it the file says there is; a file may lie.
    pub extent: Extent,
    /// Its text.
    pub stream: Box<dyn Stream>,
}

/// Writes records in the plain dialect: UTF-8, commas, quotes doubled, LF. A record without cells is a blank line, so that
/// row numbers stay those of the sheet.
pub struct Records<'a> {
    out: &'a mut Vec<u8>,
    cells: usize,
    start: usize,
}

/// Appends the text of a cell. A browser copies each block of memory by a call of its own, which for some bytes takes longer than the copy.
#[inline]
pub(super) fn append(out: &mut Vec<u8>, mut text: &[u8]) {
    if text.len() > 31 {
        return out.extend_from_slice(text);
    }
    while let Some((head, rest)) = text.split_first_chunk::<8>() {
        out.extend_from_slice(head);
        text = rest;
    }
    if let Some((head, rest)) = text.split_first_chunk::<4>() {
        out.extend_from_slice(head);
        text = rest;
    }
    for byte in text {
        out.push(*byte);
    }
}

impl<'a> Records<'a> {
    /// Writes behind what `out` holds.
    #[must_use]
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        Self { cells: 0, start: out.len(), out }
    }

    /// Adds a cell to the record.
    pub fn cell(&mut self, text: &[u8]) {
        if self.cells > 0 {
            self.out.push(b',');
        }
        self.cells += 1;
        if memchr::memchr3(b',', b'"', b'\n', text).is_none() && memchr::memchr(b'\r', text).is_none() {
            append(self.out, text);
            return;
        }
        self.out.push(b'"');
        for byte in text {
            if *byte == b'"' {
                self.out.push(b'"');
            }
            self.out.push(*byte);
        }
        self.out.push(b'"');
    }

    /// Adds a cell that cannot hold anything that needs quotes: a number, a date, nothing.
    pub fn plain(&mut self, text: &[u8]) {
        if self.cells > 0 {
            self.out.push(b',');
        }
        self.cells += 1;
        append(self.out, text);
    }

    /// Adds empty cells.
    pub fn blank(&mut self, cells: usize) {
        let commas = if self.cells > 0 { cells } else { cells.saturating_sub(1) };
        self.out.resize(self.out.len() + commas, b',');
        self.cells += cells;
    }

    /// Ends the record.
    pub fn end(&mut self) {
        if self.cells == 1 && self.out.len() == self.start {
            self.out.extend_from_slice(b"\"\"");
        }
        self.out.push(b'\n');
        (self.cells, self.start) = (0, self.out.len());
    }

    /// Writes a record that the reader sets aside for a reason: no text looks like it.
    pub fn set_aside(&mut self, reason: RejectReason) {
        self.out.extend_from_slice(&[ASIDE, b'0' + reason.number() as u8]);
        self.end();
    }
}

const ASIDE: u8 = 0xFF;

/// The reason in a record of [`Records::set_aside`].
pub(super) fn set_aside(record: &[u8]) -> Option<RejectReason> {
    let &[ASIDE, digit] = record else { return None };
    RejectReason::from_number(u64::from(digit.checked_sub(b'0')?))
}

/// Bytes that a cursor reads ahead: a file of a page costs the same for a few bytes as for many.
const WINDOW: u64 = 1 << 20;

/// A source as a library wants it: from a place on, and seekable.
pub struct Cursor {
    source: Rc<dyn Source>,
    at: u64,
    window: Vec<u8>,
    window_at: u64,
}

impl Cursor {
    /// A cursor at the start.
    #[must_use]
    pub fn new(source: Rc<dyn Source>) -> Self {
        Self { source, at: 0, window: Vec::new(), window_at: 0 }
    }
}

impl io::Read for Cursor {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.source.size().saturating_sub(self.at);
        let inside = self.at.checked_sub(self.window_at).is_some_and(|o| o < self.window.len() as u64);
        if !inside {
            self.window.resize(left.min(WINDOW) as usize, 0);
            self.window_at = self.at;
            if let Err(e) = self.source.read_at(self.at, &mut self.window) {
                self.window.clear();
                return Err(io::Error::other(e.code()));
            }
        }
        let mut from = self.window.get((self.at - self.window_at) as usize..).unwrap_or_default();
        let length = io::Read::read(&mut from, into)?;
        self.at += length as u64;
        Ok(length)
    }
}

impl io::Seek for Cursor {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let place = match to {
            io::SeekFrom::Start(at) => Some(at),
            io::SeekFrom::End(by) => self.source.size().checked_add_signed(by),
            io::SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_read_back_as_they_were() {
        let rows: [&[&str]; 5] = [&["a", "b,c"], &["x\ny", "say \"hi\""], &[""], &["", ""], &["客户", "\r"]];
        let mut out = Vec::new();
        let mut records = Records::new(&mut out);
        for row in rows {
            row.iter().for_each(|c| records.cell(c.as_bytes()));
            records.end();
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(out.as_slice());
        let back: Vec<Vec<String>> = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(back, rows);
    }
}
