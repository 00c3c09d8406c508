//! Exports of one session that together would tell of few people.

use crate::error::Result;
use crate::stats::order;
use crate::table::rooms;

/// Populations that are kept. With more of them a determinant of 0 and 1 could reach [`PRIME`].
const MOST: usize = 20;

/// Sums of exports are compared in remainders by this prime.
const PRIME: u64 = (1 << 31) - 1;

/// Of whom the exports so far tell.
///
/// An export tells of a population: a set of units, each of them one person with all that was counted of that person. The same
/// person is another unit once a row of theirs is left out or an order of theirs is counted otherwise. Each export leaves under a
/// smallest group k of its own; the largest of all, that of the new one included, is the k of these rules, so that a smaller one later
/// does not tell of groups that earlier readers were not to be told of. Refused is a population
///
/// - that differs from an earlier one by 1 to k − 1 units, on either side, or
/// - whose sum, with sums of earlier ones added or taken away, leaves nothing but units of which fewer than k tell the same story:
///   the total and seven of eight classes tell the eighth, or
/// - that left under another k, a smaller one or a larger: what both hide is narrowed by either. Of a row that is `–` beside a `<5` and
///   `<11` in the other export both ends are known, and with the sum of the two those of the small one.
///
/// What exports divide their populations into is not compared. 16 bytes a unit, in memory only.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Of each population, the smallest group that it was first told of under.
    populations: Vec<u64>,
    /// Units from the smallest, each with the populations that it is in, as bits.
    units: Vec<(u64, u32)>,
}

/// Why an export is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It differs from an earlier population by too few, or is the same under another smallest group.
    Difference {
        /// The earlier one, in the order of entry from 0.
        earlier: usize,
    },
    /// It and several earlier ones together tell of too few.
    Together,
    /// As many populations are kept as can be compared.
    Full,
}

impl Ledger {
    /// The k of the rules for an export under a smallest group of `k`.
    #[must_use]
    pub fn least(&self, k: u64) -> u64 {
        self.populations.iter().copied().fold(k, u64::max)
    }

    /// Enters the population of an export under a smallest group of `k`; its number in the order of entry, from 0, is that of the first export of the same
    /// population. One that is refused is entered only where it leaves all the same (`anyway`); a full ledger takes no other.
    ///
    /// ```
    /// use insitu::mask::disclosure::{Ledger, Refusal};
    /// let mut ledger = Ledger::default();
    /// let all: Vec<u64> = (0..20).collect();
    /// assert_eq!(ledger.enter(&all, 5, false)?, Ok(0));
    /// assert_eq!(ledger.enter(&all[..10], 5, false)?, Ok(1));
    /// assert_eq!(ledger.enter(&all[1..], 5, false)?, Err(Refusal::Difference { earlier: 0 }));
    /// assert_eq!(ledger.enter(&all, 11, false)?, Err(Refusal::Difference { earlier: 0 }));
    /// # Ok::<(), insitu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// `E_MEMORY`.
    pub fn enter(&mut self, units: &[u64], k: u64, anyway: bool) -> Result<std::result::Result<usize, Refusal>> {
        let width = size_of::<(u64, u32)>().max(2 * size_of::<usize>());
        rooms(width.saturating_mul(self.units.len() + units.len()), 1)?;
        let own = 1 << self.populations.len();
        let least_apart = self.least(k);
        let places = order(units.len(), &|a, b| units.get(a).cmp(&units.get(b)));
        let mut new = places.into_iter().filter_map(|place| units.get(place).copied()).peekable();
        let mut told = Vec::with_capacity(self.units.len() + units.len());
        for &(unit, mark) in &self.units {
            while let Some(one) = new.next_if(|&one| one < unit) {
                told.push((one, own));
            }
            let is_in = std::iter::from_fn(|| new.next_if_eq(&unit)).count() > 0;
            told.push((unit, if is_in { mark | own } else { mark }));
        }
        told.extend(new.map(|one| (one, own)));
        told.dedup();
        // Units of one story, and how many they are.
        let mut stories: Vec<(u32, u64)> = Vec::new();
        for &(_, mark) in &told {
            match stories.binary_search_by_key(&mark, |story| story.0) {
                Ok(at) => stories.get_mut(at).into_iter().for_each(|story| story.1 += 1),
                Err(at) => stories.insert(at, (mark, 1)),
            }
        }
        let only = |one: u32, other: u32| -> u64 {
            stories.iter().filter(|(mark, _)| mark & one != 0 && mark & other == 0).map(|(_, count)| count).sum()
        };
        let is_few = |count: u64| count > 0 && count < least_apart;
        let mut refusal = None;
        for (earlier, &told_under) in self.populations.iter().enumerate() {
            let sides = [only(1 << earlier, own), only(own, 1 << earlier)];
            if sides == [0, 0] {
                let is_same = told_under == k || anyway;
                return Ok(if is_same { Ok(earlier) } else { Err(Refusal::Difference { earlier }) });
            }
            if refusal.is_none() && sides.into_iter().any(is_few) {
                refusal = Some(Refusal::Difference { earlier });
            }
        }
        if self.populations.len() == MOST {
            return Ok(Err(Refusal::Full));
        }
        let rank = |least: u64, mask: u32| rank(stories.iter().filter(|story| story.1 >= least).map(|story| story.0 & mask));
        let before = own - 1;
        // Its sum over the stories of many is one of earlier sums; over all of them it is not.
        if refusal.is_none()
            && before > 0
            && rank(least_apart, own | before) == rank(least_apart, before)
            && rank(1, own | before) > rank(1, before)
        {
            refusal = Some(Refusal::Together);
        }
        if let Some(refusal) = refusal.filter(|_| !anyway) {
            return Ok(Err(refusal));
        }
        self.units = told;
        self.populations.push(k);
        Ok(Ok(self.populations.len() - 1))
    }
}

/// The rank of columns of 0 and 1, each given as bits.
fn rank(columns: impl Iterator<Item = u32>) -> usize {
    let mut basis: Vec<(usize, [u64; MOST])> = Vec::new();
    for bits in columns {
        let mut column: [u64; MOST] = std::array::from_fn(|at| u64::from(bits >> at & 1));
        for (pivot, held) in &basis {
            let [own, other] = [&column, held].map(|one| one.get(*pivot).copied().unwrap_or_default());
            if own != 0 {
                column = std::array::from_fn(|at| {
                    let [a, b] = [&column, held].map(|one| one.get(at).copied().unwrap_or_default());
                    (a * other + (PRIME - own) * b % PRIME) % PRIME
                });
            }
        }
        if let Some(pivot) = column.iter().position(|&value| value != 0) {
            basis.push((pivot, column));
        }
    }
    basis.len()
}
