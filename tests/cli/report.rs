//! `insitu report`.

use crate::{file, insitu};
use serde_json::Value;
use std::path::PathBuf;

const ORDERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/rfm_data_orders.csv");

#[test]
fn every_form_is_written_under_its_name() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("report");
    let out = folder.to_str().unwrap();
    let _absent = std::fs::remove_dir_all(&folder);
    let call = insitu(&["report", "--role", "marketing", "--today", "2007-01-02", "--lang", "en", "--out", out, ORDERS]);
    assert_eq!((call.exit, call.out.as_str()), (0, ""), "{}", call.err);
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap_or_else(|_| panic!("{name}"));
    let report: Value = serde_json::from_slice(&read("report.json")).unwrap();
    assert_eq!((report["role"].as_str(), report["date"].as_str()), (Some("marketing"), Some("2007-01-02")));
    let page = String::from_utf8(read("report.html")).unwrap();
    assert!(page.contains(report["title"].as_str().unwrap()) && !page.contains("<script"));
    assert!(read("report.xlsx").starts_with(b"PK"));
    assert!(String::from_utf8(read("summary.csv")).unwrap().starts_with("\u{feff}report_date,core_conclusion"));
    // The results beside it are those of `run`.
    let run = insitu(&["run", ORDERS]);
    assert_eq!(String::from_utf8(read("results.json")).unwrap(), run.out);
}

#[test]
fn a_report_without_a_folder_or_for_nobody_is_refused() {
    assert_eq!(insitu(&["report", ORDERS]).exit, 2);
    let call = insitu(&["report", "--role", "board", "--out", env!("CARGO_TARGET_TMPDIR"), ORDERS]);
    assert_eq!((call.exit, call.failure()["code"].as_str()), (1, Some("E_PARAM")));
    let call = insitu(&["report", "--today", "soon", "--out", env!("CARGO_TARGET_TMPDIR"), ORDERS]);
    assert_eq!((call.exit, call.failure()["code"].as_str()), (1, Some("E_PARAM")));
    let wrong = insitu(&["report", "--set", "report.margin=2", "--out", env!("CARGO_TARGET_TMPDIR"), ORDERS]);
    assert_eq!((wrong.exit, wrong.failure()["code"].as_str()), (1, Some("E_PARAM")));
}

/// Made up: a purchase each three years from the year 1 on, which the calendar of CLV cannot hold and all other analyses can.
#[test]
fn an_analysis_that_fails_leaves_the_others_their_results() {
    let line = |i: usize| format!("U{i},O{i},{:04}-{:02}-{:02},{}\n", 1 + i * 9853 / 2999, i % 12 + 1, i % 28 + 1, 10 + i % 7);
    let orders = "客户ID,订单号,下单时间,金额\n".to_owned() + &(0..3000).map(line).collect::<String>();
    let path = file("millennia.csv", &orders);
    let run = insitu(&["run", &path]);
    assert_eq!(run.exit, 0, "{}", run.err);
    let all: Value = serde_json::from_str(&run.out).unwrap();
    let results = all["results"].as_object().unwrap();
    assert_eq!(results["clv"]["failed"]["code"], "E_SPAN");
    assert!(results["clv"]["params"].is_object() && results["clv"].get("outcome").is_none());
    for name in ["describe", "rfm", "abc", "retention"] {
        assert!(results[name]["outcome"].is_object(), "{name}");
    }
    let told = run.err.lines().find(|line| line.contains("E_SPAN")).unwrap();
    assert!(told.contains("clv") && told.contains("年份") && !run.err.contains("分隔符"), "{told}");
    // Alone it is what was asked for, and the call fails.
    let alone = insitu(&["run", "--lang", "en", "--only", "clv", &path]);
    assert_eq!((alone.exit, alone.failure()["code"].as_str()), (1, Some("E_SPAN")));
    assert!(alone.failure()["message"].as_str().unwrap().contains("years"));
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("millennia");
    let report = insitu(&["report", "--today", "9860-01-01", "--out", folder.to_str().unwrap(), &path]);
    assert_eq!(report.exit, 0, "{}", report.err);
    let report: Value = serde_json::from_slice(&std::fs::read(folder.join("report.json")).unwrap()).unwrap();
    let gap = report["gaps"].as_array().unwrap().iter().find(|gap| gap["analysis"] == "clv").unwrap();
    assert!(gap["why"].as_str().unwrap().contains("年份"), "{gap}");
}
