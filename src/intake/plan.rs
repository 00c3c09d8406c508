//! How a file is to be read: decided once from a sample, the same for all its ranges.

use super::container::Container;
pub use super::encoding::{Candidate, Encoding, EncodingReason};
use crate::table::date::DateOrder;
use crate::table::{BareTime, Column, DecimalMark, Kind, Spec};
use serde::{Deserialize, Serialize};

/// Structure of a delimited text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Dialect {
    /// Between fields; one character. A blank stands for any run of blanks.
    pub delimiter: char,
    /// Around fields that hold delimiters or line ends.
    pub quote: Option<char>,
    /// Before a quote inside a quoted field; the quote itself where quotes are doubled.
    pub escape: Option<char>,
    /// Row number of the header, `None` if the file has none.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub header_row: Option<u64>,
    /// Start of lines to be left out.
    pub comment: Option<char>,
    /// Whether lines end with a carriage return alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(skip))]
    pub carriage_return: bool,
}

/// The user's word on how to read a file, stronger than what the sample says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
pub struct Overrides {
    /// Encoding.
    pub encoding: Option<Encoding>,
    /// Delimiter.
    pub delimiter: Option<char>,
    /// Row number of the header; 0 says that there is none.
    #[cfg_attr(feature = "types", ts(optional, type = "number"))]
    pub header_row: Option<u64>,
    /// Sheet of a workbook, or file of an archive.
    pub member: Option<String>,
    /// Read every column as text, cell by cell as written.
    #[cfg_attr(feature = "types", ts(as = "Option<bool>"))]
    pub all_text: bool,
    /// How the values of columns are read; a later entry is stronger.
    #[cfg_attr(feature = "types", ts(as = "Option<Vec<ColumnReading>>"))]
    pub columns: Vec<ColumnReading>,
}

/// The user's word on the values of a column; what is left out is decided by its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
pub struct ColumnReading {
    /// Header of the column, as the plan has it; left out, every column is meant.
    pub column: Option<String>,
    /// What its cells are.
    pub kind: Option<Kind>,
    /// Order of day and month in its dates.
    pub dates: Option<DateOrder>,
    /// What a bare number is among its times.
    pub bare: Option<BareTime>,
    /// Mark before the decimals of its numbers.
    pub decimal: Option<DecimalMark>,
    /// Mark that is left out wherever it stands among the digits of its numbers.
    pub thousands: Option<char>,
}

impl ColumnReading {
    /// The settings of two entries, `other` being the stronger.
    #[must_use]
    pub fn over(self, other: &Self) -> Self {
        Self {
            column: None,
            kind: other.kind.or(self.kind),
            dates: other.dates.or(self.dates),
            bare: other.bare.or(self.bare),
            decimal: other.decimal.or(self.decimal),
            thousands: other.thousands.or(self.thousands),
        }
    }

    /// Whether one mark would be both: before the decimals and among the digits before them.
    #[must_use]
    pub fn contradicts_itself(&self) -> bool {
        let mark = match self.decimal {
            Some(DecimalMark::Comma) => ',',
            _ => '.',
        };
        self.thousands == Some(mark)
    }
}

/// How a file is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Plan {
    /// What the file is; all that follows is about the text in it.
    #[serde(default, skip_serializing_if = "Container::is_text")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Container>"))]
    pub container: Container,
    /// Sheets of a workbook or files of an archive that may be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<String>>"))]
    pub members: Vec<String>,
    /// The one that is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub member: Option<String>,
    /// Encoding.
    pub encoding: Encoding,
    /// Whether the encoding is sure (a byte-order mark or the user's word) and must not be revised.
    pub encoding_sure: bool,
    /// Why this encoding.
    #[serde(default)]
    pub encoding_reason: EncodingReason,
    /// The encoding by which lines are read that make no sense in the other.
    #[serde(default)]
    pub fallback: Option<Encoding>,
    /// What the statistics found possible, best first; empty where they were not asked.
    #[serde(default)]
    pub candidates: Vec<Candidate>,
    /// Whether the file starts with a byte-order mark.
    pub bom: bool,
    /// Structure.
    pub dialect: Dialect,
    /// Columns in file order.
    pub columns: Vec<Spec>,
    /// Whether the kinds of the columns must not be revised.
    pub kinds_sure: bool,
    /// Byte offset of the first data record.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub data_start: u64,
    /// Row number of the first data record.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub first_row: u64,
    /// Indices of columns whose header had to be made unique.
    pub duplicate_headers: Vec<usize>,
    /// Indices of columns that had no header.
    pub blank_headers: Vec<usize>,
    /// Indices of date columns whose order of day and month the sample leaves open.
    pub open_dates: Vec<usize>,
}

impl Plan {
    /// The plan of a plain UTF-8 file with a header: for small tables and tests.
    #[must_use]
    pub fn plain(columns: &[Column]) -> Self {
        Self {
            container: Container::Text,
            members: Vec::new(),
            member: None,
            encoding: Encoding::Utf8,
            encoding_sure: true,
            encoding_reason: EncodingReason::Valid,
            fallback: None,
            candidates: Vec::new(),
            bom: false,
            dialect: Dialect {
                delimiter: ',',
                quote: Some('"'),
                escape: Some('"'),
                header_row: Some(1),
                comment: None,
                carriage_return: false,
            },
            columns: columns.iter().map(|c| Spec::new(c.name(), c.kind())).collect(),
            kinds_sure: true,
            data_start: 0,
            first_row: 2,
            duplicate_headers: Vec::new(),
            blank_headers: Vec::new(),
            open_dates: Vec::new(),
        }
    }
}
