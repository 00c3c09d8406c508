//! Results of attribution as plain data: codes, labels in lists, numbers.

use crate::analysis::Bin;
use crate::stats::Ratio;
use crate::table::Money;
use serde::Serialize;

/// What each channel is credited with, by several models. Models share out what happened; none says what a channel caused.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct AttributionOutcome {
    /// `orders` or `events`: what a conversion is.
    #[cfg_attr(feature = "types", ts(type = "\"orders\" | \"events\""))]
    pub basis: &'static str,
    /// Of events, the kinds that are conversions, as the data name them.
    pub events: Vec<String>,
    /// All kinds of events, for a choice; the first 300.
    pub kinds: Vec<String>,
    /// First day of a touch.
    pub first_day: String,
    /// Last day of a touch.
    pub last_day: String,
    /// Whether times of day are known of the touches.
    pub timed: bool,
    /// Customers with a touch.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Of them those with a conversion that is credited.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub converted: u64,
    /// Touches.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub touches: u64,
    /// Journeys that convert among all; several conversions of one moment are as many journeys.
    pub journeys: Ratio,
    /// Conversions without a touch before them: no channel is credited.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub without_touch: u64,
    /// Journeys without a conversion whose last touch is younger than the window: they may still convert.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub open: u64,
    /// Net amount of the credited orders; `null` of events.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub value: Option<Money>,
    /// Codes of the models, in the order of the credits: `first`, `last`, `linear`, `time_decay`, `position`, `markov`, `shapley`.
    #[cfg_attr(
        feature = "types",
        ts(type = "(\"first\" | \"last\" | \"linear\" | \"time_decay\" | \"position\" | \"markov\" | \"shapley\")[]")
    )]
    pub models: Vec<&'static str>,
    /// The channels, the most frequent first; the last, without a label, is all that are not listed.
    pub channels: Vec<ChannelRow>,
    /// Channels in all.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub distinct: u64,
    /// The Markov chain.
    pub markov: Option<Markov>,
    /// Journeys by their touches.
    pub lengths: Vec<LengthRow>,
    /// Conversions by whole days from the first touch.
    pub lags: Vec<Bin>,
    /// The most frequent ways to a conversion.
    pub paths: Vec<PathRow>,
    /// Other ways to a conversion, with their conversions.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub other_paths: u64,
}

/// One channel.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AttributionChannel"))]
pub struct ChannelRow {
    /// Its label; `null` = all that are not listed.
    pub label: Option<String>,
    /// Touches by it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub touches: u64,
    /// Customers it had a part in a conversion of, among all whom it touched.
    pub customers: Ratio,
    /// Journeys with it that convert, among all with it.
    pub journeys: Ratio,
    /// Conversions that it alone led to.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub alone: u64,
    /// Conversions that it had a part in without being the last, by those that it was the last of.
    pub assists: Ratio,
    /// Share of the conversions that are lost without it, by the Markov chain.
    pub removal: Option<f64>,
    /// What it is credited with, by model.
    pub credits: Vec<Credit>,
}

/// What a model credits a channel with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AttributionCredit"))]
pub struct Credit {
    /// Of all conversions; the shares of all channels add up to 1.
    pub share: f64,
    /// Conversions.
    pub conversions: f64,
    /// Net amount; `null` of events.
    pub value: Option<f64>,
}

/// What is known of the Markov chain.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AttributionMarkov"))]
pub struct Markov {
    /// Touches that a state remembers; fewer than wanted where there were too many states.
    pub order: u32,
    /// States, the start included.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub states: u64,
    /// Probability that a journey converts.
    pub base: f64,
}

/// Journeys of so many touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AttributionLength"))]
pub struct LengthRow {
    /// Touches.
    pub touches: u32,
    /// Whether those of more touches are with them.
    pub open: bool,
    /// Those that convert among all.
    pub journeys: Ratio,
}

/// One way to a conversion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AttributionPath"))]
pub struct PathRow {
    /// Its channels in order of time, repeats in a row once; `null` = one that is not listed.
    pub channels: Vec<Option<String>>,
    /// Journeys on it that convert, among all on it.
    pub journeys: Ratio,
}
