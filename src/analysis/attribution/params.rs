//! Settings of attribution and their domain.

use crate::analysis::ParamFault;
use serde::{Deserialize, Serialize};

/// What a conversion is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AttributionConversion"))]
pub enum Conversion {
    /// Orders where there are some, else events.
    #[default]
    Auto,
    /// Orders of the table of orders.
    Orders,
    /// Events of one kind.
    Events,
}

/// Which touches a conversion looks back on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AttributionReach"))]
pub enum Reach {
    /// Those since the conversion before: a touch counts for one conversion.
    #[default]
    SinceConversion,
    /// All in the window: a touch may count for several.
    Window,
}

/// What a coalition of channels is worth in Shapley's model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AttributionWorth"))]
pub enum Worth {
    /// The conversions of journeys that it alone made.
    #[default]
    Conversions,
    /// The share of journeys of its channels alone that convert.
    Rate,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AttributionParams"))]
pub struct Params {
    /// What a conversion is.
    pub conversion: Conversion,
    /// Kind of the events that are conversions, as the data name it; without one, those that are purchases by their words.
    pub event: Option<String>,
    /// Touches count up to so many days before a conversion, 1 to 365.
    pub window_days: u32,
    /// Which touches a conversion looks back on.
    pub reach: Reach,
    /// Events of one channel with no longer pause between them are one touch, in minutes, 0 to 1440; 0 = each event is one.
    pub gap_minutes: u32,
    /// Days in which a touch loses half its weight in the model of time decay, 0.1 to 365.
    pub half_life_days: f64,
    /// Touches that a state of the Markov chain remembers, 1 to 3.
    pub order: u32,
    /// What a coalition is worth in Shapley's model.
    pub worth: Worth,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            conversion: Conversion::Auto,
            event: None,
            window_days: 30,
            reach: Reach::SinceConversion,
            gap_minutes: 30,
            half_life_days: 7.0,
            order: 1,
            worth: Worth::Conversions,
        }
    }
}

/// Longest name of a kind of event in bytes.
const LONGEST_NAME: usize = 1000;

/// Settings inside their domain.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidParams(Params);

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<ValidParams, ParamFault> {
        let named = self.event.as_ref().is_none_or(|name| !name.is_empty() && name.len() <= LONGEST_NAME);
        for (field, fits) in [
            ("event", named),
            ("window_days", (1..=365).contains(&self.window_days)),
            ("gap_minutes", self.gap_minutes <= 1_440),
            ("half_life_days", (0.1..=365.0).contains(&self.half_life_days)),
            ("order", (1..=3).contains(&self.order)),
        ] {
            if !fits {
                return Err(ParamFault::new(field));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::params::read;
    use serde_json::json;

    #[test]
    fn the_setting_at_fault_is_named() {
        let fault = |given| read::<Params>(&given).and_then(Params::check).err().unwrap().field().to_owned();
        assert_eq!(fault(json!({"event": ""})), "event");
        assert_eq!(fault(json!({"window_days": 0})), "window_days");
        assert_eq!(fault(json!({"gap_minutes": 1441})), "gap_minutes");
        assert_eq!(fault(json!({"half_life_days": 0})), "half_life_days");
        assert_eq!(fault(json!({"half_life_days": null})), "half_life_days");
        assert_eq!(fault(json!({"order": 4})), "order");
        assert_eq!(fault(json!({"worth": "sum"})), "worth");
    }
}
