//! A cluster → a rule of few bounds in the features' own units that tells most of its points from the others.
//!
//! Bound after bound is added while that raises F1, the harmonic mean of precision and recall, by one hundredth at least.

use super::output::{Bound, Rule};
use crate::stats::{Ratio, ascending};

/// Most bounds of a rule.
const BOUNDS: usize = 4;

/// Most places of a feature that are tried.
const CUTS: usize = 64;

/// How much another bound must raise F1.
const GAIN: f64 = 0.01;

/// What rules are found from: some points, by the cut that each lies below in each feature.
pub(super) struct Rules<'a> {
    names: &'a [String],
    /// Values of all points by feature.
    columns: &'a [Vec<f64>],
    labels: &'a [u8],
    /// For each feature the cuts, ascending, and for each of some points the number of cuts below it.
    features: Vec<(Vec<f64>, Vec<u8>)>,
    /// Clusters of these points.
    of: Vec<u8>,
}

/// A bound at a cut: `above` it, or up to it.
#[derive(Clone, Copy)]
struct Cut {
    feature: usize,
    cut: u8,
    above: bool,
}

impl<'a> Rules<'a> {
    /// Rules are sought in the points at some places and judged by all.
    pub(super) fn new(names: &'a [String], columns: &'a [Vec<f64>], labels: &'a [u8], places: &[u32]) -> Self {
        let at = |column: &Vec<f64>| -> Vec<f64> { places.iter().filter_map(|&p| column.get(p as usize).copied()).collect() };
        let features = columns.iter().map(|column| {
            let values = at(column);
            let cuts = cuts(&values);
            let below = values.iter().map(|x| cuts.partition_point(|cut| cut < x) as u8).collect();
            (cuts, below)
        });
        let of = places.iter().filter_map(|&p| labels.get(p as usize).copied()).collect();
        Self { names, columns, labels, features: features.collect(), of }
    }

    /// The rule of a cluster.
    pub(super) fn of(&self, cluster: u8) -> Rule {
        let mut held: Vec<bool> = vec![true; self.of.len()];
        let members = self.of.iter().filter(|&&c| c == cluster).count();
        let mut cuts: Vec<Cut> = Vec::new();
        let mut score = f1(members, self.of.len(), members);
        while cuts.len() < BOUNDS {
            let Some((cut, better)) = self.next(cluster, &held, members).filter(|(_, better)| *better >= score + GAIN) else {
                break;
            };
            score = better;
            let below = self.features.get(cut.feature).map(|(_, below)| below.as_slice()).unwrap_or_default();
            for (held, &below) in held.iter_mut().zip(below) {
                *held &= (below > cut.cut) == cut.above;
            }
            cuts.push(cut);
        }
        self.judge(self.bounds(&cuts), cluster)
    }

    /// The bound that raises F1 most, with what it becomes.
    fn next(&self, cluster: u8, held: &[bool], members: usize) -> Option<(Cut, f64)> {
        let mut best: Option<(Cut, f64)> = None;
        for (feature, (cuts, below)) in self.features.iter().enumerate() {
            // Points, and those of the cluster, by the number of cuts below them.
            let mut counts = vec![(0_usize, 0_usize); cuts.len() + 1];
            for ((&below, &of), _) in below.iter().zip(&self.of).zip(held).filter(|(_, held)| **held) {
                if let Some((all, own)) = counts.get_mut(usize::from(below)) {
                    *all += 1;
                    *own += usize::from(of == cluster);
                }
            }
            let (all, own) = counts.iter().fold((0, 0), |(all, own), (a, o)| (all + a, own + o));
            let (mut all_below, mut own_below) = (0, 0);
            for (cut, (a, o)) in (0_u8..).zip(counts.iter().take(cuts.len())) {
                all_below += a;
                own_below += o;
                for (above, all, own) in [(false, all_below, own_below), (true, all - all_below, own - own_below)] {
                    let score = f1(own, all, members);
                    if best.is_none_or(|(_, most)| score > most) {
                        best = Some((Cut { feature, cut, above }, score));
                    }
                }
            }
        }
        best
    }

    /// The tightest of the bounds of each feature.
    fn bounds(&self, cuts: &[Cut]) -> Vec<Bound> {
        let tightest = |feature: usize, above: bool| {
            let own = cuts.iter().filter(|cut| cut.feature == feature && cut.above == above).map(|cut| cut.cut);
            let cut = if above { own.max() } else { own.min() }?;
            self.features.get(feature)?.0.get(usize::from(cut)).copied()
        };
        let bound = |(feature, name): (usize, &String)| {
            let (above, up_to) = (tightest(feature, true), tightest(feature, false));
            (above.is_some() || up_to.is_some()).then(|| Bound { feature: name.clone(), above, up_to })
        };
        self.names.iter().enumerate().filter_map(bound).collect()
    }

