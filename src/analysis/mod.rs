//! [`CustomerView`] and checked settings → codes and numbers. One analysis is one file or folder.
//!
//! In: lines grouped by customer, settings. Out: a [`Finding`]: results, or what is missing for them, with notices.
//! Never here: identifiers, prose, HTML, the clock, random numbers without a seed.

pub mod cluster;
pub mod clv;
pub mod activity;
mod bins;
mod day_list;
pub mod abc;
pub mod attribution;
pub mod channel;
pub mod basket;
mod decimal;
pub mod describe;
mod found;
pub mod funnel;
pub mod lifecycle;
mod params;
mod period;
mod pattern;
pub mod path;
pub mod portrait;
pub mod recommend;
pub mod retention;
pub mod rfm;
pub mod segments;
pub mod sessions;
mod tally;
mod visit;

pub use bins::Bin;
pub use decimal::Decimal;
pub use found::{Found, Grouping, Measure};
pub use params::ParamFault;
pub use period::{SameDays, Unit};
pub use rfm::output::MoneyRatio;
pub use visit::SessionBy;

use crate::customers::{CustomerView, Part};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::Notice;
use crate::tree;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::Value;

/// Every analysis, in the order in which people meet them.
pub const ANALYSES: &[Analysis] = &[
    describe::ANALYSIS,
    rfm::ANALYSIS,
    abc::ANALYSIS,
    clv::ANALYSIS,
    cluster::ANALYSIS,
    segments::ANALYSIS,
    portrait::ANALYSIS,
    activity::ANALYSIS,
    lifecycle::ANALYSIS,
    retention::ANALYSIS,
    funnel::ANALYSIS,
    path::ANALYSIS,
    sessions::ANALYSIS,
    basket::ANALYSIS,
    recommend::ANALYSIS,
    channel::ANALYSIS,
    attribution::ANALYSIS,
];

/// Those that divide customers by groups of others, with the settings in force of these.
pub const BORROWERS: [&str; 3] = ["abc", "segments", "portrait"];

/// What is known of an analysis before it runs.
#[derive(serde::Serialize)]
pub struct Analysis {
    /// Stable name, as in recipes and results.
    pub name: &'static str,
    /// Title.
    pub title: Text,
    /// What it computes, in one line.
    pub definition: Text,
    /// Canonical fields it cannot do without.
    pub needs: &'static [&'static str],
    /// Further fields that change its numbers when they are there.
    pub uses: &'static [&'static str],
    /// What it reads of a view beside the lines with full effective settings.
    #[serde(skip)]
    pub parts: fn(&Value) -> Vec<Part>,
    /// All settings with their defaults.
    #[serde(rename = "params", serialize_with = "call")]
    pub defaults: fn() -> Value,
    /// The full effective settings for the given ones, or the setting that is wrong.
    #[serde(skip)]
    pub check: fn(&Value) -> std::result::Result<Value, ParamFault>,
    /// Runs it with the given settings; those left out take their defaults.
    #[serde(skip)]
    pub run: fn(&CustomerView, &Value) -> Result<Found>,
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Text {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// What an analysis found. As JSON: the full settings with either `outcome` or `not_enough_data`; notices stand apart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Finding<P, O> {
    /// All settings as they took effect.
    pub params: P,
    /// The results, or why there are none.
    #[cfg_attr(feature = "types", ts(flatten))]
    pub outcome: Outcome<O>,
    /// Remarks on the results.
    #[cfg_attr(feature = "types", ts(skip))]
    pub notices: Vec<Notice>,
}

/// A finding of any analysis.
pub type JsonFinding = Finding<Value, Value>;

/// Results, or what is missing for them. Too little data is an answer of its own, never NaN or an empty chart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Outcome<O> {
    /// The results.
    #[cfg_attr(feature = "types", ts(rename = "outcome"))]
    Found(O),
    /// The file holds less than the analysis needs.
    #[cfg_attr(feature = "types", ts(rename = "not_enough_data"))]
    NotEnoughData(Shortage),
}

// By hand and not by `flatten`, which would turn the struct into a map and, in the page, into a JavaScript `Map`.
impl<P: Serialize, O: Serialize> Serialize for Finding<P, O> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Finding", 2)?;
        fields.serialize_field("params", &self.params)?;
        match &self.outcome {
            Outcome::Found(outcome) => fields.serialize_field("outcome", outcome)?,
            Outcome::NotEnoughData(shortage) => fields.serialize_field("not_enough_data", shortage)?,
        }
        fields.end()
    }
}

