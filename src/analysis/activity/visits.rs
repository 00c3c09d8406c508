//! Lines and events of customers → when they visited.

use super::params::Params;
use crate::analysis::day_list::DayList;
use crate::analysis::period::{Beside, Calendar, Unit};
use crate::customers::{Covered, CustomerView, Events, NO_DAY};
use crate::error::{ErrorKind, Result};
use crate::table::date::DAY;

/// Days of the windows of weekly and monthly active customers.
const WEEK: i64 = 7;
pub(super) const MONTH: i64 = 30;
/// Days that are counted one by one: the last.
const DAILY: i32 = 90;

/// What is known of each customer's visits. Days are counted back from the reference date: 1 is the last day of data.
pub(super) struct Measured {
    /// Days since the last visit; [`NEVER`] without one.
    pub since: Vec<i32>,
    /// Days since the customer is known; 0 where there is no day.
    pub known: Vec<i32>,
    /// Visits in the window of the active.
    pub in_window: Vec<u32>,
    /// Visits in the last 30 days.
    pub in_month: Vec<u32>,
    /// The days that the table of the visits covers.
    pub covered: Covered,
    /// First and last day of a visit.
    pub first: i32,
    pub last: i32,
    pub weeks: Counted,
    pub months: Counted,
    /// Active customers of each of the last days that the table covers: on it, in 7 and in 30 days.
    pub daily: [Vec<u64>; 3],
}

/// Customers by period.
pub(super) struct Counted {
    pub calendar: Calendar,
    pub customers: Vec<u64>,
    pub beside: Beside,
}

/// Days since the last visit of a customer without one.
pub(super) const NEVER: i32 = i32::MAX;

/// What a visit is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Basis<'a> {
    Sessions(&'a Events),
    EventDays(&'a Events),
    PurchaseDays,
}

impl<'a> Basis<'a> {
    pub fn of(view: &'a CustomerView) -> Self {
        match view.events() {
            Some(visits) if visits.timed => Self::Sessions(visits),
            Some(visits) => Self::EventDays(visits),
            None => Self::PurchaseDays,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Sessions(_) => "sessions",
            Self::EventDays(_) => "event_days",
            Self::PurchaseDays => "purchase_days",
        }
    }

    fn days<'b>(self, view: &CustomerView, customer: usize, list: &'b mut DayList) -> &'b [i64] {
        match self {
            Self::Sessions(visits) | Self::EventDays(visits) => list.moments(visits.of(customer)),
            Self::PurchaseDays => list.purchases(view.lines_of(customer)),
        }
    }

    /// The days that the table of the visits covers.
    fn covered(self, view: &CustomerView) -> Option<Covered> {
        match self {
            Self::Sessions(visits) | Self::EventDays(visits) => visits.covered(view.as_of()),
            Self::PurchaseDays => view.covered(),
        }
    }

    /// Whether anybody visited.
    fn is_visited(self, view: &CustomerView) -> bool {
        match self {
            Self::Sessions(visits) | Self::EventDays(visits) => !visits.second.is_empty(),
            Self::PurchaseDays => view.all().refund.contains(&false),
        }
    }

    /// Visits since the start of a day: of sessions those with an event since then.
    fn since(self, customer: usize, days: &[i64], from: i64, gap: i64) -> u32 {
        let Self::Sessions(visits) = self else {
            return (days.len() - days.partition_point(|&day| day < from)) as u32;
        };
        let events = visits.of(customer);
        let within = events.get(events.partition_point(|&second| second < from * DAY)..).unwrap_or_default();
        crate::analysis::visit::count(within, gap) as u32
    }
}

