//! Workbooks in records within a compound file ([MS-XLS]): xls of Excel 5 to 2003, and what WPS calls et.

use super::super::limits;
use super::bytes::{f64_at, rk, u16_at, u32_at};
use super::compound::{Chain, Compound};
use super::format::{Shape, built_in, shape};
use super::rows::{Counts, Rows};
use super::sheet::{Book, Entry, Sheet};
use super::strings::Strings;
use super::value;
use super::wording::{Wording, shared_strings};
use crate::error::{ErrorKind, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Bytes of the stream looked at at once.
const PIECE: usize = 256 << 10;

/// Records of a stream, one behind the other.
pub struct Records {
    chain: Rc<Chain>,
    /// Place in the stream of the first byte of the window.
    base: u64,
    window: Vec<u8>,
    at: usize,
    body: (usize, usize),
}

impl Records {
    fn new(chain: Rc<Chain>, base: u64) -> Self {
        Self { chain, base, window: Vec::new(), at: 0, body: (0, 0) }
    }

    fn ensure(&mut self, length: usize) -> Result<bool> {
        if self.window.len() - self.at < length {
            self.base += self.at as u64;
            self.window.drain(..self.at);
            self.at = 0;
            let from = self.base + self.window.len() as u64;
            self.chain.append(from, PIECE, &mut self.window)?;
        }
        Ok(self.window.len() - self.at >= length)
    }

    /// Kind of the next record without going to it.
    pub fn peek(&mut self) -> Result<Option<u16>> {
        Ok(if self.ensure(4)? { u16_at(&self.window, self.at) } else { None })
    }

    /// Kind of the next record; `None` behind the last.
    pub fn next(&mut self) -> Result<Option<u16>> {
        let Some(kind) = self.peek()? else { return Ok(None) };
        let length = usize::from(u16_at(&self.window, self.at + 2).unwrap_or(0));
        if !self.ensure(4 + length)? {
            return Err(ErrorKind::Workbook.into());
        }
        self.body = (self.at + 4, self.at + 4 + length);
        self.at += 4 + length;
        Ok(Some(kind))
    }

    /// Content of the record gone to last.
    pub fn body(&self) -> &[u8] {
        self.window.get(self.body.0..self.body.1).unwrap_or_default()
    }
}

struct Workbook {
    chain: Rc<Chain>,
    entries: Vec<Entry>,
    /// Where each sheet begins in the stream; nothing for charts and the like.
    places: Vec<Option<u64>>,
    globals: Rc<Globals>,
}

struct Globals {
    strings: Strings,
    shapes: Vec<Shape>,
    since_1904: bool,
    wording: Wording,
}

/// Opens a workbook.
///
/// # Errors
/// `E_ENCRYPTED`; `E_FORMAT` if the file is no workbook; `E_WORKBOOK` where it is damaged; those of [`Compound`].
pub fn open(file: &Compound) -> Result<Box<dyn Book>> {
    if file.has("encryptedpackage") || file.has("encryptioninfo") {
        return Err(ErrorKind::Encrypted.into());
    }
    let chain = match file.stream("workbook")? {
        Some(chain) => chain,
        None => file.stream("book")?.ok_or(ErrorKind::Format)?,
    };
    let chain = Rc::new(chain);
    let mut records = Records::new(chain.clone(), 0);
    if records.next()? != Some(0x809) {
        return Err(ErrorKind::Workbook.into());
    }
    let mut wording = Wording::new(u16_at(records.body(), 0).unwrap_or(0) >= 0x600);
    let (mut entries, mut places, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let (mut own, mut styles, mut since_1904, mut strings) = (BTreeMap::new(), Vec::new(), false, Strings::default());
    while let Some(kind) = records.next()? {
        let body = records.body();
        match kind {
            0x0A => break,
            0x2F => return Err(ErrorKind::Encrypted.into()),
            0x42 => wording.set_codepage(u16_at(body, 0).unwrap_or(0)),
            0x22 => since_1904 = u16_at(body, 0) == Some(1),
            0x41E | 0x1E => {
                own.insert(u16_at(body, 0).unwrap_or(0), shape(&wording.format(body.get(2..).unwrap_or_default())));
            }
            0xE0 => styles.push(u16_at(body, 2).unwrap_or(0)),
            0x85 => {
                if names.len() >= limits::SHEETS {
                    return Err(ErrorKind::Sheets.into());
                }
                let [hidden, sort] = [4, 5].map(|at| body.get(at).copied().unwrap_or(0));
                places.push(u32_at(body, 0).filter(|_| sort == 0).map(u64::from));
                names.push((body.get(6..).unwrap_or_default().to_vec(), hidden & 3 != 0));
            }
            0xFC => strings = shared_strings(&mut records)?,
            _ => {}
        }
    }
    // The code page may stand behind the names.
    entries.extend(names.into_iter().map(|(name, hidden)| Entry { name: wording.short(&name), hidden }));
    if entries.is_empty() {
        return Err(ErrorKind::Workbook.into());
    }
    let shapes = styles.into_iter().map(|id| own.get(&id).copied().unwrap_or_else(|| built_in(id.into()))).collect();
    Ok(Box::new(Workbook { chain, entries, places, globals: Rc::new(Globals { strings, shapes, since_1904, wording }) }))
}

impl Book for Workbook {
    fn sheets(&self) -> &[Entry] {
        &self.entries
    }

    fn sheet(&mut self, index: usize) -> Result<Box<dyn Sheet>> {
        let mut cells = Cells::default();
        if let Some(Some(place)) = self.places.get(index) {
            cells.read(&mut Records::new(self.chain.clone(), *place), &self.globals)?;
        }
        Ok(Box::new(cells))
    }
}

/// The cells of a sheet. Records need not follow the order of rows, so all of the sheet is held: 16 bytes a cell and its text.
#[derive(Default)]
struct Cells {
    cells: Vec<(u16, u16, u32, u32)>,
    text: Vec<u8>,
    hidden: BTreeSet<u16>,
    counts: Counts,
    at: usize,
}

impl Cells {
    fn read(&mut self, records: &mut Records, globals: &Globals) -> Result<()> {
        if records.next()? != Some(0x809) {
            return Err(ErrorKind::Workbook.into());
        }
        let mut nested = 0_usize;
        while let Some(kind) = records.next()? {
            match kind {
                0x809 => nested += 1,
                0x0A if nested == 0 => break,
                0x0A => nested -= 1,
                _ if nested == 0 => self.record(kind, records, globals)?,
                _ => {}
            }
        }
        if !self.cells.is_sorted_by_key(|c| (c.0, c.1)) {
            // Stable, so that of cells in one place the last one comes last and holds.
            self.cells.sort_by_key(|c| (c.0, c.1));
        }
        Ok(())
    }

    fn record(&mut self, kind: u16, records: &mut Records, globals: &Globals) -> Result<()> {
        let body = records.body();
        let (Some(row), Some(column)) = (u16_at(body, 0), u16_at(body, 2)) else { return Ok(()) };
        let style = u16_at(body, 4).unwrap_or(0);
        let rest = body.get(6..).unwrap_or_default();
        let from = self.text.len();
        match kind {
            0x208 if u16_at(body, 12).unwrap_or(0) & 0x20 != 0 => {
                self.hidden.insert(row);
            }
            0xE5 => self.counts.merged += u64::from(row),
            0xFD => match u32_at(rest, 0).and_then(|i| globals.strings.get(i as usize)) {
                Some(text) => self.text.extend_from_slice(text),
                None => self.counts.errors += 1,
            },
            0x203 => self.number(f64_at(rest, 0), style, globals),
            0x27E => self.number(u32_at(rest, 0).map(rk), style, globals),
            0xBD => {
                let each = body.get(4..body.len().saturating_sub(2)).unwrap_or_default().as_chunks::<6>().0;
                for (i, part) in (0_u16..).zip(each) {
                    let from = self.text.len();
                    self.number(u32_at(part, 2).map(rk), u16_at(part, 0).unwrap_or(0), globals);
                    self.push(row, column.saturating_add(i), from)?;
                }
                return Ok(());
            }
            0x204 | 0xD6 => globals.wording.long(rest, &mut self.text),
            0x205 => match rest {
                [_, 1, ..] => self.counts.errors += 1,
                [value, ..] => self.text.extend_from_slice(if *value == 0 { b"FALSE" } else { b"TRUE" }),
                [] => {}
            },
            0x06 | 0x206 | 0x406 => match rest {
                [0, _, _, _, _, _, 0xFF, 0xFF, ..] => {
                    // The text stands in a record of its own, behind what the formula shares with others.
                    while matches!(records.peek()?, Some(0x4BC | 0x221 | 0x21 | 0x236 | 0x36 | 0x37 | 0x867)) {
                        records.next()?;
                    }
                    if records.peek()? == Some(0x207) {
                        records.next()?;
                        globals.wording.long(records.body(), &mut self.text);
                    } else {
                        self.counts.without_value += 1;
                    }
                }
                [1, _, value, _, _, _, 0xFF, 0xFF, ..] => {
                    self.text.extend_from_slice(if *value == 0 { b"FALSE" } else { b"TRUE" });
                }
                [2, _, _, _, _, _, 0xFF, 0xFF, ..] => self.counts.errors += 1,
                [_, _, _, _, _, _, 0xFF, 0xFF, ..] => {}
                _ => self.number(f64_at(rest, 0), style, globals),
            },
            _ => return Ok(()),
        }
        self.push(row, column, from)
    }

    fn number(&mut self, number: Option<f64>, style: u16, globals: &Globals) {
        let shape = globals.shapes.get(usize::from(style)).copied().unwrap_or_default();
        if let Some(number) = number.filter(|n| n.is_finite()) {
            value::serial(number, shape, globals.since_1904, &mut self.text, &mut self.counts);
        }
    }

    fn push(&mut self, row: u16, column: u16, from: usize) -> Result<()> {
        let to = self.text.len();
        if to > from {
            let to = u32::try_from(to).or(Err(ErrorKind::Limit))?;
            if self.cells.len() == self.cells.capacity() {
                self.cells.try_reserve(self.cells.len().max(1 << 10)).or(Err(ErrorKind::Memory))?;
            }
            self.cells.push((row, column, from as u32, to));
        }
        Ok(())
    }
}

impl Sheet for Cells {
    fn advance(&mut self, rows: &mut Rows) -> Result<bool> {
        if self.at == 0 {
            rows.counts = self.counts.clone();
        }
        let Some(&(row, ..)) = self.cells.get(self.at) else { return Ok(false) };
        rows.start(row.into())?;
        while let Some(&(_, column, from, to)) = self.cells.get(self.at).filter(|c| c.0 == row) {
            rows.open(column.into())?;
            rows.text.extend_from_slice(self.text.get(from as usize..to as usize).unwrap_or_default());
            rows.close(false);
            self.at += 1;
        }
        rows.counts.hidden_rows += u64::from(self.hidden.contains(&row));
        rows.end(1)
    }
}
