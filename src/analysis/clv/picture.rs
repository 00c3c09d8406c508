//! Purchases → fits, forecasts and the figures of each.

use super::bootstrap::{Intervals, Population as Drawn};
use super::fit::{Fit, Status};
use super::forecast::Forecast;
use super::groups::Groups;
use super::historical::historical;
use super::holdout::{Holdout, frequencies, holdout};
use super::output::{
    Alive, BootstrapReport, ClvOutcome, Customers, Decile, Expected, FitReport, Population, Prediction, Quantile, SpendReport,
    Top, ValueReport,
};
use super::parameters::{parameter, parameters_of, told};
use super::params::{Params, ValidParams};
use super::purchases::Purchases;
use super::spend::Spenders;
use super::spending::{SpendStatus, Spending};
use super::unit::Span;
use crate::analysis::{Grouping, Measure, Shortage};
use crate::customers::{CustomerView, Holders};
use crate::error::{ErrorKind, Result};
use crate::notice::Notice;
use crate::stats::{Interval, Ratio, Sum, ascending, quantile};
use crate::table::UNITS;
use crate::table::date::iso_day;

/// Fewest customers with a repeat purchase: four parameters are made of them.
pub(super) const LEAST: u64 = 10;

/// A correlation beyond this is worth a word.
const CORRELATED: f64 = 0.3;

/// The finished picture.
pub(super) struct Picture {
    pub outcome: ClvOutcome,
    pub notices: Vec<Notice>,
    pub groupings: Vec<Grouping>,
    pub measures: Vec<Measure>,
}

/// Numbers of the customers of the model, in the order of the view.
struct Each {
    alive: Vec<f64>,
    expected: Vec<f64>,
    amounts: Vec<(f64, bool)>,
    values: Vec<f64>,
}

/// Draws the picture; `None` where nobody bought anything. `end` is the last day that the model sees.
///
/// # Errors
/// [`ErrorKind::Span`] when the days do not fit the calendar.
pub(super) fn draw(view: &CustomerView, valid: &ValidParams, purchases: &Purchases, end: i32) -> Result<Option<Picture>> {
    let Some(historical) = historical(view, valid.get()) else { return Ok(None) };
    let mut outcome = ClvOutcome {
        as_of: iso_day(view.as_of()),
        calibration_end: iso_day(end),
        population: Population {
            customers: view.customers() as u64,
            days: view.first_day().map_or(0, |first| u64::from(end.abs_diff(first)) + 1),
            modelled: purchases.customer.len() as u64,
            repeat: purchases.repeaters(),
            repeat_purchases: purchases.histories.iter().map(|h| u64::from(h.repeats)).sum(),
            newer: purchases.newer,
            without_purchase: purchases.without,
        },
        historical,
        model: None,
        model_needs: None,
    };
    let enough = purchases.repeaters() >= LEAST;
    let predicted = if enough { predicted(view, valid, purchases, end)? } else { None };
    let (groupings, measures) = match predicted {
        Some((model, groupings, measures)) => {
            outcome.model = Some(model);
            (groupings, measures)
        }
        None => {
            outcome.model_needs = Some(shortage(purchases));
            (Vec::new(), Vec::new())
        }
    };
    let notices = notices(&outcome);
    Ok(Some(Picture { outcome, notices, groupings, measures }))
}

/// What a model needs, and what there is.
pub(super) fn shortage(purchases: &Purchases) -> Shortage {
    let customers = purchases.customer.len() as u64;
    Shortage::of("customers_with_purchase", LEAST, customers).and("repeat_customers", LEAST, purchases.repeaters())
}

/// What the model expects, with groups and numbers of its customers.
type Predicted = (Prediction, Vec<Grouping>, Vec<Measure>);

