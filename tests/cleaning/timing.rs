//! Times on a million rows: `cargo test --release --features cli --test cleaning -- --ignored --nocapture timing`.
#![allow(clippy::disallowed_types, clippy::print_stderr, reason = "this is the one place that measures")]

use crate::mapped;
use insitu::clean::{CleanTable, Profile};
use insitu::fields::MappedTable;
use insitu::table::{Codes, Column, Dictionary, Interner, Invalid, Kind, Segment, Spec};
use std::sync::Arc;
use std::time::Instant;

/// Rows of a segment, as intake makes them.
const SEGMENT: usize = 65_536;

fn cut<T>(n: usize, make: impl Fn(std::ops::Range<usize>) -> T) -> Vec<T> {
    (0..n).step_by(SEGMENT).map(|from| make(from..(from + SEGMENT).min(n))).collect()
}

fn texts(name: &str, n: usize, values: usize, missing: usize, pick: impl Fn(usize) -> usize) -> Column {
    let mut interner = Interner::default();
    for v in 0..values {
        interner.intern(format!("{name}{v:06}").as_bytes());
    }
    let segments = cut(n, |rows| {
        Segment::Codes(Codes::of_cells(rows.map(|i| (missing == 0 || i % missing != 0).then(|| (pick(i) % values) as u32))))
    });
    Column::new(Spec::new(name, Kind::Text), segments, interner.finish(), Invalid::default())
}

fn ints(name: &str, kind: Kind, n: usize, pick: impl Fn(usize) -> i64) -> Column {
    let segments = cut(n, |rows| {
        let cells = rows.map(|i| Some(pick(i))).collect();
        if kind == Kind::Time { Segment::Time(cells) } else { Segment::Money(cells) }
    });
    Column::new(Spec::new(name, kind), segments, Dictionary::default(), Invalid::default())
}

fn mix(i: usize, salt: usize) -> usize {
    let h = (i as u64 ^ (salt as u64) << 40).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((h ^ (h >> 31)).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 33) as usize
}

/// `n` lines of which those from `again` on repeat the first.
fn orders(n: usize, again: usize) -> Arc<MappedTable> {
    let at = move |i: usize| i % again;
    mapped(
        vec![
            texts("订单号", n, (n / 3).max(1), 0, move |i| mix(at(i), 1)),
            texts("客户", n, (n / 20).max(1), 0, move |i| mix(at(i), 2)),
            ints("时间", Kind::Time, n, move |i| 1_700_000_000 + (mix(at(i), 3) % 30_000_000) as i64),
            texts("商品", n, 5_000, 0, move |i| mix(at(i), 4)),
            texts("类目", n, 40, 50, move |i| mix(at(i), 5)),
            texts("渠道", n, 8, 10, move |i| mix(at(i), 6)),
            texts("地区", n, 34, 0, move |i| mix(at(i), 7)),
            Column::of_numbers("数量", (0..n).map(|i| Some((mix(at(i), 8) % 9 + 1) as f64))),
            ints("金额", Kind::Money, n, move |i| (mix(at(i), 9) % 9_000_000) as i64),
            Column::of_numbers("折后系数", (0..n).map(|i| (i % 97 != 0).then(|| mix(at(i), 10) as f64 / 1e6))),
        ],
        &["order_id", "user_id", "order_time", "product_id", "category", "channel", "region", "quantity", "amount", "-"],
    )
}

#[test]
#[ignore = "measures"]
fn timing() {
    for (n, again) in [(1_000_000, 1_000_000), (1_000_000, 500_000), (10_000_000, 10_000_000), (10_000_000, 5_000_000)] {
        let table = orders(n, again);
        let start = Instant::now();
        let clean = CleanTable::proposed(Arc::clone(&table));
        eprintln!("{n} rows, {again} different: default plan {:?}, kept {}", start.elapsed(), clean.kept_rows());
        if n > 1_000_000 {
            continue;
        }
        let start = Instant::now();
        let cells: usize = (0..10).filter_map(|i| clean.column(i)).map(Column::len).sum();
        eprintln!("  all patched columns, {cells} cells {:?}", start.elapsed());
        let start = Instant::now();
        let _ = clean.headlines(None);
        eprintln!("  headline numbers of three plans {:?}", start.elapsed());
        let start = Instant::now();
        (0..clean.plan().entries.len()).for_each(|at| drop(clean.effect(at)));
        eprintln!("  effects of all entries {:?}", start.elapsed());
        let start = Instant::now();
        let profile = Profile::new(&table, Some(20_000), None);
        eprintln!("  full profile {:?}, {} identical", start.elapsed(), profile.identical);
    }
}
