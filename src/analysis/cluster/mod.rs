//! Clusters: customers, or rows of a table, that are like each other and unlike the rest.
//!
//! In: [`CustomerView`], [`Params`]. Out: [`ClusterOutcome`] and the grouping `cluster` of customers. Points without one of the features
//! are counted and left out. Every step goes by the values of the points, never by the order of customers or rows.

mod describe;
mod features;
mod fit;
pub mod output;
pub mod params;
mod picture;
mod rule;
mod stability;

pub use output::ClusterOutcome;
pub use params::{Params, ValidParams};

use self::describe::Space;
use self::features::Cloud;
use self::fit::{Divider, Division, Refusal, sample, stream};
use self::output::{Candidate, Chosen, Mixture, Silhouette};
use self::params::{Method, Scaling};
use self::rule::Rules;
use self::stability::Witnesses;
use super::{Analysis, Finding, Found, Grouping, Outcome, ParamFault, Shortage, Text};
use crate::customers::{CustomerView, Part};
use crate::error::Result;
use crate::notice::Notice;
use crate::stats::Ratio;
use crate::stats::cluster::{self as space, Points, Tree, Unbounded, calinski_harabasz, davies_bouldin, silhouettes};
use crate::stats::scaling::Scale;
use crate::tree;
use serde_json::Value;

/// The entry of clustering in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "cluster",
    title: Text { zh: "聚类分群", en: "Clusters" },
    definition: Text {
        zh: "按所选数值特征把相近的客户（或表中的行）分为一类：k-means++ 多次起始并迭代到没有点再换类（超过 4 万点时各次起始只在 2 万点上比较，超过 40 万点时到中心移动不超过容差 10⁻⁴ 为止）；或高斯混合，估计量不少于点数、或某一成分的点数不足维数加一的类数不取；类数按轮廓系数（高斯混合按 BIC）选定，编号按人数从多到少。",
        en: "Groups customers, or rows of a table, that are near each other in the chosen numbers: k-means++ with several starts, until no point changes its cluster (above 40,000 points the starts are compared in 20,000, above 400,000 it ends when the centres move by no more than a tolerance of 10⁻⁴); or a Gaussian mixture, unless it estimates as many numbers as there are points or has a component of fewer points than features plus one; the number of clusters by silhouette (mixtures: BIC), numbered by size.",
    },
    needs: &[],
    uses: &["user_id", "order_time", "amount", "order_id", "is_refund", "age", "income"],
    parts: |_| vec![Part::Traits, Part::Columns],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    run: |view, given| run(view, &read(given)?)?.found(),
};

/// Points that rules are sought in.
const RULE_POINTS: usize = 20_000;

/// Points that are drawn.
const DRAWN: usize = 1_000;

/// What clustering found.
pub struct Clusters {
    /// Settings, results and notices.
    pub finding: Finding<Params, ClusterOutcome>,
    /// The cluster of each customer; none where the points are rows or there is not enough data.
    pub grouping: Option<Grouping>,
}

impl Clusters {
    /// The same as any analysis hands it back.
    ///
    /// # Errors
    /// None in practice, as [`Finding::into_json`].
    pub fn found(self) -> Result<Found> {
        let groupings = self.grouping.into_iter().collect();
        Ok(Found { finding: self.finding.to_json(), groupings, measures: Vec::new() })
    }
}

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<ValidParams, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// Divides the points of a view into clusters.
///
/// # Errors
/// [`ErrorKind::Amount`](crate::error::ErrorKind::Amount) when one customer's amounts do not fit 64 bits of ten-thousandths.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Clusters> {
    let wanted = params.get().features.as_deref();
    let found =
        features::collect(view, wanted)?.and_then(|cloud| Cluster::new(cloud, params)).and_then(|cluster| cluster.run(view));
    let (outcome, notices, grouping) = match found {
        Ok((outcome, notices, grouping)) => (Outcome::Found(outcome), notices, grouping),
        Err(shortage) => (Outcome::NotEnoughData(shortage), Vec::new(), None),
    };
    Ok(Clusters { finding: Finding { params: params.get().clone(), outcome, notices }, grouping })
}

/// Points ready to be divided.
struct Cluster<'a> {
    params: &'a ValidParams,
    /// Number of the table whose rows the points are.
    table: Option<usize>,
    names: Vec<String>,
    units: Vec<Option<&'static str>>,
    scales: Vec<Scale>,
    scaling: Scaling,
    constant: Vec<String>,
    /// All points, those that lack a feature included.
    all: usize,
    /// The others, by their number before, in the order of the tree.
    places: Vec<u32>,
    /// Their features in own units, in the order of the tree.
    columns: Vec<Vec<f64>>,
    tree: Tree,
}

