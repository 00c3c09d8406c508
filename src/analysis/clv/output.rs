//! Results of lifetime value as plain data: codes and numbers, keys as in results.json.

use super::fit::{Model, Status};
use super::historical::Historical;
use super::holdout::{Frequency, Holdout};
use super::spending::SpendStatus;
use super::unit::Unit;
use crate::analysis::Shortage;
use crate::stats::{Interval, Ratio};
use serde::Serialize;

/// What customers were worth and what they will be.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClvOutcome {
    /// Reference date, ISO 8601: the day after the last one that counts.
    pub as_of: String,
    /// Last day that the model sees, ISO 8601; forecasts begin after it.
    pub calibration_end: String,
    /// Who the model is of.
    pub population: Population,
    /// Value to date.
    pub historical: Historical,
    /// What the model expects; `null` where there is too little for one.
    pub model: Option<Prediction>,
    /// What the model needs and what there is, where there is too little.
    pub model_needs: Option<Shortage>,
}

/// What a model of purchases expects.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvPrediction"))]
pub struct Prediction {
    /// The fitted model of purchases.
    pub fit: FitReport,
    /// Customers by repeat purchases, made and expected; not for Pareto/NBD.
    pub frequencies: Option<Vec<Frequency>>,
    /// The model beside days that it did not see; `null` where there are too few.
    pub holdout: Option<Holdout>,
    /// Who is still a customer.
    pub alive: Alive,
    /// Purchases to come.
    pub expected: Expected,
    /// Amounts of purchases; `null` where no repeat purchase has an amount above 0.
    pub spend: Option<SpendReport>,
    /// Value to come; `null` without amounts.
    pub value: Option<ValueReport>,
    /// The samples behind the intervals; `null` where none were drawn.
    pub bootstrap: Option<BootstrapReport>,
    /// The first customers, without identifiers.
    pub customers: Customers,
}

/// Who the model is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvPopulation"))]
pub struct Population {
    /// Customers of the file.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Days from the first purchase of the file to the end of calibration.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub days: u64,
    /// Those who bought up to the end of calibration: all below is of them.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub modelled: u64,
    /// Those of them with a repeat purchase, on another day than the first.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub repeat: u64,
    /// Their repeat purchases, Σx.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub repeat_purchases: u64,
    /// Those who first bought later.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub newer: u64,
    /// Those without any purchase.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub without_purchase: u64,
}

/// A fitted parameter.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvParameter"))]
pub struct Parameter {
    /// As in the formula: `r`, `alpha` …
    #[cfg_attr(feature = "types", ts(type = "\"r\" | \"alpha\" | \"a\" | \"b\" | \"s\" | \"beta\" | \"p\" | \"q\" | \"v\""))]
    pub name: &'static str,
    /// Its most likely value; `null` where the data do not tell it.
    pub value: Option<f64>,
    /// Its standard error.
    pub error: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
}

/// The fitted model of purchases.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvFit"))]
pub struct FitReport {
    /// Which model.
    pub model: Model,
    /// The unit of α, and of β.
    pub unit: Unit,
    /// How the search ended.
    pub status: Status,
    /// The parameters.
    pub parameters: Vec<Parameter>,
    /// The log-likelihood.
    pub log_likelihood: f64,
    /// r and α of customers who never drop out.
    pub nbd: Vec<Parameter>,
    /// The log-likelihood of those.
    pub nbd_log_likelihood: f64,
    /// Distinct histories.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub groups: u64,
    /// Evaluations of the likelihood.
    pub evaluations: u32,
}

/// Who is still a customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvAlive"))]
pub struct Alive {
    /// Mean of P(alive).
    pub mean: f64,
    /// Its interval.
    pub interval: Option<Interval>,
    /// Customers by P(alive): below 10 %, below 20 %, … to 100 %.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub bands: Vec<u64>,
}

