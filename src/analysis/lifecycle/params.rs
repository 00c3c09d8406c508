//! Settings of the lifecycle and their domain.

use crate::analysis::ParamFault;
use serde::{Deserialize, Serialize};

/// The interval by which customers are new, returning or dormant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "LifecycleInterval"))]
pub enum Interval {
    /// The shortest of week, month and quarter that is not below the median gap between purchases; above a quarter that many days.
    #[default]
    Auto,
    /// ISO weeks.
    Week,
    /// Calendar months.
    Month,
    /// Quarters of years.
    Quarter,
    /// So many days, counted back from the reference date.
    Days,
}

/// What counts as one purchase. Refunds never count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "LifecyclePurchase"))]
pub enum Purchase {
    /// A distinct order.
    #[default]
    Order,
    /// A distinct day.
    Day,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "LifecycleParams"))]
pub struct Params {
    /// The interval.
    pub interval: Interval,
    /// Its length with [`Interval::Days`].
    pub days: u32,
    /// What counts as one purchase.
    pub purchase: Purchase,
    /// Lost: no purchase in so many days; the 90th percentile of gaps if absent.
    pub lost_days: Option<u32>,
    /// Days with a purchase from which a customer has an expected gap of their own.
    pub least_purchases: u32,
    /// Overdue: more than this many expected gaps since the last purchase.
    pub overdue_factor: f64,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            interval: Interval::default(),
            days: 30,
            purchase: Purchase::default(),
            lost_days: None,
            least_purchases: 3,
            overdue_factor: 1.0,
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
        for (name, fits) in [
            ("days", (1..=LONGEST).contains(&self.days)),
            ("lost_days", self.lost_days.is_none_or(|days| (1..=LONGEST).contains(&days))),
            ("least_purchases", (2..=100).contains(&self.least_purchases)),
            ("overdue_factor", (0.1..=100.0).contains(&self.overdue_factor)),
        ] {
            if !fits {
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
