//! What was repaired, set aside or doubted: structured and counted, so that nothing is lost in silence.

use serde::Serialize;

/// How much a notice matters to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Changes numbers or leaves rows out.
    Warning,
}

/// Codes of what the formats of files count. A chunk names them by their place here, which is part of its layout.
pub const OF_FORMATS: &[&str] = &[
    "N_JSON_DUPLICATE_KEYS",
    "N_JSON_SURROGATES",
    "N_SHEET_DATES",
    "N_SHEET_ERRORS",
    "N_SHEET_HIDDEN_ROWS",
    "N_SHEET_LONG_NUMBERS",
    "N_SHEET_MERGED",
    "N_SHEET_NO_VALUE",
    "N_CUT_SHORT",
];

/// One counted remark. The sentences for people are in [`crate::report::text`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Notice {
    /// Stable code, `N_…`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// How many rows or cells it concerns.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub count: u64,
    /// Of several tables: the number of the one, from 1, that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "number"))]
    pub table: Option<u64>,
    /// Of a table of several files: the number of the one, from 1, that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "number"))]
    pub file: Option<u64>,
    /// Column number from 1 where the notice is about a column.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "number"))]
    pub column: Option<u64>,
    /// The first rows concerned (the header is row 1).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub rows: Vec<u64>,
    /// Of a table of several files: the number of the one, from 1, that these rows stand in; the count is of all files.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "number"))]
    pub rows_in: Option<u64>,
}

impl Notice {
    /// A remark that is worth knowing.
    #[must_use]
    pub fn info(code: &'static str, count: u64) -> Self {
        Self { code, severity: Severity::Info, count, table: None, file: None, column: None, rows: Vec::new(), rows_in: None }
    }

    /// A remark about rows left out or numbers changed.
    #[must_use]
    pub fn warning(code: &'static str, count: u64) -> Self {
        Self { severity: Severity::Warning, ..Self::info(code, count) }
    }

    /// The same remark, about the table with this index from 0.
    #[must_use]
    pub fn in_table(mut self, index: usize) -> Self {
        self.table = Some(index as u64 + 1);
        self
    }

    /// The same remark, about the file with this number from 1.
    #[must_use]
    pub fn in_file(mut self, number: u64) -> Self {
        self.file = Some(number);
        self
    }

    /// The same remark, whose rows stand in the file with this number from 1.
    #[must_use]
    pub fn with_rows_in(mut self, number: u64) -> Self {
        self.rows_in = Some(number);
        self
    }

    /// The same remark, about the column with this index from 0.
    #[must_use]
    pub fn in_column(mut self, index: usize) -> Self {
        self.column = Some(index as u64 + 1);
        self
    }

    /// The same remark with the first rows it concerns.
    #[must_use]
    pub fn at_rows(mut self, rows: &[u64]) -> Self {
        self.rows = rows.to_vec();
        self
    }
}
