//! Baskets → frequent item sets: depth first, each set with the places where it occurs.
//!
//! Items are numbered by ascending frequency and stand so in their baskets. An occurrence of a set is the place of its last item in
//! a basket, so one pass over what follows these places counts all sets that are longer by one item (the "occurrence deliver" of
//! LCM: Uno, Kiyomi and Arimura 2004). Rare items come first, so what follows them is soon little.

use super::baskets::Baskets;

/// End of a basket.
const END: u32 = u32::MAX;
/// No item, no place.
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
    let mut codes: Vec<u32> = (0_u32..).zip(&baskets.counts).filter(|(_, n)| **n >= least.max(1)).map(|(code, _)| code).collect();
    let count = |code: u32| baskets.counts.get(code as usize).copied().unwrap_or(0);
    // Of equal ones the first in bytewise order of the labels, which is that of the codes.
    codes.sort_by_key(|&code| count(code));
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
    let tallies = vec![Tally::default(); codes.len()];
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

    /// Weight of the basket at a place, and the items behind that place.
    fn behind(&self, place: u32) -> (u32, impl Iterator<Item = (u32, u32)>) {
        let weight = self.weights.get(place as usize).copied().unwrap_or(1);
        let rest = self.items.get(place as usize + 1..).unwrap_or_default().iter().copied();
        (weight, (place + 1..).zip(rest).take_while(|(_, item)| *item != END))
    }
}

/// What is counted of an item behind the places of a set.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// Baskets.
    count: u32,
    /// Places, which are fewer than baskets where baskets have weights.
    places: u32,
}

struct Search {
    flat: Flat,
    least: u32,
    bounds: Bounds,
    nodes: Vec<Node>,
    by_length: Vec<u64>,
    /// By item; cleared after use.
    tallies: Vec<Tally>,
    touched: Vec<u32>,
    /// Places of the sets on the way from the root, one behind the other.
    places: Vec<u32>,
    work: u64,
}

impl Search {
    fn run(&mut self) -> Result<(), TooMany> {
        // Places of all single items, item after item.
        let mut starts = vec![0_u32; self.nodes.len() + 1];
        for &item in &self.flat.items {
            if let Some(start) = starts.get_mut(item as usize + 1).filter(|_| item != END) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        self.places = vec![0; sum as usize];
        let mut next = starts.clone();
        for (place, &item) in (0_u32..).zip(&self.flat.items) {
            let Some(at) = next.get_mut(item as usize).filter(|_| item != END) else { continue };
            if let Some(slot) = self.places.get_mut(*at as usize) {
                *slot = place;
            }
            *at += 1;
        }
        for (node, (&from, &to)) in starts.iter().zip(starts.iter().skip(1)).enumerate() {
            self.extend(node as u32, from as usize, to as usize, 1)?;
        }
        Ok(())
    }

    /// Finds what extends the set `node`, which has so many items and occurs at `places[from..to]`.
    fn extend(&mut self, node: u32, from: usize, to: usize, length: usize) -> Result<(), TooMany> {
        let of_set = self.places.get(from..to).unwrap_or_default();
        if length >= self.bounds.longest || of_set.is_empty() {
            return Ok(());
        }
        for &place in of_set {
            let (weight, rest) = self.flat.behind(place);
            for (_, item) in rest {
                let Some(tally) = self.tallies.get_mut(item as usize) else { continue };
                if tally.places == 0 {
                    self.touched.push(item);
                }
                tally.places += 1;
                tally.count += weight;
                self.work += 1;
            }
        }
        let mut touched = std::mem::take(&mut self.touched);
        touched.sort_unstable();
        let (first, start) = (self.nodes.len(), self.places.len());
        // Behind the last one nothing follows, so that its places are of no use; nor are those of the longest sets.
        let last = touched.iter().rposition(|&item| self.tally(item).count >= self.least).unwrap_or(0);
        let last = if length + 1 < self.bounds.longest { last } else { 0 };
        let mut end = start;
        for (at, &item) in touched.iter().enumerate() {
            let Tally { count, places } = self.tally(item);
            let kept = if count >= self.least && at < last { places } else { 0 };
            if count >= self.least {
                // Until it is extended itself a set holds where its places stand.
                self.nodes.push(Node { item, parent: node, count, first: end as u32, children: kept });
            }
            // From here on the tally says where the next place of the item goes.
            if let Some(tally) = self.tallies.get_mut(item as usize) {
                tally.count = if kept > 0 { end as u32 } else { NONE };
            }
            end += kept as usize;
        }
        let children = self.nodes.len() - first;
        if let Some(found) = self.by_length.get_mut(length) {
            *found += children as u64;
        }
        if let Some(node) = self.nodes.get_mut(node as usize) {
            (node.first, node.children) = (first as u32, children as u32);
        }
        if self.nodes.len() > self.bounds.sets || self.work > self.bounds.work {
            return Err(TooMany(self.nodes.len() as u64));
        }
        if end > start {
            self.places.resize(end, 0);
            self.deliver(from, to);
        }
        for item in touched.drain(..) {
            if let Some(tally) = self.tallies.get_mut(item as usize) {
                *tally = Tally::default();
            }
        }
        self.touched = touched;
        for child in first..first + children {
            let Some(node) = self.nodes.get_mut(child) else { continue };
            let from = std::mem::take(&mut node.first) as usize;
            let to = from + std::mem::take(&mut node.children) as usize;
            self.extend(child as u32, from, to, length + 1)?;
        }
        self.places.truncate(start);
        Ok(())
    }

    fn tally(&self, item: u32) -> Tally {
        self.tallies.get(item as usize).copied().unwrap_or_default()
    }

    /// Writes the places of the longer sets behind each other.
    fn deliver(&mut self, from: usize, to: usize) {
        for at in from..to {
            let place = self.places.get(at).copied().unwrap_or(NONE);
            let (_, rest) = self.flat.behind(place);
            for (place, item) in rest {
                let Some(tally) = self.tallies.get_mut(item as usize) else { continue };
                // An item that is not kept has no next place.
                if let Some(slot) = self.places.get_mut(tally.count as usize) {
                    *slot = place;
                    tally.count += 1;
                }
            }
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
