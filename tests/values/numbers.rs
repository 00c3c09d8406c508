//! Every form of a number, by name, and what is none.

use insitu::table::is_missing;
use insitu::table::number::{is_number, money, money_in, number, number_in};
use insitu::table::{DecimalMark, Notation};
use proptest::prelude::*;

const COMMA: Notation = Notation { decimal: DecimalMark::Comma, thousands: None };

const FORMS: &[(&str, &str, f64)] = &[
    ("plain", "1234", 1234.0),
    ("decimal point", "1234.5", 1234.5),
    ("point first", ".5", 0.5),
    ("point last", "5.", 5.0),
    ("minus", "-12.5", -12.5),
    ("plus", "+12.5", 12.5),
    ("minus zero", "-0", 0.0),
    ("minus sign U+2212", "−5", -5.0),
    ("full-width minus", "－5", -5.0),
    ("trailing minus", "123-", -123.0),
    ("accounting negative", "(123)", -123.0),
    ("accounting negative with currency", "(¥1,234.50)", -1234.5),
    ("currency before an accounting negative", "$(12)", -12.0),
    ("full-width brackets", "（123）", -123.0),
    ("groups of three", "1,234,567.89", 1_234_567.89),
    ("groups by space", "1 234 567.5", 1_234_567.5),
    ("groups by no-break space", "1\u{a0}234.5", 1234.5),
    ("groups by thin space", "1\u{2009}234", 1234.0),
    ("groups by narrow no-break space", "1\u{202f}234", 1234.0),
    ("groups by apostrophe", "1'234.56", 1234.56),
    ("groups by typographic apostrophe", "1’234’567", 1_234_567.0),
    ("Indian groups", "1,23,456.78", 123_456.78),
    ("Indian groups, long", "12,34,56,789", 123_456_789.0),
    ("full-width digits", "１２３", 123.0),
    ("full-width groups and point", "１，２３４．５", 1234.5),
    ("yen sign", "¥12.50", 12.5),
    ("full-width yen sign", "￥1,234", 1234.0),
    ("dollar", "$5", 5.0),
    ("minus before dollar", "-$5", -5.0),
    ("minus behind dollar", "$-5", -5.0),
    ("US dollar", "US$ 1,000", 1000.0),
    ("euro behind", "12.5 €", 12.5),
    ("pound", "£3", 3.0),
    ("元", "88元", 88.0),
    ("圆", "88圆", 88.0),
    ("元整", "100元整", 100.0),
    ("块", "9.9块", 9.9),
    ("人民币", "人民币 100 元", 100.0),
    ("CNY before", "CNY 12", 12.0),
    ("RMB glued", "RMB12.5", 12.5),
    ("USD behind", "12 USD", 12.0),
    ("万", "1.5万", 15_000.0),
    ("万元", "3万元", 30_000.0),
    ("亿", "2.5亿", 250_000_000.0),
    ("万亿", "1万亿", 1e12),
    ("百万", "3百万", 3e6),
    ("per cent", "15.0%", 0.15),
    ("full-width per cent", "12％", 0.12),
    ("negative per cent", "-5%", -0.05),
    ("per mille", "5‰", 0.005),
    ("exponent", "1.38E+10", 1.38e10),
    ("small exponent", "5e-3", 0.005),
    ("pieces", "12件", 12.0),
    ("price of a piece", "39.8元/件", 39.8),
    ("won", "54,000원", 54_000.0),
    ("exponent without sign", "1.5e3", 1500.0),
    ("blanks around", "  42\u{3000}", 42.0),
    ("left-to-right mark", "\u{200e}42", 42.0),
    ("seventeen digits", "0.12345678901234567", 0.123_456_789_012_345_67),
    ("twenty digits", "12345678901234567890", 12_345_678_901_234_567_000.0),
    ("forty digits", "0.1000000000000000055511151231257827021181", 0.1),
];

#[test]
fn every_form_is_read() {
    for (name, text, value) in FORMS {
        let read = number(text.as_bytes());
        assert_eq!(read, Some(*value), "{name}: {text}");
        assert!(read.is_some_and(|v| v != 0.0 || v.is_sign_positive()), "{name}");
    }
}

#[test]
fn every_form_with_a_decimal_comma_is_read() {
    for (text, value) in [
        ("1,5", 1.5),
        ("1.234,56", 1234.56),
        ("1.234.567", 1_234_567.0),
        ("1 234,56", 1234.56),
        ("1\u{202f}234,56 €", 1234.56),
        ("1'234,56", 1234.56),
        ("-0,25", -0.25),
        ("+1,53e4", 15_300.0),
        ("(12,5)", -12.5),
        ("15,0 %", 0.15),
    ] {
        assert_eq!(number_in(text.as_bytes(), COMMA), Some(value), "{text}");
    }
    for text in ["1,234.5", "1.5", "1,2,3", "0.500", "12.34.567"] {
        assert_eq!(number_in(text.as_bytes(), COMMA), None, "{text}");
    }
}

