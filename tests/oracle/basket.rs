//! Item sets and rules beside mlxtend, R arules and published figures.

use crate::data;
use insitu::analysis;
use insitu::customers::{CustomerView, Dimension, Parts};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// One customer with one order for each basket; repeated items are lines of their own.
fn view(baskets: &[Vec<String>]) -> CustomerView {
    let labels: BTreeSet<&String> = baskets.iter().flatten().collect();
    let labels: Vec<String> = labels.into_iter().cloned().collect();
    let code: BTreeMap<&String, u32> = labels.iter().zip(0..).collect();
    let codes: Vec<u32> = baskets.iter().flatten().map(|item| code[item]).collect();
    let (lines, mut offsets) = (codes.len(), vec![0]);
    for basket in baskets {
        offsets.push(offsets[offsets.len() - 1] + basket.len() as u32);
    }
    let mut parts = Parts::default();
    parts.lines[1] = Some(Dimension::new(labels.clone(), codes));
    let view = CustomerView::from_parts(offsets, vec![1; lines], vec![0; lines], vec![10_000; lines], vec![false; lines], 2);
    view.unwrap().with(parts)
}

fn outcome(view: &CustomerView, params: &Value) -> Value {
    let found = analysis::run("basket", view, params).unwrap().finding;
    let value = serde_json::to_value(found).unwrap();
    assert!(value["outcome"].is_object(), "{value}");
    value["outcome"].clone()
}

fn groceries() -> Option<CustomerView> {
    let bytes = data::bytes_of("basket/groceries.csv")?;
    let text = String::from_utf8(bytes).unwrap();
    let baskets: Vec<Vec<String>> =
        text.lines().map(|line| line.split(',').map(|item| item.trim().to_owned()).collect()).collect();
    assert_eq!(baskets.len(), 9835);
    Some(view(&baskets))
}

fn transactions(file: &Value) -> Vec<Vec<String>> {
    serde_json::from_value(file["transactions"].clone()).unwrap()
}

/// The rule with these sides, among the listed ones.
fn rule<'a>(outcome: &'a Value, left: &[&str], right: &[&str]) -> &'a Value {
    let found = outcome["top"].as_array().unwrap().iter().find(|r| r["left"] == json!(left) && r["right"] == json!(right));
    found.unwrap_or_else(|| panic!("{left:?} → {right:?} is not listed"))
}

fn near(got: &Value, expected: f64, within: f64) {
    let got = got.as_f64().unwrap();
    assert!((got - expected).abs() <= within, "{got} {expected}");
}

const ALL: u32 = 1000;

#[test]
fn groceries_has_the_published_sets() {
    let Some(view) = groceries() else { return };
    let expected = data::json_of("basket/groceries.expected.json").unwrap();
    for (support, sets) in expected["itemsets_by_support"].as_object().unwrap() {
        // No rule is of interest here: confidence 1.
        let got = outcome(&view, &json!({"support": support, "least": 1, "longest": 10, "confidence": 1}));
        assert_eq!(got["sets"], *sets, "{support}");
        assert_eq!(got["explosion"], Value::Null);
    }
    let got = outcome(&view, &json!({"support": 0.001, "least": 1, "longest": 10, "confidence": 1}));
    let by_length: Vec<u64> =
        expected["itemsets_.001_by_length"].as_object().unwrap().values().map(|v| v.as_u64().unwrap()).collect();
    assert_eq!(got["sets_by_length"], json!(by_length));
    assert_eq!(got["threshold"]["least"], expected["min_count_.001"]);
    assert_eq!((&got["baskets"], &got["items"], &got["occurrences"]), (&json!(9835), &json!(169), &json!(43_367)));
    assert_eq!(got["sizes"].as_array().unwrap()[..5], expected["basket_size"]["counts_1_to_5"].as_array().unwrap()[..]);
    assert_eq!(got["largest"], expected["basket_size"]["max"]);
    for row in got["top_items"].as_array().unwrap().iter().take(6) {
        assert_eq!(row["count"], expected["top_items"][row["label"].as_str().unwrap()]);
    }
}

