//! How customers are scored and classed: learned from one set of customers, applied to these or to others.

use super::measure::Measures;
use super::output::{Nested, NestedBin};
use super::params::{Method, Params, Split};
use super::score::{Dimension, Scale};
use crate::stats::{Exact, Runs, mean};

/// One dimension of all scored customers.
pub(super) struct Axis {
    pub kind: Dimension,
    pub runs: Runs,
    pub mean: Exact,
    pub median: Exact,
}

impl Axis {
    fn new<T: Copy + Ord + Into<i64>>(kind: Dimension, sample: &[T]) -> Option<Self> {
        let runs = Runs::of(sample);
        let (mean, median) = (mean(sample)?, runs.median()?);
        Some(Self { kind, runs, mean, median })
    }

    /// Recency, frequency, monetary; `None` without a customer.
    pub fn all(measures: &Measures) -> Option<[Self; 3]> {
        Some([
            Self::new(Dimension::Recency, &measures.recency)?,
            Self::new(Dimension::Frequency, &measures.frequency)?,
            Self::new(Dimension::Monetary, &measures.monetary)?,
        ])
    }

    pub fn split(&self, split: Split) -> Exact {
        match split {
            Split::Mean => self.mean,
            Split::Median => self.median,
        }
    }

    pub fn printed(&self, value: Exact) -> Exact {
        value.in_units_of(self.kind.unit() as u64)
    }
}

/// Cut points and splits.
pub(super) struct Scoring {
    bins: u8,
    r: Scale,
    /// One scale, or one for each R score.
    f: Vec<Scale>,
    /// One scale, or one for each R and F score.
    m: Vec<Scale>,
    halves: [Scale; 3],
    /// Customers of each cell of nested scores: by R, by R and F.
    sizes: Option<[Vec<u64>; 2]>,
}

/// Scores and classes, one of each per measured customer.
pub(super) struct Scores {
    pub r: Vec<u8>,
    pub f: Vec<u8>,
    pub m: Vec<u8>,
    /// Bits of [`super::Class`].
    pub class: Vec<u8>,
}

impl Scoring {
    /// Learns cut points and splits from these customers.
    pub fn learn(params: &Params, measures: &Measures, axes: &[Axis; 3]) -> Self {
        let [r, f, m] = axes;
        let scale = |axis: &Axis| Scale::new(axis.kind, params, &axis.runs, axis.split(params.split));
        let halves = Self::halves(axes, params.split);
        let bins = params.bins as u8;
        let r = scale(r);
        if params.method != Method::Nested {
            return Self { bins, r, f: vec![scale(f)], m: vec![scale(m)], halves, sizes: None };
        }
        let k = usize::from(bins);
        let cells: Vec<u8> = r.scores(&measures.recency).iter().map(|r| r - 1).collect();
        let (f, of_r) = within(f.kind, params, &measures.frequency, &cells, k);
        let scores = cells.iter().zip(&measures.frequency).map(|(&cell, &f_value)| {
            let score = f.get(usize::from(cell)).map_or(1, |scale| scale.score(f_value.into()));
            cell * bins + score - 1
        });
        let cells: Vec<u8> = scores.collect();
        let (m, of_rf) = within(m.kind, params, &measures.monetary, &cells, k * k);
        Self { bins, r, f, m, halves, sizes: Some([of_r, of_rf]) }
    }

    fn halves([r, f, m]: &[Axis; 3], split: Split) -> [Scale; 3] {
        [r, f, m].map(|axis| Scale::halves(axis.kind, axis.split(split)))
    }

    /// Scores customers, be they those it was learned from or others.
    pub fn apply(&self, measures: &Measures) -> Scores {
        let r = self.r.scores(&measures.recency);
        let f = match self.f.as_slice() {
            [one] => one.scores(&measures.frequency),
            of_r => cell_scores(of_r, &measures.frequency, r.iter().map(|&r| r - 1)),
        };
        let m = match self.m.as_slice() {
            [one] => one.scores(&measures.monetary),
            of_rf => {
                let cells = r.iter().zip(&f).map(|(&r, &f)| (r - 1) * self.bins + f - 1);
                cell_scores(of_rf, &measures.monetary, cells)
            }
        };
        Scores { r, f, m, class: class_bits(&self.halves, measures) }
    }

