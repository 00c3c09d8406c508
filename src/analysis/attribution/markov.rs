//! Journeys → a Markov chain, and what its conversions lose without each channel (Anderl and others 2016).

use super::journeys::Journey;
use crate::stats::Chain;

/// Largest chain that is solved: once for each channel.
const MOST_STATES: usize = 300;

/// Counts of transitions between the last so many touches.
pub(super) struct Transitions {
    channels: usize,
    order: u32,
    /// By state and by what comes next: a channel, a conversion, nothing. A state is its touches as digits in base `channels + 1`;
    /// 0 = before the first touch.
    counts: Vec<u64>,
}

/// The solved chain.
pub(super) struct Solved {
    /// Touches that a state remembers; fewer than wanted where there were too many states.
    pub order: u32,
    /// States, the start included.
    pub states: usize,
    /// Probability of a conversion.
    pub base: f64,
    /// Share of it that is lost without each channel.
    pub effects: Vec<f64>,
}

impl Transitions {
    pub fn new(channels: usize, order: u32) -> Self {
        let states = (channels + 1).pow(order);
        Self { channels, order, counts: vec![0; states * (channels + 2)] }
    }

    /// Counts a journey, with as many conversions as many times.
    pub fn add(&mut self, journey: &Journey<'_>) {
        let times = journey.conversions.max(1);
        let (base, width) = (self.channels + 1, self.channels + 2);
        let states = base.pow(self.order);
        let mut state = 0;
        for touch in journey.touches {
            let next = usize::from(touch.channel);
            self.count(state * width + next, times);
            state = (state * base + next + 1) % states;
        }
        self.count(state * width + self.channels + usize::from(journey.conversions == 0), times);
    }

    fn count(&mut self, at: usize, times: u64) {
        if let Some(slot) = self.counts.get_mut(at) {
            *slot += times;
        }
    }

    /// The same counts by one touch less.
    fn shorter(&self) -> Self {
        let mut shorter = Self::new(self.channels, self.order - 1);
        let length = shorter.counts.len();
        // The earliest touch is the first digit.
        for counts in self.counts.chunks_exact(length) {
            shorter.counts.iter_mut().zip(counts).for_each(|(slot, count)| *slot += count);
        }
        shorter
    }

    /// Solves the chain, and again without each channel: who would come by it is lost.
    pub fn solve(self) -> Option<Solved> {
        let (base, width) = (self.channels + 1, self.channels + 2);
        let states: Vec<usize> =
            self.counts.chunks_exact(width).enumerate().filter(|(_, row)| row.iter().any(|&c| c > 0)).map(|(at, _)| at).collect();
        if states.len() > MOST_STATES && self.order > 1 {
            return self.shorter().solve();
        }
        let all = base.pow(self.order);
        let chain = |without: usize| {
            let mut chain = Chain::new(states.len());
            for (from, &state) in states.iter().enumerate() {
                let row = self.counts.get(state * width..(state + 1) * width).unwrap_or_default();
                for (next, &count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
                    let to = match next.checked_sub(self.channels) {
                        Some(end) => chain.success() + end,
                        None if next == without => chain.success() + 1,
                        // Each touch is followed by another or by the end, so that its state is among those seen.
                        None => states.binary_search(&((state * base + next + 1) % all)).unwrap_or(chain.success() + 1),
                    };
                    chain.add(from, to, count as f64);
                }
            }
            chain.success_probability()
        };
        let whole = chain(usize::MAX).filter(|p| *p > 0.0)?;
        let effect = |channel| chain(channel).map_or(0.0, |rest| (1.0 - rest / whole).max(0.0));
        Some(Solved { order: self.order, states: states.len(), base: whole, effects: (0..self.channels).map(effect).collect() })
    }
}
