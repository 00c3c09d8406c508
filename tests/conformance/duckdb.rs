//! The cases of `DuckDB`'s CSV tests: structure, rows, header and bad lines. What a column's type is, is judged elsewhere;
//! here a typed value is compared where its text says it.

use crate::data::{bytes_of, json_of};
use crate::{Raw, raw};
use insitu::intake::{Overrides, read};
use serde_json::Value;
use std::collections::BTreeSet;

/// Cases that are not met; `docs/conformance.md` says why.
const MISSES: &[u64] = &[103, 105, 107, 109];

#[test]
fn duckdb() {
    let Some(expected) = json_of("csv_suites/duckdb/expected.json") else { return };
    let cases = expected["cases"].as_array().unwrap();
    let mut missed = BTreeSet::new();
    for case in cases {
        let id = case["id"].as_u64().unwrap();
        if let Err(why) = check(case) {
            eprintln!("{id} {} {}: {why}", case["file"], case["options"]);
            missed.insert(id);
        }
    }
    eprintln!("{} of {} cases", cases.len() - missed.len(), cases.len());
    assert_eq!(missed.into_iter().collect::<Vec<_>>(), MISSES);
}

fn overrides(case: &Value) -> Overrides {
    let options = &case["options"];
    let text = |name: &str| options.get(name).and_then(Value::as_str).map(str::to_owned);
    let header = options.get("header").and_then(Value::as_bool);
    let quote = text("quote");
    Overrides {
        delimiter: text("delimiter").or_else(|| options.get("columns").map(|_| ",".to_owned())),
        escape: text("escape"),
        comment: text("comment"),
        skip: options.get("skip").and_then(Value::as_u64),
        header_row: header.map(u64::from),
        quote,
        // Told how to read, DuckDB does not look for another encoding either.
        encoding: (options.get("detect") == Some(&Value::Bool(false))).then_some(insitu::intake::Encoding::Utf8),
        ..Overrides::default()
    }
}

fn check(case: &Value) -> Result<(), String> {
    let file = case["file"].as_str().unwrap();
    let bytes = bytes_of(&format!("csv_suites/duckdb/{file}")).ok_or("no such file")?;
    let overrides = overrides(case);
    let read = match raw(file, &bytes, &overrides) {
        Ok(read) => read,
        Err(error) => return Err(format!("{error}")),
    };
    let bad = reported(&read, &bytes, &overrides);
    if case.get("error").is_some() {
        return if bad.is_empty() { Err("nothing is reported".into()) } else { Ok(()) };
    }
    let columns = case["columns"].as_array().unwrap();
    if read.plan.columns.len() != columns.len() {
        return Err(format!("{} columns, not {}", read.plan.columns.len(), columns.len()));
    }
    if let Some(dialect) = case.get("dialect").filter(|d| d.is_object()) {
        let header = dialect["header"].as_bool().unwrap();
        if header != read.plan.dialect.header_row.is_some() {
            return Err(format!("header {header}"));
        }
        let delimiter = dialect.get("delimiter").and_then(Value::as_str);
        if delimiter.is_some_and(|d| d != read.plan.dialect.delimiter) {
            return Err(format!("delimiter {:?}", read.plan.dialect.delimiter));
        }
    }
    let listed: BTreeSet<u64> =
        case.get("bad_lines").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_u64).collect();
    if let Some(missing) = listed.iter().find(|line| !bad.contains(line)) {
        return Err(format!("line {missing} is not reported, but {bad:?}"));
    }
    let ignores = case["options"].get("ignore_errors").is_some();
    let table = read.table.as_ref();
    let good: Vec<&Vec<String>> = (0..read.rows.len())
        .filter(|&r| {
            let number = table.map_or(0, |t| t.row_number(r));
            !(listed.contains(&number) || ignores && bad.contains(&number))
        })
        .map(|r| &read.rows[r])
        .collect();
    let count = case["row_count"].as_u64().unwrap();
    if good.len() as u64 != count {
        return Err(format!("{} rows, not {count}", good.len()));
    }
    let rows = case.get("rows").or_else(|| case.get("first_rows")).and_then(Value::as_array);
    for (row, expected) in good.iter().zip(rows.into_iter().flatten()) {
        for ((cell, expected), column) in row.iter().zip(expected.as_array().unwrap()).zip(columns) {
            if !same(cell, expected, column[1].as_str().unwrap(), &case["options"]) {
                return Err(format!("{cell:?} is not {expected}"));
            }
        }
    }
    Ok(())
}

/// Row numbers that a typed reading or one of text speaks of.
fn reported(raw: &Raw, bytes: &[u8], overrides: &Overrides) -> BTreeSet<u64> {
    let mut bad = BTreeSet::new();
    let typed = read("t.csv", bytes, overrides, 1 << 20).ok();
    for table in raw.table.iter().chain(&typed) {
        bad.extend(table.rejects.iter().map(|r| r.row));
        let faults = ["N_SHORT_ROWS", "N_LONG_ROWS", "N_QUOTE_REPAIRED", "N_QUOTE_INSIDE", "N_INVALID_CELLS"];
        bad.extend(table.notices.iter().filter(|n| faults.contains(&n.code)).flat_map(|n| n.rows.iter().copied()));
    }
    bad
}

fn same(cell: &str, expected: &Value, kind: &str, options: &Value) -> bool {
    let nulls = options.get("null_strings").and_then(Value::as_array);
    match expected {
        Value::Null => cell.trim().is_empty() || nulls.is_some_and(|n| n.iter().any(|n| n == cell)),
        Value::Bool(b) => cell.trim().eq_ignore_ascii_case(if *b { "true" } else { "false" }),
        Value::Number(n) => {
            let mut text = cell.trim().to_owned();
            if options.get("thousands").is_some() {
                text.retain(|c| c != ',');
            }
            if options.get("decimal_separator").is_some_and(|d| d == ",") {
                text = text.replace(',', ".");
            }
            text.parse().is_ok_and(|v: f64| (v - n.as_f64().unwrap()).abs() < 1e-9 * v.abs().max(1.0))
        }
        Value::String(s) => kind != "VARCHAR" || cell == s,
        _ => true,
    }
}
