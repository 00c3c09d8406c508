//! Points in a tree of boxes, which tells many points at once which centre is the nearest.
//!
//! The filtering algorithm (Kanungo et al. 2002, "An efficient k-means clustering algorithm: analysis and implementation"): a box
//! that lies on one side of the bisector of two centres needs the nearer one alone. What is left over is compared point by
//! point, so that each point gets the centre that a comparison with all of them would give.

use super::points::{Centres, Points, squared};
use crate::stats::order;
use std::cell::Cell;
use std::cmp::Ordering;

/// Most centres that are told apart.
pub const MOST: usize = 32;

/// Points of a box that is not divided further.
const LEAF: usize = 32;

/// No node.
const NONE: u32 = u32::MAX;

/// Points in an order of their own, which depends on their values alone: equal files in any order of rows give one tree.
pub struct Tree {
    points: Points,
    origin: Vec<u32>,
    nodes: Vec<Node>,
    /// For each node the least and the greatest coordinates of its points, and their sums.
    boxes: Vec<f64>,
    /// Differences of squared distances up to this may come from rounding.
    slack: f64,
}

#[derive(Clone, Copy)]
struct Node {
    start: u32,
    end: u32,
    /// The second of two children, the first follows its parent; [`NONE`] in a leaf.
    second: u32,
}

/// Nearest centres of all points, and what moves the centres.
pub(super) struct Assignment {
    /// Number of the nearest centre, the lowest of equally near ones, by place in the tree.
    pub labels: Vec<u8>,
    /// Points of each centre.
    pub sizes: Vec<u64>,
    /// Sums of their coordinates.
    pub sums: Centres,
    /// Whether a label differs from the one before.
    pub changed: bool,
    open: Vec<Open>,
}

/// A node to be visited, with the centres that may be the nearest to some of its points, in ascending order.
struct Open {
    node: u32,
    count: u8,
    candidates: [u8; MOST],
}

impl Assignment {
    /// Nobody has a centre yet.
    pub(super) fn new(points: usize) -> Self {
        let labels = vec![u8::MAX; points];
        Self { labels, sizes: Vec::new(), sums: Centres::new(1), changed: false, open: Vec::new() }
    }
}

impl Tree {
    /// A tree of these points.
    #[must_use]
    pub fn new(mut points: Points) -> Self {
        let mut tree = Self {
            origin: (0..points.count() as u32).collect(),
            nodes: Vec::new(),
            boxes: Vec::new(),
            slack: 0.0,
            points: points.select(&[]),
        };
        let mut partition = Partition { right: Vec::new(), numbers: vec![0.0; points.count()], places: vec![0; points.count()] };
        let mut open = vec![(0, points.count(), NONE)];
        while let Some((start, end, parent)) = open.pop() {
            let number = tree.nodes.len() as u32;
            if let Some(parent) = tree.nodes.get_mut(parent as usize) {
                parent.second = number;
            }
            tree.nodes.push(Node { start: start as u32, end: end as u32, second: NONE });
            let widest = tree.bound(&points, start, end);
            let Some((dimension, cut)) = widest else { continue };
            if end - start <= LEAF {
                partition.sort(&mut points, &mut tree.origin, start, end);
                continue;
            }
            let middle = partition.split(&mut points, &mut tree.origin, (start, end), dimension, cut);
            open.push((middle, end, number));
            open.push((start, middle, NONE));
        }
        tree.points = points;
        tree.sum();
        let across = tree.record(0).map_or(0.0, |(low, high, _)| squared(low.iter().copied(), high));
        tree.slack = across * f64::EPSILON * 16.0 * (tree.points.dimensions() + 2) as f64;
        tree
    }

    /// The points in the order of the tree.
    #[must_use]
    pub fn points(&self) -> &Points {
        &self.points
    }

    /// Where each point of the tree stood before.
    #[must_use]
    pub fn origin(&self) -> &[u32] {
        &self.origin
    }

    /// Numbers by place in the tree → numbers by place of origin.
    #[must_use]
    pub fn to_origin(&self, labels: &[u8]) -> Vec<u8> {
        let mut there = vec![0; labels.len()];
        for (&label, &place) in labels.iter().zip(&self.origin) {
            if let Some(slot) = there.get_mut(place as usize) {
                *slot = label;
            }
        }
        there
    }

    /// How many different points there are, counted up to `most`.
    #[must_use]
    pub fn distinct(&self, most: usize) -> usize {
        // Equal points stand next to each other.
        let differs = |&place: &usize| place == 0 || !self.points.row(place).eq(self.points.row(place - 1));
        (0..self.points.count()).filter(differs).take(most).count()
    }

