//! Steps that several events may be → which event is which step.

use super::Item;

/// Events for steps, each for one of them: augmenting paths (Kuhn 1955).
#[derive(Default)]
pub(super) struct Pairing {
    /// Events that matter: of those that may be the same steps no more than there are steps.
    events: Vec<(u32, u32)>,
    /// Which event a step has.
    of_step: Vec<Option<usize>>,
    visited: Vec<bool>,
}

impl Pairing {
    pub fn clear(&mut self) {
        self.events.clear();
    }

    /// An event by its steps and its number.
    pub fn offer(&mut self, mask: u32, number: u32) {
        let alike = self.events.iter().filter(|(m, _)| *m == mask).count();
        if mask != 0 && alike < mask.count_ones() as usize {
            self.events.push((mask, number));
        }
    }

    /// Gives each of these steps an event of its own; whether that can be done.
    pub fn solve(&mut self, steps: u32) -> bool {
        self.of_step.clear();
        self.of_step.resize(u32::BITS as usize, None);
        let mut rest = steps;
        while rest != 0 {
            let step = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            self.visited.clear();
            self.visited.resize(self.events.len(), false);
            if !self.augment(step) {
                return false;
            }
        }
        true
    }

    fn augment(&mut self, step: usize) -> bool {
        for event in 0..self.events.len() {
            let fits = self.events.get(event).is_some_and(|(mask, _)| mask >> step & 1 == 1);
            let Some(visited) = self.visited.get_mut(event).filter(|visited| fits && !**visited) else { continue };
            *visited = true;
            let holder = self.of_step.iter().position(|held| *held == Some(event));
            if holder.is_none_or(|holder| self.augment(holder)) {
                if let Some(slot) = self.of_step.get_mut(step) {
                    *slot = Some(event);
                }
                return true;
            }
        }
        false
    }

    /// Number of the event that a step got.
    pub fn event_of(&self, step: usize) -> Option<u32> {
        let event = self.of_step.get(step).copied().flatten()?;
        self.events.get(event).map(|(_, number)| *number)
    }
}

/// Whether some event may be more than one step.
pub(super) fn overlap(items: &[Item], levels: usize) -> bool {
    let own = ((1_u64 << levels) - 1) as u32;
    items.iter().any(|item| (item.mask & own).count_ones() > 1)
}
