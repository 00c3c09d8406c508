//! Baskets → frequent item sets: depth first, each set with the places where it occurs.
//!
//! Items are numbered by ascending frequency and stand so in their baskets. An occurrence of a set is the place of its last item in
//! a basket, so one pass over what follows these places counts all sets that are longer by one item (the "occurrence deliver" of
//! LCM: Uno, Kiyomi and Arimura 2004). For what lies deeper, the rests of these baskets are written down without the items that are
//! not frequent beside the set. Rare items come first, so what follows them is soon little.

use super::baskets::Baskets;
use crate::stats::order;
use std::ops::Range;

/// End of a basket.
const END: u32 = u32::MAX;
/// No item, no set.
const NONE: u32 = u32::MAX;
/// Up to so many frequent items equal baskets are made one, with a weight.
const BITS: usize = u64::BITS as usize;

/// What a search may cost.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Most items of a set.
    pub longest: usize,
    /// Most sets.
    pub sets: usize,
    /// Most items of baskets that are looked at.
    pub work: u64,
}

/// A frequent set: the items of its parent and one more.
#[derive(Clone, Copy, Debug)]
struct Node {
    item: u32,
    parent: u32,
    count: u32,
    /// Sets that are longer by one item of a higher number stand side by side.
    first: u32,
    children: u32,
}

/// All frequent sets as a tree. Items are numbers from the rarest frequent one to the most frequent one.
pub struct Sets {
    /// Code of each item.
    pub codes: Vec<u32>,
    /// Sets by number of items, from 1.
    pub by_length: Vec<u64>,
    nodes: Vec<Node>,
}

/// A search over its bounds: how many sets were found until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany(pub u64);

/// The sets of items that at least so many baskets hold.
///
/// # Errors
/// [`TooMany`] where they would be more, or take longer, than the bounds allow.
pub fn mine(baskets: &Baskets, least: u32, bounds: Bounds) -> Result<Sets, TooMany> {
    let count = |code: u32| baskets.counts.get(code as usize).copied().unwrap_or(0);
    // Of equal ones the first in bytewise order of the labels, which is that of the codes.
    let codes = order(baskets.counts.len(), &|a, b| baskets.counts.get(a).cmp(&baskets.counts.get(b)));
    let codes: Vec<u32> = codes.into_iter().map(|code| code as u32).filter(|&code| count(code) >= least.max(1)).collect();
    let node = |(item, &code)| Node { item, parent: NONE, count: count(code), first: 0, children: 0 };
    let nodes: Vec<Node> = (0_u32..).zip(&codes).map(node).collect();
    if nodes.len() > bounds.sets {
        return Err(TooMany(bounds.sets as u64));
    }
    let mut by_length = vec![0; bounds.longest];
    if let Some(one) = by_length.first_mut() {
        *one = nodes.len() as u64;
    }
    let flat = Flat::of(baskets, &codes);
    let tallies = vec![0; codes.len()];
    let (touched, places) = (Vec::new(), Vec::new());
    let mut search = Search { flat, least: least.max(1), bounds, nodes, by_length, tallies, touched, places, work: 0 };
    search.run()?;
    while search.by_length.last() == Some(&0) {
        search.by_length.pop();
    }
    Ok(Sets { codes, by_length: search.by_length, nodes: search.nodes })
}

/// Baskets of frequent items, each ended by [`END`].
struct Flat {
    items: Vec<u32>,
    /// Weight of the basket at each place; empty where all are 1.
    weights: Vec<u32>,
}

impl Flat {
    fn of(baskets: &Baskets, codes: &[u32]) -> Self {
        let mut number = vec![NONE; baskets.counts.len()];
        for (item, &code) in (0_u32..).zip(codes) {
            if let Some(slot) = number.get_mut(code as usize) {
                *slot = item;
            }
        }
        let number = |code: &u32| number.get(*code as usize).copied().filter(|item| *item != NONE);
        if codes.len() <= BITS {
            return Self::merged(baskets, &number);
        }
        let mut items = Vec::with_capacity(baskets.items.len() + baskets.ends.len());
        for basket in baskets.iter() {
            let from = items.len();
            items.extend(basket.iter().filter_map(number));
            if items.len() < from + 2 {
                items.truncate(from);
                continue;
            }
            if let Some(basket) = items.get_mut(from..) {
                basket.sort_unstable();
            }
            items.push(END);
        }
        Self { items, weights: Vec::new() }
    }

