//! A model fitted to groups of customers, and what it says of them.

use super::coin::{self, Tosses};
use super::groups::{Group, Groups};
use super::parameters::tells_all;
use super::pareto::{self, Rules};
use super::search::{ENOUGH, Search, bounded};
use super::unit::{Span, Unit};
use super::{nbd, pareto::expected_of_alive};
use crate::stats::{Chebyshev, Function, Matrix};
use serde::{Deserialize, Serialize};

/// How customers buy and drop out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvModel"))]
pub enum Model {
    /// A customer may drop out after each repeat purchase (Fader, Hardie and Lee 2005).
    #[default]
    BgNbd,
    /// After the first one too (Batislam, Denizel and Filiztekin 2007).
    MbgNbd,
    /// At any time (Schmittlein, Morrison and Colombo 1987).
    ParetoNbd,
}

impl Model {
    /// Names of the parameters, in the order of [`Fit::values`].
    #[must_use]
    pub fn parameters(self) -> [&'static str; 4] {
        match self {
            Self::BgNbd | Self::MbgNbd => ["r", "alpha", "a", "b"],
            Self::ParetoNbd => ["r", "alpha", "s", "beta"],
        }
    }

    fn tosses(self) -> Option<Tosses> {
        match self {
            Self::BgNbd => Some(Tosses::AfterRepeats),
            Self::MbgNbd => Some(Tosses::AfterAll),
            Self::ParetoNbd => None,
        }
    }
}

/// How a fit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvStatus"))]
pub enum Status {
    /// A maximum at parameters that the data tell, with standard errors.
    Converged,
    /// No detectable drop-out: the log-likelihood is that of customers who never drop out, and forecasts are theirs.
    NoDropout,
    /// The maximum is flat in some direction: forecasts hold, but the parameters are not told by the data.
    Flat,
    /// The search stopped before the maximum.
    NotConverged,
}

/// Below this gain of log-likelihood over customers who never drop out, drop-out is not detectable.
const DETECTABLE: f64 = 0.01;

/// A fitted model. It keeps the unit of time of its data, and takes times as [`Span`]s or [`Groups`] of that unit alone.
pub struct Fit {
    /// Which model.
    pub model: Model,
    /// The unit of α, and of β of Pareto/NBD.
    pub unit: Unit,
    /// The most likely parameters, named by [`Model::parameters`].
    pub values: [f64; 4],
    /// Their standard errors; `None` unless all can be told.
    pub errors: Option<Vec<f64>>,
    /// The log-likelihood there.
    pub log_likelihood: f64,
    /// r and α of customers who never drop out.
    pub nbd: [f64; 2],
    /// The log-likelihood of those.
    pub nbd_log_likelihood: f64,
    /// How the search ended.
    pub status: Status,
    /// Evaluations of the likelihood.
    pub evaluations: u32,
    search: Search,
    rules: Rules,
}

/// The negative log-likelihood of groups at a point, which fills the gradient.
type Likelihood<'a> = dyn Fn(&Groups, &[f64], &mut [f64]) -> f64 + 'a;

/// Whether a maximum lies at the edge: a parameter, by its logarithm, is on its way to 0 or beyond all bounds.
fn runs_off(at: &[f64]) -> bool {
    const FAR: f64 = 10.0;
    at.iter().any(|log| log.abs() > FAR)
}

