//! Real files against the totals that their publishers and other tools give.

use crate::data::bytes_of;
use crate::masked;
use insitu::customers::{Summary, build};
use insitu::fields::{Field, MappedTable, TableKind};
use insitu::intake::{Overrides, read};
use insitu::mask::{MaskedTable, PiiType, preview};
use insitu::table::date::{iso_day, parse_day};
use std::sync::Arc;

fn open(path: &str) -> Option<MaskedTable> {
    Some(masked(&bytes_of(path)?))
}

#[test]
fn online_retail_totals() {
    let Some(table) = open("orders/online_retail_2010-12.csv") else { return };
    let summary = Summary::new(&table);
    assert_eq!((summary.rows, summary.rows_without_customer, summary.customers), (42_481, Some(15_631), Some(948)));
    assert_eq!((summary.orders, summary.negative_quantity, summary.zero_price), (Some(2025), Some(798), Some(273)));
    assert_eq!(serde_json::to_string(&summary.amount).unwrap(), "748957.02");
    assert_eq!(summary.first.as_deref(), Some("2010-12-01T08:26:00"));
    assert_eq!(summary.last.as_deref(), Some("2010-12-23T17:41:00"));
    let customers = build(&table, None, None).unwrap();
    assert_eq!(iso_day(customers.as_of().day), "2010-12-24");
    let view = customers.view();
    // Of the 500 identical rows 496 have a customer and count once; tests/cleaning has the numbers with and without them.
    assert_eq!((view.customers(), view.lines()), (948, 42_481 - 15_631 - 496));
    let identity = table.identity().unwrap();
    let find =
        |id: &str| (0..identity.customers()).find(|&c| insitu::mask::normalise_id(identity.reveal(c).unwrap()) == id).unwrap();
    let lines = view.lines_of(find("17850"));
    assert_eq!(lines.amount.iter().sum::<i64>(), 53_912_100);
    assert!(identity.masked_id(find("17850")).unwrap() == "1***0");
    assert!((0..8).all(|c| table.verdict(c).masks_as().is_none()), "{:?}", table.verdicts());
}

#[test]
fn rfm_data_orders() {
    let Some(table) = open("orders/rfm_data_orders.csv") else { return };
    let customers = build(&table, Some(parse_day("2006-12-31").unwrap()), None).unwrap();
    let view = customers.view();
    assert_eq!((view.customers(), view.lines()), (995, 4906));
    let orders: u64 = view.iter().map(|l| u64::from(l.order.iter().max().unwrap() + 1)).sum();
    assert_eq!(orders, 4906);
    let total: i64 = view.iter().flat_map(|l| l.amount).sum();
    assert_eq!(total, 4_641_580_000);
    assert_eq!(table.identity().unwrap().reveal(0), Some("Abbey O'Reilly"));
    let kinds: Vec<Option<PiiType>> = table.verdicts().iter().map(|v| v.pii).collect();
    let name = Some(PiiType::Name);
    assert_eq!(kinds, [name, None, None, name, name, Some(PiiType::Email)]);
    assert_eq!(preview(&table, 0, 1), ["B***"]);
    assert_eq!(table.identity().unwrap().masked_id(0).as_deref(), Some("A***"));
    let names = table.pseudonyms();
    assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), 995);
}

#[test]
fn cdnow_without_headers() {
    let Some(table) = open("cdnow/CDNOW_sample.txt") else { return };
    let summary = Summary::new(&table);
    assert_eq!((summary.rows, summary.customers), (6919, Some(2357)));
    assert_eq!(serde_json::to_string(&(summary.units, summary.amount)).unwrap(), "[16479,244091.94]");
    assert_eq!((summary.first.as_deref(), summary.last.as_deref()), (Some("1997-01-01"), Some("1998-06-30")));
    assert_eq!(build(&table, None, None).unwrap().view().lines(), 6919);
}

#[test]
fn guesses_on_real_headers() {
    let superstore = "- order_id order_time - - user_id user_name - - - - - region product_id category - product_name amount quantity discount -";
    for (path, fields, kind) in [
        ("orders/Sample - Superstore.csv", superstore, TableKind::Orders),
        (
            "orders/online_retail_2010-12.csv",
            "order_id product_id product_name quantity order_time price user_id region",
            TableKind::Orders,
        ),
        ("orders/rfm_data_orders.csv", "user_id order_time amount user_name - email", TableKind::Orders),
        ("cdnow/CDNOW_sample.txt", "user_id - order_time quantity amount", TableKind::Orders),
        ("cdnow/example_transactions.csv", "order_time user_id", TableKind::Orders),
        (
            "masking/faker_zh_customers_utf8bom.csv",
            "user_id user_name id_card phone email address bank_card - register_date -",
            TableKind::Customers,
        ),
    ] {
        let Some(bytes) = bytes_of(path) else { continue };
        let raw = Arc::new(read(path, bytes.as_slice(), &Overrides::default(), 1 << 20).unwrap());
        let mapped = MappedTable::guess(Arc::clone(&raw));
        let found: Vec<&str> = (0..raw.columns.len()).map(|i| mapped.mapping().field(i).map_or("-", Field::code)).collect();
        assert_eq!((found.join(" ").as_str(), mapped.mapping().kind().0), (fields, kind), "{path}");
    }
}

#[test]
fn superstore_totals() {
    let Some(table) = open("orders/Sample - Superstore.csv") else { return };
    let summary = Summary::new(&table);
    assert_eq!((summary.rows, summary.customers, summary.orders), (9994, Some(793), Some(5009)));
    assert_eq!(serde_json::to_string(&summary.amount).unwrap(), "2297200.8603");
    let kinds: Vec<usize> = (0..21).filter(|&c| table.verdict(c).masks_as().is_some()).collect();
    assert_eq!(kinds, [6], "only the customer's name is personal data");
}

#[test]
fn personal_columns_of_generated_customers() {
    let Some(table) = open("masking/faker_zh_customers_utf8bom.csv") else { return };
    let kinds: Vec<&str> = table.verdicts().iter().map(|v| v.pii.map_or("-", PiiType::code)).collect();
    assert_eq!(kinds, ["-", "name", "id_card", "phone", "email", "address", "bank_card", "-", "-", "-"]);
    assert!(preview(&table, 2, 3).iter().all(|s| s.contains("********")));
}
