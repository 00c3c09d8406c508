//! Headers as exports of real systems have them, over rows made up here: what is taken for the customer, the time and the amount.

use crate::hostile::fields;
use crate::mapped;
use insitu::fields::{Field, TableKind};
use insitu::table::Kind;

/// A table of `rows` rows; each column makes its cell from the number of the row.
fn table(rows: usize, columns: &[(&str, &dyn Fn(usize) -> String)]) -> String {
    let mut text = columns.iter().map(|(header, _)| *header).collect::<Vec<_>>().join(",");
    for row in 0..rows {
        text.push('\n');
        text += &columns.iter().map(|(_, cell)| cell(row)).collect::<Vec<_>>().join(",");
    }
    text
}

fn day(row: usize) -> String {
    format!("2024-03-{:02}", row % 28 + 1)
}

fn clock(row: usize) -> String {
    format!("2024-03-{:02} {:02}:15:00", row % 28 + 1, row % 12 + 8)
}

fn amount(row: usize) -> String {
    format!("{}.50", row % 90 + 10)
}

#[test]
fn empty_columns_do_not_stand_for_customers_and_orders() {
    let text = table(
        60,
        &[
            ("Name", &|row| format!("#{}", 1000 + row)),
            ("Email", &|row| format!("buyer{}@example.com", row % 17)),
            ("Created at", &clock),
            ("Total", &amount),
            ("Device ID", &|_| String::new()),
            ("Receipt Number", &|_| String::new()),
            ("Id", &|row| (5_500_000 + row).to_string()),
        ],
    );
    let table = mapped("orders_export.csv", text.as_bytes());
    let mapping = table.mapping();
    assert_eq!(mapping.kind().0, TableKind::Orders);
    assert_eq!(mapping.column(Field::UserId), Some(1), "the address repeats, the row's own number does not");
    assert!(mapping.column(Field::OrderId).is_none_or(|at| at != 5));
    let codes: Vec<_> = table.notices().iter().map(|n| n.code).collect();
    assert_eq!(codes, ["N_EMAIL_AS_CUSTOMER"]);
}

#[test]
fn a_name_stands_for_the_customer_where_nothing_better_does() {
    let text = table(
        40,
        &[
            ("合同编号", &|row| format!("HT{row:05}")),
            ("客户名称", &|row| format!("第{}贸易公司", row % 9)),
            ("签订日期", &day),
            ("合同金额", &amount),
        ],
    );
    let table = mapped("合同.csv", text.as_bytes());
    assert_eq!(fields(table.mapping()), ["order_id", "user_id", "order_time", "amount"]);
    assert_eq!(table.notices().iter().map(|n| n.code).collect::<Vec<_>>(), ["N_NAME_AS_CUSTOMER"]);
}

#[test]
fn what_was_paid_comes_before_what_was_due() {
    for (due, paid) in [("应交学费", "实交学费"), ("应付金额", "已付金额"), ("订单金额", "应付金额"), ("应付金额", "实付金额")]
    {
        let columns: [(&str, &dyn Fn(usize) -> String); 4] =
            [("客户编号", &|row| format!("c{}", row % 9)), ("下单时间", &clock), (due, &amount), (paid, &amount)];
        let table = mapped("a.csv", table(30, &columns).as_bytes());
        assert_eq!(table.mapping().column(Field::Amount), Some(3), "{paid}");
    }
}

#[test]
fn a_list_of_persons_is_no_list_of_orders() {
    let text = table(
        50,
        &[
            ("Record ID", &|row| (700 + row).to_string()),
            ("First Name", &|row| ["Ann", "Bob", "Eve"][row % 3].to_owned()),
            ("Email", &|row| format!("p{row}@example.com")),
            ("Phone Number", &|row| format!("+1 415 555 {:04}", 100 + row)),
            ("Create Date", &day),
            ("Total Revenue", &amount),
        ],
    );
    assert_eq!(mapped("contacts.csv", text.as_bytes()).mapping().kind().0, TableKind::Customers);
}

#[test]
fn deals_are_orders_though_they_have_a_type() {
    let text = table(
        50,
        &[
            ("Opportunity Name", &|row| format!("deal {row}")),
            ("Account Name", &|row| format!("Firm {}", row % 11)),
            ("Close Date", &day),
            ("Amount", &amount),
            ("Created Date", &day),
            ("Type", &|row| ["New Business", "Renewal"][row % 2].to_owned()),
        ],
    );
    let table = mapped("opportunities.csv", text.as_bytes());
    let mapping = table.mapping();
    assert_eq!(mapping.kind().0, TableKind::Orders);
    assert_eq!((mapping.column(Field::UserId), mapping.column(Field::Amount)), (Some(1), Some(3)));
}

#[test]
fn microseconds_and_the_time_of_day_are_read() {
    let text = table(
        40,
        &[
            ("event_date", &|row| format!("202403{:02}", row % 28 + 1)),
            ("event_timestamp", &|row| (1_709_251_200_123_456_u64 + row as u64 * 3_600_000_000).to_string()),
            ("event_name", &|row| ["page_view", "purchase"][row % 2].to_owned()),
            ("user_pseudo_id", &|row| format!("{}.17", 90_000 + row % 7)),
        ],
    );
    let table = mapped("events.csv", text.as_bytes());
    assert_eq!(table.mapping().column(Field::BehaviorTime), Some(1));
    // 1709251200 is 2024-03-01 00:00 UTC, which is 08:00 in China.
    assert_eq!(table.raw().columns[1].int_at(0), Some(1_709_251_200 + 8 * 3_600));
}

