//! csv-spectrum, csv-test-data, Papa Parse's files and `CleverCSV`'s.

use crate::data::{bytes_of, json_of};
use crate::raw;
use insitu::intake::Overrides;
use serde_json::Value;

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
}

/// All but `location_coordinates`, whose two halves disagree: the JSON has another telephone number and is one object.
#[test]
fn csv_spectrum() {
    let mut passed = 0;
    for case in [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ] {
        let Some(bytes) = bytes_of(&format!("csv_suites/csv-spectrum/csvs/{case}.csv")) else { return };
        let expected = json_of(&format!("csv_suites/csv-spectrum/json/{case}.json")).unwrap();
        let read = raw(case, &bytes, &Overrides::default()).unwrap();
        let names = read.names();
        let object =
            |row: &Vec<String>| Value::Object(names.iter().cloned().zip(row.iter().map(|c| Value::from(c.as_str()))).collect());
        assert_eq!(Value::Array(read.rows.iter().map(object).collect()), expected, "{case}");
        passed += 1;
    }
    assert_eq!(passed, 11);
}

#[test]
fn csv_test_data() {
    let cases = [
        "all-empty",
        "empty-field",
        "empty-one-column",
        "header-no-rows",
        "header-simple",
        "leading-space",
        "one-column",
        "quotes-empty",
        "quotes-with-comma",
        "quotes-with-escaped-quote",
        "quotes-with-newline",
        "quotes-with-space",
        "simple-crlf",
        "simple-lf",
        "trailing-newline",
        "trailing-newline-one-field",
        "trailing-space",
        "utf8",
    ];
    for case in cases {
        let Some(bytes) = bytes_of(&format!("csv_suites/csv-test-data/csv/{case}.csv")) else { return };
        let expected = json_of(&format!("csv_suites/csv-test-data/json/{case}.json")).unwrap();
        let headed = case.starts_with("header-");
        let row = u64::from(headed);
        let read = raw(case, &bytes, &Overrides { header_row: Some(row), ..Overrides::default() }).unwrap();
        let expected = expected.as_array().unwrap();
        assert_eq!(read.rows.len(), expected.len(), "{case}");
        for (row, expected) in read.rows.iter().zip(expected) {
            if headed {
                assert_eq!(read.names(), ["foo", "bar", "baz"]);
                let values: Vec<&str> = read.names().iter().map(|n| expected[n].as_str().unwrap()).collect();
                assert_eq!(row, &values, "{case}");
            } else {
                assert_eq!(row, &strings(expected), "{case}");
            }
        }
    }
}

/// What is wrong with a file is said: against the header foo, bar, baz where the suite expects that one.
#[test]
fn csv_test_data_bad_files_are_reported() {
    for (case, report) in [
        ("bad-header-less-fields", "N_SHORT_ROWS"),
        ("bad-header-more-fields", "N_LONG_ROWS"),
        ("bad-missing-quote", "N_QUOTE_REPAIRED"),
        ("bad-quotes-with-unescaped-quote", "N_QUOTE_INSIDE"),
        ("bad-unescaped-quote", "N_QUOTE_INSIDE"),
        ("bad-header-no-header", "E_EMPTY"),
        ("bad-header-wrong-header", "E_HEADER_ONLY"),
    ] {
        let Some(bytes) = bytes_of(&format!("csv_suites/csv-test-data/csv/{case}.csv")) else { return };
        match raw(case, &bytes, &Overrides::default()) {
            Err(error) => assert_eq!(error.code(), report, "{case}"),
            Ok(read) if report == "E_HEADER_ONLY" => assert!(read.rows.is_empty() && read.names() != ["foo", "bar", "baz"]),
            Ok(read) => assert!(read.notices().contains(&report), "{case}: {:?}", read.notices()),
        }
    }
}

#[test]
fn papa_parse() {
    let Some(expected) = json_of("csv_suites/papaparse/expected.json") else { return };
    for (file, expected) in expected.as_object().unwrap().iter().filter(|(f, _)| f.contains('.')) {
        let bytes = bytes_of(&format!("csv_suites/papaparse/{file}")).unwrap();
        let read = raw(file, &bytes, &Overrides::default()).unwrap();
        let all = read.all();
        if file == "malformed.tsv" {
            // A quote that closes nowhere: Papa Parse gives the rest of the file to its cell, here it costs its line at most.
            assert_eq!((all.len(), all[8][2].as_str()), (10, "\"44.39"));
            assert!(read.notices().contains(&"N_QUOTE_REPAIRED"));
            continue;
        }
        assert_eq!(all.len() as u64, expected["records"].as_u64().unwrap(), "{file}");
        let first = strings(&expected["first_record"]);
        assert_eq!(all[0][..first.len()], first, "{file}");
        if let Some(last) = expected.get("last_record") {
            let last = strings(last);
            assert_eq!(all[all.len() - 1][..last.len()], last, "{file}");
        }
        let widest = expected["field_counts"].as_object().unwrap().keys().map(|k| k.parse::<usize>().unwrap()).max();
        assert_eq!(all.iter().map(Vec::len).max(), widest, "{file}");
    }
}

#[test]
fn clever_csv() {
    let Some(expected) = json_of("csv_suites/clevercsv/expected.json") else { return };
    for (file, expected) in expected.as_object().unwrap().iter().filter(|(f, _)| f.ends_with(".csv")) {
        let bytes = bytes_of(&format!("csv_suites/clevercsv/{file}")).unwrap();
        let read = raw(file, &bytes, &Overrides::default()).unwrap();
        let dialect = &read.plan.dialect;
        assert_eq!(dialect.delimiter, expected["delimiter"].as_str().unwrap(), "{file}");
        let backslash = dialect.escape.filter(|e| Some(*e) != dialect.quote);
        assert_eq!(backslash.map(String::from).as_deref(), expected["escape"].as_str(), "{file}");
        let counts = expected["field_counts"].as_object().unwrap();
        let width: usize = counts.iter().max_by_key(|c| c.1.as_u64()).unwrap().0.parse().unwrap();
        assert!(read.all().iter().all(|row| row.len() == width), "{file}");
        let blank = counts.get("0").and_then(Value::as_u64).unwrap_or(0);
        assert_eq!(read.all().len() as u64 + blank, expected["records"].as_u64().unwrap(), "{file}");
    }
}
