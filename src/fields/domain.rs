//! Fields whose values are a short list: what people write for each, and the one code that it stands for.

use super::script::simplified;
use super::{Field, half_width};
use crate::table::{Column, Kind};

/// The values of one field, in their order.
pub struct Domain {
    field: Field,
    /// One value a line: `code|zh|en|words`.
    lines: &'static str,
}

const DOMAINS: &[Domain] = &[
    Domain {
        field: Field::Gender,
        lines: "male|男|Male|男性 男士 先生 男生 男孩 m man boy mr mr.
female|女|Female|女性 女士 小姐 女生 女孩 太太 f woman girl ms mrs miss ms. mrs.
undisclosed|未说明|Undisclosed|保密 未知 不详 其他 其它 未填 u x other unknown notspecified prefernottosay nonbinary",
    },
    Domain {
        field: Field::BehaviorType,
        lines: "exposure|曝光|Exposure|展示 展现 expose impression show
login|登录|Login|登陆 signin logon 打开 启动 打开app 启动app appstart launch open
register|注册|Sign-up|signup registration regist
view|浏览|View|查看 访问 看 浏览商品 浏览页面 页面浏览 商品浏览 浏览详情 查看商品 pv pageview viewitem viewproduct productview browse visit detailview viewpage viewcontent
click|点击|Click|点击商品 单击 点按 clk tap clicked clickitem itemclick
search|搜索|Search|检索 查询 搜索商品 query searched
fav|收藏|Favourite|收藏商品 加收藏 关注 喜欢 点赞 fav favorite collect wishlist like addtowishlist addtofavorite
cart|加购|Add to cart|加入购物车 加购物车 加购商品 购物车 添加购物车 addtocart addcart shoppingcart basket addtobasket cartadd
order|下单|Order|购买 提交订单 创建订单 生成订单 成交 买 buy purchase placeorder ordered submitorder bought transaction createorder checkout
pay|支付|Pay|付款 支付订单 支付成功 payment paid payorder
repurchase|复购|Repurchase|再次购买 重复购买 回购 rebuy reorder repeatpurchase
share|分享|Share|转发 分享商品 shared forward
review|评价|Review|评论 comment rate
refund|退款|Refund|退货 申请退款 退单 return returned
remove|移出购物车|Remove from cart|删除购物车 移除 removefromcart removecart
logout|退出|Log-out|登出 注销 signout exit leave 离开",
    },
    Domain {
        field: Field::MemberLevel,
        lines: "regular|普通|Regular|普通会员 普卡 普通客户 普通用户 一般 标准 注册会员 basic standard normal ordinary member common free
bronze|青铜|Bronze|铜 铜牌 铜卡 青铜会员 铜牌会员
silver|白银|Silver|银 银牌 银卡 白银会员 银卡会员 银牌会员 白银卡
gold|黄金|Gold|金 金牌 金卡 黄金会员 金卡会员 金牌会员 黄金卡
platinum|铂金|Platinum|白金 铂金会员 白金会员 白金卡 铂金卡
diamond|钻石|Diamond|钻 钻卡 钻石会员 钻石卡
black|黑金|Black|黑卡 至尊 黑金会员 黑金卡 至尊会员 至尊卡 supreme
vip|VIP|VIP|vip会员 vip客户 贵宾 贵宾会员 会员 premium
svip|SVIP|SVIP|supervip 超级会员 超级vip
vip0|VIP0|VIP0|v0 vip0会员
vip1|VIP1|VIP1|v1 vip1会员
vip2|VIP2|VIP2|v2 vip2会员
vip3|VIP3|VIP3|v3 vip3会员
vip4|VIP4|VIP4|v4 vip4会员
vip5|VIP5|VIP5|v5 vip5会员
vip6|VIP6|VIP6|v6 vip6会员
vip7|VIP7|VIP7|v7 vip7会员
vip8|VIP8|VIP8|v8 vip8会员
vip9|VIP9|VIP9|v9 vip9会员",
    },
];

/// Codes of behaviour in the data sets of Tianchi, by their number.
const TIANCHI: [&str; 4] = ["view", "fav", "cart", "order"];

/// Values that are read as they stand are at most so many.
const VALUES: usize = 10_000;

/// How the values of a column were understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// By their words.
    Words,
    /// As numbers that the header explains, as in `性别(1男2女)`.
    Header,
    /// As numbers of a public list: GB/T 2261.1 for sex, Tianchi for behaviour.
    Numbers,
}

/// A column whose values were looked up in a domain, each distinct value once.
pub struct Coding {
    column: Column,
    domain: &'static Domain,
    /// Per distinct value, or per digit in a column of numbers: the number of its code.
    codes: Vec<Option<u8>>,
    /// How its values were understood.
    pub basis: Basis,
    /// Filled cells of known values.
    pub known: u64,
    /// Filled cells of unknown values.
    pub unknown: u64,
    /// The first rows, from 0, of unknown values.
    pub rows: Vec<usize>,
    counts: Vec<u64>,
}

