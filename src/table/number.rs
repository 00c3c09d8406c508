//! Text → numbers and money, without ever guessing: what is not wholly a number is none.
//!
//! Read are plain decimals, grouped thousands (`1,234.5`, `1.234,5`, `1 234,5`, `1'234.5`, `1,23,456.7`), currencies before
//! and behind (`¥` `$` `€` `元` `CNY` …), a per cent sign (`15.0%` = 0.15), `万` and `亿`, accounting negatives (`(123)`,
//! `123-`), exponents, and the full-width forms of all these. Which mark stands before the decimals is the column's
//! [`Notation`]: `1.100` alone does not tell.

use super::numeral::{Currency, Numeral};
use super::{DecimalMark, Notation};

pub use super::fold::half_width;

/// Number in a cell of the usual notation; `None` if the cell is anything else, infinity and not-a-number included.
#[inline]
#[must_use]
pub fn number(cell: &[u8]) -> Option<f64> {
    match plain::<b'.'>(cell) {
        Some(plain) => Some(exact(plain)),
        None => general(cell, Notation::default()),
    }
}

/// Number in a cell of a column of that notation.
#[inline]
#[must_use]
pub fn number_in(cell: &[u8], notation: Notation) -> Option<f64> {
    match plain_in(cell, notation) {
        Some(plain) => Some(exact(plain)),
        None => general(cell, notation),
    }
}

/// Whether a cell is a number in any notation.
#[must_use]
pub fn is_number(cell: &[u8]) -> bool {
    let comma = Notation { decimal: DecimalMark::Comma, thousands: None };
    number(cell).is_some() || number_in(cell, comma).is_some()
}

/// Amount in a cell of the usual notation in ten-thousandths, and whether it had to be rounded (half away from zero) to one.
#[inline]
#[must_use]
pub fn money(cell: &[u8]) -> Option<(i64, bool)> {
    match plain::<b'.'>(cell).and_then(whole_units) {
        Some(units) => Some((units, false)),
        None => rounded(&Numeral::read(cell, Notation::default())?),
    }
}

/// Amount in a cell of a column of that notation, as [`money`].
#[inline]
#[must_use]
pub fn money_in(cell: &[u8], notation: Notation) -> Option<(i64, bool)> {
    marked_money_in(cell, notation).map(|(units, rounded, _)| (units, rounded))
}

/// The same with the currency that stands beside it.
#[inline]
pub(crate) fn marked_money_in(cell: &[u8], notation: Notation) -> Option<(i64, bool, Option<Currency>)> {
    if let Some(units) = plain_in(cell, notation).and_then(whole_units) {
        return Some((units, false, None));
    }
    let numeral = Numeral::read(cell, notation)?;
    rounded(&numeral).map(|(units, rounded)| (units, rounded, numeral.currency))
}

/// Sign, digits and decimals of a plain number.
type Plain = (bool, u64, u32);

#[inline]
fn plain_in(cell: &[u8], notation: Notation) -> Option<Plain> {
    match notation.decimal {
        DecimalMark::Point => plain::<b'.'>(cell),
        DecimalMark::Comma => plain::<b','>(cell),
    }
}

/// Both operands are exact below 2⁵³ and 10²², so the quotient is the nearest double (Clinger 1990); zero has no sign.
#[inline]
fn exact((negative, mantissa, scale): Plain) -> f64 {
    let value = mantissa as f64 / POWERS.get(scale as usize).copied().unwrap_or(1) as f64;
    if negative { 0.0 - value } else { value }
}

fn general(cell: &[u8], notation: Notation) -> Option<f64> {
    let n = Numeral::read(cell, notation)?;
    let power = POWERS.get(n.exponent.unsigned_abs() as usize);
    let value = match power {
        Some(&power) if n.mantissa < 1 << 53 && n.exponent <= 0 => n.mantissa as f64 / power as f64,
        Some(&power) if n.mantissa < 1 << 53 => n.mantissa as f64 * power as f64,
        // One more digit says on which side of a half the ones left out lie.
        _ => format!("{}{}e{}", n.mantissa, u8::from(n.more), n.exponent - 1).parse().ok().filter(|v: &f64| v.is_finite())?,
    };
    Some(if n.negative { 0.0 - value } else { value })
}

/// Ten-thousandths of a plain number with at most four decimals.
#[inline]
fn whole_units((negative, mantissa, scale): Plain) -> Option<i64> {
    let power = POWERS.get(4_usize.checked_sub(scale as usize)?)?;
    let units = (mantissa as i64).checked_mul(*power as i64)?;
    Some(if negative { -units } else { units })
}

fn rounded(n: &Numeral) -> Option<(i64, bool)> {
    let exponent = n.exponent.checked_add(4)?;
    let mantissa = i128::try_from(n.mantissa).ok()?;
    let (units, rounded) = if exponent >= 0 {
        let power = 10_i128.checked_pow(exponent.unsigned_abs());
        if mantissa == 0 { (0, n.more) } else { (mantissa.checked_mul(power?)?, n.more) }
    } else {
        let Some(divisor) = 10_i128.checked_pow(exponent.unsigned_abs()) else { return Some((0, mantissa != 0 || n.more)) };
        let half_up = i128::from(mantissa % divisor >= divisor / 2);
        (mantissa / divisor + half_up, mantissa % divisor != 0 || n.more)
    };
    let units = i64::try_from(if n.negative { -units } else { units }).ok()?;
    Some((units, rounded))
}

