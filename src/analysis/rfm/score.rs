//! Values → scores 1 … k by cut points, and the split into near and far, often and seldom, much and little.

use super::params::{Cuts, Method, Params, units};
use crate::stats::{Exact, Runs};
use crate::table::UNITS;

/// One of the three dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    Recency,
    Frequency,
    Monetary,
}

impl Dimension {
    /// Steps of the measured integer in one printed unit: a day, a purchase, one whole of the currency.
    pub fn unit(self) -> i64 {
        if self == Self::Monetary { UNITS } else { 1 }
    }

    fn cuts(self, cuts: &Cuts) -> &[f64] {
        match self {
            Self::Recency => &cuts.recency,
            Self::Frequency => &cuts.frequency,
            Self::Monetary => &cuts.monetary,
        }
    }
}

/// The cut points of one dimension, in all or among the customers of one cell. Whatever the method, a value's class is 1 + the number of cut points at or below it; the
/// score is the class, or for recency, where less is better, k + 1 − class.
pub(super) struct Scale {
    dimension: Dimension,
    bins: u8,
    /// The same cut points as the smallest integers of the next class, ascending; those above every value are left out.
    bounds: Vec<i64>,
    /// Cut points in printed units; `None` where no value reaches the class.
    pub cuts: Vec<Option<Exact>>,
}

impl Scale {
    /// Cut points for a sample with these runs by the chosen method; `split` divides better from worse.
    pub fn new(dimension: Dimension, params: &Params, runs: &Runs, split: Exact) -> Self {
        let unit = dimension.unit();
        let k = params.bins;
        let cuts: Vec<(Option<i64>, Option<Exact>)> = match params.method {
            Method::Quantile | Method::Nested => {
                (1..k).map(|score| runs.first_above(score, k)).map(|v| printed(v, unit)).collect()
            }
            Method::Mean => vec![printed(split_bound(dimension, split), unit)],
            Method::RRfm => (1..k)
                .filter_map(|part| runs.quantile(part, k))
                .map(|quantile| quantile.plus(unit))
                .map(|cut| (cut.ceil(), Some(cut.in_units_of(unit as u64))))
                .collect(),
            Method::Fixed => params
                .cuts
                .iter()
                .flat_map(|cuts| dimension.cuts(cuts))
                .filter_map(|&cut| units(cut))
                .map(|cut| Exact::new(i128::from(cut), UNITS as u64))
                .map(|cut| (cut.times(unit).ceil(), Some(cut)))
                .collect(),
        };
        Self {
            dimension,
            bins: k as u8,
            bounds: cuts.iter().filter_map(|&(bound, _)| bound).collect(),
            cuts: cuts.iter().map(|&(_, cut)| cut).collect(),
        }
    }

    /// Two scores: 2 is strictly better than the split.
    pub fn halves(dimension: Dimension, split: Exact) -> Self {
        let (bound, cut) = printed(split_bound(dimension, split), dimension.unit());
        Self { dimension, bins: 2, bounds: bound.into_iter().collect(), cuts: vec![cut] }
    }

    /// The score of a value.
    pub fn score(&self, value: i64) -> u8 {
        let class = 1 + self.bounds.iter().map(|&bound| u8::from(bound <= value)).sum::<u8>();
        if self.dimension == Dimension::Recency { self.bins + 1 - class } else { class }
    }

    /// The scores of a sample.
    pub fn scores<T: Copy + Into<i64>>(&self, sample: &[T]) -> Vec<u8> {
        sample.iter().map(|&value| self.score(value.into())).collect()
    }
}

/// The smallest integer that is strictly better than the split, or for recency the smallest that is not. Exact, so a value equal to
/// the mean never counts as better by an error of rounding.
fn split_bound(dimension: Dimension, split: Exact) -> Option<i64> {
    match dimension {
        Dimension::Recency => split.ceil(),
        Dimension::Frequency | Dimension::Monetary => split.floor()?.checked_add(1),
    }
}

fn printed(bound: Option<i64>, unit: i64) -> (Option<i64>, Option<Exact>) {
    (bound, bound.map(|v| Exact::new(i128::from(v), unit as u64)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::mean;

    fn scale(dimension: Dimension, params: &Params, sample: &[i64]) -> Scale {
        let runs = Runs::of(sample);
        let split = mean(sample).unwrap();
        Scale::new(dimension, params, &runs, split)
    }

    #[test]
    fn recency_is_scored_in_reverse() {
        let sample = [1, 2, 3, 4, 5];
        assert_eq!(scale(Dimension::Recency, &Params::default(), &sample).scores(&sample), [5, 4, 3, 2, 1]);
        assert_eq!(scale(Dimension::Frequency, &Params::default(), &sample).scores(&sample), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn equal_values_collapse_to_one_score() {
        let sample = [7; 6];
        let flat = scale(Dimension::Frequency, &Params::default(), &sample);
        assert_eq!(flat.scores(&sample), [1; 6]);
        assert_eq!(flat.cuts, [None; 4]);
        assert_eq!(scale(Dimension::Recency, &Params::default(), &sample).scores(&sample), [5; 6]);
    }

    #[test]
    fn a_value_on_a_fixed_cut_belongs_above_it() {
        let cuts = Cuts { recency: vec![30.0, 60.0], frequency: vec![2.0, 5.0], monetary: vec![0.5, 255.8] };
        let params = Params { bins: 3, method: Method::Fixed, cuts: Some(cuts), ..Params::default() };
        let scores = |d, sample: &[i64]| scale(d, &params, sample).scores(sample);
        assert_eq!(scores(Dimension::Recency, &[29, 30, 59, 60]), [3, 2, 2, 1]);
        assert_eq!(scores(Dimension::Frequency, &[1, 2, 4, 5]), [1, 2, 2, 3]);
        assert_eq!(scores(Dimension::Monetary, &[4_999, 5_000, 2_557_999, 2_558_000]), [1, 2, 2, 3]);
    }

    #[test]
    fn a_value_equal_to_the_mean_is_not_better() {
        let params = Params { bins: 2, method: Method::Mean, ..Params::default() };
        let sample = [1, 2, 3];
        assert_eq!(scale(Dimension::Recency, &params, &sample).scores(&sample), [2, 1, 1]);
        assert_eq!(scale(Dimension::Monetary, &params, &sample).scores(&sample), [1, 1, 2]);
        let third = Exact::new(1, 3);
        assert_eq!(Scale::halves(Dimension::Frequency, third).scores(&[0_i64, 1]), [1, 2]);
        assert_eq!(Scale::halves(Dimension::Recency, third).scores(&[0_i64, 1]), [2, 1]);
    }

    #[test]
    fn the_plus_one_of_the_r_package_is_one_whole_unit() {
        let params = Params { bins: 2, method: Method::RRfm, ..Params::default() };
        let sample = [10, 11, 12, 13];
        assert_eq!(scale(Dimension::Frequency, &params, &sample).cuts, [Some(Exact::new(25, 2))]);
        assert_eq!(scale(Dimension::Frequency, &params, &sample).scores(&sample), [1, 1, 1, 2]);
        // Less than one whole of the currency apart: everybody stays below the cut.
        assert_eq!(scale(Dimension::Monetary, &params, &sample).scores(&sample), [1; 4]);
    }
}
