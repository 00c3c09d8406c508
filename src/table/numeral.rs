//! One number as people write it → sign, digits and a power of ten.
//!
//! Around the digits may stand a currency, a sign, accounting brackets, a per cent sign or a Chinese unit; among them groups
//! of three (or of two, as in India) and one decimal mark. What is not wholly such a number is none.

use super::fold::Folded;
use super::{DecimalMark, Notation};

/// A number as written: `mantissa · 10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    pub(crate) negative: bool,
    pub(crate) mantissa: u128,
    pub(crate) exponent: i32,
    /// Digits behind those of the mantissa were left out, and not all of them are zeros.
    pub(crate) more: bool,
    /// The currency whose sign or word stands beside it.
    pub(crate) currency: Option<Currency>,
    /// Whether a per cent sign stands behind it.
    pub(crate) percent: bool,
}

/// A mantissa below this takes one more digit.
const ROOM: u128 = 10_u128.pow(37);

/// A currency, by its place in [`CODES`].
pub(crate) type Currency = u8;

/// How many currencies are told apart.
pub(crate) const CURRENCIES: usize = CODES.len();

const CODES: &[&str] = &[
    "cny", "usd", "eur", "gbp", "jpy", "hkd", "twd", "mop", "krw", "sgd", "aud", "cad", "nzd", "chf", "inr", "rub", "brl", "thb",
    "vnd",
];
/// Signs and words with the currency that they are of; what begins or ends with another stands before it.
const SIGNS: &[(&str, Currency)] = &[
    ("us$", 1),
    ("hk$", 5),
    ("nt$", 6),
    ("r$", 16),
    ("a$", 10),
    ("c$", 11),
    ("s$", 9),
    ("¥", CNY),
    ("$", USD),
    ("€", 2),
    ("£", 3),
    ("₩", 8),
    ("₹", 14),
    ("₽", 15),
    ("฿", 17),
    ("₫", 18),
    ("人民币", CNY),
    ("美元", USD),
    ("欧元", 2),
    ("英镑", 3),
    ("日元", 4),
    ("港元", 5),
    ("港币", 5),
    ("韩元", 8),
    ("元整", CNY),
    ("元", CNY),
    ("块钱", CNY),
    ("块", CNY),
    ("원", 8),
];
const CNY: Currency = 0;
const USD: Currency = 1;
/// Units behind the digits, the longest of a kind first.
const UNITS: &[(&str, i32)] = &[("万亿", 12), ("千万", 7), ("百万", 6), ("亿", 8), ("万", 4), ("%", -2), ("‰", -3)];

/// Words for pieces.
const MEASURES: &[char] = &['件', '个', '盒', '瓶', '箱', '袋', '包', '套', '双', '只', '份', '支'];

impl Numeral {
    /// The number in a cell.
    pub(crate) fn read(cell: &[u8], notation: Notation) -> Option<Self> {
        if !cell.iter().any(|b| b.is_ascii_digit() || *b >= 0x80) {
            return None;
        }
        Self::parse(Folded::new(cell)?.text(), notation)
    }

    fn parse(folded: &str, notation: Notation) -> Option<Self> {
        if !folded.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut text = folded;
        let (mut sign, mut unit) = (None, None);
        let (mut currencies, mut word, mut currency) = (0_u8, false, None);
        // `2件`, `39.8元/件`: how many pieces, or the price of one.
        if let Some(rest) = MEASURES.iter().find_map(|&measure| text.strip_suffix(measure)) {
            text = rest.strip_suffix('/').unwrap_or(rest);
        }
        loop {
            text = text.trim_matches(' ');
            if sign.is_none() {
                if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
                    (sign, text) = (Some(true), inner);
                    continue;
                }
                if let Some(rest) = text.strip_prefix('-').or_else(|| text.strip_suffix('-')) {
                    (sign, text) = (Some(true), rest);
                    continue;
                }
                if let Some(rest) = text.strip_prefix('+') {
                    (sign, text) = (Some(false), rest);
                    continue;
                }
            }
            if unit.is_none()
                && let Some((rest, power)) = UNITS.iter().find_map(|(u, p)| Some((text.strip_suffix(u)?, *p)))
            {
                (unit, text) = (Some(power), rest);
                continue;
            }
            if currencies < 2
                && let Some((rest, own, letters)) = strip_currency(text)
            {
                (currencies, word, text) = (currencies + 1, word | letters, rest);
                // `¥` and `$` stand for other currencies too, which a second word then names.
                currency = currency.filter(|known| own == CNY || !matches!(*known, CNY | USD)).or(Some(own));
                continue;
            }
            break;
        }
        // `CAD007` is a code.
        if word && text.starts_with('0') && text.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let (mantissa, exponent, more) = digits(text, notation)?;
        Some(Self {
            negative: sign == Some(true) && (mantissa > 0 || more),
            mantissa,
            exponent: exponent.checked_add(unit.unwrap_or(0))?,
            more,
            currency,
            percent: unit == Some(-2),
        })
    }
}

