//! Steps in any order: the largest number of first steps that lie in one window.

use super::pairing::{Pairing, overlap};
use super::table::FOREVER;
use super::{Item, NO_PLACE, Path, Rules};
use crate::analysis::funnel::params::{Anchor, MOST_STEPS};

const NEVER: i64 = -FOREVER;

pub(in crate::analysis::funnel) struct Set {
    levels: usize,
    /// The last event of each step.
    last: Vec<(i64, u32)>,
    /// The last entry at or before that event.
    entry: Vec<(i64, u32)>,
    /// Events that may be more than one step: of those alike the last ones.
    recent: Vec<Item>,
    pairing: Pairing,
}

impl Set {
    pub fn new(levels: usize) -> Self {
        let none = vec![(NEVER, NO_PLACE); levels];
        Self { levels, last: none.clone(), entry: none, recent: Vec::new(), pairing: Pairing::default() }
    }

    /// The first window that holds the most of the first steps.
    pub fn best(&mut self, rules: &Rules, items: &[Item], path: &mut Path) {
        self.forget();
        let several = overlap(items, self.levels);
        let all = ((1_u64 << self.levels) - 1) as u32;
        for group in items.chunk_by(|a, b| a.second == b.second) {
            let any = group.iter().fold(0, |any, item| any | item.mask) & all;
            if any == 0 {
                // Nothing before what is excluded goes together with anything behind it; in the second of a step it lies between none.
                if group.iter().any(|item| item.bars != 0) {
                    self.forget();
                }
                continue;
            }
            if several {
                self.pairs(rules, group, any, path);
            } else {
                self.singles(rules, group, any, path);
            }
            if path.level() == self.levels {
                break;
            }
        }
        self.straighten(path);
    }

    fn forget(&mut self) {
        self.last.fill((NEVER, NO_PLACE));
        self.entry.fill((NEVER, NO_PLACE));
        self.recent.clear();
    }

    /// Each event is one step at most.
    fn singles(&mut self, rules: &Rules, group: &[Item], any: u32, path: &mut Path) {
        let Some(now) = group.first().map(|item| item.second) else { return };
        let anchored = rules.anchors.contains(&Anchor::First);
        let mut first = self.last.first().copied().unwrap_or((NEVER, NO_PLACE));
        if let Some(item) = group.iter().find(|item| item.mask & 1 == 1) {
            first = (now, item.place);
        }
        for item in group {
            let step = item.mask.trailing_zeros() as usize;
            if let (Some(last), Some(entry)) = (self.last.get_mut(step), self.entry.get_mut(step)) {
                (*last, *entry) = ((now, item.place), first);
            }
        }
        let mut begin = (i64::MAX, NO_PLACE);
        for (step, (last, entry)) in self.last.iter().zip(&self.entry).enumerate() {
            let own = if anchored { *entry } else { *last };
            begin = if own.0 < begin.0 { own } else { begin };
            let inside = begin.0 != NEVER && last.0 != NEVER && now - begin.0 <= rules.window;
            if !inside || !self.may_end(rules, step, any) {
                break;
            }
            if step + 1 > path.level() {
                path.steps = 0;
                for (at, &(second, place)) in self.last.iter().enumerate().take(step + 1) {
                    path.set(at, second, place);
                }
                if anchored {
                    path.set(0, begin.0, begin.1);
                }
            }
        }
    }

    /// Whether the steps up to this one may be complete now.
    fn may_end(&self, rules: &Rules, step: usize, any: u32) -> bool {
        step + 1 < self.levels || !rules.anchors.contains(&Anchor::Last) || any >> step & 1 == 1
    }

    /// Some events may be one of several steps: each gets one.
    fn pairs(&mut self, rules: &Rules, group: &[Item], any: u32, path: &mut Path) {
        let Some(now) = group.first().map(|item| item.second) else { return };
        for item in group {
            let alike = |other: &Item| other.mask == item.mask;
            // An entry is kept for what follows it.
            let is_entry = item.mask & 1 == 1 && rules.anchors.contains(&Anchor::First);
            if !is_entry
                && self.recent.iter().filter(|other| alike(other)).count() >= self.levels
                && let Some(oldest) = self.recent.iter().position(alike)
            {
                self.recent.remove(oldest);
            }
            self.recent.push(*item);
        }
        if rules.anchors.contains(&Anchor::First) {
            self.trim();
        }
        let least = now - rules.window;
        let anchored = rules.anchors.contains(&Anchor::First);
        let entries = self.recent.iter().enumerate().filter(|(_, item)| item.mask & 1 == 1 && item.second >= least);
        let entries: Vec<Option<usize>> = if anchored { entries.map(|(at, _)| Some(at)).collect() } else { vec![None] };
        for entry in entries {
            let from = entry.and_then(|at| self.recent.get(at)).map_or(least, |item| item.second);
            for level in path.level() + 1..=self.levels {
                if !self.may_end(rules, level - 1, any) || !self.solve(rules, (entry, from, now), level) {
                    break;
                }
                path.steps = 0;
                for step in 0..level.min(MOST_STEPS) {
                    let event = self.pairing.event_of(step).and_then(|at| self.recent.get(at as usize));
                    if let Some(item) = event {
                        path.set(step, item.second, item.place);
                    }
                }
            }
        }
    }

    /// Of events in a row that may be the same steps no more are needed than there are steps.
    fn trim(&mut self) {
        let (mut mask, mut count) = (0, 0);
        let mut kept: Vec<Item> = Vec::with_capacity(self.recent.len());
        for item in self.recent.iter().rev() {
            count = if item.mask == mask { count + 1 } else { 1 };
            mask = item.mask;
            if count <= self.levels {
                kept.push(*item);
            }
        }
        kept.reverse();
        self.recent = kept;
    }

    /// Whether the first steps have an event each; an anchored one is given.
    fn solve(&mut self, rules: &Rules, (entry, from, now): (Option<usize>, i64, i64), level: usize) -> bool {
        self.pairing.clear();
        let ends = level == self.levels && rules.anchors.contains(&Anchor::Last);
        let last = 1_u32 << (self.levels - 1);
        for (at, item) in self.recent.iter().enumerate().filter(|(_, item)| item.second >= from) {
            let mut mask = item.mask;
            if let Some(entry) = entry {
                mask = if at == entry { 1 } else { mask & !1 };
            }
            if ends && item.second < now {
                mask &= !last;
            }
            self.pairing.offer(mask, at as u32);
        }
        self.pairing.solve(((1_u64 << level) - 1) as u32)
    }

    /// The entry is the first event of the window; a step is done when it and those before it are.
    fn straighten(&self, path: &mut Path) {
        let level = path.level();
        let first = path.second.iter().zip(&path.place).take(level).min_by_key(|(second, _)| **second);
        let Some((&second, &place)) = first else { return };
        let mut latest = path.entry();
        for slot in path.second.iter_mut().take(level) {
            latest = latest.max(*slot);
            *slot = latest;
        }
        path.set(0, second, place);
        path.closest = second;
    }
}
