//! The made-up shop: what it sells, where, through which channel, and on which days people come.

use super::random::{Random, Weighted};

/// Days covered, 2024-01-01 (a Monday) to 2025-12-31.
pub const DAYS: u32 = 731;
/// Products P00001 … P03000.
const PRODUCTS: u32 = 3000;

/// Chinese name, English name, price of a middling product in yuan.
const CATEGORIES: [(&str, &str, u32); 12] = [
    ("食品饮料", "Food and drink", 39),
    ("女装", "Women's wear", 159),
    ("美妆护肤", "Beauty", 129),
    ("家居日用", "Household", 49),
    ("母婴用品", "Mother and baby", 99),
    ("数码配件", "Gadgets", 89),
    ("男装", "Men's wear", 139),
    ("运动户外", "Sports", 199),
    ("图书文具", "Books", 35),
    ("鞋靴箱包", "Shoes and bags", 229),
    ("宠物用品", "Pets", 59),
    ("家用电器", "Appliances", 699),
];

/// Chinese name, English name, weight.
const CHANNELS: [(&str, &str, u32); 6] = [
    ("小程序", "Mini program", 30),
    ("天猫", "Tmall", 25),
    ("抖音", "Douyin", 18),
    ("京东", "JD", 12),
    ("门店", "Store", 10),
    ("官网", "Web", 5),
];

/// Chinese name, English name, weight.
const REGIONS: [(&str, &str, u32); 16] = [
    ("广东", "Guangdong", 16),
    ("江苏", "Jiangsu", 11),
    ("浙江", "Zhejiang", 11),
    ("山东", "Shandong", 9),
    ("上海", "Shanghai", 8),
    ("北京", "Beijing", 8),
    ("四川", "Sichuan", 7),
    ("河南", "Henan", 6),
    ("湖北", "Hubei", 5),
    ("福建", "Fujian", 5),
    ("湖南", "Hunan", 4),
    ("陕西", "Shaanxi", 3),
    ("辽宁", "Liaoning", 3),
    ("重庆", "Chongqing", 2),
    ("黑龙江", "Heilongjiang", 1),
    ("内蒙古", "Inner Mongolia", 1),
];

/// Orders per hour of the day, midnight first.
const HOURS: [u32; 24] = [9, 5, 3, 2, 2, 3, 6, 12, 20, 30, 36, 34, 32, 28, 28, 30, 30, 29, 30, 36, 46, 50, 40, 22];

/// The language of headers, categories, channels and regions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// 客户ID, 订单号 …
    Zh,
    /// `user_id`, `order_id` …
    En,
}

/// One line of an order.
#[derive(Clone, Copy)]
pub struct Line {
    /// Number of the product, from 1.
    pub product: u32,
    /// Pieces; negative when given back.
    pub quantity: i32,
    /// Amount paid in cents; negative when paid back.
    pub cents: i64,
}

/// Every weighted choice the shop makes, prepared once.
pub struct Shop {
    products: Weighted,
    channels: Weighted,
    regions: Weighted,
    hours: Weighted,
    days: Weighted,
}

impl Shop {
    /// The shop; it has no options.
    pub fn new() -> Self {
        Self {
            products: Weighted::new((0..PRODUCTS as usize).map(|rank| Weighted::popularity(rank, 9))),
            channels: Weighted::new(CHANNELS.iter().map(|c| f64::from(c.2))),
            regions: Weighted::new(REGIONS.iter().map(|r| f64::from(r.2))),
            hours: Weighted::new(HOURS.iter().map(|h| f64::from(*h))),
            days: Weighted::new((0..DAYS).map(trade)),
        }
    }

    /// The share of all rows that lies on `day` or before it.
    pub fn share_up_to(&self, day: u32) -> f64 {
        self.days.share_up_to(day as usize)
    }

    /// A day, busy ones more often.
    pub fn draw_day(&self, random: &mut Random) -> u32 {
        self.days.draw(random) as u32
    }

    /// A second of the day, evenings more often.
    pub fn draw_second(&self, random: &mut Random) -> u32 {
        self.hours.draw(random) as u32 * 3600 + random.below(3600)
    }

    /// The number of a channel.
    pub fn draw_channel(&self, random: &mut Random) -> u8 {
        self.channels.draw(random) as u8
    }

    /// The number of a region.
    pub fn draw_region(&self, random: &mut Random) -> u8 {
        self.regions.draw(random) as u8
    }

    /// One line of a customer who spends `tier` per cent of the usual.
    pub fn draw_line(&self, tier: u32, random: &mut Random) -> Line {
        // 1327 is coprime to 3000: popular products are spread over all numbers, so over all categories.
        let product = (self.products.draw(random) as u32 * 1327) % PRODUCTS + 1;
        let quantity = match random.below(100) {
            0..75 => 1,
            75..92 => 2,
            92..97 => 3,
            _ => 4 + random.below(7) as i32,
        };
        let paid = match random.below(10) {
            0..5 => 100,
            5..7 => 95,
            7..9 => 88,
            _ => 70,
        };
        let cents = price(product) * i64::from(quantity) * i64::from(tier) * paid / 10_000;
        Line { product, quantity, cents: cents.max(100) }
    }
}

/// Price of a product in cents; it depends on its number alone.
fn price(product: u32) -> i64 {
    let mut random = Random::new(u64::from(product));
    let base = CATEGORIES.get(product as usize % CATEGORIES.len()).map_or(0, |c| i64::from(c.2));
    let yuan = base * i64::from(40 + random.below(100)) / 100;
    ((yuan as f64 * random.heavy(6.0)) as i64) * 100 + 90
}

/// How busy a day is: doubling over two years, weekends, and the shopping days 618 and 11.11.
fn trade(day: u32) -> f64 {
    let growth = 1.0 + f64::from(day) / f64::from(DAYS);
    let week = if day % 7 >= 5 { 1.35 } else { 1.0 };
    let feast = match date(day) {
        (_, 6, 16..=18) | (_, 11, 9..=11) => 2.5,
        _ => 1.0,
    };
    growth * week * feast
}

/// Year, month and day of a day number; 0 is 2024-01-01.
pub fn date(day: u32) -> (u32, u32, u32) {
    const LEAP: u32 = 366;
    let (year, mut rest) = if day < LEAP { (2024, day) } else { (2025, day - LEAP) };
    let february = if year == 2024 { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if rest < length {
            break;
        }
        rest -= length;
        month += 1;
    }
    (year, month, rest + 1)
}

/// The header line without its end.
pub const fn header(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "客户ID,订单号,下单时间,商品ID,类目,数量,实付金额,渠道,地区",
        Lang::En => "user_id,order_id,order_time,product_id,category,quantity,amount,channel,region",
    }
}

/// Category of a product.
pub fn category(product: u32, lang: Lang) -> &'static str {
    CATEGORIES.get(product as usize % CATEGORIES.len()).map_or("", |c| if lang == Lang::Zh { c.0 } else { c.1 })
}

/// Name of a channel.
pub fn channel(number: u8, lang: Lang) -> &'static str {
    CHANNELS.get(usize::from(number)).map_or("", |c| if lang == Lang::Zh { c.0 } else { c.1 })
}

/// Name of a region.
pub fn region(number: u8, lang: Lang) -> &'static str {
    REGIONS.get(usize::from(number)).map_or("", |r| if lang == Lang::Zh { r.0 } else { r.1 })
}
