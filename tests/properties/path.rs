//! Paths and sessions on made-up events, beside journeys followed one by one.

use crate::visits::{Event, view};
use insitu::analysis::path::{self, PathOutcome};
use insitu::analysis::sessions::{self, SessionsOutcome};
use insitu::analysis::{self, Outcome};
use insitu::customers::CustomerView;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const AS_OF: i32 = 40;
const NAMES: [&str; 6] = ["cart", "page_a", "page_b", "page_c", "pay", "search"];

/// Customer, seconds since the event before, event, session.
type Row = (u8, i64, usize, Option<u8>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let pause = prop_oneof![Just(0_i64), 1..1_900_i64, Just(1_800), Just(1_801), 1_700..90_000_i64];
    prop::collection::vec((0..4_u8, pause, 0..NAMES.len(), prop::option::weighted(0.8, 0..4_u8)), 1..60)
}

fn events(rows: &[Row]) -> Vec<Event> {
    let mut now = BTreeMap::new();
    let one = |&(user, pause, name, session): &Row| {
        let moment = now.entry(user).or_insert(0_i64);
        *moment += pause;
        let event = Event::new(&format!("u{user}"), *moment, NAMES[name]).with("product_id", &format!("p{}", name % 3));
        match session {
            Some(session) => event.with("session_id", &format!("s{session}")),
            None => event,
        }
    };
    rows.iter().map(one).filter(|event| event.second < i64::from(AS_OF) * 86_400).collect()
}

/// Events of each customer in the order of the engine.
fn ordered(events: &[Event]) -> BTreeMap<&str, Vec<&Event>> {
    let mut by_user: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    for event in events {
        by_user.entry(&event.user).or_default().push(event);
    }
    for own in by_user.values_mut() {
        let last = || "\u{10ffff}".to_owned();
        own.sort_by_key(|e| {
            let label = |column| e.labels.get(column).cloned().unwrap_or_else(last);
            (e.second, label("behavior_type"), label("product_id"), label("session_id"))
        });
    }
    by_user
}

/// Journeys of customers, by customer.
fn journeys<'a>(events: &'a [Event], by: &str) -> Vec<(String, Vec<&'a Event>)> {
    let mut all = Vec::new();
    for (user, own) in ordered(events) {
        let mut sessions: Vec<(Option<&String>, Vec<&Event>)> = Vec::new();
        let mut before: Option<&Event> = None;
        for event in own {
            let label = event.labels.get("session_id").filter(|_| by == "column");
            let near = before.is_some_and(|before| event.second - before.second <= 1800);
            let previous = before.and_then(|before| before.labels.get("session_id"));
            let at = match (by, label) {
                ("customer", _) => (!sessions.is_empty()).then_some(0),
                ("column", Some(_)) => sessions.iter().position(|(name, _)| *name == label),
                ("column", None) => (previous.is_none() && near).then(|| sessions.len() - 1),
                _ => near.then(|| sessions.len() - 1),
            };
            match at {
                Some(at) => sessions[at].1.push(event),
                None => sessions.push((label, vec![event])),
            }
            before = Some(event);
        }
        all.extend(sessions.into_iter().map(|(_, events)| (user.to_owned(), events)));
    }
    all
}

/// Moves the first event of a name before all others of its second; backward, the last one behind them.
fn first_of_its_second(journey: &mut Vec<&Event>, anchor: &str, backward: bool) {
    let is_anchor = |e: &&Event| e.labels["behavior_type"].starts_with(anchor.trim_end_matches('*'));
    let place = if backward { journey.iter().rposition(is_anchor) } else { journey.iter().position(is_anchor) };
    let Some(from) = place else { return };
    let event = journey.remove(from);
    let to = if backward {
        journey.iter().rposition(|e| e.second == event.second).map_or(from, |last| (last + 1).max(from))
    } else {
        journey.iter().position(|e| e.second == event.second).map_or(from, |first| first.min(from))
    };
    journey.insert(to, event);
}

/// Names of a journey's steps as the settings want them.
fn names(journey: &[&Event], grouped: bool, collapse: bool) -> Vec<String> {
    let mut names: Vec<String> = journey.iter().map(|event| event.labels["behavior_type"].clone()).collect();
    for name in names.iter_mut().filter(|name| grouped && name.starts_with("page_")) {
        *name = "page_*".to_owned();
    }
    if collapse {
        names.dedup();
    }
    names
}

