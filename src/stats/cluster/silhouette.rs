//! Silhouettes (Rousseeuw 1987): how much nearer each point is to its own cluster than to the next one.
//!
//! s = (b − a) / max(a, b): `a` is the mean distance to the other points of the own cluster, `b` the least mean distance to the
//! points of another one; 0 for a cluster of one point. Several divisions of the same points are judged from one computation of
//! the distances: points that no division tells apart form a cell, and what is summed is the distance to each cell.

use super::lanes::{LANES, Lanes};
use super::points::Points;
use crate::stats::{Random, Sum};
use crate::table::each_item;

/// Most points that are all compared with each other.
pub const EXACT: usize = 20_000;

/// Parts of a sample that are left out in turn to tell how much it may err.
const PARTS: usize = 10;

/// The 97.5 % point of Student's t with [`PARTS`] − 1 degrees of freedom.
const T: f64 = 2.262_157_162_740_99;

/// Cells that one computation of distances deals with.
const MOST_CELLS: usize = 2_000;

/// How well the clusters of a division are apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Silhouette {
    /// Mean of all points, −1 to 1; of a sample, the estimate.
    pub mean: f64,
    /// Of a sample: where the mean of all points lies in 95 of 100 cases (jackknife by parts of the sample).
    pub interval: Option<(f64, f64)>,
    /// Means of the clusters.
    pub clusters: Vec<f64>,
    /// Points whose silhouettes were computed.
    pub points: usize,
}

/// Points that lie in the same cluster of each division.
struct Cell {
    /// Number of the cluster in each division.
    clusters: Vec<u8>,
    /// All of them.
    count: usize,
    /// Those that are compared, by place.
    chosen: Vec<u32>,
}

/// The silhouettes of several divisions of the same points: exact up to `most` points, of a stratified sample of about so many above
/// that. A division gives for each point the number of its cluster, all below 32. One that has fewer than two clusters has none.
#[must_use]
pub fn silhouettes(points: &Points, divisions: &[&[u8]], most: usize, random: &mut Random) -> Vec<Option<Silhouette>> {
    let cells = cells(points.count(), divisions);
    if cells.len() > MOST_CELLS
        && let Some((first, rest)) = divisions.split_at_checked(divisions.len() / 2).filter(|(f, _)| !f.is_empty())
    {
        let mut found = silhouettes(points, first, most, random);
        found.extend(silhouettes(points, rest, most, random));
        return found;
    }
    let cells = choose(cells, points.count(), most, random);
    Comparison::new(points, cells).run(divisions.len())
}

impl Cell {
    /// The number of the cluster in a division.
    fn cluster(&self, division: usize) -> usize {
        usize::from(self.clusters.get(division).copied().unwrap_or_default())
    }
}

/// The cells of the points, in the order in which they first occur.
fn cells(count: usize, divisions: &[&[u8]]) -> Vec<Cell> {
    let mut of = vec![0_u32; count];
    let mut cells = vec![Vec::new()];
    for division in divisions {
        let mut numbers = vec![[u32::MAX; 32]; cells.len()];
        let mut finer: Vec<Vec<u8>> = Vec::new();
        for (cell, &cluster) in of.iter_mut().zip(*division) {
            let Some(number) = numbers.get_mut(*cell as usize).and_then(|row| row.get_mut(usize::from(cluster))) else {
                continue;
            };
            if *number == u32::MAX {
                *number = finer.len() as u32;
                let coarse = cells.get(*cell as usize).into_iter().flatten().copied();
                finer.push(coarse.chain([cluster]).collect());
            }
            *cell = *number;
        }
        cells = finer;
    }
    let mut cells: Vec<Cell> = cells.into_iter().map(|clusters| Cell { clusters, count: 0, chosen: Vec::new() }).collect();
    for (place, &cell) in (0_u32..).zip(&of) {
        if let Some(cell) = cells.get_mut(cell as usize) {
            cell.count += 1;
            cell.chosen.push(place);
        }
    }
    cells
}

/// A sample of the points of each cell, in a random order: a few of each, the rest by size.
fn choose(mut cells: Vec<Cell>, count: usize, most: usize, random: &mut Random) -> Vec<Cell> {
    if count <= most {
        return cells;
    }
    let few = (most / 4 / cells.len().max(1)).clamp(2, 50);
    let first: usize = cells.iter().map(|cell| cell.count.min(few)).sum();
    let rest = most.saturating_sub(first);
    for cell in &mut cells {
        let own = cell.count.min(few);
        let wanted = own + ((cell.count - own) as u64 * rest as u64 / (count - first).max(1) as u64) as usize;
        for place in 0..wanted.min(cell.count) {
            let other = place + random.below((cell.count - place) as u64) as usize;
            cell.chosen.swap(place, other);
        }
        cell.chosen.truncate(wanted);
    }
    cells
}

