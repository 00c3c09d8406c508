//! One pass over the sessions of all customers.

use super::sample::Sample;
use crate::analysis::tally::Tally;
use crate::analysis::visit::Sessions;
use crate::customers::{Dimension, Events, NO_LABEL};
use crate::stats::{Exact, median};
use crate::table::date::{DAY, civil_day};

/// The longest gap of the curve, in minutes.
pub(super) const LONGEST_GAP: usize = 1_440;
const HOURS: usize = 24;
/// Sessions of more events are few.
const MANY: usize = 4_096;

/// What is counted of sessions.
pub(super) struct Measured {
    pub customers: u64,
    pub single: u64,
    pub over_midnight: u64,
    /// Gaps between events of one customer, by the minutes that they begin: at n those above n − 1 and up to n minutes.
    gaps: Vec<u64>,
    /// Seconds of each session with several events.
    pub durations: Sample,
    /// Events of each session.
    pub sizes: Sample,
    /// Sessions of each customer.
    pub per_customer: Vec<u32>,
    /// Half of each customer's sessions with several events last so many seconds at most; NaN without one.
    pub median_seconds: Vec<f64>,
    /// Sessions by weekday and hour of their start.
    pub weekdays: Tally,
    pub hours: Tally,
    /// Sessions by the kind of their first and last event; without a kind at the end.
    pub first: Tally,
    pub last: Tally,
    pub first_second: i64,
    pub last_second: i64,
}

impl Measured {
    pub fn of(events: &Events, kinds: Option<&Dimension>, sessions: &mut Sessions<'_>, customers: usize) -> Self {
        let none = kinds.map_or(0, |kinds| kinds.labels.len());
        let mut measured = Self {
            customers: 0,
            single: 0,
            over_midnight: 0,
            gaps: vec![0; LONGEST_GAP + 2],
            durations: Sample::new(DAY as usize),
            sizes: Sample::new(MANY),
            per_customer: Vec::with_capacity(customers),
            median_seconds: Vec::with_capacity(customers),
            weekdays: Tally::new(7),
            hours: Tally::new(7 * HOURS),
            first: Tally::new(none + 1),
            last: Tally::new(none + 1),
            first_second: i64::MAX,
            last_second: i64::MIN,
        };
        let mut own: Vec<i64> = Vec::new();
        let second = |place: usize| events.second.get(place).copied().unwrap_or(0);
        let kind = |place: usize| {
            let code = kinds.and_then(|kinds| kinds.codes().get(place)).copied().unwrap_or(NO_LABEL);
            (code as usize).min(none)
        };
        for customer in 0..customers {
            let range = sessions.split(customer);
            measured.per_customer.push(sessions.ends().len() as u32);
            if range.is_empty() {
                measured.median_seconds.push(f64::NAN);
                continue;
            }
            measured.customers += 1;
            let moments = events.second.get(range.clone()).unwrap_or_default();
            measured.count_gaps(moments);
            if let (Some(&first), Some(&last)) = (moments.first(), moments.last()) {
                measured.first_second = measured.first_second.min(first);
                measured.last_second = measured.last_second.max(last);
            }
            own.clear();
            let mut from = range.start;
            for number in 0..sessions.ends().len() {
                let end = sessions.ends().get(number).map_or(range.end, |&end| end as usize);
                let (first, last) = (sessions.place(from), sessions.place(end - 1));
                let (start, stop) = (second(first), second(last));
                measured.sizes.add((end - from) as i64);
                if end - from == 1 {
                    measured.single += 1;
                } else {
                    own.push(stop - start);
                    measured.durations.add(stop - start);
                }
                let day = civil_day(start);
                measured.over_midnight += u64::from(stop >= (i64::from(day) + 1) * DAY);
                // 1970-01-01 was a Thursday.
                let weekday = (i64::from(day) + 3).rem_euclid(7) as usize;
                let hour = (start - i64::from(day) * DAY) as usize / 3600;
                measured.weekdays.add(weekday, customer);
                measured.hours.add(weekday * HOURS + hour, customer);
                measured.first.add(kind(first), customer);
                measured.last.add(kind(last), customer);
                from = end;
            }
            measured.median_seconds.push(median(&mut own).map_or(f64::NAN, Exact::to_f64));
        }
        measured
    }

    #[inline]
    fn count_gaps(&mut self, moments: &[i64]) {
        for pair in moments.windows(2) {
            let &[a, b] = pair else { continue };
            // Few gaps are long; the others fit 32 bits, which are divided sooner.
            let seconds = u32::try_from(b - a).unwrap_or(u32::MAX).min(60 * LONGEST_GAP as u32 + 1);
            if let Some(count) = self.gaps.get_mut(seconds.div_ceil(60) as usize) {
                *count += 1;
            }
        }
    }

    /// Sessions at a gap of so many minutes: one for each customer, and one for each longer gap.
    pub fn sessions_at(&self, minutes: u32) -> u64 {
        self.customers + self.gaps.iter().skip(minutes as usize + 1).sum::<u64>()
    }
}
