//! What the layout of a file leaves out and a reader sees at once: the customer on the first line of a bill, the time of day in
//! a column of its own, a mark before each value, a month in each sheet. All files here are made up, after the exports of ERP
//! systems, delivery platforms and payment services.

use crate::open;
use insitu::clean::Rule;
use insitu::session::Session;
use serde_json::{Value, json};
use std::fmt::Write;

fn board(session: &mut Session) -> Value {
    let finding = serde_json::to_value(&session.found("describe", &Value::Null).unwrap().finding).unwrap();
    finding["outcome"]["board"]["totals"].clone()
}

/// Count and column of a notice, where it is said just once.
fn said(session: &mut Session, code: &str) -> Option<(u64, Option<u64>)> {
    let all: Value = serde_json::from_str(&session.results(&["describe"], &[]).unwrap()).unwrap();
    let own: Vec<&Value> = all["notices"].as_array().unwrap().iter().filter(|n| n["code"] == code).collect();
    assert!(own.len() <= 1, "{code} is said {} times", own.len());
    own.first().map(|n| (n["count"].as_u64().unwrap(), n["column"].as_u64()))
}

fn off(session: &mut Session, rule: Rule) {
    let mut plan = session.cleaning(0).unwrap().plan;
    plan.entries.iter_mut().filter(|e| e.rule == rule).for_each(|e| e.on = false);
    session.set_cleaning(0, Some(plan)).unwrap();
}

/// Bills of one to three lines, whose head stands on the first alone; customers, lines, and what all of it is worth.
fn bills(status: &str) -> (String, u64, u64) {
    let mut csv = "日期,单据编号,客户,单据状态,商品名称,数量,金额\n".to_owned();
    let (mut further, mut worth) = (0, 0);
    for bill in 0..40_u64 {
        for line in 0..=bill % 3 {
            let amount = 10 + bill + line * 100;
            let head = match line {
                0 => format!("2024-01-{:02},XS{bill:04},客户{:02},{status}", bill % 28 + 1, bill % 10),
                _ => ",,,".to_owned(),
            };
            (further, worth) = (further + u64::from(line > 0), worth + amount);
            writeln!(csv, "{head},商品{line},1,{amount}").unwrap();
        }
    }
    writeln!(csv, "合计,,,,,{},{worth}", 40 + further).unwrap();
    (csv, further, worth)
}

#[test]
fn further_lines_of_a_bill_belong_to_its_customer() {
    let (csv, further, worth) = bills("已审核");
    let mut session = open("销售出库单.csv", csv.as_bytes());
    let totals = board(&mut session);
    assert_eq!((&totals["net"], &totals["orders"], &totals["customers"]), (&json!(worth), &json!(40), &json!(10)));
    assert_eq!(said(&mut session, "N_FILLED_DOWN"), Some((further, Some(3))));
    // Every column of the head is a rule that can be seen, and all of it can be taken back.
    let rules: Vec<_> = session.cleaning(0).unwrap().plan.entries;
    let columns: Vec<_> = rules.iter().filter(|e| e.rule == Rule::FillDown).map(|e| e.column.clone().unwrap()).collect();
    assert_eq!(columns, ["日期", "单据编号", "客户", "单据状态"]);
    let before = session.results(&["rfm"], &[]).unwrap();
    off(&mut session, Rule::FillDown);
    // The total lacks a customer, too, and is no longer told from lines that do.
    assert_eq!(said(&mut session, "N_NO_USER_ID").map(|n| n.0), Some(further + 1));
    assert!(session.undo());
    assert_eq!(session.results(&["rfm"], &[]).unwrap(), before);
    // A status of the head counts for all lines of a bill.
    let (csv, ..) = bills("已取消");
    let cancelled = csv.replacen("已取消", "已审核", 20);
    let mut session = open("销售出库单.csv", cancelled.as_bytes());
    assert_eq!(board(&mut session)["orders"], json!(20));
}

