//! `windowFunnel` of `ClickHouse`, Doris and `StarRocks`: one reading, for each step the entry and the time it was last reached.
//!
//! Without `once` an event counts for several steps in a row, if it is all of them.

use super::{Item, Path, Rules};
use crate::analysis::funnel::params::WindowOption;

#[derive(Clone, Copy)]
struct Reached {
    entry: i64,
    last: i64,
    node: u32,
}

pub(in crate::analysis::funnel) struct WindowFunnel {
    reached: Vec<Option<Reached>>,
    /// Event and node before it.
    nodes: Vec<(u32, u32)>,
    order: Vec<(u32, u32)>,
}

impl WindowFunnel {
    pub fn new(levels: usize) -> Self {
        Self { reached: vec![None; levels], nodes: Vec::new(), order: Vec::new() }
    }

    pub fn best(&mut self, rules: &Rules, items: &[Item], path: &mut Path) {
        self.reached.fill(None);
        self.nodes.clear();
        let levels = self.reached.len();
        let (mut level, mut node) = (0, u32::MAX);
        let mut start = 0;
        for group in items.chunk_by(|a, b| a.second == b.second) {
            let base = start as u32;
            start += group.len();
            if !self.second(rules, group, base, &mut level, &mut node) || level == levels {
                break;
            }
        }
        for step in (0..level).rev() {
            let Some(&(event, before)) = self.nodes.get(node as usize) else { break };
            if let Some(item) = items.get(event as usize) {
                path.set(step, item.second, item.place);
            }
            node = before;
        }
        path.closest = path.entry();
    }

    /// Whether to go on behind this second.
    fn second(&mut self, rules: &Rules, group: &[Item], base: u32, level: &mut usize, node: &mut u32) -> bool {
        let has = |option| rules.options.contains(&option);
        let (once, order) = (has(WindowOption::Once), has(WindowOption::Order));
        let stops = order || has(WindowOption::Fixed);
        let mut pairs = std::mem::take(&mut self.order);
        pairs.clear();
        let mut goes_on = true;
        for (number, item) in (base..).zip(group) {
            if item.mask == 0 && order && *level > 0 {
                goes_on = false;
            }
            let steps = (0..self.reached.len() as u32).filter(|step| item.mask >> step & 1 == 1);
            if once {
                // By the first step it may be; then from its last step down, so that no chain uses it twice.
                pairs.extend((item.mask != 0).then_some((item.mask.trailing_zeros(), number)));
            } else {
                pairs.extend(steps.map(|step| (step, number)));
            }
        }
        pairs.sort_unstable();
        for &(step, number) in &pairs {
            if !goes_on {
                break;
            }
            let Some(item) = group.get((number - base) as usize) else { continue };
            let steps = if once { item.mask } else { 1 << step };
            let mut advanced = false;
            for step in (0..self.reached.len()).rev().filter(|step| steps >> step & 1 == 1) {
                if step == 0 {
                    // A repeated first step ends the chain of a strict order, except that it has done nothing else yet.
                    if order && *level > 1 && !has(WindowOption::Reentry) {
                        goes_on = false;
                        break;
                    }
                    self.reach(0, item.second, item.second, (number, u32::MAX), level, node);
                    advanced = true;
                    continue;
                }
                let known = |at: usize| self.reached.get(at).copied().flatten();
                if has(WindowOption::Dedup) && known(step).is_some() {
                    goes_on = false;
                    break;
                }
                if let Some(before) = known(step - 1) {
                    advanced = true;
                    let grows = !has(WindowOption::Increase) || before.last < item.second;
                    if grows && item.second - before.entry <= rules.window {
                        self.reach(step, before.entry, item.second, (number, before.node), level, node);
                    }
                }
            }
            if !advanced && stops && *level > 0 {
                goes_on = false;
            }
        }
        self.order = pairs;
        goes_on
    }

    fn reach(&mut self, step: usize, entry: i64, last: i64, own: (u32, u32), level: &mut usize, node: &mut u32) {
        let number = self.nodes.len() as u32;
        self.nodes.push(own);
        if let Some(slot) = self.reached.get_mut(step) {
            *slot = Some(Reached { entry, last, node: number });
        }
        if step + 1 > *level {
            (*level, *node) = (step + 1, number);
        }
    }
}
