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
    let at = |place: usize| values.get(place).copied().unwrap_or_default();
    order(values.len(), &|a, b| at(a).total_cmp(&at(b))).into_iter().map(at).collect()
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
