//! Results of the description as plain data: codes and numbers, keys as in results.json.

use crate::analysis::MoneyRatio;
use crate::stats::{Exact, Histogram, Ratio};
use crate::table::Money;
use crate::table::date::Period;
use serde::Serialize;

/// The description of a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DescribeOutcome {
    /// Reference date, ISO 8601: the day after the last one that counts; `null` where there are no lines.
    pub as_of: Option<String>,
    /// Figures of the lines; `null` where there are none.
    pub board: Option<Board>,
    /// Distributions of numbers.
    pub distributions: Vec<Distribution>,
    /// Columns that can be described.
    pub columns: Vec<ColumnName>,
    /// Columns that the settings name and no table has.
    pub columns_missing: Vec<String>,
}

/// What was sold to whom, and when.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeBoard"))]
pub struct Board {
    /// First day with a line, ISO 8601.
    pub from: String,
    /// Last day that counts: the one before the reference date.
    pub to: String,
    /// Customers of the file, those without a purchase included.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Figures of all lines.
    pub totals: Figures,
    /// Kind of the periods.
    pub period: Period,
    /// The last periods, at most 120, ascending. An order is in the period of its first purchase line, each line's amount in that of its own day.
    pub periods: Vec<PeriodRow>,
    /// Periods before the listed ones, together; `null` without any.
    pub earlier: Option<Figures>,
    /// Place in `periods` of the one that is spoken of: the last complete one, or the last.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub current: usize,
    /// Shares of net sales by category, channel, region, payment method, as far as the file has them.
    pub shares: Vec<Share>,
}

/// Figures of some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeFigures"))]
pub struct Figures {
    /// Net sales: purchases less refunds.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub net: Money,
    /// Gross sales: lines that are no refunds.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub gross: Money,
    /// Refunded amount, not negative.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub refunds: Money,
    /// Lines, refunds included.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub lines: u64,
    /// Lines that are refunds.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub refund_lines: u64,
    /// Distinct orders with a line that is no refund.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub orders: u64,
    /// Distinct orders with a refund; a return with a number of its own is one.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub returned_orders: u64,
    /// Customers with an order.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Of these, those whose first order of the file it was.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub new_customers: u64,
    /// Of these, those who had ordered before these days.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub returning_customers: u64,
    /// Pieces sold less pieces returned; `null` without a column of quantities.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub units: Option<Exact>,
    /// Net sales per order (客单价), rounded to a ten-thousandth; `null` without an order.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub average_order_value: Option<Money>,
    /// Net sales per customer (人均消费), rounded to a ten-thousandth; `null` without one.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub revenue_per_customer: Option<Money>,
    /// Customers with two or more orders in these days, of the customers with an order (复购率).
    pub repeat_rate: Option<Ratio>,
    /// Returned orders per order (退货率).
    pub return_rate: Option<Ratio>,
    /// Refunded amount of gross sales.
    pub return_rate_by_amount: Option<MoneyRatio>,
}

/// Figures of one period.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribePeriod"))]
pub struct PeriodRow {
    /// `2024-05`, `2024-Q2`, `2024-W07` or `2024-05-01`.
    pub name: String,
    /// First day that the file covers, ISO 8601.
    pub from: String,
    /// Last day that it covers.
    pub to: String,
    /// Days that it covers.
    pub days: u32,
    /// Days of the period.
    pub of_days: u32,
    /// Whether the file covers all of them.
    pub complete: bool,
    /// Whether two customers hold so much of its net amount that the second comes by it within a tenth of the first: it does not leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub dominated: bool,
    /// Figures of the days that it covers.
    pub figures: Figures,
    /// With the period before (环比).
    pub previous: Option<Comparison>,
    /// With the same period of the year before (同比).
    pub year_before: Option<Comparison>,
}

