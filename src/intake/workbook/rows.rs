//! The one row that is being read, as sparse cells, and the records written from it. Whatever a sheet says of its size, no more
//! is held than the cells of a row.

use super::super::limits;
use super::super::stream::Records;
use crate::error::{Error, ErrorKind, Result};
use crate::notice::Notice;

/// Widest row to whose width the ones behind it are filled up.
const FILLED: u32 = 1_024;

/// What was met on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cells that hold an error such as `#DIV/0!`.
    pub errors: u64,
    /// Formulas whose value the file does not hold.
    pub without_value: u64,
    /// Rows that the sheet hides.
    pub hidden_rows: u64,
    /// Merged ranges.
    pub merged: u64,
    /// Dates that no calendar has.
    pub strange_dates: u64,
    /// Numbers so long that the spreadsheet has put zeros for their last digits.
    pub long_numbers: u64,
}

impl Counts {
    /// One remark for each kind met.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let all = [
            Notice::warning("N_SHEET_ERRORS", self.errors),
            Notice::warning("N_SHEET_NO_VALUE", self.without_value),
            Notice::warning("N_SHEET_DATES", self.strange_dates),
            Notice::warning("N_SHEET_LONG_NUMBERS", self.long_numbers),
            Notice::info("N_SHEET_HIDDEN_ROWS", self.hidden_rows),
            Notice::info("N_SHEET_MERGED", self.merged),
        ];
        all.into_iter().filter(|n| n.count > 0).collect()
    }
}

struct Cell {
    column: u32,
    from: usize,
    to: usize,
    /// Whether the text can hold nothing that needs quotes.
    plain: bool,
}

/// The row being read and those written.
#[derive(Default)]
pub struct Rows {
    /// Index from 0 of the row being read.
    row: u32,
    /// Index of the row to be written next.
    next: u32,
    repeat: u32,
    cells: Vec<Cell>,
    /// Text of the cells; what is written behind the last [`Rows::open`] belongs to that cell.
    pub text: Vec<u8>,
    unordered: bool,
    width: u32,
    full: bool,
    /// What was met so far.
    pub counts: Counts,
}

impl Rows {
    /// Begins a row, by its index from 0.
    ///
    /// # Errors
    /// `E_LIMIT` for a row no spreadsheet has, `E_WORKBOOK` for one that does not follow the last.
    #[inline]
    pub fn start(&mut self, row: u32) -> Result<()> {
        if row >= limits::SHEET_ROWS {
            return Err(ErrorKind::Limit.into());
        }
        if row < self.next {
            return Err(ErrorKind::Workbook.into());
        }
        self.row = row;
        self.cells.clear();
        self.text.clear();
        self.unordered = false;
        Ok(())
    }

    /// Begins a cell, by its column from 0.
    ///
    /// # Errors
    /// `E_LIMIT` for a column no spreadsheet has, and where the row is too long.
    #[inline]
    pub fn open(&mut self, column: u32) -> Result<()> {
        if column >= limits::COLUMNS as u32 || self.text.len() > limits::LINE {
            return Err(ErrorKind::Limit.into());
        }
        self.unordered |= self.cells.last().is_some_and(|c| c.column >= column);
        self.cells.push(Cell { column, from: self.text.len(), to: 0, plain: false });
        Ok(())
    }

    /// Ends a cell; one without text is none. `plain`: the text is a number, a date or the like.
    #[inline]
    pub fn close(&mut self, plain: bool) {
        let to = self.text.len();
        if let Some(cell) = self.cells.last_mut() {
            if cell.from == to {
                self.cells.pop();
            } else {
                (cell.to, cell.plain) = (to, plain);
            }
        }
    }

    /// Ends the row, which stands `repeat` times; whether it has cells.
    ///
    /// # Errors
    /// `E_LIMIT` where that makes more rows than a spreadsheet has.
    #[inline]
    pub fn end(&mut self, repeat: u32) -> Result<bool> {
        if self.cells.is_empty() || repeat == 0 {
            return Ok(false);
        }
        if self.row.saturating_add(repeat) > limits::SHEET_ROWS {
            return Err(ErrorKind::Limit.into());
        }
        if self.unordered {
            // Of cells that stand in one place the last one holds, as it does where cells overwrite each other.
            self.cells.reverse();
            self.cells.sort_by_key(|c| c.column);
            self.cells.dedup_by_key(|c| c.column);
        }
        let width = self.cells.last().map_or(0, |c| c.column + 1);
        if width <= FILLED {
            self.width = self.width.max(width);
        }
        (self.full, self.repeat) = (true, repeat);
        Ok(true)
    }

    /// Number of cells of the row that was ended last.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.cells.len()
    }

    /// Writes the row, the blank ones before it included, until `out` is `end` bytes long; whether all of it is written.
    pub fn write(&mut self, end: usize, out: &mut Vec<u8>) -> bool {
        if !self.full {
            return true;
        }
        while self.next < self.row {
            if out.len() >= end {
                return false;
            }
            let blank = ((self.row - self.next) as usize).min(end - out.len());
            out.resize(out.len() + blank, b'\n');
            self.next += blank as u32;
        }
        while self.repeat > 0 {
            if out.len() >= end {
                return false;
            }
            self.record(out);
            self.repeat -= 1;
            (self.row, self.next) = (self.row + 1, self.next + 1);
        }
        self.full = false;
        true
    }

    fn record(&self, out: &mut Vec<u8>) {
        let mut records = Records::new(out);
        let mut column = 0;
        for cell in &self.cells {
            records.blank((cell.column - column) as usize);
            let text = self.text.get(cell.from..cell.to).unwrap_or_default();
            if cell.plain {
                records.plain(text);
            } else {
                records.cell(text);
            }
            column = cell.column + 1;
        }
        // Rows that end in empty cells are as wide as the table, not short.
        records.blank(self.width.saturating_sub(column) as usize);
        records.end();
    }

    /// The row dropped, as if it had been written.
    pub fn forget(&mut self) {
        self.next = self.row + self.repeat;
        self.full = false;
    }

    /// An error at the row being read.
    pub fn located(&self, error: Error) -> Error {
        if error.place().row.is_some() { error } else { error.at_row(u64::from(self.row) + 1) }
    }
}
