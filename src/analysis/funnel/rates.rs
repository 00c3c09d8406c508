//! Counts by step → rates with their intervals.

use super::output::StepRow;
use super::params::Step;
use super::tally::Tally;
use super::times::times;
use crate::stats::{Ratio, wilson};

/// Code of the group of those for whom a step is the deepest.
pub(super) fn code(step: usize) -> String {
    ["step_", &(step + 1).to_string()].concat()
}

/// The steps with what became of each; `deepest` counts customers, `labels` name events.
pub(super) fn rows(steps: &[Step], tally: &Tally<'_>, deepest: &[u64], labels: &[String]) -> Vec<StepRow> {
    let count = |counts: &[u64], step: usize| counts.get(step).copied().unwrap_or(0);
    let optional = |step: usize| steps.get(step).is_some_and(|step| step.optional);
    let rows = steps.iter().enumerate().map(|(at, step)| {
        let own = count(&tally.counts, at);
        // Rates are of the last step that none may skip: a step that some skip has no part in the next rate.
        let before = (0..at).rev().find(|step| !optional(*step));
        let rate = |counts: &[u64], of: usize| {
            let den = count(counts, of);
            Ratio { num: count(counts, at).min(den), den }
        };
        let overall = Ratio { num: own, den: tally.entered };
        let previous = before.map(|before| rate(&tally.counts, before));
        let (next, dropped) = tally.next.rows(at, labels);
        StepRow {
            code: code(at),
            step: step.clone(),
            count: own,
            mature: count(&tally.mature, at),
            deepest: count(deepest, at),
            overall,
            overall_interval: wilson(overall.num, overall.den),
            previous,
            previous_interval: previous.and_then(|rate| wilson(rate.num, rate.den)),
            mature_previous: before.map(|before| rate(&tally.mature, before)),
            around_optional: optional(at) || before.is_some_and(|before| before + 1 < at),
            from_entry: tally.from_entry.get(at).and_then(|seconds| times(seconds)),
            from_previous: tally.from_previous.get(at).and_then(|seconds| times(seconds)),
            next,
            dropped,
        }
    });
    rows.collect()
}
