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

impl CustomerView {
    /// Customers with a line of each group of labels, and what they hold: `group_of` says the group of each label and, last, of none.
    #[must_use]
    pub fn holders(&self, dimension: &Dimension, group_of: &[usize], groups: usize) -> Vec<Holders> {
        let mut holdings = Holdings::new(groups);
        let none = dimension.labels.len();
        each_item((0..self.customers()).zip(1_u32..), |(customer, number)| {
            let codes = dimension.codes.get(self.range_of(customer)).unwrap_or_default();
            for (&code, &amount) in codes.iter().zip(self.lines_of(customer).amount) {
                if let Some(&group) = group_of.get((code as usize).min(none)) {
                    holdings.add(group, number, amount);
                }
            }
        });
        holdings.end()
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
            let dimension = Dimension { labels: vec!["a".into(), "b".into(), "c".into()], codes };
            let found = view.holders(&dimension, &[0, 1, 0, 2], 3);
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
