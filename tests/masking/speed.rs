//! What detection costs.

use crate::behind_gate;
use crate::dice::Dice;
use crate::{harmless, personal};
use insitu::table::{Column, Kind};

/// Ten columns of many rows: keys, telephones, names, addresses, notes, categories, numbers, amounts, times, numbers of orders.
fn columns(rows: usize) -> Vec<Column> {
    let mut dice = Dice::new(5);
    let mut text = |header: &str, make: &mut dyn FnMut(&mut Dice, usize) -> String| {
        let cells: Vec<String> = (0..rows).map(|row| make(&mut dice, row)).collect();
        Column::of_text(header, cells.iter().map(|c| Some(c.as_str())))
    };
    let notes: Vec<String> = harmless::harmless(500).into_iter().find(|(h, _)| *h == "备注").unwrap().1;
    vec![
        text("客户ID", &mut |_, row| format!("C{:07}", row % 100_000)),
        text("手机号", &mut |d, _| personal::mobile(d)),
        text("姓名", &mut |d, _| personal::name(d)),
        text("地址", &mut |d, _| personal::address(d)),
        text("备注", &mut |_, row| notes[row % 500].clone()),
        text("身份证号", &mut |d, _| personal::id_card(d)),
        text("订单号", &mut |d, row| format!("20240101{row:07}{}", d.digits(4))),
        Column::of_numbers("数量", (0..rows).map(|i| Some((i % 40) as f64))),
        Column::of_ints("金额", Kind::Money, (0..rows).map(|i| Some((i * 12_345 % 9_999_999) as i64))),
        Column::of_ints("下单时间", Kind::Time, (0..rows).map(|i| Some(1_700_000_000 + i as i64))),
    ]
}

/// Prints times; `cargo test --release --features cli --test masking -- --ignored --nocapture speed`.
#[test]
#[ignore = "takes the time of an optimised build"]
#[allow(clippy::disallowed_types, reason = "takes the time")]
fn speed_of_detection() {
    let rows = 1_000_000;
    let table = behind_gate(columns(rows));
    let begun = std::time::Instant::now();
    let verdicts = table.verdicts();
    let sampled = begun.elapsed();
    let begun = std::time::Instant::now();
    for (column, verdict) in verdicts.iter().enumerate() {
        let one = std::time::Instant::now();
        let whole = table.detect_whole(column);
        eprintln!("  column {column}: {:?} over {} values", one.elapsed(), whole.sampled);
        assert_eq!(whole.masks_as(), verdict.masks_as());
    }
    let whole = begun.elapsed();
    eprintln!("10 columns of {rows} rows: sample {sampled:?}, all rows {whole:?}");
    assert!(sampled.as_millis() <= 60, "{sampled:?}");
    assert!(whole.as_millis() <= 2000, "{whole:?}");
}