/// Purchases to come within the horizon.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvExpected"))]
pub struct Expected {
    /// Months ahead.
    pub months: u32,
    /// Of all customers.
    pub total: f64,
    /// Per customer.
    pub mean: f64,
    /// Interval of the mean.
    pub interval: Option<Interval>,
    /// Of a customer who is new.
    pub of_new: f64,
    /// Quantiles over customers.
    pub quantiles: Vec<Quantile>,
}

/// A quantile of type 7.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvQuantile"))]
pub struct Quantile {
    /// Share below, in percent.
    pub percent: u8,
    /// The value.
    pub value: f64,
}

/// The model of amounts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvSpend"))]
pub struct SpendReport {
    /// How the expected amounts came about.
    pub status: SpendStatus,
    /// p, q and v of Gamma-Gamma; none without a fit.
    pub parameters: Vec<Parameter>,
    /// The log-likelihood.
    pub log_likelihood: Option<f64>,
    /// Customers with a repeat purchase above 0.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Amount that is expected of customers without a repeat purchase.
    pub population_mean: f64,
    /// Mean over customers of their mean repeat amounts.
    pub observed_mean: f64,
    /// Pearson's correlation of repeat purchases and their mean amount, which the model takes to be 0; `null` where either is the same for
    /// all.
    pub correlation: Option<f64>,
}

/// Value to come within the horizon, discounted, with margin.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvValue"))]
pub struct ValueReport {
    /// Months ahead.
    pub months: u32,
    /// Discount per year that the monthly one makes.
    pub annual_discount: f64,
    /// Of all customers.
    pub total: f64,
    /// Per customer.
    pub mean: f64,
    /// Interval of the mean.
    pub interval: Option<Interval>,
    /// Quantiles over customers.
    pub quantiles: Vec<Quantile>,
    /// The best customers.
    pub top: Vec<Top>,
    /// Tenths of the customers, the best first; customers of equal value are in one.
    pub deciles: Vec<Decile>,
    /// Customers whose amount is the mean of all.
    pub at_population_mean: Ratio,
}

/// The best customers and what they are worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvTop"))]
pub struct Top {
    /// Of all customers.
    pub customers: Ratio,
    /// Their value, of [`ValueReport::total`].
    pub value: f64,
}

/// A tenth of the customers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvDecile"))]
pub struct Decile {
    /// 1 is the best.
    pub decile: u8,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Their value.
    pub value: f64,
    /// Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub dominated: bool,
    /// Mean of their P(alive).
    pub alive: Option<f64>,
    /// Purchases expected of them.
    pub expected: f64,
}

/// The samples behind the intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvBootstrap"))]
pub struct BootstrapReport {
    /// Samples drawn and fitted.
    pub samples: Ratio,
    /// Samples among those fitted without detectable drop-out. Intervals of parameters are of the others, so they hold on the condition
    /// that customers drop out; intervals of P(alive), purchases and value are of all samples.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub without_dropout: u64,
    /// Customers of a sample.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
}

/// The first customers of the model in the order of the view, as columns, without identifiers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvCustomers"))]
pub struct Customers {
    /// Customers of the model.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub total: u64,
    /// How many of them are listed here.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub listed: u64,
    /// x.
    pub repeats: Vec<u32>,
    /// `t_x` in days.
    pub last_days: Vec<u32>,
    /// T in days.
    pub total_days: Vec<u32>,
    /// Mean of the repeat purchases; `null` without any.
    pub mean_amount: Vec<Option<f64>>,
    /// P(alive).
    pub alive: Vec<f64>,
    /// Purchases expected within the horizon.
    pub expected: Vec<f64>,
    /// Amount expected of a purchase; `null` without amounts.
    pub expected_amount: Vec<Option<f64>>,
    /// Whether that is the mean of all customers.
    pub at_population_mean: Vec<bool>,
    /// Value within the horizon; `null` without amounts.
    pub value: Vec<Option<f64>>,
}
