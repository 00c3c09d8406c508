//! A table as CSV that Excel opens right: UTF-8 with byte-order mark, RFC 4180, no cell that would run as a formula.

use super::formula_safe;
use crate::error::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};

/// Language of exported headers and labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The text in this language.
    #[must_use]
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        if self == Self::Zh { zh } else { en }
    }
}

/// A CSV under construction.
pub struct CsvTable(csv::Writer<Vec<u8>>);

impl CsvTable {
    /// A table with this header.
    ///
    /// # Errors
    /// `E_INTERNAL`.
    pub fn new<'a>(header: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut table = Self(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec()));
        table.row(header)?;
        Ok(table)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// `E_INTERNAL`.
    pub fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> Result<()> {
        for cell in cells {
            self.0.write_field(formula_safe(cell.as_ref()).as_bytes()).or(Err(internal()))?;
        }
        self.0.write_record(None::<&[u8]>).or(Err(internal()))
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// `E_INTERNAL`.
    pub fn finish(self) -> Result<Vec<u8>> {
        self.0.into_inner().or(Err(internal()))
    }
}

fn internal() -> Error {
    Error::new(ErrorKind::Internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_reads_it_and_runs_nothing() {
        let mut table = CsvTable::new(["客户", "备注"]).unwrap();
        table.row(["a,\"b\"", "=1+1"]).unwrap();
        table.row(["-5", "多行\n文字"]).unwrap();
        let text = String::from_utf8(table.finish().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}客户,备注\r\n\"a,\"\"b\"\"\",'=1+1\r\n-5,\"多行\n文字\"\r\n");
    }
}
