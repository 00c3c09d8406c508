//! Fields of a batch of records, as places in the buffer, and the records that are no rows.

use super::raw::RejectReason;
use std::ops::Range;

/// Set in the start of a field whose text stands in [`Rows::side`].
pub const SIDE: u32 = 1 << 31;

/// A record that is not a row of the table: set aside with its reason, or blank (`None`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Record number, counted from the first record handed in.
    pub record: u32,
    /// Start in the buffer.
    pub start: usize,
    /// Bytes, line end excluded.
    pub length: usize,
    /// Records: a run of blank lines is one entry.
    pub count: u32,
    /// Why.
    pub reason: Option<RejectReason>,
}

/// Fields of a batch of records, as places in the buffer.
#[derive(Default)]
pub struct Rows {
    /// Start and end of each field, row by row; with a known column count, that many a row.
    pub fields: Vec<[u32; 2]>,
    /// Fields of each row, where the column count is not known yet.
    pub widths: Vec<u32>,
    /// Start and end of each accepted record.
    pub spans: Vec<[u32; 2]>,
    /// Text of fields whose doubled quotes were resolved.
    pub side: Vec<u8>,
    /// Records that are no rows.
    pub skips: Vec<Skip>,
    /// Rows of this batch with too few fields, filled up as missing.
    pub short: Vec<u32>,
    /// Rows of this batch whose unclosed quote was read as text.
    pub repaired: Vec<u32>,
    /// Rows of this batch with quotes inside a field that are not escaped; the last may be of a record not yet read.
    pub inside: Vec<u32>,
    /// Cells beyond the last column, and the row of each.
    pub surplus: Vec<(u32, [u32; 2])>,
    /// Lines of this batch that are only a comment.
    pub comments: u32,
    /// Records seen, blank ones included.
    pub records: u32,
    /// Bytes of the buffer in which no quote can close a field, known from a search that found none.
    pub(super) unclosed: Range<usize>,
}

impl Rows {
    /// Forgets a batch, keeping the count of records.
    pub fn clear(&mut self) {
        self.fields.clear();
        self.widths.clear();
        self.spans.clear();
        self.side.clear();
        self.skips.clear();
        self.short.clear();
        self.repaired.clear();
        self.inside.clear();
        self.surplus.clear();
        self.comments = 0;
    }

    /// Notes a quote inside a field of the record being read.
    #[inline]
    pub(super) fn note_inside(&mut self) {
        let row = self.spans.len() as u32;
        if self.inside.last() != Some(&row) {
            self.inside.push(row);
        }
    }

    /// Forgets what was noted of a record that makes no row.
    pub(super) fn forget_inside(&mut self) {
        if self.inside.last().is_some_and(|&row| row as usize >= self.spans.len()) {
            self.inside.pop();
        }
    }

    /// Sets the next record aside; a blank line (`None`) joins the blank lines before it.
    pub(super) fn skip(&mut self, start: usize, length: usize, reason: Option<RejectReason>) {
        let record = self.records;
        self.records += 1;
        self.forget_inside();
        match self.skips.last_mut() {
            Some(last) if reason.is_none() && last.reason.is_none() && last.record + last.count == record => last.count += 1,
            _ => self.skips.push(Skip { record, start, length, count: 1, reason }),
        }
    }

    /// Bytes of a field.
    #[inline]
    #[must_use]
    pub fn bytes<'a>(&'a self, buffer: &'a [u8], field: [u32; 2]) -> &'a [u8] {
        let (start, end) = ((field[0] & !SIDE) as usize, field[1] as usize);
        let from = if field[0] & SIDE == 0 { buffer } else { &self.side };
        from.get(start..end).unwrap_or_default()
    }
}
