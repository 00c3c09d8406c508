//! Settings of the funnel and their domain.

use crate::analysis::ParamFault;
use crate::table::date::{DAY, parse_day};
use serde::{Deserialize, Serialize};

/// Most steps of a funnel; with the exclusions they are the bits of one word.
pub const MOST_STEPS: usize = 20;
/// Most exclusions.
const MOST_EXCLUSIONS: usize = 10;
/// Longest window in seconds: ten years.
const LONGEST: i64 = 3_660 * DAY;

/// How the steps have to follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelMode"))]
pub enum Mode {
    /// In their order, anything may lie between them; of all attempts of a customer the deepest counts.
    #[default]
    Ordered,
    /// In their order; the clock starts at the first entry and is not set back.
    First,
    /// In their order, and no event of another kind lies between two of them; repeats of the step just reached may.
    Strict,
    /// All of them inside the window, in any order, and nothing excluded between any two. Optional steps and the seconds between
    /// steps mean nothing here.
    Any,
    /// `windowFunnel` of `ClickHouse` and its kin, with their rules and `options`; it knows no exclusions, optional steps or seconds
    /// between steps.
    WindowFunnel,
}

/// A rule of `windowFunnel`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelOption"))]
pub enum WindowOption {
    /// Stops at a repeated step (`strict_deduplication`).
    Dedup,
    /// Stops at any event that is not the next step (`strict_order`).
    Order,
    /// Stops at a step out of order (`fixed` of Doris and `StarRocks`).
    Fixed,
    /// Times have to grow (`strict_increase`).
    Increase,
    /// An event counts for one step only (`strict_once`).
    Once,
    /// A repeated first step starts anew instead of ending the chain of `order` (`allow_reentry`).
    Reentry,
}

/// A step of [`Mode::Any`] that keeps its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelAnchor"))]
pub enum Anchor {
    /// The first step is done before all others.
    First,
    /// The last step is done behind all others.
    Last,
}

/// Unit of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelWindowUnit"))]
pub enum WindowUnit {
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days of 24 hours.
    #[default]
    Days,
    /// The calendar day of the entry; the number of the window means nothing.
    CalendarDay,
    /// The session of the entry; the number of the window means nothing.
    Session,
}

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelUnit"))]
pub enum Unit {
    /// Customers, each once.
    #[default]
    Customers,
    /// Sessions: a chain does not leave its session.
    Sessions,
    /// Attempts, one behind the other: the next begins when one is complete, over or excluded.
    Totals,
}

/// At which step the property of a breakdown is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelAttribution"))]
pub enum Attribution {
    /// At the entry.
    #[default]
    First,
    /// At the deepest step reached.
    Last,
    /// At the step with the number `attribution_step`; those who do not reach it are left out.
    Step,
}

/// A condition on a label of the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelCondition"))]
pub struct Condition {
    /// `product`, `category`, `channel`, `session`, `order`, `page`, or the header of another column of few values.
    pub property: String,
    /// The labels that fulfil it.
    #[serde(rename = "in")]
    pub labels: Vec<String>,
}

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelStep"))]
pub struct Step {
    /// Kinds of events, any of which is the step.
    pub events: Vec<String>,
    /// All of these have to hold.
    #[serde(rename = "where")]
    pub conditions: Vec<Condition>,
    /// The step is an order of the customer that is at least the n-th: 2 = 复购. Orders are those of `events`; without any, events
    /// whose name means a purchase, and without these the lines of the orders.
    pub order: Option<u32>,
    /// Whether a chain may skip it.
    pub optional: bool,
    /// Most seconds since the step before.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub within_seconds: Option<u32>,
    /// Least seconds since the step before.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub gap_seconds: u32,
}

