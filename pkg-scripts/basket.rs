//! `cargo run --release --example basket -- groceries.csv 0.001`: how long the search for frequent item sets takes. A line of the file
//! is a basket, its items are separated by commas.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::disallowed_types, reason = "a measurement prints times")]

use insitu::analysis::basket::{Baskets, Bounds, mine, params::By};
use insitu::analysis::{self, Decimal};
use insitu::customers::{CustomerView, Dimension, Parts};
use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

/// Each basket as the one order of a customer.
fn view(text: &str) -> Result<CustomerView, Box<dyn Error>> {
    let baskets: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').map(str::trim).collect()).collect();
    let mut codes: BTreeMap<&str, u32> = baskets.iter().flatten().map(|item| (*item, 0)).collect();
    for (code, slot) in (0..).zip(codes.values_mut()) {
        *slot = code;
    }
    let labels = codes.keys().map(|item| (*item).to_owned()).collect();
    let codes: Vec<u32> = baskets.iter().flatten().filter_map(|item| codes.get(item)).copied().collect();
    let lines = codes.len();
    let ends = baskets.iter().scan(0, |end, basket| {
        *end += basket.len() as u32;
        Some(*end)
    });
    let offsets = std::iter::once(0).chain(ends).collect();
    let mut parts = Parts::default();
    let [_, product, ..] = &mut parts.lines;
    *product = Some(Dimension::new(labels, codes));
    let view = CustomerView::from_parts(offsets, vec![1; lines], vec![0; lines], vec![10_000; lines], vec![false; lines], 2)?;
    Ok(view.with(parts))
}

/// The shortest and the middle one of some runs, in milliseconds.
fn timed(name: &str, runs: usize, run: &mut dyn FnMut() -> String) {
    let mut times = Vec::new();
    let mut said = String::new();
    for _ in 0..runs {
        let start = Instant::now();
        said = run();
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let at = |place: usize| times.get(place).copied().unwrap_or(0.0);
    println!("{name}: {said}, best {:.3} ms, median {:.3} ms of {runs}", at(0), at(runs / 2));
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (path, support) = (words.next().ok_or("a file")?, words.next().unwrap_or_else(|| "0.001".to_owned()));
    let view = view(&std::fs::read_to_string(path)?)?;
    let dimension = view.dimension(insitu::customers::LineField::Product).ok_or("no item")?;
    timed("baskets of lines", 21, &mut || Baskets::of(&view, dimension, By::Order).count().to_string());
    let baskets = Baskets::of(&view, dimension, By::Order);
    let least = Decimal::parse(&support).ok_or("a share")?.least_of(baskets.count()) as u32;
    let bounds = Bounds { longest: 10, sets: 10_000_000, work: u64::MAX };
    timed("item sets", 101, &mut || match mine(&baskets, least, bounds) {
        Ok(sets) => format!("{} sets of {least} baskets or more", sets.count()),
        Err(_) => "too many sets".to_owned(),
    });
    for several in [false, true] {
        let params = serde_json::json!({
            "support": support, "confidence": 0.5, "least": 1, "longest": 10, "several": several
        });
        timed("whole analysis", 21, &mut || {
            let found = analysis::run("basket", &view, &params).map(|found| serde_json::to_value(&found.finding).ok());
            let rules =
                found.ok().flatten().and_then(|value| value.pointer("/outcome/rules").and_then(serde_json::Value::as_u64));
            format!("{rules:?} rules")
        });
    }
    Ok(())
}
