//! What is said of files that can be read and hardly be trusted.

use crate::{open, results};

#[test]
fn amounts_beyond_range_are_told_from_a_missing_column() {
    for header in ["金额", "单价"] {
        for cells in [["5", "1e308", "2e308"], ["1e15", "-3e16", ""], ["99999999999999999999", "1e400", "无"]] {
            let csv = format!(
                "客户ID,下单时间,{header}\na,2024-01-01,{}\nb,2024-01-02,{}\nc,2024-01-03,{}\n",
                cells[0], cells[1], cells[2]
            );
            let mut session = open("big.csv", csv.as_bytes());
            let inspect = serde_json::to_value(session.inspect().unwrap()).unwrap();
            let amount = inspect["required"].as_array().unwrap().iter().find(|r| r["field"] == "amount").unwrap();
            assert_eq!(amount["mapped"], false, "{csv}");
            assert!(inspect["notices"].as_array().unwrap().iter().any(|n| n["code"] == "N_AMOUNTS_OUT_OF_RANGE"), "{csv}");
            let error = session.results(&["rfm"], &[]).unwrap_err();
            assert_eq!((error.code(), error.place().column), ("E_AMOUNT_RANGE", Some(3)), "{csv}");
            assert_eq!(error.place().row, Some(if cells[0] == "5" { 3 } else { 2 }), "{csv}");
        }
    }
    let words = "客户ID,下单时间,金额\na,2024-01-01,x1\nb,2024-01-02,x2\n";
    assert_eq!(open("words.csv", words.as_bytes()).results(&["rfm"], &[]).unwrap_err().code(), "E_FIELD_MISSING");
}

#[test]
fn amounts_that_add_up_to_too_much_are_told_with_their_file_and_column() {
    let rows: String = (0..50).map(|i| format!("a,2024-01-{:02},900000000000000\n", i % 28 + 1)).collect();
    let error = open("big.csv", format!("客户ID,下单时间,金额\n{rows}").as_bytes()).results(&["rfm"], &[]).unwrap_err();
    assert_eq!((error.code(), error.place().file.as_deref(), error.place().column), ("E_AMOUNT", Some("big.csv"), Some(3)));
}

/// Code, count and column of the warnings of a run.
fn warnings(csv: &str) -> Vec<(String, u64, u64)> {
    let all = results(&mut open("orders.csv", csv.as_bytes()));
    let notices = all["notices"].as_array().unwrap().iter().filter(|n| n["severity"] == "warning" && n["column"].is_number());
    notices
        .map(|n| (n["code"].as_str().unwrap().to_owned(), n["count"].as_u64().unwrap(), n["column"].as_u64().unwrap()))
        .collect()
}

/// Orders with a further column.
fn orders(header: &str, cells: [&str; 6]) -> String {
    let line = |(i, cell): (usize, &&str)| format!("c{},2024-01-0{},{}.00,{cell}\n", i % 3, i + 1, i + 5);
    format!("客户ID,下单时间,金额,{header}\n") + &cells.iter().enumerate().map(line).collect::<String>()
}

#[test]
fn orders_that_came_to_nothing_are_left_out_and_said() {
    let said = |code: &str, count| (code.to_owned(), count, 4);
    let void = |count| said("N_ORDERS_UNPAID", count);
    let back = || said("N_ORDERS_REFUNDED", 1);
    assert_eq!(
        warnings(&orders("订单状态", ["已完成", "已取消", "交易关闭", "已退款", "退款关闭", "已取消"])),
        [void(3), back()]
    );
    assert_eq!(
        warnings(&orders("Order Status", ["Completed", "CANCELLED", " canceled", "refunded", "shipped", "Closed"])),
        [void(3), back()]
    );
    assert_eq!(warnings(&orders("status", ["paid", "refunded", "paid", "paid", "paid", "paid"])), [back()]);
    for (header, cell) in [("订单状态", "已完成"), ("会员状态", "已取消"), ("备注", "已取消"), ("物流状态", "已关闭")]
    {
        assert_eq!(warnings(&orders(header, [cell; 6])), [], "{header}");
    }
}

