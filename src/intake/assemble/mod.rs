//! Chunks of one file after the other, in any order of arrival → one table in file order, checked for completeness.

mod completion;
mod revision;

use super::agreement::order_of;
use super::limits;
use super::parse::Range;
use super::plan::Plan;
use super::raw::{Part, RawTable, Reject, RejectReason, Skipped, Surplus};
use crate::error::{ErrorKind, Result};
use crate::notice::Notice;
use crate::table::chunk::{Chunk, Met, SurplusCells, Vocabulary, add_counts, combine_hashes};
use crate::table::{Invalid, Kind, Segment, Spec, Store, room};

/// Bytes for all that is small while a chunk is taken.
const SPARE: usize = 256 << 10;

/// Byte ranges of the records of a file, `size` bytes each; the first starts at a record.
#[must_use]
pub fn ranges(plan: &Plan, file_size: u64, size: u64) -> Vec<Range> {
    let size = size.max(1);
    let mut ranges = Vec::new();
    let mut start = plan.data_start;
    while start < file_size || ranges.is_empty() {
        let end = (start + size).min(file_size).max(start);
        ranges.push(Range { index: ranges.len() as u64, start, end, exact: ranges.is_empty(), most: plan.first_rows });
        if end == start {
            break;
        }
        start = end;
    }
    ranges
}

/// What became of the chunks handed in so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// Everything up to this byte of the file stands in the table.
    UpTo(u64),
    /// A range was cut inside a record, or holds the last of the rows that are wanted: it must be read again as this one.
    Again(Range),
    /// All rows that are wanted stand in the table; what lies behind need not be read.
    Enough,
}

/// How a file ends.
pub enum Finished {
    /// The table.
    Table(Box<RawTable>),
    /// The whole file must be read again by a better plan.
    Again(Box<Plan>),
}

struct Growing {
    spec: Spec,
    common: Vocabulary,
    segments: Vec<Segment>,
    invalid: Invalid,
    met: Met,
    /// Sums of what the chunks count of a column that was empty in the sample.
    evidence: Vec<u64>,
}

/// A table under construction.
pub struct Assembler {
    /// Files of which all rows stand in the table.
    ended: Vec<Part>,
    file: Current,
    /// Bytes that the table takes so far, and may take at most.
    held: u64,
    most_bytes: u64,
    rows: u64,
    columns: Vec<Growing>,
    rejects: Vec<Reject>,
    short: (u64, Vec<u64>),
    repaired: (u64, Vec<u64>),
    notices: Vec<Notice>,
    foreign: (u64, Vec<u64>),
    inside: (u64, Vec<u64>),
    surplus: Surplus,
    comments: u64,
}

/// The file that is being read.
struct Current {
    name: String,
    bytes: u64,
    plan: Plan,
    /// Columns of the table in the order in which this file has them, and what was seen of them in it.
    order: Vec<usize>,
    seen: Vec<Seen>,
    /// Chunks that came before their turn: a few for each reader.
    waiting: Vec<Chunk>,
    next_index: u64,
    /// Where the next record must start.
    place: u64,
    /// Whether the last chunk of a file that is read from its start was taken.
    ended: bool,
    /// Whether the range with the next index was asked for again, and up to how many rows.
    again: Option<Option<u64>>,
    /// Rows of the table and rows set aside before this file.
    rows_before: u64,
    rejects_before: usize,
    records: u64,
    hash: u64,
    undecodable: u64,
    gb18030: u64,
    blanks: Vec<[u64; 2]>,
    /// Where the first record starts whose surplus cells would be too many to keep.
    surplus_over: Option<u64>,
}

/// What was seen of a column in one file.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// Cells that hold something of another kind; they count as empty, too.
    invalid: u64,
    nulls: u64,
    met: Met,
}