/// How many rows are named.
const NAMED_ROWS: usize = 10;

impl Domain {
    /// The domain of a field, if its values are a short list.
    #[must_use]
    pub fn of(field: Field) -> Option<&'static Self> {
        DOMAINS.iter().find(|d| d.field == field)
    }

    /// The field.
    #[must_use]
    pub fn field(&self) -> Field {
        self.field
    }

    /// The codes in their order: levels ascending, behaviour along the way to a purchase.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.lines.lines().map(|line| part(line, 0))
    }

    /// The code of what somebody wrote, by its words alone.
    #[must_use]
    pub fn code(&self, text: &str) -> Option<&'static str> {
        let at = self.place(text)?;
        self.codes().nth(usize::from(at))
    }

    /// Chinese or English label of a code.
    #[must_use]
    pub fn label(&self, code: &str, english: bool) -> Option<&'static str> {
        let line = self.lines.lines().find(|line| part(line, 0) == code)?;
        Some(part(line, if english { 2 } else { 1 }))
    }

    fn place(&self, text: &str) -> Option<u8> {
        // No word is longer; a cell may be a whole text.
        if text.len() > 64 {
            return None;
        }
        let folded = text.chars().map(half_width).map(simplified).filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'));
        let word: String = folded.flat_map(char::to_lowercase).collect();
        let is_it = |line: &'static str| {
            let label =
                |at| part(line, at).chars().filter(|c| !matches!(c, ' ' | '-')).flat_map(char::to_lowercase).eq(word.chars());
            part(line, 0) == word || label(1) || label(2) || part(line, 3).split(' ').any(|w| w == word)
        };
        let at = self.lines.lines().position(is_it).filter(|_| !word.is_empty())?;
        u8::try_from(at).ok()
    }

    /// Share of the distinct values of a column, 0 to 1, that are words of this domain; 0 where they are too many to be.
    pub(super) fn share(&self, column: &Column) -> f64 {
        let values = column.dictionary().len();
        if values == 0 || values > 200 {
            return 0.0;
        }
        let known = column.dictionary().iter().filter(|v| std::str::from_utf8(v).is_ok_and(|v| self.place(v).is_some()));
        known.count() as f64 / values as f64
    }

    /// Looks up the values of a column. Bare numbers are read only where the header or a public list says what they are.
    #[must_use]
    pub fn read(&'static self, column: &Column) -> Coding {
        let column = column.coded().unwrap_or_else(|| column.clone());
        let values = if column.is_coded() { column.dictionary().len() } else { 10 };
        let mut coding = Coding {
            domain: self,
            codes: vec![None; values],
            counts: vec![0; values],
            basis: Basis::Words,
            known: 0,
            unknown: 0,
            rows: Vec::new(),
            column,
        };
        let mut others = 0;
        for row in 0..coding.column.len() {
            match coding.slot(row) {
                Some(slot) => {
                    if let Some(count) = coding.counts.get_mut(slot) {
                        *count += 1;
                    }
                }
                None => others += u64::from(coding.is_filled(row)),
            }
        }
        let digits: Vec<Option<u8>> = (0..values).map(|slot| coding.digit(slot)).collect();
        let counts: Vec<(Option<u8>, u64)> = digits.iter().copied().zip(coding.counts.iter().copied()).collect();
        let numbers = self.numbers(coding.column.name(), &counts, others);
        coding.basis = numbers.map_or(Basis::Words, |(basis, _)| basis);
        for slot in 0..values.min(VALUES) {
            let code = match (digits.get(slot).copied().flatten(), numbers) {
                (Some(digit), Some((_, table))) => table.get(usize::from(digit)).copied().flatten(),
                (Some(_), None) => None,
                (None, _) => u32::try_from(slot).ok().and_then(|s| coding.text(s)).and_then(|text| self.place(text)),
            };
            if let Some(slot) = coding.codes.get_mut(slot) {
                *slot = code;
            }
        }
        for row in 0..coding.column.len() {
            if coding.at(row).is_some() {
                coding.known += 1;
            } else if coding.is_filled(row) {
                coding.unknown += 1;
                if coding.rows.len() < NAMED_ROWS {
                    coding.rows.push(row);
                }
            }
        }
        coding
    }

    /// What each digit stands for, where all filled cells are single digits or the header explains them.
    fn numbers(&self, header: &str, counts: &[(Option<u8>, u64)], others: u64) -> Option<(Basis, [Option<u8>; 10])> {
        let mut of = [0_u64; 10];
        let mut rest = others;
        for (digit, count) in counts {
            match digit.and_then(|d| of.get_mut(usize::from(d))) {
                Some(n) => *n += count,
                None => rest += count,
            }
        }
        if of.iter().all(|&n| n == 0) {
            return None;
        }
        if let Some(table) = self.explained(header) {
            return Some((Basis::Header, table));
        }
        let has = |digit: usize| of.get(digit).is_some_and(|&n| n > 0);
        let only = |set: &[usize]| rest == 0 && (0..10).all(|d| set.contains(&d) || !has(d));
        let place = |code: &str| self.codes().position(|c| c == code).and_then(|at| u8::try_from(at).ok());
        let mut table = [None; 10];
        let pairs: &[(usize, &str)] = match self.field {
            Field::Gender if only(&[0, 1, 2, 9]) && has(2) => {
                &[(0, "undisclosed"), (1, "male"), (2, "female"), (9, "undisclosed")]
            }
            Field::BehaviorType if only(&[1, 2, 3, 4]) => {
                let [_, views, favourites, carts, orders, ..] = of;
                // In any shop most is viewed, and so it is here or the numbers are another list.
                let is_list = favourites + carts + orders > 0 && views > favourites + carts + orders;
                let [view, fav, cart, order] = TIANCHI;
                if is_list { &[(1, view), (2, fav), (3, cart), (4, order)] } else { &[] }
            }
            _ => &[],
        };
        for &(digit, code) in pairs {
            if let Some(slot) = table.get_mut(digit) {
                *slot = place(code);
            }
        }
        (!pairs.is_empty()).then_some((Basis::Numbers, table))
    }

    /// What digits stand for by a header such as `性别(1男2女)`, `性别 男=1 女=0`.
    fn explained(&self, header: &str) -> Option<[Option<u8>; 10]> {
        let flat: String = header.chars().map(half_width).collect();
        let tokens: Vec<&str> = flat
            .split(|c: char| !c.is_alphanumeric())
            .flat_map(|run| run.split_inclusive(|c: char| c.is_ascii_digit()))
            .flat_map(|piece| match piece.char_indices().last() {
                Some((at, c)) if c.is_ascii_digit() && at > 0 => {
                    vec![piece.get(..at).unwrap_or_default(), piece.get(at..).unwrap_or_default()]
                }
                _ => vec![piece],
            })
            .filter(|t| !t.is_empty())
            .collect();
        let digit = |t: &&str| t.parse::<usize>().ok().filter(|d| *d < 10);
        let read = |digit_first: bool| {
            let mut table = [None; 10];
            let mut pairs = 0;
            for pair in tokens.windows(2) {
                let [a, b] = pair else { continue };
                let (number, word) = if digit_first { (a, b) } else { (b, a) };
                if let (Some(d), Some(code)) = (digit(number), self.place(word)) {
                    if let Some(slot) = table.get_mut(d) {
                        *slot = Some(code);
                    }
                    pairs += 1;
                }
            }
            (pairs >= 1).then_some((pairs, table))
        };
        // `男1女0` reads both ways; the one that explains more is meant.
        let (first, last) = (read(true), read(false));
        match (first, last) {
            (Some((a, table)), Some((b, _))) if a >= b => Some(table),
            (_, Some((_, table))) | (Some((_, table)), None) => Some(table),
            (None, None) => None,
        }
    }
}