const POWERS: [u64; 16] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
];

/// The common form: an optional minus and at most 15 ASCII digits with at most one decimal mark among them.
#[inline]
fn plain<const MARK: u8>(cell: &[u8]) -> Option<Plain> {
    let (negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, cell),
    };
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let mut mantissa = 0_u64;
    let mut point = None;
    for (i, &byte) in digits.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            mantissa = mantissa * 10 + u64::from(digit);
        } else if byte == MARK && point.is_none() {
            point = Some(i);
        } else {
            return None;
        }
    }
    let scale = point.map_or(0, |p| digits.len() - 1 - p);
    let count = digits.len() - usize::from(point.is_some());
    (count > 0 && count <= 15).then_some((negative, mantissa, scale as u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_people_export() {
        for (text, value) in [
            ("1", 1.0),
            ("-3.5", -3.5),
            ("+3.2", 3.2),
            (".5", 0.5),
            ("5.", 5.0),
            ("1,234.5", 1234.5),
            ("￥1,234", 1234.0),
            ("¥ 12.50", 12.5),
            ("$-5", -5.0),
            ("-$5", -5.0),
            ("(123)", -123.0),
            ("12%", 0.12),
            ("15.0%", 0.15),
            ("１２３", 123.0),
            ("1.5万", 15_000.0),
            ("3亿", 3e8),
            ("88元", 88.0),
            ("1.38E+10", 1.38e10),
            (" 42 ", 42.0),
            ("12345678901234568", 12_345_678_901_234_568.0),
        ] {
            assert_eq!(number(text.as_bytes()), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_none() {
        for text in [
            "",
            "abc",
            "1.2.3",
            "1,23",
            "12,345,67",
            "0x1F",
            "NaN",
            "inf",
            "1e400",
            "--5",
            "5--",
            "(-5)",
            "五千",
            "1 2",
            "2024-01-01",
            ",5",
            "%",
        ] {
            assert_eq!(number(text.as_bytes()), None, "{text}");
            assert_eq!(money(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn money_is_exact_to_the_unit() {
        assert_eq!(money(b"748957.02"), Some((7_489_570_200, false)));
        assert_eq!(money(b"0.00005"), Some((1, true)));
        assert_eq!(money(b"-0.00005"), Some((-1, true)));
        assert_eq!(money("1.5万".as_bytes()), Some((150_000_000, false)));
        assert_eq!(money(b"99999999999999999999"), None);
        assert_eq!(money(b"1e-300"), Some((0, true)));
        for beyond in ["922337203685478", "999999999999999", "-999999999999999", "1.5e-2147483648", "1e2147483647"] {
            assert_eq!(money(beyond.as_bytes()), None, "{beyond}");
        }
        assert_eq!(money(b"922337203685477"), Some((9_223_372_036_854_770_000, false)));
    }

    #[test]
    fn the_column_says_which_mark_is_the_decimal_one() {
        let comma = Notation { decimal: DecimalMark::Comma, thousands: None };
        for (text, point, decimal_comma) in [
            ("1.100", Some(1.1), Some(1100.0)),
            ("1,100", Some(1100.0), Some(1.1)),
            ("1.234,56", None, Some(1234.56)),
            ("1,234.56", Some(1234.56), None),
            ("0,5", None, Some(0.5)),
            ("0.500", Some(0.5), None),
            ("12", Some(12.0), Some(12.0)),
        ] {
            assert_eq!((number(text.as_bytes()), number_in(text.as_bytes(), comma)), (point, decimal_comma), "{text}");
            let units = decimal_comma.map(|v| ((v * 10_000.0_f64).round() as i64, false));
            assert_eq!(money_in(text.as_bytes(), comma), units, "{text}");
        }
    }

    #[test]
    fn a_mark_that_the_user_names_is_left_out_anywhere() {
        let thousands = Notation { decimal: DecimalMark::Point, thousands: Some(',') };
        assert_eq!(number_in(b"9,0,0", thousands), Some(900.0));
        assert_eq!(number_in(b"30,0,0.406", thousands), Some(3000.406));
    }

    proptest! {
        #[test]
        fn the_fast_form_agrees_with_the_standard_parser(text in "-?[0-9]{0,9}(\\.[0-9]{0,6})?") {
            prop_assert_eq!(number(text.as_bytes()), text.parse::<f64>().ok());
        }

        #[test]
        fn money_prints_back(units in -1_000_000_000_000_i64..1_000_000_000_000) {
            let text = format!("{}{}.{:04}", if units < 0 { "-" } else { "" }, units.abs() / 10_000, units.abs() % 10_000);
            prop_assert_eq!(money(text.as_bytes()), Some((units, false)));
        }
    }
}
