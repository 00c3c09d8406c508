//! How much two divisions of the same points agree.

/// The adjusted Rand index (Hubert and Arabie 1985): 1 for the same division, about 0 for chance, below that for less. Labels are below 32. 1 also where
/// neither division could be another: all points in one cluster, or each in its own.
#[must_use]
pub fn rand_index(a: &[u8], b: &[u8]) -> f64 {
    let mut both = [0_u64; 32 * 32];
    let (mut of_a, mut of_b) = ([0_u64; 32], [0_u64; 32]);
    for (&a, &b) in a.iter().zip(b) {
        let (a, b) = (usize::from(a % 32), usize::from(b % 32));
        for slot in [both.get_mut(a * 32 + b), of_a.get_mut(a), of_b.get_mut(b)].into_iter().flatten() {
            *slot += 1;
        }
    }
    let pairs = |counts: &[u64]| -> f64 { counts.iter().map(|&n| (n * n.saturating_sub(1) / 2) as f64).sum() };
    let all = pairs(&[a.len().min(b.len()) as u64]);
    let (together, in_a, in_b) = (pairs(&both), pairs(&of_a), pairs(&of_b));
    let expected = if all > 0.0 { in_a * in_b / all } else { 0.0 };
    let most = (in_a + in_b) / 2.0;
    if most - expected == 0.0 { 1.0 } else { (together - expected) / (most - expected) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn examples_of_scikit_learn() {
        // sklearn.metrics.adjusted_rand_score, the examples of its documentation.
        assert_eq!(rand_index(&[0, 0, 1, 1], &[1, 1, 0, 0]), 1.0);
        assert!((rand_index(&[0, 0, 1, 2], &[0, 0, 1, 1]) - 0.571_428_571_428_571_4).abs() < 1e-15);
        assert!((rand_index(&[0, 0, 1, 1], &[0, 1, 0, 1]) + 0.5).abs() < 1e-15);
        assert_eq!(rand_index(&[0, 0, 0, 0], &[0, 1, 2, 3]), 0.0);
        assert_eq!(rand_index(&[0, 0], &[0, 0]), 1.0);
        assert_eq!(rand_index(&[], &[]), 1.0);
    }

    proptest! {
        #[test]
        fn names_of_clusters_and_sides_do_not_matter(labels in prop::collection::vec((0_u8..4, 0_u8..5), 1..60)) {
            let (a, b): (Vec<u8>, Vec<u8>) = labels.into_iter().unzip();
            let renamed: Vec<u8> = a.iter().map(|l| 7 - l).collect();
            prop_assert_eq!(rand_index(&a, &b), rand_index(&renamed, &b));
            prop_assert_eq!(rand_index(&a, &b), rand_index(&b, &a));
            prop_assert_eq!(rand_index(&a, &renamed), 1.0);
        }
    }
}
