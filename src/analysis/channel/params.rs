//! Settings of channels and their domain.

use crate::analysis::ParamFault;
use serde::{Deserialize, Serialize};

/// What a supplied return on investment means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelRoiIs"))]
pub enum RoiIs {
    /// Not known: told by the revenue where it is there, else both readings are shown.
    #[default]
    Unknown,
    /// (revenue − cost) / cost.
    Roi,
    /// revenue / cost.
    Roas,
}

/// Periods of the trend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelPeriod"))]
pub enum Period {
    /// Days up to 62 days, weeks up to 400, months beyond.
    #[default]
    Auto,
    /// Days.
    Day,
    /// Weeks from Monday on.
    Week,
    /// Calendar months.
    Month,
}

/// Settings as a user gives them; all values are in their domain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChannelParams"))]
pub struct Params {
    /// What a supplied return on investment means.
    pub roi_is: RoiIs,
    /// Periods of the trend.
    pub period: Period,
}

/// Settings inside their domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidParams(Params);

impl Params {
    /// These settings, all of which lie in their domain.
    ///
    /// # Errors
    /// None: the types hold nothing else.
    pub fn check(self) -> Result<ValidParams, ParamFault> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::params::read;
    use serde_json::json;

    #[test]
    fn the_setting_at_fault_is_named() {
        let fault = |given| read::<Params>(&given).and_then(Params::check).err().unwrap().field().to_owned();
        assert_eq!(fault(json!({"roi_is": "romi"})), "roi_is");
        assert_eq!(fault(json!({"period": "year"})), "period");
    }
}