    /// Number of the nearest of at most [`MOST`] centres for each point, by place in the tree.
    #[must_use]
    pub fn nearest(&self, centres: &Centres) -> Vec<u8> {
        let mut found = Assignment::new(self.points.count());
        self.assign(centres, &mut found);
        found.labels
    }

    /// Adds the box of a node; gives the widest dimension and where to cut it, or nothing where all points are equal.
    fn bound(&mut self, points: &Points, start: usize, end: usize) -> Option<(usize, f64)> {
        let from = self.boxes.len();
        let mut widest = None;
        let mut width = 0.0;
        for (dimension, column) in points.columns().iter().enumerate() {
            let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
            for &x in column.get(start..end).unwrap_or_default() {
                low = if x < low { x } else { low };
                high = if x > high { x } else { high };
            }
            self.boxes.extend([low, high]);
            if high / 2.0 - low / 2.0 > width {
                width = high / 2.0 - low / 2.0;
                let middle = low / 2.0 + high / 2.0;
                widest = Some((dimension, if middle < high { middle } else { low }));
            }
        }
        // Pairs become all of one and then all of the other.
        let pairs: Vec<f64> = self.boxes.split_off(from);
        self.boxes.extend(pairs.iter().step_by(2));
        self.boxes.extend(pairs.iter().skip(1).step_by(2));
        self.boxes.extend(std::iter::repeat_n(0.0, points.dimensions()));
        widest
    }

    /// Sums from the leaves up.
    fn sum(&mut self) {
        let dimensions = self.points.dimensions();
        for (number, node) in self.nodes.iter().enumerate().rev() {
            for (dimension, column) in self.points.columns().iter().enumerate() {
                let at = |node: usize| node * 3 * dimensions + 2 * dimensions + dimension;
                let sum_of = |node: usize| self.boxes.get(at(node)).copied().unwrap_or_default();
                let sum = match node.second {
                    NONE => column.get(node.start as usize..node.end as usize).unwrap_or_default().iter().sum(),
                    second => sum_of(number + 1) + sum_of(second as usize),
                };
                if let Some(slot) = self.boxes.get_mut(at(number)) {
                    *slot = sum;
                }
            }
        }
    }

    /// Least and greatest coordinates and sums of a node.
    #[inline]
    fn record(&self, node: u32) -> Option<(&[f64], &[f64], &[f64])> {
        let dimensions = self.points.dimensions();
        let from = node as usize * 3 * dimensions;
        let (low, rest) = self.boxes.get(from..from + 3 * dimensions)?.split_at_checked(dimensions)?;
        let (high, sums) = rest.split_at_checked(dimensions)?;
        Some((low, high, sums))
    }

    /// The nearest of at most [`MOST`] centres for each point.
    pub(super) fn assign(&self, centres: &Centres, into: &mut Assignment) {
        let count = centres.count().min(MOST);
        into.changed = false;
        into.sizes.clear();
        into.sizes.resize(count, 0);
        into.sums = Centres::new(self.points.dimensions());
        (0..count).for_each(|_| into.sums.push(std::iter::empty()));
        let mut candidates = [0; MOST];
        (0_u8..).zip(candidates.iter_mut().take(count)).for_each(|(number, slot)| *slot = number);
        into.open.clear();
        into.open.push(Open { node: 0, count: count as u8, candidates });
        while let Some(mut open) = into.open.pop() {
            let (Some(node), Some((low, high, sums))) = (self.nodes.get(open.node as usize), self.record(open.node)) else {
                continue;
            };
            if open.count > 1 {
                self.filter(low, high, centres, &mut open);
            }
            let run = node.start as usize..node.end as usize;
            if open.count == 1 {
                let own = open.candidates.first().copied().unwrap_or_default();
                for label in into.labels.get_mut(run.clone()).unwrap_or_default() {
                    into.changed |= *label != own;
                    *label = own;
                }
                into.add(own, run.len() as u64, sums);
            } else if node.second == NONE {
                self.compare(run, centres, &open, into);
            } else {
                let second = Open { node: node.second, ..open };
                into.open.push(second);
                into.open.push(Open { node: open.node + 1, ..open });
            }
        }
    }

