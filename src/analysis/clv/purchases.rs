//! The lines of a view as histories of purchases up to a day, and what came after.
//!
//! A purchase is a day with a line that is no refund: orders of one day are one purchase. Refunds set nothing here.

use super::groups::History;
use crate::customers::{CustomerView, Lines};
use crate::error::{ErrorKind, Result};
use crate::table::{UNITS, each_item};

/// Customers who bought on or before the last day, in the order of the view. All columns have one length.
#[derive(Default)]
pub(super) struct Purchases {
    /// Number in the view.
    pub customer: Vec<u32>,
    /// Their histories up to the last day.
    pub histories: Vec<History>,
    /// Their first purchases, in days since 1970-01-01.
    pub first: Vec<i32>,
    /// Means of their repeat purchases in the currency; 0 without any.
    pub means: Vec<f64>,
    /// Purchases after the last day.
    pub later: Vec<u32>,
    /// Repeat purchases of all of them by day, from the first day of the view, the later ones included.
    pub daily: Vec<u64>,
    /// Customers who first bought after the last day.
    pub newer: u64,
    /// Customers without any purchase.
    pub without: u64,
}

/// Days that fit a table: 5,700 years.
const LONGEST: i64 = 1 << 21;

impl Purchases {
    /// The purchases of a view up to and with the day `end`.
    ///
    /// # Errors
    /// [`ErrorKind::Span`] when the view spans more than 5,700 years.
    pub(super) fn of(view: &CustomerView, end: i32) -> Result<Self> {
        let mut all = Self::default();
        let Some(start) = view.first_day() else { return Ok(all) };
        // Days without any line count: all was quiet up to the reference date.
        let span = i64::from(view.as_of()) - i64::from(start);
        if span >= LONGEST {
            return Err(ErrorKind::Span.into());
        }
        all.daily = vec![0; span as usize];
        let mut days = Vec::new();
        each_item((0_u32..).zip(view.iter()), |(customer, lines)| {
            let Some(first) = purchase_days(lines, &mut days) else {
                all.without += 1;
                return;
            };
            if first > end {
                all.newer += 1;
                return;
            }
            let known = days.partition_point(|&day| day <= end);
            let last = days.get(known - 1).copied().unwrap_or(first);
            let history = History { repeats: known as u32 - 1, last: last.abs_diff(first), total: end.abs_diff(first) };
            for day in days.iter().skip(1) {
                if let Some(count) = all.daily.get_mut(day.abs_diff(start) as usize) {
                    *count += 1;
                }
            }
            all.customer.push(customer);
            all.first.push(first);
            all.means.push(mean_of_repeats(lines, first, end, history.repeats));
            all.later.push((days.len() - known) as u32);
            all.histories.push(history);
        });
        Ok(all)
    }

    /// Customers with a repeat purchase.
    pub(super) fn repeaters(&self) -> u64 {
        self.histories.iter().filter(|h| h.repeats > 0).count() as u64
    }
}

/// The distinct days of purchase, ascending; the first of them.
fn purchase_days(lines: Lines<'_>, days: &mut Vec<i32>) -> Option<i32> {
    days.clear();
    days.extend(lines.day.iter().zip(lines.refund).filter(|(_, refund)| !**refund).map(|(day, _)| *day));
    if !days.is_sorted() {
        days.sort_unstable();
    }
    days.dedup();
    days.first().copied()
}

fn mean_of_repeats(lines: Lines<'_>, first: i32, end: i32, repeats: u32) -> f64 {
    if repeats == 0 {
        return 0.0;
    }
    let counts = |day: i32, refund: bool| !refund && day > first && day <= end;
    let columns = lines.day.iter().zip(lines.amount).zip(lines.refund);
    let sum: i128 =
        columns.filter(|((day, _), refund)| counts(**day, **refund)).map(|((_, amount), _)| i128::from(*amount)).sum();
    sum as f64 / (UNITS as f64 * f64::from(repeats))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_make_purchases_and_refunds_do_not() {
        // The first customer: day 10 twice, day 17, a refund on day 20, days 24 and 40. The second: from day 30. The third: a refund.
        let view = CustomerView::from_parts(
            vec![0, 6, 7, 8],
            vec![24, 10, 10, 17, 20, 40, 30, 12],
            vec![3, 0, 1, 2, 4, 5, 0, 0],
            vec![30_000, 70_000, 90_000, 10_000, -10_000, 50_000, 10_000, -5],
            vec![false, false, false, false, true, false, false, true],
            45,
        )
        .unwrap();
        let all = Purchases::of(&view, 44).unwrap();
        assert_eq!(all.histories, [History { repeats: 3, last: 30, total: 34 }, History { repeats: 0, last: 0, total: 14 }]);
        assert_eq!((all.means[0], all.later[0], all.newer, all.without), (3.0, 0, 0, 1));
        let part = Purchases::of(&view, 29).unwrap();
        assert_eq!(part.histories, [History { repeats: 2, last: 14, total: 19 }]);
        assert_eq!((part.means[0], part.later[0], part.newer, part.without), (2.0, 1, 1, 1));
        assert_eq!(part.daily.iter().sum::<u64>(), 3);
        assert_eq!((part.daily[7], part.daily[30]), (1, 1));
    }
}
