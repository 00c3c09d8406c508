//! Rules of the funnel one by one, on journeys that a reader can follow.

use crate::events::{Event, events, view};
use insitu::analysis::{self, Grouping};
use insitu::customers::{CustomerView, Parts};
use insitu::error::ErrorKind;
use serde_json::{Value, json};

const DAY: i64 = 86_400;
const AS_OF: i32 = 100;

fn outcome(view: &CustomerView, params: &Value) -> Value {
    let found = analysis::run("funnel", view, params).unwrap();
    serde_json::to_value(&found.finding).unwrap()["outcome"].take()
}

fn counts(outcome: &Value) -> Vec<u64> {
    outcome["steps"].as_array().unwrap().iter().map(|step| step["count"].as_u64().unwrap()).collect()
}

fn steps(kinds: &str) -> Vec<Value> {
    kinds.chars().map(|kind| json!({ "events": [kind.to_string()] })).collect()
}

fn fault(params: &Value) -> String {
    let rows = [Event::new("u", 1, "a"), Event::new("u", 2, "b").with("product", "P1")];
    let error = analysis::run("funnel", &view(&rows, true, AS_OF), params).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Param);
    error.place().setting.clone().unwrap()
}

#[test]
fn a_property_is_held_through_all_steps() {
    let seen = |second, kind, product: &str| Event::new("u", second, kind).with("product", product);
    let rows = [seen(1, "a", "P1"), seen(2, "b", "P2"), seen(3, "b", "P1"), seen(4, "c", "P2")];
    let found = |hold: Value| counts(&outcome(&view(&rows, true, AS_OF), &json!({ "steps": steps("abc"), "hold": hold })));
    assert_eq!(found(Value::Null), [1, 1, 1]);
    assert_eq!(found("product".into()), [1, 1, 0]);
}

#[test]
fn sessions_and_days_bound_a_chain() {
    let rows = [
        Event::new("u", 23 * 3_600, "a"),
        Event::new("u", 23 * 3_600 + 600, "b"),
        Event::new("u", DAY + 3_600, "c"),
        Event::new("u", 50 * DAY, "a"),
    ];
    let at = view(&rows, true, AS_OF);
    let found = |more: Value| {
        let mut params = json!({ "steps": steps("abc") });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        outcome(&at, &params)
    };
    assert_eq!(counts(&found(json!({}))), [1, 1, 1]);
    assert_eq!(counts(&found(json!({ "window_unit": "calendar_day" }))), [1, 1, 0]);
    assert_eq!(counts(&found(json!({ "window_unit": "session" }))), [1, 1, 0]);
    // 600 seconds lie between the first two events: a shorter gap divides them.
    assert_eq!(counts(&found(json!({ "window_unit": "session", "session_gap_minutes": 9 }))), [1, 0, 0]);
    let sessions = found(json!({ "unit": "sessions" }));
    assert_eq!((counts(&sessions), sessions["entered_customers"].as_u64()), (vec![2, 1, 0], Some(1)));
    let named = rows.clone().map(|row| row.with("session", "s"));
    let by_name = outcome(&view(&named, true, AS_OF), &json!({ "steps": steps("abc"), "window_unit": "session" }));
    assert_eq!(counts(&by_name), [1, 1, 1]);
}

#[test]
fn a_repeat_order_is_another_order() {
    let order = |second, id: &str| Event::new("u", second, "下单").with("order", id);
    let start = || vec![Event::new("u", 1, "浏览"), Event::new("u", 2, "加购")];
    let proposed = |rows: Vec<Event>| outcome(&view(&[start(), rows].concat(), true, AS_OF), &json!({}));
    // Lines of one order are one order, whenever they are written.
    let once = proposed(vec![order(3, "D1"), order(3, "D1"), order(9, "D1")]);
    assert_eq!((counts(&once), once["window_seconds"].as_i64()), (vec![1, 1, 1, 0], Some(30 * DAY)));
    assert_eq!(counts(&proposed(vec![order(3, "D1"), order(3, "D2")])), [1, 1, 1, 1]);
    assert_eq!(counts(&proposed(vec![order(3, "D1"), order(3 + 29 * DAY, "D2")])), [1, 1, 1, 1]);
    assert_eq!(counts(&proposed(vec![order(3, "D1"), order(3 + 31 * DAY, "D2")])), [1, 1, 1, 0]);
    // Without numbers of orders a moment is an order.
    let plain = |second| Event::new("u", second, "下单");
    assert_eq!(counts(&proposed(vec![plain(3), plain(3)])), [1, 1, 1, 0]);
    assert_eq!(counts(&proposed(vec![plain(3), plain(4)])), [1, 1, 1, 1]);
    // An order before the visit is a first order too.
    assert_eq!(counts(&proposed(vec![plain(0), plain(4)])), [1, 1, 1, 0]);
}

