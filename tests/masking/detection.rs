//! Recall on labelled columns, false masks on harmless ones.

use crate::columns::{COLUMNS, rows};
use crate::harmless::harmless;
use crate::read_column;
use insitu::mask::Rule;

const ROWS: usize = 1000;

#[test]
fn personal_columns_are_found_through_dirt() {
    assert!(COLUMNS.len() >= 60);
    let (mut found, mut checked, mut all, mut all_checked, mut as_labelled) = (0, 0, 0, 0, 0);
    let mut missed = Vec::new();
    for percent in [5, 20, 40] {
        for (i, column) in COLUMNS.iter().enumerate() {
            let table = read_column(column.header, &rows(column, ROWS, percent, 1000 * percent + i as u64));
            let verdict = table.verdict(0);
            let masked = verdict.masks_as().is_some();
            (all, found) = (all + 1, found + usize::from(masked));
            all_checked += usize::from(column.checked);
            checked += usize::from(column.checked && verdict.pii.is_some());
            as_labelled += usize::from(verdict.masks_as() == Some(column.kind));
            if verdict.masks_as() != Some(column.kind) || (column.checked && verdict.pii.is_none()) {
                missed.push((column.header, column.kind, percent, verdict));
            }
        }
    }
    for (header, kind, percent, verdict) in &missed {
        eprintln!("{header} ({kind:?}, {percent} % bad): {verdict:?}");
    }
    eprintln!(
        "personal columns: {found} of {all} masked, {as_labelled} as labelled; with a check digit: {checked} of {all_checked}"
    );
    assert_eq!(checked, all_checked, "every column with a check digit is masked without a question");
    assert!(found * 100 >= all * 99, "{found} of {all}");
    assert!(as_labelled * 100 >= all * 97, "{as_labelled} of {all}");
}

#[test]
fn harmless_columns_are_left() {
    let columns = harmless(ROWS);
    assert!(columns.len() >= 200, "{}", columns.len());
    let mut wrong = 0;
    for (header, cells) in &columns {
        let table = read_column(header, cells);
        let verdict = table.verdict(0);
        if verdict.masks_as().is_some() {
            wrong += 1;
            eprintln!("{header}: {verdict:?}");
        }
    }
    eprintln!("harmless columns: {wrong} of {} masked", columns.len());
    assert!(wrong * 100 <= columns.len(), "{wrong} of {}", columns.len());
}

#[test]
fn a_verdict_says_why() {
    let column = &COLUMNS[0];
    let table = read_column(column.header, &rows(column, ROWS, 0, 7));
    let verdict = table.verdict(0);
    assert_eq!((verdict.why.rule, verdict.sensitive), (Some(Rule::IdCard), true));
    assert!(verdict.hits == verdict.sampled && verdict.sampled >= 990, "{verdict:?}");
    let json = serde_json::to_string(&verdict).unwrap();
    assert!(json.contains(r#""why":{"rule":"id_card","header":"exact","one_in":61000.0}"#), "{json}");
}

/// Writes all columns for `tests/oracle/presidio_columns.py`, which prints what Presidio finds in them.
#[test]
#[ignore = "writes the columns into the folder that INSITU_COLUMNS names"]
#[allow(clippy::disallowed_methods, reason = "writes files for another program")]
fn columns_for_other_programs() {
    let folder = std::path::PathBuf::from(std::env::var("INSITU_COLUMNS").expect("INSITU_COLUMNS names a folder"));
    let mut list = csv::Writer::from_path(folder.join("columns.csv")).unwrap();
    list.write_record(["column", "header", "kind", "bad", "ours", "cells"]).unwrap();
    let mut write = |name: String, header: &str, kind: &str, bad: &str, cells: &[String]| {
        let ours = read_column(header, cells).verdict(0).masks_as().map_or("", |k| k.code());
        list.write_record([&name, header, kind, bad, ours, &cells.join("\u{1F}")]).unwrap();
    };
    for percent in [5, 20, 40] {
        for (i, column) in COLUMNS.iter().enumerate() {
            let cells = rows(column, 200, percent, 1000 * percent + i as u64);
            write(format!("p{i}_{percent}"), column.header, column.kind.code(), &percent.to_string(), &cells);
        }
    }
    for (i, (header, cells)) in harmless(200).iter().enumerate() {
        write(format!("h{i}"), header, "", "0", cells);
    }
    list.flush().unwrap();
}
