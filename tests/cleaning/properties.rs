//! What holds on any table.

use crate::{assert_reconciles, cells, converted, mapped, under};
use insitu::clean::{CleanTable, Plan};
use insitu::fields::MappedTable;
use insitu::table::{Column, Kind};
use proptest::prelude::*;
use std::sync::Arc;

type Row = (Option<u8>, Option<u8>, Option<i64>, Option<i64>, Option<i8>, Option<u8>);

fn table(rows: &[Row]) -> Arc<MappedTable> {
    let text = |v: Option<u8>| v.map(|v| ["a", "b", "c", "无", "D"][usize::from(v) % 5]);
    mapped(
        vec![
            Column::of_text("订单号", rows.iter().map(|r| text(r.0))),
            Column::of_text("客户", rows.iter().map(|r| text(r.1))),
            Column::of_ints("时间", Kind::Time, rows.iter().map(|r| r.2)),
            Column::of_ints("金额", Kind::Money, rows.iter().map(|r| r.3)),
            Column::of_numbers("数量", rows.iter().map(|r| r.4.map(f64::from))),
            Column::of_text("地区", rows.iter().map(|r| text(r.5))),
        ],
        &["order_id", "user_id", "order_time", "amount", "quantity", "region"],
    )
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let often = |share: f64| prop::option::weighted(share, 0_u8..5);
    let row = (
        often(0.95),
        often(0.95),
        prop::option::weighted(0.95, 0_i64..200_000),
        prop::option::weighted(0.95, -3_i64..4),
        prop::option::weighted(0.97, -2_i8..3),
        often(0.97),
    );
    prop::collection::vec(row, 0..120)
}

proptest! {
    #[test]
    fn clean_twice_is_clean_once_and_rows_add_up(rows in rows()) {
        let first = CleanTable::proposed(table(&rows));
        assert_reconciles(&first);
        let once = converted(&first);
        let second = CleanTable::proposed(Arc::clone(&once));
        prop_assert_eq!(second.kept_rows(), first.kept_rows());
        let plain = |t: &Arc<MappedTable>| cells(&under(t, |plan| plan.entries.clear()));
        prop_assert_eq!(plain(&once), plain(&converted(&second)));
    }

    #[test]
    fn every_changed_and_dropped_cell_is_listed(rows in rows(), order in any::<u64>(), acts in any::<u64>()) {
        let mapped = table(&rows);
        let mut plan = Plan::propose(&mapped);
        let n = plan.entries.len();
        for at in (1..n).rev() {
            plan.entries.swap(at, (order.rotate_left(at as u32 * 5) % (at as u64 + 1)) as usize);
        }
        for (at, e) in plan.entries.iter_mut().enumerate() {
            let actions = e.rule.actions();
            e.action = actions[(acts.rotate_left(at as u32 * 3) % actions.len() as u64) as usize];
        }
        let clean = CleanTable::new(Arc::clone(&mapped), Some(&plan), &Default::default()).unwrap();
        assert_reconciles(&clean);
        let (mut dropped, mut patched) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
        for at in 0..clean.plan().entries.len() {
            let effect = clean.effect(at).unwrap();
            let gone = clean.rows_dropped_by(at, 0, usize::MAX);
            prop_assert!(gone.iter().all(|&row| dropped.insert(row)), "no row is dropped twice");
            prop_assert_eq!(gone.len() as u64, effect.dropped);
            if effect.changed > 0 {
                patched.extend(clean.rows_of(at, 0, usize::MAX).into_iter().map(|row| (row, effect.column.unwrap())));
            }
        }
        let (before, after) = (cells(&under(&mapped, |plan| plan.entries.clear())), cells(&clean));
        for row in 0..rows.len() {
            for column in 0..6 {
                let listed = patched.contains(&(row as u64, column));
                prop_assert!(listed || before[row][column] == after[row][column], "row {row} column {column}");
            }
        }
        prop_assert!(dropped.iter().all(|&row| !clean.kept().value(row as usize)));
    }
}
