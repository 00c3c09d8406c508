//! Who holds how much of a sum, as far as it tells of single customers.

use super::parts::Dimension;
use super::view::CustomerView;
use crate::table::each_item;

/// The customers behind a sum of money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holders {
    /// How many they are.
    pub customers: u64,
    /// Of the amounts without their signs: all together, the greatest and the second.
    total: u128,
    first: u128,
    second: u128,
}

impl Holders {
    /// Adds a customer with all of the own amount.
    pub fn add(&mut self, amount: i128) {
        let own = amount.unsigned_abs();
        self.customers += 1;
        self.total += own;
        let (first, rest) = if own > self.first { (own, self.first) } else { (self.first, own) };
        (self.first, self.second) = (first, rest.max(self.second));
    }

    /// Whether the second of them, who knows the own amount, comes by the sum within a tenth of the first: the p % rule, p = 10.
    ///
    /// ```
    /// use insitu::customers::Holders;
    /// let mut held = Holders::default();
    /// [100, 50, 9].into_iter().for_each(|amount| held.add(amount));
    /// assert!(held.are_told());
    /// held.add(1);
    /// assert!(!held.are_told());
    /// ```
    #[must_use]
    pub fn are_told(&self) -> bool {
        10 * (self.total - self.first - self.second) < self.first
    }
}

/// What customers hold of each of several sums, counted line by line, all lines of a customer one after the other.
pub struct Holdings {
    held: Vec<Holders>,
    /// Of each sum the number of the last customer, 0 for none, and what of it so far is theirs.
    last: Vec<(u32, i64)>,
}

impl Holdings {
    /// So many sums, of nobody yet.
    #[must_use]
    pub fn new(sums: usize) -> Self {
        Self { held: vec![Holders::default(); sums], last: vec![(0, 0); sums] }
    }

    /// Adds an amount of a customer, whose number is above 0.
    #[inline]
    pub fn add(&mut self, sum: usize, customer: u32, amount: i64) {
        let (Some((last, own)), Some(held)) = (self.last.get_mut(sum), self.held.get_mut(sum)) else { return };
        if *last == customer {
            *own = own.saturating_add(amount);
            return;
        }
        if *last > 0 {
            held.add(i128::from(*own));
        }
        (*last, *own) = (customer, amount);
    }

    /// Who holds how much of each sum.
    #[must_use]
    pub fn end(mut self) -> Vec<Holders> {
        for (held, (last, own)) in self.held.iter_mut().zip(self.last) {
            if last > 0 {
                held.add(i128::from(own));
            }
        }
        self.held
    }
}

/// Labels whose customers are kept as bits.
const FEW: usize = u64::BITS as usize;

/// What the lines of each label come to.
pub struct LabelSums<'a> {
    view: &'a CustomerView,
    dimension: &'a Dimension,
    sums: Vec<(u64, i128)>,
    /// The labels of each customer as bits, no label last; empty of too many labels.
    seen: Vec<u64>,
    most: u64,
}

impl CustomerView {
    /// Lines and net amount by label.
    #[must_use]
    pub fn sums<'a>(&'a self, dimension: &'a Dimension) -> LabelSums<'a> {
        match dimension.bytes() {
            Some(bytes) => self.sums_of(dimension, bytes),
            None => self.sums_of(dimension, dimension.codes()),
        }
    }

    fn sums_of<'a, T: Copy + Into<u32>>(&'a self, dimension: &'a Dimension, codes: &[T]) -> LabelSums<'a> {
        let none = dimension.labels.len();
        let mut narrow = vec![(0_u32, 0_i64); none + 1];
        let (mut most, mut over) = (0, false);
        let mut seen = Vec::with_capacity(if none < FEW { self.customers() } else { 0 });
        each_item(0..self.customers(), |customer| {
            let codes = codes.get(self.range_of(customer)).unwrap_or_default();
            let (mut own, mut bits) = (0_u64, 0_u64);
            for (&code, &amount) in codes.iter().zip(self.lines_of(customer).amount) {
                let at = (code.into() as usize).min(none);
                if let Some((lines, sum)) = narrow.get_mut(at) {
                    let (added, beyond) = sum.overflowing_add(amount);
                    (*lines, *sum) = (*lines + 1, added);
                    over |= beyond;
                }
                own = own.saturating_add(amount.unsigned_abs());
                bits |= 1 << (at % FEW);
            }
            most = most.max(own);
            if none < FEW {
                seen.push(bits);
            }
        });
        let mut sums: Vec<(u64, i128)> = narrow.iter().map(|&(n, sum)| (u64::from(n), i128::from(sum))).collect();
        if over {
            // 64 bits were too few for some label.
            sums.iter_mut().for_each(|(_, sum)| *sum = 0);
            for (&code, &amount) in codes.iter().zip(self.all().amount) {
                if let Some((_, sum)) = sums.get_mut((code.into() as usize).min(none)) {
                    *sum += i128::from(amount);
                }
            }
        }
        LabelSums { view: self, dimension, sums, seen, most }
    }

