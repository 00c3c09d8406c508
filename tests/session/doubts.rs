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
