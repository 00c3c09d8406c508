//! What is not delimited text becomes delimited text: archives unpack to the bytes they hold, tables of other formats
//! (workbooks, JSON, Parquet, Arrow) to records of one plain dialect. So one reader judges kinds, sets rows aside and
//! numbers them, whatever the file was.

use super::raw::RejectReason;
use super::read::Source;
use crate::error::Result;
use crate::notice::Notice;
use std::io;
use std::rc::Rc;

/// Text that can only be read from its start.
pub trait Stream {
    /// Appends about `wanted` more bytes to `out`; `false` when there are no more.
    ///
    /// # Errors
    /// `E_LIMIT`, `E_BINARY` and others of the format; what was appended before stays good.
    fn next(&mut self, wanted: usize, out: &mut Vec<u8>) -> Result<bool>;

    /// What was repaired or doubted so far.
    fn remarks(&self) -> Vec<Notice> {
        Vec::new()
    }
}

/// A file that holds a table, or several to choose from.
pub struct Opened {
    /// Names of the sheets of a workbook or the files of an archive that may hold a table, in file order; empty where
    /// there is nothing to choose.
    pub members: Vec<String>,
    /// Which of them the stream is.
    pub chosen: usize,
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
            self.out.extend_from_slice(text);
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

/// A source as a library wants it: from a place on, and seekable.
#[derive(Clone)]
pub struct Cursor {
    source: Rc<dyn Source>,
    at: u64,
}

impl Cursor {
    /// A cursor at the start.
    #[must_use]
    pub fn new(source: Rc<dyn Source>) -> Self {
        Self { source, at: 0 }
    }
}

impl io::Read for Cursor {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.source.size().saturating_sub(self.at);
        let length = usize::try_from(left).unwrap_or(usize::MAX).min(into.len());
        let into = into.get_mut(..length).unwrap_or_default();
        self.source.read_at(self.at, into).map_err(|e| io::Error::other(e.code()))?;
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
