//! What was read of one file, before anybody said what it means.

use super::plan::Plan;
use crate::notice::Notice;
use crate::table::Column;
use serde::Serialize;

/// A table as read. It cannot be serialised and prints no cells: only later stages may let data out.
///
/// ```compile_fail
/// fn leaves<T: serde::Serialize>() {}
/// leaves::<insitu::intake::RawTable>();
/// ```
#[derive(Clone)]
pub struct RawTable {
    /// Name of the file.
    pub name: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// 64-bit hash of the records and their places, independent of how the file was cut.
    pub fingerprint: u64,
    /// The columns, all of one length.
    pub columns: Vec<Column>,
    /// Accepted rows.
    pub rows: usize,
    /// Rows set aside, in file order.
    pub rejects: Vec<Reject>,
    /// Row numbers of blank lines, which count as rows in an editor and nowhere else.
    pub blanks: Vec<u64>,
    /// How the file was read.
    pub plan: Plan,
    /// What was repaired or doubted.
    pub notices: Vec<Notice>,
}

impl RawTable {
    /// A table of columns of one length without rejects: for small tables and tests.
    #[must_use]
    pub fn of(name: &str, columns: Vec<Column>) -> Self {
        Self {
            name: name.to_owned(),
            bytes: 0,
            fingerprint: 0,
            rows: columns.first().map_or(0, Column::len),
            rejects: Vec::new(),
            blanks: Vec::new(),
            plan: Plan::plain(&columns),
            notices: Vec::new(),
            columns,
        }
    }

    /// Row number in the file (the header is row 1) of an accepted row counted from 0.
    #[must_use]
    pub fn row_number(&self, accepted: usize) -> u64 {
        let mut number = self.plan.first_row + accepted as u64;
        let (mut rejects, mut blanks) = (self.rejects.iter().map(|r| r.row).peekable(), self.blanks.iter().copied().peekable());
        while let Some(skipped) = match (rejects.peek(), blanks.peek()) {
            (Some(a), Some(b)) if b < a => blanks.next(),
            (Some(_), _) => rejects.next(),
            (None, _) => blanks.next(),
        } {
            if skipped > number {
                break;
            }
            number += 1;
        }
        number
    }
}

/// A row set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Reject {
    /// Row number, the header being row 1.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub row: u64,
    /// Where its bytes start in the file.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub offset: u64,
    /// Length in bytes.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub length: u64,
    /// Why.
    #[serde(rename = "code")]
    pub reason: RejectReason,
}

/// Why a row was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum RejectReason {
    /// More cells than the header has.
    #[serde(rename = "R_TOO_MANY_FIELDS")]
    TooManyFields,
    /// Bytes that are not text in the file's encoding.
    #[serde(rename = "R_UNDECODABLE")]
    Undecodable,
    /// A quote that is never closed.
    #[serde(rename = "R_QUOTE")]
    Quote,
    /// Longer than the limit of a line or field.
    #[serde(rename = "R_LIMIT")]
    Limit,
}

impl RejectReason {
    const ALL: [Self; 4] = [Self::TooManyFields, Self::Undecodable, Self::Quote, Self::Limit];

    /// Number in a chunk, from 1.
    #[must_use]
    pub fn number(self) -> u64 {
        Self::ALL.iter().position(|r| *r == self).map_or(0, |p| p as u64 + 1)
    }

    /// Reason with that number.
    #[must_use]
    pub fn from_number(number: u64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number.checked_sub(1)?).ok()?).copied()
    }
}
