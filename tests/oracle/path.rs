//! Paths and sessions beside published cases and a file of another suite.

use crate::data::{bytes_of, json_of};
use crate::orders;
use crate::visits::{Event, second, view};
use insitu::analysis::path::{self, PathOutcome};
use insitu::analysis::sessions::{self, SessionsOutcome};
use insitu::analysis::{Outcome, find};
use insitu::customers::CustomerView;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const CASES: &str = "funnel_ab/duckdb_behavioral.json";
const ECOMMERCE: &str = "events/retentioneering_ecom.csv";
const AS_OF: i32 = 30_000;

fn paths(view: &CustomerView, params: &Value) -> PathOutcome {
    match path::run(view, &path::read(params).unwrap()).unwrap().finding.outcome {
        Outcome::Found(outcome) => outcome,
        Outcome::NotEnoughData(shortage) => panic!("{shortage:?}"),
    }
}

fn visits(view: &CustomerView, params: &Value) -> SessionsOutcome {
    match sessions::run(view, &sessions::read(params).unwrap()).unwrap().finding.outcome {
        Outcome::Found(outcome) => outcome,
        Outcome::NotEnoughData(shortage) => panic!("{shortage:?}"),
    }
}

#[test]
fn next_pages_are_those_of_duckdb_behavioral() {
    let Some(cases) = json_of(CASES) else { return };
    let cases = &cases["next_page"];
    let mut pages: BTreeMap<String, Vec<Event>> = BTreeMap::new();
    for row in cases["events"].as_array().unwrap() {
        let user = row[0].to_string();
        let event = Event::new(&user, second(row[1].as_str().unwrap()), row[2].as_str().unwrap());
        pages.entry(user).or_default().push(event);
    }
    for case in cases["cases"].as_array().unwrap() {
        let chain: Vec<&str> = case["chain"].as_array().unwrap().iter().map(|page| page.as_str().unwrap()).collect();
        for (user, expected) in case["expected"].as_object().unwrap() {
            let params = json!({
                "anchor": case["base"],
                "direction": if case["direction"] == "after" { "forward" } else { "backward" },
                "steps": chain.len() + 1,
            });
            let found = paths(&view(&pages[user], AS_OF), &params);
            let row = &found.paths.rows[0];
            let names: Vec<&str> = row.events.iter().map(|event| event.as_deref().unwrap()).collect();
            let next = (names.len() > chain.len() && names[..chain.len()] == chain[..]).then(|| names[chain.len()]);
            assert_eq!(next, expected.as_str(), "user {user}: {case}");
        }
    }
}

#[test]
fn visits_are_those_of_duckdb_behavioral() {
    let Some(cases) = json_of(CASES) else { return };
    let case = &cases["visits (sessionize)"];
    let moments: Vec<i64> = case["events"].as_array().unwrap().iter().map(|t| second(t.as_str().unwrap())).collect();
    let events: Vec<Event> = moments.iter().map(|&moment| Event::new("1", moment, "view")).collect();
    let found = visits(&view(&events, AS_OF), &json!({"gap_minutes": 30}));
    let expected: Vec<u64> = case["expected_visit_number"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
    assert_eq!(found.sessions, *expected.iter().max().unwrap());
    let sizes = |n: u64| expected.iter().filter(|&&number| number == n).count() as i64;
    assert_eq!((found.size.min, found.size.max), (sizes(2), sizes(1)));
    assert_eq!(visits(&view(&events[..1], AS_OF), &json!({"gap_minutes": 60})).sessions, 1);
}

/// The file of retentioneering, and its journeys worked out with maps.
fn ecommerce() -> Option<(CustomerView, Vec<Event>)> {
    let bytes = bytes_of(ECOMMERCE)?;
    let events: Vec<Event> = orders::records(&bytes)
        .iter()
        .map(|row| Event::new(&row["user_id"], second(&row["timestamp"]), &row["event"]).with("session_id", &row["session_id"]))
        .collect();
    Some((view(&events, AS_OF), events))
}

#[test]
fn visits_of_the_shop_are_its_sessions() {
    let Some((view, events)) = ecommerce() else { return };
    let expected = json_of("events/retentioneering_ecom.expected.json").unwrap();
    let found = paths(&view, &json!({"collapse": false, "steps": 10, "nodes": 20}));
    assert_eq!((found.basis, found.journeys), ("column", expected["sessions"].as_u64().unwrap()));
    assert_eq!((found.customers, found.events), (expected["users"].as_u64().unwrap(), expected["rows"].as_u64().unwrap()));
    for (event, count) in expected["events"].as_object().unwrap() {
        let row = found.rows.iter().find(|row| row.event.as_deref() == Some(event)).unwrap();
        assert_eq!(row.count, count.as_u64().unwrap(), "{event}");
        let of = |key: &dyn Fn(&Event) -> String| {
            events.iter().filter(|e| e.labels["behavior_type"] == *event).map(key).collect::<BTreeSet<_>>().len() as u64
        };
        assert_eq!(row.journeys.unwrap().num, of(&|e| e.labels["session_id"].clone()), "sessions that reach {event}");
        assert_eq!(row.customers.unwrap().num, of(&|e| e.user.clone()), "users who reach {event}");
    }
    // The first level of the ordered funnel: customers with a journey from add_to_cart on.
    let from_cart = paths(&view, &json!({"anchor": "add_to_cart"}));
    assert_eq!(from_cart.customers, expected["ordered_funnel_by_user"][0].as_u64().unwrap());
    let sessions = visits(&view, &json!({"by": "column"}));
    assert_eq!((sessions.basis, sessions.sessions), ("column", 3605));
    let comparison = sessions.column.unwrap();
    assert_eq!((comparison.column, comparison.unlabelled), (3605, 0));
    assert_eq!(visits(&view, &json!({})).sessions, comparison.gap);
}

#[test]
fn defaults_run_without_a_column_of_sessions() {
    let events = [Event::new("a", 0, "view"), Event::new("a", 60, "buy")];
    let found = paths(&view(&events, AS_OF), &(find("path").unwrap().defaults)());
    assert_eq!((found.basis, found.journeys), ("gap", 1));
}
