//! Where a table begins: the lines above it, its header, and whether it has one.

use super::dialect::Found;
use super::grammar::Grammar;
use super::limits;
use super::plan::DialectReason;
use super::record::Stop;
use super::rows::Rows;
use crate::error::{Error, ErrorKind, Result};
use crate::table::date::Times;
use crate::table::{is_missing, number};

/// Records looked at for the beginning of a table.
const LEAD: usize = 64;
/// Most rows of a header.
const HEADER_ROWS: usize = 4;
/// Cells of a column that a header is compared with.
const CELLS: usize = 256;

/// One of the first records.
#[derive(Clone, Default)]
pub struct Lead {
    /// Its cells, blanks around them left out.
    pub cells: Vec<String>,
    /// Its row number.
    pub row: u64,
    /// Where it starts.
    pub start: usize,
    /// Where the next one starts.
    pub behind: usize,
}

impl Lead {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|c| !c.is_empty()).count()
    }
}

/// Where the table begins.
pub struct Top {
    /// Names of the columns, or the first row of a table that may have no header.
    pub cells: Vec<String>,
    /// Row number of the header's last row, or of the first record.
    pub row: u64,
    /// Where the first record of the table starts, its header included.
    pub start: usize,
    /// Where the first record behind the header starts.
    pub behind: usize,
    /// Rows above the table.
    pub preamble: Vec<u64>,
    /// Whether the first row is a header.
    pub header: bool,
    /// Why.
    pub reason: DialectReason,
}

/// Reads the first records of a text.
///
/// # Errors
/// `E_EMPTY`, `E_LIMIT` (header or column count), `E_HEADER_ONLY` if there is no record of the number asked for.
pub fn leads(head: &[u8], whole: bool, found: &Found, skip: u64, upto: Option<u64>) -> Result<Vec<Lead>> {
    let grammar = Grammar { expected: found.width, ..Grammar::new(&found.dialect, 0) };
    let mut rows = Rows::default();
    let mut at = 0;
    for _ in 0..skip {
        at = grammar.next_line(head, at, whole).unwrap_or(head.len());
    }
    let mut leads: Vec<Lead> = Vec::new();
    loop {
        let enough = match upto {
            Some(row) => leads.last().is_some_and(|l| l.row >= row),
            None => leads.len() >= LEAD,
        };
        if enough {
            return Ok(leads);
        }
        rows.clear();
        let (behind, stop) = grammar.split(head, at, head.len(), whole, 1, &mut rows);
        let over = || Error::new(ErrorKind::Limit).at_row(skip + u64::from(rows.records) + 1);
        let (Some(span), Some(width)) = (rows.spans.last(), rows.widths.last().map(|w| *w as usize)) else {
            return match (leads.is_empty(), stop) {
                (true, Stop::NeedMore) if !whole => Err(over()),
                (true, _) => Err(ErrorKind::Empty.into()),
                (false, _) if upto.is_some() => Err(if whole { ErrorKind::HeaderOnly.into() } else { over() }),
                (false, _) => Ok(leads),
            };
        };
        let [start, end] = span.map(|p| p as usize);
        if end - start > limits::HEADER || width > limits::COLUMNS {
            let row = skip + u64::from(rows.records);
            return if leads.is_empty() || upto.is_some() { Err(Error::new(ErrorKind::Limit).at_row(row)) } else { Ok(leads) };
        }
        if upto.is_none_or(|row| skip + u64::from(rows.records) >= row) {
            let cells = rows.fields.iter().map(|f| String::from_utf8_lossy(rows.bytes(head, *f)).trim().to_owned()).collect();
            leads.push(Lead { cells, row: skip + u64::from(rows.records), start, behind });
        }
        rows.widths.clear();
        at = behind;
    }
}

