//! Numbers as people read them: short in sentences, in full in tables.

use super::Lang;

/// A number in short form: `1.2万`, `3.4亿`; `12.3 K`, `4.5 M`, `6.7 B` in English. Whole below a thousand if it is whole.
pub(super) fn short(value: f64, lang: Lang) -> String {
    let units: &[(f64, &str)] = match lang {
        Lang::Zh => &[(1e8, "亿"), (1e4, "万"), (0.0, "")],
        Lang::En => &[(1e9, " B"), (1e6, " M"), (1e4, " K"), (0.0, "")],
    };
    let size = value.abs();
    // What would be printed as 10,000.0 万 is 1.0 亿.
    let (from, unit) = units.iter().copied().find(|(from, _)| size >= from * 0.99995).unwrap_or_default();
    let scale = if unit == " K" { 1e3 } else { from };
    if unit.is_empty() {
        let digits = usize::from(size < 1e3 && (value - value.round()).abs() > 0.005);
        return grouped(value, digits);
    }
    format!("{:.1}{unit}", rounded(value / scale, 1))
}

/// A count in full, in groups of three digits.
pub(super) fn count(value: u64) -> String {
    grouped(value as f64, 0)
}

/// The nearest number with so many decimals; what lies half way goes away from zero, as it does on the page. A quotient that is exactly
/// half way may stand a few bits beside it.
pub(super) fn rounded(value: f64, decimals: usize) -> f64 {
    let scale = (0..decimals).fold(1.0, |scale, _| scale * 10.0);
    let size = value.abs() * scale;
    // Behind 2^52 there are no halves.
    if size.is_nan() || size >= 4_503_599_627_370_496.0 {
        return value;
    }
    ((size * (1.0 + 4.0 * f64::EPSILON) + 0.5).floor() / scale).copysign(value)
}

/// A number with so many decimals, in groups of three digits.
pub(super) fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", rounded(value, decimals).abs());
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), ""), |(w, r)| (w, r));
    let mut out = String::new();
    let is_zero = text.bytes().all(|b| matches!(b, b'0' | b'.'));
    if value < 0.0 && !is_zero {
        out.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// A share with one decimal: `12.3%`.
pub(super) fn percent(share: f64) -> String {
    let text = format!("{:.1}%", rounded(share, 3) * 100.0);
    if text == "-0.0%" { "0.0%".to_owned() } else { text }
}

/// A change as a share with its sign: `+3.2%`.
pub(super) fn change(share: f64) -> String {
    let text = percent(share);
    if share > 0.0 && text != "0.0%" { format!("+{text}") } else { text }
}

/// A change between two shares, in points: `+1.2 个百分点`.
pub(super) fn points(share: f64, lang: Lang) -> String {
    format!("{:+.1}{}", rounded(share, 3) * 100.0, lang.pick(" 个百分点", " points"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_in_both_languages() {
        let both = |value| (short(value, Lang::Zh), short(value, Lang::En));
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(both(950.0), pair("950", "950"));
        assert_eq!(both(9_999.0), pair("9,999", "9,999"));
        assert_eq!(both(9_999.6), pair("1.0万", "10.0 K"));
        assert_eq!(both(9_990.0), pair("9,990", "9,990"));
        assert_eq!(both(123_456.0), pair("12.3万", "123.5 K"));
        assert_eq!(both(-3_400_000.0), pair("-340.0万", "-3.4 M"));
        assert_eq!(both(512_000_000.0), pair("5.1亿", "512.0 M"));
        assert_eq!(both(926_750_580_000.0), pair("9267.5亿", "926.8 B"));
        assert_eq!(both(12.345), pair("12.3", "12.3"));
        assert_eq!((grouped(-1_234_567.891, 2), grouped(-0.001, 1)), ("-1,234,567.89".to_owned(), "0.0".to_owned()));
    }

    #[test]
    fn what_lies_half_way_goes_away_from_zero() {
        // Quotients that end in a five behind the decimal that is shown; doubles of them lie on either side.
        for (num, den, text) in [(317.0, 400.0, "79.3%"), (1.0, 80.0, "1.3%"), (33.0, 160.0, "20.6%"), (-1.0, 80.0, "-1.3%")] {
            assert_eq!(percent(num / den), text, "{num}/{den}");
        }
        for den in 1..=2000_u32 {
            for num in 0..=den {
                let thousandths = (u64::from(num) * 2000 + u64::from(den)) / (2 * u64::from(den));
                let exact = format!("{}.{}%", thousandths / 10, thousandths % 10);
                assert_eq!(percent(f64::from(num) / f64::from(den)), exact, "{num}/{den}");
            }
        }
        assert_eq!((grouped(2.675, 2), grouped(1.005, 2), grouped(0.125, 2)), ("2.68".into(), "1.01".into(), "0.13".into()));
    }

    #[test]
    fn shares_and_points_are_apart() {
        assert_eq!((percent(0.1234), change(0.05), change(-0.0001)), ("12.3%".into(), "+5.0%".into(), "0.0%".into()));
        assert_eq!(points(-0.012, Lang::Zh), "-1.2 个百分点");
    }
}
