//! The lifecycle on made-up orders: identities, and the counts of each interval beside a plain count.

use crate::orders::{self, Line};
use insitu::analysis::lifecycle::output::PeriodRow;
use insitu::analysis::{Outcome, lifecycle};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const AS_OF: i32 = 19_905;

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (0..12_u32, 0..60_u32, AS_OF - 400..AS_OF, 0..400_i64, prop::bool::weighted(0.15)).prop_map(
        |(user, order, day, amount, refund)| {
            let amount = if refund { -amount } else { amount } * 2_500;
            Line { user: format!("u{user:02}"), order: Some(format!("o{order}")), day, amount, refund }
        },
    );
    prop::collection::vec(line, 0..120)
}

fn params() -> impl Strategy<Value = Value> {
    let interval = prop::sample::select(vec!["auto", "week", "month", "quarter", "days"]);
    let purchase = prop::sample::select(vec!["order", "day"]);
    (interval, 1..100_u32, purchase, prop::option::of(1..300_u32), 2..5_u32, 0.5..3.0_f64).prop_map(
        |(interval, days, purchase, lost, least, factor)| {
            json!({ "interval": interval, "days": days, "purchase": purchase, "lost_days": lost, "least_purchases": least, "overdue_factor": factor })
        },
    )
}

fn run(lines: &[Line], params: &Value) -> lifecycle::Lifecycle {
    lifecycle::run(&orders::view(lines, AS_OF), &lifecycle::read(params).unwrap()).unwrap()
}

/// Days with a purchase of each customer: of an order of several days, where orders count, the first.
fn days<'a>(lines: &'a [Line], purchase: &Value) -> BTreeMap<&'a str, BTreeSet<i32>> {
    let mut firsts: BTreeMap<(&str, &Option<String>), i32> = BTreeMap::new();
    let mut days: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for line in lines {
        let own = days.entry(&line.user).or_default();
        if line.refund {
            continue;
        }
        if purchase == "day" {
            own.insert(line.day);
        } else {
            let first = firsts.entry((&line.user, &line.order)).or_insert(line.day);
            *first = line.day.min(*first);
        }
    }
    for ((user, _), day) in firsts {
        days.entry(user).or_default().insert(day);
    }
    days
}

