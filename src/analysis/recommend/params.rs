//! Settings of recommendations and their domain.

use crate::analysis::ParamFault;
use crate::analysis::basket::params::Item;
use serde::{Deserialize, Serialize};

/// How alike two products are, by the customers who bought them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RecommendSimilarity"))]
pub enum Similarity {
    /// `both / √(one · other)`.
    #[default]
    Cosine,
    /// `both · all / (one · other)`, times `both / (both + shrink)`: pairs that few customers bought count less.
    Lift,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RecommendParams"))]
pub struct Params {
    /// What is recommended; without one products, or categories where the file names no products.
    pub item: Option<Item>,
    /// How alike two products are.
    pub similarity: Similarity,
    /// For [`Similarity::Lift`]: so many customers of both halve it, 0 to 1000.
    pub shrink: u32,
    /// Pairs that fewer customers bought are not alike at all, 1 to 1000.
    pub least: u32,
    /// Products that each product is compared with, the most alike, 1 to 100.
    pub neighbours: u32,
    /// Length of the lists that are tested, 1 to 20.
    pub k: u32,
    /// Products that are listed, 5 to 100.
    pub top: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self { item: None, similarity: Similarity::default(), shrink: 10, least: 3, neighbours: 20, k: 10, top: 30 }
    }
}

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<Self, ParamFault> {
        let faults = [
            ("shrink", self.shrink > 1000),
            ("least", !(1..=1000).contains(&self.least)),
            ("neighbours", !(1..=100).contains(&self.neighbours)),
            ("k", !(1..=20).contains(&self.k)),
            ("top", !(5..=100).contains(&self.top)),
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
        assert_eq!(fault(json!({"k": 0})), "k");
        assert_eq!(fault(json!({"neighbours": 101})), "neighbours");
        assert_eq!(fault(json!({"similarity": "jaccard"})), "similarity");
        assert_eq!(fault(json!({"shrink": -1})), "shrink");
    }
}
