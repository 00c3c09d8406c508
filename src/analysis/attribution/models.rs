//! Journeys → what each channel is credited with, by models that share out each journey by itself.

use super::journeys::{Journey, Touch};
use crate::stats::Sum;
use crate::table::Money;
use crate::table::date::DAY;

/// Models that share out one journey at a time: the first touch, the last, all alike, the later the more, 40 % to either end, all
/// different channels alike.
pub(super) const BY_JOURNEY: [&str; 6] = ["first", "last", "linear", "time_decay", "position", "shapley"];

/// Credits of one model by channel: conversions, and value in whole currency.
pub(super) struct Tally {
    pub conversions: Vec<Sum>,
    pub value: Vec<Sum>,
}

impl Tally {
    fn new(channels: usize) -> Self {
        Self { conversions: vec![Sum::default(); channels], value: vec![Sum::default(); channels] }
    }
}

/// Credits of all models of [`BY_JOURNEY`], in its order.
pub(super) struct Credits {
    half_life: f64,
    /// Whether conversions have a value.
    valued: bool,
    weights: Vec<f64>,
    pub tallies: Vec<Tally>,
}

impl Credits {
    /// Nothing credited yet.
    pub fn new(channels: usize, half_life_days: f64, valued: bool) -> Self {
        Self {
            half_life: half_life_days * DAY as f64,
            valued,
            weights: vec![0.0; channels],
            tallies: BY_JOURNEY.iter().map(|_| Tally::new(channels)).collect(),
        }
    }

    /// Shares out the conversions of a journey.
    pub fn add(&mut self, journey: &Journey<'_>) {
        let value = Money(journey.value).to_f64();
        for (model, tally) in self.tallies.iter_mut().enumerate() {
            weigh(model, journey.touches, self.half_life, &mut self.weights);
            let sum: f64 = self.weights.iter().sum();
            let sums = tally.conversions.iter_mut().zip(&mut tally.value);
            for ((conversions, of_value), weight) in sums.zip(&self.weights).filter(|(_, weight)| **weight > 0.0) {
                conversions.add(journey.conversions as f64 * (weight / sum));
                if self.valued {
                    of_value.add(value * (weight / sum));
                }
            }
        }
    }
}

/// Weights of the channels in a journey, by the number of the model.
fn weigh(model: usize, touches: &[Touch], half_life: f64, weights: &mut [f64]) {
    weights.fill(0.0);
    let count = touches.len();
    let latest = touches.last().map_or(0, |touch| touch.start);
    for (at, touch) in touches.iter().enumerate() {
        let ends = [at == 0, at + 1 == count];
        let weight = match model {
            0 => f64::from(u8::from(at == 0)),
            1 => f64::from(u8::from(at + 1 == count)),
            2 => 1.0,
            // Against the last touch, so that one that is long ago does not lose its last digit.
            3 => libm::exp2((touch.start - latest) as f64 / half_life),
            4 if count < 3 => 1.0,
            4 if ends.contains(&true) => 0.4,
            4 => 0.2 / (count - 2) as f64,
            _ => 1.0,
        };
        if let Some(slot) = weights.get_mut(usize::from(touch.channel)) {
            // Shapley's value of a sum of unanimity games: each journey falls to its different channels in equal parts.
            *slot = if model == 5 { weight } else { *slot + weight };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journey(channels: &[u8], days: &[i64], conversions: u64) -> Vec<Vec<f64>> {
        let touches: Vec<Touch> =
            channels.iter().zip(days).map(|(&channel, day)| Touch { start: day * DAY, end: day * DAY, channel }).collect();
        let mut credits = Credits::new(3, 7.0, true);
        credits.add(&Journey { touches: &touches, conversions, value: 90_000, end: 30 * DAY });
        credits.tallies.iter().map(|t| t.conversions.iter().map(Sum::value).collect()).collect()
    }

    #[test]
    fn one_journey_by_hand() {
        let [first, last, linear, decay, position, shapley] = journey(&[0, 1, 1, 2], &[0, 7, 14, 21], 1).try_into().unwrap();
        assert_eq!((first, last, linear), (vec![1.0, 0.0, 0.0], vec![0.0, 0.0, 1.0], vec![0.25, 0.5, 0.25]));
        // 1/8, 1/4 + 1/2 and 1 of 15/8.
        let near = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-15);
        assert!(near(&decay, &[1.0 / 15.0, 6.0 / 15.0, 8.0 / 15.0]), "{decay:?}");
        assert!(near(&position, &[0.4, 0.2, 0.4]) && near(&shapley, &[1.0 / 3.0; 3]), "{position:?} {shapley:?}");
        let two = journey(&[0, 1], &[0, 1], 3);
        assert_eq!(two[4], [1.5, 1.5, 0.0]);
    }
}
