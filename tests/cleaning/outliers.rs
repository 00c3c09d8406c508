//! Outliers, returns and impossible values: kept, deleted or corrected.

use crate::{assert_reconciles, entry, mapped, place, under};
use insitu::clean::{Action, CleanTable, Method, Rule, Why};
use insitu::fields::MappedTable;
use insitu::table::{Column, Kind};
use std::sync::Arc;

/// Twelve orders of 1 to 11 and of 500, and a refund of −500.
fn orders() -> Arc<MappedTable> {
    let amounts: Vec<i64> = (1..12).map(|i| i * 10_000).chain([5_000_000, -5_000_000]).collect();
    let quantities = [1.0; 12].into_iter().chain([0.0]);
    mapped(
        vec![
            Column::of_text("u", (0..13).map(|i| Some(["a", "b", "c"][i % 3]))),
            Column::of_ints("t", Kind::Time, (0..13).map(|i| Some(i * 86_400))),
            Column::of_ints("金额", Kind::Money, amounts.into_iter().map(Some)),
            Column::of_numbers("数量", quantities.map(Some)),
        ],
        &["user_id", "order_time", "amount", "quantity"],
    )
}

#[test]
fn refunds_are_returns_and_no_outliers() {
    let table = CleanTable::proposed(orders());
    let effect = table.effect(place(&table, Rule::Outlier, Some("金额"))).unwrap();
    let outliers = effect.outliers.unwrap();
    assert_eq!((outliers.judged, outliers.returns, effect.found, effect.dropped), (12, 1, 1, 0));
    assert_eq!(effect.reasons, [Why::ReturnsLeftOut]);
    // 1 … 11 and 500: Q1 = 3.75, Q3 = 9.25, IQR = 5.5.
    assert_eq!((outliers.methods[0].low, outliers.methods[0].high), (Some(-4.5), Some(17.5)));
    assert_eq!(outliers.agreement.iter().sum::<u64>(), 12);
    assert_eq!(table.kept_rows(), 13, "flagged and kept");
}

#[test]
fn outliers_go_or_move_to_the_bound() {
    let mapped = orders();
    let deleted = under(&mapped, |plan| entry(plan, Rule::Outlier, Some("金额")).action = Action::Delete);
    assert_eq!((deleted.kept_rows(), deleted.kept().value(11)), (12, false));
    assert_reconciles(&deleted);
    let corrected = under(&mapped, |plan| entry(plan, Rule::Outlier, Some("金额")).action = Action::Correct);
    let column = corrected.column(2).unwrap();
    assert_eq!((column.int_at(11), column.int_at(12), column.int_at(0)), (Some(175_000), Some(-5_000_000), Some(10_000)));
    assert_eq!(corrected.effect(place(&corrected, Rule::Outlier, Some("金额"))).unwrap().changed, 1);
    let wide = under(&mapped, |plan| {
        let e = entry(plan, Rule::Outlier, Some("金额"));
        (e.action, e.method, e.factor) = (Action::Delete, Some(Method::P99), Some(2.0));
    });
    assert_eq!(wide.kept_rows(), 13, "500 lies below twice P99");
}

#[test]
fn impossible_values_become_missing_and_a_row_without_an_amount_is_set_aside() {
    let mapped = orders();
    let table = under(&mapped, |plan| entry(plan, Rule::Impossible, Some("数量")).action = Action::Correct);
    let effect = table.effect(place(&table, Rule::Impossible, Some("数量"))).unwrap();
    assert_eq!((effect.found, effect.changed, table.column(3).unwrap().number_at(12)), (1, 1, None));
    assert_eq!(table.kept_rows(), 13, "the amount does not come from the quantity");
    let prices = crate::mapped(mapped.raw().columns.clone(), &["user_id", "order_time", "price", "quantity"]);
    let table = under(&prices, |plan| entry(plan, Rule::Impossible, Some("数量")).action = Action::Correct);
    assert_eq!((table.kept_rows(), table.set_aside()[0].rows), (12, 1));
    assert_reconciles(&table);
}

#[test]
fn times_on_the_reference_date_are_impossible() {
    let mapped = orders();
    let table = under(&mapped, |plan| {
        plan.entries.push(insitu::clean::Entry {
            as_of: Some("1970-01-11".to_owned()),
            ..insitu::clean::Entry::of_column(Rule::Impossible, "t", Action::Delete)
        });
    });
    assert_eq!(table.kept_rows(), 10);
    assert_reconciles(&table);
}
