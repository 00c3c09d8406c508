//! k-means: centres that are the means of the points to which they are the nearest (Lloyd 1982).

use super::exchange::{exchange, transfer};
use super::points::{Centres, Points, squared};
use super::seeding::seed;
use super::tree::{Assignment, MOST, Tree};
use crate::stats::{Random, Sum, order};
use std::cmp::Ordering;

/// How k-means looks for the best centres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Search {
    /// How often it starts from other first centres; the best end is taken.
    pub starts: u32,
    /// Most rounds of a start.
    pub rounds: u32,
    /// A start ends when the squared moves of all centres add up to no more than this part of the mean variance of the columns;
    /// with 0, when no point changes its centre.
    pub tolerance: f64,
    /// How many times in a row the best end may fail to become better when one of its centres is put elsewhere. With 0 that is not
    /// tried, nor are moves of single points, which otherwise follow each of Lloyd's ends.
    pub exchanges: u32,
}

/// Why the rounds of k-means ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClusterEnd"))]
pub enum End {
    /// No point changed its centre any more.
    Settled,
    /// The centres moved by no more than the tolerance, while some points still changed theirs.
    Tolerance,
    /// There were no more rounds.
    Rounds,
}

/// Points divided among centres. Clusters stand from the largest to the smallest, equally large ones by their centres.
#[derive(Clone, Debug, PartialEq)]
pub struct Clustering {
    /// Means of the clusters.
    pub centres: Centres,
    /// Number of the cluster, by place in the tree.
    pub labels: Vec<u8>,
    /// Points of each cluster, none of them empty.
    pub sizes: Vec<u64>,
    /// Sum of the squared distances of all points to their centres.
    pub inertia: f64,
    /// Rounds of the start that was taken.
    pub rounds: u32,
    /// Why that start ended.
    pub end: End,
}

/// The best of several starts of k-means++ and Lloyd's rounds; `None` for no centre, more than [`MOST`] or more than there are
/// different points.
#[must_use]
pub fn k_means(tree: &Tree, count: usize, search: &Search, random: &mut Random) -> Option<Clustering> {
    if !(1..=MOST).contains(&count) {
        return None;
    }
    let limit = search.tolerance * variance(tree.points());
    let mut best: Option<Clustering> = None;
    for _ in 0..search.starts.max(1) {
        let centres = seed(tree.points(), count, random)?;
        let found = settle(tree, centres, search, limit)?;
        if best.as_ref().is_none_or(|best| found.inertia < best.inertia) {
            best = Some(found);
        }
    }
    let mut best = best?;
    let mut failed = 0;
    while count > 1 && failed < search.exchanges {
        let Some(centres) = exchange(tree.points(), &best.centres, random) else { break };
        failed += 1;
        if let Some(found) = settle(tree, centres, search, limit).filter(|found| found.inertia < best.inertia * (1.0 - 1e-12)) {
            best = found;
            failed = 0;
        }
    }
    Some(best.finish(tree.points()))
}

/// What Lloyd's rounds make of some first centres; `None` where points do not suffice to give each centre one.
#[must_use]
pub fn from_centres(tree: &Tree, centres: Centres, search: &Search) -> Option<Clustering> {
    let limit = search.tolerance * variance(tree.points());
    settle(tree, centres, search, limit).map(|found| found.finish(tree.points()))
}

/// Lloyd's rounds from some first centres; with exchanges, also moves of single points, until neither finds anything better.
fn settle(tree: &Tree, mut centres: Centres, search: &Search, limit: f64) -> Option<Clustering> {
    let points = tree.points();
    let mut found = Assignment::new(points.count());
    let (mut round, mut converged) = (0, false);
    let end = loop {
        tree.assign(&centres, &mut found);
        if found.sizes.contains(&0) {
            round += 1;
            if !relocate(points, &found, &mut centres) || round >= search.rounds.saturating_add(MOST as u32) {
                return None;
            }
            continue;
        }
        let settled = !found.changed;
        converged |= settled;
        if round >= search.rounds || converged && !(search.exchanges > 0 && transfer(points, &mut centres, &mut found)) {
            break match (settled, converged) {
                (true, _) => End::Settled,
                (_, true) => End::Tolerance,
                _ => End::Rounds,
            };
        }
        round += 1;
        if converged {
            converged = false;
            continue;
        }
        let moved = shift(&mut centres, &found);
        converged = moved <= limit && limit > 0.0;
    };
    let inertia = squares(points, &centres, &found.labels).iter().sum();
    Some(Clustering { centres, labels: found.labels, sizes: found.sizes, inertia, rounds: round, end })
}

