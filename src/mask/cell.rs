//! Text of cells that are not text.

use crate::table::date::time_text;
use crate::table::{Column, Kind, Money, Segment, UNITS};

/// A number or amount as `f64`, in whole currency.
pub(super) fn number(column: &Column, row: usize) -> Option<f64> {
    match column.kind() {
        Kind::Number => column.number_at(row),
        Kind::Money => column.int_at(row).map(|units| units as f64 / UNITS as f64),
        Kind::Text | Kind::Time => None,
    }
}

/// The shortest decimal that is this number, whole numbers without a point.
pub(super) fn number_text(number: f64) -> String {
    // Adding zero turns −0 into 0.
    (number + 0.0).to_string()
}

/// An amount of ten-thousandths as a decimal.
pub(super) fn money_text(units: i64) -> String {
    Money(units.into()).to_string()
}

/// A cell as text; `None` where it is empty.
pub(super) fn text(column: &Column, row: usize) -> Option<String> {
    Some(match column.locate(row)? {
        (Segment::Codes(_) | Segment::Text(_), _) => column.text_at(row)?.into_owned(),
        (Segment::Number(numbers), i) => number_text(numbers.get(i)?),
        (Segment::Money(units), i) => money_text(units.get(i)?),
        (Segment::Time(seconds), i) => time_text(seconds.get(i)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_print_as_people_write_them() {
        assert_eq!(number_text(17850.0), "17850");
        assert_eq!(number_text(-0.0), "0");
        assert_eq!(number_text(13_800_138_000.0), "13800138000");
        assert_eq!((money_text(25_500), money_text(-5), money_text(30_000)), ("2.55".into(), "-0.0005".into(), "3".into()));
    }
}
