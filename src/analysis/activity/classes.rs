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
    pub lost: i32,
    pub silent: i32,
    pub active: i32,
    pub visits: u32,
}

impl Rules {
    /// # Errors
    /// [`ErrorKind::Limit`](crate::error::ErrorKind::Limit) where the calendar does not reach a window.
    pub fn new(params: &Params, as_of: i32) -> Result<Self> {
        let lost = match params.lost_by {
            LostBy::Days => params.lost_days as i32,
            LostBy::Months => as_of.saturating_sub(months_before(as_of, params.lost_months)?),
        };
        Ok(Self { lost, silent: params.silent_days as i32, active: params.active_days as i32, visits: params.active_visits })
    }

    /// Lengths of the windows, in the order of the classes.
    pub fn windows(&self) -> [i32; 3] {
        [self.lost, self.silent, self.active]
    }

    /// Which of the three rules hold. None judges a customer known for less than its window.
    #[inline]
    pub fn hold(&self, measured: &Measured, customer: usize) -> Option<[bool; 3]> {
        let known = *measured.known.get(customer)?;
        let (since, visits) = (*measured.since.get(customer)?, *measured.in_window.get(customer)?);
        let judges = |window| known >= window;
        let silence = |window| judges(window) && since > window;
        (known > 0).then_some([silence(self.lost), silence(self.silent), judges(self.active) && visits >= self.visits])
    }

    /// Number of the class in [`CLASSES`]; none for a customer who is not known since any day.
    #[inline]
    pub fn class(&self, measured: &Measured, customer: usize) -> Option<usize> {
        let hold = self.hold(measured, customer)?;
        Some(hold.iter().position(|holds| *holds).unwrap_or(3))
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
