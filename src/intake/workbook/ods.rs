//! Workbooks of `OpenDocument` (ODF 1.3 part 3): ods. All sheets stand in one part, so it is read through once to list them.

use super::super::limits;
use super::package::{Content, Package};
use super::rows::Rows;
use super::sheet::{Book, Entry, Sheet};
use super::value;
use super::xml::{Token, Xml};
use crate::error::{ErrorKind, Result};
use std::collections::BTreeSet;

/// Most cells that repetition may make of those written.
const REPEATED: u64 = 100_000_000;

struct Workbook {
    package: Package,
    entries: Vec<Entry>,
}

/// Opens a workbook.
///
/// # Errors
/// `E_ENCRYPTED`, those of [`Package`] and [`Xml`].
pub fn open(mut package: Package) -> Result<Box<dyn Book>> {
    let manifest = package.small("META-INF/manifest.xml")?;
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(ErrorKind::Encrypted.into());
    }
    let mut xml = content(&mut package)?;
    let (mut entries, mut style, mut hiding) = (Vec::new(), String::new(), BTreeSet::new());
    loop {
        match xml.next()? {
            Token::Start => match xml.name() {
                b"style" => style = xml.attribute("style:name").unwrap_or_default(),
                b"table-properties" if xml.attribute("table:display").as_deref() == Some("false") => {
                    hiding.insert(style.clone());
                }
                b"table" => {
                    if entries.len() >= limits::SHEETS {
                        return Err(ErrorKind::Sheets.into());
                    }
                    let hidden = xml.attribute("table:style-name").is_some_and(|s| hiding.contains(&s));
                    entries.push(Entry { name: xml.attribute("table:name").unwrap_or_default(), hidden });
                    xml.skip()?;
                }
                // Tables of changes that were tracked are no sheets.
                b"tracked-changes" => xml.skip()?,
                _ => {}
            },
            Token::Over => return Ok(Box::new(Workbook { package, entries })),
            _ => {}
        }
    }
}

fn content(package: &mut Package) -> Result<Xml> {
    package.part("content.xml", Content::Cells)?.map(Xml::new).ok_or_else(|| ErrorKind::Format.into())
}

impl Book for Workbook {
    fn sheets(&self) -> &[Entry] {
        &self.entries
    }

    fn sheet(&mut self, index: usize) -> Result<Box<dyn Sheet>> {
        Ok(Box::new(Tables {
            xml: content(&mut self.package)?,
            before: index,
            inside: false,
            next: 0,
            cells: 0,
            value: Vec::new(),
        }))
    }
}

struct Tables {
    xml: Xml,
    /// Tables to pass over first.
    before: usize,
    inside: bool,
    next: u64,
    cells: u64,
    value: Vec<u8>,
}

impl Sheet for Tables {
    fn advance(&mut self, rows: &mut Rows) -> Result<bool> {
        loop {
            match self.xml.next()? {
                Token::Start => match self.xml.name() {
                    b"tracked-changes" if !self.inside => self.xml.skip()?,
                    b"table" if !self.inside => {
                        if self.before > 0 {
                            self.before -= 1;
                            self.xml.skip()?;
                        } else {
                            self.inside = true;
                        }
                    }
                    b"table-row" if self.inside => {
                        let full = self.row(rows)?;
                        if full {
                            return Ok(true);
                        }
                    }
                    b"table" | b"shapes" | b"forms" | b"named-expressions" if self.inside => self.xml.skip()?,
                    _ => {}
                },
                Token::End if self.inside && self.xml.name() == b"table" => return Ok(false),
                Token::Over => return Ok(false),
                _ => {}
            }
        }
    }
}

impl Tables {
    fn count(&self, name: &str) -> u64 {
        self.xml.attribute(name).and_then(|n| n.parse().ok()).unwrap_or(1).max(1)
    }

    fn row(&mut self, rows: &mut Rows) -> Result<bool> {
        let repeat = self.count("table:number-rows-repeated");
        let hidden = self.xml.attribute("table:visibility").is_some_and(|v| v != "visible");
        let row = self.next;
        self.next = self.next.saturating_add(repeat);
        let mut begun = false;
        let mut column = 0_u64;
        loop {
            match self.xml.next()? {
                Token::Start if matches!(self.xml.name(), b"table-cell" | b"covered-table-cell") => {
                    if !begun {
                        // Blank rows may go on behind the last that a sheet can have.
                        if row >= u64::from(limits::SHEET_ROWS) {
                            self.xml.skip()?;
                            continue;
                        }
                        rows.start(row as u32)?;
                        begun = true;
                    }
                    self.cell(rows, &mut column)?;
                }
                Token::Start => self.xml.skip()?,
                Token::End | Token::Over => break,
                Token::Text => {}
            }
        }
        if !begun || rows.cells() == 0 {
            return Ok(false);
        }
        self.cells = self.cells.saturating_add(repeat.saturating_mul(rows.cells() as u64));
        if self.cells > REPEATED {
            return Err(ErrorKind::Bomb.into());
        }
        rows.counts.hidden_rows += if hidden { repeat } else { 0 };
        rows.end(u32::try_from(repeat).unwrap_or(u32::MAX))
    }

