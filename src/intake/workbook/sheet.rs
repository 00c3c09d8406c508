//! Sheets of any workbook: which one is read unless one is named, and the stream of its rows.

use super::super::limits;
use super::super::stream::{Extent, Inflow, Opened, Stream};
use super::rows::Rows;
use crate::error::{Error, ErrorKind, Result};
use crate::notice::Notice;

/// Visible sheets among which one is chosen.
const LOOKED_AT: usize = 16;
/// Rows of each that are counted.
const COUNTED: usize = 1_000;

/// A sheet as the workbook lists it.
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
}

/// A workbook whose sheets can be opened one at a time.
pub trait Book {
    /// All sheets in the order of the file.
    fn sheets(&self) -> &[Entry];

    /// Opens a sheet at its start.
    ///
    /// # Errors
    /// Those of the format.
    fn sheet(&mut self, index: usize) -> Result<Box<dyn Sheet>>;
}

/// The rows of one sheet.
pub trait Sheet {
    /// Reads on to the end of the next row that has cells; `false` if there is none.
    ///
    /// # Errors
    /// Those of the format.
    fn advance(&mut self, rows: &mut Rows) -> Result<bool>;

    /// As [`Stream::inflow`].
    fn inflow(&mut self) -> Option<&mut dyn Inflow> {
        None
    }
}

/// Opens the sheet that is named, or the first that looks like the table of the workbook: of the first visible sheets
/// the one with most rows of two cells and more, as far as they are counted.
///
/// # Errors
/// `E_MEMBER` if there is no sheet of this name, `E_EMPTY` if there is none at all, those of the format.
pub fn open(mut book: Box<dyn Book>, name: Option<&str>) -> Result<Opened> {
    let members: Vec<String> = book.sheets().iter().map(|s| s.name.clone()).collect();
    let chosen = match name {
        Some(name) => members.iter().position(|m| m == name).ok_or(ErrorKind::Member)?,
        None => choose(book.as_mut()).ok_or(ErrorKind::Empty)?,
    };
    let hidden = book.sheets().iter().enumerate().filter(|(_, s)| s.hidden).map(|(i, _)| i).collect();
    let sheet = book.sheet(chosen)?;
    Ok(Opened {
        members,
        hidden,
        chosen,
        extent: Extent::Unknown,
        stream: Box::new(Table { sheet, rows: Rows::default(), written: 0, over: false }),
    })
}

fn choose(book: &mut dyn Book) -> Option<usize> {
    let visible: Vec<usize> = book.sheets().iter().enumerate().filter(|(_, s)| !s.hidden).map(|(i, _)| i).collect();
    let mut best = (*visible.first().unwrap_or(&0), (0, 0));
    if visible.len() > 1 {
        for &index in visible.iter().take(LOOKED_AT) {
            let seen = look(book, index);
            if seen > best.1 {
                best = (index, seen);
            }
            if seen.0 >= COUNTED {
                break;
            }
        }
    }
    (best.0 < book.sheets().len()).then_some(best.0)
}

/// Rows of two cells and more, and rows, as far as they are counted.
fn look(book: &mut dyn Book, index: usize) -> (usize, usize) {
    let mut seen = (0, 0);
    if let Ok(mut sheet) = book.sheet(index) {
        let mut rows = Rows::default();
        while seen.1 < COUNTED && sheet.advance(&mut rows).unwrap_or(false) {
            seen = (seen.0 + usize::from(rows.cells() > 1), seen.1 + 1);
            rows.forget();
        }
    }
    seen
}

struct Table {
    sheet: Box<dyn Sheet>,
    rows: Rows,
    written: u64,
    over: bool,
}

impl Stream for Table {
    fn next(&mut self, wanted: usize, out: &mut Vec<u8>) -> Result<bool> {
        let start = out.len();
        let end = start + wanted.max(1);
        while self.rows.write(end, out) && out.len() < end && !self.over {
            if self.sheet.inflow().is_some_and(|inflow| !inflow.is_ready()) {
                break;
            }
            self.over = !self.sheet.advance(&mut self.rows).map_err(|e: Error| self.rows.located(e))?;
        }
        self.written += (out.len() - start) as u64;
        if self.written > limits::UNPACKED {
            return Err(self.rows.located(ErrorKind::Bomb.into()));
        }
        Ok(!self.over)
    }

    fn notices(&self) -> Vec<Notice> {
        self.rows.counts.notices()
    }

    fn inflow(&mut self) -> Option<&mut dyn Inflow> {
        self.sheet.inflow()
    }
}
