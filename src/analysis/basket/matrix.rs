//! The items that are most often together beyond chance, each beside each.

use super::baskets::Baskets;
use super::measures::Counts;
use super::mining::Sets;
use super::output::{ItemRow, Matrix};
use crate::customers::Dimension;
use crate::stats::{largest, order};

/// Most items of the matrix.
const MOST: usize = 12;

/// Baskets of two items each. The items are those of the pairs with the largest leverage.
pub fn matrix(baskets: &Baskets, sets: &Sets, labels: &Dimension) -> Matrix {
    let mut pairs: Vec<[u32; 2]> = Vec::new();
    let mut excess = Vec::new();
    let mut items = Vec::new();
    let from = sets.codes.len();
    let of_two = sets.by_length.get(1).copied().unwrap_or(0);
    for set in from as u32..sets.count() as u32 {
        if pairs.len() as u64 == of_two {
            break;
        }
        sets.items(set, &mut items);
        let codes = items.iter().filter_map(|&item| sets.codes.get(item as usize)).copied();
        let [Some(a), Some(b), None] = [codes.clone().next(), codes.clone().nth(1), codes.clone().nth(2)] else { continue };
        let count = |code: u32| u64::from(baskets.counts.get(code as usize).copied().unwrap_or(0));
        let counts = Counts { both: sets.baskets(set).into(), left: count(a), right: count(b), whole: baskets.count() };
        pairs.push([a.min(b), a.max(b)]);
        excess.push(counts.excess());
    }
    // Equal ones in order of their labels, whatever the order of the search.
    let by_labels = order(pairs.len(), &|a, b| pairs.get(a).cmp(&pairs.get(b)));
    let ordered: Vec<i128> = by_labels.iter().filter_map(|&at| excess.get(at)).copied().collect();
    let mut chosen: Vec<u32> = Vec::new();
    for at in largest(&ordered, MOST * MOST) {
        let Some(pair) = by_labels.get(at).and_then(|&at| pairs.get(at)) else { continue };
        let new: Vec<u32> = pair.iter().copied().filter(|code| !chosen.contains(code)).collect();
        if chosen.len() + new.len() <= MOST {
            chosen.extend(new);
        }
    }
    let count = |code: u32| baskets.counts.get(code as usize).copied().unwrap_or(0);
    let at = |place: usize| chosen.get(place).copied().unwrap_or(0);
    let places = order(chosen.len(), &|a, b| count(at(b)).cmp(&count(at(a))).then(at(a).cmp(&at(b))));
    let chosen: Vec<u32> = places.into_iter().map(at).collect();
    let mut place = vec![usize::MAX; baskets.counts.len()];
    for (at, &code) in chosen.iter().enumerate() {
        if let Some(slot) = place.get_mut(code as usize) {
            *slot = at;
        }
    }
    let mut table = vec![vec![0_u64; chosen.len()]; chosen.len()];
    let mut own: Vec<usize> = Vec::new();
    for basket in baskets.iter() {
        own.clear();
        own.extend(basket.iter().filter_map(|&code| place.get(code as usize)).filter(|at| **at != usize::MAX));
        for &row in &own {
            let Some(row) = table.get_mut(row) else { continue };
            for &column in &own {
                if let Some(cell) = row.get_mut(column) {
                    *cell += 1;
                }
            }
        }
    }
    let row = |&code: &u32| Some(ItemRow { label: labels.labels.get(code as usize)?.clone(), count: u64::from(count(code)) });
    Matrix { items: chosen.iter().filter_map(row).collect(), baskets: table }
}
