//! The days of one customer after another, in a buffer that all share.

use crate::customers::Lines;
use crate::table::date::{DAY, civil_day};

/// Days since 1970-01-01 of one customer, ascending. As whole numbers of 64 bits, so that the program holds one sort for them and
/// for times.
#[derive(Default)]
pub(super) struct DayList {
    days: Vec<i64>,
}

impl DayList {
    /// The days with a purchase, each once. Refunds are none.
    pub fn purchases(&mut self, lines: Lines<'_>) -> &[i64] {
        self.days.clear();
        let purchases = lines.day.iter().zip(lines.refund).filter(|(_, refund)| !**refund);
        self.days.extend(purchases.map(|(&day, _)| i64::from(day)));
        self.sort();
        self.days.dedup();
        &self.days
    }

    /// The day of each order with a purchase: of one that spans several, the first.
    pub fn orders(&mut self, lines: Lines<'_>) -> &[i64] {
        const NONE: i64 = i64::MAX;
        self.days.clear();
        for ((&day, &order), &refund) in lines.day.iter().zip(lines.order).zip(lines.refund) {
            if refund {
                continue;
            }
            let order = order as usize;
            if order >= self.days.len() {
                self.days.resize(order + 1, NONE);
            }
            if let Some(slot) = self.days.get_mut(order) {
                *slot = (*slot).min(day.into());
            }
        }
        self.days.retain(|&day| day != NONE);
        self.sort();
        &self.days
    }

    /// The days with one of these moments, which ascend; each once.
    pub fn moments(&mut self, seconds: &[i64]) -> &[i64] {
        self.days.clear();
        let mut end = i64::MIN;
        for &second in seconds {
            // Events of one day follow each other: most need no division.
            if second >= end {
                let day = i64::from(civil_day(second));
                end = (day + 1) * DAY;
                self.days.push(day);
            }
        }
        &self.days
    }

    fn sort(&mut self) {
        if !self.days.is_sorted() {
            self.days.sort_unstable();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_ascend_and_refunds_are_none() {
        let lines = Lines {
            day: &[9, 4, 4, 7, 3, 2],
            order: &[0, 1, 2, 0, 3, 5],
            amount: &[1, 1, 1, 1, -1, 1],
            refund: &[false, false, false, false, true, false],
        };
        let mut list = DayList::default();
        assert_eq!(list.purchases(lines), [2, 4, 7, 9]);
        assert_eq!(list.orders(lines), [2, 4, 4, 7], "the order of days 9 and 7 counts on the first of them");
        assert_eq!(list.moments(&[-1, 0, 5, DAY - 1, DAY, 9 * DAY + 7]), [-1, 0, 1, 9]);
        assert!(list.moments(&[]).is_empty());
    }
}
