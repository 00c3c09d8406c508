//! Numbers far from the others of their column, by four methods side by side.

use super::{Entry, Method};
use crate::stats::{Sum, quantile};
use crate::table::{Column, each_int, each_number};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};
use serde::Serialize;

/// What four methods say of one column; sums of money are in the whole currency.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Outliers {
    /// Numbers that were judged.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub judged: u64,
    /// Numbers that were not, because their row is a refund: returns are no outliers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub returns: u64,
    /// Bounds and counts of box plot, 3σ, P99 and MAD.
    pub methods: Vec<Bounds>,
    /// How many numbers exactly these methods call outliers: the place is the sum of 1, 2, 4 and 8 for the four, 0 for none.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub agreement: Vec<u64>,
    /// Largest |z| that this many numbers can have, (n − 1)/√n; `None` below two numbers.
    pub largest_z: Option<f64>,
    /// Whether 3σ cannot fire because of that.
    pub sigma3_cannot_fire: bool,
}

/// Bounds of one method; `None` where it has none on that side or is not defined.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "OutlierBounds"))]
pub struct Bounds {
    /// The method.
    pub method: Method,
    /// Numbers below are outliers.
    pub low: Option<f64>,
    /// Numbers above are outliers.
    pub high: Option<f64>,
    /// How many outliers it finds.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
}

/// The measures of a column that the methods need.
struct Measures {
    count: u64,
    mean: f64,
    /// With n − 1; not defined below two numbers.
    deviation: Option<f64>,
    q1: f64,
    q3: f64,
    p99: f64,
    /// Median and median absolute deviation, of logarithms where the method looks at them.
    middle: Option<(f64, f64)>,
}

/// An `f64` as an integer in the same order.
pub(super) fn sortable(value: f64) -> i64 {
    let bits = value.to_bits() as i64;
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

/// Numbers in ascending order.
pub(super) fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut keys: Vec<i64> = values.map(sortable).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| f64::from_bits((key ^ (((key >> 63) as u64) >> 1) as i64) as u64)).collect()
}

/// Calls `each` with row and number of the filled cells of a numeric column; amounts in ten-thousandths.
pub(super) fn each_value(column: &Column, mut each: impl FnMut(usize, f64)) {
    each_int(column, |row, v| {
        if let Some(v) = v {
            each(row, v as f64);
        }
    });
    each_number(column, |row, v| {
        if let Some(v) = v {
            each(row, v);
        }
    });
}

impl Measures {
    fn new(values: &[f64], log: bool) -> Option<Self> {
        let mut sum = Sum::default();
        values.iter().for_each(|&v| sum.add(v));
        let mean = sum.mean()?;
        let mut squares = Sum::default();
        values.iter().for_each(|&v| squares.add((v - mean) * (v - mean)));
        let count = values.len() as u64;
        let deviation = (count > 1).then(|| libm::sqrt(squares.value() / (count - 1) as f64));
        let middle = if log {
            middle(&values.iter().filter(|v| **v > 0.0).map(|v| libm::log(*v)).collect::<Vec<_>>())
        } else {
            middle(values)
        };
        let at = |p| quantile(values, p);
        Some(Self { count, mean, deviation, q1: at(0.25)?, q3: at(0.75)?, p99: at(0.99)?, middle })
    }

    fn factor(entry: &Entry, method: Method) -> f64 {
        let own = entry.factor.filter(|_| entry.method.unwrap_or_default() == method);
        own.unwrap_or(method.factor())
    }

    /// Lower and upper bound of a method.
    fn bounds(&self, method: Method, entry: &Entry) -> (Option<f64>, Option<f64>) {
        let f = Self::factor(entry, method);
        let around = |middle: f64, reach: f64| (Some(middle - reach), Some(middle + reach));
        match method {
            Method::Box => {
                let reach = f * (self.q3 - self.q1);
                (Some(self.q1 - reach), Some(self.q3 + reach))
            }
            Method::Sigma3 => self.deviation.map_or((None, None), |s| around(self.mean, f * s)),
            Method::P99 => (None, Some(self.p99 * f)),
            Method::Mad => match self.middle {
                // A deviation of 0 leaves the score without a value.
                Some((middle, mad)) if mad > 0.0 => {
                    let (low, high) = around(middle, f * mad / 0.6745);
                    if entry.log { (low.map(libm::exp), high.map(libm::exp)) } else { (low, high) }
                }
                _ => (None, None),
            },
        }
    }

