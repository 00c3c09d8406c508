//! Golden cases: a folder `<analysis>/<case>/` with `input.csv`, `request.json` and `expected.json`. Adding a folder adds a case;
//! `UPDATE_GOLDEN=1 cargo test --test golden` rewrites what is expected, for a reviewer to read.
//!
//! `request.json` holds `as_of` and `params`. The columns of `input.csv` are canonical fields: `user_id`, `order_time`, `amount`, and
//! where the case needs them `order_id` and `is_refund` (1 or 0). A case of events has `events.csv` too: `user_id`, `time`
//! (`2024-01-31 10:30:00`), and labels by the names of `tests/events`.
#![allow(clippy::disallowed_methods, reason = "cases are folders")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../orders/mod.rs"]
mod orders;
#[path = "../events/mod.rs"]
mod events;

use insitu::analysis::{self, ANALYSES};
use orders::Line;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn folders_in(path: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<_> =
        fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn line(record: &BTreeMap<String, String>) -> Line {
    let amount = orders::money(&record["amount"]);
    let marked = record.get("is_refund").is_some_and(|mark| mark == "1");
    Line {
        user: record["user_id"].clone(),
        order: record.get("order_id").cloned(),
        day: orders::day(&record["order_time"]),
        amount: if marked { -amount.abs() } else { amount },
        refund: marked || amount < 0,
    }
}

/// Result and notices of a case, as JSON.
fn result(analysis: &str, case: &Path) -> Value {
    let lines: Vec<Line> = orders::records(&fs::read(case.join("input.csv")).unwrap()).iter().map(line).collect();
    let request: Value = serde_json::from_slice(&fs::read(case.join("request.json")).unwrap()).unwrap();
    let as_of = orders::day(request["as_of"].as_str().unwrap());
    let view = match fs::read(case.join("events.csv")) {
        Ok(bytes) => events::view(&events::of(&bytes, orders::day), true, as_of),
        Err(_) => orders::view(&lines, as_of),
    };
    let finding = analysis::run(analysis, &view, &request["params"]).unwrap().finding;
    json!({ "result": finding, "notices": finding.notices })
}

#[test]
fn results_are_as_expected() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    for analysis in folders_in(&folder()) {
        for case in folders_in(&analysis) {
            let got = serde_json::to_string_pretty(&result(&name_of(&analysis), &case)).unwrap() + "\n";
            let path = case.join("expected.json");
            if update {
                fs::write(&path, &got).unwrap();
            }
            let expected = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(got, expected, "{}/{}", name_of(&analysis), name_of(&case));
        }
    }
}

#[test]
fn each_analysis_has_a_case_and_each_folder_an_analysis() {
    let folders: Vec<String> = folders_in(&folder()).iter().map(|path| name_of(path)).collect();
    let mut names: Vec<&str> = ANALYSES.iter().map(|analysis| analysis.name).collect();
    names.sort_unstable();
    assert_eq!(folders, names);
    for analysis in folders_in(&folder()) {
        assert!(!folders_in(&analysis).is_empty(), "{} has no case", name_of(&analysis));
    }
}
