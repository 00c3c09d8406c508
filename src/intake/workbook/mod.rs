//! Workbooks: xlsx, xlsm, xlsb, xls and ods. Cells are read row by row from what the file really holds: no declared size,
//! count or dimension reserves memory, nothing is computed, no zone or clock is asked.

mod bytes;
mod cells;
mod compound;
mod format;
mod ods;
mod package;
mod part;
mod parts;
mod rows;
mod sheet;
mod strings;
mod value;
mod wording;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use super::read::Source;
use super::stream::Opened;
use crate::error::{ErrorKind, Result};
use compound::{Compound, MAGIC};
use package::Package;
pub use part::Ahead;
use std::rc::Rc;

/// What kind of workbook a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A package with parts in XML: xlsx, xlsm.
    Xlsx,
    /// A package with parts in records: xlsb.
    Xlsb,
    /// A package of `OpenDocument`: ods.
    Ods,
    /// A compound file of older programs: xls, et; also what a password protects.
    Compound,
    /// A spreadsheet that is not read: HTML or XML under the name of a workbook, SYLK, the first versions of Excel.
    Other,
}

/// Which kind of workbook a file is by its content; `None` for text, other archives and all else. Names do not matter.
///
/// # Errors
/// Those of the source.
pub fn kind(source: &Rc<dyn Source>) -> Result<Option<Kind>> {
    let mut head = vec![0; source.size().min(1_024) as usize];
    source.read_at(0, &mut head)?;
    if head.starts_with(&MAGIC) {
        return Ok(Some(Kind::Compound));
    }
    if head.starts_with(b"PK\x03\x04") {
        let mut package = match Package::open(source.clone()) {
            Ok(package) => package,
            Err(error) if error.kind() == ErrorKind::Files => return Err(error),
            // An archive that cannot be opened is the archive reader's to judge.
            Err(_) => return Ok(None),
        };
        if package.has("[Content_Types].xml") || package.has("xl/workbook.xml") || package.has("xl/workbook.bin") {
            let binary = parts::workbook(&mut package).is_ok_and(|path| path.ends_with(".bin"));
            return Ok(Some(if binary { Kind::Xlsb } else { Kind::Xlsx }));
        }
        return Ok(package.has("content.xml").then_some(Kind::Ods));
    }
    // The first versions of Excel wrote bare records.
    if matches!(head.as_slice(), [9, 0 | 2 | 4, 4 | 6, 0, 0 | 2 | 3 | 4, ..]) {
        return Ok(Some(Kind::Other));
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start().to_ascii_lowercase();
    let foreign = [&b"<!doctype html"[..], b"<html", b"<table", b"<?xml", b"<workbook", b"id;p"];
    Ok(foreign.iter().any(|start| text.starts_with(start)).then_some(Kind::Other))
}

fn starts_as_package(source: &Rc<dyn Source>) -> Result<bool> {
    let mut head = vec![0; source.size().min(4) as usize];
    source.read_at(0, &mut head)?;
    // What is a package and no workbook is another archive.
    Ok(head == b"PK\x03\x04" && Package::open(source.clone()).is_err())
}

/// Opens a sheet of a workbook: the one named, else the one that looks like its table.
///
/// # Errors
/// `E_FORMAT` if the file is no workbook that can be read, `E_MEMBER` if there is no such sheet, `E_ENCRYPTED`, `E_ARCHIVE`,
/// `E_WORKBOOK` and `E_XML` for damage, `E_LIMIT`, those of the source.
pub fn open(source: Rc<dyn Source>, sheet: Option<&str>) -> Result<Opened> {
    let book = match kind(&source)? {
        Some(Kind::Xlsx) => xlsx::open(Package::open(source)?)?,
        Some(Kind::Xlsb) => xlsb::open(Package::open(source)?)?,
        Some(Kind::Ods) => ods::open(Package::open(source)?)?,
        Some(Kind::Compound) => xls::open(&Compound::open(source)?)?,
        None if starts_as_package(&source)? => return Err(ErrorKind::Archive.into()),
        Some(Kind::Other) | None => return Err(ErrorKind::Format.into()),
    };
    sheet::open(book, sheet)
}
