//! The set of rules that names segments: ours, a known one, or the user's own.

use super::params::Params;
use super::proof::{Proof, grid};
use super::segments::{BINS, Cells, README_TEN, SEGMENTS, Segment};
use crate::tree;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Rules other than ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmRuleSet", untagged))]
pub enum RuleSet {
    /// One that is known by name; of five scores.
    Known(KnownSet),
    /// The user's own.
    Own(Vec<Rule>),
}

/// A set that others published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmKnownSet"))]
pub enum KnownSet {
    /// [`README_TEN`].
    RReadmeTen,
}

/// A named union of boxes of scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmRule"))]
pub struct Rule {
    /// Name by the user; one of our codes, as `loyal`, is shown in words.
    pub name: String,
    /// The cells that make it up.
    pub rule: Vec<Cells>,
}

/// What a cell is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmGrid"))]
pub enum Grid {
    /// Scores 1 to k.
    #[default]
    Scores,
    /// The halves of the eight classes: 2 for strictly better than the split, else 1.
    Classes,
}

/// Name of what no rule claims.
pub const OTHERS: &str = "others";
/// Most rules of a set and most boxes of all its rules.
const MOST: (usize, usize) = (100, 1000);
/// Most characters of a name.
const LONGEST: usize = 60;

// By hand and not untagged, which buffers what it reads in a tree of its own.
impl<'de> Deserialize<'de> for RuleSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let set = if value.is_string() { tree::read(&value).map(Self::Known) } else { tree::read(&value).map(Self::Own) };
        set.ok_or_else(|| D::Error::custom("rules"))
    }
}

impl Grid {
    /// Steps in each direction for so many scores.
    #[must_use]
    pub fn steps(self, bins: u8) -> u8 {
        match self {
            Self::Scores => bins,
            Self::Classes => 2,
        }
    }
}

/// Whether each rule has a name of its own and boxes inside the grid.
pub(super) fn are_valid(rules: &[Rule], steps: u8) -> bool {
    let within = |[low, high]: [u8; 2]| 1 <= low && low <= high && high <= steps;
    let boxes = || rules.iter().flat_map(|rule| &rule.rule);
    let named = |rule: &Rule| {
        let name = rule.name.as_str();
        !name.trim().is_empty() && name != OTHERS && name.chars().count() <= LONGEST && !name.chars().any(char::is_control)
    };
    let alone = |(at, rule): (usize, &Rule)| rules.iter().take(at).all(|former| former.name != rule.name);
    !rules.is_empty()
        && rules.len() <= MOST.0
        && boxes().count() <= MOST.1
        && boxes().all(|cells| within(cells.r) && within(cells.f) && within(cells.m))
        && rules.iter().all(named)
        && rules.iter().enumerate().all(alone)
}

/// A set as it takes effect.
pub(super) struct Scheme {
    /// `grid_125`, `r_readme_ten` or `own`.
    pub code: &'static str,
    pub grid: Grid,
    pub steps: u8,
    pub rules: Vec<Rule>,
    pub proof: Proof,
    /// The set divides the grid, or its first match was asked for.
    pub is_usable: bool,
    /// By cell the number of its first rule; where there is none the number after the last.
    chart: Vec<u8>,
}

impl Scheme {
    /// The set of these settings; none where it is made for other scores.
    pub fn of(params: &Params) -> Option<Self> {
        let (code, rules) = match &params.segments {
            Some(RuleSet::Own(rules)) => ("own", rules.clone()),
            _ if params.bins != BINS => return None,
            Some(RuleSet::Known(KnownSet::RReadmeTen)) => ("r_readme_ten", owned(&README_TEN)),
            None => ("grid_125", owned(&SEGMENTS)),
        };
        let steps = params.segment_grid.steps(params.bins as u8);
        let boxes: Vec<Vec<Cells>> = rules.iter().map(|rule| rule.rule.clone()).collect();
        let proof = Proof::of(steps, &boxes);
        let first = |cell| boxes.iter().position(|rule| rule.iter().any(|b| b.holds(cell))).unwrap_or(boxes.len()) as u8;
        let chart = grid(steps).map(first).collect();
        let is_usable = params.first_match || proof.exhaustive && proof.exclusive;
        Some(Self { code, grid: params.segment_grid, steps, rules, proof, is_usable, chart })
    }

    /// Names of the segments, `others` last where cells are left out.
    pub fn names(&self) -> Vec<String> {
        let others = (!self.proof.exhaustive).then(|| OTHERS.to_owned());
        self.rules.iter().map(|rule| rule.name.clone()).chain(others).collect()
    }

    /// Place of a cell in [`grid`].
    pub fn place(&self, [r, f, m]: [u8; 3]) -> usize {
        let at = |step: u8| usize::from(step.clamp(1, self.steps) - 1);
        let steps = usize::from(self.steps);
        (at(r) * steps + at(f)) * steps + at(m)
    }

    /// Number of the segment of a cell.
    pub fn segment(&self, cell: [u8; 3]) -> u8 {
        self.chart.get(self.place(cell)).copied().unwrap_or(0)
    }
}

fn owned(segments: &[Segment]) -> Vec<Rule> {
    segments.iter().map(|s| Rule { name: s.name.to_owned(), rule: s.rule.to_vec() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_of_ours_has_the_segment_of_its_box() {
        let scheme = Scheme::of(&Params::default()).unwrap();
        assert!(scheme.is_usable);
        for cell in grid(5) {
            let segment = &SEGMENTS[usize::from(scheme.segment(cell))];
            assert!(segment.rule.iter().any(|cells| cells.holds(cell)));
        }
        assert!(Scheme::of(&Params { bins: 4, ..Params::default() }).is_none());
    }

    #[test]
    fn an_unproven_set_needs_the_first_match() {
        let ten = || Params { segments: Some(RuleSet::Known(KnownSet::RReadmeTen)), ..Params::default() };
        assert!(!Scheme::of(&ten()).unwrap().is_usable);
        let scheme = Scheme::of(&Params { first_match: true, ..ten() }).unwrap();
        assert!(scheme.is_usable);
        assert_eq!(scheme.names().len(), 11);
        assert_eq!(scheme.names()[usize::from(scheme.segment([2, 1, 5]))], OTHERS);
        assert_eq!(scheme.names()[usize::from(scheme.segment([5, 5, 5]))], "champions");
    }

    #[test]
    fn sets_are_read_and_written_as_name_or_list() {
        let known: RuleSet = serde_json::from_str("\"r_readme_ten\"").unwrap();
        assert_eq!(serde_json::to_string(&known).unwrap(), "\"r_readme_ten\"");
        let list = r#"[{"name":"近","rule":[{"r":[2,2],"f":[1,2],"m":[1,2]}]}]"#;
        let own: RuleSet = serde_json::from_str(list).unwrap();
        assert_eq!(serde_json::to_string(&own).unwrap(), list);
    }
}
