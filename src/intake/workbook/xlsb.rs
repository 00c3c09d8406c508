//! Workbooks in records within a package ([MS-XLSB]): xlsb.

use super::super::limits;
use super::bytes::{f64_at, rk, u16_at, u32_at};
use super::format::{Shape, built_in, shape};
use super::package::{Content, Package};
use super::part::Part;
use super::parts::{Sheets, beside, relations, workbook};
use super::rows::Rows;
use super::sheet::{Book, Entry, Sheet};
use super::strings::{Strings, utf16};
use super::value;
use super::xlsx::{Nothing, Shared};
use crate::error::{ErrorKind, Result};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Records of a part, one behind the other.
struct Records {
    part: Part,
    window: Vec<u8>,
    at: usize,
    body: (usize, usize),
}

impl Records {
    fn new(part: Part) -> Self {
        Self { part, window: Vec::new(), at: 0, body: (0, 0) }
    }

    /// Brings in bytes until `length` of them stand ahead; whether they do.
    fn ensure(&mut self, length: usize) -> Result<bool> {
        while self.window.len() - self.at < length {
            self.window.copy_within(self.at.., 0);
            self.window.truncate(self.window.len() - self.at);
            self.at = 0;
            if !self.part.fill(&mut self.window)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn byte(&mut self) -> Result<Option<u32>> {
        if !self.ensure(1)? {
            return Ok(None);
        }
        let byte = self.window.get(self.at).copied().map(u32::from);
        self.at += 1;
        Ok(byte)
    }

    /// Kind of the next record; `None` behind the last.
    fn next(&mut self) -> Result<Option<u32>> {
        let Some(mut kind) = self.byte()? else { return Ok(None) };
        if kind & 0x80 != 0 {
            kind = kind & 0x7F | (self.byte()?.ok_or(ErrorKind::Workbook)? & 0x7F) << 7;
        }
        let mut length = 0;
        for i in 0..4 {
            let byte = self.byte()?.ok_or(ErrorKind::Workbook)?;
            length |= (byte & 0x7F) << (7 * i);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let length = length as usize;
        if length > limits::LINE {
            return Err(ErrorKind::Limit.into());
        }
        if !self.ensure(length)? {
            return Err(ErrorKind::Workbook.into());
        }
        self.body = (self.at, self.at + length);
        self.at += length;
        Ok(Some(kind))
    }

    fn body(&self) -> &[u8] {
        self.window.get(self.body.0..self.body.1).unwrap_or_default()
    }
}

/// Text with its length before it, as UTF-16, and what stands behind it.
fn wide(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u32_at(bytes, 0).filter(|n| *n != u32::MAX).unwrap_or(0) as usize;
    bytes.get(4..)?.split_at_checked(length.checked_mul(2)?)
}

fn wide_text(bytes: &[u8]) -> String {
    let mut out = Vec::new();
    utf16(wide(bytes).map_or(&[], |(text, _)| text), &mut out);
    String::from_utf8(out).unwrap_or_default()
}

struct Workbook {
    package: Package,
    sheets: Sheets,
    shared: Rc<Shared>,
}

/// Opens a workbook.
///
/// # Errors
/// Those of [`Package`]; `E_FORMAT` if it is none, `E_WORKBOOK` where its records do not fit.
pub fn open(mut package: Package) -> Result<Box<dyn Book>> {
    let path = workbook(&mut package)?;
    let related = relations(&mut package, &path)?;
    let mut sheets = Sheets::default();
    let mut since_1904 = false;
    if let Some(part) = package.part(&path, Content::Other)? {
        let mut records = Records::new(part);
        while let Some(kind) = records.next()? {
            let body = records.body();
            match kind {
                153 => since_1904 = u32_at(body, 0).unwrap_or(0) & 1 != 0,
                156 => {
                    let id = wide_text(body.get(8..).unwrap_or_default());
                    let name = wide(body.get(8..).unwrap_or_default()).map_or(String::new(), |(_, behind)| wide_text(behind));
                    sheets.push(name, u32_at(body, 0).unwrap_or(0) != 0, &id, &related)?;
                }
                _ => {}
            }
        }
    }
    let shapes = shapes(&mut package, &beside(&path, &related, "styles", "styles.bin"))?;
    let mut strings = Strings::default();
    if let Some(part) = package.part(&beside(&path, &related, "sharedStrings", "sharedStrings.bin"), Content::Other)? {
        let mut records = Records::new(part);
        while let Some(kind) = records.next()? {
            if kind == 19 {
                let text = records.body().get(1..).and_then(wide).map_or(&[][..], |(text, _)| text);
                strings.push(|out| utf16(text, out))?;
            }
        }
    }
    Ok(Box::new(Workbook { package, sheets, shared: Rc::new(Shared { strings, shapes, since_1904 }) }))
}

fn shapes(package: &mut Package, path: &str) -> Result<Vec<Shape>> {
    let (mut own, mut shapes, mut in_cells) = (BTreeMap::new(), Vec::new(), false);
    let Some(part) = package.part(path, Content::Other)? else { return Ok(shapes) };
    let mut records = Records::new(part);
    while let Some(kind) = records.next()? {
        let body = records.body();
        match kind {
            44 => {
                let code = wide_text(body.get(2..).unwrap_or_default());
                own.insert(u16_at(body, 0).unwrap_or(0), shape(&code));
            }
            617 => in_cells = true,
            618 => in_cells = false,
            47 if in_cells => {
                let id = u16_at(body, 2).unwrap_or(0);
                shapes.push(own.get(&id).copied().unwrap_or_else(|| built_in(id.into())));
            }
            _ => {}
        }
    }
    Ok(shapes)
}

impl Book for Workbook {
    fn sheets(&self) -> &[Entry] {
        &self.sheets.entries
    }

    fn sheet(&mut self, index: usize) -> Result<Box<dyn Sheet>> {
        let path = self.sheets.paths.get(index).cloned().flatten();
        let part = match path {
            Some(path) => self.package.part(&path, Content::Cells)?,
            None => None,
        };
        Ok(match part {
            Some(part) => Box::new(Cells { records: Records::new(part), shared: self.shared.clone(), begun: None }),
            None => Box::new(Nothing),
        })
    }
}

struct Cells {
    records: Records,
    shared: Rc<Shared>,
    /// The row whose cells come next, and whether it is hidden.
    begun: Option<(u32, bool)>,
}

impl Sheet for Cells {
    fn advance(&mut self, rows: &mut Rows) -> Result<bool> {
        if let Some((row, _)) = self.begun {
            rows.start(row)?;
        }
        loop {
            let Some(kind) = self.records.next()? else { return self.end(rows) };
            let body = self.records.body();
            match kind {
                0 => {
                    let full = self.begun.is_some() && self.end(rows)?;
                    let body = self.records.body();
                    let row = u32_at(body, 0).ok_or(ErrorKind::Workbook)?;
                    self.begun = Some((row, body.get(11).unwrap_or(&0) & 0x10 != 0));
                    if full {
                        return Ok(true);
                    }
                    rows.start(row)?;
                }
                2..=11 | 62 if self.begun.is_some() => {
                    rows.open(u32_at(body, 0).ok_or(ErrorKind::Workbook)?)?;
                    let plain = cell(kind, body, &self.shared, rows);
                    rows.close(plain);
                }
                146 => {
                    let full = self.end(rows)?;
                    if full {
                        return Ok(true);
                    }
                }
                176 => rows.counts.merged += 1,
                _ => {}
            }
        }
    }
}

impl Cells {
    fn end(&mut self, rows: &mut Rows) -> Result<bool> {
        let Some((_, hidden)) = self.begun.take() else { return Ok(false) };
        let full = rows.end(1)?;
        rows.counts.hidden_rows += u64::from(full && hidden);
        Ok(full)
    }
}

/// Writes the value of a cell; whether what it wrote can hold nothing that needs quotes.
fn cell(kind: u32, body: &[u8], shared: &Shared, rows: &mut Rows) -> bool {
    let style = u32_at(body, 4).unwrap_or(0) & 0x00FF_FFFF;
    let content = body.get(8..).unwrap_or_default();
    let out = &mut rows.text;
    match kind {
        2 | 5 | 9 => {
            let number = if kind == 2 { u32_at(content, 0).map(rk) } else { f64_at(content, 0) };
            let shape = shared.shapes.get(style as usize).copied().unwrap_or_default();
            if let Some(number) = number.filter(|n| n.is_finite()) {
                value::serial(number, shape, shared.since_1904, out, &mut rows.counts);
            }
            return true;
        }
        4 | 10 => out.extend_from_slice(if content.first().is_some_and(|b| *b != 0) { b"TRUE" } else { b"FALSE" }),
        6 | 8 => utf16(wide(content).map_or(&[], |(text, _)| text), out),
        62 => utf16(content.get(1..).and_then(wide).map_or(&[], |(text, _)| text), out),
        7 => match u32_at(content, 0).and_then(|i| shared.strings.get(i as usize)) {
            Some(text) => out.extend_from_slice(text),
            None => rows.counts.errors += 1,
        },
        3 | 11 => rows.counts.errors += 1,
        _ => {}
    }
    false
}
