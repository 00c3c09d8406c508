//! Coarser numbers and dates.

use super::{Bands, Period};
use crate::mask::cell::number_text;
use crate::table::date::{DAY, civil_day, day_of, iso_day};

/// The band of a number, its lower edge included and the upper not; `None` for what is no finite number.
pub(super) fn band(number: f64, bands: &Bands) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let (low, high) = match bands {
        Bands::Width(width) => {
            let mut at = libm::floor(number / width);
            // A quotient can round up to the next whole number, or a product to beyond the number.
            if at * width > number {
                at -= 1.0;
            } else if (at + 1.0) * width <= number {
                at += 1.0;
            }
            (Some(at * width), Some((at + 1.0) * width))
        }
        Bands::Edges(edges) => {
            let above = edges.partition_point(|edge| *edge <= number);
            (above.checked_sub(1).and_then(|at| edges.get(at)).copied(), edges.get(above).copied())
        }
    };
    let low = low.map_or_else(|| "(-∞".to_owned(), |edge| ["[", &number_text(edge)].concat());
    let high = high.map_or_else(|| "∞".to_owned(), number_text);
    Some([&low, ",", &high, ")"].concat())
}

/// The nearest multiple of a step, halves away from zero.
pub(super) fn round(number: f64, step: f64) -> f64 {
    libm::round(number / step) * step
}

/// The first second of the period that a time falls into; `None` beyond the calendar.
pub(super) fn coarsen(seconds: i64, period: Period) -> Option<i64> {
    let day = iso_day(civil_day(seconds));
    let part = |from: usize, to: usize| day.get(from..to).and_then(|d| d.parse::<u32>().ok());
    let (year, month) = (part(0, 4)?, part(5, 7)?);
    let first = match period {
        Period::Month => month,
        Period::Quarter => (month - 1) / 3 * 3 + 1,
        Period::Year => 1,
    };
    day_of(i32::try_from(year).ok()?, first, 1).map(|day| i64::from(day) * DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::date::parse_day;
    use proptest::prelude::*;

    #[test]
    fn a_number_on_an_edge_belongs_to_the_band_above() {
        let tens = Bands::Width(10.0);
        let label = |n: f64| band(n, &tens).unwrap();
        assert_eq!((label(20.0), label(19.999), label(29.0)), ("[20,30)".into(), "[10,20)".into(), "[20,30)".into()));
        assert_eq!((label(0.0), label(-0.0), label(-0.5)), ("[0,10)".into(), "[0,10)".into(), "[-10,0)".into()));
        let edges = Bands::Edges(vec![18.0, 60.0]);
        assert_eq!(
            [17.9, 18.0, 59.0, 60.0].map(|n| band(n, &edges).unwrap()),
            ["(-∞,18)", "[18,60)", "[18,60)", "[60,∞)"].map(String::from)
        );
        assert_eq!((band(f64::NAN, &tens), band(f64::INFINITY, &edges)), (None, None));
        assert_eq!([2.5, -2.5, 2.4].map(|n| round(n, 1.0)), [3.0, -3.0, 2.0]);
    }

    #[test]
    fn dates_fall_to_the_start_of_their_period() {
        let at = |day: &str| i64::from(parse_day(day).unwrap()) * DAY;
        for (day, month, quarter, year) in [
            ("2024-02-29", "2024-02-01", "2024-01-01", "2024-01-01"),
            ("2024-12-31", "2024-12-01", "2024-10-01", "2024-01-01"),
            ("1969-04-01", "1969-04-01", "1969-04-01", "1969-01-01"),
        ] {
            for (period, first) in [(Period::Month, month), (Period::Quarter, quarter), (Period::Year, year)] {
                assert_eq!(coarsen(at(day) + 86_399, period), Some(at(first)));
            }
        }
        assert_eq!(coarsen(i64::MAX, Period::Year), None);
    }

    proptest! {
        #[test]
        fn a_number_lies_within_its_band(number in -1e6..1e6_f64, width in 0.01..1e3_f64) {
            let label = band(number, &Bands::Width(width)).unwrap();
            let (low, high) = label.trim_matches(['[', ')']).split_once(',').unwrap();
            prop_assert!(low.parse::<f64>().unwrap() <= number && number < high.parse::<f64>().unwrap());
        }
    }
}
