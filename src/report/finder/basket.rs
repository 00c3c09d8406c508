//! What is bought together: rules that are no chance, and the bundle they suggest.

use super::super::card::Owner;
use super::super::figure::{count, grouped, percent};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, filled, say};

/// The largest false discovery rate of a rule that is told.
const Q: f64 = 0.05;
/// The least lift of one.
const LIFT: f64 = 1.5;
/// Rules in the table.
const RULES: usize = 15;
/// Baskets with the left side from which on a rule is more than a hint.
const BASE: f64 = 30.0;

pub(super) fn find(draft: &mut Draft<'_>, params: Look<'_>, outcome: Look<'_>) {
    let baskets = count(outcome.count("baskets"));
    let heads = [
        say!(draft, "买了", "Bought"),
        say!(draft, "也买", "Bought too"),
        say!(draft, "一起买的篮数", "Baskets with both"),
        say!(draft, "支持度", "Support"),
        say!(draft, "置信度", "Confidence"),
        say!(draft, "提升度", "Lift"),
        say!(draft, "错误发现率 q", "False discovery rate q"),
        say!(draft, "客户数", "Customers"),
    ];
    let [a, b, c, d, e, f, g, h] = &heads;
    use CellKind::{Count, Number, People, Rate, Text};
    let columns = [(a, Text), (b, Text), (c, Count), (d, Rate), (e, Rate), (f, Number), (g, Number), (h, People)];
    let title = say!(draft, "关联规则", "Association rules");
    let by = match params.text("sort") {
        Some("confidence") => say!(draft, "置信度", "confidence"),
        Some("support") => say!(draft, "支持度", "support"),
        Some("leverage") => say!(draft, "杠杆率", "leverage"),
        Some("p") => say!(draft, "p 值", "p"),
        _ => say!(draft, "提升度", "lift"),
    };
    let unit = Unit::of(outcome);
    let basket = draft.lang.pick(unit.zh_basket, unit.en_basket);
    let note = say!(
        draft,
        "{baskets} 个篮（一篮是{basket}）；q < 5% 的非冗余规则，按{by}排列",
        "{baskets} baskets (each is {basket}); rules with q < 5 % that follow from no shorter one, by {by}",
        baskets,
        basket,
        by
    );
    let mut sheet = Sheet::new("rules", &title, &note, &columns.map(|(t, k)| (t.as_str(), k)));
    let side = |rule: Look<'_>, key: &str| {
        rule.list(key).filter_map(Look::word).map(|id| draft.product(id)).collect::<Vec<_>>().join(" + ")
    };
    let sound = |rule: &Look<'_>| {
        let enough = rule.count("customers") >= draft.k;
        !rule.is("redundant") && enough && rule.num("q").is_some_and(|q| q < Q) && rule.num("lift").is_some_and(|l| l >= LIFT)
    };
    let rules: Vec<(usize, Look<'_>)> = outcome.list("top").enumerate().filter(|(_, rule)| sound(rule)).collect();
    for (_, rule) in rules.iter().take(RULES) {
        sheet.row(vec![
            side(*rule, "left").into(),
            side(*rule, "right").into(),
            rule.at("support").count("num").into(),
            rule.ratio("support").into(),
            rule.ratio("confidence").into(),
            rule.num("lift").into(),
            rule.num("q").into(),
            rule.count("customers").into(),
        ]);
    }
    // The one with the most baskets beyond chance, first of those whose number bears it.
    let gain = |rule: Look<'_>| rule.num("leverage").unwrap_or_default();
    let first = rules
        .iter()
        .max_by(|x, y| is_firm(x.1).cmp(&is_firm(y.1)).then(gain(x.1).total_cmp(&gain(y.1))).then(y.0.cmp(&x.0)))
        .map(|(at, rule)| (*at, *rule, side(*rule, "left"), side(*rule, "right")));
    draft.table(sheet.drawn(Drawing::Bars { column: 5 }));
    if let Some((at, rule, left, right)) = first {
        bundle(draft, rule, at, (&left, &right), &unit);
    }
}

/// Whether a rule holds of enough baskets, and at the lower end of its interval too.
fn is_firm(rule: Look<'_>) -> bool {
    rule.at("confidence").num("den").is_some_and(|of| of >= BASE) && rule.num("lift_interval.low").is_some_and(|low| low >= LIFT)
}

/// What a basket is, in words.
struct Unit {
    zh_basket: &'static str,
    en_basket: &'static str,
    zh_what: &'static str,
    en_what: &'static str,
    zh_count: &'static str,
    en_count: &'static str,
}

