//! Settings of RFM and their domain.

use super::rules::{self, Grid, RuleSet};
use crate::analysis::ParamFault;
use crate::table::UNITS;
use crate::table::date::parse_day;
use serde::{Deserialize, Serialize};

/// How values become scores 1 … k.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmMethod"))]
pub enum Method {
    /// `below · k div n + 1`, `below` being the number of customers with a strictly smaller value; equal values score equally.
    #[default]
    Quantile,
    /// The user's own cut points: a value on a cut belongs above it.
    Fixed,
    /// Two scores: 2 for strictly better than the split, else 1.
    Mean,
    /// As the R package rfm 0.3: type 7 quantiles plus one unit, lower ≤ v < upper.
    RRfm,
    /// The rule of [`Method::Quantile`] for R; for F within the customers of one R score; for M within those of one R and F score.
    Nested,
}

/// What the eight classes are split by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmSplit"))]
pub enum Split {
    /// Arithmetic mean of the scored customers.
    #[default]
    Mean,
    /// Median of type 7; safer with heavy tails.
    Median,
}

impl Split {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Mean => Self::Median,
            Self::Median => Self::Mean,
        }
    }
}

/// What counts as one purchase. Refunds never count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmFrequency"))]
pub enum Frequency {
    /// A distinct order.
    #[default]
    Order,
    /// A distinct day.
    Day,
    /// A line.
    Line,
}

/// What refunds do to M.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmRefunds"))]
pub enum Refunds {
    /// M is net of them.
    #[default]
    Subtract,
    /// M is gross.
    Ignore,
}

/// What M is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmMonetary"))]
pub enum Monetary {
    /// Sum in the window.
    #[default]
    Total,
    /// Sum per distinct order, rounded half away from zero to a ten-thousandth.
    MeanPerOrder,
}

/// Cut points of [`Method::Fixed`], one fewer than scores, strictly ascending. With recency cuts 30, 60 the score is best below 30
/// days, next from 30 to 59, lowest from 60; with frequency cuts 2, 5 it is lowest below 2, next from 2 to 4, best from 5.
/// Cuts are rounded to a ten-thousandth.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmCuts"))]
pub struct Cuts {
    /// Days since the last purchase.
    pub recency: Vec<f64>,
    /// Purchases.
    pub frequency: Vec<f64>,
    /// Currency.
    pub monetary: Vec<f64>,
}

/// What today's customers are scored by in a comparison with an earlier date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmMigrationCuts"))]
pub enum MigrationCuts {
    /// The cut points and splits of the earlier date. Where scores are nested, a cell that nobody was in then has no cut and gives 1.
    #[default]
    Frozen,
    /// Each date has its own.
    ReEstimated,
}

/// Who was where at an earlier date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmMigrationParams"))]
pub struct Migration {
    /// The earlier reference date, ISO 8601: the exclusive end of what counted then.
    pub from: String,
    /// What the later date is scored by.
    #[serde(default)]
    pub cuts: MigrationCuts,
}

/// Settings as a user gives them; [`Params::check`] makes them usable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmParams"))]
pub struct Params {
    /// Number of scores per dimension, 2 to 10; always 2 with [`Method::Mean`].
    pub bins: u32,
    /// How values become scores.
    pub method: Method,
    /// What the eight classes are split by.
    pub split: Split,
    /// What counts as one purchase.
    pub frequency: Frequency,
    /// What refunds do to M.
    pub refunds: Refunds,
    /// What M is.
    pub monetary: Monetary,
    /// Cut points, with [`Method::Fixed`] only.
    pub cuts: Option<Cuts>,
    /// Only lines of the last so many days before the reference date, at most 36,525; all history if absent.
    pub window_days: Option<u32>,
    /// How many customers the result lists.
    pub list: u32,
    /// The named segments; our eleven of five scores if absent.
    pub segments: Option<RuleSet>,
    /// What the rules of one's own name: scores 1 to k, or the two halves of the eight classes as 1 and 2.
    pub segment_grid: Grid,
    /// Of a set whose rules leave cells out or claim cells more than once: the first rule counts and the rest are `others`. Without it
    /// such a set is proven and not used.
    pub first_match: bool,
    /// Comparison with an earlier date.
    pub migration: Option<Migration>,
    /// Whether to tell what the other ways to count purchases would change.
    pub compare: bool,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            bins: 5,
            method: Method::default(),
            split: Split::default(),
            frequency: Frequency::default(),
            refunds: Refunds::default(),
            monetary: Monetary::default(),
            cuts: None,
            window_days: None,
            list: 1000,
            segments: None,
            segment_grid: Grid::default(),
            first_match: false,
            migration: None,
            compare: false,
        }
    }
}

/// A hundred years.
const LONGEST_WINDOW: u32 = 36_525;

/// Settings inside their domain.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidParams(Params);

