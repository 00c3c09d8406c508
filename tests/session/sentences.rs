//! What the sentences of a report claim: of which rows, of how many, by which unit, and nothing where there is nothing.
//!
//! The tables are made up in the form of real exports.

use crate::open;
use insitu::report::{CellKind, Lang, Report, Severity, Statement};
use insitu::session::{Export, ReportOrder, Session, What};
use std::fmt::Write;

fn order(lang: Lang, today: &str) -> ReportOrder {
    ReportOrder { lang, today: Some(today.into()), ..ReportOrder::default() }
}

fn made(session: &mut Session, today: &str) -> Report {
    session.report(&order(Lang::Zh, today)).unwrap()
}

fn finding<'a>(report: &'a Report, analysis: &str, code: &str) -> &'a Statement {
    let all = || report.findings.iter().map(|f| (f.analysis, f.code.as_str())).collect::<Vec<_>>();
    report.findings.iter().find(|f| (f.analysis, f.code.as_str()) == (analysis, code)).unwrap_or_else(|| panic!("{:?}", all()))
}

/// Orders of 60 customers over 2023; `rest` makes the cells behind the amount.
fn orders(rows: usize, heads: &str, rest: impl Fn(usize) -> String) -> String {
    let mut text = format!("订单号,客户ID,下单时间,实付金额{heads}\n");
    for i in 0..rows {
        let (customer, month, day) = (i * 7 % 60, i % 12 + 1, i * 5 % 28 + 1);
        writeln!(text, "D{i:05},C{customer:03},2023-{month:02}-{day:02} 10:00:00,{}.50{}", i % 90 + 10, rest(i)).unwrap();
    }
    text
}

#[test]
fn the_head_counts_the_rows_that_count() {
    // 20 of 260 rows of an export were never paid and have no time, as on Pinduoduo.
    let mut text = orders(240, "", |_| String::new());
    (0..20).for_each(|i| writeln!(text, "E{i:05},C{i:03},,9.00").unwrap());
    let mut session = open("pdd.csv", text.as_bytes());
    let report = made(&mut session, "2024-01-01");
    assert_eq!((report.files[0].rows, report.files[0].rejected), (Some(240), Some(20)));
    let results: serde_json::Value = serde_json::from_str(&session.results(&[], &[]).unwrap()).unwrap();
    assert_eq!(results["quality"]["rows_counted"], 240);
}

#[test]
fn a_report_of_nothing_says_so_and_why() {
    let text = orders(240, "", |_| String::new()).replace(",C", ",");
    let text: String = text
        .lines()
        .map(|line| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if cells[0] != "订单号" {
                cells[1] = "";
            }
            cells.join(",") + "\n"
        })
        .collect();
    let mut session = open("guests.csv", text.as_bytes());
    session.map_column(0, "客户ID", Some("user_id")).unwrap();
    for (lang, starts, why) in
        [(Lang::Zh, "没有可分析的数据：", "有 240 行没有客户编号"), (Lang::En, "Nothing could be analysed: ", "240 rows")]
    {
        let report = session.report(&ReportOrder { lang, ..ReportOrder::default() }).unwrap();
        assert_eq!((report.files[0].rows, report.files[0].rejected, report.as_of.as_deref()), (Some(0), Some(240), None));
        let conclusion = &report.summary.core_conclusion;
        assert!(conclusion.starts_with(starts) && conclusion.contains(why), "{conclusion}");
        assert!(report.summary.problem_diag.contains(why), "{}", report.summary.problem_diag);
        let texts = serde_json::to_string(&report).unwrap();
        assert!(!texts.contains("1970-01") && !texts.contains("未发现需要处理的问题"), "{texts}");
        let page = session.export(&Export::of_report(What::Report, ReportOrder { lang, ..ReportOrder::default() })).unwrap();
        assert!(!String::from_utf8(page.bytes).unwrap().contains("1970"));
    }
}

/// Purchases without numbers of orders: who buys 1001 buys 1002 too, of so many customers; the others buy something else.
fn baskets(pairs: usize) -> String {
    let mut text = String::from("客户ID,下单时间,实付金额,商品ID,商品名称\n");
    let mut line = |customer: usize, id: u32, name: &str| {
        writeln!(text, "C{customer:04},2023-{:02}-11,20.00,{id},{name}", customer % 12 + 1).unwrap();
    };
    for customer in 0..pairs {
        line(customer, 1001, "帆布包");
        line(customer, 1002, "保温杯");
    }
    for customer in pairs..pairs + 200 {
        line(customer, 1003 + (customer % 5) as u32, ["抽纸", "牛仔裤", "雨伞", "袜子", "毛巾"][customer % 5]);
        line(customer, 1003 + (customer / 5 % 5) as u32, ["抽纸", "牛仔裤", "雨伞", "袜子", "毛巾"][customer / 5 % 5]);
    }
    text
}