/// Two periods by the same days of both.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeComparison"))]
pub struct Comparison {
    /// Name of the other period.
    pub with: String,
    /// Days of this period that are compared, ISO 8601, both included.
    pub days: [String; 2],
    /// Days of the other one.
    pub with_days: [String; 2],
    /// Whether these are all days of both periods.
    pub whole: bool,
    /// Customers with a line on the days of each period that are not compared, of this one and of the other; told of the current period alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "number[]"))]
    pub left_out: Option<[u64; 2]>,
    /// Whether two customers hold so much of the net amount of the days that are compared, or of those left out, that the second comes by it within a tenth of the first: it does not leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub dominated: bool,
    /// Amounts and counts.
    pub amounts: Vec<Change>,
    /// Rates.
    pub rates: Vec<RateChange>,
}

/// Change of an amount or a count.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeChange"))]
pub struct Change {
    /// Name of the figure, as in [`Figures`].
    pub name: &'static str,
    /// In the compared days of this period; `null` where it is not defined.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub now: Option<Money>,
    /// In those of the other.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub before: Option<Money>,
    /// (now − before) / before; `null` unless `before` is above 0.
    pub relative: Option<MoneyRatio>,
}

/// Change of a rate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeRateChange"))]
pub struct RateChange {
    /// Name of the figure, as in [`Figures`].
    pub name: &'static str,
    /// In the compared days of this period; `null` where it is not defined.
    pub now: Option<MoneyRatio>,
    /// In those of the other.
    pub before: Option<MoneyRatio>,
    /// now − before in percentage points.
    pub points: Option<f64>,
}

/// How net sales divide by labels of lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeShare"))]
pub struct Share {
    /// `category`, `channel`, `region` (province) or `payment_method`.
    #[cfg_attr(feature = "types", ts(type = "\"category\" | \"channel\" | \"region\" | \"payment_method\""))]
    pub field: &'static str,
    /// Different labels.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub labels: u64,
    /// Labels with most net sales, descending; of equal ones the first in bytewise order.
    pub rows: Vec<ShareRow>,
    /// All other labels together; `null` without any.
    pub other: Option<ShareRow>,
    /// Lines without a label; `null` without any.
    pub unlabelled: Option<ShareRow>,
}

/// Net sales of one label, or of several.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeShareRow"))]
pub struct ShareRow {
    /// The label; empty for the other ones and for none.
    pub label: String,
    /// Lines, refunds included.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub lines: u64,
    /// Customers with such a line.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Net sales.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
    /// Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub dominated: bool,
    /// Of all net sales; `null` unless these are above 0.
    pub share: Option<MoneyRatio>,
}

/// A column of numbers that can be described.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeColumn"))]
pub struct ColumnName {
    /// Header.
    pub name: String,
    /// Number of its table, in the order of opening.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub table: usize,
    /// The canonical field.
    pub field: Option<&'static str>,
}

/// How numbers are distributed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeDistribution"))]
pub struct Distribution {
    /// `order_value`: purchase lines of each order; `customer_spend`: net amount of each customer with a purchase; `column`.
    #[cfg_attr(feature = "types", ts(type = "\"order_value\" | \"customer_spend\" | \"column\""))]
    pub of: &'static str,
    /// The column; `null` for orders and customers.
    pub column: Option<ColumnName>,
    /// `currency` or `number`.
    #[cfg_attr(feature = "types", ts(type = "\"currency\" | \"number\""))]
    pub unit: &'static str,
    /// Numbers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub n: u64,
    /// Cells without one.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub missing: u64,
    /// Arithmetic mean.
    pub mean: f64,
    /// Standard deviation over n − 1; `null` of one number.
    pub sd: Option<f64>,
    /// Smallest number.
    pub min: f64,
    /// Largest number.
    pub max: f64,
    /// Quantiles of type 7 at the shares of [`QUANTILES`].
    pub quantiles: Vec<Quantile>,
    /// Counts between round edges; `null` where doubles cannot tell edges apart.
    pub histogram: Option<Histogram>,
    /// Autocorrelation at lag 1 in the order of rows; `null` unless it is asked for and defined.
    pub autocorrelation: Option<f64>,
}

/// A quantile.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeQuantile"))]
pub struct Quantile {
    /// Percent of the numbers below it.
    pub percent: u32,
    /// The value.
    pub value: f64,
}

/// Percents at which quantiles are told.
pub const QUANTILES: [u32; 9] = [1, 5, 10, 25, 50, 75, 90, 95, 99];
