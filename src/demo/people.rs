//! Who buys: what the shop knows of customers, and what moves them.

use super::dice::Dice;
use super::goods::Goods;

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
const GIVEN: &str = "明华芳丽强伟静敏涛艳军洁超霞平刚勇磊晨雨欣怡佳宁";

/// Where customers live, and how many of a hundred.
const PLACES: [(&str, i64); 10] = [
    ("广东省广州市", 18),
    ("江苏省南京市", 13),
    ("浙江省杭州市", 13),
    ("山东省济南市", 10),
    ("四川省成都市", 10),
    ("福建省福州市", 8),
    ("湖北省武汉市", 8),
    ("河南省郑州市", 8),
    ("湖南省长沙市", 6),
    ("陕西省西安市", 6),
];

const PAYMENTS: [&str; 4] = ["微信支付", "微信支付", "支付宝", "银行卡"];

/// A customer.
pub(super) struct Customer {
    pub name: String,
    pub phone: i64,
    pub gender: &'static str,
    /// Age in years; 0 = not known.
    pub age: i64,
    pub registered: i64,
    pub place: &'static str,
    /// How orders are paid.
    pub pays: &'static str,
    /// Channel of most visits.
    pub channel: usize,
    /// Category that is liked.
    pub taste: i64,
    /// Most pieces of one thing in an order.
    pub most: i64,
    /// Days from one order to the next, on average.
    pub gap: f64,
    /// Probability that an order is the last one.
    pub leaves: f64,
    /// Days from one visit without an order to the next, on average.
    pub visits: f64,
    /// Second of the last order; 0 without one.
    pub last: i64,
    /// What was paid in the days of the file, in cents.
    pub spent: i64,
}

impl Customer {
    pub fn new(registered: i64, channel: usize, dice: &mut Dice) -> Self {
        let letter = |text: &str, dice: &mut Dice| text.chars().nth(dice.below(text.chars().count() as i64) as usize);
        let mut name = String::new();
        name.extend(letter(SURNAMES, dice));
        for _ in 0..=dice.below(4).min(1) {
            name.extend(letter(GIVEN, dice));
        }
        let (place, _) = PLACES.get(dice.weighted(PLACES.iter().map(|place| place.1))).copied().unwrap_or_default();
        let leaves = dice.gamma(2);
        let gap = 50.0 / dice.gamma(2);
        Self {
            name,
            phone: 15_400_000_000 + dice.below(100_000_000),
            gender: match dice.below(50) {
                0 => "",
                1..29 => "女",
                _ => "男",
            },
            age: if dice.chance(9) { 0 } else { 19 + dice.below(24) + dice.below(18) },
            registered,
            place,
            pays: dice.of(&PAYMENTS).copied().unwrap_or_default(),
            channel,
            taste: dice.below(Goods::CATEGORIES),
            most: [1, 1, 1, 1, 2, 2, 2, 3, 3, 4].get(dice.below(10) as usize).copied().unwrap_or(1),
            gap,
            leaves: leaves / (leaves + dice.gamma(11)),
            visits: if dice.chance(6) { 1.7 } else { (gap * 0.8).clamp(6.0, 60.0) },
            last: 0,
            spent: 0,
        }
    }

    /// Level of membership, by what was paid.
    pub fn level(&self) -> &'static str {
        match self.spent / 100 {
            0..800 => "普通",
            800..2000 => "白银",
            _ => "黄金",
        }
    }
}
