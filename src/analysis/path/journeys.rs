//! Events of customers → journeys as numbers of events, read once and followed several times.

use super::nodes::{Nodes, SKIPPED};
use super::params::Direction;
use crate::analysis::visit::Sessions;
use crate::customers::{Dimension, Events, NO_LABEL};
use crate::error::Result;
use crate::table::room;
use std::ops::Range;

/// A journey with at least one event.
#[derive(Clone, Copy)]
pub(super) struct Journey<'a> {
    pub customer: usize,
    /// Numbers of its events in order of time.
    pub whole: &'a [u16],
    /// Those that count, in order of time: all, or from the first (backward, up to the last) of the chosen event. Empty without one.
    pub counted: &'a [u16],
}

/// What journeys are read from.
pub(super) struct Source<'a> {
    pub events: &'a Events,
    pub labels: &'a Dimension,
    pub nodes: &'a Nodes,
    /// What divides the events of a customer; all of them are one journey if absent.
    pub sessions: Option<Sessions<'a>>,
    pub collapse: bool,
}

impl Source<'_> {
    /// Label and second of the event at a place of the journeys.
    fn at(&self, place: usize) -> (u32, i64) {
        let mixed = self.sessions.as_ref().filter(|sessions| sessions.is_mixed());
        let place = mixed.map_or(place, |sessions| sessions.place(place));
        let code = self.labels.codes().get(place).copied().unwrap_or(NO_LABEL);
        (code, self.events.second.get(place).copied().unwrap_or(i64::MIN))
    }
}

/// Journeys, customer after customer.
pub(super) struct Journeys {
    nodes: Vec<u16>,
    /// Where each journey ends in `nodes`.
    ends: Vec<u32>,
    /// Where the journeys of each customer end in `ends`.
    of_customer: Vec<u32>,
    pub direction: Direction,
    pub anchor: Option<u16>,
    /// Steps from one event to the next.
    pub moves: u64,
    /// Those between events of one second.
    pub tied: u64,
}

/// The number of an event as journeys hold it; very rare ones share the last.
pub(super) fn narrow(node: u32) -> u16 {
    u16::try_from(node).unwrap_or(u16::MAX)
}

impl Journeys {
    /// Reads all journeys.
    ///
    /// # Errors
    /// `E_MEMORY`.
    pub fn read(source: &mut Source<'_>, customers: usize, direction: Direction, anchor: Option<u16>) -> Result<Self> {
        let events = source.events.second.len();
        room(2 * events)?;
        let mut journeys = Self {
            nodes: Vec::with_capacity(events),
            ends: Vec::with_capacity(customers),
            of_customer: Vec::with_capacity(customers),
            direction,
            anchor,
            moves: 0,
            tied: 0,
        };
        for customer in 0..customers {
            match &mut source.sessions {
                None => journeys.add(source, source.events.range_of(customer)),
                Some(sessions) => {
                    let mut from = sessions.split(customer).start;
                    let count = sessions.ends().len();
                    for number in 0..count {
                        let ends = source.sessions.as_ref().and_then(|sessions| sessions.ends().get(number));
                        let end = ends.map_or(from, |&end| end as usize);
                        journeys.add(source, from..end);
                        from = end;
                    }
                }
            }
            journeys.of_customer.push(journeys.ends.len() as u32);
        }
        Ok(journeys)
    }

    #[inline]
    fn add(&mut self, source: &Source<'_>, range: Range<usize>) {
        let before = self.nodes.len();
        let mixed = source.sessions.as_ref().filter(|sessions| sessions.is_mixed());
        let anchored = self.anchored(source, &range);
        let (mut last, mut moment) = (SKIPPED, i64::MIN);
        let mut step = |code: u32, second: i64| {
            let node = source.nodes.of(code);
            if node == SKIPPED {
                return;
            }
            if node != last || !source.collapse {
                self.moves += u64::from(last != SKIPPED);
                self.tied += u64::from(second == moment);
                self.nodes.push(narrow(node));
            }
            (last, moment) = (node, second);
        };
        if let Some((from, to)) = anchored {
            for at in range {
                // The event at `from` goes to `to`, those between them make room.
                let at = match at {
                    at if at == to => from,
                    at if to < at && at <= from => at - 1,
                    at if from <= at && at < to => at + 1,
                    at => at,
                };
                let (code, second) = source.at(at);
                step(code, second);
            }
        } else if let Some(sessions) = mixed {
            for place in range.map(|at| sessions.place(at)) {
                if let (Some(&code), Some(&second)) = (source.labels.codes().get(place), source.events.second.get(place)) {
                    step(code, second);
                }
            }
        } else {
            let codes = source.labels.codes().get(range.clone()).unwrap_or_default();
            let seconds = source.events.second.get(range).unwrap_or_default();
            for (&code, &second) in codes.iter().zip(seconds) {
                step(code, second);
            }
        }
        if self.nodes.len() > before {
            self.ends.push(self.nodes.len() as u32);
        }
    }

    /// Where the event that paths start or end at stands, and where it goes: before (backward, behind) all others of its second, as a
    /// funnel counts events of one second in the order of its steps. `None` where it stays.
    fn anchored(&self, source: &Source<'_>, range: &Range<usize>) -> Option<(usize, usize)> {
        let anchor = self.anchor?;
        let is_anchor = |&at: &usize| narrow(source.nodes.of(source.at(at).0)) == anchor;
        let second = |at: usize| source.at(at).1;
        let (from, to) = match self.direction {
            Direction::Forward => {
                let from = range.clone().find(is_anchor)?;
                (from, (range.start..from).rev().take_while(|&at| second(at) == second(from)).last()?)
            }
            Direction::Backward => {
                let from = range.clone().rev().find(is_anchor)?;
                (from, (from + 1..range.end).take_while(|&at| second(at) == second(from)).last()?)
            }
        };
        Some((from, to))
    }

    /// Shows each journey until told to stop.
    pub fn each(&self, show: &mut dyn FnMut(Journey<'_>) -> bool) {
        let (mut from, mut number) = (0, 0);
        for (customer, &until) in self.of_customer.iter().enumerate() {
            let ends = self.ends.get(number..until as usize).unwrap_or_default();
            number = until as usize;
            for &end in ends {
                let whole = self.nodes.get(from..end as usize).unwrap_or_default();
                from = end as usize;
                if !show(Journey { customer, whole, counted: self.counted(whole) }) {
                    return;
                }
            }
        }
    }

    #[inline]
    fn counted<'b>(&self, whole: &'b [u16]) -> &'b [u16] {
        let Some(anchor) = self.anchor else { return whole };
        let counted = match self.direction {
            Direction::Forward => whole.iter().position(|&node| node == anchor).and_then(|at| whole.get(at..)),
            Direction::Backward => whole.iter().rposition(|&node| node == anchor).and_then(|at| whole.get(..=at)),
        };
        counted.unwrap_or_default()
    }
}

impl Journey<'_> {
    /// The event of a step, counted from 0 in the direction that is followed.
    #[inline]
    pub fn step(&self, step: usize, direction: Direction) -> Option<u16> {
        let at = match direction {
            Direction::Forward => step,
            Direction::Backward => self.counted.len().checked_sub(step + 1)?,
        };
        self.counted.get(at).copied()
    }
}
