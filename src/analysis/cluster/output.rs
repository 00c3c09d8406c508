//! Results of clustering as plain data: codes and numbers, keys as in results.json.

use super::params::Scaling;
use crate::stats::Ratio;
use crate::stats::cluster::End;
use serde::Serialize;

/// The clusters of a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClusterOutcome {
    /// What is divided into clusters.
    pub points: Points,
    /// What the points are told apart by.
    pub features: Vec<Feature>,
    /// Features that all points share and that therefore were left out.
    pub constant: Vec<String>,
    /// How they were made comparable.
    pub scaling: Scaling,
    /// How good the divisions into each number of clusters are.
    pub candidates: Vec<Candidate>,
    /// Numbers of clusters that a mixture was refused for: with so many components it estimates as many numbers as there are points, or
    /// has a component of fewer points than there are features and one more, and its likelihood has no bound.
    pub refused: Vec<u32>,
    /// The number of clusters that was taken.
    pub chosen: Chosen,
    /// The clusters, from the largest to the smallest.
    pub clusters: Vec<Cluster>,
    /// The two directions in which the points vary most.
    pub picture: Picture,
    /// Features that could have been taken.
    pub available: Available,
}

/// What is divided into clusters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterPoints"))]
pub struct Points {
    /// `customer` or `row`.
    #[cfg_attr(feature = "types", ts(type = "\"customer\" | \"row\""))]
    pub unit: &'static str,
    /// Of rows: the number of their table, from 1.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub table: Option<u64>,
    /// Those with all features, of all.
    pub used: Ratio,
}

/// One feature.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterFeature"))]
pub struct Feature {
    /// Name as in the settings.
    pub name: String,
    /// `day`, `order`, `currency` or none.
    pub unit: Option<&'static str>,
    /// Mean of all points.
    pub mean: f64,
    /// What of the feature, or of its logarithm, became 0.
    pub middle: f64,
    /// What of the feature, or of its logarithm, became 1.
    pub width: f64,
    /// Part of the variance of the feature that lies between the clusters, 0 to 1.
    pub explained: f64,
}

/// How good a division into so many clusters is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterCandidate"))]
pub struct Candidate {
    /// Number of clusters.
    pub k: u32,
    /// Points of each cluster, from the largest.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub sizes: Vec<u64>,
    /// Sum of the squared distances to the own centre, in scaled features.
    pub inertia: f64,
    /// Mean silhouette; `null` where fewer than two clusters have points.
    pub silhouette: Option<Silhouette>,
    /// Calinski–Harabasz; `null` where it is not defined.
    pub calinski_harabasz: Option<f64>,
    /// Davies–Bouldin; `null` where it is not defined.
    pub davies_bouldin: Option<f64>,
    /// How much resamples give the same clusters; `null` where there were none.
    pub stability: Option<Stability>,
    /// Of a mixture: how well it fits.
    pub mixture: Option<Mixture>,
    /// Rounds of k-means; of a mixture, of the k-means that it starts from.
    pub rounds: u32,
    /// Why these rounds ended.
    pub end: End,
}

/// A mean silhouette.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterSilhouette"))]
pub struct Silhouette {
    /// −1 to 1.
    pub mean: f64,
    /// Of a sample: in 95 of 100 cases the mean of all points is not below this.
    pub low: Option<f64>,
    /// And not above this.
    pub high: Option<f64>,
    /// Points that were compared with each other, of all points.
    pub points: Ratio,
}

/// Mean adjusted Rand index of clusters of resamples and these clusters.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterStability"))]
pub struct Stability {
    /// 1 for the same clusters in each resample, about 0 for chance.
    pub mean: f64,
    /// The least of them.
    pub least: f64,
    /// Resamples that had so many clusters.
    pub resamples: u32,
    /// Points of each resample.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub points: u64,
}

/// How well a mixture fits.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterMixture"))]
pub struct Mixture {
    /// Logarithm of the likelihood of the points it was fitted to.
    pub log_likelihood: f64,
    /// Bayesian information criterion: the smaller the better.
    pub bic: f64,
    /// Points that it was fitted to, of all points.
    pub points: Ratio,
    /// Rounds it took.
    pub rounds: u32,
    /// Whether it came to rest before the most rounds.
    pub converged: bool,
}

