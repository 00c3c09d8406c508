//! Templates to fill in: the four of the method's source and two more, and what is wrong in a filled one.

use super::derived::Check;
use super::{Domain, Field, Fit, Header, MappedTable, TableKind};
use crate::table::{Column, Kind};
use serde::{Deserialize, Serialize};

/// A table to fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Template {
    /// 客户基础信息表
    Customers,
    /// 客户行为分析表
    Events,
    /// 转化效果分析表
    Channels,
    /// 数据化报告摘要表
    Summary,
    /// 交易数据表
    Orders,
    /// 互动反馈表
    Feedback,
}

/// What the cells of a template's column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum CellType {
    /// 字符串
    Text,
    /// 日期时间
    DateTime,
    /// 日期
    Date,
    /// 整数
    Integer,
    /// 浮点数
    Decimal,
}

/// A column of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TemplateColumn {
    /// English header; the code of the field where there is one.
    pub name: &'static str,
    /// Its field; the columns of the summary have none.
    pub field: Option<Field>,
    /// Chinese header.
    pub zh: &'static str,
    /// What goes in, in Chinese.
    pub about_zh: &'static str,
    /// What goes in, in English.
    pub about_en: &'static str,
    /// An example, the same in both languages.
    pub example: &'static str,
    /// What its cells are.
    pub cells: CellType,
}

/// One thing that is wrong in a filled template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Problem {
    /// What is wrong.
    pub code: ProblemCode,
    /// English header of the template's column.
    pub name: &'static str,
    /// Whether nothing can be counted without the column.
    pub required: bool,
    /// The table's column, from 0, where there is one.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub column: Option<usize>,
    /// How many cells.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub count: u64,
    /// The first of their rows, from 0.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub rows: Vec<usize>,
    /// The comparison, where a value differs from what it follows from.
    pub check: Option<Check>,
}

/// What is wrong with a column of a filled template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum ProblemCode {
    /// It is not there.
    MissingColumn,
    /// Cells are not of its type.
    WrongType,
    /// Values are none of its list.
    OutsideDomain,
    /// Values differ from what they follow from.
    DerivedDiffers,
}

/// How many rows a problem names.
const NAMED_ROWS: usize = 10;

impl Template {
    /// All templates, the source's own first.
    pub const ALL: &[Self] = &[Self::Customers, Self::Events, Self::Channels, Self::Summary, Self::Orders, Self::Feedback];

