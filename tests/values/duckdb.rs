//! `DuckDB`'s cases of dates, numbers and types, where its files are at hand: kinds and values as its `expected.json` has them.

use crate::data::{bytes_of, json_of};
use insitu::intake::{ColumnReading, Overrides, read};
use insitu::table::date::time_text;
use insitu::table::{Column, DecimalMark, Kind};
use serde_json::Value;

/// Cases that end otherwise, and why that is meant.
const OTHERWISE: &[(u64, &str)] = &[
    (57, "one cell in 27,000 does not make a column text: it is counted and listed"),
    (72, "a file of a single row of text is a header without data"),
    (75, "compressed: archives are opened before this reader"),
    (78, "groups in odd places in a file without a header: its first row is the only number, hence the header"),
    (80, "a grouping point settles the decimal comma instead of failing, unless the point is named for both"),
    (83, "a cell of another notation is counted and listed, and the file is read"),
];

fn overrides(options: &Value) -> Overrides {
    let char_of = |name: &str| options[name].as_str().and_then(|t| t.chars().next());
    let mut reading = ColumnReading { thousands: char_of("thousands"), ..ColumnReading::default() };
    reading.decimal = match char_of("decimal_separator") {
        Some(',') => Some(DecimalMark::Comma),
        Some('.') => Some(DecimalMark::Point),
        _ => None,
    };
    Overrides {
        delimiter: char_of("delimiter"),
        header_row: options["header"].as_bool().map(u64::from),
        columns: vec![reading],
        all_text: options["detect"] == Value::Bool(false),
        ..Overrides::default()
    }
}

/// Whether a kind can stand for a type; there is no kind for a time of day or for yes and no.
fn stands_for(kind: Kind, wanted: &str) -> bool {
    match wanted {
        "BIGINT" | "HUGEINT" | "DOUBLE" => matches!(kind, Kind::Number | Kind::Money),
        "DATE" | "TIMESTAMP" => kind == Kind::Time,
        _ => kind == Kind::Text,
    }
}

fn is_value(column: &Column, row: usize, wanted: &Value, wanted_type: &str) -> bool {
    match (column.kind(), wanted) {
        // A time of day stays as written, without seconds it may have none.
        (Kind::Text, Value::String(time)) if wanted_type == "TIME" => {
            column.text_at(row).as_deref().is_some_and(|t| time.starts_with(t.trim()))
        }
        (_, Value::Null) => {
            column.text_at(row).as_deref().is_none() && column.int_at(row).is_none() && column.number_at(row).is_none()
        }
        (Kind::Time, Value::String(text)) => {
            let time = column.int_at(row).map(time_text).unwrap_or_default();
            time == *text || format!("{time} 00:00:00") == *text
        }
        (Kind::Text, Value::String(text)) => column.text_at(row).as_deref() == Some(text.as_str()),
        (Kind::Text, Value::Bool(b)) => column.text_at(row).as_deref().is_some_and(|t| t.eq_ignore_ascii_case(&b.to_string())),
        (Kind::Money, Value::Number(n)) => column.int_at(row) == n.as_f64().map(|v| (v * 10_000.0).round() as i64),
        (Kind::Number, Value::Number(n)) => column.number_at(row) == n.as_f64(),
        _ => false,
    }
}

/// What is amiss in a case.
fn misses(case: &Value) -> Vec<String> {
    let Some(bytes) = case["file"].as_str().and_then(|f| bytes_of(&format!("csv_suites/duckdb/{f}"))) else { return vec![] };
    let table = match read("t.csv", bytes.as_slice(), &overrides(&case["options"]), 1 << 20) {
        Ok(table) => table,
        Err(e) => return vec![e.code().to_owned()],
    };
    let mut misses = Vec::new();
    let columns = case["columns"].as_array().map(Vec::as_slice).unwrap_or_default();
    if case["error"] == Value::Bool(true) || columns.len() != table.columns.len() {
        misses.push(format!("{} columns", table.columns.len()));
    }
    for (index, (wanted, column)) in columns.iter().zip(&table.columns).enumerate() {
        let wanted_type = wanted[1].as_str().unwrap_or_default();
        if !stands_for(column.kind(), wanted_type) {
            misses.push(format!("{} is {:?}, not {wanted_type}", column.name(), column.kind()));
        }
        let rows = case["rows"].as_array().or(case["first_rows"].as_array()).map(Vec::as_slice).unwrap_or_default();
        for (row, cells) in rows.iter().enumerate().filter(|(row, cells)| !is_value(column, *row, &cells[index], wanted_type)) {
            misses.push(format!("{} row {row} is not {}", column.name(), cells[index]));
        }
    }
    if case["row_count"].as_u64().is_some_and(|n| n != table.rows as u64) {
        misses.push(format!("{} rows", table.rows));
    }
    misses
}

#[test]
fn dates_numbers_and_types_are_as_duckdb_reads_them() {
    let Some(suite) = json_of("csv_suites/duckdb/expected.json") else { return };
    let groups = ["dates", "numbers", "types"];
    let cases: Vec<&Value> =
        suite["cases"].as_array().unwrap().iter().filter(|c| groups.iter().any(|g| c["group"] == **g)).collect();
    let mut missed = Vec::new();
    for case in &cases {
        let id = case["id"].as_u64().unwrap();
        let misses = misses(case);
        if !misses.is_empty() && OTHERWISE.iter().all(|(other, _)| *other != id) {
            missed.push(format!("{id} {}: {}", case["file"], misses.join("; ")));
        }
    }
    assert!(missed.is_empty(), "{} of {} differ:\n{}", missed.len(), cases.len(), missed.join("\n"));
}
