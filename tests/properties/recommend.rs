//! Recommendations of made-up orders beside a plain computation of the same.

use crate::products::{self, Row};
use insitu::analysis;
use insitu::customers::CustomerView;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const ITEMS: u32 = 6;

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0_u8..12, 0_u8..5, 0..ITEMS + 1, prop::bool::weighted(0.1)), 1..90)
}

fn view(rows: &[Row]) -> CustomerView {
    products::view(rows, ITEMS)
}

/// What a customer had before the last day, and what was new on it.
#[derive(Default, Clone)]
struct Own {
    before: BTreeSet<u32>,
    new: BTreeSet<u32>,
    days: usize,
}

impl Own {
    fn all(&self) -> BTreeSet<u32> {
        self.before.union(&self.new).copied().collect()
    }

    /// What counts while the last order is held out: everything of who has no earlier one.
    fn known(&self) -> BTreeSet<u32> {
        if self.days > 1 { self.before.clone() } else { self.all() }
    }
}

fn owns(rows: &[Row]) -> Vec<Own> {
    let customers: BTreeSet<u8> = rows.iter().map(|row| row.0).collect();
    let of = |customer| {
        let own: Vec<(u8, u32)> =
            rows.iter().filter(|r| r.0 == customer && !r.3 && r.2 < ITEMS).map(|r| (r.1 / 2, r.2)).collect();
        let last = own.iter().map(|(day, _)| *day).max();
        let before: BTreeSet<u32> = own.iter().filter(|(day, _)| Some(*day) < last).map(|(_, item)| *item).collect();
        let new = own.iter().map(|(_, item)| *item).filter(|item| !before.contains(item)).collect();
        Own { before, new, days: own.iter().map(|(day, _)| day).collect::<BTreeSet<_>>().len() }
    };
    customers.into_iter().map(of).collect()
}

struct Plain {
    /// Items by all customers descending, then by name.
    order: Vec<u32>,
    least: u32,
    lift: bool,
}

impl Plain {
    fn likeness(&self, of: &[BTreeSet<u32>], a: u32, b: u32) -> f64 {
        let with = |items: &[u32]| of.iter().filter(|own| items.iter().all(|item| own.contains(item))).count() as f64;
        let both = with(&[a, b]);
        if both < f64::from(self.least) {
            return 0.0;
        }
        let all = of.iter().filter(|own| !own.is_empty()).count() as f64;
        let product = with(&[a]) * with(&[b]);
        if self.lift { both * all / product * (both / (both + 10.0)) } else { both / product.sqrt() }
    }

    /// The list for a customer of these items; `popular` is the order of what is only popular.
    fn list(&self, of: &[BTreeSet<u32>], own: &BTreeSet<u32>, popular: &[u32], k: usize) -> Vec<(u32, f64)> {
        let place = |item: u32| self.order.iter().position(|other| *other == item).unwrap();
        let mut scored: Vec<(u32, f64)> = self
            .order
            .iter()
            .filter(|item| !own.contains(item))
            .map(|&item| {
                // In the order of the numbers, as sums of doubles depend on it.
                let of_own = self.order.iter().filter(|other| own.contains(other));
                (item, of_own.map(|&other| self.likeness(of, other, item)).sum())
            })
            .filter(|(_, score)| *score > 0.0)
            .collect();
        scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(place(a.0).cmp(&place(b.0))));
        let rest: Vec<u32> = popular.iter().copied().filter(|i| !own.contains(i) && scored.iter().all(|(s, _)| s != i)).collect();
        scored.extend(rest.into_iter().map(|item| (item, 0.0)));
        scored.truncate(k);
        scored
    }
}

