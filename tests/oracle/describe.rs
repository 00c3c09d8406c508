//! Description and ABC beside `describe_oracle.py`, and totals of Online Retail that pandas printed.

use crate::data::bytes_of;
use crate::orders::{self, Line};
use insitu::analysis;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const EXPECTED: &str = include_str!("describe_data_orders.json");

fn outcome(name: &str, lines: &[Line], as_of: &str, params: &Value) -> Value {
    let found = analysis::run(name, &orders::view(lines, orders::day(as_of)), params).unwrap();
    serde_json::to_value(found.finding).unwrap()["outcome"].take()
}

fn data_orders() -> Vec<Line> {
    let line = |record: &BTreeMap<String, String>| Line {
        user: record["customer_id"].clone(),
        order: None,
        day: orders::day(&record["order_date"]),
        amount: orders::money(&record["revenue"]),
        refund: false,
    };
    orders::records(include_bytes!("../fixtures/rfm_data_orders.csv")).iter().map(line).collect()
}

fn near(got: &Value, expected: &Value) {
    let (g, e) = (got.as_f64().unwrap(), expected.as_f64().unwrap());
    assert!((g - e).abs() <= 1e-12 * e.abs().max(1.0), "{g} is not {e}");
}

#[test]
fn totals_periods_and_changes_equal_the_oracle() {
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let got = outcome("describe", &data_orders(), "2006-12-31", &json!({}));
    let board = &got["board"];
    for (ours, theirs) in [("orders", "orders"), ("customers", "customers"), ("net", "net")] {
        assert_eq!(board["totals"][ours], expected[theirs], "{ours}");
    }
    assert_eq!(board["totals"]["repeat_rate"], json!({"num": expected["repeat"], "den": expected["customers"]}));
    let months: Vec<Value> = (board["periods"].as_array().unwrap().iter())
        .filter(|p| p["figures"]["orders"] != 0)
        .map(|p| {
            let f = &p["figures"];
            json!([p["name"], f["net"], f["orders"], f["customers"], f["new_customers"], f["repeat_rate"]["num"]])
        })
        .collect();
    assert_eq!(json!(months), expected["months"]);
    let last = board["periods"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["days"], &last["of_days"], &last["complete"]), (&json!(30), &json!(31), &json!(false)));
    for (comparison, at) in [("previous", 1), ("year_before", 2)] {
        let changes = last[comparison]["amounts"].as_array().unwrap();
        let of = |name: &str| changes.iter().find(|c| c["name"] == name).unwrap();
        for (place, name) in ["net", "orders", "customers"].into_iter().enumerate() {
            let (now, before) = (&expected["december"][0][place], &expected["december"][at][place]);
            assert_eq!((&of(name)["now"], &of(name)["before"]), (now, before), "{comparison} {name}");
            let relative = json!({"num": now.as_i64().unwrap() - before.as_i64().unwrap(), "den": before});
            assert_eq!(of(name)["relative"], relative);
        }
    }
}

#[test]
fn distributions_equal_the_oracle() {
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let got = outcome("describe", &data_orders(), "2006-12-31", &json!({}));
    for (at, name) in ["order_value", "customer_spend"].into_iter().enumerate() {
        let (got, expected) = (&got["distributions"][at], &expected[name]);
        assert_eq!((&got["of"], &got["n"]), (&json!(name), &expected["n"]));
        for figure in ["mean", "sd", "min", "max"] {
            near(&got[figure], &expected[figure]);
        }
        for (q, wanted) in got["quantiles"].as_array().unwrap().iter().zip(expected["quantiles"].as_array().unwrap()) {
            near(&q["value"], wanted);
        }
        let counted: u64 = got["histogram"]["counts"].as_array().unwrap().iter().map(|c| c.as_u64().unwrap()).sum();
        let outside = [&got["histogram"]["below"], &got["histogram"]["above"]].map(|v| v.as_u64().unwrap());
        assert_eq!(counted + outside[0] + outside[1], expected["n"].as_u64().unwrap());
    }
}

#[test]
fn classes_and_gini_equal_the_oracle() {
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let got = outcome("abc", &data_orders(), "2006-12-31", &json!({}));
    let classes: Vec<Value> =
        got["customers"]["classes"].as_array().unwrap().iter().map(|c| json!([c["count"], c["revenue"], c["from"]])).collect();
    assert_eq!(json!(classes), expected["abc"]["classes"]);
    near(&got["customers"]["gini"], &expected["abc"]["gini"]);
    // The eight classes by the mean, as published (definitions of RFM).
    let columns = [274, 20, 125, 28, 102, 185, 39, 222];
    for (at, customers) in columns.into_iter().enumerate() {
        let rows = got["rfm"]["rows"].as_array().unwrap();
        assert_eq!(rows.iter().map(|row| row["customers"][at].as_u64().unwrap()).sum::<u64>(), customers);
    }
}

/// Online Retail (UCI), December 2010, customers known: purchases are those that pandas counted; cancelled invoices are refunds.
#[test]
fn online_retail_with_its_refunds() {
    let Some(bytes) = bytes_of("orders/online_retail_2010-12.csv") else { return };
    let records = orders::records(&bytes);
    let known = records.iter().filter(|r| !r["CustomerID"].is_empty() && orders::money(&r["UnitPrice"]) > 0);
    let lines: Vec<Line> = known
        .map(|r| Line {
            user: r["CustomerID"].clone(),
            order: Some(r["InvoiceNo"].clone()),
            day: orders::day(&r["InvoiceDate"]),
            amount: r["Quantity"].parse::<i64>().unwrap() * orders::money(&r["UnitPrice"]),
            refund: r["InvoiceNo"].starts_with('C'),
        })
        .collect();
    let got = outcome("describe", &lines, "2011-01-01", &json!({"period": "day"}));
    let totals = &got["board"]["totals"];
    assert_eq!([&totals["customers"], &totals["orders"]], [885, 1400]);
    assert_eq!(totals["gross"], 572_713.89);
    let refunded: i64 = lines.iter().filter(|l| l.refund).map(|l| -l.amount).sum();
    assert_eq!(totals["refunds"], refunded as f64 / 10_000.0);
    let cancelled: std::collections::BTreeSet<_> = lines.iter().filter(|l| l.refund).map(|l| &l.order).collect();
    assert_eq!(totals["return_rate"], json!({"num": cancelled.len(), "den": 1400}));
    let once = &got["board"]["totals"]["repeat_rate"];
    assert_eq!(once, &json!({"num": 885 - 622, "den": 885}), "622 customers have one invoice");
    let days = got["board"]["periods"].as_array().unwrap();
    assert_eq!((days.len(), &days[0]["name"]), (31, &json!("2010-12-01")));
}
