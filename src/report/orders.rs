//! Words for remarks on orders that were never paid, came back or repeat their amount, on totals among the rows, and on what headers say.

/// Every code that has a sentence here, for tests that walk them.
#[cfg(test)]
pub(super) const NOTICES: &[&str] = &[
    "N_FILLED_DOWN",
    "N_TIME_JOINED",
    "N_ORDERS_VOID",
    "N_TOTAL_ROWS",
    "N_ORDERS_UNPAID",
    "N_ORDERS_REFUNDED",
    "N_AMOUNT_PER_ORDER",
    "N_AMOUNT_REPEATED",
    "N_EMPTY_COLUMNS",
    "N_UNIT_HEADER",
    "N_ZONE_HEADER",
    "N_ALL_NEGATIVE",
];

/// The sentence for a notice, in both languages; `None` for a code of something else.
pub(super) fn sentence(code: &str, n: u64) -> Option<(String, String)> {
    let rows = if n == 1 { "1 row".to_owned() } else { format!("{n} rows") };
    let (has, is) = if n == 1 { ("has", "is") } else { ("have", "are") };
    Some(match code {
        "N_FILLED_DOWN" => (
            format!("有 {n} 行是同一张单据的后续行，客户、日期等只写在第一行：已按第一行补上。如果这些行本来没有客户，请在“清洗”一步关闭这条规则。"),
            format!("{rows} {is} a further line of a document whose customer and date stand on its first line alone: completed from there. If they have no customer, turn the rule off under Cleaning."),
        ),
        "N_TIME_JOINED" => (
            format!("日期和时刻写在两列，已把 {n} 行的时刻并入日期。如果不是同一件事的时间，请在“清洗”一步关闭这条规则。"),
            format!("Date and time of day stand in two columns: they were joined on {rows}. If they are of different things, turn the rule off under Cleaning."),
        ),
        "N_ORDERS_VOID" => (
            format!("有 {n} 行的订单状态是未付款、已取消、失败、已退款、部分退款或异常，结果仍把它们计入订单和金额。不该计入的，请在“清洗”一步打开对应的规则或去掉这些行。"),
            format!(
                "{rows} {has} an order status of unpaid, cancelled, failed, refunded, partly refunded or disputed and still {} in orders and amounts. Under Cleaning, turn the rule on or drop the rows that should not count.",
                if n == 1 { "counts" } else { "count" }
            ),
        ),
        "N_TOTAL_ROWS" => (
            format!("有 {n} 行是合计、小计或总计，不是数据，不计入。可在“清洗”一步改为计入。"),
            format!("{rows} {is} a total or subtotal of others, no data, and left out. Cleaning can count them."),
        ),
        "N_ORDERS_UNPAID" => (
            format!("有 {n} 行的订单状态是未付款、已取消、已关闭、支付失败或草稿，不计入客户、订单和金额。可在“清洗”一步查看这些行，或改为计入。"),
            format!("{rows} {has} an order status of unpaid, cancelled, closed, failed or draft and {is} left out of customers, orders and amounts. Cleaning shows them and can count them."),
        ),
        "N_ORDERS_REFUNDED" => (
            format!("有 {n} 行是后来退款的订单（金额为正，退款记在订单本身这一行）：算一单、记一次退货，金额冲抵为零；有退款金额的按退款金额冲抵。如果它们是另外的退款行，请在“清洗”一步关闭这条规则。"),
            format!("{rows} {is} of orders that were refunded later (a positive amount, with the refund noted on the order's own row): an order and a return each, with an amount of zero, or less by the refunded amount where there is one. If they are refund rows of their own, turn the rule off under Cleaning."),
        ),
        "N_AMOUNT_PER_ORDER" => (
            format!("同一订单的各行重复写着整单金额：每单只计第一行，其余 {n} 行的金额按 0 计。如果这是每行自己的金额，请在“清洗”一步关闭这条规则。"),
            format!("The lines of an order repeat the amount of the whole order: it counts on the first line, and as 0 on the {n} further ones. If it is the amount of the line, turn the rule off under Cleaning."),
        ),
        "N_AMOUNT_REPEATED" => (
            format!("几乎每个多行订单的各行金额都相同，可能是整单金额重复写了 {n} 行，现在逐行相加。如果是整单金额，请在“清洗”一步改为每单只计一次。"),
            format!("On nearly every order of several lines all lines have one amount: it may be the order's, repeated on {rows}, and is added up line by line now. If it is the order's, let Cleaning count it once for each order."),
        ),
        "N_EMPTY_COLUMNS" => (
            format!("有 {n} 列整列是空的。"),
            if n == 1 { "1 column is empty from top to bottom.".to_owned() } else { format!("{n} columns are empty from top to bottom.") },
        ),
        "N_UNIT_HEADER" => (
            "标题写明了单位（如万元、千元、分）：数字按原样计算，没有换算。报告里的金额都以这个单位为单位；要以元计，请换算后重新打开。".to_owned(),
            "The header names a unit, such as ten thousand or a thousand: the numbers are taken as they stand, without conversion, so that all amounts are in this unit. To count in single units, convert them and open the file again.".to_owned(),
        ),
        "N_ZONE_HEADER" => (
            "标题写明是 UTC 时间：时间按文件里写的日历日计算，没有换算到本地时区，接近零点的订单会记在另一天。".to_owned(),
            "The header says that times are UTC: days are those written in the file, without conversion, so orders near midnight may fall on another day than they did locally.".to_owned(),
        ),
        "N_ALL_NEGATIVE" => (
            format!("{n} 行金额全部是负数，都按退款计算，没有一笔购买。如果文件用负号记收入，请改正符号后重新打开。"),
            format!("All {n} amounts are negative and count as refunds; there is no purchase. If the file writes income with a minus, change the sign and open it again."),
        ),
        _ => return None,
    })
}
