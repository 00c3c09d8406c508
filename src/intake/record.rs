//! Bytes → records → fields: the grammar of delimited text, quotes respected, damaged lines set aside.
//!
//! A quote counts at the start of a field only. It closes at the first quote that a delimiter, a line end or the end of
//! the file follows; doubled quotes stand for one, other quotes inside are text. A quote that does not close within
//! [`limits::FIELD`] bytes is damage: its line is read again as if it held no quotes.

use super::careful::{Cells, Found, Walk};
use super::grammar::{Full, Grammar, NEVER};
use super::limits;
use super::raw::RejectReason;
use super::rows::{Rows, SIDE};
use super::scan::{BLOCK, Marks};
use std::ops::Range;

/// Place behind a record whose end the buffer does not hold.
const ENDLESS: usize = usize::MAX;

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
    /// Field end (exclusive), the structural byte or end behind it, whether quotes are doubled inside, and whether single
    /// ones stand there.
    Closed {
        end: usize,
        next: usize,
        doubled: bool,
        inside: bool,
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
            match if self.plain { run.records(at, rows) } else { run.record(at, rows) } {
                Ok(next) => at = next,
                Err(start) => return (start, Stop::NeedMore),
            }
        }
        match at {
            ENDLESS if eof => (buffer.len(), Stop::End),
            ENDLESS => (buffer.len() - self.pending(buffer, eof), Stop::Skipping),
            _ => (at, Stop::End),
        }
    }

    /// Where the quoted field that opens at `open` ends. Many lines with an open quote would each search up to the limit,
    /// so what a search found out is kept in `unclosed`.
    fn quoted(&self, buffer: &[u8], open: usize, eof: bool, unclosed: &mut Range<usize>) -> Quoted {
        let limit = open + 1 + limits::FIELD;
        let window = buffer.get(..limit.min(buffer.len())).unwrap_or_default();
        // Quotes right behind the opening one belong to the field; from there on pairs are the same for every opening.
        let first = self.run(window, open + 1);
        if first % 2 == 1
            && let Some(closed) = self.closer(buffer, open + first, eof, first > 1, false)
        {
            return closed;
        }
        let start = open + 1 + first;
        let skips = unclosed.contains(&start);
        let mut at = if skips { unclosed.end } else { start };
        let mut doubled = first > 1 || skips;
        let mut inside = first % 2 == 1 || skips;
        while let Some(found) = memchr::memchr(self.marks.quote, window.get(at..).unwrap_or_default()) {
            let quotes = self.run(window, at + found);
            let last = at + found + quotes - 1;
            if quotes % 2 == 1
                && let Some(closed) = self.closer(buffer, last, eof, doubled || quotes > 1, inside)
            {
                return closed;
            }
            inside |= quotes % 2 == 1;
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
    fn closer(&self, buffer: &[u8], quote: usize, eof: bool, doubled: bool, inside: bool) -> Option<Quoted> {
        let closed = |next| Some(Quoted::Closed { end: quote, next, doubled, inside });
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
                    if let Some(next) = self.close(&open, end, at + 1, false, rows) {
                        return Ok(next);
                    }
                    open = Open { start: at + 1, field: at + 1, first: rows.fields.len() };
                    if at + 1 >= self.until || rows.spans.len() >= self.most {
                        return Ok(at + 1);
                    }
                } else if at != open.field {
                    rows.note_inside();
                } else if byte == quote {
                    match self.grammar.quoted(self.buffer, at, self.eof, &mut rows.unclosed) {
                        Quoted::Closed { end, next, doubled, inside } => {
                            if inside {
                                rows.note_inside();
                                if let Some(next) = self.torn(&open, at, end, rows) {
                                    return Ok(next);
                                }
                            }
                            self.quoted_field(at + 1, end, doubled, rows);
                            match self.buffer.get(next) {
                                Some(&b) if b == delimiter => {
                                    open.field = next + 1;
                                    resume = next + 1;
                                }
                                _ => {
                                    let behind = (next + 1).min(self.buffer.len());
                                    if let Some(next) = self.close(&open, end + 1, behind, false, rows) {
                                        return Ok(next);
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
            if let Some(next) = self.close(open, text_end, end, false, rows) {
                return Ok(next);
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

    /// Ends a record at `end` (its line end excluded). A place is where to go on instead of behind it: the record was over
    /// the limit, or read again as a shorter one.
    #[inline]
    fn close(&self, open: &Open, end: usize, behind: usize, was_damaged: bool, rows: &mut Rows) -> Option<usize> {
        if behind - open.start > limits::FIELD {
            let long = |f: &[u32; 2]| f[1].saturating_sub(f[0] & !SIDE) as usize > limits::FIELD;
            let over_line = behind - open.start > limits::LINE;
            if over_line || rows.fields.get(open.first..).unwrap_or_default().iter().any(long) {
                rows.fields.truncate(open.first);
                if over_line {
                    return Some(self.skip_line(open.start, rows));
                }
                rows.skip(open.start, end - open.start, Some(RejectReason::Limit));
                return None;
            }
        }
        if rows.fields.len() - open.first != self.grammar.columns || end == open.start || was_damaged {
            return self.odd(open, end, behind, was_damaged, rows);
        }
        rows.records += 1;
        rows.spans.push([open.start as u32, end as u32]);
        None
    }

    /// A record of another width than the table's, or a blank one: whether it still makes a row.
    #[inline(never)]
    fn odd(&self, open: &Open, end: usize, behind: usize, was_damaged: bool, rows: &mut Rows) -> Option<usize> {
        let columns = self.grammar.columns;
        let width = rows.fields.len() - open.first;
        let expected = self.grammar.expected;
        if !was_damaged
            && width != expected
            && expected > 1
            && let Some((end, next)) = self.doubt(open, behind, rows)
        {
            return self.odd(open, end, next, true, rows).or(Some(next));
        }
        let text = self.buffer.get(open.start..end).unwrap_or_default();
        let skip = |rows: &mut Rows, reason| {
            rows.fields.truncate(open.first);
            rows.skip(open.start, end - open.start, reason);
            None
        };
        // A line without a byte is an empty cell where that is all a row has.
        if (text.is_empty() && columns != 1) || width == 0 {
            return skip(rows, None);
        }
        if was_damaged {
            rows.forget_inside();
            rows.repaired.push(rows.spans.len() as u32);
        }
        if columns == 0 {
            rows.widths.push(width as u32);
        } else if was_damaged && width != columns {
            rows.repaired.pop();
            return skip(rows, Some(RejectReason::Quote));
        } else if width > columns {
            let surplus = rows.fields.get(open.first + columns..).unwrap_or_default();
            if surplus.iter().any(|f| f[0] & !SIDE != f[1]) {
                if open.start >= self.grammar.surplus_until {
                    return skip(rows, Some(RejectReason::TooManyFields));
                }
                let row = rows.spans.len() as u32;
                rows.surplus.extend(surplus.iter().map(|f| (row, *f)));
            }
            rows.fields.truncate(open.first + columns);
        } else if width < columns {
            rows.fields.resize(open.first + columns, [0, 0]);
            rows.short.push(rows.spans.len() as u32);
        }
        rows.records += 1;
        rows.spans.push([open.start as u32, end as u32]);
        None
    }

    /// Reads the first line of a record again, taking a quote for text where it would swallow the beginning of another
    /// quoted field or does not close on the line. Kept if the line then has the cells that it should have: its end and
    /// the place behind it.
    fn doubt(&self, open: &Open, behind: usize, rows: &mut Rows) -> Option<(usize, usize)> {
        let record = self.buffer.get(..behind)?;
        let quote = self.grammar.full.quote;
        memchr::memchr(quote, record.get(open.start..)?)?;
        let line = self.grammar.full.next_line(record, open.start, true).map_or(behind, |(_, behind)| behind);
        let line = Walk {
            full: &self.grammar.full,
            collapse: self.grammar.collapse,
            buffer: record.get(..line)?,
            eof: true,
            doubting: true,
        };
        let (mut fields, mut side) = (Vec::new(), std::mem::take(&mut rows.side));
        let found = line.record(
            open.start,
            &mut Cells { fields: &mut fields, side: &mut side, unclosed: &mut (0..0), inside: false, torn: None },
        );
        rows.side = side;
        match found {
            Found::Record { end, behind } if fields.len() == self.grammar.expected => {
                rows.fields.truncate(open.first);
                rows.fields.append(&mut fields);
                Some((end, behind))
            }
            _ => None,
        }
    }

    /// A quoted field over several lines that holds more quotes probably swallowed records: its first line is read again
    /// with that quote as text, and taken if it then is a row by itself.
    fn torn(&self, open: &Open, quote: usize, end: usize, rows: &mut Rows) -> Option<usize> {
        let (_, line) = self.grammar.full.next_line(self.buffer.get(..end)?, open.start, true)?;
        if line <= quote || self.grammar.expected < 2 {
            return None;
        }
        let (end, next) = self.doubt(open, line, rows)?;
        self.odd(open, end, next, true, rows).or(Some(next))
    }

    /// Reads one record by the whole dialect.
    fn record(&self, start: usize, rows: &mut Rows) -> Result<usize, usize> {
        let open = Open { start, field: start, first: rows.fields.len() };
        let walk = self.walk();
        let found = {
            let Rows { fields, side, unclosed, .. } = rows;
            let mut cells = Cells { fields, side, unclosed, inside: false, torn: None };
            let found = walk.record(start, &mut cells);
            let torn = cells.torn;
            if cells.inside {
                rows.note_inside();
            }
            if let Some((quote, end)) = torn
                && let Some(next) = self.torn(&open, quote, end, rows)
            {
                return Ok(next);
            }
            found
        };
        match found {
            Found::Record { end, behind } => Ok(self.close(&open, end, behind, false, rows).unwrap_or(behind)),
            Found::Comment { behind, .. } if behind - start > limits::LINE => Ok(self.skip_line(start, rows)),
            Found::Comment { end, behind } => {
                rows.skip(start, end - start, None);
                rows.comments += 1;
                Ok(behind)
            }
            Found::NeedMore if self.buffer.len() - start > limits::LINE => {
                self.abandon(&open, rows);
                Ok(self.skip_line(start, rows))
            }
            Found::NeedMore => Err(self.abandon(&open, rows)),
            Found::Unclosed => {
                self.abandon(&open, rows);
                self.damaged(start, rows)
            }
        }
    }

    fn walk(&self) -> Walk<'_> {
        Walk { full: &self.grammar.full, collapse: self.grammar.collapse, buffer: self.buffer, eof: self.eof, doubting: false }
    }

    /// Takes the fields of an unfinished record back; returns its start.
    fn abandon(&self, open: &Open, rows: &mut Rows) -> usize {
        rows.forget_inside();
        rows.fields.truncate(open.first);
        open.start
    }

    /// Reads one line with the quote that does not close as text; if that gives another number of cells than a row has, as
    /// if it held no quotes.
    fn damaged(&self, start: usize, rows: &mut Rows) -> Result<usize, usize> {
        let rest = self.buffer.len() - start;
        let behind = match self.grammar.next_line(self.buffer, start, self.eof) {
            Some(behind) => behind,
            None if self.eof => self.buffer.len(),
            None if rest > limits::LINE => return Ok(self.skip_line(start, rows)),
            None => return Err(start),
        };
        let open = Open { start, field: start, first: rows.fields.len() };
        let again = if behind - start <= limits::FIELD { self.doubt(&open, behind, rows) } else { None };
        let (end, behind) = again.unwrap_or_else(|| {
            let full = Full { quote: NEVER, ..self.grammar.full };
            let buffer = self.buffer.get(..behind).unwrap_or_default();
            let line = Walk { full: &full, collapse: self.grammar.collapse, buffer, eof: true, doubting: true };
            let Rows { fields, side, unclosed, .. } = rows;
            match line.record(start, &mut Cells { fields, side, unclosed, inside: false, torn: None }) {
                Found::Record { end, behind } => (end, behind),
                _ => (behind, behind),
            }
        });
        Ok(self.close(&open, end, behind, true, rows).unwrap_or(behind))
    }

    /// Sets an over-long record aside: it ends at the first line end behind the limit. Where the buffer holds none, the
    /// returned place is [`ENDLESS`].
    fn skip_line(&self, start: usize, rows: &mut Rows) -> usize {
        let found = self.grammar.full.next_line(self.buffer, start + limits::LINE, self.eof);
        let end = found.map_or(self.buffer.len(), |(end, _)| end);
        rows.skip(start, end - start, Some(RejectReason::Limit));
        found.map_or(ENDLESS, |(_, behind)| behind)
    }
}
