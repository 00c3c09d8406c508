//! Results of each analysis → what they say: findings with reasons and actions, key figures, tables.
//!
//! One file for each analysis. A finder hands in its tables first and speaks of the rows that stay open; what stands in no table it
//! tells of the smallest group at least, and of a part only where the others are as many. It calls no difference a finding that its own
//! interval does not bear.

mod describe;
mod rfm;
mod abc;
mod clv;
mod cluster;
mod segments;
mod portrait;
mod activity;
mod lifecycle;
mod retention;
mod funnel;
mod path;
mod sessions;
mod basket;
mod recommend;
mod channel;
mod attribution;

use super::draft::{Draft, Finding, filled, say};
use super::guard::Told;
use super::look::{Look, may_tell, parts_told};
use super::paper::{Evidence, Severity};

type Finder = fn(&mut Draft<'_>, Look<'_>, Look<'_>);

/// The finder of each analysis.
const FINDERS: &[(&str, Finder)] = &[
    ("describe", describe::find),
    ("rfm", rfm::find),
    ("abc", abc::find),
    ("clv", clv::find),
    ("cluster", cluster::find),
    ("segments", segments::find),
    ("portrait", portrait::find),
    ("activity", activity::find),
    ("lifecycle", lifecycle::find),
    ("retention", retention::find),
    ("funnel", funnel::find),
    ("path", path::find),
    ("sessions", sessions::find),
    ("basket", basket::find),
    ("recommend", recommend::find),
    ("channel", channel::find),
    ("attribution", attribution::find),
];

/// Adds what an analysis says to the draft.
pub(super) fn find(draft: &mut Draft<'_>, params: Look<'_>, outcome: Look<'_>) {
    if let Some((_, finder)) = FINDERS.iter().find(|(name, _)| *name == draft.analysis()) {
        finder(draft, params, outcome);
    }
}

/// The first of several by a number, where it is above all others: of one, of equals and of nothing there is no first.
fn foremost<T>(of: impl Iterator<Item = T>, number: impl Fn(&T) -> f64) -> Option<T> {
    let mut all: Vec<T> = of.filter(|one| number(one).is_finite()).collect();
    all.sort_by(|a, b| number(b).total_cmp(&number(a)));
    let is_first = matches!(all.as_slice(), [first, second, ..] if number(first) > number(second));
    all.into_iter().next().filter(|_| is_first)
}

/// Customers of a period and of the one before it that are compared: of periods of one length all, of others those of as many days, whose
/// number stands beside them. `None` where few came on the days that are left out.
fn as_many_days(last: Look<'_>, [now, before]: [u64; 2], k: u64) -> Option<([u64; 2], Option<u64>)> {
    let same = last.at("same_days");
    if !same.is_there() {
        return Some(([now, before], None));
    }
    let both = [same.count("now"), same.count("before")];
    let is_open = both.iter().zip([now, before]).all(|(&part, whole)| part >= k && may_tell(part as f64, whole as f64, k));
    is_open.then_some((both, Some(same.count("days"))))
}

impl Finding {
    /// A finding without reasons yet.
    pub(super) fn new(code: &str, severity: Severity, weight: f64, what: String) -> Self {
        let (code, why, rule) = (code.to_owned(), String::new(), String::new());
        Self { code, severity, weight, what, why, rule, how: None, numbers: Vec::new(), groups: Vec::new() }
    }

    fn because(mut self, why: String) -> Self {
        self.why = why;
        self
    }

    /// How what it counts is defined.
    fn by(mut self, rule: String) -> Self {
        self.rule = rule;
        self
    }

    fn so(mut self, how: super::paper::Advice) -> Self {
        self.how = Some(how);
        self
    }

    fn with(mut self, numbers: impl IntoIterator<Item = Evidence>) -> Self {
        self.numbers.extend(numbers);
        self
    }

    fn of(mut self, groups: impl IntoIterator<Item = crate::recipe::Selection>) -> Self {
        self.groups.extend(groups);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ANALYSES;

    #[test]
    fn every_analysis_has_a_finder() {
        let named: Vec<_> = FINDERS.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, ANALYSES.iter().map(|a| a.name).collect::<Vec<_>>());
    }

    #[test]
    fn of_one_of_equals_and_of_nothing_none_is_first() {
        let first = |numbers: &[f64]| foremost(numbers.iter().copied().enumerate(), |(_, n)| *n).map(|(at, _)| at);
        assert_eq!((first(&[0.2, 0.5, 0.1]), first(&[3.0, 2.0])), (Some(1), Some(0)));
        assert_eq!((first(&[]), first(&[1.0]), first(&[1.0, 1.0]), first(&[0.0, 0.0, 0.0])), (None, None, None, None));
    }
}