#[test]
fn a_rule_names_its_unit_and_its_products_and_leads_only_where_many_bear_it() {
    let told = |pairs: usize, by: &str| {
        let mut session = open("lines.csv", baskets(pairs).as_bytes());
        session.found("basket", &serde_json::json!({ "by": by })).unwrap();
        made(&mut session, "2024-01-01")
    };
    let few = told(11, "customer");
    let rule = finding(&few, "basket", "bundle");
    assert_eq!((rule.severity, rule.how.is_none()), (Severity::Info, true), "{rule:?}");
    assert!(rule.what.contains("客户") && !rule.what.contains("订单") && !rule.what.contains("1001"), "{}", rule.what);
    assert!(rule.what.contains("“帆布包”") && rule.what.contains("“保温杯”") && rule.why.contains("基数小"), "{rule:?}");
    assert!(!few.summary.core_conclusion.contains("帆布包"), "{}", few.summary.core_conclusion);
    let many = told(60, "day");
    let rule = finding(&many, "basket", "bundle");
    assert_eq!((rule.severity, rule.how.is_some()), (Severity::Good, true), "{rule:?}");
    assert!(rule.what.contains("同一天") && rule.why.contains("客户日"), "{rule:?}");
    // The tables call products as the sentence does.
    let sheet = many.sheets.iter().find(|s| (s.analysis, s.code) == ("abc", "products")).unwrap();
    assert!(serde_json::to_string(&sheet.rows).unwrap().contains("帆布包"));
}

#[test]
fn a_definition_and_a_model_are_neither_a_problem_nor_a_conclusion() {
    // All bought in the first half of the year and then no more.
    let mut text = String::from("订单号,客户ID,下单时间,实付金额\n");
    for i in 0..300 {
        let (customer, day) = (i * 7 % 60, i / 4);
        writeln!(text, "D{i:05},C{customer:03},2023-{:02}-{:02},{}.50", day / 28 + 1, day % 28 + 1, i % 90 + 10).unwrap();
    }
    (0..30).for_each(|i| writeln!(text, "E{i:05},C{:03},2023-12-{:02},30.00", i % 8, i % 28 + 1).unwrap());
    let report = made(&mut open("o.csv", text.as_bytes()), "2024-01-01");
    let lost = finding(&report, "lifecycle", "lost");
    assert_eq!(lost.severity, Severity::Watch);
    assert!(lost.why.is_empty() && lost.rule.contains("流失的界线是"), "{lost:?}");
    if let Some(holdout) = report.findings.iter().find(|f| f.code == "holdout") {
        assert_eq!(holdout.severity, Severity::Info);
    }
    let summary = &report.summary;
    assert!(!summary.problem_diag.contains("界线") && !summary.problem_diag.is_empty(), "{}", summary.problem_diag);
    assert!(!summary.core_conclusion.contains("模型"), "{}", summary.core_conclusion);
    let problems = report.parts.iter().find(|p| p.code == "problems").unwrap();
    let first = &report.findings[problems.findings[0]];
    assert!(summary.problem_diag.starts_with(&first.what), "{}", summary.problem_diag);
}

#[test]
fn a_model_that_sees_nobody_leave_claims_nobody_active() {
    // 30 customers who come every few days to the last.
    let mut text = String::from("订单号,客户ID,下单时间,实付金额\n");
    for i in 0..600 {
        let (customer, day) = (i % 30, i / 8);
        writeln!(text, "D{i:05},C{customer:03},2023-{:02}-{:02},{}.50", day / 28 + 1, day % 28 + 1, i % 90 + 10).unwrap();
    }
    let report = made(&mut open("o.csv", text.as_bytes()), "2023-04-01");
    let value = finding(&report, "clv", "value");
    assert!(value.why.contains("没有测出有人离开") && !value.why.contains("100.0%"), "{}", value.why);
}

#[test]
fn counts_have_no_decimals_and_returns_are_told_where_they_are_known() {
    // What was paid back is a column of the order: it is off the amount, and of no order is it known to be a return.
    let mut session =
        open("o.csv", orders(320, ",退款金额", |i| format!(",{}", if i % 20 == 0 { "5.00" } else { "" })).as_bytes());
    let report = made(&mut session, "2024-01-01");
    let page = session.export(&Export::of_report(What::Report, order(Lang::Zh, "2024-01-01"))).unwrap();
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(page.contains("<td class=\"n\">320</td>") && !page.contains(">320.00<"), "orders");
    let totals = report.sheets.iter().find(|s| s.code == "totals").unwrap();
    assert_eq!(totals.columns[1].kind, CellKind::Figure);
    let results = session.found("describe", &serde_json::Value::Null).unwrap();
    let marked = serde_json::to_value(&results.finding).unwrap()["outcome"]["board"]["totals"]["refund_lines"].as_u64().unwrap();
    let told = report
        .sheets
        .iter()
        .filter(|s| s.analysis == "describe")
        .any(|s| s.rows.iter().any(|row| matches!(row.first(), Some(insitu::report::Cell::Text(name)) if name == "退货率")));
    assert_eq!(told, marked > 0);
}

