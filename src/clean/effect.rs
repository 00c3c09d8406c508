//! What an entry of a plan did: counts and codes, no cell.

use super::outlier::Outliers;
use super::{Action, Rule};
use crate::stats::Ratio;
use serde::Serialize;

/// Why an entry did what it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "CleaningReason"))]
pub enum Why {
    /// The table has no column of this name.
    ColumnGone,
    /// The column is of a kind that the rule is not for.
    ColumnKind,
    /// The table has numbers of its rows (orders, tickets, customers): equal rows are one row read twice.
    OwnKey,
    /// Times have a time of day: equal rows are one row read twice.
    TimeOfDay,
    /// Without either, equal rows may be two purchases.
    MayRepeat,
    /// Columns of the file were left out in reading: equal rows may differ there.
    ColumnsLeftOut,
    /// A column tells every two rows apart.
    NoTwoAlike,
    /// Less than 5 % of the cells are missing.
    BelowLimit,
    /// 5 % of the cells or more are missing.
    AtLimit,
    /// Missing numbers stay missing; [`super::CleanTable::indicator`] tells where.
    StaysMissing,
    /// Ids, dates, personal data, names and free text are never filled.
    NeverFilled,
    /// An empty cell says no (refunds, discounts).
    AbsenceIsNo,
    /// Amounts and counts that are added up are never filled by their share.
    AddedUp,
    /// Equal rows stand side by side in one order, and many do: pieces passed over the scanner one by one.
    SideBySide,
    /// Refunded rows stand beside the rows of their orders: each takes its amount away.
    BesideOrders,
    /// Refunded rows are those of the orders themselves.
    OrdersThemselves,
    /// Price times quantity of the lines shows that the amount is the order's.
    WorthOfLines,
    /// All lines of nearly every order have one amount, and nothing else tells whose it is.
    EqualOnLines,
    /// Unreadable cells cannot be told from missing ones: nothing is filled.
    Unreadable,
    /// No cell is present that could stand for the missing ones.
    NothingPresent,
    /// Too few numbers for 3σ: max |z| = (n − 1)/√n.
    TooFewForSigma,
    /// Refunds are returns and are not judged.
    ReturnsLeftOut,
    /// No key is known for this kind of table.
    NoKey,
}

/// What an entry did, given what those before it left.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "CleaningEffect"))]
pub struct Effect {
    /// The rule.
    pub rule: Rule,
    /// The column from 0.
    pub column: Option<usize>,
    /// What was asked for.
    pub action: Action,
    /// Whether it applied.
    pub on: bool,
    /// Rows, or cells of the column, that the rule found among the rows that were left.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub found: u64,
    /// Rows that it took away.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub dropped: u64,
    /// Cells that it changed.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub changed: u64,
    /// Missing cells of the cells of the column.
    pub missing: Option<Ratio>,
    /// The mean that filled missing numbers, in the whole currency for amounts.
    pub mean: Option<f64>,
    /// The methods side by side, for outliers.
    pub outliers: Option<Outliers>,
    /// Why.
    pub reasons: Vec<Why>,
}

/// Rows that a rule took away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Cleaned {
    /// The rule; `None` for rows dropped by hand.
    pub rule: Option<Rule>,
    /// How many rows.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
}
