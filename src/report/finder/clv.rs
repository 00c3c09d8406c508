//! Lifetime value: what customers have brought, and what they are expected to bring.

use super::super::card::Owner;
use super::super::figure::{count, grouped, percent, short};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, may_tell, say};

/// Where the mean probability of being active is above this, as 100.0 %, the model found nobody who left: it says nothing of who stayed.
const NO_DROP_OUT: f64 = 0.9995;

fn detects_drop_out(model: Look<'_>) -> bool {
    model.num("alive.mean").is_some_and(|mean| mean < NO_DROP_OUT)
}

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    history(draft, outcome);
    let model = outcome.at("model");
    if !model.is_there() {
        return;
    }
    worth(draft, model, outcome.count("population.days"));
    tested(draft, model);
    deciles(draft, model);
}

fn history(draft: &mut Draft<'_>, outcome: Look<'_>) {
    let heads = [
        say!(draft, "客户年龄（月）", "Age in months"),
        say!(draft, "可观察的客户", "Customers observed"),
        say!(draft, "人均累计净收入", "Net revenue so far, each"),
    ];
    let [a, b, c] = &heads;
    use CellKind::{Money, People, Text};
    let title = say!(draft, "人均累计价值", "Value to date of a customer");
    let mut note = say!(draft, "只算已满该月龄的客户", "Only customers who have reached the age count");
    // Two rows tell what was bought between them: where few bought, or two nearly all of it, the curve ends.
    let k = draft.k;
    let is_told = |row: &Look<'_>| !row.is("dominated") && !(1..k).contains(&row.count("buyers"));
    let rows = || outcome.list("historical.curve");
    let shown = rows().take_while(is_told).count();
    if shown < rows().len() {
        let rest = say!(draft, "；从购买的人太少的月龄起不列", "; it ends before the first age at which too few bought");
        note.push_str(&rest);
    }
    let mut sheet = Sheet::new("curve", &title, &note, &[(a, Text), (b, People), (c, Money)]);
    let months = outcome.count("historical.months").max(1);
    for row in rows().take(shown) {
        let age = row.count("age") * months;
        sheet.row(vec![age.to_string().into(), row.count("customers").into(), row.num("value").into()]);
    }
    // Who has reached an age has reached all before it: two rows tell who is just of an age.
    draft.table(sheet.chained().drawn(Drawing::Line { column: 2 }));
}

/// What is expected; `days` are those that the model has seen.
fn worth(draft: &mut Draft<'_>, model: Look<'_>, days: u64) {
    let (Some(total), Some(mean), months) = (model.num("value.total"), model.num("value.mean"), model.count("value.months"))
    else {
        return;
    };
    let (all, each) = (short(total, draft.lang), grouped(mean, 2));
    let interval = model.num("value.interval.low").zip(model.num("value.interval.high"));
    let span = interval.map(|(low, high)| {
        let (low, high) = (grouped(low, 2), grouped(high, 2));
        say!(draft, "（95% 区间 {low}–{high}）", " (95 % interval {low}–{high})", low, high)
    });
    let span = span.unwrap_or_default();
    let what = say!(
        draft,
        "未来 {months} 个月，现有客户预计带来 {all}，人均 {each}{span}",
        "In the next {months} months the customers are expected to bring {all}, {each} each{span}",
        months,
        all,
        each,
        span
    );
    let alive = model.num("alive.mean").unwrap_or_default();
    let why = if !detects_drop_out(model) {
        say!(
            draft,
            "按各人的购买次数与间隔估计；模型没有测出有人离开，不能据此说谁还在，也没有为离开打折扣",
            "Estimated from how often and when each bought; the model detects nobody leaving, so it says nothing of who is still active, and takes nothing off for it"
        )
    } else {
        say!(
            draft,
            "按各人的购买次数与间隔估计，平均 {alive} 的客户仍在活跃",
            "Estimated from how often and when each bought; on average {alive} of them are still active",
            alive = percent(alive)
        )
    };
    let why = if months as f64 * 30.44 > 2.0 * days as f64 {
        say!(
            draft,
            "{why}。购买记录只有 {days} 天，这个数只能当作量级",
            "{why}. The purchases span {days} days only: an order of magnitude, no more",
            why,
            days
        )
    } else {
        why
    };
    let numbers = [draft.evidence(&say!(draft, "预期价值合计", "Expected value"), grouped(total, 2), "model.value.total")];
    let mut finding = Finding::new("value", Severity::Info, 80.0, what).because(why).with(numbers);
    let top = model.list("value.top").next().and_then(|row| Some((row.ratio("customers")?, row.num("value")?)));
    let is_told =
        |&((n, of), _): &((f64, f64), f64)| n > 0.0 && may_tell(n, of, draft.k) && draft.tells(of as u64) && total > 0.0;
    if let Some(((n, of), value)) = top.filter(is_told) {
        let (people, part, share) = (count(n as u64), percent(n / of), percent(value / total));
        let target = say!(
            draft,
            "预期价值最高的 {people} 位客户（{part}）",
            "the {people} customers of the highest expected value ({part})",
            people,
            part
        );
        let action = say!(
            draft,
            "优先推送权益与新品，占用 50% 的维护预算",
            "send benefits and new products first, with 50 % of the retention budget"
        );
        let amount = say!(draft, "他们占预期价值的 {share}", "they hold {share} of the expected value", share);
        finding = finding.so(draft.advice(Owner::Marketing, 30, target, action, amount));
    }
    draft.add(finding);
}

