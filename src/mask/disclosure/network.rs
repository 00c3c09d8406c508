//! What a reader can work out of a two-way table: the span of each hidden count, exactly.
//!
//! A table with its margins is a circulation: every count is an edge between the node of its row and the node of its column,
//! totals run backwards, and "parts add up to totals" is "what flows in flows out" (Cox 1995, "Network models for complementary cell
//! suppression"). So the largest and smallest value of a count are two maximum flows, and whole numbers attain them.

use std::collections::VecDeque;

/// The least and the most that a reader cannot rule out for a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The least.
    pub low: u64,
    /// The most; `None` without bound.
    pub high: Option<u64>,
}

/// A count as an edge: its value, what the reader knows of it, and what it would cost to hide it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    pub value: u64,
    /// What the reader knows.
    pub known: Span,
    /// What the reader would know if it were hidden too, and the price of that; `None` where it is hidden already or must stay.
    pub if_hidden: Option<(Span, u64)>,
}

/// More than any count: an edge without bound.
const UNBOUNDED: u64 = u64::MAX;

pub(super) struct Network {
    pub edges: Vec<Edge>,
    /// For each node its edges.
    at: Vec<Vec<usize>>,
}

/// A step along an edge: forwards raises its count, backwards lowers it.
type Step = (usize, bool);

impl Network {
    pub(super) fn new(nodes: usize, edges: Vec<Edge>) -> Self {
        let mut at = vec![Vec::new(); nodes];
        for (index, edge) in edges.iter().enumerate() {
            for node in [edge.from, edge.to] {
                if let Some(list) = at.get_mut(node) {
                    list.push(index);
                }
            }
        }
        Self { edges, at }
    }

    /// The span that a reader can work out for a count.
    pub(super) fn span(&self, target: usize) -> Span {
        let Some(edge) = self.edges.get(target) else {
            return Span { low: 0, high: None };
        };
        let raise = self.flow(target, true, room(edge, edge.known, true));
        let lower = self.flow(target, false, room(edge, edge.known, false));
        Span { low: edge.value - lower, high: (raise < UNBOUNDED).then(|| edge.value.saturating_add(raise)) }
    }

    /// Hides counts, the cheapest first, until the target can be as much as `wanted` more (or less) than it is.
    pub(super) fn open(&mut self, target: usize, raise: bool, wanted: u64) {
        let mut values = self.values();
        let mut missing = wanted.saturating_sub(self.push(&mut values, target, raise, wanted));
        while missing > 0 {
            let Some(path) = self.cheapest(&values, target, raise) else {
                return;
            };
            for &(index, _) in &path {
                if let Some(edge) = self.edges.get_mut(index)
                    && let Some((hidden, _)) = edge.if_hidden.take()
                {
                    edge.known = hidden;
                }
            }
            missing = missing.saturating_sub(self.push(&mut values, target, raise, missing));
        }
    }

    fn values(&self) -> Vec<u64> {
        self.edges.iter().map(|edge| edge.value).collect()
    }

    fn flow(&self, target: usize, raise: bool, wanted: u64) -> u64 {
        self.push(&mut self.values(), target, raise, wanted)
    }

    /// Where a change of the target must flow: raising an edge from a to b needs as much more from b back to a.
    fn ends(&self, target: usize, raise: bool) -> Option<(usize, usize)> {
        self.edges.get(target).map(|edge| if raise { (edge.to, edge.from) } else { (edge.from, edge.to) })
    }

    /// Maximum flow by shortest paths (Edmonds and Karp 1972), up to `wanted`; the target itself takes no part.
    fn push(&self, values: &mut [u64], target: usize, raise: bool, wanted: u64) -> u64 {
        let mut pushed = 0;
        while pushed < wanted {
            let Some(path) = self.shortest(values, target, raise) else {
                break;
            };
            let room = path.iter().map(|&(index, up)| self.room(values, index, up, false)).min().unwrap_or_default();
            // A path without bound says all there is to say.
            if room == UNBOUNDED {
                return wanted;
            }
            let amount = room.min(wanted - pushed);
            for &(index, up) in &path {
                if let Some(value) = values.get_mut(index) {
                    *value = if up { value.saturating_add(amount) } else { *value - amount };
                }
            }
            pushed += amount;
        }
        pushed
    }

    /// How far a count can go one way, `also` counting those that could be hidden.
    fn room(&self, values: &[u64], index: usize, up: bool, also: bool) -> u64 {
        let (Some(edge), Some(&value)) = (self.edges.get(index), values.get(index)) else {
            return 0;
        };
        let span = match edge.if_hidden {
            Some((hidden, _)) if also => hidden,
            _ => edge.known,
        };
        room(&Edge { value, ..*edge }, span, up)
    }

    fn steps(&self, node: usize, target: usize) -> impl Iterator<Item = (usize, bool, usize)> {
        let around = self.at.get(node).into_iter().flatten().copied().filter(move |&index| index != target);
        around.filter_map(move |index| {
            let edge = self.edges.get(index)?;
            Some(if edge.from == node { (index, true, edge.to) } else { (index, false, edge.from) })
        })
    }

    fn shortest(&self, values: &[u64], target: usize, raise: bool) -> Option<Vec<Step>> {
        let (start, end) = self.ends(target, raise)?;
        let mut before: Vec<Option<Step>> = vec![None; self.at.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            if node == end {
                return Some(self.walk(&before, start, end));
            }
            for (index, up, next) in self.steps(node, target) {
                if next != start
                    && self.room(values, index, up, false) > 0
                    && let Some(step @ None) = before.get_mut(next)
                {
                    *step = Some((index, up));
                    queue.push_back(next);
                }
            }
        }
        None
    }

    /// The path on which least must be hidden (Bellman and Ford: few nodes, and no heap to carry).
    fn cheapest(&self, values: &[u64], target: usize, raise: bool) -> Option<Vec<Step>> {
        let (start, end) = self.ends(target, raise)?;
        let mut price = vec![UNBOUNDED; self.at.len()];
        let mut before: Vec<Option<Step>> = vec![None; self.at.len()];
        *price.get_mut(start)? = 0;
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            let so_far = price.get(node).copied().unwrap_or(UNBOUNDED);
            for (index, up, next) in self.steps(node, target) {
                if self.room(values, index, up, true) == 0 {
                    continue;
                }
                let own = self.edges.get(index).and_then(|edge| edge.if_hidden).map_or(0, |(_, price)| price);
                let total = so_far.saturating_add(own);
                if let (Some(price), Some(step)) = (price.get_mut(next), before.get_mut(next))
                    && total < *price
                {
                    *price = total;
                    *step = Some((index, up));
                    queue.push_back(next);
                }
            }
        }
        (price.get(end).copied().unwrap_or(UNBOUNDED) < UNBOUNDED).then(|| self.walk(&before, start, end))
    }

    fn walk(&self, before: &[Option<Step>], start: usize, end: usize) -> Vec<Step> {
        let mut path = Vec::new();
        let mut node = end;
        while node != start {
            let Some((index, up)) = before.get(node).copied().flatten() else {
                break;
            };
            path.push((index, up));
            let Some(edge) = self.edges.get(index) else {
                break;
            };
            node = if up { edge.from } else { edge.to };
        }
        path
    }
}

fn room(edge: &Edge, span: Span, up: bool) -> u64 {
    match (up, span.high) {
        (true, None) => UNBOUNDED,
        (true, Some(high)) => high.saturating_sub(edge.value),
        (false, _) => edge.value.saturating_sub(span.low),
    }
}
