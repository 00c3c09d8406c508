//! Rows that look like sales and are none, or not yet, or not so many: refunds that were not made, returns and expenses beside sales, words of other
//! languages, order numbers that name no order. All files here are made up, after the columns that shops, tills, ERP systems and payment services export.

use crate::standing::{board, by_status, count_of, off, said};
use crate::{open, session};
use insitu::clean::{Action, Rule};
use insitu::intake::{Overrides, read_all};
use insitu::session::Session;
use serde_json::Value;
use std::fmt::Write;

fn codes(session: &mut Session) -> Vec<String> {
    said(session).into_iter().map(|(code, _)| code).collect()
}

/// 60 rows of 20 customers, each on a day of its own within the month, with what `cells` adds to number, customer and time.
fn rows(header: &str, cells: impl Fn(usize) -> String) -> String {
    let mut csv = format!("订单号,客户编号,下单时间,{header}\n");
    for i in 0..60 {
        writeln!(csv, "D{i:05},C{:02},2024-01-{:02} 10:{i:02}:00,{}", i % 20, i % 28 + 1, cells(i)).unwrap();
    }
    csv
}

#[test]
fn what_is_left_after_refunds_does_not_lose_them_again() {
    // 60 orders of 100, every fifth with 30 back.
    let back = |i: usize| if i.is_multiple_of(5) { 30 } else { 0 };
    for header in ["gross_amount,refund_amount,net_amount", "订单原金额,退款金额,实收金额"] {
        let csv = rows(header, |i| format!("{}.00,{}.00,{}.00", 100 + i, back(i), 100 + i - back(i)));
        let gross: usize = (0..60).map(|i| 100 + i).sum();
        let wanted = [gross as f64 - 360.0, gross as f64, 360.0, 60.0, 12.0, 20.0];
        assert_eq!(board(&mut open("orders.csv", csv.as_bytes())), wanted, "{header}");
    }
    // Without what was paid, or where a third column is something else, what was paid is what stands there.
    for header in ["refund_amount,net_amount", "refund_amount,net_amount,list_price"] {
        let more = if header.ends_with("price") { ",150.00" } else { "" };
        let csv = rows(header, |i| format!("{}.00,{}.00{more}", back(i), 100 + i));
        let gross: usize = (0..60).map(|i| 100 + i).sum();
        assert_eq!(board(&mut open("orders.csv", csv.as_bytes()))[..3], [gross as f64 - 360.0, gross as f64, 360.0], "{header}");
    }
}

#[test]
fn refunds_that_were_not_made_take_nothing_away() {
    let words = ["退款成功", "退款关闭", "退款失败", "已撤销退款", "退款中", ""];
    let csv = rows("实付金额,退款状态,退款金额", |i| {
        let word = words[i % 6];
        format!("100,{word},{}", if word.is_empty() { "" } else { "40" })
    });
    let mut session = open("orders.csv", csv.as_bytes());
    assert_eq!(board(&mut session)[..4], [5600.0, 6000.0, 400.0, 60.0]);
    assert_eq!(count_of(&mut session, "N_REFUNDS_UNMADE"), Some(40));
    off(&mut session, Rule::UnmadeRefunds);
    assert_eq!(board(&mut session)[2], 2000.0);
    // Refunds that all were made are counted, and nothing is said.
    let csv =
        rows("实付金额,退款状态,退款金额", |i| if i % 3 == 0 { "100,退款成功,40".into() } else { "100,,".into() });
    let mut session = open("orders.csv", csv.as_bytes());
    assert_eq!((board(&mut session)[2], count_of(&mut session, "N_REFUNDS_UNMADE")), (800.0, None));
}

