//! Settings of sessions and their domain.

use crate::analysis::visit::SessionBy;
use crate::analysis::{ParamFault, pattern};
use serde::{Deserialize, Serialize};

/// In what the interest of customers is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SessionsInterestBy"))]
pub enum InterestBy {
    /// Products where events name them, else pages.
    #[default]
    Auto,
    /// Products.
    Product,
    /// Categories.
    Category,
    /// Pages.
    Page,
    /// Not at all.
    None,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SessionsParams"))]
pub struct Params {
    /// What divides sessions.
    pub by: SessionBy,
    /// A session ends where nothing happens for more than so many minutes.
    pub gap_minutes: u32,
    /// In what the interest of customers is measured.
    pub interest: InterestBy,
    /// Patterns of events that are orders, as `purchase*`; those that the field's values call an order or a payment if empty.
    pub orders: Vec<String>,
    /// Products and events that are listed, at most 100.
    pub listed: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self { by: SessionBy::Gap, gap_minutes: 30, interest: InterestBy::default(), orders: Vec::new(), listed: 20 }
    }
}

/// Settings inside their domain.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidParams(Params);

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<ValidParams, ParamFault> {
        if !(1..=1_440).contains(&self.gap_minutes) {
            return Err(ParamFault::new("gap_minutes"));
        }
        if !pattern::are_valid(&self.orders) {
            return Err(ParamFault::new("orders"));
        }
        if !(1..=100).contains(&self.listed) {
            return Err(ParamFault::new("listed"));
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
