//! Results of sessions as plain data: codes and numbers, keys as in results.json.

use crate::analysis::Bin;
use crate::stats::{Exact, Interval, Ratio};
use serde::Serialize;

/// The sessions of the customers of a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SessionsOutcome {
    /// Reference date, ISO 8601: the exclusive end of all events.
    pub as_of: String,
    /// Day of the first event.
    pub first_day: String,
    /// Day of the last event.
    pub last_day: String,
    /// What divides sessions: the `column` that names them, a `gap` in time, or the `day` where only days are known.
    #[cfg_attr(feature = "types", ts(type = "\"column\" | \"gap\" | \"day\""))]
    pub basis: &'static str,
    /// Events of known customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub events: u64,
    /// Customers with events.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Sessions.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub sessions: u64,
    /// Sessions of one event, of all: they have no length.
    pub single: Ratio,
    /// Sessions that last over midnight, which does not divide them.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub over_midnight: u64,
    /// Seconds from the first to the last event of sessions with several; none where only days are known.
    pub duration: Option<Summary>,
    /// Those sessions by minutes.
    pub duration_bins: Vec<Bin>,
    /// Of those sessions, the ones longer than 4 hours.
    pub long: Ratio,
    /// Events of a session.
    pub size: Summary,
    /// Sessions by their number of events.
    pub size_bins: Vec<Bin>,
    /// Sessions of a customer with events.
    pub per_customer: Summary,
    /// Customers by their number of sessions, in the bands of the grouping.
    pub bands: Vec<Band>,
    /// How many sessions there would be at other gaps; none where only days are known.
    pub curve: Vec<CurvePoint>,
    /// Sessions by the day of the week on which they begin, Monday first.
    pub weekdays: Vec<Part>,
    /// The same by hour of the day, a row for each day of the week; none where only days are known.
    pub hours: Vec<Vec<Part>>,
    /// Events that sessions begin and end with; all others, without a name, last. Empty where events have no kind.
    pub ends: Vec<EndRow>,
    /// What customers look at.
    pub interest: Option<Interest>,
    /// Both ways to divide sessions, where a column names them.
    pub column: Option<Comparison>,
}

/// A distribution of whole numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SessionsSummary"))]
pub struct Summary {
    /// How many.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub n: u64,
    /// Arithmetic mean.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub mean: Exact,
    /// Quantiles of type 7 at 25, 50, 75, 90, 95 and 99 %.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub quantiles: Vec<Exact>,
    /// Smallest.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub min: i64,
    /// Largest.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub max: i64,
}

/// Customers of a band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SessionsBand"))]
pub struct Band {
    /// Code of the group.
    pub code: &'static str,
    /// Customers, of those with events.
    pub customers: Ratio,
    /// Their sessions, of all.
    pub sessions: Ratio,
}

/// Sessions at a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SessionsCurvePoint"))]
pub struct CurvePoint {
    /// Minutes without an event that end a session.
    pub minutes: u32,
    /// Sessions.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub sessions: u64,
    /// Whether it is the gap of the settings.
    pub now: bool,
}

/// Sessions of a time of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SessionsPart"))]
pub struct Part {
    /// Sessions.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub sessions: u64,
    /// Different customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
}

/// Sessions that begin and end with an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SessionsEndRow"))]
pub struct EndRow {
    /// The event; `null` for all others.
    pub event: Option<String>,
    /// Sessions that begin with it.
    pub first: Part,
    /// Sessions that end with it.
    pub last: Part,
}

/// What customers look at, and what share of them orders later.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SessionsInterest"))]
pub struct Interest {
    /// `product`, `category` or `page`.
    #[cfg_attr(feature = "types", ts(type = "\"product\" | \"category\" | \"page\""))]
    pub by: &'static str,
    /// Kinds of events that are orders.
    pub orders: Vec<String>,
    /// `same`: a later order counts if it is of the same product; `any`: of anything, as orders name none; `none`: no event is an order.
    #[cfg_attr(feature = "types", ts(type = "\"same\" | \"any\" | \"none\""))]
    pub counted: &'static str,
    /// Different products.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub products: u64,
    /// Those in most sessions.
    pub rows: Vec<InterestRow>,
}

/// One product, category or page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SessionsInterestRow"))]
pub struct InterestRow {
    /// Its name.
    pub label: String,
    /// Events about it, orders excepted.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub views: u64,
    /// Sessions with such an event, of all.
    pub sessions: Ratio,
    /// Customers with such an event, of those with events.
    pub customers: Ratio,
    /// Of these customers, those who order after their first such event; none where no event is an order.
    pub ordered: Option<Ratio>,
    /// Interval of 95 % (Wilson) of that share.
    pub interval: Option<Interval>,
}

/// Sessions by the column beside those by the gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SessionsComparison"))]
pub struct Comparison {
    /// Sessions that the column names.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub column: u64,
    /// Sessions by the gap.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub gap: u64,
    /// Sessions of the column that are one by the gap too, event for event.
    pub same: Ratio,
    /// Sessions of the column that the gap divides, or that others interrupt.
    pub divided: Ratio,
    /// Sessions by the gap with events of several sessions of the column.
    pub joined: Ratio,
    /// Events without a session in the column.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub unlabelled: u64,
}