#[test]
fn groceries_has_the_published_rules() {
    let Some(view) = groceries() else { return };
    for (support, confidence, rules) in [(0.01, 0.5, 15), (0.006, 0.25, 463), (0.001, 0.8, 410), (0.001, 0.5, 5668)] {
        let got = outcome(&view, &json!({"support": support, "confidence": confidence, "least": 1, "longest": 10}));
        assert_eq!(got["rules"], rules, "{support} {confidence}");
    }
}

#[test]
fn groceries_has_the_published_first_rules() {
    let Some(view) = groceries() else { return };
    let expected = data::json_of("basket/groceries.expected.json").unwrap();
    let params = json!({"support": 0.006, "confidence": 0.25, "least": 1, "longest": 10, "redundant": true, "top": ALL});
    let got = outcome(&view, &params);
    for (at, row) in expected["top5_by_lift"].as_array().unwrap().iter().enumerate() {
        let rule = &got["top"][at];
        assert_eq!((&rule["left"], &rule["right"]), (&row[0], &row[1]), "place {at}");
        near(&json!(share(&rule["support"])), row[2].as_f64().unwrap(), 5e-7);
        near(&json!(share(&rule["confidence"])), row[3].as_f64().unwrap(), 5e-7);
        near(&rule["lift"], row[4].as_f64().unwrap(), 5e-7);
    }
    let params = json!({"support": 0.001, "confidence": 0.5, "least": 1, "longest": 10, "redundant": true, "top": 100});
    let got = outcome(&view, &params);
    let first = &got["top"][0];
    assert_eq!((&first["left"], &first["right"]), (&json!(["Instant food products", "soda"]), &json!(["hamburger meat"])));
    assert_eq!(first["support"], json!({"num": 12, "den": 9835}));
    near(&json!(share(&first["confidence"])), 0.631579, 5e-7);
    near(&first["lift"], 18.995654, 5e-7);
    let wine = rule(&got, &["liquor", "red/blush wine"], &["bottled beer"]);
    near(&json!(share(&wine["confidence"])), 0.904762, 5e-7);
    near(&wine["lift"], 11.235269, 5e-7);
}

fn share(ratio: &Value) -> f64 {
    ratio["num"].as_f64().unwrap() / ratio["den"].as_f64().unwrap()
}

/// Every measure of herbs → root vegetables, from its four counts by the formulas in a plain order of operations, and the published
/// digits. The counts themselves: 69 of 160 baskets with herbs, root vegetables in 1072 of 9835.
#[test]
fn herbs_go_with_root_vegetables() {
    let Some(view) = groceries() else { return };
    let got = outcome(&view, &json!({"support": 0.006, "confidence": 0.25, "least": 1, "longest": 10, "top": ALL}));
    let herbs = rule(&got, &["herbs"], &["root vegetables"]);
    assert_eq!(*herbs, got["top"][0], "it has the largest lift");
    assert_eq!(herbs["confidence"], json!({"num": 69, "den": 160}));
    assert_eq!(herbs["expected"], json!({"num": 1072, "den": 9835}));
    let (both, left, right) = (69.0 / 9835.0, 160.0 / 9835.0, 1072.0 / 9835.0);
    let confidence = both / left;
    for (name, value) in [
        ("lift", confidence / right),
        ("leverage", both - left * right),
        ("conviction", (1.0 - right) / (1.0 - confidence)),
        ("zhang", (both - left * right) / f64::max(both * (1.0 - left), left * (right - both))),
        ("jaccard", both / (left + right - both)),
        ("certainty", (confidence - right) / (1.0 - right)),
        ("kulczynski", (confidence + both / right) / 2.0),
    ] {
        near(&herbs[name], value, 1e-9);
    }
    near(&herbs["lift"], 3.956477, 5e-7);
    near(&herbs["leverage"], 0.0052425, 5e-8);
    // 1.5665961 by the counts: the last of the published digits is one too high.
    near(&herbs["conviction"], 1.566597, 1e-6);
    near(&json!(herbs["p"].as_f64().unwrap() / 6.17e-26), 1.0, 1e-3);
    assert!(herbs["q"].as_f64() >= herbs["p"].as_f64() && herbs["q"].as_f64().unwrap() < 1e-22);
}

