//! Funnel: how many reach each step, where they are lost, and who they are.
//!
//! In: [`CustomerView`] with events, [`Params`]. Out: [`FunnelOutcome`]. By default the unit is the customer, the steps follow each other
//! with anything between them, the window runs from the entry with its end included, and of all attempts of a customer the deepest
//! counts, of equally deep ones the earliest. Events of one second may be used in the order of the steps; an event counts for
//! one step. Never here: the clock, identifiers.

mod falls;
mod journey;
mod lost;
mod matching;
mod modes;
pub mod output;
pub mod params;
mod plan;
mod property;
mod rates;
mod steps;
mod tally;
mod times;
mod walk;

pub use output::FunnelOutcome;
pub use params::{Params, ValidParams};

use super::{Analysis, Finding, Found, Grouping, Measure, Outcome, ParamFault, Quantity, Shortage, Text};
use crate::analysis::period::iso;
use crate::customers::{CustomerView, Dimension, EventField, Events, Part};
use crate::error::Result;
use crate::stats::{Ratio, largest, wilson};
use crate::table::date::{DAY, civil_day, parse_day};
use crate::tree;
use falls::Falls;
use journey::Bound;
use lost::{Compared, Next};
use matching::{Engines, Rules, Table};
use output::{EventRow, PropertyRow, Remark};
use params::{Attribution, Mode, Step, Unit, WindowUnit};
use plan::{Fault, Plan};
use property::{Missing, Property};
use serde_json::Value;
use tally::{By, Tally};
use walk::Walk;

/// Longer than any history, in seconds.
const ALWAYS: i64 = i64::MAX / 4;
/// Days of a window that nobody gave: of any funnel, and of one that ends in a repeated order.
const WINDOW: i64 = 7;
const WINDOW_OF_REPEAT: i64 = 30;
/// Kinds of events that are listed.
const LISTED: usize = 300;

/// The entry of the funnel in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "funnel",
    title: Text { zh: "转化漏斗", en: "Conversion funnel" },
    definition: Text {
        zh: "统计客户在窗口期（默认自进入起 7 天，含终点；以复购结尾时 30 天）内按顺序到达各步骤的人数与转化率；取每位客户走得最深的一次，同一时刻的事件可按步骤顺序使用，一个事件只算一个步骤。",
        en: "Counts how many customers reach each step in order within the window (7 days from the entry, its end included; 30 where the last step is a repeat order); of each customer the deepest attempt counts, events of one moment may be used in the order of the steps, and an event counts for one step.",
    },
    needs: &["user_id"],
    uses: &["behavior_type", "behavior_time", "session_id", "order_id", "product_id", "channel", "order_time"],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    parts,
    run: |view, given| run(view, &read(given)?)?.found(),
};

/// What the funnel found, and how deep each customer got.
pub struct Funnel {
    /// Settings with results or what is missing.
    pub finding: Finding<Params, FunnelOutcome>,
    /// `step`: the deepest step; none for those who never enter.
    pub groupings: Vec<Grouping>,
    /// `funnel_level` and `seconds_to_convert`.
    pub measures: Vec<Measure>,
}

impl Funnel {
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

/// The parts that the settings read. Purchases are none of them: a table of events does without.
fn parts(given: &Value) -> Vec<Part> {
    let params = read(given).map(|params| params.get().clone()).unwrap_or_default();
    let mut parts = vec![Part::Events, Part::Event(EventField::Kind), Part::Traits];
    if params.steps.is_empty() || params.steps.iter().any(|step| step.order.is_some()) {
        parts.extend([Part::Event(EventField::Order), Part::Seconds]);
    }
    if params.unit == Unit::Sessions || params.window_unit == WindowUnit::Session {
        parts.push(Part::Event(EventField::Session));
    }
    if params.compare {
        parts.extend([Part::Properties, Part::Event(EventField::Channel)]);
    }
    let conditions = params.steps.iter().flat_map(|step| &step.conditions);
    let conditions = conditions.chain(params.exclusions.iter().flat_map(|exclusion| &exclusion.conditions));
    let names = conditions.map(|condition| &condition.property).chain(&params.hold).chain(&params.breakdown);
    parts.extend(names.map(|name| property::field_of(name).map_or(Part::Properties, Part::Event)));
    let mut once: Vec<Part> = Vec::new();
    for part in parts {
        if !once.contains(&part) {
            once.push(part);
        }
    }
    once
}

/// Takes the customers of a view through the steps.
///
/// # Errors
/// [`ErrorKind::Param`](crate::error::ErrorKind::Param) for a setting that names a step or property that is not there,
/// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Funnel> {
    let params = params.get();
    let lacking = |code| {
        let of = |value| vec![Quantity { code, value }];
        let outcome = Outcome::NotEnoughData(Shortage { need: of(1), have: of(0) });
        let finding = Finding { params: params.clone(), outcome, notices: Vec::new() };
        Ok(Funnel { finding, groupings: Vec::new(), measures: Vec::new() })
    };
    let Some(events) = view.events().filter(|events| !events.second.is_empty()) else { return lacking("events") };
    let Some(kinds) = events.labels(EventField::Kind).filter(|kinds| !kinds.labels.is_empty()) else {
        return lacking("field_behavior_type");
    };
    match draw(view, params, events, kinds) {
        Ok(found) => found,
        Err(Fault::Field(code)) => lacking(code),
        Err(Fault::Setting(name)) => Err(ParamFault::new(name).into()),
    }
}