/// Without one currency at either end, which it was, and whether as a code of letters.
fn strip_currency(text: &str) -> Option<(&str, Currency, bool)> {
    // Nearly all numbers begin and end with a digit, and what else there is does at one end.
    let [in_front, behind] = [text.bytes().next()?, text.bytes().next_back()?].map(|b| !b.is_ascii_digit());
    let strip = |word: &str| {
        let prefix = in_front.then(|| text.strip_prefix(word)).flatten();
        prefix.or_else(|| behind.then(|| text.strip_suffix(word)).flatten())
    };
    if !in_front && !behind {
        return None;
    }
    let code = || {
        let own = CODES.iter().zip(0..).find_map(|(code, own)| Some((strip(code)?, own, true)));
        own.or_else(|| strip("rmb").map(|rest| (rest, CNY, true)))
    };
    SIGNS.iter().find_map(|&(sign, own)| Some((strip(sign)?, own, false))).or_else(code)
}

/// Digits with groups, decimals and exponent: mantissa, power of ten, whether more digits were left out.
fn digits(text: &str, notation: Notation) -> Option<(u128, i32, bool)> {
    let (mark, other) = match notation.decimal {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    let mut number = Digits::default();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '0'..='9' => number.push(c as u8 - b'0'),
            _ if Some(c) == notation.thousands && number.seen > 0 && !number.decimals => {}
            _ if c == mark && !number.decimals && number.groups_are_whole() => number.decimals = true,
            _ if c == other || c == '\'' || c == ' ' => number.group(c)?,
            'e' if number.seen > 0 && number.groups_are_whole() => {
                let power = chars.as_str();
                // `12e4` is a code rather than 120000.
                if !power.starts_with(['+', '-']) && !number.decimals && number.seen > 1 {
                    return None;
                }
                let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
                if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
                    return None;
                }
                let power: i32 = power.parse().ok().filter(|p| (-400..400).contains(p))?;
                return Some((number.mantissa, number.exponent + power, number.more));
            }
            _ => return None,
        }
    }
    (number.seen > 0 && number.groups_are_whole()).then_some((number.mantissa, number.exponent, number.more))
}

/// Digits read so far.
#[derive(Default)]
struct Digits {
    mantissa: u128,
    exponent: i32,
    more: bool,
    /// All digits.
    seen: usize,
    decimals: bool,
    starts_with_zero: bool,
    /// Mark between groups, digits before the first, digits of the groups between two marks, digits since the last.
    mark: Option<char>,
    first: usize,
    middle: Option<usize>,
    open: usize,
}

impl Digits {
    fn push(&mut self, digit: u8) {
        if self.seen == 0 {
            self.starts_with_zero = digit == 0;
        }
        self.seen += 1;
        if !self.decimals {
            self.open += 1;
        }
        if self.mantissa < ROOM {
            self.mantissa = self.mantissa * 10 + u128::from(digit);
            self.exponent -= i32::from(self.decimals);
        } else {
            self.more |= digit != 0;
            self.exponent += i32::from(!self.decimals);
        }
    }

    /// Begins the next group; `None` if the one before cannot be one.
    fn group(&mut self, mark: char) -> Option<()> {
        if self.decimals || self.open == 0 {
            return None;
        }
        if self.mark.is_none() {
            (self.mark, self.first) = (Some(mark), self.open);
            if self.open > 3 || self.starts_with_zero {
                return None;
            }
        } else {
            let fits = self.open == 3 || (self.open == 2 && mark == ',');
            if self.mark != Some(mark) || !fits || self.middle.is_some_and(|m| m != self.open) {
                return None;
            }
            self.middle = Some(self.open);
        }
        self.open = 0;
        Some(())
    }

    fn groups_are_whole(&self) -> bool {
        self.mark.is_none() || (self.open == 3 && (self.middle != Some(2) || self.first <= 2))
    }
}