#[test]
fn rows_that_lack_their_customer_by_accident_get_none() {
    let mut csv = "下单时间,订单编号,客户编号,商品名称,金额\n".to_owned();
    for row in 0..200 {
        let time = if row % 7 == 3 { String::new() } else { format!("2024-01-{:02} 10:00:00", row % 28 + 1) };
        let user = if row % 5 == 3 { String::new() } else { format!("C{:02}", row % 20) };
        writeln!(csv, "{time},D{row:04},{user},商品{},{}", row % 4, 10 + row).unwrap();
    }
    let mut session = open("orders.csv", csv.as_bytes());
    assert_eq!(said(&mut session, "N_FILLED_DOWN"), None);
    // No number of the order either, but the day stands there: a customer who is not known, no further line.
    let nameless = csv.lines().map(|l| l.replacen(",D0", ",,", 1)).collect::<Vec<_>>().join("\n");
    assert_eq!(said(&mut open("orders.csv", nameless.as_bytes()), "N_FILLED_DOWN"), None);
}

#[test]
fn a_time_of_day_in_a_column_of_its_own_is_joined_to_its_date() {
    let file = |header: &str| {
        let mut csv = format!("订单日期,{header},客户编号,金额\n");
        for row in 0..60 {
            writeln!(csv, "2024-03-{:02},{:02}:05:{row:02},C{:02},{}", row % 28 + 1, row % 24, row % 12, 20 + row).unwrap();
        }
        csv
    };
    let mut session = open("orders.csv", file("订单时间").as_bytes());
    assert_eq!(said(&mut session, "N_TIME_JOINED"), Some((60, Some(1))));
    let hours = |session: &mut Session| {
        let all: Value = serde_json::from_str(&session.results(&["describe"], &[]).unwrap()).unwrap();
        all["quality"]["totals"]["first"].clone()
    };
    assert_eq!(hours(&mut session), "2024-03-01T00:05:00");
    off(&mut session, Rule::TimeOfDay);
    assert_eq!(hours(&mut session), "2024-03-01");
    // What is a span of time, or means something else, is no time of day.
    for other in ["通话时长", "等待时间间隔", "备注"] {
        assert_eq!(said(&mut open("orders.csv", file(other).as_bytes()), "N_TIME_JOINED"), None, "{other}");
    }
}

#[test]
fn marks_before_values_are_left_out() {
    let file = |mark: &str| {
        let mut csv = "交易时间,订单号,用户标识,商品名称,订单金额,退款金额\n".to_owned();
        for row in 0..40 {
            writeln!(
                csv,
                "{mark}2024-03-{:02} 10:00:{row:02},{mark}00{row},{mark}o{:02},{mark}咖啡,{mark}{}.50,{mark}0.00",
                row % 28 + 1,
                row % 8,
                row + 10
            )
            .unwrap();
        }
        csv
    };
    let [mut plain, mut marked] = ["", "`"].map(|mark| open("bill.csv", file(mark).as_bytes()));
    assert_eq!(board(&mut plain), board(&mut marked));
    assert_eq!(said(&mut marked, "N_TEXT_MARK").map(|n| n.0), Some(120));
    assert_eq!(said(&mut plain, "N_TEXT_MARK"), None);
}