/// A property that a setting names.
fn named<'a>(
    view: &'a CustomerView,
    setting: &'static str,
    name: Option<&'a String>,
) -> std::result::Result<Option<Property<'a>>, Fault> {
    let found = name.map(|name| property::find(view, name)).transpose();
    found.map_err(|missing| match missing {
        Missing::Field(code) => Fault::Field(code),
        Missing::Unknown => Fault::Setting(setting),
    })
}

fn draw(view: &CustomerView, params: &Params, events: &Events, kinds: &Dimension) -> std::result::Result<Result<Funnel>, Fault> {
    let (steps, steps_by) = if params.steps.is_empty() {
        let proposal = steps::propose(events, kinds, view.seconds().is_some());
        (proposal.steps, proposal.by)
    } else {
        (params.steps.clone(), "given")
    };
    if steps.is_empty() {
        return Err(Fault::Field("events"));
    }
    let attribution_step = params.attribution_step as usize;
    if params.attribution == Attribution::Step && attribution_step > steps.len() {
        return Err(Fault::Setting("attribution_step"));
    }
    let held = named(view, "hold", params.hold.as_ref())?;
    let held = held.map(|property| property.of_event().ok_or(Fault::Setting("hold"))).transpose()?;
    let split = named(view, "breakdown", params.breakdown.as_ref())?;
    let split = split.map(|property| (property, params.attribution, attribution_step.saturating_sub(1)));
    let plan = Plan::new(view, (events, kinds), &steps, params)?;
    let gap = i64::from(params.session_gap_minutes) * 60;
    let sessions = params.unit == Unit::Sessions || params.window_unit == WindowUnit::Session;
    let bound = match events.labels(EventField::Session) {
        Some(labels) if sessions => Bound::Session(labels.codes()),
        None if sessions => Bound::Gap(gap),
        _ if params.window_unit == WindowUnit::CalendarDay => Bound::Day,
        _ => Bound::Free,
    };
    let days = if plan.ends_in_repeat() { WINDOW_OF_REPEAT } else { WINDOW };
    let bounded = matches!(params.window_unit, WindowUnit::CalendarDay | WindowUnit::Session);
    let window_seconds = if bounded { None } else { Some(params.window.and_then(|n| params.seconds(n)).unwrap_or(days * DAY)) };
    let rules = Rules {
        mode: params.mode,
        window: window_seconds.unwrap_or(ALWAYS),
        increasing: params.increasing,
        options: params.options.clone(),
        excludes: !params.exclusions.is_empty(),
        partly: params.exclusions.iter().any(|one| one.after.is_some() || one.before.is_some()),
        anchors: params.anchors.clone(),
    };
    let second = |text: &Option<String>| text.as_deref().and_then(parse_day).map(|day| i64::from(day) * DAY);
    let entries = (second(&params.from).unwrap_or(-ALWAYS), second(&params.until).map_or(ALWAYS, |start| start + DAY - 1));
    let mut remarks = remarks(view, events, kinds, &plan);
    remarks.extend(unused(params).map(|code| Remark { code, step: None }));
    remarks.dedup();
    let ends = |ends: fn(&[i64]) -> Option<&i64>| (0..view.customers()).filter_map(move |c| ends(events.of(c)).copied());
    let (Some(first), Some(last)) = (ends(<[i64]>::first).min(), ends(<[i64]>::last).max()) else {
        return Err(Fault::Field("events"));
    };
    let properties = property::all(view);
    let outcome = || -> Result<Funnel> {
        let by = By {
            compared: Compared::new(properties.clone(), steps.len()),
            next: Next::new(steps.len(), kinds.labels.len()),
            split,
        };
        let tally = Tally::new(steps.len(), (civil_day(first), civil_day(last), view.as_of()), by)?;
        let engines = Engines::new(Table::new(&steps));
        let falls = Falls::new(&steps, (civil_day(first), civil_day(last)), events.timed);
        let over = walk::Over { window: window_seconds, bound, gap, last };
        let walked = Walk::new(view, events, params.unit, rules, over).run(plan, engines, (tally, falls), held, entries);
        let tally = &walked.tally;
        let reached = |counts: &[u64]| counts.last().copied().unwrap_or(0);
        let conversion = Ratio { num: reached(&tally.counts), den: tally.entered };
        let mature = Ratio { num: reached(&tally.mature), den: tally.entered - tally.immature };
        let outcome = FunnelOutcome {
            as_of: iso(view.as_of())?,
            first_day: iso(civil_day(first))?,
            last_day: iso(civil_day(last))?,
            timed: events.timed,
            steps_by,
            steps: rates::rows(&steps, tally, &walked.deepest, &kinds.labels),
            window_seconds,
            unit: params.unit,
            customers: view.customers() as u64,
            entered_customers: walked.deepest.iter().sum(),
            entered: tally.entered,
            conversion,
            interval: wilson(conversion.num, conversion.den),
            immature: tally.immature,
            mature_conversion: mature,
            mature_interval: wilson(mature.num, mature.den),
            closest: tally.closest(),
            trend: tally.trend()?,
            falls: walked.falls.rows()?,
            lost: tally.compared.rows(),
            breakdown: tally.breakdown(),
            events: listed(events, kinds),
            event_kinds: kinds.labels.len() as u64,
            properties: properties.iter().map(listed_property).collect(),
            modes: walked.modes.rows(),
            remarks,
        };
        let groups = (0..steps.len()).map(rates::code).collect();
        // Proposed steps are settings as they took effect.
        let params = Params { steps: steps.clone(), ..params.clone() };
        let finding = Finding { params, outcome: Outcome::Found(outcome), notices: Vec::new() };
        let measures = vec![
            Measure { name: "funnel_level", unit: "count", values: walked.levels },
            Measure { name: "seconds_to_convert", unit: "count", values: walked.seconds },
        ];
        Ok(Funnel { finding, groupings: vec![Grouping { name: "step", groups, of: walked.of }], measures })
    };
    Ok(outcome())
}

