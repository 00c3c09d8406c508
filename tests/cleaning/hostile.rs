//! Tables that nobody means to make.

use crate::{assert_reconciles, cells, converted, mapped, under};
use insitu::clean::{Action, CleanTable, Plan, Profile, Rule};
use insitu::fields::{MappedTable, Mapping};
use insitu::intake::RawTable;
use insitu::table::{Column, Kind};
use std::sync::Arc;

/// Everything that can be asked of a table, under every action of every entry.
fn walked(table: &Arc<MappedTable>) {
    for on in [true, false] {
        for nth in 0..5 {
            let clean = under(table, |plan| {
                for e in &mut plan.entries {
                    let actions = e.rule.actions();
                    (e.action, e.on) = (actions[nth % actions.len()], on);
                }
            });
            assert_reconciles(&clean);
            for (at, e) in clean.plan().entries.iter().enumerate() {
                let effect = clean.effect(at).unwrap();
                assert_eq!(clean.rows_of(at, 0, usize::MAX).len() as u64, effect.found, "{:?}", e.rule);
                assert_eq!(clean.rows_dropped_by(at, 0, usize::MAX).len() as u64, effect.dropped);
            }
            cells(&clean);
            let _ = clean.headlines(None);
        }
    }
    let _ = Profile::new(table, Some(5), None);
    converted(&CleanTable::proposed(Arc::clone(table)));
}

#[test]
fn empty_constant_and_extreme_columns() {
    walked(&mapped(vec![], &[]));
    walked(&mapped(vec![Column::of_text("x", [])], &["-"]));
    let nothing = |kind| Column::of_ints("m", kind, [None; 30]);
    walked(&mapped(
        vec![Column::of_text("a", [None; 30]), nothing(Kind::Money), Column::of_numbers("n", [None; 30])],
        &["user_id", "amount", "-"],
    ));
    walked(&mapped(
        vec![Column::of_text("a", [Some("x"); 30]), Column::of_ints("m", Kind::Money, [Some(7); 30])],
        &["user_id", "amount"],
    ));
    let extreme = [i64::MIN, i64::MAX, 0, i64::MIN, i64::MAX, -1];
    let floats = [f64::MAX, f64::MIN, 5e-324, -0.0, 0.0, 1e308];
    walked(&mapped(
        vec![
            Column::of_text("u", [Some("a"), Some("b"), None, Some("a"), Some("b"), Some("无")]),
            Column::of_ints("t", Kind::Time, extreme.map(Some)),
            Column::of_ints("m", Kind::Money, extreme.map(Some)),
            Column::of_numbers("数量", floats.map(Some)),
            Column::of_numbers("转化率", floats.map(|v| (v != 0.0).then_some(v))),
        ],
        &["user_id", "order_time", "amount", "quantity", "-"],
    ));
}

#[test]
fn two_thousand_columns() {
    let names: Vec<String> = (0..2_000).map(|i| if i == 7 { "__proto__".to_owned() } else { format!("c{i}") }).collect();
    let columns = names.iter().map(|n| Column::of_numbers(n, (0..40).map(|i| (i % 9 > 0).then_some(f64::from(i))))).collect();
    let raw = Arc::new(RawTable::of("wide.csv", columns));
    let table = Arc::new(MappedTable::new(raw, Mapping::unmapped(2_000)).unwrap());
    let plan = Plan::propose(&table);
    assert_eq!(plan.entries.iter().filter(|e| e.rule == Rule::Outlier).count(), 2_000);
    let clean =
        under(&table, |plan| plan.entries.iter_mut().filter(|e| e.rule == Rule::Missing).for_each(|e| e.action = Action::Fill));
    assert!((0..2_000).all(|i| clean.column(i).unwrap().nulls() == 0));
}

#[test]
fn unreadable_cells_are_neither_missing_nor_alike() {
    let mut text = "客户ID,下单时间,金额,年龄\n".to_owned();
    for i in 0..200 {
        let age = match i {
            0 => "old",
            1 => "",
            _ => "30",
        };
        text += &format!("u{i},2024-01-{:02} 10:00,5.00,{age}\n", i % 28 + 1);
    }
    text += "x,2024-01-01 10:00,5.00,aa\nx,2024-01-01 10:00,5.00,bb\n";
    let mapped = crate::opened("ages.csv", text.as_bytes());
    assert_eq!(mapped.raw().columns[3].invalid().count, 3);
    let table = CleanTable::proposed(mapped);
    assert_eq!((table.kept_rows(), table.cleaned().len()), (202, 0), "aa and bb are not one row read twice");
    let age = table.column(3).unwrap();
    assert_eq!((age.number_at(0), age.number_at(1), age.number_at(200)), (None, Some(30.0), None));
}

#[test]
fn a_file_behind_itself_is_one_file() {
    let mut text = "order_id,user_id,order_time,amount\n".to_owned();
    let rows: String = (0..3_000).map(|i| format!("o{i},u{},2024-01-{:02},{i}.50\n", i % 50, i % 28 + 1)).collect();
    text += &rows;
    let once = CleanTable::proposed(crate::opened("a.csv", text.as_bytes()));
    assert_eq!((once.kept_rows(), once.cleaned().len()), (3_000, 0));
    text += &rows;
    let twice = CleanTable::proposed(crate::opened("a.csv", text.as_bytes()));
    assert_eq!((twice.kept_rows(), twice.cleaned()[0].rows), (3_000, 3_000));
    assert!((0..3_000).all(|row| twice.kept().value(row)), "the first of two stays");
    assert_reconciles(&twice);
}
