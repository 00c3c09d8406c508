//! Cells that a spreadsheet would run as a formula.

use std::borrow::Cow;

/// A cell of an exported CSV: text that begins like a formula (`=`, `+`, `-`, `@`, `|`, tab, line end, NUL, or a
/// full-width `＝＋－＠`, behind spaces or a quote or not) gets a `'` in front (OWASP CSV injection, ASVS 1.2.10). Real
/// numbers such as `-5` and `+3.2` are left, and so is what already begins with a `'`.
///
/// ```
/// use insitu::report::formula_safe;
/// assert_eq!(formula_safe("=1+1"), "'=1+1");
/// assert_eq!(formula_safe("-5"), "-5");
/// assert_eq!(formula_safe("张三"), "张三");
/// ```
#[must_use]
pub fn formula_safe(cell: &str) -> Cow<'_, str> {
    if cell.starts_with('\'') {
        return Cow::Borrowed(cell);
    }
    let behind = cell.trim_start_matches([' ', '\u{3000}', '\u{A0}', '\u{FEFF}', '"', '\'']);
    let is_risky = |c: char| matches!(c, '=' | '+' | '-' | '@' | '|' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠');
    let risky = behind.starts_with(is_risky) || cell.starts_with(is_risky);
    if risky && !is_number(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// A plain decimal number with an optional sign and exponent, and nothing else.
fn is_number(cell: &str) -> bool {
    let unsigned = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((m, e)) => (m, Some(e.strip_prefix(['+', '-']).unwrap_or(e))),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(fraction) && exponent.is_none_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_quoted_and_numbers_are_not() {
        for bad in [
            "=cmd|' /C calc'!A0",
            "@SUM(1)",
            "+1+1",
            "-2+3",
            "|calc",
            "\t=1",
            "\r=1",
            "\n=1",
            "\0=1",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            " =1",
            "\"=1\"",
            "  \"@a",
            "-",
            "+",
            "-1a",
            "-.5",
            "1e5=",
        ] {
            let safe = formula_safe(bad);
            assert!(bad == "1e5=" || safe.starts_with('\'') && safe.ends_with(bad), "{bad:?}");
        }
        for good in
            ["", "-5", "+3.2", "-1e5", "-1.5E-3", "17850", "c-0123", "张三", "'=1", "''@a", "'-5", "a=b", "2006-12-31", "<5"]
        {
            assert_eq!(formula_safe(good), good);
        }
    }

    proptest! {
        #[test]
        fn no_export_begins_like_a_formula(cell in "[ \"'=+@|\\-\t0-9a-z＝.]{0,12}") {
            let safe = formula_safe(&cell);
            let first = safe.trim_start_matches([' ', '"']).chars().next();
            prop_assert_eq!(formula_safe(&safe), safe.as_ref());
            prop_assert!(is_number(&safe) || !matches!(first, Some('=' | '+' | '-' | '@' | '|' | '\t' | '＝')));
        }
    }
}
