//! Numbers that tell how good a division is, from centres and distances to them.

use super::points::{Centres, Points, squared};
use crate::stats::Sum;

/// Variance between the clusters over variance within them (Caliński and Harabasz 1974): the larger the better. `None` unless there are at
/// least two clusters, more points than clusters, and points that are not their centres.
#[must_use]
pub fn calinski_harabasz(points: &Points, centres: &Centres, sizes: &[u64], inertia: f64) -> Option<f64> {
    let (count, clusters) = (points.count(), sizes.len());
    if clusters < 2 || count <= clusters || inertia <= 0.0 {
        return None;
    }
    let middle: Vec<f64> = points.columns().iter().map(|column| sum(column.iter().copied()) / count as f64).collect();
    let between = sum(centres.rows().zip(sizes).map(|(centre, &size)| size as f64 * squared(centre.iter().copied(), &middle)));
    Some(between / (clusters - 1) as f64 / (inertia / (count - clusters) as f64))
}

/// Mean over the clusters of how much the most similar other one overlaps with it (Davies and Bouldin 1979): the smaller the better. Similar is: mean
/// distances to the centres, added, over the distance of the centres. `None` of fewer than two clusters or where two centres are equal.
#[must_use]
pub fn davies_bouldin(points: &Points, centres: &Centres, labels: &[u8]) -> Option<f64> {
    let mut sums = vec![Sum::default(); centres.count()];
    for (place, &label) in labels.iter().enumerate() {
        if let Some(sum) = sums.get_mut(usize::from(label)) {
            sum.add(squared(points.row(place), centres.row(usize::from(label))).sqrt());
        }
    }
    let spreads: Vec<f64> = sums.iter().filter_map(Sum::mean).collect();
    if spreads.len() < 2 || spreads.len() < centres.count() {
        return None;
    }
    let mut total = 0.0;
    for (number, (centre, spread)) in centres.rows().zip(&spreads).enumerate() {
        let mut worst = 0.0;
        for (_, (other, beside)) in centres.rows().zip(&spreads).enumerate().filter(|&(other, _)| other != number) {
            let apart = squared(centre.iter().copied(), other).sqrt();
            if apart <= 0.0 {
                return None;
            }
            worst = f64::max(worst, (spread + beside) / apart);
        }
        total += worst;
    }
    Some(total / spreads.len() as f64)
}

fn sum(values: impl Iterator<Item = f64>) -> f64 {
    let mut sum = Sum::default();
    values.for_each(|value| sum.add(value));
    sum.value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::cluster::Clustering;

    #[test]
    fn two_pairs_on_a_line() {
        // Centres 1 and 9, within 4 · 1, between 4 · 16: (64 / 1) / (4 / 2); spreads 1, apart 8: (1 + 1) / 8.
        let points = Points::new(vec![vec![0.0, 2.0, 8.0, 10.0]]).unwrap();
        let found = Clustering::of(&points, &[0, 0, 1, 1]);
        assert_eq!(calinski_harabasz(&points, &found.centres, &found.sizes, found.inertia), Some(32.0));
        assert_eq!(davies_bouldin(&points, &found.centres, &found.labels), Some(0.25));
    }

    #[test]
    fn what_is_not_defined_is_none() {
        let points = Points::new(vec![vec![0.0, 1.0, 0.5]]).unwrap();
        for labels in [[0, 0, 0], [0, 1, 2]] {
            let found = Clustering::of(&points, &labels);
            assert_eq!(calinski_harabasz(&points, &found.centres, &found.sizes, found.inertia), None);
        }
        let one = Clustering::of(&points, &[0; 3]);
        assert_eq!(davies_bouldin(&points, &one.centres, &one.labels), None);
        let equal = Clustering::of(&points, &[0, 0, 1]);
        assert_eq!(davies_bouldin(&points, &equal.centres, &equal.labels), None);
    }
}
