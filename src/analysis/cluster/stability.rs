//! How much the clusters of resamples are the clusters of all points (bootstrap, compared by the adjusted Rand index).

use super::fit::{Division, fit, sample, search, stream};
use super::output::Stability;
use super::params::{Method, ValidParams};
use crate::stats::cluster::{Tree, k_means, rand_index};

/// Most points of a resample, and most points that are compared.
const POINTS: usize = 4_000;

/// The same for mixtures, which take longer.
const MIXTURE_POINTS: usize = 1_000;

/// How often k-means starts in a resample.
const STARTS: u32 = 3;

/// The points whose clusters are compared.
pub(super) struct Witnesses {
    tree: Tree,
    /// Their places in the tree of all points.
    places: Vec<u32>,
    resample: usize,
}

impl Witnesses {
    /// Some of the points.
    pub(super) fn new(tree: &Tree, params: &ValidParams) -> Self {
        let most = if params.get().method == Method::KMeans { POINTS } else { MIXTURE_POINTS };
        let places = sample(tree.points().count(), most, &mut stream(params.get().seed, 1 << 32));
        let own = Tree::new(tree.points().select(&places));
        let places = own.origin().iter().filter_map(|&at| places.get(at as usize).copied()).collect();
        Self { tree: own, places, resample: tree.points().count().min(most) }
    }

    /// How stable a division is; `None` without resamples that have so many clusters.
    pub(super) fn judge(&self, all: &Tree, division: &Division, params: &ValidParams) -> Option<Stability> {
        let settings = params.get();
        let reference: Vec<u8> =
            self.places.iter().filter_map(|&place| division.clusters.labels.get(place as usize).copied()).collect();
        let mut random = stream(settings.seed, (2 << 32) + division.k as u64);
        let mut indices = Vec::new();
        for _ in 0..settings.resamples {
            let count = all.points().count() as u64;
            let mut drawn: Vec<u32> = (0..self.resample).map(|_| random.below(count) as u32).collect();
            drawn.sort_unstable();
            let resample = Tree::new(all.points().select(&drawn));
            let how = crate::stats::cluster::Search { exchanges: 0, ..search(self.resample, settings.starts.min(STARTS)) };
            let Some(clusters) = k_means(&resample, division.k, &how, &mut random) else { continue };
            let labels = match settings.method {
                Method::KMeans => self.tree.nearest(&clusters.centres),
                Method::GaussianMixture => match fit(&resample, &clusters, &mut random) {
                    Ok((mixture, _)) => mixture.assign(self.tree.points()),
                    Err(_) => continue,
                },
            };
            indices.push(rand_index(&labels, &reference));
        }
        let resamples = indices.len() as u32;
        (resamples > 0).then(|| Stability {
            mean: indices.iter().sum::<f64>() / f64::from(resamples),
            least: indices.iter().copied().fold(1.0, f64::min),
            resamples,
            points: self.resample as u64,
        })
    }
}
