//! What a table takes: the estimate before reading against what is really asked for, and reading where there is too little.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use insitu::intake::{Appended, Assembler, Estimate, Finished, Overrides, Plan, RawTable, parse, plan, ranges};
use insitu::mask::Key;
use insitu::session::{Session, Stage};
use insitu::table::chunk::Chunk;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fmt::Write;

thread_local! {
    static LIVE: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
    static LIMIT: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// Counts the bytes of each thread, and gives none beyond its limit but crumbs: an error needs a few bytes to be told, and a
/// heap without room for tables has them.
struct Counted;

/// Bytes of a crumb.
const CRUMB: usize = 1 << 10;

#[global_allocator]
static HEAP: Counted = Counted;

#[allow(unsafe_code, reason = "an allocator that counts is the only way to see what was really asked for")]
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let live = LIVE.get() + layout.size();
        if live > LIMIT.get() && layout.size() > CRUMB {
            return std::ptr::null_mut();
        }
        LIVE.set(live);
        PEAK.set(PEAK.get().max(live));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.set(LIVE.get().saturating_sub(layout.size()));
        unsafe { System.dealloc(pointer, layout) }
    }
}

const RANGE: u64 = 1 << 20;

/// Numbers without any order, the same on every machine.
fn mixed(n: u64) -> u64 {
    let n = (n ^ (n >> 31)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (n ^ (n >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 20
}

/// Orders as shops export them: a customer in `each` rows.
fn orders(rows: u64, each: u64, sorted: bool) -> String {
    let mut text = "订单号,客户ID,下单时间,商品,类目,数量,金额\n".to_owned();
    for i in 0..rows {
        let customer = if sorted { i / each } else { mixed(i) % (rows / each) };
        let (day, product) = (mixed(i + 7) % 28 + 1, mixed(i + 3) % 2_000);
        let time = format!("2024-{:02}-{day:02} {:02}:{:02}:00", i * 11 / rows + 1, i % 24, i % 60);
        let amount = mixed(i + 1) % 90_000;
        writeln!(
            text,
            "NO{:010},U{customer:07},{time},商品{product},类目{},{},{}.{:02}",
            i * 3,
            product % 20,
            1 + i % 3,
            amount / 100,
            amount % 100
        )
        .unwrap();
    }
    text
}

/// Long texts of which hardly any is met twice.
fn notes(rows: u64) -> String {
    let mut text = "客户ID,下单时间,金额,备注,链接\n".to_owned();
    for i in 0..rows {
        let words: Vec<String> = (0..12).map(|k| format!("{:x}", mixed(i * 13 + k) % 99_999)).collect();
        writeln!(
            text,
            "U{},2024-01-{:02},{},{},https://shop.example/{:x}/{:x}",
            mixed(i) % 5_000,
            i % 28 + 1,
            i % 300,
            words.join(" "),
            mixed(i),
            mixed(i + 1)
        )
        .unwrap();
    }
    text
}

/// Many columns of numbers with decimals.
fn numbers(rows: u64) -> String {
    let mut text = (0..30).map(|c| format!("v{c}")).collect::<Vec<_>>().join(",") + "\n";
    for i in 0..rows {
        let cells: Vec<String> = (0..30).map(|c| format!("{:.5}", mixed(i * 31 + c) as f64 / 1e7)).collect();
        writeln!(text, "{}", cells.join(",")).unwrap();
    }
    text
}

fn chunks(text: &str, plan: &Plan) -> Vec<Chunk> {
    // Ranges are asked for again where they do not begin at a record; this finds those before the engine does.
    let mut table = Assembler::new("t.csv", text.len() as u64, plan.clone());
    let mut exact = Vec::new();
    for range in ranges(plan, text.len() as u64, RANGE) {
        let mut now = range;
        while let Appended::Again(range) = table.append(parse(text.as_bytes(), plan, now).unwrap()).unwrap() {
            now = range;
        }
        exact.push(now);
    }
    exact.into_iter().map(|range| parse(text.as_bytes(), plan, range).unwrap()).collect()
}

fn append(mut table: Assembler, chunks: Vec<Chunk>) -> insitu::error::Result<RawTable> {
    for chunk in chunks {
        assert!(matches!(table.append(chunk)?, Appended::UpTo(_)));
    }
    match table.finish()? {
        Finished::Table(table) => Ok(*table),
        Finished::Again(_) => panic!("the sample was clear"),
    }
}

/// Bytes at most while a file is read and its customers are counted, over what was there before.
fn measured(text: &str, plan: &Plan) -> u64 {
    let before = LIVE.get();
    PEAK.set(before);
    let mut table = Assembler::new("t.csv", text.len() as u64, plan.clone());
    for range in ranges(plan, text.len() as u64, RANGE) {
        let mut now = range;
        while let Appended::Again(range) = table.append(parse(text.as_bytes(), plan, now).unwrap()).unwrap() {
            now = range;
        }
    }
    let Finished::Table(table) = table.finish().unwrap() else { panic!("the sample was clear") };
    let mut session = Session::new(Key::from_hex(&"0f".repeat(32)).unwrap());
    session.open(*table);
    // A table without customers ends at the stage before.
    let _ = session.advance(Stage::Mask).and_then(|()| session.advance(Stage::Customers));
    (PEAK.get() - before) as u64
}

fn estimate(text: &str) -> (Plan, Estimate) {
    let plan = plan(text.as_bytes(), &Overrides::default()).unwrap();
    let estimate = plan.estimate.clone().unwrap();
    (plan, estimate)
}

#[test]
fn the_estimate_is_near_what_is_taken() {
    for (name, text) in [
        ("orders", orders(400_000, 10, false)),
        ("many customers", orders(400_000, 2, false)),
        ("sorted by customer", orders(400_000, 4, true)),
        ("notes", notes(150_000)),
        ("numbers", numbers(60_000)),
    ] {
        let (plan, estimate) = estimate(&text);
        let rows = text.lines().count() as f64 - 1.0;
        assert!((0.95..1.05).contains(&(estimate.rows as f64 / rows)), "{name}: {} rows of {rows}", estimate.rows);
        let taken = measured(&text, &plan) as f64;
        let ratio = (estimate.peak_bytes - estimate.base_bytes) as f64 / taken;
        assert!((0.8..1.8).contains(&ratio), "{name}: {ratio} of {taken} bytes");
    }
}

#[test]
fn a_part_is_estimated_as_less() {
    let text = orders(100_000, 10, false);
    let (_, all) = estimate(&text);
    let part = |rows, columns: &[&str]| {
        let only_columns = columns.iter().map(|c| (*c).to_owned()).collect();
        let overrides = Overrides { first_rows: rows, only_columns, ..Overrides::default() };
        plan(text.as_bytes(), &overrides).unwrap().estimate.unwrap()
    };
    let grown = |e: &Estimate| (e.peak_bytes - e.base_bytes) as f64;
    let some = part(None, &["客户ID", "金额"]);
    assert_eq!(some.columns, [all.columns[1], all.columns[6]]);
    assert_eq!((some.rows, part(Some(9), &[]).rows, part(Some(1 << 40), &[]).rows), (all.rows, 9, all.rows));
    assert!(grown(&some) < grown(&all) * 0.8);
    assert!((0.4..0.7).contains(&(grown(&part(Some(50_000), &[])) / grown(&all))));
}

#[test]
fn too_little_memory_is_an_error_wherever_it_ends() {
    let text = orders(60_000, 3, false);
    let (plan, _) = estimate(&text);
    let (mut failed, mut rows) = (0, Vec::new());
    for step in 0..60 {
        let chunks = chunks(&text, &plan);
        let table = Assembler::new("t.csv", text.len() as u64, plan.clone());
        LIMIT.set(LIVE.get() + step * 150_000);
        let read = append(table, chunks);
        LIMIT.set(usize::MAX);
        match read {
            Ok(table) => assert_eq!(table.rows, 60_000),
            Err(error) => {
                assert_eq!(error.code(), "E_MEMORY");
                rows.extend(error.place().row);
                failed += 1;
            }
        }
    }
    assert!((5..60).contains(&failed), "{failed}");
    assert!(rows.is_sorted() && rows.last() > Some(&20_000), "{rows:?}");
}

#[test]
fn counting_customers_asks_for_its_memory_first() {
    const ROWS: usize = 200_000;
    let text = orders(ROWS as u64, 10, false);
    let (plan, _) = estimate(&text);
    let table = append(Assembler::new("t.csv", text.len() as u64, plan.clone()), chunks(&text, &plan)).unwrap();
    let mut session = Session::new(Key::from_hex(&"0f".repeat(32)).unwrap());
    session.open(table);
    session.advance(Stage::Mask).unwrap();
    LIMIT.set(LIVE.get() + 20 * ROWS);
    let short = session.advance(Stage::Customers);
    LIMIT.set(LIVE.get() + 37 * ROWS + (2 << 20));
    let enough = session.advance(Stage::Customers);
    LIMIT.set(usize::MAX);
    assert_eq!(short.err().map(|e| e.code()), Some("E_MEMORY"));
    assert!(enough.is_ok());
}