/// Compares the chosen points of all cells with each other.
struct Comparison {
    cells: Vec<Cell>,
    /// Coordinates of the chosen points, row by row, cell after cell, and in a sample part after part within a cell.
    rows: Vec<f64>,
    dimensions: usize,
    /// Runs of chosen points that are of one cell and one part.
    runs: Vec<Run>,
    /// How many parts the chosen points have: 1 where they are all points.
    parts: usize,
    all: usize,
}

struct Run {
    cell: usize,
    part: usize,
    count: usize,
}

/// Silhouettes by all chosen points, or by those of all parts but one.
struct Turn {
    /// The part that is left out.
    without: Option<usize>,
    /// Chosen points of each cell.
    seen: Vec<usize>,
    /// Points that each of them stands for.
    weight: Vec<f64>,
    divisions: Vec<Tally>,
}

/// What one turn finds of one division.
#[derive(Default)]
struct Tally {
    /// Points of each cluster that chosen points stand for.
    sizes: Vec<f64>,
    /// Sums of silhouettes by cluster, each counted for the points that it stands for.
    sums: Vec<Sum>,
    /// Those points.
    weights: Vec<f64>,
}

impl Comparison {
    fn new(points: &Points, cells: Vec<Cell>) -> Self {
        let all = points.count();
        let sampled = cells.iter().map(|cell| cell.chosen.len()).sum::<usize>() < all;
        let parts = if sampled { PARTS } else { 1 };
        let (mut rows, mut runs) = (Vec::new(), Vec::new());
        for (number, cell) in cells.iter().enumerate() {
            for part in 0..parts {
                // Small cells do not all fill the same parts.
                let own = cell.chosen.iter().skip((part + parts - number % parts) % parts).step_by(parts);
                let before = rows.len();
                own.for_each(|&place| rows.extend(points.row(place as usize)));
                runs.push(Run { cell: number, part, count: (rows.len() - before) / points.dimensions() });
            }
        }
        Self { cells, rows, dimensions: points.dimensions(), runs, parts, all }
    }

    /// The turn with all parts, then one without each.
    fn turns(&self, divisions: usize) -> Vec<Turn> {
        let left_out = (0..self.parts).filter(|_| self.parts > 1).map(Some);
        let turn = |without: Option<usize>| {
            let seen_of = |runs: &[Run]| runs.iter().filter(|run| Some(run.part) != without).map(|run| run.count).sum();
            let seen: Vec<usize> = self.runs.chunks(self.parts).map(seen_of).collect();
            let weight = self.cells.iter().zip(&seen).map(|(cell, &seen)| cell.count as f64 / seen.max(1) as f64).collect();
            let mut tallies = Vec::new();
            for number in 0..divisions {
                let mut sizes: Vec<f64> = Vec::new();
                for (cell, &seen) in self.cells.iter().zip(&seen) {
                    let cluster = cell.cluster(number);
                    sizes.resize(sizes.len().max(cluster + 1), 0.0);
                    if let Some(size) = sizes.get_mut(cluster).filter(|_| seen > 0) {
                        *size += cell.count as f64;
                    }
                }
                tallies.push(Tally { sums: vec![Sum::default(); sizes.len()], weights: vec![0.0; sizes.len()], sizes });
            }
            Turn { without, seen, weight, divisions: tallies }
        };
        std::iter::once(None).chain(left_out).map(turn).collect()
    }

    fn run(&self, divisions: usize) -> Vec<Option<Silhouette>> {
        let clusters: Vec<Vec<u8>> =
            (0..divisions).map(|number| self.cells.iter().map(|cell| cell.cluster(number) as u8).collect()).collect();
        let mut turns = self.turns(divisions);
        let mut sums = vec![[0.0; LANES]; self.runs.len()];
        let mut homes = self.runs.iter().flat_map(|run| std::iter::repeat_n(run, run.count));
        let (mut to_cells, mut estimates) = (Vec::new(), Vec::new());
        each_item(self.rows.chunks(LANES * self.dimensions), |group| {
            self.compare(group, &mut sums);
            for (lane, home) in (0..group.len() / self.dimensions).zip(&mut homes) {
                to_cells.clear();
                to_cells.extend(sums.chunks(self.parts).map(|runs| runs.iter().map(|run| lane_of(run, lane)).sum::<f64>()));
                // What is known of a point without its own part is said by the other turns.
                for turn in turns.iter_mut().filter(|turn| turn.without != Some(home.part)) {
                    estimates.clear();
                    let left_out = sums.iter().skip(turn.without.unwrap_or(0)).step_by(self.parts);
                    for ((all, run), weight) in to_cells.iter().zip(left_out).zip(&turn.weight) {
                        let rest = if turn.without.is_some() { all - lane_of(run, lane) } else { *all };
                        estimates.push(rest * weight);
                    }
                    turn.judge(&self.cells, home.cell, &mut estimates, &clusters);
                }
            }
        });
        (0..divisions).map(|number| self.conclude(&turns, number)).collect()
    }

