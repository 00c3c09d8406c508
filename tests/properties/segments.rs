//! Segments of made-up customers.

use crate::people::{AS_OF, Person, plain_label, view};
use insitu::analysis::{self, Found, Grouping, Outcome};
use insitu::customers::CustomerView;
use proptest::prelude::*;
use serde_json::{Value, json};

pub fn people() -> impl Strategy<Value = Vec<Person>> {
    let order = (300..AS_OF, 1..400_i64, 0..4_u8, prop::bool::weighted(0.15));
    let person = (
        prop::option::weighted(0.8, 0..2_u8),
        0..5_u16,
        prop::option::of(0..3_u8),
        prop::option::of(15..80_u8),
        prop::collection::vec(order, 0..5),
    )
        .prop_map(|(gender, city, answer, age, orders)| Person { gender, city, answer, age, orders });
    prop::collection::vec(person, 2..60)
}

pub fn outcome(found: &Found) -> &Value {
    match &found.finding.outcome {
        Outcome::Found(outcome) => outcome,
        Outcome::NotEnoughData(shortage) => panic!("{shortage:?}"),
    }
}

fn run(view: &CustomerView, params: &Value) -> Found {
    analysis::run("segments", view, params).unwrap()
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// No number of a finding is missing where JSON would have to write NaN.
pub fn has_no_nan(value: &Value) -> bool {
    // serde_json turns NaN into null, so that fields that are never null tell.
    match value {
        Value::Object(fields) => fields.iter().all(|(name, value)| {
            !(value.is_null()
                && matches!(name.as_str(), "value" | "low" | "high" | "p" | "q" | "lift" | "statistic" | "cramers_v" | "mean"))
                && has_no_nan(value)
        }),
        Value::Array(items) => items.iter().all(has_no_nan),
        _ => true,
    }
}

proptest! {
    #[test]
    fn totals_add_up(people in people(), measure in prop::sample::select(&["customers", "orders", "revenue"][..])) {
        let view = view(&people, &plain_label);
        let found = run(&view, &json!({"rows": "city", "columns": "gender", "measure": measure}));
        let o = outcome(&found);
        prop_assert!(has_no_nan(o));
        let n = people.len() as u64;
        let money = |v: &Value| (v.as_f64().unwrap() * 10_000.0).round() as i64;
        let revenue: i64 = view.all().amount.iter().sum();
        for table in rows(&o["attributes"]) {
            let of = |key: &str| rows(&table["rows"]).iter().map(|row| count(&row[key])).sum::<u64>() + count(&table["unknown"][key]);
            prop_assert_eq!(of("customers"), n);
            let money_of = rows(&table["rows"]).iter().map(|row| money(&row["revenue"])).sum::<i64>() + money(&table["unknown"]["revenue"]);
            prop_assert_eq!(money_of, revenue);
            for row in rows(&table["rows"]) {
                prop_assert_eq!(row["small"].as_bool().unwrap(), count(&row["customers"]) < 5);
                prop_assert!(!row["small"].as_bool().unwrap() || row["tgi"].is_null());
                if let Some(interval) = row["tgi"]["interval"].as_object() {
                    let value = row["tgi"]["value"].as_f64().unwrap();
                    prop_assert!(interval["low"].as_f64().unwrap() <= value * (1.0 + 1e-12) && value <= interval["high"].as_f64().unwrap() * (1.0 + 1e-12));
                }
            }
            // The index of the whole, weighted by customers, is 100.
            let known: u64 = rows(&table["rows"]).iter().map(|row| count(&row["customers"])).sum();
            if rows(&table["rows"]).iter().all(|row| !row["tgi"].is_null()) {
                let weighted: f64 = rows(&table["rows"]).iter().map(|row| row["tgi"]["value"].as_f64().unwrap() * count(&row["customers"]) as f64).sum();
                prop_assert!((weighted / known as f64 - 100.0).abs() < 1e-9);
            }
        }
        let cross = &o["cross"];
        if cross.is_null() { return Ok(()); }
        let width = rows(&cross["column_labels"]).len();
        for key in ["customers", "value"] {
            let of = |v: &Value| money(&v[key]);
            for (row, total) in rows(&cross["cells"]).chunks(width).zip(rows(&cross["row_totals"])) {
                prop_assert_eq!(row.iter().map(of).sum::<i64>(), of(total));
            }
            for at in 0..width {
                prop_assert_eq!(rows(&cross["cells"]).iter().skip(at).step_by(width).map(of).sum::<i64>(), of(&cross["column_totals"][at]));
            }
            prop_assert_eq!(rows(&cross["row_totals"]).iter().map(of).sum::<i64>(), of(&cross["total"]));
        }
    }

    #[test]
    fn groups_of_the_tables_are_the_customers_behind_them(people in people()) {
        let found = run(&view(&people, &plain_label), &json!({}));
        let o = outcome(&found);
        prop_assert!(found.groupings.len() <= 12);
        for grouping in &found.groupings {
            let table = rows(&o["attributes"]).iter().find(|t| t["name"] == grouping.name).unwrap();
            prop_assert_eq!(grouping.of.len(), people.len());
            for (at, label) in grouping.groups.iter().enumerate() {
                let row = rows(&table["rows"]).iter().find(|r| r["label"] == label.as_str()).unwrap();
                let members = grouping.of.iter().filter(|&&of| usize::from(of) == at).count() as u64;
                prop_assert_eq!(count(&row["customers"]), members);
                prop_assert!(members > 0);
            }
            prop_assert!(grouping.of.iter().all(|&of| of == Grouping::NONE || usize::from(of) < grouping.groups.len()));
        }
    }

    /// Other names for the labels, in another order, give the same figures under those names.
    #[test]
    fn labels_in_any_order_give_the_same(people in people()) {
        let other = |kind: &str, number: u16| format!("{kind}{:05}", 60_000 - number);
        let back = |label: &str| plain_label(label.trim_end_matches(|c: char| c.is_ascii_digit()), 60_000 - label[label.len() - 5..].parse::<u16>().unwrap());
        let (a, b) = (run(&view(&people, &plain_label), &json!({})), run(&view(&people, &other), &json!({})));
        let (a, b) = (outcome(&a), outcome(&b));
        for (left, right) in rows(&a["attributes"]).iter().zip(rows(&b["attributes"])) {
            prop_assert_eq!(&left["name"], &right["name"]);
            // A favourite among equals is the first in bytewise order, which is another one then.
            if left["name"] == "category" { continue; }
            let sorted = |table: &Value, rename: bool| {
                let mut all = rows(&table["rows"]).to_vec();
                for row in &mut all {
                    if rename && table["name"] != "rfm_class" && !table["name"].as_str().unwrap().ends_with("_band") {
                        row["label"] = back(row["label"].as_str().unwrap()).into();
                    }
                }
                all.sort_by_key(|row| row["label"].to_string());
                all
            };
            prop_assert_eq!(sorted(left, false), sorted(right, true));
        }
    }

    #[test]
    fn one_person_more_or_less_is_no_panic(people in people(), keep in 0..3_usize) {
        let view = view(&people[..keep.min(people.len())], &plain_label);
        for name in ["segments", "portrait"] {
            let found = analysis::run(name, &view, &json!({})).unwrap();
            prop_assert!(keep >= 2 || matches!(found.finding.outcome, Outcome::NotEnoughData(_)));
        }
    }
}

#[test]
fn ten_thousand_labels_are_capped_and_counted() {
    let person = |at: usize| Person {
        gender: Some((at % 2) as u8),
        city: at as u16,
        answer: None,
        age: None,
        orders: vec![(390, 10, 0, false)],
    };
    let people: Vec<Person> = (0..10_000).map(person).collect();
    let found = run(&view(&people, &plain_label), &json!({"rows": "city"}));
    let o = outcome(&found);
    let city = rows(&o["attributes"]).iter().find(|t| t["name"] == "city").unwrap();
    assert_eq!((city["distinct"].as_u64(), rows(&city["rows"]).len()), (Some(10_000), 61));
    assert_eq!((&city["rows"][60]["label"], &city["rows"][60]["customers"]), (&Value::Null, &9_940.into()));
    assert_eq!(rows(&o["cross"]["row_labels"]).len(), 31);
    assert_eq!(found.groupings.iter().find(|g| g.name == "city").unwrap().groups.len(), 60);
    let portrait = analysis::run("portrait", &view(&people, &plain_label), &json!({"by": "city"})).unwrap();
    assert_eq!(rows(&outcome(&portrait)["groups"]).len(), 60);
}

#[test]
fn nothing_known_of_anybody_is_not_enough() {
    let nobody = Person { gender: None, city: 0, answer: None, age: None, orders: Vec::new() };
    let view = CustomerView::from_parts(vec![0; 4], vec![], vec![], vec![], vec![], AS_OF).unwrap();
    for name in ["segments", "portrait"] {
        let found = analysis::run(name, &view, &json!({})).unwrap();
        let Outcome::NotEnoughData(shortage) = &found.finding.outcome else { panic!("{name}") };
        assert_eq!(shortage.need.len(), shortage.have.len());
        assert!(found.groupings.is_empty());
    }
    let alone = analysis::run("segments", &crate::people::view(&[nobody], &plain_label), &json!({})).unwrap();
    assert!(matches!(alone.finding.outcome, Outcome::NotEnoughData(_)));
}

/// 40 women of whom 30 are among the best and 60 men of whom 20 are: 0.75 and 0.333 against 0.5.
#[test]
fn an_index_by_hand() {
    let person = |gender: u8, amount: i64| Person {
        gender: Some(gender),
        city: 0,
        answer: None,
        age: None,
        orders: vec![(390, amount, gender, false)],
    };
    let mut people = vec![person(0, 100); 30];
    people.extend(vec![person(0, 1); 10]);
    people.extend(vec![person(1, 100); 20]);
    people.extend(vec![person(1, 1); 40]);
    let found = run(&view(&people, &plain_label), &json!({"top": 50, "rows": "gender", "columns": "order_band"}));
    let o = outcome(&found);
    assert_eq!(o["best"], json!({"from": 0.01, "share": {"num": 50, "den": 100}}));
    let gender = &rows(&o["attributes"])[0];
    let (men, women) = (&gender["rows"][0], &gender["rows"][1]);
    assert_eq!((&men["label"], &women["label"]), (&"gender00001".into(), &"gender00000".into()));
    assert_eq!((women["tgi"]["value"].as_f64(), &women["best"]), (Some(150.0), &json!({"num": 30, "den": 40})));
    // Wilson of 30/40 and 20/60, the bounds of R = 2.25, and of R / (0.4·R + 0.6).
    let (l1, u2) = (insitu::stats::wilson(30, 40).unwrap().low, insitu::stats::wilson(20, 60).unwrap().high);
    let (p, q) = (0.75_f64, 1.0_f64 / 3.0);
    let root = ((p * q).powi(2) - l1 * u2 * (2.0 * p - l1) * (2.0 * q - u2)).sqrt();
    let low = l1 * (2.0 * p - l1) / (p * q + root);
    let low = 100.0 * low / (0.4 * low + 0.6);
    assert!((women["tgi"]["interval"]["low"].as_f64().unwrap() - low).abs() < 1e-9, "{} {low}", women["tgi"]);
    assert!(men["tgi"]["interval"]["high"].as_f64().unwrap() < 100.0);
    // Everybody has one order: there is nothing to test, and the index is 100 without an interval to speak of.
    assert_eq!(o["cross"]["test"], Value::Null);
    assert_eq!(o["cross"]["cells"][0]["tgi"]["value"], 100.0);
    // Women buy category 0 alone: 3010 of 5050 units, so that its index is 5050/3010.
    let affinity = &o["affinity"];
    assert_eq!(affinity["by"], "gender");
    let cell = &affinity["groups"][1]["cells"][0];
    assert!((cell["index"].as_f64().unwrap() - 100.0 * 5050.0 / 3010.0).abs() < 1e-9, "{cell}");
    assert_eq!((cell["buyers"].as_u64(), cell["tgi"]["value"].as_f64()), (Some(40), Some(250.0)));
    assert_eq!(affinity["groups"][0]["cells"][0]["small"], true);
    assert!(has_no_nan(o));
}

/// The table of four of the reference: 120 of 1000 against 150 of 1000, χ² 3.853564, p 0.049640.
#[test]
fn the_test_of_independence_of_the_reference() {
    let person = |gender: u8, city: u16| Person { gender: Some(gender), city, answer: None, age: None, orders: Vec::new() };
    let mut people = vec![person(0, 0); 120];
    people.extend(vec![person(0, 1); 880]);
    people.extend(vec![person(1, 0); 150]);
    people.extend(vec![person(1, 1); 850]);
    let found = run(&view(&people, &plain_label), &json!({"rows": "gender", "columns": "city"}));
    let o = outcome(&found);
    let test = &o["cross"]["test"];
    let number = |key: &str| test[key].as_f64().unwrap();
    assert!((number("statistic") - 3.853_564).abs() < 1e-6 && (number("p") - 0.049_640).abs() < 5e-7, "{test}");
    assert!((number("cramers_v") - (3.853_564_f64 / 2000.0).sqrt()).abs() < 1e-7);
    assert_eq!((test["df"].as_u64(), &test["thin"]), (Some(1), &json!({"num": 0, "den": 4})));
    assert_eq!((&o["best"], &o["affinity"]), (&Value::Null, &Value::Null));
    let missing = run(&view(&people, &plain_label), &json!({"rows": "星座", "columns": "none"}));
    assert_eq!((&outcome(&missing)["missing"], &outcome(&missing)["cross"]), (&json!(["星座"]), &Value::Null));
}