#[test]
fn the_five_baskets_of_mlxtend() {
    let Some(file) = data::json_of("basket/five_baskets.expected.json") else { return };
    let view = view(&transactions(&file));
    let params = json!({
        "support": 0.6, "confidence": 0.7, "least": 1, "longest": 10, "several": true, "redundant": true, "top": ALL
    });
    let got = outcome(&view, &params);
    assert_eq!((&got["sets"], &got["rules"]), (&file["itemsets"], &file["rules_conf_.7"]));
    assert_eq!(got["sets_by_length"], json!([5, 5, 1]));
    for row in got["top_items"].as_array().unwrap().iter().take(5) {
        let support = row["count"].as_f64().unwrap() / 5.0;
        near(&file["support"][row["label"].as_str().unwrap()], support, 1e-12);
    }
    for (name, key) in [("Eggs → Onion", (["Eggs"], ["Onion"])), ("Onion → Eggs", (["Onion"], ["Eggs"]))] {
        let rule = rule(&got, &key.0, &key.1);
        for (measure, expected) in file[name].as_object().unwrap() {
            match (measure.as_str(), expected.as_f64()) {
                ("support" | "confidence", Some(value)) => near(&json!(share(&rule[measure])), value, 1e-12),
                (_, Some(value)) => near(&rule[measure], value, 1e-12),
                (_, None) => assert_eq!(&rule[measure], expected, "{name} {measure}"),
            }
        }
    }
    // What mlxtend calls ∞ for a right side that is in every basket has no value.
    assert_eq!(rule(&got, &["Eggs"], &["Kidney Beans"])["conviction"], "undefined");
    assert_eq!(rule(&got, &["Eggs"], &["Kidney Beans"])["certainty"], Value::Null);
}

#[test]
fn the_seven_baskets_of_arules() {
    let Some(file) = data::json_of("basket/arules_toy.expected.json") else { return };
    let view = view(&transactions(&file));
    let run = |confidence: f64| {
        let support = &file["min_support"];
        let params = json!({
            "support": support, "confidence": confidence, "least": 1, "longest": 10, "redundant": true, "top": ALL
        });
        outcome(&view, &params)
    };
    let all = run(0.0);
    // A rule with an empty left side is a single item, and is none of ours.
    let single = all["sets_by_length"][0].as_u64().unwrap();
    assert_eq!(all["rules"].as_u64().unwrap() + single, file["rules_conf0_including_empty_lhs"].as_u64().unwrap());
    let right = |rule: &Value| rule["right"] == json!(["a"]) || rule["right"] == json!(["b"]);
    let of_two = |rule: &&Value| right(rule) && rule["left"].as_array().unwrap().iter().all(|item| item != "a" && item != "b");
    let of_two = all["top"].as_array().unwrap().iter().filter(of_two).count() as u64;
    assert_eq!(of_two + 2, file["rules_conf0_rhs_in_a_b"].as_u64().unwrap());
    assert_eq!((&run(0.8)["rules"], &run(1.0)["rules"]), (&file["rules_conf_0.8"], &file["rules_conf_1"]));
    let got = run(0.8);
    for row in file["table_conf_0.8"].as_array().unwrap() {
        let left: Vec<&str> = row[0].as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect();
        let rule = rule(&got, &left, &[row[1].as_str().unwrap()]);
        near(&json!(share(&rule["support"])), row[2].as_f64().unwrap(), 5e-8);
        near(&json!(share(&rule["confidence"])), row[3].as_f64().unwrap(), 1e-12);
        near(&rule["lift"], row[4].as_f64().unwrap(), 1e-12);
    }
}

/// Without a word of the user there is a support that gives rules, and it is said.
#[test]
fn a_support_is_suggested() {
    let Some(view) = groceries() else { return };
    let got = outcome(&view, &json!({}));
    assert_eq!(got["threshold"], json!({"support": 0.01, "least": 99, "suggested": true, "longest": 4}));
    assert!(got["rules"].as_u64().unwrap() >= 20);
}