impl<'a> Cluster<'a> {
    fn new(cloud: Cloud, params: &'a ValidParams) -> std::result::Result<Self, Shortage> {
        let all = cloud.columns.first().map_or(0, Vec::len);
        let whole = |place: &u32| cloud.columns.iter().all(|column| column.get(*place as usize).is_some_and(|x| x.is_finite()));
        let kept: Vec<u32> = (0..all as u32).filter(whole).collect();
        let preset = if cloud.is_purchases { Scaling::LogRobust } else { Scaling::Z };
        let scaling = params.get().scaling.unwrap_or(preset);
        let (mut names, mut units, mut scales, mut constant) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut columns, mut scaled) = (Vec::new(), Vec::new());
        for ((name, unit), column) in cloud.features.into_iter().zip(cloud.columns) {
            let values: Vec<f64> = kept.iter().filter_map(|&place| column.get(place as usize).copied()).collect();
            let scale = match scaling {
                Scaling::None => Scale::standard(&values).map(|_| Scale::NONE),
                Scaling::Z => Scale::standard(&values),
                Scaling::LogRobust => Scale::log_robust(&values),
            };
            let Some(scale) = scale else {
                constant.push(name);
                continue;
            };
            scaled.push(values.iter().map(|&x| scale.apply(x)).collect::<Vec<f64>>());
            columns.push(values);
            names.push(name);
            units.push(unit);
            scales.push(scale);
        }
        let distinct = || Shortage::of("distinct_points", u64::from(params.get().least()), u64::from(!kept.is_empty()));
        let points = Points::new(scaled).ok_or_else(distinct)?;
        let tree = Tree::new(points);
        let in_order = |values: &Vec<f64>| tree.origin().iter().filter_map(|&at| values.get(at as usize).copied()).collect();
        let columns = columns.iter().map(in_order).collect();
        let places = tree.origin().iter().filter_map(|&at| kept.get(at as usize).copied()).collect();
        Ok(Self { params, table: cloud.table, names, units, scales, scaling, constant, all, places, columns, tree })
    }

    fn run(&self, view: &CustomerView) -> std::result::Result<(ClusterOutcome, Vec<Notice>, Option<Grouping>), Shortage> {
        let settings = self.params.get();
        let distinct = self.tree.distinct(space::MOST);
        let short = || Shortage::of("distinct_points", u64::from(settings.least()), distinct as u64);
        if distinct < settings.least() as usize {
            return Err(short());
        }
        let mut counts: Vec<usize> = (settings.k_min as usize..=(settings.k_max as usize).min(distinct)).collect();
        if let Some(k) = settings.k.map(|k| k as usize).filter(|k| !counts.contains(k)) {
            counts.push(k);
            counts.sort_unstable();
        }
        let divider = Divider::new(&self.tree, self.params);
        let (mut divisions, mut refused): (Vec<Division>, Vec<(usize, Unbounded)>) = (Vec::new(), Vec::new());
        for &k in &counts {
            match divider.divide(k) {
                Ok(division) => divisions.push(division),
                Err(Refusal::Mixture(why)) => refused.push((k, why)),
                Err(Refusal::TooFewPoints) => {}
            }
        }
        let labels: Vec<&[u8]> = divisions.iter().map(|division| division.clusters.labels.as_slice()).collect();
        let judged = match settings.silhouette_points as usize {
            0 => vec![None; labels.len()],
            most => silhouettes(self.tree.points(), &labels, most, &mut stream(settings.seed, 3 << 32)),
        };
        let witnesses = (settings.resamples > 0).then(|| Witnesses::new(&self.tree, self.params));
        let candidate = |(division, silhouette)| self.candidate(division, silhouette, witnesses.as_ref());
        let candidates: Vec<Candidate> = divisions.iter().zip(judged.iter().map(Option::as_ref)).map(candidate).collect();
        let chosen = self.choose(&candidates).ok_or_else(|| {
            let wanted = refused.iter().find(|(k, _)| settings.k.is_none_or(|wanted| wanted as usize == *k));
            wanted.map_or_else(short, |&(k, why)| self.shortage_of_mixture(k, why))
        })?;
        let at = divisions.iter().position(|division| division.k as u32 == chosen.k).unwrap_or_default();
        let clusters = &divisions.get(at).ok_or_else(short)?.clusters;
        let silhouette = judged.get(at).and_then(Option::as_ref);
        let points = self.tree.points();
        let mut random = stream(settings.seed, 4 << 32);
        let rule_places = sample(points.count(), RULE_POINTS, &mut random);
        let rules = Rules::new(&self.names, &self.columns, &clusters.labels, &rule_places);
        let space = Space { names: &self.names, units: &self.units, scales: &self.scales, columns: &self.columns, points };
        let drawn = sample(points.count(), DRAWN, &mut random);
        let outcome = ClusterOutcome {
            points: output::Points {
                unit: if self.table.is_some() { "row" } else { "customer" },
                table: self.table.map(|number| number as u64 + 1),
                used: Ratio { num: points.count() as u64, den: self.all as u64 },
            },
            features: space.features(clusters),
            constant: self.constant.clone(),
            scaling: self.scaling,
            candidates,
            refused: refused.iter().map(|&(k, _)| k as u32).collect(),
            chosen,
            clusters: space.clusters(clusters, silhouette, &rules),
            picture: picture::draw(points, clusters, &drawn).ok_or_else(short)?,
            available: features::available(view),
        };
        let notices = self.notices(&outcome, divider.compared());
        Ok((outcome, notices, self.grouping(view, clusters)))
    }

    fn candidate(&self, division: &Division, silhouette: Option<&space::Silhouette>, witnesses: Option<&Witnesses>) -> Candidate {
        let points = self.tree.points();
        let clusters = &division.clusters;
        let part = |count: usize| Ratio { num: count as u64, den: points.count() as u64 };
        Candidate {
            k: division.k as u32,
            sizes: clusters.sizes.clone(),
            inertia: clusters.inertia,
            silhouette: silhouette.map(|s| Silhouette {
                mean: s.mean,
                low: s.interval.map(|interval| interval.0),
                high: s.interval.map(|interval| interval.1),
                points: part(s.points),
            }),
            calinski_harabasz: calinski_harabasz(points, &clusters.centres, &clusters.sizes, clusters.inertia),
            davies_bouldin: davies_bouldin(points, &clusters.centres, &clusters.labels),
            stability: witnesses.and_then(|witnesses| witnesses.judge(&self.tree, division, self.params)),
            mixture: division.mixture.as_ref().map(|(mixture, fitted)| Mixture {
                log_likelihood: mixture.log_likelihood,
                bic: mixture.bic,
                points: part(*fitted),
                rounds: mixture.rounds,
                converged: mixture.converged,
            }),
            rounds: clusters.rounds,
            end: clusters.end,
        }
    }

    /// The best number of clusters; of equally good ones the least.
    fn choose(&self, candidates: &[Candidate]) -> Option<Chosen> {
        let settings = self.params.get();
        if let Some(k) = settings.k {
            return candidates.iter().any(|c| c.k == k).then_some(Chosen { k, reason: "given" });
        }
        let good = |candidate: &Candidate| match settings.method {
            Method::KMeans if settings.silhouette_points > 0 => candidate.silhouette.as_ref().map(|s| s.mean),
            // Points that are their centres leave nothing to divide by.
            Method::KMeans => candidate.calinski_harabasz.or((candidate.inertia <= 0.0).then_some(f64::INFINITY)),
            Method::GaussianMixture => candidate.mixture.as_ref().map(|m| -m.bic),
        };
        let mut best: Option<(u32, f64)> = None;
        for (k, good) in candidates.iter().filter_map(|c| Some((c.k, good(c)?))) {
            if best.is_none_or(|(_, most)| good > most) {
                best = Some((k, good));
            }
        }
        let reason = match settings.method {
            _ if candidates.len() == 1 => "only",
            Method::KMeans if settings.silhouette_points > 0 => "silhouette",
            Method::KMeans => "calinski_harabasz",
            Method::GaussianMixture => "bic",
        };
        best.map(|(k, _)| Chosen { k, reason })
    }

    /// What a mixture of so many components lacks.
    fn shortage_of_mixture(&self, k: usize, why: Unbounded) -> Shortage {
        let (points, dimensions) = (self.tree.points().count() as u64, self.tree.points().dimensions());
        let need = space::parameters(k, dimensions) as u64 + 1;
        if points < need {
            return Shortage::of("points", need, points);
        }
        Shortage::of("points_of_each_component", dimensions as u64 + 1, why.smallest)
    }

    fn notices(&self, outcome: &ClusterOutcome, compared: Option<u64>) -> Vec<Notice> {
        let mut notices = Vec::new();
        let left_out = self.all - self.places.len();
        if left_out > 0 {
            notices.push(Notice::info("N_CLUSTER_LEFT_OUT", left_out as u64));
        }
        if !self.constant.is_empty() {
            notices.push(Notice::warning("N_CLUSTER_CONSTANT", self.constant.len() as u64));
        }
        if !outcome.refused.is_empty() {
            notices.push(Notice::warning("N_CLUSTER_REFUSED", outcome.refused.len() as u64));
        }
        let at_tolerance = outcome.candidates.iter().filter(|c| c.end == space::End::Tolerance).count();
        if at_tolerance > 0 {
            notices.push(Notice::info("N_CLUSTER_TOLERANCE", at_tolerance as u64));
        }
        notices.extend(compared.map(|points| Notice::info("N_CLUSTER_STARTS", points)));
        notices
    }

    fn grouping(&self, view: &CustomerView, clusters: &space::Clustering) -> Option<Grouping> {
        if self.table.is_some() {
            return None;
        }
        let numbers = (1..=clusters.sizes.len()).map(|number| number.to_string()).collect();
        let members = &mut self.places.iter().copied().zip(clusters.labels.iter().map(|&label| u16::from(label)));
        Some(Grouping::spread("cluster", numbers, view.customers(), members))
    }
}
