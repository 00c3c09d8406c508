//! What the shop sells, and what goes into a basket.

use super::BUNDLE;
use super::dice::Dice;

/// Categories with their products and prices in yuan. The two of the bundle come first.
const CATALOGUE: [&str; 6] = [
    "咖啡茶饮 手冲咖啡壶 168 咖啡滤纸 26 挂耳咖啡 59 冻干咖啡粉 88 茉莉花茶 46 普洱茶饼 98 燕麦奶 36 随行杯 79",
    "休闲零食 每日坚果 69 海苔脆片 25 黑巧克力 42 芒果干 29 牛肉干 58 苏打饼干 22 红枣夹核桃 39 低糖曲奇 35",
    "家居日用 乳胶枕 129 纯棉毛巾 32 收纳箱 49 香薰蜡烛 66 玻璃饭盒 45 遮光窗帘 139 地垫 38 保温壶 99",
    "个护清洁 氨基酸洗面奶 59 牙膏套装 34 洗发水 55 护手霜 28 洗衣凝珠 48 抽纸整箱 62 电动牙刷 149 沐浴露 44",
    "母婴用品 婴儿湿巾 39 儿童水杯 55 宝宝面霜 68 棉柔巾 27 儿童餐具 76 睡袋 118 磨牙棒 24 绘本套装 85",
    "宠物用品 全价猫粮 128 猫砂 46 冻干零食 52 狗粮 135 宠物湿巾 26 猫抓板 33 牵引绳 48 自动喂食器 159",
];

/// A product.
pub(super) struct Product {
    pub name: &'static str,
    pub category: &'static str,
    /// Price in cents.
    pub price: i64,
}

/// One line of an order.
pub(super) struct Line {
    /// Number of the product.
    pub product: usize,
    pub quantity: i64,
}

/// Everything that is sold.
pub(super) struct Goods(pub Vec<Product>);

impl Goods {
    pub fn new() -> Self {
        let mut products = Vec::new();
        for line in CATALOGUE {
            let mut words = line.split(' ');
            let category = words.next().unwrap_or_default();
            while let (Some(name), Some(yuan)) = (words.next(), words.next()) {
                products.push(Product { name, category, price: yuan.parse().unwrap_or(0) * 100 });
            }
        }
        Self(products)
    }

    /// Categories.
    pub const CATEGORIES: i64 = CATALOGUE.len() as i64;

    /// A product for somebody who likes this category; never the first of the bundle, which has its own way into baskets.
    pub fn draw(&self, taste: i64, dice: &mut Dice) -> usize {
        let each = self.0.len() as i64 / Self::CATEGORIES;
        let category = if dice.chance(40) { taste } else { dice.below(Self::CATEGORIES) };
        match category * each + dice.below(each) {
            0 => self.draw(taste, dice),
            at => at as usize,
        }
    }

    /// What somebody buys who takes up to `most` pieces of a thing.
    pub fn basket(&self, taste: i64, most: i64, dice: &mut Dice) -> Vec<Line> {
        let mut products = Vec::new();
        if dice.chance(5) {
            let with = usize::from(dice.chance(60));
            products.extend(self.bundle().into_iter().take(1 + with));
        } else {
            let wanted = [1, 2, 1, 2, 1, 3, 1, 2, 1, 1].get(dice.below(10) as usize).copied().unwrap_or(1);
            while products.len() < wanted {
                let product = self.draw(taste, dice);
                // Two equal lines would be taken for a row that was exported twice.
                if !products.contains(&product) {
                    products.push(product);
                }
            }
        }
        products.into_iter().map(|product| Line { product, quantity: 1 + dice.below(most) }).collect()
    }

    fn bundle(&self) -> Vec<usize> {
        BUNDLE.iter().filter_map(|name| self.0.iter().position(|product| product.name == *name)).collect()
    }
}