    /// How well bounds tell a cluster from the others, by all points.
    fn judge(&self, bounds: Vec<Bound>, cluster: u8) -> Rule {
        let mut holds = vec![true; self.labels.len()];
        for bound in &bounds {
            let column = self.names.iter().position(|name| *name == bound.feature).and_then(|at| self.columns.get(at));
            for (holds, x) in holds.iter_mut().zip(column.into_iter().flatten()) {
                *holds &= bound.above.is_none_or(|above| *x > above) && bound.up_to.is_none_or(|up_to| *x <= up_to);
            }
        }
        let count = |keep: &dyn Fn(bool, bool) -> bool| {
            self.labels.iter().zip(&holds).filter(|(label, holds)| keep(**label == cluster, **holds)).count() as u64
        };
        let (support, hits) = (count(&|_, holds| holds), count(&|own, holds| own && holds));
        Rule {
            bounds,
            support: Ratio { num: support, den: self.labels.len() as u64 },
            precision: Ratio { num: hits, den: support },
            recall: Ratio { num: hits, den: count(&|own, _| own) },
        }
    }
}

/// 2 · hits / (found + wanted).
fn f1(hits: usize, found: usize, wanted: usize) -> f64 {
    2.0 * hits as f64 / (found + wanted).max(1) as f64
}

/// Where a feature may be cut: between neighbouring values, or between some of them with equally many values between them.
fn cuts(values: &[f64]) -> Vec<f64> {
    let sorted = ascending(values);
    let mut pairs: Vec<(f64, f64)> = sorted.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect();
    if pairs.iter().filter(|(low, high)| low < high).count() > CUTS {
        let step = |part: usize| part * pairs.len() / CUTS;
        // From each place on to the next change of value.
        let change =
            |part: usize| pairs.get(step(part)..step(part + 1)).into_iter().flatten().find(|(low, high)| low < high).copied();
        pairs = (0..CUTS).filter_map(change).collect();
    }
    let cut = |&(low, high): &(f64, f64)| (low < high).then(|| between(low, high));
    pairs.iter().filter_map(cut).collect()
}

/// A number of few digits that is at least `low` and below `high`: no value of a single point, if there is room.
fn between(low: f64, high: f64) -> f64 {
    // Powers of ten are exact, their inverses are not.
    let powers =
        |most: u32| std::iter::successors(Some(1.0), |power| Some(power * 10.0)).take(most as usize).collect::<Vec<f64>>();
    let (large, small) = (powers(16), powers(12));
    let coarse = large.iter().rev().map(|unit| ((high / unit).ceil() - 1.0) * unit);
    let fine = small.iter().skip(1).map(|parts| ((high * parts).ceil() - 1.0) / parts);
    coarse.chain(fine).find(|&candidate| candidate >= low && candidate < high).unwrap_or(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_have_few_digits() {
        assert_eq!(between(0.6, 1.0), 0.9);
        assert_eq!(between(1_247.38, 1_302.5), 1_300.0);
        assert_eq!(between(3.0, 4.0), 3.0);
        assert_eq!(between(-7.25, 12.5), 0.0);
        assert_eq!(between(-12.5, -7.25), -10.0);
        assert_eq!(between(0.1, 0.1 + f64::EPSILON), 0.1);
        assert_eq!(between(1e300, 2e300), 1e300);
    }

    #[test]
    fn a_box_is_found_and_counted() {
        // A grid of 20 × 20; the cluster is 5 < x ≤ 12, y > 14.
        let grid: Vec<(f64, f64)> = (0..400).map(|i| (f64::from(i % 20), f64::from(i / 20))).collect();
        let columns = [grid.iter().map(|p| p.0).collect(), grid.iter().map(|p| p.1).collect()];
        let labels: Vec<u8> = grid.iter().map(|&(x, y)| u8::from(x > 5.0 && x <= 12.0 && y > 14.0)).collect();
        let names = ["x".to_owned(), "y".to_owned()];
        let places: Vec<u32> = (0..400).collect();
        let rule = Rules::new(&names, &columns, &labels, &places).of(1);
        let bounds: Vec<_> = rule.bounds.iter().map(|b| (b.feature.as_str(), b.above, b.up_to)).collect();
        assert_eq!(bounds, [("x", Some(5.0), Some(12.0)), ("y", Some(14.0), None)]);
        assert_eq!(rule.support, Ratio { num: 35, den: 400 });
        assert_eq!((rule.precision, rule.recall), (Ratio { num: 35, den: 35 }, Ratio { num: 35, den: 35 }));
    }

    #[test]
    fn a_cluster_like_the_rest_has_no_bounds() {
        let column: Vec<f64> = (0..100).map(|i| f64::from(i % 2)).collect();
        let labels: Vec<u8> = (0..100).map(|i| i / 2 % 2).collect();
        let places: Vec<u32> = (0..100).collect();
        let rule = Rules::new(&["x".to_owned()], &[column], &labels, &places).of(0);
        assert!(rule.bounds.is_empty());
        assert_eq!((rule.support.num, rule.precision.num, rule.recall.num), (100, 50, 50));
    }
}
