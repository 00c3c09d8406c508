//! Plans: toggled, changed, reordered, replayed on another file, undone.

use crate::{assert_reconciles, cells, entry, mapped, place, under};
use insitu::clean::{Action, CleanTable, Decisions, Entry, Plan, Rule, Why};
use insitu::fields::MappedTable;
use insitu::table::{Column, Kind};
use std::sync::Arc;

/// Orders with an identical row (2), a line with another payload (3), a missing channel (4) and one without a customer (5).
fn orders() -> Arc<MappedTable> {
    let n = 100;
    let orders: Vec<String> = (0..n)
        .map(|i| {
            format!(
                "o{}",
                match i {
                    2 => 1,
                    3 => 0,
                    _ => i,
                }
            )
        })
        .collect();
    let user = |i: usize| (i != 5).then_some(["a", "b"][i % 2]);
    let time = |i: usize| {
        Some(
            match i {
                2 => 1,
                _ => i as i64,
            } * 86_400,
        )
    };
    let amount = |i: usize| {
        Some(match i {
            2 => 10_000,
            3 => 77,
            50 => 9_000_000,
            _ => i as i64 * 10_000,
        })
    };
    mapped(
        vec![
            Column::of_text("订单号", orders.iter().map(|o| Some(o.as_str()))),
            Column::of_text("客户", (0..n).map(|i| if i == 2 { Some("b") } else { user(i) })),
            Column::of_ints("时间", Kind::Time, (0..n).map(time)),
            Column::of_ints("金额", Kind::Money, (0..n).map(amount)),
            Column::of_text("渠道", (0..n).map(|i| (i != 4).then_some(["京东", "天猫", "京东"][if i == 2 { 1 } else { i % 3 }]))),
        ],
        &["order_id", "user_id", "order_time", "amount", "channel"],
    )
}

#[test]
fn each_rule_finds_its_rows() {
    let table = CleanTable::proposed(orders());
    let found = |rule, column| table.rows_of(place(&table, rule, column), 0, 99);
    assert_eq!(found(Rule::NoUserId, None), [5]);
    assert_eq!(found(Rule::IdenticalRows, None), [2]);
    assert_eq!(found(Rule::SameKey, None), [0, 3]);
    assert_eq!(found(Rule::Missing, Some("渠道")), [4]);
    assert_eq!(found(Rule::Outlier, Some("金额")), [50]);
    assert_eq!(table.rows_of(place(&table, Rule::SameKey, None), 1, 5), [3]);
    assert_eq!((table.kept_rows(), table.rows_of(999, 0, 9), table.effect(999)), (98, vec![], None));
    assert_eq!(table.column(4).unwrap().text_at(4).as_deref(), Some("京东"));
    assert_reconciles(&table);
}

#[test]
fn undoing_every_entry_restores_the_table() {
    let mapped = orders();
    let raw = under(&mapped, |plan| plan.entries.iter_mut().for_each(|e| e.on = false));
    assert_eq!(raw.kept_rows(), 99, "rows without a customer cannot count");
    let proposed = CleanTable::proposed(Arc::clone(&mapped));
    assert!(cells(&proposed) != cells(&raw));
    for (index, column) in mapped.raw().columns.iter().enumerate() {
        assert!(raw.column(index).unwrap().shares(column), "not even copied");
        assert_eq!(proposed.column(index).unwrap().shares(column), index != 4);
    }
    // One by one, from the end.
    let mut plan = proposed.plan().clone();
    for at in (0..plan.entries.len()).rev() {
        plan.entries[at].on = false;
    }
    let undone = proposed.again(Some(&plan), &Decisions::default()).unwrap();
    assert!(cells(&undone) == cells(&raw) && undone.kept() == raw.kept());
}

#[test]
fn entries_apply_in_order_on_what_those_before_left() {
    let mapped = orders();
    let act = |plan: &mut Plan| {
        entry(plan, Rule::Outlier, Some("金额")).action = Action::Delete;
        entry(plan, Rule::SameKey, None).action = Action::Last;
    };
    let one = under(&mapped, act);
    assert_eq!(one.kept_rows(), 96);
    assert!(!one.kept().value(0) && one.kept().value(3) && !one.kept().value(50));
    // The outlier goes first: the channel of the others is the mode of one row less.
    let two = under(&mapped, |plan| {
        act(plan);
        plan.entries.reverse();
    });
    assert_eq!(two.kept(), one.kept());
    let effect = |table: &CleanTable| table.effect(place(table, Rule::Missing, Some("渠道"))).unwrap().missing.unwrap().den;
    assert_eq!((effect(&one), effect(&two)), (97, 99));
    assert_reconciles(&one);
    assert_reconciles(&two);
}

