//! Settings of segments and their domain.

use crate::analysis::ParamFault;
use serde::{Deserialize, Serialize};

/// What the cells of the cross-table hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsMeasure"))]
pub enum Measure {
    /// Customers.
    #[default]
    Customers,
    /// Net amount.
    Revenue,
    /// Distinct orders that are not wholly refunds.
    Orders,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsParams"))]
pub struct Params {
    /// Attribute of the rows: its name, or the header of a column without a field. Without one, the first with two labels.
    pub rows: Option<String>,
    /// Attribute of the columns; without one, the RFM class where there is one; `none` = no cross-table.
    pub columns: Option<String>,
    /// What its cells hold.
    pub measure: Measure,
    /// Groups and cells of fewer customers are marked as small and have no index, 3 to 100.
    pub least: u32,
    /// The best customers are so many per cent of those with a purchase, 1 to 50.
    pub top: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self { rows: None, columns: None, measure: Measure::default(), least: 5, top: 20 }
    }
}

/// Longest name of an attribute in bytes.
pub(in crate::analysis) const LONGEST_NAME: usize = 1000;

/// Settings inside their domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidParams(Params);

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<ValidParams, ParamFault> {
        for (field, name) in [("rows", &self.rows), ("columns", &self.columns)] {
            if name.as_ref().is_some_and(|name| name.is_empty() || name.len() > LONGEST_NAME) {
                return Err(ParamFault::new(field));
            }
        }
        if !(3..=100).contains(&self.least) {
            return Err(ParamFault::new("least"));
        }
        if !(1..=50).contains(&self.top) {
            return Err(ParamFault::new("top"));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::params::read;
    use serde_json::json;

    #[test]
    fn the_setting_at_fault_is_named() {
        let fault = |given| read::<Params>(&given).and_then(Params::check).err().unwrap().field().to_owned();
        assert_eq!(fault(json!({"rows": ""})), "rows");
        assert_eq!(fault(json!({"columns": 3})), "columns");
        assert_eq!(fault(json!({"least": 2})), "least");
        assert_eq!(fault(json!({"top": 51})), "top");
        assert_eq!(fault(json!({"measure": "margin"})), "measure");
    }
}
