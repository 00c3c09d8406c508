//! Products of customers → which products are alike.

use super::params::{Params, Similarity};
use super::purchases::Purchases;
use crate::stats::largest;
use crate::table::each_item;

/// Customers with more products than this say little of any two of them, and are not counted in pairs.
pub const MOST_OWN: usize = 300;

/// Customers of each pair of products.
pub struct Together {
    /// Customers of products `a < b` stand at `b·(b − 1)/2 + a`.
    pairs: Vec<u32>,
    /// Customers of each product, without those of too many.
    pub buyers: Vec<u32>,
    /// Customers with a product, without those of too many.
    pub customers: u64,
    /// Customers of too many products.
    pub large: u64,
}

/// The products that are most alike to each.
pub struct Neighbours {
    offsets: Vec<u32>,
    /// Number of a product and how alike it is, descending; of equal ones the one of more customers.
    near: Vec<(u32, f64)>,
}

impl Together {
    /// Counts pairs without what is held out.
    pub fn known(purchases: &Purchases) -> Self {
        let products = purchases.count();
        let pairs = vec![0; products * products.saturating_sub(1) / 2];
        let mut together = Self { pairs, buyers: vec![0; products], customers: 0, large: 0 };
        let mut known = Vec::new();
        each_item(purchases.iter(), |own| {
            known.clear();
            known.extend(own.known());
            if own.items.len() > MOST_OWN {
                together.large += 1;
                return;
            }
            together.customers += u64::from(!known.is_empty());
            for (at, &item) in known.iter().enumerate() {
                together.add(item, known.get(..at).unwrap_or_default());
            }
        });
        together
    }

    /// Counts what was held out too.
    pub fn with_held(mut self, purchases: &Purchases) -> Self {
        each_item(purchases.iter().filter(|own| own.items.len() <= MOST_OWN), |own| {
            if !own.held.contains(&true) {
                return;
            }
            for (at, (&item, &held)) in own.items.iter().zip(own.held).enumerate() {
                let below = own.items.get(..at).unwrap_or_default();
                if held {
                    self.add(item, below);
                } else {
                    for (&other, _) in below.iter().zip(own.held).filter(|(_, held)| **held) {
                        self.pair(item, other);
                    }
                }
            }
        });
        self
    }

    /// A customer of a product and of these, which have lower numbers.
    fn add(&mut self, item: u32, below: &[u32]) {
        if let Some(count) = self.buyers.get_mut(item as usize) {
            *count += 1;
        }
        for &other in below {
            self.pair(item, other);
        }
    }

    fn pair(&mut self, item: u32, below: u32) {
        if let Some(count) = self.pairs.get_mut(place(item, below)) {
            *count += 1;
        }
    }

    /// Customers of two products.
    pub fn both(&self, one: u32, other: u32) -> u32 {
        self.pairs.get(place(one.max(other), one.min(other))).copied().unwrap_or(0)
    }

    /// How alike two products are; 0 where too few customers bought both.
    pub fn likeness(&self, one: u32, other: u32, params: &Params) -> f64 {
        let both = self.both(one, other);
        let buyers = |item: u32| f64::from(self.buyers.get(item as usize).copied().unwrap_or(0));
        if both < params.least || one == other {
            return 0.0;
        }
        let (both, product) = (f64::from(both), buyers(one) * buyers(other));
        match params.similarity {
            Similarity::Cosine => both / product.sqrt(),
            Similarity::Lift => both * self.customers as f64 / product * (both / (both + f64::from(params.shrink))),
        }
    }

    /// The most alike of each product.
    pub fn neighbours(&self, params: &Params) -> Neighbours {
        let products = self.buyers.len() as u32;
        let mut neighbours = Neighbours { offsets: vec![0], near: Vec::new() };
        for one in 0..products {
            // Bits of positive numbers stand in the order of the numbers.
            let row: Vec<f64> = (0..products).map(|other| self.likeness(one, other, params)).collect();
            let bits: Vec<i128> = row.iter().map(|likeness| i128::from(likeness.to_bits())).collect();
            for other in largest(&bits, params.neighbours as usize) {
                let likeness = row.get(other).copied().unwrap_or(0.0);
                if likeness > 0.0 {
                    neighbours.near.push((other as u32, likeness));
                }
            }
            neighbours.offsets.push(neighbours.near.len() as u32);
        }
        neighbours
    }
}

fn place(item: u32, below: u32) -> usize {
    let item = item as usize;
    item * item.saturating_sub(1) / 2 + below as usize
}

impl Neighbours {
    /// The products most alike to one.
    pub fn of(&self, item: u32) -> &[(u32, f64)] {
        let item = item as usize;
        let range = self.offsets.get(item).zip(self.offsets.get(item + 1));
        range.and_then(|(&from, &to)| self.near.get(from as usize..to as usize)).unwrap_or_default()
    }
}
