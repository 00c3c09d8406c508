//! The first pass over all journeys: how often each event is, at which step, and where customers begin and end.

use super::journeys::{Journey, Journeys};
use crate::analysis::Grouping;
use crate::analysis::bins::{Bin, Bins};
use crate::analysis::tally::Tally;

/// What the first pass counts. Events without a name have the number behind the last name.
pub(super) struct Counts {
    pub journeys: u64,
    /// Customers with a journey that counts.
    pub customers: u64,
    /// Journeys without the chosen event.
    pub without: u64,
    /// Events on all journeys that count.
    pub events: u64,
    /// Journeys of one event.
    pub single: u64,
    pub lengths: Vec<Bin>,
    /// Events by number.
    pub occurrences: Vec<u64>,
    /// Journeys and customers with an event, by number.
    pub reach: Tally,
    /// Journeys by step and number.
    steps: Vec<u64>,
    /// Event that each customer's first journey begins with, and that the last one ends with.
    pub entry: Vec<u16>,
    pub exit: Vec<u16>,
    /// Whether a customer has any journey.
    pub met: Vec<bool>,
    /// Journeys of each customer that count.
    pub of_customer: Vec<u32>,
    width: usize,
}

impl Counts {
    pub fn of(all: &Journeys, named: usize, customers: usize, steps: usize) -> Self {
        let direction = all.direction;
        let width = named + 1;
        let mut counts = Self {
            journeys: 0,
            customers: 0,
            without: 0,
            events: 0,
            single: 0,
            lengths: Vec::new(),
            occurrences: vec![0; width],
            reach: Tally::new(width),
            steps: vec![0; steps * width],
            entry: vec![Grouping::NONE; customers],
            exit: vec![Grouping::NONE; customers],
            met: vec![false; customers],
            of_customer: vec![0; customers],
            width,
        };
        // The journey in which an event was seen last, so that each counts once.
        let mut seen = vec![0_u64; width];
        let mut lengths = Bins::new(1, 1, 30);
        all.each(&mut |journey| {
            counts.ends(journey, named);
            if journey.counted.is_empty() {
                counts.without += 1;
                return true;
            }
            counts.journeys += 1;
            counts.single += u64::from(journey.counted.len() == 1);
            counts.events += journey.counted.len() as u64;
            lengths.add(journey.counted.len() as i64, 1);
            if let Some(count) = counts.of_customer.get_mut(journey.customer) {
                counts.customers += u64::from(*count == 0);
                *count += 1;
            }
            for &node in journey.counted {
                let node = usize::from(node).min(named);
                if let (Some(count), Some(seen)) = (counts.occurrences.get_mut(node), seen.get_mut(node)) {
                    *count += 1;
                    if *seen != counts.journeys {
                        *seen = counts.journeys;
                        counts.reach.add(node, journey.customer);
                    }
                }
            }
            for (step, row) in counts.steps.chunks_mut(width).enumerate() {
                let Some(node) = journey.step(step, direction) else { break };
                if let Some(count) = row.get_mut(usize::from(node).min(named)) {
                    *count += 1;
                }
            }
            true
        });
        counts.lengths = lengths.finish();
        counts
    }

    #[inline]
    fn ends(&mut self, journey: Journey<'_>, named: usize) {
        let number = |node: Option<&u16>| match node {
            Some(&node) if usize::from(node) < named => node,
            _ => Grouping::NONE,
        };
        if let Some(exit) = self.exit.get_mut(journey.customer) {
            *exit = number(journey.whole.last());
        }
        if let (Some(met), Some(entry)) = (self.met.get_mut(journey.customer), self.entry.get_mut(journey.customer))
            && !std::mem::replace(met, true)
        {
            *entry = number(journey.whole.first());
        }
    }

    /// Journeys by the number of their event at a step.
    pub fn at_step(&self, step: usize) -> &[u64] {
        self.steps.get(step * self.width..(step + 1) * self.width).unwrap_or_default()
    }

    /// Numbers of so many of the most frequent events at a step, without those that have no name.
    pub fn most_frequent(&self, step: usize, nodes: usize) -> Vec<usize> {
        top(self.at_step(step), self.width - 1, nodes)
    }

    /// Numbers of so many of the most frequent events of all.
    pub fn most_frequent_of_all(&self, nodes: usize) -> Vec<usize> {
        top(&self.occurrences, self.width - 1, nodes)
    }
}

fn top(counts: &[u64], named: usize, nodes: usize) -> Vec<usize> {
    let values: Vec<i128> = counts.iter().take(named).map(|&count| count.into()).collect();
    let places = crate::stats::largest(&values, nodes);
    places.into_iter().filter(|&at| counts.get(at).is_some_and(|&count| count > 0)).collect()
}