#[test]
fn orders_stand_in_their_own_table_where_the_log_has_none() {
    let rows = [Event::new("u", DAY, "浏览"), Event::new("v", DAY, "浏览")];
    // u orders on the days 1 and 3 (two lines), v before the visit; a day without a clock is over with its last second.
    let seconds = Some((vec![3 * DAY, DAY, 3 * DAY, 0], false));
    let parts = Parts { events: Some(events(&rows, true)), seconds, ..Parts::default() };
    let lines = CustomerView::from_parts(vec![0, 3, 4], vec![3, 1, 3, 0], vec![1, 0, 1, 0], vec![1; 4], vec![false; 4], AS_OF);
    let found = outcome(&lines.unwrap().with(parts), &json!({}));
    assert_eq!(counts(&found), [2, 1, 1]);
    assert_eq!(found["steps"][1]["step"]["order"], 1);
}

#[test]
fn conditions_and_days_of_entry_choose_the_events() {
    let app = |second, kind, channel: &str| Event::new("u", second, kind).with("channel", channel).with("platform", "ios");
    let rows = [app(1, "a", "APP"), app(2, "b", "网页"), app(3 * DAY, "a", "APP"), app(3 * DAY + 5, "b", "APP")];
    let at = view(&rows, true, AS_OF);
    let only = |property: &str, label: &str| json!([{ "property": property, "in": [label] }]);
    let found = |conditions: Value, from: Value| {
        let params = json!({ "steps": [{ "events": ["a"] }, { "events": ["b"], "where": conditions }], "from": from,
            "window": 1, "window_unit": "minutes" });
        outcome(&at, &params)
    };
    let web = found(only("channel", "网页"), Value::Null);
    assert_eq!((counts(&web), web["trend"]["rows"][0]["reached"].clone()), (vec![1, 1], json!([1, 1])));
    assert_eq!(counts(&found(only("channel", "网页"), "1970-01-02".into())), [1, 0]);
    assert_eq!(counts(&found(only("platform", "ios"), "1970-01-02".into())), [1, 1]);
    assert_eq!(counts(&found(only("platform", "android"), Value::Null)), [1, 0]);
}

#[test]
fn entrants_of_the_last_days_may_still_convert() {
    let rows = [
        Event::new("u", 0, "a"),
        Event::new("u", DAY, "b"),
        Event::new("v", DAY, "a"),
        Event::new("w", 7 * DAY + 1, "a"),
        Event::new("x", 8 * DAY, "z"),
    ];
    let found = outcome(&view(&rows, true, AS_OF), &json!({ "steps": steps("ab") }));
    // The window of v ends with the last event, that of w behind it.
    assert_eq!((found["immature"].as_u64(), found["conversion"].clone()), (Some(1), json!({ "num": 1, "den": 3 })));
    assert_eq!(found["mature_conversion"], json!({ "num": 1, "den": 2 }));
    let rows = found["trend"]["rows"].as_array().unwrap();
    let open: Vec<&Value> = rows.iter().filter(|row| row["mature"] == false).map(|row| &row["from"]).collect();
    assert_eq!(open, ["1970-01-08"]);
}

#[test]
fn events_of_one_day_have_one_moment() {
    let rows = [Event::new("u", DAY, "b"), Event::new("u", DAY, "a"), Event::new("u", 2 * DAY, "c")];
    let found = outcome(&view(&rows, false, AS_OF), &json!({ "steps": steps("abc"), "window": 1 }));
    assert_eq!(counts(&found), [1, 1, 1]);
    assert_eq!(found["remarks"], json!([{ "code": "day_only", "step": null }]));
    let growing = outcome(&view(&rows, false, AS_OF), &json!({ "steps": steps("abc"), "increasing": true }));
    assert_eq!(counts(&growing), [1, 0, 0]);
}

#[test]
fn those_lost_are_told_apart_and_what_they_do_next() {
    let mut rows = Vec::new();
    for i in 0..100_i64 {
        let (user, mobile) = (format!("u{i:02}"), i % 2 == 0);
        let platform = if mobile { "mobile" } else { "desktop" };
        let at = |second: i64, kind: &str| {
            Event::new(&user, second, kind).with("platform", platform).with("colour", if i % 4 < 2 { "red" } else { "blue" })
        };
        rows.push(at(i, "a"));
        // Of the mobile one in five goes on, of the others four in five.
        let goes_on = if mobile { i % 10 == 0 } else { i % 10 != 1 };
        rows.push(at(i + 10, if goes_on { "b" } else { "help" }));
    }
    rows.push(Event::new("z", 60 * DAY, "end"));
    let found = outcome(&view(&rows, true, AS_OF), &json!({ "steps": steps("ab"), "breakdown": "platform" }));
    let lost = found["lost"].as_array().unwrap();
    assert_eq!((&lost[0]["property"], &lost[0]["label"]), (&json!("platform"), &json!("mobile")));
    assert_eq!((&lost[0]["with"], &lost[0]["without"]), (&json!({ "num": 40, "den": 50 }), &json!({ "num": 10, "den": 50 })));
    assert_eq!(lost[0]["risk_ratio"], 4.0);
    // z² of 40 of 50 against 10 of 50 is 36.
    assert!(lost[0]["p"].as_f64().unwrap() < 1e-8 && lost[0]["q"].as_f64().unwrap() >= lost[0]["p"].as_f64().unwrap());
    assert!(lost[0]["low"].as_f64().unwrap() > 2.0 && lost[0]["high"].as_f64().unwrap() < 8.0);
    assert_eq!(found["steps"][0]["next"], json!([{ "event": "help", "kind": "event", "count": 50 }]));
    let rows: Vec<(Value, Value)> =
        found["breakdown"]["rows"].as_array().unwrap().iter().map(|row| (row["label"].clone(), row["reached"].clone())).collect();
    assert_eq!(rows, [(json!("desktop"), json!([50, 40])), (json!("mobile"), json!([50, 10]))]);
}

