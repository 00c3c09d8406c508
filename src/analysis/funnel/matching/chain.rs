//! Steps in their order: the deepest attempt of a journey.
//!
//! One reading from the start keeps, for each step, the latest entry from which it is reached: whatever a chain with an earlier entry
//! may still do, that one may too. A reading from the end, with the steps in reverse, finds the earliest entry of the depth found
//! and the way from there.

use super::depth::{Simple, depth};
use super::pairing::Pairing;
use super::table::{Edge, Table};
use super::{Item, Path, Rules};
use crate::analysis::funnel::params::Mode;
use std::ops::Range;

/// A chain that stands at a step. Times are negative where the journey is read from its end.
#[derive(Clone, Copy)]
struct Standing {
    /// When that step was done.
    last: i64,
    /// When the chain began; [`NEVER`] for none.
    entry: i64,
    node: u32,
}

const NEVER: i64 = i64::MIN / 2;
const NONE: Standing = Standing { last: NEVER, entry: NEVER, node: u32::MAX };

/// A step that was done: event, step, and the node before it.
type Node = (u32, u32, u32);

/// What one reading found.
#[derive(Clone, Copy)]
struct Reading {
    /// Steps reached.
    level: usize,
    /// The latest entry from which they were first reached.
    entry: i64,
    /// The last chain that reached the last step.
    node: u32,
    /// End of the second in which the level was first reached.
    end: usize,
    /// The event that entered first, and where its second begins.
    first: usize,
    from: usize,
    /// Where the reading stopped.
    stop: usize,
}

/// How a journey is read.
#[derive(Clone, Copy)]
struct Manner {
    reverse: bool,
    /// Whether nodes are kept.
    trace: bool,
    /// Whether the first entry alone counts.
    single: bool,
    /// Whether it stops when no chain may go on.
    until_over: bool,
}

pub(in crate::analysis::funnel) struct Chain {
    /// By way, the chain that would take it.
    ready: Vec<Standing>,
    /// By way, those that wait for its gap to be over, and how many of them no longer do.
    queues: Vec<(Vec<Standing>, usize)>,
    /// When the chains behind a step were last broken.
    barred: Vec<i64>,
    nodes: Vec<Node>,
    pairing: Pairing,
    arrived: Vec<(usize, Standing)>,
}

impl Chain {
    pub fn new(table: &Table) -> Self {
        let slots = table.reversed.iter().map(|t| t.slots).max().unwrap_or(0).max(table.slots);
        Self {
            ready: vec![NONE; slots],
            queues: vec![(Vec::new(), 0); slots],
            barred: vec![NEVER; table.levels],
            nodes: Vec::new(),
            pairing: Pairing::default(),
            arrived: Vec::new(),
        }
    }

    /// The number of steps of the deepest attempt.
    pub fn level(&mut self, table: &Table, rules: &Rules, items: &[Item]) -> usize {
        self.forward(table, rules, items).level
    }

    /// Reads a journey from its start, in the simplest way that its rules allow.
    fn forward(&mut self, table: &Table, rules: &Rules, items: &[Item]) -> Reading {
        let (single, strict) = (rules.mode == Mode::First, rules.mode == Mode::Strict);
        if table.plain && !rules.excludes {
            let (levels, window, increasing) = (table.levels, rules.window, rules.increasing);
            if let Some(found) = depth(Simple { levels, window, single, strict, increasing }, items) {
                let (level, entry, end) = (found.level, found.entry, found.end);
                return Reading { level, entry, end, first: found.first, from: found.from, node: u32::MAX, stop: end };
            }
        }
        let manner = Manner { reverse: false, trace: false, single, until_over: false };
        self.read(table, rules, items, 0..items.len(), manner)
    }

    /// The deepest attempt with the earliest entry.
    pub fn best(&mut self, table: &Table, rules: &Rules, items: &[Item], path: &mut Path) {
        let single = rules.mode == Mode::First;
        let found = self.forward(table, rules, items);
        // Where no step may be skipped, an earlier entry that gets as deep does so by the same second: its chain and the one found
        // cross, and behind the crossing it may go on as that one.
        let end = if table.plain { found.end } else { items.len() };
        self.trace(table, rules, items, found, (if single { found.from } else { 0 })..end, path);
    }

