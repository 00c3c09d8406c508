//! Exports of one session that together would tell of few people.

use crate::error::Result;
use crate::mask::risk::{Classes, MISSING, filled};
use crate::stats::order;

/// What has been exported: for each export, the group of each customer.
///
/// The groups of an export are disjoint, so a reader has every union of them too. A new export is refused where some union of
/// its groups differs from some union of an earlier one's groups by 1 to k − 1 people: what is told of both, subtracted, would
/// tell of them. The test is exact for any two exports; three or more taken together are not tested.
///
/// Customers are numbered from 0 in the same way for all exports; [`Ledger::renumber`] follows a file that has grown. In
/// memory only: 4 bytes per customer and export.
#[derive(Clone, Debug)]
pub struct Ledger {
    k: u64,
    customers: usize,
    exports: Vec<Vec<u32>>,
}

/// Why an export is refused. Counts only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A group of the export itself is too small.
    SmallGroup {
        /// Its size.
        people: u64,
    },
    /// It differs from an earlier export by too few.
    Difference {
        /// The earlier export, in the order of entry from 0.
        earlier: usize,
        /// The fewest people by whom some of their groups, taken together, differ; at least 1.
        people: u64,
    },
    /// It is about another number of customers than the ledger.
    OtherCustomers,
}

impl Ledger {
    /// An empty ledger for so many customers; differences of fewer than `k` are refused.
    #[must_use]
    pub fn new(customers: usize, k: u64) -> Self {
        Self { k, customers, exports: Vec::new() }
    }

    /// Exports that are kept; one that repeats an earlier one is kept once.
    #[must_use]
    pub fn exports(&self) -> usize {
        self.exports.len()
    }

    /// Enters an export: `group_of` gives each customer's group, [`MISSING`] for those it tells nothing of. Groups that are hidden in a table
    /// whose total is shown are one group here: their sum can be worked out. A refused export is not entered.
    ///
    /// ```
    /// use insitu::mask::disclosure::{Ledger, Refusal};
    /// use insitu::mask::risk::MISSING;
    /// let mut ledger = Ledger::new(20, 5);
    /// assert_eq!(ledger.enter(&[0; 20])?, Ok(()));
    /// let all_but_one: Vec<u32> = (0..20).map(|c| if c == 7 { MISSING } else { 0 }).collect();
    /// assert_eq!(ledger.enter(&all_but_one)?, Err(Refusal::Difference { earlier: 0, people: 1 }));
    /// # Ok::<(), insitu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// `E_MEMORY`.
    pub fn enter(&mut self, group_of: &[u32]) -> Result<std::result::Result<(), Refusal>> {
        if group_of.len() != self.customers {
            return Ok(Err(Refusal::OtherCustomers));
        }
        let groups = Classes::new(self.customers, &[group_of])?;
        let is_told = |(&group, &class): (&u32, &u32)| (group != MISSING).then_some(class);
        let told = group_of.iter().zip(groups.of_row()).find_map(is_told).is_some();
        let mut sizes = vec![false; groups.sizes().len()];
        for class in group_of.iter().zip(groups.of_row()).filter_map(is_told) {
            if let Some(is_group) = sizes.get_mut(class as usize) {
                *is_group = true;
            }
        }
        let people = groups.sizes().iter().zip(&sizes).filter(|&(_, is_group)| *is_group).map(|(&n, _)| u64::from(n)).min();
        if let Some(people) = people.filter(|&n| n < self.k) {
            return Ok(Err(Refusal::SmallGroup { people }));
        }
        let mut is_repeat = !told;
        for (earlier, old) in self.exports.iter().enumerate() {
            is_repeat = is_repeat || old == group_of;
            if let Some(people) = self.difference(old, group_of)? {
                return Ok(Err(Refusal::Difference { earlier, people }));
            }
        }
        if !is_repeat {
            let mut kept = filled(group_of.len(), 0)?;
            kept.copy_from_slice(group_of);
            self.exports.push(kept);
        }
        Ok(Ok(()))
    }

    /// Follows a file that has grown: `new_of_old` gives the new number of each customer.
    ///
    /// # Errors
    /// `E_MEMORY`.
    pub fn renumber(&mut self, new_of_old: &[u32], customers: usize) -> Result<()> {
        for export in &mut self.exports {
            let mut moved = filled(customers, MISSING)?;
            for (&group, &place) in export.iter().zip(new_of_old) {
                if let Some(own) = moved.get_mut(place as usize) {
                    *own = group;
                }
            }
            *export = moved;
        }
        self.customers = customers;
        Ok(())
    }