impl Current {
    fn new(name: &str, bytes: u64, plan: Plan, order: Vec<usize>) -> Self {
        Self {
            name: name.to_owned(),
            bytes,
            seen: vec![Seen::default(); order.len()],
            order,
            waiting: Vec::new(),
            next_index: 0,
            place: plan.data_start,
            ended: false,
            again: None,
            rows_before: 0,
            rejects_before: 0,
            records: 0,
            hash: 0,
            undecodable: 0,
            gb18030: 0,
            blanks: Vec::new(),
            surplus_over: None,
            plan,
        }
    }

    /// Row number of the next record.
    fn next_row(&self) -> u64 {
        self.plan.first_row + self.records
    }
}

impl Assembler {
    /// An empty table for a file of that name and size.
    #[must_use]
    pub fn new(name: &str, bytes: u64, plan: Plan) -> Self {
        let columns = plan.columns.iter().map(|spec| Growing {
            spec: spec.clone(),
            common: Vocabulary::default(),
            segments: Vec::new(),
            invalid: Invalid::default(),
            met: Met::default(),
            evidence: Vec::new(),
        });
        let columns: Vec<Growing> = columns.collect();
        let order = (0..columns.len()).collect();
        Self {
            ended: Vec::new(),
            columns,
            held: 0,
            // A memory of 64 bits has no end that a table could reach.
            most_bytes: if cfg!(target_pointer_width = "32") { limits::ENGINE } else { u64::MAX },
            rows: 0,
            rejects: Vec::new(),
            short: Default::default(),
            repaired: Default::default(),
            notices: Vec::new(),
            foreign: Default::default(),
            inside: Default::default(),
            surplus: Surplus::default(),
            comments: 0,
            file: Current::new(name, bytes, plan, order),
        }
    }

    /// Ends a file, and goes on with one whose rows stand below its rows. A plan says that the former must be read again by
    /// it, and with it the files before.
    ///
    /// # Errors
    /// `E_CHUNK` if ranges of the former are missing, or the plans were not made to [agree](super::agree).
    pub fn next(&mut self, name: &str, bytes: u64, plan: Plan) -> Result<Option<Plan>> {
        if let Some(better) = self.end_file(false)? {
            return Ok(Some(better));
        }
        let order = order_of(self.columns.iter().map(|c| c.spec.name.as_str()), &plan).or(Err(ErrorKind::Chunk))?;
        let same = |(spec, &at): (&Spec, &usize)| {
            self.columns.get(at).is_some_and(|c| (c.spec.kind, c.spec.store) == (spec.kind, spec.store))
        };
        if !plan.columns.iter().zip(&order).all(same) {
            return Err(ErrorKind::Chunk.into());
        }
        self.file = Current::new(name, bytes, plan, order);
        (self.file.rows_before, self.file.rejects_before) = (self.rows, self.rejects.len());
        Ok(None)
    }

    /// Takes stock of the file that was read to its end; a plan is a better one, where the whole file tells more than the
    /// sample did.
    fn end_file(&mut self, is_last: bool) -> Result<Option<Plan>> {
        let at_end = self.at_end();
        if !self.file.waiting.is_empty() || !(at_end || self.has_enough()) {
            return Err(ErrorKind::Chunk.into());
        }
        room(SPARE + (self.rejects.len() + self.file.blanks.len()) * 32)?;
        if let Some(plan) = self.better_plan(is_last) {
            return Ok(Some(plan));
        }
        let file = &self.file;
        let rejects = self.rejects.get(file.rejects_before..).unwrap_or_default();
        self.ended.push(Part {
            name: file.name.clone(),
            bytes: file.bytes,
            fingerprint: file.hash,
            rows: file.rows_before as usize..self.rows as usize,
            rejected: rejects.len() as u64,
            whole: at_end,
            skipped: Skipped::new(rejects, &file.blanks),
            order: file.order.clone(),
            plan: file.plan.clone(),
        });
        Ok(None)
    }

    /// Whether the file was read to its end.
    fn at_end(&self) -> bool {
        let file = &self.file;
        if file.plan.container.is_text() { file.place >= file.bytes } else { file.ended }
    }

    /// The same table with another limit of the bytes that it may take.
    #[must_use]
    pub fn within(mut self, bytes: u64) -> Self {
        self.most_bytes = bytes;
        self
    }

