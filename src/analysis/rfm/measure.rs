//! Lines of a customer → recency, frequency, monetary.

use super::params::{Frequency, Monetary, Params, Refunds};
use crate::customers::{CustomerView, Lines};
use crate::error::{Error, ErrorKind, Result};
use crate::table::Money;

/// The measures of customers with a purchase in the window, in the order of the view.
#[derive(Default)]
pub(super) struct Measures {
    /// Index of the customer in the view.
    pub customer: Vec<u32>,
    /// Days from the last purchase to the reference date, at least 1.
    pub recency: Vec<i32>,
    /// Purchases by the chosen unit.
    pub frequency: Vec<u32>,
    /// M in ten-thousandths.
    pub monetary: Vec<i64>,
    /// Distinct orders with a line that is no refund.
    pub orders: Vec<u32>,
    /// Net amount in ten-thousandths.
    pub revenue: Vec<i64>,
    /// Totals of the window, customers without a purchase included.
    pub totals: Totals,
}

/// Totals of the window.
#[derive(Default)]
pub(super) struct Totals {
    pub lines: u64,
    pub refund_lines: u64,
    pub revenue: i128,
    /// Earliest day with a line.
    pub first_day: Option<i32>,
}

/// One customer in the window.
struct Sums {
    lines: u64,
    refund_lines: u64,
    first_day: i32,
    last_purchase: Option<i32>,
    orders: u32,
    gross: i128,
    net: i128,
}

/// Room that is used again for each customer.
#[derive(Default)]
struct Scratch {
    /// By order number: 1 + the customer who used it last.
    stamps: Vec<usize>,
    days: Vec<i32>,
}

/// Measures all customers.
///
/// # Errors
/// [`ErrorKind::Limit`] when a customer's amounts do not fit 64 bits of ten-thousandths.
pub(super) fn measure(view: &CustomerView, params: &Params) -> Result<Measures> {
    let from = match params.window_days {
        Some(days) => i64::from(view.as_of()) - i64::from(days),
        None => i64::MIN,
    };
    let mut all = Measures::default();
    let mut scratch = Scratch::default();
    for (customer, lines) in view.iter().enumerate() {
        let sums = sum(lines, from, customer + 1, &mut scratch);
        all.totals.add(&sums);
        let Some(last) = sums.last_purchase else { continue };
        let purchases = sums.lines - sums.refund_lines;
        let frequency = match params.frequency {
            Frequency::Order => sums.orders,
            Frequency::Day => distinct_days(lines, from, &mut scratch.days),
            Frequency::Line => u32::try_from(purchases).or(Err(Error::new(ErrorKind::Limit)))?,
        };
        let amount = match params.refunds {
            Refunds::Subtract => sums.net,
            Refunds::Ignore => sums.gross,
        };
        let monetary = match params.monetary {
            Monetary::Total => amount,
            Monetary::MeanPerOrder => Money(amount).per(u64::from(sums.orders)).map_or(0, |m| m.0),
        };
        all.customer.push(customer as u32);
        all.recency.push(view.as_of().checked_sub(last).ok_or(ErrorKind::Limit)?);
        all.frequency.push(frequency);
        all.monetary.push(i64::try_from(monetary).or(Err(ErrorKind::Limit))?);
        all.orders.push(sums.orders);
        all.revenue.push(i64::try_from(sums.net).or(Err(ErrorKind::Limit))?);
    }
    Ok(all)
}

fn sum(lines: Lines<'_>, from: i64, stamp: usize, scratch: &mut Scratch) -> Sums {
    let mut sums = Sums { lines: 0, refund_lines: 0, first_day: i32::MAX, last_purchase: None, orders: 0, gross: 0, net: 0 };
    if scratch.stamps.len() < lines.order.len() {
        scratch.stamps.resize(lines.order.len(), 0);
    }
    let columns = lines.day.iter().zip(lines.order).zip(lines.amount).zip(lines.refund);
    for (((&day, &order), &amount), &refund) in columns {
        if i64::from(day) < from {
            continue;
        }
        sums.lines += 1;
        sums.first_day = sums.first_day.min(day);
        sums.net += i128::from(amount);
        if refund {
            sums.refund_lines += 1;
            continue;
        }
        sums.gross += i128::from(amount);
        sums.last_purchase = sums.last_purchase.max(Some(day));
        if let Some(seen) = scratch.stamps.get_mut(order as usize) {
            sums.orders += u32::from(*seen != stamp);
            *seen = stamp;
        }
    }
    sums
}

/// Distinct days with a purchase.
fn distinct_days(lines: Lines<'_>, from: i64, days: &mut Vec<i32>) -> u32 {
    days.clear();
    let purchases = lines.day.iter().zip(lines.refund).filter(|&(&day, &refund)| !refund && i64::from(day) >= from);
    days.extend(purchases.map(|(&day, _)| day));
    days.sort_unstable();
    days.dedup();
    days.len() as u32
}

impl Totals {
    fn add(&mut self, sums: &Sums) {
        self.lines += sums.lines;
        self.refund_lines += sums.refund_lines;
        self.revenue += sums.net;
        if sums.lines > 0 {
            self.first_day = Some(self.first_day.map_or(sums.first_day, |day| day.min(sums.first_day)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first customer: orders 0 (two lines) and 1 on day 10, order 2 on day 14, a refund on day 18. The second: a refund alone.
    fn view() -> CustomerView {
        CustomerView::from_parts(
            vec![0, 5, 6],
            vec![10, 10, 10, 14, 18, 17],
            vec![0, 0, 1, 2, 3, 0],
            vec![100, 50, 30, 70, -40, -9],
            vec![false, false, false, false, true, true],
            20,
        )
        .unwrap()
    }

    fn one(params: &Params) -> (i32, u32, i64) {
        let m = measure(&view(), params).unwrap();
        assert_eq!(m.customer, [0], "the customer with a refund alone is left out");
        (m.recency[0], m.frequency[0], m.monetary[0])
    }

    #[test]
    fn refunds_set_neither_recency_nor_frequency() {
        assert_eq!(one(&Params::default()), (6, 3, 210));
        let m = measure(&view(), &Params::default()).unwrap();
        assert_eq!((m.totals.lines, m.totals.refund_lines, m.totals.revenue), (6, 2, 201));
    }

    #[test]
    fn each_unit_of_frequency_and_money() {
        assert_eq!(one(&Params { frequency: Frequency::Day, ..Params::default() }), (6, 2, 210));
        assert_eq!(one(&Params { frequency: Frequency::Line, ..Params::default() }), (6, 4, 210));
        assert_eq!(one(&Params { refunds: Refunds::Ignore, ..Params::default() }), (6, 3, 250));
        assert_eq!(one(&Params { monetary: Monetary::MeanPerOrder, ..Params::default() }), (6, 3, 70));
    }

    #[test]
    fn the_window_is_half_open() {
        assert_eq!(one(&Params { window_days: Some(6), ..Params::default() }), (6, 1, 30));
        let shorter = measure(&view(), &Params { window_days: Some(5), ..Params::default() }).unwrap();
        assert!(shorter.customer.is_empty());
        assert_eq!((shorter.totals.lines, shorter.totals.first_day), (2, Some(17)));
    }

    #[test]
    fn sums_beyond_64_bits_are_refused() {
        let huge = CustomerView::from_parts(vec![0, 2], vec![1, 1], vec![0, 0], vec![i64::MAX; 2], vec![false; 2], 2);
        assert_eq!(measure(&huge.unwrap(), &Params::default()).err().unwrap().kind(), ErrorKind::Limit);
    }
}