#[test]
fn a_refund_that_another_column_tells_is_no_doubt() {
    let csv =
        "客户ID,下单时间,金额,是否退款,订单状态\na,2024-01-01,5,是,已退款\nb,2024-01-02,6,否,已取消\nc,2024-01-02,6,否,完成\n";
    assert_eq!(warnings(csv), [("N_ORDERS_UNPAID".to_owned(), 1, 5), ("N_ORDERS_REFUNDED".to_owned(), 1, 4)]);
}

#[test]
fn more_than_one_currency_is_said() {
    let said = |count| vec![("N_CURRENCIES_MIXED".to_owned(), count, 4)];
    assert_eq!(warnings(&orders("币种", ["CNY", "USD", "人民币", "cny", "", "HKD"])), said(3));
    assert_eq!(warnings(&orders("Currency Code", ["EUR", "USD", "USD", "usd", "USD", "USD"])), said(2));
    for (header, cells) in [("币种", ["CNY", "RMB", "人民币", "cny", "", "￥"]), ("备注", ["CNY", "USD", "EUR", "", "", ""])]
    {
        assert_eq!(warnings(&orders(header, cells)), [], "{header}");
    }
}

#[test]
fn signs_of_more_than_one_currency_among_the_amounts_are_said() {
    let warned = |cells: &[&str]| {
        let line = |(i, cell): (usize, &&str)| format!("c{},2024-01-{:02},\"{cell}\"\n", i % 3, i + 1);
        let csv = "客户ID,下单时间,金额\n".to_owned() + &cells.iter().enumerate().map(line).collect::<String>();
        warnings(&csv)
            .into_iter()
            .filter(|(code, ..)| code == "N_CURRENCY_CELLS")
            .map(|(_, count, column)| (count, column))
            .collect::<Vec<_>>()
    };
    assert_eq!(warned(&["¥5", "$6.50", "￥7", "€8", "¥9.00", "10元"]), [(2, 3)]);
    assert_eq!(warned(&["5 USD", "6 EUR", "7 USD", "8 EUR", "9 USD", "US$ 10"]), [(2, 3)]);
    assert_eq!(warned(&["¥100", "HK$120", "港币 130", "¥1,300", "JPY 5000", "¥2"]), [(3, 3)]);
    // One currency in all its spellings is one, also beside amounts that bear none; a second word says which `¥` or `$` is meant.
    assert_eq!(warned(&["¥5", "6元", "RMB 7", "CNY8", "9", "人民币10元", "￥11.5元"]), []);
    assert_eq!(warned(&["$5", "US$6", "7 USD", "$8 USD", "(9.00)", "$-10"]), []);
    assert_eq!(warned(&["¥500 JPY", "600日元", "JPY700", "¥800 JPY", "900 JPY", "1000日元"]), []);
    // The sentence counts, in both languages, and says that nothing was converted.
    let all =
        results(&mut open("orders.csv", "客户ID,下单时间,金额\na,2024-01-01,¥5\nb,2024-01-02,$6\nc,2024-01-03,¥7\n".as_bytes()));
    let notice = all["notices"].as_array().unwrap().iter().find(|n| n["code"] == "N_CURRENCY_CELLS").unwrap().clone();
    assert!(notice["count"] == 1 && notice["severity"] == "warning");
}