/// Which of the first records is the first of the table.
#[must_use]
pub fn begin(leads: &[Lead], width: usize) -> usize {
    let title = |lead: &Lead| match width {
        0 | 1 => false,
        2 => lead.cells.len() == 1,
        _ => lead.filled() <= 1 || lead.cells.len() * 2 <= width,
    };
    let contrast = |at: usize| {
        let (lead, below) = (leads.get(at), leads.get(at + 1..).unwrap_or_default());
        let column = |c: usize| below.iter().filter_map(|l| l.cells.get(c)).map(String::as_bytes).collect();
        let body: Vec<Vec<&[u8]>> = (0..width).map(column).collect();
        lead.is_some_and(|l| Kinds::of(&body).header(&l.cells, below.len()) == (true, DialectReason::Contrast))
    };
    let mut first = leads.iter().take_while(|l| title(l)).count();
    if first >= leads.len() {
        return 0;
    }
    // Lines of fewer cells above a row that reads like a header.
    let whole = leads.iter().skip(first).position(|l| l.cells.len() >= width).unwrap_or(0);
    if whole > 0 && contrast(first + whole) {
        first += whole;
    }
    // A row of blank cells right above rows without a header is a header with few names.
    match first.checked_sub(1) {
        Some(above)
            if leads.get(above).is_some_and(|l| l.cells.len() == width) && !contrast(first) && contrast_free(leads, first) =>
        {
            above
        }
        _ => first,
    }
}

/// Whether the row at a place holds numbers or dates, as rows do and headers do not.
fn contrast_free(leads: &[Lead], at: usize) -> bool {
    let mut kinds = Kinds::of(&[]);
    leads.get(at).is_some_and(|l| l.cells.iter().any(|c| !c.is_empty() && kinds.of_cell(c) != CellKind::Other))
}

/// Reads the beginning of the table at the record `first`, judged by the cells below it (`body`, column by column).
#[must_use]
pub fn top(leads: &[Lead], first: usize, width: usize, wanted: Option<u64>, body: &[Vec<&[u8]>]) -> Top {
    let mut kinds = Kinds::of(body);
    let lead = leads.get(first).cloned().unwrap_or_default();
    let (header, reason) = match wanted {
        Some(row) => (row > 0, DialectReason::Given),
        None => kinds.header(&lead.cells, leads.len().saturating_sub(first + 1)),
    };
    let preamble = leads.iter().take(first).map(|l| l.row).collect();
    let mut top = Top { cells: lead.cells, row: lead.row, start: lead.start, behind: lead.behind, preamble, header, reason };
    if header && wanted.is_none() {
        let lead_names = top.cells.clone();
        let more =
            leads.iter().skip(first + 1).take(HEADER_ROWS - 1).take_while(|l| kinds.second(&l.cells, &lead_names, width)).count();
        if more > 0 && first + 1 + more < leads.len() {
            for lead in leads.iter().skip(first + 1).take(more) {
                top.cells = joined(&top.cells, &lead.cells);
                (top.row, top.behind) = (lead.row, lead.behind);
            }
        }
    }
    top
}

/// Names of two header rows: a group's name stands over its first column and counts for the blank ones behind it.
fn joined(above: &[String], below: &[String]) -> Vec<String> {
    let mut group = "";
    (0..above.len().max(below.len()))
        .map(|i| {
            let (a, b) = (above.get(i).map_or("", String::as_str), below.get(i).map_or("", String::as_str));
            if !a.is_empty() {
                group = a;
            }
            match (group, b) {
                ("", b) => b.to_owned(),
                (_, "") => a.to_owned(),
                (group, b) => format!("{group} {b}"),
            }
        })
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CellKind {
    Number,
    Time,
    Other,
}

/// A number, or digits with separators in odd places: no name at any rate.
fn is_number(cell: &[u8]) -> bool {
    let cell = cell.trim_ascii();
    let digits = |c: &[u8]| c.iter().any(u8::is_ascii_digit) && c.iter().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    number::is_number(cell) || digits(cell)
}

/// What the columns hold below the first rows.
struct Kinds<'a> {
    body: &'a [Vec<&'a [u8]>],
    kinds: Vec<CellKind>,
    times: Times,
}

