//! Results of RFM as plain data: codes and numbers, keys as in results.json.

use super::params::{Frequency, MigrationCuts, Split};
use super::proof::Proof;
use super::rules::{Grid, Rule};
use super::segments::Cells;
use crate::analysis::Shortage;
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
    /// The named segments; ours and known ones only with five scores.
    pub segments: Option<Segments>,
    /// The first customers, without identifiers.
    pub customers: Customers,
    /// Cut points of each cell; with nested scores only.
    pub nested: Option<Nested>,
    /// What the other ways to count purchases would change; only where asked for.
    pub comparison: Option<Vec<FrequencyEffect>>,
    /// Where customers were at an earlier date; only where asked for.
    pub migration: Option<Migration>,
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
    /// Lines that are refunds, or of which something was paid back on the line itself.
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
    /// recency k + 1 − class. `null` where no customer reaches the class. Empty where cuts differ by cell: see [`RfmOutcome::nested`].
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
    /// Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub dominated: bool,
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
    /// `grid_125`: ours by all three scores; `r_readme_ten`: of the R package rfm; `own`: the user's.
    #[cfg_attr(feature = "types", ts(type = "\"grid_125\" | \"r_readme_ten\" | \"own\""))]
    pub scheme: &'static str,
    /// What cells are made of.
    pub grid: Grid,
    /// Steps in each direction of the grid.
    pub steps: u8,
    /// Whether each cell belongs to exactly one rule, and which do not.
    pub proof: Proof,
    /// Customers in cells that no rule claims.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub uncovered_customers: u64,
    /// Customers in cells that more than one rule claims.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub claimed_customers: u64,
    /// The first rule that holds counts and the rest are `others`: asked for, and needed.
    pub first_match: bool,
    /// Rules of a set that does not divide the grid and was not asked to be used by first match; empty where the set is used.
    pub unused: Vec<Rule>,
    /// One row per segment, `others` last where cells are left out; empty where the set is not used.
    pub rows: Vec<SegmentRow>,
}

/// One named segment; figures as in [`ClassRow`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmSegmentRow"))]
pub struct SegmentRow {
    /// Stable name of ours, `others`, or the user's name.
    pub name: String,
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
    /// Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub dominated: bool,
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
    /// The boxes that make it up; none for `others`.
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
    /// Names of the segments, where there are some.
    pub segment: Option<Vec<String>>,
}

/// Cut points of nested scores, by cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmNested"))]
pub struct Nested {
    /// F within each R score that has customers.
    pub frequency: Vec<NestedBin>,
    /// M within each R and F score that has customers.
    pub monetary: Vec<NestedBin>,
}

/// The customers of one cell and what divides them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmNestedBin"))]
pub struct NestedBin {
    /// R score.
    pub r: u8,
    /// F score; `null` where F is what is scored.
    pub f: Option<u8>,
    /// Customers of the cell.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// As [`Dimension::cuts`].
    #[cfg_attr(feature = "types", ts(type = "(number | null)[]"))]
    pub cuts: Vec<Option<Exact>>,
}

/// What another way to count purchases would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmFrequencyEffect"))]
pub struct FrequencyEffect {
    /// The other way.
    pub frequency: Frequency,
    /// Customers with another number of purchases.
    pub counts: Ratio,
    /// Customers with another score.
    pub scores: Ratio,
    /// Customers in another class.
    pub class: Ratio,
    /// Customers in another segment, where there are some.
    pub segment: Option<Ratio>,
}

/// An earlier date beside the reference date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmMigration"))]
pub struct Migration {
    /// The earlier reference date, ISO 8601: the exclusive end of what counted then.
    pub from: String,
    /// The reference date, ISO 8601.
    pub to: String,
    /// What the later date is scored by.
    pub cuts: MigrationCuts,
    /// Who moved; `null` where there is too little before the earlier date.
    pub moves: Option<Moves>,
    /// What is missing then.
    pub not_enough_data: Option<Shortage>,
}

/// Who moved between two dates. Customers with a purchase in the window of either date are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmMoves"))]
pub struct Moves {
    /// Customers scored at the earlier date.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub scored_then: u64,
    /// Customers scored now.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub scored_now: u64,
    /// Customers scored both times.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub both: u64,
    /// Scored now alone.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub newcomers: u64,
    /// Scored then alone.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub leavers: u64,
    /// Of those scored both times, in another class.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub moved: u64,
    /// Of those scored both times, in the same class.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub stayed: u64,
    /// What divided the customers at the earlier date.
    pub split_then: SplitValues,
    /// What divides them now.
    pub split_now: SplitValues,
    /// Those who moved, by which of R, F and M changed.
    pub by_bits: Vec<Moved>,
    /// Those who moved, by each dimension alone; who moved in two stands in both.
    pub by_dimension: Vec<DimensionMoves>,
    /// What the cuts themselves did; `null` with frozen ones.
    pub cut: Option<Cut>,
    /// Between the eight classes.
    pub classes: Matrix,
    /// Between the segments, where there are some.
    pub segments: Option<Matrix>,
}

/// Customers in whom the same bits changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmMoved"))]
pub struct Moved {
    /// Bits R F M: 1 for changed.
    pub bits: &'static str,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Of them those whom the earlier cuts would have left where they were; `null` with frozen cuts.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub by_cut_alone: Option<u64>,
}

/// Customers in whom one dimension changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmDimensionMoves"))]
pub struct DimensionMoves {
    /// `recency`, `frequency` or `monetary`.
    #[cfg_attr(feature = "types", ts(type = "\"recency\" | \"frequency\" | \"monetary\""))]
    pub name: &'static str,
    /// From the worse to the better half.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub up: u64,
    /// From the better to the worse half.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub down: u64,
    /// Of both those whom the earlier cut would have left in their half; `null` with frozen cuts.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub by_cut_alone: Option<u64>,
}

/// What cuts did that were made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmCut"))]
pub struct Cut {
    /// Customers in another class whom the earlier cuts would have left in theirs.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub moved: u64,
    /// Customers in the same class whom the earlier cuts would have put into another.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub held: u64,
}

/// Customers by group then (rows) and now (columns).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmMatrix"))]
pub struct Matrix {
    /// Codes or names of the groups, in the order of rows and columns.
    pub groups: Vec<String>,
    /// By group then and group now.
    #[cfg_attr(feature = "types", ts(type = "number[][]"))]
    pub counts: Vec<Vec<u64>>,
    /// Scored now alone, by group now.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub newcomers: Vec<u64>,
    /// Scored then alone, by group then.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub leavers: Vec<u64>,
    /// All of a group then, leavers included.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub from_totals: Vec<u64>,
    /// All of a group now, newcomers included.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub to_totals: Vec<u64>,
}
