//! Steps proposed from the data: 浏览 – 加购 – 下单 – 支付 – 复购 by the names of events, else the events in the order in which most
//! customers first do them.

use super::params::Step;
use crate::customers::{Dimension, Events};
use crate::stats::order;
use crate::table::each_item;

/// Names of events without case, blanks, `_` and `-`, the best first; the stages of a purchase in their order.
const STAGES: [&[&str]; 5] = [
    &[
        "浏览",
        "浏览商品",
        "商品浏览",
        "查看商品",
        "商品详情",
        "浏览商品详情",
        "查看",
        "访问",
        "pv",
        "productview",
        "viewproduct",
        "viewitem",
        "itemview",
        "productviewed",
        "viewcontent",
        "view",
        "browse",
        "pageview",
        "detail",
        "click",
        "点击",
        "visit",
        "home",
    ],
    &[
        "加购",
        "加入购物车",
        "加购物车",
        "添加购物车",
        "放入购物车",
        "加车",
        "addtocart",
        "addcart",
        "addtobasket",
        "addedtocart",
        "productadded",
        "cartadd",
        "cart",
        "购物车",
        "basket",
    ],
    &["结算", "去结算", "结账", "checkout", "begincheckout", "startcheckout", "checkoutstarted", "initiatecheckout"],
    &[
        "下单",
        "购买",
        "提交订单",
        "下单成功",
        "支付成功",
        "支付",
        "付款",
        "成交",
        "订单",
        "purchase",
        "buy",
        "order",
        "orderplaced",
        "placeorder",
        "ordercompleted",
        "completeorder",
        "checkoutcompleted",
        "orderpaid",
        "payment",
        "pay",
        "paid",
        "transaction",
        "purchased",
    ],
    &["复购", "再次购买", "再次下单", "repurchase", "reorder", "repeatpurchase"],
];
/// Orders that are placed and have to be paid yet, and what paying them is called, the best name first.
const PLACED: [&str; 6] = ["下单", "提交订单", "下单成功", "orderplaced", "placeorder", "order"];
const PAID: [&str; 8] = ["支付成功", "支付", "付款成功", "付款", "orderpaid", "payment", "pay", "paid"];
/// Stage of an order.
const ORDER: usize = 3;
/// Codes of the mobile log of Tianchi by stage: 1 view, 3 cart, 4 buy; 2 is a favourite.
const NUMBERS: [&str; 5] = ["1", "3", "", "4", ""];
/// Events whose order is looked at where names say nothing.
const LOOKED_AT: usize = 8;
/// Steps that are proposed of them.
const PROPOSED: usize = 4;

/// Steps, and how they were found.
pub(super) struct Proposal {
    pub steps: Vec<Step>,
    pub by: &'static str,
}

/// Whether the labels are the codes of a log of the kind of Tianchi.
fn are_numbers(kinds: &Dimension) -> bool {
    kinds.labels.iter().all(|label| matches!(label.as_str(), "1" | "2" | "3" | "4")) && kinds.labels.len() > 1
}

/// Labels of the best name of a stage that is there.
fn labels_of(kinds: &Dimension, stage: usize) -> Vec<usize> {
    if are_numbers(kinds) {
        let number = NUMBERS.get(stage).copied().unwrap_or_default();
        return (0..kinds.labels.len()).filter(|at| kinds.labels.get(*at).is_some_and(|label| label == number)).collect();
    }
    best_of(kinds, STAGES.get(stage).copied().unwrap_or_default())
}

/// Labels of the best of these names that is there.
fn best_of(kinds: &Dimension, names: &[&str]) -> Vec<usize> {
    let ranks: Vec<Option<usize>> = kinds.labels.iter().map(|label| rank(label, names)).collect();
    let best = ranks.iter().flatten().min().copied();
    (0..ranks.len()).filter(|at| best.is_some() && ranks.get(*at).copied().flatten() == best).collect()
}

fn rank(label: &str, names: &[&str]) -> Option<usize> {
    let plain: String =
        label.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-')).map(|c| c.to_ascii_lowercase()).collect();
    names.iter().position(|name| *name == plain)
}

/// Kinds of events whose name means a purchase.
pub(super) fn purchases(kinds: &Dimension) -> Vec<usize> {
    labels_of(kinds, ORDER)
}

/// Proposes steps. `lines`: whether there are orders beside the events.
pub(super) fn propose(events: &Events, kinds: &Dimension, lines: bool) -> Proposal {
    let named = |at: &usize| kinds.labels.get(*at).cloned();
    let mut steps: Vec<Step> = Vec::new();
    let mut orders = false;
    for stage in 0..STAGES.len() {
        let labels: Vec<String> = labels_of(kinds, stage).iter().filter_map(named).collect();
        // 复购 needs no event of its own: it is an order of somebody who has one.
        let step = match (labels.is_empty(), stage) {
            (false, _) => Step { events: labels, ..Step::default() },
            (true, ORDER) if lines && !steps.is_empty() => Step { order: Some(1), ..Step::default() },
            (true, 4) if orders => Step { order: Some(2), ..Step::default() },
            _ => continue,
        };
        orders |= stage == ORDER;
        let placed = stage == ORDER && step.events.iter().any(|label| rank(label, &PLACED).is_some());
        steps.push(step);
        let paid: Vec<String> = best_of(kinds, &PAID).iter().filter_map(named).collect();
        if placed && !paid.is_empty() {
            steps.push(Step { events: paid, ..Step::default() });
        }
    }
    if steps.len() >= 2 {
        return Proposal { steps, by: "words" };
    }
    let common = common(events, kinds);
    let steps = common.iter().filter_map(named).map(|label| Step { events: vec![label], ..Step::default() });
    Proposal { steps: steps.collect(), by: "order" }
}

