//! Parameters as results, where the data tell them.

use super::fit::{Fit, Model, Status};
use super::output::Parameter;
use crate::stats::Interval;

/// Beyond this a shape only says that customers are alike, and its scale grows with it: neither is told by the data.
const ALIKE: f64 = 1e6;

pub(super) fn parameter(name: &'static str, value: Option<f64>, error: Option<f64>, interval: Option<Interval>) -> Parameter {
    let known = value.is_some();
    Parameter { name, value, error: error.filter(|_| known), interval: interval.filter(|_| known) }
}

/// Parameters by pairs of a shape and its partner, where the data tell both.
pub(super) fn told(pair: [f64; 2], is_scale: bool) -> [Option<f64>; 2] {
    let inside = |value: f64| value.is_finite() && (1.0 / ALIKE..=ALIKE).contains(&value);
    let [shape, partner] = pair;
    let both = inside(shape) && (is_scale || inside(partner));
    pair.map(|value| Some(value).filter(|_| both))
}

/// Both pairs of the parameters of a model, where the data tell them.
fn pairs(model: Model, [first, second, third, fourth]: [f64; 4]) -> [[Option<f64>; 2]; 2] {
    [told([first, second], true), told([third, fourth], model == Model::ParetoNbd)]
}

/// Whether the data tell every parameter.
pub(super) fn tells_all(model: Model, values: [f64; 4]) -> bool {
    pairs(model, values).as_flattened().iter().all(Option::is_some)
}

/// The parameters of a fit. Of customers who never drop out r and α are those of NBD, and the others say nothing.
pub(super) fn parameters_of(fit: &Fit, intervals: &[Option<Interval>; 4]) -> Vec<Parameter> {
    let (rates, lives) = match fit.status {
        Status::NoDropout => (told(fit.nbd, true), [None; 2]),
        _ => pairs(fit.model, fit.values).into(),
    };
    let errors = fit.errors.as_deref().filter(|_| fit.status != Status::NoDropout).unwrap_or_default();
    let values = rates.into_iter().chain(lives).enumerate();
    let rows = fit.model.parameters().into_iter().zip(values).zip(intervals);
    rows.map(|((name, (i, value)), interval)| parameter(name, value, errors.get(i).copied(), *interval)).collect()
}
