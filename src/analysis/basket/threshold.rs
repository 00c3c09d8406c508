//! Which support: the given one, or the one that the data suggest; and what to do when there are too many sets.

use super::baskets::Baskets;
use super::mining::{Bounds, Sets, TooMany, mine};
use super::output::Explosion;
use super::params::Params;
use super::rules::{MOST_RULES, Split, rules};
use crate::analysis::decimal::Decimal;

/// Most sets of a search that the user asked for.
pub const MOST_SETS: usize = 1_000_000;
/// Most sets of a search of our own choice.
const MOST_PROPOSED: usize = 50_000;
/// Items of baskets that one search looks at, at most: some seconds.
const MOST_WORK: u64 = 1_000_000_000;
/// Rules that are enough to stop at.
const ENOUGH: usize = 20;
/// Supports that are tried, in billionths: 50 % to 0.0001 %, each about half of the one before.
const LADDER: [u64; 18] = [
    500_000_000,
    200_000_000,
    100_000_000,
    50_000_000,
    20_000_000,
    10_000_000,
    5_000_000,
    2_000_000,
    1_000_000,
    500_000,
    200_000,
    100_000,
    50_000,
    20_000,
    10_000,
    5_000,
    2_000,
    1_000,
];
/// Where the search for a support begins: 1 %.
const BEGIN: usize = 5;

/// Frequent sets with their rules, and how they were come by.
pub struct Mined {
    pub sets: Sets,
    pub rules: Vec<Split>,
    /// The support that took effect, and the count of baskets it means.
    pub support: Decimal,
    pub least: u64,
    /// Most items of a set that took effect.
    pub longest: u64,
    /// What was asked for, where it was too much.
    pub explosion: Option<Explosion>,
}

/// Searches with the support that is set, or else one of the ladder.
pub fn mined(baskets: &Baskets, params: &Params) -> Option<Mined> {
    let Some(support) = params.support else { return suggested(baskets, params, BEGIN) };
    match attempt(baskets, params, support, params.longest, MOST_SETS) {
        Ok(mined) => Some(mined),
        Err(explosion) => {
            let above = LADDER.iter().rposition(|&share| Decimal::billionths(share) > support);
            let fitting = fitting(baskets, params, above.unwrap_or(0), support)?;
            Some(Mined { explosion: Some(explosion), ..fitting })
        }
    }
}

/// From 1 % downwards until there are enough rules, no count is left, or the sets are too many.
fn suggested(baskets: &Baskets, params: &Params, begin: usize) -> Option<Mined> {
    let mut best = None;
    for &share in LADDER.iter().skip(begin) {
        match attempt(baskets, params, Decimal::billionths(share), params.longest, MOST_PROPOSED) {
            Ok(mined) => {
                let over = mined.rules.len() >= ENOUGH || mined.least <= u64::from(params.least);
                best = Some(mined);
                if over {
                    break;
                }
            }
            Err(_) => break,
        }
    }
    best.or_else(|| fitting(baskets, params, begin.saturating_sub(1), Decimal::billionths(0)))
}

/// The lowest step of the ladder, from this one upwards, that fits; where none does, with shorter sets. No support is below `floor`.
fn fitting(baskets: &Baskets, params: &Params, from: usize, floor: Decimal) -> Option<Mined> {
    let steps = LADDER.iter().take(from + 1).rev().map(|&share| (share, params.longest));
    let shorter = (1..params.longest).rev().map(|longest| (500_000_000, longest));
    let mut tries = steps.chain(shorter);
    tries
        .find_map(|(share, longest)| attempt(baskets, params, floor.max(Decimal::billionths(share)), longest, MOST_PROPOSED).ok())
}

fn attempt(baskets: &Baskets, params: &Params, support: Decimal, longest: u32, most: usize) -> Result<Mined, Explosion> {
    let least = support.least_of(baskets.count()).max(params.least.into());
    let count = u32::try_from(least).unwrap_or(u32::MAX);
    let longest = u64::from(longest);
    let bounds = Bounds { longest: longest as usize, sets: most, work: MOST_WORK };
    let too_many = |TooMany(sets), TooMany(rules)| Explosion { support, least, longest, sets, rules };
    let sets = mine(baskets, count, bounds).map_err(|sets| too_many(sets, TooMany(0)))?;
    let found = rules(&sets, baskets.count(), params);
    let found = found.map_err(|rules| too_many(TooMany(sets.count() as u64), rules))?;
    // Of our own choice there are no more rules than sets.
    if most < MOST_RULES && found.len() > most {
        return Err(too_many(TooMany(sets.count() as u64), TooMany(found.len() as u64)));
    }
    Ok(Mined { sets, rules: found, support, least, longest, explosion: None })
}
