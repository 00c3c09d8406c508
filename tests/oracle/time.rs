//! Activity, lifecycle and retention beside `time_oracle.py`, and beside vectors of other programs where they are present.

use crate::data::{bytes_of, json_of};
use crate::orders::{self, Line};
use insitu::analysis::{Outcome, activity, lifecycle, retention};
use insitu::customers::{CustomerView, Events, Parts};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const DAY: i64 = 86_400;

fn expected() -> Value {
    serde_json::from_str(include_str!("time.json")).unwrap()
}

fn cdnow() -> Vec<Line> {
    let fields = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let line = |f: Vec<String>| Line {
        user: f[1].clone(),
        order: None,
        day: orders::day(&format!("{}-{}-{}", &f[2][..4], &f[2][4..6], &f[2][6..])),
        amount: orders::money(&f[4]),
        refund: false,
    };
    include_str!("../fixtures/cdnow_sample.txt").lines().map(fields).map(line).collect()
}

/// A view of events alone, each at so many seconds.
#[allow(clippy::field_reassign_with_default, reason = "what parts were made is a field of the crate alone")]
fn events(moments: &BTreeMap<String, Vec<i64>>, as_of: i32) -> CustomerView {
    let mut visits = Events { offsets: vec![0], second: Vec::new(), timed: true, ..Events::default() };
    for own in moments.values() {
        let mut own: Vec<i64> = own.iter().copied().filter(|&m| m < i64::from(as_of) * DAY).collect();
        own.sort_unstable();
        visits.second.extend(own);
        visits.offsets.push(visits.second.len() as u32);
    }
    let mut parts = Parts::default();
    parts.events = Some(visits);
    CustomerView::from_parts(vec![0; moments.len() + 1], vec![], vec![], vec![], vec![], as_of).unwrap().with(parts)
}

fn life(lines: &[Line], as_of: &str, params: &Value) -> lifecycle::LifecycleOutcome {
    let found = lifecycle::run(&orders::view(lines, orders::day(as_of)), &lifecycle::read(params).unwrap()).unwrap();
    match found.finding.outcome {
        Outcome::Found(outcome) => outcome,
        Outcome::NotEnoughData(shortage) => panic!("{shortage:?}"),
    }
}

fn retained(view: &CustomerView, params: &Value) -> retention::RetentionOutcome {
    match retention::run(view, &retention::read(params).unwrap()).unwrap().finding.outcome {
        Outcome::Found(outcome) => outcome,
        Outcome::NotEnoughData(shortage) => panic!("{shortage:?}"),
    }
}

fn active(view: &CustomerView) -> activity::Activity {
    activity::run(view, &activity::read(&json!({})).unwrap()).unwrap()
}

#[test]
fn the_lifecycle_of_cdnow_equals_the_oracle() {
    let (expected, lines) = (&expected()["cdnow"], cdnow());
    let by_order = life(&lines, "1998-07-01", &json!({ "interval": "month" }));
    let cycle = serde_json::to_value(by_order.cycle.as_ref().unwrap()).unwrap();
    assert_eq!(cycle["gaps"], expected["gaps"]);
    let close = |got: &Value, wanted: &Value| {
        let (got, wanted) = (got.as_f64().unwrap(), wanted.as_f64().unwrap());
        // One rounding of each: of a division, of an interpolation.
        assert!((got - wanted).abs() <= 4.0 * f64::EPSILON * wanted, "{got} is not {wanted}");
    };
    close(&cycle["median"], &expected["median"]);
    close(&cycle["mean"], &expected["mean"]);
    close(&cycle["quantiles"][4]["days"], &expected["p90"]);
    assert_eq!(json!([by_order.repeat.num, by_order.repeat.den]), json!([expected["repeat"], expected["buyers"]]));
    assert_eq!(
        json!([by_order.overdue.customers.num, by_order.overdue.customers.den]),
        json!([expected["overdue"], expected["judged"]])
    );
    for (row, wanted) in by_order.periods.iter().zip(expected["intervals"].as_array().unwrap()) {
        let row = serde_json::to_value(row).unwrap();
        for name in ["new", "returning", "resurrecting", "dormant"] {
            assert_eq!(row[name], wanted[name], "{name} of {}", row["label"]);
        }
    }
    assert_eq!(by_order.periods.len(), expected["intervals"].as_array().unwrap().len());
    let by_day = serde_json::to_value(life(&lines, "1998-07-01", &json!({ "purchase": "day" }))).unwrap();
    assert_eq!(by_day["cycle"]["gaps"], expected["day_gaps"]);
    close(&by_day["cycle"]["median"], &expected["day_median"]);
    close(&by_day["churn"]["suggested"], &expected["day_p90"]);
}

#[test]
fn retention_of_cdnow_equals_the_oracle() {
    let expected = &expected()["cdnow"];
    let view = orders::view(&cdnow(), orders::day("1998-07-01"));
    let months = retained(&view, &json!({}));
    let rows: Vec<Value> = months.rows.iter().map(|row| json!({ "size": row.size, "retained": row.retained })).collect();
    assert_eq!(json!(rows), expected["retention"]);
    let rolling = retained(&view, &json!({ "bracket": "rolling", "meaning": "on_or_after" }));
    for row in rolling.rows.iter().filter(|row| row.size > 0) {
        for (cell, wanted) in row.retained.iter().zip(expected["rolling"][&row.label].as_array().unwrap()) {
            assert!(cell.is_none() || json!(cell) == *wanted, "{}", row.label);
        }
    }
    // All customers of the sample bought first in the first quarter of 1997.
    assert!(months.rows.iter().skip(3).all(|row| row.size == 0));
}

