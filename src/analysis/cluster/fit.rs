//! Points → divisions into each number of clusters.

use super::params::{Method, ValidParams};
use crate::stats::Random;
use crate::stats::cluster::{Clustering, EXACT, Mixture, Search, Tree, k_means, mixture};

/// Most points that a mixture is fitted to.
const MIXTURE: usize = 10_000;

/// Rounds and tolerance of k-means, those of scikit-learn.
const ROUNDS: u32 = 300;
const TOLERANCE: f64 = 1e-4;

/// A division into so many clusters.
pub(super) struct Division {
    /// Number of clusters that was asked for.
    pub k: usize,
    pub clusters: Clustering,
    /// Of a mixture, with the points that it was fitted to.
    pub mixture: Option<(Mixture, usize)>,
}

/// The points divided into so many clusters; `None` where that cannot be done.
pub(super) fn divide(tree: &Tree, k: usize, params: &ValidParams) -> Option<Division> {
    let settings = params.get();
    let mut random = stream(settings.seed, k as u64);
    let clusters = k_means(tree, k, &search(tree.points().count(), settings.starts), &mut random)?;
    match settings.method {
        Method::KMeans => Some(Division { k, clusters, mixture: None }),
        Method::GaussianMixture => {
            let (fitted, labels) = fit(tree, &clusters, &mut random)?;
            let points = tree.points().count().min(MIXTURE);
            let found = Clustering::of(tree.points(), &labels);
            Some(Division { k, clusters: found, mixture: Some((fitted, points)) })
        }
    }
}

/// A mixture of as many components as there are clusters, and the component of each point.
pub(super) fn fit(tree: &Tree, clusters: &Clustering, random: &mut Random) -> Option<(Mixture, Vec<u8>)> {
    let count = tree.points().count();
    let found = if count <= MIXTURE {
        mixture(tree.points(), &clusters.labels, clusters.sizes.len())
    } else {
        let places = sample(count, MIXTURE, random);
        let labels: Vec<u8> = places.iter().filter_map(|&place| clusters.labels.get(place as usize).copied()).collect();
        mixture(&tree.points().select(&places), &labels, clusters.sizes.len())
    }?;
    let labels = found.assign(tree.points());
    Some((found, labels))
}

/// How k-means looks for the best centres of so many points: of few points thoroughly and to the very end.
pub(super) fn search(count: usize, starts: u32) -> Search {
    Search {
        starts,
        rounds: ROUNDS,
        tolerance: if count <= EXACT { 0.0 } else { TOLERANCE },
        exchanges: (400_000 / count.max(1)).min(50) as u32,
    }
}

/// Places of some of `count` points in the order of a tree, where neighbours are near: one of each so many.
pub(super) fn sample(count: usize, most: usize, random: &mut Random) -> Vec<u32> {
    if count <= most {
        return (0..count as u32).collect();
    }
    let bound = |part: usize| (part as u64 * count as u64 / most as u64) as u32;
    (0..most).map(|part| bound(part) + random.below(u64::from(bound(part + 1) - bound(part))) as u32).collect()
}

/// Random numbers for one purpose.
pub(super) fn stream(seed: u64, purpose: u64) -> Random {
    Random::new(Random::new(seed).next_u64() ^ purpose)
}
