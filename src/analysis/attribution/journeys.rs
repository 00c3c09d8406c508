//! Events with a channel and conversions → journeys, one customer after another.

use super::params::{Params, Reach};
use crate::customers::{CustomerView, Dimension, EventField, Events, NO_LABEL};
use crate::fields::{Domain, Field};
use crate::stats::order;
use crate::table::date::DAY;

/// Channels that are told apart; all others are one.
pub const LISTED: usize = 30;
/// Touches that a conversion looks back on where several may look back on one: the last so many.
const MOST_TOUCHES: usize = 200;

/// Channels by their events, the most frequent first.
pub(super) struct Channels {
    /// Those that are told apart.
    pub labels: Vec<String>,
    /// Channels in all.
    pub distinct: usize,
    /// Of each label of the dimension, its number; that behind the last for those that are not told apart.
    number: Vec<u8>,
}

impl Channels {
    pub fn of(dimension: &Dimension) -> Self {
        let mut events = vec![0_u64; dimension.labels.len()];
        for &code in dimension.codes() {
            if let Some(count) = events.get_mut(code as usize) {
                *count += 1;
            }
        }
        let mut ranked = order(events.len(), &|a, b| events.get(b).cmp(&events.get(a)));
        ranked.retain(|&code| events.get(code).is_some_and(|count| *count > 0));
        let listed = if ranked.len() <= LISTED + 1 { ranked.len() } else { LISTED };
        let mut number = vec![listed as u8; dimension.labels.len()];
        let mut labels = Vec::new();
        for (at, &code) in ranked.iter().take(listed).enumerate() {
            if let (Some(slot), Some(label)) = (number.get_mut(code), dimension.labels.get(code)) {
                *slot = at as u8;
                labels.push(label.clone());
            }
        }
        Self { labels, distinct: ranked.len(), number }
    }

    /// How many are told apart, all others as one more.
    pub fn count(&self) -> usize {
        self.labels.len() + usize::from(self.distinct > self.labels.len())
    }
}

/// Events of one channel without a long pause.
#[derive(Clone, Copy)]
pub(super) struct Touch {
    /// Second of its first event.
    pub start: i64,
    /// Second of its last event.
    pub end: i64,
    /// Number of its channel.
    pub channel: u8,
}

/// Conversions of one moment.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    second: i64,
    count: u64,
    value: i128,
}

/// Touches in order of time, and what they led to.
pub(super) struct Journey<'a> {
    pub touches: &'a [Touch],
    /// Conversions at its end, all of one moment; 0 = none.
    pub conversions: u64,
    /// Their value in ten-thousandths.
    pub value: i128,
    /// Second of the conversions; of a journey without, the start of its last touch.
    pub end: i64,
}

/// Where conversions come from.
pub(super) enum Goal<'a> {
    /// The orders of the view.
    Orders,
    /// Events whose kind is one of these labels, by label.
    Events(&'a Dimension, Vec<bool>),
}

impl<'a> Goal<'a> {
    /// The events of one kind, or of those that are purchases by their words; `None` where there is none.
    pub fn events(events: &'a Events, kind: Option<&str>) -> Option<Self> {
        let kinds = events.labels(EventField::Kind)?;
        let by = |is: &dyn Fn(&str) -> bool| kinds.labels.iter().map(|label| is(label)).collect::<Vec<bool>>();
        let domain = Domain::of(Field::BehaviorType);
        let coded = |code: &str| by(&|label| domain.and_then(|d| d.code(label)) == Some(code));
        let chosen = match kind {
            Some(kind) => by(&|label| label == kind),
            None => Some(coded("order")).filter(|chosen| chosen.contains(&true)).unwrap_or_else(|| coded("pay")),
        };
        chosen.contains(&true).then_some(Self::Events(kinds, chosen))
    }

    /// Names of the kinds of events that are conversions.
    pub fn kinds(&self) -> Vec<String> {
        match self {
            Self::Orders => Vec::new(),
            Self::Events(kinds, chosen) => {
                kinds.labels.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(label, _)| label.clone()).collect()
            }
        }
    }
}

/// All that journeys are made of.
pub(super) struct Source<'a> {
    pub view: &'a CustomerView,
    pub events: &'a Events,
    pub labels: &'a Dimension,
    pub channels: &'a Channels,
    pub goal: Goal<'a>,
}

/// What one customer did; buffers that all customers share.
#[derive(Default)]
pub(super) struct Walk {
    pub touches: Vec<Touch>,
    moments: Vec<Moment>,
    used: Vec<bool>,
    orders: Vec<Moment>,
    /// Conversions without a touch before them.
    pub without_touch: u64,
    /// Conversions that look back on fewer touches than the window has.
    pub cut: u64,
}

