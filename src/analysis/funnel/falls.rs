//! Days on which hardly anybody gets from one step to the next, beside all other days.

use super::matching::Item;
use super::output::FallRow;
use super::params::Step;
use crate::analysis::period::iso;
use crate::error::Result;
use crate::stats::{Ratio, ascending, false_discovery, hypergeometric_tail};
use crate::table::date::{DAY, civil_day};

/// Most days of a file whose days are compared: ten years.
const MOST_DAYS: i32 = 3_660;
/// Rows that are listed: those that chance explains least.
const LISTED: usize = 60;
/// False discovery rate.
const RATE: f64 = 0.05;

/// By day and step: customers who do the step, and those of them who do the next one behind it on the same day.
pub(super) struct Falls {
    first: i32,
    /// Pairs of a step and the next one that are compared, by the number of the step from 0.
    pairs: Vec<usize>,
    counts: Vec<[u32; 2]>,
}

impl Falls {
    /// Without times of day nothing is known of what comes behind what on a day, and nothing is counted.
    pub fn new(steps: &[Step], (first, last): (i32, i32), timed: bool) -> Self {
        // A further order of one day is rare on every day, and whoever skips a step does not fail at it.
        let fits = |step: &Step| !step.optional && step.order.is_none_or(|n| n < 2);
        let pairs: Vec<usize> = (0..).zip(steps.windows(2)).filter(|(_, pair)| pair.iter().all(fits)).map(|(at, _)| at).collect();
        let days = last.saturating_sub(first).saturating_add(1);
        let counted = timed && days <= MOST_DAYS;
        Self { first, counts: vec![[0; 2]; if counted { pairs.len() * days.unsigned_abs() as usize } else { 0 }], pairs }
    }

    /// Adds the events of a customer, or of one of the sessions that bound the chains, in order of time.
    pub fn add(&mut self, items: &[Item]) {
        if self.counts.is_empty() {
            return;
        }
        let (mut end, mut done, mut followed) = (i64::MIN, 0, 0);
        for item in items {
            if item.second >= end {
                self.close(end, done, followed);
                (done, followed) = (0, 0);
                end = (i64::from(civil_day(item.second)) + 1) * DAY;
            }
            followed |= (done << 1) & item.mask;
            done |= item.mask;
        }
        self.close(end, done, followed);
    }

    /// Counts the steps that were done on the day that ends here, and those whose next one followed.
    fn close(&mut self, end: i64, done: u32, followed: u32) {
        if done == 0 {
            return;
        }
        let day = usize::try_from(civil_day(end - 1).saturating_sub(self.first)).unwrap_or(usize::MAX);
        let row = self.counts.chunks_exact_mut(self.pairs.len()).nth(day).unwrap_or_default();
        for ([followers, doers], step) in row.iter_mut().zip(&self.pairs) {
            *doers += done >> step & 1;
            *followers += followed >> (step + 1) & 1;
        }
    }

    /// The days, ascending, on which a rate is at most half of that of all other days and of those of the same weekday, and chance
    /// explains neither: what happens each weekend is no fault.
    ///
    /// # Errors
    /// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day.
    pub fn rows(&self) -> Result<Vec<FallRow>> {
        let mut tested = Vec::new();
        for (at, step) in self.pairs.iter().enumerate() {
            let days = || self.counts.chunks_exact(self.pairs.len()).filter_map(|row| row.get(at)).zip(self.first..);
            let (part, whole) = days().fold((0, 0), |(part, whole), ([n, d], _)| (part + u64::from(*n), whole + u64::from(*d)));
            let mut of_weekday = [(0, 0); 7];
            for ([n, d], day) in days() {
                let Some(sums) = of_weekday.get_mut(weekday(day)) else { continue };
                *sums = (sums.0 + u64::from(*n), sums.1 + u64::from(*d));
            }
            for ([n, d], day) in days().filter(|([_, d], _)| *d > 0) {
                let (n, d) = (u64::from(*n), u64::from(*d));
                let rate = Ratio { num: n, den: d };
                let own = of_weekday.get(weekday(day)).copied().filter(|(_, whole)| *whole > d).unwrap_or((part, whole));
                let beside = [(part, whole), own];
                let usual = beside.map(|(part, whole)| Ratio { num: part - n, den: whole - d });
                let p = beside.map(|(part, whole)| hypergeometric_tail(d - n, d, whole - part, whole));
                tested.push((day, *step, rate, usual, p.into_iter().fold(0.0, f64::max)));
            }
        }
        let q = false_discovery(&tested.iter().map(|row| row.4).collect::<Vec<_>>());
        let halved = |rate: Ratio, usual: Ratio| {
            u128::from(rate.num) * u128::from(usual.den) * 2 <= u128::from(usual.num) * u128::from(rate.den)
        };
        let mut found: Vec<_> =
            tested.into_iter().zip(q).filter(|(row, q)| *q <= RATE && row.3.iter().all(|usual| halved(row.2, *usual))).collect();
        // What is usual holds none of the days that are not: the days of one incident hide each other else.
        for step in &self.pairs {
            let of_step = |row: &&mut ((i32, usize, Ratio, [Ratio; 2], f64), f64)| row.0.1 == *step;
            let fallen = found.iter().filter(|row| row.0.1 == *step).map(|(row, _)| row.2);
            let (part, whole) = fallen.fold((0, 0), |(part, whole), rate| (part + rate.num, whole + rate.den));
            for ((_, _, rate, [usual, _], _), _) in found.iter_mut().filter(of_step) {
                *usual = Ratio { num: usual.num + rate.num - part, den: usual.den + rate.den - whole };
            }
        }
        if found.len() > LISTED {
            let least =
                ascending(&found.iter().map(|(row, _)| row.4).collect::<Vec<_>>()).get(LISTED - 1).copied().unwrap_or(0.0);
            found.retain(|(row, _)| row.4 <= least);
        }
        found.sort_by_key(|(row, _)| (row.0, row.1));
        let listed = found.into_iter().take(LISTED);
        listed
            .map(|((day, step, rate, [usual, _], p), q)| Ok(FallRow { day: iso(day)?, step: step as u32 + 2, rate, usual, p, q }))
            .collect()
    }
}

