//! Paths and sessions of real files, from their bytes.

use crate::data::{bytes_of, folder, json_of};
use crate::open;
use insitu::session::Session;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn found(session: &mut Session, name: &str, params: &Value) -> Value {
    let found = session.found(name, params).unwrap();
    serde_json::to_value(&found.finding).unwrap()["outcome"].take()
}

/// Rows that differ: cleaning counts a row once however often the file repeats it.
fn distinct(bytes: &[u8]) -> usize {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines().skip(1).collect::<BTreeSet<_>>().len()
}

/// A shop's events with a column of sessions.
#[test]
fn a_shop_whose_sessions_are_named() {
    let Some(bytes) = bytes_of("events/retentioneering_ecom.csv") else { return };
    let expected = json_of("events/retentioneering_ecom.expected.json").unwrap();
    let mut session = open("retentioneering_ecom.csv", &bytes);
    let path = found(&mut session, "path", &json!({"groups": ["payment_*"], "nodes": 6}));
    assert_eq!(
        (&path["basis"], &path["journeys"], &path["customers"]),
        (&json!("column"), &expected["sessions"], &expected["users"])
    );
    let payment = expected["events"]["payment_details"].as_u64().unwrap() + expected["events"]["payment_error"].as_u64().unwrap();
    let rows = path["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["event"] == "payment_*").unwrap();
    // Repeats count once, so there are no more steps than rows.
    assert!(row["count"].as_u64().unwrap() <= payment && rows.iter().all(|row| row["event"] != "payment_error"));
    let sessions = found(&mut session, "sessions", &json!({}));
    assert_eq!((&sessions["basis"], &sessions["column"]["column"]), (&json!("gap"), &expected["sessions"]));
    assert_eq!((&sessions["events"], &sessions["interest"]), (&json!(distinct(&bytes)), &Value::Null));
    // Its authors divided by half an hour too.
    assert_eq!(sessions["column"]["same"], json!({"num": 3605, "den": 3605}));

    // Who came in by `home` and who left at `purchase` can be looked at alone.
    let entries = rows.iter().find(|row| row["event"] == "home").unwrap()["entries"].clone();
    let group = json!([{"analysis": "path", "grouping": "entry", "group": "home"}]);
    session.set_filter(serde_json::from_value(group).unwrap()).unwrap();
    assert_eq!(found(&mut session, "sessions", &json!({}))["customers"], entries);
}

/// Hours alone are known, and what was done stands as the numbers of Tianchi.
#[test]
fn a_shop_whose_events_have_numbers() {
    let Some(bytes) = bytes_of("events/tianchi_mobile_sample_user_behavior.csv") else { return };
    let mut session = open("tianchi_mobile_sample_user_behavior.csv", &bytes);
    let sessions = found(&mut session, "sessions", &json!({}));
    assert_eq!((&sessions["events"], &sessions["customers"]), (&json!(distinct(&bytes)), &json!(34)));
    let interest = &sessions["interest"];
    assert_eq!((&interest["by"], &interest["orders"], &interest["counted"]), (&json!("product"), &json!(["4"]), &json!("same")));
    let path = found(&mut session, "path", &json!({"scope": "customer", "anchor": "1"}));
    // The first level of the funnel 1 → 3 → 4.
    assert_eq!(path["customers"], 34);
    assert!(path["tied"]["num"].as_u64().unwrap() > 0, "many events share an hour");
}

/// Every file of events: who came to both steps of an ordered funnel is who is on the path from the first to the second, and on
/// the path back.
#[test]
#[expect(clippy::disallowed_methods, reason = "tests read files")]
fn totals_of_paths_are_those_of_the_funnel() {
    let Some(folder) = folder().map(|folder| folder.join("events")) else { return };
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.retain(|name| name.ends_with(".csv"));
    let mut compared = Vec::new();
    for name in files {
        let mut session = open(&name, &bytes_of(&format!("events/{name}")).unwrap());
        let events = found(&mut session, "path", &json!({}))["names"].take();
        // The list of products is no table of events.
        let Some(events) = events.as_array() else { continue };
        let events: Vec<&Value> = events.iter().take(7).collect();
        for (scope, window) in [("customer", json!({"window": 3_660})), ("session", json!({"window_unit": "session"}))] {
            for (first, second) in events.iter().flat_map(|a| events.iter().map(move |b| (a, b))).filter(|(a, b)| a != b) {
                let mut funnel = json!({"steps": [{"events": [first]}, {"events": [second]}], "compare": false});
                funnel.as_object_mut().unwrap().extend(window.as_object().unwrap().clone());
                let steps = found(&mut session, "funnel", &funnel)["steps"].take();
                for (anchor, other, direction) in [(first, second, "forward"), (second, first, "backward")] {
                    let path = json!({"anchor": anchor, "direction": direction, "scope": scope, "nodes": 20});
                    let path = found(&mut session, "path", &path);
                    let row = path["rows"].as_array().unwrap().iter().find(|row| row["event"] == **other);
                    let reached = row.map_or(0, |row| row["customers"]["num"].as_u64().unwrap());
                    assert_eq!(reached, steps[1]["count"], "{name}: {first} → {second}, {scope}, {direction}");
                    if direction == "forward" {
                        assert_eq!(path["customers"], steps[0]["count"], "{name}: {first}, {scope}");
                    }
                }
            }
        }
        compared.push(name);
    }
    compared.sort();
    assert_eq!(compared, ["retentioneering_ecom.csv", "tianchi_mobile_sample_user_behavior.csv"]);
}
