//! Chunks in any order of arrival → one table in file order, checked for completeness.

use super::evidence::Evidence;
use super::footer;
use super::parse::Range;
use super::plan::{Encoding, EncodingReason, Plan};
use super::raw::{RawTable, Reject, RejectReason, Skipped, Surplus};
use super::values;
use super::{kinds, limits};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::Notice;
use crate::table::chunk::{Chunk, Met, SurplusCells, Vocabulary, add_counts, combine_hashes};
use crate::table::{Column, Doubt, Invalid, Kind, Reason, Segment, Spec, Store, room};

/// Share of unreadable cells (one in so many) above which a column is read again as text.
const TEXT_ABOVE: u64 = 5;

/// Bytes for all that is small while a chunk is taken.
const SPARE: usize = 256 << 10;

/// Score of an encoding (see [`super::Candidate`]) below which people are asked to look.
const SURE: i32 = 500;

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
    name: String,
    bytes: u64,
    plan: Plan,
    /// Chunks that came before their turn: a few for each reader.
    waiting: Vec<Chunk>,
    next_index: u64,
    /// Where the next record must start.
    place: u64,
    /// Whether the last chunk of a file that is read from its start was taken.
    ended: bool,
    /// Whether the range with the next index was asked for again, and up to how many rows.
    again: Option<Option<u64>>,
    /// Bytes that the table takes so far, and may take at most.
    held: u64,
    most_bytes: u64,
    records: u64,
    rows: u64,
    hash: u64,
    undecodable: u64,
    gb18030: u64,
    columns: Vec<Growing>,
    rejects: Vec<Reject>,
    blanks: Vec<[u64; 2]>,
    short: (u64, Vec<u64>),
    repaired: (u64, Vec<u64>),
    notices: Vec<Notice>,
    foreign: (u64, Vec<u64>),
    inside: (u64, Vec<u64>),
    surplus: Surplus,
    /// Where the first record starts whose surplus cells would be too many to keep.
    surplus_over: Option<u64>,
    comments: u64,
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
        Self {
            name: name.to_owned(),
            bytes,
            columns: columns.collect(),
            waiting: Vec::new(),
            next_index: 0,
            place: plan.data_start,
            again: None,
            ended: false,
            held: 0,
            // A memory of 64 bits has no end that a table could reach.
            most_bytes: if cfg!(target_pointer_width = "32") { limits::ENGINE } else { u64::MAX },
            records: 0,
            rows: 0,
            hash: 0,
            undecodable: 0,
            gb18030: 0,
            rejects: Vec::new(),
            blanks: Vec::new(),
            short: Default::default(),
            repaired: Default::default(),
            notices: Vec::new(),
            foreign: Default::default(),
            inside: Default::default(),
            surplus: Surplus::default(),
            surplus_over: None,
            comments: 0,
            plan,
        }
    }

    /// The same table with another limit of the bytes that it may take.
    #[must_use]
    pub fn within(mut self, bytes: u64) -> Self {
        self.most_bytes = bytes;
        self
    }

    /// Whether all rows that are wanted are there.
    fn has_enough(&self) -> bool {
        self.plan.first_rows.is_some_and(|most| self.rows >= most)
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
        room(SPARE).map_err(|e| e.at_row(self.plan.first_row + self.records))?;
        self.waiting.push(chunk);
        while let Some(at) = self.waiting.iter().position(|c| c.meta.index == self.next_index) {
            let mut chunk = self.waiting.swap_remove(at);
            let (start, end, last) = (chunk.meta.start, chunk.meta.end, chunk.meta.last);
            let notices = std::mem::take(&mut chunk.meta.notices);
            let asked = self.again.take();
            let left = self.plan.first_rows.map(|most| most - self.rows);
            // A range that holds the last wanted row must end behind it; one reader alone counts by itself.
            let too_long = self.plan.container.is_text()
                && left.is_some_and(|left| chunk.meta.rows >= left && asked.unwrap_or(self.plan.first_rows) != Some(left));
            if self.place < end && (too_long || chunk.meta.first != self.place) {
                // Read from the right place it starts there; one that does not never would.
                if asked.is_some() {
                    return Err(ErrorKind::Chunk.into());
                }
                self.again = Some(left);
                return Ok(Appended::Again(Range { index: self.next_index, start: self.place, end, exact: true, most: left }));
            }
            if self.place < end {
                let row = self.plan.first_row + self.records;
                self.take(chunk).map_err(|e| if e.kind() == ErrorKind::Memory { e.at_row(row) } else { e })?;
            }
            debug_assert!(start <= end);
            self.ended |= last;
            self.notices.extend(notices);
            self.next_index += 1;
            if self.has_enough() {
                self.waiting.clear();
                return Ok(Appended::Enough);
            }
        }
        Ok(Appended::UpTo(self.place.min(self.bytes)))
    }

    fn take(&mut self, mut chunk: Chunk) -> Result<()> {
        let base = self.plan.first_row + self.records;
        // What is small and cannot fail has its room before the dictionaries take theirs.
        let spare = SPARE + chunk.meta.rows as usize * 8;
        let beside = if chunk.meta.surplus.rows.is_empty() { 0 } else { self.surplus.size() as usize * 2 + chunk.bytes() };
        room(spare + beside)?;
        self.rejects.try_reserve(chunk.meta.skips.len()).or(Err(ErrorKind::Memory))?;
        self.blanks.try_reserve(chunk.meta.skips.len()).or(Err(ErrorKind::Memory))?;
        let rows_before = self.rows;
        for skip in &chunk.meta.skips {
            let row = base + skip.record;
            match RejectReason::from_number(skip.reason) {
                Some(reason) => self.rejects.push(Reject { row, offset: skip.offset, length: skip.length, reason }),
                None => self.blanks.push([row, skip.length]),
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
        for (index, column) in self.columns.iter_mut().enumerate() {
            let (count, rows) = chunk.invalid(index);
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
        self.hash = combine_hashes(self.hash, chunk.meta.hash, chunk.meta.rows);
        self.records += chunk.meta.records;
        self.rows += chunk.meta.rows;
        self.undecodable += chunk.meta.undecodable;
        self.gb18030 += chunk.meta.gb18030;
        self.place = chunk.meta.next;
        if self.rows > u64::from(u32::MAX) {
            return Err(ErrorKind::Limit.into());
        }
        if chunk.meta.rows > 0 {
            for (column, segment) in self.columns.iter_mut().zip(chunk.segments()?) {
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
            if self.surplus_over.is_none() && self.surplus.size() > limits::SURPLUS {
                self.surplus_over = Some(row.offset);
            }
            if self.surplus_over.is_none() {
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

    /// Ends the file: the table, or a better plan where the whole file tells more than the sample did.
    ///
    /// # Errors
    /// `E_CHUNK` if ranges are missing; `E_NO_ROWS` if no row could be read; `E_MEMORY`.
    pub fn finish(mut self) -> Result<Finished> {
        let at_end = if self.plan.container.is_text() { self.place >= self.bytes } else { self.ended };
        let complete = at_end || self.has_enough();
        if !self.waiting.is_empty() || !complete {
            return Err(ErrorKind::Chunk.into());
        }
        room(SPARE + (self.rejects.len() + self.blanks.len()) * 32)?;
        if let Some(plan) = self.better_plan() {
            return Ok(Finished::Again(Box::new(plan)));
        }
        if self.rows == 0 {
            let named = self.rejects.is_empty() && self.plan.dialect.header_row.is_some();
            let error = Error::new(if named { ErrorKind::HeaderOnly } else { ErrorKind::NoRows });
            return Err(self.rejects.first().map_or(error.clone(), |r| error.at_row(r.row)));
        }
        let skipped = Skipped::new(&self.rejects, &self.blanks);
        let mut table = RawTable {
            name: self.name,
            bytes: self.bytes,
            fingerprint: self.hash,
            columns: Vec::new(),
            rows: self.rows as usize,
            rejects: self.rejects,
            skipped,
            surplus: self.surplus,
            plan: self.plan,
            notices: self.notices,
        };
        let numbered = |table: &RawTable, rows: &[u64]| rows.iter().map(|&r| table.row_number(r as usize)).collect::<Vec<_>>();
        let listed = [("N_SHORT_ROWS", &self.short), ("N_QUOTE_REPAIRED", &self.repaired), ("N_OTHER_ENCODING", &self.foreign)];
        for (code, (count, rows)) in listed {
            if *count > 0 {
                let notice = Notice::warning(code, *count).at_rows(&numbered(&table, rows));
                table.notices.push(notice);
            }
        }
        if self.inside.0 > 0 {
            let rows = numbered(&table, &self.inside.1);
            table.notices.push(Notice::info("N_QUOTE_INSIDE", self.inside.0).at_rows(&rows));
        }
        if table.surplus.rows() > 0 {
            let rows = numbered(&table, &table.surplus.first_rows(limits::LISTED));
            table.notices.push(Notice::warning("N_LONG_ROWS", table.surplus.rows() as u64).at_rows(&rows));
        }
        if self.comments > 0 {
            table.notices.push(Notice::info("N_COMMENTS", self.comments));
        }
        for (index, column) in self.columns.iter_mut().enumerate() {
            column.invalid.rows = numbered(&table, &column.invalid.rows);
            if column.invalid.count > 0 {
                let notice =
                    Notice::warning("N_INVALID_CELLS", column.invalid.count).in_column(index).at_rows(&column.invalid.rows);
                table.notices.push(notice);
            }
            table.notices.extend(values::notices(&column.spec, column.met).map(|n| n.in_column(index)));
        }
        table.columns = self.columns.into_iter().map(|c| Column::new(c.spec, c.segments, c.common.finish(), c.invalid)).collect();
        table.notices.extend(plan_notices(&table.plan));
        if at_end {
            table.notices.extend(footer::notice(&table));
        } else {
            table.notices.push(Notice::warning("N_FIRST_ROWS", table.rows as u64));
        }
        if !table.plan.left_out.is_empty() {
            table.notices.push(Notice::info("N_COLUMNS_LEFT_OUT", table.plan.left_out.len() as u64));
        }
        if !table.rejects.is_empty() {
            let rows: Vec<u64> = table.rejects.iter().take(limits::LISTED).map(|r| r.row).collect();
            table.notices.push(Notice::warning("N_REJECTED", table.rejects.len() as u64).at_rows(&rows));
        }
        Ok(Finished::Table(Box::new(table)))
    }

    /// Changes the encoding where the whole file tells more than the sample did.
    fn better_encoding(&self, plan: &mut Plan) -> bool {
        let given = plan.encoding_reason == EncodingReason::Override;
        if self.undecodable == 0 || given || plan.encoding != Encoding::Utf8 || plan.fallback.is_some() {
            return false;
        }
        let is_gb = self.gb18030 * 2 > self.undecodable;
        // A few lines are damage or another encoding among UTF-8; anything more is the other encoding.
        let few = self.undecodable * 50 <= self.rows + self.undecodable;
        match (few || plan.encoding_sure, is_gb) {
            (true, true) => plan.fallback = Some(Encoding::Gb18030),
            (true, false) => return false,
            (false, true) => plan.encoding = Encoding::Gb18030,
            // What is neither is in most cases Western; the candidates and the samples are there to be looked at.
            (false, false) => plan.encoding = Encoding::Windows1252,
        }
        if plan.encoding != Encoding::Utf8 {
            plan.fallback = Some(Encoding::Utf8);
            plan.encoding_reason = EncodingReason::WholeFile;
        }
        plan.encoding_sure = true;
        true
    }

    fn better_plan(&self) -> Option<Plan> {
        let mut plan = self.plan.clone();
        if self.better_encoding(&mut plan) {
            return Some(plan);
        }
        let mut changed = self.surplus_over.is_some();
        plan.surplus_end = self.surplus_over.or(plan.surplus_end);
        if plan.kinds_sure {
            return changed.then_some(plan);
        }
        let delimiter = plan.dialect.delimiter.chars().next().unwrap_or(',');
        for (spec, column) in plan.columns.iter_mut().zip(&self.columns) {
            let nulls: u64 = column.segments.iter().map(|s| s.nulls() as u64).sum();
            let readable = self.rows - nulls;
            if values::read_again(spec, column.met) {
                changed = true;
            } else if spec.kind_reason == Some(Reason::Empty) {
                let evidence = Evidence::of_words(&column.evidence).settled();
                if let Some(found) = kinds::judge_late(&spec.name, &evidence, delimiter, &plan.readings) {
                    (*spec, changed) = (found, true);
                }
            } else if spec.kind_reason != Some(Reason::User)
                && spec.kind != Kind::Text
                && column.invalid.count * TEXT_ABOVE > readable + column.invalid.count
            {
                *spec = Spec { kind_reason: Some(Reason::Values), ..Spec::new(&spec.name, Kind::Text) };
                changed = true;
            }
        }
        let open = plan.columns.iter().enumerate().filter(|(_, spec)| spec.doubts.contains(&Doubt::DateOrder));
        plan.open_dates = open.map(|(index, _)| index).collect();
        plan.kinds_sure = true;
        changed.then_some(plan)
    }
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

fn plan_notices(plan: &Plan) -> Vec<Notice> {
    let each = |code, columns: &[usize]| columns.iter().map(move |&c| Notice::info(code, 1).in_column(c)).collect::<Vec<_>>();
    let doubt = match plan.encoding_reason {
        EncodingReason::Statistics => plan.candidates.first().is_none_or(|best| best.score < SURE),
        EncodingReason::WholeFile => plan.encoding != Encoding::Gb18030,
        _ => false,
    };
    let mut notices: Vec<Notice> = doubt.then(|| Notice::warning("N_ENCODING_DOUBT", 1)).into_iter().collect();
    if plan.dialect.preamble > 0 {
        let rows: Vec<u64> = (1..=plan.dialect.preamble).collect();
        let listed = rows.get(..limits::LISTED).unwrap_or(&rows);
        notices.push(Notice::info("N_PREAMBLE", plan.dialect.preamble).at_rows(listed));
    }
    notices.extend(each("N_DUPLICATE_HEADERS", &plan.duplicate_headers));
    notices.extend(each("N_BLANK_HEADERS", &plan.blank_headers));
    for (index, spec) in plan.columns.iter().enumerate() {
        notices.extend(values::doubts(spec).map(|n| n.in_column(index)));
    }
    notices
}