    /// Whether a method calls a number an outlier, by its formula and not by its rounded bounds.
    fn tells(&self, method: Method, entry: &Entry, value: f64) -> bool {
        let f = Self::factor(entry, method);
        match (method, self.deviation, self.middle) {
            (Method::Sigma3, Some(s), _) => (value - self.mean).abs() > f * s,
            (Method::Mad, _, Some((middle, mad))) if mad > 0.0 && (value > 0.0 || !entry.log) => {
                let value = if entry.log { libm::log(value) } else { value };
                0.6745 * (value - middle).abs() / mad > f
            }
            (Method::Sigma3 | Method::Mad, ..) => false,
            (Method::Box | Method::P99, ..) => {
                let (low, high) = self.bounds(method, entry);
                low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high)
            }
        }
    }
}

/// Median and median of the absolute distances from it, of numbers in ascending order.
fn middle(values: &[f64]) -> Option<(f64, f64)> {
    let median = quantile(values, 0.5)?;
    let away = sorted(values.iter().map(|v| (v - median).abs()));
    Some((median, quantile(&away, 0.5)?))
}

/// Numbers of a column that its methods can judge: of the rows that count and are no returns.
pub(super) struct Judged<'a> {
    column: &'a Column,
    rows: BooleanBuffer,
    returns: u64,
    measures: Option<Measures>,
    entry: &'a Entry,
}

impl<'a> Judged<'a> {
    pub(super) fn new(column: &'a Column, kept: &BooleanBuffer, returns: Option<&BooleanBuffer>, entry: &'a Entry) -> Self {
        let rows = returns.map_or_else(|| kept.clone(), |r| kept & &!r);
        let (mut values, mut left) = (Vec::new(), 0);
        each_value(column, |row, v| {
            if rows.value(row) {
                values.push(v);
            } else {
                left += u64::from(kept.value(row));
            }
        });
        let measures = Measures::new(&sorted(values.into_iter()), entry.log);
        Self { column, rows, returns: left, measures, entry }
    }

    /// The rows that the entry's method calls outliers.
    pub(super) fn rows(&self) -> BooleanBuffer {
        let mut bits = BooleanBufferBuilder::new(self.rows.len());
        bits.append_n(self.rows.len(), false);
        if let Some(measures) = &self.measures {
            let method = self.entry.method.unwrap_or_default();
            each_value(self.column, |row, v| {
                if self.rows.value(row) && measures.tells(method, self.entry, v) {
                    bits.set_bit(row, true);
                }
            });
        }
        bits.build()
    }

    /// The bounds of the entry's method, in the unit of the cells.
    pub(super) fn bounds(&self) -> (Option<f64>, Option<f64>) {
        self.measures.as_ref().map_or((None, None), |m| m.bounds(self.entry.method.unwrap_or_default(), self.entry))
    }

