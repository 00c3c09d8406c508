//! Visits → classes, by the first rule that holds.

use super::params::{LostBy, Params};
use super::visits::Measured;
use crate::analysis::period::months_before;
use crate::error::Result;

/// Codes of the classes in order of precedence; the last is everybody else.
pub const CLASSES: [&str; 4] = ["lost", "silent", "active", "regular"];

/// The rules with their windows in days.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    as_of: i32,
    pub lost: i32,
    pub silent: i32,
    pub active: i32,
    pub visits: u32,
}

impl Rules {
    /// # Errors
    /// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a window.
    pub fn new(params: &Params, as_of: i32) -> Result<Self> {
        let lost = match params.lost_by {
            LostBy::Days => params.lost_days as i32,
            LostBy::Months => as_of.saturating_sub(months_before(as_of, params.lost_months)?),
        };
        Ok(Self {
            as_of,
            lost,
            silent: params.silent_days as i32,
            active: params.active_days as i32,
            visits: params.active_visits,
        })
    }

    /// Lengths of the windows, in the order of the classes.
    pub fn windows(&self) -> [i32; 3] {
        [self.lost, self.silent, self.active]
    }

    /// Which of the three rules hold, and which do not; `None` for one that cannot tell, as days of its window lie outside what the data
    /// cover and somebody may have come on them. No rule holds for a customer known for less than its window.
    #[inline]
    pub fn hold(&self, measured: &Measured, customer: usize) -> Option<[Option<bool>; 3]> {
        let known = *measured.known.get(customer)?;
        let (since, visits) = (*measured.since.get(customer)?, *measured.in_window.get(customer)?);
        let covers =
            |window: i32| measured.covered.to >= self.as_of && measured.covered.from <= self.as_of.saturating_sub(window);
        let silence = |window| match known >= window && since > window {
            true if !covers(window) => None,
            holds => Some(holds),
        };
        let active = match known >= self.active {
            true if visits < self.visits && !covers(self.active) => None,
            judges => Some(judges && visits >= self.visits),
        };
        (known > 0).then_some([silence(self.lost), silence(self.silent), active])
    }

    /// Number of the class in [`CLASSES`]; none for a customer who is not known since any day, or whom no rule takes while one cannot tell.
    #[inline]
    pub fn class(&self, measured: &Measured, customer: usize) -> Option<usize> {
        let hold = self.hold(measured, customer)?;
        let first = hold.iter().position(|holds| *holds == Some(true));
        first.or_else(|| (!hold.contains(&None)).then_some(3))
    }

    /// Customers of each class.
    pub fn counts(&self, measured: &Measured) -> [u64; 4] {
        let mut counts = [0; 4];
        for customer in 0..measured.known.len() {
            if let Some(count) = self.class(measured, customer).and_then(|class| counts.get_mut(class)) {
                *count += 1;
            }
        }
        counts
    }
}