fn listed_property(property: &Property<'_>) -> PropertyRow {
    PropertyRow { name: property.name.to_owned(), of_events: property.of_events, labels: property.labels.len() as u64 }
}

/// What should be known of the steps.
fn remarks(view: &CustomerView, events: &Events, kinds: &Dimension, plan: &Plan<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut add = |code, step| remarks.push(Remark { code, step });
    if !events.timed {
        add("day_only", None);
    }
    if kinds.labels.len() == 1 {
        add("one_event", None);
    }
    for &step in &plan.unknown {
        if step == 0 { add("unknown_exclusion", None) } else { add("never", u32::try_from(step).ok()) }
    }
    if plan.reads_lines() && (view.seconds().is_none() || view.lines() == 0) {
        for (at, _) in (1..).zip(plan.steps).filter(|(_, step)| step.order.is_some()) {
            add("never", Some(at));
        }
    }
    remarks
}

/// Settings that mean nothing in the chosen mode.
fn unused(params: &Params) -> impl Iterator<Item = &'static str> {
    let (any, window) = (params.mode == Mode::Any, params.mode == Mode::WindowFunnel);
    let some = |is: fn(&Step) -> bool| (any || window) && params.steps.iter().any(is);
    let found = [
        ("unused_exclusions", window && !params.exclusions.is_empty()),
        ("unused_optional", some(|step| step.optional)),
        ("unused_seconds", some(|step| step.within_seconds.is_some() || step.gap_seconds > 0)),
        ("unused_increasing", (any || window) && params.increasing),
    ];
    found.into_iter().filter_map(|(code, is_set)| is_set.then_some(code))
}

/// Kinds of events, the most frequent first.
fn listed(events: &Events, kinds: &Dimension) -> Vec<EventRow> {
    let mut counts = vec![0_i128; kinds.labels.len()];
    for &code in kinds.codes() {
        if let Some(count) = counts.get_mut(code as usize) {
            *count += 1;
        }
    }
    let customers = steps::customers_by_kind(events, kinds);
    let at = |kind: usize| {
        let label = kinds.labels.get(kind)?.clone();
        Some(EventRow { label, events: *counts.get(kind)? as u64, customers: *customers.get(kind)? })
    };
    largest(&counts, LISTED).into_iter().filter_map(at).filter(|row| row.events > 0).collect()
}