    /// Stable name, also of its file.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.parts().0
    }

    /// The template with this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.code() == code)
    }

    /// Chinese title.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.parts().1
    }

    /// English title.
    #[must_use]
    pub fn en(self) -> &'static str {
        self.parts().2
    }

    /// The kind of table that it makes; the summary is no table of data.
    #[must_use]
    pub fn kind(self) -> TableKind {
        TableKind::from_code(self.code()).unwrap_or_default()
    }

    /// Code, titles, and one column a line: `name|zh|about zh|about en|example|type`.
    fn parts(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Customers => (
                "customers",
                "客户基础信息表",
                "Customers",
                "user_id|客户ID|客户唯一标识|Unique key of the customer|U20240501001|s
user_name|客户姓名|客户姓名（脱敏）|Name of the customer, masked|*先生/女士|s
register_date|注册时间|注册时间|When the customer joined|2024-03-15 10:30:00|t
region|地域|客户所在地域|Where the customer lives|广东省深圳市|s
member_level|会员等级|会员等级（普通/白银/黄金）|Level of membership (普通, 白银, 黄金)|黄金|s
last_buy_date|最近购买时间|最近购买时间|When the customer last bought|2024-05-10 14:20:00|t",
            ),
            Self::Events => (
                "events",
                "客户行为分析表",
                "Customer behaviour",
                "user_id|客户ID|客户唯一标识|Unique key of the customer|U20240501001|s
behavior_type|行为类型|行为类型（浏览/点击/下单）|What was done (浏览 viewed, 点击 clicked, 下单 ordered)|浏览|s
behavior_time|行为时间|行为发生时间|When it was done|2024-05-12 09:15:00|t
product_id|商品ID|关联商品ID|Product that it was about|P1001|s
duration|停留时长|行为停留时长（秒）|Time spent, in seconds|120|i
channel|渠道|行为发生渠道|Where it was done|APP|s",
            ),
            Self::Channels => (
                "channels",
                "转化效果分析表",
                "Conversion by channel",
                "channel|获客渠道|获客渠道|Channel of acquisition|搜索引擎|s
uv|曝光量|曝光量（独立访客数）|People reached (unique visitors)|10000|i
click|点击量|点击量|Clicks|2000|i
order|下单量|下单量|Orders|300|i
conversion_rate|转化率(%)|转化率（%）= 下单量 ÷ 点击量|Conversion rate in per cent: orders / clicks|15.0|f
cost|获客成本(元)|获客成本（元）|Cost of acquisition in yuan|5000|f
roi|投资回报率|投资回报率|Return on the cost|3.2|f",
            ),
            Self::Summary => (
                "summary",
                "数据化报告摘要表",
                "Summary of the report",
                "report_date|报告日期|报告日期|Date of the report|2024-05月|s
core_conclusion|核心结论|核心结论|Main conclusion|高价值客户复购率下降15%|s
key_metric|关键指标|关键指标（同比/环比）|Key figure against the year or month before|活跃用户数环比下降8%|s
problem_diag|问题诊断|问题诊断|What went wrong|客服响应时长增加2小时|s
suggestion|改进建议|改进建议|What to do|优化客服排班，提升响应效率|s
owner|负责人|负责人|Who does it|*经理|s
follow_up_date|跟进时间节点|跟进时间节点|By when|2024-06-01前完成策略落地|d",
            ),
            Self::Orders => (
                "orders",
                "交易数据表",
                "Orders",
                "order_id|订单号|订单唯一标识|Unique key of the order|D20240510001|s
user_id|客户ID|客户唯一标识|Unique key of the customer|U20240501001|s
order_time|下单时间|下单时间|When the order was placed|2024-05-10 14:20:00|t
product_id|商品ID|商品ID|Product|P1001|s
quantity|数量|购买数量|Pieces|2|i
amount|实付金额(元)|实付金额（元）|Amount paid in yuan|199.00|f
channel|渠道|下单渠道|Where it was ordered|APP|s
is_refund|是否退款|是否退款（是/否）|Whether it was refunded (是 yes, 否 no)|否|s",
            ),
            Self::Feedback => (
                "feedback",
                "互动反馈表",
                "Service and feedback",
                "ticket_id|工单号|工单唯一标识|Unique key of the case|T20240512001|s
user_id|客户ID|客户唯一标识|Unique key of the customer|U20240501001|s
feedback_time|反馈时间|反馈或咨询时间|When the customer spoke|2024-05-12 09:15:00|t
closed_at|关闭时间|工单关闭时间|When the case was closed|2024-05-12 11:15:00|t
type|问题类型|咨询问题类型|What it was about|物流|s
score|满意度评分|满意度或 NPS 评分|Satisfaction or NPS|5|f
text|反馈内容|客户原话|What the customer wrote|包装很好，送货快|s
handling_time|处理时长|处理时长（分钟）|Time to the answer, in minutes|120|f
channel|渠道|反馈渠道|Where it came in|在线客服|s",
            ),
        }
    }

    /// Its columns in their order.
    #[must_use]
    pub fn columns(self) -> Vec<TemplateColumn> {
        let has_fields = self != Self::Summary;
        let column = |line: &'static str| {
            let mut parts = line.split('|');
            let mut next = || parts.next().unwrap_or_default();
            let (name, zh, about_zh, about_en, example) = (next(), next(), next(), next(), next());
            let cells = match next() {
                "t" => CellType::DateTime,
                "d" => CellType::Date,
                "i" => CellType::Integer,
                "f" => CellType::Decimal,
                _ => CellType::Text,
            };
            let field = Field::from_code(name).filter(|_| has_fields);
            TemplateColumn { name, field, zh, about_zh, about_en, example, cells }
        };
        self.parts().3.lines().map(column).collect()
    }

    /// The empty template as CSV that a spreadsheet opens right (UTF-8 with byte-order mark, RFC 4180): header and one row of
    /// examples.
    #[must_use]
    pub fn csv(self, english: bool) -> Vec<u8> {
        let columns = self.columns();
        let header = columns.iter().map(|c| if english { c.name } else { c.zh });
        let mut text = String::from("\u{FEFF}");
        line(&mut text, header);
        line(&mut text, columns.iter().map(|c| c.example));
        text.into_bytes()
    }

    /// The template that a table was filled from, by its headers: half of the template's and 60 % of the table's own are the same.
    #[must_use]
    pub fn of(table: &MappedTable) -> Option<Self> {
        let headers: Vec<Header> = table.raw().columns.iter().map(|column| Header::new(column.name())).collect();
        let same = |wanted: &TemplateColumn| {
            let names = [Header::new(wanted.name), Header::new(wanted.zh)];
            headers.iter().any(|header| names.iter().any(|name| header.fit(name) == Some(Fit::Exact)))
        };
        let counted = Self::ALL.iter().map(|&template| {
            let columns = template.columns();
            (columns.iter().filter(|column| same(column)).count(), columns.len(), template)
        });
        let like = counted.filter(|(same, own, _)| same * 2 >= *own && same * 5 >= headers.len() * 3);
        like.max_by_key(|(same, ..)| *same).map(|(.., template)| template)
    }

    /// Whether nothing can be counted without one of its columns in a table, as it stands.
    fn requires(self, wanted: &TemplateColumn, table: &MappedTable) -> bool {
        let groups = self.kind().required().iter();
        let mut own = groups.filter(|group| wanted.field.is_some_and(|field| group.contains(&field)));
        own.any(|group| group.iter().all(|&field| Some(field) == wanted.field || table.column(field).is_none()))
    }

    /// What is wrong in a filled template, column by column. Rows are those of the table, from 0.
    #[must_use]
    pub fn validate(self, table: &MappedTable) -> Vec<Problem> {
        let mut problems = Vec::new();
        let checks = table.derived();
        for wanted in self.columns() {
            let Some((at, column)) = find(table, &wanted) else {
                let required = self.requires(&wanted, table);
                problems.push(Problem { required, ..Problem::of(ProblemCode::MissingColumn, &wanted, None) });
                continue;
            };
            let required = self.requires(&wanted, table);
            let problem = |code| Problem { required, ..Problem::of(code, &wanted, Some(at)) };
            let (count, rows) = of_other_type(column, wanted.cells);
            if count > 0 {
                problems.push(Problem { count, rows, ..problem(ProblemCode::WrongType) });
            }
            if let Some(coding) = wanted.field.and_then(Domain::of).map(|d| d.read(column)).filter(|c| c.unknown > 0) {
                problems.push(Problem { count: coding.unknown, rows: coding.rows, ..problem(ProblemCode::OutsideDomain) });
            }
            if let Some(check) = checks.iter().find(|c| Some(c.field) == wanted.field && c.differ > 0) {
                let found = problem(ProblemCode::DerivedDiffers);
                problems.push(Problem { count: check.differ, rows: check.rows.clone(), check: Some(check.clone()), ..found });
            }
        }
        problems
    }
}

