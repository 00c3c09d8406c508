//! Lines → baskets: what was bought together, each item once.

use super::params::By;
use crate::customers::{CustomerView, Dimension};
use crate::table::each_item;

/// Baskets one behind the other.
pub struct Baskets {
    /// Codes of the items of each basket, ascending, each once.
    pub items: Vec<u32>,
    /// Where each basket ends.
    pub ends: Vec<u32>,
    /// Customer of each basket, ascending.
    pub of: Vec<u32>,
    /// Baskets that hold the item, by its code.
    pub counts: Vec<u32>,
    /// Customers with a basket.
    pub customers: u64,
    /// Lines left out because they are refunds.
    pub refunds: u64,
    /// Lines left out because they name no item.
    pub unlabelled: u64,
}

impl Baskets {
    /// The baskets of a view.
    #[must_use]
    pub fn of(view: &CustomerView, dimension: &Dimension, by: By) -> Self {
        let mut baskets = Self::empty(dimension.labels.len());
        // The basket in the upper half, the item in the lower one.
        let mut keys: Vec<u64> = Vec::new();
        each_item(0..view.customers(), |customer| {
            let lines = view.lines_of(customer);
            let codes = dimension.codes().get(view.range_of(customer)).unwrap_or_default();
            keys.clear();
            let marks = lines.order.iter().zip(lines.day).zip(lines.refund);
            for (((&order, &day), &refund), &code) in marks.zip(codes) {
                if refund {
                    baskets.refunds += 1;
                } else if code as usize >= dimension.labels.len() {
                    baskets.unlabelled += 1;
                } else {
                    let basket = match by {
                        By::Order => order,
                        By::Customer => 0,
                        By::Day => day.cast_unsigned(),
                    };
                    keys.push(u64::from(basket) << 32 | u64::from(code));
                }
            }
            keys.sort_unstable();
            keys.dedup();
            baskets.customers += u64::from(!keys.is_empty());
            for basket in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
                baskets.push(basket);
                baskets.of.push(customer as u32);
            }
        });
        baskets
    }

    fn empty(labels: usize) -> Self {
        let (items, ends, of) = (Vec::new(), Vec::new(), Vec::new());
        Self { items, ends, of, counts: vec![0; labels], customers: 0, refunds: 0, unlabelled: 0 }
    }

    fn push(&mut self, keys: &[u64]) {
        for &key in keys {
            let code = key as u32;
            self.items.push(code);
            if let Some(count) = self.counts.get_mut(code as usize) {
                *count += 1;
            }
        }
        self.ends.push(self.items.len() as u32);
    }

    /// Number of baskets.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.ends.len() as u64
    }

    /// The items of each basket.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(&from, &to)| self.items.get(from as usize..to as usize).unwrap_or_default())
    }

    /// For each of some sets of items, how many customers have a basket that holds it.
    #[must_use]
    pub fn customers_of(&self, sets: &[Vec<u32>]) -> Vec<u64> {
        let mut wanted: Vec<Vec<u32>> = vec![Vec::new(); self.counts.len()];
        for (set, items) in (0_u32..).zip(sets) {
            for &item in items {
                if let Some(wanted) = wanted.get_mut(item as usize) {
                    wanted.push(set);
                }
            }
        }
        let mut customers = vec![0; sets.len()];
        let mut last = vec![u32::MAX; sets.len()];
        let mut held = vec![0_usize; sets.len()];
        for (basket, &customer) in self.iter().zip(&self.of) {
            let sets_of = |item: &u32| wanted.get(*item as usize).map(Vec::as_slice).unwrap_or_default();
            for &set in basket.iter().flat_map(sets_of) {
                let set = set as usize;
                let (Some(held), Some(last), Some(items)) = (held.get_mut(set), last.get_mut(set), sets.get(set)) else {
                    continue;
                };
                *held += 1;
                if *held == items.len() && *last != customer {
                    *last = customer;
                    if let Some(customers) = customers.get_mut(set) {
                        *customers += 1;
                    }
                }
            }
            for &set in basket.iter().flat_map(sets_of) {
                if let Some(held) = held.get_mut(set as usize) {
                    *held = 0;
                }
            }
        }
        customers
    }

    /// Baskets with two items or more.
    #[must_use]
    pub fn shared(&self) -> u64 {
        self.iter().filter(|basket| basket.len() > 1).count() as u64
    }

    /// Baskets by number of items, from 0.
    #[must_use]
    pub fn sizes(&self) -> Vec<u64> {
        let mut sizes = vec![0; self.iter().map(<[u32]>::len).max().map_or(0, |most| most + 1)];
        for basket in self.iter() {
            if let Some(count) = sizes.get_mut(basket.len()) {
                *count += 1;
            }
        }
        sizes
    }
}
