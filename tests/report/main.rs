//! The two files that a report leaves as: a page that needs nothing and runs nothing, and a workbook of typed cells.
#![cfg(feature = "formats")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "the files are written where people and other programs can look at them")]

mod page;
mod sample;
mod workbook;

use insitu::report::{Lang, Report};
use std::path::PathBuf;

const BOTH: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];

/// Writes a file into the folder of the build for tests.
fn keep(name: &str, bytes: &[u8]) {
    std::fs::write(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name), bytes).unwrap();
}

/// All numbers of the tables of a report, in order.
fn numbers(report: &Report) -> Vec<f64> {
    let cells = report.sheets.iter().flat_map(|s| s.rows.iter().flatten());
    cells.filter_map(|cell| if let insitu::report::Cell::Number(v) = cell { Some(*v) } else { None }).collect()
}
