//! Values at given places of the ascending sample, without sorting all of it.

use crate::table::each_item;

/// Samples of up to this size are sorted.
const SMALL: usize = 1 << 12;
/// Buckets of equal width that a bigger sample is divided into.
const BUCKETS: usize = 1 << 14;
/// Divisions of one part of the sample after which it is sorted: each outlier far from all others costs one.
const DEEPEST: u32 = 6;

/// The values at `places` (ascending, below the number of values, counted from 0) of the ascending sample. No value may be NaN.
///
/// ```
/// use insitu::stats::at_places;
/// assert_eq!(at_places(&[5.0, 1.0, 3.0], &[0, 2]), [1.0, 5.0]);
/// ```
#[must_use]
pub fn at_places(values: &[f64], places: &[usize]) -> Vec<f64> {
    divide(values, ends(values), places, DEEPEST)
}

/// [`at_places`] of a sample whose least and greatest value are known.
#[must_use]
pub fn at_places_between(values: &[f64], ends: (f64, f64), places: &[usize]) -> Vec<f64> {
    divide(values, ends, places, DEEPEST)
}

pub(super) fn ends(values: &[f64]) -> (f64, f64) {
    let mut ends = (f64::INFINITY, f64::NEG_INFINITY);
    each_item(values, |&value| ends = (ends.0.min(value), ends.1.max(value)));
    ends
}

fn divide(values: &[f64], (low, high): (f64, f64), places: &[usize], depth: u32) -> Vec<f64> {
    let scale = (BUCKETS - 1) as f64 / (high - low);
    if values.len() <= SMALL || depth == 0 || !scale.is_finite() || scale == 0.0 {
        let mut sorted = values.to_vec();
        // Equal values need no sort: one of them stands at every place.
        if low < high {
            sorted.sort_unstable_by(f64::total_cmp);
        }
        return places.iter().filter_map(|&place| sorted.get(place)).copied().collect();
    }
    let bucket = |value: f64| ((value - low) * scale) as usize;
    let mut counts = vec![0_usize; BUCKETS];
    each_item(values, |&value| {
        if let Some(count) = counts.get_mut(bucket(value)) {
            *count += 1;
        }
    });
    // The buckets that hold a wanted place, each with its places.
    let mut slot_of = vec![u8::MAX; BUCKETS];
    let mut wanted: Vec<(Vec<f64>, Vec<usize>)> = Vec::new();
    let mut below = 0;
    let mut rest = places;
    for (slot, &count) in slot_of.iter_mut().zip(&counts) {
        let inside = rest.iter().take_while(|&&place| place < below + count).count();
        if inside > 0 && wanted.len() < usize::from(u8::MAX) {
            let (own, behind) = rest.split_at(inside);
            *slot = wanted.len() as u8;
            wanted.push((Vec::with_capacity(count), own.iter().map(|place| place - below).collect()));
            rest = behind;
        }
        below += count;
    }
    each_item(values, |&value| {
        let slot = slot_of.get(bucket(value)).copied().unwrap_or(u8::MAX);
        if let Some((own, _)) = wanted.get_mut(usize::from(slot)) {
            own.push(value);
        }
    });
    wanted.iter().flat_map(|(own, places)| divide(own, ends(own), places, depth - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(values: &[f64], places: &[usize]) -> Vec<f64> {
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        places.iter().map(|&place| sorted[place]).collect()
    }

    /// Numbers that differ, without a generator: the multiples of an odd number, modulo a power of two.
    fn scattered(count: u64) -> Vec<f64> {
        (0..count).map(|i| (i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as f64).collect()
    }

    #[test]
    fn big_samples_equal_sorted_ones() {
        let even = scattered(50_000);
        let tailed: Vec<f64> = even.iter().map(|v| v * v * v * v).collect();
        let mut alone = even.clone();
        alone.extend([1e300, -1e300, 1e200, 1e100]);
        let ties: Vec<f64> = even.iter().map(|v| (v / 1e6).floor()).collect();
        for values in [even, tailed, alone, ties, vec![7.5; 10_000], [f64::MAX, -f64::MAX].repeat(5_000)] {
            let last = values.len() - 1;
            let places = [0, 1, last / 100, last / 4, last / 4 + 1, last / 2, last * 99 / 100, last - 1, last];
            assert_eq!(at_places(&values, &places), sorted(&values, &places));
        }
    }

    proptest! {
        #[test]
        fn any_sample_equals_the_sorted_one(values in prop::collection::vec(-1e9_f64..1e9, 1..50)) {
            let places: Vec<usize> = (0..values.len()).collect();
            prop_assert_eq!(at_places(&values, &places), sorted(&values, &places));
        }
    }
}
