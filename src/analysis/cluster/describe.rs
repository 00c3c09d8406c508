//! Clusters → what each is like and what sets it apart.

use super::output::{Cluster, ClusterFigures, Feature, Mark};
use super::rule::Rules;
use crate::stats::cluster::{Clustering, Points, Silhouette};
use crate::stats::scaling::Scale;
use crate::stats::{Ratio, Sum, order, quantile_of};

/// Standardised differences from this on are part of a cluster's name (a medium effect in the sense of Cohen 1988).
const NOTABLE: f64 = 0.5;

/// Most features in a name.
const MARKS: usize = 3;

/// Features of the points, in the order of the tree.
pub(super) struct Space<'a> {
    pub names: &'a [String],
    pub units: &'a [Option<&'static str>],
    pub scales: &'a [Scale],
    /// In the features' own units.
    pub columns: &'a [Vec<f64>],
    /// Scaled.
    pub points: &'a Points,
}

/// Mean and sum of squared deviations of a scaled column.
struct Spread {
    mean: f64,
    squares: f64,
}

impl Space<'_> {
    fn spreads(&self) -> Vec<Spread> {
        let of = |column: &Vec<f64>| {
            let mean = mean(column.iter().copied());
            let mut squares = Sum::default();
            column.iter().for_each(|x| squares.add((x - mean) * (x - mean)));
            Spread { mean, squares: squares.value() }
        };
        self.points.columns().iter().map(of).collect()
    }

    /// The features, and how much of each the clusters explain.
    pub(super) fn features(&self, clusters: &Clustering) -> Vec<Feature> {
        let spreads = self.spreads();
        let told = self.names.iter().zip(self.units).zip(self.scales.iter().zip(self.columns)).zip(&spreads).enumerate();
        told.map(|(number, (((name, unit), (scale, column)), spread))| {
            let mut between = Sum::default();
            for (centre, &size) in clusters.centres.rows().zip(&clusters.sizes) {
                let apart = centre.get(number).copied().unwrap_or_default() - spread.mean;
                between.add(size as f64 * apart * apart);
            }
            Feature {
                name: name.clone(),
                unit: *unit,
                mean: mean(column.iter().copied()),
                middle: scale.middle,
                width: scale.width,
                explained: if spread.squares > 0.0 { (between.value() / spread.squares).min(1.0) } else { 0.0 },
            }
        })
        .collect()
    }

    /// What each cluster is like.
    pub(super) fn clusters(&self, clusters: &Clustering, silhouette: Option<&Silhouette>, rules: &Rules<'_>) -> Vec<Cluster> {
        let spreads = self.spreads();
        let all = self.points.count() as u64;
        let told = clusters.centres.rows().zip(&clusters.sizes).zip(0_u8..);
        told.map(|((centre, &size), number)| {
            let features: Vec<ClusterFigures> = (self.names.iter().zip(self.columns).zip(centre).zip(&spreads))
                .map(|(((name, column), &middle), spread)| {
                    let own = column.iter().zip(&clusters.labels).filter(|(_, label)| **label == number);
                    let mut own: Vec<f64> = own.map(|(x, _)| *x).collect();
                    ClusterFigures {
                        feature: name.clone(),
                        mean: mean(own.iter().copied()),
                        median: quantile_of(&mut own, 0.5).unwrap_or_default(),
                        centre: middle,
                        difference: difference(middle, size, spread, all),
                    }
                })
                .collect();
            Cluster {
                number: u32::from(number) + 1,
                share: Ratio { num: size, den: all },
                silhouette: silhouette.and_then(|s| s.clusters.get(usize::from(number)).copied()),
                name: name(&features),
                features,
                rule: rules.of(number),
            }
        })
        .collect()
    }
}

/// Mean less the mean of the rest, over the population standard deviation of all.
fn difference(own: f64, size: u64, all: &Spread, count: u64) -> f64 {
    let deviation = (all.squares / count as f64).sqrt();
    if size >= count || deviation <= 0.0 {
        return 0.0;
    }
    // The mean of the rest follows from the mean of all.
    (own - all.mean) * (count as f64 / (count - size) as f64) / deviation
}

/// The most notable differences.
fn name(features: &[ClusterFigures]) -> Vec<Mark> {
    let by = |place: usize| features.get(place).map_or(0.0, |f| f.difference);
    let places = order(features.len(), &|a, b| by(b).abs().total_cmp(&by(a).abs()));
    let notable = places.into_iter().filter_map(|place| features.get(place)).filter(|f| f.difference.abs() >= NOTABLE);
    let mark =
        |f: &ClusterFigures| Mark { feature: f.feature.clone(), direction: if f.difference > 0.0 { "high" } else { "low" } };
    notable.take(MARKS).map(mark).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    Sum::of(values).mean().unwrap_or_default()
}
