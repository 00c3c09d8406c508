//! What detection found in a column, and why.

use super::PiiType;
use super::claim::HeaderSays;
use super::rule::Rule;
use serde::Serialize;

/// Distinct values with numbers of persons in them that make a column a mixed one, or one of so many.
const MIXED: u64 = 20;
const MIXED_ONE_IN: u64 = 1000;

/// Why a column was judged so: with the counts of the verdict it says that so many of so many values pass a rule that by
/// chance one of so many would.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PiiWhy"))]
pub struct Why {
    /// The rule that most of the values pass; none where nothing was found.
    pub rule: Option<Rule>,
    /// What the header said.
    pub header: HeaderSays,
    /// One of how many values of another kind passes the rule, to two digits; 0 without a rule.
    pub one_in: f64,
}

/// Whether a column holds personal data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Verdict {
    /// The kind, when it is sure enough to mask.
    pub pii: Option<PiiType>,
    /// The kind, when a person should confirm it; it is masked until then.
    pub doubtful: Option<PiiType>,
    /// Free text or key of a record: a kind that is not masked as a whole.
    pub loose: Option<PiiType>,
    /// Whether the law calls the kind sensitive.
    pub sensitive: bool,
    /// Probability of the likeliest kind, 0 to 1, in ten-thousandths.
    pub score: f64,
    /// Distinct values looked at that pass the rules of the likeliest kind.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub hits: u64,
    /// Distinct values looked at.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub sampled: u64,
    /// Distinct values looked at, of a column that is not masked as a whole, in which numbers of persons stand.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub mixed: u64,
    /// Why.
    pub why: Why,
}

impl Verdict {
    /// The kind by which the column is masked.
    #[must_use]
    pub fn masks_as(&self) -> Option<PiiType> {
        self.pii.or(self.doubtful)
    }

    /// Whether enough cells hold a number of a person that the column should be named among those with personal data,
    /// though it is masked cell by cell.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        self.mixed >= MIXED || (self.mixed > 0 && self.mixed * MIXED_ONE_IN >= self.sampled)
    }

    /// Whether numbers of persons stand in every fifth value: other cells are about persons, too.
    pub(super) fn is_of_persons(&self) -> bool {
        self.mixed >= 3 && self.mixed * 5 >= self.sampled
    }

    /// Whether the values are plain hashes, which can be turned back by hashing all numbers there are.
    #[must_use]
    pub fn is_reversible(&self) -> bool {
        self.masks_as() == Some(PiiType::Hash)
    }

    /// Whether only another column of the table told the kind.
    pub(super) fn is_by_neighbour(&self) -> bool {
        matches!(self.why.rule, Some(Rule::HashOfNeighbour | Rule::BirthOfNeighbour))
    }

    /// A kind that is as sure as a rule that hardly ever errs.
    pub(super) fn certain(kind: PiiType, rule: Rule, hits: usize, sampled: usize) -> Self {
        let why = Why { rule: Some(rule), header: HeaderSays::Nothing, one_in: rule.one_in() };
        let (hits, sampled) = (hits as u64, sampled as u64);
        Self { pii: Some(kind), sensitive: kind.is_sensitive(), score: 1.0, hits, sampled, why, ..Self::default() }
    }
}
