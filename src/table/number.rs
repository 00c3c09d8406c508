//! Text → numbers and money, without ever guessing: what is not wholly a number is none.
//!
//! Read are plain decimals, grouped thousands (`1,234.5`), currency signs (`¥` `￥` `$` `€` `£` `元`), a percent sign
//! (`15.0%` = 0.15), `万` and `亿`, accounting negatives (`(123)`), exponents, and the full-width forms of all these.

/// A decimal number as written: `mantissa · 10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    mantissa: u64,
    exponent: i32,
}

/// Number in a cell; `None` if the cell is anything else, infinity and not-a-number included.
#[must_use]
pub fn number(cell: &[u8]) -> Option<f64> {
    if let Some((negative, mantissa, scale)) = plain(cell) {
        // Both operands are exact below 2⁵³ and 10²², so the quotient is the nearest double (Clinger 1990).
        let value = mantissa as f64 / POWERS.get(scale as usize).copied().unwrap_or(1) as f64;
        return Some(if negative { -value } else { value });
    }
    let decimal = decimal(cell)?;
    let text = format!("{}e{}", decimal.mantissa, decimal.exponent);
    let value: f64 = text.parse().ok().filter(|v: &f64| v.is_finite())?;
    Some(if decimal.negative { -value } else { value })
}

/// Amount in a cell in ten-thousandths, and whether it had to be rounded (half away from zero) to one.
#[must_use]
pub fn money(cell: &[u8]) -> Option<(i64, bool)> {
    if let Some((negative, mantissa, scale)) = plain(cell)
        && scale <= 4
    {
        let units = (mantissa as i64).checked_mul(POWERS.get(4 - scale as usize).copied().unwrap_or(1) as i64)?;
        return Some((if negative { -units } else { units }, false));
    }
    let decimal = decimal(cell)?;
    let exponent = decimal.exponent + 4;
    let mantissa = i128::from(decimal.mantissa);
    let (units, rounded) = if exponent >= 0 {
        (mantissa.checked_mul(10_i128.checked_pow(exponent as u32)?)?, false)
    } else {
        let Some(divisor) = 10_i128.checked_pow(exponent.unsigned_abs()) else { return Some((0, mantissa != 0)) };
        ((mantissa + divisor / 2) / divisor, mantissa % divisor != 0)
    };
    let units = i64::try_from(if decimal.negative { -units } else { units }).ok()?;
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

/// The common form: an optional minus and at most 15 ASCII digits with at most one point among them.
#[inline]
fn plain(cell: &[u8]) -> Option<(bool, u64, u32)> {
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
        } else if byte == b'.' && point.is_none() {
            point = Some(i);
        } else {
            return None;
        }
    }
    let scale = point.map_or(0, |p| digits.len() - 1 - p);
    let count = digits.len() - usize::from(point.is_some());
    (count > 0 && count <= 15).then_some((negative, mantissa, scale as u32))
}

/// Any accepted form, as digits and a power of ten.
fn decimal(cell: &[u8]) -> Option<Decimal> {
    let text = std::str::from_utf8(cell).ok()?;
    if cell.len() > 64 {
        return None;
    }
    let mut chars: Vec<char> = text.chars().map(half_width).filter(|c| *c != '\u{a0}' && *c != '\u{3000}').collect();
    trim(&mut chars);
    let mut negative = false;
    if chars.first() == Some(&'(') && chars.last() == Some(&')') {
        chars.pop();
        chars.remove(0);
        negative = true;
        trim(&mut chars);
    }
    let mut exponent = 0;
    while let Some(&last) = chars.last() {
        exponent += match last {
            '%' => -2,
            '万' => 4,
            '亿' => 8,
            '元' | '¥' | '€' | '$' | '£' => 0,
            _ => break,
        };
        chars.pop();
        trim(&mut chars);
    }
    let mut at = 0;
    let mut signed = false;
    while let Some(&c) = chars.get(at) {
        match c {
            '-' | '+' if !signed => {
                negative ^= c == '-';
                signed = true;
            }
            '¥' | '€' | '$' | '£' | ' ' => {}
            _ => break,
        }
        at += 1;
    }
    let digits = read_digits(chars.get(at..)?)?;
    Some(Decimal { negative, mantissa: digits.0, exponent: digits.1.checked_add(exponent)? })
}

/// Digits with an optional point, groups of three and exponent.
fn read_digits(chars: &[char]) -> Option<(u64, i32)> {
    let (mut mantissa, mut exponent, mut digits) = (0_u64, 0_i32, 0_usize);
    let (mut point, mut group) = (false, None::<usize>);
    let mut rest = chars.iter();
    while let Some(&c) = rest.next() {
        match c {
            '0'..='9' => {
                mantissa = mantissa.checked_mul(10)?.checked_add(u64::from(c as u32 - '0' as u32))?;
                digits += 1;
                if point {
                    exponent -= 1;
                } else if let Some(n) = &mut group {
                    *n += 1;
                }
            }
            ',' if !point && digits > 0 && group.map_or(digits <= 3, |n| n == 3) => group = Some(0),
            '.' if !point && group.is_none_or(|n| n == 3) => point = true,
            'e' | 'E' if digits > 0 => {
                let power: String = rest.collect();
                let power: i32 = power.parse().ok().filter(|p| (-400..400).contains(p))?;
                return Some((mantissa, exponent + power));
            }
            _ => return None,
        }
    }
    (digits > 0 && (point || group.is_none_or(|n| n == 3))).then_some((mantissa, exponent))
}

fn trim(chars: &mut Vec<char>) {
    while chars.last().is_some_and(|c| c.is_whitespace()) {
        chars.pop();
    }
    let blanks = chars.iter().take_while(|c| c.is_whitespace()).count();
    chars.drain(..blanks);
}

/// The ASCII form of a full-width character; others as they are.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{ffe5}' => '¥',
        '\u{2212}' => '-',
        _ => c,
    }
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
            "12,34,567",
            "0x1F",
            "NaN",
            "inf",
            "1e400",
            "--5",
            "5-",
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