/// Events that break a chain when they come between two steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelExclusion"))]
pub struct Exclusion {
    /// Kinds of events.
    pub events: Vec<String>,
    /// All of these have to hold.
    #[serde(rename = "where")]
    pub conditions: Vec<Condition>,
    /// Number of the step behind which it breaks, from 1; the first if absent, as it has to be for [`Mode::Any`].
    pub after: Option<u32>,
    /// Number of the step up to which it breaks; the last if absent, as it has to be for [`Mode::Any`].
    pub before: Option<u32>,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FunnelParams"))]
pub struct Params {
    /// The steps in order; without any they are proposed from the data.
    pub steps: Vec<Step>,
    /// How they have to follow each other.
    pub mode: Mode,
    /// Rules of [`Mode::WindowFunnel`].
    pub options: Vec<WindowOption>,
    /// Steps of [`Mode::Any`] that keep their place.
    pub anchors: Vec<Anchor>,
    /// Length of the window, its end included; if absent 7 days, or 30 where the last step is a repeated order.
    pub window: Option<u32>,
    /// Its unit.
    pub window_unit: WindowUnit,
    /// Whether times have to grow from step to step; if not, events of one second count in the order of the steps.
    pub increasing: bool,
    /// What breaks a chain.
    pub exclusions: Vec<Exclusion>,
    /// What is counted.
    pub unit: Unit,
    /// A property that stays the same through all steps, as `product`.
    pub hold: Option<String>,
    /// A property of events or customers that the funnel is divided by.
    pub breakdown: Option<String>,
    /// At which step it is read.
    pub attribution: Attribution,
    /// Number of that step, from 1.
    pub attribution_step: u32,
    /// First day of entries, ISO 8601.
    pub from: Option<String>,
    /// Last day of entries; the window may run past it.
    pub until: Option<String>,
    /// Minutes without an event after which a session is over, where the file names no sessions.
    pub session_gap_minutes: u32,
    /// Whether those lost and kept are also compared by properties of their events.
    pub compare: bool,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            steps: Vec::new(),
            mode: Mode::default(),
            options: Vec::new(),
            anchors: Vec::new(),
            window: None,
            window_unit: WindowUnit::default(),
            increasing: false,
            exclusions: Vec::new(),
            unit: Unit::default(),
            hold: None,
            breakdown: None,
            attribution: Attribution::default(),
            attribution_step: 1,
            from: None,
            until: None,
            session_gap_minutes: 30,
            compare: true,
        }
    }
}

/// Settings inside their domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidParams(Params);

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<ValidParams, ParamFault> {
        let named = |conditions: &[Condition]| conditions.iter().all(|c| !c.property.is_empty());
        let usable = |(at, step): (usize, &Step)| {
            let is_something = !step.events.is_empty() || step.order.is_some();
            let counted = step.order.is_none_or(|n| (1..=1_000).contains(&n));
            is_something && counted && named(&step.conditions) && !(at == 0 && step.optional)
        };
        let count = self.steps.len();
        let placed = |exclusion: &Exclusion| {
            let (after, before) = (exclusion.after.unwrap_or(1), exclusion.before.unwrap_or(u32::MAX));
            let inside = before == u32::MAX || count == 0 || before as usize <= count;
            let whole = exclusion.after.is_none() && exclusion.before.is_none();
            let ranged = (after >= 1 && after < before && inside) && (whole || self.mode != Mode::Any);
            !exclusion.events.is_empty() && named(&exclusion.conditions) && ranged
        };
        let day = |text: &Option<String>| text.as_ref().is_none_or(|text| parse_day(text).is_some());
        let counts_chains = !matches!(self.mode, Mode::Any | Mode::WindowFunnel);
        let wrong = [
            ("steps", count > MOST_STEPS || !self.steps.iter().enumerate().all(usable)),
            ("window", self.window.is_some_and(|n| n == 0 || self.seconds(n).is_some_and(|seconds| seconds > LONGEST))),
            ("exclusions", self.exclusions.len() > MOST_EXCLUSIONS || !self.exclusions.iter().all(placed)),
            ("unit", self.unit == Unit::Totals && !counts_chains),
            ("window_unit", self.unit == Unit::Sessions && self.window_unit == WindowUnit::CalendarDay),
            ("attribution_step", self.attribution_step < 1 || (count > 0 && self.attribution_step as usize > count)),
            ("from", !day(&self.from)),
            ("until", !day(&self.until)),
            ("session_gap_minutes", !(1..=24 * 60).contains(&self.session_gap_minutes)),
        ];
        match wrong.iter().find(|(_, wrong)| *wrong) {
            Some((field, _)) => Err(ParamFault::new(field)),
            None => Ok(ValidParams(self)),
        }
    }

    /// Seconds of so many of the unit; none for calendar days and sessions.
    pub(super) fn seconds(&self, count: u32) -> Option<i64> {
        let unit = match self.window_unit {
            WindowUnit::Seconds => 1,
            WindowUnit::Minutes => 60,
            WindowUnit::Hours => 3_600,
            WindowUnit::Days => DAY,
            WindowUnit::CalendarDay | WindowUnit::Session => return None,
        };
        Some(i64::from(count) * unit)
    }
}

impl ValidParams {
    /// The settings, as they take effect.
    #[must_use]
    pub fn get(&self) -> &Params {
        &self.0
    }
}