    /// The fewest people, of 1 to k − 1, by whom unions of two exports' groups differ.
    ///
    /// Groups are nodes, those outside one more; customers are edges between their old and their new group. Choosing groups on both
    /// sides cuts the customers of one choice that are not in the other, so the question is for the smallest cut of each part
    /// that hangs together. Nodes with k or more edges between them are on one side of every cut that matters.
    fn difference(&self, old: &[u32], new: &[u32]) -> Result<Option<u64>> {
        let (old, new) = (Nodes::of(old)?, Nodes::of(new)?);
        let pairs = Classes::new(self.customers, &[&old.of_customer, &new.of_customer])?;
        // Node 0 is outside; then the old groups; then the new ones.
        let mut edges: Vec<(usize, usize, u64)> = Vec::new();
        let mut next = 0;
        for ((&a, &b), &pair) in old.of_customer.iter().zip(&new.of_customer).zip(pairs.of_row()) {
            if pair == next {
                next += 1;
                let b = if b == 0 { 0 } else { old.count + b as usize };
                let people = pairs.sizes().get(pair as usize).copied().unwrap_or_default();
                edges.push((a as usize, b, u64::from(people)));
            }
        }
        Ok(smallest_cut(1 + old.count + new.count, edges, self.k))
    }
}

/// Groups of an export numbered from 1; 0 is none.
struct Nodes {
    of_customer: Vec<u32>,
    count: usize,
}

impl Nodes {
    fn of(group_of: &[u32]) -> Result<Self> {
        let groups = Classes::new(group_of.len(), &[group_of])?;
        let mut of_customer = filled(group_of.len(), 0)?;
        for ((node, &class), &group) in of_customer.iter_mut().zip(groups.of_row()).zip(group_of) {
            *node = if group == MISSING { 0 } else { class + 1 };
        }
        Ok(Self { of_customer, count: groups.sizes().len() })
    }
}

/// The smallest cut above 0 that is below `k`, over the connected parts of a graph: edges of `k` and more are contracted, the
/// rest is left to Stoer and Wagner 1997 ("A simple min-cut algorithm").
fn smallest_cut(nodes: usize, edges: Vec<(usize, usize, u64)>, k: u64) -> Option<u64> {
    let mut smallest = k;
    let mut edges = edges;
    let mut part: Vec<usize> = (0..nodes).collect();
    loop {
        contract(&mut part, &mut edges, smallest);
        // Some part that is not yet one node; without edges there is none.
        let start = edges.first().map(|edge| edge.0)?;
        let (before, last, cut) = adjacency_order(&edges, start);
        if cut > 0 && cut < smallest {
            smallest = cut;
        }
        edges.push((before, last, u64::MAX / 4));
        contract(&mut part, &mut edges, smallest);
        if edges.is_empty() {
            return (smallest < k).then_some(smallest);
        }
    }
}

/// Joins the ends of every edge of at least `limit`, and adds up edges between the same two nodes, until nothing changes.
fn contract(part: &mut [usize], edges: &mut Vec<(usize, usize, u64)>, limit: u64) {
    loop {
        for &(a, b, weight) in edges.iter() {
            if weight >= limit {
                let (a, b) = (root(part, a), root(part, b));
                if let Some(parent) = part.get_mut(a.max(b)) {
                    *parent = a.min(b);
                }
            }
        }
        let mut merged: Vec<(usize, usize, u64)> = Vec::with_capacity(edges.len());
        let ends: Vec<(usize, usize, u64)> = edges
            .iter()
            .map(|&(a, b, weight)| {
                let (a, b) = (root(part, a), root(part, b));
                (a.min(b), a.max(b), weight)
            })
            .filter(|&(a, b, _)| a != b)
            .collect();
        let places = order(ends.len(), &|a, b| ends.get(a).cmp(&ends.get(b)));
        for &(a, b, weight) in places.into_iter().filter_map(|place| ends.get(place)) {
            match merged.last_mut() {
                Some(last) if (last.0, last.1) == (a, b) => last.2 = last.2.saturating_add(weight),
                _ => merged.push((a, b, weight)),
            }
        }
        let is_done = merged.iter().all(|edge| edge.2 < limit);
        *edges = merged;
        if is_done {
            return;
        }
    }
}

fn root(part: &mut [usize], node: usize) -> usize {
    let mut at = node;
    while let Some(&parent) = part.get(at).filter(|&&parent| parent != at) {
        at = parent;
    }
    if let Some(own) = part.get_mut(node) {
        *own = at;
    }
    at
}

/// One phase: nodes of a part in the order of how much ties them to those before; the last two, and what ties the last.
fn adjacency_order(edges: &[(usize, usize, u64)], start: usize) -> (usize, usize, u64) {
    let size = edges.iter().map(|edge| edge.1).max().unwrap_or_default() + 1;
    let mut ties = vec![0_u64; size];
    let mut is_in = vec![false; size];
    let (mut before, mut last, mut cut) = (start, start, 0);
    let mut next = Some(start);
    while let Some(node) = next {
        (before, last, cut) = (last, node, ties.get(node).copied().unwrap_or_default());
        if let Some(flag) = is_in.get_mut(node) {
            *flag = true;
        }
        for &(a, b, weight) in edges.iter().filter(|edge| edge.0 == node || edge.1 == node) {
            let other = if a == node { b } else { a };
            if let Some(tie) = ties.get_mut(other) {
                *tie += weight;
            }
        }
        let open = ties.iter().zip(&is_in).enumerate().filter(|&(_, (&tie, &is_in))| tie > 0 && !is_in);
        next = open.max_by_key(|&(node, (&tie, _))| (tie, std::cmp::Reverse(node))).map(|(node, _)| node);
    }
    (before, last, cut)
}
