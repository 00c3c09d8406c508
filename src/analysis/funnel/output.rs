//! Results of the funnel as plain data: codes and numbers, keys as in results.json.

use super::params::{Mode, Step, Unit};
use crate::analysis::Bin;
use crate::stats::{Interval, Ratio};
use serde::Serialize;

/// How many reach each step, how long it takes, and who is lost on the way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FunnelOutcome {
    /// Reference date, ISO 8601: the day after the last one that counts.
    pub as_of: String,
    /// Day of the first and of the last event.
    pub first_day: String,
    /// Day of the last event.
    pub last_day: String,
    /// Whether times of day are known; if not, all events of a day are of the same moment.
    pub timed: bool,
    /// How the steps were found: `given`, `words` (names of events) or `order` (in which most customers first do them).
    #[cfg_attr(feature = "types", ts(type = "\"given\" | \"words\" | \"order\""))]
    pub steps_by: &'static str,
    /// The steps as they took effect, and what became of each.
    pub steps: Vec<StepRow>,
    /// Seconds of the window, its end included; absent for calendar days and sessions.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub window_seconds: Option<i64>,
    /// What is counted: `customers`, `sessions` or `totals`.
    pub unit: Unit,
    /// Customers of the file.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Those who enter.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub entered_customers: u64,
    /// Units that enter: the first bar.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub entered: u64,
    /// Units that reach the last step, of those that enter.
    pub conversion: Ratio,
    /// Its interval of 95 % (Wilson).
    pub interval: Option<Interval>,
    /// Units whose window runs past the last event: they may still convert.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub immature: u64,
    /// The same rate without them.
    pub mature_conversion: Ratio,
    /// Its interval.
    pub mature_interval: Option<Interval>,
    /// Seconds from the entry closest to the goal to the last step, where it differs from the first entry: the median of both.
    pub closest: Option<Closest>,
    /// Entries over time.
    pub trend: Trend,
    /// Days on which hardly anybody gets from a step to the next, ascending: at most half of the share of all other days and
    /// of those of the same weekday, at a false discovery rate of 5 % over all days and steps. Empty where times of day are not known.
    pub falls: Vec<FallRow>,
    /// What distinguishes those lost behind each step from those who go on.
    pub lost: Vec<LostRow>,
    /// The same customers in other modes.
    pub modes: Vec<ModeRow>,
    /// The funnel by a property.
    pub breakdown: Option<Breakdown>,
    /// Kinds of events, the most frequent first, at most 300.
    pub events: Vec<EventRow>,
    /// Kinds of events in all.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub event_kinds: u64,
    /// Properties that a breakdown may use.
    pub properties: Vec<PropertyRow>,
    /// Doubts: `day_only`, `never` (a step that no event is), `unknown_exclusion`, `one_event`; and settings that mean nothing in the
    /// chosen mode: `unused_exclusions`, `unused_optional`, `unused_seconds`, `unused_increasing`.
    pub remarks: Vec<Remark>,
}

/// A remark on the results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelRemark"))]
pub struct Remark {
    /// What it is about.
    #[cfg_attr(
        feature = "types",
        ts(
            type = "\"day_only\" | \"never\" | \"unknown_exclusion\" | \"one_event\" | `unused_${\"exclusions\" | \"optional\" | \"seconds\" | \"increasing\"}`"
        )
    )]
    pub code: &'static str,
    /// Number of the step, from 1.
    pub step: Option<u32>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelStepRow"))]
pub struct StepRow {
    /// Group of those for whom it is the deepest: `step_1` and so on.
    pub code: String,
    /// What it is.
    pub step: Step,
    /// Units that did it in their attempt; those that skip an optional step are not among them.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub count: u64,
    /// Those of them whose window is over before the last event.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub mature: u64,
    /// Customers for whom it is the deepest.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub deepest: u64,
    /// Of all who enter.
    pub overall: Ratio,
    /// Its interval of 95 % (Wilson).
    pub overall_interval: Option<Interval>,
    /// Of those who did the step before that none may skip; absent at the first.
    pub previous: Option<Ratio>,
    /// Its interval.
    pub previous_interval: Option<Interval>,
    /// The same of the mature alone.
    pub mature_previous: Option<Ratio>,
    /// Whether it or a step between it and the one its rate is of may be skipped.
    pub around_optional: bool,
    /// Seconds since the entry.
    pub from_entry: Option<Times>,
    /// Seconds since the last step that was done.
    pub from_previous: Option<Times>,
    /// What those do next for whom it is the deepest and the window is over.
    pub next: Vec<NextRow>,
    /// How many they are.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub dropped: u64,
}

