//! Settings of paths and their domain.

use crate::analysis::visit::SessionBy;
use crate::analysis::{ParamFault, pattern};
use crate::customers::EventField;
use serde::{Deserialize, Serialize};

/// What a step of a path is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathBy"))]
pub enum By {
    /// What happened.
    #[default]
    Kind,
    /// The page it happened on.
    Page,
    /// The category that it was about.
    Category,
    /// The product that it was about.
    Product,
}

impl By {
    pub(super) fn field(self) -> EventField {
        match self {
            Self::Kind => EventField::Kind,
            Self::Page => EventField::Page,
            Self::Category => EventField::Category,
            Self::Product => EventField::Product,
        }
    }

    /// Code of what is missing without it.
    pub(super) fn need(self) -> &'static str {
        match self {
            Self::Kind => "field_behavior_type",
            Self::Page => "field_page",
            Self::Category => "field_category",
            Self::Product => "field_product_id",
        }
    }
}

/// What a journey is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathScope"))]
pub enum Scope {
    /// A session of a customer.
    #[default]
    Session,
    /// All events of a customer.
    Customer,
}

/// Which way a journey is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathDirection"))]
pub enum Direction {
    /// From its start, or from the first of the chosen events.
    #[default]
    Forward,
    /// Back from its end, or from the last of the chosen events.
    Backward,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathParams"))]
pub struct Params {
    /// What a step is.
    pub by: By,
    /// What a journey is.
    pub scope: Scope,
    /// What divides sessions.
    pub session: SessionBy,
    /// A session ends where nothing happens for more than so many minutes.
    pub gap_minutes: u32,
    /// Which way a journey is followed.
    pub direction: Direction,
    /// The event, or the pattern of [`Params::groups`], that paths start (or, backward, end) at; whole journeys if absent.
    pub anchor: Option<String>,
    /// Whether an event that follows itself counts once.
    pub collapse: bool,
    /// Patterns such as `page_*`: all events that fit one are one event, the first pattern that fits holds.
    pub groups: Vec<String>,
    /// Patterns of events that are left out.
    pub without: Vec<String>,
    /// Steps that are shown, at most 10.
    pub steps: u32,
    /// Events that are shown in each step, at most 20; all others are one.
    pub nodes: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            by: By::default(),
            scope: Scope::default(),
            session: SessionBy::default(),
            gap_minutes: 30,
            direction: Direction::default(),
            anchor: None,
            collapse: true,
            groups: Vec::new(),
            without: Vec::new(),
            steps: 5,
            nodes: 8,
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
        let numbers = [("gap_minutes", self.gap_minutes, 1, 1_440), ("steps", self.steps, 2, 10), ("nodes", self.nodes, 1, 20)];
        for (name, value, least, most) in numbers {
            if !(least..=most).contains(&value) {
                return Err(ParamFault::new(name));
            }
        }
        for (name, patterns) in [("groups", &self.groups), ("without", &self.without)] {
            if !pattern::are_valid(patterns) {
                return Err(ParamFault::new(name));
            }
        }
        Ok(ValidParams(self))
    }
}

impl ValidParams {
    /// The settings, as they take effect.
    #[must_use]
    pub fn get(&self) -> &Params {
        &self.0
    }
}
