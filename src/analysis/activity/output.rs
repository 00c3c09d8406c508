//! Results of activity as plain data: codes and numbers, keys as in results.json.

use crate::analysis::{Bin, SameDays};
use crate::stats::Ratio;
use serde::Serialize;

/// The activity of the customers of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ActivityOutcome {
    /// Reference date, ISO 8601: the exclusive end of all windows.
    pub as_of: String,
    /// What a visit is: `sessions` (events with time of day), `event_days` (a day with events) or `purchase_days` (a day with a
    /// purchase, where there is no table of events).
    #[cfg_attr(feature = "types", ts(type = "\"sessions\" | \"event_days\" | \"purchase_days\""))]
    pub basis: &'static str,
    /// Day of the first visit.
    pub first_day: String,
    /// Day of the last visit.
    pub last_day: String,
    /// Customers of the file.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Those known since some day: of a visit, a purchase or their registration. They have a class, but for those not judged.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub known: u64,
    /// Of the known, those who never visited.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub without_visit: u64,
    /// Of the known, those in no class: no rule takes them, and one of them has days in its window that the table of the visits does not cover.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub not_judged: u64,
    /// First day that the table of the visits covers.
    pub covered_from: String,
    /// The day behind the last that it covers: the reference date, unless the table ends earlier than others.
    pub covered_to: String,
    /// `lost`, `silent`, `active`, `regular`: the first rule that holds gives the class.
    pub classes: Vec<ClassRow>,
    /// The three rules by themselves.
    pub rules: Vec<RuleRow>,
    /// Customers for whom two of the rules hold, for each pair.
    pub overlaps: Vec<Overlap>,
    /// Customers for whom each rule tells that it does not hold, of the known: the hole that the class `regular` fills.
    pub hole: Ratio,
    /// Of them, those known for less than the window of every rule: no rule can hold.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub too_new: u64,
    /// Days since the last visit, of those who visited.
    pub recency: Vec<Bin>,
    /// Visits in the window of the active, of the known.
    pub visits_window: Vec<Bin>,
    /// Visits in the last 30 days, of the known.
    pub visits_30: Vec<Bin>,
    /// The classes under other thresholds.
    pub moves: Vec<Move>,
    /// Customers with a visit in each week.
    pub weeks: Vec<PeriodRow>,
    /// Customers with a visit in each calendar month.
    pub months: Vec<PeriodRow>,
    /// The last days.
    pub daily: Daily,
    /// Daily, weekly and monthly active customers at the end of what the table of the visits covers.
    pub now: Now,
}

/// One class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ActivityClassRow"))]
pub struct ClassRow {
    /// Stable code.
    #[cfg_attr(feature = "types", ts(type = "\"lost\" | \"silent\" | \"active\" | \"regular\""))]
    pub code: &'static str,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Of the known.
    pub share: Ratio,
}

/// One rule by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ActivityRuleRow"))]
pub struct RuleRow {
    /// `lost`, `silent` or `active`.
    #[cfg_attr(feature = "types", ts(type = "\"lost\" | \"silent\" | \"active\""))]
    pub code: &'static str,
    /// First day of its window.
    pub from: String,
    /// Length of its window.
    pub days: u32,
    /// Customers known for at least so long, of whom the data tell whether it holds: the rule judges them.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub judged: u64,
    /// Those of them for whom it holds.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub holds: u64,
}

/// Two rules at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ActivityOverlap"))]
pub struct Overlap {
    /// Codes of the two.
    #[cfg_attr(feature = "types", ts(type = "(\"lost\" | \"silent\" | \"active\")[]"))]
    pub rules: [&'static str; 2],
    /// Customers for whom both hold.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
}

/// The classes under one other threshold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ActivityMove"))]
pub struct Move {
    /// The setting: `lost_days`, `lost_months`, `silent_days` or `active_visits`.
    #[cfg_attr(feature = "types", ts(type = "\"lost_days\" | \"lost_months\" | \"silent_days\" | \"active_visits\""))]
    pub setting: &'static str,
    /// Its value; all others stay.
    pub value: u32,
    /// Whether it is the value now.
    pub now: bool,
    /// Customers of each class, in the order of the classes.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub customers: Vec<u64>,
}

/// One week or month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ActivityPeriodRow"))]
pub struct PeriodRow {
    /// `2024-W07` or `2024-02`.
    pub label: String,
    /// Its first day.
    pub from: String,
    /// Whether the table of the visits covers all of it.
    pub complete: bool,
    /// Customers with a visit in it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// The same over as many days as the period before has, where they differ in length.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub same_days: Option<SameDays>,
}

/// Active customers by day: on the day, in the 7 and in the 30 days that end with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ActivityDaily"))]
pub struct Daily {
    /// The days, up to the last that the table of the visits covers.
    pub days: Vec<String>,
    /// On the day.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub dau: Vec<u64>,
    /// In 7 days.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub wau: Vec<u64>,
    /// In 30 days.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub mau: Vec<u64>,
}

/// Active customers on the last days that the table of the visits covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ActivityNow"))]
pub struct Now {
    /// On the last day.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub dau: u64,
    /// In the last 7 days.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub wau: u64,
    /// In the last 30 days.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub mau: u64,
    /// Mean of the daily active customers over the last 30 days (or over those there are) by the monthly active: sum of the former
    /// by days × the latter.
    pub stickiness: Ratio,
}
