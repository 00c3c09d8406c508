//! Lines → baskets: what was bought together, each item once.

use super::params::By;
use crate::customers::{CustomerView, Dimension};

/// Baskets one behind the other.
pub struct Baskets {
    /// Codes of the items of each basket, ascending, each once.
    pub items: Vec<u32>,
    /// Where each basket ends.
    pub ends: Vec<u32>,
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
        for customer in 0..view.customers() {
            let lines = view.lines_of(customer);
            let codes = dimension.codes.get(view.range_of(customer)).unwrap_or_default();
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
            }
        }
        baskets
    }

    fn empty(labels: usize) -> Self {
        let (items, ends) = (Vec::new(), Vec::new());
        Self { items, ends, counts: vec![0; labels], customers: 0, refunds: 0, unlabelled: 0 }
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
