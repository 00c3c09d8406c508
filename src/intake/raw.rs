//! What was read of one file, before anybody said what it means.

use super::plan::Plan;
use crate::notice::Notice;
use crate::table::Column;
use serde::Serialize;
use std::ops::Range;

/// A table as read. It cannot be serialised and prints no cells: only later stages may let data out.
///
/// ```compile_fail
/// fn leaves<T: serde::Serialize>() {}
/// leaves::<insitu::intake::RawTable>();
/// ```
#[derive(Clone)]
pub struct RawTable {
    /// The file that it was read from, the first of several.
    pub first: Part,
    /// Files whose rows stand below those of the first, in their order.
    pub appended: Vec<Part>,
    /// The columns, all of one length.
    pub columns: Vec<Column>,
    /// Accepted rows.
    pub rows: usize,
    /// Rows set aside, in file order.
    pub rejects: Vec<Reject>,
    /// Cells beyond the last column, of the rows that have any.
    pub surplus: Surplus,
    /// What was repaired or doubted.
    pub notices: Vec<Notice>,
}

/// One file of a table.
#[derive(Clone)]
pub struct Part {
    /// Name of the file.
    pub name: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// 64-bit hash of the records and their places, independent of how the file was cut.
    pub fingerprint: u64,
    /// Its accepted rows among those of the table.
    pub rows: Range<usize>,
    /// How many of its rows were set aside.
    pub rejected: u64,
    /// Whether it was read to its end.
    pub whole: bool,
    /// Rows that an editor counts and the table does not hold.
    pub skipped: Skipped,
    /// Columns of the table in the order in which the file has them.
    pub order: Vec<usize>,
    /// How it was read.
    pub plan: Plan,
}

impl Part {
    /// Row number in the file (the header is row 1) of a row of the table, which must be one of the file's.
    fn row_number(&self, row: usize) -> u64 {
        let accepted = row.saturating_sub(self.rows.start) as u64;
        self.plan.first_row + accepted + self.skipped.before(accepted, self.plan.first_row)
    }
}

impl RawTable {
    /// A table of columns of one length without rejects: for small tables and tests.
    #[must_use]
    pub fn of(name: &str, columns: Vec<Column>) -> Self {
        let rows = columns.first().map_or(0, Column::len);
        Self {
            first: Part {
                name: name.to_owned(),
                bytes: 0,
                fingerprint: 0,
                rows: 0..rows,
                rejected: 0,
                whole: true,
                skipped: Skipped::default(),
                order: (0..columns.len()).collect(),
                plan: Plan::plain(&columns),
            },
            appended: Vec::new(),
            rows,
            rejects: Vec::new(),
            surplus: Surplus::default(),
            notices: Vec::new(),
            columns,
        }
    }

    /// The files, in the order of their rows.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        std::iter::once(&self.first).chain(&self.appended)
    }

    /// The file that holds an accepted row, and its number from 1.
    fn part_of(&self, row: usize) -> (u64, &Part) {
        let behind = self.appended.partition_point(|p| p.rows.end <= row);
        match self.appended.get(behind) {
            Some(part) if row >= self.first.rows.end => (behind as u64 + 2, part),
            _ => (1, &self.first),
        }
    }

    /// Row number in its file (the header is row 1) of an accepted row counted from 0.
    #[must_use]
    pub fn row_number(&self, accepted: usize) -> u64 {
        self.part_of(accepted).1.row_number(accepted)
    }

    /// Number from 1 that a column of the table has in the file of an accepted row.
    #[must_use]
    pub fn column_number(&self, accepted: usize, column: usize) -> u64 {
        let order = &self.part_of(accepted).1.order;
        order.iter().position(|&at| at == column).unwrap_or(column) as u64 + 1
    }

    /// Name of the file of an accepted row.
    #[must_use]
    pub fn file_of(&self, accepted: usize) -> &str {
        &self.part_of(accepted).1.name
    }

    /// The remark with the first rows that it concerns, accepted ones in their order: of several files those of the first
    /// that has any.
    #[must_use]
    pub fn pointed(&self, notice: Notice, rows: &[u64]) -> Notice {
        let Some((file, part)) = rows.first().map(|&row| self.part_of(row as usize)) else { return notice };
        let of_part = rows.iter().map(|&row| row as usize).take_while(|&row| row < part.rows.end);
        let rows: Vec<u64> = of_part.map(|row| part.row_number(row)).collect();
        let notice = notice.at_rows(&rows);
        if self.appended.is_empty() { notice } else { notice.with_rows_in(file) }
    }
}

/// Cells that rows have beyond the last column: kept aside, sparse, for those rows alone.
#[derive(Clone, Default)]
pub struct Surplus {
    /// Row from 0 and its first cell.
    rows: Vec<(u64, usize)>,
    ends: Vec<u64>,
    bytes: Vec<u8>,
}

