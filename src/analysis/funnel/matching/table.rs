//! From which step which other may be reached, and in what time.

use crate::analysis::funnel::params::Step;

/// Longer than any history.
pub(in crate::analysis::funnel) const FOREVER: i64 = i64::MAX / 4;

/// A way from one step to a later one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// The step it comes from; of a table in reverse the later of the two.
    pub from: usize,
    pub gap: i64,
    pub within: i64,
    /// The step behind which an event may break the chain.
    pub bar: usize,
    /// Its number.
    pub slot: usize,
}

/// The ways into each step, from the nearest step on.
#[derive(Clone, Debug)]
pub(in crate::analysis::funnel) struct Table {
    pub levels: usize,
    /// By the step that they lead to, and by the one that they come from.
    pub(super) edges: Vec<Vec<Edge>>,
    pub(super) out: Vec<Vec<Edge>>,
    /// Steps that no chain may skip, as bits.
    pub(super) required: u32,
    /// How many ways there are, and whether one has a gap.
    pub(super) slots: usize,
    pub(super) waits: bool,
    /// Whether the latest entry alone decides: no gap, no window of a step, no step that may be skipped.
    pub(super) plain: bool,
    /// For each number of steps the same in reverse, the last of them as the first.
    pub(super) reversed: Vec<Table>,
}

impl Table {
    pub fn new(steps: &[Step]) -> Self {
        let mut forward = Self::one_way(steps, steps.len(), false);
        forward.reversed = (0..=steps.len()).map(|levels| Self::one_way(steps, levels, true)).collect();
        forward
    }

    fn one_way(steps: &[Step], levels: usize, reverse: bool) -> Self {
        let turned = |at: usize| if reverse { levels - 1 - at } else { at };
        let optional = |at: usize| steps.get(turned(at)).is_some_and(|step| step.optional);
        let mut table = Self {
            levels,
            edges: Vec::new(),
            out: vec![Vec::new(); levels],
            required: 0,
            slots: 0,
            waits: false,
            plain: true,
            reversed: Vec::new(),
        };
        for to in 0..levels {
            // The deepest step and the entry end a chain: they are never skipped.
            table.required |= u32::from(to == 0 || !optional(to)) << to;
            let mut edges = Vec::new();
            for from in (0..to).rev() {
                let (earlier, later) = if reverse { (turned(to), turned(from)) } else { (from, to) };
                let step = steps.get(later);
                let gap = step.map_or(0, |step| i64::from(step.gap_seconds));
                let within = step.and_then(|step| step.within_seconds).map_or(FOREVER, i64::from);
                let edge = Edge { from, gap, within, bar: earlier, slot: table.slots };
                edges.push(edge);
                if let Some(out) = table.out.get_mut(from) {
                    out.push(edge);
                }
                table.slots += 1;
                table.waits |= gap > 0;
                table.plain &= gap == 0 && within == FOREVER;
                if !optional(from) {
                    break;
                }
            }
            table.plain &= edges.len() <= 1;
            table.edges.push(edges);
        }
        table
    }

    /// Steps of a mask by their numbers in this table.
    #[inline]
    pub(super) fn mask(&self, mask: u32, reverse: bool) -> u32 {
        let own = mask & ((1_u64 << self.levels) - 1) as u32;
        if reverse && self.levels > 0 { own.reverse_bits() >> (u32::BITS as usize - self.levels) } else { own }
    }
}
