//! What one purchase of a customer is expected to be worth, also where the model of spending says nothing.

use super::spend::{SpendFit, Spenders, expected_mean};
use serde::Serialize;

/// Fewest spenders for a fit: one more than parameters.
const LEAST: f64 = 4.0;

/// How the expected amounts came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvSpendStatus"))]
pub enum SpendStatus {
    /// By the model; customers without a repeat purchase get its mean over all customers.
    Converged,
    /// By the model, whose mean over all customers is infinite (q ≤ 1): those without a repeat purchase get the observed mean of means.
    InfiniteMean,
    /// All repeat customers spend the same: so does everybody.
    EqualAmounts,
    /// Too few repeat customers, or no maximum: each gets the own mean, and those without one the observed mean of means.
    Observed,
}

/// Expected amounts of a population.
pub(super) struct Spending {
    pub status: SpendStatus,
    pub fit: Option<SpendFit>,
    /// What customers without a repeat purchase are expected to spend.
    pub population: f64,
}

impl Spending {
    /// `None` where nobody has a repeat purchase with an amount above 0.
    pub(super) fn of(spenders: &Spenders) -> Option<Self> {
        let fit = if spenders.customers() < LEAST { None } else { spenders.fit() };
        Self::with(spenders, fit)
    }

    /// The same for a sample of the same customers.
    pub(super) fn again(&self, sample: &Spenders) -> Option<Self> {
        Self::with(sample, self.fit.as_ref().and_then(|fit| fit.again(sample)))
    }

    fn with(spenders: &Spenders, fit: Option<SpendFit>) -> Option<Self> {
        let observed = spenders.mean()?;
        let fit = fit.filter(|fit| fit.converged);
        let (status, population) = match &fit {
            None if spenders.are_equal() => (SpendStatus::EqualAmounts, observed),
            None => (SpendStatus::Observed, observed),
            Some(fit) => {
                let [_, q, _] = fit.values;
                match expected_mean(fit.values, 0, 0.0).filter(|_| q > 1.0) {
                    Some(mean) => (SpendStatus::Converged, mean),
                    None => (SpendStatus::InfiniteMean, observed),
                }
            }
        };
        Some(Self { status, fit, population })
    }

    /// What a customer with x repeat purchases of the mean m̄ is expected to spend, and whether it is the mean of all.
    pub(super) fn of_customer(&self, repeats: u32, mean: f64) -> (f64, bool) {
        if repeats == 0 || mean <= 0.0 {
            return (self.population, true);
        }
        let expected = self.fit.as_ref().map_or(Some(mean), |fit| expected_mean(fit.values, repeats, mean));
        (expected.unwrap_or(mean), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spending(means: &[f64]) -> Option<Spending> {
        Spending::of(&Spenders::new(means.iter().map(|&mean| (2, mean, 1.0))))
    }

    #[test]
    fn each_way_to_an_amount_is_told() {
        assert!(spending(&[]).is_none());
        assert!(spending(&[0.0, -3.0]).is_none());
        let few = spending(&[10.0, 30.0]).unwrap();
        assert_eq!(
            (few.status, few.of_customer(3, 12.0), few.of_customer(0, 0.0)),
            (SpendStatus::Observed, (12.0, false), (20.0, true))
        );
        let equal = spending(&[5.0; 20]).unwrap();
        assert_eq!(
            (equal.status, equal.of_customer(1, 5.0), equal.of_customer(0, 0.0)),
            (SpendStatus::EqualAmounts, (5.0, false), (5.0, true))
        );
        // Half of a Pareto tail of index 1/2: no finite mean.
        let wild: Vec<f64> = (1..200).map(|i| (f64::from(i) / 200.0).powi(-3)).collect();
        let wild = spending(&wild).unwrap();
        assert_eq!(wild.status, SpendStatus::InfiniteMean);
        assert!(wild.population.is_finite());
        let mild: Vec<f64> = (1..200).map(|i| 20.0 + f64::from(i % 37)).collect();
        let mild = spending(&mild).unwrap();
        assert_eq!(mild.status, SpendStatus::Converged);
        let (low, high) = (mild.of_customer(1, 20.0).0, mild.of_customer(9, 20.0).0);
        assert!(20.0 < high && high < low && low < mild.population, "more purchases pull less to the mean");
    }
}
