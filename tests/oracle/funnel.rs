//! Funnels beside the vectors of other programs, where they are present: `windowFunnel` of `ClickHouse`, the behavioural extension of
//! `DuckDB`, the documentation of Mixpanel, `StarRocks` and Doris, retentioneering and a log of Tianchi.

use crate::data::{bytes_of, json_of};
use crate::events::{Event, view};
use crate::orders;
use insitu::analysis::{self, Grouping};
use insitu::intake::{Overrides, read};
use insitu::mask::Key;
use insitu::session::Session;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const AS_OF: i32 = 40_000;

fn steps(labels: &[Value]) -> Value {
    labels.iter().map(|label| json!({ "events": [text(label)] })).collect()
}

fn text(label: &Value) -> String {
    label.as_str().map_or_else(|| label.to_string(), str::to_owned)
}

/// Level of each customer in order of their names; 0 for those who never enter.
fn levels(rows: &[Event], params: &Value) -> Vec<u64> {
    let found = analysis::run("funnel", &view(rows, true, AS_OF), params).unwrap();
    let grouping: &Grouping = &found.groupings[0];
    grouping.of.iter().map(|of| if *of == Grouping::NONE { 0 } else { u64::from(*of) + 1 }).collect()
}

/// Events of one customer, one a second.
fn word(word: &str) -> Vec<Event> {
    (1..).zip(word.chars()).map(|(second, kind)| Event::new("1", second, &kind.to_string())).collect()
}

#[allow(clippy::needless_pass_by_value, reason = "settings are written in place")]
fn level(rows: &[Event], steps: &str, more: Value) -> u64 {
    let steps: Vec<Value> = steps.chars().map(|step| json!({ "events": [step.to_string()] })).collect();
    let mut params = json!({ "steps": steps });
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    levels(rows, &params)[0]
}

fn options(modes: &Value) -> Vec<&'static str> {
    let of = |mode: &Value| match mode.as_str().unwrap() {
        "strict_deduplication" | "strict" => "dedup",
        "strict_order" => "order",
        "strict_increase" => "increase",
        "strict_once" => "once",
        "allow_reentry" => "reentry",
        other => panic!("{other}"),
    };
    modes.as_array().map(|modes| modes.iter().map(of).collect()).unwrap_or_default()
}

