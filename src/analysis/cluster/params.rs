//! Settings of clustering and their domain.

use crate::analysis::ParamFault;
use crate::stats::cluster::{EXACT, MOST};
use serde::{Deserialize, Serialize};

/// How features are made comparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterScaling"))]
pub enum Scaling {
    /// Not at all.
    None,
    /// Less the mean, over the population standard deviation.
    Z,
    /// sign(x) · ln(1 + |x|) less its median, over its interquartile range.
    LogRobust,
}

/// What a cluster is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterMethod"))]
pub enum Method {
    /// The points that are nearest to one centre.
    #[default]
    KMeans,
    /// The points that one of several normal distributions most likely made.
    GaussianMixture,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterParams"))]
pub struct Params {
    /// Names of features: `recency`, `frequency`, `monetary`, numbers of customers, or columns of one table, whose rows are then the
    /// points. `null`: recency, frequency and monetary where there are purchases, else all numbers of customers, else all columns of numbers of
    /// the table that has most of them.
    pub features: Option<Vec<String>>,
    /// How they are made comparable. `null`: logarithms and robust scaling with the three of purchases, else z-scores.
    pub scaling: Option<Scaling>,
    /// What a cluster is.
    pub method: Method,
    /// Number of clusters, 2 to 32; chosen where it is `null`: for k-means by the largest silhouette, for a mixture by the least BIC.
    pub k: Option<u32>,
    /// Fewest clusters that are tried, at least 2.
    pub k_min: u32,
    /// Most clusters that are tried, at most 32.
    pub k_max: u32,
    /// How often k-means starts from other first centres, 1 to 100. Of more than 40,000 points, several starts are compared in 20,000 of
    /// them, and the best goes on with all.
    pub starts: u32,
    /// Seed of all random numbers, at most 2⁵³ − 1.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub seed: u64,
    /// Resamples that stability is judged by, 0 to 100; with 0 it is not.
    pub resamples: u32,
    /// Most points that silhouettes are computed of, 0 to 20,000: exact up to so many, above that of a sample. With 0 there are none, and
    /// k-means goes by the largest Calinski–Harabasz number.
    pub silhouette_points: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            features: None,
            scaling: None,
            method: Method::default(),
            k: None,
            k_min: 2,
            k_max: 8,
            starts: 10,
            seed: 1,
            resamples: 20,
            silhouette_points: EXACT as u32,
        }
    }
}

/// Most features at a time.
const MOST_FEATURES: usize = 32;

/// Settings inside their domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidParams(Params);

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(self) -> Result<ValidParams, ParamFault> {
        let clusters = 2..=MOST as u32;
        let features = self.features.as_deref().unwrap_or_default();
        let twice = features.iter().enumerate().any(|(at, name)| features.iter().take(at).any(|other| other == name));
        let faults = [
            ("features", self.features.as_ref().is_some_and(|f| f.is_empty() || f.len() > MOST_FEATURES) || twice),
            ("k", self.k.is_some_and(|k| !clusters.contains(&k))),
            ("k_min", !clusters.contains(&self.k_min)),
            ("k_max", !clusters.contains(&self.k_max) || self.k_max < self.k_min),
            ("starts", !(1..=100).contains(&self.starts)),
            ("seed", self.seed >= 1 << 53),
            ("resamples", self.resamples > 100),
            ("silhouette_points", self.silhouette_points > EXACT as u32),
        ];
        match faults.iter().find(|(_, wrong)| *wrong) {
            Some((name, _)) => Err(ParamFault::new(name)),
            None => Ok(ValidParams(self)),
        }
    }
}

impl Params {
    /// The least number of different points that these settings can divide.
    pub(super) fn least(&self) -> u32 {
        self.k.unwrap_or(self.k_min)
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
    use serde_json::{Value, json};

    fn fault(given: &Value) -> String {
        read::<Params>(given).and_then(Params::check).err().unwrap().field().to_owned()
    }

    #[test]
    fn the_setting_at_fault_is_named() {
        for (name, wrong) in [
            ("features", json!([])),
            ("features", json!(["a", "b", "a"])),
            ("features", json!("a")),
            ("scaling", json!("minmax")),
            ("method", json!("ward")),
            ("k", json!(1)),
            ("k", json!(33)),
            ("k_min", json!(1)),
            ("k_max", json!(33)),
            ("starts", json!(0)),
            ("seed", json!(-1)),
            ("seed", json!(1_u64 << 53)),
            ("resamples", json!(101)),
            ("silhouette_points", json!(20_001)),
        ] {
            assert_eq!(fault(&json!({ name: wrong })), name);
        }
        assert_eq!(fault(&json!({"k_min": 5, "k_max": 4})), "k_max");
    }
}
