//! What the gate costs on a big table; run with `--ignored --nocapture` in a release build.

use insitu::clean::CleanTable;
use insitu::customers::{Summary, build};
use insitu::fields::MappedTable;
use insitu::intake::{Overrides, read};
use insitu::mask::{Key, MaskedTable};
use std::fmt::Write;
use std::sync::Arc;
use std::time::Instant;

#[test]
#[ignore = "a measurement"]
fn a_million_rows() {
    let mut csv = String::from("客户ID,订单号,下单时间,商品ID,类目,数量,实付金额,渠道,地区\n");
    let mut state = 1_u64;
    let mut random = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let (mut user, mut order) = (0, 0);
    for row in 0..1_000_000_u64 {
        if random(2) == 0 {
            (user, order) = (random(50_000), row);
        }
        let (day, cents) = (row * 700 / 1_000_000, random(90_000) + 100);
        let (year, month, date) = (2023 + day / 360, day / 30 % 12 + 1, day % 28 + 1);
        writeln!(
            csv,
            "U{user:07},D{year}{month:02}{date:02}{order:06},{year}-{month:02}-{date:02} {:02}:{:02}:{:02},P{:05},家居,{},{}.{:02},门店,华东",
            order % 24, order % 60, order % 59, random(2000), random(4) + 1, cents / 100, cents % 100
        )
        .unwrap();
    }
    let raw = Arc::new(read("orders.csv", csv.as_bytes(), &Overrides::default(), 8 << 20).unwrap());
    for column in &raw.columns {
        eprintln!("{} {:?} coded {} distinct {}", column.name(), column.kind(), column.is_coded(), column.dictionary().len());
    }
    for _ in 0..8 {
        let start = Instant::now();
        let time = |what: &str, from: Instant| eprintln!("{what} {:.1} ms", from.elapsed().as_secs_f64() * 1e3);
        let mapped = Arc::new(MappedTable::guess(Arc::clone(&raw)));
        time("fields", start);
        let at = Instant::now();
        let clean = Arc::new(CleanTable::new(mapped));
        time("clean", at);
        let at = Instant::now();
        let masked = MaskedTable::new(clean, Key::random().unwrap());
        let customers = masked.identity().unwrap().customers();
        time("mask: identity", at);
        let at = Instant::now();
        let built = build(&masked, None).unwrap();
        time("customers", at);
        time("to the view", start);
        assert_eq!((built.view().customers(), built.view().lines()), (customers, 1_000_000));
        let at = Instant::now();
        let _ = masked.verdicts();
        time("verdicts", at);
        let at = Instant::now();
        let _ = Summary::new(&masked);
        time("summary", at);
        let at = Instant::now();
        let _ = masked.pseudonyms();
        time("pseudonyms", at);
    }
}
