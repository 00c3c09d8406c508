//! Rows of events → `CustomerView`, written for tests alone: every step is done the plain way, apart from the engine's own intake.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use chrono::{NaiveDate, NaiveDateTime};
use insitu::customers::{CustomerView, Dimension, EventField, Events, NO_LABEL, Parts};
use std::collections::{BTreeMap, BTreeSet};

const DAY: i64 = 86_400;

/// One event: of whom, when, and its labels.
#[derive(Clone, Debug)]
pub struct Event {
    pub user: String,
    pub second: i64,
    pub labels: BTreeMap<&'static str, String>,
}

/// Canonical names of the columns, in the order of `EventField::ALL`.
pub const COLUMNS: [&str; 7] = ["behavior_type", "product_id", "category", "channel", "session_id", "order_id", "page"];

impl Event {
    pub fn new(user: &str, second: i64, kind: &str) -> Self {
        Self { user: user.to_owned(), second, labels: BTreeMap::from([("behavior_type", kind.to_owned())]) }
    }

    pub fn with(mut self, column: &'static str, label: &str) -> Self {
        self.labels.insert(column, label.to_owned());
        self
    }

    /// From a record by canonical column; empty cells are no labels.
    pub fn read(record: &BTreeMap<String, String>) -> Self {
        let labels = COLUMNS.iter().filter_map(|&column| {
            let label = record.get(column).filter(|label| !label.is_empty())?;
            Some((column, label.clone()))
        });
        Self { user: record["user_id"].clone(), second: second(&record["behavior_time"]), labels: labels.collect() }
    }
}

/// Seconds since 1970-01-01 of `2024-01-31` or `2024-01-31 10:00:00`.
pub fn second(text: &str) -> i64 {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S")
        .unwrap_or_else(|_| text.parse::<NaiveDate>().unwrap().and_hms_opt(0, 0, 0).unwrap())
        .and_utc()
        .timestamp()
}

/// The view of these events, in whatever order they stand; those on or after the reference date are left out.
pub fn view(events: &[Event], as_of: i32) -> CustomerView {
    let users: BTreeSet<&str> = events.iter().map(|event| event.user.as_str()).collect();
    let mut kept: Vec<&Event> = events.iter().filter(|event| event.second < i64::from(as_of) * DAY).collect();
    let labels = COLUMNS.map(|column| kept.iter().filter_map(|event| event.labels.get(column)).cloned().collect::<BTreeSet<_>>());
    let code = |event: &Event, at: usize| {
        let label = event.labels.get(COLUMNS[at]);
        label.map_or(NO_LABEL, |label| labels[at].iter().position(|l| l == label).unwrap() as u32)
    };
    let codes = |event: &Event| std::array::from_fn::<u32, 7, _>(|at| code(event, at));
    kept.sort_by_key(|event| (event.user.as_bytes(), event.second, codes(event)));
    let mut offsets = vec![0];
    for user in &users {
        offsets.push(offsets.last().unwrap() + kept.iter().filter(|event| event.user == *user).count() as u32);
    }
    let of_events = Events {
        offsets,
        second: kept.iter().map(|event| event.second).collect(),
        timed: kept.iter().any(|event| event.second.rem_euclid(DAY) != 0),
        labels: std::array::from_fn(|at| {
            let codes = kept.iter().map(|event| code(event, at)).collect();
            (!labels[at].is_empty()).then(|| Dimension::new(labels[at].iter().cloned().collect(), codes))
        }),
        properties: Vec::new(),
        ..Events::default()
    };
    assert_eq!(EventField::ALL.len(), COLUMNS.len());
    let empty = CustomerView::from_parts(vec![0; users.len() + 1], vec![], vec![], vec![], vec![], as_of).unwrap();
    empty.with(Parts { events: Some(of_events), ..Parts::default() })
}