    /// The first attempt alone, and where the next may begin.
    pub fn attempt(&mut self, table: &Table, rules: &Rules, items: &[Item], path: &mut Path) -> Option<usize> {
        let manner = Manner { reverse: false, trace: false, single: true, until_over: true };
        let found = self.read(table, rules, items, 0..items.len(), manner);
        if found.level == 0 {
            return None;
        }
        self.trace(table, rules, items, found, found.from..found.stop, path);
        Some(found.stop.max(found.first + 1))
    }

    /// The way of an attempt whose depth is known, which lies inside a range.
    fn trace(&mut self, table: &Table, rules: &Rules, items: &[Item], found: Reading, range: Range<usize>, path: &mut Path) {
        let Some(first) = items.get(found.first).filter(|_| found.level > 0) else { return };
        path.closest = found.entry;
        if found.level == 1 {
            path.set(0, first.second, first.place);
            return;
        }
        let Some(reversed) = table.reversed.get(found.level) else { return };
        let mut range = range;
        if table.plain
            && let Some(last) = items.get(range.end.saturating_sub(1))
        {
            let least = last.second.saturating_sub(rules.window);
            let skipped = items.get(range.clone()).unwrap_or_default().partition_point(|item| item.second < least);
            range.start += skipped;
        }
        let manner = Manner { reverse: true, trace: true, single: false, until_over: false };
        let back = self.read(reversed, rules, items, range, manner);
        let mut node = back.node;
        while let Some(&(event, step, before)) = self.nodes.get(node as usize) {
            if let Some(item) = items.get(event as usize) {
                path.set(found.level - 1 - step as usize, item.second, item.place);
            }
            node = before;
        }
        path.closest = path.closest.max(path.entry());
    }

    /// Reads a journey from one end to the other, one second after the other.
    fn read(&mut self, table: &Table, rules: &Rules, items: &[Item], range: Range<usize>, manner: Manner) -> Reading {
        self.ready.fill(NONE);
        self.barred.fill(NEVER);
        if table.waits {
            for (queue, head) in &mut self.queues {
                queue.clear();
                *head = 0;
            }
        }
        self.nodes.clear();
        let strict = rules.mode == Mode::Strict;
        let all = ((1_u64 << table.levels) - 1) as u32;
        let mut found =
            Reading { level: 0, entry: NEVER, node: u32::MAX, end: range.start, first: usize::MAX, from: 0, stop: range.end };
        let (mut from, mut to) = (range.start, range.end);
        while from < to {
            // The next second, from either end.
            let (start, end) = if manner.reverse {
                let Some(second) = items.get(to - 1).map(|item| item.second) else { break };
                let mut start = to - 1;
                while start > from && items.get(start - 1).is_some_and(|item| item.second == second) {
                    start -= 1;
                }
                (start, to)
            } else {
                let Some(second) = items.get(from).map(|item| item.second) else { break };
                let mut end = from + 1;
                while end < to && items.get(end).is_some_and(|item| item.second == second) {
                    end += 1;
                }
                (from, end)
            };
            if manner.reverse {
                to = start;
            } else {
                from = end;
            }
            let Some(group) = items.get(start..end) else { break };
            let now = group.first().map_or(0, |item| if manner.reverse { -item.second } else { item.second });
            let mut any = 0;
            let mut bars = 0;
            for item in group {
                any |= table.mask(item.mask, manner.reverse);
                bars |= item.bars | if strict { !item.mask } else { 0 };
            }
            if manner.until_over && found.first != usize::MAX && self.is_over(table, rules, now) {
                found.stop = start;
                break;
            }
            if any != 0 {
                let entered = manner.single && found.first != usize::MAX;
                self.advance(table, rules, group, (start, now, any, entered, manner));
                self.settle(table, manner.reverse, &mut found, (start, end), group);
                if found.level == table.levels && !manner.reverse {
                    found.stop = end;
                    break;
                }
            }
            if bars != 0 {
                let mut rest = bars & if manner.reverse { u32::MAX } else { all };
                while rest != 0 {
                    let step = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    match self.barred.get_mut(step) {
                        Some(slot) => *slot = now,
                        None => break,
                    }
                }
            }
        }
        found
    }

