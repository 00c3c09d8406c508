//! Results of RFM as plain data: codes and numbers, keys as in results.json.

use super::params::Split;
use super::segments::Cells;
use crate::stats::{Exact, Ratio};
use crate::table::Money;
use serde::Serialize;

/// The RFM picture of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RfmOutcome {
    /// Reference date, ISO 8601: the day after the last one that counts.
    pub as_of: String,
    /// Days that count.
    pub window: Window,
    /// Who and what is in the window.
    pub population: Population,
    /// Recency, frequency, monetary.
    pub dimensions: Vec<Dimension>,
    /// All cells of R × F, r then f ascending.
    pub grid: Vec<Cell>,
    /// The eight classes.
    pub classes: Classes,
    /// The named segments; only with five scores.
    pub segments: Option<Segments>,
    /// The first customers, without identifiers.
    pub customers: Customers,
}

/// Days that count, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmWindow"))]
pub struct Window {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601: the day before the reference date.
    pub to: String,
    /// Number of days.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub days: u64,
}

/// Who and what is in the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmPopulation"))]
pub struct Population {
    /// Customers of the file.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Those with a purchase in the window.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub scored: u64,
    /// Those without: counted here and left out of everything below.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub without_purchase: u64,
    /// Distinct orders with a line that is no refund.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub orders: u64,
    /// Lines of all customers, refunds included.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub lines: u64,
    /// Lines that are refunds.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub refund_lines: u64,
    /// Net amount of these lines.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
}

/// How one dimension was scored and how it is distributed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmDimension"))]
pub struct Dimension {
    /// `recency`, `frequency` or `monetary`.
    #[cfg_attr(feature = "types", ts(type = "\"recency\" | \"frequency\" | \"monetary\""))]
    pub name: &'static str,
    /// `day`, `order`, `line` or `currency`.
    pub unit: &'static str,
    /// Where the next class begins, ascending: a value's class is 1 + the number of cuts at or below it; the score is the class, for
    /// recency k + 1 − class. `null` where no customer reaches the class.
    #[cfg_attr(feature = "types", ts(type = "(number | null)[]"))]
    pub cuts: Vec<Option<Exact>>,
    /// Customers with score 1 … k.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub score_counts: Vec<u64>,
    /// Scores that occur; fewer than k when equal values are many.
    pub distinct_scores: u32,
    /// Customers who share the most frequent value.
    pub largest_tie: Ratio,
    /// Arithmetic mean.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub mean: Exact,
    /// Median of type 7.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub median: Exact,
    /// Smallest value.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub min: Exact,
    /// Largest value.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub max: Exact,
}

/// One cell of R × F.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmCell"))]
pub struct Cell {
    /// R score.
    pub r: u8,
    /// F score.
    pub f: u8,
    /// Customers in the cell.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Their net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
    /// Their mean M, rounded to a ten-thousandth; `null` in an empty cell.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub mean_monetary: Option<Money>,
}

/// The eight classes and what divides them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmClasses"))]
pub struct Classes {
    /// Mean or median.
    pub split: Split,
    /// The dividing values.
    pub values: SplitValues,
    /// Customers whom the other split puts into another class.
    pub other_split_moved: Ratio,
    /// 111, 101, 011, 001, 110, 100, 010, 000.
    pub rows: Vec<ClassRow>,
}

/// The dividing values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmSplitValues"))]
pub struct SplitValues {
    /// Near is fewer days than this.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub recency: Exact,
    /// Often is more purchases than this.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub frequency: Exact,
    /// Much is more money than this.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub monetary: Exact,
}

/// One of the eight classes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmClassRow"))]
pub struct ClassRow {
    /// Bits R F M.
    pub code: &'static str,
    /// Stable name.
    pub name: &'static str,
    /// `high_value`, `potential`, `at_risk`, or none.
    pub seed: Option<&'static str>,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Of the scored customers.
    pub share: Ratio,
    /// Their distinct orders.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub orders: u64,
    /// Their net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
    /// Of the net amount of the scored customers; `null` unless that is positive.
    pub revenue_share: Option<MoneyRatio>,
    /// Revenue per order, rounded to a ten-thousandth.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub average_order_value: Option<Money>,
    /// Median of R in days.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub median_recency: Option<Exact>,
    /// Median of F.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub median_frequency: Option<Exact>,
    /// Median of M.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub median_monetary: Option<Exact>,
}

/// A share of money that carries its part and its whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct MoneyRatio {
    /// The part.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub num: Money,
    /// The whole, above 0.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub den: Money,
}

/// The named segments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmSegments"))]
pub struct Segments {
    /// `grid_125`: by all three scores.
    pub scheme: &'static str,
    /// One row per segment.
    pub rows: Vec<SegmentRow>,
}

/// One named segment; figures as in [`ClassRow`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmSegmentRow"))]
pub struct SegmentRow {
    /// Stable name.
    pub name: &'static str,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Of the scored customers.
    pub share: Ratio,
    /// Their distinct orders.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub orders: u64,
    /// Their net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
    /// Of the net amount of the scored customers; `null` unless that is positive.
    pub revenue_share: Option<MoneyRatio>,
    /// Revenue per order, rounded to a ten-thousandth.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub average_order_value: Option<Money>,
    /// Median of R in days.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub median_recency: Option<Exact>,
    /// Median of F.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub median_frequency: Option<Exact>,
    /// Median of M.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub median_monetary: Option<Exact>,
    /// The boxes of scores that make it up.
    pub rule: Vec<Cells>,
}

/// The first scored customers by normalised `user_id`, as columns, without identifiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmCustomers"))]
pub struct Customers {
    /// Scored customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub total: u64,
    /// How many of them are listed here.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub listed: u64,
    /// Days since the last purchase.
    pub recency_days: Vec<i32>,
    /// Purchases.
    pub frequency: Vec<u32>,
    /// M.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub monetary: Vec<Money>,
    /// R score.
    pub r: Vec<u8>,
    /// F score.
    pub f: Vec<u8>,
    /// M score.
    pub m: Vec<u8>,
    /// Codes of the classes.
    pub class: Vec<&'static str>,
    /// Names of the segments; only with five scores.
    pub segment: Option<Vec<&'static str>>,
}
