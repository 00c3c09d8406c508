//! Lines → what each customer bought, and who the best customers are.

use crate::customers::{CustomerView, NO_DAY};
use crate::error::{ErrorKind, Result};
use crate::table::{Money, each_item};

/// What each customer of a view bought, by customer. Refunds lessen the amount and count as nothing else.
pub struct History {
    /// Distinct orders with a line that is no refund.
    pub orders: Vec<u32>,
    /// Net amount in ten-thousandths.
    pub revenue: Vec<i64>,
    /// Day of the first purchase; [`NO_DAY`] without one.
    pub first: Vec<i32>,
    /// Day of the last purchase; [`NO_DAY`] without one.
    pub last: Vec<i32>,
}

impl History {
    /// The histories of all customers.
    ///
    /// # Errors
    /// [`ErrorKind::Amount`] when a customer's amounts do not fit 64 bits of ten-thousandths.
    pub fn of(view: &CustomerView) -> Result<Self> {
        let count = view.customers();
        let most = view.iter().map(|lines| lines.order.len()).max().unwrap_or(0);
        // Which order numbers a customer (from 1) has had, without clearing between customers.
        let mut seen = vec![0_u32; most];
        let mut all =
            Self { orders: vec![0; count], revenue: vec![0; count], first: vec![NO_DAY; count], last: vec![NO_DAY; count] };
        let mut over = false;
        let slots = all.orders.iter_mut().zip(&mut all.revenue).zip(&mut all.first).zip(&mut all.last);
        each_item(view.iter().zip(1_u32..).zip(slots), |((lines, customer), (((orders, revenue), first), last))| {
            let mut net = 0_i128;
            let mut latest = i32::MIN;
            for (((&day, &order), &amount), &refund) in lines.day.iter().zip(lines.order).zip(lines.amount).zip(lines.refund) {
                net += i128::from(amount);
                if refund {
                    continue;
                }
                *first = (*first).min(day);
                latest = latest.max(day);
                if let Some(seen) = seen.get_mut(order as usize) {
                    *orders += u32::from(*seen != customer);
                    *seen = customer;
                }
            }
            match i64::try_from(net) {
                Ok(net) => *revenue = net,
                Err(_) => over = true,
            }
            if *orders > 0 {
                *last = latest;
            }
        });
        if over { Err(ErrorKind::Amount.into()) } else { Ok(all) }
    }

    /// Customers with a purchase.
    #[must_use]
    pub fn buyers(&self) -> u64 {
        self.orders.iter().filter(|&&orders| orders > 0).count() as u64
    }

    /// The least net amount of the best customers: of n with a purchase that of the ⌈n · percent / 100⌉th, equal amounts included.
    /// `None` without a purchase or where that amount is not above 0.
    #[must_use]
    pub fn best_from(&self, percent: u32) -> Option<Money> {
        let bought = self.revenue.iter().zip(&self.orders).filter(|(_, orders)| **orders > 0);
        let mut amounts: Vec<i64> = bought.map(|(&revenue, _)| revenue).collect();
        let place = (amounts.len() as u64 * u64::from(percent)).div_ceil(100).checked_sub(1)? as usize;
        if place >= amounts.len() {
            return None;
        }
        let (_, &mut from, _) = amounts.select_nth_unstable_by(place, |a, b| b.cmp(a));
        (from > 0).then_some(Money(from.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refunds_lessen_amounts_alone() {
        let view = CustomerView::from_parts(
            vec![0, 4, 4, 5],
            vec![10, 12, 12, 15, 9],
            vec![0, 1, 1, 2, 0],
            vec![100, 20, 30, -40, -7],
            vec![false, false, false, true, true],
            20,
        );
        let history = History::of(&view.unwrap()).unwrap();
        assert_eq!(history.orders, [2, 0, 0]);
        assert_eq!(history.revenue, [110, 0, -7]);
        assert_eq!((history.first, history.last), (vec![10, NO_DAY, NO_DAY], vec![12, NO_DAY, NO_DAY]));
    }

    #[test]
    fn ties_are_among_the_best_together() {
        let history = |revenue: &[i64]| History {
            orders: vec![1; revenue.len()],
            revenue: revenue.to_vec(),
            first: Vec::new(),
            last: Vec::new(),
        };
        assert_eq!(history(&[5, 9, 7, 7, 1]).best_from(20), Some(Money(9)));
        assert_eq!(history(&[5, 9, 7, 7, 1]).best_from(21), Some(Money(7)));
        assert_eq!(history(&[-5, 0]).best_from(50), None);
        assert_eq!(history(&[]).best_from(20), None);
        assert_eq!(history(&[3]).best_from(1), Some(Money(3)));
    }
}
