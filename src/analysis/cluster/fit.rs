//! Points → divisions into each number of clusters.

use super::params::{Method, ValidParams};
use crate::stats::Random;
use crate::stats::cluster::{Clustering, EXACT, Mixture, Search, Tree, Unbounded, from_centres, k_means, mixture};

/// Most points that a mixture is fitted to.
const MIXTURE: usize = 10_000;

/// Rounds and tolerance of k-means, those of scikit-learn.
const ROUNDS: u32 = 300;
const TOLERANCE: f64 = 1e-4;

/// Why points are not divided into a number of clusters.
pub(super) enum Refusal {
    /// There are fewer different points.
    TooFewPoints,
    /// The mixture has a likelihood without bound.
    Mixture(Unbounded),
}

/// A division into so many clusters.
pub(super) struct Division {
    /// Number of clusters that was asked for.
    pub k: usize,
    pub clusters: Clustering,
    /// Of a mixture, with the points that it was fitted to.
    pub mixture: Option<(Mixture, usize)>,
}

/// Points to be divided.
pub(super) struct Divider<'a> {
    tree: &'a Tree,
    /// Of many points, some in which several starts are compared; the best goes on with all.
    some: Option<Tree>,
    params: &'a ValidParams,
}

impl<'a> Divider<'a> {
    pub(super) fn new(tree: &'a Tree, params: &'a ValidParams) -> Self {
        let settings = params.get();
        let count = tree.points().count();
        let places = || sample(count, EXACT, &mut stream(settings.seed, 5 << 32));
        let some = (count > 2 * EXACT && settings.starts > 1).then(|| Tree::new(tree.points().select(&places())));
        Self { tree, some, params }
    }

    /// The points divided into so many clusters, where that can be done.
    pub(super) fn divide(&self, k: usize) -> Result<Division, Refusal> {
        let mut random = stream(self.params.get().seed, k as u64);
        let start = self.k_means(k, &mut random).ok_or(Refusal::TooFewPoints)?;
        match self.params.get().method {
            Method::KMeans => Ok(Division { k, clusters: start, mixture: None }),
            Method::GaussianMixture => {
                let (fitted, labels) = fit(self.tree, &start, &mut random).map_err(Refusal::Mixture)?;
                let points = self.tree.points().count().min(MIXTURE);
                let clusters = Clustering { rounds: start.rounds, end: start.end, ..Clustering::of(self.tree.points(), &labels) };
                Ok(Division { k, clusters, mixture: Some((fitted, points)) })
            }
        }
    }

    /// Of many points, the number of those in which the starts are compared.
    pub(super) fn compared(&self) -> Option<u64> {
        self.some.as_ref().map(|some| some.points().count() as u64)
    }

    fn k_means(&self, k: usize, random: &mut Random) -> Option<Clustering> {
        let starts = self.params.get().starts;
        let all = search(self.tree.points().count(), starts);
        let best = |some: &Tree, random: &mut Random| k_means(some, k, &search(some.points().count(), starts), random);
        // Some points may be fewer different ones than all.
        match self.some.as_ref().and_then(|some| best(some, random)) {
            Some(found) => from_centres(self.tree, found.centres, &all),
            None => k_means(self.tree, k, &all, random),
        }
    }
}

/// A mixture of as many components as there are clusters, and the component of each point.
pub(super) fn fit(tree: &Tree, clusters: &Clustering, random: &mut Random) -> Result<(Mixture, Vec<u8>), Unbounded> {
    let count = tree.points().count();
    let found = if count <= MIXTURE {
        mixture(tree.points(), &clusters.labels, clusters.sizes.len())
    } else {
        let places = sample(count, MIXTURE, random);
        let labels: Vec<u8> = places.iter().filter_map(|&place| clusters.labels.get(place as usize).copied()).collect();
        mixture(&tree.points().select(&places), &labels, clusters.sizes.len())
    }?;
    let labels = found.assign(tree.points());
    Ok((found, labels))
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
