//! What each column holds, judged by its header and a sample of its cells.

use super::evidence::{Evidence, Mark};
use super::forms::Forms;
use super::plan::ColumnReading;
use super::short_years;
use crate::table::number::{self, half_width};
use crate::table::{BareTime, DecimalMark, Doubt, Kind, LongNumbers, Notation, Reason, Spec, Store, money_unit};

/// Words in a header that make its column an identifier, hence text.
const IDENTIFIERS: &[&str] = &[
    "id",
    "no",
    "code",
    "sku",
    "number",
    "phone",
    "mobile",
    "tel",
    "zip",
    "postal",
    "card",
    "编号",
    "编码",
    "单号",
    "订单号",
    "号码",
    "手机",
    "电话",
    "卡号",
    "身份证",
    "账号",
    "工号",
    "邮编",
    "客户号",
    "会员号",
];
/// Words for a customer: alone they name its key.
const CUSTOMERS: &[&str] = &["customer", "user", "member", "client", "buyer", "客户", "用户", "会员", "买家", "顾客"];
/// Words in a header that make numbers amounts of money.
const AMOUNTS: &[&str] = &[
    "amount",
    "price",
    "revenue",
    "sales",
    "cost",
    "profit",
    "fee",
    "total",
    "spend",
    "payment",
    "discount",
    "refund",
    "gmv",
    "paid",
    "dollars",
    "金额",
    "价格",
    "单价",
    "售价",
    "收入",
    "成本",
    "利润",
    "费用",
    "总价",
    "实付",
    "应付",
    "实收",
    "退款",
    "优惠",
    "营收",
    "销售额",
    "货款",
    "客单价",
];
/// Words in a header of yes and no: `is_refund` is no amount.
const FLAGS: &[&str] = &["is", "has", "flag", "是否", "标记", "标志"];
/// Words in a header that make eight digits a date.
const DATES: &[&str] = &["date", "time", "day", "日期", "时间", "日"];
/// Words in a header that make a spreadsheet's serial numbers dates, and counts of seconds times.
const TIMES: &[&str] = &[
    "date",
    "datetime",
    "timestamp",
    "time",
    "ts",
    "dob",
    "birthday",
    "created",
    "updated",
    "ctime",
    "mtime",
    "日期",
    "时间",
    "时刻",
    "生日",
    "年月日",
    "时间戳",
];
/// Words in a header of months, and of what happened in them; and of years of the Republic of China.
const MONTHS: &[&str] = &["month", "months", "mth", "period", "ym", "yyyymm", "月", "期间", "账期"];
const EVENTS: &[&str] = &[
    "order",
    "purchase",
    "sale",
    "sales",
    "transaction",
    "payment",
    "下单",
    "订单",
    "购买",
    "消费",
    "交易",
    "成交",
    "支付",
    "付款",
    "销售",
];
const MINGUO: &[&str] = &["roc", "minguo", "民国", "民國"];
/// Those of them that name a day and nothing else.
const DAYS: &[&str] = &["date", "datetime", "dob", "birthday", "日期", "生日", "年月日"];
/// Words beside them in the header of a duration.
const DURATIONS: &[&str] = &[
    "duration",
    "spent",
    "elapsed",
    "response",
    "load",
    "run",
    "wait",
    "lead",
    "process",
    "processing",
    "session",
    "ms",
    "seconds",
    "minutes",
    "hours",
    "zone",
    "停留",
    "响应",
    "耗时",
    "用时",
    "时长",
    "间隔",
    "加载",
    "处理",
    "运行",
    "秒",
    "分钟",
    "小时",
];
/// Words in a header of phone numbers.
const PHONES: &[&str] = &["phone", "mobile", "tel", "telephone", "cellphone", "手机", "电话", "联系方式"];
/// Words in a header of other long numbers.
const LONG: &[&str] = &["card", "idcard", "卡号", "身份证", "证件", "账号", "账户", "银行卡"];

