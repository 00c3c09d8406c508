//! Figures of groups of customers: counts, money and medians, in one pass over the customers.

use super::measure::Measures;
use crate::customers::Holders;
use crate::stats::{Exact, median};
use crate::table::{Money, UNITS};

/// Figures of one group.
#[derive(Clone, Default)]
pub(super) struct Group {
    pub customers: u64,
    pub orders: u64,
    pub revenue: i128,
    pub held: Holders,
    pub median_recency: Option<Exact>,
    pub median_frequency: Option<Exact>,
    pub median_monetary: Option<Exact>,
}

impl Group {
    /// Revenue per order.
    pub fn average_order_value(&self) -> Option<Money> {
        Money(self.revenue).per(self.orders)
    }
}

/// Figures of each of `count` groups; `of` gives each customer's group.
pub(super) fn groups(measures: &Measures, of: &[u8], count: usize) -> Vec<Group> {
    let mut groups = vec![Group::default(); count];
    for ((&group, &orders), &revenue) in of.iter().zip(&measures.orders).zip(&measures.revenue) {
        if let Some(group) = groups.get_mut(usize::from(group)) {
            group.customers += 1;
            group.orders += u64::from(orders);
            group.revenue += i128::from(revenue);
            group.held.add(i128::from(revenue));
        }
    }
    let sizes: Vec<usize> = groups.iter().map(|group| group.customers as usize).collect();
    let recency = medians(&measures.recency, of, &sizes, 1);
    let frequency = medians(&measures.frequency, of, &sizes, 1);
    let monetary = medians(&measures.monetary, of, &sizes, UNITS as u64);
    for (((group, recency), frequency), monetary) in groups.iter_mut().zip(recency).zip(frequency).zip(monetary) {
        group.median_recency = recency;
        group.median_frequency = frequency;
        group.median_monetary = monetary;
    }
    groups
}

fn medians<T: Copy + Into<i64>>(sample: &[T], of: &[u8], sizes: &[usize], unit: u64) -> Vec<Option<Exact>> {
    let mut parts: Vec<Vec<i64>> = sizes.iter().map(|&size| Vec::with_capacity(size)).collect();
    for (&value, &group) in sample.iter().zip(of) {
        if let Some(part) = parts.get_mut(usize::from(group)) {
            part.push(value.into());
        }
    }
    parts.iter_mut().map(|part| median(part).map(|m| m.in_units_of(unit))).collect()
}