#[test]
fn a_list_of_refunds_holds_no_sales() {
    let list = |header: &str| {
        let mut csv = format!("{header},订单编号,买家昵称,下单时间,交易金额,退款金额,退款状态\n");
        for i in 0..40 {
            writeln!(csv, "9{i:05},D{i:05},b{},2024-03-{:02} 10:00:00,100,90,退款成功", i % 9, i % 28 + 1).unwrap();
        }
        csv
    };
    let mut session = open("refunds.csv", list("退款编号").as_bytes());
    let text = session.results(&["describe"], &[]).unwrap();
    assert!(text.contains("N_REFUND_LIST"), "{text}");
    let all: Value = serde_json::from_str(&text).unwrap();
    assert!(all["results"]["describe"]["outcome"]["board"]["totals"]["gross"].as_f64().is_none_or(|gross| gross == 0.0));
    // Another number on each row does not make one of a table of orders.
    let mut session = open("orders.csv", list("流水编号").as_bytes());
    assert_eq!((board(&mut session)[1], count_of(&mut session, "N_REFUND_LIST")), (4000.0, None));
}

#[test]
fn returns_that_a_type_names_are_taken_away_and_expenses_left_out() {
    for (header, sale, back, other) in [
        ("单据类型", "销售单", "销售退货单", "采购入库单"),
        ("交易类型", "消费", "退款", "充值"),
        ("Type", "Website Payment", "Payment Refund", "General Withdrawal"),
        ("收/支", "收入", "收入", "不计收支"),
    ] {
        let csv = rows(&format!("金额,{header}"), |i| {
            format!("{}", if i % 10 == 3 { 70 } else { 100 })
                + ","
                + [sale, sale, sale, back, sale, other][if i % 10 == 5 { 5 } else { i % 10 % 5 }]
        });
        let mut session = open("rows.csv", csv.as_bytes());
        let is_back = back != sale;
        // Of sixty rows six are none, and where returns are named twelve of them: six of 70, six of 100.
        let wanted = if is_back { [3180.0, 4200.0, 1020.0, 42.0] } else { [5220.0, 5220.0, 0.0, 54.0] };
        assert_eq!(board(&mut session)[..4], wanted, "{header}");
        assert_eq!(count_of(&mut session, "N_NO_SALES"), Some(6), "{header}");
        assert_eq!(count_of(&mut session, "N_RETURN_ROWS"), is_back.then_some(12), "{header}");
        off(&mut session, Rule::NoSales);
        if is_back {
            off(&mut session, Rule::ReturnRows);
        }
        assert_eq!(board(&mut session)[..4], [5820.0, 5820.0, 0.0, 60.0], "{header}");
        assert_eq!(count_of(&mut session, "N_NO_SALES_KEPT"), Some(6), "{header}");
    }
}

#[test]
fn fees_and_purchases_count_until_somebody_says_otherwise() {
    for (header, words) in [
        ("类型", ["商品销售", "安装服务费"]),
        ("交易类型", ["销售", "服务费"]),
        ("Type", ["Sale", "Purchase"]),
        ("Type", ["Subscription payment", "Service fee"]),
    ] {
        let csv = rows(&format!("金额,{header}"), |i| format!("100,{}", words[i % 2]));
        let mut session = open("rows.csv", csv.as_bytes());
        assert_eq!(board(&mut session)[..4], [6000.0, 6000.0, 0.0, 60.0], "{header}");
        assert_eq!(count_of(&mut session, "N_TYPE_UNSURE"), Some(30), "{header}");
        assert!(!codes(&mut session).iter().any(|c| c.starts_with("N_NO_SALES")), "{header}");
    }
    // A fee below zero was paid, and what is surely no sale is left out as before.
    let csv = rows("金额,Type", |i| ["100,Payment", "-3,Fee", "50,Fee", "70,Withdrawal"][i % 4].to_owned());
    let mut session = open("rows.csv", csv.as_bytes());
    assert_eq!(board(&mut session)[..4], [2250.0, 2250.0, 0.0, 30.0]);
    assert_eq!((count_of(&mut session, "N_NO_SALES"), count_of(&mut session, "N_TYPE_UNSURE")), (Some(30), Some(15)));
}

