//! What is expected of groups of customers within the horizon.

use super::fit::Fit;
use super::groups::Groups;
use super::params::Params;
use super::unit::Span;

/// By group, in the order of [`Groups::rows`].
pub(super) struct Forecast {
    /// P(alive).
    pub alive: Vec<f64>,
    /// Purchases expected within the horizon.
    pub expected: Vec<f64>,
    /// The same, each discounted from the end of its month.
    pub discounted: Vec<f64>,
}

impl Forecast {
    /// `None` for groups in another unit than the fit.
    pub(super) fn of(fit: &Fit, groups: &Groups, params: &Params) -> Option<Self> {
        let alive = fit.alive_of(groups)?;
        let months: Vec<Span> = (1..=params.horizon_months).map(|k| Span::Months(f64::from(k))).collect();
        let factors = discounts(params);
        let mut expected = vec![0.0; alive.len()];
        let mut discounted = vec![0.0; alive.len()];
        fit.each_expected(groups, &months, |place, ahead| {
            let steps = ahead.iter().scan(0.0, |before, now| Some(now - std::mem::replace(before, *now)));
            let sum: f64 = steps.zip(&factors).map(|(step, factor)| step * factor).sum();
            let chance = alive.get(place).copied().unwrap_or(0.0);
            let slots = expected.get_mut(place).zip(discounted.get_mut(place));
            if let Some((expected, discounted)) = slots {
                *expected = chance * ahead.last().copied().unwrap_or(0.0);
                *discounted = chance * sum;
            }
        })?;
        Some(Self { alive, expected, discounted })
    }

    pub(super) fn get(&self, group: u32) -> (f64, f64, f64) {
        let of = |column: &[f64]| column.get(group as usize).copied().unwrap_or(0.0);
        (of(&self.alive), of(&self.expected), of(&self.discounted))
    }
}

/// `1 / (1 + d)ᵏ` for the months k = 1, 2, … of the horizon.
fn discounts(params: &Params) -> Vec<f64> {
    let factor = 1.0 / (1.0 + params.discount_rate);
    (0..params.horizon_months)
        .scan(1.0, |power, _| {
            *power *= factor;
            Some(*power)
        })
        .collect()
}
