//! Days of purchases → customers by interval, and the stage of each now.

use super::params::{Interval, Params};
use super::purchases::Purchases;
use crate::analysis::SameDays;
use crate::analysis::period::{Beside, Calendar, Unit, months_before};
use crate::error::{ErrorKind, Result};
use crate::stats::Exact;
use crate::table::each_item;

/// Codes of the stages, from the newest to the lost. In every interval each customer who has bought so far is in one of them; those of the
/// first three are the active.
pub const STAGES: [&str; 6] = ["new", "returning", "resurrecting", "dormant", "inactive", "lost"];

/// Lengths of week, month and quarter that a median gap is held against.
const LENGTHS: [(u32, Unit); 3] = [(7, Unit::Week), (31, Unit::Month), (92, Unit::Quarter)];

/// Unit and number of days of the interval.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub unit: Unit,
    pub days: u32,
}

impl Step {
    /// The interval of the settings, or the one that the purchases suggest: the shortest that is not below their median gap, but
    /// short enough for two intervals where weeks allow it.
    pub fn of(params: &Params, purchases: &Purchases, as_of: i32) -> Self {
        let unit = match params.interval {
            Interval::Week => Unit::Week,
            Interval::Month => Unit::Month,
            Interval::Quarter => Unit::Quarter,
            Interval::Days => return Self { unit: Unit::Days, days: params.days },
            Interval::Auto => {
                let median = purchases.gaps.median().and_then(Exact::ceil).map_or(31, |m| u32::try_from(m).unwrap_or(u32::MAX));
                let history = as_of.saturating_sub(purchases.first).unsigned_abs();
                let fits = |length: u32| length >= median;
                let Some(at) = LENGTHS.iter().position(|(length, _)| fits(*length)) else {
                    return Self { unit: Unit::Days, days: median };
                };
                let shorter = LENGTHS.iter().take(at + 1).rev().find(|(length, _)| 2 * length <= history);
                shorter.map_or(Unit::Week, |(_, unit)| *unit)
            }
        };
        Self { unit, days: 0 }
    }

    /// First day of the interval that ends before the reference date, and of the one before it.
    ///
    /// # Errors
    /// [`ErrorKind::Span`] where the calendar does not reach them.
    pub fn windows(self, as_of: i32) -> Result<[i32; 2]> {
        let back = |times: u32| -> Result<i32> {
            let days = |length: u32| -> Result<i32> {
                let days = i32::try_from(length * times).or(Err(ErrorKind::Span))?;
                as_of.checked_sub(days).ok_or_else(|| ErrorKind::Span.into())
            };
            match self.unit {
                Unit::Month => months_before(as_of, times),
                Unit::Quarter => months_before(as_of, 3 * times),
                Unit::Week => days(7),
                Unit::Day | Unit::Days => days(self.days.max(1)),
            }
        };
        Ok([back(1)?, back(2)?])
    }
}

/// Customers of one interval.
#[derive(Clone, Default)]
pub(super) struct Period {
    pub active: u64,
    pub new: u64,
    pub returning: u64,
    pub resurrecting: u64,
    pub dormant: u64,
    pub inactive: u64,
    pub lost: u64,
    pub same_days: Option<SameDays>,
}

/// Customers by interval; lost are those who were active neither in it nor in the one before and bought on none of the last `lost_days`
/// days of it.
pub(super) fn periods(purchases: &Purchases, calendar: &Calendar, lost_days: i32) -> Vec<Period> {
    let count = calendar.len();
    let mut periods = vec![Period::default(); count];
    // Where the numbers of the inactive and of the lost rise and fall.
    let mut changes = vec![[0_i64; 2]; count + 1];
    let mut beside = Beside::new(calendar);
    let mut leave = |periods: &mut [Period], last: i32, next: usize| {
        let from = calendar.period(last) + 1;
        if let Some(slot) = periods.get_mut(from).filter(|_| from < next) {
            slot.dormant += 1;
        }
        if from + 1 >= next {
            return;
        }
        let lost = calendar.ends_behind(last.saturating_add(lost_days)).clamp(from + 1, next);
        for (at, class, by) in [(from + 1, 0, 1), (lost, 0, -1), (lost, 1, 1), (next, 1, -1)] {
            if let Some(slot) = changes.get_mut(at).and_then(|change| change.get_mut(class)) {
                *slot += by;
            }
        }
    };
    each_item(purchases.iter(), |days| {
        let mut before: Option<(usize, i32)> = None;
        for &day in days {
            let at = calendar.period(day);
            if let Some((last, latest)) = &mut before
                && *last == at
            {
                *latest = day;
                continue;
            }
            if let Some((_, latest)) = before {
                leave(&mut periods, latest, at);
            }
            beside.add(calendar, at, day);
            let after_pause = before.is_some_and(|(last, _)| last + 1 != at);
            if let Some(slot) = periods.get_mut(at) {
                slot.active += 1;
                slot.new += u64::from(before.is_none());
                slot.returning += u64::from(before.is_some() && !after_pause);
                slot.resurrecting += u64::from(after_pause);
            }
            before = Some((at, day));
        }
        if let Some((_, latest)) = before {
            leave(&mut periods, latest, count);
        }
    });
    let mut now = [0_i64; 2];
    for (at, (period, change)) in periods.iter_mut().zip(&changes).enumerate() {
        period.same_days = beside.of(at);
        for (now, change) in now.iter_mut().zip(change) {
            *now += change;
        }
        [period.inactive, period.lost] = now.map(i64::unsigned_abs);
    }
    periods
}

/// Whether the identities hold in every interval: `active = new + returning + resurrecting`, whoever was active in the interval before is
/// now returning or dormant, and all who have bought so far are active, dormant, inactive or lost.
pub(super) fn reconcile(periods: &[Period]) -> bool {
    let (mut before, mut bought) = (0, 0);
    periods.iter().all(|p| {
        bought += p.new;
        let whole = p.active == p.new + p.returning + p.resurrecting
            && p.returning + p.dormant == before
            && p.active + p.dormant + p.inactive + p.lost == bought;
        before = p.active;
        whole
    })
}

/// The stage of a customer with these days of purchases, as a number in [`STAGES`]; none without a purchase.
pub(super) fn stage(days: &[i32], [now, before]: [i32; 2], lost_before: i32) -> Option<usize> {
    let (first, last) = (*days.first()?, *days.last()?);
    Some(if first >= now {
        0
    } else if last >= now {
        let earlier = days.partition_point(|&day| day < now);
        let previous = earlier.checked_sub(1).and_then(|at| days.get(at));
        if previous.is_some_and(|&day| day >= before) { 1 } else { 2 }
    } else if last >= before {
        3
    } else if last >= lost_before {
        4
    } else {
        5
    })
}
