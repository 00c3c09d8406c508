//! ABC on made-up orders.

use super::describe::lines;
use crate::orders::{self, Line};
use insitu::analysis::{self, Grouping};
use insitu::customers::{CustomerView, Dimension, NO_LABEL, Parts};
use proptest::prelude::*;
use serde_json::{Value, json};

const AS_OF: i32 = 19_900;

/// The view with made-up products; every fifth line has none.
fn view(lines: &[Line]) -> CustomerView {
    let view = orders::view(lines, AS_OF);
    let code = |(day, amount): (&i32, &i64)| match (day.unsigned_abs() as i64 + amount.abs() / 2_500) % 10 {
        0 | 5 => NO_LABEL,
        code => code as u32,
    };
    let codes = view.all().day.iter().zip(view.all().amount).map(code).collect();
    let product = Dimension::new((0..10).map(|i| format!("p{i}")).collect(), codes);
    let mut parts = Parts::default();
    parts.lines[1] = Some(product);
    view.with(parts)
}

fn sum(rows: &Value, key: &str) -> f64 {
    rows.as_array().unwrap().iter().map(|row| row[key].as_f64().unwrap()).sum()
}

proptest! {
    #[test]
    fn row_order_does_not_change_results((lines, shuffled) in lines().prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle())), a in 1_u32..90) {
        let run = |lines: &[Line]| analysis::run("abc", &view(lines), &json!({"a": a})).unwrap();
        let (x, y) = (run(&lines), run(&shuffled));
        prop_assert_eq!(serde_json::to_string(&x.finding).unwrap(), serde_json::to_string(&y.finding).unwrap());
        prop_assert_eq!(x.groupings, y.groupings);
    }

    #[test]
    fn classes_add_up_to_all(lines in lines()) {
        let view = view(&lines);
        let found = analysis::run("abc", &view, &json!({})).unwrap();
        let finding = serde_json::to_value(&found.finding).unwrap();
        let outcome = &finding["outcome"];
        let positive = view.iter().filter(|l| l.amount.iter().sum::<i64>() > 0).count();
        if outcome.is_null() {
            prop_assert_eq!(positive, 0);
            return Ok(());
        }
        let customers = &outcome["customers"];
        prop_assert_eq!(sum(&customers["classes"], "count"), positive as f64);
        prop_assert!((sum(&customers["classes"], "revenue") - customers["revenue"].as_f64().unwrap()).abs() < 1e-6);
        let apart = &customers["apart"];
        let all = positive as u64 + apart["zero"].as_u64().unwrap() + apart["negative"].as_u64().unwrap();
        prop_assert_eq!(all + outcome["without_lines"].as_u64().unwrap(), view.customers() as u64);
        let net: i64 = lines.iter().map(|l| l.amount).sum();
        let told = customers["revenue"].as_f64().unwrap() + apart["revenue"].as_f64().unwrap();
        prop_assert!((told - net as f64 / 10_000.0).abs() < 1e-6);

        let classes = &found.groupings[0];
        for (number, row) in (0_u16..).zip(customers["classes"].as_array().unwrap()) {
            let members: Vec<i64> = (0..view.customers())
                .filter(|&customer| classes.of[customer] == number)
                .map(|customer| view.lines_of(customer).amount.iter().sum())
                .collect();
            prop_assert_eq!(Some(members.len() as u64), row["count"].as_u64());
            prop_assert_eq!(row["from"].as_f64(), members.iter().min().map(|&m| m as f64 / 10_000.0));
        }
        prop_assert_eq!(classes.of.iter().filter(|&&g| g == Grouping::NONE).count(), view.customers() - positive);

        let products = &outcome["products"];
        if !products.is_null() {
            let ranking = &products["ranking"];
            let labelled = ranking["revenue"].as_f64().unwrap() + ranking["apart"]["revenue"].as_f64().unwrap();
            prop_assert!((labelled + products["unlabelled_revenue"].as_f64().unwrap() - net as f64 / 10_000.0).abs() < 1e-6);
            let lines_told = sum(&products["top"], "lines") + products["unlabelled_lines"].as_f64().unwrap();
            prop_assert_eq!(lines_told, lines.len() as f64, "ten labels are all listed");
        }
        if let Some(rows) = outcome["rfm"]["rows"].as_array() {
            for (row, class) in rows.iter().zip(customers["classes"].as_array().unwrap()) {
                let told: u64 = row["customers"].as_array().unwrap().iter().map(|c| c.as_u64().unwrap()).sum();
                prop_assert_eq!(Some(told), class["count"].as_u64(), "who has a positive net amount has a purchase");
            }
        }
    }
}
