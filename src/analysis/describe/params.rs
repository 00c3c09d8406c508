//! Settings of the description and their domain.

use crate::analysis::ParamFault;
use crate::table::date::Period;
use serde::{Deserialize, Serialize};

/// Which days of two periods are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeCompare"))]
pub enum Compare {
    /// The days that both periods have, counted from their starts: 1–28 February with 1–28 January.
    #[default]
    SameDays,
    /// All days of both; only of complete periods.
    Whole,
}

/// Settings as a user gives them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DescribeParams"))]
pub struct Params {
    /// What the board is divided by.
    pub period: Period,
    /// Which days are compared.
    pub compare: Compare,
    /// How many labels of each kind are listed, 1 to 50; the rest is one row.
    pub top: u32,
    /// Columns of numbers to describe, by header. None named: all of them where there are no purchases, else none.
    pub columns: Vec<String>,
    /// Bins of histograms, 2 to 60; as the spread of the values advises if absent.
    pub bins: Option<u32>,
    /// Whether columns get their autocorrelation at lag 1, the only figure that depends on the order of rows.
    pub autocorrelation: bool,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            period: Period::Month,
            compare: Compare::SameDays,
            top: 10,
            columns: Vec::new(),
            bins: None,
            autocorrelation: false,
        }
    }
}

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<Self, ParamFault> {
        if !(1..=50).contains(&self.top) {
            return Err(ParamFault::new("top"));
        }
        if self.bins.is_some_and(|bins| !(2..=60).contains(&bins)) {
            return Err(ParamFault::new("bins"));
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::params::read;
    use serde_json::{Value, json};

    #[test]
    fn the_setting_at_fault_is_named() {
        let fault = |given: Value| read::<Params>(&given).and_then(Params::check).err().unwrap().field().to_owned();
        assert_eq!(fault(json!({"top": 0})), "top");
        assert_eq!(fault(json!({"top": 51})), "top");
        assert_eq!(fault(json!({"bins": 1})), "bins");
        assert_eq!(fault(json!({"period": "year"})), "period");
        assert_eq!(fault(json!({"compare": null})), "compare");
        assert_eq!(fault(json!({"columns": [1]})), "columns");
    }
}