fn paths(view: &CustomerView, params: &Value) -> Option<PathOutcome> {
    match path::run(view, &path::read(params).unwrap()).unwrap().finding.outcome {
        Outcome::Found(outcome) => Some(outcome),
        Outcome::NotEnoughData(_) => None,
    }
}

fn visits(view: &CustomerView, params: &Value) -> SessionsOutcome {
    match sessions::run(view, &sessions::read(params).unwrap()).unwrap().finding.outcome {
        Outcome::Found(outcome) => outcome,
        Outcome::NotEnoughData(shortage) => panic!("{shortage:?}"),
    }
}

/// Customers at both steps of the funnel, without a window, and on the paths between them.
fn agree(view: &CustomerView, [first, second]: [&str; 2], by: &str) {
    let window = if by == "customer" { json!({"window": 3_660}) } else { json!({"window_unit": "session"}) };
    let mut params = json!({"steps": [{"events": [first]}, {"events": [second]}], "compare": false});
    params.as_object_mut().unwrap().extend(window.as_object().unwrap().clone());
    let funnel = serde_json::to_value(analysis::run("funnel", view, &params).unwrap().finding).unwrap();
    let level = |at: usize| funnel["outcome"]["steps"][at]["count"].as_u64().unwrap_or_default();
    for (anchor, other, direction, all) in [(first, second, "forward", Some(level(0))), (second, first, "backward", None)] {
        let params = json!({
            "anchor": anchor, "direction": direction, "nodes": 20,
            "scope": if by == "customer" { "customer" } else { "session" }, "session": if by == "customer" { "auto" } else { by },
        });
        let found = paths(view, &params);
        if let Some(all) = all {
            assert_eq!(found.as_ref().map_or(0, |found| found.customers), all, "{first} {second} {by}");
        }
        let row = found.as_ref().and_then(|found| found.rows.iter().find(|row| row.event.as_deref() == Some(other)));
        assert_eq!(row.map_or(0, |row| row.customers.unwrap().num), level(1), "{first} {second} {by} {direction}");
    }
}

/// What flows into a node flows out of it, and each step holds all journeys.
fn balance(found: &PathOutcome) {
    for (at, step) in found.steps.iter().enumerate() {
        let there: u64 = step.nodes.iter().map(|node| node.journeys.num).sum();
        assert_eq!(there + step.over.journeys, found.journeys, "step {}", step.step);
        for (place, node) in step.nodes.iter().enumerate() {
            let place = Some(place as u32);
            let out: u64 =
                found.links.iter().filter(|l| l.step == step.step && Some(l.from) == place).map(|l| l.journeys.num).sum();
            assert_eq!(out, node.journeys.num);
            if at > 0 {
                let into: u64 =
                    found.links.iter().filter(|l| l.step + 1 == step.step && l.to == place).map(|l| l.journeys.num).sum();
                assert_eq!(into, node.journeys.num);
            }
            assert!(node.customers <= node.journeys.num && (node.event.is_none() || node.kinds == 1));
        }
    }
    let ended: u64 = found.links.iter().filter(|l| l.kind != "next").map(|l| l.journeys.num).sum();
    assert_eq!(ended, found.journeys);
    let t = &found.transitions;
    for place in 0..=t.events.len() {
        let into: u64 = t.counts.iter().map(|row| row[place]).sum();
        assert_eq!(t.counts[place].iter().sum::<u64>(), into);
    }
    let start: u64 = t.counts[t.events.len() + 1].iter().sum();
    assert_eq!(start, found.journeys);
    for step in 0..found.steps.len() {
        assert_eq!(found.by_step.journeys.iter().map(|row| row[step]).sum::<u64>(), found.journeys);
    }
    assert_eq!(found.lengths.iter().map(|bin| bin.count).sum::<u64>(), found.journeys);
}

