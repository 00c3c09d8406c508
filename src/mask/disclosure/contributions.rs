//! Sums that leave: no customer's part of a sum may be found from it (Hundepool et al. 2012, "Statistical disclosure control", §4.2).

use crate::mask::{Shown, Suppressed};
use crate::stats::order;

/// The parts that matter of a sum over customers: the largest, the number and the sum of all. Parts count by their size,
/// so that refunds cannot hide a large one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contributions {
    largest: [u64; Contributions::KEPT],
    sum: u128,
    customers: u64,
}

impl Contributions {
    /// As many of the largest parts are kept.
    pub const KEPT: usize = 4;

    /// Parts of a sum, one per customer, in any unit.
    #[must_use]
    pub fn of(parts: &[i64]) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.add(part.unsigned_abs());
            all.sum += u128::from(part.unsigned_abs());
            all.customers += 1;
        }
        all
    }

    /// Parts of two sums over different customers together.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        for &part in &other.largest {
            self.add(part);
        }
        self.sum += other.sum;
        self.customers += other.customers;
        self
    }

    /// Number of customers.
    #[must_use]
    pub fn customers(&self) -> u64 {
        self.customers
    }

    fn add(&mut self, part: u64) {
        let mut part = part;
        for kept in &mut self.largest {
            if part > *kept {
                std::mem::swap(kept, &mut part);
            }
        }
    }

    /// Whether the sum passes the p % rule. With parts x₁ ≥ x₂ ≥ …, both must hold:
    /// the second largest customer cannot find the largest to within p %, `x₃ + x₄ + … ≥ p % · x₁` (the rule as in τ-ARGUS);
    /// the two largest together cannot find the third to within p %, `x₄ + x₅ + … ≥ p % · x₃`.
    ///
    /// ```
    /// use insitu::mask::disclosure::Contributions;
    /// assert!(Contributions::of(&[100, 80, 30, 9, 8]).passes_p(10));
    /// assert!(!Contributions::of(&[100, 80, 5, 2, 1]).passes_p(10)); // 8 < 10 % of 100
    /// assert!(!Contributions::of(&[100, 80, 30, 2]).passes_p(10)); // 2 < 10 % of 30
    /// ```
    #[must_use]
    pub fn passes_p(&self, p: u64) -> bool {
        let [first, second, third, _] = self.largest.map(u128::from);
        let behind_second = self.sum - first - second;
        let is_far = |rest: u128, part: u128| rest * 100 >= u128::from(p) * part;
        self.sum == 0 || (is_far(behind_second, first) && third > 0 && is_far(behind_second - third, third))
    }

    /// Whether the n largest hold more than `k` % of the sum, n up to [`Self::KEPT`] (the (n, k) dominance rule).
    #[must_use]
    pub fn is_dominated(&self, n: usize, k: u64) -> bool {
        let top: u128 = self.largest.iter().take(n).map(|&part| u128::from(part)).sum();
        top * 100 > u128::from(k) * self.sum
    }
}

/// Which sums of a column may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownSums {
    /// For each group.
    pub cells: Vec<bool>,
    /// For the sum of all.
    pub total: bool,
}

/// Which sums may stand beside counts: not where the count is hidden, not where the p % rule fails, and of the others so many that
/// the groups left out, which the total tells together, pass the rule together and are more than one. The total goes last,
/// and where its count is hidden.
///
/// Shares of a total tell the total: show them only where it is shown.
#[must_use]
pub fn show_sums(groups: &[Contributions], counts: &Suppressed, p: u64) -> ShownSums {
    let is_open = |at: usize| counts.cells.get(at).is_some_and(|cell: &Shown| cell.is_open());
    let mut cells: Vec<bool> = groups.iter().enumerate().map(|(at, group)| is_open(at) && group.passes_p(p)).collect();
    let all = groups.iter().fold(Contributions::default(), Contributions::with);
    if !counts.total.is_open() || !all.passes_p(p) {
        return ShownSums { cells, total: false };
    }
    let closed = groups.iter().zip(&cells).filter(|&(_, shown)| !shown);
    let mut hidden = closed.clone().fold(Contributions::default(), |sum, (group, _)| sum.with(group));
    let mut number = closed.filter(|(group, _)| group.sum > 0).count();
    let size = |at: usize| groups.get(at).map_or(0, |group| group.sum);
    for at in order(groups.len(), &|a, b| size(a).cmp(&size(b))) {
        if hidden.sum == 0 || (number > 1 && hidden.passes_p(p)) {
            break;
        }
        if let (Some(shown @ true), Some(group)) = (cells.get_mut(at), groups.get(at).filter(|group| group.sum > 0)) {
            *shown = false;
            number += 1;
            hidden = hidden.with(group);
        }
    }
    let total = hidden.sum == 0 || (number > 1 && hidden.passes_p(p));
    ShownSums { cells, total }
}
