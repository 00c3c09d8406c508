//! The same as a reading of [`super::chain`] where the latest entry alone decides and no second holds what could be taken in two ways:
//! one number per step and a bit for those that a chain stands at.

use super::Item;
use crate::analysis::funnel::params::MOST_STEPS;

/// What decides such a reading.
#[derive(Clone, Copy)]
pub(super) struct Simple {
    pub levels: usize,
    pub window: i64,
    /// Whether the first entry alone counts.
    pub single: bool,
    /// Whether an event of another kind breaks the chain.
    pub strict: bool,
    /// Whether times have to grow.
    pub increasing: bool,
}

/// What it found: steps reached, the latest entry from which they were first reached, the end of that second, the first entry and the
/// start of its second.
#[derive(Clone, Copy)]
pub(super) struct Depth {
    pub level: usize,
    pub entry: i64,
    pub end: usize,
    pub first: usize,
    pub from: usize,
}

struct State {
    entries: [i64; MOST_STEPS],
    /// Steps that a chain stands at, as bits.
    alive: u32,
}

impl State {
    /// Lets a step be done; the entry of the chain that does it.
    #[inline]
    fn take(&mut self, simple: &Simple, step: usize, now: i64) -> Option<i64> {
        let entry = if step == 0 {
            (!simple.single || self.alive == 0).then_some(now)?
        } else {
            let before = *self.entries.get(step - 1)?;
            (self.alive >> (step - 1) & 1 == 1 && now - before <= simple.window).then_some(before)?
        };
        *self.entries.get_mut(step)? = entry;
        self.alive |= 1 << step;
        Some(entry)
    }
}

/// Reads a journey; `None` where a second holds what has to be paired.
pub(super) fn depth(simple: Simple, items: &[Item]) -> Option<Depth> {
    let all = ((1_u64 << simple.levels) - 1) as u32;
    let mut state = State { entries: [0; MOST_STEPS], alive: 0 };
    let mut found = Depth { level: 0, entry: 0, end: 0, first: usize::MAX, from: 0 };
    let mut at = 0;
    while let Some(item) = items.get(at) {
        let mut end = at + 1;
        let mask = item.mask & all;
        let now = item.second;
        let mut tied = items.get(end).is_some_and(|next| next.second == now);
        if mask == 0 && !tied {
            if simple.strict {
                state.alive = 0;
            }
            at = end;
            continue;
        }
        if tied {
            if simple.strict || simple.increasing {
                return None;
            }
            let mut any = mask;
            while let Some(next) = items.get(end).filter(|next| next.second == now) {
                any |= next.mask & all;
                tied &= (next.mask & all).count_ones() <= 1;
                end += 1;
            }
            if !tied || mask.count_ones() > 1 {
                return None;
            }
            let mut rest = any;
            while rest != 0 {
                let step = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                note(&mut found, &simple, &mut state, (step, now), items, (at, end));
            }
        } else {
            let mut rest = mask;
            while rest != 0 {
                let step = (u32::BITS - 1 - rest.leading_zeros()) as usize;
                rest &= !(1 << step);
                note(&mut found, &simple, &mut state, (step, now), items, (at, end));
            }
            if simple.strict {
                state.alive &= mask;
            }
        }
        if found.level == simple.levels {
            break;
        }
        at = end;
    }
    Some(found)
}

#[inline]
fn note(
    found: &mut Depth,
    simple: &Simple,
    state: &mut State,
    (step, now): (usize, i64),
    items: &[Item],
    (at, end): (usize, usize),
) {
    let Some(entry) = state.take(simple, step, now) else { return };
    if step == 0 && found.first == usize::MAX {
        let own = items.get(at..end).unwrap_or_default().iter().position(|item| item.mask & 1 == 1);
        (found.first, found.from) = (at + own.unwrap_or(0), at);
    }
    if step + 1 > found.level {
        (found.level, found.entry, found.end) = (step + 1, entry, end);
    }
}
