//! Gamma-Gamma (Fader and Hardie 2013, note 025): what a customer spends per purchase, apart from how often.
//!
//! An amount is Gamma(p, ν), the ν of customers Gamma(q, v). It stands on the mean m̄ of the *repeat* purchases of those who have any,
//! and on the assumption that it does not depend on their number x: see the correlation of both.

use super::search::{Search, bounded};
use crate::stats::{Function, Matrix, digamma};

/// Customers with x repeat purchases of the mean m̄.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spender {
    /// x, above 0.
    pub repeats: u32,
    /// m̄, above 0.
    pub mean: f64,
    /// How many customers.
    pub weight: f64,
}

/// The spenders of a population, by x, then m̄, ascending.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spenders {
    rows: Vec<Spender>,
    logs: Vec<f64>,
}

impl Spenders {
    /// Spenders of the given x and m̄; those without a repeat purchase or a mean above 0 are left out.
    #[must_use]
    pub fn new(rows: impl Iterator<Item = (u32, f64, f64)>) -> Self {
        let kept = rows.filter(|&(repeats, mean, weight)| repeats > 0 && mean > 0.0 && mean.is_finite() && weight > 0.0);
        let mut rows: Vec<Spender> = kept.map(|(repeats, mean, weight)| Spender { repeats, mean, weight }).collect();
        rows.sort_unstable_by(|a, b| a.repeats.cmp(&b.repeats).then(a.mean.total_cmp(&b.mean)));
        let logs = rows.iter().map(|row| libm::log(row.mean)).collect();
        Self { rows, logs }
    }

    /// The groups.
    #[must_use]
    pub fn rows(&self) -> &[Spender] {
        &self.rows
    }

    /// How many customers.
    #[must_use]
    pub fn customers(&self) -> f64 {
        self.rows.iter().map(|row| row.weight).sum()
    }

    /// The mean of all m̄; `None` without a customer.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let customers = self.customers();
        (customers > 0.0).then(|| self.rows.iter().map(|row| row.weight * row.mean).sum::<f64>() / customers)
    }

    /// Whether all spend the same, so that there is nothing to fit.
    #[must_use]
    pub fn are_equal(&self) -> bool {
        let (least, most) =
            self.rows.iter().fold((f64::INFINITY, 0.0_f64), |(low, high), row| (low.min(row.mean), high.max(row.mean)));
        most <= least * (1.0 + 1e-9)
    }

    /// Pearson's correlation of x and m̄; `None` where either is the same for all.
    #[must_use]
    pub fn correlation(&self) -> Option<f64> {
        // Sums of squares of what is the same for all may be off zero by a rounding.
        let repeats = self.rows.first()?.repeats;
        if self.are_equal() || self.rows.iter().all(|row| row.repeats == repeats) {
            return None;
        }
        let n = self.customers();
        let (mean_x, mean_m) = self
            .rows
            .iter()
            .fold((0.0, 0.0), |(x, m), row| (x + row.weight * f64::from(row.repeats) / n, m + row.weight * row.mean / n));
        let mut sums = [0.0; 3];
        for row in &self.rows {
            let (x, m) = (f64::from(row.repeats) - mean_x, row.mean - mean_m);
            sums.iter_mut().zip([x * m, x * x, m * m]).for_each(|(sum, term)| *sum += row.weight * term);
        }
        let [both, x, m] = sums;
        let correlation = both / (x.sqrt() * m.sqrt());
        (x > 0.0 && m > 0.0 && correlation.is_finite()).then(|| correlation.clamp(-1.0, 1.0))
    }

    /// The most likely parameters; `None` without spenders or where all spend the same.
    #[must_use]
    pub fn fit(&self) -> Option<SpendFit> {
        SpendFit::of(search(self, None)?)
    }

    /// Every `stride`-th group, with the weight of those left out.
    fn thinned(&self, stride: usize) -> Self {
        let rows = self.rows.iter().skip(stride / 2).step_by(stride.max(1));
        Self::new(rows.map(|row| (row.repeats, row.mean, row.weight * stride as f64)))
    }
}

/// The most likely parameters of spending.
pub struct SpendFit {
    /// p, q and v; v in the currency.
    pub values: [f64; 3],
    /// Their standard errors; `None` unless all can be told.
    pub errors: Option<Vec<f64>>,
    /// The log-likelihood there.
    pub log_likelihood: f64,
    /// Whether the search found a maximum.
    pub converged: bool,
    search: Search,
}

