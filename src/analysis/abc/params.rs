//! Settings of ABC and their domain.

use crate::analysis::ParamFault;
use serde::{Deserialize, Serialize};

/// Settings as a user gives them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AbcParams"))]
pub struct Params {
    /// Percent of the amount at which A ends, 1 to 98.
    pub a: u32,
    /// Percent at which B ends, above `a` and below 100.
    pub b: u32,
    /// How many products and categories are listed, 1 to 50.
    pub top: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self { a: 80, b: 95, top: 20 }
    }
}

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<Self, ParamFault> {
        let faults = [
            ("a", !(1..=98).contains(&self.a)),
            ("b", self.b <= self.a || self.b >= 100),
            ("top", !(1..=50).contains(&self.top)),
        ];
        match faults.iter().find(|(_, fault)| *fault) {
            Some((name, _)) => Err(ParamFault::new(name)),
            None => Ok(self),
        }
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
        assert_eq!(fault(json!({"a": 0})), "a");
        assert_eq!(fault(json!({"a": 96})), "b");
        assert_eq!(fault(json!({"b": 100})), "b");
        assert_eq!(fault(json!({"top": 51})), "top");
        assert_eq!(fault(json!({"a": 80.5})), "a");
    }
}