#[test]
fn levels_equal_those_of_clickhouse() {
    let Some(vectors) = json_of("funnel_ab/clickhouse_window_funnel.json") else { return };
    let cases = vectors["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 29);
    for case in cases {
        let event = |e: &Value| Event::new(&format!("{:>9}", text(&e[0])), e[1].as_i64().unwrap(), &text(&e[2]));
        let rows: Vec<Event> = case["events"].as_array().unwrap().iter().map(event).collect();
        let expected: BTreeMap<String, u64> =
            case["expected_level"].as_object().unwrap().iter().map(|(u, l)| (format!("{u:>9}"), l.as_u64().unwrap())).collect();
        let params = |more: Value| {
            let mut params = json!({
                "steps": steps(case["steps"].as_array().unwrap()),
                "window": case["window"], "window_unit": "seconds",
            });
            params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            params
        };
        let expected: Vec<u64> = expected.into_values().collect();
        let got = levels(&rows, &params(json!({ "mode": "window_funnel", "options": options(&case["modes"]) })));
        assert_eq!(got, expected, "{} {} {}", case["name"], case["modes"], case["steps"]);
        // Ours is the same wherever ClickHouse has no rule of its own; an event counts for one step only.
        if case["modes"].as_array().unwrap().is_empty() {
            let quirk = case["name"].as_str().unwrap().contains("several identical steps");
            let own = levels(&rows, &params(json!({})));
            assert_eq!(own, if quirk { vec![1] } else { expected }, "{}", case["name"]);
        }
    }
}

/// The column "ours" of the reference: strict order of a best attempt.
#[test]
fn strict_order_looks_at_every_attempt() {
    let words = ["abac", "ababc", "abcbd", "acb", "abcabcd"];
    for (steps, expected) in [("abc", [2, 3, 3, 1, 3]), ("abcd", [2, 3, 3, 1, 4])] {
        for (w, expected) in words.iter().zip(expected) {
            assert_eq!(level(&word(w), steps, json!({ "mode": "strict" })), expected, "{w} {steps}");
        }
    }
    for (w, expected) in [("abc", 3), ("adbc", 1), ("aabbcc", 3), ("aaaabbcc", 3), ("aabbdcc", 2), ("ccbbaa", 1)] {
        assert_eq!(level(&word(w), "abc", json!({ "mode": "strict" })), expected, "{w}");
    }
}

#[test]
fn levels_equal_those_of_the_duckdb_extension() {
    let Some(vectors) = json_of("funnel_ab/duckdb_behavioral.json") else { return };
    let funnel = &vectors["window_funnel"];
    let second = |text: &str| {
        let clock: Vec<i64> = text[11..].split(':').map(|part| part.parse().unwrap()).collect();
        i64::from(orders::day(text)) * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2]
    };
    let event = |e: &Value| Event::new(&text(&e[0]), second(e[1].as_str().unwrap()), &text(&e[2]));
    let cases = funnel["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 10);
    for case in cases {
        let all: Vec<Event> = case.get("events").unwrap_or(&funnel["events"]).as_array().unwrap().iter().map(event).collect();
        let only = case.get("only_user").map(text);
        let rows: Vec<Event> = all.into_iter().filter(|e| only.as_ref().is_none_or(|u| e.user == *u)).collect();
        let (count, unit) = case["window"].as_str().unwrap().split_once(' ').unwrap();
        let mut params = json!({
            "steps": steps(case["steps"].as_array().unwrap()),
            "window": count.parse::<u32>().unwrap(),
            "window_unit": if unit.starts_with("hour") { "hours" } else { "minutes" },
        });
        let Some(expected) = case["expected_level"].as_object() else {
            // No events: not enough data.
            let found = analysis::run("funnel", &view(&rows, true, AS_OF), &params).unwrap();
            let answer = serde_json::to_value(&found.finding).unwrap();
            assert_eq!(answer["not_enough_data"]["need"][0]["code"], "events");
            continue;
        };
        let expected: Vec<u64> = expected.values().map(|level| level.as_u64().unwrap()).collect();
        if case["modes"].is_null() {
            assert_eq!(levels(&rows, &params), expected, "{case}");
        }
        params["mode"] = "window_funnel".into();
        params["options"] = options(&case["modes"]).into();
        assert_eq!(levels(&rows, &params), expected, "{case}");
        if text(&case["steps"][0]) == "nonexistent" {
            let found = analysis::run("funnel", &view(&rows, true, AS_OF), &params).unwrap();
            let remarks = &serde_json::to_value(&found.finding).unwrap()["outcome"]["remarks"];
            assert_eq!(remarks, &json!([{ "code": "never", "step": 1 }]));
        }
    }
}

#[test]
fn the_examples_of_mixpanel() {
    let minutes =
        |rows: &[(i64, &str)]| -> Vec<Event> { rows.iter().map(|(minute, kind)| Event::new("1", minute * 60, kind)).collect() };
    // The clock of the first attempt runs from 13:00; from 13:30 the goal is in reach.
    let rows = minutes(&[(780, "A"), (810, "A"), (825, "B"), (855, "C")]);
    let hour = |mode: &str| json!({ "mode": mode, "window": 1, "window_unit": "hours" });
    assert_eq!((level(&rows, "ABC", hour("first")), level(&rows, "ABC", hour("ordered"))), (2, 3));
    // Its "specific order" lets other events lie between.
    assert_eq!(level(&word("ABDCDE"), "ABCDE", json!({})), 5);
    assert_eq!(level(&word("ABCE"), "ABCDE", json!({})), 3);
    // Totals with an exclusion: the second A ends the first attempt.
    let params = json!({
        "steps": [{ "events": ["A"] }, { "events": ["B"] }],
        "unit": "totals",
        "exclusions": [{ "events": ["A"] }],
    });
    let found = analysis::run("funnel", &view(&word("AAAB"), true, AS_OF), &params).unwrap();
    let outcome = serde_json::to_value(&found.finding).unwrap()["outcome"].take();
    assert_eq!((outcome["entered"].as_u64(), outcome["conversion"]["num"].as_u64()), (Some(2), Some(1)));
}

#[test]
fn the_examples_of_starrocks_and_doris() {
    let of = |option: &str| json!({ "mode": "window_funnel", "options": [option] });
    assert_eq!(level(&word("ABCBD"), "ABCD", of("dedup")), 3);
    assert_eq!(level(&word("ABDC"), "ABCD", of("fixed")), 2);
}

fn open(name: &str, bytes: &[u8]) -> Session {
    let mut session = Session::new(Key::from_hex(&"0f".repeat(32)).unwrap());
    session.open(read(name, bytes, &Overrides::default(), 1 << 20).unwrap());
    session
}

fn outcome(session: &mut Session, params: &Value) -> Value {
    let found = session.found("funnel", params).unwrap();
    serde_json::to_value(&found.finding).unwrap()["outcome"].take()
}

fn counts(outcome: &Value) -> Value {
    outcome["steps"].as_array().unwrap().iter().map(|step| step["count"].clone()).collect()
}

/// The ordered funnel that the authors of the data publish has no window.
#[test]
fn the_shop_of_retentioneering() {
    let (Some(bytes), Some(expected)) =
        (bytes_of("events/retentioneering_ecom.csv"), json_of("events/retentioneering_ecom.expected.json"))
    else {
        return;
    };
    let mut session = open("retentioneering_ecom.csv", &bytes);
    let params = json!({ "steps": steps(expected["steps"].as_array().unwrap()), "window": 3_660 });
    let found = outcome(&mut session, &params);
    assert_eq!(counts(&found), expected["ordered_funnel_by_user"]);
    let proposed = outcome(&mut open("retentioneering_ecom.csv", &bytes), &json!({}));
    assert_eq!(proposed["steps_by"], "words");
    assert_eq!(proposed["window_seconds"], 30 * 86_400);
}

#[test]
fn the_log_of_tianchi() {
    let Some(bytes) = bytes_of("events/tianchi_mobile_sample_user_behavior.csv") else { return };
    let expected = json_of("events/tianchi_mobile_sample.expected.json").unwrap();
    let mut session = open("tianchi_mobile_sample_user_behavior.csv", &bytes);
    let params = json!({
        "steps": [{ "events": ["1"] }, { "events": ["3"] }, { "events": ["4"] }],
        "mode": "any", "window": 3_660,
    });
    assert_eq!(counts(&outcome(&mut session, &params)), expected["any_order_funnel_1_3_4"]);
    // Codes of the log are known without a word: view, cart, buy, and whoever buys again.
    let proposed = outcome(&mut open("tianchi_mobile_sample_user_behavior.csv", &bytes), &json!({}));
    let events: Value = proposed["steps"].as_array().unwrap().iter().map(|row| row["step"]["events"].clone()).collect();
    assert_eq!(events, json!([["1"], ["3"], ["4"], []]));
    assert_eq!(proposed["steps"][3]["step"]["order"], 2);
}