impl SpendFit {
    fn of(search: Search) -> Option<Self> {
        Some(Self {
            values: bounded(&search.minimum.at)?,
            errors: search.errors(),
            log_likelihood: -search.minimum.value,
            converged: search.minimum.converged,
            search,
        })
    }

    /// The same fitted to a sample of the same customers, from here on.
    #[must_use]
    pub fn again(&self, sample: &Spenders) -> Option<Self> {
        let flat = Matrix::identity(self.values.len());
        let inverse = self.search.covariances.as_ref().unwrap_or(&flat);
        Self::of(search(sample, Some((&self.search.minimum.at, inverse)))?)
    }
}

/// The log-likelihood at p, q and v, with its derivatives by their logarithms.
#[must_use]
pub fn log_likelihood(spenders: &Spenders, [p, q, v]: [f64; 3]) -> (f64, [f64; 3]) {
    let (log_v, gamma_q, digamma_q) = (libm::log(v), libm::lgamma(q), digamma(q));
    let mut of_x = (0, [0.0; 3]);
    let mut sums = [0.0; 4];
    for (row, log_mean) in spenders.rows.iter().zip(&spenders.logs) {
        let x = f64::from(row.repeats);
        let shape = p * x;
        if of_x.0 != row.repeats {
            let (log_x, both) = (libm::log(x), digamma(shape + q));
            let value = libm::lgamma(shape + q) - libm::lgamma(shape) - gamma_q + q * log_v + shape * log_x;
            of_x = (row.repeats, [value, x * (both - digamma(shape) + log_x), both - digamma_q + log_v]);
        }
        let [value, by_p, by_q] = of_x.1;
        let all = v + x * row.mean;
        let log_all = libm::log(all);
        let terms = [
            value + (shape - 1.0) * log_mean - (shape + q) * log_all,
            by_p + x * (log_mean - log_all),
            by_q - log_all,
            q / v - (shape + q) / all,
        ];
        sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += row.weight * term);
    }
    let [value, by_p, by_q, by_v] = sums;
    (value, [p * by_p, q * by_q, v * by_v])
}

/// The mean that is expected of a customer's purchases to come, given x of the mean m̄; `None` where it is infinite.
#[must_use]
pub fn expected_mean([p, q, v]: [f64; 3], repeats: u32, mean: f64) -> Option<f64> {
    let shape = p * f64::from(repeats);
    let below = shape + q - 1.0;
    (below > 0.0).then(|| p * (v + f64::from(repeats) * mean) / below).filter(|e| e.is_finite())
}

/// The most likely p, q and v, as logarithms; `None` without spenders or where all spend the same.
fn search(spenders: &Spenders, near: Option<(&[f64], &Matrix)>) -> Option<Search> {
    if spenders.are_equal() {
        return None;
    }
    let mean = spenders.mean()?;
    let starts = [[2.0, 3.0, mean], [0.7, 1.5, 0.5 * mean]].map(|values| values.map(libm::log).to_vec());
    let value = |of: &Spenders, at: &[f64], gradient: &mut [f64]| {
        let Some([p, q, v]) = bounded(at) else { return f64::NAN };
        let (value, slopes) = log_likelihood(of, [p, q, v]);
        gradient.iter_mut().zip(slopes).for_each(|(to, from)| *to = -from);
        -value
    };
    let all = |at: &[f64], gradient: &mut [f64]| value(spenders, at, gradient);
    let stride = spenders.rows.len() / super::search::ENOUGH;
    let fewer = (stride > 1).then(|| spenders.thinned(stride));
    let few = |at: &[f64], gradient: &mut [f64]| fewer.as_ref().map_or(f64::NAN, |few| value(few, at, gradient));
    let few: Option<&Function<'_>> = if fewer.is_some() { Some(&few) } else { None };
    match near {
        Some((at, inverse)) => Search::near(&all, at, inverse),
        None => Search::run(&all, few, &starts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_for_all_has_no_correlation() {
        // 0.1 + 0.2 and 0.3: the same but for a rounding.
        let even = Spenders::new([(1, 0.1 + 0.2, 3.0), (2, 0.3, 5.0), (7, 0.3, 1.0)].into_iter());
        let once = Spenders::new([(3, 0.1, 3.0), (3, 0.7, 7.0), (3, 1.9, 1.0)].into_iter());
        assert_eq!((even.correlation(), once.correlation()), (None, None));
        let steady = Spenders::new([(1, 10.0, 1.0), (2, 20.0, 1.0), (3, 30.0, 1.0)].into_iter());
        assert!(steady.correlation().is_some_and(|r| (r - 1.0).abs() < 1e-15));
    }
}