    /// All methods side by side; `unit` is what the cells are divided by.
    pub(super) fn compare(&self, unit: f64) -> Outliers {
        let mut agreement = vec![0_u64; 1 << Method::ALL.len()];
        let judged = self.measures.as_ref().map_or(0, |m| m.count);
        if let Some(measures) = &self.measures {
            each_value(self.column, |row, v| {
                if self.rows.value(row) {
                    let told =
                        Method::ALL.iter().enumerate().map(|(bit, &m)| usize::from(measures.tells(m, self.entry, v)) << bit);
                    if let Some(count) = agreement.get_mut(told.sum::<usize>()) {
                        *count += 1;
                    }
                }
            });
        }
        let of = |bit: usize| agreement.iter().enumerate().filter(|(told, _)| told >> bit & 1 == 1).map(|(_, n)| n).sum();
        let bounds = |(bit, &method): (usize, &Method)| {
            let (low, high) = self.measures.as_ref().map_or((None, None), |m| m.bounds(method, self.entry));
            Bounds { method, low: low.map(|v| v / unit), high: high.map(|v| v / unit), rows: of(bit) }
        };
        let largest_z = (judged > 1).then(|| (judged - 1) as f64 / libm::sqrt(judged as f64));
        let limit = Measures::factor(self.entry, Method::Sigma3);
        Outliers {
            judged,
            returns: self.returns,
            methods: Method::ALL.iter().enumerate().map(bounds).collect(),
            largest_z,
            sigma3_cannot_fire: largest_z.is_none_or(|z| z <= limit),
            agreement,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{Action, Rule};

    fn judged(values: &[f64], method: Method, log: bool) -> (Vec<usize>, Outliers) {
        let column = Column::of_numbers("n", values.iter().copied().map(Some));
        let entry = Entry { method: Some(method), log, ..Entry::of_column(Rule::Outlier, "n", Action::Keep) };
        let kept = BooleanBuffer::new_set(values.len());
        let judged = Judged::new(&column, &kept, None, &entry);
        (judged.rows().set_indices().collect(), judged.compare(1.0))
    }

    #[test]
    fn four_methods_on_a_vector_by_hand() {
        // Q1 = 3.25, Q3 = 7.75, IQR = 4.5: bounds −3.5 and 14.5; mean 14.5, s = 30.15…: 3σ up to 104.9…; P99 = 91.81;
        // median 5.5, MAD 2.5: bounds 5.5 ± 3.5 · 2.5 / 0.6745.
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 100.0];
        let (rows, all) = judged(&values, Method::Box, false);
        assert_eq!(rows, [9]);
        let near = |a: Option<f64>, b: f64| (a.unwrap() - b).abs() < 1e-12 * b.abs().max(1.0);
        let [of_box, sigma3, p99, mad] = all.methods.as_slice() else { panic!() };
        assert!(near(of_box.low, -3.5) && near(of_box.high, 14.5));
        assert!(near(sigma3.high, 14.5 + 3.0 * (8182.5_f64 / 9.0).sqrt()), "{sigma3:?}");
        assert!(near(p99.high, 9.0 + 0.91 * 91.0) && p99.low.is_none());
        assert!(near(mad.high, 5.5 + 3.5 * 2.5 / 0.6745));
        assert_eq!([of_box.rows, sigma3.rows, p99.rows, mad.rows], [1, 0, 1, 1]);
        assert_eq!((all.agreement[0], all.agreement[0b1101], all.agreement.iter().sum::<u64>()), (9, 1, 10));
    }

    #[test]
    fn three_sigma_cannot_fire_up_to_ten() {
        for (n, fires) in [(10, false), (11, true)] {
            let mut values = vec![0.0; n - 1];
            values.push(1.0);
            let (rows, all) = judged(&values, Method::Sigma3, false);
            assert_eq!((rows.len(), all.sigma3_cannot_fire), (usize::from(fires), !fires), "{n}");
            let z = (n - 1) as f64 / (n as f64).sqrt();
            assert!((all.largest_z.unwrap() - z).abs() < 1e-12);
        }
    }

    #[test]
    fn logarithms_tame_heavy_tails_and_a_deviation_of_zero_is_not_defined() {
        let values: Vec<f64> = (0..12).map(|i| f64::from(1 << i)).collect();
        assert!(!judged(&values, Method::Mad, false).0.is_empty());
        assert!(judged(&values, Method::Mad, true).0.is_empty());
        let (rows, all) = judged(&[5.0, 5.0, 5.0, 9.0], Method::Mad, false);
        assert!(rows.is_empty() && all.methods[3].low.is_none());
        assert_eq!(judged(&[7.0; 20], Method::Box, false).0, [0_usize; 0]);
        let (rows, all) = judged(&[], Method::Sigma3, false);
        assert_eq!((rows.len(), all.judged, all.largest_z), (0, 0, None));
    }

    #[test]
    fn keys_sort_as_numbers_do() {
        let values = [f64::MAX, -0.5, 0.0, f64::MIN, 1e-300, -1e-300, 7.0];
        let mut expected = values.to_vec();
        expected.sort_by(f64::total_cmp);
        assert_eq!(sorted(values.into_iter()), expected);
    }
}