impl Fit {
    /// The most likely parameters of a model; `None` without a repeat purchase or time under observation.
    #[must_use]
    pub fn new(model: Model, groups: &Groups) -> Option<Self> {
        let rate = Some(groups.rate()).filter(|rate| *rate > 0.0 && rate.is_finite())?;
        let mean = |r: f64, drop: f64| (r / (rate * drop)).max(f64::MIN_POSITIVE);
        let rules = Rules::new();
        let stride = groups.rows().len() / ENOUGH;
        let fewer = (stride > 1).then(|| groups.thinned(stride));
        let run = |of: &Likelihood<'_>, starts: &[Vec<f64>]| {
            let all = |at: &[f64], gradient: &mut [f64]| of(groups, at, gradient);
            let few = |at: &[f64], gradient: &mut [f64]| of(fewer.as_ref().unwrap_or(groups), at, gradient);
            let few: Option<&Function<'_>> = if fewer.is_some() { Some(&few) } else { None };
            Search::run(&all, few, starts)
        };
        let starts = [[0.5, mean(0.5, 1.0)], [2.0, mean(2.0, 1.0)]].map(|values| values.map(libm::log).to_vec());
        let nbd = run(&without_dropout, &starts)?;
        let nbd_values: [f64; 2] = bounded(&nbd.minimum.at)?;
        let longest = groups.times().last().copied().unwrap_or(1.0);
        let starts = match model.tosses() {
            Some(_) => [[0.5, mean(0.5, 1.5), 0.7, 2.5], [0.2, mean(0.2, 2.5), 1.5, 1.5]],
            None => [[0.6, mean(0.6, 1.5), 0.6, 0.3 * longest], [1.5, mean(1.5, 2.5), 1.5, longest]],
        };
        let starts = starts.map(|values| values.map(libm::log).to_vec());
        let function = |of: &Groups, at: &[f64], gradient: &mut [f64]| value(model, &rules, of, at, gradient);
        let search = run(&function, &starts)?;
        let values = bounded(&search.minimum.at)?;
        let (log_likelihood, nbd_log_likelihood) = (-search.minimum.value, -nbd.minimum.value);
        let errors = search.errors();
        let status = if log_likelihood - nbd_log_likelihood <= DETECTABLE {
            Status::NoDropout
        } else if !search.minimum.converged && !runs_off(&search.minimum.at) {
            Status::NotConverged
        } else if !search.minimum.converged || errors.is_none() || !tells_all(model, values) {
            Status::Flat
        } else {
            Status::Converged
        };
        Some(Self {
            model,
            unit: groups.unit(),
            values,
            errors,
            log_likelihood,
            nbd: nbd_values,
            nbd_log_likelihood,
            status,
            evaluations: search.minimum.evaluations + nbd.minimum.evaluations,
            search,
            rules,
        })
    }

    /// The same model fitted to a sample of the same customers, from here on; `None` where it cannot be.
    #[must_use]
    pub fn again(&self, sample: &Groups) -> Option<Self> {
        if sample.unit() != self.unit || sample.purchases() <= 0.0 {
            return None;
        }
        let flat = Matrix::identity(self.values.len());
        let inverse = self.search.covariances.as_ref().unwrap_or(&flat);
        let (model, rules) = (self.model, Rules::new());
        let function = |at: &[f64], gradient: &mut [f64]| value(model, &rules, sample, at, gradient);
        let search = Search::near(&function, &self.search.minimum.at, inverse)?;
        let nbd = |at: &[f64], gradient: &mut [f64]| without_dropout(sample, at, gradient);
        let nbd = Search::run(&nbd, None, &[self.nbd.map(libm::log).to_vec()])?;
        let gain = nbd.minimum.value - search.minimum.value;
        let status = match (gain <= DETECTABLE, search.minimum.converged || runs_off(&search.minimum.at)) {
            (true, _) => Status::NoDropout,
            (false, true) => Status::Converged,
            (false, false) => Status::NotConverged,
        };
        Some(Self {
            model,
            unit: self.unit,
            values: bounded(&search.minimum.at)?,
            errors: None,
            log_likelihood: -search.minimum.value,
            nbd: bounded(&nbd.minimum.at)?,
            nbd_log_likelihood: -nbd.minimum.value,
            status,
            evaluations: search.minimum.evaluations,
            search,
            rules,
        })
    }

    /// A fit at given parameters, as published ones; only forecasts can be had of it.
    #[must_use]
    pub fn at(model: Model, unit: Unit, values: [f64; 4]) -> Self {
        let minimum = crate::stats::Minimum {
            at: values.map(libm::log).to_vec(),
            value: f64::INFINITY,
            gradient: Vec::new(),
            inverse: Matrix::identity(4),
            converged: false,
            evaluations: 0,
        };
        Self {
            model,
            unit,
            values,
            errors: None,
            log_likelihood: f64::NEG_INFINITY,
            nbd: [f64::NAN; 2],
            nbd_log_likelihood: f64::NEG_INFINITY,
            status: Status::NotConverged,
            evaluations: 0,
            search: Search { minimum, covariances: None },
            rules: Rules::new(),
        }
    }

    /// P(alive) of a customer with x repeat purchases, the last one `last` after the first, seen for `total`.
    #[must_use]
    pub fn alive(&self, repeats: u32, last: Span, total: Span) -> f64 {
        self.alive_in_units(repeats, last.in_units(self.unit), total.in_units(self.unit))
    }

    /// `E[X(t) | x, t_x, T]`: the purchases expected of such a customer in the next `ahead`.
    #[must_use]
    pub fn expected(&self, repeats: u32, last: Span, total: Span, ahead: Span) -> f64 {
        let ahead = ahead.in_units(self.unit);
        self.alive(repeats, last, total) * self.of_alive(repeats, total.in_units(self.unit), ahead)
    }

    /// E[X(t)]: the repeat purchases expected of a new customer in the time `ahead`.
    #[must_use]
    pub fn expected_of_new(&self, ahead: Span) -> f64 {
        self.expected(0, Span::Days(0.0), Span::Days(0.0), ahead)
    }

    /// P(X(t) = n): the chance that a new customer makes n repeat purchases in the time `ahead`; not for Pareto/NBD.
    #[must_use]
    pub fn probability(&self, n: u32, ahead: Span) -> Option<f64> {
        let ahead = ahead.in_units(self.unit);
        match self.status {
            // Without tosses a and b do not matter: a chance of drop-out of 0.
            Status::NoDropout => {
                let [r, alpha] = self.nbd;
                Some(coin::probability(Tosses::AfterRepeats, [r, alpha, 0.0, 1.0], n, ahead))
            }
            _ => Some(coin::probability(self.model.tosses()?, self.values, n, ahead)),
        }
    }

    /// P(alive) of each group; `None` for groups of another unit.
    #[must_use]
    pub fn alive_of(&self, groups: &Groups) -> Option<Vec<f64>> {
        let alive = |row: &Group| self.alive_in_units(row.repeats, groups.time(row.last), groups.time(row.total));
        (groups.unit() == self.unit).then(|| groups.rows().iter().map(alive).collect())
    }

    /// For each group and each of the given spans, E[X(t)] of its customers as if they were alive: times [`Fit::alive_of`] it is what is
    /// expected of them. `each` gets the place of the group and the numbers. `None` for groups of another unit.
    pub fn each_expected(&self, groups: &Groups, spans: &[Span], mut each: impl FnMut(usize, &[f64])) -> Option<()> {
        if groups.unit() != self.unit {
            return None;
        }
        let ahead: Vec<f64> = spans.iter().map(|span| span.in_units(self.unit)).collect();
        let mut expected = vec![0.0; ahead.len()];
        let mut place = 0;
        for run in groups.rows().chunk_by(|a, b| a.repeats == b.repeats) {
            let curve = self.curve(groups, run, &ahead);
            let mut before = None;
            for row in run {
                // Groups stand by x and T: only these two matter to those who are alive.
                if before != Some(row.total) {
                    before = Some(row.total);
                    let total = groups.time(row.total);
                    expected.iter_mut().zip(&ahead).for_each(|(e, t)| {
                        *e = match &curve {
                            Some(curve) => {
                                let reach = self.reach(total, *t);
                                curve.at(reach) * reach
                            }
                            None => self.of_alive(row.repeats, total, *t),
                        };
                    });
                }
                each(place, &expected);
                place += 1;
            }
        }
        Some(())
    }

    /// E[X(t)] of customers with equal x hangs on ln(1 + t / (α + T)) alone. Where many values are wanted, the curve over that is made
    /// once, divided by it: so it keeps its digits where both vanish.
    fn curve(&self, groups: &Groups, run: &[Group], ahead: &[f64]) -> Option<Chebyshev> {
        const MANY: usize = 64;
        let tosses = self.model.tosses().filter(|_| self.status != Status::NoDropout)?;
        let totals = run.chunk_by(|a, b| a.total == b.total).count();
        let (first, last) = (run.first()?, run.last()?);
        let (soonest, latest) = ahead.iter().fold((f64::INFINITY, 0.0_f64), |(low, high), t| (low.min(*t), high.max(*t)));
        if totals * ahead.len() < MANY || soonest <= 0.0 {
            return None;
        }
        let [r, _, a, b] = self.values;
        let (k, stays) = (r + f64::from(first.repeats), b + f64::from(tosses.of(first.repeats)));
        let curve = |reach: f64| coin::expected(k, 1.0, a, stays, libm::expm1(reach)) / reach;
        let low = self.reach(groups.time(last.total), soonest);
        let high = self.reach(groups.time(first.total), latest);
        Chebyshev::of(&curve, low, high)
    }

    /// ln(1 + t / (α + T)).
    fn reach(&self, total: f64, ahead: f64) -> f64 {
        let [_, alpha, ..] = self.values;
        libm::log1p(ahead / (alpha + total))
    }

    fn alive_in_units(&self, repeats: u32, last: f64, total: f64) -> f64 {
        match (self.status, self.model.tosses()) {
            (Status::NoDropout, _) => 1.0,
            (_, Some(tosses)) => coin::alive(tosses, self.values, repeats, last, total),
            (_, None) => pareto::alive(&self.rules, self.values, repeats, last, total),
        }
    }

    fn of_alive(&self, repeats: u32, total: f64, ahead: f64) -> f64 {
        match (self.status, self.model.tosses()) {
            (Status::NoDropout, _) => {
                let [r, alpha] = self.nbd;
                (r + f64::from(repeats)) / (alpha + total) * ahead
            }
            (_, Some(tosses)) => coin::expected_of_alive(tosses, self.values, repeats, total, ahead),
            (_, None) => expected_of_alive(self.values, repeats, total, ahead),
        }
    }
}