/// How well the model foretold the part that was held out.
fn tested(draft: &mut Draft<'_>, model: Look<'_>) {
    let held = model.at("holdout");
    let (Some(actual), Some(expected)) = (held.num("actual"), held.num("expected")) else { return };
    if actual <= 0.0 {
        return;
    }
    let off = expected / actual - 1.0;
    let (days, by) = (held.count("days"), super::super::figure::change(off));
    let (then, now) = (count(actual as u64), grouped(expected, 0));
    let what = say!(
        draft,
        "模型用前段数据预测后 {days} 天：预计 {now} 次购买，实际 {then} 次，偏差 {by}",
        "From the earlier part the model foretold {now} purchases for {days} days; there were {then}, a miss of {by}",
        days,
        now,
        then,
        by
    );
    let why = if off.abs() > 0.25 {
        say!(
            draft,
            "偏差超过 25%，预期价值只作排序用，不作预算依据",
            "The miss is above 25 %: use the expected value to rank customers, not to plan a budget"
        )
    } else {
        say!(draft, "偏差在 25% 以内，可用于排序与粗略预算", "The miss is within 25 %: fit for ranking and rough budgets")
    };
    let numbers = [draft.evidence(&say!(draft, "实际购买", "Purchases"), then.clone(), "model.holdout.actual")];
    // How well a model does is no state of the business: it is neither a problem nor a conclusion.
    draft.add(Finding::new("holdout", Severity::Info, 10.0, what).because(why).with(numbers));
}

fn deciles(draft: &mut Draft<'_>, model: Look<'_>) {
    let heads = [
        say!(draft, "价值十档", "Tenth by value"),
        say!(draft, "客户数", "Customers"),
        say!(draft, "预期价值", "Expected value"),
        say!(draft, "平均活跃概率", "Mean probability of being active"),
        say!(draft, "预期购买次数", "Expected purchases"),
    ];
    let [a, b, c, d, e] = &heads;
    use CellKind::{Money, Number, People, Rate, Text};
    let months = model.count("value.months");
    let title = say!(draft, "预期价值分档", "Expected value by tenth");
    let note = say!(draft, "未来 {months} 个月，已折现", "The next {months} months, discounted", months);
    let mut sheet = Sheet::new("deciles", &title, &note, &[(a, Text), (b, People), (c, Money), (d, Rate), (e, Number)]);
    let detects = detects_drop_out(model);
    for row in model.list("value.deciles") {
        let n = row.count("decile");
        sheet.group(
            row,
            vec![
                say!(draft, "第 {n} 档", "Tenth {n}", n).into(),
                row.count("customers").into(),
                row.num("value").into(),
                row.num("alive").filter(|_| detects).into(),
                row.num("expected").into(),
            ],
        );
    }
    draft.table(sheet.drawn(Drawing::Bars { column: 2 }));
}
