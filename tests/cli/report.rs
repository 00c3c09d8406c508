//! `insitu report`.

use crate::insitu;
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
