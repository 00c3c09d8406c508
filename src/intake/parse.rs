//! One byte range of a file → one chunk.
//!
//! Where a range starts inside a record nobody knows, so the parser takes the first line end for the end of a record and
//! says where it began; the engine, which knows where the record before it ended, has the range read again from the right
//! place if the two differ. So any cut gives what one walk through the file gives.

use super::decode::{self, Decoder};
use super::encoding::foreign;
use super::grammar::Grammar;
use super::limits;
use super::plan::{Encoding, Plan};
use super::raw::RejectReason;
use super::record::Stop;
use super::rows::{Rows, Skip};
use super::stream;
use super::values::Values;
use crate::error::{ErrorKind, Result};
use crate::notice::Notice;
use crate::table::Spec;
use crate::table::chunk::{self, ColumnBuilder, Meta, NONE, SkipEntry, SurplusRow};
use serde::{Deserialize, Serialize};

/// Rows handled at a time: their fields stay in the processor's cache.
const BATCH: usize = 1_024;

/// A byte range of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Range {
    /// Position among all ranges.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub index: u64,
    /// First byte.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub start: u64,
    /// Byte behind the last.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub end: u64,
    /// Whether a record is known to start at `start`.
    pub exact: bool,
    /// Rows behind which nothing of it is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "number"))]
    pub most: Option<u64>,
}

/// Reads one range, slice by slice.
pub struct RangeParser {
    range: Range,
    grammar: Grammar,
    surplus_end: Option<u64>,
    decoder: Decoder,
    /// UTF-8 from the start of an unfinished record on.
    buffer: Vec<u8>,
    /// Place of the buffer in the file (UTF-8).
    base: u64,
    /// Bytes handed in and not yet decoded.
    staged: Vec<u8>,
    synced: bool,
    /// Inside an over-long record: everything up to the next line end is dropped.
    skipping: bool,
    done: bool,
    rows: Rows,
    /// Rows accepted so far, those of chunks cut before included.
    taken: u64,
    specs: Vec<Spec>,
    /// Places of the columns among all columns of the file.
    places: Vec<usize>,
    columns: Vec<ColumnBuilder>,
    values: Vec<Values>,
    meta: Meta,
}

impl RangeParser {
    /// A parser for one range of a file.
    ///
    /// # Errors
    /// `E_ENCODING` if this build cannot read the plan's encoding.
    pub fn new(plan: &Plan, range: Range) -> Result<Self> {
        let reads_from = if range.exact { range.start } else { decode::before(plan.encoding, range.start) };
        Ok(Self {
            range,
            grammar: Grammar::new(&plan.dialect, plan.width()),
            surplus_end: plan.surplus_end,
            decoder: Decoder::new(plan.encoding, plan.fallback, reads_from)?,
            buffer: Vec::new(),
            base: reads_from,
            staged: Vec::new(),
            synced: range.exact,
            skipping: false,
            done: false,
            rows: Rows::default(),
            taken: 0,
            specs: plan.columns.clone(),
            places: plan.places(),
            columns: plan.columns.iter().map(|c| ColumnBuilder::new(c.kind, c.store)).collect(),
            values: plan.columns.iter().map(Values::new).collect(),
            meta: Meta {
                index: range.index,
                start: range.start,
                end: range.end,
                first: NONE,
                next: range.end,
                ..Meta::default()
            },
        })
    }

    /// Where the first slice must start.
    #[must_use]
    pub fn reads_from(&self) -> u64 {
        self.base
    }

    /// Room for the next slice of `length` bytes, to be filled before [`RangeParser::advance`].
    pub fn room(&mut self, length: usize) -> &mut [u8] {
        let target = if matches!(self.decoder, Decoder::Utf8) { &mut self.buffer } else { &mut self.staged };
        let before = target.len();
        target.resize(before + length, 0);
        target.get_mut(before..).unwrap_or_default()
    }

