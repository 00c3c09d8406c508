//! Lines of a customer → recency, frequency, monetary.

use super::params::{Frequency, Monetary, Params, Refunds};
use crate::customers::{CustomerView, Lines};
use crate::error::{ErrorKind, Result};
use crate::table::Money;
use std::ops::Range;

/// The measures of customers with a purchase in the window, in the order of the view.
#[derive(Default)]
pub(in crate::analysis) struct Measures {
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
pub(in crate::analysis) struct Totals {
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
    /// Latest day of a purchase, if there is one.
    last_purchase: i32,
    orders: u32,
    days: u32,
    purchased: i128,
    refunded: i128,
}

/// Which small numbers have been seen for a customer, without clearing between customers.
struct Seen(Vec<u32>);

impl Seen {
    /// 1 if this customer (numbered from 1) has not had the number yet, else 0.
    fn first(&mut self, number: usize, customer: u32) -> u32 {
        match self.0.get_mut(number) {
            Some(last) => u32::from(std::mem::replace(last, customer) != customer),
            None => 0,
        }
    }
}

/// Distinct days are counted by marks while the history is no longer than this, otherwise by sorting.
const MARKED_DAYS: i64 = 1 << 16;

/// Measures all customers as of a day: lines on it and after it do not count.
///
/// # Errors
/// [`ErrorKind::Amount`] when a customer's amounts do not fit 64 bits of ten-thousandths.
pub(in crate::analysis) fn measure(view: &CustomerView, params: &Params, as_of: i32) -> Result<Measures> {
    let start = i64::from(as_of) - params.window_days.map_or(i64::from(u32::MAX), i64::from);
    let from = i32::try_from(start).unwrap_or(i32::MIN);
    let most = view.iter().map(|lines| lines.order.len()).max().unwrap_or(0);
    let mut orders = Seen(vec![0; most]);
    let by_day = params.frequency == Frequency::Day;
    let first_day = view.first_day().unwrap_or(0);
    let history = i64::from(view.as_of()) - i64::from(first_day);
    let mut days = Seen(if by_day && history <= MARKED_DAYS { vec![0; history as usize] } else { Vec::new() });
    let mut sorted = Vec::new();
    let mut all = Measures::default();
    for (customer, lines) in (0_u32..).zip(view.iter()) {
        let mut sums = sum(lines, from..as_of, |order| orders.first(order as usize, customer + 1));
        all.totals.add(&sums);
        if sums.lines == sums.refund_lines {
            continue;
        }
        if by_day {
            let purchases = lines.day.iter().zip(lines.refund).filter(|&(day, &refund)| !refund && (from..as_of).contains(day));
            let purchase_days = purchases.map(|(&day, _)| day);
            sums.days = if days.0.is_empty() {
                distinct(purchase_days, &mut sorted)
            } else {
                purchase_days.map(|day| days.first((day - first_day) as usize, customer + 1)).sum()
            };
        }
        let net = sums.purchased + sums.refunded;
        let amount = match params.refunds {
            Refunds::Subtract => net,
            Refunds::Ignore => sums.purchased,
        };
        let monetary = match params.monetary {
            Monetary::Total => amount,
            Monetary::MeanPerOrder => Money(amount).per(sums.orders.into()).map_or(0, |mean| mean.0),
        };
        all.customer.push(customer);
        all.recency.push(as_of.checked_sub(sums.last_purchase).ok_or(ErrorKind::Span)?);
        all.frequency.push(match params.frequency {
            Frequency::Order => sums.orders,
            Frequency::Day => sums.days,
            Frequency::Line => (sums.lines - sums.refund_lines) as u32,
        });
        all.monetary.push(i64::try_from(monetary).or(Err(ErrorKind::Amount))?);
        all.orders.push(sums.orders);
        all.revenue.push(i64::try_from(net).or(Err(ErrorKind::Amount))?);
    }
    // Lines of which something was paid back on the line itself are counted as the overview counts them.
    let paid_back = view.returned().iter().zip(view.all().day);
    all.totals.refund_lines += paid_back.filter(|(back, day)| **back != 0 && (from..as_of).contains(*day)).count() as u64;
    Ok(all)
}

#[inline(never)]
fn sum(lines: Lines<'_>, days: Range<i32>, mut first_of_order: impl FnMut(u32) -> u32) -> Sums {
    let mut sums = Sums {
        lines: 0,
        refund_lines: 0,
        first_day: i32::MAX,
        last_purchase: i32::MIN,
        orders: 0,
        days: 0,
        purchased: 0,
        refunded: 0,
    };
    let columns = lines.day.iter().zip(lines.order).zip(lines.amount).zip(lines.refund);
    for (((&day, &order), &amount), &refund) in columns {
        if !days.contains(&day) {
            continue;
        }
        sums.lines += 1;
        sums.first_day = sums.first_day.min(day);
        if refund {
            sums.refund_lines += 1;
            sums.refunded += i128::from(amount);
            continue;
        }
        sums.purchased += i128::from(amount);
        sums.last_purchase = sums.last_purchase.max(day);
        sums.orders += first_of_order(order);
    }
    sums
}

fn distinct(days: impl Iterator<Item = i32>, sorted: &mut Vec<i64>) -> u32 {
    sorted.clear();
    sorted.extend(days.map(i64::from));
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len() as u32
}

impl Totals {
    fn add(&mut self, sums: &Sums) {
        self.lines += sums.lines;
        self.refund_lines += sums.refund_lines;
        self.revenue += sums.purchased + sums.refunded;
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
        let m = measure(&view(), params, 20).unwrap();
        assert_eq!(m.customer, [0], "the customer with a refund alone is left out");
        (m.recency[0], m.frequency[0], m.monetary[0])
    }

    #[test]
    fn refunds_set_neither_recency_nor_frequency() {
        assert_eq!(one(&Params::default()), (6, 3, 210));
        let m = measure(&view(), &Params::default(), 20).unwrap();
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
        let shorter = measure(&view(), &Params { window_days: Some(5), ..Params::default() }, 20).unwrap();
        assert!(shorter.customer.is_empty());
        assert_eq!((shorter.totals.lines, shorter.totals.first_day), (2, Some(17)));
    }

    #[test]
    fn an_earlier_date_sees_nothing_of_later_lines() {
        let m = measure(&view(), &Params { frequency: Frequency::Day, ..Params::default() }, 14).unwrap();
        assert_eq!((m.recency, m.frequency, m.monetary, m.totals.lines), (vec![4], vec![1], vec![180], 3));
        let windowed = measure(&view(), &Params { window_days: Some(5), ..Params::default() }, 15).unwrap();
        assert_eq!((windowed.recency, windowed.frequency, windowed.monetary), (vec![1], vec![3], vec![250]));
        assert!(measure(&view(), &Params::default(), 10).unwrap().customer.is_empty());
    }

    #[test]
    fn days_far_apart_are_counted_by_sorting() {
        let far =
            CustomerView::from_parts(vec![0, 3], vec![-90_000, 5, 5], vec![0, 1, 2], vec![1; 3], vec![false; 3], 9).unwrap();
        assert_eq!(measure(&far, &Params { frequency: Frequency::Day, ..Params::default() }, 9).unwrap().frequency, [2]);
    }

    #[test]
    fn sums_beyond_64_bits_are_refused() {
        let huge = CustomerView::from_parts(vec![0, 2], vec![1, 1], vec![0, 0], vec![i64::MAX; 2], vec![false; 2], 2);
        assert_eq!(measure(&huge.unwrap(), &Params::default(), 2).err().unwrap().kind(), ErrorKind::Amount);
    }
}
