//! Labels of events → numbers of the events that paths are made of, the most frequent first.

use super::params::Params;
use crate::analysis::pattern::fits;
use crate::customers::Dimension;
use crate::stats::order;
use std::collections::BTreeMap;

/// Events that have a name of their own in paths; all rarer ones are one.
pub(super) const MOST: usize = 4_000;
/// Number of what is no step: without a label, or left out.
pub(super) const SKIPPED: u32 = u32::MAX;

/// The events of paths.
pub(super) struct Nodes {
    /// Number of each label: from [`Nodes::len`] on those of rarer events.
    of_label: Vec<u32>,
    /// Names by number: a label, or the pattern of many.
    pub names: Vec<String>,
    /// Events without a name.
    pub rare: u64,
    /// Rows without a label.
    pub unlabelled: u64,
    /// Rows that the settings leave out.
    pub left_out: u64,
}

impl Nodes {
    pub fn new(labels: &Dimension, params: &Params) -> Self {
        let none = labels.labels.len();
        let mut rows = vec![0_u64; none + 1];
        for &code in labels.codes() {
            if let Some(count) = rows.get_mut((code as usize).min(none)) {
                *count += 1;
            }
        }
        // Labels of one pattern share its number, the others have their own behind those of the patterns.
        let patterns = params.groups.len();
        let mut left_out = 0;
        let mut counts = vec![0_u64; patterns + none];
        let mut of_label = Vec::with_capacity(none);
        for (at, (label, &count)) in labels.labels.iter().zip(&rows).enumerate() {
            if params.without.iter().any(|pattern| fits(pattern, label)) {
                left_out += count;
                of_label.push(SKIPPED);
                continue;
            }
            let group = params.groups.iter().position(|pattern| fits(pattern, label)).unwrap_or(patterns + at);
            if let Some(slot) = counts.get_mut(group) {
                *slot += count;
            }
            of_label.push(group as u32);
        }
        let name = |group: usize| {
            let label = || labels.labels.get(group - patterns);
            params.groups.get(group).or_else(label).map(String::as_str).unwrap_or_default()
        };
        let count = |group: usize| counts.get(group).copied().unwrap_or(0);
        let used: Vec<usize> = (0..counts.len()).filter(|&group| count(group) > 0).collect();
        let at = |place: usize| used.get(place).copied().unwrap_or(0);
        let by_count = order(used.len(), &|a, b| count(at(b)).cmp(&count(at(a))).then_with(|| name(at(a)).cmp(name(at(b)))));
        let mut number = vec![SKIPPED; counts.len()];
        for (place, &used) in by_count.iter().enumerate() {
            if let Some(slot) = number.get_mut(at(used)) {
                *slot = place as u32;
            }
        }
        for slot in &mut of_label {
            *slot = number.get(*slot as usize).copied().unwrap_or(SKIPPED);
        }
        Self {
            of_label,
            names: by_count.iter().take(MOST).map(|&place| name(at(place)).to_owned()).collect(),
            rare: by_count.len().saturating_sub(MOST) as u64,
            unlabelled: rows.last().copied().unwrap_or(0),
            left_out,
        }
    }

    /// How many have a name.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Number of the event of a label.
    #[inline]
    pub fn of(&self, label: u32) -> u32 {
        self.of_label.get(label as usize).copied().unwrap_or(SKIPPED)
    }

    /// Number of a name, or of the pattern that a label belongs to.
    pub fn find(&self, name: &str, labels: &Dimension) -> Option<u32> {
        let named = self.names.iter().position(|n| n == name).map(|at| at as u32);
        let label = || labels.labels.binary_search_by(|label| label.as_str().cmp(name)).ok();
        named.or_else(|| self.of_label.get(label()?).copied()).filter(|&number| number != SKIPPED)
    }

    /// Name by number; none of a rare one.
    pub fn name(&self, number: usize) -> Option<String> {
        self.names.get(number).cloned()
    }

    /// Patterns that would make one event of several: beginnings that names share up to `_`, `-`, `/`, `.` or `:`.
    pub fn proposals(&self) -> Vec<String> {
        const MOST: usize = 12;
        let mut begun: BTreeMap<&str, usize> = BTreeMap::new();
        for name in self.names.iter().filter(|name| !name.contains(['*', '?'])) {
            if let Some(end) = name.find(['_', '-', '/', '.', ':']).filter(|&end| end > 0) {
                *begun.entry(name.get(..=end).unwrap_or_default()).or_default() += 1;
            }
        }
        let shared = begun.into_iter().filter(|&(_, names)| names > 1);
        shared.take(MOST).map(|(start, _)| [start, "*"].concat()).collect()
    }
}