/// Customers of six digits with rows of nobody among them.
#[test]
fn rows_of_nobody_are_no_customer_and_can_be_kept() {
    let csv = |nobody: &[&str]| {
        let ids = (0..30).map(|n| (100_000 + n % 10).to_string()).chain(nobody.iter().map(|id| (*id).to_owned()));
        let lines = ids.enumerate().map(|(n, id)| format!("{id},2024-01-{:02},{}\n", n % 28 + 1, n + 5));
        "客户ID,下单时间,金额\n".to_owned() + &lines.collect::<String>()
    };
    let customers = |session: &mut crate::Session| results(session)["results"]["rfm"]["outcome"]["customers"]["total"].clone();
    for nobody in [
        vec!["0"; 6],
        vec!["-1"; 6],
        vec!["游客"; 6],
        vec!["guest", "GUEST", "匿名", "未登录", "Anonymous", "null"],
        vec!["N/A", "无", "NULL", "", "0", "0"],
    ] {
        let text = csv(&nobody);
        let mut session = open("orders.csv", text.as_bytes());
        assert_eq!(customers(&mut session), 10, "{nobody:?}");
        let told: Vec<_> =
            warnings(&text).into_iter().filter(|(code, ..)| code == "N_PLACEHOLDER_IDS" || code == "N_NO_USER_ID").collect();
        assert_eq!(told.iter().map(|(_, count, _)| count).sum::<u64>(), 6, "{told:?}");
        assert!(told.iter().all(|(.., column)| *column == 1));
    }
    // Turned off, they are what the file says.
    let mut session = open("orders.csv", csv(&["guest"; 6]).as_bytes());
    let mut plan = session.cleaning(0).unwrap().plan;
    let rule = plan.entries.iter_mut().find(|e| e.rule == insitu::clean::Rule::PlaceholderId).unwrap();
    rule.on = false;
    session.set_cleaning(0, Some(plan)).unwrap();
    assert_eq!(customers(&mut session), 11);
    let all = results(&mut session);
    let kept = all["notices"].as_array().unwrap().iter().find(|n| n["code"] == "N_PLACEHOLDER_KEPT").unwrap();
    assert_eq!(kept["count"], 6);
    // Ids that are numbered from 0 are ids, and the plan says nothing of nobody.
    let numbered = (0..60).map(|n| format!("{},2024-01-{:02},{}\n", n % 20, n % 28 + 1, n + 5)).collect::<String>();
    let mut session = open("orders.csv", ("客户ID,下单时间,金额\n".to_owned() + &numbered).as_bytes());
    assert_eq!(customers(&mut session), 20);
    assert!(session.cleaning(0).unwrap().plan.entries.iter().all(|e| e.rule != insitu::clean::Rule::PlaceholderId));
}

#[test]
fn a_stray_line_feed_loses_no_rows_of_a_file_with_the_old_line_ends() {
    let line = |i: usize| format!("c{},2024-01-{:02},{}", i % 7, i % 28 + 1, i + 5);
    let lines: Vec<String> = std::iter::once("客户ID,下单时间,金额".to_owned()).chain((0..40).map(line)).collect();
    let clean = lines.join("\r");
    let counts = |csv: &str| {
        let all = results(&mut open("old.csv", csv.as_bytes()));
        let rows = &all["inputs"][0]["rows"];
        (rows["read"].as_u64().unwrap(), rows["rejected"].as_u64().unwrap(), all["quality"]["rows_counted"].as_u64().unwrap())
    };
    assert_eq!(counts(&clean), (40, 0, 40));
    // At the end, at the start of a record, and as the end of one.
    assert_eq!(counts(&(clean.clone() + "\n")), (40, 0, 40));
    assert_eq!(counts(&clean.replacen("\rc3", "\r\nc3", 1)), (40, 0, 40));
    assert_eq!(counts(&clean.replacen("\rc3", "\nc3", 1)), (40, 0, 40));
    // Cells that hold carriage returns, in a file with line feeds.
    let notes = |cell: &str| clean.replace('\r', &format!(",{cell}\n")) + ",x\n";
    assert_eq!(counts(&notes("\"a\rb\rc\rd\"")), (40, 0, 40));
    assert_eq!(counts(&notes("a\rb\rc")), (40, 0, 40));
}

#[test]
fn names_that_are_somebodys_cells_are_shown_masked() {
    // The header set on a row of data, as may happen by one click.
    let csv = "张三,13812345678,2024-01-02,5\n李四,13987654321,2024-01-03,6\n";
    let overrides = insitu::intake::Overrides { header_row: Some(1), delimiter: Some(",".to_owned()), ..Default::default() };
    let mut session = crate::session(crate::table("a.csv", csv.as_bytes(), &overrides));
    let shown = serde_json::to_string(&session.inspect().unwrap()).unwrap();
    let recipe = serde_json::to_string(&session.recipe().unwrap()).unwrap();
    for text in [shown, recipe] {
        assert!(!text.contains("13812345678") && text.contains("138****5678"), "{text}");
    }
}