    /// Reads what was put into the room. `eof` says that the file ends there. Returns whether the range is done.
    ///
    /// # Errors
    /// `E_LIMIT` if the range grows past what a chunk can hold.
    pub fn advance(&mut self, eof: bool) -> Result<bool> {
        #[cfg(feature = "formats")]
        if !matches!(self.decoder, Decoder::Utf8) {
            let staged = std::mem::take(&mut self.staged);
            self.decoder.decode(staged, self.grammar.marks.newline, eof, &mut self.buffer);
        }
        if self.buffer.len() >= 1 << 31 {
            return Err(ErrorKind::Limit.into());
        }
        if self.done || !self.sync(eof) {
            return Ok(self.done);
        }
        let mut at = 0;
        loop {
            if self.skipping {
                match self.grammar.full.next_line(&self.buffer, at, eof) {
                    Some((end, behind)) => {
                        self.end_skip(behind, (behind - end) as u64);
                        at = behind;
                        self.skipping = false;
                    }
                    None => {
                        at = self.buffer.len() - self.grammar.pending(&self.buffer, eof).min(self.buffer.len() - at);
                        self.end_skip(at, 0);
                    }
                }
            }
            if self.skipping {
                self.done = eof;
                break;
            }
            let until = self.decoder.text_from(self.range.end, self.base).unwrap_or(usize::MAX);
            self.grammar.surplus_until =
                self.surplus_end.and_then(|end| self.decoder.text_from(end, self.base)).unwrap_or(usize::MAX);
            let most = usize::try_from(self.left()).map_or(BATCH, |left| left.min(BATCH));
            let (next, stop) = self.grammar.split(&self.buffer, at, until, eof, most, &mut self.rows);
            if at < next && self.meta.first == NONE {
                self.meta.first = self.decoder.offset(at, self.base);
            }
            self.take_batch();
            at = next;
            if self.left() == 0 {
                self.done = true;
                break;
            }
            match stop {
                Stop::Full => {}
                Stop::Skipping => self.skipping = true,
                Stop::NeedMore => break,
                Stop::End => {
                    self.done = eof || until <= next;
                    break;
                }
            }
        }
        self.meta.next = self.decoder.offset(at, self.base);
        if at > 0 {
            self.buffer.drain(..at);
            self.decoder.drop_front(at);
            self.base += at as u64;
        }
        Ok(self.done || eof)
    }

    /// Rows that may still be accepted.
    fn left(&self) -> u64 {
        self.range.most.map_or(u64::MAX, |most| most.saturating_sub(self.taken))
    }

    /// Finds the first record start; `false` while there is none.
    fn sync(&mut self, eof: bool) -> bool {
        if self.synced {
            return true;
        }
        match self.grammar.next_line(&self.buffer, 0, eof) {
            Some(behind) => {
                self.drop_front(behind);
                self.synced = true;
                let start = self.decoder.offset(0, self.base);
                if start >= self.range.end {
                    (self.done, self.meta.next) = (true, start);
                }
                !self.done
            }
            None => {
                let length = self.buffer.len() - self.grammar.pending(&self.buffer, eof);
                self.drop_front(length);
                self.done = eof || self.decoder.offset(0, self.base) >= self.range.end;
                false
            }
        }
    }

    fn drop_front(&mut self, length: usize) {
        self.buffer.drain(..length);
        self.decoder.drop_front(length);
        self.base += length as u64;
    }

    /// The over-long record that was set aside last ends at a place of the buffer, its line end included.
    fn end_skip(&mut self, at: usize, line_end: u64) {
        let behind = self.decoder.offset(at, self.base);
        if let Some(last) = self.meta.skips.last_mut() {
            last.length = (behind - last.offset).saturating_sub(line_end * self.decoder.unit());
        }
    }