#[test]
fn subtotals_among_dates_are_bad_cells() {
    let text = table(
        50,
        &[
            ("单据日期", &|row| if row % 4 == 3 { "小计".to_owned() } else { day(row) }),
            ("客户编码", &|row| format!("k{}", row % 7)),
            ("价税合计", &amount),
        ],
    );
    let table = mapped("出库.csv", text.as_bytes());
    assert_eq!(fields(table.mapping()), ["order_time", "user_id", "amount"]);
    assert_eq!((table.raw().columns[0].kind(), table.raw().columns[0].nulls()), (Kind::Time, 12));
}

#[test]
fn orders_of_a_channel_go_by_many_words() {
    let counts = |row: usize| (30 + row).to_string();
    for word in ["下单", "成单", "购买", "支付"] {
        for header in ["", "数", "次数", "量"].map(|ending| format!("{word}{ending}")) {
            let columns: [(&str, &dyn Fn(usize) -> String); 6] = [
                ("渠道", &|row| ["搜索", "邮件", "线下"][row % 3].to_owned()),
                ("日期", &day),
                ("曝光", &|row| (1000 + row).to_string()),
                ("点击", &|row| (200 + row).to_string()),
                (&header, &counts),
                ("成本", &amount),
            ];
            let text = table(30, &columns);
            let mapped = mapped("channels.csv", text.as_bytes());
            assert_eq!(
                (mapped.mapping().kind().0, mapped.mapping().column(Field::Order)),
                (TableKind::Channels, Some(4)),
                "{header}"
            );
        }
    }
    // The same words beside customers and times are ways of payment and steps, no counts of a channel.
    let ways: [(&str, &dyn Fn(usize) -> String); 6] = [
        ("订单号", &|row| format!("D{row:05}")),
        ("客户ID", &|row| format!("U{}", row % 7)),
        ("下单时间", &clock),
        ("支付", &|row| ["微信", "支付宝"][row % 2].to_owned()),
        ("渠道", &|row| ["搜索", "邮件"][row % 2].to_owned()),
        ("金额", &amount),
    ];
    assert_eq!(mapped("orders.csv", table(30, &ways).as_bytes()).mapping().kind().0, TableKind::Orders);
    let steps: [(&str, &dyn Fn(usize) -> String); 5] = [
        ("用户ID", &|row| format!("U{}", row % 7)),
        ("行为时间", &clock),
        ("行为类型", &|row| ["浏览", "下单", "支付"][row % 3].to_owned()),
        ("下单", &|row| (row % 2).to_string()),
        ("支付", &|row| (row % 3 / 2).to_string()),
    ];
    assert_eq!(mapped("events.csv", table(30, &steps).as_bytes()).mapping().kind().0, TableKind::Events);
}

#[test]
fn a_key_that_comes_again_stands_for_the_customer_and_is_told() {
    let text = table(
        60,
        &[
            ("消费流水", &|row| format!("LS{row:05}")),
            ("手环号", &|row| format!("SH{:04}", row * 7 % 23)),
            ("门店编号", &|row| format!("MD{:02}", row % 9)),
            ("项目名称", &|row| ["卡丁车", "射箭"][row % 2].to_owned()),
            ("消费额", &amount),
            ("刷环时间", &clock),
        ],
    );
    let table = mapped("rings.csv", text.as_bytes());
    assert_eq!(table.mapping().column(Field::UserId), Some(1), "the shop's number comes again, too, and is no customer's");
    assert_eq!(table.notices().iter().map(|n| n.code).collect::<Vec<_>>(), ["N_KEY_AS_CUSTOMER"]);
}

#[test]
fn payments_by_and_by_are_dated_by_themselves() {
    let text = table(
        60,
        &[
            ("合同编号", &|row| format!("HT{:04}", row / 3)),
            ("客户编号", &|row| format!("K{:03}", row / 3 % 15)),
            ("签约日期", &day),
            ("收款日期", &|row| format!("2024-05-{:02}", row % 28 + 1)),
            ("收款金额", &amount),
        ],
    );
    let table = mapped("payments.csv", text.as_bytes());
    assert_eq!(table.mapping().column(Field::OrderTime), Some(3));
    assert_eq!(table.mapping().column(Field::Amount), Some(4));
}

#[test]
fn a_fee_is_what_was_paid_where_nothing_else_is() {
    let text = table(
        60,
        &[
            ("门诊号", &|row| format!("MZ{row:05}")),
            ("患者姓名", &|row| format!("王{}", ["伟", "芳", "娜"][row % 3])),
            ("患者编号", &|row| format!("BL{:04}", row * 7 % 23)),
            ("就诊日期", &day),
            ("总费用", &amount),
        ],
    );
    let table = mapped("visits.csv", text.as_bytes());
    let mapping = table.mapping();
    assert_eq!(mapping.kind().0, TableKind::Orders, "who comes again is no list of customers");
    assert_eq!((mapping.column(Field::UserId), mapping.column(Field::Amount)), (Some(2), Some(4)));
}