impl Walk {
    /// The journeys of a customer, those with conversions in order of time, then those without.
    pub fn customer(&mut self, source: &Source<'_>, customer: usize, params: &Params, each: &mut dyn FnMut(&Journey<'_>)) {
        self.touch(source, customer, i64::from(params.gap_minutes) * 60);
        self.convert(source, customer);
        self.used.clear();
        self.used.resize(self.touches.len(), false);
        let window = i64::from(params.window_days) * DAY;
        let mut before = i64::MIN;
        for moment in &self.moments {
            let from = moment.second.saturating_sub(window);
            // Touches follow each other, so starts and ends ascend.
            let mut first = self.touches.partition_point(|touch| touch.start < from);
            if params.reach == Reach::SinceConversion {
                first = first.max(self.touches.partition_point(|touch| touch.end <= before));
            }
            let last = self.touches.partition_point(|touch| touch.start <= moment.second);
            if params.reach == Reach::Window && last > first + MOST_TOUCHES {
                first = last - MOST_TOUCHES;
                self.cut += moment.count;
            }
            before = moment.second;
            let touches = self.touches.get(first..last).unwrap_or_default();
            if touches.is_empty() {
                self.without_touch += moment.count;
                continue;
            }
            self.used.get_mut(first..last).unwrap_or_default().fill(true);
            each(&Journey { touches, conversions: moment.count, value: moment.value, end: moment.second });
        }
        let mut from = 0;
        for run in self.used.chunk_by(|a, b| a == b) {
            let touches = self.touches.get(from..from + run.len()).unwrap_or_default();
            from += run.len();
            if run.first() == Some(&true) {
                continue;
            }
            for touches in touches.chunk_by(|a, b| b.start - a.start <= window) {
                let end = touches.last().map_or(0, |touch| touch.start);
                each(&Journey { touches, conversions: 0, value: 0, end });
            }
        }
    }

    /// How many conversions the customer has.
    pub fn conversions(&self) -> u64 {
        self.moments.iter().map(|moment| moment.count).sum()
    }

    fn touch(&mut self, source: &Source<'_>, customer: usize, gap: i64) {
        self.touches.clear();
        let range = source.events.range_of(customer);
        let seconds = source.events.second.get(range.clone()).unwrap_or_default();
        let codes = source.labels.codes().get(range).unwrap_or_default();
        for (&second, &code) in seconds.iter().zip(codes) {
            let Some(&channel) = source.channels.number.get(code as usize).filter(|_| code != NO_LABEL) else { continue };
            match self.touches.last_mut() {
                Some(touch) if gap > 0 && touch.channel == channel && second - touch.end <= gap => touch.end = second,
                _ => self.touches.push(Touch { start: second, end: second, channel }),
            }
        }
    }

    fn convert(&mut self, source: &Source<'_>, customer: usize) {
        self.moments.clear();
        let view = source.view;
        match &source.goal {
            Goal::Orders => {
                const NONE: i64 = i64::MAX;
                let lines = view.lines_of(customer);
                let seconds = view.seconds().filter(|(_, timed)| *timed);
                let seconds = seconds.and_then(|(seconds, _)| seconds.get(view.range_of(customer)));
                self.orders.clear();
                for (at, ((&day, &order), (&amount, &refund))) in
                    lines.day.iter().zip(lines.order).zip(lines.amount.iter().zip(lines.refund)).enumerate()
                {
                    // Of a day without its hour, all that happened on it comes before.
                    let second = seconds.and_then(|s| s.get(at)).copied().unwrap_or(i64::from(day) * DAY + DAY - 1);
                    if order as usize >= self.orders.len() {
                        self.orders.resize(order as usize + 1, Moment { second: NONE, count: 1, value: 0 });
                    }
                    if let Some(slot) = self.orders.get_mut(order as usize) {
                        slot.value += i128::from(amount);
                        slot.second = if refund { slot.second } else { slot.second.min(second) };
                    }
                }
                self.moments.extend(self.orders.iter().filter(|moment| moment.second != NONE));
            }
            Goal::Events(kinds, chosen) => {
                let range = source.events.range_of(customer);
                let seconds = source.events.second.get(range.clone()).unwrap_or_default();
                let codes = kinds.codes().get(range).unwrap_or_default();
                let is_goal = |code: u32| chosen.get(code as usize).copied().unwrap_or(false);
                let goals = seconds.iter().zip(codes).filter(|(_, code)| is_goal(**code));
                self.moments.extend(goals.map(|(&second, _)| Moment { second, count: 1, value: 0 }));
            }
        }
        self.moments.sort_by_key(|moment| moment.second);
        self.moments.dedup_by(|next, kept| {
            let same = next.second == kept.second;
            if same {
                kept.count += next.count;
                kept.value += next.value;
            }
            same
        });
    }
}