#[test]
fn types_of_other_things_say_nothing_of_the_money() {
    for (header, words) in [
        ("订单类型", ["普通现货", "预售"]),
        ("商品类型", ["充值", "消费"]),
        ("支付类型", ["支出", "收入"]),
        ("Type", ["Coffee", "Tea"]),
        ("售后类型", ["退货退款", "销售"]),
        ("交易类型", ["充值", "充值赠送"]),
    ] {
        let csv = rows(&format!("金额,{header}"), |i| format!("100,{}", words[i % 2]));
        let mut session = open("rows.csv", csv.as_bytes());
        assert_eq!(board(&mut session)[..4], [6000.0, 6000.0, 0.0, 60.0], "{header}");
        assert!(!codes(&mut session).iter().any(|c| c.starts_with("N_NO_SALES") || c == "N_RETURN_ROWS"), "{header}");
    }
    // A bill of expenses alone is not emptied, and it is said.
    let csv = rows("金额,收/支", |_| "100,支出".into());
    let mut session = open("bill.csv", csv.as_bytes());
    assert_eq!((board(&mut session)[3], count_of(&mut session, "N_NO_SALES_KEPT")), (60.0, Some(60)));
}

#[test]
fn statuses_of_other_languages_and_trades() {
    for (header, done, words) in [
        ("Status", "Bezahlt", &["Storniert", "Fehlgeschlagen", "Offen"][..]),
        ("État", "Livré", &["Annulé", "Échoué", "En attente de paiement"]),
        ("Estado", "Enviado", &["Cancelado", "Pendiente de pago", "Rechazado"]),
        ("Stato", "Spedito", &["Annullato"]),
        ("ステータス", "発送済み", &["キャンセル", "キャンセル済み", "未入金"]),
        ("주문상태", "배송완료", &["주문취소", "입금대기"]),
        ("订单状态", "已完成", &["冲红", "已关单", "退订成功", "已驳回"]),
        ("Deal Stage", "Closed won", &["Closed lost", "Proposal sent", "Second call", "Negotiation"]),
        ("Status", "paid", &["Closed"]),
    ] {
        let mut session = open("orders.csv", by_status(header, done, words).as_bytes());
        assert_eq!(board(&mut session)[..4], [4000.0, 4000.0, 0.0, 40.0], "{header}");
        assert_eq!(count_of(&mut session, "N_ORDERS_UNPAID"), Some(words.len() as u64 * 4), "{header}");
    }
    for (header, done, word) in [
        ("Status", "Bezahlt", "Rückerstattet"),
        ("État", "Livré", "Remboursé"),
        ("ステータス", "完了", "返金済み"),
        ("保单状态", "有效", "犹豫期退保"),
        ("订单状态", "已完成", "已退款关闭"),
    ] {
        let mut session = open("orders.csv", by_status(header, done, &[word]).as_bytes());
        assert_eq!(board(&mut session)[..4], [4000.0, 4400.0, 400.0, 44.0], "{header}");
    }
}

#[test]
fn a_status_that_nobody_knows_is_said_and_a_word_for_all_rows_voids_none() {
    let mut session = open("orders.csv", by_status("订单状态", "已完成", &["缓办", "已取消"]).as_bytes());
    assert_eq!((board(&mut session)[3], count_of(&mut session, "N_STATUS_UNKNOWN")), (44.0, Some(4)));
    let mut session = open("orders.csv", by_status("订单状态", "已完成", &["已发货", "交易成功"]).as_bytes());
    assert_eq!(count_of(&mut session, "N_STATUS_UNKNOWN"), None);
    // A till closes what it has sold.
    for (done, others) in [("CLOSED", &["CLOSED"][..]), ("Closed", &["Voided"])] {
        let mut session = open("orders.csv", by_status("Status", done, others).as_bytes());
        let void = if others.contains(&done) { 0.0 } else { 4.0 };
        assert_eq!(board(&mut session)[3], 44.0 - void, "{done}");
    }
    // Of orders that all were cancelled none is left out, and it is said.
    let mut session = open("orders.csv", by_status("订单状态", "已取消", &["已取消"]).as_bytes());
    assert_eq!((board(&mut session)[3], count_of(&mut session, "N_ORDERS_VOID")), (44.0, Some(44)));
}

