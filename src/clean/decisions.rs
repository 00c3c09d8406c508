//! What a person decided of single cells and rows of one file: applied behind the plan, never part of a recipe.

use crate::error::{Error, ErrorKind, Result};
use crate::intake::RawTable;
use crate::table::date::Times;
use crate::table::{Column, Kind, Patched, number};
use serde::{Deserialize, Serialize};

/// Corrections and choices that hold for one file alone, which they know by its fingerprint. They hold cells' values: they are
/// the user's own, and belong into no recipe.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// Fingerprint of the table ([`fingerprint`]).
    pub fingerprint: String,
    /// Cells that hold something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Rows that stay although a rule takes them away, counted from 0 among the accepted ones. Rows without customer, time or
    /// amount cannot stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<u32>,
    /// Rows that go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<u32>,
}

/// One cell.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Row, counted from 0 among the accepted ones.
    pub row: u32,
    /// Header of the column.
    pub column: String,
    /// What the cell holds, written as in the file; `None` for nothing.
    pub value: Option<String>,
}

/// The fingerprint of a table: 16 hexadecimal digits of the fingerprints of its files, in their order.
#[must_use]
pub fn fingerprint(raw: &RawTable) -> String {
    let all = raw.parts().fold(raw.rows as u64, |hash, part| {
        let mixed = (hash.rotate_left(17) ^ part.fingerprint).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ (mixed >> 31)
    });
    format!("{all:016x}")
}

impl Decisions {
    /// No decisions about a table.
    #[must_use]
    pub fn about(raw: &RawTable) -> Self {
        Self { fingerprint: fingerprint(raw), ..Self::default() }
    }

    /// How many cells and rows were decided about.
    #[must_use]
    pub fn count(&self) -> usize {
        self.corrections.len() + self.kept.len() + self.dropped.len()
    }

    /// Whether nothing was decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// Whether they are about this table.
    ///
    /// # Errors
    /// `E_DECISIONS` where they are about another one, or name a row that it does not have.
    pub(super) fn fit(&self, raw: &RawTable) -> Result<()> {
        let rows = self.corrections.iter().map(|c| c.row).chain(self.kept.iter().chain(&self.dropped).copied());
        let known = rows.into_iter().all(|row| (row as usize) < raw.rows);
        if self.is_empty() || (known && self.fingerprint == fingerprint(raw)) {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Decisions).in_file(&raw.first.name))
    }
}

impl Correction {
    /// The value of the cell in the kind of its column.
    ///
    /// # Errors
    /// `E_PARAM` at row and column where the value is not of that kind.
    pub(super) fn patched(&self, raw: &RawTable, index: usize, column: &Column) -> Result<Patched> {
        let Some(text) = self.value.as_deref() else { return Ok(Patched::Missing) };
        let (cell, notation) = (text.as_bytes(), column.spec().numbers);
        let value = match column.kind() {
            Kind::Text => Some(Patched::Text(text.into())),
            Kind::Number => number::number_in(cell, notation).map(Patched::Number),
            Kind::Money => number::money_in(cell, notation).map(|(units, _)| Patched::Int(units)),
            Kind::Time => Times::of(column.spec()).read(cell).map(Patched::Int),
        };
        let row = self.row as usize;
        let fault = || Error::new(ErrorKind::Param).at_row(raw.row_number(row)).at_column(raw.column_number(row, index));
        value.ok_or_else(fault)
    }
}