#[cfg(feature = "formats")]
#[test]
fn months_in_one_archive_are_one_table() {
    use insitu::intake::Overrides;
    use std::io::{Cursor, Write as _};
    let month = |number: usize, header: &str| {
        let mut csv = format!("{header}\n");
        for row in 0..20 {
            let (time, user) = (format!("2024-{number:02}-{:02} 10:00:00", row + 1), format!("C{:02}", row % 9));
            let order = format!("D{number}{row:03}");
            let cells = if header.starts_with("订单") { [order, user, time] } else { [time, order, user] };
            writeln!(csv, "{},10", cells.join(",")).unwrap();
        }
        csv
    };
    let (usual, other) = ("订单号,客户编号,下单时间,金额", "下单时间,订单号,客户编号,金额");
    let files = [
        ("1月.csv", month(1, usual)),
        ("2月.csv", month(2, other)),
        ("3月.csv", month(3, usual)),
        ("说明.csv", "名称,说明\n订单,导出\n客户,导出\n".to_owned()),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in &files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let read = |overrides: &Overrides| crate::session(crate::unpacked("orders.zip", &bytes, overrides).unwrap());
    let mut session = read(&Overrides::default());
    let totals = board(&mut session);
    assert_eq!((&totals["net"], &totals["orders"]), (&json!(600), &json!(60)));
    assert_eq!(said(&mut session, "N_ALIKE_TABLES").map(|n| n.0), Some(3));
    assert_eq!(said(&mut session, "N_OTHER_TABLES").map(|n| n.0), Some(1));
    let names: Vec<String> = session.inspect().unwrap().files[0].parts.iter().map(|p| p.name.clone()).collect();
    assert_eq!(names, ["orders.zip", "orders.zip › 2月.csv", "orders.zip › 3月.csv"]);
    // Who chooses one reads one.
    let mut one = read(&Overrides { member: Some("2月.csv".to_owned()), ..Overrides::default() });
    assert_eq!((&board(&mut one)["net"], said(&mut one, "N_ALIKE_TABLES")), (&json!(200), None));
    assert_eq!(said(&mut one, "N_OTHER_TABLES").map(|n| n.0), Some(3));
}

/// Made up: an amount of 1 to 20 units and a fraction of six places, in the unit of the header.
fn in_unit(header: &str, cell: impl Fn(u64) -> String) -> Session {
    let rows: String = (0..20).map(|i| format!("D{i},C{},2024-01-{:02},{}\n", i % 5, i + 1, cell(i))).collect();
    open("orders.csv", format!("订单号,客户编号,下单时间,{header}\n{rows}").as_bytes())
}

#[test]
fn amounts_are_converted_by_the_unit_that_their_header_names() {
    // Exact to the cent: 20 amounts of 1.234567, 2.234567 … in ten thousand are 210 + 20 · 0.234567 of them.
    let fine = |i: u64| format!("{}.234567", i + 1);
    let whole = |i: u64| format!("{}", (i + 1) * 105);
    type Cell<'a> = &'a dyn Fn(u64) -> String;
    for (header, cell, net) in [
        ("合同金额（万元）", &fine as Cell<'_>, json!(2_146_913.4)),
        ("金额 [单位：万元]", &fine, json!(2_146_913.4)),
        ("金额(千元)", &fine, json!(214_691.34)),
        ("销售额（亿元）", &fine, json!(21_469_134_000_i64)),
        ("Revenue (k)", &fine, json!(214_691.34)),
        ("实付(分)", &whole, json!(220.5)),
        ("Amount (cents)", &whole, json!(220.5)),
        ("amount_in_cents", &whole, json!(220.5)),
        // Of one they are left as they are.
        ("金额（元）", &whole, json!(22_050)),
    ] {
        let mut session = in_unit(header, cell);
        let converts = header != "金额（元）";
        assert_eq!(session.cleaning(0).unwrap().plan.entries.iter().any(|e| e.rule == Rule::MonetaryUnit), converts, "{header}");
        assert_eq!(board(&mut session)["net"], net, "{header}");
        assert_eq!(said(&mut session, "N_UNIT_CONVERTED"), converts.then_some((20, Some(4))), "{header}");
        assert_eq!(said(&mut session, "N_UNIT_HEADER"), None, "{header}");
    }
}

#[test]
fn a_unit_can_be_taken_back_and_is_not_believed_against_the_cells() {
    let mut session = in_unit("金额（万元）", |i| format!("{}", i + 1));
    assert_eq!(board(&mut session)["net"], json!(2_100_000));
    let effects = serde_json::to_value(&session.cleaning(0).unwrap().effects).unwrap();
    let own = effects.as_array().unwrap().iter().find(|e| e["rule"] == "monetary_unit").unwrap();
    assert_eq!((&own["found"], &own["changed"], &own["dropped"]), (&json!(20), &json!(20), &json!(0)));
    off(&mut session, Rule::MonetaryUnit);
    assert_eq!(board(&mut session)["net"], json!(210));
    assert_eq!(said(&mut session, "N_UNIT_HEADER"), Some((1, Some(4))));
    assert!(session.undo());
    assert_eq!(board(&mut session)["net"], json!(2_100_000));
    // Nobody counts half cents: the header is wrong, or means something else.
    let mut session = in_unit("实付(分)", |i| format!("{}.50", i + 1));
    assert_eq!(board(&mut session)["net"], json!(220));
    assert_eq!(said(&mut session, "N_UNIT_HEADER"), Some((1, Some(4))));
    assert_eq!(said(&mut session, "N_UNIT_CONVERTED"), None);
}