/// Words of a header: split at anything that is no letter, at lower-to-upper steps, and between scripts.
#[must_use]
pub fn words(header: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut last = ' ';
    for c in header.chars().map(half_width) {
        let han = !c.is_ascii() && c.is_alphanumeric();
        let boundary = !c.is_alphanumeric()
            || (c.is_uppercase() && last.is_lowercase())
            || (last.is_alphanumeric() && han == last.is_ascii_alphanumeric());
        if boundary {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        last = c;
    }
    words.retain(|w| !w.is_empty());
    words
}

/// A header that is a word for a customer and nothing else.
fn is_customer(header: &str) -> bool {
    matches!(words(header).as_slice(), [word] if CUSTOMERS.contains(&word.as_str()))
}

fn says(header: &str, vocabulary: &[&str]) -> bool {
    words(header).iter().any(|word| vocabulary.iter().any(|v| if v.is_ascii() { word == v } else { word.contains(v) }))
}

/// A column of a sample.
pub(super) struct Named<'a> {
    /// Its name in the table.
    pub(super) name: String,
    /// Its header in the file; empty where it has none.
    pub(super) header: &'a str,
    /// Cells.
    pub(super) cells: &'a [&'a [u8]],
}

/// Judges the columns of a sample. `delimiter` stands between the fields; `readings` are the user's words.
#[must_use]
pub(super) fn judge(columns: &[Named<'_>], delimiter: char, readings: &[ColumnReading]) -> Vec<Spec> {
    let specs = columns.iter().map(|c| {
        let given = said_of(&c.name, readings);
        let evidence = Evidence::weigh(c.cells);
        // In a notation of the user's own the cells are read once more.
        let own = (given.thousands.is_some() || given.decimal.is_some()).then_some(c.cells);
        let mut spec = Spec { store: store(c.header, c.cells), ..column(c.header, own, &evidence, delimiter, &given) };
        short_years::settle(&mut spec, c.cells);
        Spec { name: c.name.clone(), ..spec }
    });
    let mut specs: Vec<Spec> = specs.collect();
    // Months beside days are what their rows are grouped by, unless the header says that something happened then.
    if specs.iter().any(|spec| spec.kind == Kind::Time && spec.bare != BareTime::Months) {
        for (c, spec) in columns.iter().zip(&mut specs).filter(|(c, spec)| are_labels(c.header, spec)) {
            let given = ColumnReading { bare: Some(BareTime::Nothing), ..said_of(&c.name, readings) };
            *spec = Spec {
                name: c.name.clone(),
                store: spec.store,
                ..column(c.header, None, &Evidence::weigh(c.cells), delimiter, &given)
            };
        }
    }
    // What one column leaves open, the others of the file may tell.
    let forms = Forms::of(specs.iter());
    specs.iter_mut().for_each(|spec| forms.settle(spec, Reason::OtherColumns));
    specs
}

/// Whether months may be labels as well as times.
fn are_labels(header: &str, spec: &Spec) -> bool {
    let is_month = spec.kind == Kind::Time && spec.bare == BareTime::Months && spec.kind_reason != Some(Reason::User);
    is_month && !says(header, TIMES) && !says(header, EVENTS)
}

/// Judges a column that was empty in the sample by all its cells; `None` if it stays text.
pub(super) fn judge_late(name: &str, evidence: &Evidence, delimiter: char, readings: &[ColumnReading]) -> Option<Spec> {
    Some(column(name, None, evidence, delimiter, &said_of(name, readings))).filter(|spec| spec.kind != Kind::Text)
}

/// The user's words on a column, the more special ones over the general.
fn said_of(name: &str, readings: &[ColumnReading]) -> ColumnReading {
    let words = readings.iter().filter(|r| r.column.as_ref().is_none_or(|column| column == name));
    words.fold(ColumnReading::default(), ColumnReading::over)
}

fn column(header: &str, own: Option<&[&[u8]]>, e: &Evidence, delimiter: char, given: &ColumnReading) -> Spec {
    let mut spec = Spec::new(header, Kind::Text);
    (spec.numbers.decimal, spec.form_reason) = match given.decimal {
        Some(mark) => (mark, Some(Reason::User)),
        None => decimal_mark(e, delimiter),
    };
    spec.numbers.thousands = given.thousands;
    let numbers = own.map_or_else(|| e.numbers(spec.numbers.decimal), |cells| numbers_in(cells, spec.numbers));
    let dates = e.best_order();
    spec.dates = given.dates.unwrap_or(dates.order);
    spec.bare = given.bare.unwrap_or_else(|| bare_times(header, e));
    let (kind, reason) = match given.kind {
        Some(kind) => (kind, Reason::User),
        None => kind(header, e, numbers, spec.bare, given),
    };
    (spec.kind, spec.kind_reason) = (kind, Some(reason));
    if kind == Kind::Time {
        spec.numbers = Notation::default();
        spec.form_reason = match given.dates {
            Some(_) => Some(Reason::User),
            None => dates.reason,
        };
        let is_open = matches!(spec.form_reason, Some(Reason::Open | Reason::Point));
        spec.doubts.extend(is_open.then_some(Doubt::DateOrder));
        spec.doubts.extend((spec.bare == BareTime::Months).then_some(Doubt::MonthsAlone));
        return spec;
    }
    (spec.dates, spec.bare) = (given.dates.unwrap_or_default(), BareTime::Nothing);
    if kind == Kind::Text {
        (spec.numbers, spec.form_reason) = (Notation::default(), None);
        spec.long = long_numbers(header, e);
        return spec;
    }
    // A semicolon suggests a decimal comma; it proves none.
    let is_open = spec.form_reason == Some(Reason::Open) || (spec.form_reason == Some(Reason::Delimiter) && delimiter == ';');
    spec.doubts.extend(is_open.then_some(Doubt::DecimalMark));
    if e.percents == 0 && header.contains(['%', '％']) {
        spec.doubts.push(Doubt::PercentHeader);
    }
    spec.doubts.extend((e.percents > 0 && e.without_percent > 0).then_some(Doubt::PercentMixed));
    spec
}

/// Whether the header itself says that the cells are times, or amounts: then more of them may be something else.
#[must_use]
pub(super) fn is_expected(header: &str, kind: Kind) -> bool {
    match kind {
        Kind::Time => says(header, DATES),
        Kind::Money => says(header, AMOUNTS),
        Kind::Number | Kind::Text => false,
    }
}

fn numbers_in(cells: &[&[u8]], notation: Notation) -> usize {
    cells.iter().filter(|c| number::number_in(c, notation).is_some()).count()
}

fn kind(header: &str, e: &Evidence, numbers: usize, bare: BareTime, given: &ColumnReading) -> (Kind, Reason) {
    let most = |n: usize| n * 10 >= e.cells * 8;
    if e.cells == 0 {
        return (Kind::Text, Reason::Empty);
    }
    if says(header, IDENTIFIERS) || is_customer(header) {
        return (Kind::Text, Reason::Header);
    }
    if most(e.yes_no) && !most(numbers) {
        return (Kind::Text, Reason::YesNo);
    }
    let dates = e.best_order().count;
    let header_dates = says(header, DATES);
    let compact = e.compact * 2 > dates;
    let bare_times = if bare == BareTime::Nothing { 0 } else { e.bare(bare) };
    let named = if given.dates.is_some() || given.bare.is_some() { Reason::User } else { Reason::Header };
    // Where the header says what they are, subtotals and remarks among them are bad cells.
    let expected = |n: usize, kind: Kind| n * 10 >= e.cells * 6 && e.cells >= 10 && is_expected(header, kind);
    if most(dates + bare_times) || (!compact && expected(dates, Kind::Time)) {
        let sure = !compact || (e.dense == e.cells && e.cells >= 20);
        if header_dates || bare_times > 0 || given.dates.is_some() {
            return (Kind::Time, if sure && bare_times == 0 { Reason::Values } else { named });
        }
        // A version or a size has the form of a short date.
        if sure && e.loose * 10 < e.cells {
            return (Kind::Time, Reason::Values);
        }
    }
    if e.leading_zeros > 0 || e.long_digits > 0 {
        return (Kind::Text, Reason::LongDigits);
    }
    if e.codes > 0 {
        return (Kind::Text, Reason::Codes);
    }
    if !(most(numbers) || expected(numbers, Kind::Money)) {
        return (Kind::Text, Reason::Values);
    }
    // Amounts in thousands have more decimals than amounts.
    if says(header, FLAGS) || money_unit(header).is_some_and(|unit| unit.over == 1) {
        (Kind::Number, Reason::Values)
    } else if says(header, AMOUNTS) {
        (Kind::Money, Reason::Header)
    } else if e.currency > 0 {
        (Kind::Money, Reason::Currency)
    } else if e.two_decimals * 10 >= e.cells * 9 {
        (Kind::Money, Reason::TwoDecimals)
    } else {
        (Kind::Number, Reason::Values)
    }
}

/// The mark before the decimals, and why; no reason where no cell has a mark.
fn decimal_mark(e: &Evidence, delimiter: char) -> (DecimalMark, Option<Reason>) {
    if e.only_point != e.only_comma {
        return (if e.only_point > e.only_comma { DecimalMark::Point } else { DecimalMark::Comma }, Some(Reason::Values));
    }
    let grouped_by = match e.ambiguous() {
        None if e.only_point == 0 => return (DecimalMark::Point, None),
        None => return (DecimalMark::Point, Some(Reason::Open)),
        Some(Mark::Comma) => DecimalMark::Point,
        Some(Mark::Point) => DecimalMark::Comma,
    };
    match delimiter {
        // Where the comma is the decimal mark, lists are written with another delimiter.
        ',' => (DecimalMark::Point, Some(Reason::Delimiter)),
        // `950` and `1,234`: what needs no group has no mark.
        _ if e.small > 0 && e.large == 0 && e.marked() >= 3 && (grouped_by == DecimalMark::Point || delimiter == ';') => {
            (grouped_by, Some(Reason::Grouping))
        }
        ';' => (DecimalMark::Comma, Some(Reason::Delimiter)),
        _ => (DecimalMark::Point, Some(Reason::Open)),
    }
}

/// What a bare number is in a column whose header speaks of time.
fn bare_times(header: &str, e: &Evidence) -> BareTime {
    let named = says(header, TIMES) && !says(header, DURATIONS);
    let dates = e.best_order().count;
    let all = |n: usize| n > 0 && n + dates >= e.cells;
    let most = |n: usize| n > 0 && (n + dates) * 10 >= e.cells * 8;
    let minguo = e.bare(BareTime::Minguo);
    if says(header, MINGUO) && minguo * 10 >= e.cells * 8 && minguo > 0 {
        return BareTime::Minguo;
    }
    let is_of_months = (named || says(header, MONTHS)) && !says(header, DURATIONS);
    if (is_of_months && most(e.bare(BareTime::Months))) || most(e.worded_months) {
        return BareTime::Months;
    }
    let (seconds, milliseconds) = (e.bare(BareTime::Seconds), e.bare(BareTime::Milliseconds));
    if named && all(seconds) {
        return BareTime::Seconds;
    }
    if named && all(e.bare(BareTime::Microseconds)) {
        return BareTime::Microseconds;
    }
    // Thirteen digits that are all moments of these decades are hardly anything else.
    if all(milliseconds) && (named || (words(header).is_empty() && e.cells >= 20)) {
        return BareTime::Milliseconds;
    }
    // A time may be one of the day or a duration, a date only a date.
    let is_serial = all(e.recent_serials) || (says(header, DAYS) && all(e.bare(BareTime::Serial1900)));
    if named && is_serial { BareTime::Serial1900 } else { BareTime::Nothing }
}

fn long_numbers(header: &str, e: &Evidence) -> LongNumbers {
    if e.guarded * 10 >= e.present * 8 && e.guarded > 0 {
        return LongNumbers::Guarded;
    }
    if says(header, PHONES) {
        return LongNumbers::Phone;
    }
    // By chance one number in ten ends in a zero.
    if e.rounded >= 3 && e.rounded * 10 >= e.very_long * 8 {
        return LongNumbers::Zeros;
    }
    if says(header, LONG) || e.exponents > 0 { LongNumbers::Exponent } else { LongNumbers::Unwatched }
}

/// Plain where nearly every sampled value is another; identifiers of customers are always coded, since all is grouped by them.
fn store(header: &str, cells: &[&[u8]]) -> Store {
    let mut distinct: Vec<&[u8]> = cells.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let customer = says(header, CUSTOMERS);
    let order = says(header, &["order", "invoice", "transaction", "订单", "单号", "交易"]) && says(header, IDENTIFIERS);
    if !customer && cells.len() >= 20 && (order || distinct.len() * 10 > cells.len() * 9) { Store::Plain } else { Store::Coded }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(header: &str, cells: &[&str]) -> Kind {
        judged(header, cells, ',').kind
    }

    fn judged(header: &str, cells: &[&str], delimiter: char) -> Spec {
        let cells: Vec<&[u8]> = cells.iter().map(|c| c.as_bytes()).collect();
        judge(&[Named { name: header.to_owned(), header, cells: &cells }], delimiter, &[]).remove(0)
    }

    #[test]
    fn headers_and_cells_decide_together() {
        assert_eq!(kind("数量", &["1", "2", "", "3"]), Kind::Number);
        assert_eq!(kind("实付金额", &["1", "2.5"]), Kind::Money);
        assert_eq!(kind("x", &["12.50", "3.20", "8.00"]), Kind::Money);
        assert_eq!(kind("x", &["¥12", "¥3"]), Kind::Money);
        assert_eq!(kind("下单时间", &["2024-01-01 10:00:00", "2024年1月2日"]), Kind::Time);
        assert_eq!(kind("CustomerID", &["17850", "13047"]), Kind::Text);
        assert_eq!(kind("InvoiceNo", &["536365", "C536379"]), Kind::Text);
        assert_eq!(kind("x", &["536365", "C536379"]), Kind::Text);
        assert_eq!(kind("x", &["00012", "00013"]), Kind::Text);
        assert_eq!(kind("x", &["1234567890123456789"]), Kind::Text);
        assert_eq!(kind("会员", &["17850", "13047"]), Kind::Text);
        assert_eq!(kind("客户数", &["12", "7"]), Kind::Number);
        assert_eq!(kind("备注", &["好", "坏"]), Kind::Text);
        assert_eq!(kind("order_date", &["20240101", "20240203"]), Kind::Time);
        assert_eq!(kind("值", &["20240101", "20240203"]), Kind::Number);
    }

    #[test]
    fn headers_split_into_words() {
        assert_eq!(words("orderDate"), ["order", "date"]);
        assert_eq!(words("客户ID"), ["客户", "id"]);
        assert_eq!(words("Order ID"), ["order", "id"]);
        assert_eq!(words("sales_amount（元）"), ["sales", "amount", "元"]);
    }

    #[test]
    fn open_order_of_day_and_month_is_said() {
        let open = |cells: &[&str]| judged("date", cells, ',').doubts == [Doubt::DateOrder];
        assert!(open(&["1/2/2024", "3/4/2024"]));
        assert!(!open(&["1/2/2024", "3/14/2024"]));
        assert!(!open(&["2024-01-02"]));
    }
}
