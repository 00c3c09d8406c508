//! Golden cases: a folder `<analysis>/<case>/` with `input.csv`, `request.json` and `expected.json`. Adding a folder adds a case;
//! `UPDATE_GOLDEN=1 cargo test --test golden` rewrites what is expected, for a reviewer to read.
//!
//! A case of events has `events.csv` in its place, with `user_id`, `behavior_time` and the columns of `tests/visits`, or `user_id`, `time`
//! (`2024-01-31 10:30:00`) and labels by the names of `tests/events`.
//!
//! `request.json` holds `as_of` and `params`. The columns of `input.csv` are canonical fields: `user_id`, `order_time`, `amount`, and
//! where the case needs them `order_id`, `is_refund` (1 or 0), `product_id` and `category`. `journeys.csv` adds events of these customers (`user_id`, `time` as
//! `2024-05-01 10:00`, `behavior_type`, `channel`), `channels.csv` rows of a table of channels (`channel`, `day` and numbers by field).
#![allow(clippy::disallowed_methods, reason = "cases are folders")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../visits/mod.rs"]
mod visits;
#[path = "../orders/mod.rs"]
mod orders;
mod parts;
#[path = "../events/mod.rs"]
mod events;

use insitu::analysis::{self, ANALYSES};
use insitu::customers::{Dimension, NO_LABEL, Parts};
use orders::Line;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use visits::Event;

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

/// Labels of the lines of a view in a column, where the case has it; the lines of a view stand by user in the order of the file.
fn labels(records: &[BTreeMap<String, String>], lines: &[Line], column: &str, as_of: i32) -> Option<Dimension> {
    records.first().filter(|record| record.contains_key(column))?;
    let mut cells: Vec<(&str, &str)> = lines
        .iter()
        .zip(records)
        .filter(|(line, _)| line.day < as_of)
        .map(|(line, record)| (line.user.as_str(), record[column].as_str()))
        .collect();
    cells.sort_by_key(|(user, _)| *user);
    let distinct: BTreeSet<&str> = cells.iter().map(|(_, label)| *label).filter(|label| !label.is_empty()).collect();
    let labels: Vec<String> = distinct.into_iter().map(str::to_owned).collect();
    let code = |label: &str| labels.binary_search_by(|l| l.as_str().cmp(label)).map_or(NO_LABEL, |at| at as u32);
    let codes = cells.iter().map(|(_, label)| code(label)).collect();
    Some(Dimension::new(labels, codes))
}

/// Result and notices of a case, as JSON.
fn result(analysis: &str, case: &Path) -> Value {
    let request: Value = serde_json::from_slice(&fs::read(case.join("request.json")).unwrap()).unwrap();
    let as_of = orders::day(request["as_of"].as_str().unwrap());
    let view = match fs::read(case.join("events.csv")) {
        Ok(bytes) if bytes.starts_with(b"user_id,time") => events::view(&events::of(&bytes, orders::day), true, as_of),
        Ok(bytes) => visits::view(&orders::records(&bytes).iter().map(Event::read).collect::<Vec<_>>(), as_of),
        Err(_) => {
            let records = orders::records(&fs::read(case.join("input.csv")).unwrap());
            let lines: Vec<Line> = records.iter().map(line).collect();
            let mut parts = Parts::default();
            parts.lines[0] = labels(&records, &lines, "category", as_of);
            parts.lines[1] = labels(&records, &lines, "product_id", as_of);
            orders::view(&lines, as_of).with(parts)
        }
    };
    let view = parts::with_parts(view, case);
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
