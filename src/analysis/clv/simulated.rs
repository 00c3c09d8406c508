//! Fits of made-up customers whose parameters are known, and of such as leave parameters unknown.

#![allow(
    clippy::print_stderr,
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "two tests print the time they take"
)]

use super::{Fit, Groups, History, Model, Span, Status, Unit};
use crate::stats::Random;
use proptest::prelude::*;

/// A Gamma(shape, rate) number (Marsaglia and Tsang 2000).
fn gamma(random: &mut Random, shape: f64, rate: f64) -> f64 {
    if shape < 1.0 {
        let boost = random.uniform().powf(1.0 / shape);
        return gamma(random, shape + 1.0, rate) * boost;
    }
    let d = shape - 1.0 / 3.0;
    loop {
        let normal = (-2.0 * (1.0 - random.uniform()).ln()).sqrt() * (std::f64::consts::TAU * random.uniform()).cos();
        let v = (1.0 + normal / (9.0 * d).sqrt()).powi(3);
        if v > 0.0 && (1.0 - random.uniform()).ln() < 0.5 * normal * normal + d - d * v + d * v.ln() {
            return d * v / rate;
        }
    }
}

/// How a customer's life ends.
#[derive(Clone, Copy)]
enum Ends {
    /// By a coin after each repeat purchase: Beta(a, b).
    Coin(f64, f64),
    /// At a time: Gamma(s, β).
    Time(f64, f64),
    Never,
}

/// Customers whose first purchases lie in the first third of so many days.
fn customers(seed: u64, n: u32, days: u32, [r, alpha]: [f64; 2], ends: Ends) -> Vec<History> {
    let mut random = Random::new(seed);
    let mut histories = Vec::new();
    for _ in 0..n {
        let total = days - random.below(u64::from(days / 3 + 1)) as u32;
        let rate = gamma(&mut random, r, alpha);
        let (a, b) = match ends {
            Ends::Coin(a, b) => (gamma(&mut random, a, 1.0), gamma(&mut random, b, 1.0)),
            Ends::Time(..) | Ends::Never => (0.0, 1.0),
        };
        let end = match ends {
            Ends::Time(s, beta) => -(1.0 - random.uniform()).ln() / gamma(&mut random, s, beta),
            Ends::Coin(..) | Ends::Never => f64::INFINITY,
        };
        let mut now = 0.0;
        let mut bought: Vec<u32> = Vec::new();
        loop {
            now += -(1.0 - random.uniform()).ln() / rate;
            if now > f64::from(total).min(end) {
                break;
            }
            bought.push(now as u32);
            if random.uniform() < a / (a + b) {
                break;
            }
        }
        bought.retain(|&day| day > 0);
        bought.dedup();
        histories.push(History { repeats: bought.len() as u32, last: bought.last().copied().unwrap_or(0), total });
    }
    histories
}

fn fit(model: Model, histories: &[History]) -> Option<Fit> {
    Fit::new(model, &Groups::of_days(Unit::Week, histories)?.0)
}

const MODELS: [Model; 3] = [Model::BgNbd, Model::MbgNbd, Model::ParetoNbd];

/// What is said of each customer is a number in its domain.
fn all_is_told(fit: &Fit, histories: &[History]) {
    assert!(fit.log_likelihood.is_finite() && fit.nbd_log_likelihood.is_finite());
    for h in histories {
        let (last, total) = (Span::Days(h.last.into()), Span::Days(h.total.into()));
        let alive = fit.alive(h.repeats, last, total);
        assert!((0.0..=1.0).contains(&alive), "{alive} {h:?} {:?}", fit.values);
        let mut before = 0.0;
        for months in [1.0, 12.0, 120.0] {
            let expected = fit.expected(h.repeats, last, total, Span::Months(months));
            assert!(expected.is_finite() && expected >= before * (1.0 - 1e-9), "{expected} {h:?} {:?}", fit.values);
            before = expected;
        }
    }
}

