//! Settings of retention and their domain.

use crate::analysis::{ParamFault, Unit};
use serde::{Deserialize, Serialize};

/// The day by which customers are put into cohorts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RetentionCohort"))]
pub enum Cohort {
    /// The first order where there are orders, else the first event.
    #[default]
    Auto,
    /// The first order.
    FirstOrder,
    /// Registration.
    Registered,
    /// The first event.
    FirstEvent,
}

/// What counts as coming back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RetentionActivity"))]
pub enum Activity {
    /// Orders for cohorts of first orders, events for those of first events; for registrations events where there are some.
    #[default]
    Auto,
    /// An order. Refunds are none.
    Order,
    /// An event.
    Event,
}

/// Length of cohorts and brackets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RetentionUnit"))]
pub enum CohortUnit {
    /// Days.
    Day,
    /// ISO weeks; rolling, 7 days.
    Week,
    /// Calendar months; rolling, 30 days.
    #[default]
    Month,
}

impl CohortUnit {
    pub(super) fn unit(self) -> Unit {
        match self {
            Self::Day => Unit::Day,
            Self::Week => Unit::Week,
            Self::Month => Unit::Month,
        }
    }

    /// Days of a rolling bracket.
    pub(super) fn days(self) -> i32 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
        }
    }
}

/// How brackets are laid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RetentionBracket"))]
pub enum Bracket {
    /// Bracket n is the n-th period of the calendar behind that of the cohort.
    #[default]
    Calendar,
    /// Bracket n of length L holds the days `n·L ≤ d < (n + 1)·L` from the customer's own first day.
    Rolling,
}

/// What being retained in bracket n means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RetentionMeaning"))]
pub enum Meaning {
    /// Active in it.
    #[default]
    On,
    /// Active in it or in any later one.
    OnOrAfter,
    /// Active in any bracket from 1 to it.
    OnOrBefore,
    /// Active in every bracket from 1 to it.
    Streak,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RetentionParams"))]
pub struct Params {
    /// The day by which customers are put into cohorts.
    pub cohort: Cohort,
    /// What counts as coming back.
    pub activity: Activity,
    /// Length of cohorts and brackets.
    pub unit: CohortUnit,
    /// How brackets are laid.
    pub bracket: Bracket,
    /// What being retained means.
    pub meaning: Meaning,
    /// Brackets behind bracket 0, at most 60; 30 days, 12 weeks or 12 months if absent.
    pub brackets: Option<u32>,
    /// The last so many cohorts, at most 400.
    pub cohorts: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            cohort: Cohort::default(),
            activity: Activity::default(),
            unit: CohortUnit::default(),
            bracket: Bracket::default(),
            meaning: Meaning::default(),
            brackets: None,
            cohorts: 60,
        }
    }
}

/// Settings inside their domain.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidParams(Params);

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<ValidParams, ParamFault> {
        // A customer's brackets are the bits of one word.
        if self.brackets.is_some_and(|count| !(1..=60).contains(&count)) {
            return Err(ParamFault::new("brackets"));
        }
        if !(1..=400).contains(&self.cohorts) {
            return Err(ParamFault::new("cohorts"));
        }
        Ok(ValidParams(self))
    }

    /// Number of the last bracket.
    pub(super) fn last_bracket(&self) -> u32 {
        self.brackets.unwrap_or(if self.unit == CohortUnit::Day { 30 } else { 12 })
    }
}

impl ValidParams {
    /// The settings, as they take effect.
    #[must_use]
    pub fn get(&self) -> &Params {
        &self.0
    }
}