impl<P: Serialize, O: Serialize> Finding<P, O> {
    /// The same finding with settings and results as plain JSON.
    #[must_use]
    pub fn to_json(&self) -> JsonFinding {
        let outcome = match &self.outcome {
            Outcome::Found(outcome) => Outcome::Found(tree::write(outcome)),
            Outcome::NotEnoughData(shortage) => Outcome::NotEnoughData(shortage.clone()),
        };
        Finding { params: tree::write(&self.params), outcome, notices: self.notices.clone() }
    }
}

/// What an analysis needs and what the file has, by the same codes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Shortage {
    /// The least that is needed.
    pub need: Vec<Quantity>,
    /// What is there.
    pub have: Vec<Quantity>,
}

impl Shortage {
    /// So many are needed, and there are fewer.
    #[must_use]
    pub fn of(code: &'static str, need: u64, have: u64) -> Self {
        Self { need: Vec::new(), have: Vec::new() }.and(code, need, have)
    }

    /// The same with one more thing that is needed.
    #[must_use]
    pub fn and(mut self, code: &'static str, need: u64, have: u64) -> Self {
        self.need.push(Quantity { code, value: need });
        self.have.push(Quantity { code, value: have });
        self
    }
}

/// A counted thing.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Quantity {
    /// Code of what is counted.
    pub code: &'static str,
    /// How many.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub value: u64,
}

/// The analysis with this name.
///
/// # Errors
/// [`ErrorKind::UnknownAnalysis`].
pub fn find(name: &str) -> Result<&'static Analysis> {
    let unknown = || Error::new(ErrorKind::UnknownAnalysis).named(name).of_known(ANALYSES.iter().map(|a| a.name));
    ANALYSES.iter().find(|a| a.name == name).ok_or_else(unknown)
}

/// Runs the analysis with this name; settings left out of `params` take their defaults.
///
/// # Errors
/// [`ErrorKind::UnknownAnalysis`], [`ErrorKind::Param`] for an unknown setting or one outside its domain
/// ([`Analysis::check`] names it), and what the analysis itself may refuse.
///
/// ```
/// use insitu::{analysis, customers::CustomerView};
///
/// let view = CustomerView::from_parts(vec![0, 1, 2], vec![1, 5], vec![0, 0], vec![10, 30], vec![false; 2], 9)?;
/// let finding = analysis::run("rfm", &view, &serde_json::json!({ "bins": 2 }))?.finding;
/// let result = serde_json::to_value(&finding).unwrap();
/// assert_eq!(result["params"]["method"], "quantile");
/// assert_eq!(result["outcome"]["population"]["customers"], 2);
/// assert!(analysis::run("rfm", &view, &serde_json::json!({ "bin": 2 })).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn run(name: &str, view: &CustomerView, params: &Value) -> Result<Found> {
    (find(name)?.run)(view, params)
}

fn call<S: Serializer>(defaults: &fn() -> Value, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    defaults().serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn each_analysis_is_complete() {
        let names: BTreeSet<_> = ANALYSES.iter().map(|a| a.name).collect();
        assert_eq!(names.len(), ANALYSES.len(), "names are unique");
        for a in ANALYSES {
            assert!(a.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{}", a.name);
            for text in [a.title, a.definition] {
                assert!(!text.zh.is_ascii() && !text.en.is_empty(), "{} lacks a text", a.name);
                assert!(!text.zh.contains('\n') && !text.en.contains('\n'), "{} has a text of two lines", a.name);
            }
            assert!(!a.needs.is_empty() || !(a.parts)(&(a.defaults)()).contains(&Part::Purchases), "{} needs fields", a.name);
            let defaults = (a.defaults)();
            assert_eq!((a.check)(&defaults).ok(), Some(defaults.clone()), "defaults of {} check", a.name);
            assert_eq!((a.check)(&json!({})).ok(), Some(defaults), "{} needs no setting", a.name);
            assert_eq!((a.check)(&json!({"nothing": 1})).err().unwrap().field(), "nothing");
            assert!((a.check)(&json!([])).is_err());
        }
    }

    #[test]
    fn unknown_names_are_refused() {
        assert_eq!(find("abd").err().unwrap().kind(), ErrorKind::UnknownAnalysis);
    }
}
