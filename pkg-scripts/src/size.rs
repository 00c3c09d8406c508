//! `size`: the built files against `size-budget.json`, in gzip kilobytes (1 kB = 1000 bytes). A budget that is missed and
//! written down as `known_miss` is reported and does not fail until that is passed too.

use std::fs;
use std::io::{self, Error, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::workspace;

/// Prints each budget beside the measured size.
///
/// # Errors
/// When a file is missing or over its budget.
pub fn run() -> io::Result<()> {
    let text = fs::read_to_string(workspace::root().join("size-budget.json"))?;
    let budgets: Value = serde_json::from_str(&text).map_err(Error::other)?;
    let mut over = Vec::new();
    for budget in budgets.as_array().into_iter().flatten() {
        let name = budget.get("name").and_then(Value::as_str).unwrap_or("?");
        let most = budget.get("kb").and_then(Value::as_f64).unwrap_or(0.0);
        let files = budget.get("files").and_then(Value::as_array);
        let mut size = 0.0;
        for file in files.into_iter().flatten().filter_map(Value::as_str) {
            size += kilobytes(&fs::read(workspace::dist().join(file))?)?;
        }
        let known = budget.get("known_miss").and_then(Value::as_f64).unwrap_or(most);
        let word = match size {
            s if s <= most => "ok".to_owned(),
            s if s <= known => format!("MISSED by {:.1} % (known)", (size / most - 1.0) * 100.0),
            _ => "OVER".to_owned(),
        };
        println!("{name:<24} {size:>8.1} kB of {most:>7.1} kB  {word}");
        if size > most.max(known) {
            over.push(name.to_owned());
        }
    }
    if over.is_empty() { Ok(()) } else { Err(Error::other(format!("over budget: {}", over.join(", ")))) }
}

fn kilobytes(bytes: &[u8]) -> io::Result<f64> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    // A file of the page is far below 2^52 bytes.
    #[allow(clippy::cast_precision_loss)]
    Ok(gzip.finish()?.len() as f64 / 1000.0)
}
