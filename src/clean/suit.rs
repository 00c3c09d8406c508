//! What cleaning may do with the missing cells of a column: which columns a mean or a mode suits, and which are names of things.

use super::words::Words;
use crate::fields::{Field, Header, MappedTable, TableKind, named_field};
use crate::table::{Column, Kind};

/// What a column is to cleaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suit {
    /// Numbers that a mean stands for.
    Number,
    /// Amounts and counts that are added up: a made-up one would be part of every sum.
    Measure,
    /// One of few words.
    Category,
    /// An empty cell says no: refunds, discounts.
    AbsenceIsNo,
    /// Times.
    Time,
    /// Ids, names, personal data, free text: nothing stands for a missing one.
    Name,
}

/// Fields whose empty cells say no.
const ABSENCE: &[Field] = &[Field::Refund, Field::IsRefund, Field::Discount];

/// Fields of categories, however few their rows are.
const CATEGORIES: &[Field] = &[
    Field::Category,
    Field::Channel,
    Field::Region,
    Field::PaymentMethod,
    Field::Gender,
    Field::MemberLevel,
    Field::Occupation,
    Field::BehaviorType,
    Field::Type,
];

/// Fields of names and free text, besides personal data.
const NAMES: &[Field] = &[
    Field::UserId,
    Field::OrderId,
    Field::ProductId,
    Field::ProductName,
    Field::SessionId,
    Field::Page,
    Field::TicketId,
    Field::Text,
];

/// Fields of what is added up.
const MEASURES: &[Field] = &[
    Field::Amount,
    Field::Price,
    Field::Quantity,
    Field::Cost,
    Field::Revenue,
    Field::Uv,
    Field::Click,
    Field::Order,
    Field::ConversionRate,
    Field::Roi,
];

/// Words of a header that counts or names money.
const SUMS: &[&str] = &[
    "金额",
    "总额",
    "货款",
    "价",
    "费",
    "消耗",
    "花费",
    "消费",
    "收入",
    "支出",
    "成本",
    "利润",
    "优惠",
    "补贴",
    "数量",
    "件数",
    "次数",
    "人数",
    "点击",
    "展现",
    "展示",
    "曝光",
    "转化",
    "订单",
    "成交",
    "访客",
    "浏览",
    "余额",
    "积分",
    "amount",
    "total",
    "price",
    "cost",
    "spend",
    "revenue",
    "sales",
    "profit",
    "fee",
    "tax",
    "paid",
    "qty",
    "quantity",
    "count",
    "clicks",
    "impressions",
    "impr",
    "conversions",
    "conv",
    "orders",
    "visits",
    "sessions",
    "views",
    "units",
    "value",
    "balance",
];

/// Words of a header that names an advertisement.
const CAMPAIGNS: &[&str] =
    &["计划", "推广", "广告", "单元", "创意", "素材", "关键词", "campaign", "ad", "adset", "keyword", "creative"];

/// Words of a header that numbers or names things.
const WORDS: &[&str] = &[
    "id",
    "ids",
    "no",
    "number",
    "code",
    "zip",
    "postal",
    "postcode",
    "name",
    "title",
    "remark",
    "remarks",
    "comment",
    "comments",
    "note",
    "notes",
    "description",
    "url",
    "link",
    "key",
    "uuid",
    "guid",
    "index",
    "编号",
    "号",
    "编码",
    "代码",
    "邮编",
    "序号",
    "姓名",
    "名称",
    "备注",
    "留言",
    "评价",
    "评论",
    "内容",
    "描述",
    "标题",
    "说明",
    "地址",
    "链接",
    "意见",
];

/// Most different words of a category, and the longest of them in bytes.
const MOST: usize = 1000;
const LONGEST: usize = 60;

/// Digits in a row from which a value is a number of something.
const DIGITS: usize = 5;

impl Suit {
    /// What a column of a table of this kind is.
    pub(super) fn of(mapped: &MappedTable, kind: TableKind, index: usize, column: &Column, words: &Words) -> Self {
        let field = mapped.mapping().field(index);
        if column.kind() == Kind::Time {
            return Self::Time;
        }
        let is_of = |fields: &[Field]| field.is_some_and(|f| fields.contains(&f));
        // A row of a table of customers is one of them: what it tells of money is an attribute.
        let adds_up = kind != TableKind::Customers && kind != TableKind::Unknown;
        if is_of(ABSENCE) {
            return Self::AbsenceIsNo;
        }
        let header = Header::new(column.name());
        let named = named_field(&header).filter(|&(_, score)| score >= 0.7).map(|(f, _)| f);
        let is_name = |f: Field| f.is_personal() || NAMES.contains(&f);
        if field.is_some_and(is_name) || (field.is_none() && (named.is_some_and(is_name) || WORDS.iter().any(|w| header.has(w))))
        {
            return Self::Name;
        }
        let is_key = kind == TableKind::Channels && (is_of(&[Field::Channel]) || CAMPAIGNS.iter().any(|w| header.has(w)));
        match column.kind() {
            Kind::Number | Kind::Money if is_of(MEASURES) => Self::Measure,
            Kind::Money if adds_up => Self::Measure,
            Kind::Number if adds_up && field.is_none() && SUMS.iter().any(|w| header.has(w)) => Self::Measure,
            Kind::Text if is_key => Self::Name,
            Kind::Number | Kind::Money => Self::Number,
            _ if column.is_coded() && is_of(CATEGORIES) => Self::Category,
            _ if column.is_coded() && is_category(column, words) => Self::Category,
            _ => Self::Name,
        }
    }
}

/// Whether the values of a coded column are few words that repeat.
fn is_category(column: &Column, words: &Words) -> bool {
    let values = column.dictionary();
    let filled = column.len() as u64 - column.nulls();
    if values.len() > MOST || values.len() as u64 * 2 > filled.max(1) {
        return false;
    }
    let named = || values.iter().filter(|v| !words.has(v));
    let numbers = named().filter(|v| v.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()).any(is_number)).count();
    named().all(|v| v.len() <= LONGEST) && numbers * 2 <= named().count()
}

fn is_number(run: &[u8]) -> bool {
    run.len() >= DIGITS && run.first().is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Mapping;
    use crate::intake::RawTable;
    use std::sync::Arc;

    fn suit(column: Column) -> Suit {
        let raw = RawTable::of("t.csv", vec![column]);
        let mapped = MappedTable::new(Arc::new(raw), Mapping::unmapped(1)).unwrap();
        Suit::of(&mapped, TableKind::Unknown, 0, &mapped.raw().columns[0], &Words::new(None))
    }

    #[test]
    fn names_of_things_are_no_categories() {
        let few = |name: &str| suit(Column::of_text(name, (0..20).map(|i| Some(["华东", "华南"][i % 2]))));
        assert_eq!(few("大区"), Suit::Category);
        assert_eq!(few("Contract"), Suit::Category);
        for name in ["客户姓名", "商品名称", "备注", "订单编号", "收货地址", "user_name", "order id", "手机号"]
        {
            assert_eq!(few(name), Suit::Name, "{name}");
        }
        assert_eq!(suit(Column::of_text("x", (0..20).map(|i| Some(["13800138000", "13800138001"][i % 2])))), Suit::Name);
        assert_eq!(suit(Column::of_text("x", ["a", "b", "c"].map(Some))), Suit::Name);
        assert_eq!(suit(Column::of_numbers("年龄", [Some(3.0)])), Suit::Number);
        assert_eq!(suit(Column::of_numbers("Postal Code", [Some(3.0)])), Suit::Name);
    }
}
