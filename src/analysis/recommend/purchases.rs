//! Lines → which customer bought which products, and what of it is new in the last order.

use crate::customers::{CustomerView, Dimension, NO_LABEL};
use crate::stats::largest;
use crate::table::each_item;

/// Most products: those that the most customers bought.
pub const MOST_PRODUCTS: usize = 2000;

/// Products of customers. Products have numbers by customers descending, of equal ones in bytewise order of their labels.
pub struct Purchases {
    /// Code of each product.
    pub codes: Vec<u32>,
    /// Customers who bought each product.
    pub buyers: Vec<u32>,
    /// Different products of all lines, those that are left out included.
    pub products: u64,
    offsets: Vec<u32>,
    /// Products of each customer, ascending.
    items: Vec<u32>,
    /// Whether the product is held out: the customer bought before, and this one in the last order for the first time.
    held: Vec<bool>,
    /// Customers with an earlier order and nothing new in the last one.
    pub repeats: u64,
}

/// Products of one customer.
#[derive(Clone, Copy)]
pub struct Own<'a> {
    /// Their numbers, ascending.
    pub items: &'a [u32],
    /// Whether each is held out.
    pub held: &'a [bool],
}

impl Purchases {
    /// The purchases of a view. Refunds are none.
    pub fn of(view: &CustomerView, dimension: &Dimension) -> Self {
        let refunds = view.all().refund;
        let bought = |at: usize| {
            let code = dimension.codes().get(at).copied().filter(|code| (*code as usize) < dimension.labels.len())?;
            (refunds.get(at) == Some(&false)).then_some(code)
        };
        let mut seen = vec![NO_LABEL; dimension.labels.len()];
        let mut counts = vec![0_i128; dimension.labels.len()];
        each_item(0..view.customers(), |customer| {
            for code in view.range_of(customer).filter_map(bought) {
                let (Some(seen), Some(count)) = (seen.get_mut(code as usize), counts.get_mut(code as usize)) else { continue };
                *count += i128::from(*seen != customer as u32);
                *seen = customer as u32;
            }
        });
        let count = |code: usize| counts.get(code).copied().unwrap_or(0) as u32;
        let top: Vec<usize> = largest(&counts, MOST_PRODUCTS).into_iter().filter(|&code| count(code) > 0).collect();
        let mut number = vec![NO_LABEL; counts.len()];
        for (item, &code) in top.iter().enumerate() {
            if let Some(slot) = number.get_mut(code) {
                *slot = item as u32;
            }
        }
        let mut purchases = Self {
            codes: top.iter().map(|&code| code as u32).collect(),
            buyers: top.iter().map(|&code| count(code)).collect(),
            products: counts.iter().filter(|count| **count > 0).count() as u64,
            offsets: vec![0],
            items: Vec::new(),
            held: Vec::new(),
            repeats: 0,
        };
        let (mut moments, mut keys) = (Vec::new(), Vec::new());
        each_item(0..view.customers(), |customer| {
            let numbered = |at: usize| Some((at, number.get(bought(at)? as usize).copied()?));
            purchases.push(view, customer, &numbered, &mut moments, &mut keys);
        });
        purchases
    }

    /// Adds a customer. The moment of an order is that of its latest line; orders of one moment are one.
    fn push(
        &mut self,
        view: &CustomerView,
        customer: usize,
        numbered: &dyn Fn(usize) -> Option<(usize, u32)>,
        moments: &mut Vec<i64>,
        keys: &mut Vec<(u32, i64)>,
    ) {
        let range = view.range_of(customer);
        let (day, order) = (view.all().day, view.all().order);
        let seconds = view.seconds().map(|(seconds, _)| seconds);
        let moment = |at: usize| match seconds {
            Some(seconds) => seconds.get(at).copied(),
            None => day.get(at).map(|&day| i64::from(day)),
        };
        moments.clear();
        moments.resize(range.len(), i64::MIN);
        let order_of = |at: usize| order.get(at).map_or(usize::MAX, |&order| order as usize);
        let mut last = i64::MIN;
        for (at, _) in range.clone().filter_map(numbered) {
            let now = moment(at).unwrap_or(i64::MIN);
            last = last.max(now);
            if let Some(slot) = moments.get_mut(order_of(at)) {
                *slot = (*slot).max(now);
            }
        }
        keys.clear();
        for (at, item) in range.filter_map(numbered) {
            if item != NO_LABEL {
                keys.push((item, moments.get(order_of(at)).copied().unwrap_or(last)));
            }
        }
        keys.sort_unstable();
        // Of each product the first moment.
        keys.dedup_by_key(|(item, _)| *item);
        let before = keys.iter().any(|(_, first)| *first < last);
        let mut new = 0;
        for &(item, first) in keys.iter() {
            let held = before && first == last;
            new += u64::from(held);
            self.items.push(item);
            self.held.push(held);
        }
        let earlier = moments.iter().any(|moment| *moment > i64::MIN && *moment < last);
        self.repeats += u64::from(earlier && new == 0);
        self.offsets.push(self.items.len() as u32);
    }

    /// Number of products.
    pub fn count(&self) -> usize {
        self.codes.len()
    }

    /// Products of a customer.
    pub fn own(&self, customer: usize) -> Own<'_> {
        let range = match (self.offsets.get(customer), self.offsets.get(customer + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        };
        Own { items: self.items.get(range.clone()).unwrap_or_default(), held: self.held.get(range).unwrap_or_default() }
    }

    /// Products of each customer of the view.
    pub fn iter(&self) -> impl Iterator<Item = Own<'_>> {
        (0..self.offsets.len().saturating_sub(1)).map(|customer| self.own(customer))
    }
}

impl Own<'_> {
    /// The products that were bought before the last order; all where nothing is held out.
    pub fn known(self) -> impl Iterator<Item = u32> {
        self.items.iter().zip(self.held).filter(|(_, held)| !**held).map(|(&item, _)| item)
    }
}
