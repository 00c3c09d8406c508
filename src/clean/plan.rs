//! What cleaning is to do: rules in an order, without a single cell's value, so that they replay on another file.

use super::words::Words;
use crate::error::{Error, ErrorKind, Result};
use crate::table::date::parse_day;
use serde::{Deserialize, Serialize};

/// The rules of a cleaning, applied one behind the other, each on the result of those before it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "CleaningPlan"))]
pub struct Plan {
    /// The rules, in the order in which they apply.
    pub entries: Vec<Entry>,
    /// Words that mean "missing" as a whole cell of a text column; the usual ones ([`crate::table::MISSING_WORDS`]) where none
    /// are given. Cells of numbers and times were judged by the usual ones when they were read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub missing_words: Option<Vec<String>>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "CleaningEntry", optional_fields))]
pub struct Entry {
    /// What it looks for.
    pub rule: Rule,
    /// Header of the column that it is about; `None` for rules about whole rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What it does with what it finds.
    pub action: Action,
    /// Whether it applies.
    #[serde(default = "yes")]
    pub on: bool,
    /// How outliers are told; box plot where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// Factor of the method in place of its usual one ([`Method::factor`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<f64>,
    /// Whether the method looks at logarithms ([`Method::Mad`] alone).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub log: bool,
    /// First day (ISO 8601) on which a time is impossible, for columns of times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
}

fn yes() -> bool {
    true
}

/// What an entry looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "CleaningRule"))]
pub enum Rule {
    /// Empty cells of a document's further lines, where customer, date and the like stand on its first line alone.
    FillDown,
    /// Dates whose time of day stands in a column of its own.
    TimeOfDay,
    /// Amounts in a unit that the header names, as ten thousand or cents.
    MonetaryUnit,
    /// Rows of totals and subtotals among the data.
    TotalRows,
    /// Rows without a customer.
    NoUserId,
    /// Rows of nobody: `guest`, `游客`, `0` where ids look otherwise.
    PlaceholderId,
    /// Rows without a readable order time.
    NoOrderTime,
    /// Rows without a readable amount.
    NoAmount,
    /// Rows of orders that a column of their status calls unpaid, cancelled, failed or a draft.
    VoidOrders,
    /// Rows that a column of types calls no sales: expenses, withdrawals, top-ups beside what is spent; the refunds of a list of refunds.
    NoSales,
    /// Rows that a column of types calls returns although their amount is above zero.
    ReturnRows,
    /// Amounts of refunds that a column calls closed, failed, withdrawn or still under way.
    UnmadeRefunds,
    /// Rows that say that they are tests.
    TestRows,
    /// Rows of orders that a column calls refunded: one order whose money went back, or a row that takes its amount away.
    RefundedOrders,
    /// Lines of an order that repeat its amount: counted once for each order, or line by line.
    OrderAmount,
    /// Rows that are equal to an earlier one in every cell.
    IdenticalRows,
    /// Rows that have the key of another one and differ from it elsewhere.
    SameKey,
    /// Further rows of one customer on one day: repeats that are no fault.
    CustomerDay,
    /// Cells of a column that hold nothing.
    Missing,
    /// Cells outside the domain of their column.
    Impossible,
    /// Numbers far from the others of their column.
    Outlier,
}

/// What an entry does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "CleaningAction"))]
pub enum Action {
    /// Nothing but counting.
    Keep,
    /// The rows go; of identical rows the first one stays.
    Delete,
    /// Outliers move to the bound, impossible values become missing, returns take their amount away, refunds that were not made become nothing, refunded orders come to nothing on their own row, amounts of orders count on their first line alone, amounts in another unit are converted, and
    /// cells that stand elsewhere in the table are completed.
    Correct,
    /// Missing cells by their share: below 5 % as [`Action::Fill`], from 5 % on as [`Action::Unknown`].
    ByShare,
    /// Missing numbers become the mean, missing categories the mode.
    Fill,
    /// Missing categories become `未知`; numbers stay missing.
    Unknown,
    /// Of rows with one key the first stays.
    First,
    /// Of rows with one key the last stays.
    Last,
    /// Of rows with one key the one with the latest time stays.
    Newest,
    /// Of rows with one key the one with the fewest missing cells stays.
    MostComplete,
}

/// How outliers are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "OutlierMethod"))]
pub enum Method {
    /// Outside \[Q1 − f·IQR, Q3 + f·IQR\], quartiles of type 7, f = 1.5 (Tukey 1977).
    #[default]
    Box,
    /// |x − mean| > f·s, s with n − 1, f = 3.
    Sigma3,
    /// x > f·P99, quantile of type 7, f = 1.
    P99,
    /// 0.6745·|x − median| / MAD > f, f = 3.5 (Iglewicz and Hoaglin 1993).
    Mad,
}

impl Method {
    /// All methods, in the order of the bits of an agreement matrix.
    pub const ALL: [Self; 4] = [Self::Box, Self::Sigma3, Self::P99, Self::Mad];