impl<'a> Kinds<'a> {
    fn of(body: &'a [Vec<&'a [u8]>]) -> Self {
        let mut times = Times::default();
        let kinds = body.iter().map(|cells| {
            let present: Vec<&[u8]> = cells.iter().copied().filter(|c| !is_missing(c)).take(CELLS).collect();
            // One exception may be the second row of a header.
            let most = |test: &mut dyn FnMut(&[u8]) -> bool| {
                let count = present.iter().filter(|c| test(c)).count();
                count > 0 && (count * 10 >= present.len() * 8 || (present.len() > 2 && count + 1 == present.len()))
            };
            if most(&mut |c| times.read(c.trim_ascii()).is_some()) {
                CellKind::Time
            } else if most(&mut is_number) {
                CellKind::Number
            } else {
                CellKind::Other
            }
        });
        let kinds = kinds.collect();
        Self { body, kinds, times }
    }

    fn of_cell(&mut self, cell: &str) -> CellKind {
        if is_number(cell.as_bytes()) {
            CellKind::Number
        } else if self.times.read(cell.as_bytes()).is_some() {
            CellKind::Time
        } else {
            CellKind::Other
        }
    }

    /// A header differs from what stands below it: where a column is of numbers or dates, its name is neither.
    fn header(&mut self, cells: &[String], below: usize) -> (bool, DialectReason) {
        if below == 0 {
            let text = cells.iter().all(|c| self.of_cell(c) == CellKind::Other && !c.starts_with(|c: char| c.is_ascii_digit()));
            return (text, if text { DialectReason::Usual } else { DialectReason::Alike });
        }
        let (mut differ, mut agree, mut typed) = (0, 0, 0);
        for (index, cell) in cells.iter().enumerate() {
            let kind = self.kinds.get(index).copied().unwrap_or(CellKind::Other);
            if kind == CellKind::Other {
                continue;
            }
            typed += 1;
            if is_missing(cell.as_bytes()) {
                continue;
            }
            match self.of_cell(cell) {
                CellKind::Other => differ += 1,
                _ if self.is_year_over_others(cell, index) => {}
                _ => agree += 1,
            }
        }
        match (differ, agree, typed) {
            (0, 0, 0) if self.repeats(cells) => (false, DialectReason::Alike),
            (0, 0, _) => (true, DialectReason::Usual),
            _ if differ >= agree => (true, DialectReason::Contrast),
            _ => (false, DialectReason::Alike),
        }
    }

    /// A year may name a column of numbers that are no years.
    fn is_year_over_others(&self, cell: &str, index: usize) -> bool {
        let year = |c: &[u8]| c.len() == 4 && (c.starts_with(b"19") || c.starts_with(b"20")) && c.iter().all(u8::is_ascii_digit);
        year(cell.as_bytes()) && self.body.get(index).is_some_and(|cells| !cells.iter().any(|c| year(c)))
    }

    /// Whether a cell of the row stands in its own column again, as values do and names do not.
    fn repeats(&self, cells: &[String]) -> bool {
        let again = |(cell, column): (&String, &Vec<&[u8]>)| !cell.is_empty() && column.contains(&cell.as_bytes());
        let times = cells.iter().zip(self.body).filter(|pair| again(*pair)).count();
        // A header that is repeated further down is repeated as a whole.
        times > 0 && times < cells.iter().filter(|c| !c.is_empty()).count()
    }

    /// Whether a row right below a header belongs to it: names, where at least two columns hold numbers or dates. What the
    /// header names already may be blank there.
    fn second(&mut self, cells: &[String], above: &[String], width: usize) -> bool {
        let mut names = 0;
        for (index, cell) in cells.iter().enumerate() {
            if self.kinds.get(index).is_none_or(|k| *k == CellKind::Other) {
                continue;
            }
            if is_missing(cell.as_bytes()) && above.get(index).is_some_and(|a| !a.is_empty()) {
                continue;
            }
            if is_missing(cell.as_bytes()) || self.of_cell(cell) != CellKind::Other {
                return false;
            }
            names += 1;
        }
        names >= 2 && cells.len() == width
    }
}
