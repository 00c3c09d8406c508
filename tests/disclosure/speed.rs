//! Times of a large table, printed: `cargo test --release --test disclosure -- --ignored --nocapture`.
#![allow(clippy::print_stdout, clippy::disallowed_types, reason = "prints how long things take")]

use insitu::mask::disclosure::Ledger;
use insitu::mask::risk::{Classes, Sensitive, SpecialUniques, wildcard_sizes};
use std::time::Instant;

const ROWS: usize = 1_000_000;

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    println!("{what}: {} ms", start.elapsed().as_millis());
    result
}

/// Codes below `distinct`, from a fixed sequence (Knuth's MMIX).
fn column(seed: u64, distinct: u64) -> Vec<u32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    (0..ROWS).map(|_| (next() % distinct) as u32).collect()
}

#[test]
#[ignore = "prints times"]
fn a_million_rows_and_six_quasi_identifiers() {
    // Sex, age, city, register date, level, date of last purchase: nearly every row is alone. Then a coarse version.
    for (name, distinct) in [("fine", [2_u64, 80, 340, 3650, 5, 365]), ("coarse", [2, 8, 31, 10, 5, 12])] {
        let columns: Vec<Vec<u32>> = (1..).zip(distinct).map(|(seed, distinct)| column(seed, distinct)).collect();
        let slices: Vec<&[u32]> = columns.iter().map(Vec::as_slice).collect();
        let classes = timed(&format!("{name}: classes"), || Classes::new(ROWS, &slices).unwrap());
        println!("{name}: {} classes, k = {:?}, {:?} alone", classes.count(), classes.k_min(), classes.uniques());
        timed(&format!("{name}: histogram"), || classes.histogram());
        let amount = column(7, 1000);
        let sensitive =
            timed(&format!("{name}: sensitive attribute of 1000 values"), || Sensitive::new(&classes, &amount).unwrap());
        timed(&format!("{name}: all four measures"), || {
            (
                sensitive.distinct(),
                sensitive.entropy(),
                sensitive.recursive(3.0),
                sensitive.equal_distance(),
                sensitive.ordered_distance(),
            )
        });
        timed(&format!("{name}: wildcard sizes, nothing missing"), || wildcard_sizes(&classes, &slices).unwrap());
        let suda = timed(&format!("{name}: special uniques"), || SpecialUniques::new(ROWS, &slices, 6).unwrap().unwrap());
        println!("{name}: minimal sample uniques by size {:?}", suda.by_size);
        let mut ledger = Ledger::default();
        let units: Vec<u64> = (0..ROWS as u64).map(|unit| unit.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
        timed(&format!("{name}: ledger, two exports"), || {
            assert_eq!([ROWS, ROWS / 2].map(|n| ledger.enter(&units[..n], 5, false).unwrap()), [Ok(0), Ok(1)]);
        });
    }
}
