//! Steps and exclusions by name → bits by code of the events.

use super::matching::NO_PLACE;
use super::params::{Condition, Exclusion, Params, Step};
use super::property::{Missing, find};
use super::steps::purchases;
use crate::customers::{CustomerView, Dimension, EventField, Events};
use crate::table::date::DAY;

/// A condition on a label: events that do not fulfil it lose the bit.
struct Check<'a> {
    codes: &'a [u32],
    allowed: Vec<bool>,
    bit: u32,
}

/// Where the n-th order of a customer is read from.
struct Orders<'a> {
    /// Kinds of events that are orders; empty for the lines.
    kinds: Vec<bool>,
    ids: Option<&'a [u32]>,
    /// The customer who had an order last, from 1.
    seen: Vec<u32>,
    /// Bits of the steps by the number of the order that they ask for.
    steps: Vec<(u32, u32)>,
    /// First second of each order of a customer.
    firsts: Vec<(u32, i64)>,
}

/// What each event may be.
pub(super) struct Plan<'a> {
    pub steps: &'a [Step],
    /// Bits by kind.
    masks: Vec<u32>,
    checks: Vec<Check<'a>>,
    /// Bit of an exclusion, and the steps behind which it breaks.
    exclusions: Vec<(u32, u32)>,
    orders: Option<Orders<'a>>,
    kinds: &'a Dimension,
    /// Its codes.
    codes: &'a [u32],
    /// Labels of the settings that no event has: number of the step from 1, 0 for an exclusion.
    pub unknown: Vec<usize>,
    /// Bits of steps.
    pub all: u32,
}