    /// Customers with a line of each group of labels, and what they hold: `group_of` says the group of each label and, last, of none.
    #[must_use]
    pub fn holders(&self, dimension: &Dimension, group_of: &[usize], groups: usize) -> Vec<Holders> {
        let mut holdings = Holdings::new(groups);
        let (none, codes) = (dimension.labels.len(), dimension.codes());
        each_item((0..self.customers()).zip(1_u32..), |(customer, number)| {
            let codes = codes.get(self.range_of(customer)).unwrap_or_default();
            for (&code, &amount) in codes.iter().zip(self.lines_of(customer).amount) {
                if let Some(&group) = group_of.get((code as usize).min(none)) {
                    holdings.add(group, number, amount);
                }
            }
        });
        holdings.end()
    }
}

/// Whether a sum is so great beside the most that one customer holds of any sum that [`Holders::are_told`] of nobody.
#[must_use]
pub fn is_of_many(sum: i128, most: u64) -> bool {
    // What is left of the sum without two such customers is a tenth of a third.
    10 * sum.unsigned_abs() >= 21 * u128::from(most)
}

impl LabelSums<'_> {
    /// Lines and net amount of each label; last of the lines without one.
    #[must_use]
    pub fn by_label(&self) -> &[(u64, i128)] {
        &self.sums
    }

    /// Customers with a line of each group of labels, and whether what they hold is told ([`Holders::are_told`]): `group_of` says the group of each
    /// label and, last, of none; labels of a group at or above `groups` are left out.
    #[must_use]
    pub fn people(&self, group_of: &[usize], groups: usize) -> Vec<(u64, bool)> {
        let mut all = vec![(0_u64, 0_u64, 0_i128); groups];
        for ((at, &group), &(lines, sum)) in group_of.iter().enumerate().zip(&self.sums) {
            if let Some((bits, of_group, net)) = all.get_mut(group) {
                (*bits, *of_group, *net) = (*bits | 1 << (at % FEW), *of_group + lines, *net + sum);
            }
        }
        // Most groups are of many, and who is in them stands in bits: only for others all lines are gone through again.
        let are_of_many = all.iter().all(|&(_, lines, net)| lines == 0 || is_of_many(net, self.most));
        if self.seen.is_empty() || !are_of_many {
            let held = self.view.holders(self.dimension, group_of, groups);
            return held.iter().map(|held| (held.customers, held.are_told())).collect();
        }
        let count = |bits: u64| self.seen.iter().filter(|&&seen| seen & bits != 0).count() as u64;
        all.iter().map(|&(bits, ..)| (count(bits), false)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Lines of customers summed one by one, against the pass over all of them.
        #[test]
        fn holders_are_those_of_all_lines(lines in prop::collection::vec((0_usize..6, 0_u32..4, -50_i64..50), 0..40)) {
            let mut lines = lines;
            lines.sort_by_key(|line| line.0);
            let offsets = (0..=6).map(|customer| lines.iter().filter(|line| line.0 < customer).count() as u32).collect();
            let n = lines.len();
            let mut order = vec![0; n];
            for at in 1..n {
                order[at] = if lines[at].0 == lines[at - 1].0 { order[at - 1] + 1 } else { 0 };
            }
            let amounts = lines.iter().map(|line| line.2).collect();
            let view = CustomerView::from_parts(offsets, vec![0; n], order, amounts, vec![false; n], 1).unwrap();
            // The last code is that of no label.
            let codes = lines.iter().map(|line| line.1).collect();
            let dimension = Dimension::new(vec!["a".into(), "b".into(), "c".into()], codes);
            let found = view.holders(&dimension, &[0, 1, 0, 2], 3);
            let sums = view.sums(&dimension);
            let told: Vec<_> = found.iter().map(|held| (held.customers, held.are_told())).collect();
            prop_assert_eq!(sums.people(&[0, 1, 0, 2], 3), told);
            for (code, &(count, sum)) in (0..4).zip(sums.by_label()) {
                let own = lines.iter().filter(|line| line.1 == code).map(|line| i128::from(line.2));
                prop_assert_eq!((count, sum), (own.clone().count() as u64, own.sum()));
            }
            for (group, held) in found.into_iter().enumerate() {
                let mut own = Vec::new();
                for customer in 0..6 {
                    let is_own = |line: &&(usize, u32, i64)| line.0 == customer && [0, 1, 0, 2][line.1 as usize] == group;
                    let of: Vec<i64> = lines.iter().filter(is_own).map(|line| line.2).collect();
                    if !of.is_empty() {
                        own.push(of.iter().sum::<i64>().abs());
                    }
                }
                own.sort_unstable_by(|a, b| b.cmp(a));
                let rest: i64 = own.iter().skip(2).sum();
                let told = own.first().is_some_and(|first| 10 * rest < *first);
                prop_assert_eq!((held.customers, held.are_told()), (own.len() as u64, told));
            }
        }
    }
}