impl Coding {
    /// The code of a row, `None` where it is empty or unknown.
    #[must_use]
    pub fn at(&self, row: usize) -> Option<&'static str> {
        let place = self.codes.get(self.slot(row)?).copied().flatten()?;
        self.domain.codes().nth(usize::from(place))
    }

    /// Code and rows of each value that occurs, in the order of the domain.
    #[must_use]
    pub fn counts(&self) -> Vec<(&'static str, u64)> {
        let count = |place: usize| {
            let is_it = |code: &Option<u8>| code.is_some_and(|c| usize::from(c) == place);
            self.codes.iter().zip(&self.counts).filter(|(code, _)| is_it(code)).map(|(_, n)| n).sum::<u64>()
        };
        self.domain.codes().enumerate().map(|(place, code)| (code, count(place))).filter(|(_, n)| *n > 0).collect()
    }

    fn slot(&self, row: usize) -> Option<usize> {
        match self.column.locate(row)? {
            (crate::table::Segment::Codes(codes), at) => codes.get(at).map(|code| code as usize),
            (crate::table::Segment::Number(numbers), at) => {
                let number = numbers.get(at)?;
                (number.fract() == 0.0 && (0.0..10.0).contains(&number)).then_some(number as usize)
            }
            _ => None,
        }
    }

    fn is_filled(&self, row: usize) -> bool {
        match self.column.kind() {
            Kind::Text => self.column.text_at(row).is_some_and(|t| !t.trim().is_empty()),
            Kind::Number => self.column.number_at(row).is_some(),
            Kind::Money | Kind::Time => self.column.int_at(row).is_some(),
        }
    }

    fn text(&self, slot: u32) -> Option<&str> {
        self.column.dictionary().get(slot).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// The digit that a slot is, if it is one.
    fn digit(&self, slot: usize) -> Option<u8> {
        if !self.column.is_coded() {
            return u8::try_from(slot).ok();
        }
        let text = u32::try_from(slot).ok().and_then(|s| self.text(s))?.trim();
        let mut chars = text.chars().map(half_width);
        let digit = chars.next()?.to_digit(10)?;
        chars.next().is_none().then(|| u8::try_from(digit).ok())?
    }
}

