//! Lines of customers → days of purchases, gaps and returns.

use super::params::Purchase;
use crate::analysis::day_list::DayList;
use crate::customers::{CustomerView, Lines};
use crate::error::{ErrorKind, Result};
use crate::stats::Runs;
use crate::table::each_item;

/// The purchases of all customers.
pub(super) struct Purchases {
    /// Purchases of customer `i` are `offsets[i]..offsets[i + 1]` of the days.
    offsets: Vec<u32>,
    /// Days of purchases, ascending for each customer.
    days: Vec<i32>,
    pub buyers: u64,
    pub first: i32,
    pub last: i32,
    /// Gaps between consecutive purchases of one customer, by length.
    pub gaps: Runs,
    pub gap_sum: u64,
    pub returns: Returned,
}

/// What was returned.
#[derive(Default)]
pub(super) struct Returned {
    /// Orders with a purchase.
    pub orders: u64,
    /// Of them those with a return.
    pub in_order: u64,
    /// Orders of returns alone.
    pub apart: u64,
    /// Customers with an order or a return.
    pub customers: u64,
    /// Of them those with a return.
    pub returners: u64,
    pub bought: i128,
    pub returned: i128,
}

impl Purchases {
    /// The purchases of a view; `None` where nobody bought.
    ///
    /// # Errors
    /// `E_MEMORY` for more lines than there is room for, [`ErrorKind::Span`] for days beyond the calendar.
    pub fn of(view: &CustomerView, purchase: Purchase) -> Result<Option<Self>> {
        let all = view.all();
        let bought = || all.day.iter().zip(all.refund).filter(|(_, refund)| !**refund).map(|(&day, _)| day);
        let (Some(first), Some(last)) = (bought().min(), bought().max()) else { return Ok(None) };
        let span = last.checked_sub(first).filter(|span| *span <= 4_000_000).ok_or(ErrorKind::Span)?;
        crate::table::room(view.lines().saturating_mul(4))?;
        let mut days: Vec<i32> = Vec::with_capacity(view.lines());
        let mut offsets = Vec::with_capacity(view.customers() + 1);
        offsets.push(0);
        let mut counts = vec![0_u64; span as usize + 1];
        let (mut buyers, mut gap_sum) = (0, 0);
        let (mut returns, mut marks, mut list) = (Returned::default(), Vec::new(), DayList::default());
        each_item(view.iter(), |lines| {
            returns.add(lines, &mut marks);
            let own = match purchase {
                Purchase::Order => list.orders(lines),
                Purchase::Day => list.purchases(lines),
            };
            for pair in own.windows(2) {
                let &[from, to] = pair else { continue };
                if let Some(count) = counts.get_mut((to - from) as usize) {
                    *count += 1;
                }
            }
            if let (Some(from), Some(to)) = (own.first(), own.last()) {
                buyers += 1;
                gap_sum += to.abs_diff(*from);
            }
            days.extend(own.iter().map(|&day| day as i32));
            offsets.push(days.len() as u32);
        });
        Ok(Some(Self { offsets, days, buyers, first, last, gaps: Runs::of_counts(0, &counts), gap_sum, returns }))
    }

    /// Number of purchases.
    pub fn len(&self) -> u64 {
        self.days.len() as u64
    }

    /// The days of each customer in turn.
    pub fn iter(&self) -> impl Iterator<Item = &[i32]> {
        let ranges = self.offsets.iter().zip(self.offsets.iter().skip(1));
        ranges.map(|(&from, &to)| self.days.get(from as usize..to as usize).unwrap_or_default())
    }
}

const BOUGHT: u8 = 1;
const RETURNED: u8 = 2;

impl Returned {
    /// Adds the lines of a customer.
    fn add(&mut self, lines: Lines<'_>, marks: &mut Vec<u8>) {
        marks.clear();
        for ((&order, &amount), &refund) in lines.order.iter().zip(lines.amount).zip(lines.refund) {
            let order = order as usize;
            if order >= marks.len() {
                marks.resize(order + 1, 0);
            }
            if let Some(mark) = marks.get_mut(order) {
                *mark |= if refund { RETURNED } else { BOUGHT };
            }
            // A return that is marked and not negative takes back as much.
            let (sum, amount) = if refund {
                (&mut self.returned, amount.unsigned_abs())
            } else {
                (&mut self.bought, amount.max(0).unsigned_abs())
            };
            *sum += i128::from(amount);
        }
        self.customers += u64::from(!marks.is_empty());
        self.returners += u64::from(marks.iter().any(|mark| mark & RETURNED != 0));
        for &mark in marks.iter() {
            self.orders += u64::from(mark & BOUGHT != 0);
            self.in_order += u64::from(mark == BOUGHT | RETURNED);
            self.apart += u64::from(mark == RETURNED);
        }
    }
}