    /// Lets the chains arrive that this second brought forward.
    fn settle(&mut self, table: &Table, reverse: bool, found: &mut Reading, (start, end): (usize, usize), group: &[Item]) {
        for at in 0..self.arrived.len() {
            let Some(&(level, standing)) = self.arrived.get(at) else { break };
            if level == 0 && found.first == usize::MAX {
                let own = group.iter().position(|item| table.mask(item.mask, reverse) & 1 == 1);
                (found.first, found.from) = (start + own.unwrap_or(0), start);
            }
            if level + 1 > found.level {
                (found.level, found.entry, found.end) = (level + 1, standing.entry, end);
            }
            if level + 1 == table.levels {
                found.node = standing.node;
            }
            for edge in table.out.get(level).map(Vec::as_slice).unwrap_or_default() {
                match self.queues.get_mut(edge.slot) {
                    Some((queue, _)) if edge.gap > 0 => queue.push(standing),
                    _ => self.offer(edge, standing),
                }
            }
        }
        self.arrived.clear();
    }

    /// Lets a chain take a way, unless one with a later entry still may.
    #[inline]
    fn offer(&mut self, edge: &Edge, standing: Standing) {
        let (Some(ready), Some(barred)) = (self.ready.get_mut(edge.slot), self.barred.get(edge.bar)) else { return };
        if standing.entry >= ready.entry || *barred > ready.last {
            *ready = standing;
        }
    }

    /// Which chains this second brings forward, and to which step.
    #[inline]
    fn advance(
        &mut self,
        table: &Table,
        rules: &Rules,
        group: &[Item],
        (start, now, any, entered, manner): (usize, i64, u32, bool, Manner),
    ) {
        if table.waits {
            self.ripen(table, now);
        }
        if group.len() > 1 && !rules.increasing {
            let several = group.iter().any(|item| table.mask(item.mask, manner.reverse).count_ones() > 1);
            if several {
                self.pair(table, rules, group, (start, now, any, entered, manner));
                return;
            }
            // Each event is one step, so the chain may take them in the order of the steps.
            let mut rest = any;
            while rest != 0 {
                let step = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                let before = self.before_in_group(table, rules, step, now);
                self.arrive(table, group, (start, now, entered, manner), step, before);
            }
            return;
        }
        // One event, or times that have to grow: from the last step down, so that nothing is used twice.
        let mut rest = any;
        while rest != 0 {
            let step = (u32::BITS - 1 - rest.leading_zeros()) as usize;
            rest &= !(1 << step);
            let before = self.before(table, rules, step, now);
            self.arrive(table, group, (start, now, entered, manner), step, before);
        }
    }

    #[inline]
    fn arrive(
        &mut self,
        table: &Table,
        group: &[Item],
        (start, now, entered, manner): (usize, i64, bool, Manner),
        step: usize,
        before: Standing,
    ) {
        let entry = if step > 0 {
            before.entry
        } else if entered {
            NEVER
        } else {
            now
        };
        if entry == NEVER {
            return;
        }
        let mut node = u32::MAX;
        if manner.trace {
            let own = group.iter().position(|item| table.mask(item.mask, manner.reverse) >> step & 1 == 1).unwrap_or(0);
            node = self.nodes.len() as u32;
            self.nodes.push(((start + own) as u32, step as u32, before.node));
        }
        self.arrived.push((step, Standing { last: now, entry, node }));
    }

    /// The chain with the latest entry that may go on to a step now.
    #[inline]
    fn before(&self, table: &Table, rules: &Rules, step: usize, now: i64) -> Standing {
        let mut best = NONE;
        for edge in table.edges.get(step).map(Vec::as_slice).unwrap_or_default() {
            if let Some(&standing) = self.ready.get(edge.slot).filter(|standing| standing.entry > best.entry)
                && self.holds(rules, edge, standing, now)
            {
                best = standing;
            }
        }
        best
    }

