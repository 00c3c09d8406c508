//! Settings of lifetime value and their domain.

use super::fit::Model;
use super::unit::Unit;
use crate::analysis::ParamFault;
use crate::table::date::parse_day;
use serde::{Deserialize, Serialize};

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvParams"))]
pub struct Params {
    /// How customers buy and drop out.
    pub model: Model,
    /// The unit of time of the model.
    pub unit: Unit,
    /// The last day that the model sees, ISO 8601; what comes after is held out. All days if absent: then a second fit, to the first
    /// two thirds of the history, is held against the last one.
    pub calibration_end: Option<String>,
    /// How many months ahead are forecast, 1 to 120.
    pub horizon_months: u32,
    /// Discount per month, 0 to 1.
    pub discount_rate: f64,
    /// Share of an amount that is earned, above 0, at most 1.
    pub margin: f64,
    /// Samples drawn for the intervals, at most 1000; 0 for none.
    pub bootstrap: u32,
    /// Seed of the samples, at most 2⁵³.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub seed: u64,
    /// How many customers the result lists.
    pub list: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            model: Model::default(),
            unit: Unit::default(),
            calibration_end: None,
            horizon_months: 12,
            discount_rate: 0.01,
            margin: 1.0,
            bootstrap: 200,
            seed: 1,
            list: 1000,
        }
    }
}

/// Settings inside their domain.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidParams {
    params: Params,
    end: Option<i32>,
}

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<ValidParams, ParamFault> {
        let end = match self.calibration_end.as_deref().map(|text| parse_day(text).ok_or(())) {
            None => None,
            Some(Ok(day)) => Some(day),
            Some(Err(())) => return Err(ParamFault::new("calibration_end")),
        };
        let named = [
            ("horizon_months", (1..=120).contains(&self.horizon_months)),
            ("discount_rate", (0.0..=1.0).contains(&self.discount_rate)),
            ("margin", self.margin > 0.0 && self.margin <= 1.0),
            ("bootstrap", self.bootstrap <= 1000),
            ("seed", self.seed <= 1 << 53),
        ];
        match named.iter().find(|(_, fits)| !fits) {
            Some((name, _)) => Err(ParamFault::new(name)),
            None => Ok(ValidParams { params: self, end }),
        }
    }
}

impl ValidParams {
    /// The settings, as they take effect.
    #[must_use]
    pub fn get(&self) -> &Params {
        &self.params
    }

    /// The last day that the model sees, if it was set.
    #[must_use]
    pub fn end(&self) -> Option<i32> {
        self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::params::read;
    use serde_json::{Value, json};

    fn fault(given: &Value) -> String {
        read::<Params>(given).and_then(Params::check).err().unwrap().field().to_owned()
    }

    #[test]
    fn the_setting_at_fault_is_named() {
        for (given, field) in [
            (json!({"model": "lognormal"}), "model"),
            (json!({"unit": "year"}), "unit"),
            (json!({"calibration_end": "1997-02-30"}), "calibration_end"),
            (json!({"calibration_end": 7}), "calibration_end"),
            (json!({"horizon_months": 0}), "horizon_months"),
            (json!({"discount_rate": -0.1}), "discount_rate"),
            (json!({"margin": 0}), "margin"),
            (json!({"margin": 1.5}), "margin"),
            (json!({"bootstrap": 1001}), "bootstrap"),
            (json!({"seed": -1}), "seed"),
        ] {
            assert_eq!(fault(&given), field);
        }
        let params = read::<Params>(&json!({"calibration_end": "1997-09-30"})).and_then(Params::check).ok().unwrap();
        assert_eq!(params.end(), Some(10_134));
    }
}
