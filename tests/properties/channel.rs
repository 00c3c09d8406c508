//! Channels and journeys of any kind.

use insitu::analysis::{self, Found};
use insitu::customers::{Channels, CustomerView, Dimension, EventField, Events, NO_LABEL, Parts};
use proptest::prelude::*;
use serde_json::{Value, json};

/// An event: hours since the one before, channel, whether it is a purchase.
type Event = (u16, Option<u8>, bool);

fn people() -> impl Strategy<Value = Vec<Vec<Event>>> {
    let event = (0..400_u16, prop::option::weighted(0.8, 0..5_u8), prop::bool::weighted(0.2));
    prop::collection::vec(prop::collection::vec(event, 0..12), 1..30)
}

/// A row of a table of channels: channel, day, visitors, clicks, orders, cost, return, rate.
type Row = (u32, i32, f64, f64, f64, f64, f64, f64);

const DAYS: i32 = 400;

fn view(people: &[Vec<Event>]) -> CustomerView {
    let mut events = Events { offsets: vec![0], timed: true, ..Events::default() };
    let (mut channels, mut kinds) = (vec![], vec![]);
    for person in people {
        let mut second = 0;
        for &(hours, channel, buys) in person {
            second += i64::from(hours) * 3_600;
            events.second.push(second);
            channels.push(channel.map_or(NO_LABEL, u32::from));
            kinds.push(u32::from(!buys));
        }
        events.offsets.push(events.second.len() as u32);
    }
    let at = |field| EventField::ALL.iter().position(|f| *f == field).unwrap();
    let named = |labels: &[&str], codes| Some(Dimension::new(labels.iter().map(|&l| l.to_owned()).collect(), codes));
    events.labels[at(EventField::Channel)] = named(&["a", "b", "c", "d", "e"], channels);
    events.labels[at(EventField::Kind)] = named(&["purchase", "view"], kinds);
    let none = CustomerView::from_parts(vec![0; people.len() + 1], vec![], vec![], vec![], vec![], DAYS).unwrap();
    none.with(Parts { events: Some(events), ..Parts::default() })
}

fn run(people: &[Vec<Event>], params: &Value) -> Found {
    analysis::run("attribution", &view(people), params).unwrap()
}

