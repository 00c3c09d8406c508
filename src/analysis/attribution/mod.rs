//! Attribution: which channel conversions are credited to, by several models side by side.
//!
//! In: [`CustomerView`] with events that name a channel, [`Params`]. Out: [`AttributionOutcome`]. A touch is a run of events of one
//! channel without a long pause; a journey is the touches before a conversion, inside a window, or touches that led to none.
//! Models share out what happened and say nothing of causes. Never here: the clock, identifiers.

mod journeys;
mod markov;
mod models;
pub mod output;
pub mod params;
mod paths;
mod picture;
mod shapley;

pub use output::AttributionOutcome;
pub use params::{Params, ValidParams};

use super::{Analysis, Finding, Found, Outcome, ParamFault, Quantity, Shortage, Text};
use crate::customers::{CustomerView, EventField, Part};
use crate::error::Result;
use crate::tree;
use journeys::{Channels, Goal, Source};
use params::Conversion;
use serde_json::Value;

/// The entry of attribution in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "attribution",
    title: Text { zh: "渠道归因", en: "Attribution" },
    definition: Text {
        zh: "把转化按转化前窗口（默认 30 天）内的渠道触点分给各渠道：首次、末次、平均、时间衰减（半衰期 7 天）、位置（40/20/40）、马尔可夫移除效应与 Shapley 值并列；这是分配，不是因果。",
        en: "Shares out conversions among the channels touched in the window before them (30 days): first, last, linear, time decay (half-life 7 days), position (40/20/40), Markov removal effect and Shapley value side by side. It shares out and is not causal.",
    },
    needs: &["user_id"],
    uses: &["behavior_time", "behavior_type", "channel", "order_time", "order_id", "amount", "is_refund", "refund"],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    parts: |params| {
        let conversion = params.get("conversion").and_then(Value::as_str);
        let mut parts = vec![Part::Events, Part::Event(EventField::Channel)];
        parts.extend((conversion != Some("orders")).then_some(Part::Event(EventField::Kind)));
        parts.extend((conversion != Some("events")).then_some(Part::Seconds));
        parts
    },
    run: |view, given| run(view, &read(given)?),
};

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<ValidParams, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// Shares out the conversions of a view.
///
/// # Errors
/// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day, `E_MEMORY`.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Found> {
    let params = params.get();
    let short = |code, need, have| Ok(shortage(params, code, need, have).into());
    let Some(events) = view.events().filter(|events| !events.second.is_empty()) else { return short("events", 1, 0) };
    let Some(labels) = events.labels(EventField::Channel) else { return short("field_channel", 1, 0) };
    let channels = Channels::of(labels);
    if channels.distinct < 2 {
        return short("channels", 2, channels.distinct as u64);
    }
    let bought = view.all().refund.contains(&false);
    let of_events = || Goal::events(events, params.event.as_deref());
    let goal = match params.conversion {
        Conversion::Orders => bought.then_some(Goal::Orders),
        Conversion::Auto if bought => Some(Goal::Orders),
        Conversion::Auto | Conversion::Events => of_events(),
    };
    let lack = if params.conversion == Conversion::Orders { "orders" } else { "conversions" };
    let Some(goal) = goal else { return short(lack, 1, 0) };
    let source = Source { view, events, labels, channels: &channels, goal };
    match picture::draw(&source, params)? {
        Some(found) => Ok(found),
        None => short("conversions_with_touch", 1, 0),
    }
}

fn shortage(params: &Params, code: &'static str, need: u64, have: u64) -> super::JsonFinding {
    let of = |value| vec![Quantity { code, value }];
    let outcome = Outcome::<AttributionOutcome>::NotEnoughData(Shortage { need: of(need), have: of(have) });
    Finding { params: params.clone(), outcome, notices: Vec::new() }.to_json()
}