    /// Bytes of the file that a record takes, its line end excluded.
    fn file_length(&self, skip: &Skip) -> u64 {
        if matches!(self.decoder, Decoder::Utf8) {
            return skip.length as u64;
        }
        let end = skip.start + skip.length;
        let line_end = match (self.buffer.get(end), self.buffer.get(end + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(_), _) => 1,
            (None, _) => 0,
        };
        let start = self.decoder.offset(skip.start, self.base);
        (self.decoder.offset(end + line_end, self.base) - start).saturating_sub(line_end as u64 * self.decoder.unit())
    }

    fn take_batch(&mut self) {
        let mut rows = std::mem::take(&mut self.rows);
        self.set_aside_undecodable(&mut rows);
        rows.forget_inside();
        let first = self.meta.rows;
        for (times, list, count) in [
            (&rows.short, &mut self.meta.short_rows, &mut self.meta.short),
            (&rows.repaired, &mut self.meta.repaired_rows, &mut self.meta.repaired),
            (&rows.inside, &mut self.meta.inside_rows, &mut self.meta.inside),
        ] {
            *count += times.len() as u64;
            let room = limits::LISTED.saturating_sub(list.len());
            list.extend(times.iter().take(room).map(|&r| first + u64::from(r)));
        }
        for (row, span) in rows.spans.iter().enumerate() {
            if self.decoder.foreign(span[0] as usize, span[1] as usize) {
                self.meta.foreign += 1;
                if self.meta.foreign_rows.len() < limits::LISTED {
                    self.meta.foreign_rows.push(first + row as u64);
                }
            }
            let record = self.buffer.get(span[0] as usize..span[1] as usize).unwrap_or_default();
            self.meta.hash = chunk::add_hash(self.meta.hash, chunk::record_hash(record));
        }
        self.meta.comments += u64::from(rows.comments);
        self.keep_surplus(&rows, first);
        for skip in &rows.skips {
            let offset = self.decoder.offset(skip.start, self.base);
            let reason = skip.reason.map_or(0, RejectReason::number);
            let length = if skip.reason.is_none() { u64::from(skip.count) } else { self.file_length(skip) };
            self.push_skip(SkipEntry { record: u64::from(skip.record), offset, length, reason });
        }
        let width = self.grammar.columns;
        for ((column, values), place) in self.columns.iter_mut().zip(&mut self.values).zip(&self.places) {
            fill(column, values, &rows, &self.buffer, width, *place, first);
        }
        self.meta.rows += rows.spans.len() as u64;
        self.taken += rows.spans.len() as u64;
        self.meta.records = u64::from(rows.records);
        rows.clear();
        self.rows = rows;
    }

    /// Copies cells beyond the last column.
    fn keep_surplus(&mut self, rows: &Rows, first: u64) {
        for run in rows.surplus.chunk_by(|a, b| a.0 == b.0) {
            let Some(row) = run.first().map(|c| c.0) else { continue };
            let start = rows.spans.get(row as usize).map_or(0, |s| s[0] as usize);
            let offset = self.decoder.offset(start, self.base);
            let surplus = &mut self.meta.surplus;
            surplus.rows.push(SurplusRow { row: first + u64::from(row), offset, cells: run.len() as u64 });
            for (_, field) in run {
                surplus.bytes.extend_from_slice(rows.bytes(&self.buffer, *field));
                surplus.ends.push(surplus.bytes.len() as u64);
            }
        }
    }

    /// Blank lines that follow each other stay one entry across batches.
    fn push_skip(&mut self, entry: SkipEntry) {
        match self.meta.skips.last_mut() {
            Some(last) if entry.reason == 0 && last.reason == 0 && last.record + last.length == entry.record => {
                last.length += entry.length;
            }
            _ => self.meta.skips.push(entry),
        }
    }