#[test]
fn the_parameters_that_made_the_customers_are_found() {
    let truth = [0.8, 6.0 * 7.0, 0.9, 3.0];
    let histories = customers(1, 20_000, 700, [truth[0], truth[1]], Ends::Coin(truth[2], truth[3]));
    let fit = fit(Model::BgNbd, &histories).unwrap();
    assert_eq!(fit.status, Status::Converged);
    let errors = fit.errors.clone().unwrap();
    // Two purchases of one day count as one, which costs some of the purchases; four errors and five percent allow for it.
    for ((got, error), truth) in fit.values.iter().zip(&errors).zip([0.8, 6.0, 0.9, 3.0]) {
        assert!((got - truth).abs() < 4.0 * error + 0.05 * truth, "{:?} {errors:?}", fit.values);
    }
    all_is_told(&fit, &histories[..50]);
}

#[test]
fn a_time_that_ends_is_told_from_a_coin() {
    let histories = customers(2, 5_000, 900, [1.2, 30.0], Ends::Time(0.8, 150.0));
    let [bg, _, pareto] = MODELS.map(|model| fit(model, &histories).unwrap());
    assert_eq!(pareto.status, Status::Converged);
    assert!(pareto.log_likelihood > bg.log_likelihood);
    all_is_told(&pareto, &histories[..50]);
}

#[test]
fn customers_who_never_leave_have_no_detectable_dropout() {
    let histories = customers(5, 3_000, 400, [1.5, 40.0], Ends::Never);
    for model in MODELS {
        let fit = fit(model, &histories).unwrap();
        // Drop-out can only raise the likelihood: without it the models are one.
        assert!(fit.log_likelihood >= fit.nbd_log_likelihood - 1e-3, "{:?}", fit.values);
        all_is_told(&fit, &histories[..50]);
    }
    // All of them bought on the day before the end: nothing speaks for drop-out.
    let active: Vec<_> = histories.iter().filter(|h| h.repeats > 0).map(|h| History { last: h.total - 1, ..*h }).collect();
    for model in MODELS {
        let fit = fit(model, &active).unwrap();
        assert_eq!(fit.status, Status::NoDropout, "{model:?} {:?} {}", fit.values, fit.log_likelihood - fit.nbd_log_likelihood);
        assert_eq!(fit.alive(1, Span::Days(1.0), Span::Days(400.0)), 1.0);
        all_is_told(&fit, &active[..50]);
    }
}

#[test]
fn odd_populations_are_fitted_or_refused() {
    let history = |repeats, last, total| History { repeats, last, total };
    let odd: [Vec<History>; 9] = [
        vec![history(1, 5, 10)],
        vec![history(3, 300, 301); 40],
        vec![history(1, 10, 10); 30],
        (0..200).map(|i| history(i % 2, 7 * (i % 2), 70)).collect(),
        (0..50).map(|i| history(u32::from(i == 0) * 2000, 2000 * u32::from(i == 0), 2100)).collect(),
        (1..60).map(|i| history(i, i, i)).collect(),
        (1..60).map(|i| history(1, 1, 100 * i)).collect(),
        // All of them left after one repeat purchase on the next day.
        vec![history(1, 1, 365); 100],
        // Poisson customers of one rate.
        customers(7, 400, 365, [1e6, 2e7], Ends::Never),
    ];
    for (i, histories) in odd.iter().enumerate() {
        for model in MODELS {
            let fit = fit(model, histories).unwrap_or_else(|| panic!("{i} {model:?}"));
            all_is_told(&fit, histories);
            assert_ne!(fit.status, Status::NotConverged, "{i} {model:?} {:?}", fit.values);
        }
    }
    for none in [vec![], vec![history(0, 0, 10); 20], vec![history(0, 0, 0)]] {
        assert!(fit(Model::BgNbd, &none).is_none());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn no_history_makes_a_number_that_is_none(
        histories in prop::collection::vec((0_u32..30, 0_u32..400, 0_u32..400), 2..40),
    ) {
        let histories: Vec<_> = histories
            .into_iter()
            .map(|(repeats, last, more)| {
                let last = if repeats == 0 { 0 } else { last.max(repeats) };
                History { repeats, last, total: last + more }
            })
            .collect();
        for model in MODELS {
            if let Some(fit) = fit(model, &histories) {
                all_is_told(&fit, &histories);
            }
        }
    }
}