    /// The same with the chains that this second has already brought forward.
    fn before_in_group(&self, table: &Table, rules: &Rules, step: usize, now: i64) -> Standing {
        let mut best = self.before(table, rules, step, now);
        for edge in table.edges.get(step).map(Vec::as_slice).unwrap_or_default().iter().filter(|edge| edge.gap == 0) {
            for &(_, standing) in self.arrived.iter().filter(|(level, _)| *level == edge.from) {
                if standing.entry >= best.entry && self.holds(rules, edge, standing, now) {
                    best = standing;
                }
            }
        }
        best
    }

    #[inline]
    fn holds(&self, rules: &Rules, edge: &Edge, standing: Standing, now: i64) -> bool {
        standing.entry != NEVER
            && now - standing.entry <= rules.window
            && now - standing.last <= edge.within
            && self.barred.get(edge.bar).is_some_and(|barred| *barred <= standing.last)
    }

    /// Takes those out of the queues whose gap is over.
    fn ripen(&mut self, table: &Table, now: i64) {
        for edge in table.edges.iter().flatten().filter(|edge| edge.gap > 0) {
            while let Some((queue, head)) = self.queues.get_mut(edge.slot)
                && let Some(&standing) = queue.get(*head).filter(|standing| standing.last <= now - edge.gap)
            {
                *head += 1;
                self.offer(edge, standing);
            }
        }
    }

    /// Whether no chain may go on.
    fn is_over(&self, table: &Table, rules: &Rules, now: i64) -> bool {
        let goes_on = |edge: &Edge| {
            let waiting = self.queues.get(edge.slot).filter(|_| edge.gap > 0).and_then(|(queue, head)| queue.get(*head..));
            let mut all = waiting.unwrap_or_default().iter().chain(self.ready.get(edge.slot));
            all.any(|standing| self.holds(rules, edge, *standing, now))
        };
        !table.edges.iter().flatten().any(goes_on)
    }

    /// Several events of one second of which one may be several steps: every step that can be reached has an assignment of events to
    /// all steps on the way.
    fn pair(
        &mut self,
        table: &Table,
        rules: &Rules,
        group: &[Item],
        (start, now, any, entered, manner): (usize, i64, u32, bool, Manner),
    ) {
        self.pairing.clear();
        for (number, item) in (start as u32..).zip(group) {
            self.pairing.offer(table.mask(item.mask, manner.reverse), number);
        }
        for to in (0..table.levels).filter(|to| any >> to & 1 == 1) {
            let mut best = NONE;
            let mut way = 0;
            // From the steps that chains stand at, and from an entry in this second, with all required steps between.
            for source in (0..=to).rev() {
                let between = (table.required & ((1 << to) - 1)) >> source << source;
                let steps = between | 1 << to;
                let first = steps.trailing_zeros() as usize;
                let rushed = (0..table.levels)
                    .filter(|step| steps >> step & 1 == 1 && *step != first)
                    .any(|step| table.edges.get(step).into_iter().flatten().any(|edge| edge.gap > 0));
                if rushed {
                    continue;
                }
                let before = if source == 0 {
                    // Counted as the entry itself.
                    Standing { entry: if entered || steps & 1 == 0 { NEVER } else { now }, last: now, node: u32::MAX }
                } else {
                    let edges = table.edges.get(first).map(Vec::as_slice).unwrap_or_default();
                    let edge = edges.iter().find(|edge| edge.from == source - 1);
                    let standing = edge.and_then(|edge| {
                        let standing = self.ready.get(edge.slot).copied();
                        standing.filter(|standing| self.holds(rules, edge, *standing, now))
                    });
                    standing.unwrap_or(NONE)
                };
                if before.entry > best.entry && self.pairing.solve(steps) {
                    (best, way) = (before, steps);
                }
            }
            if best.entry == NEVER || !self.pairing.solve(way) {
                continue;
            }
            let mut node = best.node;
            if manner.trace {
                for step in (0..table.levels).filter(|step| way >> step & 1 == 1) {
                    let event = self.pairing.event_of(step).unwrap_or(start as u32);
                    self.nodes.push((event, step as u32, node));
                    node = self.nodes.len() as u32 - 1;
                }
            }
            self.arrived.push((to, Standing { last: now, entry: best.entry, node }));
        }
    }
}
