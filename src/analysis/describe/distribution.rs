//! How numbers are distributed: mean and deviation of exact sums, quantiles, counts between round edges.

use super::output::{ColumnName, Distribution, QUANTILES, Quantile};
use super::params::Params;
use crate::customers::{CustomerView, NumberColumn};
use crate::stats::{Histogram, Moments, Spread, at_places_between};
use crate::table::UNITS;

/// Columns that are described where none is named, at most.
const MOST: usize = 50;

/// A sample and what it is of.
pub(super) struct Sample {
    pub of: &'static str,
    pub column: Option<ColumnName>,
    /// What the numbers are multiples of: ten-thousandths for amounts.
    pub unit: f64,
    pub is_money: bool,
    /// In the order of rows, NaN for a cell without a number.
    pub values: Vec<f64>,
}

impl Sample {
    /// Amounts in ten-thousandths.
    pub fn of_money(of: &'static str, values: Vec<f64>) -> Self {
        Self { of, column: None, unit: UNITS as f64, is_money: true, values }
    }

    fn of_column(column: &NumberColumn) -> Self {
        let values = column.values();
        Self { of: "column", column: Some(name_of(column)), unit: 1.0, is_money: column.is_money(), values }
    }

    /// The distribution; `None` of nothing.
    pub fn describe(self, params: &Params) -> Option<Distribution> {
        let rows = self.values.len();
        let in_order = (self.column.is_some() && params.autocorrelation).then(|| self.values.clone());
        let mut values = self.values;
        if self.column.is_some() {
            values.retain(|value| value.is_finite());
        }
        let moments = Moments::of(&values)?;
        let (places, parts) = places(values.len());
        let found = at_places_between(&values, (moments.min, moments.max), &places);
        let at = |place: usize| places.binary_search(&place).ok().and_then(|at| found.get(at)).copied();
        let quantile = |part: &Part| {
            let (low, high) = (at(part.below)?, at(part.below + usize::from(part.hundredths > 0))?);
            Some(Quantile { percent: part.percent, value: (low + f64::from(part.hundredths) / 100.0 * (high - low)) / self.unit })
        };
        let quantiles: Vec<Quantile> = parts.iter().filter_map(quantile).collect();
        let (min, max) = (moments.min / self.unit, moments.max / self.unit);
        let by_percent = |percent| quantiles.iter().find(|q| q.percent == percent).map(|q| q.value);
        let spread = Spread {
            min,
            low: by_percent(1)?,
            quartiles: [by_percent(25)?, by_percent(75)?],
            high: by_percent(99)?,
            max,
            whole: values.iter().all(|value| libm::floor(value / self.unit) == value / self.unit),
        };
        Some(Distribution {
            of: self.of,
            column: self.column,
            unit: if self.is_money { "currency" } else { "number" },
            n: values.len() as u64,
            missing: (rows - values.len()) as u64,
            mean: moments.mean / self.unit,
            sd: moments.sd.map(|sd| sd / self.unit),
            min,
            max,
            histogram: Histogram::of(&values, self.unit, &spread, params.bins),
            autocorrelation: in_order.and_then(|values| moments.autocorrelation(&values)),
            quantiles,
        })
    }
}

/// Where a quantile of type 7 lies: behind so many values, and so many hundredths of the way to the next.
struct Part {
    percent: u32,
    below: usize,
    hundredths: u32,
}

/// The places of the ascending sample that the quantiles lie between, each once.
fn places(n: usize) -> (Vec<usize>, Vec<Part>) {
    let part = |&percent: &u32| {
        let hundredths = (n - 1) as u64 * u64::from(percent);
        Part { percent, below: (hundredths / 100) as usize, hundredths: (hundredths % 100) as u32 }
    };
    let parts: Vec<Part> = QUANTILES.iter().map(part).collect();
    let mut places = Vec::new();
    let between = parts.iter().flat_map(|part| [part.below, part.below + usize::from(part.hundredths > 0)]);
    for place in between {
        // Quantiles rise, so only the last places can be met again.
        if let Err(at) = places.binary_search(&place) {
            places.insert(at, place);
        }
    }
    (places, parts)
}

fn name_of(column: &NumberColumn) -> ColumnName {
    ColumnName { name: column.name.clone(), table: column.number, field: column.field }
}

/// All columns of numbers, and the samples of those that are to be described; last the names that no column has.
pub(super) fn columns(view: &CustomerView, params: &Params) -> (Vec<ColumnName>, Vec<Sample>, Vec<String>) {
    let all = view.columns();
    let by_default = params.columns.is_empty() && view.lines() == 0;
    let wanted = |column: &&NumberColumn| by_default || params.columns.contains(&column.name);
    let samples = all.iter().filter(wanted).take(MOST).map(Sample::of_column).collect();
    let is_missing = |name: &&String| all.iter().all(|column| column.name != **name);
    let missing = params.columns.iter().filter(is_missing).cloned().collect();
    (all.iter().map(name_of).collect(), samples, missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(values: &[f64]) -> Distribution {
        let column = ColumnName { name: "x".to_owned(), table: 0, field: None };
        let sample = Sample { of: "column", column: Some(column), unit: 1.0, is_money: false, values: values.to_vec() };
        sample.describe(&Params { autocorrelation: true, ..Params::default() }).unwrap()
    }

    #[test]
    fn quantiles_are_those_of_r() {
        // quantile(c(1,1,1,1,2,2,3,5,8,13), c(.01,.05,.1,.25,.5,.75,.9,.95,.99)) of R.
        let d = describe(&[13.0, 1.0, 8.0, 1.0, 5.0, 1.0, 3.0, 1.0, 2.0, 2.0]);
        let values: Vec<f64> = d.quantiles.iter().map(|q| q.value).collect();
        for (got, expected) in values.iter().zip([1.0, 1.0, 1.0, 1.0, 2.0, 4.5, 8.5, 10.75, 12.55]) {
            assert!((got - expected).abs() < 1e-12, "{values:?}");
        }
        assert_eq!((d.n, d.min, d.max, d.mean), (10, 1.0, 13.0, 3.7));
    }

    #[test]
    fn thin_samples() {
        let one = describe(&[4.0, f64::NAN]);
        assert_eq!((one.n, one.missing, one.sd, one.autocorrelation), (1, 1, None, None));
        assert!(one.quantiles.iter().all(|q| q.value == 4.0));
        assert_eq!(one.histogram.unwrap().counts, [1]);
        assert!(Sample::of_money("order_value", vec![f64::NAN]).describe(&Params::default()).is_none());
        let cents = Sample::of_money("order_value", vec![10_050.0, 29_950.0]).describe(&Params::default()).unwrap();
        assert_eq!((cents.mean, cents.min, cents.quantiles[4].value), (2.0, 1.005, 2.0));
    }
}