proptest! {
    #[test]
    fn lists_and_hits_are_those_of_a_plain_computation(rows in rows(), k in 1_usize..5, least in 1_u32..3, lift: bool) {
        let similarity = if lift { "lift" } else { "cosine" };
        let params = json!({"k": k, "least": least, "similarity": similarity, "neighbours": 100});
        let found = analysis::run("recommend", &view(&rows), &params).unwrap();
        let value = serde_json::to_value(&found.finding).unwrap();
        let owns = owns(&rows);
        let bought: BTreeSet<u32> = owns.iter().flat_map(Own::all).collect();
        if bought.len() < 2 {
            prop_assert_eq!(&value["not_enough_data"]["have"][0], &json!({"code": "products", "value": bought.len()}));
            return Ok(());
        }
        let got = &value["outcome"];
        let buyers = |of: &[BTreeSet<u32>], item: u32| of.iter().filter(|own| own.contains(&item)).count();
        let by_buyers = |of: &[BTreeSet<u32>], items: &[u32]| {
            let mut items = items.to_vec();
            items.sort_by_key(|&item| std::cmp::Reverse(buyers(of, item)));
            items
        };
        let all: Vec<BTreeSet<u32>> = owns.iter().map(Own::all).collect();
        let known: Vec<BTreeSet<u32>> = owns.iter().map(Own::known).collect();
        let order = by_buyers(&all, &bought.iter().copied().collect::<Vec<_>>());
        let plain = Plain { order: order.clone(), least, lift };

        let popular = by_buyers(&known, &order);
        let tried: Vec<usize> = (0..owns.len()).filter(|&at| owns[at].days > 1 && !owns[at].new.is_empty()).collect();
        if tried.is_empty() {
            prop_assert_eq!(&got["trial"], &Value::Null);
        } else {
            let hits = |list: &dyn Fn(usize) -> Vec<u32>| {
                (1..=k).map(|k| tried.iter().filter(|&&at| list(at).iter().take(k).any(|item| owns[at].new.contains(item))).count()).collect::<Vec<_>>()
            };
            let ours = hits(&|at| plain.list(&known, &known[at], &popular, k).into_iter().map(|(item, _)| item).collect());
            let theirs = hits(&|at| popular.iter().copied().filter(|item| !known[at].contains(item)).collect());
            let trial = &got["trial"];
            prop_assert_eq!(&trial["tried"], &json!(tried.len()));
            prop_assert_eq!(&trial["lists"]["by_length"], &json!(ours));
            prop_assert_eq!(&trial["popular"]["by_length"], &json!(theirs));
            prop_assert_eq!(&trial["lists"]["rate"], &json!({"num": ours[k - 1], "den": tried.len()}));
            let difference = trial["only_lists"].as_i64().unwrap() - trial["only_popular"].as_i64().unwrap();
            prop_assert_eq!(difference, ours[k - 1] as i64 - theirs[k - 1] as i64);
        }
        let repeats = owns.iter().filter(|own| own.days > 1 && own.new.is_empty()).count();
        if !tried.is_empty() {
            prop_assert_eq!(&got["trial"]["repeats"], &json!(repeats));
        }

        let recommended = &found.groupings[0];
        let mut alike = 0;
        for (customer, own) in all.iter().enumerate() {
            let first = plain.list(&all, own, &order, 1).first().copied();
            let name = first.map(|(item, _)| format!("p{item}"));
            prop_assert_eq!(recommended.group_of(customer), name.as_deref());
            let score = first.map_or(0.0, |(_, score)| score);
            alike += u64::from(score > 0.0);
            let told = found.measures[0].values[customer];
            prop_assert!(if score > 0.0 { (told - score).abs() < 1e-12 } else { told.is_nan() }, "{} {}", told, score);
        }
        prop_assert_eq!(&got["alike"], &json!(alike));
        let told = ["alike", "popular", "none"].iter().map(|key| got[*key].as_u64().unwrap()).sum::<u64>();
        prop_assert_eq!(told, owns.len() as u64);
    }

    #[test]
    fn row_order_does_not_change_results((rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))) {
        let run = |rows: &[Row]| {
            let found = analysis::run("recommend", &view(rows), &json!({"least": 1})).unwrap();
            (serde_json::to_string(&found.finding).unwrap(), found.groupings)
        };
        prop_assert_eq!(run(&rows), run(&shuffled));
    }
}

#[test]
fn edges_have_words() {
    let empty = CustomerView::from_parts(vec![0], vec![], vec![], vec![], vec![], 2).unwrap();
    let found = analysis::run("recommend", &empty, &json!({})).unwrap();
    let value = serde_json::to_value(found.finding).unwrap();
    assert_eq!(value["not_enough_data"]["need"][0]["code"], "field_product_id");
}
