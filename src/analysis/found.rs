//! What an analysis hands back: results for all, and which customer is in which group, for lists and filters.

use super::{JsonFinding, Outcome};
use serde_json::Value;

/// A finding, and the customers behind its groups.
pub struct Found {
    /// Settings with results or what is missing for them.
    pub finding: JsonFinding,
    /// Partitions of the customers.
    pub groupings: Vec<Grouping>,
    /// Numbers of the customers.
    pub measures: Vec<Measure>,
}

impl Found {
    /// Which of so many customers are in these groups, given by grouping and group: of several of one grouping in any, of several
    /// groupings in all. `None` where there is no such group.
    #[must_use]
    pub fn within(&self, wanted: &[(&str, &str)], customers: usize) -> Option<Vec<bool>> {
        let mut passes = vec![true; customers];
        for (at, (name, _)) in wanted.iter().enumerate() {
            if wanted.iter().take(at).any(|(before, _)| before == name) {
                continue;
            }
            let grouping = self.groupings.iter().find(|g| g.name == *name)?;
            let groups = wanted.iter().filter(|(of, _)| of == name).map(|(_, group)| grouping.number(group));
            let any: Vec<u16> = groups.collect::<Option<_>>()?;
            passes.iter_mut().zip(&grouping.of).for_each(|(passes, own)| *passes &= any.contains(own));
        }
        Some(passes)
    }

    /// The header of the column that a grouping is of, as the results tell it; `None` for groupings that have words of their own.
    #[must_use]
    pub fn header_of(&self, grouping: &str) -> Option<&str> {
        let Outcome::Found(outcome) = &self.finding.outcome else { return None };
        let is_it = |one: &Value, key: &str| one.get(key).and_then(Value::as_str) == Some(grouping);
        let mut listed = outcome.get("attributes").and_then(Value::as_array).into_iter().flatten();
        let of = listed.find(|one| is_it(one, "name")).or_else(|| Some(outcome).filter(|one| is_it(one, "by")))?;
        of.get("title")?.as_str().filter(|title| *title != grouping)
    }
}

/// A partition of customers: each is in one group or in none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// Name, as `class`.
    pub name: &'static str,
    /// Codes of the groups, or labels where the data name them; no two are equal.
    pub groups: Vec<String>,
    /// Number of the group of each customer of the view; [`Grouping::NONE`] for none.
    pub of: Vec<u16>,
}

impl Grouping {
    /// The group of a customer who is in none.
    pub const NONE: u16 = u16::MAX;

    /// The groups of so many customers, of whom these have one: pairs of customer and number of the group.
    #[must_use]
    pub fn spread(
        name: &'static str,
        groups: Vec<String>,
        customers: usize,
        members: &mut dyn Iterator<Item = (u32, u16)>,
    ) -> Self {
        let mut of = vec![Self::NONE; customers];
        for (customer, number) in members {
            if let Some(slot) = of.get_mut(customer as usize) {
                *slot = number;
            }
        }
        Self { name, groups, of }
    }

    /// The code of a customer's group.
    #[must_use]
    pub fn group_of(&self, customer: usize) -> Option<&str> {
        let group = *self.of.get(customer)?;
        self.groups.get(usize::from(group)).map(String::as_str)
    }

    /// The number of a group.
    #[must_use]
    pub fn number(&self, group: &str) -> Option<u16> {
        self.groups.iter().position(|g| g == group).and_then(|at| u16::try_from(at).ok())
    }
}

/// A number of each customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Name, as `recency`.
    pub name: &'static str,
    /// `day`, `order`, `line`, `currency`, `share`, `count`, `score`.
    pub unit: &'static str,
    /// By customer of the view; NaN for none.
    pub values: Vec<f64>,
}

impl Measure {
    /// The numbers of so many customers, of whom these have one.
    #[must_use]
    pub fn spread(
        name: &'static str,
        unit: &'static str,
        customers: usize,
        numbers: &mut dyn Iterator<Item = (u32, f64)>,
    ) -> Self {
        let mut values = vec![f64::NAN; customers];
        for (customer, number) in numbers {
            if let Some(slot) = values.get_mut(customer as usize) {
                *slot = number;
            }
        }
        Self { name, unit, values }
    }
}

impl From<JsonFinding> for Found {
    fn from(finding: JsonFinding) -> Self {
        Self { finding, groupings: Vec::new(), measures: Vec::new() }
    }
}