    /// Sums of the distances of some points to those of each run.
    fn compare(&self, group: &[f64], sums: &mut [[f64; LANES]]) {
        let lane = |dimension: usize| {
            let at = |lane: usize| group.get(lane * self.dimensions + dimension).copied().unwrap_or_default();
            Lanes::new([at(0), at(1), at(2), at(3)])
        };
        let mine: Vec<Lanes> = (0..self.dimensions).map(lane).collect();
        let mut rest = self.rows.as_slice();
        for (run, out) in self.runs.iter().zip(sums) {
            let Some((own, after)) = rest.split_at_checked(run.count * self.dimensions) else { return };
            rest = after;
            *out = match mine.as_slice() {
                // The compiler knows the length where it is a usual one.
                [x, y] => distances(own.chunks_exact(2), &[*x, *y]),
                [x, y, z] => distances(own.chunks_exact(3), &[*x, *y, *z]),
                mine => distances(own.chunks_exact(self.dimensions), mine),
            };
        }
    }

    fn conclude(&self, turns: &[Turn], number: usize) -> Option<Silhouette> {
        let tally = turns.first()?.divisions.get(number)?;
        if tally.sizes.iter().filter(|&&size| size > 0.0).count() < 2 {
            return None;
        }
        let mean = tally.mean()?;
        let clusters =
            tally.sums.iter().zip(&tally.weights).map(|(sum, &weight)| if weight > 0.0 { sum.value() / weight } else { 0.0 });
        let chosen = self.rows.len() / self.dimensions;
        let interval = (self.parts > 1).then(|| {
            let without: Vec<f64> = turns.iter().skip(1).filter_map(|turn| turn.divisions.get(number)?.mean()).collect();
            let parts = without.len().max(1) as f64;
            let middle = without.iter().sum::<f64>() / parts;
            let spread: f64 = without.iter().map(|mean| (mean - middle) * (mean - middle)).sum::<f64>() * (parts - 1.0) / parts;
            let unseen = 1.0 - chosen as f64 / self.all as f64;
            let margin = T * (spread * unseen).sqrt();
            ((mean - margin).max(-1.0), (mean + margin).min(1.0))
        });
        Some(Silhouette { mean, interval, clusters: clusters.collect(), points: chosen })
    }
}

impl Turn {
    /// Takes in the silhouettes of a point of a cell: estimates are of its summed distances to all points of each cell.
    fn judge(&mut self, cells: &[Cell], home: usize, estimates: &mut [f64], clusters: &[Vec<u8>]) {
        let (Some(cell), Some(&seen), Some(&weight)) = (cells.get(home), self.seen.get(home), self.weight.get(home)) else {
            return;
        };
        // A point is none of the others; it stands for the one at distance 0 in its cell.
        let others = seen.saturating_sub(1);
        let mut absent = 1.0;
        if let Some(own) = estimates.get_mut(home) {
            if others > 0 {
                *own *= (cell.count - 1) as f64 / others as f64 / weight;
            } else {
                absent = cell.count as f64;
                *own = 0.0;
            }
        }
        for ((tally, of), &own) in self.divisions.iter_mut().zip(clusters).zip(&cell.clusters) {
            let mut totals = [0.0; 32];
            for (&cluster, &sum) in of.iter().zip(estimates.iter()) {
                if let Some(total) = totals.get_mut(usize::from(cluster)) {
                    *total += sum;
                }
            }
            let (mut inside, mut outside) = (None, f64::INFINITY);
            for (cluster, (&total, &size)) in totals.iter().zip(&tally.sizes).enumerate() {
                if cluster == usize::from(own) {
                    inside = (size > absent).then(|| total / (size - absent));
                } else if size > 0.0 && total / size < outside {
                    outside = total / size;
                }
            }
            let silhouette = match inside {
                Some(inside) if outside.is_finite() && inside.max(outside) > 0.0 => (outside - inside) / inside.max(outside),
                _ => 0.0,
            };
            if let (Some(sum), Some(total)) = (tally.sums.get_mut(usize::from(own)), tally.weights.get_mut(usize::from(own))) {
                sum.add(silhouette * weight);
                *total += weight;
            }
        }
    }
}

impl Tally {
    /// Mean of all silhouettes.
    fn mean(&self) -> Option<f64> {
        let weight: f64 = self.weights.iter().sum();
        (weight > 0.0).then(|| self.sums.iter().map(Sum::value).sum::<f64>() / weight)
    }
}

fn lane_of(all: &[f64; LANES], lane: usize) -> f64 {
    all.get(lane).copied().unwrap_or_default()
}

