//! Portraits of made-up customers.

use crate::people::{Person, plain_label, view};
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
            let strengths: Vec<f64> = rows(&group["marks"]).iter().map(|m| m["strength"].as_f64().unwrap()).collect();
            prop_assert!(strengths.windows(2).all(|pair| pair[0] >= pair[1]));
            for mark in rows(&group["marks"]) {
                prop_assert!(mark["q"].as_f64().unwrap() <= 0.05 && mark["p"].as_f64() <= mark["q"].as_f64());
                prop_assert!(mark["number"].is_null() != mark["part"].is_null());
            }
        }
    }

    /// The typical customer is made of the figures of the group alone: medians and the most frequent labels, each of five or more.
    #[test]
    fn the_typical_customer_is_made_of_the_group(people in people()) {
        let found = run(&people, &json!({"by": "gender"}));
        let analysis::Outcome::Found(o) = &found.finding.outcome else { return Ok(()) };
        let age_at = rows(&o["features"]).iter().position(|f| f["name"] == "age");
        for group in rows(&o["groups"]).iter().filter(|g| !g["exemplar"].is_null()) {
            let own: Vec<&Person> = people.iter().filter(|p| p.gender.map(|g| plain_label("gender", g.into())).as_deref() == group["label"].as_str()).collect();
            prop_assert!(own.len() >= 5);
            if let Some(at) = age_at {
                let mut ages: Vec<f64> = own.iter().filter_map(|p| p.age).map(f64::from).collect();
                ages.sort_by(f64::total_cmp);
                let median = (ages.len() >= 5).then(|| (ages[(ages.len() - 1) / 2] + ages[ages.len() / 2]) / 2.0);
                prop_assert_eq!(group["exemplar"]["medians"][at].as_f64(), median);
            }
            for mode in rows(&group["exemplar"]["modes"]) {
                prop_assert!(mode["share"]["num"].as_u64().unwrap() >= 5);
                if mode["name"] == "city" {
                    let most = (0..5).map(|c| own.iter().filter(|p| p.city == c).count()).max().unwrap();
                    prop_assert_eq!(mode["share"]["num"].as_u64().unwrap() as usize, most);
                }
            }
        }
    }
}

/// Women of 30 who live in city 0 and men of 60 who mostly live in city 1.
fn two_kinds() -> Vec<Person> {
    let person = |at: usize, gender: u8| Person {
        gender: Some(gender),
        city: if gender == 0 || at % 10 == 0 { 0 } else { 1 },
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
    assert_eq!(women["exemplar"]["medians"][at], 30.0);
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
}
