//! Settings of baskets and their domain.

use crate::analysis::ParamFault;
use crate::analysis::decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What is bought together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "BasketBy"))]
pub enum By {
    /// In one order.
    Order,
    /// By one customer, ever.
    Customer,
    /// By one customer on one day.
    Day,
}

/// What lies in a basket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Item {
    /// Products.
    Product,
    /// Categories of products.
    Category,
}

/// What stands first in the list of rules, descending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "BasketSort"))]
pub enum Sort {
    /// Confidence over the share of baskets with the right side.
    #[default]
    Lift,
    /// Share of the baskets with the left side that have the right side.
    Confidence,
    /// Baskets with both sides.
    Support,
    /// Baskets with both sides above those expected by chance.
    Leverage,
    /// The least probable by chance.
    P,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "BasketParams"))]
pub struct Params {
    /// What makes a basket; without one orders, or customers where no order holds two different items.
    pub by: Option<By>,
    /// What lies in it; without one products, or categories where the file names no products.
    pub item: Option<Item>,
    /// Least share of the baskets that hold all items of a set, above 0 to 1, nine decimals at most; without one it is chosen so that
    /// there are rules.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub support: Option<Decimal>,
    /// Least count of such baskets, whatever the share, 1 to 1,000,000.
    pub least: u32,
    /// Least confidence of a rule, 0 to 1.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub confidence: Decimal,
    /// Most items of a set, 2 to 10.
    pub longest: u32,
    /// Whether the right side of a rule may have several items.
    pub several: bool,
    /// Whether redundant rules are listed: those with a more general one, whose left side is a part of theirs, of the same or a
    /// higher confidence.
    pub redundant: bool,
    /// What stands first.
    pub sort: Sort,
    /// Rules that are listed, 1 to 1000.
    pub top: u32,
    /// Place in the list, from 1, of the rule whose customers are shown.
    pub rule: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            by: None,
            item: None,
            support: None,
            least: 5,
            confidence: Decimal::billionths(250_000_000),
            longest: 4,
            several: false,
            redundant: false,
            sort: Sort::default(),
            top: 100,
            rule: 1,
        }
    }
}

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<Self, ParamFault> {
        let faults = [
            ("support", self.support.is_some_and(Decimal::is_zero)),
            ("least", !(1..=1_000_000).contains(&self.least)),
            ("longest", !(2..=10).contains(&self.longest)),
            ("top", !(1..=1000).contains(&self.top)),
            ("rule", !(1..=1000).contains(&self.rule)),
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
    use serde_json::json;

    #[test]
    fn the_setting_at_fault_is_named() {
        let fault = |given| read::<Params>(&given).and_then(Params::check).err().unwrap().field().to_owned();
        assert_eq!(fault(json!({"support": 0})), "support");
        assert_eq!(fault(json!({"support": "1 %"})), "support");
        assert_eq!(fault(json!({"confidence": 1.5})), "confidence");
        assert_eq!(fault(json!({"longest": 11})), "longest");
        assert_eq!(fault(json!({"by": "session"})), "by");
        assert_eq!(fault(json!({"rule": 0})), "rule");
        let given = read::<Params>(&json!({"support": "0.001"})).and_then(Params::check).unwrap();
        assert_eq!(serde_json::to_value(given).unwrap()["support"], json!(0.001));
    }
}