/// `None` where nothing can be fitted.
fn predicted(view: &CustomerView, valid: &ValidParams, purchases: &Purchases, end: i32) -> Result<Option<Predicted>> {
    let params = valid.get();
    let (groups, of) = Groups::of_days(params.unit, &purchases.histories).ok_or(ErrorKind::Span)?;
    let Some(fit) = Fit::new(params.model, &groups) else { return Ok(None) };
    let rows = purchases.histories.iter().zip(&purchases.means);
    let spenders = Spenders::new(rows.map(|(history, mean)| (history.repeats, *mean, 1.0)));
    let spending = Spending::of(&spenders);
    let Some(forecast) = Forecast::of(&fit, &groups, params) else { return Ok(None) };
    let each = each(purchases, &of, &forecast, spending.as_ref(), params);
    let drawn = params.bootstrap > 0;
    let intervals = if drawn {
        Drawn::new(&groups, &of, &purchases.means).intervals(&fit, spending.as_ref(), params)
    } else {
        Intervals::default()
    };
    let decile = deciles_of(&each.values);
    let model = Prediction {
        fit: fit_report(&fit, &groups, &intervals),
        frequencies: frequencies(&fit, &groups),
        holdout: held_out(view, valid, purchases, &fit, end)?,
        alive: Alive { mean: mean(&each.alive), interval: intervals.alive, bands: bands(&each.alive) },
        expected: Expected {
            months: params.horizon_months,
            total: sum(&each.expected),
            mean: mean(&each.expected),
            interval: intervals.expected,
            of_new: fit.expected_of_new(Span::Months(f64::from(params.horizon_months))),
            quantiles: quantiles(&each.expected),
        },
        spend: spending.as_ref().map(|spending| spend_report(spending, &spenders, &intervals)),
        value: spending.as_ref().map(|_| value_report(&each, &decile, &intervals, params)),
        bootstrap: drawn.then_some(BootstrapReport {
            samples: Ratio { num: intervals.fitted, den: params.bootstrap.into() },
            without_dropout: intervals.without_dropout,
            customers: intervals.size,
        }),
        customers: listing(purchases, &each, spending.is_some(), params.list as usize),
    };
    let (groupings, measures) = of_customers(view.customers(), purchases, each, &decile, spending.is_some());
    Ok(Some((model, groupings, measures)))
}

fn each(purchases: &Purchases, of: &[u32], forecast: &Forecast, spending: Option<&Spending>, params: &Params) -> Each {
    let n = of.len();
    let mut each =
        Each { alive: Vec::with_capacity(n), expected: Vec::with_capacity(n), amounts: Vec::new(), values: Vec::new() };
    for ((&group, history), &mean) in of.iter().zip(&purchases.histories).zip(&purchases.means) {
        let (alive, expected, discounted) = forecast.get(group);
        each.alive.push(alive);
        each.expected.push(expected);
        if let Some(spending) = spending {
            let (amount, is_mean) = spending.of_customer(history.repeats, mean);
            each.amounts.push((amount, is_mean));
            each.values.push(params.margin * amount * discounted);
        }
    }
    each
}

/// The comparison with days held out: those after the set end, or those of the last third of the history.
fn held_out(view: &CustomerView, valid: &ValidParams, purchases: &Purchases, fit: &Fit, end: i32) -> Result<Option<Holdout>> {
    let params = valid.get();
    let (Some(start), Some(last)) = (view.first_day(), view.as_of().checked_sub(1)) else { return Ok(None) };
    if valid.end().is_some() {
        return Ok(holdout(params.model, params.unit, purchases, Some(fit), [start, end, last]));
    }
    let held = (last - start) / 3;
    if held < 28 {
        return Ok(None);
    }
    let end = last - held;
    let earlier = Purchases::of(view, end)?;
    if earlier.repeaters() < LEAST {
        return Ok(None);
    }
    Ok(holdout(params.model, params.unit, &earlier, None, [start, end, last]))
}

fn sum(values: &[f64]) -> f64 {
    Sum::of(values.iter().copied()).value()
}

fn mean(values: &[f64]) -> f64 {
    Sum::of(values.iter().copied()).mean().unwrap_or_default()
}

fn quantiles(values: &[f64]) -> Vec<Quantile> {
    let sorted = ascending(values);
    let of = |percent: u8| quantile(&sorted, f64::from(percent) / 100.0).map(|value| Quantile { percent, value });
    [0, 5, 10, 25, 50, 75, 90, 95, 99, 100].into_iter().filter_map(of).collect()
}

fn bands(alive: &[f64]) -> Vec<u64> {
    let mut bands = vec![0; 10];
    for chance in alive {
        if let Some(band) = bands.get_mut(((chance * 10.0) as usize).min(9)) {
            *band += 1;
        }
    }
    bands
}