#[test]
fn a_key_keeps_one_row_by_the_rule_chosen() {
    let ids = ["a", "a", "b", "a"];
    let mapped = mapped(
        vec![
            Column::of_text("客户ID", ids.map(Some)),
            Column::of_ints("注册时间", Kind::Time, [Some(5), Some(9), Some(1), Some(9)]),
            Column::of_text("城市", [Some("x"), None, Some("y"), None]),
            Column::of_text("等级", [Some("1"), Some("2"), Some("1"), None]),
        ],
        &["user_id", "-", "region", "-"],
    );
    for (action, kept) in [
        (Action::Keep, vec![0, 1, 2, 3]),
        (Action::First, vec![0, 2]),
        (Action::Last, vec![2, 3]),
        (Action::Newest, vec![1, 2]),
        (Action::MostComplete, vec![0, 2]),
    ] {
        let table = under(&mapped, |plan| entry(plan, Rule::SameKey, None).action = action);
        assert_eq!(table.kept().set_indices().collect::<Vec<_>>(), kept, "{action:?}");
        assert_eq!(table.rows_of(place(&table, Rule::SameKey, None), 0, 9), [0, 1, 3]);
        assert_reconciles(&table);
    }
}

#[test]
fn a_plan_replays_without_a_column_that_is_gone() {
    let mapped = orders();
    let mut plan = Plan::propose(&mapped);
    plan.entries.insert(4, Entry::of_column(Rule::Missing, "__proto__", Action::Fill));
    plan.entries.push(Entry::of_column(Rule::Outlier, "渠道", Action::Delete));
    let text = serde_json::to_string(&plan).unwrap();
    assert!(!text.contains("京东") && !text.contains("o50"), "a plan holds no cell");
    let back: Plan = serde_json::from_str(&text).unwrap();
    assert_eq!(back, plan);
    let table = CleanTable::new(Arc::clone(&mapped), Some(&back), &Decisions::default()).unwrap();
    let gone = table.notices().iter().find(|n| n.code == "N_PLAN_COLUMN_GONE").unwrap();
    assert_eq!((gone.count, table.effect(4).unwrap().reasons), (1, vec![Why::ColumnGone]));
    assert_eq!(table.effect(plan.entries.len() - 1).unwrap().reasons, [Why::ColumnKind]);
    let proposed = CleanTable::proposed(mapped);
    assert!(table.kept() == proposed.kept() && cells(&table) == cells(&proposed), "nothing else is lost");
}

#[test]
fn rows_that_cannot_count_never_do() {
    let mapped = orders();
    let empty = CleanTable::new(Arc::clone(&mapped), Some(&Plan::default()), &Decisions::default()).unwrap();
    assert_eq!((empty.kept_rows(), empty.plan().entries.len()), (99, 3));
    let off = under(&mapped, |plan| entry(plan, Rule::NoUserId, None).on = false);
    assert!(off.plan().entries[place(&off, Rule::NoUserId, None)].on && !off.kept().value(5));
    for wrong in [
        Entry::of_rows(Rule::IdenticalRows, Action::Fill),
        Entry::of_rows(Rule::Missing, Action::Fill),
        Entry::of_column(Rule::SameKey, "渠道", Action::Keep),
        Entry { factor: Some(f64::NAN), ..Entry::of_column(Rule::Outlier, "金额", Action::Keep) },
        Entry { as_of: Some("soon".to_owned()), ..Entry::of_column(Rule::Impossible, "时间", Action::Keep) },
    ] {
        let plan = Plan { entries: vec![wrong], missing_words: None };
        let error = CleanTable::new(Arc::clone(&mapped), Some(&plan), &Decisions::default()).err().unwrap();
        assert_eq!((error.code(), error.place().setting.as_deref()), ("E_PARAM", Some("cleaning")));
    }
    assert!(serde_json::from_str::<Plan>(r#"{"entries":[],"rows":[1]}"#).is_err(), "unknown settings are refused");
}

#[test]
fn words_for_missing_can_be_changed() {
    let mapped = mapped(vec![Column::of_text("城市", (0..40).map(|i| Some(if i == 0 { "待定" } else { "北京" })))], &["region"]);
    let missing = |words: Option<Vec<String>>| {
        let table = under(&mapped, |plan| {
            plan.missing_words = words;
            plan.entries.push(Entry::of_column(Rule::Missing, "城市", Action::ByShare));
        });
        (
            table.effect(place(&table, Rule::Missing, Some("城市"))).unwrap().changed,
            table.column(0).unwrap().text_at(0).unwrap().into_owned(),
        )
    };
    assert_eq!(missing(None), (0, "待定".to_owned()));
    assert_eq!(missing(Some(vec!["待定".to_owned()])), (1, "北京".to_owned()));
}