#[test]
fn visits_of_a_shop_equal_the_oracle() {
    let Some(bytes) = bytes_of("events/retentioneering_ecom.csv") else { return };
    let expected = &expected()["events"];
    let mut moments: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for record in orders::records(&bytes) {
        let (day, clock) = record["timestamp"].split_once(' ').unwrap();
        let clock: Vec<i64> = clock.split(':').map(|part| part.parse().unwrap()).collect();
        let second = i64::from(orders::day(day)) * DAY + clock[0] * 3600 + clock[1] * 60 + clock[2];
        moments.entry(record["user_id"].clone()).or_default().push(second);
    }
    for wanted in expected["activity"].as_array().unwrap() {
        let found = active(&events(&moments, orders::day(wanted["as_of"].as_str().unwrap())));
        let Outcome::Found(outcome) = &found.finding.outcome else { panic!("nothing found") };
        for row in &outcome.classes {
            assert_eq!(json!(row.customers), wanted["classes"][row.code], "{}", row.code);
        }
        assert_eq!(
            json!([outcome.now.dau, outcome.now.wau, outcome.now.mau]),
            json!([wanted["dau"], wanted["wau"], wanted["mau"]])
        );
        assert_eq!(json!(found.measures[1].values.iter().sum::<f64>() as u64), wanted["visits_30"]);
    }
    let last = orders::day(expected["activity"][0]["as_of"].as_str().unwrap());
    let found = active(&events(&moments, last));
    let Outcome::Found(outcome) = &found.finding.outcome else { panic!("nothing found") };
    assert_eq!(json!(outcome.weeks.iter().map(|week| week.customers).collect::<Vec<_>>()), expected["weeks"]);
    let weeks = retained(&events(&moments, last), &json!({ "unit": "week", "brackets": 8 }));
    let rows: Vec<Value> = weeks.rows.iter().map(|row| json!({ "size": row.size, "retained": row.retained })).collect();
    assert_eq!(json!(rows), expected["retention"]);
}

/// `retention(…)` of `ClickHouse`: of the customers of the first day, who is there on which of the days.
#[test]
fn retention_equals_the_example_of_clickhouse() {
    let Some(vectors) = json_of("funnel_ab/clickhouse_retention_doc.json") else { return };
    let mut moments: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for (day, people) in vectors["visits"].as_object().unwrap() {
        for who in people.as_array().unwrap() {
            moments.entry(format!("{who:>02}")).or_default().push(i64::from(orders::day(day)) * DAY);
        }
    }
    let outcome = retained(&events(&moments, orders::day("2020-01-04")), &json!({ "unit": "day", "brackets": 2 }));
    let first: Vec<Value> = outcome.rows[0].retained.iter().map(|cell| json!(cell)).collect();
    assert_eq!(json!(first), vectors["expected_totals"]);
}

/// One customer at a time: flags of the days after the day of joining.
#[test]
fn retention_equals_the_vectors_of_duckdb() {
    let Some(vectors) = json_of("funnel_ab/duckdb_behavioral.json") else { return };
    let mut moments: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for event in vectors["retention"]["events"].as_array().unwrap() {
        let day = orders::day(event[1].as_str().unwrap());
        moments.entry(event[0].to_string()).or_default().push(i64::from(day) * DAY);
    }
    let mut tried = 0;
    for case in vectors["retention"]["cases"].as_array().unwrap() {
        let days: Vec<&str> = case["days"].as_array().into_iter().flatten().map(|day| day.as_str().unwrap()).collect();
        // Those whose first condition never holds have no cohort here.
        let Some(own) = moments.get(&case["user"].to_string()).filter(|_| days.first() == Some(&"2024-01-01")) else { continue };
        let one = BTreeMap::from([(case["user"].to_string(), own.clone())]);
        let outcome = retained(&events(&one, orders::day("2024-01-04")), &json!({ "unit": "day", "brackets": 2 }));
        let flags: Vec<bool> = outcome.rows[0].retained.iter().map(|cell| *cell == Some(1)).collect();
        assert_eq!(json!(flags), case["expected"], "customer {}", case["user"]);
        tried += 1;
    }
    assert_eq!(tried, 3);
    // Events: a gap of exactly 30 minutes is none.
    let sessions = &vectors["visits (sessionize)"];
    let seconds = |text: &str| -> i64 {
        let clock: Vec<i64> = text[11..].split(':').map(|part| part.parse().unwrap()).collect();
        i64::from(orders::day(text)) * DAY + clock[0] * 3600 + clock[1] * 60 + clock[2]
    };
    let own = sessions["events"].as_array().unwrap().iter().map(|m| seconds(m.as_str().unwrap())).collect();
    // Known for a week, so that a window judges.
    let view = events(
        &BTreeMap::from([("a".to_owned(), own), ("b".to_owned(), vec![seconds("2023-12-01 00:00:00")])]),
        orders::day("2024-01-02"),
    );
    let found = active(&view);
    let last = sessions["expected_visit_number"].as_array().unwrap().last().unwrap().as_f64();
    assert_eq!(Some(found.measures[1].values[0]), last);
}
