//! Results of each analysis → what they say: findings with reasons and actions, key figures, tables.
//!
//! One file for each analysis. A finder hands in its tables first and speaks of the rows that stay open; what stands in no table it
//! tells of `K` people at least, and of a part only where the others are as many. It calls no difference a finding that its own
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

use super::draft::{Draft, Finding, say};
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

impl Finding {
    /// A finding without reasons yet.
    fn new(code: &str, severity: Severity, weight: f64, what: String) -> Self {
        let (code, why) = (code.to_owned(), String::new());
        Self { code, severity, weight, what, why, how: None, numbers: Vec::new(), groups: Vec::new() }
    }

    fn because(mut self, why: String) -> Self {
        self.why = why;
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
}
