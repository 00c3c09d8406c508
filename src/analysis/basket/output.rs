//! Results of baskets as plain data: codes and numbers, keys as in results.json.

use super::measures::Conviction;
use super::params::{By, Item};
use crate::analysis::decimal::Decimal;
use crate::stats::{Interval, Ratio};
use serde::Serialize;

/// What is bought together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct BasketOutcome {
    /// Reference date, ISO 8601: the day after the last one that counts.
    pub as_of: String,
    /// What made a basket.
    pub by: By,
    /// What lay in it.
    pub item: Item,
    /// Customers with a basket.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Baskets with an item.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub baskets: u64,
    /// Baskets with two different items or more.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub shared: u64,
    /// Different items.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub items: u64,
    /// Items of all baskets, each once per basket.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub occurrences: u64,
    /// Lines that are refunds and lie in no basket.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub refunds: u64,
    /// Lines without a label.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub unlabelled: u64,
    /// Baskets by number of different items: of 1, 2 … 9, and of 10 or more.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub sizes: Vec<u64>,
    /// Items of the largest basket.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub largest: u64,
    /// Items in the most baskets, descending; of equal ones the first in bytewise order.
    pub top_items: Vec<ItemRow>,
    /// The threshold that took effect.
    pub threshold: Threshold,
    /// What was asked for, where it was too much; the results are those of [`BasketOutcome::threshold`].
    pub explosion: Option<Explosion>,
    /// Frequent sets.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub sets: u64,
    /// Frequent sets by number of items, from 1.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub sets_by_length: Vec<u64>,
    /// Rules of the wanted confidence.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rules: u64,
    /// Of these, those with a more general rule of the same or a higher confidence.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub redundant: u64,
    /// Of all rules, those that stand out at a false discovery rate of 5 %.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub significant: u64,
    /// The first rules.
    pub top: Vec<Rule>,
    /// Customers of the chosen rule; `null` where the list is shorter.
    pub chosen: Option<Chosen>,
    /// Baskets with two items each, of the items that are most often together.
    pub matrix: Matrix,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "BasketItem"))]
pub struct ItemRow {
    /// Its name in the data.
    pub label: String,
    /// Baskets that hold it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub count: u64,
}

/// From how many baskets on a set is frequent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "BasketThreshold"))]
pub struct Threshold {
    /// Least share.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub support: Decimal,
    /// The smallest count that is at least this share, and no less than the least count.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub least: u64,
    /// Whether it was chosen from the data.
    pub suggested: bool,
    /// Most items of a set.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub longest: u64,
}

/// A search that was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "BasketExplosion"))]
pub struct Explosion {
    /// Least share that was asked for.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub support: Decimal,
    /// The count it means.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub least: u64,
    /// Most items of a set that were asked for.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub longest: u64,
    /// Sets found until the search was given up.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub sets: u64,
    /// Rules found until then; 0 where the sets alone were too many.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rules: u64,
}

/// With the left side comes the right side.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "BasketRule"))]
pub struct Rule {
    /// Items of the left side, in bytewise order.
    pub left: Vec<String>,
    /// Items of the right side.
    pub right: Vec<String>,
    /// Baskets with both sides, of all.
    pub support: Ratio,
    /// Customers with such a basket.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Baskets with both sides, of those with the left side.
    pub confidence: Ratio,
    /// Baskets with the right side, of all.
    pub expected: Ratio,
    /// Confidence over the share of the right side.
    pub lift: f64,
    /// Interval of 95 % of the lift; `null` where the left side is in every basket.
    pub lift_interval: Option<Interval>,
    /// `supp − supp left · supp right`.
    pub leverage: f64,
    /// `(1 − supp right) / (1 − confidence)`: `infinite` where the rule is never wrong, `undefined` where the right side is in every basket.
    #[cfg_attr(feature = "types", ts(type = "number | \"infinite\" | \"undefined\""))]
    pub conviction: Conviction,
    /// Zhang's measure, −1 to 1; `null` for 0/0.
    pub zhang: Option<f64>,
    /// Baskets with both sides among those with either.
    pub jaccard: f64,
    /// `(confidence − supp right) / (1 − supp right)`; `null` where the right side is in every basket.
    pub certainty: Option<f64>,
    /// Mean of the confidences in both directions.
    pub kulczynski: f64,
    /// Fisher's exact test, one-sided: probability of as many baskets with both sides, or more, by chance.
    pub p: f64,
    /// The false discovery rate over all rules (Benjamini–Hochberg).
    pub q: f64,
    /// Whether a more general rule has the same or a higher confidence.
    pub redundant: bool,
}

/// Customers of a rule, over all their baskets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "BasketChosen"))]
pub struct Chosen {
    /// Its place in the list, from 1.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rule: u64,
    /// Customers who bought all of the left side but not all of the right side.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub target: u64,
    /// Customers who bought all of both sides.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub both: u64,
}

/// Items beside each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "BasketMatrix"))]
pub struct Matrix {
    /// The items, by baskets descending.
    pub items: Vec<ItemRow>,
    /// Baskets that hold the item of the row and that of the column; on the diagonal those that hold the item.
    #[cfg_attr(feature = "types", ts(type = "number[][]"))]
    pub baskets: Vec<Vec<u64>>,
}