/// Sums of the distances of four points to others.
#[inline(always)]
fn distances<'a>(others: impl Iterator<Item = &'a [f64]>, mine: &[Lanes]) -> [f64; LANES] {
    let mut sum = Lanes::new([0.0; LANES]);
    for other in others {
        let mut square = Lanes::new([0.0; LANES]);
        for (mine, &x) in mine.iter().zip(other) {
            square = square.plus(mine.minus(x).square());
        }
        sum = sum.plus(square.sqrt());
    }
    sum.all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Mean silhouette straight from the definition.
    fn plainly(points: &Points, labels: &[u8]) -> f64 {
        let count = points.count();
        let distance = |a: usize, b: usize| points.row(a).zip(points.row(b)).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
        let mean_to = |a: usize, cluster: u8| {
            let others: Vec<f64> = (0..count).filter(|&b| b != a && labels[b] == cluster).map(|b| distance(a, b)).collect();
            (!others.is_empty()).then(|| others.iter().sum::<f64>() / others.len() as f64)
        };
        let of = |a: usize| {
            let Some(inside) = mean_to(a, labels[a]) else { return 0.0 };
            let outside = (0..32).filter(|&c| c != labels[a]).filter_map(|c| mean_to(a, c)).fold(f64::INFINITY, f64::min);
            if inside.max(outside) > 0.0 { (outside - inside) / inside.max(outside) } else { 0.0 }
        };
        (0..count).map(of).sum::<f64>() / count as f64
    }

    proptest! {
        #[test]
        fn several_divisions_at_once_equal_the_definition(
            rows in prop::collection::vec((-9_i32..9, -9_i32..9, 0_u8..3, 0_u8..5), 3..60),
        ) {
            let column = |of: fn(&(i32, i32, u8, u8)) -> i32| rows.iter().map(|r| f64::from(of(r))).collect::<Vec<_>>();
            let points = Points::new(vec![column(|r| r.0), column(|r| r.1)]).unwrap();
            let (a, b): (Vec<u8>, Vec<u8>) = rows.iter().map(|r| (r.2, r.3)).unzip();
            for (found, labels) in silhouettes(&points, &[&a, &b], EXACT, &mut Random::new(1)).into_iter().zip([&a, &b]) {
                if labels.iter().all(|l| *l == labels[0]) {
                    prop_assert_eq!(found, None);
                } else {
                    let found = found.unwrap();
                    prop_assert!((found.mean - plainly(&points, labels)).abs() < 1e-12);
                    prop_assert_eq!((found.interval, found.points), (None, rows.len()));
                }
            }
        }
    }

    /// Two clouds that touch and a small one apart from them.
    fn clouds(count: usize, random: &mut Random) -> (Points, Vec<u8>) {
        let mut columns = vec![Vec::new(), Vec::new()];
        let mut labels = Vec::new();
        for i in 0..count {
            let label = if i % 50 == 0 { 2 } else { (i % 2) as u8 };
            let spread = (0..6).map(|_| random.uniform()).sum::<f64>();
            columns[0].push(f64::from(label) * 2.5 + spread);
            columns[1].push(random.uniform() * 2.0 + if label == 2 { 9.0 } else { 0.0 });
            labels.push(label);
        }
        (Points::new(columns).unwrap(), labels)
    }

    #[test]
    fn a_sample_says_how_much_it_may_err() {
        let mut random = Random::new(5);
        let mut held = 0;
        for _ in 0..40 {
            let (points, labels) = clouds(2_000, &mut random);
            let exact = silhouettes(&points, &[&labels], 2_000, &mut random)[0].clone().unwrap();
            let sampled = silhouettes(&points, &[&labels], 300, &mut random)[0].clone().unwrap();
            let (low, high) = sampled.interval.unwrap();
            assert!(sampled.points <= 300 && sampled.points > 250 && high - low < 0.2);
            held += u32::from(low <= exact.mean && exact.mean <= high);
        }
        // Of 40 intervals of 95 %, fewer than 33 hold once in 5,000 times; these draws are fixed.
        assert!(held >= 33, "{held} of 40 intervals hold the exact mean");
    }

    #[test]
    fn clusters_of_one_point_and_of_equal_points_are_no_trouble() {
        let points = Points::new(vec![vec![1.0, 1.0, 1.0, 4.0]]).unwrap();
        let found = silhouettes(&points, &[&[0, 0, 1, 2]], EXACT, &mut Random::new(1))[0].clone().unwrap();
        assert_eq!((found.mean, found.clusters), (0.0, vec![0.0, 0.0, 0.0]));
        let found = silhouettes(&points, &[&[0, 0, 0, 1]], EXACT, &mut Random::new(1))[0].clone().unwrap();
        assert_eq!((found.mean, found.clusters), (0.75, vec![1.0, 0.0]));
    }
}
