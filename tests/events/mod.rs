//! Rows of events → `CustomerView`, written for tests alone: every step is done the plain way, apart from the engine's own intake.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::field_reassign_with_default)]

use insitu::customers::{CustomerView, Dimension, EventField, Events, NO_LABEL, Parts};
use std::collections::{BTreeMap, BTreeSet};

/// One event of a customer, labelled by field (`kind`, `product`, `session`, `order` …) or header.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    pub user: String,
    pub second: i64,
    pub labels: BTreeMap<String, String>,
}

impl Event {
    pub fn new(user: &str, second: i64, kind: &str) -> Self {
        Self { user: user.to_owned(), second, ..Self::default() }.with("kind", kind)
    }

    pub fn with(mut self, name: &str, label: &str) -> Self {
        self.labels.insert(name.to_owned(), label.to_owned());
        self
    }
}

const FIELDS: [&str; 7] = ["kind", "product", "category", "channel", "session", "order", "page"];

/// Events of the customers in order of their names, those of one second in order of their labels.
pub fn events(rows: &[Event], timed: bool) -> Events {
    let mut sorted: Vec<&Event> = rows.iter().collect();
    sorted.sort();
    let users: BTreeSet<&str> = rows.iter().map(|row| row.user.as_str()).collect();
    let mut events = Events { offsets: vec![0], timed, ..Events::default() };
    for user in users {
        events.second.extend(sorted.iter().filter(|row| row.user == user).map(|row| row.second));
        events.offsets.push(events.second.len() as u32);
    }
    let names: BTreeSet<&str> = rows.iter().flat_map(|row| row.labels.keys().map(String::as_str)).collect();
    for name in names {
        let labels: BTreeSet<&String> = rows.iter().filter_map(|row| row.labels.get(name)).collect();
        let labels: Vec<String> = labels.into_iter().cloned().collect();
        let code =
            |row: &&Event| row.labels.get(name).map_or(NO_LABEL, |label| labels.iter().position(|l| l == label).unwrap() as u32);
        let codes = sorted.iter().map(code).collect();
        let dimension = Dimension::new(labels.clone(), codes);
        match FIELDS.iter().position(|field| *field == name) {
            Some(at) => events.labels[at] = Some(dimension),
            None => events.properties.push((name.to_owned(), dimension)),
        }
    }
    assert_eq!(EventField::ALL.len(), FIELDS.len());
    events
}

/// A view of events alone.
pub fn view(rows: &[Event], timed: bool, as_of: i32) -> CustomerView {
    let events = events(rows, timed);
    let customers = events.offsets.len() - 1;
    let mut parts = Parts::default();
    parts.events = Some(events);
    CustomerView::from_parts(vec![0; customers + 1], vec![], vec![], vec![], vec![], as_of).unwrap().with(parts)
}

/// Events of a table with `user_id`, `time` and labels; a cell without a text is no label.
pub fn of(csv: &[u8], day: fn(&str) -> i32) -> Vec<Event> {
    let event = |record: BTreeMap<String, String>| {
        let clock: Vec<i64> = record["time"][11..].split(':').map(|part| part.parse().unwrap()).collect();
        let second = i64::from(day(&record["time"])) * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2];
        let labels = record.iter().filter(|(name, label)| !matches!(name.as_str(), "user_id" | "time") && !label.is_empty());
        let labels = labels.map(|(name, label)| (name.clone(), label.clone())).collect();
        Event { user: record["user_id"].clone(), second, labels }
    };
    csv::Reader::from_reader(csv).deserialize().map(Result::unwrap).map(event).collect()
}
