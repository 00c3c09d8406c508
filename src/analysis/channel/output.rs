//! Results of channels as plain data: codes, labels in lists, numbers.

use crate::analysis::{MoneyRatio, Unit};
use crate::stats::{Interval, Ratio};
use crate::table::Money;
use serde::Serialize;

/// Channels by what they brought and cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ChannelOutcome {
    /// `table`: rows of a table of channels. `orders`: the channel of each order. `customers`: the channel of each customer.
    #[cfg_attr(feature = "types", ts(type = "\"table\" | \"orders\" | \"customers\""))]
    pub basis: &'static str,
    /// Of a table of channels.
    pub table: Option<Table>,
    /// Of orders or customers.
    pub people: Option<People>,
}

/// A table of channels.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelTable"))]
pub struct Table {
    /// Rows.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
    /// First and last day; `null` where the rows have none.
    pub days: Option<Days>,
    /// Fields of numbers that the table has: `uv`, `click`, `order`, `cost`, `revenue`, `roi`, `conversion_rate`.
    pub fields: Vec<&'static str>,
    /// Where revenue comes from: its column, the cost and a supplied return read as ROI or as ROAS, or nowhere.
    #[cfg_attr(feature = "types", ts(type = "\"column\" | \"roi\" | \"roas\" | \"none\""))]
    pub revenue_from: &'static str,
    /// Supplied numbers beside those computed.
    pub checks: Vec<Check>,
    /// The channels, those with the most orders first; the last, without a label, is all that are not listed.
    pub channels: Vec<ChannelRow>,
    /// All rows together, those without a channel included.
    pub total: ChannelRow,
    /// Channels in all.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub distinct: u64,
    /// Rows that doubts are about; all of them count, but for numbers that no count can be.
    pub doubts: Doubts,
    /// By period; `null` where the rows have no days.
    pub trend: Option<Trend>,
}