/// Number of the weekday of a day.
fn weekday(day: i32) -> usize {
    day.rem_euclid(7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(count: usize) -> Vec<Step> {
        vec![Step { events: vec!["a".to_owned()], ..Step::default() }; count]
    }

    fn item(day: i64, second: i64, mask: u32) -> Item {
        Item { second: day * DAY + second, mask, ..Item::default() }
    }

    /// Twenty customers a day do both steps; on day 3 all but two stop at the first.
    #[test]
    fn a_day_on_which_a_step_fails_is_named_and_no_other() {
        let mut falls = Falls::new(&steps(2), (0, 9), true);
        for customer in 0..20 {
            let mut items = Vec::new();
            for day in 0..10 {
                items.push(item(day, 10, 1));
                if day != 3 || customer < 2 {
                    items.push(item(day, 20, 2));
                }
            }
            falls.add(&items);
        }
        let rows = falls.rows().unwrap();
        assert_eq!(rows.len(), 1);
        let FallRow { day, step, rate, usual, p, q } = &rows[0];
        assert_eq!((day.as_str(), *step), ("1970-01-04", 2));
        assert_eq!((*rate, *usual), (Ratio { num: 2, den: 20 }, Ratio { num: 180, den: 180 }));
        assert!(*p < 1e-15 && *q < 1e-14, "{p} {q}");
    }

    /// On three of ten days 2 of 20 get on, on the others all of them.
    #[test]
    fn what_is_usual_is_counted_without_any_of_the_days_that_fell() {
        let mut falls = Falls::new(&steps(2), (0, 9), true);
        for customer in 0..20 {
            let of_day = |day| std::iter::once(item(day, 10, 1)).chain((day < 7 || customer < 2).then(|| item(day, 20, 2)));
            falls.add(&(0..10).flat_map(of_day).collect::<Vec<_>>());
        }
        let rows = falls.rows().unwrap();
        assert_eq!(rows.iter().map(|row| row.day.as_str()).collect::<Vec<_>>(), ["1970-01-08", "1970-01-09", "1970-01-10"]);
        for row in rows {
            assert_eq!((row.rate, row.usual), (Ratio { num: 2, den: 20 }, Ratio { num: 140, den: 140 }));
        }
    }

    /// Of 40 customers a day all get on, on Saturdays and Sundays four; on one Saturday nobody does, and on one Monday two.
    #[test]
    fn a_weekend_is_no_fault_and_a_worse_one_is() {
        let mut falls = Falls::new(&steps(2), (0, 69), true);
        // 1970-01-01 was a Thursday.
        let passing = |day: i64| match (day, day % 7) {
            (25, _) => 2,
            (30, _) => 0,
            (_, 2 | 3) => 8,
            _ => 40,
        };
        for customer in 0..40 {
            let of_day = |day| std::iter::once(item(day, 10, 1)).chain((customer < passing(day)).then(|| item(day, 20, 2)));
            falls.add(&(0..70).flat_map(of_day).collect::<Vec<_>>());
        }
        let days: Vec<String> = falls.rows().unwrap().into_iter().map(|row| row.day).collect();
        assert_eq!(days, ["1970-01-26", "1970-01-31"]);
    }

    #[test]
    fn only_what_follows_on_the_day_counts() {
        let mut falls = Falls::new(&steps(3), (0, 1), true);
        // The second step before the first, the first alone over midnight, then all three in one moment and order.
        falls.add(&[item(0, 5, 2), item(0, 9, 1), item(1, 1, 2), item(1, 2, 1), item(1, 2, 2), item(1, 2, 4)]);
        assert_eq!(falls.counts, [[0, 1], [0, 1], [1, 1], [1, 1]]);
    }

    #[test]
    fn repeated_orders_and_skipped_steps_and_days_without_a_clock_are_left_out() {
        let mut list = steps(4);
        list[1].optional = true;
        assert_eq!(Falls::new(&list, (0, 0), true).pairs, [2]);
        list[3].order = Some(2);
        assert_eq!(Falls::new(&list, (0, 0), true).pairs, [0_usize; 0]);
        let mut days = Falls::new(&steps(2), (0, 9), false);
        days.add(&[item(0, 0, 1)]);
        assert!(days.rows().unwrap().is_empty());
    }
}
