//! Funnels of small random journeys: beside a matcher that tries every choice of events, and against each other.

use crate::events::{Event, view};
use insitu::analysis::{self, Grouping};
use proptest::prelude::*;
use serde_json::{Value, json};

const AS_OF: i32 = 10;

/// A step as a set of the kinds a, b, c, d, with its limits.
#[derive(Clone, Debug)]
struct Step {
    kinds: Vec<u8>,
    gap: i64,
    within: Option<i64>,
    optional: bool,
}

#[derive(Clone, Debug)]
struct Case {
    /// Second and kind, in order of both.
    events: Vec<(i64, u8)>,
    steps: Vec<Step>,
    window: i64,
    increasing: bool,
    /// A kind that breaks the chain.
    excluded: Option<u8>,
    mode: &'static str,
    anchors: Vec<&'static str>,
}

fn name(kind: u8) -> String {
    char::from(b'a' + kind).to_string()
}

impl Case {
    fn is(&self, event: usize, step: usize) -> bool {
        self.steps[step].kinds.contains(&self.events[event].1)
    }

    /// Whether nothing that breaks the chain lies strictly between two moments, for a chain that stands at a step.
    fn is_free(&self, step: usize, from: i64, to: i64) -> bool {
        (0..self.events.len()).all(|event| {
            let (second, kind) = self.events[event];
            let between = from < second && second < to;
            let breaks = self.excluded == Some(kind) || (self.mode == "strict" && !self.is(event, step));
            !(between && breaks)
        })
    }

    /// Whether nothing excluded lies strictly between two moments, but in the second of a step.
    fn is_free_of_steps(&self, from: i64, to: i64) -> bool {
        let is_step = |second: i64| {
            (0..self.events.len())
                .any(|event| self.events[event].0 == second && (0..self.steps.len()).any(|step| self.is(event, step)))
        };
        let breaks =
            |&(second, kind): &(i64, u8)| self.excluded == Some(kind) && from < second && second < to && !is_step(second);
        !self.events.iter().any(breaks)
    }

    /// All chains from the entry on: deepest step, entry, end.
    fn chains(&self) -> Vec<(usize, i64, i64)> {
        let first = (0..self.events.len()).find(|event| self.is(*event, 0)).map(|event| self.events[event].0);
        let mut found = Vec::new();
        for event in (0..self.events.len()).filter(|event| self.is(*event, 0)) {
            let entry = self.events[event].0;
            if self.mode != "first" || Some(entry) == first {
                self.follow(&mut vec![event], 0, entry, &mut found);
            }
        }
        found
    }

    fn follow(&self, used: &mut Vec<usize>, step: usize, entry: i64, found: &mut Vec<(usize, i64, i64)>) {
        let last = self.events[*used.last().unwrap()].0;
        found.push((step + 1, entry, last));
        for next in step + 1..self.steps.len() {
            for event in 0..self.events.len() {
                let second = self.events[event].0;
                let follows = if self.increasing { second > last } else { second >= last && !used.contains(&event) };
                let limits = &self.steps[next];
                let in_time = second - entry <= self.window
                    && second - last >= limits.gap
                    && limits.within.is_none_or(|within| second - last <= within);
                if self.is(event, next) && follows && in_time && self.is_free(step, last, second) {
                    used.push(event);
                    self.follow(used, next, entry, found);
                    used.pop();
                }
            }
            if !self.steps[next].optional {
                break;
            }
        }
    }

    /// The most first steps that one window holds, each with an event of its own.
    fn in_any_order(&self) -> usize {
        let mut most = 0;
        self.choose(&mut Vec::new(), &mut most);
        most
    }