    /// Baskets of few different items: each as bits, equal ones together.
    fn merged(baskets: &Baskets, number: &dyn Fn(&u32) -> Option<u32>) -> Self {
        let bits = |basket: &[u32]| basket.iter().filter_map(number).fold(0_u64, |bits, item| bits | 1 << item);
        let mut all: Vec<u64> = baskets.iter().map(bits).filter(|bits| bits.count_ones() > 1).collect();
        all.sort_unstable();
        let mut flat = Self { items: Vec::new(), weights: Vec::new() };
        for equal in all.chunk_by(|a, b| a == b) {
            let mut rest = equal.first().copied().unwrap_or(0);
            while rest != 0 {
                flat.items.push(rest.trailing_zeros());
                rest &= rest - 1;
            }
            flat.items.push(END);
            flat.weights.resize(flat.items.len(), equal.len() as u32);
        }
        flat
    }
}

/// Tally of an item that is not frequent beside a set.
const UNWANTED: u32 = u32::MAX;

struct Search {
    /// Baskets, and behind them, for each set on the way from the root, what of its baskets follows it and is frequent beside it.
    flat: Flat,
    least: u32,
    bounds: Bounds,
    nodes: Vec<Node>,
    by_length: Vec<u64>,
    /// By item: the baskets behind the places of a set, then the places of the longer one. All are 0 between two sets.
    tallies: Vec<u32>,
    touched: Vec<u32>,
    /// Places of the sets on the way from the root, one behind the other.
    places: Vec<u32>,
    work: u64,
}

impl Search {
    fn run(&mut self) -> Result<(), TooMany> {
        let roots = 0..self.nodes.len();
        self.index(0, roots.clone());
        self.tallies.fill(0);
        self.extend_all(roots, 1)
    }

    /// Extends sets that stand side by side.
    fn extend_all(&mut self, sets: Range<usize>, length: usize) -> Result<(), TooMany> {
        for set in sets {
            let Some(node) = self.nodes.get_mut(set) else { continue };
            let from = std::mem::take(&mut node.first) as usize;
            let count = std::mem::take(&mut node.children) as usize;
            if count > 0 && length < self.bounds.longest {
                self.extend(set, from..from + count, length)?;
            }
        }
        Ok(())
    }

    /// Finds what extends a set of so many items, which occurs at these places.
    fn extend(&mut self, set: usize, own: Range<usize>, length: usize) -> Result<(), TooMany> {
        for &place in self.places.get(own.clone()).unwrap_or_default() {
            let weight = self.flat.weights.get(place as usize).copied().unwrap_or(1);
            let behind = self.flat.items.get(place as usize + 1..).unwrap_or_default();
            let mut seen = 0;
            for &item in behind {
                // The end of a basket has no tally.
                let Some(tally) = self.tallies.get_mut(item as usize) else { break };
                if *tally == 0 {
                    self.touched.push(item);
                }
                *tally += weight;
                seen += 1;
            }
            self.work += seen;
        }
        let mut touched = std::mem::take(&mut self.touched);
        touched.sort_unstable();
        let first = self.nodes.len();
        for &item in &touched {
            let Some(tally) = self.tallies.get_mut(item as usize) else { continue };
            if *tally >= self.least {
                self.nodes.push(Node { item, parent: set as u32, count: *tally, first: 0, children: 0 });
                *tally = 0;
            } else {
                *tally = UNWANTED;
            }
        }
        let children = first..self.nodes.len();
        if let Some(found) = self.by_length.get_mut(length) {
            *found += children.len() as u64;
        }
        if let Some(node) = self.nodes.get_mut(set) {
            (node.first, node.children) = (first as u32, children.len() as u32);
        }
        if self.nodes.len() > self.bounds.sets || self.work > self.bounds.work {
            return Err(TooMany(self.nodes.len() as u64));
        }
        let (start, before) = (self.flat.items.len(), self.places.len());
        let longer = length + 1 < self.bounds.longest && children.len() > 1;
        if longer {
            self.project(own);
            self.index(start, children.clone());
        }
        for item in touched.drain(..) {
            if let Some(tally) = self.tallies.get_mut(item as usize) {
                *tally = 0;
            }
        }
        self.touched = touched;
        if longer {
            self.extend_all(children, length + 1)?;
            self.flat.items.truncate(start);
            self.flat.weights.truncate(start);
            self.places.truncate(before);
        }
        Ok(())
    }

