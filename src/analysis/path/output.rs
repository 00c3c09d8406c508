//! Results of paths as plain data: codes and numbers, keys as in results.json.

use crate::analysis::Bin;
use crate::stats::{Exact, Ratio};
use serde::Serialize;

/// The ways that customers walk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PathOutcome {
    /// Reference date, ISO 8601: the exclusive end of all events.
    pub as_of: String,
    /// What a journey is: a session by the `column` that names it or by a `gap` in time, a `day` where only days are known, or all
    /// events of a `customer`.
    #[cfg_attr(feature = "types", ts(type = "\"column\" | \"gap\" | \"day\" | \"customer\""))]
    pub basis: &'static str,
    /// Whether times of day are known. Without them the events of a day stand in the order of their names.
    pub timed: bool,
    /// Journeys that count.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub journeys: u64,
    /// Customers with such a journey.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Journeys without the chosen event: they do not count.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub without: u64,
    /// Steps of all journeys that count.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub events: u64,
    /// Steps of a journey, mean.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub mean_steps: Option<Exact>,
    /// Journeys of one step.
    pub single: Ratio,
    /// Journeys by their number of steps.
    pub lengths: Vec<Bin>,
    /// Moves between events of one second, which stand in the order of their names, the chosen one before (backward, behind) the
    /// others: the file tells no other.
    pub tied: Ratio,
    /// Different events.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub kinds: u64,
    /// Of them, those too rare for a name of their own: they are among all others everywhere.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rare: u64,
    /// Rows without an event.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub unlabelled: u64,
    /// Rows that the settings leave out.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub left_out: u64,
    /// Names of the most frequent events, to start or end at.
    pub names: Vec<String>,
    /// Patterns that would make one event of several.
    pub patterns: Vec<String>,
    /// The steps, in the direction that was chosen.
    pub steps: Vec<Step>,
    /// From where to where: what flows into a node flows out of it.
    pub links: Vec<Link>,
    /// The most frequent paths.
    pub paths: Paths,
    /// Moves of all counted journeys in order of time, at any step.
    pub transitions: Transitions,
    /// Journeys by event and step.
    pub by_step: ByStep,
    /// The most frequent events; all others, without a name, last.
    pub rows: Vec<EventRow>,
}

/// One step of all journeys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathStep"))]
pub struct Step {
    /// Its number, from 1.
    pub step: u32,
    /// Its events; all others last, where there are any.
    pub nodes: Vec<Node>,
    /// Journeys that are over before it.
    pub over: Group,
}

/// Journeys and their customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathGroup"))]
pub struct Group {
    /// Journeys.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub journeys: u64,
    /// Different customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
}

/// An event at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathNode"))]
pub struct Node {
    /// The event; `null` for all others.
    pub event: Option<String>,
    /// Different events in it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub kinds: u64,
    /// Journeys at it, of all.
    pub journeys: Ratio,
    /// Different customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
}

/// Journeys from an event of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathLink"))]
pub struct Link {
    /// Number of the step, from 1.
    pub step: u32,
    /// Place of the event among those of the step, from 0.
    pub from: u32,
    /// `next`: to an event of the next step; `exit`: the journey is over; `more`: it goes on behind the last step.
    #[cfg_attr(feature = "types", ts(type = "\"next\" | \"exit\" | \"more\""))]
    pub kind: &'static str,
    /// Place of the event among those of the next step.
    pub to: Option<u32>,
    /// Journeys, of those at the event that they come from.
    pub journeys: Ratio,
    /// Different customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
}

/// The most frequent paths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathList"))]
pub struct Paths {
    /// How many first steps they have: fewer than are shown where there are too many different paths.
    pub steps: u32,
    /// Different paths of so many steps.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub different: u64,
    /// The most frequent ones.
    pub rows: Vec<PathRow>,
}

/// One path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PathRow {
    /// Its events; `null` for one too rare for a name.
    pub events: Vec<Option<String>>,
    /// Whether it goes on behind its last event.
    pub goes_on: bool,
    /// Journeys that took it, of all.
    pub journeys: Ratio,
    /// Different customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
}

/// Moves from event to event. Rows are where from: the events, all others, the start; columns where to: the events, all others, the end.
/// The sums of a row and of a column of one event are equal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathTransitions"))]
pub struct Transitions {
    /// The events.
    pub events: Vec<String>,
    /// Different events among all others.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub others: u64,
    /// Moves, row by row.
    #[cfg_attr(feature = "types", ts(type = "number[][]"))]
    pub counts: Vec<Vec<u64>>,
    /// Different customers who moved so.
    #[cfg_attr(feature = "types", ts(type = "number[][]"))]
    pub customers: Vec<Vec<u64>>,
}

/// Journeys at an event in a step. Rows are the events, all others, and those that are over; a column sums to all journeys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathByStep"))]
pub struct ByStep {
    /// The events.
    pub events: Vec<String>,
    /// Journeys, a row for each event and a column for each step.
    #[cfg_attr(feature = "types", ts(type = "number[][]"))]
    pub journeys: Vec<Vec<u64>>,
    /// Different customers.
    #[cfg_attr(feature = "types", ts(type = "number[][]"))]
    pub customers: Vec<Vec<u64>>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PathEventRow"))]
pub struct EventRow {
    /// The event; `null` for all others.
    pub event: Option<String>,
    /// How often it is a step.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub count: u64,
    /// Journeys that reach it, of all; of all others none.
    pub journeys: Option<Ratio>,
    /// Customers who reach it, of all; of all others none.
    pub customers: Option<Ratio>,
    /// Customers whose first journey begins with it, whether that counts or not.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub entries: u64,
    /// Customers whose last journey ends with it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub exits: u64,
}