    fn choose(&self, chosen: &mut Vec<usize>, most: &mut usize) {
        let seconds: Vec<i64> = chosen.iter().map(|event| self.events[*event].0).collect();
        if let (Some(low), Some(high)) = (seconds.iter().min(), seconds.iter().max()) {
            let first = !self.anchors.contains(&"first") || seconds[0] == *low;
            let whole = chosen.len() == self.steps.len();
            let last = !self.anchors.contains(&"last") || !whole || seconds.last() == Some(high);
            if high - low > self.window || !self.is_free_of_steps(*low, *high) {
                return;
            }
            if first && last {
                *most = (*most).max(chosen.len());
            }
        }
        if chosen.len() < self.steps.len() {
            for event in 0..self.events.len() {
                if self.is(event, chosen.len()) && !chosen.contains(&event) {
                    chosen.push(event);
                    self.choose(chosen, most);
                    chosen.pop();
                }
            }
        }
    }

    fn params(&self) -> Value {
        let step = |step: &Step| {
            let events: Vec<String> = step.kinds.iter().map(|kind| name(*kind)).collect();
            json!({ "events": events, "gap_seconds": step.gap, "within_seconds": step.within, "optional": step.optional })
        };
        let exclusions: Vec<Value> = self.excluded.iter().map(|kind| json!({ "events": [name(*kind)] })).collect();
        json!({
            "steps": self.steps.iter().map(step).collect::<Vec<_>>(),
            "window": self.window, "window_unit": "seconds",
            "increasing": self.increasing, "mode": self.mode, "exclusions": exclusions, "anchors": self.anchors,
        })
    }

    fn rows(&self, user: &str) -> Vec<Event> {
        self.events.iter().map(|(second, kind)| Event::new(user, *second, &name(*kind))).collect()
    }
}

/// Depth and seconds to convert of the one customer.
fn found(rows: &[Event], params: &Value) -> (usize, f64, Value) {
    let found = analysis::run("funnel", &view(rows, true, AS_OF), params).unwrap();
    let of = found.groupings[0].of[0];
    let depth = if of == Grouping::NONE { 0 } else { usize::from(of) + 1 };
    let outcome = serde_json::to_value(&found.finding).unwrap()["outcome"].take();
    (depth, found.measures[1].values[0], outcome)
}

fn kinds() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => (0_u8..4).prop_map(|kind| vec![kind]),
        1 => prop::collection::btree_set(0_u8..4, 1..4).prop_map(|kinds| kinds.into_iter().collect()),
    ]
}

/// Limits of single steps, or steps that may be skipped; both together are no exact matter (see the table of ways).
fn case(mode: &'static str) -> impl Strategy<Value = Case> {
    let events = prop::collection::vec((0_i64..9, 0_u8..4), 1..8).prop_map(|mut events| {
        events.sort_unstable();
        events
    });
    let limits = (prop_oneof![3 => Just(0_i64), 1 => 1_i64..3], prop_oneof![3 => Just(None), 1 => (1_i64..5).prop_map(Some)]);
    let steps = prop::collection::vec((kinds(), limits, prop::bool::weighted(0.3)), 1..5);
    (events, steps, 1_i64..10, any::<bool>(), prop::option::weighted(0.3, 0_u8..4), any::<bool>()).prop_map(
        move |(events, steps, window, increasing, excluded, skips)| {
            let steps = steps.into_iter().enumerate().map(|(at, (kinds, (gap, within), optional))| Step {
                kinds,
                gap: if skips { 0 } else { gap },
                within: within.filter(|_| !skips),
                optional: skips && optional && at > 0,
            });
            let steps = steps.collect();
            Case { events, steps, window, increasing: increasing && mode != "any", excluded, mode, anchors: Vec::new() }
        },
    )
}

fn in_order() -> impl Strategy<Value = Case> {
    prop_oneof![case("ordered"), case("first"), case("strict")]
}

