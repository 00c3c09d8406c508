//! Shapley's values where a coalition is worth the share of its journeys that convert.

use super::journeys::Journey;

/// Most channels: there are 2ⁿ coalitions.
pub(super) const MOST_CHANNELS: usize = 12;

/// Journeys and conversions by their set of channels.
pub(super) struct Coalitions {
    channels: usize,
    journeys: Vec<u64>,
    conversions: Vec<u64>,
}

impl Coalitions {
    /// `None` for too many channels.
    pub fn new(channels: usize) -> Option<Self> {
        let none = || vec![0; 1 << channels];
        (channels <= MOST_CHANNELS).then(|| Self { channels, journeys: none(), conversions: none() })
    }

    pub fn add(&mut self, journey: &Journey<'_>) {
        let set = journey.touches.iter().fold(0_usize, |set, touch| set | 1 << touch.channel);
        if let (Some(journeys), Some(conversions)) = (self.journeys.get_mut(set), self.conversions.get_mut(set)) {
            *journeys += journey.conversions.max(1);
            *conversions += journey.conversions;
        }
    }

    /// The values of the channels; they add up to the share of all journeys that convert.
    pub fn solve(mut self) -> Vec<f64> {
        let n = self.channels;
        for bit in 0..n {
            for set in 0..1_usize << n {
                if set >> bit & 1 == 1 {
                    let below = set & !(1 << bit);
                    for counts in [&mut self.journeys, &mut self.conversions] {
                        let count = counts.get(below).copied().unwrap_or(0);
                        counts.get_mut(set).into_iter().for_each(|slot| *slot += count);
                    }
                }
            }
        }
        let worth = |set: usize| match (self.conversions.get(set), self.journeys.get(set)) {
            (Some(&conversions), Some(&journeys)) if journeys > 0 => conversions as f64 / journeys as f64,
            _ => 0.0,
        };
        // s!(n − s − 1)!/n! by the size of the coalition before the channel comes.
        let mut weights = vec![1.0 / n.max(1) as f64];
        for size in 1..n {
            let before = weights.last().copied().unwrap_or(0.0);
            weights.push(before * size as f64 / (n - size) as f64);
        }
        let mut values = vec![0.0; n];
        for (channel, value) in values.iter_mut().enumerate() {
            for set in (0..1_usize << n).filter(|set| set >> channel & 1 == 0) {
                let weight = weights.get(set.count_ones() as usize).copied().unwrap_or(0.0);
                *value += weight * (worth(set | 1 << channel) - worth(set));
            }
        }
        values
    }
}
