//! One sort for all short lists.

use std::cmp::Ordering;

/// The places `0..count` in the order of `compare`; equal ones stand in the order of their places.
///
/// Every list that is sorted by itself costs the page some kilobytes of program; this one is there once. For columns of a
/// whole file, sort the values.
///
/// ```
/// use insitu::stats::order;
/// let words = ["pear", "fig", "plum"];
/// let by_length = order(words.len(), &|a, b| words[a].len().cmp(&words[b].len()));
/// assert_eq!(by_length, [1, 0, 2]);
/// ```
#[must_use]
pub fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_unstable_by(|&a, &b| compare(a, b).then(a.cmp(&b)));
    places
}

/// Numbers from the smallest to the largest.
#[must_use]
pub fn ascending(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// Places of so many of the largest values, descending; of equal ones the first come first.
#[must_use]
pub fn largest(values: &[i128], count: usize) -> Vec<usize> {
    let mut sorted = values.to_vec();
    let least = match sorted.len().checked_sub(count) {
        _ if count == 0 => return Vec::new(),
        Some(below) if below > 0 => *sorted.select_nth_unstable(below).1,
        _ => i128::MIN,
    };
    let above: Vec<usize> = (0..values.len()).filter(|&at| values.get(at).is_some_and(|v| *v > least)).collect();
    let equal = (0..values.len()).filter(|&at| values.get(at) == Some(&least));
    let equal: Vec<usize> = equal.take(count.saturating_sub(above.len())).collect();
    let chosen = [above, equal].concat();
    let value = |place: usize| chosen.get(place).and_then(|&at| values.get(at));
    let by_value = order(chosen.len(), &|a, b| value(b).cmp(&value(a)));
    by_value.into_iter().filter_map(|place| chosen.get(place)).copied().collect()
}

/// The values of a list in their order, each once.
#[must_use]
pub fn distinct<T: Ord + Clone>(values: &[T]) -> Vec<T> {
    let places = order(values.len(), &|a, b| values.get(a).cmp(&values.get(b)));
    let mut distinct: Vec<T> = Vec::new();
    for value in places.into_iter().filter_map(|place| values.get(place)) {
        if distinct.last() != Some(value) {
            distinct.push(value.clone());
        }
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_largest_stand_first(values in prop::collection::vec(-9_i128..9, 0..30), count in 0_usize..40) {
            let expected = order(values.len(), &|a, b| values[b].cmp(&values[a]));
            prop_assert_eq!(largest(&values, count), &expected[..count.min(values.len())]);
        }
    }
}
