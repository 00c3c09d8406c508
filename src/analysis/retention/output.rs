//! Results of retention as plain data: codes and numbers, keys as in results.json.

use super::params::{Activity, Cohort};
use crate::stats::Ratio;
use serde::Serialize;

/// Retention by cohort.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RetentionOutcome {
    /// Reference date, ISO 8601: the day after the last one that counts.
    pub as_of: String,
    /// The day by which cohorts are made: `first_order`, `registered` or `first_event`.
    pub cohort: Cohort,
    /// What counts as coming back: `order` or `event`.
    pub activity: Activity,
    /// Days of a rolling bracket; absent with brackets of the calendar.
    pub bracket_days: Option<u32>,
    /// Customers of the file.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Those without the day that makes a cohort, or with one on or after the reference date: left out.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub without_start: u64,
    /// Cohorts before the first that is shown.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub earlier_cohorts: u64,
    /// Their customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub earlier_customers: u64,
    /// The cohorts, the earliest first; empty ones between them are kept.
    pub rows: Vec<CohortRow>,
    /// Means over the cohorts, bracket by bracket from 0 on.
    pub means: Vec<MeanRow>,
    /// Why the file seems to start in the middle of its customers' history, so that the first cohorts hold old customers; `null` if
    /// nothing tells so.
    pub mid_history: Option<MidHistory>,
}

/// One cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RetentionCohortRow"))]
pub struct CohortRow {
    /// As `2024-02`: the group of its customers.
    pub label: String,
    /// First day.
    pub from: String,
    /// Whether the data cover all of it; the last one still grows, the first lacks who came before the data begin.
    pub complete: bool,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub size: u64,
    /// Retained customers by bracket from 0 on, each of `size`; bracket 0 is the cohort itself. `null` where the table of the
    /// activity does not reach: behind its last day, and in brackets that begin before its first.
    #[cfg_attr(feature = "types", ts(type = "(number | null)[]"))]
    pub retained: Vec<Option<u64>>,
    /// Brackets from 0 on that lie inside the data for everybody in the cohort, or before them. Those behind them that are not `null` are partly covered: they
    /// can only grow, and no mean holds them.
    pub mature: u32,
}

/// Means over the mature cells of a bracket.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RetentionMeanRow"))]
pub struct MeanRow {
    /// Retained by size, summed over the cohorts: each customer weighs the same.
    pub weighted: Ratio,
    /// Arithmetic mean of the rates of cohorts that are not empty: each cohort weighs the same; `null` without one.
    pub plain: Option<f64>,
    /// How many cohorts.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub cohorts: u64,
}

/// What tells that the file starts in mid-history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RetentionMidHistory"))]
pub struct MidHistory {
    /// `registered_before`: customers registered before the first day of activity. `first_cohort_large`: the first cohort is at least
    /// three times the median of the others.
    #[cfg_attr(feature = "types", ts(type = "\"registered_before\" | \"first_cohort_large\""))]
    pub code: &'static str,
    /// Those customers, or the size of the first cohort.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
}
