//! Events of customers → journeys, one after the other, in one buffer.

use super::nodes::{Nodes, SKIPPED};
use super::params::Direction;
use crate::analysis::visit::Sessions;
use crate::customers::{Dimension, Events};

/// A journey with at least one event.
#[derive(Clone, Copy)]
pub(super) struct Journey<'a> {
    pub customer: usize,
    /// Numbers of its events in order of time.
    pub whole: &'a [u32],
    /// Those that count, in order of time: all, or from the first (backward, up to the last) of the chosen event. Empty without one.
    pub counted: &'a [u32],
}

/// Walks over all journeys.
pub(super) struct Walk<'a> {
    pub events: &'a Events,
    pub labels: &'a Dimension,
    pub nodes: &'a Nodes,
    /// What divides the events of a customer; all of them are one journey if absent.
    pub sessions: Option<Sessions<'a>>,
    pub direction: Direction,
    pub anchor: Option<u32>,
    pub collapse: bool,
}

/// Steps from one event to the next, and those between events of one second.
#[derive(Clone, Copy, Default)]
pub(super) struct Moves {
    pub all: u64,
    pub tied: u64,
}

impl Walk<'_> {
    /// Shows each journey, customer after customer, until told to stop.
    pub fn each(&mut self, customers: usize, show: &mut dyn FnMut(Journey<'_>) -> bool) -> Moves {
        let mut whole: Vec<u32> = Vec::new();
        let mut moves = Moves::default();
        for customer in 0..customers {
            let range = match &mut self.sessions {
                Some(sessions) => sessions.split(customer),
                None => self.events.range_of(customer),
            };
            if range.is_empty() {
                continue;
            }
            let count = self.sessions.as_ref().map_or(1, |sessions| sessions.ends().len());
            let mut from = range.start;
            for number in 0..count {
                let ends = self.sessions.as_ref().and_then(|sessions| sessions.ends().get(number));
                let end = ends.map_or(range.end, |&end| end as usize);
                self.read(from, end, &mut whole, &mut moves);
                from = end;
                if !whole.is_empty() && !show(Journey { customer, whole: &whole, counted: self.counted(&whole) }) {
                    return moves;
                }
            }
        }
        moves
    }

    #[inline]
    fn read(&self, from: usize, end: usize, whole: &mut Vec<u32>, moves: &mut Moves) {
        whole.clear();
        let mixed = self.sessions.as_ref().filter(|sessions| sessions.is_mixed());
        let mut before = (SKIPPED, i64::MIN);
        let mut add = |code: u32, second: i64| {
            let node = self.nodes.of(code);
            if node == SKIPPED {
                return;
            }
            if node != before.0 || !self.collapse {
                moves.all += u64::from(before.0 != SKIPPED);
                moves.tied += u64::from(second == before.1);
                whole.push(node);
            }
            before = (node, second);
        };
        if let Some(sessions) = mixed {
            for place in (from..end).map(|at| sessions.place(at)) {
                if let (Some(&code), Some(&second)) = (self.labels.codes.get(place), self.events.second.get(place)) {
                    add(code, second);
                }
            }
        } else {
            let codes = self.labels.codes.get(from..end).unwrap_or_default();
            let seconds = self.events.second.get(from..end).unwrap_or_default();
            for (&code, &second) in codes.iter().zip(seconds) {
                add(code, second);
            }
        }
    }

    #[inline]
    fn counted<'b>(&self, whole: &'b [u32]) -> &'b [u32] {
        let Some(anchor) = self.anchor else { return whole };
        let counted = match self.direction {
            Direction::Forward => whole.iter().position(|&node| node == anchor).and_then(|at| whole.get(at..)),
            Direction::Backward => whole.iter().rposition(|&node| node == anchor).and_then(|at| whole.get(..=at)),
        };
        counted.unwrap_or_default()
    }
}

impl Journey<'_> {
    /// The event of a step, counted from 0 in the direction of the walk.
    #[inline]
    pub fn step(&self, step: usize, direction: Direction) -> Option<u32> {
        let at = match direction {
            Direction::Forward => step,
            Direction::Backward => self.counted.len().checked_sub(step + 1)?,
        };
        self.counted.get(at).copied()
    }
}