/// First and last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelDays"))]
pub struct Days {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// Sums and ratios of one channel. A ratio is of the rows that have both of its numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelRow"))]
pub struct ChannelRow {
    /// Its label; `null` = all that are not listed, or the total.
    pub label: Option<String>,
    /// Rows.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
    /// Visitors: the sum of those of the rows, whoever came on several days.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub uv: Option<u64>,
    /// Clicks.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub clicks: Option<u64>,
    /// Orders.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub orders: Option<u64>,
    /// Cost.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub cost: Option<Money>,
    /// Revenue, where it is known or worked out.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub revenue: Option<Money>,
    /// Clicks / visitors.
    pub click_rate: Option<Rate>,
    /// Orders / clicks.
    pub conversion: Option<Rate>,
    /// Cost per order.
    pub cpa: Option<Each>,
    /// Cost per click.
    pub cpc: Option<Each>,
    /// (Revenue − cost) / cost; `null` unless cost is above 0.
    pub roi: Option<MoneyRatio>,
    /// Revenue / cost; `null` unless cost is above 0.
    pub roas: Option<MoneyRatio>,
    /// Whether it brought less than it cost: ROI below 0.
    pub loss: bool,
    /// Revenue by both readings of the supplied return, where the table has no revenue.
    pub readings: Option<Readings>,
}

/// A share with its interval, and beside that of all other channels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelRate"))]
pub struct Rate {
    /// The share.
    pub ratio: Ratio,
    /// Its interval of 95 % (Wilson); `null` where the part is more than the whole.
    pub interval: Option<Interval>,
    /// The share of all other rows.
    pub others: Option<Ratio>,
    /// Interval of 95 % of the difference to it (Newcombe).
    pub difference: Option<Interval>,
    /// False discovery rate over all channels (Fisher's exact test, two-sided; Benjamini–Hochberg); `null` where there is no interval.
    pub q: Option<f64>,
    /// `above` or `below` the others where that interval lies on one side of 0 and the false discovery rate is at most 5 %.
    #[cfg_attr(feature = "types", ts(type = "\"above\" | \"below\" | null"))]
    pub stands: Option<&'static str>,
}

/// Money for each of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelEach"))]
pub struct Each {
    /// The money.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub num: Money,
    /// How many.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub den: u64,
    /// The quotient, rounded to a ten-thousandth; `null` of none.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub value: Option<Money>,
}

/// Revenue by two readings of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelReadings"))]
pub struct Readings {
    /// Where the supplied number is ROI: cost · (1 + number).
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub roi: Money,
    /// Where it is ROAS: cost · number.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub roas: Money,
}

/// A supplied number beside those computed, row by row, to half a unit of the last decimal that its column has.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelCheck"))]
pub struct Check {
    /// `conversion_rate` or `roi`.
    #[cfg_attr(feature = "types", ts(type = "\"conversion_rate\" | \"roi\""))]
    pub field: &'static str,
    /// Rows with the supplied number and all that it is computed of.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub compared: u64,
    /// What it may be, with the rows that agree.
    pub readings: Vec<Reading>,
    /// The reading with the most agreement, if it is 95 % of the rows or more.
    pub fits: Option<&'static str>,
    /// Rows that do not agree with the best reading; the first 20.
    pub differences: Vec<Difference>,
}

/// One thing that a supplied number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelReading"))]
pub struct Reading {
    /// `order_per_click`, `order_per_uv`, `roi`, `roas`, each with `_percent` where it is a hundred times that.
    pub code: &'static str,
    /// Rows that agree.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub agree: u64,
}

/// A row that does not agree.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelDifference"))]
pub struct Difference {
    /// Its channel.
    pub label: Option<String>,
    /// Its day.
    pub day: Option<String>,
    /// As supplied.
    pub supplied: f64,
    /// As computed by the best reading.
    pub computed: f64,
}

/// Rows that cannot be, or that lack something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelDoubts"))]
pub struct Doubts {
    /// More orders than clicks.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub orders_above_clicks: u64,
    /// More clicks than visitors.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub clicks_above_uv: u64,
    /// Visitors, clicks or orders that are negative or no whole number: these numbers do not count.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub no_count: u64,
    /// A cost below 0, or a revenue below 0.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub negative_money: u64,
    /// A number is missing that the table has for others, or is beyond 10¹².
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub gaps: u64,
    /// No channel.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub unnamed: u64,
    /// No day, though others have one.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub undated: u64,
}

/// Sums by period.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelTrend"))]
pub struct Trend {
    /// Kind of the periods.
    pub unit: Unit,
    /// The periods; of more than 400 the last.
    pub periods: Vec<PeriodRow>,
    /// All rows together, then the first channels.
    pub series: Vec<Series>,
}

/// One period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelPeriodRow"))]
pub struct PeriodRow {
    /// `2024-W07` or `2024-02`.
    pub label: String,
    /// Its first day.
    pub from: String,
    /// Whether the days of the table cover all of it.
    pub complete: bool,
}

/// Sums of one channel by period, of the rows that have both numbers of a ratio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelSeries"))]
pub struct Series {
    /// Its label; `null` = all rows.
    pub label: Option<String>,
    /// Orders of the conversion.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub orders: Vec<u64>,
    /// Clicks of the conversion.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub clicks: Vec<u64>,
    /// Cost.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub cost: Vec<Money>,
    /// Revenue.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub revenue: Vec<Money>,
}

/// Customers by channel.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelPeople"))]
pub struct People {
    /// The channels, those with the most customers first; the last, without a label, is all that are not listed.
    pub channels: Vec<PeopleRow>,
    /// All together, those without a channel included.
    pub total: PeopleRow,
    /// Channels in all.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub distinct: u64,
    /// Of all customers (basis `customers`) or orders (basis `orders`) those with a channel.
    pub known: Ratio,
}

/// Customers of one channel. A customer who ordered by several is counted in each.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelPeopleRow"))]
pub struct PeopleRow {
    /// Its label; `null` = all that are not listed, or the total.
    pub label: Option<String>,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Orders with a purchase.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub orders: u64,
    /// Net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub revenue: Money,
    /// Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub dominated: bool,
    /// Net amount per order.
    pub average: Each,
    /// Of the customers with an order, those with two or more, by whatever channel.
    pub repeat: Rate,
}
