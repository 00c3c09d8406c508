//! Bytes → records → fields: the grammar of delimited text, quotes respected, damaged lines set aside.
//!
//! A quote counts at the start of a field only. It closes at the first quote that a delimiter, a line end or the end of
//! the file follows; doubled quotes stand for one, other quotes inside are text. A quote that does not close within
//! [`limits::FIELD`] bytes is damage: its line is read again as if it held no quotes.

use super::limits;
use super::raw::RejectReason;
use super::scan::{BLOCK, Marks};

/// Set in the start of a field whose text stands in [`Rows::side`].
pub const SIDE: u32 = 1 << 31;

/// Place behind a record whose end the buffer does not hold.
const ENDLESS: usize = usize::MAX;

/// How records and fields are told apart.
#[derive(Clone, Copy, Debug)]
pub struct Grammar {
    /// The structural bytes.
    pub marks: Marks,
    /// Runs of the delimiter count as one, and those at the edges of a line as none (columns set apart by blanks).
    pub collapse: bool,
    /// Columns of the table; 0 while that is what is being found out.
    pub columns: usize,
}

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
    /// Records seen, blank ones included.
    pub records: u32,
    /// Bytes of the buffer in which no quote can close a field, known from a search that found none.
    unclosed: std::ops::Range<usize>,
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
    }

    /// Sets the next record aside; a blank line (`None`) joins the blank lines before it.
    fn skip(&mut self, start: usize, length: usize, reason: Option<RejectReason>) {
        let record = self.records;
        self.records += 1;
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

/// Why splitting stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The record at the returned place is not complete in the buffer.
    NeedMore,
    /// The record at the returned place starts at or behind the end asked for, or the buffer ended with the file.
    End,
    /// The batch is full.
    Full,
    /// An over-long record runs past the buffer: drop bytes up to the next line end.
    Skipping,
}

enum Quoted {
    /// Field end (exclusive), the structural byte or end behind it, and whether quotes are doubled inside.
    Closed {
        end: usize,
        next: usize,
        doubled: bool,
    },
    NeedMore,
    Unclosed,
}

impl Grammar {
    /// Splits records that start in `from..until`, at most `most` rows; returns where the next record starts and why it
    /// stopped. `eof` says that the buffer ends where the file does.
    pub fn split(&self, buffer: &[u8], from: usize, until: usize, eof: bool, most: usize, rows: &mut Rows) -> (usize, Stop) {
        let mut at = from;
        rows.unclosed = 0..0;
        while at < until {
            if at >= buffer.len() {
                return (at, if eof { Stop::End } else { Stop::NeedMore });
            }
            if rows.spans.len() >= most {
                return (at, Stop::Full);
            }
            let run = Run { grammar: self, buffer, until, eof, most };
            match run.records(at, rows) {
                Ok(next) => at = next,
                Err(start) => return (start, Stop::NeedMore),
            }
        }
        match at {
            ENDLESS if eof => (buffer.len(), Stop::End),
            ENDLESS => (buffer.len(), Stop::Skipping),
            _ => (at, Stop::End),
        }
    }

    /// Where the quoted field that opens at `open` ends. Many lines with an open quote would each search up to the limit,
    /// so what a search found out is kept in `unclosed`.
    fn quoted(&self, buffer: &[u8], open: usize, eof: bool, unclosed: &mut std::ops::Range<usize>) -> Quoted {
        let limit = open + 1 + limits::FIELD;
        let window = buffer.get(..limit.min(buffer.len())).unwrap_or_default();
        // Quotes right behind the opening one belong to the field; from there on pairs are the same for every opening.
        let first = self.run(window, open + 1);
        if first % 2 == 1
            && let Some(closed) = self.closer(buffer, open + first, eof, first > 1)
        {
            return closed;
        }
        let start = open + 1 + first;
        let skips = unclosed.contains(&start);
        let mut at = if skips { unclosed.end } else { start };
        let mut doubled = first > 1 || skips;
        while let Some(found) = memchr::memchr(self.marks.quote, window.get(at..).unwrap_or_default()) {
            let quotes = self.run(window, at + found);
            let last = at + found + quotes - 1;
            if quotes % 2 == 1
                && let Some(closed) = self.closer(buffer, last, eof, doubled || quotes > 1)
            {
                return closed;
            }
            doubled |= quotes > 1;
            at = last + 1;
        }
        if buffer.len() < limit && !eof {
            return Quoted::NeedMore;
        }
        *unclosed = start..at.max(start);
        Quoted::Unclosed
    }

    /// Quotes in a row from a place on.
    fn run(&self, buffer: &[u8], from: usize) -> usize {
        buffer.get(from..).unwrap_or_default().iter().take_while(|&&b| b == self.marks.quote).count()
    }