/// Moves the centres to the means of their points; gives the sum of the squared moves.
fn shift(centres: &mut Centres, found: &Assignment) -> f64 {
    let mut moved = 0.0;
    for (number, (sums, &size)) in found.sums.rows().zip(&found.sizes).enumerate() {
        for (c, sum) in centres.row_mut(number).iter_mut().zip(sums) {
            let mean = sum / size as f64;
            moved += (mean - *c) * (mean - *c);
            *c = mean;
        }
    }
    moved
}

/// Puts centres that have no point where points are farthest from theirs; whether there are such points.
fn relocate(points: &Points, found: &Assignment, centres: &mut Centres) -> bool {
    for number in (0..found.sizes.len()).filter(|&n| found.sizes.get(n) == Some(&0)) {
        let mut farthest = (0.0, None);
        for (place, &label) in found.labels.iter().enumerate() {
            // Centres that were put just now attract what is near to them too.
            let near = centres
                .rows()
                .enumerate()
                .filter(|&(n, _)| n == usize::from(label) || n < number && found.sizes.get(n) == Some(&0));
            let distance = near.map(|(_, centre)| squared(points.row(place), centre)).fold(f64::INFINITY, f64::min);
            if distance > farthest.0 {
                farthest = (distance, Some(place));
            }
        }
        let Some(place) = farthest.1 else { return false };
        for (c, x) in centres.row_mut(number).iter_mut().zip(points.row(place)) {
            *c = x;
        }
    }
    true
}

/// Squared distances of points to their centres.
fn squares(points: &Points, centres: &Centres, labels: &[u8]) -> Vec<f64> {
    let mut squares = vec![0.0; labels.len()];
    for (dimension, column) in points.columns().iter().enumerate() {
        let along: Vec<f64> = centres.rows().map(|row| row.get(dimension).copied().unwrap_or_default()).collect();
        for ((square, x), &label) in squares.iter_mut().zip(column).zip(labels) {
            let c = along.get(usize::from(label)).copied().unwrap_or_default();
            *square += (x - c) * (x - c);
        }
    }
    squares
}

impl Clustering {
    /// The same with exact means, in order of size.
    fn finish(self, points: &Points) -> Self {
        Self { rounds: self.rounds, end: self.end, ..Self::of(points, &self.labels) }
    }

    /// The clusters that labels below [`MOST`] say, in order of size; labels that nobody has are gone.
    #[must_use]
    pub fn of(points: &Points, labels: &[u8]) -> Self {
        let mut sizes = vec![0_u64; MOST];
        for &label in labels {
            if let Some(size) = sizes.get_mut(usize::from(label)) {
                *size += 1;
            }
        }
        let means = means(points, labels, MOST);
        let size = |n: usize| sizes.get(n).copied().unwrap_or_default();
        let compare = |a: usize, b: usize| {
            let coordinates = means.row(a).iter().zip(means.row(b)).map(|(x, y)| x.total_cmp(y));
            size(b).cmp(&size(a)).then(coordinates.fold(Ordering::Equal, Ordering::then))
        };
        let mut places = order(MOST, &compare);
        places.retain(|&n| size(n) > 0);
        let mut number = [0_u8; MOST];
        let mut centres = Centres::new(points.dimensions());
        for (new, &old) in (0_u8..).zip(&places) {
            centres.push(means.row(old).iter().copied());
            if let Some(slot) = number.get_mut(old) {
                *slot = new;
            }
        }
        let labels: Vec<u8> = labels.iter().map(|&l| number.get(usize::from(l)).copied().unwrap_or_default()).collect();
        let mut inertia = Sum::default();
        for square in squares(points, &centres, &labels) {
            inertia.add(square);
        }
        let sizes = places.iter().map(|&n| size(n)).collect();
        Self { sizes, inertia: inertia.value(), centres, labels, rounds: 0, end: End::Settled }
    }
}

/// Means of the points with each of `count` labels, exact sums rounded once; 0 for a label that nobody has.
#[must_use]
pub fn means(points: &Points, labels: &[u8], count: usize) -> Centres {
    let mut means: Vec<Vec<f64>> = vec![Vec::new(); count];
    for column in points.columns() {
        let mut sums = vec![Sum::default(); count];
        for (&x, &label) in column.iter().zip(labels) {
            if let Some(sum) = sums.get_mut(usize::from(label)) {
                sum.add(x);
            }
        }
        for (row, sum) in means.iter_mut().zip(&sums) {
            row.push(sum.mean().unwrap_or_default());
        }
    }
    let mut centres = Centres::new(points.dimensions());
    for row in means {
        centres.push(row.into_iter());
    }
    centres
}