/// The tenth of each customer, 1 for the best: `10 · (number with more) div n + 1`, so that equal values are in one.
fn deciles_of(values: &[f64]) -> Vec<u8> {
    // Values that rounding alone tells apart are equal: 32 of their 52 bits count.
    let values: Vec<f64> = values.iter().map(|v| f64::from_bits((v.to_bits() + (1 << 19)) & !((1 << 20) - 1))).collect();
    let sorted = ascending(&values);
    let n = sorted.len();
    let above = |value: f64| n - sorted.partition_point(|v| v.total_cmp(&value).is_le());
    values.iter().map(|&value| (above(value) * 10 / n.max(1) + 1) as u8).collect()
}

fn fit_report(fit: &Fit, groups: &Groups, intervals: &Intervals) -> FitReport {
    FitReport {
        model: fit.model,
        unit: fit.unit,
        status: fit.status,
        parameters: parameters_of(fit, &intervals.parameters),
        log_likelihood: fit.log_likelihood,
        nbd: ["r", "alpha"]
            .into_iter()
            .zip(told(fit.nbd, true))
            .map(|(name, value)| parameter(name, value, None, None))
            .collect(),
        nbd_log_likelihood: fit.nbd_log_likelihood,
        groups: groups.rows().len() as u64,
        evaluations: fit.evaluations,
    }
}

fn spend_report(spending: &Spending, spenders: &Spenders, intervals: &Intervals) -> SpendReport {
    let parameters = spending.fit.iter().flat_map(|fit| {
        let errors = fit.errors.as_deref().unwrap_or_default();
        let [p, q, v] = fit.values;
        let ([p, _], [q, v]) = (told([p, q], false), told([q, v], true));
        let rows = ["p", "q", "v"].into_iter().enumerate().zip([p, q, v]).zip(intervals.spend);
        rows.map(|(((i, name), value), interval)| parameter(name, value, errors.get(i).copied(), interval))
    });
    SpendReport {
        status: spending.status,
        parameters: parameters.collect(),
        log_likelihood: spending.fit.as_ref().map(|fit| fit.log_likelihood),
        customers: spenders.customers() as u64,
        population_mean: spending.population,
        observed_mean: spenders.mean().unwrap_or(spending.population),
        correlation: spenders.correlation(),
    }
}

fn value_report(each: &Each, decile: &[u8], intervals: &Intervals, params: &Params) -> ValueReport {
    let n = each.values.len() as u64;
    let best = ascending(&each.values);
    let top = |percent: u64| {
        let count = (n * percent).div_ceil(100);
        let value = sum(best.get((n - count) as usize..).unwrap_or_default());
        Top { customers: Ratio { num: count, den: n }, value }
    };
    let tenth = |number: u8| {
        let mut sums = [Sum::default(), Sum::default(), Sum::default()];
        let rows = each.values.iter().zip(&each.alive).zip(&each.expected).zip(decile);
        let mut held = Holders::default();
        for (((value, alive), expected), _) in rows.filter(|(_, decile)| **decile == number) {
            held.add((value * UNITS as f64) as i128);
            sums.iter_mut().zip([value, alive, expected]).for_each(|(sum, term)| sum.add(*term));
        }
        let [value, alive, expected] = sums;
        let (customers, dominated) = (value.count(), held.are_told());
        Decile { decile: number, customers, value: value.value(), dominated, alive: alive.mean(), expected: expected.value() }
    };
    let interval =
        intervals.value.map(|interval| Interval { low: params.margin * interval.low, high: params.margin * interval.high });
    ValueReport {
        months: params.horizon_months,
        annual_discount: libm::pow(1.0 + params.discount_rate, 12.0) - 1.0,
        total: sum(&each.values),
        mean: mean(&each.values),
        interval,
        quantiles: quantiles(&each.values),
        top: [1, 5, 10, 20, 50].map(top).to_vec(),
        deciles: (1..=10).map(tenth).collect(),
        at_population_mean: Ratio { num: each.amounts.iter().filter(|(_, is_mean)| *is_mean).count() as u64, den: n },
    }
}