/// Times that something takes, in seconds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelTimes"))]
pub struct Times {
    /// How many.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub n: u64,
    /// Quantile at 25 % (type 7).
    pub p25: f64,
    /// Median.
    pub median: f64,
    /// Quantile at 75 %.
    pub p75: f64,
    /// Quantile at 90 %.
    pub p90: f64,
    /// Histogram in bins of one round width; the last is open.
    pub bins: Vec<Bin>,
}

/// The first way and the one closest to the goal.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelClosest"))]
pub struct Closest {
    /// Units that reach the last step and have a later entry from which they reach it too.
    pub differ: Ratio,
    /// Median of seconds from the earliest entry.
    pub first: f64,
    /// Median of seconds from the latest entry.
    pub closest: f64,
}

/// What came after a drop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelNextRow"))]
pub struct NextRow {
    /// The event; absent for none at all and for all others together.
    pub event: Option<String>,
    /// `event`, `other` (all events that are not listed) or `nothing`.
    #[cfg_attr(feature = "types", ts(type = "\"event\" | \"other\" | \"nothing\""))]
    pub kind: &'static str,
    /// How many.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub count: u64,
}

/// Entries by period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelTrend"))]
pub struct Trend {
    /// `day`, `week` or `month`, by the length of the file.
    #[cfg_attr(feature = "types", ts(type = "\"day\" | \"week\" | \"month\""))]
    pub unit: &'static str,
    /// The periods, the earliest first; of many the last.
    pub rows: Vec<TrendRow>,
}

/// Entries of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelTrendRow"))]
pub struct TrendRow {
    /// As `2024-02`.
    pub label: String,
    /// First day.
    pub from: String,
    /// Whether the window of every entry in it is over before the last event.
    pub mature: bool,
    /// Units that enter in it, by the steps that they reach.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub reached: Vec<u64>,
}

/// A day on which a step is hardly reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelFallRow"))]
pub struct FallRow {
    /// The day, ISO 8601.
    pub day: String,
    /// Number of the step that is not reached, from 1.
    pub step: u32,
    /// Customers who do it behind the step before and on this day, of those who do the step before. A customer counts once a day;
    /// where sessions bound the funnel, once a session.
    pub rate: Ratio,
    /// The same on all days that are no such days of this step.
    pub usual: Ratio,
    /// Probability of so few by chance (Fisher's exact test, one-sided).
    pub p: f64,
    /// False discovery rate over all days and steps (Benjamini and Hochberg).
    pub q: f64,
}

/// A label among those lost behind a step and those who go on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelLostRow"))]
pub struct LostRow {
    /// Number of the step, from 1.
    pub step: u32,
    /// The property.
    pub property: String,
    /// Its label.
    pub label: String,
    /// Lost of those with the label.
    pub with: Ratio,
    /// Lost of those without it.
    pub without: Ratio,
    /// Rate of loss with the label over the rate without it; absent where nobody without it is lost.
    pub risk_ratio: Option<f64>,
    /// Its interval of 95 %; the upper bound is absent where there is none.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Probability of such a difference by chance, two-sided.
    pub p: f64,
    /// False discovery rate over all rows (Benjamini and Hochberg).
    pub q: f64,
}

/// The customers of the file by another mode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelModeRow"))]
pub struct ModeRow {
    /// The mode.
    pub mode: Mode,
    /// Customers who get at least so deep, by step.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub reached: Vec<u64>,
    /// Customers who get as deep as in the chosen mode, deeper, and less deep.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub same: u64,
    /// Deeper than in the chosen one.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub deeper: u64,
    /// Less deep.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub shallower: u64,
}

/// The funnel by a property.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelBreakdown"))]
pub struct Breakdown {
    /// The property.
    pub property: String,
    /// Labels, the most frequent first.
    pub rows: Vec<BreakdownRow>,
    /// Labels that are counted together.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub others: u64,
}

/// One label of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelBreakdownRow"))]
pub struct BreakdownRow {
    /// The label; absent for the others together and for none.
    pub label: Option<String>,
    /// `label`, `other` or `none`.
    #[cfg_attr(feature = "types", ts(type = "\"label\" | \"other\" | \"none\""))]
    pub kind: &'static str,
    /// Units by the steps that they reach.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub reached: Vec<u64>,
    /// Interval of 95 % of the last of them by the first (Wilson).
    pub interval: Option<Interval>,
}

/// A kind of event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelEventRow"))]
pub struct EventRow {
    /// Its label.
    pub label: String,
    /// How many.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub events: u64,
    /// Customers who did it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
}

/// A property.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelPropertyRow"))]
pub struct PropertyRow {
    /// Its name.
    pub name: String,
    /// Whether its labels are of events.
    pub of_events: bool,
    /// Different labels.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub labels: u64,
}