/// Measures all customers; `None` where nobody visited.
///
/// # Errors
/// [`ErrorKind::Span`] where the calendar does not reach a day.
pub(super) fn measure(view: &CustomerView, basis: Basis<'_>, params: &Params) -> Result<Option<Measured>> {
    let Some(covered) = basis.covered(view).filter(|_| basis.is_visited(view)) else { return Ok(None) };
    let as_of = view.as_of();
    let mut list = DayList::default();
    let by_visits = basis != Basis::PurchaseDays;
    let calendar = |unit| -> Result<Counted> {
        let calendar = Calendar::new(unit, 1, covered.from, covered.to)?;
        Ok(Counted { customers: vec![0; calendar.len()], beside: Beside::new(&calendar), calendar })
    };
    let (mut weeks, mut months) = (calendar(Unit::Week)?, calendar(Unit::Month)?);
    let base = covered.from.max(covered.to.saturating_sub(DAILY));
    let length = covered.to.abs_diff(base) as usize;
    let mut changes = [vec![0_i64; length + 1], vec![0; length + 1], vec![0; length + 1]];
    let customers = view.customers();
    let column = || Vec::with_capacity(customers);
    let (mut since, mut known) = (column(), column());
    let (mut in_window, mut in_month) = (Vec::with_capacity(customers), Vec::with_capacity(customers));
    let registered = view.people().and_then(|people| people.registered.as_ref());
    let from = |days: u32| i64::from(as_of) - i64::from(days);
    let (window, month, gap) = (from(params.active_days), i64::from(as_of) - MONTH, i64::from(params.gap_minutes) * 60);
    let (mut first, mut last) = (i32::MAX, i32::MIN);
    for customer in 0..customers {
        let mut earliest = registered.and_then(|days| days.get(customer)).copied().filter(|&day| day != NO_DAY);
        if by_visits {
            let lines = view.lines_of(customer);
            for (&day, _) in lines.day.iter().zip(lines.refund).filter(|(_, refund)| !**refund) {
                earliest = Some(earliest.map_or(day, |e| e.min(day)));
            }
        }
        let days = basis.days(view, customer, &mut list);
        if let (Some(&from), Some(&to)) = (days.first(), days.last()) {
            let (from, to) = (i32::try_from(from).or(Err(ErrorKind::Span))?, i32::try_from(to).or(Err(ErrorKind::Span))?);
            earliest = Some(earliest.map_or(from, |e| e.min(from)));
            (first, last) = (first.min(from), last.max(to));
            since.push(as_of - to);
            weeks.count(days);
            months.count(days);
            rise(&mut changes, days, base);
        } else {
            since.push(NEVER);
        }
        in_window.push(basis.since(customer, days, window, gap));
        in_month.push(basis.since(customer, days, month, gap));
        known.push(earliest.map_or(0, |day| as_of.saturating_sub(day).max(1)));
    }
    let daily = changes.map(|changes| {
        let mut now = 0;
        let running = changes.iter().take(length).map(|change| {
            now += change;
            now.unsigned_abs()
        });
        running.collect()
    });
    Ok(Some(Measured { since, known, covered, in_window, in_month, first, last, weeks, months, daily }))
}

impl Counted {
    /// Counts a customer once in each period of these days, which ascend.
    #[inline]
    fn count(&mut self, days: &[i64]) {
        let mut before = usize::MAX;
        for &day in days {
            let period = self.calendar.period(day as i32);
            if period != before
                && let Some(count) = self.customers.get_mut(period)
            {
                *count += 1;
                before = period;
                self.beside.add(&self.calendar, period, day as i32);
            }
        }
    }
}

/// Where the numbers of active customers rise and fall from a day on by the days of one customer: a day counts for itself and
/// those behind it, until the window is over or the next day takes its place.
#[inline]
fn rise(changes: &mut [Vec<i64>; 3], days: &[i64], base: i32) {
    let base = i64::from(base);
    let recent = days.get(days.partition_point(|&day| day + MONTH <= base)..).unwrap_or_default();
    let mut rest = recent.iter().skip(1);
    for &day in recent {
        let next = rest.next().copied().unwrap_or(i64::MAX);
        for (changes, window) in changes.iter_mut().zip([1, WEEK, MONTH]) {
            let (from, to) = (day.max(base) - base, next.min(day + window) - base);
            let last = changes.len() - 1;
            if from < to {
                if let Some(slot) = changes.get_mut(from as usize) {
                    *slot += 1;
                }
                if let Some(slot) = changes.get_mut((to as usize).min(last)) {
                    *slot -= 1;
                }
            }
        }
    }
}
