//! Decisions about single cells and rows: of one file, behind the plan, never in a recipe.

use crate::{assert_reconciles, cells, mapped};
use insitu::clean::{CleanTable, Cleaned, Correction, Decisions, Reason, Rule};
use insitu::fields::MappedTable;
use insitu::table::{Column, Kind};
use std::sync::Arc;

fn orders() -> Arc<MappedTable> {
    mapped(
        vec![
            Column::of_text("订单号", [Some("1"), Some("2"), Some("2"), Some("3"), Some("4")]),
            Column::of_text("客户", [Some("a"), Some("b"), Some("b"), None, Some("c")]),
            Column::of_ints("时间", Kind::Time, [Some(1), Some(2), Some(2), Some(3), Some(4)]),
            Column::of_ints("金额", Kind::Money, [Some(10_000), Some(20_000), Some(20_000), Some(30_000), None]),
        ],
        &["order_id", "user_id", "order_time", "amount"],
    )
}

fn under(mapped: &Arc<MappedTable>, decisions: &Decisions) -> Result<CleanTable, insitu::error::Error> {
    CleanTable::new(Arc::clone(mapped), None, decisions)
}

fn correction(row: u32, column: &str, value: Option<&str>) -> Correction {
    Correction { row, column: column.to_owned(), value: value.map(str::to_owned) }
}

#[test]
fn cells_are_corrected_and_rows_kept_and_dropped_by_hand() {
    let mapped = orders();
    let plain = CleanTable::proposed(Arc::clone(&mapped));
    assert_eq!(plain.kept().set_indices().collect::<Vec<_>>(), [0, 1]);
    let decisions = Decisions {
        corrections: vec![correction(3, "客户", Some("d")), correction(4, "金额", Some("¥1,234.5")), correction(0, "金额", None)],
        kept: vec![2],
        dropped: vec![1],
        ..Decisions::about(mapped.raw())
    };
    let table = under(&mapped, &decisions).unwrap();
    assert_eq!(table.kept().set_indices().collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!(
        (table.column(1).unwrap().text_at(3).as_deref(), table.column(3).unwrap().int_at(4)),
        (Some("d"), Some(12_345_000))
    );
    assert_eq!(table.set_aside().iter().map(|s| (s.reason, s.rows)).collect::<Vec<_>>(), [(Reason::NoAmount, 1)]);
    assert_eq!(table.cleaned(), [Cleaned { rule: None, rows: 1 }]);
    assert_reconciles(&table);
    let back: Decisions = serde_json::from_str(&serde_json::to_string(&decisions).unwrap()).unwrap();
    assert!(back == decisions);
    let recipe = serde_json::to_string(table.plan()).unwrap();
    assert!(!recipe.contains("1,234.5") && !recipe.contains("\"d\""));
    // Undone, the table is what it was.
    let undone = under(&mapped, &Decisions::about(mapped.raw())).unwrap();
    assert!(cells(&undone) == cells(&plain) && undone.kept() == plain.kept());
    assert!(undone.cleaned() == [Cleaned { rule: Some(Rule::IdenticalRows), rows: 1 }]);
}

#[test]
fn decisions_about_another_file_are_refused() {
    let mapped = orders();
    let good = Decisions { dropped: vec![0], ..Decisions::about(mapped.raw()) };
    assert!(under(&mapped, &good).is_ok());
    let refused = |decisions: &Decisions| under(&mapped, decisions).err().unwrap();
    assert_eq!(refused(&Decisions { fingerprint: "0".repeat(16), ..good.clone() }).code(), "E_DECISIONS");
    assert_eq!(refused(&Decisions { dropped: vec![5], ..good.clone() }).code(), "E_DECISIONS");
    let wrong = |c| refused(&Decisions { corrections: vec![c], ..good.clone() });
    assert_eq!(wrong(correction(0, "城市", None)).code(), "E_UNKNOWN_COLUMN");
    let error = wrong(correction(1, "金额", Some("secret")));
    assert_eq!((error.code(), error.place().row, error.place().column), ("E_PARAM", Some(3), Some(4)));
    assert!(!error.to_string().contains("secret"), "no message holds a cell");
}
