//! The cells of a sheet in XML, row by row.

use super::super::stream::{Inflow, append};
use super::format::Shape;
use super::part::Part;
use super::rows::Rows;
use super::sheet::Sheet;
use super::strings::unescape;
use super::value;
use super::xlsx::{Shared, rich};
use super::xml::{Token, Xml};
use crate::error::{ErrorKind, Result};
use std::rc::Rc;

/// What the value of a cell is, by its attribute `t`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Error,
    Date,
}

/// A sheet in XML.
pub struct Cells {
    xml: Xml,
    shared: Rc<Shared>,
    /// Row that follows where one does not say its number.
    next: u32,
    value: Vec<u8>,
}

impl Cells {
    /// A sheet from its start.
    #[must_use]
    pub fn new(part: Part, shared: Rc<Shared>) -> Self {
        Self { xml: Xml::new(part), shared, next: 0, value: Vec::new() }
    }

    fn row(&mut self, rows: &mut Rows) -> Result<bool> {
        let (mut row, mut hidden) = (self.next, false);
        for (name, text) in self.xml.attributes() {
            match name {
                b"r" => row = integer(text).and_then(|r| r.checked_sub(1)).ok_or(ErrorKind::Workbook)?,
                b"hidden" => hidden = text == b"1" || text == b"true",
                _ => {}
            }
        }
        rows.start(row)?;
        self.next = row + 1;
        let mut column = 0;
        loop {
            if self.xml.valued(b'c') {
                let kind = self.begin(rows, &mut column)?;
                self.xml.text(&mut self.value);
                self.end(rows, kind);
                continue;
            }
            match self.xml.next()? {
                Token::Start if self.xml.name() == b"c" => self.cell(rows, &mut column)?,
                Token::Start => self.xml.skip()?,
                Token::End | Token::Over => break,
                Token::Text => {}
            }
        }
        let full = rows.end(1)?;
        rows.counts.hidden_rows += u64::from(full && hidden);
        Ok(full)
    }

    /// Begins the cell whose attributes these are; its kind and style.
    #[inline]
    fn begin(&mut self, rows: &mut Rows, column: &mut u32) -> Result<(Kind, u32)> {
        let (mut at, mut style, mut kind) = (*column, 0, Kind::Number);
        for (name, text) in self.xml.attributes() {
            match name {
                b"r" => at = letters(text).unwrap_or(at),
                b"s" => style = integer(text).unwrap_or(0),
                b"t" => {
                    kind = match text {
                        b"s" => Kind::Shared,
                        b"str" => Kind::Text,
                        b"inlineStr" => Kind::Inline,
                        b"b" => Kind::Bool,
                        b"e" => Kind::Error,
                        b"d" => Kind::Date,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
        *column = at.saturating_add(1);
        self.value.clear();
        rows.open(at)?;
        Ok((kind, style))
    }

    /// Ends a cell with its value.
    #[inline]
    fn end(&mut self, rows: &mut Rows, (kind, style): (Kind, u32)) {
        let plain = self.write(rows, kind, style);
        rows.close(plain);
    }

    #[inline]
    fn cell(&mut self, rows: &mut Rows, column: &mut u32) -> Result<()> {
        let cell = self.begin(rows, column)?;
        let (mut formula, mut inline) = (false, false);
        loop {
            match self.xml.next()? {
                Token::Start => match self.xml.name() {
                    b"v" => {
                        while self.xml.next()? == Token::Text {
                            self.xml.text(&mut self.value);
                        }
                    }
                    b"is" => {
                        rich(&mut self.xml, b"is", &mut rows.text)?;
                        inline = true;
                    }
                    b"f" => {
                        formula = true;
                        self.xml.skip()?;
                    }
                    _ => self.xml.skip()?,
                },
                Token::End | Token::Over => break,
                Token::Text => {}
            }
        }
        if formula && self.value.is_empty() && cell.0 != Kind::Text && !inline {
            rows.counts.without_value += 1;
        }
        if inline {
            rows.close(false);
        } else {
            self.end(rows, cell);
        }
        Ok(())
    }

    /// Writes the value; whether what it wrote can hold nothing that needs quotes.
    #[inline]
    fn write(&mut self, rows: &mut Rows, kind: Kind, style: u32) -> bool {
        let (value, out) = (self.value.as_slice(), &mut rows.text);
        match kind {
            Kind::Number if value.is_empty() => {}
            Kind::Number => match self.shared.shapes.get(style as usize) {
                None | Some(Shape::Number) => return value::number_text(value, out, &mut rows.counts),
                Some(shape) => match value::parse(value) {
                    Some(days) => {
                        value::serial(days, *shape, self.shared.since_1904, out, &mut rows.counts);
                        return true;
                    }
                    None => out.extend_from_slice(value),
                },
            },
            Kind::Shared => {
                let text = integer(value.trim_ascii()).and_then(|i| self.shared.strings.get(i as usize));
                match text {
                    Some(text) => append(out, text),
                    None => rows.counts.errors += u64::from(!value.is_empty()),
                }
            }
            Kind::Text | Kind::Inline => {
                let start = out.len();
                out.extend_from_slice(value);
                unescape(out, start);
            }
            Kind::Bool => match value {
                b"1" | b"true" => out.extend_from_slice(b"TRUE"),
                b"0" | b"false" => out.extend_from_slice(b"FALSE"),
                _ => {}
            },
            Kind::Error => rows.counts.errors += 1,
            Kind::Date => value::iso(value, out),
        }
        false
    }
}

impl Sheet for Cells {
    fn advance(&mut self, rows: &mut Rows) -> Result<bool> {
        loop {
            match self.xml.next()? {
                Token::Start => match self.xml.name() {
                    b"row" => {
                        let full = self.row(rows)?;
                        if full {
                            return Ok(true);
                        }
                    }
                    b"mergeCell" => rows.counts.merged += 1,
                    _ => {}
                },
                Token::Over => return Ok(false),
                _ => {}
            }
        }
    }

    fn inflow(&mut self) -> Option<&mut dyn Inflow> {
        Some(&mut self.xml)
    }
}

/// A whole number; `None` if it is none or too large.
#[inline]
fn integer(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
}

/// Column from 0 that the letters of a reference name.
#[inline]
fn letters(text: &[u8]) -> Option<u32> {
    let mut column = 0_u32;
    // Six letters still fit, and seven are no column either.
    for b in text.iter().take(6) {
        match b.to_ascii_uppercase() {
            b @ b'A'..=b'Z' => column = column * 26 + u32::from(b - b'A') + 1,
            _ => break,
        }
    }
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_references() {
        assert_eq!(
            [letters(b"A1"), letters(b"XFD1048576"), letters(b"aa2"), letters(b"12")],
            [Some(0), Some(16_383), Some(26), None]
        );
        assert!(letters(b"ZZZZZZZZZ1").is_some_and(|column| column > 16_384));
        assert_eq!([integer(b"12"), integer(b""), integer(b"1x"), integer(b"9999999999")], [Some(12), None, None, None]);
    }
}