fn listing(purchases: &Purchases, each: &Each, has_amounts: bool, limit: usize) -> Customers {
    let n = purchases.customer.len().min(limit);
    let first = || purchases.histories.iter().take(n);
    let amounts = |of: &dyn Fn(usize) -> Option<f64>| (0..n).map(|i| of(i).filter(|_| has_amounts)).collect();
    Customers {
        total: purchases.customer.len() as u64,
        listed: n as u64,
        repeats: first().map(|h| h.repeats).collect(),
        last_days: first().map(|h| h.last).collect(),
        total_days: first().map(|h| h.total).collect(),
        mean_amount: first().zip(&purchases.means).map(|(h, mean)| (h.repeats > 0).then_some(*mean)).collect(),
        alive: each.alive.iter().take(n).copied().collect(),
        expected: each.expected.iter().take(n).copied().collect(),
        expected_amount: amounts(&|i| each.amounts.get(i).map(|(amount, _)| *amount)),
        at_population_mean: each.amounts.iter().take(n).map(|(_, is_mean)| *is_mean).collect(),
        value: amounts(&|i| each.values.get(i).copied()),
    }
}

/// Fifths of P(alive), in percent.
const BANDS: [&str; 5] = ["0_20", "20_40", "40_60", "60_80", "80_100"];

fn of_customers(
    customers: usize,
    purchases: &Purchases,
    each: Each,
    decile: &[u8],
    has_amounts: bool,
) -> (Vec<Grouping>, Vec<Measure>) {
    let whom = || purchases.customer.iter().copied();
    let group = |name, groups, numbers: &mut dyn Iterator<Item = u16>| {
        Grouping::spread(name, groups, customers, &mut whom().zip(numbers))
    };
    let measure = |name, unit, values: Vec<f64>| Measure::spread(name, unit, customers, &mut whom().zip(values));
    let bands = BANDS.map(str::to_owned).to_vec();
    let mut groupings = vec![group("alive", bands, &mut each.alive.iter().map(|chance| ((chance * 5.0) as u16).min(4)))];
    let mut measures = vec![measure("alive", "share", each.alive), measure("expected_purchases", "count", each.expected)];
    if has_amounts {
        let tenths = (1..=10).map(|tenth| tenth.to_string()).collect();
        groupings.push(group("value_decile", tenths, &mut decile.iter().map(|tenth| u16::from(*tenth) - 1)));
        measures.push(measure("value", "currency", each.values));
    }
    (groupings, measures)
}

/// Days of a month in the mean, in hundredths.
const MONTH: u64 = 3_044;

fn notices(outcome: &ClvOutcome) -> Vec<Notice> {
    let mut notices = Vec::new();
    let population = &outcome.population;
    let mut tell = |code, count: u64, is_warning| {
        if count > 0 {
            notices.push(if is_warning { Notice::warning(code, count) } else { Notice::info(code, count) });
        }
    };
    tell("N_CLV_WITHOUT_PURCHASE", population.without_purchase, false);
    tell("N_CLV_NEWER", population.newer, false);
    let Some(model) = &outcome.model else { return notices };
    // Twice as far as one has looked is a guess.
    let is_short = u64::from(model.expected.months) * MONTH > 200 * population.days;
    tell("N_CLV_SHORT_HISTORY", if is_short { population.days } else { 0 }, true);
    let status = model.fit.status;
    tell("N_CLV_NO_DROPOUT", if status == Status::NoDropout { population.modelled } else { 0 }, true);
    tell("N_CLV_FLAT", if status == Status::Flat { population.modelled } else { 0 }, true);
    tell("N_CLV_NOT_CONVERGED", if status == Status::NotConverged { population.modelled } else { 0 }, true);
    tell("N_CLV_NO_HOLDOUT", if model.holdout.is_none() { population.modelled } else { 0 }, false);
    match &model.spend {
        None => tell("N_CLV_NO_AMOUNTS", population.modelled, true),
        Some(spend) => {
            let correlated = spend.correlation.is_some_and(|c| c.abs() > CORRELATED);
            tell("N_CLV_CORRELATED", if correlated { spend.customers } else { 0 }, true);
            tell("N_CLV_INFINITE_MEAN", if spend.status == SpendStatus::InfiniteMean { spend.customers } else { 0 }, true);
        }
    }
    if let Some(value) = &model.value {
        tell("N_CLV_POPULATION_MEAN", value.at_population_mean.num, false);
    }
    notices
}
