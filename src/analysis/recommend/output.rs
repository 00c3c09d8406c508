//! Results of recommendations as plain data: codes and numbers, keys as in results.json.

use crate::analysis::basket::params::Item;
use crate::stats::{Interval, Ratio};
use serde::Serialize;

/// What to recommend, and what it is worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RecommendOutcome {
    /// Reference date, ISO 8601: the day after the last one that counts.
    pub as_of: String,
    /// What is recommended.
    pub item: Item,
    /// Customers of the view.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Customers with a product.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub buyers: u64,
    /// Different products.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub products: u64,
    /// Those that take part: the ones of the most customers, at most 2,000.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub used: u64,
    /// Customers of more than 300 products, who count in no pair.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub large: u64,
    /// How often the lists were right; `null` where no customer has an earlier order and something new in the last one.
    pub trial: Option<Trial>,
    /// Customers whose first recommendation is alike to what they bought.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub alike: u64,
    /// Customers whose first recommendation is only popular.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub popular: u64,
    /// Customers who have all products.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub none: u64,
    /// First recommendations by customers, descending.
    pub recommended: Vec<Recommended>,
    /// Products by customers, each with those most alike.
    pub neighbours: Vec<Neighbourhood>,
}

/// The last order of each customer, held out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RecommendTrial"))]
pub struct Trial {
    /// Customers with an earlier order and a new product in the last one.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub eligible: u64,
    /// Those who were tried: all, or of more than 50,000 every n-th.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub tried: u64,
    /// Customers with an earlier order and nothing new in the last one; they are not tried.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub repeats: u64,
    /// Customers whose list named a new product of the last order.
    pub lists: Hits,
    /// The same for the products that most customers bought.
    pub popular: Hits,
    /// Customers whom only the list was right of.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub only_lists: u64,
    /// Customers whom only popularity was right of.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub only_popular: u64,
    /// Probability that these two differ as much or more by chance: `McNemar`'s test on the same customers, two-sided, mid-p.
    pub p_value: f64,
    /// Products that stand in some list.
    pub coverage: Coverage,
    /// Customers whose list begins with a product alike to theirs; the others' are of popular ones.
    pub with_alike: Ratio,
}

/// How often lists were right.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RecommendHits"))]
pub struct Hits {
    /// Of the customers who were tried, with lists of the set length.
    pub rate: Ratio,
    /// Interval of 95 % (Wilson).
    pub interval: Option<Interval>,
    /// Customers hit by lists of 1, 2 … products.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub by_length: Vec<u64>,
}

/// Products that stand in some list, of those that take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RecommendCoverage"))]
pub struct Coverage {
    /// In lists by likeness.
    pub lists: Ratio,
    /// In lists by popularity.
    pub popular: Ratio,
}

/// A product that is recommended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Recommended {
    /// Its name in the data.
    pub label: String,
    /// Customers whose first recommendation it is.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Those for whom it is only popular.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub popular: u64,
    /// What most of the others bought that it is alike to; `null` where there are none.
    pub because: Option<String>,
    /// Customers for whom it is that.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub because_customers: u64,
}

/// A product and those most alike to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Neighbourhood {
    /// Its name in the data.
    pub label: String,
    /// Customers who bought it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// The most alike, descending; at most five.
    pub near: Vec<Near>,
}

/// A product that is alike to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RecommendNear"))]
pub struct Near {
    /// Its name in the data.
    pub label: String,
    /// Customers who bought both, of those who bought the other.
    pub share: Ratio,
    /// How alike they are.
    pub likeness: f64,
}