/// What a plan cannot be made of.
pub(super) enum Fault {
    /// A setting names what is not there.
    Setting(&'static str),
    /// The tables lack a field.
    Field(&'static str),
}

impl<'a> Plan<'a> {
    pub fn new(
        view: &'a CustomerView,
        (events, kinds): (&'a Events, &'a Dimension),
        steps: &'a [Step],
        params: &'a Params,
    ) -> Result<Self, Fault> {
        let count = steps.len();
        let mut plan = Self {
            masks: vec![0; kinds.labels.len()],
            checks: Vec::new(),
            exclusions: Vec::new(),
            orders: None,
            kinds,
            codes: kinds.codes(),
            unknown: Vec::new(),
            all: ((1_u64 << count) - 1) as u32,
            steps,
        };
        for (at, step) in steps.iter().enumerate() {
            if step.order.is_none() {
                plan.mark(&step.events, 1 << at, at + 1);
            }
            plan.check(view, &step.conditions, 1 << at, "steps")?;
        }
        for (number, exclusion) in params.exclusions.iter().enumerate() {
            let bit = 1 << (count + number);
            plan.mark(&exclusion.events, bit, 0);
            plan.check(view, &exclusion.conditions, bit, "exclusions")?;
            plan.exclusions.push((bit, bars(exclusion, count).ok_or(Fault::Setting("exclusions"))?));
        }
        let ordered: Vec<(u32, u32)> = steps.iter().enumerate().filter_map(|(at, step)| Some((step.order?, 1 << at))).collect();
        if !ordered.is_empty() {
            let named = steps.iter().filter(|step| step.order.is_some()).flat_map(|step| &step.events);
            let mut own: Vec<usize> = named.filter_map(|label| code_of(kinds, label)).collect();
            if own.is_empty() {
                own = purchases(kinds);
            }
            let kinds: Vec<bool> =
                if own.is_empty() { Vec::new() } else { (0..kinds.labels.len()).map(|at| own.contains(&at)).collect() };
            let ids = events.labels(EventField::Order).filter(|_| !kinds.is_empty());
            plan.orders = Some(Orders {
                kinds,
                ids: ids.map(Dimension::codes),
                seen: vec![0; ids.map_or(0, |ids| ids.labels.len())],
                steps: ordered,
                firsts: Vec::new(),
            });
        }
        Ok(plan)
    }

    fn mark(&mut self, labels: &[String], bit: u32, step: usize) {
        let mut known = false;
        for label in labels {
            if let Some(mask) = code_of(self.kinds, label).and_then(|code| self.masks.get_mut(code)) {
                *mask |= bit;
                known = true;
            }
        }
        if !known {
            self.unknown.push(step);
        }
    }

    fn check(
        &mut self,
        view: &'a CustomerView,
        conditions: &'a [Condition],
        bit: u32,
        setting: &'static str,
    ) -> Result<(), Fault> {
        for condition in conditions {
            let found = find(view, &condition.property).map_err(|missing| match missing {
                Missing::Field(code) => Fault::Field(code),
                Missing::Unknown => Fault::Setting(setting),
            })?;
            let codes = found.of_event().ok_or(Fault::Setting(setting))?;
            let allowed = found.labels.iter().map(|label| condition.labels.contains(label)).collect();
            self.checks.push(Check { codes, allowed, bit });
        }
        Ok(())
    }

    /// Whether the last step is an order of somebody who has ordered before.
    pub fn ends_in_repeat(&self) -> bool {
        self.steps.last().is_some_and(|step| step.order.is_some_and(|n| n > 1))
    }

    /// Whether orders are read from the lines.
    pub fn reads_lines(&self) -> bool {
        self.orders.as_ref().is_some_and(|orders| orders.kinds.is_empty())
    }

    /// Begins with a customer.
    pub fn start(&mut self) {
        if let Some(orders) = &mut self.orders {
            orders.firsts.clear();
        }
    }

    /// Steps and exclusions that an event may be; `None` for what is no event of its own. Events of one customer come one after the
    /// other.
    #[inline]
    pub fn mask(&mut self, customer: usize, place: usize, second: i64) -> Option<u32> {
        let code = self.codes.get(place).copied().unwrap_or(u32::MAX) as usize;
        let mut mask = self.masks.get(code).copied().unwrap_or(0);
        if let Some(orders) = &mut self.orders
            && orders.kinds.get(code) == Some(&true)
        {
            mask = match orders.number(customer, place, second) {
                Some(number) => mask | orders.bits(number),
                // An order is one event: what else belongs to it is none.
                None if mask <= self.all => return None,
                None => mask & !self.all,
            };
        }
        if mask != 0 {
            for check in &self.checks {
                let label = check.codes.get(place).and_then(|code| check.allowed.get(*code as usize));
                if mask & check.bit != 0 && label != Some(&true) {
                    mask &= !check.bit;
                }
            }
        }
        Some(mask)
    }

    /// Steps behind which an event with these bits breaks a chain.
    #[inline]
    pub fn bars(&self, mask: u32) -> u32 {
        if mask <= self.all {
            return 0;
        }
        self.exclusions.iter().filter(|(bit, _)| mask & bit != 0).fold(0, |bars, (_, own)| bars | own)
    }

    /// Orders of the lines of a customer: second and bits.
    pub fn of_lines(&mut self, view: &CustomerView, timed: bool, customer: usize, each: &mut dyn FnMut(i64, u32)) {
        let Some(orders) = self.orders.as_mut().filter(|orders| orders.kinds.is_empty()) else { return };
        let Some((seconds, with_clock)) = view.seconds() else { return };
        let own = seconds.get(view.range_of(customer)).unwrap_or_default();
        let lines = view.lines_of(customer);
        orders.firsts.clear();
        for ((&second, &order), &refund) in own.iter().zip(lines.order).zip(lines.refund) {
            // Of a day without a clock nothing of the same day lies behind the order.
            let late = if timed && !with_clock { DAY - 1 } else { 0 };
            if !refund {
                orders.firsts.push((order, second + late));
            }
        }
        orders.firsts.sort_unstable();
        orders.firsts.dedup_by_key(|(order, _)| *order);
        orders.firsts.sort_unstable_by_key(|(_, second)| *second);
        for (number, &(_, second)) in (1..).zip(&orders.firsts) {
            each(second, orders.bits(number));
        }
    }

    /// Labels of events by place.
    pub fn kind_at(&self, place: u32) -> Option<u32> {
        if place == NO_PLACE { None } else { self.codes.get(place as usize).copied() }
    }
}

impl Orders<'_> {
    /// Number of the order that begins with an event; `None` for a further event of an order.
    fn number(&mut self, customer: usize, place: usize, second: i64) -> Option<u32> {
        let id = self.ids.and_then(|ids| ids.get(place)).and_then(|id| self.seen.get_mut(*id as usize));
        let is_new = match id {
            Some(seen) => {
                let is_new = *seen != customer as u32 + 1;
                *seen = customer as u32 + 1;
                is_new
            }
            None => self.firsts.last().is_none_or(|(of_moment, last)| *of_moment == 0 || *last != second),
        };
        let of_moment = self.ids.and_then(|ids| ids.get(place)).is_none_or(|id| *id as usize >= self.seen.len());
        if is_new {
            // Counted by position; the pair says whether the order is known by its moment alone.
            self.firsts.push((u32::from(of_moment), second));
            return u32::try_from(self.firsts.len()).ok();
        }
        None
    }

    #[inline]
    fn bits(&self, number: u32) -> u32 {
        self.steps.iter().filter(|(least, _)| number >= *least).fold(0, |bits, (_, bit)| bits | bit)
    }
}

fn code_of(kinds: &Dimension, label: &str) -> Option<usize> {
    kinds.labels.binary_search_by(|own| own.as_str().cmp(label)).ok()
}

/// The steps behind which an exclusion breaks; `None` where it names a step that is not there.
fn bars(exclusion: &Exclusion, count: usize) -> Option<u32> {
    let (after, before) = (exclusion.after.unwrap_or(1) as usize, exclusion.before.map_or(count, |n| n as usize));
    let steps = (after.saturating_sub(1)..before.saturating_sub(1)).fold(0, |bits, step| bits | 1_u32 << step.min(31));
    (before <= count || exclusion.before.is_none()).then_some(steps)
}