impl Params {
    /// These settings, if all of them lie in their domain.
    ///
    /// # Errors
    /// [`ParamFault`] names the first one that does not.
    pub fn check(mut self) -> Result<ValidParams, ParamFault> {
        if self.method == Method::Mean {
            self.bins = 2;
        }
        if !(2..=10).contains(&self.bins) {
            return Err(ParamFault::new("bins"));
        }
        if self.window_days.is_some_and(|days| !(1..=LONGEST_WINDOW).contains(&days)) {
            return Err(ParamFault::new("window_days"));
        }
        if (self.method == Method::Fixed) != self.cuts.is_some() {
            return Err(ParamFault::new("cuts"));
        }
        if let Some(cuts) = &self.cuts {
            let named = [("cuts.recency", &cuts.recency), ("cuts.frequency", &cuts.frequency), ("cuts.monetary", &cuts.monetary)];
            for (name, cuts) in named {
                let units: Option<Vec<i64>> = cuts.iter().map(|&c| units(c)).collect();
                let ascending = units.is_some_and(|u| u.windows(2).all(|pair| pair.first() < pair.last()));
                if cuts.len() as u32 + 1 != self.bins || !ascending {
                    return Err(ParamFault::new(name));
                }
            }
        }
        match &self.segments {
            Some(RuleSet::Own(rules)) if !rules::are_valid(rules, self.segment_grid.steps(self.bins as u8)) => {
                return Err(ParamFault::new("segments"));
            }
            Some(RuleSet::Own(_)) => {}
            _ => self.segment_grid = Grid::Scores,
        }
        if self.migration.as_ref().is_some_and(|m| parse_day(&m.from).is_none()) {
            return Err(ParamFault::new("migration.from"));
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

/// A cut point in ten-thousandths; `None` when 2⁵³ of them do not reach it.
pub(super) fn units(cut: f64) -> Option<i64> {
    let units = libm::round(cut * UNITS as f64);
    (units.abs() <= 9_007_199_254_740_992.0).then_some(units as i64)
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
        assert_eq!(fault(&json!({"bins": 1})), "bins");
        assert_eq!(fault(&json!({"bins": 11})), "bins");
        assert_eq!(fault(&json!({"bins": "5"})), "bins");
        assert_eq!(fault(&json!({"bins": null})), "bins");
        assert_eq!(fault(&json!({"split": "mode"})), "split");
        assert_eq!(fault(&json!({"window_days": 0})), "window_days");
        assert_eq!(fault(&json!({"window_days": -3})), "window_days");
        assert_eq!(fault(&json!({"window_days": 36_526})), "window_days");
        assert_eq!(fault(&json!({"method": "fixed"})), "cuts");
        let cuts = |recency: Value| json!({"bins": 3, "method": "fixed", "cuts": {"recency": recency, "frequency": [2, 5], "monetary": [1, 2.5]}});
        assert!(read::<Params>(&cuts(json!([30, 60]))).and_then(Params::check).is_ok());
        assert_eq!(fault(&cuts(json!([30]))), "cuts.recency");
        assert_eq!(fault(&cuts(json!([60, 30]))), "cuts.recency");
        assert_eq!(fault(&cuts(json!([30, 30.000_01]))), "cuts.recency");
        assert_eq!(fault(&cuts(json!([30, 1e300]))), "cuts.recency");
        assert_eq!(fault(&cuts(json!("30"))), "cuts");
        let mut unused = cuts(json!([30, 60]));
        unused["method"] = json!("quantile");
        assert_eq!(fault(&unused), "cuts");
    }

    #[test]
    fn rules_and_dates_outside_their_domain_are_named() {
        let rule = |name: &str, r: Value| json!([{"name": name, "rule": [{"r": r, "f": [1, 5], "m": [1, 5]}]}]);
        let own = |rules: Value| json!({ "segments": rules });
        let accepted = |given: &Value| read::<Params>(given).and_then(Params::check).is_ok();
        assert!(accepted(&own(rule("近", json!([4, 5])))));
        assert!(accepted(&own(json!("r_readme_ten"))));
        assert!(accepted(&json!({"segments": rule("近", json!([2, 2])), "bins": 5, "segment_grid": "scores"})));
        for r in [json!([0, 5]), json!([1, 6]), json!([4, 3]), json!([1]), json!([-1, 2])] {
            assert_eq!(fault(&own(rule("a", r))), "segments");
        }
        for name in ["", "  ", "others", "a\nb", &"a".repeat(61)] {
            assert_eq!(fault(&own(rule(name, json!([1, 5])))), "segments", "{name:?}");
        }
        assert_eq!(fault(&own(json!([]))), "segments");
        assert_eq!(fault(&own(json!("r_readme"))), "segments");
        assert_eq!(fault(&own(json!([{"name": "a", "rule": []}, {"name": "a", "rule": []}]))), "segments");
        assert_eq!(fault(&json!({"segments": rule("a", json!([1, 2])), "segment_grid": "classes"})), "segments", "f to 5");
        assert_eq!(fault(&json!({"migration": {"from": "2006-06"}})), "migration.from");
        assert_eq!(fault(&json!({"migration": {"from": "2006-06-31"}})), "migration.from");
        assert_eq!(fault(&json!({"migration": {"from": "2006-06-30", "cuts": "thawed"}})), "migration");
        assert!(accepted(&json!({"migration": {"from": "2006-06-30"}})));
    }

    #[test]
    fn the_mean_method_has_two_scores() {
        let params = read::<Params>(&json!({"method": "mean"})).and_then(Params::check).ok().unwrap();
        assert_eq!(params.get().bins, 2);
    }
}
