//! What the lists are worth: each customer's last order is held out, and the lists made of the rest are to name a new product of it.

use super::likeness::Together;
use super::lists::{Advice, Lists};
use super::output::{Coverage, Hits, Trial};
use super::params::Params;
use super::purchases::Purchases;
use crate::stats::{Ratio, mcnemar, order, wilson};
use crate::table::each_item;

/// Most customers of the trial, evenly spaced in the order of their numbers.
const MOST_TRIED: u64 = 50_000;

/// The trial; `None` where no customer has an earlier order and something new in the last one.
pub fn trial(purchases: &Purchases, together: &Together, params: &Params) -> Option<Trial> {
    let fit = |held: &[bool]| held.contains(&true);
    let eligible = purchases.iter().filter(|own| fit(own.held)).count() as u64;
    if eligible == 0 {
        return None;
    }
    let step = eligible.div_ceil(MOST_TRIED);
    let products = purchases.count();
    // Popularity knows no more than the lists: what is held out is counted in neither.
    let mut sold = vec![0_u32; products];
    each_item(purchases.iter(), |own| {
        for item in own.known() {
            if let Some(count) = sold.get_mut(item as usize) {
                *count += 1;
            }
        }
    });
    let popular = by_count(&sold);
    let neighbours = together.neighbours(params);
    let k = params.k as usize;
    let mut lists = Lists::new(&neighbours, &popular);
    let (mut known, mut list) = (Vec::new(), Vec::new());
    let (mut ours, mut theirs) = (vec![0_u64; k], vec![0_u64; k]);
    let (mut named, mut named_popular) = (vec![false; products], vec![false; products]);
    let (mut tried, mut only_lists, mut only_popular, mut with_alike) = (0, 0, 0, 0);
    each_item((0_u64..).zip(purchases.iter().filter(|own| fit(own.held))), |(at, own)| {
        if !at.is_multiple_of(step) {
            return;
        }
        tried += 1;
        known.clear();
        known.extend(own.known());
        let hit = |list: &[Advice], hits: &mut [u64], named: &mut [bool]| {
            let mut first = k;
            for (rank, advice) in list.iter().enumerate() {
                if let Some(mark) = named.get_mut(advice.item as usize) {
                    *mark = true;
                }
                let held = own.items.binary_search(&advice.item).ok().and_then(|at| own.held.get(at)) == Some(&true);
                if held {
                    first = first.min(rank);
                }
            }
            for count in hits.iter_mut().skip(first) {
                *count += 1;
            }
            first < k
        };
        lists.list(&known, k, &mut list);
        with_alike += u64::from(list.first().is_some_and(|advice| advice.score > 0.0));
        let a = hit(&list, &mut ours, &mut named);
        lists.popular(&known, k, &mut list);
        let b = hit(&list, &mut theirs, &mut named_popular);
        only_lists += u64::from(a && !b);
        only_popular += u64::from(b && !a);
    });
    let hits = |counts: &[u64]| {
        let hit = counts.last().copied().unwrap_or(0);
        Hits { rate: Ratio { num: hit, den: tried }, interval: wilson(hit, tried), by_length: counts.to_vec() }
    };
    let covered = |named: &[bool]| Ratio { num: named.iter().filter(|n| **n).count() as u64, den: products as u64 };
    Some(Trial {
        eligible,
        tried,
        repeats: purchases.repeats,
        lists: hits(&ours),
        popular: hits(&theirs),
        only_lists,
        only_popular,
        p_value: mcnemar(only_lists, only_popular),
        coverage: Coverage { lists: covered(&named), popular: covered(&named_popular) },
        with_alike: Ratio { num: with_alike, den: tried },
    })
}

/// Numbers of products by count descending; of equal ones the lower number.
fn by_count(counts: &[u32]) -> Vec<u32> {
    let places = order(counts.len(), &|a, b| counts.get(b).cmp(&counts.get(a)));
    places.into_iter().map(|place| place as u32).collect()
}
