//! Journeys of all customers → results, notices, groups.

use super::journeys::{Goal, Journey, Source, Walk};
use super::markov::Transitions;
use super::models::{BY_JOURNEY, Credits};
use super::output::{AttributionOutcome, ChannelRow, Credit, LengthRow, Markov};
use super::params::{Params, Worth};
use super::paths::Paths;
use super::shapley::Coalitions;
use crate::analysis::bins::Bins;
use crate::analysis::period::iso;
use crate::analysis::{Finding, Found, Grouping, Measure, Outcome};
use crate::customers::EventField;
use crate::error::Result;
use crate::notice::Notice;
use crate::stats::{Ratio, Sum};
use crate::table::Money;
use crate::table::date::{DAY, civil_day};

/// Journeys of so many touches and more are one row.
const LONGEST: usize = 12;
/// Kinds of events that are offered as conversions.
const KINDS: usize = 300;

/// Counts of one channel.
#[derive(Clone, Copy, Default)]
struct Part {
    touches: u64,
    /// Customers, and number from 1 of the last who was counted.
    people: [u64; 2],
    /// The same for those with a conversion that it had a part in.
    converted: [u64; 2],
    journeys: u64,
    conversions: u64,
    last: u64,
    alone: u64,
}

/// Counts a customer once.
fn once([count, last]: &mut [u64; 2], customer: u64) {
    *count += u64::from(*last != customer);
    *last = customer;
}

/// Counts of all journeys.
struct Counts {
    parts: Vec<Part>,
    /// Number from 1 of the last journey that each channel was counted in.
    seen: Vec<u64>,
    number: u64,
    /// Number from 1 of the customer whose journeys they are.
    customer: u64,
    converted: [u64; 2],
    lengths: [Ratio; LONGEST],
    lags: Bins,
    open_from: i64,
    open: u64,
    value: i128,
}

impl Counts {
    fn add(&mut self, journey: &Journey<'_>) {
        self.number += 1;
        let converted = journey.conversions;
        let times = converted.max(1);
        let mut different = 0;
        let mut last = 0;
        for touch in journey.touches {
            last = usize::from(touch.channel);
            let (Some(part), Some(seen)) = (self.parts.get_mut(last), self.seen.get_mut(last)) else { continue };
            if *seen != self.number {
                *seen = self.number;
                different += 1;
                part.journeys += times;
                part.conversions += converted;
                if converted > 0 {
                    once(&mut part.converted, self.customer);
                }
            }
        }
        if converted > 0 {
            once(&mut self.converted, self.customer);
        }
        if let Some(part) = self.parts.get_mut(last) {
            part.last += converted;
            part.alone += if different == 1 { converted } else { 0 };
        }
        if let Some(row) = self.lengths.get_mut(journey.touches.len().min(LONGEST).saturating_sub(1)) {
            row.num += converted;
            row.den += times;
        }
        if let Some(first) = journey.touches.first().filter(|_| converted > 0) {
            self.lags.add((journey.end - first.start).div_euclid(DAY), converted);
        }
        self.open += u64::from(converted == 0 && journey.end >= self.open_from);
        self.value += journey.value;
    }
}