/// Mean of the population variances of the columns.
fn variance(points: &Points) -> f64 {
    let n = points.count() as f64;
    let of = |column: &Vec<f64>| {
        let mean = column.iter().sum::<f64>() / n;
        column.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n
    };
    points.columns().iter().map(of).sum::<f64>() / points.dimensions() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SEARCH: Search = Search { starts: 3, rounds: 300, tolerance: 0.0, exchanges: 5 };

    fn run(columns: Vec<Vec<f64>>, count: usize, search: &Search, seed: u64) -> (Tree, Option<Clustering>) {
        let tree = Tree::new(Points::new(columns).unwrap());
        let found = k_means(&tree, count, search, &mut Random::new(seed));
        (tree, found)
    }

    #[test]
    fn groups_that_anybody_sees() {
        let (tree, found) = run(vec![vec![1.0, 9.0, 2.0, 20.0, 8.0, 1.5, 21.0]], 3, &SEARCH, 1);
        let found = found.unwrap();
        assert_eq!(tree.to_origin(&found.labels), [0, 1, 0, 2, 1, 0, 2]);
        assert_eq!((found.sizes.as_slice(), found.inertia), ([3, 2, 2].as_slice(), 1.5));
        assert_eq!(found.centres.rows().map(|c| c[0]).collect::<Vec<_>>(), [1.5, 8.5, 20.5]);
        assert_eq!(found.end, End::Settled);
    }

    #[test]
    fn more_clusters_than_different_points_are_none() {
        let columns = vec![vec![1.0, 1.0, 2.0, 2.0], vec![0.0; 4]];
        assert_eq!(run(columns.clone(), 3, &SEARCH, 1).1, None);
        assert_eq!(run(columns.clone(), 0, &SEARCH, 1).1, None);
        assert_eq!(run(columns.clone(), MOST + 1, &SEARCH, 1).1, None);
        assert_eq!(run(columns.clone(), 2, &SEARCH, 1).1.unwrap().inertia, 0.0);
        assert_eq!(run(columns, 1, &SEARCH, 1).1.unwrap().inertia, 1.0);
    }

    #[test]
    fn why_the_rounds_ended_is_told() {
        let column: Vec<f64> = (0..1000).map(|i| f64::from(i * 7919 % 1009)).collect();
        let end =
            |search: &Search| run(vec![column.clone()], 7, &Search { starts: 1, exchanges: 0, ..*search }, 1).1.unwrap().end;
        assert_eq!(end(&SEARCH), End::Settled);
        assert_eq!(end(&Search { tolerance: 0.01, ..SEARCH }), End::Tolerance);
        assert_eq!(end(&Search { rounds: 1, ..SEARCH }), End::Rounds);
    }

    #[test]
    fn a_centre_without_points_is_put_where_points_are_far() {
        let tree = Tree::new(Points::new(vec![vec![0.0, 1.0, 2.0, 50.0]]).unwrap());
        let mut centres = Centres::new(1);
        // Both are nearer to the first, and the first of equals wins.
        [1.0, 1.0].into_iter().for_each(|x| centres.push([x].into_iter()));
        let found = settle(&tree, centres, &SEARCH, 0.0).unwrap();
        assert_eq!(found.sizes, [3, 1]);
        assert_eq!(found.inertia, 2.0);
    }

    proptest! {
        #[test]
        fn no_centre_moves_and_no_point_changes_when_all_is_over(
            columns in prop::collection::vec(prop::collection::vec(-1e3..1e3_f64, 40), 1..4), count in 1_usize..8, seed in any::<u64>(),
        ) {
            let (tree, found) = run(columns.clone(), count, &SEARCH, seed);
            let found = found.unwrap();
            prop_assert_eq!(&tree.nearest(&found.centres), &found.labels);
            prop_assert!(found.sizes.windows(2).all(|pair| pair[0] >= pair[1]) && found.sizes.len() == count);
            let one = Search { starts: 1, exchanges: 0, ..SEARCH };
            // More starts and exchanges begin with the same first start.
            let plain = run(columns, count, &one, seed).1.unwrap();
            prop_assert!(found.inertia <= plain.inertia * (1.0 + 1e-12));
        }
    }
}
