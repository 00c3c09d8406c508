//! Baskets of made-up orders beside a count of every set, rule by rule.

use crate::products::{self, Row};
use insitu::analysis::{self, Grouping};
use insitu::customers::{CustomerView, Dimension, Parts};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const ITEMS: u32 = 7;

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0_u8..6, 0_u8..4, 0..ITEMS + 1, prop::bool::weighted(0.1)), 1..80)
}

fn view(rows: &[Row]) -> CustomerView {
    products::view(rows, ITEMS)
}

/// The baskets, as bits of their items.
fn baskets(rows: &[Row], by: &str) -> Vec<u32> {
    let mut baskets: BTreeMap<(u8, u8), u32> = BTreeMap::new();
    for &(customer, order, item, refund) in rows {
        let part = match by {
            "order" => order,
            "day" => order / 2,
            _ => 0,
        };
        if !refund && item < ITEMS {
            *baskets.entry((customer, part)).or_default() |= 1 << item;
        }
    }
    baskets.into_values().collect()
}

fn with(baskets: &[u32], set: u32) -> u64 {
    baskets.iter().filter(|basket| *basket & set == set).count() as u64
}

fn names(set: u32) -> Value {
    json!((0..ITEMS).filter(|item| set >> item & 1 == 1).map(|item| format!("p{item}")).collect::<Vec<_>>())
}

fn outcome(view: &CustomerView, params: &Value) -> Option<(Value, Vec<Grouping>)> {
    let found = analysis::run("basket", view, params).unwrap();
    let value = serde_json::to_value(&found.finding).unwrap();
    value["outcome"].is_object().then(|| (value["outcome"].clone(), found.groupings))
}

proptest! {
    #[test]
    fn sets_and_rules_are_those_of_counting(
        rows in rows(), by in prop::sample::select(vec!["order", "day", "customer"]), least in 1_u64..4, percent in 1_u64..100,
        longest in 2_u32..6, several: bool, sort in prop::sample::select(vec!["lift", "confidence", "support", "leverage", "p"])
    ) {
        let baskets = baskets(&rows, by);
        let params = json!({
            "by": by, "support": "0.000000001", "least": least, "confidence": percent as f64 / 100.0, "longest": longest, "several": several,
            "redundant": true, "top": 1000, "sort": sort
        });
        let Some((got, groupings)) = outcome(&view(&rows), &params) else {
            prop_assert!(baskets.iter().all(|basket| basket.count_ones() < 2), "only too little data has no answer");
            return Ok(());
        };
        prop_assert_eq!(&got["baskets"], &json!(baskets.len()));
        let frequent: Vec<u32> =
            (1..1 << ITEMS).filter(|set: &u32| set.count_ones() <= longest && with(&baskets, *set) >= least).collect();
        let by_length: Vec<usize> = (1..=longest).map(|n| frequent.iter().filter(|set| set.count_ones() == n).count()).collect();
        let by_length: Vec<usize> = by_length.into_iter().take_while(|n| *n > 0).collect();
        prop_assert_eq!(&got["sets_by_length"], &json!(by_length));
        let mut expected = BTreeMap::new();
        for &set in &frequent {
            for right in (1..set).filter(|right| set & right == *right && (several || right.count_ones() == 1)) {
                let (both, left) = (with(&baskets, set), with(&baskets, set & !right));
                if both * 100 >= left * percent {
                    let parts = (1..set & !right).filter(|part| set & !right & part == *part);
                    let redundant = parts.clone().any(|part| with(&baskets, part | right) * left >= both * with(&baskets, part));
                    let rule = json!([both, left, with(&baskets, right), redundant]);
                    expected.insert(json!([names(set & !right), names(right)]).to_string(), rule);
                }
            }
        }
        prop_assert_eq!(&got["rules"], &json!(expected.len()));
        let mut last_q = BTreeMap::new();
        let mut keys = Vec::new();
        let listed = got["top"].as_array().unwrap();
        prop_assert_eq!(listed.len(), expected.len().min(1000));
        for rule in listed {
            let told = json!([rule["confidence"]["num"], rule["confidence"]["den"], rule["expected"]["num"], rule["redundant"]]);
            prop_assert_eq!(Some(&told), expected.get(&json!([rule["left"], rule["right"]]).to_string()));
            let (p, q) = (rule["p"].as_f64().unwrap(), rule["q"].as_f64().unwrap());
            // A rate of p · n / n may be rounded below p.
            prop_assert!((0.0..=1.0).contains(&p) && q >= p * (1.0 - f64::EPSILON) && q <= 1.0, "{} {}", p, q);
            last_q.insert((p * 1e15) as u64, q);
            for measure in ["lift", "leverage", "jaccard", "kulczynski"] {
                prop_assert!(rule[measure].as_f64().unwrap().is_finite());
            }
            prop_assert!(rule["zhang"].as_f64().is_none_or(|zhang| zhang.abs() <= 1.0 + 1e-12));
            let share = |name: &str| rule[name]["num"].as_f64().unwrap() / rule[name]["den"].as_f64().unwrap();
            keys.push(match sort { "confidence" | "support" => share(sort), "p" => -p, _ => rule[sort].as_f64().unwrap() });
        }
        prop_assert!(last_q.values().is_sorted(), "the rate of false discoveries rises with p");
        prop_assert!(keys.windows(2).all(|pair| pair[0] >= pair[1] - 1e-9), "{} {:?}", sort, keys);
        let significant = listed.iter().filter(|rule| rule["q"].as_f64().unwrap() <= 0.05).count();
        prop_assert_eq!(&got["significant"], &json!(significant));
        // The customers of the first rule, by all they bought.
        if let (Some(rule), Some(grouping)) = (listed.first(), groupings.first()) {
            let bits = |side: &Value| (0..ITEMS).filter(|item| side.as_array().unwrap().contains(&json!(format!("p{item}")))).fold(0_u32, |bits, item| bits | 1 << item);
            let (left, right) = (bits(&rule["left"]), bits(&rule["right"]));
            let customers: BTreeSet<u8> = rows.iter().map(|row| row.0).collect();
            for (customer, group) in customers.into_iter().zip(&grouping.of) {
                let own = rows.iter().filter(|row| row.0 == customer && !row.3 && row.2 < ITEMS).fold(0, |bits, row| bits | 1_u32 << row.2);
                let wanted = if own & (left | right) == left | right { 1 } else if own & left == left { 0 } else { Grouping::NONE };
                prop_assert_eq!(*group, wanted);
            }
        }
    }

    #[test]
    fn row_order_does_not_change_results((rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))) {
        let run = |rows: &[Row]| outcome(&view(rows), &json!({"least": 1, "several": true})).map(|(o, g)| (o.to_string(), g));
        prop_assert_eq!(run(&rows), run(&shuffled));
    }
}