fn in_any_order() -> impl Strategy<Value = Case> {
    let anchors = prop::sample::subsequence(vec!["first", "last"], 0..=2);
    (case("any"), anchors).prop_map(|(case, anchors)| Case { anchors, ..case })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn the_deepest_attempt_is_that_of_all_choices(case in in_order()) {
        let (depth, seconds, outcome) = found(&case.rows("u"), &case.params());
        let chains = case.chains();
        let expected = chains.iter().map(|(depth, ..)| *depth).max().unwrap_or(0);
        prop_assert_eq!(depth, expected);
        // The earliest entry that gets there, and from it the earliest end.
        if expected == case.steps.len() {
            let entry = chains.iter().filter(|c| c.0 == expected).map(|c| c.1).min().unwrap();
            let end = chains.iter().filter(|c| c.0 == expected && c.1 == entry).map(|c| c.2).min().unwrap();
            prop_assert_eq!(seconds, (end - entry) as f64);
        } else {
            prop_assert!(seconds.is_nan());
        }
        let mode = outcome["modes"].as_array().unwrap().iter().find(|row| row["mode"] == case.mode).unwrap();
        let reached: u64 = mode["reached"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).sum();
        prop_assert_eq!(reached as usize, expected);
    }

    #[test]
    fn the_fullest_window_is_that_of_all_choices(case in in_any_order()) {
        prop_assert_eq!(found(&case.rows("u"), &case.params()).0, case.in_any_order());
    }

    #[test]
    fn counts_never_grow_and_wider_modes_hold_more(cases in prop::collection::vec(case("ordered"), 1..6), window in 1_i64..10) {
        let steps: Vec<Step> = cases[0].steps.iter().map(|step| Step { optional: false, ..step.clone() }).collect();
        let rows: Vec<Event> = (0..).zip(&cases).flat_map(|(at, case)| case.rows(&format!("u{at}"))).collect();
        let params = Case { steps, window, ..cases[0].clone() }.params();
        let outcome = found(&rows, &params).2;
        let numbers = |value: &Value| -> Vec<u64> { value.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect() };
        let counts: Vec<u64> = outcome["steps"].as_array().unwrap().iter().map(|step| step["count"].as_u64().unwrap()).collect();
        prop_assert!(counts.is_sorted_by(|a, b| a >= b), "{:?}", counts);
        prop_assert_eq!(counts[0], outcome["entered"].as_u64().unwrap());
        let deepest: u64 = outcome["steps"].as_array().unwrap().iter().map(|step| step["deepest"].as_u64().unwrap()).sum();
        prop_assert_eq!(deepest, counts[0]);
        let modes: Vec<(String, Vec<u64>)> = outcome["modes"].as_array().unwrap().iter()
            .map(|row| (row["mode"].as_str().unwrap().to_owned(), numbers(&row["reached"]))).collect();
        let of = |mode: &str| &modes.iter().find(|(name, _)| name == mode).unwrap().1;
        for (wide, narrow) in [("any", "ordered"), ("ordered", "first"), ("ordered", "strict")] {
            prop_assert!(of(wide).iter().zip(of(narrow)).all(|(w, n)| w >= n), "{} {:?}", wide, modes);
        }
        prop_assert_eq!(of("ordered"), &counts);
        let trend: u64 = outcome["trend"]["rows"].as_array().unwrap().iter().map(|row| row["reached"][0].as_u64().unwrap()).sum();
        prop_assert_eq!(trend, counts[0]);
    }

    /// Attempts one behind the other: of one customer never fewer conversions than customers who convert at the first attempt.
    #[test]
    fn attempts_do_not_overlap(case in case("first")) {
        let case = Case { increasing: true, ..case };
        let mut params = case.params();
        params["unit"] = "totals".into();
        let outcome = found(&case.rows("u"), &params).2;
        let entries = (0..case.events.len()).filter(|event| case.is(*event, 0)).count() as u64;
        let entered = outcome["entered"].as_u64().unwrap();
        prop_assert!(entered <= entries && (entered > 0) == (entries > 0));
        let first = case.chains().iter().any(|(depth, ..)| *depth == case.steps.len());
        prop_assert!(outcome["conversion"]["num"].as_u64().unwrap() >= u64::from(first));
    }
}
