//! Results of segments as plain data: codes, labels in lists, numbers.

use super::attribute::Family;
use super::params::Measure;
use crate::analysis::MoneyRatio;
use crate::stats::{Interval, Ratio};
use crate::table::Money;
use serde::Serialize;

/// Customers by everything that they can be divided by.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SegmentsOutcome {
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Those with a purchase.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub buyers: u64,
    /// The best customers; `null` without purchases.
    pub best: Option<Best>,
    /// The attributes, each with its table.
    pub attributes: Vec<AttributeTable>,
    /// Columns without a field that there is no room for among the attributes.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub columns_left_out: u64,
    /// Wanted attributes that these tables do not have; others stand in their place.
    pub missing: Vec<String>,
    /// One attribute by another; `null` where there are no two.
    pub cross: Option<Cross>,
    /// What the groups of the rows spend on; `null` without categories.
    pub affinity: Option<Affinity>,
}

/// The best customers by net amount, equal amounts together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsBest"))]
pub struct Best {
    /// Their least net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub from: Money,
    /// They among the customers with a purchase.
    pub share: Ratio,
}

/// An attribute with the figures of its groups.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsAttribute"))]
pub struct AttributeTable {
    /// Stable name; also that of its grouping.
    pub name: &'static str,
    /// The header of a column without a field; else the name.
    pub title: String,
    /// Kind of knowledge.
    pub family: Family,
    /// Of all customers those of whom it is known.
    pub coverage: Ratio,
    /// Different labels that somebody has.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub distinct: u64,
    /// Whether its groups can be opened and used as a filter.
    pub grouped: bool,
    /// Its groups; the last, without a label, is of all labels that are not listed.
    pub rows: Vec<GroupRow>,
    /// Customers of whom it is not known.
    pub unknown: Totals,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsGroup"))]
pub struct GroupRow {
    /// Code or label; `null` = all labels that are not listed.
    pub label: Option<String>,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Of those of whom the attribute is known.
    pub share: Ratio,
    /// Their distinct orders.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub orders: u64,
    /// Their net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
    /// Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub dominated: bool,
    /// Of the net amount of those of whom the attribute is known; `null` unless that is above 0.
    pub revenue_share: Option<MoneyRatio>,
    /// Net amount per customer, rounded to a ten-thousandth.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub average: Option<Money>,
    /// The best customers among them; `null` without purchases.
    pub best: Option<Ratio>,
    /// 100 · share of the best in the group / share of the best among all of whom the attribute is known; `null` for small groups.
    pub tgi: Option<Tgi>,
    /// Whether there are fewer customers than the least number: not for exports.
    pub small: bool,
}

/// Sums of customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsTotals"))]
pub struct Totals {
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Their distinct orders.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub orders: u64,
    /// Their net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
}

/// A target-group index: 100 = as in the whole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "Tgi"))]
pub struct Tgi {
    /// 100 · share in the group / share in the whole.
    pub value: f64,
    /// Interval of 95 % of counts of customers ([`Lift::interval`](crate::stats::Lift::interval)); `null` of amounts and orders, which are no independent
    /// draws, and where the group is the whole.
    pub interval: Option<Interval>,
}

/// One attribute by another: customers of whom both are known.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsCross"))]
pub struct Cross {
    /// Name of the attribute of the rows.
    pub rows: &'static str,
    /// Name of the attribute of the columns.
    pub columns: &'static str,
    /// What the values are.
    pub measure: Measure,
    /// Labels of the rows; `null`, at the end, = all others.
    pub row_labels: Vec<Option<String>>,
    /// Labels of the columns.
    pub column_labels: Vec<Option<String>>,
    /// Row after row.
    pub cells: Vec<CrossCell>,
    /// Of each row.
    pub row_totals: Vec<CrossTotal>,
    /// Of each column.
    pub column_totals: Vec<CrossTotal>,
    /// Of all.
    pub total: CrossTotal,
    /// Whether one side is made of the other, so that they depend on each other by their definition.
    pub by_rule: bool,
    /// Whether rows and columns depend on each other; `null` where either has one label alone, or one is made of the other.
    pub test: Option<Independence>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsCell"))]
pub struct CrossCell {
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// The measure.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub value: Money,
    /// 100 · share of the column in the row / share of the column in all, both of the measure; `null` for small cells and sums that are not above 0.
    pub tgi: Option<Tgi>,
    /// Whether there are fewer customers than the least number: not for exports.
    pub small: bool,
}

/// A row, a column or all of a cross-table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsCrossTotal"))]
pub struct CrossTotal {
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// The measure.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub value: Money,
}

/// χ² test of the customers of a cross-table (Pearson), with Cramér's V.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsIndependence"))]
pub struct Independence {
    /// χ².
    pub statistic: f64,
    /// Degrees of freedom.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub df: u64,
    /// Probability of such a χ² or a larger one by chance.
    pub p: f64,
    /// √(χ² / (n · (least of rows and columns − 1))), 0 to 1.
    pub cramers_v: f64,
    /// Cells with an expected number below 5; where they are more than a fifth, p is rough (Cochran 1954).
    pub thin: Ratio,
}

/// What groups spend on, against all.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsAffinity"))]
pub struct Affinity {
    /// Name of the attribute whose groups these are.
    pub by: &'static str,
    /// Categories from the largest net amount on; `null`, at the end, = all others.
    pub categories: Vec<Option<String>>,
    /// Different categories with a line.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub distinct: u64,
    /// Of all customers of these groups, by category.
    pub all: Vec<AffinityTotal>,
    /// The groups.
    pub groups: Vec<AffinityGroup>,
}

/// A category of all groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsAffinityTotal"))]
pub struct AffinityTotal {
    /// Net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub spend: Money,
    /// Customers who bought of it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub buyers: u64,
}

/// What a group spends on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsAffinityGroup"))]
pub struct AffinityGroup {
    /// Code or label; `null` = all labels that are not listed.
    pub label: Option<String>,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// By category.
    pub cells: Vec<AffinityCell>,
}

/// A group in a category.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsAffinityCell"))]
pub struct AffinityCell {
    /// Of the group's net amount; `null` unless that is above 0.
    pub share: Option<MoneyRatio>,
    /// 100 · share of the category in what the group spends / share in what all spend; `null` for small cells and sums that are not above 0.
    pub index: Option<f64>,
    /// Customers of the group who bought of it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub buyers: u64,
    /// 100 · share of the buyers in the group / share of the buyers in all; `null` for small cells.
    pub tgi: Option<Tgi>,
    /// Whether there are fewer buyers than the least number: not for exports.
    pub small: bool,
}
