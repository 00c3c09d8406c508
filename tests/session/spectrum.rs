//! The conformance suite csv-spectrum: what the reader understood is what its JSON says, cell by cell.

use crate::data::{bytes_of, json_of};
use crate::table;
use insitu::intake::Overrides;
use insitu::table::Column;
use serde_json::{Map, Value};

/// All but `location_coordinates`, whose two halves disagree: the JSON has another telephone number and is one object.
const CASES: [&str; 11] = [
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
];

#[test]
fn cells_equal_their_json() {
    let overrides = Overrides { all_text: true, header_row: Some(1), ..Overrides::default() };
    for case in CASES {
        let Some(bytes) = bytes_of(&format!("csv_suites/csv-spectrum/csvs/{case}.csv")) else { return };
        let expected = json_of(&format!("csv_suites/csv-spectrum/json/{case}.json")).unwrap();
        let table = table(case, &bytes, &overrides);
        let cell = |column: &Column, row| (column.name().to_owned(), Value::from(column.text_at(row).unwrap_or_default()));
        let object = |row| Value::Object(table.columns.iter().map(|c| cell(c, row)).collect::<Map<_, _>>());
        assert_eq!(Value::Array((0..table.rows).map(object).collect()), expected, "{case}");
        assert!(table.rejects.is_empty(), "{case}");
    }
}