    /// Takes records out that are not text in the file's encoding.
    fn set_aside_undecodable(&mut self, rows: &mut Rows) {
        let (Some(first), Some(last)) = (rows.spans.first(), rows.spans.last()) else { return };
        let text = |a: u32, b: u32| self.buffer.get(a as usize..b as usize).unwrap_or_default();
        let damaged = |a: u32, b: u32| self.decoder.damaged(a as usize, text(a, b));
        if !damaged(first[0], last[1]) {
            return;
        }
        let all = std::mem::take(rows);
        let skipped = |before: usize| all.skips.iter().take_while(|s| s.start < before).map(|s| s.count).sum::<u32>();
        let first_record = all.records - all.spans.len() as u32 - skipped(usize::MAX);
        (rows.side, rows.skips, rows.records) = (all.side.clone(), all.skips.clone(), all.records);
        rows.comments = all.comments;
        for (index, (span, fields)) in all.spans.iter().zip(all.fields.chunks(self.grammar.columns)).enumerate() {
            let index = index as u32;
            if damaged(span[0], span[1]) {
                let start = span[0] as usize;
                let record = first_record + index + skipped(start);
                let length = span[1] as usize - start;
                let aside = stream::set_aside(text(span[0], span[1]));
                if aside.is_none() {
                    self.meta.undecodable += 1;
                    self.meta.gb18030 += u64::from(foreign::is_gb18030(text(span[0], span[1])));
                }
                let reason = Some(aside.unwrap_or(RejectReason::Undecodable));
                rows.skips.push(Skip { record, start, length, count: 1, reason });
                continue;
            }
            let now = rows.spans.len() as u32;
            rows.short.extend(all.short.binary_search(&index).ok().map(|_| now));
            rows.repaired.extend(all.repaired.binary_search(&index).ok().map(|_| now));
            rows.inside.extend(all.inside.binary_search(&index).ok().map(|_| now));
            let surplus = all.surplus.get(all.surplus.partition_point(|s| s.0 < index)..).unwrap_or_default();
            rows.surplus.extend(surplus.iter().take_while(|s| s.0 == index).map(|s| (now, s.1)));
            rows.spans.push(*span);
            rows.fields.extend_from_slice(fields);
        }
        rows.skips.sort_unstable_by_key(|s| s.record);
    }

    /// The chunk.
    #[must_use]
    pub fn finish(self) -> Vec<u64> {
        chunk::write(&self.meta, &self.columns)
    }

    /// Whether the range is read to its end.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Whether rows that were handed in are not wanted any more.
    #[must_use]
    pub fn has_enough(&self) -> bool {
        self.left() == 0 && !(self.buffer.is_empty() && self.staged.is_empty())
    }

    /// The chunk of the records read so far, for a file that is read from its start; reading goes on behind them.
    /// `last` says that there is nothing behind; with the last chunk that is read comes what the format counted.
    #[must_use]
    pub fn cut(&mut self, last: bool, notices: Vec<Notice>) -> Vec<u64> {
        self.done |= last;
        (self.meta.end, self.meta.last) = (self.meta.next, last);
        self.meta.notices = notices;
        let next =
            Meta { index: self.meta.index + 1, start: self.meta.next, first: NONE, next: self.meta.next, ..Meta::default() };
        let meta = std::mem::replace(&mut self.meta, next);
        let empty: Vec<ColumnBuilder> = self.specs.iter().map(|c| ColumnBuilder::new(c.kind, c.store)).collect();
        self.rows.records = 0;
        chunk::write(&meta, &std::mem::replace(&mut self.columns, empty))
    }
}

impl Plan {
    /// Whether only the `formats` build can read the file.
    #[must_use]
    pub fn needs_formats(&self) -> bool {
        self.encoding != Encoding::Utf8 || self.fallback.is_some()
    }
}

/// Appends one column of a batch.
fn fill(column: &mut ColumnBuilder, values: &mut Values, rows: &Rows, buffer: &[u8], width: usize, index: usize, first: u64) {
    // A column that only other files have is empty, by the same walk.
    let none = if index < width { Vec::new() } else { vec![[0, 0]; rows.spans.len()] };
    let (cells, index, width) = if index < width { (&rows.fields, index, width) } else { (&none, 0, 1) };
    let fields = cells.iter().skip(index).step_by(width).map(|f| rows.bytes(buffer, *f));
    values.fill(column, fields, first);
}
