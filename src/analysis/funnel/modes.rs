//! The same customers in the other modes: how deep each gets.

use super::journey::Journeys;
use super::matching::{Engines, Item, Path, Rules};
use super::output::ModeRow;
use super::params::Mode;
use std::cmp::Ordering;

/// Modes that are compared, from the widest on.
const COMPARED: [Mode; 4] = [Mode::Any, Mode::Ordered, Mode::First, Mode::Strict];

/// Depths by mode.
pub(super) struct Modes {
    rules: Vec<Rules>,
    /// Customers by depth.
    reached: Vec<Vec<u64>>,
    /// As deep as in the chosen mode, deeper, less deep.
    against: Vec<[u64; 3]>,
    path: Path,
}

impl Modes {
    pub fn new(chosen: &Rules, steps: usize) -> Self {
        // Where the steps have no order, none is behind another.
        let known = |mode: &Mode| *mode != Mode::Any || !chosen.partly;
        let mut modes: Vec<Mode> = COMPARED.into_iter().filter(known).collect();
        if !modes.contains(&chosen.mode) {
            modes.insert(0, chosen.mode);
        }
        let rules: Vec<Rules> = modes.into_iter().map(|mode| Rules { mode, ..chosen.clone() }).collect();
        Self { reached: vec![vec![0; steps]; rules.len()], against: vec![[0; 3]; rules.len()], rules, path: Path::default() }
    }

    /// Counts a customer; the depth in the chosen mode is known where customers are what is counted.
    pub fn add(&mut self, engines: &mut Engines, journeys: &Journeys<'_>, chosen: Mode, known: Option<usize>) {
        let any = journeys.items.iter().fold(0, |any, item| any | item.mask);
        if any & 1 == 0 {
            return;
        }
        // Who does nothing but enter gets as deep in every mode.
        let alone = any == 1 && engines.table.levels > 1;
        let own = self.rules.iter().position(|rules| rules.mode == chosen).unwrap_or(0);
        let mut depth = |path: &mut Path, rules: &Rules| match known {
            _ if alone => 1,
            Some(known) if rules.mode == chosen => known,
            _ => deepest(engines, journeys, rules, path),
        };
        let Some(reference) = self.rules.get(own).map(|rules| depth(&mut self.path, rules)) else { return };
        for (at, ((rules, reached), against)) in self.rules.iter().zip(&mut self.reached).zip(&mut self.against).enumerate() {
            let level = if at == own { reference } else { depth(&mut self.path, rules) };
            for count in reached.iter_mut().take(level) {
                *count += 1;
            }
            let side = match level.cmp(&reference) {
                Ordering::Equal => 0,
                Ordering::Greater => 1,
                Ordering::Less => 2,
            };
            if let Some(count) = against.get_mut(side) {
                *count += 1;
            }
        }
    }

    pub fn rows(self) -> Vec<ModeRow> {
        let rows = self.rules.into_iter().zip(self.reached).zip(self.against);
        rows.map(|((rules, reached), [same, deeper, shallower])| ModeRow { mode: rules.mode, reached, same, deeper, shallower })
            .collect()
    }
}

/// The greatest depth of all journeys.
fn deepest(engines: &mut Engines, journeys: &Journeys<'_>, rules: &Rules, path: &mut Path) -> usize {
    let mut most = 0;
    for range in &journeys.ranges {
        let items: &[Item] = journeys.items.get(range.clone()).unwrap_or_default();
        most = most.max(engines.level(rules, items, path));
    }
    most
}
