//! Workbooks of real programs and of other readers' tests: sheets, sizes and cells as two readers found them, or a refusal.
#![cfg(feature = "formats")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../data/mod.rs"]
mod data;
mod ahead;
mod bombs;
mod damage;
mod made;
mod sheets;

use insitu::error::Result;
use insitu::intake::{Opened, workbook};
use serde_json::Value;
use std::rc::Rc;

/// Every cell of a stream, row by row; written anew so that the reader is not its own judge.
fn table(text: &[u8]) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), Vec::new(), false);
    let mut bytes = text.iter().copied().peekable();
    let flush = |cell: &mut Vec<u8>| String::from_utf8(std::mem::take(cell)).unwrap();
    while let Some(b) = bytes.next() {
        match b {
            b'"' if quoted && bytes.peek() == Some(&b'"') => cell.extend(bytes.next()),
            b'"' => quoted = !quoted,
            b',' if !quoted => row.push(flush(&mut cell)),
            b'\n' if !quoted => {
                row.push(flush(&mut cell));
                while row.last().is_some_and(String::is_empty) {
                    row.pop();
                }
                rows.push(std::mem::take(&mut row));
            }
            b => cell.push(b),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted);
    rows
}

fn read(mut opened: Opened) -> Result<Vec<Vec<String>>> {
    let mut text = Vec::new();
    while opened.stream.next(1_000, &mut text)? {}
    Ok(table(&text))
}

/// A cell in the form of the expected file.
fn agrees(cell: &str, expected: &Value) -> bool {
    match expected {
        Value::Null => cell.is_empty(),
        Value::Bool(b) => cell == if *b { "TRUE" } else { "FALSE" },
        Value::Number(n) => {
            // Expected numbers are rounded to nine decimals.
            let (found, expected) = (cell.parse::<f64>().unwrap_or(f64::NAN), n.as_f64().unwrap());
            (found - expected).abs() <= 6e-10 + expected.abs() * 1e-14 && !cell.contains(['e', '+']) && !cell.ends_with(".0")
        }
        Value::String(s) => match (s.strip_prefix("duration ").and_then(|s| s.strip_suffix(" s")), s.strip_suffix('…')) {
            (Some(seconds), _) => {
                let parts: Vec<u64> = cell.split(':').filter_map(|p| p.parse().ok()).collect();
                parts.len() == 3 && (parts[0] * 3_600 + parts[1] * 60 + parts[2]).to_string() == seconds
            }
            (_, Some(start)) => cell.starts_with(start),
            // Times are expected without the fractions that some have.
            _ => {
                cell == s
                    || cell.split_once('.').is_some_and(|(whole, _)| s.len() == 8 && s.contains(':') && whole == s)
                    || s.strip_suffix(" 00:00:00") == Some(cell)
                    || cell.strip_suffix(" 00:00:00") == Some(s)
            }
        },
        _ => false,
    }
}

fn compare(file: &str, sheet: &Value, rows: &[Vec<String>], faults: &mut Vec<String>) {
    let name = sheet["name"].as_str().unwrap();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0) as u64;
    let (Some(height), Some(columns)) = (sheet["rows"].as_u64(), sheet["columns"].as_u64()) else { return };
    if (rows.len() as u64, width) != (height, columns) {
        faults.push(format!("{file} {name}: {} x {width}, expected {height} x {columns}", rows.len()));
    }
    let expected = sheet.get("cells").or_else(|| sheet.get("first_cells"));
    for (i, row) in expected.and_then(Value::as_array).into_iter().flatten().enumerate() {
        for (j, cell) in row.as_array().unwrap().iter().enumerate() {
            // Bullets and quotes of the code page, which the other readers drop.
            if (file, i, j) == ("calamine/biff5-rich-text-string.xls", 2, 7) {
                continue;
            }
            // calamine leaves the NULs of UTF-16 in these names of a file before BIFF8; xlrd reads them as we do.
            let cell = &match cell.as_str() {
                Some(text) if file.ends_with("sheet_name_parsing.xls") => Value::from(text.replace('\0', "")),
                _ => cell.clone(),
            };
            let found = rows.get(i).and_then(|r| r.get(j)).map_or("", String::as_str);
            if !agrees(found, cell) {
                faults.push(format!("{file} {name} row {} column {}: {found:?}, expected {cell}", i + 1, j + 1));
            }
        }
    }
}

