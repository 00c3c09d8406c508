//! Frequent sets → rules: each set split in two sides, those that are right often enough.

use super::measures::Counts;
use super::mining::{Sets, TooMany};
use super::params::{Params, Sort};
use crate::stats::{false_discovery, order};

/// Most rules that are held.
pub const MOST_RULES: usize = 500_000;

/// A set in two sides.
#[derive(Clone, Copy, Debug)]
pub struct Split {
    set: u32,
    /// Which of the items of the set, by place, are the right side.
    right: u16,
    /// Baskets behind it.
    pub counts: Counts,
    /// Whether a more general rule has the same or a higher confidence.
    pub redundant: bool,
    /// Probability of as many baskets by chance.
    pub p: f64,
    /// The false discovery rate over all rules at which it is still a find.
    pub q: f64,
}

/// The rules of frequent sets, without their probabilities: those of the wanted confidence.
///
/// # Errors
/// [`TooMany`] with the number of rules above [`MOST_RULES`].
pub fn rules(sets: &Sets, whole: u64, params: &Params) -> Result<Vec<Split>, TooMany> {
    let mut rules = Vec::new();
    let mut items = Vec::new();
    for set in sets.codes.len() as u32..sets.count() as u32 {
        sets.items(set, &mut items);
        let full = (1_u16 << items.len()) - 1;
        let both = u64::from(sets.baskets(set));
        let baskets = |sides: u16| u64::from(baskets_of(sets, &items, sides));
        for right in 1..full {
            if !params.several && right.count_ones() > 1 {
                continue;
            }
            let left = baskets(full & !right);
            if !params.confidence.is_reached(both, left) {
                continue;
            }
            let counts = Counts { both, left, right: baskets(right), whole };
            rules.push(Split { set, right, counts, redundant: false, p: 1.0, q: 1.0 });
            if rules.len() > MOST_RULES {
                return Err(TooMany(rules.len() as u64));
            }
        }
    }
    Ok(rules)
}

/// Baskets that hold some of the items of a frequent set, chosen by place.
fn baskets_of(sets: &Sets, items: &[u32], chosen: u16) -> u32 {
    let some = items.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, &item)| item);
    sets.baskets_with(&mut { some }).unwrap_or(0)
}

/// Says of each rule how probable it is by chance and whether it is redundant.
pub fn judge(sets: &Sets, rules: &mut [Split]) {
    let p: Vec<f64> = rules.iter().map(|rule| rule.counts.p()).collect();
    let q = false_discovery(&p);
    let mut items = Vec::new();
    for (rule, (p, q)) in rules.iter_mut().zip(p.into_iter().zip(q)) {
        (rule.p, rule.q) = (p, q);
        sets.items(rule.set, &mut items);
        let left = ((1_u16 << items.len()) - 1) & !rule.right;
        // All parts of the left side but itself and nothing.
        let mut part = (left - 1) & left;
        while part != 0 && !rule.redundant {
            let baskets = |sides| u64::from(baskets_of(sets, &items, sides));
            let general = Counts { both: baskets(part | rule.right), left: baskets(part), ..rule.counts };
            rule.redundant = general.by_confidence(rule.counts).is_ge();
            part = (part - 1) & left;
        }
    }
}

impl Split {
    /// Codes of the items of both sides, in order of the labels.
    #[must_use]
    pub fn sides(&self, sets: &Sets) -> [Vec<u32>; 2] {
        let mut items = Vec::new();
        sets.items(self.set, &mut items);
        let mut sides = [Vec::new(), Vec::new()];
        for (at, &item) in items.iter().enumerate() {
            let [left, right] = &mut sides;
            let side = if self.right >> at & 1 == 1 { right } else { left };
            side.extend(sets.codes.get(item as usize));
        }
        sides.each_mut().map(|side| {
            side.sort_unstable();
            std::mem::take(side)
        })
    }
}

/// The first of the rules that are listed.
#[must_use]
pub fn first(sets: &Sets, rules: &[Split], params: &Params) -> Vec<Split> {
    let listed: Vec<&Split> = rules.iter().filter(|rule| params.redundant || !rule.redundant).collect();
    let places = order(listed.len(), &|a, b| {
        let (Some(a), Some(b)) = (listed.get(a), listed.get(b)) else { return std::cmp::Ordering::Equal };
        let (x, y) = (a.counts, b.counts);
        let first = match params.sort {
            Sort::Lift => y.by_lift(x),
            Sort::Confidence => y.by_confidence(x),
            Sort::Support => y.both.cmp(&x.both),
            Sort::Leverage => y.excess().cmp(&x.excess()),
            Sort::P => a.p.total_cmp(&b.p),
        };
        // Equal ones: the more certain, the more frequent, the more general, and last the labels.
        let then = first.then_with(|| y.by_confidence(x)).then_with(|| y.both.cmp(&x.both));
        then.then_with(|| {
            let ([a, c], [b, d]) = (a.sides(sets), b.sides(sets));
            a.len().cmp(&b.len()).then_with(|| a.cmp(&b)).then_with(|| c.cmp(&d))
        })
    });
    let top = places.into_iter().take(params.top as usize);
    top.filter_map(|place| listed.get(place)).map(|rule| **rule).collect()
}