/// The number of clusters that was taken, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterChosen"))]
pub struct Chosen {
    /// Number of clusters.
    pub k: u32,
    /// `given`: by the settings; `silhouette` and `calinski_harabasz`: the largest; `bic`: the least; `only`: no other number was possible.
    #[cfg_attr(feature = "types", ts(type = "\"given\" | \"silhouette\" | \"calinski_harabasz\" | \"bic\" | \"only\""))]
    pub reason: &'static str,
}

/// One cluster.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Cluster {
    /// Number from 1, the largest first; the code of its group of customers.
    pub number: u32,
    /// Of all points.
    pub share: Ratio,
    /// Mean silhouette of its points.
    pub silhouette: Option<f64>,
    /// What sets it apart most, at most three: its name. Empty where it is like the rest.
    pub name: Vec<Mark>,
    /// Its points by feature.
    pub features: Vec<ClusterFigures>,
    /// A rule that says who belongs to it.
    pub rule: Rule,
}

/// A feature in which a cluster lies apart from the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterMark"))]
pub struct Mark {
    /// Name of the feature.
    pub feature: String,
    /// `high` or `low`.
    #[cfg_attr(feature = "types", ts(type = "\"high\" | \"low\""))]
    pub direction: &'static str,
}

/// The points of a cluster in one feature.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClusterFigures {
    /// Name of the feature.
    pub feature: String,
    /// Mean, in its own unit.
    pub mean: f64,
    /// Median of type 7, in its own unit.
    pub median: f64,
    /// The centre in scaled features: the mean there.
    pub centre: f64,
    /// Mean less the mean of the rest, over the standard deviation of all points, in scaled features.
    pub difference: f64,
}

/// A rule of at most four bounds: all of them hold for the points that it names.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterRule"))]
pub struct Rule {
    /// The bounds.
    pub bounds: Vec<Bound>,
    /// Points for which it holds, of all points.
    pub support: Ratio,
    /// Points of the cluster among them.
    pub precision: Ratio,
    /// Points for which it holds among those of the cluster.
    pub recall: Ratio,
}

/// Bounds of one feature, in its own unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterBound"))]
pub struct Bound {
    /// Name of the feature.
    pub feature: String,
    /// Values are above this.
    pub above: Option<f64>,
    /// Values are not above this.
    pub up_to: Option<f64>,
}

/// The points in the plane of their two first principal components.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterPicture"))]
pub struct Picture {
    /// All components, from the largest variance.
    pub components: Vec<Component>,
    /// Where the centres lie along the first two; along the first alone where there is only one feature.
    pub centres: Vec<Vec<f64>>,
    /// Least coordinates of all points.
    pub least: Vec<f64>,
    /// Greatest coordinates of all points.
    pub greatest: Vec<f64>,
    /// Some of the points, without anything that names them.
    pub sample: Sample,
}

/// A direction in which points vary.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterComponent"))]
pub struct Component {
    /// Variance along it, n − 1, in scaled features.
    pub variance: f64,
    /// Part of the variance of all of them, 0 to 1.
    pub ratio: f64,
    /// Its direction: a number for each feature; their squares add up to 1.
    pub loadings: Vec<f64>,
}

/// Some points, as columns: where each lies between the least and the greatest coordinate, in 1,000 steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterSample"))]
pub struct Sample {
    /// Along the first component, 0 to 1,000.
    pub x: Vec<u16>,
    /// Along the second, 0 to 1,000; all 0 where there is none.
    pub y: Vec<u16>,
    /// Numbers of their clusters.
    pub cluster: Vec<u8>,
}

/// Features that could have been taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterAvailable"))]
pub struct Available {
    /// Those of customers.
    pub customers: Vec<String>,
    /// Columns of each table.
    pub tables: Vec<TableColumns>,
}

/// Columns of numbers of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterTableColumns"))]
pub struct TableColumns {
    /// Number of the table, from 1.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub table: u64,
    /// Headers.
    pub columns: Vec<String>,
}
