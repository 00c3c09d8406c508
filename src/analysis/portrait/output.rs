//! Results of portraits as plain data: codes, labels in lists, numbers.

use crate::analysis::segments::Family;
use crate::stats::{Interval, Ratio};
use serde::Serialize;

/// Portraits of groups of customers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PortraitOutcome {
    /// What the groups are of; also the name of their grouping.
    pub by: &'static str,
    /// The header of a column without a field; else the name.
    pub title: String,
    /// The analysis that made the groups; `null` for an attribute of segments.
    pub analysis: Option<&'static str>,
    /// Its grouping.
    pub grouping: Option<&'static str>,
    /// Whether the wanted groups do not exist and others stand in their place.
    pub missing: bool,
    /// What portraits can be made of.
    pub choices: Vec<Choice>,
    /// The numbers of customers.
    pub features: Vec<Feature>,
    /// Axes of the radar: places in `features`.
    pub axes: Vec<u32>,
    /// Differences that were tested, of all groups together.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub tested: u64,
    /// Those that are no chance, at a false discovery rate of 5 %.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub found: u64,
    /// Everybody together.
    pub everybody: Everybody,
    /// The groups.
    pub groups: Vec<Portrait>,
    /// Columns of labels and of numbers that no comparison has room for.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub columns_left_out: u64,
    /// Customers in none of these groups.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub outside: u64,
}

/// Something to make portraits of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitChoice"))]
pub struct Choice {
    /// Stable name.
    pub name: &'static str,
    /// The header of a column without a field; else the name.
    pub title: String,
    /// Kind of knowledge.
    pub family: Family,
}

/// A number of each customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitFeature"))]
pub struct Feature {
    /// Stable name; of columns without a field `figure_1` and so on.
    pub name: &'static str,
    /// The header of a column without a field; else the name.
    pub title: String,
    /// `day`, `order`, `currency`, `year`, or nothing.
    pub unit: &'static str,
    /// Whether less is better, and the radar turned round.
    pub reversed: bool,
}

/// Everybody together: with nobody to compare them with, their middle alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitEverybody"))]
pub struct Everybody {
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// The typical customer; `null` of fewer than the smallest group, and where it is withheld.
    pub exemplar: Option<Exemplar>,
    /// Whether it is withheld, as somebody has all that it would say.
    pub exemplar_withheld: bool,
}

/// The portrait of a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Portrait {
    /// Code or label.
    pub label: String,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Of all customers in a group.
    pub share: Ratio,
    /// Whether there are fewer customers than the least number; nothing more is said of them then.
    pub small: bool,
    /// What sets them apart from the other groups, the strongest first: differences that are no chance and at least small.
    pub marks: Vec<Mark>,
    /// The same in short: what a sentence says.
    pub sentence: Vec<Phrase>,
    /// Mean percentile rank on each axis, 0 to 100, turned round where less is better; `null` of too few.
    pub radar: Vec<Option<f64>>,
    /// Means of each feature; `null` of too few.
    pub means: Vec<Option<f64>>,
    /// The typical customer; `null` of fewer than the smallest group, and where it is withheld.
    pub exemplar: Option<Exemplar>,
    /// Whether it is withheld, as somebody has all that it would say.
    pub exemplar_withheld: bool,
}

/// More or less than the other groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitDirection"))]
pub enum Direction {
    /// More.
    High,
    /// Less.
    Low,
}

/// How large a difference is, by Cohen's (1988) lines of 0.2, 0.5 and 0.8 for d and h.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitSize"))]
pub enum Size {
    /// From 0.2.
    Small,
    /// From 0.5.
    Medium,
    /// From 0.8.
    Large,
}

/// One thing that sets a group apart.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitMark"))]
pub struct Mark {
    /// Name of the feature or attribute.
    pub name: &'static str,
    /// The header of a column without a field; else the name.
    pub title: String,
    /// Of an attribute the label.
    pub label: Option<String>,
    /// More or less.
    pub direction: Direction,
    /// How much.
    pub size: Size,
    /// |d| of numbers, |h| of labels: one scale for both; `null` where d is not defined, which is above all others.
    pub strength: Option<f64>,
    /// Of a feature.
    pub number: Option<Difference>,
    /// Of a label.
    pub part: Option<LabelLift>,
    /// Probability of such a difference or a larger one by chance, two-sided: Welch's t test, or the pooled z test of two shares; where d
    /// is not defined, Fisher's exact test of the two values.
    pub p: f64,
    /// False discovery rate over all differences that were tested (Benjamini and Hochberg 1995).
    pub q: f64,
    /// Whether the groups are made of it, so that it is no finding.
    pub by_rule: bool,
}

/// Whether d is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitDifferenceState"))]
pub enum State {
    /// It is.
    Defined,
    /// All of the group have one value and all others another one: there is no deviation to divide by.
    NoSpread,
}

/// A number of a group against the other groups.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitDifference"))]
pub struct Difference {
    /// Mean of the group.
    pub mean: f64,
    /// Mean of the customers of the other groups.
    pub others: f64,
    /// Whether d is defined.
    pub state: State,
    /// Difference of the means over the pooled standard deviation, √(((n₁−1)s₁² + (n₂−1)s₂²) / (n₁+n₂−2)): Cohen's d (1988, chapter 2);
    /// `null` where that is 0.
    pub d: Option<f64>,
    /// Of d, 95 %: d ± z·√((n₁+n₂)/(n₁n₂) + d²/(2(n₁+n₂))) (Hedges and Olkin 1985).
    pub interval: Option<Interval>,
    /// Customers of the group of whom it is known.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
}

/// How often a label is found in a group, against everybody.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitLift"))]
pub struct LabelLift {
    /// Share in the group.
    pub share: Ratio,
    /// Share among all groups.
    pub overall: Ratio,
    /// The first over the second.
    pub lift: f64,
    /// Of the lift, 95 % ([`Lift::interval`](crate::stats::Lift::interval)); `null` where everybody is in the group.
    pub interval: Option<Interval>,
}

/// A part of a sentence, for the page to put into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitPhrase"))]
pub struct Phrase {
    /// Name of the feature or attribute.
    pub name: &'static str,
    /// The header of a column without a field; else the name.
    pub title: String,
    /// Of an attribute the label.
    pub label: Option<String>,
    /// More or less.
    pub direction: Direction,
    /// How much.
    pub size: Size,
    /// Compared with whom: `other_groups`.
    pub reference: &'static str,
    /// Whether the groups are made of it.
    pub by_rule: bool,
}

/// A made-up typical customer: about the middle of each number and the most frequent label of each attribute, which together nobody
/// of the group has.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitExemplar"))]
pub struct Exemplar {
    /// Median of each feature to two significant digits, one of them moved by a step or a few (a quarter of it at most) where somebody
    /// has the whole; `null` of too few.
    pub numbers: Vec<Option<f64>>,
    /// The most frequent label of each attribute, where enough customers have it.
    pub modes: Vec<Mode>,
}

/// A most frequent label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PortraitMode"))]
pub struct Mode {
    /// Name of the attribute.
    pub name: &'static str,
    /// The header of a column without a field; else the name.
    pub title: String,
    /// Label.
    pub label: String,
    /// Of the customers of whom the attribute is known.
    pub share: Ratio,
}
