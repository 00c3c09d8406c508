//! Settings of activity and their domain.

use crate::analysis::ParamFault;
use serde::{Deserialize, Serialize};

/// How long the window of the lost is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ActivityLostBy"))]
pub enum LostBy {
    /// So many days.
    #[default]
    Days,
    /// So many calendar months: the day of the reference date in an earlier month, or the last day of that month.
    Months,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ActivityParams"))]
pub struct Params {
    /// How long the window of the lost is.
    pub lost_by: LostBy,
    /// Lost: no visit in so many days, with [`LostBy::Days`].
    pub lost_days: u32,
    /// Lost: no visit in so many calendar months, with [`LostBy::Months`].
    pub lost_months: u32,
    /// Silent: no visit in so many days.
    pub silent_days: u32,
    /// Active: at least this many visits …
    pub active_visits: u32,
    /// … in so many days.
    pub active_days: u32,
    /// A visit ends where nothing happens for more than so many minutes.
    pub gap_minutes: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            lost_by: LostBy::Days,
            lost_days: 90,
            lost_months: 3,
            silent_days: 30,
            active_visits: 3,
            active_days: 7,
            gap_minutes: 30,
        }
    }
}

/// Ten years.
const LONGEST: u32 = 3_660;

/// Settings inside their domain.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidParams(Params);

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<ValidParams, ParamFault> {
        for (name, value, most) in [
            ("lost_days", self.lost_days, LONGEST),
            ("lost_months", self.lost_months, 120),
            ("silent_days", self.silent_days, LONGEST),
            ("active_visits", self.active_visits, 1_000),
            ("active_days", self.active_days, LONGEST),
            ("gap_minutes", self.gap_minutes, 1_440),
        ] {
            if !(1..=most).contains(&value) {
                return Err(ParamFault::new(name));
            }
        }
        Ok(ValidParams(self))
    }
}

impl ValidParams {
    /// The settings, as they take effect.
    #[must_use]
    pub fn get(&self) -> &Params {
        &self.0
    }
}