impl Unit {
    fn of(outcome: Look<'_>) -> Self {
        match outcome.text("by") {
            Some("customer") => Self {
                zh_basket: "一位客户的全部购买",
                en_basket: "all purchases of a customer",
                zh_what: "买过“{left}”的客户里 {rate} 也买过“{right}”，是平常的 {times} 倍",
                en_what: "Of the customers who bought “{left}”, {rate} bought “{right}” too: {times} times as often as usual",
                zh_count: "位客户",
                en_count: "customers",
            },
            Some("day") => Self {
                zh_basket: "一位客户一天的购买",
                en_basket: "what a customer bought on a day",
                zh_what: "同一客户同一天买“{left}”的，{rate} 当天也买“{right}”，是平常的 {times} 倍",
                en_what: "Of the days on which a customer bought “{left}”, {rate} hold “{right}” too: {times} times as often as usual",
                zh_count: "个客户日",
                en_count: "days of a customer",
            },
            _ => Self {
                zh_basket: "一笔订单",
                en_basket: "an order",
                zh_what: "买“{left}”的订单里 {rate} 同时买“{right}”，是平常的 {times} 倍",
                en_what: "Of the orders with “{left}”, {rate} hold “{right}” too: {times} times as often as usual",
                zh_count: "笔订单",
                en_count: "orders",
            },
        }
    }
}

/// What a rule says, and what to do about it where it is firm.
fn bundle(draft: &mut Draft<'_>, rule: Look<'_>, at: usize, (left, right): (&str, &str), unit: &Unit) {
    let (Some((both, of)), Some(lift)) = (rule.ratio("confidence"), rule.num("lift")) else { return };
    let (rate, times, n, all) = (percent(both / of), grouped(lift, 1), count(both as u64), count(of as u64));
    let usual = rule.ratio("expected").map(|(num, den)| percent(num / den)).unwrap_or_default();
    let what = filled(
        draft.lang.pick(unit.zh_what, unit.en_what),
        &[("left", &left), ("right", &right), ("rate", &rate), ("times", &times)],
    );
    let counted = draft.lang.pick(unit.zh_count, unit.en_count);
    let why = say!(
        draft,
        "{all} {counted}里 {n} {counted}两样都有；“{right}”在全部里只占 {usual}，差距经多重检验仍显著",
        "{n} of {all} {counted} hold both; of all {usual} hold “{right}”, and the difference stands after correction for many tests",
        all,
        n,
        counted,
        right,
        usual
    );
    let base = format!("top.{at}");
    let numbers = [
        draft.evidence(&say!(draft, "置信度", "Confidence"), rate.clone(), &format!("{base}.confidence")),
        draft.evidence(&say!(draft, "提升度", "Lift"), grouped(lift, 2), &format!("{base}.lift")),
        draft.evidence(&say!(draft, "一起买的篮数", "Baskets with both"), n.clone(), &format!("{base}.support")),
    ];
    if !is_firm(rule) {
        let small = say!(
            draft,
            "{why}；基数小，只是线索，先多攒数据再用",
            "{why}; the base is small: a hint alone, to be used when there are more data",
            why
        );
        draft.add(Finding::new("bundle", Severity::Info, 30.0, what).because(small).with(numbers));
        return;
    }
    // The number that its interval bears, and not the one that it happens to have.
    let weight = rule.num("lift_interval.low").map_or(0.0, |low| 70.0 + 10.0 * (low - LIFT).min(2.0));
    let target = say!(draft, "买“{left}”的客户", "customers who buy “{left}”", left);
    let action = say!(
        draft,
        "在商品页和结算页推荐“{right}”，并上架 1 个组合装",
        "recommend “{right}” on the product page and at checkout, and add 1 bundle",
        right
    );
    // Where nearly all buy both, half of the rest is what can be won.
    let goal = percent(both / of + (1.0 - both / of).min(0.2) / 2.0);
    let amount = if goal == rate {
        say!(draft, "目标是同购率保持在 {rate}", "the goal is that {rate} buy both as they do now", rate)
    } else {
        say!(draft, "目标是同购率从 {rate} 到 {goal}", "the goal is that {goal} buy both, from {rate}", rate, goal)
    };
    let advice = draft.advice(Owner::Product, 30, target, action, amount);
    draft.add(Finding::new("bundle", Severity::Good, weight, what).because(why).so(advice).with(numbers));
}
