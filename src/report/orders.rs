//! Words for remarks on rows of customers that differ, on orders that were never paid, came back or repeat their amount, on totals among the rows, and on what headers say.

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
    "N_STATUS_UNKNOWN",
    "N_NO_SALES",
    "N_NO_SALES_KEPT",
    "N_TYPE_UNSURE",
    "N_REFUND_LIST",
    "N_RETURN_ROWS",
    "N_REFUNDS_UNMADE",
    "N_ORDERS_IN_FILES",
    "N_ORDERS_IN_FILES_KEPT",
    "N_ORDER_ID_DAILY",
    "N_ORDER_ID_LOST",
    "N_AMOUNT_EXTREME",
    "N_TEST_ROWS",
    "N_EMPTY_COLUMNS",
    "N_UNIT_HEADER",
    "N_UNIT_CONVERTED",
    "N_ZONE_HEADER",
    "N_ALL_NEGATIVE",
    "N_CUSTOMER_NEWEST",
    "N_CUSTOMER_MOST",
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
        "N_STATUS_UNKNOWN" => (
            format!("有 {n} 行的状态不是已知的说法，按有效订单计入。请核对这些行；不该计入的，请在“清洗”一步去掉。"),
            format!("{rows} {has} a status that is not known here and {is} counted as orders. Please check them, and drop under Cleaning what should not count."),
        ),
        "N_NO_SALES" => (
            format!("类型或收/支列说有 {n} 行不是收入（如支出、提现、充值、不计收支），不计入。如果它们也是销售，请在“清洗”一步关闭这条规则。"),
            format!("By a column of types {rows} {is} no income, such as an expense, a withdrawal or a top-up, and left out. If they are sales, turn the rule off under Cleaning."),
        ),
        "N_NO_SALES_KEPT" => (
            format!("类型或收/支列说有 {n} 行不是收入（如支出、提现、充值、不计收支），结果仍把它们计入。不该计入的，请在“清洗”一步去掉。"),
            format!("By a column of types {rows} {is} no income, such as an expense, a withdrawal or a top-up, and still counted. Drop under Cleaning what should not count."),
        ),
        "N_TYPE_UNSURE" => (
            format!("类型列说有 {n} 行是服务费、费用或采购（purchase）：对一方是支出，对另一方是销售。现在按销售计入，请核对；不该计入的，请在“清洗”一步去掉。"),
            format!("By a column of types {rows} {is} a fee or a purchase, an expense to one party and a sale to the other. Counted as sales now; please check, and drop under Cleaning what should not count."),
        ),
        "N_REFUND_LIST" => (
            format!("这是退款清单：{n} 行各有退款编号和退款金额，是退款，不是销售，不计入订单和金额。请打开订单表来分析销售。"),
            format!("This is a list of refunds: {rows} with a refund number and a refunded amount each. They are no sales and left out of orders and amounts. Open the table of orders to analyse sales."),
        ),
        "N_RETURN_ROWS" => (
            format!("类型列说有 {n} 行是退货或退款，而金额写成正数：已按退款从金额里减去。如果它们是销售，请在“清洗”一步关闭这条规则。"),
            format!("By a column of types {rows} {is} a return or refund with a positive amount: it is taken away from the sales. If they are sales, turn the rule off under Cleaning."),
        ),
        "N_REFUNDS_UNMADE" => (
            format!("有 {n} 行写着退款金额，但退款状态是已关闭、失败、撤销、被拒绝，或还在处理：没有退成，退款金额按 0 计。如果钱已经退了，请在“清洗”一步关闭这条规则。"),
            format!("{rows} {has} a refunded amount while the refund was closed, failed, withdrawn or refused, or is still under way: it was not made and counts as 0. If the money did go back, turn the rule off under Cleaning."),
        ),
        "N_ORDERS_IN_FILES" => (
            format!("同一个订单号出现在几个文件里，内容（如状态）不同，有 {n} 行重复：只计最后打开的文件里的那一行。如果是不同的订单，请在“清洗”一步关闭这条规则。"),
            format!("The same order numbers stand in several files with other content, such as the status ({rows}): the row of the file opened last counts. If they are different orders, turn the rule off under Cleaning."),
        ),
        "N_ORDERS_IN_FILES_KEPT" => (
            format!("同一个订单号出现在几个文件里，内容（如状态）不同，共 {n} 行，现在都计入，金额可能算了两次。请在“清洗”一步选择留哪一行。"),
            format!("The same order numbers stand in several files with other content, such as the status ({rows}): all of them count now, and amounts may count twice. Choose under Cleaning which row stays."),
        ),
        "N_ORDER_ID_DAILY" => (
            format!("订单号每天从头编号，同一个号码会用在不同客户、不同日子的订单上：{n} 行按“客户 + 日期 + 订单号”分单。"),
            format!("Order numbers begin anew each day, so that one number stands for orders of different customers and days: the orders of {rows} are told by customer, day and number."),
        ),
        "N_ORDER_ID_LOST" => (
            format!("订单号已被表格软件改写，不同的订单变成了同一个号码：{n} 行按没有订单号处理。请从原来的系统重新导出。"),
            format!("A spreadsheet has cut the order numbers, so that different orders have one number: {rows} {is} taken as without. Export the table again from its source."),
        ),
        "N_AMOUNT_EXTREME" => (
            format!("有一行的金额异常：是其他金额的上千倍，独占全部销售额的 {n}%，可能是输错了。它仍计入结果；请核对这一行，不对的话在“清洗”一步去掉。"),
            format!("One row has an extreme amount, thousands of times the others and {n}% of all sales: it may be a slip. It still counts; check the row, and drop it under Cleaning if it is wrong."),
        ),
        "N_TEST_ROWS" => (
            format!("有 {n} 行像是测试订单（客户、商品或备注里写着“测试”“test”等），结果仍把它们计入。不该计入的，请在“清洗”一步去掉。"),
            format!("{rows} {} a test by customer, product or remark and still {}. Drop them under Cleaning if they should not count.", if n == 1 { "looks like" } else { "look like" }, if n == 1 { "counts" } else { "count" }),
        ),
        "N_CUSTOMER_NEWEST" => (
            format!("有 {n} 位客户有几行，写得不一样：取日期最新的一行；日期相同的，取写得最多的，再取填得最全的一行。与行的先后无关。"),
            format!("{} several rows that differ: the one with the latest date counts, of equal dates what most rows say, then the row with the fewest empty cells. The order of the rows decides nothing.", if n == 1 { "1 customer has".to_owned() } else { format!("{n} customers have") }),
        ),
        "N_CUSTOMER_MOST" => (
            format!("有 {n} 位客户有几行，写得不一样：取写得最多的；一样多的，取下单日期较新的（有的话），再取填得最全的一行，最后取较大的值。与行的先后无关。要按最新的取，请打开客户资料表，并把注册或最近购买的日期列对应上。"),
            format!("{} several rows that differ: what most rows say counts, then the later date of order where there is one, then the row with the fewest empty cells, then the greater value. The order of the rows decides nothing. To have the newest count, open a table of customers and map its date of registration or of the last purchase.", if n == 1 { "1 customer has".to_owned() } else { format!("{n} customers have") }),
        ),
        "N_EMPTY_COLUMNS" => (
            format!("有 {n} 列整列是空的。"),
            if n == 1 { "1 column is empty from top to bottom.".to_owned() } else { format!("{n} columns are empty from top to bottom.") },
        ),
        "N_UNIT_HEADER" => (
            "标题写明了单位（如万元、千元、分）：数字按原样计算，没有换算，报告里的金额都以这个单位为单位。要以元计，请在“清洗”一步打开换算规则；没有这条规则的，请换算后重新打开。".to_owned(),
            "The header names a unit, such as ten thousand or a thousand: the numbers are taken as they stand, without conversion, so that all amounts are in this unit. To count in single units, turn the rule on under Cleaning; where there is none, convert them and open the file again.".to_owned(),
        ),
        "N_UNIT_CONVERTED" => (
            format!("标题写明了单位（如万元、千元、分）：{n} 个数已换算，全部按元（或该币种的基本单位）计。如果标题写错了，请在“清洗”一步关闭这条规则。"),
            format!("The header names a unit, such as ten thousand, a thousand or cents: {} converted, and all amounts are in single units of the currency. If the header is wrong, turn the rule off under Cleaning.", if n == 1 { "1 number was".to_owned() } else { format!("{n} numbers were") }),
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
