//! Intervals by samples of the customers, each fitted anew (Efron 1979).
//!
//! A sample has as many customers as there are, but no more than [`MOST`]; of a smaller one the spread is scaled by the root of the
//! sizes (Bickel, Götze and van Zwet 1997, "Resampling fewer than n observations"). Samples without detectable drop-out have forecasts and
//! no parameters: intervals of parameters are of the others, and how many those are is told.

use super::fit::{Fit, Status};
use super::forecast::Forecast;
use super::groups::{Group, Groups};
use super::params::Params;
use super::spend::Spenders;
use super::spending::Spending;
use crate::stats::{Interval, Random, ascending, quantile};

/// Customers of a sample.
const MOST: usize = 4000;

/// Intervals of what was estimated.
#[derive(Default)]
pub(super) struct Intervals {
    /// Customers of a sample.
    pub size: u64,
    /// Samples that could be fitted.
    pub fitted: u64,
    /// Those of them without detectable drop-out: they tell no parameters.
    pub without_dropout: u64,
    /// Of the four parameters.
    pub parameters: [Option<Interval>; 4],
    /// Of p, q and v.
    pub spend: [Option<Interval>; 3],
    /// Of the mean P(alive).
    pub alive: Option<Interval>,
    /// Of the purchases expected per customer.
    pub expected: Option<Interval>,
    /// Of the value per customer, without margin.
    pub value: Option<Interval>,
}

/// What is drawn from: the customers by group and mean of repeat purchases, so that their order among themselves is free.
pub(super) struct Population<'a> {
    pub groups: &'a Groups,
    /// Group and mean of each customer, ascending.
    pub customers: Vec<(u32, f64)>,
}

/// The figures of one sample, and of the whole.
struct Figures {
    parameters: Option<[f64; 4]>,
    spend: Option<[f64; 3]>,
    means: [Option<f64>; 3],
}

impl<'a> Population<'a> {
    pub(super) fn new(groups: &'a Groups, of: &[u32], means: &[f64]) -> Self {
        let mut customers: Vec<(u32, f64)> = of.iter().copied().zip(means.iter().copied()).collect();
        customers.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        Self { groups, customers }
    }

    fn row(&self, group: u32) -> Option<Group> {
        self.groups.rows().get(group as usize).copied()
    }

    /// Spenders among the customers at these places.
    fn spenders(&self, places: &[u32]) -> Spenders {
        let customers = places.iter().filter_map(|&place| self.customers.get(place as usize));
        Spenders::new(customers.filter_map(|&(group, mean)| Some((self.row(group)?.repeats, mean, 1.0))))
    }

    /// The groups of the customers at these places, which ascend, and the group of each among them.
    fn sample(&self, places: &[u32]) -> (Groups, Vec<u32>) {
        let mut rows: Vec<Group> = Vec::new();
        let mut before = None;
        let mut of = Vec::with_capacity(places.len());
        for &(group, _) in places.iter().filter_map(|&place| self.customers.get(place as usize)) {
            if before == Some(group)
                && let Some(row) = rows.last_mut()
            {
                row.weight += 1.0;
            } else if let Some(row) = self.row(group) {
                rows.push(Group { weight: 1.0, ..row });
                before = Some(group);
            }
            of.push(rows.len().saturating_sub(1) as u32);
        }
        (self.groups.with_rows(rows), of)
    }

    fn figures(&self, places: &[u32], fit: &Fit, spending: Option<&Spending>, params: &Params) -> Option<Figures> {
        let (sample, of) = self.sample(places);
        let forecast = Forecast::of(fit, &sample, params)?;
        let mut sums = [0.0; 3];
        for (&place, &group) in places.iter().zip(&of) {
            let mean = self.customers.get(place as usize)?.1;
            let (alive, expected, discounted) = forecast.get(group);
            let repeats = sample.rows().get(group as usize)?.repeats;
            let amount = spending.map_or(0.0, |spending| spending.of_customer(repeats, mean).0);
            sums.iter_mut().zip([alive, expected, discounted * amount]).for_each(|(sum, term)| *sum += term);
        }
        let n = places.len() as f64;
        let [alive, expected, value] = sums.map(|sum| Some(sum / n).filter(|mean| mean.is_finite()));
        Some(Figures {
            parameters: (fit.status != Status::NoDropout).then_some(fit.values),
            spend: spending.and_then(|s| s.fit.as_ref()).map(|fit| fit.values),
            means: [alive, expected, value.filter(|_| spending.is_some())],
        })
    }

    /// Draws the samples. `fit` and `spending` are those of the whole population.
    pub(super) fn intervals(&self, fit: &Fit, spending: Option<&Spending>, params: &Params) -> Intervals {
        let n = self.customers.len();
        let size = n.min(MOST);
        let mut random = Random::new(params.seed);
        let mut samples = Vec::new();
        for _ in 0..params.bootstrap {
            let mut places: Vec<u32> = (0..size).map(|_| random.below(n as u64) as u32).collect();
            places.sort_unstable();
            let (sample, _) = self.sample(&places);
            let Some(again) = fit.again(&sample).filter(|fit| fit.status != Status::NotConverged) else { continue };
            let spent = spending.and_then(|spending| spending.again(&self.spenders(&places)));
            samples.extend(self.figures(&places, &again, spent.as_ref(), params));
        }
        let all: Vec<u32> = (0..n as u32).collect();
        let Some(whole) = self.figures(&all, fit, spending, params) else { return Intervals::default() };
        let shrink = (size as f64 / n as f64).sqrt();
        let interval = |whole: Option<f64>, of: &dyn Fn(&Figures) -> Option<f64>, is_positive: bool| {
            // Parameters are compared by their logarithms.
            let scale = |value: f64| if is_positive { libm::log(value) } else { value };
            let back = |value: f64| if is_positive { libm::exp(value) } else { value };
            let whole = scale(whole?);
            let drawn: Vec<f64> = samples.iter().filter_map(of).map(|v| whole + shrink * (scale(v) - whole)).collect();
            // With fewer samples the ends are single samples.
            if drawn.len() < 40 || drawn.iter().any(|v| !v.is_finite()) {
                return None;
            }
            let drawn = ascending(&drawn);
            Some(Interval { low: back(quantile(&drawn, 0.025)?), high: back(quantile(&drawn, 0.975)?) })
        };
        let told = whole.parameters.filter(|_| fit.status == Status::Converged);
        Intervals {
            size: size as u64,
            fitted: samples.len() as u64,
            without_dropout: samples.iter().filter(|figures| figures.parameters.is_none()).count() as u64,
            parameters: [0, 1, 2, 3].map(|i| {
                let at = move |values: &[f64; 4]| values.get(i).copied();
                interval(told.as_ref().and_then(at), &|f| f.parameters.as_ref().and_then(at), true)
            }),
            spend: [0, 1, 2].map(|i| {
                let at = move |values: &[f64; 3]| values.get(i).copied();
                interval(whole.spend.as_ref().and_then(at), &|f| f.spend.as_ref().and_then(at), true)
            }),
            alive: interval(whole.means[0], &|f| f.means[0], false),
            expected: interval(whole.means[1], &|f| f.means[1], false),
            value: interval(whole.means[2], &|f| f.means[2], false),
        }
    }
}