impl Problem {
    fn of(code: ProblemCode, wanted: &TemplateColumn, column: Option<usize>) -> Self {
        Self { code, name: wanted.name, required: false, column, count: 1, rows: Vec::new(), check: None }
    }
}

/// The table's column for one of the template: by its field, else by either header.
fn find<'a>(table: &'a MappedTable, wanted: &TemplateColumn) -> Option<(usize, &'a Column)> {
    if let Some(found) = wanted.field.and_then(|field| table.column(field)) {
        return Some(found);
    }
    let names = [Header::new(wanted.name), Header::new(wanted.zh)];
    let is_it = |column: &Column| names.iter().any(|name| Header::new(column.name()).fit(name) == Some(Fit::Exact));
    table.raw().columns.iter().enumerate().find(|(_, column)| is_it(column))
}

/// Cells that are not of a type: how many, and the first of their rows.
fn of_other_type(column: &Column, cells: CellType) -> (u64, Vec<usize>) {
    let kind = column.kind();
    let wants = match cells {
        // Text may hold anything, and the seed's dates of follow-up are sentences.
        CellType::Text | CellType::Date => return (0, Vec::new()),
        CellType::DateTime => kind == Kind::Time,
        CellType::Integer | CellType::Decimal => matches!(kind, Kind::Number | Kind::Money),
    };
    let is_filled = |row: usize| match kind {
        Kind::Text => column.text_at(row).is_some_and(|t| !t.trim().is_empty()),
        Kind::Number => column.number_at(row).is_some(),
        Kind::Money | Kind::Time => column.int_at(row).is_some(),
    };
    let is_broken = |row: usize| cells == CellType::Integer && column.number_at(row).is_some_and(|n| n.fract() != 0.0);
    let (mut count, mut rows) = (0, Vec::new());
    for row in (0..column.len()).filter(|&row| if wants { is_broken(row) } else { is_filled(row) }) {
        count += 1;
        if rows.len() < NAMED_ROWS {
            rows.push(row);
        }
    }
    // Cells that could not be read are counted by the reader; it numbers rows as the file does, so they are not named here.
    (count + column.invalid().count, rows)
}

fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\n']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Mapping;
    use crate::intake::RawTable;
    use std::sync::Arc;

    #[test]
    fn columns_are_fields_of_their_kind() {
        for &template in Template::ALL {
            assert_eq!(Template::from_code(template.code()), Some(template));
            for column in template.columns() {
                let of_kind = column.field.is_some_and(|f| f.code() == column.name && f.is_of(template.kind()));
                assert_eq!(of_kind, template != Template::Summary, "{}", column.name);
                assert!(!column.example.is_empty() && !column.about_zh.is_empty() && !column.about_en.is_empty());
            }
            if template != Template::Summary {
                let names: Vec<_> = template.columns().iter().map(|c| c.field).collect();
                assert!(template.kind().required().iter().all(|group| group.iter().any(|f| names.contains(&Some(*f)))));
            }
        }
    }

    #[test]
    fn what_is_wrong_is_counted_with_its_rows() {
        let texts = |name: &str, cells: &[&str]| Column::of_text(name, cells.iter().map(|c| Some(*c)));
        let numbers = |name: &str, cells: &[f64]| Column::of_numbers(name, cells.iter().map(|c| Some(*c)));
        let columns = vec![
            texts("user_id", &["a", "b", "a"]),
            texts("行为类型", &["浏览", "跳舞", "下单"]),
            texts("行为时间", &["昨天", "今天", "今天"]),
            numbers("duration", &[1.0, 2.5, 3.0]),
            texts("渠道", &["APP", "APP", "H5"]),
        ];
        let mapping = Mapping::guess(&columns);
        let table = MappedTable::new(Arc::new(RawTable::of("events.csv", columns)), mapping).unwrap();
        let found: Vec<_> =
            Template::Events.validate(&table).into_iter().map(|p| (p.name, p.code, p.column, p.count, p.rows)).collect();
        assert_eq!(
            found,
            [
                ("behavior_type", ProblemCode::OutsideDomain, Some(1), 1, vec![1]),
                ("behavior_time", ProblemCode::WrongType, Some(2), 3, vec![0, 1, 2]),
                ("product_id", ProblemCode::MissingColumn, None, 1, vec![]),
                ("duration", ProblemCode::WrongType, Some(3), 1, vec![1]),
            ]
        );
    }

    #[test]
    fn a_wrong_rate_is_shown_with_its_comparison() {
        let number = |name: &str, value: f64| Column::of_numbers(name, [Some(value)]);
        let columns = vec![
            Column::of_text("获客渠道", [Some("搜索引擎")]),
            number("曝光量", 10_000.0),
            number("点击量", 2000.0),
            number("下单量", 300.0),
            number("转化率(%)", 16.0),
            number("获客成本(元)", 5000.0),
            number("投资回报率", 3.2),
        ];
        let mapping = Mapping::guess(&columns);
        let table = MappedTable::new(Arc::new(RawTable::of("channels.csv", columns)), mapping).unwrap();
        let problems = Template::Channels.validate(&table);
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].code, problems[0].name), (ProblemCode::DerivedDiffers, "conversion_rate"));
        assert_eq!(problems[0].check.as_ref().map(|c| (c.compared, c.differ)), Some((1, 1)));
    }
}