#[test]
fn silence_by_purchases_speaks_of_purchases() {
    let report = made(&mut open("o.csv", orders(300, "", |_| String::new()).as_bytes()), "2024-01-01");
    for text in report.findings.iter().filter(|f| f.analysis == "activity").map(|f| serde_json::to_string(f).unwrap()) {
        assert!(!text.contains("浏览") && !text.contains("近期访问很少"), "{text}");
    }
}

#[test]
fn one_channel_alone_brings_nobody_most() {
    let report = made(&mut open("o.csv", orders(300, ",渠道", |_| ",某某旗舰店".into()).as_bytes()), "2024-01-01");
    assert!(report.findings.iter().all(|f| !f.what.contains("最多：")), "{:?}", report.findings);
}

#[test]
fn a_return_stands_in_one_form() {
    let mut text = String::from("日期,渠道,曝光,点击,下单,成本,收入\n");
    for day in 1..=20 {
        for (name, cost, revenue) in [("搜索", 1000, 1900), ("展示", 1000, 338)] {
            writeln!(text, "2023-03-{day:02},{name},90000,4000,40,{cost},{revenue}").unwrap();
        }
    }
    let mut session = open("channels.csv", text.as_bytes());
    let report = made(&mut session, "2023-04-01");
    let loss = report.findings.iter().find(|f| f.code.starts_with("loss:")).unwrap();
    assert!(loss.what.contains("ROI -0.66") && !loss.what.contains("66.2%"), "{}", loss.what);
    let page = session.export(&Export::of_report(What::Report, order(Lang::Zh, "2023-04-01"))).unwrap();
    assert!(String::from_utf8(page.bytes).unwrap().contains(">-0.66<"));
}

#[test]
fn old_data_say_how_old_they_are() {
    let mut session = open("o.csv", orders(300, "", |_| String::new()).as_bytes());
    let late = made(&mut session, "2026-01-01");
    let as_of = late.as_of.clone().unwrap();
    let recent = made(&mut session, &as_of);
    assert!(recent.notes.iter().all(|note| !note.contains("比报告日期早")));
    assert!(late.notes[0].contains(&as_of) && late.notes[0].contains("比报告日期早"), "{}", late.notes[0]);
    let page = session.export(&Export::of_report(What::Report, order(Lang::En, "2026-01-01"))).unwrap();
    assert!(String::from_utf8(page.bytes).unwrap().contains(" days ago)"));
}

#[test]
fn a_forecast_far_beyond_the_days_that_were_seen_is_told_as_one() {
    // A year of forecast from 31 days; from 12 months of purchases it is none.
    let month = |months: u32| {
        let mut text = String::from("订单号,客户ID,下单时间,实付金额\n");
        for i in 0..400_u32 {
            let (customer, day, month) = (i * 7 % 60, i * 5 % 28 + 1, i % months + 1);
            writeln!(text, "D{i:05},C{customer:03},2023-{month:02}-{day:02},{}.50", i % 90 + 10).unwrap();
        }
        let mut session = open("o.csv", text.as_bytes());
        let found = session.found("clv", &serde_json::json!({ "bootstrap": 0 })).unwrap();
        let short = found.finding.notices.iter().find(|n| n.code == "N_CLV_SHORT_HISTORY").map(|n| n.count);
        let report = made(&mut session, "2024-01-01");
        (short, finding(&report, "clv", "value").why.contains("只能当作量级"))
    };
    assert_eq!(month(1), (Some(28), true));
    assert_eq!(month(12), (None, false));
}

#[test]
fn where_nothing_could_be_concluded_the_summary_says_so() {
    let mut text = String::from("订单号,客户ID,下单时间,实付金额\n");
    (0..120).for_each(|i| writeln!(text, "D{i},C{:03},2023-{:02}-11,-{}.00", i % 40, i % 6 + 1, i + 50).unwrap());
    let report = made(&mut open("refunds.csv", text.as_bytes()), "2024-01-01");
    assert!(report.summary.core_conclusion.starts_with("数据不足以得出结论"), "{}", report.summary.core_conclusion);
}
