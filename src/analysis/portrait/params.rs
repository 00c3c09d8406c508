//! Settings of portraits and their domain.

use crate::analysis::ParamFault;
use crate::analysis::segments::LONGEST_NAME;
use serde::{Deserialize, Serialize};

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitParams"))]
pub struct Params {
    /// Whose portraits: the name of an attribute of segments, the header of a column without a field, or analysis and grouping with
    /// a dot between, as `abc.class`. Without one, the RFM class where there is one, else the first attribute with two labels.
    pub by: Option<String>,
    /// Nothing is said of fewer customers, 3 to 100.
    pub least: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self { by: None, least: 5 }
    }
}

/// Settings inside their domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidParams(Params);

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<ValidParams, ParamFault> {
        if self.by.as_ref().is_some_and(|name| name.is_empty() || name.len() > LONGEST_NAME) {
            return Err(ParamFault::new("by"));
        }
        if !(3..=100).contains(&self.least) {
            return Err(ParamFault::new("least"));
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