#[test]
fn a_skipped_step_does_not_end_the_chain() {
    let word = |user: &str, word: &str| -> Vec<Event> {
        (1..).zip(word.chars()).map(|(second, kind)| Event::new(user, second, &kind.to_string())).collect()
    };
    let rows = [word("u", "abc"), word("v", "ac"), word("w", "ab")].concat();
    let params = json!({ "steps": [{ "events": ["a"] }, { "events": ["b"], "optional": true }, { "events": ["c"] }] });
    let found = outcome(&view(&rows, true, AS_OF), &params);
    assert_eq!(counts(&found), [3, 2, 2]);
    assert_eq!(found["steps"][2]["previous"], json!({ "num": 2, "den": 3 }));
    assert_eq!((&found["steps"][1]["around_optional"], &found["steps"][2]["around_optional"]), (&json!(true), &json!(true)));
}

#[test]
fn settings_without_effect_in_a_mode_are_told() {
    let rows: Vec<Event> = (1..).zip("axb".chars()).map(|(second, kind)| Event::new("u", second, &kind.to_string())).collect();
    let steps = json!([{ "events": ["a"] }, { "events": ["b"], "optional": true, "within_seconds": 9 }]);
    let codes = |mode: &str| -> Vec<String> {
        let params = json!({ "steps": steps, "mode": mode, "increasing": true, "exclusions": [{ "events": ["x"] }] });
        let found = outcome(&view(&rows, true, AS_OF), &params);
        found["remarks"].as_array().unwrap().iter().map(|remark| remark["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes("ordered"), [""; 0]);
    assert_eq!(codes("any"), ["unused_optional", "unused_seconds", "unused_increasing"]);
    assert_eq!(codes("window_funnel"), ["unused_exclusions", "unused_optional", "unused_seconds", "unused_increasing"]);
}

#[test]
fn settings_that_name_nothing_are_refused() {
    for (params, setting) in [
        (json!({ "steps": [{}] }), "steps"),
        (json!({ "steps": [{ "events": ["a"], "optional": true }] }), "steps"),
        (json!({ "steps": [{ "events": ["a"], "where": [{ "property": "nothing", "in": [] }] }] }), "steps"),
        (json!({ "steps": [{ "events": ["a"], "order": 0 }] }), "steps"),
        (json!({ "hold": "nothing" }), "hold"),
        (json!({ "breakdown": "nothing" }), "breakdown"),
        (json!({ "attribution": "step", "attribution_step": 9 }), "attribution_step"),
        (json!({ "window": 0 }), "window"),
        (json!({ "from": "yesterday" }), "from"),
        (json!({ "mode": "any", "unit": "totals" }), "unit"),
        (json!({ "exclusions": [{ "events": ["a"], "after": 2, "before": 2 }] }), "exclusions"),
        (json!({ "exclusions": [{ "events": ["c"], "after": 1 }], "mode": "any" }), "exclusions"),
    ] {
        assert_eq!(fault(&params), setting, "{params}");
    }
    let rows = [Event::new("u", 1, "a")];
    let missing = analysis::run("funnel", &view(&rows, true, AS_OF), &json!({ "hold": "product" })).unwrap();
    assert_eq!(serde_json::to_value(&missing.finding).unwrap()["not_enough_data"]["need"][0]["code"], "field_product_id");
}

#[test]
fn one_customer_with_many_events_costs_no_more_than_many_with_few() {
    // Every mode reads 200,000 events of one second in three, without a window that would shorten the way.
    let kinds = ["a", "b"];
    let many: Vec<Event> = (0..200_000_usize).map(|i| Event::new("u", i as i64 / 3, kinds[i % 2])).collect();
    let at = view(&many, true, AS_OF);
    for (mode, unit) in
        [("ordered", "customers"), ("first", "customers"), ("strict", "customers"), ("any", "customers"), ("ordered", "totals")]
    {
        let found = outcome(&at, &json!({ "steps": steps("abz"), "mode": mode, "unit": unit, "window": 3_660 }));
        assert_eq!(counts(&found), [1, 1, 0], "{mode} {unit}");
    }
}

#[test]
fn who_never_enters_is_in_no_group() {
    let rows = [Event::new("u", 1, "a"), Event::new("v", 1, "b")];
    let found = analysis::run("funnel", &view(&rows, true, AS_OF), &json!({ "steps": steps("ab") })).unwrap();
    assert_eq!(
        (found.groupings[0].of.clone(), &found.groupings[0].groups),
        (vec![0, Grouping::NONE], &vec!["step_1".to_owned(), "step_2".to_owned()])
    );
    assert!(found.measures[0].values[1].is_nan());
}
