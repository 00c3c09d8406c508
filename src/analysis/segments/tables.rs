//! Attributes → the figures of their groups.

use super::attribute::Attribute;
use super::history::History;
use super::output::{AttributeTable, GroupRow, Tgi, Totals};
use crate::analysis::{Grouping, MoneyRatio};
use crate::customers::Holders;
use crate::stats::{Interval, Lift, Ratio};
use crate::table::Money;

/// Who the best customers are: those with a net amount of at least so much.
pub(super) struct Base<'a> {
    pub history: &'a History,
    /// Ten-thousandths; `None` without purchases.
    pub best_from: Option<Money>,
    pub least: u64,
}

impl Base<'_> {
    fn is_best(&self, customer: usize) -> bool {
        let revenue = self.history.revenue.get(customer).copied().unwrap_or(0);
        let bought = self.history.orders.get(customer).is_some_and(|&orders| orders > 0);
        bought && self.best_from.is_some_and(|from| i128::from(revenue) >= from.0)
    }

    /// How many of the customers with a purchase are the best.
    pub fn best(&self) -> u64 {
        (0..self.history.revenue.len()).filter(|&customer| self.is_best(customer)).count() as u64
    }

    /// The index of a share in a group, unless that is small.
    pub fn tgi(&self, lift: Lift, customers: u64) -> Option<Tgi> {
        let value = lift.value().filter(|_| customers >= self.least)?;
        let hundred = |i: Interval| Interval { low: 100.0 * i.low, high: 100.0 * i.high };
        Some(Tgi { value: 100.0 * value, interval: lift.interval().map(hundred) })
    }

    /// The table of an attribute.
    pub fn table(&self, attribute: &Attribute, grouped: bool) -> AttributeTable {
        let mut sums = vec![(Totals::default(), 0_u64, Holders::default()); attribute.groups()];
        let mut unknown = Totals::default();
        let bought = self.history.orders.iter().zip(&self.history.revenue);
        for (customer, (&at, (&orders, &revenue))) in attribute.of.iter().zip(bought).enumerate() {
            let totals = if at == Grouping::NONE {
                &mut unknown
            } else if let Some((totals, best, held)) = sums.get_mut(usize::from(at)) {
                held.add(i128::from(revenue));
                *best += u64::from(self.is_best(customer));
                totals
            } else {
                continue;
            };
            totals.customers += 1;
            totals.orders += u64::from(orders);
            totals.revenue.0 += i128::from(revenue);
        }
        let coverage = attribute.coverage();
        let whole: i128 = sums.iter().map(|(totals, ..)| totals.revenue.0).sum();
        let parts: u64 = sums.iter().map(|(_, best, _)| best).sum();
        let row = |(at, &(totals, part, held)): (usize, &(Totals, u64, Holders))| {
            let lift = Lift { part, group: totals.customers, parts, whole: coverage.num };
            GroupRow {
                label: attribute.labels.get(at).cloned(),
                customers: totals.customers,
                share: Ratio { num: totals.customers, den: coverage.num },
                orders: totals.orders,
                revenue: totals.revenue,
                dominated: held.are_told(),
                revenue_share: (whole > 0).then_some(MoneyRatio { num: totals.revenue, den: Money(whole) }),
                average: totals.revenue.per(totals.customers),
                best: self.best_from.map(|_| Ratio { num: part, den: totals.customers }),
                tgi: self.best_from.and_then(|_| self.tgi(lift, totals.customers)),
                small: totals.customers < self.least,
            }
        };
        AttributeTable {
            name: attribute.name,
            title: attribute.title.clone(),
            family: attribute.family,
            coverage,
            distinct: attribute.distinct,
            grouped,
            rows: sums.iter().enumerate().map(row).collect(),
            unknown,
        }
    }
}
