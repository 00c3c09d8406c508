//! Days of purchases → customers by interval, and the stage of each now.

use super::params::{Interval, Params};
use super::purchases::Purchases;
use crate::analysis::period::{Calendar, Unit, months_before};
use crate::error::{ErrorKind, Result};
use crate::stats::Exact;

/// Codes of the stages, from the newest to the lost.
pub const STAGES: [&str; 5] = ["new", "active", "returning", "dormant", "lost"];

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
    /// [`ErrorKind::Limit`] where the calendar does not reach them.
    pub fn windows(self, as_of: i32) -> Result<[i32; 2]> {
        let back = |times: u32| -> Result<i32> {
            let days = |length: u32| -> Result<i32> {
                let days = i32::try_from(length * times).or(Err(ErrorKind::Limit))?;
                as_of.checked_sub(days).ok_or_else(|| ErrorKind::Limit.into())
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
}

/// Customers by interval.
pub(super) fn periods(purchases: &Purchases, calendar: &Calendar) -> Vec<Period> {
    let mut periods = vec![Period::default(); calendar.len()];
    for days in purchases.iter() {
        let mut before: Option<usize> = None;
        for &day in days {
            let at = calendar.period(day);
            if before == Some(at) {
                continue;
            }
            let after_pause = before.filter(|before| before + 1 != at);
            if let Some(slot) = after_pause.and_then(|before| periods.get_mut(before + 1)) {
                slot.dormant += 1;
            }
            if let Some(slot) = periods.get_mut(at) {
                slot.active += 1;
                slot.new += u64::from(before.is_none());
                slot.returning += u64::from(before.is_some() && after_pause.is_none());
                slot.resurrecting += u64::from(after_pause.is_some());
            }
            before = Some(at);
        }
        if let Some(slot) = before.and_then(|before| periods.get_mut(before + 1)) {
            slot.dormant += 1;
        }
    }
    periods
}

/// Whether the identities hold in every interval: `active = new + returning + resurrecting`, and whoever was active in the interval
/// before is now returning or dormant.
pub(super) fn reconcile(periods: &[Period]) -> bool {
    let mut before = 0;
    periods.iter().all(|p| {
        let whole = p.active == p.new + p.returning + p.resurrecting && p.returning + p.dormant == before;
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
    } else if last >= lost_before {
        3
    } else {
        4
    })
}