/// The code with which a file must be refused.
fn refusal(file: &str) -> &'static str {
    match file {
        "calamine/OOM_alloc3.xls" => "E_WORKBOOK",
        "calamine/issue252.xlsx" => "E_ARCHIVE",
        "calamine/issue_594_dos.ods" => "E_LIMIT",
        "calamine/too_small.xls" => "E_FORMAT",
        _ => "E_ENCRYPTED",
    }
}

#[test]
fn workbooks_read_as_other_readers_read_them() {
    let Some(expected) = data::json_of("xlsx/expected.json") else { return };
    let mut faults = Vec::new();
    let mut sheets = 0;
    for case in expected["cases"].as_array().unwrap() {
        let file = case["file"].as_str().unwrap();
        let source = Rc::new(data::bytes_of(&format!("xlsx/{file}")).unwrap());
        let first = workbook::open(source.clone(), None);
        if case.get("must_fail").is_some() {
            match first.and_then(read) {
                Ok(_) => faults.push(format!("{file} must be refused")),
                Err(error) => assert_eq!(error.code(), refusal(file), "{file}"),
            }
            continue;
        }
        let members = match first {
            Ok(opened) => opened.members,
            Err(error) => {
                faults.push(format!("{file}: {}", error.code()));
                continue;
            }
        };
        let listed = case["sheets"].as_array().unwrap();
        let names: Vec<&str> = listed.iter().map(|s| s["name"].as_str().unwrap()).collect();
        if members != names {
            faults.push(format!("{file}: sheets {members:?}, expected {names:?}"));
        }
        for sheet in listed {
            sheets += 1;
            match workbook::open(source.clone(), sheet["name"].as_str()).and_then(read) {
                Ok(rows) => compare(file, sheet, &rows, &mut faults),
                Err(error) => faults.push(format!("{file} {}: {}", sheet["name"], error.code())),
            }
        }
    }
    assert_eq!(sheets, 273);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The same sheet in both date systems; SYLK and XML of 2003 are refused in words.
#[test]
fn both_date_systems_give_their_days() {
    let days = [
        ("1900", ["1900-01-01", "1900-01-11", "1900-04-20", "1903-01-15", "1930-06-02"]),
        ("1904", ["1904-01-02", "1904-01-12", "1904-04-21", "1907-01-16", "1934-06-03"]),
    ];
    for (system, days) in days {
        for format in ["xlsx", "xlsb", "xls", "biff5", "ods"] {
            let Some(bytes) = data::bytes_of(&format!("xlsx/sheetjs_1904/{system}.{format}")) else { return };
            let rows = read(workbook::open(Rc::new(bytes), None).unwrap()).unwrap();
            let read: Vec<&str> = rows.iter().map(|r| r[1].trim_end_matches(" 00:00:00")).collect();
            assert_eq!(read, days, "{system}.{format}");
        }
        for format in ["slk", "xml"] {
            let bytes = data::bytes_of(&format!("xlsx/sheetjs_1904/{system}.{format}")).unwrap();
            assert_eq!(workbook::open(Rc::new(bytes), None).err().map(|e| e.code()), Some("E_FORMAT"));
        }
    }
}

#[test]
fn a_sheet_that_is_not_there_is_an_error() {
    let Some(bytes) = data::bytes_of("xlsx/frictionless/sheets.xlsx") else { return };
    assert_eq!(workbook::open(Rc::new(bytes), Some("none")).err().map(|e| e.code()), Some("E_MEMBER"));
}
