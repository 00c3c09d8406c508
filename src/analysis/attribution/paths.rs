//! Journeys → the most frequent ways to a conversion.

use super::journeys::Journey;
use super::output::PathRow;
use crate::stats::Ratio;

/// Steps of a way that fit a key of 5 bits each.
const MOST_STEPS: usize = 12;
/// Ways that are listed.
const SHOWN: usize = 20;
const CONVERTED: u64 = 1 << 63;

/// Ways as keys, so that equal ones stand together when sorted.
#[derive(Default)]
pub(super) struct Paths {
    keys: Vec<u64>,
    /// Conversions on ways too long for a key.
    longer: u64,
}

impl Paths {
    pub fn add(&mut self, journey: &Journey<'_>) {
        let (mut key, mut steps, mut last) = (0_u64, 0, u8::MAX);
        for touch in journey.touches {
            if touch.channel != last {
                key = (key << 5) | (u64::from(touch.channel) + 1);
                steps += 1;
                last = touch.channel;
            }
            if steps > MOST_STEPS {
                self.longer += journey.conversions;
                return;
            }
        }
        if journey.conversions == 0 {
            self.keys.push(key);
        }
        self.keys.extend((0..journey.conversions).map(|_| key | CONVERTED));
    }

    /// The ways with the most conversions, and the conversions on all others.
    pub fn finish(mut self, labels: &[String]) -> (Vec<PathRow>, u64) {
        self.keys.sort_unstable_by_key(|key| (key & !CONVERTED, *key));
        let mut ways: Vec<(u64, Ratio)> = Vec::new();
        let mut others = self.longer;
        for run in self.keys.chunk_by(|a, b| a & !CONVERTED == b & !CONVERTED) {
            let num = run.iter().filter(|key| **key & CONVERTED != 0).count() as u64;
            others += num;
            let Some(first) = run.first().filter(|_| num > 0) else { continue };
            let way = (first & !CONVERTED, Ratio { num, den: run.len() as u64 });
            // Keys ascend, so that of equal counts the earlier stays in front.
            let at = ways.partition_point(|(_, ratio)| ratio.num >= num);
            if at < SHOWN {
                ways.insert(at, way);
                ways.truncate(SHOWN);
            }
        }
        others -= ways.iter().map(|(_, ratio)| ratio.num).sum::<u64>();
        let steps = |key: u64| {
            let digits = (0..MOST_STEPS).rev().map(move |at| key >> (5 * at) & 31).filter(|digit| *digit > 0);
            digits.map(|digit| labels.get(digit as usize - 1).cloned()).collect()
        };
        (ways.into_iter().map(|(key, journeys)| PathRow { channels: steps(key), journeys }).collect(), others)
    }
}