    /// Whether all rows that are wanted are there.
    #[must_use]
    pub fn has_enough(&self) -> bool {
        self.file.plan.first_rows.is_some_and(|most| self.rows >= most)
    }

    /// Rows accepted so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Takes a chunk and appends all that are next in file order.
    ///
    /// # Errors
    /// `E_CHUNK` if the chunk does not fit the plan; `E_LIMIT` beyond 2³² rows or distinct values; `E_MEMORY` at the row from
    /// which on there is no room.
    pub fn append(&mut self, chunk: Chunk) -> Result<Appended> {
        if chunk.columns() != self.columns.len() {
            return Err(ErrorKind::Chunk.into());
        }
        if self.has_enough() {
            return Ok(Appended::Enough);
        }
        room(SPARE).map_err(|e| e.at_row(self.file.next_row()))?;
        self.file.waiting.push(chunk);
        while let Some(at) = self.file.waiting.iter().position(|c| c.meta.index == self.file.next_index) {
            let mut chunk = self.file.waiting.swap_remove(at);
            let (start, end, last) = (chunk.meta.start, chunk.meta.end, chunk.meta.last);
            let notices = std::mem::take(&mut chunk.meta.notices);
            let asked = self.file.again.take();
            let left = self.file.plan.first_rows.map(|most| most - self.rows);
            // A range that holds the last wanted row must end behind it; one reader alone counts by itself.
            let too_long = self.file.plan.container.is_text()
                && left.is_some_and(|left| chunk.meta.rows >= left && asked.unwrap_or(self.file.plan.first_rows) != Some(left));
            if self.file.place < end && (too_long || chunk.meta.first != self.file.place) {
                // Read from the right place it starts there; one that does not never would.
                if asked.is_some() {
                    return Err(ErrorKind::Chunk.into());
                }
                self.file.again = Some(left);
                return Ok(Appended::Again(Range {
                    index: self.file.next_index,
                    start: self.file.place,
                    end,
                    exact: true,
                    most: left,
                }));
            }
            if self.file.place < end {
                let row = self.file.next_row();
                self.take(chunk).map_err(|e| if e.kind() == ErrorKind::Memory { e.at_row(row) } else { e })?;
            }
            debug_assert!(start <= end);
            self.file.ended |= last;
            let order = &self.file.order;
            let of_table = |at: u64| order.get(at as usize - 1).map_or(at, |&column| column as u64 + 1);
            let placed = notices.into_iter().map(|n| Notice { column: n.column.map(of_table), ..n });
            self.notices.extend(placed.map(|n| said_of(n, self.ended.len())));
            self.file.next_index += 1;
            if self.has_enough() {
                self.file.waiting.clear();
                return Ok(Appended::Enough);
            }
        }
        Ok(Appended::UpTo(self.file.place.min(self.file.bytes)))
    }