#[test]
fn what_is_no_number_is_none() {
    for text in [
        "",
        " ",
        "abc",
        "1.2.3",
        "1,23",
        "12,345,67",
        "0,123",
        "1234,567",
        "1,234 567",
        "0x1F",
        "1e400",
        "-1e400",
        "NaN",
        "inf",
        "-inf",
        "Infinity",
        "∞",
        "五千",
        "--5",
        "+-5",
        "(-5)",
        "(5",
        "5)",
        "5%%",
        "5万%",
        "1 2",
        "138 1234 5678",
        "2024-01-01",
        ",5",
        "%",
        "¥",
        "-",
        "()",
        "12e4",
        "1e",
        "e5",
        "CAD007",
        "A12",
        "12A",
        "1/2",
        "1:30",
        "#DIV/0!",
        "192.168.1.1",
    ] {
        assert_eq!(number(text.as_bytes()), None, "{text}");
        assert_eq!(money(text.as_bytes()), None, "{text}");
        assert!(!is_number(text.as_bytes()) || ["1,23", "0,123", "1234,567", ",5"].contains(&text), "{text}");
    }
}

#[test]
fn words_for_nothing_are_no_numbers_and_no_faults() {
    for text in ["", " ", "-", "--", "—", "——", "–", "－", "NULL", "N/A", "#N/A", "NaN", "无", "\\N"] {
        assert!(is_missing(text.as_bytes()), "{text}");
    }
    for text in ["0", "inf", "1e400", "-0", "无锡"] {
        assert!(!is_missing(text.as_bytes()), "{text}");
    }
}

#[test]
fn money_is_exact_or_says_so() {
    for (text, units) in [
        ("1.5万", (150_000_000, false)),
        ("￥1,234.5678", (12_345_678, false)),
        ("0.00005", (1, true)),
        ("0.00004", (0, true)),
        ("-0.00005", (-1, true)),
        ("(0.00015)", (-2, true)),
        ("12.34560000", (123_456, false)),
        ("0.00012345678901234567890123456789012345678901", (1, true)),
        ("15%", (1500, false)),
        ("922337203685477.5807", (i64::MAX, false)),
    ] {
        assert_eq!(money(text.as_bytes()), Some(units), "{text}");
    }
    for text in ["922337203685477.5808", "1e15", "9999999999亿"] {
        assert_eq!(money(text.as_bytes()), None, "{text}");
    }
}

/// Groups of three with a mark.
fn grouped(whole: u64, mark: &str) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(c);
    }
    out
}

proptest! {
    #[test]
    fn amounts_read_back_in_any_notation(units in -1_000_000_000_000_000_i64..1_000_000_000_000_000, comma: bool, mark in 0..4_usize, form in 0..5_usize) {
        let (decimal, group) = if comma { (",", ["", ".", " ", "\u{a0}"][mark]) } else { (".", ["", ",", "'", "\u{2009}"][mark]) };
        let size = units.unsigned_abs();
        let body = format!("{}{decimal}{:04}", grouped(size / 10_000, group), size % 10_000);
        let text = match (form, units < 0) {
            (_, false) => ["", "+", "¥", "CNY ", "$"][form].to_owned() + &body,
            (0, _) => format!("-{body}"),
            (1, _) => format!("({body})"),
            (2, _) => format!("{body}-"),
            (3, _) => format!("-¥{body}"),
            (_, _) => format!("¥-{body}元"),
        };
        let notation = Notation { decimal: if comma { DecimalMark::Comma } else { DecimalMark::Point }, thousands: None };
        prop_assert_eq!(money_in(text.as_bytes(), notation), Some((units, false)), "{}", text);
    }

    #[test]
    fn long_decimals_are_the_nearest_double(text in "-?[0-9]{1,25}\\.[0-9]{1,30}") {
        let value: f64 = text.parse().unwrap();
        prop_assert_eq!(number(text.as_bytes()), Some(value));
    }

    #[test]
    fn any_bytes_are_read_or_not(bytes in prop::collection::vec(any::<u8>(), 0..70)) {
        for read in [number(&bytes), number_in(&bytes, COMMA), number_in(&bytes, Notation { thousands: Some(','), ..Notation::default() })] {
            prop_assert!(read.is_none_or(f64::is_finite));
        }
        let _ = (money(&bytes), money_in(&bytes, COMMA));
    }

    #[test]
    fn texts_like_numbers_are_read_or_not(text in "[-+( ¥$€元]{0,3}[0-9１２.,' e万亿%]{0,20}[-)% 元万亿]{0,3}") {
        prop_assert_eq!(number(text.as_bytes()).is_some_and(|v| v.abs() < 9e14), money(text.as_bytes()).is_some_and(|(u, _)| u.abs() < 9_000_000_000_000_000_000));
    }
}
