//! Portraits of made-up customers.

use crate::people::{AS_OF, Person, plain_label, view};
use crate::segments::{has_no_nan, outcome, people};
use insitu::analysis::{self, Found};
use proptest::prelude::*;
use serde_json::{Value, json};

fn run(people: &[Person], params: &Value) -> Found {
    analysis::run("portrait", &view(people, &plain_label), params).unwrap()
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

proptest! {
    #[test]
    fn every_customer_is_in_one_portrait_or_outside(people in people(), by in prop::sample::select(&["gender", "city", "满意吗", "rfm_class"][..])) {
        let found = run(&people, &json!({"by": by}));
        let analysis::Outcome::Found(o) = &found.finding.outcome else { return Ok(()) };
        prop_assert!(has_no_nan(o));
        let inside: u64 = rows(&o["groups"]).iter().map(|g| g["customers"].as_u64().unwrap()).sum();
        prop_assert_eq!(inside + o["outside"].as_u64().unwrap(), people.len() as u64);
        for group in rows(&o["groups"]) {
            let size = group["customers"].as_u64().unwrap();
            prop_assert_eq!(rows(&group["radar"]).len(), rows(&o["axes"]).len());
            prop_assert!(rows(&group["radar"]).iter().flat_map(Value::as_f64).all(|v| (0.0..=100.0).contains(&v)));
            if size < 5 {
                prop_assert!(group["small"] == true && group["exemplar"].is_null() && rows(&group["marks"]).is_empty());
                prop_assert!(rows(&group["means"]).iter().chain(rows(&group["radar"])).all(Value::is_null));
            }
            // A difference without bound comes before all others.
            let strengths: Vec<f64> = rows(&group["marks"]).iter().map(|m| m["strength"].as_f64().unwrap_or(f64::INFINITY)).collect();
            prop_assert!(strengths.windows(2).all(|pair| pair[0] >= pair[1]));
            for mark in rows(&group["marks"]) {
                prop_assert!(mark["q"].as_f64().unwrap() <= 0.05 && mark["p"].as_f64() <= mark["q"].as_f64());
                prop_assert!(mark["number"].is_null() != mark["part"].is_null());
                let without_bound = mark["number"]["state"] == "no_spread";
                prop_assert!(mark["strength"].is_null() == without_bound);
                if let Some(number) = mark["number"].as_object() {
                    prop_assert!(number["d"].is_null() == without_bound && number["interval"].is_null() == without_bound);
                }
            }
        }
    }

    /// A typical customer is near the middle of the group, and nobody: no customer has all its numbers and labels.
    #[test]
    fn the_typical_customer_is_made_of_the_group_and_none_of_it(people in prop_oneof![people(), few_kinds()], by in prop::sample::select(&["gender", "city"][..])) {
        let view = view(&people, &plain_label);
        let found = analysis::run("portrait", &view, &json!({"by": by})).unwrap();
        let analysis::Outcome::Found(o) = &found.finding.outcome else { return Ok(()) };
        let labels = analysis::run("segments", &view, &json!({})).unwrap().groupings;
        let numbers: Vec<Vec<Option<f64>>> = rows(&o["features"]).iter().map(|f| people.iter().map(|p| number(p, f["name"].as_str().unwrap())).collect()).collect();
        let groups = rows(&o["groups"]).iter().map(|g| (g["label"].as_str(), g));
        for (label, group) in groups.chain([(None, &o["everybody"])]).filter(|(_, g)| !g["exemplar"].is_null()) {
            let own: Vec<usize> = (0..people.len()).filter(|&at| label.is_none() || found.groupings[0].group_of(at) == label).collect();
            prop_assert!(own.len() >= 5);
            let exemplar = &group["exemplar"];
            prop_assert!(rows(&exemplar["modes"]).iter().all(|mode| mode["share"]["num"].as_u64().unwrap() >= 5));
            for &at in &own {
                let known = rows(&exemplar["numbers"]).iter().zip(&numbers).filter(|(v, _)| !v.is_null());
                // Numbers of two digits that differ, differ by more than that.
                let same_numbers = known.clone().all(|(v, of)| of[at].is_some_and(|own| (own - v.as_f64().unwrap()).abs() <= 0.004 * own.abs()));
                let same_labels = rows(&exemplar["modes"]).iter().all(|mode| {
                    let labels = labels.iter().find(|g| mode["name"] == g.name).unwrap();
                    labels.group_of(at) == mode["label"].as_str()
                });
                prop_assert!(!(same_numbers && same_labels), "{at} {exemplar}");
            }
            // Medians of everybody are of those in a group.
            let inside = own.iter().copied().filter(|&at| found.groupings[0].group_of(at).is_some());
            for (value, of) in rows(&exemplar["numbers"]).iter().zip(&numbers) {
                let mut values: Vec<f64> = inside.clone().filter_map(|at| of[at]).collect();
                values.sort_by(f64::total_cmp);
                prop_assert_eq!(value.is_null(), values.len() < 5);
                if let Some(value) = value.as_f64() {
                    let median = (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0;
                    // Two digits are 5 % at most, and a step away from them a quarter.
                    prop_assert!((value - median).abs() <= 0.32 * median.abs(), "{value} for {median}");
                }
            }
        }
    }
}

/// Customers who are very like each other.
fn few_kinds() -> impl Strategy<Value = Vec<Person>> {
    let person = (0..2_u8, 0..2_u16, 30..34_u8, 1..3_i64, 380..384_i32).prop_map(|(gender, city, age, amount, day)| Person {
        gender: Some(gender),
        city,
        answer: None,
        age: Some(age),
        orders: vec![(day, 100_000 * amount, 0, false)],
    });
    prop::collection::vec(person, 10..60)
}

/// A feature of a customer, the plain way.
fn number(person: &Person, feature: &str) -> Option<f64> {
    let bought: Vec<i32> = person.orders.iter().filter(|o| !o.3).map(|o| o.0).collect();
    let count = bought.len() as f64;
    let net: i64 = person.orders.iter().map(|o| if o.3 { -o.1 } else { o.1 }).sum();
    let (first, last) = (bought.iter().min(), bought.iter().max());
    match feature {
        "recency" => last.map(|&day| f64::from(AS_OF - day)),
        "frequency" => last.map(|_| count),
        "monetary" => last.map(|_| net as f64 / 10_000.0),
        "average_order" => last.map(|_| net as f64 / 10_000.0 / count),
        "gap" => first.zip(last).filter(|_| count > 1.0).map(|(first, last)| f64::from(last - first) / (count - 1.0)),
        _ => person.age.map(f64::from),
    }
}

/// Women of 30 who live in city 0 and men of 60 who mostly live in city 1.
fn two_kinds() -> Vec<Person> {
    let person = |at: usize, gender: u8| Person {
        gender: Some(gender),
        city: if gender == 0 || at.is_multiple_of(10) { 0 } else { 1 },
        answer: Some((at % 3) as u8),
        age: Some(if gender == 0 { 28 } else { 58 } + (at % 5) as u8),
        orders: vec![(390, 10 + (at % 7) as i64, 0, false)],
    };
    (0..100).map(|at| person(at, 0)).chain((0..100).map(|at| person(at, 1))).collect()
}

#[test]
fn what_sets_groups_apart_is_found_and_nothing_else() {
    let found = run(&two_kinds(), &json!({"by": "gender"}));
    let o = outcome(&found);
    assert_eq!((o["by"].as_str(), &o["missing"], &o["outside"]), (Some("gender"), &false.into(), &0.into()));
    let women = &o["groups"][0];
    let names: Vec<(&str, &str)> =
        rows(&women["marks"]).iter().map(|m| (m["name"].as_str().unwrap(), m["direction"].as_str().unwrap())).collect();
    // Nobody of them lives in city 1, which is too few to speak of.
    assert_eq!(names, [("age", "low"), ("city", "high")]);
    let age = &women["marks"][0]["number"];
    // Ages 28 to 32 and 58 to 62, twenty of each: a difference of 30, a variance of 2·100/99.
    let d = -30.0 / (2.0 * 100.0 / 99.0_f64).sqrt();
    assert!((age["d"].as_f64().unwrap() - d).abs() < 1e-9, "{age}");
    assert_eq!((age["mean"].as_f64(), age["others"].as_f64()), (Some(30.0), Some(60.0)));
    let city = &women["marks"][1]["part"];
    assert_eq!((&city["share"], &city["overall"]), (&json!({"num": 100, "den": 100}), &json!({"num": 110, "den": 200})));
    assert!((city["lift"].as_f64().unwrap() - 200.0 / 110.0).abs() < 1e-12);
    assert_eq!(
        women["sentence"][0],
        json!({"name": "age", "title": "age", "label": null, "direction": "low", "size": "large", "reference": "other_groups", "by_rule": false})
    );
    let at = rows(&o["features"]).iter().position(|f| f["name"] == "age").unwrap();
    assert_eq!(women["exemplar"]["numbers"][at], 30.0);
    let axis = rows(&o["axes"]).iter().position(|a| a.as_u64() == Some(at as u64)).unwrap();
    assert_eq!((women["radar"][axis].as_f64(), o["groups"][1]["radar"][axis].as_f64()), (Some(25.0), Some(75.0)));
    assert_eq!((found.groupings.len(), found.groupings[0].name), (1, "gender"));
}

#[test]
fn groups_of_other_analyses_have_portraits_too() {
    let people = two_kinds();
    let found = run(&people, &json!({"by": "rfm.class"}));
    let o = outcome(&found);
    assert_eq!((o["by"].as_str(), o["analysis"].as_str(), o["grouping"].as_str()), (Some("rfm"), Some("rfm"), Some("class")));
    for by in ["portrait.gender", "segments.gender", "rfm.nothing", "nothing.class", "星座"] {
        let found = run(&people, &json!({ "by": by }));
        assert_eq!((outcome(&found)["missing"].as_bool(), outcome(&found)["analysis"].as_str()), (Some(true), None), "{by}");
    }
    let error = analysis::run("portrait", &view(&people, &plain_label), &json!({"least": 2})).err().unwrap();
    assert_eq!(error.code(), "E_PARAM");
}

#[test]
fn groups_of_four_have_no_exemplar() {
    let mut people = two_kinds();
    for person in people.iter_mut().take(96) {
        person.gender = None;
    }
    let found = run(&people, &json!({"by": "gender"}));
    let small = &outcome(&found)["groups"][1];
    assert_eq!((small["customers"].as_u64(), &small["small"], &small["exemplar"]), (Some(4), &true.into(), &Value::Null));
    // Nor where marks are told of three: a typical customer of four is nearly each of them.
    let found = run(&people, &json!({"by": "gender", "least": 3}));
    let small = &outcome(&found)["groups"][1];
    assert_eq!((&small["small"], &small["exemplar"], &small["exemplar_withheld"]), (&false.into(), &Value::Null, &false.into()));
}

/// Each group says one thing, and the two say another: the difference is perfect, and d has no bound.
#[test]
fn groups_that_share_no_value_are_told_first() {
    let person = |at: usize, gender: u8| Person {
        gender: Some(gender),
        city: u16::from(gender == 1 && !at.is_multiple_of(3)),
        answer: None,
        age: Some(if gender == 0 { 30 } else { 60 }),
        orders: vec![(390, 10 + (at % 7) as i64, 0, false)],
    };
    let people: Vec<Person> = (0..20).map(|at| person(at, 0)).chain((0..30).map(|at| person(at, 1))).collect();
    let found = run(&people, &json!({"by": "gender"}));
    for (group, direction) in rows(&outcome(&found)["groups"]).iter().zip(["high", "low"]) {
        let mark = &group["marks"][0];
        assert_eq!((&mark["name"], &mark["direction"], &mark["size"]), (&"age".into(), &direction.into(), &"large".into()));
        assert_eq!(
            (&mark["strength"], &mark["number"]["d"], &mark["number"]["interval"]),
            (&Value::Null, &Value::Null, &Value::Null)
        );
        assert_eq!(mark["number"]["state"], "no_spread");
        // One of the 50 over 20 ways to draw twenty of fifty.
        assert!((mark["p"].as_f64().unwrap() / (1.0 / 47_129_212_243_960.0) - 1.0).abs() < 1e-9, "{mark}");
        assert_eq!(group["sentence"][0]["name"], "age");
    }
    // The same value everywhere is no difference.
    assert!(rows(&outcome(&found)["groups"]).iter().flat_map(|g| rows(&g["marks"])).all(|m| m["name"] != "frequency"));
}
