//! Chains that end: where a walk is absorbed, solved exactly.

/// A walk over states that ends in one of two ways. Weights are counts of transitions; those of a state need not sum to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    states: usize,
    /// Row by row: weights to each state, to success, to failure.
    weights: Vec<f64>,
}

impl Chain {
    /// So many states without transitions. The walk starts in state 0.
    #[must_use]
    pub fn new(states: usize) -> Self {
        Self { states, weights: vec![0.0; states * (states + 2)] }
    }

    /// The column of success; that of failure is the one behind it.
    #[must_use]
    pub fn success(&self) -> usize {
        self.states
    }

    /// Adds a weight to a transition; nothing outside.
    pub fn add(&mut self, from: usize, to: usize, weight: f64) {
        if to < self.states + 2
            && let Some(slot) = self.weights.get_mut(from * (self.states + 2) + to)
        {
            *slot += weight;
        }
    }

    /// The probability that the walk ends in success; `None` where it cannot end.
    ///
    /// States are eliminated one by one, the last first, as by Grassmann, Taksar and Heyman (1985): no number is subtracted, so that
    /// small probabilities keep all their digits.
    #[must_use]
    pub fn success_probability(&self) -> Option<f64> {
        let width = self.states + 2;
        let mut weights = self.weights.clone();
        for last in (1..self.states).rev() {
            let (before, from) = weights.split_at_mut(last * width);
            let from = from.get(..width)?;
            // What stays in the state does not count: the walk leaves it some time.
            let out: f64 = from.iter().enumerate().filter(|(to, _)| *to < last || *to >= self.states).map(|(_, w)| w).sum();
            for row in before.chunks_exact_mut(width) {
                let into = row.get(last).copied().unwrap_or(0.0);
                if into == 0.0 || out == 0.0 {
                    continue;
                }
                let factor = into / out;
                for (to, (slot, &weight)) in row.iter_mut().zip(from).enumerate() {
                    if to < last || to >= self.states {
                        *slot += factor * weight;
                    }
                }
            }
        }
        let success = weights.get(self.states).copied()?;
        let all = success + weights.get(self.states + 1).copied()?;
        (all > 0.0).then(|| success / all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fair_walk_between_two_ends() {
        // From the middle of seven places, one step at a time: even chances; from the second, one in three of four.
        let mut chain = Chain::new(3);
        for (from, to) in [(0, 1), (1, 0), (0, 2), (2, 0), (1, 3), (2, 4)] {
            chain.add(from, to, 1.0);
        }
        assert_eq!(chain.success_probability(), Some(0.5));
        chain.add(1, 3, 1.0);
        // p = ½(⅔ + ⅓p) + ½·½p
        assert!((chain.success_probability().unwrap() - 4.0 / 7.0).abs() < 1e-15);
        assert_eq!(Chain::new(2).success_probability(), None);
        assert_eq!(Chain::new(0).success_probability(), None);
    }

    proptest! {
        /// The same by walking until hardly anything is left.
        #[test]
        fn a_long_walk_ends_there(counts in prop::collection::vec(0_u8..9, 42), ends in prop::collection::vec(1_u8..9, 12)) {
            let mut chain = Chain::new(6);
            let mut weights = vec![[0.0; 8]; 6];
            for from in 0..6 {
                for to in 0..8 {
                    let weight = if to < 6 { f64::from(counts[from * 7 + to]) } else { f64::from(ends[from * 2 + to - 6]) };
                    chain.add(from, to, weight);
                    weights[from][to] = weight;
                }
            }
            let mut at = [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
            for _ in 0..2_000 {
                let mut next = [0.0; 8];
                next[6..].copy_from_slice(&at[6..]);
                for from in 0..6 {
                    let sum: f64 = weights[from].iter().sum();
                    (0..8).for_each(|to| next[to] += at[from] * weights[from][to] / sum);
                }
                at = next;
            }
            prop_assert!((chain.success_probability().unwrap() - at[6]).abs() < 1e-12);
        }
    }
}
