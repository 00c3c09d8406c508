//! `cargo run --release --example models -- cdnow.csv points.f64`: how long fits of models take. The first file is a table of customers
//! with x, `t_x`, T in its second to fourth column; into the second go 500,000 points of three numbers, made here, for a peer to read.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::disallowed_types, reason = "a measurement prints times")]
#![allow(clippy::indexing_slicing)]

use insitu::analysis::clv::{Fit, Groups, Model, Unit};
use insitu::stats::Random;
use insitu::stats::cluster::{Points, Search, Tree, k_means};
use std::error::Error;
use std::time::Instant;

const POINTS: usize = 500_000;
/// One start, and the rounds and tolerance that scikit-learn has by default.
const SEARCH: Search = Search { starts: 1, rounds: 300, tolerance: 1e-4, exchanges: 0 };

/// Recency, frequency and money as they are clustered: logarithms of skew numbers, each with mean 0 and deviation 1.
fn points() -> Vec<Vec<f64>> {
    let mut random = Random::new(7);
    let mut columns: Vec<Vec<_>> = (0..3).map(|_| Vec::with_capacity(POINTS)).collect();
    for _ in 0..POINTS {
        let kind = random.below(4) as f64;
        let orders = (1.0 / (1.0 - random.uniform())).powf(0.4 + 0.2 * kind).min(400.0).floor();
        let days = (random.uniform().powf(0.5 + 0.5 * kind) * 700.0 / orders.sqrt()).floor();
        let amount = orders * (20.0 + 300.0 * random.uniform() * random.uniform());
        for (column, value) in columns.iter_mut().zip([days, orders, amount]) {
            column.push((1.0 + value).ln());
        }
    }
    for column in &mut columns {
        let mean = column.iter().sum::<f64>() / POINTS as f64;
        let deviation = (column.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / POINTS as f64).sqrt();
        column.iter_mut().for_each(|v| *v = (*v - mean) / deviation);
    }
    columns
}

/// The middle one of some runs in milliseconds, and what the last one says.
fn timed(runs: usize, mut run: impl FnMut(u64) -> String) -> (f64, String) {
    let (mut times, mut said) = (Vec::new(), String::new());
    for number in 0..runs {
        let start = Instant::now();
        said = run(number as u64);
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    (times.get(runs / 2).copied().unwrap_or(0.0), said)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (cdnow, out) = (words.next().ok_or("a table of customers")?, words.next().ok_or("a file for points")?);
    let text = std::fs::read_to_string(cdnow)?;
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<f64> = line.split(',').skip(1).take(3).map(str::parse).collect::<Result<_, _>>()?;
        Ok::<_, std::num::ParseFloatError>((cells[0] as u32, cells[1], cells[2]))
    });
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let (ms, said) = timed(21, |_| {
        let fit = Groups::of_times(Unit::Week, &rows).and_then(|(groups, _)| Fit::new(Model::BgNbd, &groups));
        fit.map_or_else(|| "no fit".to_owned(), |fit| format!("r, α, a, b {}", fit.values.map(|v| format!("{v:.4}")).join(" ")))
    });
    println!("bgnbd {ms:.3} ms {said}");
    let columns = points();
    let mut bytes = Vec::with_capacity(POINTS * 24);
    for at in 0..POINTS {
        columns.iter().for_each(|column| bytes.extend(column[at].to_le_bytes()));
    }
    std::fs::write(out, bytes)?;
    let (ms, said) = timed(5, |seed| {
        let mut random = Random::new(seed);
        let Some(tree) = Points::new(columns.clone()).map(Tree::new) else { return "no points".to_owned() };
        let found: Vec<_> = (2..=8).filter_map(|k| k_means(&tree, k, &SEARCH, &mut random)).collect();
        let last = found.last().map_or(0.0, |f| f.inertia);
        format!("{} rounds, inertia of k = 8: {last:.1}", found.iter().map(|f| f.rounds).sum::<u32>())
    });
    println!("kmeans {ms:.1} ms {said}");
    Ok(())
}
