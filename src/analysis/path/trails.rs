//! Whole paths, each with how many journeys took it: exact, in bounded memory.

use crate::analysis::tally::Cell;
use crate::error::Result;
use crate::table::room;

/// Different paths that are told apart; of more, only their first steps are.
const MOST: usize = 1 << 19;
/// Bits of the number of an event on a path. Ten steps and the mark of those that go on fit a word.
const BITS: u32 = 12;
/// The mark of a path that goes on behind its last step.
const GOES_ON: u128 = 1 << 127;
const EMPTY: u32 = u32::MAX;

/// Paths of up to so many steps.
pub(super) struct Trails {
    steps: u32,
    /// Numbers of the events from the first step on, each above 0, and the mark.
    keys: Vec<u128>,
    cells: Vec<Cell>,
    /// By hash, where a path stands.
    slots: Vec<u32>,
}

/// One path.
#[derive(Clone, Copy)]
pub(super) struct Trail {
    key: u128,
    pub cell: Cell,
}

impl Trails {
    pub fn new(steps: u32) -> Self {
        Self { steps, keys: Vec::new(), cells: Vec::new(), slots: Vec::new() }
    }

    /// How many first steps the paths have.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// How many different paths there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// The path of a journey of so many events, whose numbers `node` tells by step.
    #[inline]
    pub fn key(&self, length: usize, node: impl Fn(usize) -> u32) -> u128 {
        let steps = (self.steps as usize).min(length);
        // Two words, as a shift of one of 128 bits is a call in wasm: five steps in each.
        let (mut high, mut low) = (0_u64, 0_u64);
        for step in 0..steps {
            let number = u64::from(node(step) + 1);
            if step < 5 {
                high |= number << (48 - 12 * step);
            } else {
                low |= number << (108 - 12 * step);
            }
        }
        let mark = if length > steps { GOES_ON } else { 0 };
        u128::from(high) << 60 | u128::from(low) | mark
    }

    /// Counts a journey that takes this path, and whether there was room. Without any the paths stay as they are.
    ///
    /// # Errors
    /// `E_MEMORY`.
    #[inline]
    pub fn add(&mut self, key: u128, customer: usize) -> Result<bool> {
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow()?;
        }
        let mut slot = self.slot_of(key);
        loop {
            match self.slots.get(slot).copied().unwrap_or(EMPTY) {
                EMPTY if self.keys.len() >= MOST => return Ok(false),
                EMPTY => {
                    let mut cell = Cell::default();
                    cell.add(customer);
                    if let Some(free) = self.slots.get_mut(slot) {
                        *free = self.keys.len() as u32;
                    }
                    self.keys.push(key);
                    self.cells.push(cell);
                    return Ok(true);
                }
                at if self.keys.get(at as usize) == Some(&key) => {
                    if let Some(cell) = self.cells.get_mut(at as usize) {
                        cell.add(customer);
                    }
                    return Ok(true);
                }
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    #[inline]
    fn slot_of(&self, key: u128) -> usize {
        // Multiplicative hashing (Knuth): the high bits of a product with an odd constant near 2⁶⁴/φ.
        const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
        let mixed = (key as u64).wrapping_mul(FACTOR).rotate_left(29) ^ (key >> 64) as u64;
        (mixed.wrapping_mul(FACTOR) >> 40) as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self) -> Result<()> {
        let size = (self.slots.len() * 2).max(1024);
        room(size * (4 + 16))?;
        self.slots.clear();
        self.slots.resize(size, EMPTY);
        for at in 0..self.keys.len() {
            let mut slot = self.keys.get(at).map_or(0, |&key| self.slot_of(key));
            while self.slots.get(slot).is_some_and(|&taken| taken != EMPTY) {
                slot = (slot + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = at as u32;
            }
        }
        Ok(())
    }

    /// Empties the paths after they ran out of room, for fewer steps: so few that a quarter of the room is enough for those seen.
    #[must_use]
    pub fn shorter(mut self) -> Self {
        self.keys.sort_unstable();
        let mut steps = self.steps - 1;
        while steps > 1 {
            let mask = u128::MAX << (120 - BITS * steps) & !GOES_ON;
            let distinct = self.keys.chunk_by(|a, b| a & mask == b & mask).count();
            if distinct <= MOST / 4 {
                break;
            }
            steps -= 1;
        }
        Self::new(steps)
    }

    /// The paths that most journeys took; of equally frequent ones those of the more frequent events first.
    pub fn top(&self, count: usize) -> Vec<Trail> {
        let mut top: Vec<Trail> = Vec::with_capacity(count + 1);
        let mut least = 0;
        for (&key, &cell) in self.keys.iter().zip(&self.cells) {
            if cell.count < least {
                continue;
            }
            let above = |other: &Trail| (other.cell.count, key & !GOES_ON, key) > (cell.count, other.key & !GOES_ON, other.key);
            let at = top.partition_point(above);
            top.insert(at, Trail { key, cell });
            top.truncate(count);
            least = if top.len() < count { 0 } else { top.last().map_or(0, |last| last.cell.count) };
        }
        top
    }
}

impl Trail {
    /// Numbers of its events.
    pub fn nodes(&self) -> Vec<usize> {
        let numbers = (1..=10).map(|step| (self.key >> (120 - BITS * step)) as usize & 0xFFF);
        numbers.take_while(|&number| number > 0).map(|number| number - 1).collect()
    }

    /// Whether it goes on behind its last step.
    pub fn goes_on(&self) -> bool {
        self.key & GOES_ON != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_counted_whole_and_ranked() {
        let mut trails = Trails::new(3);
        for (customer, path) in [(0, &[1_u32, 0][..]), (0, &[1, 0]), (1, &[1, 0]), (1, &[0, 2, 4, 1]), (2, &[0, 2, 4]), (3, &[9])]
        {
            assert!(trails.add(trails.key(path.len(), |step| path[step].min(4)), customer).unwrap());
        }
        let rows: Vec<_> = trails.top(3).iter().map(|t| (t.nodes(), t.goes_on(), t.cell.count, t.cell.customers)).collect();
        assert_eq!(rows, [(vec![1, 0], false, 3, 2), (vec![0, 2, 4], false, 1, 1), (vec![0, 2, 4], true, 1, 1)]);
        assert_eq!((trails.len(), trails.top(9).last().unwrap().nodes()), (4, vec![4]));
    }

    #[test]
    fn without_room_paths_are_shorter() {
        let mut trails = Trails::new(10);
        let mut added = 0;
        // 900 · 3,000 paths: no room for those of two steps, but for those of one.
        'all: for first in 0..900_u32 {
            for second in 0..3_000 {
                if !trails.add(trails.key(2, |step| [first, second][step]), 0).unwrap() {
                    break 'all;
                }
                added += 1;
            }
        }
        assert_eq!((added, trails.len()), (MOST, MOST));
        assert_eq!(trails.shorter().steps(), 1);
    }
}