/// `None` where no conversion has a touch.
///
/// # Errors
/// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day, `E_MEMORY`.
pub(super) fn draw(source: &Source<'_>, params: &Params) -> Result<Option<Found>> {
    let (view, channels) = (source.view, source.channels.count());
    let customers = view.customers();
    // Where journeys are many, each has a key.
    crate::table::room(source.events.second.len().saturating_mul(8))?;
    let is_orders = matches!(source.goal, Goal::Orders);
    let mut credits = Credits::new(channels, params.half_life_days, is_orders);
    let mut transitions = Transitions::new(channels, params.order);
    let mut coalitions = Some(channels).filter(|_| params.worth == Worth::Rate).and_then(Coalitions::new);
    let mut paths = Paths::default();
    let mut counts = Counts {
        parts: vec![Part::default(); channels],
        seen: vec![0; channels],
        number: 0,
        customer: 0,
        converted: [0, 0],
        lengths: [Ratio { num: 0, den: 0 }; LONGEST],
        lags: Bins::new(0, 1, params.window_days.min(60) as usize + 1),
        open_from: (i64::from(view.as_of()) - i64::from(params.window_days)) * DAY,
        open: 0,
        value: 0,
    };
    let mut walk = Walk::default();
    let (mut first, mut last) = (vec![Grouping::NONE; customers], vec![Grouping::NONE; customers]);
    let (mut touches, mut conversions) = (vec![f64::NAN; customers], vec![f64::NAN; customers]);
    let (mut from, mut to) = (i64::MAX, i64::MIN);
    let listed = |channel: u8| if usize::from(channel) < source.channels.labels.len() { channel.into() } else { Grouping::NONE };
    let slots = first.iter_mut().zip(&mut last).zip(touches.iter_mut().zip(&mut conversions));
    for (customer, ((first, last), (touches, conversions))) in slots.enumerate() {
        counts.customer += 1;
        walk.customer(source, customer, params, &mut |journey| {
            counts.add(journey);
            transitions.add(journey);
            paths.add(journey);
            if journey.conversions > 0 {
                credits.add(journey);
            }
            if let Some(coalitions) = &mut coalitions {
                coalitions.add(journey);
            }
        });
        if let (Some(a), Some(b)) = (walk.touches.first(), walk.touches.last()) {
            (*first, *last) = (listed(a.channel), listed(b.channel));
            (from, to) = (from.min(a.start), to.max(b.end));
            for touch in &walk.touches {
                let Some(part) = counts.parts.get_mut(usize::from(touch.channel)) else { continue };
                part.touches += 1;
                once(&mut part.people, counts.customer);
            }
            (*touches, *conversions) = (walk.touches.len() as f64, walk.conversions() as f64);
        }
    }
    let journeys =
        counts.lengths.iter().fold(Ratio { num: 0, den: 0 }, |sum, row| Ratio { num: sum.num + row.num, den: sum.den + row.den });
    if journeys.num == 0 {
        return Ok(None);
    }
    let value = is_orders.then_some(Money(counts.value));
    let whole = Whole { conversions: journeys.num as f64, value: value.map(Money::to_f64) };
    let solved = transitions.solve();
    let shared = solved.as_ref().map(|solved| shares(&solved.effects));
    let by_rate = coalitions.map(|coalitions| shares(&coalitions.solve()));
    // Too many channels for all their coalitions.
    let no_shapley = params.worth == Worth::Rate && by_rate.is_none();
    let mut models = Vec::new();
    let mut columns: Vec<Vec<Credit>> = Vec::new();
    for (model, tally) in BY_JOURNEY.iter().zip(&credits.tallies) {
        if *model == "shapley" {
            if let Some(shared) = &shared {
                models.push("markov");
                columns.push(whole.by_share(shared));
            }
            if no_shapley {
                continue;
            }
        }
        models.push(*model);
        columns.push(match &by_rate {
            Some(shares) if *model == "shapley" => whole.by_share(shares),
            _ => whole.by_sum(&tally.conversions, &tally.value),
        });
    }
    let row = |(at, part): (usize, &Part)| ChannelRow {
        label: source.channels.labels.get(at).cloned(),
        touches: part.touches,
        customers: Ratio { num: part.converted[0], den: part.people[0] },
        journeys: Ratio { num: part.conversions, den: part.journeys },
        alone: part.alone,
        assists: Ratio { num: part.conversions - part.last, den: part.last },
        removal: solved.as_ref().and_then(|solved| solved.effects.get(at).copied()),
        credits: columns.iter().filter_map(|column| column.get(at).copied()).collect(),
    };
    let markov = solved.as_ref().map(|s| Markov { order: s.order, states: s.states as u64, base: s.base });
    let used = counts.lengths.iter().rposition(|row| row.den > 0).map_or(0, |last| last + 1);
    let lengths = (1_u32..).zip(counts.lengths).take(used);
    let kinds = source.events.labels(EventField::Kind).map(|d| d.labels.iter().take(KINDS).cloned().collect());
    let (ways, other_paths) = paths.finish(&source.channels.labels);
    let people = first.iter().zip(&touches).filter(|(_, touches)| !touches.is_nan()).count() as u64;
    let outcome = AttributionOutcome {
        basis: if is_orders { "orders" } else { "events" },
        events: source.goal.kinds(),
        kinds: kinds.unwrap_or_default(),
        first_day: iso(civil_day(from))?,
        last_day: iso(civil_day(to))?,
        timed: source.events.timed,
        customers: people,
        converted: counts.converted[0],
        touches: counts.parts.iter().map(|part| part.touches).sum(),
        journeys,
        without_touch: walk.without_touch,
        open: counts.open,
        value,
        models,
        channels: counts.parts.iter().enumerate().map(row).collect(),
        distinct: source.channels.distinct as u64,
        markov,
        lengths: lengths.map(|(touches, journeys)| LengthRow { touches, open: touches as usize == LONGEST, journeys }).collect(),
        lags: counts.lags.finish(),
        paths: ways,
        other_paths,
    };
    let notices = notices(&outcome, params, no_shapley, walk.cut);
    let groups = || source.channels.labels.clone();
    Ok(Some(Found {
        finding: Finding { params: params.clone(), outcome: Outcome::Found(outcome), notices }.to_json(),
        groupings: vec![
            Grouping { name: "first_channel", groups: groups(), of: first },
            Grouping { name: "last_channel", groups: groups(), of: last },
        ],
        measures: vec![
            Measure { name: "touches", unit: "count", values: touches },
            Measure { name: "conversions", unit: "count", values: conversions },
        ],
    }))
}

