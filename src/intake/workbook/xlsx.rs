//! Workbooks in XML (ECMA-376, SpreadsheetML): xlsx and xlsm.

use super::cells::Cells;
use super::format::{Shape, built_in, shape};
use super::package::{Content, Package};
use super::parts::{Sheets, beside, relations, workbook};
use super::rows::Rows;
use super::sheet::{Book, Entry, Sheet};
use super::strings::{Strings, unescape};
use super::xml::{Token, Xml};
use crate::error::Result;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What the cells of every sheet refer to.
#[derive(Default)]
pub struct Shared {
    /// Texts by number.
    pub strings: Strings,
    /// Shape of numbers by style.
    pub shapes: Vec<Shape>,
    /// Whether serial 0 is the first day of 1904.
    pub since_1904: bool,
}

struct Workbook {
    package: Package,
    sheets: Sheets,
    shared: Rc<Shared>,
}

/// Opens a workbook.
///
/// # Errors
/// Those of [`Package`] and [`Xml`]; `E_FORMAT` if it is none.
pub fn open(mut package: Package) -> Result<Box<dyn Book>> {
    let path = workbook(&mut package)?;
    let related = relations(&mut package, &path)?;
    let mut sheets = Sheets::default();
    let mut since_1904 = false;
    if let Some(part) = package.part(&path, Content::Other)? {
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                // Extensions have an element of the same name, without the attribute.
                Token::Start if xml.name() == b"workbookPr" => {
                    since_1904 |= xml.attribute("date1904").is_some_and(|v| v == "1" || v == "true");
                }
                Token::Start if xml.name() == b"sheet" => {
                    let id = xml.attributes().find(|(name, _)| name.ends_with(b":id")).map(|(_, id)| id.to_vec());
                    let id = String::from_utf8(id.unwrap_or_default()).unwrap_or_default();
                    let hidden = xml.attribute("state").is_some_and(|s| s != "visible");
                    sheets.push(xml.attribute("name").unwrap_or_default(), hidden, &id, &related)?;
                }
                Token::Over => break,
                _ => {}
            }
        }
    }
    let shapes = shapes(&mut package, &beside(&path, &related, "styles", "styles.xml"))?;
    let strings = strings(&mut package, &beside(&path, &related, "sharedStrings", "sharedStrings.xml"))?;
    Ok(Box::new(Workbook { package, sheets, shared: Rc::new(Shared { strings, shapes, since_1904 }) }))
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
            Some(part) => Box::new(Cells::new(part, self.shared.clone())),
            None => Box::new(Nothing),
        })
    }
}

/// A sheet without cells.
pub struct Nothing;

impl Sheet for Nothing {
    fn advance(&mut self, _: &mut Rows) -> Result<bool> {
        Ok(false)
    }
}

/// Shapes of numbers by style.
fn shapes(package: &mut Package, path: &str) -> Result<Vec<Shape>> {
    let Some(part) = package.part(path, Content::Other)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(part);
    let (mut own, mut shapes) = (BTreeMap::new(), Vec::new());
    let mut in_cells = false;
    loop {
        match xml.next()? {
            Token::Start => match xml.name() {
                b"numFmt" => {
                    let id = xml.attribute("numFmtId").and_then(|id| id.parse::<u32>().ok());
                    if let (Some(id), Some(code)) = (id, xml.attribute("formatCode")) {
                        own.insert(id, shape(&code));
                    }
                }
                b"cellXfs" => in_cells = true,
                b"xf" if in_cells => {
                    let id = xml.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    shapes.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Token::End if xml.name() == b"cellXfs" => in_cells = false,
            Token::Over => return Ok(shapes),
            _ => {}
        }
    }
}

/// Texts that cells share. The counts that the part states are not looked at.
fn strings(package: &mut Package, path: &str) -> Result<Strings> {
    let mut strings = Strings::default();
    let Some(part) = package.part(path, Content::Other)? else { return Ok(strings) };
    let mut xml = Xml::new(part);
    let mut text = Vec::new();
    loop {
        match xml.next()? {
            Token::Start if xml.name() == b"si" => {
                text.clear();
                rich(&mut xml, b"si", &mut text)?;
                strings.push(|out| out.extend_from_slice(&text))?;
            }
            Token::Over => return Ok(strings),
            _ => {}
        }
    }
}

/// Appends the text of an element in one piece or several, without readings; reads on behind its end.
///
/// # Errors
/// Those of [`Xml`], `E_LIMIT` where it is too long.
pub fn rich(xml: &mut Xml, element: &[u8], out: &mut Vec<u8>) -> Result<()> {
    let from = out.len();
    loop {
        match xml.next()? {
            Token::Start if xml.name() == b"rPh" => xml.skip()?,
            Token::Start if xml.name() == b"t" => {
                let preserve = xml.attributes().any(|(name, value)| name == b"xml:space" && value == b"preserve");
                let start = out.len();
                while xml.next()? == Token::Text {
                    xml.text(out);
                }
                if !preserve {
                    trim(out, start);
                }
                unescape(out, start);
                if out.len() - from > super::super::limits::LINE {
                    return Err(crate::error::ErrorKind::Limit.into());
                }
            }
            Token::End if xml.name() == element => return Ok(()),
            Token::Over => return Ok(()),
            _ => {}
        }
    }
}

/// Drops blanks at both ends of what stands from `start` on.
fn trim(out: &mut Vec<u8>, start: usize) {
    let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
    let Some(text) = out.get(start..) else { return };
    let leading = text.iter().take_while(|b| blank(b)).count();
    let trailing = text.iter().rev().take_while(|b| blank(b)).count().min(text.len() - leading);
    out.truncate(out.len() - trailing);
    out.drain(start..start + leading);
}
