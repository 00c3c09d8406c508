//! Units of money that are not one: `金额（万元）`, `Amount (cents)`.

use super::number::half_width;

/// How many of a currency's own units one stands for: `times / over`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyUnit {
    /// 10,000 of 万元.
    pub times: i64,
    /// 100 of 分; 1 where the unit is larger than the currency's own.
    pub over: i64,
}

/// Words of units, without the currency.
const WORDS: &[(&str, i64, i64)] = &[
    ("万", 10_000, 1),
    ("萬", 10_000, 1),
    ("十万", 100_000, 1),
    ("百万", 1_000_000, 1),
    ("千万", 10_000_000, 1),
    ("千", 1_000, 1),
    ("仟", 1_000, 1),
    ("亿", 100_000_000, 1),
    ("億", 100_000_000, 1),
    ("分", 1, 100),
    ("角", 1, 10),
    ("k", 1_000, 1),
    ("000", 1_000, 1),
    ("'000", 1_000, 1),
    ("000s", 1_000, 1),
    ("thousand", 1_000, 1),
    ("thousands", 1_000, 1),
    ("mn", 1_000_000, 1),
    ("million", 1_000_000, 1),
    ("millions", 1_000_000, 1),
    ("bn", 1_000_000_000, 1),
    ("billion", 1_000_000_000, 1),
    ("billions", 1_000_000_000, 1),
    ("cent", 1, 100),
    ("cents", 1, 100),
    ("fen", 1, 100),
];

/// What may stand before and behind such a word.
const BEFORE: &[&str] = &["单位", "單位", "unit", "in ", "人民币", "rmb", "cny", "usd", "eur", "¥", "$", "€", "£", ":"];
const BEHIND: &[&str] = &["人民币", "美元", "港元", "欧元", "元", "圆", "yuan", "rmb", "cny", "usd", "eur", "gbp", "¥", "$"];

/// The unit that a header names in brackets, or behind its last blank or sign; none for units that are one.
#[must_use]
pub fn money_unit(header: &str) -> Option<MoneyUnit> {
    let half = |c: char| match half_width(c) {
        '【' => '[',
        '】' => ']',
        '’' | '‘' => '\'',
        c => c,
    };
    let flat: String = header.chars().map(half).flat_map(char::to_lowercase).collect();
    let flat = flat.trim();
    // A share, whatever it is of.
    if flat.ends_with("per cent") {
        return None;
    }
    let mut bracketed = flat.split(['(', '[']).skip(1).filter_map(|rest| rest.split([')', ']']).next());
    let last = || flat.rsplit_once([' ', '_', '/', '-', ':', ',']).and_then(|(_, last)| unit(last));
    bracketed.find_map(unit).or_else(last)
}

/// Whether the last word of a header is no more than a currency or a unit of one.
#[cfg(feature = "engine")]
pub(crate) fn is_money_unit(word: &str) -> bool {
    BEHIND.contains(&word) || unit(word).is_some()
}

fn unit(part: &str) -> Option<MoneyUnit> {
    let mut word = part.trim();
    while let Some(rest) = BEFORE.iter().find_map(|w| word.strip_prefix(w)) {
        word = rest.trim_start();
    }
    if let Some(rest) = BEHIND.iter().find_map(|w| word.strip_suffix(w)) {
        word = rest.trim_end();
    }
    WORDS.iter().find(|(own, ..)| *own == word).map(|&(_, times, over)| MoneyUnit { times, over })
}

impl MoneyUnit {
    /// Ten-thousandths in the currency's own unit, rounded half away from zero; `None` beyond 64 bits.
    #[must_use]
    pub fn int(self, units: i64) -> Option<i64> {
        let (exact, over) = (i128::from(units) * i128::from(self.times), i128::from(self.over));
        let half = if exact < 0 { -(over / 2) } else { over / 2 };
        i64::try_from((exact + half) / over).ok()
    }

    /// A number in the currency's own unit: the decimal that the file means, not the binary product beside it.
    #[must_use]
    pub fn number(self, number: f64) -> f64 {
        let product = number * self.times as f64 / self.over as f64;
        let nearest = libm::round(product * 1e6) / 1e6;
        // Two roundings of a product are off by less than this.
        if (nearest - product).abs() <= product.abs() * 4.0 * f64::EPSILON { nearest } else { product }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stand_in_brackets_or_last() {
        for (header, times, over) in [
            ("合同金额（万元）", 10_000, 1),
            ("金额(千元)", 1_000, 1),
            ("金额 [单位：万元]", 10_000, 1),
            ("销售额【人民币万元】", 10_000, 1),
            ("金額（萬元）", 10_000, 1),
            ("销售额/万元", 10_000, 1),
            ("金额：亿元", 100_000_000, 1),
            ("营收（百万美元）", 1_000_000, 1),
            ("实付(分)", 1, 100),
            ("Revenue (k)", 1_000, 1),
            ("Revenue ($ '000)", 1_000, 1),
            ("Sales (in thousands)", 1_000, 1),
            ("Revenue (USD million)", 1_000_000, 1),
            ("amount_thousand", 1_000, 1),
            ("Amount (cents)", 1, 100),
            ("amount_in_cents", 1, 100),
        ] {
            assert_eq!(money_unit(header), Some(MoneyUnit { times, over }), "{header}");
        }
        for header in ["金额（元）", "金额", "万元户", "Amount (USD)", "分期金额", "积分", "Discount per cent", "金额(含税)", ""]
        {
            assert_eq!(money_unit(header), None, "{header}");
        }
    }

    #[test]
    fn decimals_stay_exact() {
        let ten_thousand = MoneyUnit { times: 10_000, over: 1 };
        for (cell, own) in [(1.2345, 12_345.0), (12.345678, 123_456.78), (0.07, 700.0), (-1.1, -11_000.0), (0.000001, 0.01)] {
            assert_eq!(ten_thousand.number(cell), own);
        }
        let cent = MoneyUnit { times: 1, over: 100 };
        for (cell, own) in [(12_345.0, 123.45), (7.0, 0.07), (-29.0, -0.29), (0.5, 0.005)] {
            assert_eq!(cent.number(cell), own);
        }
        assert_eq!((cent.int(12_345), cent.int(-50), cent.int(49)), (Some(123), Some(-1), Some(0)));
        assert_eq!((ten_thousand.int(12_345), ten_thousand.int(i64::MAX)), (Some(123_450_000), None));
    }
}
