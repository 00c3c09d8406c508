//! What is bought together: rules that are no chance, and the bundle they suggest.

use super::super::card::Owner;
use super::super::figure::{count, grouped, percent};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, say};
use crate::mask::K;

/// The largest false discovery rate of a rule that is told.
const Q: f64 = 0.05;
/// The least lift of one.
const LIFT: f64 = 1.5;
/// Rules in the table.
const RULES: usize = 15;

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
    let note = say!(
        draft,
        "{baskets} 个篮；q < 5% 的非冗余规则，按{by}排列",
        "{baskets} baskets; rules with q < 5 % that follow from no shorter one, by {by}",
        baskets,
        by
    );
    let mut sheet = Sheet::new("rules", &title, &note, &columns.map(|(t, k)| (t.as_str(), k)));
    let side = |rule: Look<'_>, key: &str| rule.list(key).filter_map(Look::word).collect::<Vec<_>>().join(" + ");
    let sound = |rule: &Look<'_>| {
        let enough = rule.count("customers") >= K;
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
    draft.table(sheet.drawn(Drawing::Bars { column: 5 }));
    if let Some((at, rule)) = rules.iter().max_by(|x, y| {
        let gain = |r: &(usize, Look<'_>)| r.1.num("leverage").unwrap_or_default();
        gain(x).total_cmp(&gain(y)).then(y.0.cmp(&x.0))
    }) {
        bundle(draft, *rule, *at, &side(*rule, "left"), &side(*rule, "right"));
    }
}

/// The rule with the most baskets beyond chance.
fn bundle(draft: &mut Draft<'_>, rule: Look<'_>, at: usize, left: &str, right: &str) {
    let (Some((both, of)), Some(lift)) = (rule.ratio("confidence"), rule.num("lift")) else { return };
    let (rate, times, n, all) = (percent(both / of), grouped(lift, 1), count(both as u64), count(of as u64));
    let usual = rule.ratio("expected").map(|(num, den)| percent(num / den)).unwrap_or_default();
    let what = say!(
        draft,
        "买“{left}”的订单里 {rate} 同时买“{right}”，是平常的 {times} 倍",
        "Of the baskets with “{left}”, {rate} hold “{right}” too: {times} times as often as usual",
        left,
        rate,
        right,
        times
    );
    let why = say!(
        draft,
        "{all} 篮中有 {n} 篮一起买；“{right}”在所有篮里只占 {usual}，差距经多重检验仍显著",
        "{n} of {all} baskets hold both; of all baskets {usual} hold “{right}”, and the difference stands after correction for many tests",
        all,
        n,
        right,
        usual
    );
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
    let base = format!("top.{at}");
    let numbers = [
        draft.evidence(&say!(draft, "置信度", "Confidence"), rate.clone(), &format!("{base}.confidence")),
        draft.evidence(&say!(draft, "提升度", "Lift"), grouped(lift, 2), &format!("{base}.lift")),
        draft.evidence(&say!(draft, "一起买的篮数", "Baskets with both"), n.clone(), &format!("{base}.support")),
    ];
    let advice = draft.advice(Owner::Product, 30, target, action, amount);
    draft.add(Finding::new("bundle", Severity::Good, 90.0, what).because(why).so(advice).with(numbers));
}
