//! RFM on made-up orders.

use crate::orders::{self, Line};
use insitu::analysis::{Finding, Outcome, rfm};
use proptest::prelude::*;
use serde_json::{Value, json};

const AS_OF: i32 = 100;

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (0..12_u32, 0..9_u32, 60..AS_OF, 0..400_i64, prop::bool::weighted(0.15)).prop_map(
        |(user, order, day, amount, refund)| {
            let amount = if refund { -amount } else { amount } * 2_500;
            Line { user: format!("u{user}"), order: Some(format!("o{order}")), day, amount, refund }
        },
    );
    prop::collection::vec(line, 0..80)
}

fn params() -> impl Strategy<Value = Value> {
    let word = |words: &'static [&'static str]| prop::sample::select(words);
    (
        2..=10_u32,
        word(&["quantile", "mean", "r_rfm"]),
        word(&["mean", "median"]),
        word(&["order", "day", "line"]),
        word(&["subtract", "ignore"]),
        word(&["total", "mean_per_order"]),
        prop::option::of(1..50_u32),
    )
        .prop_map(|(bins, method, split, frequency, refunds, monetary, window_days)| {
            json!({ "bins": bins, "method": method, "split": split, "frequency": frequency, "refunds": refunds,
                "monetary": monetary, "window_days": window_days })
        })
}

fn run(lines: &[Line], params: &Value) -> rfm::Rfm {
    rfm::run(&orders::view(lines, AS_OF), &rfm::read(params).unwrap()).unwrap()
}

fn found(rfm: &rfm::Rfm) -> Option<&rfm::RfmOutcome> {
    match &rfm.finding {
        Finding { outcome: Outcome::Found(outcome), .. } => Some(outcome),
        _ => None,
    }
}

/// Scores of equal values are equal, and a higher value never scores lower.
fn rises(values: &[i64], scores: &[u8]) -> bool {
    let mut pairs: Vec<(i64, u8)> = values.iter().copied().zip(scores.iter().copied()).collect();
    pairs.sort_unstable();
    pairs.windows(2).all(|p| p[0].1 <= p[1].1 && (p[0].0 != p[1].0 || p[0].1 == p[1].1))
}

proptest! {
    #[test]
    fn row_order_does_not_change_results((lines, shuffled) in lines().prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle())), params in params()) {
        let (a, b) = (run(&lines, &params), run(&shuffled, &params));
        prop_assert_eq!(serde_json::to_string(&a.finding).unwrap(), serde_json::to_string(&b.finding).unwrap());
        prop_assert!(a.table == b.table);
    }

    #[test]
    fn scores_follow_values(lines in lines(), params in params()) {
        let table = run(&lines, &params).table;
        let near: Vec<i64> = table.recency_days.iter().map(|&d| -i64::from(d)).collect();
        let often: Vec<i64> = table.frequency.iter().map(|&f| i64::from(f)).collect();
        prop_assert!(rises(&near, &table.r) && rises(&often, &table.f) && rises(&table.monetary, &table.m));
    }

    #[test]
    fn every_scored_customer_is_counted_once(lines in lines(), params in params()) {
        let rfm = run(&lines, &params);
        let Some(outcome) = found(&rfm) else { return Ok(()) };
        let scored = rfm.table.len() as u64;
        let people = &outcome.population;
        prop_assert_eq!(people.scored, scored);
        prop_assert_eq!(people.scored + people.without_purchase, people.customers);
        prop_assert_eq!(outcome.classes.rows.iter().map(|row| row.customers).sum::<u64>(), scored);
        prop_assert_eq!(outcome.classes.rows.iter().map(|row| row.orders).sum::<u64>(), people.orders);
        prop_assert_eq!(outcome.grid.iter().map(|cell| cell.customers).sum::<u64>(), scored);
        let revenue = |of: Vec<i128>| of.into_iter().sum::<i128>();
        let by_class = revenue(outcome.classes.rows.iter().map(|row| row.revenue.0).collect());
        prop_assert_eq!(by_class, revenue(outcome.grid.iter().map(|cell| cell.revenue.0).collect()));
        for dimension in &outcome.dimensions {
            prop_assert_eq!(dimension.score_counts.iter().sum::<u64>(), scored);
        }
        if let Some(segments) = &outcome.segments {
            prop_assert_eq!(segments.rows.iter().map(|row| row.customers).sum::<u64>(), scored);
            prop_assert_eq!(by_class, revenue(segments.rows.iter().map(|row| row.revenue.0).collect()));
        }
        for row in &outcome.classes.rows {
            let (groupings, _) = rfm.table.groups(people.customers as usize);
            let class = groupings.iter().find(|g| g.name == "class").unwrap();
            let members = (0..class.of.len()).filter(|&customer| class.group_of(customer) == Some(row.code));
            prop_assert_eq!(members.count() as u64, row.customers);
        }
    }

    /// The printed cut points give every customer's score again.
    #[test]
    fn cut_points_tell_the_scores(lines in lines(), params in params()) {
        let rfm = run(&lines, &params);
        let Some(outcome) = found(&rfm) else { return Ok(()) };
        let k = rfm.finding.params.bins as u8;
        let class = |at: usize, value: f64| 1 + outcome.dimensions[at].cuts.iter().flatten().filter(|cut| cut.to_f64() <= value).count() as u8;
        for row in 0..rfm.table.len() {
            prop_assert_eq!(rfm.table.r[row], k + 1 - class(0, f64::from(rfm.table.recency_days[row])));
            prop_assert_eq!(rfm.table.f[row], class(1, f64::from(rfm.table.frequency[row])));
            prop_assert_eq!(rfm.table.m[row], class(2, rfm.table.monetary[row] as f64 / 10_000.0));
        }
    }

    #[test]
    fn the_unit_of_money_does_not_change_scores(lines in lines(), bins in 2..=10_u32) {
        let hundredfold: Vec<Line> = lines.iter().cloned().map(|l| Line { amount: l.amount * 100, ..l }).collect();
        let params = json!({ "bins": bins });
        let (a, b) = (run(&lines, &params).table, run(&hundredfold, &params).table);
        prop_assert!(a.m == b.m && a.class == b.class && a.segment == b.segment);
    }

    #[test]
    fn effective_settings_run_the_same_again(lines in lines(), params in params()) {
        let first = run(&lines, &params).finding;
        let again = run(&lines, &serde_json::to_value(&first.params).unwrap()).finding;
        prop_assert!(first == again);
    }
}
