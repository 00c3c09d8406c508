//! Paths: which way customers walk from event to event.
//!
//! In: [`CustomerView`] with events, [`Params`]. Out: [`PathOutcome`]. A journey is a session or all events of a customer; it is followed from
//! its start or from the first of a chosen event, or back from its end or from the last of one. Each step shows its most frequent
//! events, all others are one node, and journeys end in a node of their own: what flows into a node flows out of it, and every
//! step holds all journeys. Events of one second stand in the order of their names, the one that paths start (or end) at before (or behind) the others, so that
//! totals are those of a funnel. Never here: the clock, identifiers.

mod counts;
mod flows;
mod journeys;
mod nodes;
pub mod output;
pub mod params;
mod picture;
mod trails;

pub use output::PathOutcome;
pub use params::{Params, ValidParams};

use super::visit::{SessionBy, Sessions};
use super::{Analysis, Finding, Found, Grouping, Measure, Outcome, ParamFault, Quantity, Shortage, Text};
use crate::customers::{CustomerView, EventField, Events, Part};
use crate::error::Result;
use crate::tree;
use counts::Counts;
use flows::Flows;
use journeys::{Journeys, Source, narrow};
use nodes::Nodes;
use params::Scope;
use picture::Picture;
use serde_json::Value;

/// The entry of paths in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "path",
    title: Text { zh: "行为路径", en: "Paths" },
    definition: Text {
        zh: "按访问（或客户的全部行为）列出各步的事件与流向；每步只画最常见的事件，其余并入“其他”，结束归入“离开”，因此每个节点流入等于流出；同一秒的事件按名称排序，所选的起点（终点）在其前（后），总数与漏斗一致。",
        en: "Follows sessions (or all events of a customer) step by step; each step shows its most frequent events, all others are one node and ends another, so that what flows into a node flows out of it. Events of one second stand by name, the chosen start (end) before (behind) them: totals are those of the funnel.",
    },
    needs: &["user_id"],
    uses: &["behavior_time", "behavior_type", "page", "category", "product_id", "session_id"],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    parts: |given| read(given).map(|params| parts(params.get())).unwrap_or_default(),
    run: |view, given| run(view, &read(given)?)?.found(),
};

fn parts(params: &Params) -> Vec<Part> {
    let mut parts = vec![Part::Events, Part::Event(params.by.field())];
    if params.scope == Scope::Session && params.session != SessionBy::Gap {
        parts.push(Part::Event(EventField::Session));
    }
    parts
}

/// What paths found: the picture, and where each customer began and ended.
pub struct Path {
    /// Settings with results or what is missing.
    pub finding: Finding<Params, PathOutcome>,
    /// `entry` and `exit`: first event of the first journey and last event of the last one; none when there is not enough data.
    pub groupings: Vec<Grouping>,
    /// `journeys`: those that count.
    pub measures: Vec<Measure>,
}

impl Path {
    fn found(self) -> Result<Found> {
        Ok(Found { finding: self.finding.to_json(), groupings: self.groupings, measures: self.measures })
    }
}

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<ValidParams, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// Follows the journeys of a view.
///
/// # Errors
/// `E_MEMORY` where there is no room for the paths, [`ErrorKind::Span`](crate::error::ErrorKind::Span) for days beyond the calendar.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Path> {
    let params = params.get();
    let (outcome, groupings, measures) = match follow(view, params)? {
        Err(code) => {
            let of = |value| vec![Quantity { code, value }];
            (Outcome::NotEnoughData(Shortage { need: of(1), have: of(0) }), Vec::new(), Vec::new())
        }
        Ok((outcome, counts, names)) => {
            let journeys = counts.of_customer.iter().zip(&counts.met);
            let journeys = journeys.map(|(&count, &met)| if met { f64::from(count) } else { f64::NAN }).collect();
            let grouping = |name, of| Grouping { name, groups: names.clone(), of };
            let groupings = vec![grouping("entry", counts.entry), grouping("exit", counts.exit)];
            (Outcome::Found(outcome), groupings, vec![Measure { name: "journeys", unit: "count", values: journeys }])
        }
    };
    Ok(Path { finding: Finding { params: params.clone(), outcome, notices: Vec::new() }, groupings, measures })
}

/// The picture with what it was drawn from, or the code of what is missing.
#[allow(clippy::type_complexity, reason = "used once")]
fn follow(view: &CustomerView, params: &Params) -> Result<std::result::Result<(PathOutcome, Counts, Vec<String>), &'static str>> {
    let Some(events) = view.events() else { return Ok(Err("events")) };
    let Some(labels) = events.labels(params.by.field()) else { return Ok(Err(params.by.need())) };
    let Some(sessions) = sessions(events, params) else { return Ok(Err("field_session_id")) };
    let nodes = Nodes::new(labels, params);
    let anchor = match &params.anchor {
        None => None,
        Some(name) => match nodes.find(name, labels) {
            Some(number) => Some(number),
            None => return Ok(Err("journeys_with_event")),
        },
    };
    let basis = sessions.as_ref().map_or("customer", Sessions::basis);
    let mut source = Source { events, labels, nodes: &nodes, sessions, collapse: params.collapse };
    let (customers, steps) = (view.customers(), params.steps as usize);
    let all = Journeys::read(&mut source, customers, params.direction, anchor.map(narrow))?;
    let counts = Counts::of(&all, nodes.len(), customers, steps);
    if counts.journeys == 0 {
        return Ok(Err(if anchor.is_some() { "journeys_with_event" } else { "events" }));
    }
    let flows = Flows::of(&all, &counts, nodes.len(), steps, params.nodes as usize)?;
    let picture =
        Picture { nodes: &nodes, counts: &counts, flows: &flows, moves: (all.moves, all.tied), basis, timed: events.timed };
    let outcome = picture.draw(view)?;
    Ok(Ok((outcome, counts, nodes.names)))
}

/// What divides journeys; all events of a customer are one where nothing does. `None` where the column asked for is missing.
#[allow(clippy::option_option, reason = "missing, not wanted, wanted")]
fn sessions<'a>(events: &'a Events, params: &Params) -> Option<Option<Sessions<'a>>> {
    match params.scope {
        Scope::Customer => Some(None),
        Scope::Session => Sessions::new(events, params.session, params.gap_minutes).map(Some),
    }
}
