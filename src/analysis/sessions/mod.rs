//! Sessions: how often, how long and when customers come, and what they look at.
//!
//! In: [`CustomerView`] with events, [`Params`]. Out: [`SessionsOutcome`]. A session ends where nothing happens for more than 30 minutes
//! (exactly 30 are one session; midnight divides none), or with the column that names it. Its length is the time from its first to its
//! last event; one event has no length. Where only days are known a day is a session, and nothing is said of lengths and hours.
//! Never here: the clock, identifiers.

mod comparison;
mod interest;
mod measure;
pub mod output;
pub mod params;
mod picture;
mod sample;

pub use output::SessionsOutcome;
pub use params::{Params, ValidParams};
pub use picture::BANDS;

use super::visit::Sessions as Split;
use super::{Analysis, Finding, Found, Grouping, Measure, Outcome, ParamFault, Quantity, Shortage, Text};
use crate::customers::{CustomerView, EventField, Part};
use crate::error::Result;
use crate::tree;
use measure::Measured;
use serde_json::Value;

/// The entry of sessions in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "sessions",
    title: Text { zh: "访问", en: "Sessions" },
    definition: Text {
        zh: "同一客户相邻事件间隔超过 30 分钟即为新的访问（恰为 30 分钟不算，跨零点不切分）；访问时长为首末事件之差，单事件访问没有时长。",
        en: "A gap of more than 30 minutes between two events of a customer begins a new session (exactly 30 do not, nor does midnight); a session lasts from its first to its last event, and one event has no length.",
    },
    needs: &["user_id"],
    uses: &["behavior_time", "behavior_type", "session_id", "product_id", "category", "page"],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    parts: |given| read(given).map(|params| parts(params.get())).unwrap_or_default(),
    run: |view, given| run(view, &read(given)?)?.found(),
};

fn parts(params: &Params) -> Vec<Part> {
    let fixed = [Part::Events, Part::Event(EventField::Kind), Part::Event(EventField::Session)];
    fixed.into_iter().chain(interest::fields(params.interest).iter().map(|&field| Part::Event(field))).collect()
}

/// What sessions found: the picture, and how often each customer came.
pub struct Sessions {
    /// Settings with results or what is missing.
    pub finding: Finding<Params, SessionsOutcome>,
    /// `session_band`; none when there is not enough data.
    pub groupings: Vec<Grouping>,
    /// `sessions`, and `median_minutes` of those with several events.
    pub measures: Vec<Measure>,
}

impl Sessions {
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

/// Divides the events of a view into sessions.
///
/// # Errors
/// [`ErrorKind::Span`](crate::error::ErrorKind::Span) for days beyond the calendar.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Sessions> {
    let params = params.get();
    let lacking = |code| {
        let of = |value| vec![Quantity { code, value }];
        let outcome = Outcome::NotEnoughData(Shortage { need: of(1), have: of(0) });
        let finding = Finding { params: params.clone(), outcome, notices: Vec::new() };
        Ok(Sessions { finding, groupings: Vec::new(), measures: Vec::new() })
    };
    let Some(events) = view.events() else { return lacking("events") };
    let Some(mut split) = Split::new(events, params.by, params.gap_minutes) else { return lacking("field_session_id") };
    let (customers, kinds) = (view.customers(), events.labels(EventField::Kind));
    let mut measured = Measured::of(events, kinds, &mut split, customers);
    if measured.customers == 0 {
        return lacking("events");
    }
    let mut outcome = picture::draw(view, params, events.timed, kinds, &mut measured, split.basis())?;
    outcome.interest = interest::measure(events, params, &mut split, customers, (outcome.sessions, outcome.customers));
    let column = events.labels(EventField::Session);
    outcome.column = column.and_then(|column| comparison::compare(events, column, params.gap_minutes, customers));
    let sessions = measured.per_customer.iter().map(|&count| if count > 0 { f64::from(count) } else { f64::NAN }).collect();
    let minutes = measured.median_seconds.iter().map(|seconds| if events.timed { seconds / 60.0 } else { f64::NAN }).collect();
    let measures = vec![
        Measure { name: "sessions", unit: "count", values: sessions },
        Measure { name: "median_minutes", unit: "minute", values: minutes },
    ];
    let groupings = vec![picture::grouping(&measured)];
    let finding = Finding { params: params.clone(), outcome: Outcome::Found(outcome), notices: Vec::new() };
    Ok(Sessions { finding, groupings, measures })
}
