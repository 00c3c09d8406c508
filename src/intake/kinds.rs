//! What each column holds, judged by its header and a sample of its cells.

use crate::table::date::{DateOrder, Times};
use crate::table::number::{self, half_width};
use crate::table::{Kind, Spec, Store, is_missing};

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
/// Words in a header that make eight digits a date.
const DATES: &[&str] = &["date", "time", "day", "日期", "时间", "日"];

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

/// Counts of what the sampled cells of a column are.
#[derive(Default)]
struct Evidence {
    cells: usize,
    numbers: usize,
    month_first: usize,
    day_first: usize,
    compact_dates: usize,
    long_digits: usize,
    codes: usize,
    currency: usize,
    two_decimals: usize,
}

/// Judges a column. The second value says that the order of day and month stays open.
#[must_use]
pub fn judge(header: &str, cells: &[&[u8]]) -> (Spec, bool) {
    let mut spec = Spec::new(header, Kind::Text);
    let evidence = weigh(cells);
    spec.store = store(header, cells);
    if evidence.cells == 0 || says(header, IDENTIFIERS) || is_customer(header) {
        return (spec, false);
    }
    let most = |n: usize| n * 10 >= evidence.cells * 8;
    let dates = evidence.month_first.max(evidence.day_first);
    let compact = evidence.compact_dates * 2 > dates;
    if most(dates) && (!compact || says(header, DATES) || (evidence.compact_dates == evidence.cells && evidence.cells >= 20)) {
        spec.kind = Kind::Time;
        if evidence.day_first > evidence.month_first {
            spec.dates = DateOrder::DayFirst;
        }
        let open = evidence.day_first == evidence.month_first && cells.iter().any(|c| order_matters(c));
        return (spec, open);
    }
    if most(evidence.numbers) && evidence.long_digits == 0 && evidence.codes == 0 {
        let money = says(header, AMOUNTS) || evidence.currency > 0 || evidence.two_decimals * 10 >= evidence.cells * 9;
        spec.kind = if money { Kind::Money } else { Kind::Number };
    }
    (spec, false)
}

fn weigh(cells: &[&[u8]]) -> Evidence {
    let mut e = Evidence::default();
    let (mut month, mut day) = (Times::new(DateOrder::MonthFirst), Times::new(DateOrder::DayFirst));
    for cell in cells.iter().filter(|c| !is_missing(c)) {
        let cell = cell.trim_ascii();
        e.cells += 1;
        let digits = cell.iter().filter(|b| b.is_ascii_digit()).count();
        let is_number = number::number(cell).is_some();
        e.numbers += usize::from(is_number);
        e.month_first += usize::from(month.read(cell).is_some());
        e.day_first += usize::from(day.read(cell).is_some());
        e.compact_dates += usize::from(cell.len() == 8 && digits == 8 && plausible(cell));
        let leading_zero = cell.len() > 1 && cell.starts_with(b"0") && digits == cell.len();
        e.long_digits += usize::from((digits == cell.len() && digits > 15) || leading_zero);
        let letters = cell.iter().filter(|b| b.is_ascii_alphabetic()).count();
        e.codes += usize::from(!is_number && digits > 0 && letters > 0 && digits + letters == cell.len());
        e.currency +=
            usize::from(is_number && std::str::from_utf8(cell).is_ok_and(|t| t.contains(['¥', '￥', '$', '€', '£', '元'])));
        e.two_decimals += usize::from(is_number && cell.len() > 3 && cell.get(cell.len() - 3) == Some(&b'.'));
    }
    e
}

/// Eight digits with a year of living memory.
fn plausible(cell: &[u8]) -> bool {
    cell.starts_with(b"19") || cell.starts_with(b"20")
}

/// `a/b/yyyy` with both parts at most 12 and unequal.
fn order_matters(cell: &[u8]) -> bool {
    let (month, day) = (Times::new(DateOrder::MonthFirst).read(cell), Times::new(DateOrder::DayFirst).read(cell));
    month.is_some() && day.is_some() && month != day
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
        judge(header, &cells.iter().map(|c| c.as_bytes()).collect::<Vec<_>>()).0.kind
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
        let open = |cells: &[&str]| judge("date", &cells.iter().map(|c| c.as_bytes()).collect::<Vec<_>>()).1;
        assert!(open(&["1/2/2024", "3/4/2024"]));
        assert!(!open(&["1/2/2024", "3/14/2024"]));
        assert!(!open(&["2024-01-02"]));
    }
}