    fn cell(&mut self, rows: &mut Rows, column: &mut u64) -> Result<()> {
        let repeat = self.count("table:number-columns-repeated");
        let covered = self.xml.name() == b"covered-table-cell";
        let (mut kind, mut value, mut formula) = (Vec::new(), None, false);
        for (name, text) in self.xml.attributes() {
            match name {
                b"office:value-type" => kind = text.to_vec(),
                b"calcext:value-type" if text == b"error" => kind = b"error".to_vec(),
                b"office:value"
                | b"office:date-value"
                | b"office:time-value"
                | b"office:boolean-value"
                | b"office:string-value" => {
                    let mut decoded = Vec::new();
                    super::xml::decode(text, &mut decoded);
                    value = Some(decoded);
                }
                b"table:formula" => formula = true,
                b"table:number-columns-spanned" | b"table:number-rows-spanned" if text != b"1" => rows.counts.merged += 1,
                _ => {}
            }
        }
        // A range that spans both ways was counted twice.
        let spans = |name: &str| self.xml.attribute(name).is_some_and(|n| n != "1");
        if spans("table:number-columns-spanned") && spans("table:number-rows-spanned") {
            rows.counts.merged -= 1;
        }
        self.value.clear();
        self.paragraphs()?;
        let error = kind == b"error" || (formula && self.value.starts_with(b"#") && kind == b"string" && is_error(&self.value));
        let at = *column;
        *column = column.saturating_add(repeat);
        if covered && value.is_none() && self.value.is_empty() {
            return Ok(());
        }
        if error {
            rows.counts.errors += repeat;
            return Ok(());
        }
        if value.is_none() && self.value.is_empty() {
            rows.counts.without_value += u64::from(formula);
            return Ok(());
        }
        if at.saturating_add(repeat) > limits::COLUMNS as u64 {
            return Err(ErrorKind::Limit.into());
        }
        for i in 0..repeat {
            rows.open((at + i) as u32)?;
            let out = &mut rows.text;
            match (kind.as_slice(), &value) {
                (b"float" | b"percentage" | b"currency", Some(value)) => {
                    value::number_text(value, out, &mut rows.counts);
                }
                (b"date", Some(value)) => value::iso(value, out),
                (b"time", Some(value)) => value::duration(value, out),
                (b"boolean", Some(value)) => out.extend_from_slice(if value == b"true" { b"TRUE" } else { b"FALSE" }),
                (_, Some(value)) if self.value.is_empty() => out.extend_from_slice(value),
                _ => out.extend_from_slice(&self.value),
            }
            rows.close(false);
        }
        Ok(())
    }

    /// Collects the text of the cell that was opened and reads on behind its end.
    fn paragraphs(&mut self) -> Result<()> {
        let (mut depth, mut paragraph, mut begun) = (0_usize, 0_usize, false);
        loop {
            match self.xml.next()? {
                Token::Start => {
                    match self.xml.name() {
                        b"annotation" | b"frame" | b"shapes" | b"table" | b"custom-shape" => {
                            self.xml.skip()?;
                            continue;
                        }
                        b"p" | b"h" => {
                            if begun {
                                self.value.push(b'\n');
                            }
                            (paragraph, begun) = (paragraph + 1, true);
                        }
                        b"s" => {
                            let count = self.count("text:c").min(limits::FIELD as u64) as usize;
                            self.value.resize(self.value.len() + count, b' ');
                        }
                        b"tab" => self.value.push(b'\t'),
                        b"line-break" => self.value.push(b'\n'),
                        _ => {}
                    }
                    depth += 1;
                }
                Token::End => {
                    if matches!(self.xml.name(), b"p" | b"h") {
                        paragraph = paragraph.saturating_sub(1);
                    }
                    match depth.checked_sub(1) {
                        Some(less) => depth = less,
                        None => return Ok(()),
                    }
                }
                Token::Text if paragraph > 0 => self.xml.text(&mut self.value),
                Token::Text => {}
                Token::Over => return Ok(()),
            }
            if self.value.len() > limits::LINE {
                return Err(ErrorKind::Limit.into());
            }
        }
    }
}

/// Whether the text that a formula gives is one of the errors of a spreadsheet.
fn is_error(text: &[u8]) -> bool {
    matches!(text, b"#DIV/0!" | b"#N/A" | b"#NAME?" | b"#NULL!" | b"#NUM!" | b"#REF!" | b"#VALUE!")
}