    /// Writes what follows these places and is wanted as baskets of their own. One item alone has nothing to follow it.
    fn project(&mut self, own: Range<usize>) {
        for at in own {
            let Some(&place) = self.places.get(at) else { continue };
            let start = self.flat.items.len();
            let mut next = place as usize + 1;
            while let Some(&item) = self.flat.items.get(next) {
                match self.tallies.get(item as usize) {
                    None => break,
                    Some(&UNWANTED) => {}
                    Some(_) => self.flat.items.push(item),
                }
                next += 1;
            }
            if self.flat.items.len() < start + 2 {
                self.flat.items.truncate(start);
                continue;
            }
            self.flat.items.push(END);
            if let Some(&weight) = self.flat.weights.get(place as usize) {
                self.flat.weights.resize(self.flat.items.len(), weight);
            }
        }
    }

    /// Notes where the items of these sets stand in the baskets from `start` on, if something follows them there. The tallies of the
    /// items are 0.
    fn index(&mut self, start: usize, sets: Range<usize>) {
        let baskets = self.flat.items.get(start..).unwrap_or_default();
        let followed = |(at, pair): (usize, &[u32])| match pair {
            [item, next] if *next != END && *item != END => Some((start + at, *item as usize)),
            _ => None,
        };
        for (_, item) in baskets.windows(2).enumerate().filter_map(followed) {
            if let Some(tally) = self.tallies.get_mut(item) {
                *tally += 1;
            }
        }
        let mut end = self.places.len();
        for node in self.nodes.get_mut(sets).unwrap_or_default() {
            let Some(tally) = self.tallies.get_mut(node.item as usize) else { continue };
            // Until it is extended itself a set holds where its places stand; the tally says where the next one goes.
            (node.first, node.children) = (end as u32, *tally);
            end += *tally as usize;
            *tally = node.first;
        }
        self.places.resize(end, 0);
        for (place, item) in baskets.windows(2).enumerate().filter_map(followed) {
            let Some(next) = self.tallies.get_mut(item) else { continue };
            if let Some(slot) = self.places.get_mut(*next as usize) {
                *slot = place as u32;
            }
            *next += 1;
        }
    }
}

impl Sets {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    /// Baskets that hold the set with this number.
    #[must_use]
    pub fn baskets(&self, set: u32) -> u32 {
        self.nodes.get(set as usize).map_or(0, |node| node.count)
    }

    /// Writes the items of the set with this number, ascending.
    pub fn items(&self, set: u32, items: &mut Vec<u32>) {
        items.clear();
        let mut at = set;
        while let Some(node) = self.nodes.get(at as usize) {
            items.push(node.item);
            at = node.parent;
        }
        items.reverse();
    }

    /// Baskets that hold all of these items, which stand in ascending order; `None` where they are no frequent set.
    pub fn baskets_with(&self, items: &mut dyn Iterator<Item = u32>) -> Option<u32> {
        let mut node = self.nodes.get(items.next()? as usize)?;
        for item in items {
            let (from, count) = (node.first as usize, node.children as usize);
            let children = self.nodes.get(from..from + count)?;
            let at = children.binary_search_by_key(&item, |child| child.item).ok()?;
            node = children.get(at)?;
        }
        Some(node.count)
    }
}