/// The events that most customers do, in the order in which most of them first do them.
fn common(events: &Events, kinds: &Dimension) -> Vec<usize> {
    let counts = customers_by_kind(events, kinds);
    let count = |at: usize| counts.get(at).copied().unwrap_or(0);
    let mut chosen = order(counts.len(), &|a, b| count(b).cmp(&count(a)));
    chosen.retain(|at| count(*at) > 0);
    chosen.truncate(LOOKED_AT);
    let slot_of: Vec<Option<usize>> = (0..counts.len()).map(|at| chosen.iter().position(|c| *c == at)).collect();
    // Customers who do the one before the other.
    let mut before = [[0_u64; LOOKED_AT]; LOOKED_AT];
    each_item(0..events.offsets.len().saturating_sub(1), |customer| {
        let codes = kinds.codes().get(events.range_of(customer)).unwrap_or_default();
        let mut seen = [false; LOOKED_AT];
        for slot in codes.iter().filter_map(|code| slot_of.get(*code as usize).copied().flatten()) {
            if seen.get(slot) == Some(&false) {
                for (earlier, row) in seen.iter().zip(&mut before) {
                    if let Some(cell) = row.get_mut(slot).filter(|_| *earlier) {
                        *cell += 1;
                    }
                }
                if let Some(mark) = seen.get_mut(slot) {
                    *mark = true;
                }
            }
            if seen.iter().take(chosen.len()).all(|seen| *seen) {
                break;
            }
        }
    });
    chosen.truncate(PROPOSED);
    let cell = |a: usize, b: usize| before.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0);
    let wins = |a: usize| (0..chosen.len()).filter(|b| cell(a, *b) > cell(*b, a)).count();
    let places = order(chosen.len(), &|a, b| wins(b).cmp(&wins(a)));
    places.into_iter().filter_map(|at| chosen.get(at)).copied().collect()
}

/// Customers who did each kind of event.
pub(super) fn customers_by_kind(events: &Events, kinds: &Dimension) -> Vec<u64> {
    let mut counts = vec![0_u64; kinds.labels.len()];
    let mut last = vec![u32::MAX; kinds.labels.len()];
    each_item(0..events.offsets.len().saturating_sub(1), |customer| {
        for &code in kinds.codes().get(events.range_of(customer)).unwrap_or_default() {
            if let (Some(last), Some(count)) = (last.get_mut(code as usize), counts.get_mut(code as usize))
                && *last != customer as u32
            {
                *last = customer as u32;
                *count += 1;
            }
        }
    });
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(labels: &[&str]) -> Vec<String> {
        let mut labels: Vec<String> = labels.iter().map(|l| (*l).to_owned()).collect();
        labels.sort();
        let count = labels.len() as u32;
        let kinds = Dimension::new(labels, (0..count).rev().collect());
        let events =
            Events { offsets: vec![0, count], second: (0..i64::from(count)).collect(), timed: true, ..Events::default() };
        let proposal = propose(&events, &kinds, false);
        proposal.steps.iter().map(|s| s.order.map_or_else(|| s.events.join("+"), |n| format!("#{n}"))).collect()
    }

    #[test]
    fn the_stages_of_a_purchase_are_known_by_their_names() {
        assert_eq!(proposed(&["下单", "加购", "浏览", "点击"]), ["浏览", "加购", "下单", "#2"]);
        assert_eq!(proposed(&["支付", "下单", "加购", "浏览"]), ["浏览", "加购", "下单", "支付", "#2"]);
        assert_eq!(proposed(&["view", "支付"]), ["view", "支付", "#2"]);
        assert_eq!(proposed(&["view", "payment", "purchase"]), ["view", "purchase", "#2"]);
        assert_eq!(proposed(&["1", "2", "3", "4"]), ["1", "3", "4", "#2"]);
        assert_eq!(proposed(&["pv", "fav", "cart", "buy"]), ["pv", "cart", "buy", "#2"]);
        assert_eq!(
            proposed(&["Page View", "product_view", "add_to_cart", "cart", "checkout", "purchase", "search"]),
            ["product_view", "add_to_cart", "checkout", "purchase", "#2"]
        );
        assert_eq!(proposed(&["view", "cart", "purchase", "repurchase"]), ["view", "cart", "purchase", "repurchase"]);
        assert_eq!(proposed(&["View", "view", "buy"]), ["View+view", "buy", "#2"]);
    }

    #[test]
    fn other_events_stand_in_the_order_of_first_deeds() {
        // One customer, from the last label to the first.
        assert_eq!(proposed(&["a", "b", "c"]), ["c", "b", "a"]);
        assert_eq!(proposed(&["only"]), ["only"]);
    }
}