proptest! {
    #[test]
    fn identities_hold_in_every_interval(lines in lines(), params in params()) {
        let found = run(&lines, &params);
        let Outcome::Found(outcome) = &found.finding.outcome else { return Ok(()) };
        prop_assert!(outcome.reconciled);
        let (mut before, mut bought) = (0, 0);
        for row in &outcome.periods {
            bought += row.new;
            prop_assert_eq!(row.active, row.new + row.returning + row.resurrecting, "{}", row.label);
            prop_assert_eq!(row.dormant, before - row.returning, "{}", row.label);
            prop_assert_eq!(row.active + row.dormant + row.inactive + row.lost, bought, "{}", row.label);
            before = row.active;
        }
        prop_assert_eq!(outcome.periods.iter().map(|row| row.new).sum::<u64>(), outcome.buyers);
        prop_assert_eq!(outcome.stages.iter().map(|row| row.customers).sum::<u64>(), outcome.buyers);
        prop_assert_eq!(outcome.purchases_per_customer.iter().map(|bin| bin.count).sum::<u64>(), outcome.buyers);
        prop_assert_eq!(outcome.gaps.iter().map(|bin| bin.count).sum::<u64>(), outcome.purchases - outcome.buyers);
        prop_assert_eq!(outcome.overdue.days.iter().map(|bin| bin.count).sum::<u64>(), outcome.overdue.customers.num);
    }

    #[test]
    fn intervals_count_as_by_hand(lines in lines(), length in 1..90_i32, lost in prop::option::of(1..300_i32)) {
        let params = json!({ "interval": "days", "days": length, "lost_days": lost });
        let found = run(&lines, &params);
        let Outcome::Found(outcome) = &found.finding.outcome else { return Ok(()) };
        let begins = lines.iter().map(|line| line.day).min().unwrap();
        // Interval 0 is the one that ends with the reference date, 1 the one before.
        let back = |day: i32| (AS_OF - 1 - day) / length;
        let count = outcome.periods.len() as i32;
        for (at, row) in outcome.periods.iter().enumerate() {
            let this = count - 1 - at as i32;
            let (mut hand, end) = ([0; 6], AS_OF - this * length);
            for own in days(&lines, &json!("order")).values() {
                let intervals: BTreeSet<i32> = own.iter().map(|&day| back(day)).collect();
                let (here, last) = (intervals.contains(&this), intervals.contains(&(this + 1)));
                let earlier = intervals.iter().any(|&i| i > this);
                hand[0] += u64::from(here && !earlier);
                hand[1] += u64::from(here && last);
                hand[2] += u64::from(here && !last && earlier);
                hand[3] += u64::from(!here && last);
                if let Some(day) = own.range(..end).next_back().filter(|_| !here && !last) {
                    hand[if end - day > outcome.churn.days as i32 { 5 } else { 4 }] += 1;
                }
            }
            let row_counts = [row.new, row.returning, row.resurrecting, row.dormant, row.inactive, row.lost];
            prop_assert_eq!(row_counts, hand, "{}", &row.label);
            // All days of an interval lie in the data, but for the first one.
            prop_assert_eq!(row.complete, end - length >= begins, "{}", &row.label);
        }
        // With intervals of days the stages of now are those of the last interval.
        let last = outcome.periods.last().unwrap();
        let stages: Vec<u64> = outcome.stages.iter().map(|row| row.customers).collect();
        let now = [last.new, last.returning, last.resurrecting, last.dormant, last.inactive, last.lost];
        prop_assert_eq!(&stages[..], &now[..]);
    }

    #[test]
    fn the_overdue_are_beyond_their_own_gap(lines in lines(), params in params()) {
        let found = run(&lines, &params);
        if !matches!(found.finding.outcome, Outcome::Found(_)) {
            return Ok(());
        }
        let overdue = found.groupings.iter().find(|g| g.name == "overdue").unwrap();
        for (customer, own) in days(&lines, &params["purchase"]).values().enumerate() {
            let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
            let judged = own.len() >= params["least_purchases"].as_u64().unwrap() as usize;
            let expected = f64::from(last - first) / (own.len() as f64 - 1.0);
            let late = f64::from(AS_OF - last) > expected * params["overdue_factor"].as_f64().unwrap();
            let group = judged.then_some(if late { "overdue" } else { "on_time" });
            prop_assert_eq!(overdue.group_of(customer), group);
            prop_assert_eq!(!found.measures[2].values[customer].is_nan(), judged && late);
        }
    }

    #[test]
    fn row_order_does_not_change_results((lines, shuffled) in lines().prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle())), params in params()) {
        let (a, b) = (run(&lines, &params), run(&shuffled, &params));
        prop_assert_eq!(serde_json::to_string(&a.finding).unwrap(), serde_json::to_string(&b.finding).unwrap());
        prop_assert_eq!(a.groupings, b.groupings);
    }

    /// Returns set no purchase: without them all but the rates of return stays as it is.
    #[test]
    fn refunds_set_no_purchase(lines in lines(), params in params()) {
        let bought: Vec<Line> = lines.iter().filter(|line| !line.refund).cloned().collect();
        let (a, b) = (run(&lines, &params), run(&bought, &params));
        let (Outcome::Found(a), Outcome::Found(b)) = (&a.finding.outcome, &b.finding.outcome) else { return Ok(()) };
        // A return tells that the file covers its day, so a period may be complete by it.
        let counts = |rows: &[PeriodRow]| rows.iter().cloned().map(|row| PeriodRow { complete: true, ..row }).collect::<Vec<_>>();
        prop_assert_eq!(counts(&a.periods), counts(&b.periods));
        prop_assert_eq!((&a.stages, &a.cycle, &a.repeat, &a.overdue), (&b.stages, &b.cycle, &b.repeat, &b.overdue));
        prop_assert_eq!(b.returns.orders.num, 0);
        prop_assert_eq!(a.returns.orders.den, b.returns.orders.den);
    }
}