proptest! {
    #[test]
    fn journeys_are_followed_one_by_one(
        rows in rows(),
        by in prop_oneof![Just("gap"), Just("column"), Just("customer")],
        backward: bool, grouped: bool, collapse: bool,
        anchor in prop::option::of(0..NAMES.len()),
        steps in 2..7_usize,
        nodes in 1..4_usize,
    ) {
        let events = events(&rows);
        let view = view(&events, AS_OF);
        let anchor = anchor.map(|at| if grouped && NAMES[at].starts_with("page_") { "page_*" } else { NAMES[at] });
        let params = json!({
            "scope": if by == "customer" { "customer" } else { "session" },
            "session": if by == "customer" { "auto" } else { by },
            "direction": if backward { "backward" } else { "forward" },
            "anchor": anchor, "collapse": collapse, "steps": steps, "nodes": nodes,
            "groups": if grouped { json!(["page_*"]) } else { json!([]) },
        });
        let has_column = events.iter().any(|e| e.labels.contains_key("session_id"));
        let mut counted: Vec<(String, Vec<String>)> = Vec::new();
        for (user, mut journey) in journeys(&events, by) {
            if let Some(anchor) = anchor {
                first_of_its_second(&mut journey, anchor, backward);
            }
            let mut names = names(&journey, grouped, collapse);
            if let Some(anchor) = anchor {
                let at = if backward { names.iter().rposition(|n| n == anchor) } else { names.iter().position(|n| n == anchor) };
                let Some(at) = at else { continue };
                names = if backward { names[..=at].to_vec() } else { names[at..].to_vec() };
            }
            if backward {
                names.reverse();
            }
            counted.push((user, names));
        }
        let found = paths(&view, &params);
        if by == "column" && !has_column || counted.is_empty() {
            prop_assert!(found.is_none());
            return Ok(());
        }
        let found = found.unwrap();
        balance(&found);
        prop_assert_eq!(found.journeys, counted.len() as u64);
        prop_assert_eq!(found.customers, counted.iter().map(|(user, _)| user).collect::<BTreeSet<_>>().len() as u64);
        // Each event at each step.
        for (at, step) in found.steps.iter().enumerate() {
            prop_assert_eq!(step.over.journeys, counted.iter().filter(|(_, names)| names.len() <= at).count() as u64);
            for node in &step.nodes {
                let named = |name: &String| match &node.event {
                    Some(event) => event == name,
                    None => step.nodes.iter().all(|other| other.event.as_ref() != Some(name)),
                };
                let there: Vec<&String> = counted.iter().filter(|(_, n)| n.get(at).is_some_and(&named)).map(|(u, _)| u).collect();
                prop_assert_eq!(node.journeys.num, there.len() as u64);
                prop_assert_eq!(node.customers, there.into_iter().collect::<BTreeSet<_>>().len() as u64);
            }
        }
        // Whole paths.
        let mut taken: BTreeMap<(Vec<Option<String>>, bool), Vec<&str>> = BTreeMap::new();
        for (user, names) in &counted {
            let start = names.iter().take(steps).cloned().map(Some).collect();
            taken.entry((start, names.len() > steps)).or_default().push(user);
        }
        prop_assert_eq!((found.paths.different, found.paths.steps as usize), (taken.len() as u64, steps));
        for row in &found.paths.rows {
            let users = &taken[&(row.events.clone(), row.goes_on)];
            prop_assert_eq!(row.journeys.num, users.len() as u64);
            prop_assert_eq!(row.customers, users.iter().collect::<BTreeSet<_>>().len() as u64);
        }
        prop_assert!(found.paths.rows.windows(2).all(|pair| pair[0].journeys.num >= pair[1].journeys.num));
        // Moves, in order of time.
        let t = &found.transitions;
        for (from, a) in t.events.iter().enumerate() {
            for (to, b) in t.events.iter().enumerate() {
                let pair = if backward { [b, a] } else { [a, b] };
                let moves = |names: &Vec<String>| names.windows(2).filter(|w| [&w[0], &w[1]] == pair).count() as u64;
                prop_assert_eq!(t.counts[from][to], counted.iter().map(|(_, names)| moves(names)).sum::<u64>());
            }
        }
    }

    /// Who came to a step of an ordered funnel came there on a path from its first step, and on one back from its last: on times of
    /// seconds, of hours and of days, where many events share a moment.
    #[test]
    fn totals_are_those_of_the_funnel(
        rows in rows(),
        first in 0..NAMES.len(), second in 0..NAMES.len(),
        by in prop_oneof![Just("gap"), Just("column"), Just("customer")],
        grain in prop_oneof![Just(1_i64), Just(3_600), Just(86_400)],
    ) {
        prop_assume!(first != second);
        let mut events = events(&rows);
        for event in &mut events {
            event.second -= event.second % grain;
            match by {
                "column" => event.labels.entry("session_id").or_insert_with(|| "s9".to_owned()),
                _ => &mut event.labels.remove("session_id").unwrap_or_default(),
            };
        }
        agree(&view(&events, AS_OF), [NAMES[first], NAMES[second]], by);
    }

    #[test]
    fn sessions_are_counted_one_by_one(rows in rows(), gap in 1..60_u32, by in prop_oneof![Just("gap"), Just("column")]) {
        let events = events(&rows);
        let view = view(&events, AS_OF);
        if by == "column" && events.iter().all(|e| !e.labels.contains_key("session_id")) {
            return Ok(());
        }
        let found = visits(&view, &json!({"by": by, "orders": ["pay"]}));
        if events.iter().all(|event| event.second % 86_400 == 0) {
            prop_assert!(found.duration.is_none() && found.curve.is_empty());
            return Ok(());
        }
        let all = journeys(&events, by);
        prop_assert_eq!((found.sessions, found.events), (all.len() as u64, events.len() as u64));
        prop_assert_eq!(found.single.num, all.iter().filter(|(_, journey)| journey.len() == 1).count() as u64);
        let mut lengths: Vec<i64> = all.iter().filter(|(_, j)| j.len() > 1).map(|(_, j)| j.last().unwrap().second - j[0].second).collect();
        lengths.sort_unstable();
        prop_assert_eq!(found.duration.as_ref().map_or(0, |d| d.n), lengths.len() as u64);
        if let Some(duration) = &found.duration {
            prop_assert_eq!((duration.min, duration.max), (lengths[0], lengths[lengths.len() - 1]));
            prop_assert!((duration.mean.to_f64() - lengths.iter().sum::<i64>() as f64 / lengths.len() as f64).abs() < 1e-9);
        }
        for list in [&found.weekdays, &found.hours.concat()] {
            prop_assert_eq!(list.iter().map(|part| part.sessions).sum::<u64>(), found.sessions);
        }
        prop_assert_eq!(found.bands.iter().map(|band| band.sessions.num).sum::<u64>(), found.sessions);
        prop_assert_eq!(found.ends.iter().map(|row| row.first.sessions).sum::<u64>(), found.sessions);
        prop_assert_eq!(found.ends.iter().map(|row| row.last.sessions).sum::<u64>(), found.sessions);
        // Interest, product by product: orders are `pay` and of product p1.
        let interest = found.interest.as_ref().unwrap();
        for row in &interest.rows {
            let looks = |e: &Event| e.labels["product_id"] == row.label && e.labels["behavior_type"] != "pay";
            let within = all.iter().filter(|(_, journey)| journey.iter().any(|e| looks(e)));
            prop_assert_eq!(row.sessions.num, within.count() as u64);
            prop_assert_eq!(row.views, events.iter().filter(|e| looks(e)).count() as u64);
            if by == "gap" {
                let mut later = 0;
                for own in ordered(&events).values() {
                    let first = own.iter().position(|e| looks(e));
                    let order = |e: &&&Event| e.labels["behavior_type"] == "pay" && e.labels["product_id"] == row.label;
                    later += u64::from(first.is_some_and(|at| own[at..].iter().any(|e| order(&e))));
                }
                prop_assert_eq!(row.ordered.map_or(0, |o| o.num), later);
            }
        }
        // The curve is what each gap gives, and falls.
        let at = visits(&view, &json!({"by": "gap", "gap_minutes": gap}));
        let point = at.curve.iter().find(|point| point.now).unwrap();
        prop_assert_eq!((point.minutes, point.sessions), (gap, at.sessions));
        prop_assert!(at.curve.windows(2).all(|pair| pair[0].sessions >= pair[1].sessions && pair[0].minutes < pair[1].minutes));
        if let Some(both) = &found.column {
            let count = |by| journeys(&events, by).len() as u64;
            prop_assert_eq!((both.column, both.gap), (count("column"), count("gap")));
            prop_assert!(both.same.num + both.divided.num <= both.column);
        }
    }
}

#[test]
fn too_many_events_and_paths_have_bounds() {
    // 5,000 different events: the rarest have no name, and everything still sums up.
    let names: Vec<String> = (0..5_000).map(|at| format!("e{at:05}")).collect();
    let events: Vec<Event> =
        (0..10_000).map(|at| Event::new(&format!("u{}", at % 7), at, &names[(at * 7919 % 5_000) as usize])).collect();
    let found = paths(&view(&events, AS_OF), &json!({"steps": 10, "scope": "customer"})).unwrap();
    balance(&found);
    assert_eq!((found.kinds, found.rare, found.rows.len()), (5_000, 1_000, 51));
    assert_eq!(found.rows.iter().map(|row| row.count).sum::<u64>(), found.events);
}