    /// What a quote does to the field, judged by what follows it; `None` if it is text.
    fn closer(&self, buffer: &[u8], quote: usize, eof: bool, doubled: bool) -> Option<Quoted> {
        let closed = |next| Some(Quoted::Closed { end: quote, next, doubled });
        match (buffer.get(quote + 1), buffer.get(quote + 2)) {
            (Some(&b), _) if b == self.marks.delimiter || b == self.marks.newline => closed(quote + 1),
            (Some(b'\r'), Some(&b)) if b == self.marks.newline => closed(quote + 2),
            (Some(b'\r'), None) if eof => closed(quote + 2),
            (None, _) if eof => closed(quote + 1),
            (None, _) | (Some(b'\r'), None) => Some(Quoted::NeedMore),
            _ => None,
        }
    }
}

/// One walk over a buffer.
struct Run<'a> {
    grammar: &'a Grammar,
    buffer: &'a [u8],
    until: usize,
    eof: bool,
    most: usize,
}

/// The record being read.
struct Open {
    start: usize,
    field: usize,
    first: usize,
}

impl Run<'_> {
    /// Reads records from `start` until the batch is full, the end is reached or a damaged line was dealt with.
    /// `Err` names the start of a record that is not complete.
    fn records(&self, start: usize, rows: &mut Rows) -> Result<usize, usize> {
        let Marks { delimiter, newline, quote } = self.grammar.marks;
        let mut open = Open { start, field: start, first: rows.fields.len() };
        let mut block = start;
        loop {
            let rest = self.buffer.get(block..).unwrap_or_default();
            let mut bits = match rest.first_chunk::<BLOCK>() {
                Some(bytes) => self.grammar.marks.bits(bytes),
                None => self.grammar.marks.tail_bits(rest),
            };
            let mut resume = block + BLOCK;
            while bits != 0 {
                let at = block + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let byte = self.buffer.get(at).copied().unwrap_or(newline);
                if byte == delimiter {
                    self.field(open.field, at, rows);
                    open.field = at + 1;
                } else if byte == newline {
                    let end = self.last_field(&open, at, rows);
                    if self.close(&open, end, at + 1, false, rows) {
                        return Ok(self.skip_line(open.start, rows));
                    }
                    open = Open { start: at + 1, field: at + 1, first: rows.fields.len() };
                    if at + 1 >= self.until || rows.spans.len() >= self.most {
                        return Ok(at + 1);
                    }
                } else if at == open.field && byte == quote {
                    match self.grammar.quoted(self.buffer, at, self.eof, &mut rows.unclosed) {
                        Quoted::Closed { end, next, doubled } => {
                            self.quoted_field(at + 1, end, doubled, rows);
                            match self.buffer.get(next) {
                                Some(&b) if b == delimiter => {
                                    open.field = next + 1;
                                    resume = next + 1;
                                }
                                _ => {
                                    let behind = (next + 1).min(self.buffer.len());
                                    if self.close(&open, next.min(self.buffer.len()), behind, false, rows) {
                                        return Ok(self.skip_line(open.start, rows));
                                    }
                                    open = Open { start: behind, field: behind, first: rows.fields.len() };
                                    resume = behind;
                                    if behind >= self.until || behind >= self.buffer.len() || rows.spans.len() >= self.most {
                                        return Ok(behind);
                                    }
                                }
                            }
                            break;
                        }
                        Quoted::NeedMore => return Err(self.abandon(&open, rows)),
                        Quoted::Unclosed => {
                            self.abandon(&open, rows);
                            return self.damaged(open.start, rows);
                        }
                    }
                }
            }
            if resume - open.start > limits::LINE + BLOCK && self.buffer.len() - open.start > limits::LINE {
                self.abandon(&open, rows);
                return Ok(self.skip_line(open.start, rows));
            }
            if resume >= self.buffer.len() {
                return self.finish(&open, rows);
            }
            block = resume;
        }
    }

    /// The buffer ended inside a record.
    fn finish(&self, open: &Open, rows: &mut Rows) -> Result<usize, usize> {
        let end = self.buffer.len();
        if end - open.start > limits::LINE {
            self.abandon(open, rows);
            return Ok(self.skip_line(open.start, rows));
        }
        if !self.eof {
            return Err(self.abandon(open, rows));
        }
        if open.start < end {
            let text_end = self.last_field(open, end, rows);
            if self.close(open, text_end, end, false, rows) {
                return Ok(self.skip_line(open.start, rows));
            }
        }
        Ok(end)
    }

    #[inline]
    fn field(&self, start: usize, end: usize, rows: &mut Rows) {
        if !(self.grammar.collapse && start == end) {
            rows.fields.push([start as u32, end as u32]);
        }
    }

    #[inline]
    fn last_field(&self, open: &Open, at: usize, rows: &mut Rows) -> usize {
        let end = if at > open.field && self.buffer.get(at - 1) == Some(&b'\r') { at - 1 } else { at };
        self.field(open.field, end, rows);
        end
    }

    fn quoted_field(&self, start: usize, end: usize, doubled: bool, rows: &mut Rows) {
        if !doubled {
            rows.fields.push([start as u32, end as u32]);
            return;
        }
        let quote = self.grammar.marks.quote;
        let side = rows.side.len() as u32;
        let mut bytes = self.buffer.get(start..end).unwrap_or_default().iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            if byte == quote && bytes.peek() == Some(&quote) {
                bytes.next();
            }
            rows.side.push(byte);
        }
        rows.fields.push([side | SIDE, rows.side.len() as u32]);
    }

    /// Ends a record at `end` (its line end excluded). `true` asks for it to be skipped as over the limit.
    #[inline]
    fn close(&self, open: &Open, end: usize, behind: usize, was_damaged: bool, rows: &mut Rows) -> bool {
        if behind - open.start > limits::FIELD {
            let long = |f: &[u32; 2]| f[1].saturating_sub(f[0] & !SIDE) as usize > limits::FIELD;
            let over_line = behind - open.start > limits::LINE;
            if over_line || rows.fields.get(open.first..).unwrap_or_default().iter().any(long) {
                rows.fields.truncate(open.first);
                if !over_line {
                    rows.skip(open.start, end - open.start, Some(RejectReason::Limit));
                }
                return over_line;
            }
        }
        if rows.fields.len() - open.first != self.grammar.columns || end == open.start || was_damaged {
            if !self.odd(open, end, was_damaged, rows) {
                return false;
            }
        } else {
            rows.records += 1;
        }
        rows.spans.push([open.start as u32, end as u32]);
        false
    }

    /// A record of another width than the table's, or a blank one: whether it still makes a row.
    fn odd(&self, open: &Open, end: usize, was_damaged: bool, rows: &mut Rows) -> bool {
        let columns = self.grammar.columns;
        let width = rows.fields.len() - open.first;
        let text = self.buffer.get(open.start..end).unwrap_or_default();
        let skip = |rows: &mut Rows, reason| {
            rows.fields.truncate(open.first);
            rows.skip(open.start, end - open.start, reason);
            false
        };
        if text.is_empty() || width == 0 {
            return skip(rows, None);
        }
        if columns == 0 {
            rows.widths.push(width as u32);
            rows.records += 1;
            return true;
        }
        if was_damaged && width != columns {
            return skip(rows, Some(RejectReason::Quote));
        }
        if width > columns {
            let surplus = rows.fields.get(open.first + columns..).unwrap_or_default();
            if surplus.iter().any(|f| f[0] & !SIDE != f[1]) {
                return skip(rows, Some(RejectReason::TooManyFields));
            }
            rows.fields.truncate(open.first + columns);
        } else if width < columns {
            rows.fields.resize(open.first + columns, [0, 0]);
            rows.short.push(rows.spans.len() as u32);
        }
        if was_damaged {
            rows.repaired.push(rows.spans.len() as u32);
        }
        rows.records += 1;
        true
    }

    /// Takes the fields of an unfinished record back; returns its start.
    fn abandon(&self, open: &Open, rows: &mut Rows) -> usize {
        rows.fields.truncate(open.first);
        open.start
    }

    /// Reads one line as if it held no quotes.
    fn damaged(&self, start: usize, rows: &mut Rows) -> Result<usize, usize> {
        let Marks { delimiter, newline, .. } = self.grammar.marks;
        let rest = self.buffer.get(start..).unwrap_or_default();
        let (end, behind) = match memchr::memchr(newline, rest) {
            Some(found) => (start + found, start + found + 1),
            None if self.eof => (self.buffer.len(), self.buffer.len()),
            None if rest.len() > limits::LINE => return Ok(self.skip_line(start, rows)),
            None => return Err(start),
        };
        let mut open = Open { start, field: start, first: rows.fields.len() };
        for at in memchr::memchr_iter(delimiter, self.buffer.get(start..end).unwrap_or_default()) {
            self.field(open.field, start + at, rows);
            open.field = start + at + 1;
        }
        let end = self.last_field(&open, end, rows);
        if self.close(&open, end, behind, true, rows) {
            return Ok(self.skip_line(start, rows));
        }
        Ok(behind)
    }

    /// Sets an over-long record aside: it ends at the first line end behind the limit. Where the buffer holds none, the
    /// returned place is [`ENDLESS`].
    fn skip_line(&self, start: usize, rows: &mut Rows) -> usize {
        let behind = start + limits::LINE;
        let rest = self.buffer.get(behind..).unwrap_or_default();
        let end = memchr::memchr(self.grammar.marks.newline, rest).map_or(self.buffer.len(), |found| behind + found);
        rows.skip(start, end - start, Some(RejectReason::Limit));
        if end < self.buffer.len() { end + 1 } else { ENDLESS }
    }
}