    /// Classes of the customers by another split.
    pub fn classes_by(split: Split, axes: &[Axis; 3], measures: &Measures) -> Vec<u8> {
        class_bits(&Self::halves(axes, split), measures)
    }

    /// Cut points in printed units: R, F, M; none for F and M where each cell has its own.
    pub fn cuts(&self) -> [Vec<Option<Exact>>; 3] {
        let one = |scales: &[Scale]| match (scales, &self.sizes) {
            ([one], None) => one.cuts.clone(),
            _ => Vec::new(),
        };
        [self.r.cuts.clone(), one(&self.f), one(&self.m)]
    }

    /// The cut points of each cell that has customers.
    pub fn nested(&self) -> Option<Nested> {
        let [of_r, of_rf] = self.sizes.as_ref()?;
        let bins = |scales: &[Scale], sizes: &[u64], cell: &dyn Fn(u8) -> (u8, Option<u8>)| {
            let all = (0_u8..).zip(scales).zip(sizes).filter(|(_, customers)| **customers > 0);
            all.map(|((at, scale), &customers)| {
                let (r, f) = cell(at);
                NestedBin { r, f, customers, cuts: scale.cuts.clone() }
            })
            .collect()
        };
        Some(Nested {
            frequency: bins(&self.f, of_r, &|at| (at + 1, None)),
            monetary: bins(&self.m, of_rf, &|at| (at / self.bins + 1, Some(at % self.bins + 1))),
        })
    }
}

/// A scale for the customers of each cell, and how many there are.
fn within<T: Copy + Ord + Into<i64>>(
    kind: Dimension,
    params: &Params,
    sample: &[T],
    cells: &[u8],
    count: usize,
) -> (Vec<Scale>, Vec<u64>) {
    let mut parts: Vec<Vec<T>> = vec![Vec::new(); count];
    for (&value, &cell) in sample.iter().zip(cells) {
        if let Some(part) = parts.get_mut(usize::from(cell)) {
            part.push(value);
        }
    }
    let sizes = parts.iter().map(|part| part.len() as u64).collect();
    let scales = parts.iter().map(|part| Scale::new(kind, params, &Runs::of(part), Exact::new(0, 1))).collect();
    (scales, sizes)
}

fn cell_scores<T: Copy + Into<i64>>(scales: &[Scale], sample: &[T], cells: impl Iterator<Item = u8>) -> Vec<u8> {
    let score = |(&value, cell): (&T, u8)| scales.get(usize::from(cell)).map_or(1, |scale| scale.score(value.into()));
    sample.iter().zip(cells).map(score).collect()
}