/// What all channels are credited with.
struct Whole {
    conversions: f64,
    value: Option<f64>,
}

impl Whole {
    fn by_share(&self, shares: &[f64]) -> Vec<Credit> {
        let credit =
            |&share: &f64| Credit { share, conversions: share * self.conversions, value: self.value.map(|value| share * value) };
        shares.iter().map(credit).collect()
    }

    fn by_sum(&self, conversions: &[Sum], value: &[Sum]) -> Vec<Credit> {
        let sums = conversions.iter().map(Sum::value).zip(value.iter().map(Sum::value));
        let credit = |(conversions, value)| Credit {
            share: conversions / self.conversions,
            conversions,
            value: self.value.map(|_| value),
        };
        sums.map(credit).collect()
    }
}

/// The parts of a whole by their sizes; none is all of it where all are 0.
fn shares(sizes: &[f64]) -> Vec<f64> {
    let sum: f64 = sizes.iter().sum();
    sizes.iter().map(|size| if sum == 0.0 { 0.0 } else { size / sum }).collect()
}

fn notices(outcome: &AttributionOutcome, params: &Params, no_shapley: bool, cut: u64) -> Vec<Notice> {
    let lower = outcome.markov.map_or(0, |markov| if markov.order < params.order { markov.order } else { 0 });
    let merged = outcome.distinct - outcome.channels.iter().filter(|row| row.label.is_some()).count() as u64;
    let all = [
        Notice::info("N_ATTRIBUTION_NOT_CAUSAL", outcome.journeys.num),
        Notice::warning("N_ATTRIBUTION_WITHOUT_TOUCH", outcome.without_touch),
        Notice::info("N_ATTRIBUTION_OPEN", outcome.open),
        Notice::warning("N_ATTRIBUTION_CUT", cut),
        Notice::info("N_ATTRIBUTION_DAYS_ONLY", u64::from(!outcome.timed)),
        Notice::warning("N_ATTRIBUTION_MERGED", merged),
        Notice::warning("N_ATTRIBUTION_ORDER_LOWERED", lower.into()),
        Notice::warning("N_ATTRIBUTION_NO_SHAPLEY", if no_shapley { outcome.distinct } else { 0 }),
    ];
    all.into_iter().filter(|notice| notice.count > 0).collect()
}
