//! What the shop leaves to chance.

use crate::stats::Random;

/// Draws of one seed.
pub(super) struct Dice(Random);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(Random::new(seed))
    }

    /// A whole number from 0 to `n` − 1.
    pub fn below(&mut self, n: i64) -> i64 {
        self.0.below(n.unsigned_abs()) as i64
    }

    /// Whether something of this probability happens.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }

    /// A number of the gamma distribution of this shape and scale 1.
    pub fn gamma(&mut self, shape: u32) -> f64 {
        -libm::log((0..shape).map(|_| 1.0 - self.0.uniform()).product())
    }

    /// One of the items.
    pub fn of<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len() as i64) as usize)
    }

    /// The number of one of these weights.
    pub fn weighted(&mut self, weights: impl Iterator<Item = i64> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        weights
            .take_while(|weight| {
                left -= weight;
                left >= 0
            })
            .count()
    }
}