#[test]
fn a_table_whose_fields_a_person_gave_is_one_of_orders() {
    let mut csv = "甲,乙,丙,丁,订单状态\n".to_owned();
    for i in 0..40 {
        let status = if i % 4 == 0 { "交易关闭" } else { "交易成功" };
        writeln!(csv, "G{},款{},2024-01-{:02} 10:00:00,100,{status}", i % 9, i % 7, i % 28 + 1).unwrap();
    }
    for kind in [None, Some("unknown"), Some("customers")] {
        let mut session = open("goods.csv", csv.as_bytes());
        if let Some(kind) = kind {
            session.set_kind(0, kind).unwrap();
        }
        for (column, field) in [("甲", "user_id"), ("丙", "order_time"), ("丁", "amount")] {
            session.map_column(0, column, Some(field)).unwrap();
        }
        let effects = session.cleaning(0).unwrap().effects;
        let void = effects.iter().find(|e| e.rule == Rule::VoidOrders).unwrap();
        assert_eq!(void.dropped, 10, "{kind:?}");
    }
}

#[test]
fn numbers_that_begin_anew_each_day_name_orders_of_their_day() {
    // Four orders a day of three customers in turn, two lines each.
    let mut csv = "单号,会员卡号,开单时间,商品名称,实收金额\n".to_owned();
    for i in 0..80 {
        for line in ["面", "汤"] {
            writeln!(csv, "{},C{},2024-01-{:02} 1{}:00:00,{line},{}", i % 4 + 1, i * 7 % 3, i / 4 + 1, i % 4, 10 + i).unwrap();
        }
    }
    let mut session = open("till.csv", csv.as_bytes());
    assert_eq!((board(&mut session)[3], count_of(&mut session, "N_ORDER_ID_DAILY")), (80.0, Some(160)));
    // Further payments of an order on other days are of its customer.
    let mut csv = "单号,会员卡号,开单时间,商品名称,实收金额\n".to_owned();
    for i in 0..80 {
        for day in 1..3 {
            writeln!(csv, "{i},C{},2024-01-{:02} 10:00:00,面,{}", i % 3, i % 20 + day, 10 + i).unwrap();
        }
    }
    let mut session = open("till.csv", csv.as_bytes());
    assert_eq!((board(&mut session)[3], count_of(&mut session, "N_ORDER_ID_DAILY")), (80.0, None));
}

#[test]
fn numbers_that_a_spreadsheet_has_cut_name_nothing() {
    let mut csv = "订单编号,客户编号,付款时间,实付款\n".to_owned();
    for i in 0..60 {
        writeln!(csv, "2.0240{}E+17,C{:02},2024-01-{:02} 10:{i:02}:00,{}.50", i % 3, i % 10, i % 28 + 1, 30 + i).unwrap();
    }
    let mut session = open("orders.csv", csv.as_bytes());
    assert_eq!((board(&mut session)[3], count_of(&mut session, "N_ORDER_ID_LOST")), (60.0, Some(60)));
}

#[test]
fn flags_and_times_tell_unpaid_orders() {
    let day = |i: usize| format!("2024-01-{:02} 10:{i:02}:00", i % 28 + 1);
    for (header, paid, unpaid) in [
        ("amount,is_paid", "100,1".to_owned(), "100,0".to_owned()),
        ("金额,是否付款", "100,是".into(), "100,否".into()),
        ("amount,is_deleted", "100,0".into(), "100,1".into()),
        ("实付金额,支付时间,取消时间", format!("100,{},", day(1)), format!("100,,{}", day(2))),
    ] {
        let csv = rows(header, |i| if i % 4 == 0 { unpaid.clone() } else { paid.clone() });
        let mut session = open("orders.csv", csv.as_bytes());
        assert_eq!((board(&mut session)[3], count_of(&mut session, "N_ORDERS_UNPAID")), (45.0, Some(15)), "{header}");
        off(&mut session, Rule::VoidOrders);
        assert_eq!((board(&mut session)[3], count_of(&mut session, "N_ORDERS_VOID")), (60.0, Some(15)), "{header}");
    }
    // A flag that is the same on all rows, or of something else, tells nothing.
    for header in ["amount,is_paid", "amount,is_new"] {
        let mut session = open("orders.csv", rows(header, |_| "100,0".into()).as_bytes());
        assert_eq!(board(&mut session)[3], 60.0, "{header}");
    }
}