fn outcome(found: &Found) -> Option<Value> {
    let value = serde_json::to_value(&found.finding).unwrap();
    value.get("outcome").cloned()
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn settings() -> impl Strategy<Value = Value> {
    let reach = prop::sample::select(&["since_conversion", "window"][..]);
    let worth = prop::sample::select(&["conversions", "rate"][..]);
    (reach, worth, 1..4_u32, prop::sample::select(vec![0_u32, 30, 1440]), 1..40_u32)
        .prop_map(|(reach, worth, order, gap, days)| json!({"reach": reach, "worth": worth, "order": order, "gap_minutes": gap, "window_days": days}))
}

proptest! {
    #[test]
    fn shares_of_all_models_add_up(people in people(), params in settings()) {
        let found = run(&people, &params);
        let Some(o) = outcome(&found) else { return Ok(()) };
        let models = rows(&o["models"]).len();
        prop_assert_eq!(models, 7);
        let conversions = o["journeys"]["num"].as_f64().unwrap();
        for model in 0..models {
            let sum = |key: &str| rows(&o["channels"]).iter().map(|r| r["credits"][model][key].as_f64().unwrap()).sum::<f64>();
            prop_assert!((sum("share") - 1.0).abs() < 1e-9, "{} {}", o["models"][model], sum("share"));
            prop_assert!((sum("conversions") - conversions).abs() < 1e-9 * conversions.max(1.0));
        }
        // A chain that counts all ways converts as often as the journeys do.
        let base = o["markov"]["base"].as_f64().unwrap();
        prop_assert!((base - conversions / o["journeys"]["den"].as_f64().unwrap()).abs() < 1e-9);
        // Every purchase is in a journey or has no touch.
        let bought = people.iter().flatten().filter(|e| e.2).count() as u64;
        prop_assert_eq!(o["journeys"]["num"].as_u64().unwrap() + o["without_touch"].as_u64().unwrap(), bought);
        // Tables of the same journeys have the same sums.
        let lengths: (u64, u64) = rows(&o["lengths"]).iter().fold((0, 0), |(n, d), row| (n + row["journeys"]["num"].as_u64().unwrap(), d + row["journeys"]["den"].as_u64().unwrap()));
        prop_assert_eq!(json!({"num": lengths.0, "den": lengths.1}), o["journeys"].clone());
        let lags: u64 = rows(&o["lags"]).iter().map(|b| b["count"].as_u64().unwrap()).sum();
        prop_assert_eq!(Some(lags), o["journeys"]["num"].as_u64());
        let on_paths: u64 = rows(&o["paths"]).iter().map(|p| p["journeys"]["num"].as_u64().unwrap()).sum();
        prop_assert_eq!(Some(on_paths + o["other_paths"].as_u64().unwrap()), o["journeys"]["num"].as_u64());
        for row in rows(&o["channels"]) {
            let first_and_last = row["journeys"]["num"].as_u64().unwrap();
            prop_assert_eq!(row["assists"]["num"].as_u64().unwrap() + row["assists"]["den"].as_u64().unwrap(), first_and_last);
            let removal = row["removal"].as_f64().unwrap();
            prop_assert!((0.0..=1.0 + 1e-12).contains(&removal));
        }
        for grouping in &found.groupings {
            prop_assert_eq!(grouping.of.len(), people.len());
        }
    }

    /// Other customers first, the same events: the same numbers to the last digit.
    #[test]
    fn the_order_of_customers_does_not_matter(mut people in people(), params in settings()) {
        let before = outcome(&run(&people, &params));
        people.reverse();
        prop_assert_eq!(before, outcome(&run(&people, &params)));
    }

    #[test]
    fn one_touch_is_first_last_and_all(people in prop::collection::vec((0..5_u8, any::<bool>()), 2..40)) {
        let people: Vec<Vec<Event>> = people.iter().map(|&(channel, buys)| {
            let mut events = vec![(0, Some(channel), false)];
            events.extend(buys.then_some((1, None, true)));
            events
        }).collect();
        let Some(o) = outcome(&run(&people, &json!({}))) else { return Ok(()) };
        for row in rows(&o["channels"]) {
            let credits = rows(&row["credits"]);
            for credit in credits {
                prop_assert!((credit["share"].as_f64().unwrap() - credits[0]["share"].as_f64().unwrap()).abs() < 1e-12);
            }
            prop_assert_eq!(&row["alone"], &row["journeys"]["num"]);
        }
    }

    /// A chain that remembers whole journeys loses without a channel just the conversions of the journeys with it.
    #[test]
    fn removal_of_short_journeys_is_plain(journeys in prop::collection::vec((prop::collection::vec(0..5_u8, 1..4), any::<bool>()), 2..60)) {
        let people: Vec<Vec<Event>> = journeys.iter().map(|(channels, buys)| {
            let touches = channels.iter().map(|&channel| (24, Some(channel), false));
            touches.chain(buys.then_some((1, None, true))).collect()
        }).collect();
        let Some(o) = outcome(&run(&people, &json!({"order": 3}))) else { return Ok(()) };
        let converted = journeys.iter().filter(|(_, buys)| *buys).count() as f64;
        for row in rows(&o["channels"]) {
            let channel = "abcde".find(row["label"].as_str().unwrap()).unwrap() as u8;
            let with = journeys.iter().filter(|(channels, buys)| *buys && channels.contains(&channel)).count() as f64;
            prop_assert!((row["removal"].as_f64().unwrap() - with / converted).abs() < 1e-12);
            prop_assert_eq!(row["journeys"]["num"].as_f64(), Some(with));
        }
    }

    /// Whatever a table of channels holds: sums are those of its rows, and rows in another order give the same.
    #[test]
    fn channels_add_up(rows_of in prop::collection::vec((0..4_u32, 0..90_i32, cell(), cell(), cell(), cell(), cell(), cell()), 1..60)) {
        let table = |rows: &[Row]| {
            let named = |label: u32| if label == 3 { NO_LABEL } else { label };
            let number = |of: &dyn Fn(&Row) -> f64| rows.iter().map(of).collect::<Vec<f64>>();
            let channels = Channels {
                channel: Dimension::new(vec!["a".into(), "b".into(), "c".into()], rows.iter().map(|r| named(r.0)).collect()),
                day: Some(rows.iter().map(|r| r.1).collect()),
                numbers: vec![("uv", number(&|r| r.2)), ("click", number(&|r| r.3)), ("order", number(&|r| r.4)), ("cost", number(&|r| r.5)), ("roi", number(&|r| r.6)), ("conversion_rate", number(&|r| r.7))],
            };
            let none = CustomerView::from_parts(vec![0], vec![], vec![], vec![], vec![], 100).unwrap();
            let found = analysis::run("channel", &none.with(Parts { channels: Some(channels), ..Parts::default() }), &json!({"roi_is": "roas"})).unwrap();
            outcome(&found).unwrap()
        };
        let o = table(&rows_of);
        let t = &o["table"];
        for key in ["rows", "uv", "clicks", "orders"] {
            let parts: u64 = rows(&t["channels"]).iter().map(|r| r[key].as_u64().unwrap_or(0)).sum();
            let unnamed = rows_of.iter().any(|r| r.0 == 3);
            let whole = t["total"][key].as_u64().unwrap_or(0);
            prop_assert!(parts == whole || unnamed && parts < whole);
        }
        for row in rows(&t["channels"]) {
            if let Some(interval) = row["conversion"]["interval"].as_object() {
                let share = row["conversion"]["ratio"]["num"].as_f64().unwrap() / row["conversion"]["ratio"]["den"].as_f64().unwrap();
                prop_assert!(interval["low"].as_f64().unwrap() <= share && share <= interval["high"].as_f64().unwrap());
            }
            // One is the other less 1.
            if !row["roi"].is_null() {
                // Ten-thousandths are read exactly from doubles up to 2⁵³ of them; beyond, they stand as decimal text.
                let number = |v: &Value| v.as_f64().unwrap_or_else(|| v.as_str().unwrap().parse().unwrap());
                let units = |v: &Value| format!("{:.4}", number(v)).replace('.', "").parse::<i128>().unwrap();
                let [revenue, cost, gain] = [&row["roas"]["num"], &row["roas"]["den"], &row["roi"]["num"]].map(units);
                let inexact = [revenue, cost, gain].map(i128::abs).iter().sum::<i128>() >> 52;
                prop_assert!((revenue - cost - gain).abs() <= inexact, "{revenue} - {cost} = {gain}");
                prop_assert_eq!(row["loss"].as_bool().unwrap(), units(&row["roi"]["num"]) < 0);
            }
        }
        let mut turned = rows_of.clone();
        turned.reverse();
        let mut other = table(&turned);
        // The differences that are listed are the first in the order of the rows, which the view keeps.
        let mut o = o.clone();
        for found in [&mut o, &mut other] {
            for check in found["table"]["checks"].as_array_mut().unwrap() {
                check["differences"].take();
            }
        }
        prop_assert_eq!(o, other);
    }
}

/// Counts and amounts, and what is neither.
fn cell() -> impl Strategy<Value = f64> {
    prop_oneof![8 => (0..5_000_u32).prop_map(f64::from), 1 => (0..100_000_u32).prop_map(|v| f64::from(v) / 100.0), 1 => Just(f64::NAN), 1 => any::<f64>()]
}
