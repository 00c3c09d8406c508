//! Quantiles of type 7 (Hyndman and Fan 1996), the rule of R, numpy and Excel's `.INC`.

use super::Exact;

/// Quantile of type 7 of an ascending slice at `0 ≤ p ≤ 1`; `None` of nothing or for another `p`.
#[must_use]
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let h = sorted.len().checked_sub(1)? as f64 * p;
    let low = *sorted.get(h as usize)?;
    let high = sorted.get(h as usize + 1).copied().unwrap_or(low);
    Some(low + (h - h.floor()) * (high - low))
}

/// The same of a slice in any order, without a full sort. Reorders it.
#[must_use]
pub fn quantile_of(values: &mut [f64], p: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let h = values.len().checked_sub(1)? as f64 * p;
    let (_, &mut low, above) = values.select_nth_unstable_by(h as usize, f64::total_cmp);
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    Some(low + (h - h.floor()) * (high - low))
}

/// Median of type 7: the middle value, or the exact half between the two middle ones. Reorders the slice.
pub fn median(values: &mut [i64]) -> Option<Exact> {
    let n = values.len();
    let (below, &mut middle, _) = (n > 0).then(|| values.select_nth_unstable(n / 2))?;
    if n % 2 == 1 {
        return Some(Exact::new(i128::from(middle), 1));
    }
    let before = *below.iter().max()?;
    Some(Exact::new(i128::from(before) + i128::from(middle), 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::ascending;
    use proptest::prelude::*;

    #[test]
    fn quantiles_equal_those_of_r() {
        // quantile(c(1, 2, 4, 8, 16), c(0, .1, .25, .5, .9, 1))
        let values = [1.0, 2.0, 4.0, 8.0, 16.0];
        for (p, expected) in [(0.0, 1.0), (0.1, 1.4), (0.25, 2.0), (0.5, 4.0), (0.9, 12.8), (1.0, 16.0)] {
            let got = quantile(&values, p).unwrap();
            assert!((got - expected).abs() < 1e-12, "{p}: {got}");
        }
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&values, 1.5), None);
        assert_eq!(quantile(&values, f64::NAN), None);
        assert_eq!(quantile(&[7.0], 0.5), Some(7.0));
    }

    proptest! {
        #[test]
        fn quantiles_need_no_full_sort(mut values in prop::collection::vec(-1e6..1e6_f64, 0..40), p in 0.0..=1.0_f64) {
            prop_assert_eq!(quantile(&ascending(&values), p), quantile_of(&mut values, p));
        }
    }

    #[test]
    fn medians_are_exact_halves() {
        assert_eq!(median(&mut [3, 1, 2]), Some(Exact::new(2, 1)));
        assert_eq!(median(&mut [4, 1, 2, 3]), Some(Exact::new(5, 2)));
        assert_eq!(median(&mut [i64::MAX, i64::MAX]), Some(Exact::new(i128::from(i64::MAX), 1)));
        assert_eq!(median(&mut []), None);
    }
}
