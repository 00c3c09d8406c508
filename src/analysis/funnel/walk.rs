//! All customers, one after the other: their journeys, their attempts, how deep they got.

use super::falls::Falls;
use super::journey::{Bound, Journeys};
use super::matching::{Engines, Path, Rules};
use super::modes::Modes;
use super::params::Unit;
use super::plan::Plan;
use super::tally::Tally;
use crate::analysis::Grouping;
use crate::customers::{CustomerView, Events};
use crate::table::date::DAY;
use crate::table::each_item;

/// When an attempt is over.
#[derive(Clone, Copy)]
pub(super) struct Over<'a> {
    /// Seconds of the window, where it has a length.
    pub window: Option<i64>,
    pub bound: Bound<'a>,
    /// Seconds without an event after which a session is over.
    pub gap: i64,
    /// The last event of all.
    pub last: i64,
}

impl Over<'_> {
    /// Whether an attempt may still go on behind the last event; `end` is the last event of its journey.
    fn is_open(&self, entry: i64, end: i64) -> bool {
        match (self.window, self.bound) {
            (Some(window), _) => entry + window > self.last,
            (None, Bound::Day) => entry.div_euclid(DAY) == self.last.div_euclid(DAY),
            (None, _) => end + self.gap > self.last,
        }
    }
}

/// The way through all customers.
pub(super) struct Walk<'a> {
    view: &'a CustomerView,
    events: &'a Events,
    unit: Unit,
    rules: Rules,
    over: Over<'a>,
}

/// What came of it.
pub(super) struct Walked<'a> {
    pub tally: Tally<'a>,
    pub falls: Falls,
    pub modes: Modes,
    /// Customers by deepest step.
    pub deepest: Vec<u64>,
    /// By customer.
    pub of: Vec<u16>,
    pub levels: Vec<f64>,
    pub seconds: Vec<f64>,
}

impl<'a> Walk<'a> {
    pub fn new(view: &'a CustomerView, events: &'a Events, unit: Unit, rules: Rules, over: Over<'a>) -> Self {
        Self { view, events, unit, rules, over }
    }

    pub fn run(
        self,
        mut plan: Plan<'_>,
        mut engines: Engines,
        (tally, falls): (Tally<'a>, Falls),
        held: Option<&'a [u32]>,
        entries: (i64, i64),
    ) -> Walked<'a> {
        let steps = plan.steps.len();
        let customers = self.view.customers();
        let mut journeys = Journeys::new(self.view, self.events, self.over.bound, held, entries);
        let mut walked = Walked {
            modes: Modes::new(&self.rules, steps),
            tally,
            falls,
            deepest: vec![0; steps],
            of: vec![Grouping::NONE; customers],
            levels: vec![f64::NAN; customers],
            seconds: vec![f64::NAN; customers],
        };
        let (mut path, mut best) = (Path::default(), Path::default());
        each_item(0..customers, |customer| {
            journeys.load(&mut plan, customer);
            best.steps = 0;
            let mut best_end = 0;
            for range in &journeys.ranges {
                let items = journeys.items.get(range.clone()).unwrap_or_default();
                walked.falls.add(items);
                let end = items.last().map_or(0, |item| item.second);
                let mut rest = items;
                loop {
                    if self.unit == Unit::Totals {
                        let Some(next) = engines.attempt(&self.rules, rest, &mut path) else { break };
                        rest = rest.get(next..).unwrap_or_default();
                    } else {
                        engines.best(&self.rules, rest, &mut path);
                        rest = &[];
                    }
                    if path.steps != 0 && self.unit != Unit::Customers {
                        self.count(&mut walked, &plan, &journeys, customer, &path, end);
                    }
                    let (level, deepest) = (path.level(), best.level());
                    if level > deepest || level == deepest && level > 0 && path.entry() < best.entry() {
                        best.clone_from(&path);
                        best_end = end;
                    }
                    if rest.is_empty() {
                        break;
                    }
                }
            }
            let level = best.level();
            if level > 0 {
                if self.unit == Unit::Customers {
                    self.count(&mut walked, &plan, &journeys, customer, &best, best_end);
                }
                walked.keep(customer, &best, steps);
            }
            let known = (self.unit != Unit::Totals).then_some(level);
            walked.modes.add(&mut engines, &journeys, self.rules.mode, known);
        });
        walked
    }

    fn count(&self, walked: &mut Walked<'_>, plan: &Plan<'_>, journeys: &Journeys<'_>, customer: usize, path: &Path, end: i64) {
        let immature = self.over.is_open(path.entry(), end);
        walked.tally.add(customer, path, immature);
        let level = path.level();
        if level < plan.steps.len() && !immature {
            let last = path.at(level - 1).map_or(0, |(second, _)| second);
            let next = journeys.next(customer, last);
            let kind = next.map(|place| plan.kind_at(place as u32)).ok_or(());
            walked.tally.next.add(level - 1, kind);
        }
    }
}

impl Walked<'_> {
    fn keep(&mut self, customer: usize, best: &Path, steps: usize) {
        let level = best.level();
        if let Some(count) = self.deepest.get_mut(level - 1) {
            *count += 1;
        }
        if let (Some(of), Some(own), Some(seconds)) =
            (self.of.get_mut(customer), self.levels.get_mut(customer), self.seconds.get_mut(customer))
        {
            (*of, *own) = (level as u16 - 1, level as f64);
            if let Some((last, _)) = best.at(steps - 1) {
                *seconds = (last - best.entry()) as f64;
            }
        }
    }
}
