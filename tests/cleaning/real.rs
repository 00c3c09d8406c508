//! Real files against the counts that their publishers and other tools give.

use crate::data::bytes_of;
use crate::{assert_reconciles, cells, converted, entry, opened, place, under};
use insitu::clean::{Action, CleanTable, Cleaned, Reason, Rule, SetAside, Why};
use insitu::customers::build;
use insitu::mask::{Key, MaskedTable};
use std::sync::Arc;

#[test]
fn eleven_blank_charges_of_telco() {
    let Some(bytes) = bytes_of("crm/Telco-Customer-Churn.csv") else { return };
    let mapped = opened("telco.csv", &bytes);
    let column = mapped.raw().columns.iter().position(|c| c.name() == "TotalCharges").unwrap();
    let table = CleanTable::proposed(Arc::clone(&mapped));
    let effect = table.effect(place(&table, Rule::Missing, Some("TotalCharges"))).unwrap();
    let missing = effect.missing.unwrap();
    assert_eq!((missing.num, missing.den, effect.found, effect.changed), (11, 7043, 11, 11));
    assert_eq!(effect.reasons, [Why::BelowLimit]);
    // Python: statistics.fmean of the 7,032 charges that are there.
    assert!((effect.mean.unwrap() - 2_283.300_440_841_866).abs() < 1e-4, "{:?}", effect.mean);
    assert_eq!((mapped.raw().columns[column].nulls(), table.column(column).unwrap().nulls()), (11, 0));
    let missing_of = |table: &CleanTable| table.plan().entries.iter().filter(|e| e.rule == Rule::Missing).count();
    assert_eq!(missing_of(&table), 1, "no other column has a missing cell");
    assert_reconciles(&table);
    assert_eq!(table.kept_rows(), 7043);
    let rows = table.rows_of(place(&table, Rule::Missing, Some("TotalCharges")), 0, 99);
    assert_eq!(rows.len(), 11);
    assert!(rows.iter().all(|&row| mapped.raw().columns[column].int_at(row as usize).is_none()));
    assert_eq!(rows[0], 488, "the first blank stands in row 490 of the file");
}

#[test]
fn online_retail_counts() {
    let Some(bytes) = bytes_of("orders/online_retail_2010-12.csv") else { return };
    let mapped = opened("retail.csv", &bytes);
    let with = CleanTable::proposed(Arc::clone(&mapped));
    assert_eq!(with.set_aside(), [SetAside { reason: Reason::NoUserId, rows: 15_631 }]);
    // Of the 500 identical rows 4 have no customer; Python: len(rows) − len(set(rows)), with and without a customer.
    assert_eq!(with.cleaned(), [Cleaned { rule: Some(Rule::IdenticalRows), rows: 496 }]);
    assert_reconciles(&with);
    let first = under(&mapped, |plan| plan.entries.rotate_left(3));
    let effect = first.effect(place(&first, Rule::IdenticalRows, None)).unwrap();
    assert_eq!((effect.found, effect.dropped, effect.reasons.as_slice()), (500, 500, [Why::OwnKey].as_slice()));
    assert_eq!(first.kept(), with.kept(), "the order of these rules does not matter");
    assert_eq!(first.set_aside(), [SetAside { reason: Reason::NoUserId, rows: 15_631 - 4 }]);
    let cancelled = {
        let column = &mapped.raw().columns[0];
        (0..mapped.rows()).filter(|&row| column.text_at(row).unwrap().starts_with('C')).count()
    };
    assert_eq!(cancelled, 728, "cancellations are returns and stay");
    let quantity = with.effect(place(&with, Rule::Outlier, Some("Quantity"))).unwrap();
    let outliers = quantity.outliers.unwrap();
    assert!(outliers.returns > 0 && quantity.reasons.contains(&Why::ReturnsLeftOut) && quantity.changed == 0);
    // With and without the identical rows: customers 948 both times, amount 552,372.86 and 554,604.02 (Python, decimal).
    let revenue = |table: &CleanTable| serde_json::to_string(&table.headline(None).revenue).unwrap();
    let without = under(&mapped, |plan| entry(plan, Rule::IdenticalRows, None).action = Action::Keep);
    assert_eq!((revenue(&with), revenue(&without)), ("552372.86".to_owned(), "554604.02".to_owned()));
    let headlines = with.headlines(None).unwrap();
    assert_eq!((headlines.without.rows.num, headlines.with.rows.num), (26_850, 26_354));
    assert_eq!((headlines.without.orders, headlines.with.orders), (Some(1708), Some(1708)));
    assert_eq!(serde_json::to_string(&headlines.without.revenue).unwrap(), "554604.02");
    let view = |table: CleanTable| {
        let customers = build(&MaskedTable::new(Arc::new(table), Key::random().unwrap()), None, None).unwrap();
        (customers.view().customers(), customers.view().lines())
    };
    assert_eq!((view(with), view(without)), ((948, 26_354), (948, 26_850)));
}

#[test]
fn broken_rows_of_northwind_stay_and_none_is_taken_for_another() {
    for (file, rows, broken) in [("customers", 91, 24), ("orders", 830, 176)] {
        let Some(bytes) = bytes_of(&format!("orders/northwind/{file}.csv")) else { return };
        let mapped = opened("northwind.csv", &bytes);
        assert_eq!((mapped.raw().surplus.rows() + mapped.raw().rejects.len(), mapped.rows()), (broken, rows), "{file}");
        let table = CleanTable::proposed(Arc::clone(&mapped));
        assert!(table.cleaned().is_empty());
        assert_reconciles(&table);
        assert_eq!(CleanTable::proposed(converted(&table)).kept_rows(), table.kept_rows());
    }
}

#[test]
fn days_without_an_order_number_keep_their_repeats() {
    let Some(bytes) = bytes_of("cdnow/CDNOW_sample.txt") else { return };
    let mapped = opened("cdnow.txt", &bytes);
    let table = CleanTable::proposed(mapped);
    let identical = table.effect(place(&table, Rule::IdenticalRows, None)).unwrap();
    assert_eq!((identical.found, identical.dropped, identical.reasons), (21, 0, vec![Why::MayRepeat]));
    assert!(table.notices().iter().any(|n| n.code == "N_IDENTICAL_KEPT" && n.count == 21));
    let repeats = table.effect(place(&table, Rule::CustomerDay, None)).unwrap();
    assert_eq!((repeats.found, repeats.dropped), (6919 - 6696, 0));
}

#[test]
fn clean_twice_is_clean_once() {
    for path in [
        "crm/Telco-Customer-Churn.csv",
        "orders/online_retail_2010-12.csv",
        "orders/northwind/orders.csv",
        "orders/northwind/customers.csv",
        "orders/Sample - Superstore.csv",
        "orders/rfm_data_orders.csv",
    ] {
        let Some(bytes) = bytes_of(path) else { continue };
        let first = converted(&CleanTable::proposed(opened(path, &bytes)));
        let second = CleanTable::proposed(Arc::clone(&first));
        assert_eq!(second.kept_rows(), first.rows(), "{path}");
        let again = converted(&second);
        let plain = |t| under(t, |plan| plan.entries.clear());
        assert!(cells(&plain(&first)) == cells(&plain(&again)), "{path}");
    }
}
