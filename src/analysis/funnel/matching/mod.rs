//! How deep a journey goes: one journey and the rules → the deepest step and the way there.
//!
//! A journey is the events of one customer (or session, or product) in order of time. An event counts for one step only; what
//! happens in the same second may be used in the order of the steps and never stands between two of them. Each engine reads a
//! journey once or twice from end to end and keeps a few numbers per step, however long the journey is.

mod chain;
mod pairing;
mod depth;
mod set;
mod table;
mod window_funnel;

pub(super) use chain::Chain;
pub(super) use set::Set;
pub(super) use table::Table;
pub(super) use window_funnel::WindowFunnel;

use super::params::{Anchor, MOST_STEPS, Mode, WindowOption};

/// An event of a journey.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Item {
    pub second: i64,
    /// Steps that it may be, as bits.
    pub mask: u32,
    /// Steps behind which it breaks a chain, as bits.
    pub bars: u32,
    /// Its place among the events of the view; [`NO_PLACE`] for the line of an order.
    pub place: u32,
}

/// Place of what is no event.
pub(super) const NO_PLACE: u32 = u32::MAX;

/// The way of one attempt through the steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    /// Steps that it holds, as bits.
    pub steps: u32,
    /// When each was done.
    pub second: [i64; MOST_STEPS],
    /// Which event it was.
    pub place: [u32; MOST_STEPS],
    /// The latest entry from which the deepest step is reached as soon: the way closest to the goal.
    pub closest: i64,
}

impl Default for Path {
    fn default() -> Self {
        Self { steps: 0, second: [0; MOST_STEPS], place: [NO_PLACE; MOST_STEPS], closest: 0 }
    }
}

impl Path {
    /// Steps reached: the number of the deepest one.
    pub fn level(&self) -> usize {
        (u32::BITS - self.steps.leading_zeros()) as usize
    }

    pub fn entry(&self) -> i64 {
        self.second.first().copied().unwrap_or(0)
    }

    /// When a step was done; `None` where it was not.
    pub fn at(&self, step: usize) -> Option<(i64, u32)> {
        let done = self.steps >> step & 1 == 1;
        self.second.get(step).copied().zip(self.place.get(step).copied()).filter(|_| done)
    }

    pub(in crate::analysis::funnel) fn set(&mut self, step: usize, second: i64, place: u32) {
        if let (Some(s), Some(p)) = (self.second.get_mut(step), self.place.get_mut(step)) {
            (*s, *p) = (second, place);
            self.steps |= 1 << step;
        }
    }
}

/// Rules that hold for all journeys.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub mode: Mode,
    /// Most seconds from the entry to any step, both included.
    pub window: i64,
    pub increasing: bool,
    pub options: Vec<WindowOption>,
    /// Whether events break chains.
    pub excludes: bool,
    /// Whether one of them does so behind some steps only.
    pub partly: bool,
    pub anchors: Vec<Anchor>,
}

/// All engines over the same steps, with the room they need.
pub(super) struct Engines {
    pub table: Table,
    chain: Chain,
    set: Set,
    window_funnel: WindowFunnel,
}

impl Engines {
    pub fn new(table: Table) -> Self {
        let levels = table.levels;
        Self { chain: Chain::new(&table), set: Set::new(levels), window_funnel: WindowFunnel::new(levels), table }
    }

    /// The best attempt of a journey: the deepest, of equally deep ones the earliest.
    pub fn best(&mut self, rules: &Rules, items: &[Item], path: &mut Path) {
        path.steps = 0;
        match rules.mode {
            Mode::Any => self.set.best(rules, items, path),
            Mode::WindowFunnel => self.window_funnel.best(rules, items, path),
            Mode::Ordered | Mode::First | Mode::Strict => self.chain.best(&self.table, rules, items, path),
        }
    }

    /// Its depth alone.
    pub fn level(&mut self, rules: &Rules, items: &[Item], path: &mut Path) -> usize {
        match rules.mode {
            Mode::Any | Mode::WindowFunnel => {
                self.best(rules, items, path);
                path.level()
            }
            Mode::Ordered | Mode::First | Mode::Strict => self.chain.level(&self.table, rules, items),
        }
    }

    /// The first attempt of a journey from its start on, and where the next may begin; `None` when no entry is left.
    pub fn attempt(&mut self, rules: &Rules, items: &[Item], path: &mut Path) -> Option<usize> {
        path.steps = 0;
        self.chain.attempt(&self.table, rules, items, path)
    }
}