    /// Its usual factor.
    #[must_use]
    pub fn factor(self) -> f64 {
        match self {
            Self::Box => 1.5,
            Self::Sigma3 => 3.0,
            Self::P99 => 1.0,
            Self::Mad => 3.5,
        }
    }
}

impl Rule {
    /// The rules that no plan can do without: rows that cannot be counted.
    pub const ALWAYS: [Self; 3] = [Self::NoUserId, Self::NoOrderTime, Self::NoAmount];

    /// What can be done about it; the first is nothing.
    #[must_use]
    pub fn actions(self) -> &'static [Action] {
        use Action::{ByShare, Correct, Delete, Fill, First, Keep, Last, MostComplete, Newest, Unknown};
        match self {
            Self::NoUserId | Self::NoOrderTime | Self::NoAmount => &[Delete],
            Self::TotalRows | Self::VoidOrders | Self::NoSales | Self::TestRows => &[Keep, Delete],
            Self::PlaceholderId | Self::IdenticalRows => &[Keep, Delete],
            Self::FillDown | Self::TimeOfDay | Self::MonetaryUnit | Self::RefundedOrders | Self::OrderAmount => &[Keep, Correct],
            Self::ReturnRows | Self::UnmadeRefunds => &[Keep, Correct],
            Self::SameKey => &[Keep, First, Last, Newest, MostComplete],
            Self::CustomerDay => &[Keep],
            Self::Missing => &[Keep, ByShare, Fill, Unknown, Delete],
            Self::Impossible | Self::Outlier => &[Keep, Delete, Correct],
        }
    }

    /// Whether it completes what a table leaves to its layout and headers, before all other rules.
    #[must_use]
    pub(super) fn is_mend(self) -> bool {
        matches!(self, Self::FillDown | Self::TimeOfDay | Self::MonetaryUnit)
    }

    /// Whether it is about one column.
    #[must_use]
    pub fn is_of_column(self) -> bool {
        use Rule::{
            FillDown, Impossible, Missing, MonetaryUnit, NoSales, OrderAmount, Outlier, RefundedOrders, ReturnRows, TimeOfDay,
            UnmadeRefunds, VoidOrders,
        };
        let is_of_cells =
            matches!(self, FillDown | TimeOfDay | MonetaryUnit | Missing | Impossible | Outlier | OrderAmount | ReturnRows);
        is_of_cells || matches!(self, VoidOrders | NoSales | UnmadeRefunds | RefundedOrders)
    }
}

impl Entry {
    /// A rule about rows.
    #[must_use]
    pub fn of_rows(rule: Rule, action: Action) -> Self {
        Self { rule, column: None, action, on: true, method: None, factor: None, log: false, as_of: None }
    }

    /// A rule about a column, by its header.
    #[must_use]
    pub fn of_column(rule: Rule, column: &str, action: Action) -> Self {
        Self { column: Some(column.to_owned()), ..Self::of_rows(rule, action) }
    }

    /// Whether it changes anything where it finds something.
    #[must_use]
    pub fn acts(&self) -> bool {
        (self.on && self.action != Action::Keep) || Rule::ALWAYS.contains(&self.rule)
    }

    /// First second on which a time is impossible.
    pub(super) fn end(&self) -> Option<i64> {
        self.as_of.as_deref().and_then(parse_day).map(|day| i64::from(day) * 86_400)
    }

    fn is_valid(&self) -> bool {
        let factor = self.factor.is_none_or(|f| f.is_finite() && f > 0.0);
        let date = self.as_of.as_deref().is_none_or(|text| parse_day(text).is_some());
        let action = self.rule.actions().contains(&self.action);
        factor && date && action && self.rule.is_of_column() == self.column.is_some()
    }
}

impl Plan {
    /// The plan with the rules that none can do without: in front where they are missing, and on.
    ///
    /// # Errors
    /// `E_PARAM` for an action that its rule does not have, a column where there is none to name or none where one is needed,
    /// a factor that is not positive, or a date that is none.
    pub fn check(mut self) -> Result<Self> {
        if !self.entries.iter().all(Entry::is_valid) {
            return Err(Error::new(ErrorKind::Param).of_setting("cleaning"));
        }
        let missing = Rule::ALWAYS.iter().filter(|&&r| self.entries.iter().all(|e| e.rule != r));
        let mut entries: Vec<Entry> = missing.map(|&rule| Entry::of_rows(rule, Action::Delete)).collect();
        entries.append(&mut self.entries);
        for entry in &mut entries {
            entry.on |= Rule::ALWAYS.contains(&entry.rule);
        }
        self.entries = entries;
        Ok(self)
    }

    /// The same plan with only those of its entries on that are on and pass a test, and those that no plan can do without.
    #[must_use]
    pub fn only(&self, wanted: impl Fn(&Entry) -> bool) -> Self {
        let mut plan = self.clone();
        for entry in &mut plan.entries {
            entry.on = Rule::ALWAYS.contains(&entry.rule) || (entry.on && wanted(entry));
        }
        plan
    }

    pub(super) fn words(&self) -> Words {
        Words::new(self.missing_words.as_deref())
    }
}