#[test]
fn an_amount_that_is_most_of_all_and_rows_of_tests_are_said() {
    let huge = |amount: &str| rows("实付金额", |i| if i == 7 { amount.to_owned() } else { format!("{}.5", 100 + i) });
    let mut session = open("orders.csv", huge("88888888").as_bytes());
    let text = session.results(&["describe"], &[]).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let notice = all["notices"].as_array().unwrap().iter().find(|n| n["code"] == "N_AMOUNT_EXTREME").unwrap();
    // Row 9 of the file, and the hundredth of all that it is.
    assert_eq!((notice["rows"][0].as_u64(), notice["count"].as_u64()), (Some(9), Some(99)));
    assert_eq!(board(&mut session)[3], 60.0);
    assert_eq!(count_of(&mut open("orders.csv", huge("20000").as_bytes()), "N_AMOUNT_EXTREME"), None);
    let remark =
        |test: &'static str| rows("实付金额,备注", move |i| format!("100,{}", if i % 12 == 0 { test } else { "尽快发货" }));
    for word in ["测试订单勿发货", "测试，请勿发货", "test"] {
        let mut session = open("orders.csv", remark(word).as_bytes());
        assert_eq!((board(&mut session)[3], count_of(&mut session, "N_TEST_ROWS")), (60.0, Some(5)), "{word}");
        let mut plan = session.cleaning(0).unwrap().plan;
        plan.entries.iter_mut().find(|e| e.rule == Rule::TestRows).unwrap().action = Action::Delete;
        session.set_cleaning(0, Some(plan)).unwrap();
        assert_eq!(board(&mut session)[3], 55.0);
    }
    for word in ["测试仪", "请勿发货，等通知", "周末不要发货"] {
        assert_eq!(count_of(&mut open("orders.csv", remark(word).as_bytes()), "N_TEST_ROWS"), None, "{word}");
    }
}

fn together(files: &[(&str, Vec<u8>)]) -> Session {
    session(read_all(files, &Overrides::default(), 1 << 20).unwrap())
}

#[test]
fn an_order_in_two_files_is_as_the_later_one_says() {
    let file = |from: usize, status: &str| {
        let mut csv = "订单号,客户编号,下单时间,订单状态,实付金额\n".to_owned();
        for i in from..from + 40 {
            writeln!(csv, "D{i:05},C{:02},2024-01-{:02} 10:00:00,{status},100", i % 20, i % 28 + 1).unwrap();
        }
        csv.into_bytes()
    };
    let both = |from: usize| {
        let files = [("jan.csv", file(0, "待发货")), ("feb.csv", file(from, "已完成"))];
        together(&files)
    };
    let mut session = both(30);
    assert_eq!(board(&mut session)[..4], [7000.0, 7000.0, 0.0, 70.0]);
    assert_eq!(count_of(&mut session, "N_ORDERS_IN_FILES"), Some(10));
    off(&mut session, Rule::SameKey);
    assert_eq!(board(&mut session)[0], 8000.0);
    assert_eq!(count_of(&mut session, "N_ORDERS_IN_FILES_KEPT"), Some(20));
    // Refunds in a file of their own, and what is paid on another day, are further rows of their orders.
    let feb = String::from_utf8(file(30, "已完成")).unwrap();
    for other in [feb.replace(",100\n", ",-100\n"), feb.replace("2024-01", "2024-02")] {
        let files = [("jan.csv", file(0, "待发货")), ("feb.csv", other.into_bytes())];
        let mut session = together(&files);
        assert!(!codes(&mut session).iter().any(|c| c.starts_with("N_ORDERS_IN_FILES")));
    }
    let mut session = both(40);
    assert_eq!(board(&mut session)[0], 8000.0);
    assert!(!codes(&mut session).iter().any(|c| c.starts_with("N_ORDERS_IN_FILES")));
}
