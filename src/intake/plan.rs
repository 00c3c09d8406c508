//! How a file is to be read: decided once from a sample, the same for all its ranges.

use super::container::Container;
pub use super::encoding::{Candidate, Encoding, EncodingReason};
use super::estimate::Estimate;
use crate::table::date::DateOrder;
use crate::table::{BareTime, Column, DecimalMark, Kind, Spec};
use serde::{Deserialize, Serialize};

/// What ends a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum LineEnd {
    /// A line feed, with or without a carriage return before it.
    #[default]
    Lf,
    /// A carriage return alone.
    Cr,
    /// Any of them, and U+2028, in one file.
    Any,
}

/// Why one part of a dialect was decided as it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum DialectReason {
    /// Nothing speaks for anything else.
    #[default]
    Usual,
    /// The user said so.
    Given,
    /// Of all candidates it gives the most regular rows of the most plausible cells.
    Regular,
    /// It stands in the file where only it can stand.
    Seen,
    /// Columns of numbers or dates have something else in the first row.
    Contrast,
    /// The first row is of the same kinds as the rows below it, or repeats values of theirs.
    Alike,
    /// Lines above the table have fewer cells than its rows.
    Narrow,
}

/// The reason of each decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DialectReasons {
    /// Of the delimiter.
    pub delimiter: DialectReason,
    /// Of the quote.
    pub quote: DialectReason,
    /// Of the escape.
    pub escape: DialectReason,
    /// Of the header, or of there being none.
    pub header: DialectReason,
    /// Of the comment mark.
    pub comment: DialectReason,
    /// Of the lines left out above the table.
    pub preamble: DialectReason,
}

/// Structure of a delimited text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Dialect {
    /// Between fields; one to four characters. A blank stands for any run of blanks.
    pub delimiter: String,
    /// Around fields that hold delimiters or line ends.
    pub quote: Option<char>,
    /// Before a quote inside a quoted field; the quote itself where quotes are doubled.
    pub escape: Option<char>,
    /// Row number of the header (of its last row, if it takes several), `None` if the file has none.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub header_row: Option<u64>,
    /// Start of lines to be left out.
    pub comment: Option<String>,
    /// Whether a comment may also follow a row on its line.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(skip))]
    pub comment_in_line: bool,
    /// What ends a record.
    #[serde(default)]
    pub line_end: LineEnd,
    /// Rows above the table that are no part of it.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub preamble: u64,
    /// Why it was decided so.
    #[serde(default)]
    pub reasons: DialectReasons,
}

/// The user's word on how to read a file, stronger than what the sample says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
pub struct Overrides {
    /// Encoding.
    pub encoding: Option<Encoding>,
    /// Delimiter: one to four characters.
    pub delimiter: Option<String>,
    /// Quote: one ASCII character, or nothing for none.
    pub quote: Option<String>,
    /// Escape: one ASCII character, the quote itself for doubled quotes, or nothing for none.
    pub escape: Option<String>,
    /// Start of lines to be left out, or nothing for none.
    pub comment: Option<String>,
    /// Row number of the header; 0 says that there is none.
    #[cfg_attr(feature = "types", ts(optional, type = "number"))]
    pub header_row: Option<u64>,
    /// Sheet of a workbook, or file of an archive.
    pub member: Option<String>,
    /// Lines at the start of the file that are not looked at.
    #[cfg_attr(feature = "types", ts(optional, type = "number"))]
    pub skip: Option<u64>,
    /// Read so many rows, the first of the table, and nothing behind them.
    #[cfg_attr(feature = "types", ts(optional, type = "number"))]
    pub first_rows: Option<u64>,
    /// Keep these columns alone, by their header as the plan has it (where headers repeat, the plan numbers them); empty keeps
    /// all. The others are left out while reading and take no memory.
    #[cfg_attr(feature = "types", ts(as = "Option<Vec<String>>"))]
    pub only_columns: Vec<String>,
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

/// A column of the file that is not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct LeftOut {
    /// Its place among all columns of the file, from 0.
    pub place: usize,
    /// Its header, made unique.
    pub name: String,
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
    /// Others with the same columns: their rows go below, where nobody has chosen one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<String>>"))]
    pub alike: Vec<String>,
    /// How many of the columns, the last ones, stand in other files of the table and not in this one.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<usize>"))]
    pub absent: usize,
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
    /// Columns that are read, in file order.
    pub columns: Vec<Spec>,
    /// Columns that are not, in file order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<LeftOut>>"))]
    pub left_out: Vec<LeftOut>,
    /// Rows behind which nothing is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "number"))]
    pub first_rows: Option<u64>,
    /// What the table is thought to take; `None` where nothing tells how long the file is.
    #[serde(default)]
    pub estimate: Option<Estimate>,
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
    /// Byte offset of the record from which on surplus cells are no longer kept, so that what is kept stays bounded.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub surplus_end: Option<u64>,
    /// What the user said of columns, for those that only the whole file can tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<ColumnReading>>"))]
    pub readings: Vec<ColumnReading>,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Plan {
    /// The plan of a further part of a file: what else there is to read is said by that of the first.
    #[must_use]
    pub(super) fn below(self) -> Self {
        Self { members: Vec::new(), alike: Vec::new(), ..self }
    }

    /// Whether the columns have names of their own and are, in any order, those of another.
    #[cfg(feature = "formats")]
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let are_named = self.columns.len() > 1 && self.dialect.header_row.is_some() && other.dialect.header_row.is_some();
        are_named && super::agreement::order_of(self.columns.iter().map(|c| c.name.as_str()), other).is_ok()
    }

    /// Columns of the file, those that are left out included.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.len() + self.left_out.len() - self.absent
    }

    /// Places among all columns of the file of those that are read; behind the last where the file does not have them.
    #[must_use]
    pub fn places(&self) -> Vec<usize> {
        let mut left_out = self.left_out.iter().map(|c| c.place).peekable();
        (0..self.width() + self.absent).filter(|place| left_out.next_if_eq(place).is_none()).collect()
    }

    /// The plan of a plain UTF-8 file with a header: for small tables and tests.
    #[must_use]
    pub fn plain(columns: &[Column]) -> Self {
        Self {
            container: Container::Text,
            members: Vec::new(),
            member: None,
            alike: Vec::new(),
            absent: 0,
            encoding: Encoding::Utf8,
            encoding_sure: true,
            encoding_reason: EncodingReason::Valid,
            fallback: None,
            candidates: Vec::new(),
            bom: false,
            dialect: Dialect {
                delimiter: ",".to_owned(),
                quote: Some('"'),
                escape: Some('"'),
                header_row: Some(1),
                comment: None,
                comment_in_line: false,
                line_end: LineEnd::Lf,
                preamble: 0,
                reasons: DialectReasons::default(),
            },
            columns: columns.iter().map(|c| Spec::new(c.name(), c.kind())).collect(),
            left_out: Vec::new(),
            first_rows: None,
            estimate: None,
            kinds_sure: true,
            data_start: 0,
            first_row: 2,
            duplicate_headers: Vec::new(),
            blank_headers: Vec::new(),
            open_dates: Vec::new(),
            surplus_end: None,
            readings: Vec::new(),
        }
    }
}
