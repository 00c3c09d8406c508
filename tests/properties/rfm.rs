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

/// Settings beyond the first: nested scores, rules, an earlier date, the effect of counting otherwise.
fn further() -> impl Strategy<Value = Value> {
    let side = || (1..=2_u8, 1..=2_u8).prop_map(|(a, b)| json!([a.min(b), a.max(b)]));
    let cells = (side(), side(), side()).prop_map(|(r, f, m)| json!({ "r": r, "f": f, "m": m }));
    let rules = prop::collection::vec(prop::collection::vec(cells, 0..3), 1..5).prop_map(|rules| {
        let named = (0..).zip(rules).map(|(number, rule)| json!({ "name": format!("segment {number}"), "rule": rule }));
        named.collect::<Value>()
    });
    (params(), prop::option::of(rules), any::<bool>(), any::<bool>(), any::<bool>(), 55..105, any::<bool>()).prop_map(
        |(mut params, rules, nested, on_classes, first_match, from, frozen)| {
            if nested {
                params["method"] = json!("nested");
            }
            params["segments"] = rules.into();
            params["segment_grid"] = json!(if on_classes { "classes" } else { "scores" });
            params["first_match"] = json!(first_match);
            let from = chrono::NaiveDate::from_epoch_days(from).unwrap().to_string();
            params["migration"] = json!({ "from": from, "cuts": if frozen { "frozen" } else { "re_estimated" } });
            params["compare"] = json!(true);
            params
        },
    )
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

    /// Row order, settings read again, and that what was asked for on top changes nothing of what stands without it.
    #[test]
    fn further_settings_change_no_score_and_depend_on_no_order(
        (lines, shuffled) in lines().prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle())), params in further(),
    ) {
        let (a, b) = (run(&lines, &params), run(&shuffled, &params));
        prop_assert_eq!(serde_json::to_string(&a.finding).unwrap(), serde_json::to_string(&b.finding).unwrap());
        prop_assert!(a.table == b.table);
        prop_assert!(run(&lines, &serde_json::to_value(&a.finding.params).unwrap()).finding == a.finding);
        let mut plain = params.clone();
        for name in ["segments", "migration"] {
            plain[name] = Value::Null;
        }
        plain["compare"] = json!(false);
        let plain = run(&lines, &plain).table;
        prop_assert!(plain.r == a.table.r && plain.f == a.table.f && plain.m == a.table.m && plain.class == a.table.class);
    }

    #[test]
    fn every_move_is_counted_once(lines in lines(), params in further()) {
        let rfm = run(&lines, &params);
        let Some(outcome) = found(&rfm) else { return Ok(()) };
        let migration = outcome.migration.as_ref().unwrap();
        prop_assert!(migration.moves.is_some() != migration.not_enough_data.is_some());
        let Some(moves) = &migration.moves else { return Ok(()) };
        prop_assert_eq!(moves.scored_now, outcome.population.scored);
        prop_assert_eq!((moves.both + moves.newcomers, moves.both + moves.leavers), (moves.scored_now, moves.scored_then));
        prop_assert_eq!(moves.moved + moves.stayed, moves.both);
        prop_assert_eq!(moves.by_bits.iter().map(|m| m.customers).sum::<u64>(), moves.moved);
        for matrix in std::iter::once(&moves.classes).chain(&moves.segments) {
            let inner: u64 = matrix.counts.iter().flatten().sum();
            prop_assert_eq!(inner, moves.both);
            prop_assert_eq!(matrix.newcomers.iter().sum::<u64>(), moves.newcomers);
            prop_assert_eq!(matrix.leavers.iter().sum::<u64>(), moves.leavers);
            prop_assert_eq!(matrix.from_totals.iter().sum::<u64>(), moves.scored_then);
            prop_assert_eq!(matrix.to_totals.iter().sum::<u64>(), moves.scored_now);
        }
        let diagonal: u64 = moves.classes.counts.iter().enumerate().map(|(at, row)| row[at]).sum();
        prop_assert_eq!(diagonal, moves.stayed);
        for (at, dimension) in moves.by_dimension.iter().enumerate() {
            let with = moves.by_bits.iter().filter(|m| m.bits.as_bytes()[at] == b'1').map(|m| m.customers).sum::<u64>();
            prop_assert_eq!(dimension.up + dimension.down, with);
        }
        prop_assert_eq!(moves.cut.map(|cut| cut.moved), moves.by_bits.iter().map(|m| m.by_cut_alone).sum::<Option<u64>>());
        // Customers of the grouping are those of the matrix.
        let (groupings, _) = rfm.table.groups(outcome.population.customers as usize);
        let grouping = groupings.iter().find(|g| g.name == "migration").unwrap();
        let members = |code: &str| (0..grouping.of.len()).filter(|&customer| grouping.group_of(customer) == Some(code)).count() as u64;
        let classes = &moves.classes;
        for (from, row) in classes.groups.iter().zip(&classes.counts) {
            for (to, &count) in classes.groups.iter().zip(row) {
                prop_assert_eq!(members(&format!("{from}>{to}")), count);
            }
        }
        for (at, class) in classes.groups.iter().enumerate() {
            prop_assert_eq!(members(&format!("new>{class}")), classes.newcomers[at]);
            prop_assert_eq!(members(&format!("{class}>gone")), classes.leavers[at]);
        }
    }

    /// The earlier side is the file as it was then, scored by itself.
    #[test]
    fn then_is_the_file_of_then(lines in lines(), params in further(), from in 70..AS_OF) {
        let mut params = params;
        params["migration"]["from"] = json!(chrono::NaiveDate::from_epoch_days(from).unwrap().to_string());
        let rfm = run(&lines, &params);
        let Some(moves) = found(&rfm).and_then(|outcome| outcome.migration.as_ref()?.moves.as_ref()) else { return Ok(()) };
        params["migration"] = Value::Null;
        let then = rfm::run(&orders::view(&lines, from), &rfm::read(&params).unwrap()).unwrap();
        let then = found(&then).unwrap();
        prop_assert_eq!(&moves.split_then, &then.classes.values);
        for (total, row) in moves.classes.from_totals.iter().zip(&then.classes.rows) {
            prop_assert_eq!(*total, row.customers);
        }
        for (matrix, segments) in moves.segments.iter().zip(&then.segments) {
            for (total, row) in matrix.from_totals.iter().zip(&segments.rows) {
                prop_assert_eq!(*total, row.customers);
            }
        }
    }

    #[test]
    fn effects_are_those_of_running_otherwise(lines in lines(), params in further()) {
        let rfm = run(&lines, &params);
        let Some(outcome) = found(&rfm) else { return Ok(()) };
        for effect in outcome.comparison.as_ref().unwrap() {
            let mut other = params.clone();
            other["frequency"] = json!(effect.frequency);
            let table = run(&lines, &other).table;
            let changed = |a: &dyn Fn(&rfm::RfmTable, usize) -> u64| {
                (0..table.len()).filter(|&row| a(&table, row) != a(&rfm.table, row)).count() as u64
            };
            prop_assert_eq!(effect.counts.num, changed(&|t, row| t.frequency[row].into()));
            prop_assert_eq!(effect.class.num, changed(&|t, row| t.class[row].into()));
            prop_assert_eq!(effect.scores.num, changed(&|t, row| u64::from(t.f[row]) * 16 + u64::from(t.m[row])));
            prop_assert_eq!(effect.segment.is_some(), rfm.table.segment.is_some());
            if let (Some(effect), Some(_)) = (effect.segment, &rfm.table.segment) {
                prop_assert_eq!(effect.num, changed(&|t, row| t.segment.as_ref().unwrap()[row].into()));
            }
        }
    }

    /// Segments are exactly what the rules say: the first that holds, and only where that was asked for or cannot matter.
    #[test]
    fn segments_follow_the_rules(lines in lines(), params in further()) {
        let rfm = run(&lines, &params);
        let Some(segments) = found(&rfm).and_then(|outcome| outcome.segments.as_ref()) else { return Ok(()) };
        let proven = segments.proof.exhaustive && segments.proof.exclusive;
        let used = proven || params["first_match"] == true;
        prop_assert_eq!(rfm.table.segment.is_some(), used);
        prop_assert_eq!(segments.unused.is_empty(), used);
        let rules: Vec<&Vec<rfm::Cells>> = if used {
            segments.rows.iter().filter(|row| row.name != "others").map(|row| &row.rule).collect()
        } else {
            segments.unused.iter().map(|rule| &rule.rule).collect()
        };
        let (mut none, mut several) = (0, 0);
        for row in 0..rfm.table.len() {
            let bits = rfm.table.class[row];
            let cell = match segments.grid {
                rfm::rules::Grid::Scores => [rfm.table.r[row], rfm.table.f[row], rfm.table.m[row]],
                rfm::rules::Grid::Classes => [bits / 4 + 1, bits / 2 % 2 + 1, bits % 2 + 1],
            };
            let by: Vec<usize> = (0..rules.len()).filter(|&at| rules[at].iter().any(|b| b.holds(cell))).collect();
            none += u64::from(by.is_empty());
            several += u64::from(by.len() > 1);
            if let Some(segment) = &rfm.table.segment {
                prop_assert_eq!(usize::from(segment[row]), by.first().copied().unwrap_or(rules.len()));
            }
        }
        prop_assert_eq!((segments.uncovered_customers, segments.claimed_customers), (none, several));
    }
}