fn part(line: &'static str, at: usize) -> &'static str {
    line.split('|').nth(at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(field: Field) -> &'static Domain {
        Domain::of(field).unwrap()
    }

    fn texts(name: &str, cells: &[&str]) -> Column {
        Column::of_text(name, cells.iter().map(|c| (!c.is_empty()).then_some(*c)))
    }

    #[test]
    fn every_word_of_a_domain_has_one_code() {
        for domain in DOMAINS {
            for line in domain.lines.lines() {
                assert_eq!(line.split('|').count(), 4, "{line}");
                for word in part(line, 3).split(' ').chain([part(line, 0), part(line, 1), part(line, 2)]) {
                    assert_eq!(domain.code(word), Some(part(line, 0)), "{word}");
                }
            }
            assert_eq!(domain.code(""), None);
        }
    }

    #[test]
    fn what_people_write() {
        let of = |field: Field, text: &str| domain(field).code(text);
        assert_eq!(of(Field::BehaviorType, " Add_To_Cart "), Some("cart"));
        assert_eq!(of(Field::BehaviorType, "addToCart"), Some("cart"));
        assert_eq!(of(Field::BehaviorType, "ＰＶ"), Some("view"));
        assert_eq!(of(Field::BehaviorType, "加購"), Some("cart"));
        assert_eq!(of(Field::Gender, "女士"), Some("female"));
        assert_eq!(of(Field::Gender, "1"), None);
        assert_eq!(of(Field::MemberLevel, "黄金 会员"), Some("gold"));
        assert_eq!(domain(Field::MemberLevel).label("gold", false), Some("黄金"));
        assert_eq!(domain(Field::MemberLevel).label("gold", true), Some("Gold"));
        let levels: Vec<_> = domain(Field::MemberLevel).codes().filter(|c| ["gold", "regular", "silver"].contains(c)).collect();
        assert_eq!(levels, ["regular", "silver", "gold"]);
        assert!(Domain::of(Field::Amount).is_none());
    }

    #[test]
    fn unknown_values_are_counted() {
        let coding = domain(Field::Gender).read(&texts("性别", &["男", "", "保密", "??", "f", "Q", "男"]));
        assert_eq!((coding.known, coding.unknown, coding.rows.clone()), (4, 2, vec![3, 5]));
        assert_eq!(coding.counts(), [("male", 2), ("female", 1), ("undisclosed", 1)]);
        assert_eq!((coding.at(0), coding.at(1), coding.at(3), coding.at(4)), (Some("male"), None, None, Some("female")));
    }

    #[test]
    fn numbers_are_read_only_where_something_says_what_they_are() {
        let numbers = |name: &str, cells: &[f64]| Column::of_numbers(name, cells.iter().copied().map(Some));
        let read = |field, column: &Column| {
            let coding = domain(field).read(column);
            (coding.basis, (0..column.len()).map(|row| coding.at(row).unwrap_or("-")).collect::<Vec<_>>())
        };
        assert_eq!(read(Field::Gender, &numbers("性别", &[1.0, 0.0])), (Basis::Words, vec!["-", "-"]));
        assert_eq!(
            read(Field::Gender, &numbers("性别", &[1.0, 2.0, 0.0])),
            (Basis::Numbers, vec!["male", "female", "undisclosed"])
        );
        assert_eq!(read(Field::Gender, &numbers("性别(1男0女)", &[1.0, 0.0])), (Basis::Header, vec!["male", "female"]));
        assert_eq!(read(Field::Gender, &texts("性别（男=1，女=0）", &["1", "0"])), (Basis::Header, vec!["male", "female"]));
        assert_eq!(read(Field::Gender, &numbers("性别", &[1.0, 2.0, 7.0])), (Basis::Words, vec!["-", "-", "-"]));
        let tianchi = numbers("behavior_type", &[1.0, 1.0, 1.0, 1.0, 3.0, 4.0, 2.0]);
        assert_eq!(read(Field::BehaviorType, &tianchi).1, ["view", "view", "view", "view", "cart", "order", "fav"]);
        assert_eq!(read(Field::BehaviorType, &numbers("behavior_type", &[1.0, 4.0, 4.0])).1, ["-", "-", "-"]);
    }
}
