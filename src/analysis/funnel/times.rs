//! How long steps take: quantiles and a histogram of seconds.

use super::output::Times;
use crate::analysis::bins::Bins;
use crate::stats::at_places;

/// Widths of bins in seconds, as people name them.
const WIDTHS: [i64; 17] =
    [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000, 31_536_000];
/// Bins, the open one included.
const BINS: usize = 25;
/// Bins below the quantile at 90 %, at most.
const INSIDE: i64 = 18;
const QUANTILES: [f64; 4] = [0.25, 0.5, 0.75, 0.9];

/// Of a sample of seconds; `None` of nothing.
pub(super) fn times(seconds: &[f64]) -> Option<Times> {
    let last = seconds.len().checked_sub(1)? as f64;
    let mut places: Vec<usize> =
        QUANTILES.iter().flat_map(|p| [(last * p) as usize, ((last * p) as usize + 1).min(last as usize)]).collect();
    places.dedup();
    let values = at_places(seconds, &places);
    let at = |place: usize| {
        let found = places.iter().position(|own| *own == place);
        found.and_then(|at| values.get(at)).copied().unwrap_or(0.0)
    };
    let [p25, median, p75, p90] = QUANTILES.map(|p| {
        let h = last * p;
        let (low, high) = (at(h as usize), at((h as usize + 1).min(last as usize)));
        low + (h - h.floor()) * (high - low)
    });
    let width = WIDTHS.iter().copied().find(|width| p90 as i64 / width <= INSIDE).unwrap_or(31_536_000);
    let mut bins = Bins::new(0, width, BINS);
    for &value in seconds {
        bins.add(value as i64, 1);
    }
    Some(Times { n: seconds.len() as u64, p25, median, p75, p90, bins: bins.finish() })
}

/// The median alone.
pub(super) fn median(seconds: &[f64]) -> Option<f64> {
    let last = seconds.len().checked_sub(1)?;
    let places = if last % 2 == 0 { vec![last / 2] } else { vec![last / 2, last / 2 + 1] };
    let values = at_places(seconds, &places);
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_type_7_and_round_bins() {
        let found = times(&[60.0, 0.0, 120.0, 30.0, 90.0]).unwrap();
        assert_eq!((found.n, found.p25, found.median, found.p75), (5, 30.0, 60.0, 90.0));
        assert!((found.p90 - 108.0).abs() < 1e-9);
        // 108 seconds in at most 18 bins: ten seconds each.
        assert_eq!((found.bins[0].from, found.bins[0].to, found.bins[0].count), (0, Some(9), 1));
        assert_eq!(found.bins.iter().map(|bin| bin.count).sum::<u64>(), 5);
        assert_eq!((median(&[3.0, 1.0]), median(&[]), times(&[])), (Some(2.0), None, None));
        assert_eq!(times(&[7.0]).map(|t| (t.p25, t.p90)), Some((7.0, 7.0)));
    }
}