/// So many customers with one order of all these items each.
fn full(customers: u32, items: u32) -> CustomerView {
    let lines = (customers * items) as usize;
    let mut parts = Parts::default();
    let labels: BTreeSet<String> = (0..items).map(|item| format!("{item:05}")).collect();
    let codes = (0..customers * items).map(|line| line % items).collect();
    parts.lines[1] = Some(Dimension::new(labels.into_iter().collect(), codes));
    let offsets = (0..=customers).map(|customer| customer * items).collect();
    let view = CustomerView::from_parts(offsets, vec![1; lines], vec![0; lines], vec![10; lines], vec![false; lines], 2);
    view.unwrap().with(parts)
}

#[test]
fn sets_that_explode_end_with_the_count_reached_and_a_threshold_that_fits() {
    // 30 items in 12 of 20 baskets: over a billion sets at any support up to 60 %.
    let (mut parts, mut offsets) = (Parts::default(), vec![0_u32]);
    let mut codes = Vec::new();
    for basket in 0..20_u32 {
        codes.extend(if basket < 8 { vec![30, 31] } else { (0..30).collect() });
        offsets.push(codes.len() as u32);
    }
    let lines = codes.len();
    parts.lines[1] = Some(Dimension::new((0..32).map(|item| format!("{item:05}")).collect(), codes));
    let view = CustomerView::from_parts(offsets, vec![1; lines], vec![0; lines], vec![10; lines], vec![false; lines], 2);
    let (got, _) = outcome(&view.unwrap().with(parts), &json!({"support": 0.1, "least": 1, "longest": 10})).unwrap();
    assert_eq!((&got["explosion"]["support"], &got["explosion"]["least"]), (&json!(0.1), &json!(2)));
    assert!(got["explosion"]["sets"].as_u64().unwrap() > 1_000_000);
    let reached = got["sets"].as_u64().unwrap();
    assert!(reached > 0 && reached <= 50_000, "{reached}");
    assert!(got["threshold"]["longest"].as_u64() < Some(10), "no support fits, so sets are shorter");
}

#[test]
fn ten_thousand_items_in_one_basket_have_an_answer() {
    let (got, _) = outcome(&full(1, 10_000), &json!({"support": 0.5, "least": 1})).unwrap();
    assert_eq!((&got["baskets"], &got["items"], &got["largest"]), (&json!(1), &json!(10_000), &json!(10_000)));
    assert!(got["explosion"]["sets"].as_u64().unwrap() > 1_000_000);
    assert_eq!((&got["sets"], &got["threshold"]["longest"], &got["rules"]), (&json!(10_000), &json!(1), &json!(0)));
    // With the least count as it is nothing is frequent.
    let (got, _) = outcome(&full(1, 10_000), &json!({})).unwrap();
    assert_eq!((&got["sets"], &got["rules"], &got["chosen"]), (&json!(0), &json!(0), &Value::Null));
}

#[test]
fn edges_have_words() {
    let run =
        |view: &CustomerView, params| serde_json::to_value(analysis::run("basket", view, &params).unwrap().finding).unwrap();
    let empty = CustomerView::from_parts(vec![0], vec![], vec![], vec![], vec![], 2).unwrap();
    assert_eq!(run(&empty, json!({}))["not_enough_data"]["need"][0]["code"], "field_product_id");
    assert_eq!(run(&empty, json!({"item": "category"}))["not_enough_data"]["need"][0]["code"], "field_category");
    assert_eq!(run(&full(3, 1), json!({}))["not_enough_data"]["need"][0]["code"], "baskets_of_two");
    // All items in all baskets: nothing can be said, and nothing is NaN.
    let got = run(&full(9, 3), json!({"several": true, "redundant": true}));
    let rule = &got["outcome"]["top"][0];
    assert_eq!((&rule["conviction"], &rule["zhang"], &rule["certainty"]), (&json!("undefined"), &Value::Null, &Value::Null));
    assert_eq!((&rule["lift"], &rule["lift_interval"], &rule["p"]), (&json!(1.0), &Value::Null, &json!(1.0)));
}
