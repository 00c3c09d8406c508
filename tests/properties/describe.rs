//! The description on made-up orders.

use crate::orders::{self, Line};
use insitu::analysis;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const AS_OF: i32 = 19_900;

pub fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (0..12_u32, 0..9_u32, AS_OF - 800..AS_OF, 0..400_i64, prop::bool::weighted(0.15)).prop_map(
        |(user, order, day, amount, refund)| {
            let amount = if refund { -amount } else { amount } * 2_500;
            Line { user: format!("u{user}"), order: Some(format!("o{order}")), day, amount, refund }
        },
    );
    prop::collection::vec(line, 1..80)
}

fn params() -> impl Strategy<Value = Value> {
    let word = |words: &'static [&'static str]| prop::sample::select(words);
    (word(&["month", "quarter", "week", "day"]), word(&["same_days", "whole"]))
        .prop_map(|(period, compare)| json!({"period": period, "compare": compare}))
}

fn run(lines: &[Line], params: &Value) -> Value {
    let found = analysis::run("describe", &orders::view(lines, AS_OF), params).unwrap();
    serde_json::to_value(found.finding).unwrap()["outcome"].take()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

/// Customers with an order on these days, those whose first it was, those with two, and orders: the plain way.
fn counts(lines: &[Line], from: i32, to: i32) -> [usize; 4] {
    let mut first_day: BTreeMap<(&str, &str), i32> = BTreeMap::new();
    for line in lines.iter().filter(|l| !l.refund) {
        let day = first_day.entry((&line.user, line.order.as_deref().unwrap())).or_insert(line.day);
        *day = (*day).min(line.day);
    }
    let inside: Vec<&str> = first_day.iter().filter(|(_, d)| (from..to).contains(*d)).map(|((user, _), _)| *user).collect();
    let customers: BTreeSet<&str> = inside.iter().copied().collect();
    let is_new = |user: &&&str| first_day.iter().filter(|((u, _), _)| u == *user).all(|(_, &day)| day >= from);
    let is_repeat = |user: &&&str| inside.iter().filter(|u| **u == **user).count() > 1;
    [customers.len(), customers.iter().filter(is_new).count(), customers.iter().filter(is_repeat).count(), inside.len()]
}

fn of_window(lines: &[Line], days: [&Value; 2]) -> ([usize; 4], f64) {
    let [from, to] = days.map(|day| orders::day(day.as_str().unwrap()));
    let net: i64 = lines.iter().filter(|l| (from..=to).contains(&l.day)).map(|l| l.amount).sum();
    (counts(lines, from, to + 1), net as f64 / 10_000.0)
}

proptest! {
    #[test]
    fn row_order_does_not_change_results((lines, shuffled) in lines().prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle())), params in params()) {
        prop_assert_eq!(run(&lines, &params).to_string(), run(&shuffled, &params).to_string());
    }

    #[test]
    fn periods_add_up_to_the_totals(lines in lines(), params in params()) {
        let board = run(&lines, &params)["board"].take();
        let mut parts: Vec<&Value> = board["periods"].as_array().unwrap().iter().map(|p| &p["figures"]).collect();
        parts.extend(Some(&board["earlier"]).filter(|earlier| !earlier.is_null()));
        for figure in ["net", "gross", "refunds", "lines", "refund_lines", "orders", "returned_orders", "new_customers"] {
            let sum: f64 = parts.iter().map(|f| number(&f[figure])).sum();
            prop_assert!((sum - number(&board["totals"][figure])).abs() < 1e-6, "{} of {}", figure, board);
        }
        for f in parts {
            prop_assert_eq!(number(&f["new_customers"]) + number(&f["returning_customers"]), number(&f["customers"]));
            prop_assert!((number(&f["gross"]) - number(&f["refunds"]) - number(&f["net"])).abs() < 1e-6);
        }
    }

    #[test]
    fn periods_and_comparisons_equal_plain_counts(lines in lines(), params in params()) {
        let board = run(&lines, &params)["board"].take();
        for period in board["periods"].as_array().unwrap() {
            let (expected, net) = of_window(&lines, [&period["from"], &period["to"]]);
            let f = &period["figures"];
            let got = [&f["customers"], &f["new_customers"], &f["repeat_rate"]["num"], &f["orders"]];
            prop_assert_eq!(got.map(|v| v.as_u64().unwrap_or(0) as usize), expected);
            prop_assert!((number(&f["net"]) - net).abs() < 1e-6);
            for comparison in ["previous", "year_before"].map(|name| &period[name]).into_iter().filter(|c| !c.is_null()) {
                let length = |days: &Value| orders::day(days[1].as_str().unwrap()) - orders::day(days[0].as_str().unwrap());
                if params["compare"] == "same_days" {
                    prop_assert_eq!(length(&comparison["days"]), length(&comparison["with_days"]));
                } else {
                    prop_assert_eq!((&comparison["whole"], &period["complete"]), (&json!(true), &json!(true)));
                }
                let now = of_window(&lines, [&comparison["days"][0], &comparison["days"][1]]);
                let before = of_window(&lines, [&comparison["with_days"][0], &comparison["with_days"][1]]);
                for change in comparison["amounts"].as_array().unwrap() {
                    let pick = |side: &([usize; 4], f64)| match change["name"].as_str().unwrap() {
                        "net" => Some(side.1),
                        "customers" => Some(side.0[0] as f64),
                        "new_customers" => Some(side.0[1] as f64),
                        "orders" => Some(side.0[3] as f64),
                        _ => None,
                    };
                    let (Some(now), Some(before)) = (pick(&now), pick(&before)) else { continue };
                    prop_assert!((number(&change["now"]) - now).abs() < 1e-6);
                    prop_assert!((number(&change["before"]) - before).abs() < 1e-6);
                    prop_assert_eq!(change["relative"].is_null(), before <= 0.0);
                }
            }
        }
    }

    /// Purchase lines are each in one order, so the mean order value is gross sales per order.
    #[test]
    fn the_mean_order_value_is_gross_sales_per_order(lines in lines()) {
        let outcome = run(&lines, &json!({}));
        let totals = &outcome["board"]["totals"];
        let Some(d) = outcome["distributions"].as_array().unwrap().iter().find(|d| d["of"] == "order_value") else {
            prop_assert_eq!(number(&totals["orders"]), 0.0);
            return Ok(());
        };
        prop_assert_eq!(&d["n"], &totals["orders"]);
        let mean = number(&totals["gross"]) / number(&totals["orders"]);
        prop_assert!((number(&d["mean"]) - mean).abs() <= 1e-12 * mean.max(1.0));
    }

    #[test]
    fn effective_settings_run_the_same_again(lines in lines(), params in params()) {
        let view = orders::view(&lines, AS_OF);
        let first = analysis::run("describe", &view, &params).unwrap().finding;
        let again = analysis::run("describe", &view, &first.params).unwrap().finding;
        prop_assert!(first == again);
    }
}
