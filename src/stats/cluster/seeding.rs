//! k-means++ (Arthur and Vassilvitskii 2007, "k-means++: the advantages of careful seeding"): first centres far from each other.
//!
//! Each centre after the first is the best of a few points drawn with chances that grow with the squared distance to the nearest
//! centre so far: the greedy form that the authors advise.

use super::points::{Centres, Points};
use crate::stats::Random;

/// Points whose squared distances are summed together.
const BLOCK: usize = 256;

/// Squared distance of each point to the nearest centre.
pub(super) struct Potential {
    pub(super) nearest: Vec<f64>,
    /// Sums of [`BLOCK`] of them.
    blocks: Vec<f64>,
    total: f64,
}

/// `count` of the points as first centres, all different; `None` of fewer different points.
pub(super) fn seed(points: &Points, count: usize, random: &mut Random) -> Option<Centres> {
    let mut centres = Centres::new(points.dimensions());
    let first = random.below(points.count() as u64) as usize;
    centres.push(points.row(first));
    let mut potential = Potential::new(points.count());
    potential.lower(points, centres.row(0));
    // 2 + ⌊ln k⌋.
    let trials = match count {
        ..3 => 2,
        3..8 => 3,
        8..21 => 4,
        _ => 5,
    };
    while centres.count() < count {
        let mut best = None;
        let mut least = f64::INFINITY;
        for _ in 0..trials {
            let place = potential.draw(random)?;
            let coordinates: Vec<f64> = points.row(place).collect();
            let total = potential.lowered(points, &coordinates);
            if total < least {
                least = total;
                best = Some(coordinates);
            }
        }
        let best = best?;
        potential.lower(points, &best);
        centres.push(best.into_iter());
    }
    Some(centres)
}

impl Potential {
    /// No centre yet.
    pub(super) fn new(count: usize) -> Self {
        Self { nearest: vec![f64::INFINITY; count], blocks: vec![0.0; count.div_ceil(BLOCK)], total: 0.0 }
    }

    /// Takes a centre in.
    pub(super) fn lower(&mut self, points: &Points, centre: &[f64]) {
        let mut squares = [0.0; BLOCK];
        self.total = 0.0;
        let blocks = self.nearest.chunks_mut(BLOCK).zip(&mut self.blocks);
        for (start, (nearest, block)) in (0..).step_by(BLOCK).zip(blocks) {
            points.squared(start..start + nearest.len(), centre, &mut squares);
            *block = 0.0;
            for (near, &square) in nearest.iter_mut().zip(&squares) {
                *near = if square < *near { square } else { *near };
                *block += *near;
            }
            self.total += *block;
        }
    }

    /// What the total would be with one more centre.
    fn lowered(&self, points: &Points, centre: &[f64]) -> f64 {
        let mut squares = [0.0; BLOCK];
        let mut total = 0.0;
        for (start, nearest) in (0..).step_by(BLOCK).zip(self.nearest.chunks(BLOCK)) {
            points.squared(start..start + nearest.len(), centre, &mut squares);
            let block: f64 = nearest.iter().zip(&squares).map(|(&near, &square)| if square < near { square } else { near }).sum();
            total += block;
        }
        total
    }

    /// The place of a point, drawn in proportion to its squared distance; `None` where all points are centres.
    pub(super) fn draw(&self, random: &mut Random) -> Option<usize> {
        let mut rest = random.uniform() * self.total;
        let mut last = None;
        for (number, (&sum, nearest)) in self.blocks.iter().zip(self.nearest.chunks(BLOCK)).enumerate() {
            if rest >= sum && number + 1 < self.blocks.len() {
                rest -= sum;
                continue;
            }
            for (place, &near) in (number * BLOCK..).zip(nearest) {
                if near > 0.0 {
                    last = Some(place);
                    if rest < near {
                        return last;
                    }
                }
                rest -= near;
            }
        }
        // Rounding has gone past the end.
        last.or_else(|| self.nearest.iter().rposition(|&near| near > 0.0))
    }
}
