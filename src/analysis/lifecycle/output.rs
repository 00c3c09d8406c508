//! Results of the lifecycle as plain data: codes and numbers, keys as in results.json.

use crate::analysis::{Bin, MoneyRatio, SameDays, Unit};
use crate::stats::{Exact, Ratio};
use serde::Serialize;

/// The lifecycle of the customers of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct LifecycleOutcome {
    /// Reference date, ISO 8601: the day after the last one that counts. Where the purchases end before other tables, the day after the last
    /// purchase or refund.
    pub as_of: String,
    /// Day of the first purchase.
    pub first_day: String,
    /// Day of the last purchase.
    pub last_day: String,
    /// Customers of the file.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Those with a purchase; all else is of them.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub buyers: u64,
    /// Purchases: orders, or days with an order.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub purchases: u64,
    /// The interval that took effect.
    pub interval: IntervalUsed,
    /// Customers by interval; of very long histories the last ones.
    pub periods: Vec<PeriodRow>,
    /// Whether in every interval `active = new + returning + resurrecting`, `dormant = active before − returning` and
    /// `active + dormant + inactive + lost` is the number of all who have bought so far.
    pub reconciled: bool,
    /// `new`, `returning`, `resurrecting`, `dormant`, `inactive`, `lost`: the stage of each customer now, in the words of the intervals.
    pub stages: Vec<StageRow>,
    /// First day of the interval that ends with the reference date, by which stages are told.
    pub stage_from: String,
    /// First day of the interval before that one.
    pub stage_before: String,
    /// From when on a customer counts as lost.
    pub churn: Churn,
    /// Customers with at least two purchases, of all buyers.
    pub repeat: Ratio,
    /// Purchases of a customer.
    pub purchases_per_customer: Vec<Bin>,
    /// Days between consecutive purchases of one customer; none where nobody bought twice.
    pub cycle: Option<Cycle>,
    /// The same as a histogram.
    pub gaps: Vec<Bin>,
    /// Returns.
    pub returns: Returns,
    /// Who should have come again by now.
    pub overdue: Overdue,
}

/// The interval that took effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "LifecycleIntervalUsed"))]
pub struct IntervalUsed {
    /// Week, month, quarter or a number of days.
    pub unit: Unit,
    /// How many days with that number; otherwise absent.
    pub days: Option<u32>,
    /// Whether it follows from the purchases.
    pub suggested: bool,
}

/// Customers of one interval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "LifecyclePeriodRow"))]
pub struct PeriodRow {
    /// As `2024-02`; of a number of days the first.
    pub label: String,
    /// First day.
    pub from: String,
    /// Whether the data cover all of it. Of the first one some days may lie before the data; who is dormant in the last may still come.
    pub complete: bool,
    /// With a purchase.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub active: u64,
    /// With their first purchase.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub new: u64,
    /// With a purchase here and in the interval before.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub returning: u64,
    /// With a purchase here, none in the interval before and one earlier.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub resurrecting: u64,
    /// With a purchase in the interval before and none here.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub dormant: u64,
    /// With a purchase earlier, none here and in the interval before, and not lost.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub inactive: u64,
    /// With a purchase earlier, none here and in the interval before, and none for more days than the churn window at the end.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub lost: u64,
    /// The active over as many days as the period before has, where they differ in length.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub same_days: Option<SameDays>,
}

/// Customers of one stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "LifecycleStageRow"))]
pub struct StageRow {
    /// Stable code.
    #[cfg_attr(
        feature = "types",
        ts(type = "\"new\" | \"returning\" | \"resurrecting\" | \"dormant\" | \"inactive\" | \"lost\"")
    )]
    pub code: &'static str,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Of all buyers.
    pub share: Ratio,
    /// Those of them with an expected gap of their own.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub judged: u64,
    /// Those of them who are overdue.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub overdue: u64,
}

/// The window behind which a customer is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "LifecycleChurn"))]
pub struct Churn {
    /// Days without a purchase.
    pub days: u32,
    /// `given`, `gaps` (the 90th percentile of gaps, rounded up) or `no_gaps` (90 days, as nobody bought twice).
    #[cfg_attr(feature = "types", ts(type = "\"given\" | \"gaps\" | \"no_gaps\""))]
    pub source: &'static str,
    /// The 90th percentile of gaps.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub suggested: Option<Exact>,
}

/// Days between consecutive purchases of one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "LifecycleCycle"))]
pub struct Cycle {
    /// How many gaps.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub gaps: u64,
    /// Median of type 7: the repurchase cycle.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub median: Exact,
    /// Arithmetic mean.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub mean: Exact,
    /// Quantiles of type 7.
    pub quantiles: Vec<Quantile>,
}

/// One quantile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "LifecycleQuantile"))]
pub struct Quantile {
    /// Percent of the gaps at or below it.
    pub percent: u32,
    /// Days.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub days: Exact,
}

/// Returns of orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "LifecycleReturns"))]
pub struct Returns {
    /// Orders with a return by orders with a purchase. A return with a number of its own counts as one returned order.
    pub orders: Ratio,
    /// Returned orders whose return stands in the order itself.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub in_order: u64,
    /// Returns with a number of their own.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub apart: u64,
    /// Customers with a return, of those with an order or a return.
    pub customers: Ratio,
    /// Amount returned by amount bought; `null` unless something was bought for money.
    pub amount: Option<MoneyRatio>,
}

/// Customers who should have come again by now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "LifecycleOverdue"))]
pub struct Overdue {
    /// Overdue, of those with an expected gap of their own.
    pub customers: Ratio,
    /// Overdue and not lost yet: worth a word now.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub reachable: u64,
    /// Days beyond the expected gap.
    pub days: Vec<Bin>,
}
