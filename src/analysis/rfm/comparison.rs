//! What the other ways to count purchases would change.

use super::measure::{Measures, measure};
use super::output::FrequencyEffect;
use super::params::{Frequency, Params};
use super::rules::Scheme;
use super::scoring::{Axis, Scores, Scoring};
use crate::customers::CustomerView;
use crate::error::Result;
use crate::stats::Ratio;

const ALL: [Frequency; 3] = [Frequency::Order, Frequency::Day, Frequency::Line];

/// For each other way the customers whose scores, class or segment would be another.
///
/// # Errors
/// Those of [`measure`].
pub(super) fn effects(
    view: &CustomerView,
    params: &Params,
    measures: &Measures,
    scores: &Scores,
    scheme: Option<&Scheme>,
) -> Result<Vec<FrequencyEffect>> {
    let scheme = scheme.filter(|scheme| scheme.is_usable);
    let den = measures.customer.len() as u64;
    let mut effects = Vec::new();
    for frequency in ALL.into_iter().filter(|&frequency| frequency != params.frequency) {
        let other_params = Params { frequency, ..params.clone() };
        // Who has a purchase does not depend on how purchases are counted, so the rows are the same.
        let other = measure(view, &other_params, view.as_of())?;
        let Some(axes) = Axis::all(&other) else { continue };
        let changed = Scoring::learn(&other_params, &other, &axes).apply(&other);
        let differ = |a: &[u8], b: &[u8]| Ratio { num: a.iter().zip(b).filter(|(a, b)| a != b).count() as u64, den };
        let mut scores_differ = 0;
        for at in 0..scores.f.len() {
            let same = |a: &[u8], b: &[u8]| a.get(at) == b.get(at);
            scores_differ += u64::from(!same(&scores.f, &changed.f) || !same(&scores.m, &changed.m));
        }
        let counts = measures.frequency.iter().zip(&other.frequency);
        effects.push(FrequencyEffect {
            frequency,
            counts: Ratio { num: counts.filter(|(a, b)| a != b).count() as u64, den },
            scores: Ratio { num: scores_differ, den },
            class: differ(&scores.class, &changed.class),
            segment: scheme.map(|scheme| differ(&scores.segments(scheme), &changed.segments(scheme))),
        });
    }
    Ok(effects)
}