    fn take(&mut self, mut chunk: Chunk) -> Result<()> {
        let base = self.file.next_row();
        let number = self.ended.len();
        // What is small and cannot fail has its room before the dictionaries take theirs.
        let spare = SPARE + chunk.meta.rows as usize * 8;
        let beside = if chunk.meta.surplus.rows.is_empty() { 0 } else { self.surplus.size() as usize * 2 + chunk.bytes() };
        room(spare + beside)?;
        self.rejects.try_reserve(chunk.meta.skips.len()).or(Err(ErrorKind::Memory))?;
        self.file.blanks.try_reserve(chunk.meta.skips.len()).or(Err(ErrorKind::Memory))?;
        let rows_before = self.rows;
        for skip in &chunk.meta.skips {
            let row = base + skip.record;
            match RejectReason::from_number(skip.reason) {
                Some(reason) => self.rejects.push(Reject { file: number, row, offset: skip.offset, length: skip.length, reason }),
                None => self.file.blanks.push([row, skip.length]),
            }
        }
        let list = |(count, rows): &mut (u64, Vec<u64>), n: u64, more: &[u64]| {
            *count += n;
            let room = limits::LISTED.saturating_sub(rows.len());
            rows.extend(more.iter().take(room).map(|r| rows_before + r));
        };
        list(&mut self.short, chunk.meta.short, &chunk.meta.short_rows);
        list(&mut self.repaired, chunk.meta.repaired, &chunk.meta.repaired_rows);
        list(&mut self.foreign, chunk.meta.foreign, &chunk.meta.foreign_rows);
        list(&mut self.inside, chunk.meta.inside, &chunk.meta.inside_rows);
        self.keep_surplus(&chunk);
        self.comments += chunk.meta.comments;
        for (index, (&at, seen)) in self.file.order.iter().zip(&mut self.file.seen).enumerate() {
            let Some(column) = self.columns.get_mut(at) else { continue };
            let (count, rows) = chunk.invalid(index);
            seen.invalid += count;
            seen.met += chunk.met(index);
            column.invalid.count += count;
            let more = limits::LISTED.saturating_sub(column.invalid.rows.len());
            column.invalid.rows.extend(rows.iter().take(more).map(|r| rows_before + r));
            column.met += chunk.met(index);
            add_counts(&mut column.evidence, chunk.evidence(index));
            if column.spec.store == Store::Coded {
                let before = column.common.bytes();
                room(spare)?;
                chunk.recode(index, &mut column.common)?;
                self.held += (column.common.bytes() - before) as u64;
            }
        }
        room(spare)?;
        self.held += chunk.bytes() as u64;
        if self.held > self.most_bytes {
            return Err(ErrorKind::Memory.into());
        }
        self.file.hash = combine_hashes(self.file.hash, chunk.meta.hash, chunk.meta.rows);
        self.file.records += chunk.meta.records;
        self.rows += chunk.meta.rows;
        self.file.undecodable += chunk.meta.undecodable;
        self.file.gb18030 += chunk.meta.gb18030;
        self.file.place = chunk.meta.next;
        if self.rows > u64::from(u32::MAX) {
            return Err(ErrorKind::Limit.into());
        }
        if chunk.meta.rows > 0 {
            let columns = self.file.order.iter().zip(&mut self.file.seen);
            for ((&at, seen), segment) in columns.zip(chunk.segments()?) {
                let Some(column) = self.columns.get_mut(at) else { continue };
                seen.nulls += segment.nulls() as u64;
                let same = column.segments.first().is_none_or(|s| std::mem::discriminant(s) == std::mem::discriminant(&segment));
                if !same || !fits(&column.spec, &segment) {
                    return Err(ErrorKind::Chunk.into());
                }
                column.segments.push(segment);
            }
        }
        Ok(())
    }

    /// Keeps cells beyond the last column while there is room; where there is none left, the file is read again with the
    /// rows from there on set aside.
    fn keep_surplus(&mut self, chunk: &Chunk) {
        let SurplusCells { rows, ends, bytes } = &chunk.meta.surplus;
        let mut first = 0;
        for row in rows {
            let behind = first + row.cells as usize;
            if self.file.surplus_over.is_none() && self.surplus.size() > limits::SURPLUS {
                self.file.surplus_over = Some(row.offset);
            }
            if self.file.surplus_over.is_none() {
                let end = |cell: usize| ends.get(cell).copied().unwrap_or(0) as usize;
                let cells = (first..behind).map(|c| {
                    let start = c.checked_sub(1).map_or(0, end);
                    bytes.get(start..end(c)).unwrap_or_default()
                });
                self.surplus.push(self.rows + row.row, cells);
            }
            first = behind;
        }
    }
}

/// A remark about one file of several; `number` counts from 0.
fn said_of(notice: Notice, number: usize) -> Notice {
    notice.in_file(number as u64 + 1)
}

fn fits(spec: &Spec, segment: &Segment) -> bool {
    matches!(
        (spec.kind, segment),
        (Kind::Text, Segment::Codes(_) | Segment::Text(_))
            | (Kind::Number, Segment::Number(_))
            | (Kind::Money, Segment::Money(_))
            | (Kind::Time, Segment::Time(_))
    )
}
