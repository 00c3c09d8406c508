//! The 5 % rule of missing cells, in whole numbers.

use crate::{cell, mapped, place, under};
use insitu::clean::{Action, CleanTable, Rule, Why};
use insitu::fields::MappedTable;
use insitu::table::{Column, Kind};
use std::sync::Arc;

/// Ten thousand customers of whom so many have neither a level nor an age nor a spending.
fn table(missing: usize) -> Arc<MappedTable> {
    let n = 10_000;
    let ids: Vec<String> = (0..n).map(|i| format!("u{i}")).collect();
    let level = |i: usize| {
        if i < missing {
            None
        } else {
            Some(["普通", "白银", "黄金"][usize::from(i.is_multiple_of(2)) + usize::from(i.is_multiple_of(10))])
        }
    };
    mapped(
        vec![
            Column::of_text("客户ID", ids.iter().map(|c| Some(c.as_str()))),
            Column::of_text("会员等级", (0..n).map(level)),
            Column::of_numbers("年龄", (0..n).map(|i| (i >= missing).then_some([20.0, 41.0][i % 2]))),
            Column::of_ints("消费", Kind::Money, (0..n).map(|i| (i >= missing).then_some([1, 2][i % 2]))),
        ],
        &["user_id", "-", "-", "-"],
    )
}

#[test]
fn exactly_five_per_cent_is_above_the_limit() {
    for (missing, below) in [(499, true), (500, false), (501, false)] {
        let table = CleanTable::proposed(table(missing));
        for (name, index, filled) in [("会员等级", 1, Some("t普通")), ("年龄", 2, None), ("消费", 3, None)] {
            let effect = table.effect(place(&table, Rule::Missing, Some(name))).unwrap();
            let share = effect.missing.unwrap();
            assert_eq!((share.num, share.den, effect.action), (missing as u64, 10_000, Action::ByShare));
            let column = table.column(index).unwrap();
            let is_text = column.kind() == Kind::Text;
            let why = match (below, is_text) {
                (true, _) => Why::BelowLimit,
                (false, true) => Why::AtLimit,
                (false, false) => Why::StaysMissing,
            };
            assert_eq!(effect.reasons, [why], "{name} {missing}");
            assert_eq!(effect.changed, if below || is_text { missing as u64 } else { 0 });
            let expected = match (below, is_text) {
                (true, true) => filled.map(str::to_owned),
                (false, true) => Some("t未知".to_owned()),
                (false, false) => None,
                (true, false) => Some(cell(column, 0).unwrap()),
            };
            assert!((0..missing).all(|row| cell(column, row) == expected), "{name} {missing}");
            assert_eq!(table.indicator(index).unwrap().count_set_bits(), missing);
        }
        let mean = |name| table.effect(place(&table, Rule::Missing, Some(name))).unwrap().mean;
        if below {
            // Rows 499 to 9,999: 4,750 even (20; 1) and 4,751 odd ones (41; 2).
            let exact = (4_750.0 * 20.0 + 4_751.0 * 41.0) / 9_501.0;
            assert!((mean("年龄").unwrap() - exact).abs() < 1e-12);
            assert_eq!(mean("消费"), Some(0.0002), "1.50005 ten-thousandths round to 2");
        } else {
            assert_eq!((mean("年龄"), mean("消费")), (None, None));
        }
        assert!(table.indicator(0).is_none());
    }
}

#[test]
fn a_user_may_fill_or_mark_whatever_the_share() {
    let mapped = table(2_000);
    let table = under(&mapped, |plan| {
        for e in plan.entries.iter_mut().filter(|e| e.rule == Rule::Missing) {
            e.action = Action::Fill;
        }
    });
    assert!((1..4).all(|i| table.column(i).unwrap().nulls() == 0));
    let table = under(&mapped, |plan| {
        for e in plan.entries.iter_mut().filter(|e| e.rule == Rule::Missing) {
            e.action = Action::Delete;
        }
    });
    assert_eq!(table.kept_rows(), 8_000);
}

#[test]
fn names_times_and_refunds_are_never_filled_by_share() {
    let some = |i: usize, text: &'static str| (i != 0).then_some(text);
    let n = 100;
    let columns = vec![
        Column::of_text("客户ID", (0..n).map(|i| Some(["a", "b"][i % 2]))),
        Column::of_ints("下单时间", Kind::Time, (0..n).map(|i| Some(i as i64 * 3601))),
        Column::of_ints("金额", Kind::Money, (0..n).map(|_| Some(10_000))),
        Column::of_text("客户姓名", (0..n).map(|i| some(i, "张三"))),
        Column::of_text("手机号", (0..n).map(|i| some(i, "13800138000"))),
        Column::of_text("备注", (0..n).map(|i| some(i, "好"))),
        Column::of_ints("发货时间", Kind::Time, (0..n).map(|i| (i != 0).then_some(5))),
        Column::of_ints("退款金额", Kind::Money, (0..n).map(|i| (i != 0).then_some(5))),
        Column::of_text("商品ID", (0..n).map(|i| some(i, "p"))),
        Column::of_text("渠道", (0..n).map(|i| some(i, "京东"))),
    ];
    let codes = ["user_id", "order_time", "amount", "user_name", "phone", "-", "-", "refund", "product_id", "channel"];
    let mapped = mapped(columns, &codes);
    let table = under(&mapped, |plan| {
        for e in plan.entries.iter_mut().filter(|e| e.rule == Rule::Missing) {
            e.action = Action::ByShare;
        }
    });
    for (index, name) in ["客户姓名", "手机号", "备注", "发货时间", "退款金额", "商品ID"].into_iter().enumerate()
    {
        let effect = table.effect(place(&table, Rule::Missing, Some(name))).unwrap();
        let why = if name == "退款金额" { Why::AbsenceIsNo } else { Why::NeverFilled };
        assert_eq!((effect.found, effect.changed, effect.reasons), (1, 0, vec![why]), "{index} {name}");
    }
    assert_eq!(table.effect(place(&table, Rule::Missing, Some("渠道"))).unwrap().changed, 1);
}
