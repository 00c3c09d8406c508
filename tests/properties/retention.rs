//! Retention on made-up orders, beside a plain count of each cell.

use crate::orders::{self, Line};
use chrono::{Datelike, NaiveDate};
use insitu::analysis::{Outcome, retention};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const AS_OF: i32 = 19_850;

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (0..15_u32, AS_OF - 300..AS_OF, prop::bool::weighted(0.15)).prop_map(|(user, day, refund)| Line {
        user: format!("u{user:02}"),
        order: None,
        day,
        amount: if refund { -10_000 } else { 10_000 },
        refund,
    });
    prop::collection::vec(line, 0..90)
}

fn params() -> impl Strategy<Value = Value> {
    let word = |words: &'static [&'static str]| prop::sample::select(words);
    (word(&["day", "week", "month"]), word(&["calendar", "rolling"]), word(&["on", "on_or_after", "on_or_before", "streak"]), 1..20_u32)
        .prop_map(|(unit, bracket, meaning, brackets)| json!({ "unit": unit, "bracket": bracket, "meaning": meaning, "brackets": brackets, "cohorts": 400 }))
}

fn run(lines: &[Line], params: &Value) -> retention::Retention {
    retention::run(&orders::view(lines, AS_OF), &retention::read(params).unwrap()).unwrap()
}

/// Number of the period of a day, by the calendar.
fn period(unit: &str, day: i32) -> i32 {
    match unit {
        "day" => day,
        "week" => (day + 3).div_euclid(7),
        _ => {
            let date = NaiveDate::from_epoch_days(day).unwrap();
            date.year() * 12 + date.month0() as i32
        }
    }
}

fn first_day(unit: &str, number: i32) -> i32 {
    (AS_OF - 700..AS_OF + 900).find(|&day| period(unit, day) == number).unwrap()
}

proptest! {
    #[test]
    fn every_cell_is_counted_as_by_hand(lines in lines(), params in params()) {
        let found = run(&lines, &params);
        let Outcome::Found(outcome) = &found.finding.outcome else { return Ok(()) };
        let (unit, rolling) = (params["unit"].as_str().unwrap(), params["bracket"] == "rolling");
        let length = match unit { "day" => 1, "week" => 7, _ => 30 };
        let mut days: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
        for line in lines.iter().filter(|line| !line.refund) {
            days.entry(&line.user).or_default().insert(line.day);
        }
        let earliest = days.values().filter_map(BTreeSet::first).min().copied().unwrap();
        for (at, row) in outcome.rows.iter().enumerate() {
            let cohort = period(unit, earliest) + at as i32;
            let members: Vec<&BTreeSet<i32>> = days.values().filter(|own| period(unit, *own.first().unwrap()) == cohort).collect();
            prop_assert_eq!(row.size, members.len() as u64, "{}", row.label);
            let (opens, closes) = (first_day(unit, cohort).max(earliest), first_day(unit, cohort + 1).min(AS_OF));
            for (n, cell) in (0_i32..).zip(&row.retained) {
                let (begins, ends) = if rolling {
                    (opens + n * length, closes - 1 + (n + 1) * length)
                } else {
                    (first_day(unit, cohort + n), first_day(unit, cohort + n + 1))
                };
                prop_assert_eq!(cell.is_some(), n == 0 || begins < AS_OF, "{} bracket {}", row.label, n);
                prop_assert_eq!(n < row.mature as i32, n == 0 || ends <= AS_OF, "{} bracket {}", row.label, n);
                let held = |own: &&&BTreeSet<i32>| {
                    let start = *own.first().unwrap();
                    let active: BTreeSet<i32> = own.iter().map(|&day| if rolling { (day - start) / length } else { period(unit, day) - cohort }).collect();
                    n == 0 || match params["meaning"].as_str().unwrap() {
                        "on" => active.contains(&n),
                        "on_or_after" => active.iter().any(|&a| a >= n),
                        "on_or_before" => active.iter().any(|&a| (1..=n).contains(&a)),
                        _ => (1..=n).all(|a| active.contains(&a)),
                    }
                };
                if let Some(cell) = cell {
                    prop_assert_eq!(*cell, members.iter().filter(held).count() as u64, "{} bracket {}", row.label, n);
                }
            }
        }
    }

    #[test]
    fn curves_fall_and_rise_as_their_meaning_says(lines in lines(), params in params()) {
        let found = run(&lines, &params);
        let Outcome::Found(outcome) = &found.finding.outcome else { return Ok(()) };
        for row in &outcome.rows {
            let cells: Vec<u64> = row.retained.iter().flatten().copied().collect();
            prop_assert_eq!(cells.first(), Some(&row.size));
            prop_assert!(cells.iter().all(|&cell| cell <= row.size));
            let behind = cells.get(1..).unwrap_or_default();
            match params["meaning"].as_str().unwrap() {
                "on_or_after" | "streak" => prop_assert!(behind.windows(2).all(|pair| pair[0] >= pair[1])),
                "on_or_before" => prop_assert!(behind.windows(2).all(|pair| pair[0] <= pair[1])),
                _ => {}
            }
        }
        for mean in &outcome.means {
            prop_assert!(mean.weighted.num <= mean.weighted.den);
            prop_assert!(mean.plain.is_none_or(|plain| (0.0..=1.0).contains(&plain)));
        }
        let shown: u64 = outcome.rows.iter().map(|row| row.size).sum();
        prop_assert_eq!(shown + outcome.earlier_customers + outcome.without_start, outcome.customers);
        for (at, row) in outcome.rows.iter().enumerate() {
            let members = found.groupings[0].of.iter().filter(|&&of| usize::from(of) == at).count();
            prop_assert_eq!(members as u64, row.size);
        }
    }

    #[test]
    fn row_order_does_not_change_results((lines, shuffled) in lines().prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle())), params in params()) {
        let (a, b) = (run(&lines, &params), run(&shuffled, &params));
        prop_assert_eq!(serde_json::to_string(&a.finding).unwrap(), serde_json::to_string(&b.finding).unwrap());
        prop_assert_eq!(a.groupings, b.groupings);
    }
}