impl Surplus {
    /// Number of rows that have any.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The first rows that have any, counted from 0.
    #[must_use]
    pub fn first_rows(&self, most: usize) -> Vec<u64> {
        self.rows.iter().take(most).map(|r| r.0).collect()
    }

    /// The surplus cells of a row, counted from 0.
    pub fn of(&self, row: usize) -> impl Iterator<Item = &str> {
        let at = self.rows.partition_point(|r| r.0 < row as u64);
        let found = self.rows.get(at).filter(|r| r.0 == row as u64);
        let behind = self.rows.get(at + 1).map_or(self.ends.len(), |r| r.1);
        let cells = found.map_or(0..0, |r| r.1..behind);
        cells.map(|cell| {
            let start = cell.checked_sub(1).and_then(|c| self.ends.get(c)).copied().unwrap_or(0) as usize;
            let end = self.ends.get(cell).copied().unwrap_or(0) as usize;
            self.bytes.get(start..end).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
        })
    }

    /// Bytes in memory.
    #[must_use]
    pub(super) fn size(&self) -> u64 {
        (self.rows.len() * 16 + self.ends.len() * 8 + self.bytes.len()) as u64
    }

    /// Adds the cells of a row behind those that have any.
    pub(super) fn push<'a>(&mut self, row: u64, cells: impl Iterator<Item = &'a [u8]>) {
        self.rows.push((row, self.ends.len()));
        for cell in cells {
            self.bytes.extend_from_slice(cell);
            self.ends.push(self.bytes.len() as u64);
        }
    }
}

/// Rejected rows and blank lines as runs of row numbers, to number the rows between them.
#[derive(Clone, Default)]
pub struct Skipped(Vec<Run>);

#[derive(Clone, Copy)]
struct Run {
    first: u64,
    /// Skipped rows in the runs before this one.
    before: u64,
    count: u64,
}

impl Skipped {
    /// From rejects and runs of blank lines (first row, count), each in file order.
    #[must_use]
    pub(super) fn new(rejects: &[Reject], blanks: &[[u64; 2]]) -> Self {
        let mut runs = Vec::with_capacity(rejects.len() + blanks.len());
        let mut before = 0;
        let mut rejects = rejects.iter().map(|r| [r.row, 1]).peekable();
        let mut blanks = blanks.iter().copied().peekable();
        loop {
            let of_rejects = match (rejects.peek(), blanks.peek()) {
                (Some(reject), Some(blank)) => reject <= blank,
                (reject, _) => reject.is_some(),
            };
            let next = if of_rejects { rejects.next() } else { blanks.next() };
            let Some([first, count]) = next else { return Self(runs) };
            runs.push(Run { first, before, count });
            before += count;
        }
    }

    /// Skipped rows before an accepted row, counted from 0, of a table whose rows start at `first_row`.
    fn before(&self, accepted: u64, first_row: u64) -> u64 {
        let runs = self.0.partition_point(|r| r.first - first_row - r.before <= accepted);
        runs.checked_sub(1).and_then(|i| self.0.get(i)).map_or(0, |r| r.before + r.count)
    }
}

/// A row set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Reject {
    /// Which of the table's files it stands in, from 0; left out for the first.
    #[serde(skip_serializing_if = "is_first")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<usize>"))]
    pub file: usize,
    /// Row number, the header being row 1.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub row: u64,
    /// Where its bytes start in the file.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub offset: u64,
    /// Length in bytes.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub length: u64,
    /// Why.
    #[serde(rename = "code")]
    pub reason: RejectReason,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_first(file: &usize) -> bool {
    *file == 0
}

/// Why a row was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum RejectReason {
    /// More cells than the header has.
    #[serde(rename = "R_TOO_MANY_FIELDS")]
    TooManyFields,
    /// Bytes that are not text in the file's encoding.
    #[serde(rename = "R_UNDECODABLE")]
    Undecodable,
    /// A quote that is never closed.
    #[serde(rename = "R_QUOTE")]
    Quote,
    /// Longer than the limit of a line or field.
    #[serde(rename = "R_LIMIT")]
    Limit,
    /// A record that is not what its format says, such as a line of JSON that is none.
    #[serde(rename = "R_MALFORMED")]
    Malformed,
}

impl RejectReason {
    const ALL: [Self; 5] = [Self::TooManyFields, Self::Undecodable, Self::Quote, Self::Limit, Self::Malformed];

    /// Number in a chunk, from 1.
    #[must_use]
    pub fn number(self) -> u64 {
        Self::ALL.iter().position(|r| *r == self).map_or(0, |p| p as u64 + 1)
    }

    /// Reason with that number.
    #[must_use]
    pub fn from_number(number: u64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number.checked_sub(1)?).ok()?).copied()
    }
}
