//! How a file is to be read: decided once from a sample, the same for all its ranges.

use crate::table::Spec;
use serde::{Deserialize, Serialize};

/// Encoding of a text file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// GB18030, which holds GBK and GB2312.
    #[serde(rename = "gb18030")]
    Gb18030,
}

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
pub struct Overrides {
    /// Encoding.
    pub encoding: Option<Encoding>,
    /// Delimiter.
    pub delimiter: Option<char>,
    /// Row number of the header; 0 says that there is none.
    pub header_row: Option<u64>,
    /// Read every column as text, cell by cell as written.
    pub all_text: bool,
}

/// How a file is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Encoding.
    pub encoding: Encoding,
    /// Whether the encoding is sure (a byte-order mark or the user's word) and must not be revised.
    pub encoding_sure: bool,
    /// Whether the file starts with a byte-order mark.
    pub bom: bool,
    /// Structure.
    pub dialect: Dialect,
    /// Columns in file order.
    pub columns: Vec<Spec>,
    /// Whether the kinds of the columns must not be revised.
    pub kinds_sure: bool,
    /// Byte offset of the first data record.
    pub data_start: u64,
    /// Row number of the first data record.
    pub first_row: u64,
    /// Indices of columns whose header had to be made unique.
    pub duplicate_headers: Vec<usize>,
    /// Indices of columns that had no header.
    pub blank_headers: Vec<usize>,
    /// Indices of date columns whose order of day and month the sample leaves open.
    pub open_dates: Vec<usize>,
}
