//! Clusters → a picture in the plane of the first two principal components.

use super::output::{Component, Picture, Sample};
use crate::stats::cluster::{Clustering, Points};
use crate::stats::principal::{Principal, principal};

/// Steps from the least to the greatest coordinate.
const STEPS: f64 = 1000.0;

/// The picture of the clusters, with the points at some places.
pub(super) fn draw(points: &Points, clusters: &Clustering, places: &[u32]) -> Option<Picture> {
    let found = principal(points)?;
    let total: f64 = found.variances.iter().sum();
    let component = |(&variance, direction): (&f64, &[f64])| Component {
        variance,
        ratio: if total > 0.0 { variance / total } else { 0.0 },
        loadings: direction.to_vec(),
    };
    let axes = points.dimensions().min(2);
    let lengths = |axis: usize| {
        let all = (0..points.count()).map(|place| found.project(points.row(place), axis));
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
            (if x < low { x } else { low }, if x > high { x } else { high })
        })
    };
    let ranges: Vec<(f64, f64)> = (0..axes).map(lengths).collect();
    Some(Picture {
        components: found.variances.iter().zip(found.directions.rows()).map(component).collect(),
        centres: clusters
            .centres
            .rows()
            .map(|centre| (0..axes).map(|axis| found.project(centre.iter().copied(), axis)).collect())
            .collect(),
        least: ranges.iter().map(|range| range.0).collect(),
        greatest: ranges.iter().map(|range| range.1).collect(),
        sample: sample(points, clusters, places, &found, &ranges),
    })
}

fn sample(points: &Points, clusters: &Clustering, places: &[u32], found: &Principal, ranges: &[(f64, f64)]) -> Sample {
    let mut sample = Sample::default();
    for &place in places {
        let step = |axis: usize| {
            let Some((low, high)) = ranges.get(axis) else { return 0 };
            let part = (found.project(points.row(place as usize), axis) - low) / (high - low);
            if part.is_finite() { (part * STEPS + 0.5) as u16 } else { 0 }
        };
        sample.x.push(step(0));
        sample.y.push(step(1));
        sample.cluster.push(clusters.labels.get(place as usize).map_or(0, |label| label + 1));
    }
    sample
}