fn class_bits([near, often, much]: &[Scale; 3], measures: &Measures) -> Vec<u8> {
    let columns = measures.recency.iter().zip(&measures.frequency).zip(&measures.monetary);
    columns
        .map(|((&recency, &frequency), &monetary)| {
            let bit = |scale: &Scale, value: i64| scale.score(value) - 1;
            bit(near, recency.into()) << 2 | bit(often, frequency.into()) << 1 | bit(much, monetary)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn measures(rows: &[(i32, u32, i64)]) -> Measures {
        Measures {
            customer: (0..rows.len() as u32).collect(),
            recency: rows.iter().map(|row| row.0).collect(),
            frequency: rows.iter().map(|row| row.1).collect(),
            monetary: rows.iter().map(|row| row.2).collect(),
            orders: vec![1; rows.len()],
            revenue: rows.iter().map(|row| row.2).collect(),
            ..Measures::default()
        }
    }

    fn nested(bins: u32) -> Params {
        Params { bins, method: Method::Nested, ..Params::default() }
    }

    fn scoring(params: &Params, measures: &Measures) -> Scoring {
        Scoring::learn(params, measures, &Axis::all(measures).unwrap())
    }

    /// Two scores, worked out by hand. Days 1 and 2 are near, 8 and 9 far. Among the near F is 1, 1, 4: none below 1, two below 4, and
    /// 2·2 div 3 + 1 = 2. Among the far F is 7 and 7: equal. M of R 2 F 1 is 5 and 9, of R 2 F 2 is 2 alone, of R 1 F 1 is 3 and 3.
    #[test]
    fn five_customers_by_hand() {
        let m = measures(&[(1, 1, 50_000), (2, 1, 90_000), (2, 4, 20_000), (8, 7, 30_000), (9, 7, 30_000)]);
        let scoring = scoring(&nested(2), &m);
        let scores = scoring.apply(&m);
        assert_eq!((scores.r, scores.f, scores.m), (vec![2, 2, 2, 1, 1], vec![1, 1, 2, 1, 1], vec![1, 2, 1, 1, 1]));
        let cuts = serde_json::to_value(scoring.nested().unwrap()).unwrap();
        assert_eq!(
            cuts,
            serde_json::json!({
                "frequency": [{"r": 1, "f": null, "customers": 2, "cuts": [null]}, {"r": 2, "f": null, "customers": 3, "cuts": [4]}],
                "monetary": [
                    {"r": 1, "f": 1, "customers": 2, "cuts": [null]},
                    {"r": 2, "f": 1, "customers": 2, "cuts": [9]},
                    {"r": 2, "f": 2, "customers": 1, "cuts": [null]},
                ],
            })
        );
        assert_eq!(scoring.cuts()[1..], [vec![], vec![]]);
    }

    #[test]
    fn a_cell_that_nobody_was_in_gives_the_lowest_score() {
        let then = scoring(&nested(2), &measures(&[(1, 1, 10), (9, 1, 10)]));
        let scores = then.apply(&measures(&[(1, 9, 90)]));
        assert_eq!((scores.r, scores.f, scores.m), (vec![2], vec![1], vec![1]));
    }

    /// The rule of the definitions, among the customers of one cell.
    fn score(values: &[i64], v: i64, k: u32) -> u8 {
        let below = values.iter().filter(|&&w| w < v).count() as u32;
        (below * k / values.len() as u32 + 1) as u8
    }

    proptest! {
        #[test]
        fn nested_scores_are_the_rule_within_each_cell(
            rows in prop::collection::vec((1..40_i32, 1..8_u32, -20..60_i64), 1..60), k in 2..=10_u32,
        ) {
            let m = measures(&rows);
            let scores = scoring(&nested(k), &m).apply(&m);
            for (at, row) in rows.iter().enumerate() {
                let days: Vec<i64> = rows.iter().map(|row| i64::from(row.0)).collect();
                let r = k as u8 + 1 - score(&days, row.0.into(), k);
                prop_assert_eq!(scores.r[at], r);
                let same_r = (0..rows.len()).filter(|&i| scores.r[i] == r);
                let often: Vec<i64> = same_r.clone().map(|i| i64::from(rows[i].1)).collect();
                let f = score(&often, row.1.into(), k);
                prop_assert_eq!(scores.f[at], f);
                let much: Vec<i64> = same_r.filter(|&i| scores.f[i] == f).map(|i| rows[i].2).collect();
                prop_assert_eq!(scores.m[at], score(&much, row.2, k));
            }
        }

        /// The printed cut points of a cell give the scores of its customers again.
        #[test]
        fn the_cut_points_of_a_cell_tell_its_scores(
            rows in prop::collection::vec((1..40_i32, 1..8_u32, -20..60_i64), 1..60), k in 2..=10_u32,
        ) {
            let m = measures(&rows);
            let scoring = scoring(&nested(k), &m);
            let scores = scoring.apply(&m);
            let cells = scoring.nested().unwrap();
            prop_assert_eq!(cells.monetary.iter().map(|bin| bin.customers).sum::<u64>(), rows.len() as u64);
            for (at, row) in rows.iter().enumerate() {
                let class = |bin: &NestedBin, value: Exact| 1 + bin.cuts.iter().flatten().filter(|&&cut| cut <= value).count() as u8;
                let of_r = cells.frequency.iter().find(|bin| bin.r == scores.r[at]).unwrap();
                prop_assert_eq!(class(of_r, Exact::new(row.1.into(), 1)), scores.f[at]);
                let of_rf = cells.monetary.iter().find(|bin| (bin.r, bin.f) == (scores.r[at], Some(scores.f[at]))).unwrap();
                prop_assert_eq!(class(of_rf, Exact::new(row.2.into(), 10_000)), scores.m[at]);
            }
        }
    }
}