    /// Leaves out each centre that is farther than another from all points of a box.
    #[inline]
    fn filter(&self, low: &[f64], high: &[f64], centres: &Centres, open: &mut Open) {
        let candidates = open.candidates;
        let candidates = candidates.get(..usize::from(open.count)).unwrap_or_default();
        let (mut best, mut least) = (0, f64::INFINITY);
        for &candidate in candidates {
            let centre = centres.row(usize::from(candidate));
            let to_middle =
                low.iter().zip(high).zip(centre).map(|((l, h), c)| (l / 2.0 + h / 2.0 - c) * (l / 2.0 + h / 2.0 - c)).sum();
            if to_middle < least {
                (best, least) = (candidate, to_middle);
            }
        }
        let nearest = centres.row(usize::from(best));
        let mut kept = 0;
        for &candidate in candidates {
            let beyond = candidate != best && {
                let centre = centres.row(usize::from(candidate));
                // By how much the corner of the box that lies most in the direction of the candidate is nearer to the best.
                let nearer: f64 = (low.iter().zip(high).zip(centre.iter().zip(nearest)))
                    .map(|((l, h), (c, b))| {
                        let corner = if c > b { h } else { l };
                        (c - b) * ((c - corner) + (b - corner))
                    })
                    .sum();
                nearer > self.slack
            };
            if !beyond && let Some(slot) = open.candidates.get_mut(kept) {
                *slot = candidate;
                kept += 1;
            }
        }
        open.count = kept as u8;
    }

    /// Point by point.
    #[inline]
    fn compare(&self, run: std::ops::Range<usize>, centres: &Centres, open: &Open, into: &mut Assignment) {
        let candidates = open.candidates.get(..usize::from(open.count)).unwrap_or_default();
        let mut start = run.start;
        // Leaves of equal points may be longer than others.
        while start < run.end {
            let block = start..run.end.min(start + LEAF);
            start = block.end;
            let mut distances = [0.0; LEAF];
            let mut least = [f64::INFINITY; LEAF];
            let mut own = [0_u8; LEAF];
            for &candidate in candidates {
                self.points.squared(block.clone(), centres.row(usize::from(candidate)), &mut distances);
                for ((least, own), &distance) in least.iter_mut().zip(&mut own).zip(&distances) {
                    if distance < *least {
                        *least = distance;
                        *own = candidate;
                    }
                }
            }
            for (&own, label) in own.iter().zip(into.labels.get_mut(block.clone()).unwrap_or_default()) {
                into.changed |= *label != own;
                *label = own;
                if let Some(size) = into.sizes.get_mut(usize::from(own)) {
                    *size += 1;
                }
            }
            for (dimension, column) in self.points.columns().iter().enumerate() {
                for (&own, x) in own.iter().zip(column.get(block.clone()).unwrap_or_default()) {
                    if let Some(sum) = into.sums.row_mut(usize::from(own)).get_mut(dimension) {
                        *sum += x;
                    }
                }
            }
        }
    }
}

impl Assignment {
    #[inline]
    fn add(&mut self, own: u8, points: u64, coordinates: &[f64]) {
        if let Some(size) = self.sizes.get_mut(usize::from(own)) {
            *size += points;
        }
        for (sum, x) in self.sums.row_mut(usize::from(own)).iter_mut().zip(coordinates) {
            *sum += x;
        }
    }
}

/// Room for the division of a box.
struct Partition {
    right: Vec<bool>,
    numbers: Vec<f64>,
    places: Vec<u32>,
}

impl Partition {
    /// Points at or below the cut first, then those above it; gives where the latter start.
    fn split(
        &mut self,
        points: &mut Points,
        origin: &mut [u32],
        (start, end): (usize, usize),
        dimension: usize,
        cut: f64,
    ) -> usize {
        self.right.clear();
        let column = points.columns().get(dimension).and_then(|c| c.get(start..end)).unwrap_or_default();
        self.right.extend(column.iter().map(|&x| x > cut));
        for column in points.columns_mut() {
            apart(column.get_mut(start..end).unwrap_or_default(), &self.right, &mut self.numbers);
        }
        start + apart(origin.get_mut(start..end).unwrap_or_default(), &self.right, &mut self.places)
    }

    /// The points of a leaf in an order that depends on their coordinates alone.
    fn sort(&mut self, points: &mut Points, origin: &mut [u32], start: usize, end: usize) {
        let at = |column: &Vec<f64>, place: usize| column.get(start + place).copied().unwrap_or_default();
        let compare = |a: usize, b: usize| {
            let ways = points.columns().iter().map(|column| at(column, a).total_cmp(&at(column, b)));
            ways.fold(Ordering::Equal, Ordering::then)
        };
        let places = order(end - start, &compare);
        for column in points.columns_mut() {
            pick(column.get_mut(start..end).unwrap_or_default(), &places, &mut self.numbers);
        }
        pick(origin.get_mut(start..end).unwrap_or_default(), &places, &mut self.places);
    }
}

