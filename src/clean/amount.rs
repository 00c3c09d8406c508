//! The amount of a line in whole ten-thousandths, exact wherever the file's decimals are.

use crate::table::{Column, UNITS, each_int, each_number};

/// An amount and whether it had to be rounded to a ten-thousandth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Units {
    pub(crate) value: i64,
    pub(crate) rounded: bool,
}

/// Largest number that is taken as an amount: beyond it an `f64` no longer holds ten-thousandths.
const LARGEST: f64 = 9e14;

impl Units {
    /// A number rounded half away from zero to a ten-thousandth; `None` when it is too large or no number.
    pub(crate) fn of_number(number: f64) -> Option<Self> {
        if number.is_nan() || number.abs() > LARGEST {
            return None;
        }
        let whole = number as i64;
        if whole as f64 == number {
            return Some(Self { value: whole * UNITS, rounded: false });
        }
        let nearest = libm::round(number * UNITS as f64);
        // A decimal of four places is the f64 nearest to it, and so is this quotient: they differ only after rounding.
        let rounded = nearest / UNITS as f64 != number;
        Some(Self { value: nearest as i64, rounded })
    }

    /// Price times quantity, both in ten-thousandths, rounded half away from zero; `None` when it is too large.
    pub(crate) fn product(price: Self, quantity: Self) -> Option<Self> {
        let exact = i128::from(price.value) * i128::from(quantity.value);
        let unit = i128::from(UNITS);
        let half = if exact < 0 { -(unit / 2) } else { unit / 2 };
        let value = i64::try_from((exact + half) / unit).ok()?;
        Some(Self { value, rounded: price.rounded || quantity.rounded || exact % unit != 0 })
    }
}

/// Amounts of a column of money or numbers in row order; the outer `None` is an empty cell, the inner one a number
/// that is too large.
pub(crate) fn units(column: &Column) -> impl Iterator<Item = Option<Option<Units>>> + '_ {
    let money = column.ints().map(|cell| cell.map(|value| Some(Units { value, rounded: false })));
    let numbers = column.numbers().map(|cell| cell.map(Units::of_number));
    money.chain(numbers)
}

/// Calls `each` with row and cell of a column as [`units`] gives them: for the loops that every row goes through.
pub(crate) fn each_units(column: &Column, each: &mut dyn FnMut(usize, Option<Option<Units>>)) {
    each_int(column, |row, cell| each(row, cell.map(|value| Some(Units { value, rounded: false }))));
    each_number(column, |row, cell| each(row, cell.map(Units::of_number)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(n: f64) -> Option<(i64, bool)> {
        Units::of_number(n).map(|u| (u.value, u.rounded))
    }

    #[test]
    fn cells_come_with_their_rows() {
        for column in [
            Column::of_ints("m", crate::table::Kind::Money, [Some(3), None, Some(-25_500)]),
            Column::of_numbers("n", [Some(2.55), None, Some(7.0), Some(-0.0), Some(1e300), Some(0.00005)]),
        ] {
            let mut seen = Vec::new();
            each_units(&column, &mut |row, cell| seen.push((row, cell)));
            assert!(seen.into_iter().eq(units(&column).enumerate()));
        }
    }

    #[test]
    fn decimals_of_four_places_are_exact() {
        for (n, units) in [(2.55, 25_500), (0.1, 1000), (29.33, 293_300), (957.5775, 9_575_775), (-383.031, -3_830_310), (0.0, 0)]
        {
            assert_eq!(number(n), Some((units, false)), "{n}");
        }
        assert_eq!(number(0.00005), Some((1, true)));
        assert_eq!(number(-0.00005), Some((-1, true)));
        assert_eq!(number(f64::NAN), None);
        assert_eq!(number(f64::INFINITY), None);
        assert_eq!(number(1e15), None);
    }

    #[test]
    fn products_are_exact_for_whole_pieces_and_rounded_else() {
        let of = |p, q| Units::product(Units::of_number(p).unwrap(), Units::of_number(q).unwrap());
        assert_eq!(of(2.55, 6.0), Some(Units { value: 153_000, rounded: false }));
        assert_eq!(of(2.55, -6.0), Some(Units { value: -153_000, rounded: false }));
        assert_eq!(of(0.0001, 0.5), Some(Units { value: 1, rounded: true }));
        assert_eq!(of(8e14, 8e14), None);
    }
}
