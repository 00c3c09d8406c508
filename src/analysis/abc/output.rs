//! Results of ABC as plain data: codes and numbers, keys as in results.json.

use crate::analysis::MoneyRatio;
use crate::stats::Ratio;
use crate::table::Money;
use serde::Serialize;

/// Who and what brings the money.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct AbcOutcome {
    /// Reference date, ISO 8601: the day after the last one that counts.
    pub as_of: String,
    /// Customers with a line, by net amount.
    pub customers: Ranking,
    /// Customers without any line; they are in no class.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub without_lines: u64,
    /// Products by net amount; `null` without a column of products.
    pub products: Option<Labelled>,
    /// Categories by net amount; `null` without a column of categories.
    pub categories: Option<Labelled>,
    /// The classes of ABC against those of RFM; `null` where RFM has too few customers.
    pub rfm: Option<Cross>,
}

/// Things by amount, divided into three classes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AbcRanking"))]
pub struct Ranking {
    /// Things with an amount above 0.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub count: u64,
    /// Their amounts together.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
    /// A, B, C.
    pub classes: Vec<ClassRow>,
    /// Things with an amount of 0 or below: in no class and not on the curve.
    pub apart: Apart,
    /// The Lorenz curve: of the things with the smallest amounts so many …
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub lorenz_count: Vec<u64>,
    /// … have so much together. At most 101 points from 0 to all.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub lorenz_revenue: Vec<Money>,
    /// Gini coefficient, Σ(2i − n − 1)·x / (n·Σx) over ascending amounts: 0 for equal amounts, near 1 when one has all; `null` of nothing.
    pub gini: Option<f64>,
}

/// One class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AbcClass"))]
pub struct ClassRow {
    /// `A`, `B`, `C`.
    #[cfg_attr(feature = "types", ts(type = "\"A\" | \"B\" | \"C\""))]
    pub class: &'static str,
    /// Things in it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub count: u64,
    /// Of all things with an amount above 0; `null` where there are none.
    pub share: Option<Ratio>,
    /// Their amounts together.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
    /// Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub dominated: bool,
    /// Of all amounts above 0.
    pub revenue_share: Option<MoneyRatio>,
    /// Smallest amount in the class; `null` in an empty one.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub from: Option<Money>,
    /// Largest amount in the class.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub to: Option<Money>,
}

/// Things with an amount of 0 or below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AbcApart"))]
pub struct Apart {
    /// With an amount of 0.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub zero: u64,
    /// With an amount below 0.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub negative: u64,
    /// Amounts below 0 together.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
}

/// Things that the data name.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AbcLabelled"))]
pub struct Labelled {
    /// Their classes.
    pub ranking: Ranking,
    /// Those with the largest amounts, descending; of equal ones the first in bytewise order.
    pub top: Vec<TopRow>,
    /// Lines without a name.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub unlabelled_lines: u64,
    /// Their net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub unlabelled_revenue: Money,
}

/// One of the largest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AbcTop"))]
pub struct TopRow {
    /// Its name in the data.
    pub label: String,
    /// Its lines, refunds included.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub lines: u64,
    /// Customers with such a line.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Its net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
    /// Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub dominated: bool,
    /// Of all amounts above 0.
    pub share: Option<MoneyRatio>,
    /// With all rows above it, of all amounts above 0.
    pub cumulative: Option<MoneyRatio>,
    /// Its class; `null` for an amount of 0 or below.
    #[cfg_attr(feature = "types", ts(type = "\"A\" | \"B\" | \"C\" | null"))]
    pub class: Option<&'static str>,
}

/// Customers by class of ABC and class of RFM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AbcCross"))]
pub struct Cross {
    /// Codes of the eight classes of RFM.
    pub codes: Vec<&'static str>,
    /// A, B, C, and last the customers with an amount of 0 or below.
    pub rows: Vec<CrossRow>,
}

/// Customers of one class of ABC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AbcCrossRow"))]
pub struct CrossRow {
    /// `A`, `B`, `C`; `null` for those apart.
    #[cfg_attr(feature = "types", ts(type = "\"A\" | \"B\" | \"C\" | null"))]
    pub class: Option<&'static str>,
    /// Customers by class of RFM.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub customers: Vec<u64>,
    /// Their net amounts.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub revenue: Vec<Money>,
}