/// Values that stay first, then those that go right, each in their order; gives how many stay. Without branches that chance decides.
fn apart<T: Copy>(values: &mut [T], right: &[bool], spare: &mut [T]) -> usize {
    let cells = Cell::from_mut(values).as_slice_of_cells();
    let (mut stays, mut goes) = (0, 0);
    for (value, &right) in cells.iter().zip(right) {
        let value = value.get();
        if let (Some(low), Some(high)) = (cells.get(stays), spare.get_mut(goes)) {
            *high = value;
            // What stands at the first free place was read before.
            low.set(value);
        }
        stays += usize::from(!right);
        goes += usize::from(right);
    }
    for (cell, value) in cells.iter().skip(stays).zip(spare) {
        cell.set(*value);
    }
    stays
}

/// The values at some places of their own.
fn pick<T: Copy>(values: &mut [T], places: &[usize], spare: &mut [T]) {
    for (slot, value) in spare.iter_mut().zip(places.iter().filter_map(|&place| values.get(place))) {
        *slot = *value;
    }
    for (value, slot) in values.iter_mut().zip(spare) {
        *value = *slot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Points of a coarse grid, so that many are equal and many distances tie.
    fn cloud() -> impl Strategy<Value = Vec<Vec<f64>>> {
        (1_usize..4, 1_usize..300).prop_flat_map(|(dimensions, count)| {
            prop::collection::vec(prop::collection::vec((-6_i32..6).prop_map(f64::from), count), dimensions)
        })
    }

    fn some_centres(points: &Points, places: &[usize], shift: f64) -> Centres {
        let mut centres = Centres::new(points.dimensions());
        for place in places {
            centres.push(points.row(place % points.count()).map(|x| x + shift));
        }
        centres
    }

    fn plainly(points: &Points, centres: &Centres) -> Vec<u8> {
        let nearest = |place: usize| {
            let mut best = (0, f64::INFINITY);
            for (number, centre) in centres.rows().enumerate() {
                let distance = squared(points.row(place), centre);
                if distance < best.1 {
                    best = (number as u8, distance);
                }
            }
            best.0
        };
        (0..points.count()).map(nearest).collect()
    }

    proptest! {
        #[test]
        fn each_point_gets_the_nearest_centre_and_of_ties_the_first(
            columns in cloud(), places in prop::collection::vec(0_usize..1000, 1..MOST), shift in prop::sample::select(vec![0.0, 0.5, 0.3]),
        ) {
            let tree = Tree::new(Points::new(columns).unwrap());
            let centres = some_centres(tree.points(), &places, shift);
            let mut found = Assignment::new(tree.points().count());
            tree.assign(&centres, &mut found);
            prop_assert_eq!(&found.labels, &plainly(tree.points(), &centres));
            for (number, &size) in (0_u8..).zip(&found.sizes) {
                let own: Vec<usize> = (0..found.labels.len()).filter(|&p| found.labels[p] == number).collect();
                prop_assert_eq!(size, own.len() as u64);
                // Whole numbers add up without rounding.
                let sums: Vec<f64> = tree.points().columns().iter().map(|c| own.iter().map(|&p| c[p]).sum()).collect();
                prop_assert_eq!(found.sums.row(usize::from(number)), &sums[..]);
            }
        }

        #[test]
        fn the_order_of_rows_does_not_matter(columns in cloud(), turn in 0_usize..300) {
            let count = columns[0].len();
            let turned: Vec<Vec<f64>> = columns.iter().map(|c| (0..count).rev().map(|p| c[(p + turn) % count]).collect()).collect();
            let (tree, other) = (Tree::new(Points::new(columns.clone()).unwrap()), Tree::new(Points::new(turned).unwrap()));
            prop_assert_eq!(tree.points(), other.points());
            let back: Vec<Vec<f64>> = columns.iter().map(|c| tree.origin().iter().map(|&p| c[p as usize]).collect()).collect();
            prop_assert_eq!(tree.points().columns(), &back[..]);
            let mut all: Vec<Vec<u64>> = (0..count).map(|p| columns.iter().map(|c| c[p].to_bits()).collect()).collect();
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(tree.distinct(usize::MAX), all.len());
            let labels: Vec<u8> = tree.origin().iter().map(|&p| (p % 251) as u8).collect();
            let expected: Vec<u8> = (0..count).map(|p| (p % 251) as u8).collect();
            prop_assert_eq!(tree.to_origin(&labels), expected);
        }
    }

    #[test]
    fn numbers_of_any_size_make_a_tree() {
        let column: Vec<f64> = (0..2000).map(|i| 2_f64.powi(i - 1000)).chain([0.0, -f64::MAX, f64::MAX, 5e-324]).collect();
        let tree = Tree::new(Points::new(vec![column.clone()]).unwrap());
        assert_eq!(tree.distinct(usize::MAX), column.len());
        assert!(
            Points::new(vec![vec![1.0, f64::NAN]]).is_none()
                && Points::new(vec![]).is_none()
                && Points::new(vec![vec![]]).is_none()
        );
    }
}