/// The negative log-likelihood of a model, with its derivatives.
fn value(model: Model, rules: &Rules, groups: &Groups, at: &[f64], gradient: &mut [f64]) -> f64 {
    let Some(values) = bounded::<4>(at) else { return f64::NAN };
    let (value, slopes) = match model.tosses() {
        Some(tosses) => coin::log_likelihood(groups, tosses, values),
        None => pareto::log_likelihood(groups, rules, values),
    };
    gradient.iter_mut().zip(slopes).for_each(|(to, from)| *to = -from);
    -value
}

fn without_dropout(groups: &Groups, at: &[f64], gradient: &mut [f64]) -> f64 {
    let Some(values) = bounded::<2>(at) else { return f64::NAN };
    let (value, slopes) = nbd::log_likelihood(groups, values);
    gradient.iter_mut().zip(slopes).for_each(|(to, from)| *to = -from);
    -value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn many_groups_are_told_as_one_is(
            logs in prop::array::uniform4(-2.0_f64..6.0), repeats in 0_u32..40, shortest in 0.0_f64..300.0, longest in 1.0_f64..300.0, after_all: bool,
        ) {
            let model = if after_all { Model::MbgNbd } else { Model::BgNbd };
            let mut fit = Fit::at(model, Unit::Week, logs.map(f64::exp));
            fit.status = Status::Converged;
            let rows: Vec<_> = (0..30_u32).map(|i| (repeats, 0.0, shortest + longest * f64::from(i) / 30.0)).collect();
            let groups = Groups::of_times(Unit::Week, &rows).unwrap().0;
            let spans = [7.0, 30.0, 365.0, 1800.0].map(Span::Days);
            let mut worst = 0.0_f64;
            fit.each_expected(&groups, &spans, |place, told| {
                let total = groups.time(groups.rows()[place].total);
                for (told, span) in told.iter().zip(spans) {
                    let alone = fit.of_alive(repeats, total, span.in_units(Unit::Week));
                    worst = worst.max((told / alone - 1.0).abs());
                }
            });
            // The series and the integral behind it agree to ten digits.
            prop_assert!(worst < 1e-10, "{worst}");
        }
    }
}
