//! Events and rows of channels of a case, the plain way.

use crate::orders::{day, records};
use insitu::customers::{Channels, CustomerView, Dimension, EventField, Events, NO_DAY, NO_LABEL, Parts};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Record = BTreeMap<String, String>;

fn dimension(records: &[&Record], column: &str) -> Dimension {
    let text = |record: &Record| record.get(column).filter(|text| !text.is_empty()).cloned();
    let labels: Vec<String> = records.iter().filter_map(|r| text(r)).collect::<BTreeSet<_>>().into_iter().collect();
    let code = |label: String| labels.iter().position(|l| *l == label).unwrap() as u32;
    let codes = records.iter().map(|r| text(r).map_or(NO_LABEL, code)).collect();
    Dimension::new(labels, codes)
}

fn events(bytes: &[u8], users: &BTreeSet<String>) -> Events {
    let all = records(bytes);
    let second = |r: &Record| {
        let (hour, minute) = r["time"][11..].split_once(':').unwrap();
        i64::from(day(&r["time"])) * 86_400 + hour.parse::<i64>().unwrap() * 3_600 + minute.parse::<i64>().unwrap() * 60
    };
    let mut sorted: Vec<&Record> = all.iter().collect();
    sorted.sort_by_key(|r| (r["user_id"].clone(), second(r), r["behavior_type"].clone(), r["channel"].clone()));
    let before = |user: &str| sorted.iter().filter(|r| r["user_id"].as_str() < user).count() as u32;
    let mut labels: [Option<Dimension>; 7] = Default::default();
    for (at, field) in EventField::ALL.iter().enumerate() {
        labels[at] = match field {
            EventField::Kind => Some(dimension(&sorted, "behavior_type")),
            EventField::Channel => Some(dimension(&sorted, "channel")),
            _ => None,
        };
    }
    Events {
        offsets: users.iter().map(|user| before(user)).chain([sorted.len() as u32]).collect(),
        second: sorted.iter().map(|r| second(r)).collect(),
        timed: true,
        labels,
        properties: Vec::new(),
        ..Events::default()
    }
}

fn channels(bytes: &[u8]) -> Channels {
    let all = records(bytes);
    let rows: Vec<&Record> = all.iter().collect();
    let has = |name: &&str| rows.iter().any(|r| r.contains_key(*name));
    let number = |name: &str| rows.iter().map(|r| r[name].parse().unwrap_or(f64::NAN)).collect();
    let day_of = |r: &Record| r.get("day").filter(|text| !text.is_empty()).map_or(NO_DAY, |text| day(text));
    let fields = ["uv", "click", "order", "cost", "revenue", "roi", "conversion_rate"];
    Channels {
        channel: dimension(&rows, "channel"),
        day: has(&"day").then(|| rows.iter().map(|r| day_of(r)).collect()),
        numbers: fields.into_iter().filter(has).map(|name| (name, number(name))).collect(),
    }
}

/// The view with what stands beside `input.csv`. Customers of `journeys.csv` without an order have to stand behind those with one.
pub fn with_parts(view: CustomerView, case: &Path) -> CustomerView {
    let read = |name: &str| fs::read(case.join(name)).ok();
    let (journeys, rows) = (read("journeys.csv"), read("channels.csv"));
    if journeys.is_none() && rows.is_none() {
        return view;
    }
    let mut parts = Parts { channels: rows.map(|bytes| channels(&bytes)), ..Parts::default() };
    let mut view = view;
    if let Some(bytes) = journeys {
        let buyers = records(&fs::read(case.join("input.csv")).unwrap()).into_iter().map(|r| r["user_id"].clone());
        let buyers: BTreeSet<String> = buyers.collect();
        let users: BTreeSet<String> = records(&bytes).into_iter().map(|r| r["user_id"].clone()).chain(buyers.clone()).collect();
        assert!(users.iter().take(buyers.len()).eq(&buyers), "buyers come first");
        let all = view.all();
        let mut offsets: Vec<u32> = (0..buyers.len()).map(|at| view.range_of(at).start as u32).collect();
        offsets.resize(users.len() + 1, view.lines() as u32);
        let copy = CustomerView::from_parts(
            offsets,
            all.day.to_vec(),
            all.order.to_vec(),
            all.amount.to_vec(),
            all.refund.to_vec(),
            view.as_of(),
        );
        view = copy.unwrap();
        parts.events = Some(events(&bytes, &users));
    }
    view.with(parts)
}
