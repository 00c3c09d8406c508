//! Channels by what they bring and cost: which of them loses money, which converts worse than the others.

use super::super::card::Owner;
use super::super::figure::{change, count, grouped, percent, short};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, foremost, parts_told, say};
use crate::table::date::parse_day;

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let table = outcome.at("table");
    if table.is_there() {
        of_table(draft, table);
    }
    let people = outcome.at("people");
    if people.is_there() {
        of_people(draft, people);
    }
}

fn of_table(draft: &mut Draft<'_>, table: Look<'_>) {
    let days = table.text("days.from").zip(table.text("days.to"));
    let span = days.map(|(from, to)| say!(draft, "{from} 至 {to}；", "{from} to {to}; ", from, to)).unwrap_or_default();
    let note = say!(
        draft,
        "{span}转化率 = 下单 / 点击；ROI =（收入 − 成本）/ 成本",
        "{span}conversion = orders / clicks; ROI = (revenue − cost) / cost",
        span
    );
    let heads = [
        say!(draft, "渠道", "Channel"),
        say!(draft, "曝光（独立访客）", "Visitors"),
        say!(draft, "点击", "Clicks"),
        say!(draft, "下单", "Orders"),
        say!(draft, "转化率", "Conversion"),
        say!(draft, "成本", "Cost"),
        say!(draft, "收入", "Revenue"),
        "ROI".to_owned(),
        say!(draft, "每单成本", "Cost per order"),
    ];
    let [a, b, c, d, e, f, g, h, i] = &heads;
    use CellKind::{Count, Figure, Money, Rate, Text};
    let columns = [(a, Text), (b, Count), (c, Count), (d, Count), (e, Rate), (f, Money), (g, Money), (h, Figure), (i, Money)];
    let title = say!(draft, "渠道投入与产出", "What channels bring and cost");
    // As the template of channels calls them, which the workbook fills.
    let codes = ["channel", "uv", "click", "order", "conversion_rate", "cost", "revenue", "roi"];
    let mut sheet = Sheet::new("channels", &title, &note, &columns.map(|(t, k)| (t.as_str(), k))).coded(&codes);
    for row in table.list("channels") {
        sheet.row(vec![
            row.text("label").map_or_else(|| say!(draft, "其他", "Others"), str::to_owned).into(),
            row.num("uv").into(),
            row.num("clicks").into(),
            row.num("orders").into(),
            row.ratio("conversion.ratio").into(),
            row.num("cost").into(),
            row.num("revenue").into(),
            row.ratio("roi").into(),
            row.num("cpa.value").into(),
        ]);
    }
    let is_known = table.at("total.roi").is_there();
    draft.table(sheet.drawn(Drawing::Bars { column: if is_known { 7 } else { 3 } }));
    let tested = table.list("channels").filter(|row| row.at("conversion.q").is_there()).count();
    for (at, row) in table.list("channels").enumerate() {
        loss(draft, table, row, at);
        slow(draft, row, at, tested);
    }
    best(draft, table);
}

/// A channel that brought less than it cost, in the rows that tell both.
fn loss(draft: &mut Draft<'_>, table: Look<'_>, row: Look<'_>, at: usize) {
    let Some(label) = row.text("label").filter(|_| row.is("loss")) else { return };
    let Some((num, cost)) = row.ratio("roi") else { return };
    let (revenue, lost, roi) = (num + cost, -num, num / cost);
    let (spent, brought, missing, returned) =
        (short(cost, draft.lang), short(revenue, draft.lang), short(lost, draft.lang), grouped(roi, 2));
    let what = say!(
        draft,
        "渠道“{label}”亏钱：花了 {spent}，只带来收入 {brought}，净亏 {missing}（ROI {returned}）",
        "The channel “{label}” loses money: {spent} spent, {brought} of revenue, a loss of {missing} (ROI {returned})",
        label,
        spent,
        brought,
        missing,
        returned
    );
    let same = |path: &str, value: f64| row.num(path).is_some_and(|own| (own - value).abs() < 0.005);
    // Cost and revenue of an order are only beside each other where they are of the same rows.
    let orders = row.num("cpa.den").filter(|n| *n > 0.0 && same("cpa.num", cost) && row.num("orders") == Some(*n));
    let orders = orders.filter(|_| same("cost", cost) && same("revenue", revenue));
    let value = orders.map(|n| grouped(revenue / n, 2));
    let each = orders.zip(value.as_ref()).map(|(n, value)| {
        let each = grouped(cost / n, 2);
        say!(draft, "每单成本 {each}，高于每单收入 {value}", "An order costs {each} and brings {value}", each, value)
    });
    let part = row.num("cost").zip(table.num("total.cost").filter(|all| *all > 0.0)).map(|(own, all)| own / all);
    let share = part
        .map(|part| say!(draft, "它占全部投放成本的 {share}", "the channel takes {share} of all cost", share = percent(part)));
    let whole = same("cost", cost) && same("revenue", revenue);
    let rows = (!whole).then(|| say!(draft, "只计成本与收入都有的行", "only rows that tell both cost and revenue count"));
    let why = [each, share, growth(draft, table, label), rows].into_iter().flatten().collect::<Vec<_>>();
    let why = why.join(draft.lang.pick("；", "; "));
    let target = say!(draft, "渠道“{label}”", "the channel “{label}”", label);
    let action = say!(
        draft,
        "暂停 50% 投放 2 周，与其余投放对比每单成本",
        "pause 50 % of the spending for 2 weeks, and compare the cost of an order"
    );
    let half = short(lost / 2.0, draft.lang);
    let stop = value.map_or_else(
        || say!(draft, "ROI 回不到 0 以上就停投", "stop it unless its ROI rises above 0"),
        |value| say!(draft, "每单成本降不到 {value} 以下就停投", "stop it unless an order costs less than {value}", value),
    );
    let amount = say!(draft, "{stop}，同样时长约少亏 {half}", "{stop}; about {half} less is lost in as much time", stop, half);
    let base = format!("table.channels.{at}");
    let numbers = [
        draft.evidence(&say!(draft, "成本", "Cost"), grouped(cost, 2), &format!("{base}.roi.den")),
        draft.evidence(&say!(draft, "收入", "Revenue"), grouped(revenue, 2), &format!("{base}.roas.num")),
        draft.evidence("ROI", returned.clone(), &format!("{base}.roi")),
    ];
    let advice = draft.advice(Owner::Marketing, 14, target, action, amount);
    let weight = 60.0 + part.unwrap_or_default() * 100.0;
    draft.add(Finding::new(&format!("loss:{at}"), Severity::Bad, weight, what).because(why).so(advice).with(numbers));
}

/// How the cost of a channel went from the first to the last whole period, by the day: periods are not of one length.
fn growth(draft: &Draft<'_>, table: Look<'_>, label: &str) -> Option<String> {
    let whole: Vec<usize> = table.list("trend.periods").enumerate().filter(|(_, p)| p.is("complete")).map(|(at, _)| at).collect();
    let (first, last) = (*whole.first()?, *whole.last()?);
    let series = table.list("trend.series").find(|s| s.text("label") == Some(label))?;
    let (then, now) = (series.num(&format!("cost.{first}"))?, series.num(&format!("cost.{last}"))?);
    let name = |at: usize| table.text(&format!("trend.periods.{at}.label")).unwrap_or_default();
    let start = |at: usize| table.text(&format!("trend.periods.{at}.from")).and_then(parse_day);
    // Behind the last whole period comes another, or nothing.
    let end = |at: usize| start(at + 1).or_else(|| Some(table.text("days.to").and_then(parse_day)? + 1));
    let length = |at: usize| Some(f64::from(end(at)?.abs_diff(start(at)?)));
    let moved = (now / length(last)?) / (then / length(first)?) - 1.0;
    if last < first + 2 || then <= 0.0 || !moved.is_finite() || moved.abs() < 0.2 {
        return None;
    }
    let (from, to, by) = (name(first), name(last), change(moved));
    Some(say!(draft, "日均成本从 {from} 到 {to} {by}", "its cost by the day went {by} from {from} to {to}", from, to, by))
}

/// A channel whose conversion is below that of the others, after correction for all that were tested.
fn slow(draft: &mut Draft<'_>, row: Look<'_>, at: usize, tested: usize) {
    let Some(label) = row.text("label") else { return };
    let conversion = row.at("conversion");
    let (Some((num, den)), Some((onum, oden))) = (conversion.ratio("ratio"), conversion.ratio("others")) else { return };
    let (own, others) = (num / den, onum / oden);
    // Clear, and at least a fifth lower: a difference that is worth a change.
    if conversion.text("stands") != Some("below") || own > others * 0.8 || row.is("loss") {
        return;
    }
    let (rate, rest, clicks) = (percent(own), percent(others), short(den, draft.lang));
    let what = say!(
        draft,
        "渠道“{label}”的点击到下单转化率 {rate}，其他渠道是 {rest}",
        "Of the clicks of “{label}”, {rate} become orders; of the other channels' {rest} do",
        label,
        rate,
        rest
    );
    let why = say!(
        draft,
        "{clicks} 次点击；在检验过的 {tested} 个渠道里校正后仍显著（错误发现率 < 5%）；来的人群或落地页可能与别处不同",
        "{clicks} clicks; it stands after correction for the {tested} channels that were tested (false discovery rate < 5 %): other people may come, or to another page",
        clicks,
        tested
    );
    let target = say!(draft, "渠道“{label}”", "the channel “{label}”", label);
    let action = say!(draft, "测试 2 个落地页版本，各投 1 周", "test 2 landing pages, a week each");
    let goal = percent((own + others) / 2.0);
    let amount = say!(draft, "目标是转化率到 {goal}", "the goal is a conversion of {goal}", goal);
    let numbers =
        [draft.evidence(&say!(draft, "转化率", "Conversion"), rate.clone(), &format!("table.channels.{at}.conversion.ratio"))];
    let advice = draft.advice(Owner::Operations, 30, target, action, amount);
    draft.add(Finding::new(&format!("slow:{at}"), Severity::Watch, 30.0, what).because(why).so(advice).with(numbers));
}

/// The channel with the highest return.
fn best(draft: &mut Draft<'_>, table: Look<'_>) {
    let roi = |row: &Look<'_>| row.ratio("roi").map(|(num, den)| num / den);
    let rows = table.list("channels").enumerate().filter_map(|(at, row)| Some((at, row, roi(&row)?)));
    // The first of all, or none: one of few orders may be above those of many.
    let is_borne = |row: &Look<'_>| row.text("label").is_some() && row.num("orders").is_some_and(|n| n >= draft.k as f64);
    let first = foremost(rows, |(.., roi)| *roi).filter(|(_, row, _)| is_borne(row));
    let Some((at, row, best)) = first else { return };
    if best <= 0.0 || table.count("distinct") < 2 {
        return;
    }
    let (label, rate) = (row.text("label").unwrap_or_default(), grouped(best, 2));
    let Some((profit, spent)) = row.ratio("roi") else { return };
    let (cost, revenue) = (short(spent, draft.lang), short(profit + spent, draft.lang));
    let what = say!(
        draft,
        "投入产出最高的渠道是“{label}”：成本 {cost}，收入 {revenue}，ROI {rate}",
        "The channel with the highest return is “{label}”: cost {cost}, revenue {revenue}, ROI {rate}",
        label,
        cost,
        revenue,
        rate
    );
    let why = say!(
        draft,
        "ROI =（收入 − 成本）/ 成本；多投之后的回报要另行测试",
        "ROI = (revenue − cost) / cost; what more spending would return must be tested"
    );
    let numbers = [draft.evidence("ROI", rate.clone(), &format!("table.channels.{at}.roi"))];
    draft.add(Finding::new("best", Severity::Info, 60.0, what).because(why).with(numbers));
}

fn of_people(draft: &mut Draft<'_>, people: Look<'_>) {
    let heads = [
        say!(draft, "渠道", "Channel"),
        say!(draft, "客户数", "Customers"),
        say!(draft, "订单数", "Orders"),
        say!(draft, "净收入", "Net revenue"),
        say!(draft, "复购率", "Repeat rate"),
    ];
    let [a, b, c, d, e] = &heads;
    use CellKind::{Count, Money, People, Rate, Text};
    let title = say!(draft, "各渠道的客户", "Customers by channel");
    let note =
        say!(draft, "在几个渠道下过单的客户，在每个渠道各计一次", "A customer who ordered by several channels counts in each");
    let mut sheet = Sheet::new("people", &title, &note, &[(a, Text), (b, People), (c, Count), (d, Money), (e, Rate)]);
    let again: Vec<(u64, u64)> =
        people.list("channels").map(|row| (row.at("repeat.ratio").count("num"), row.count("customers"))).collect();
    for (row, tells_again) in people.list("channels").zip(parts_told(&again, draft.k)) {
        sheet.group(
            row,
            vec![
                row.text("label").map_or_else(|| say!(draft, "其他", "Others"), str::to_owned).into(),
                row.count("customers").into(),
                row.count("orders").into(),
                row.num("revenue").into(),
                row.ratio("repeat.ratio").filter(|_| tells_again).into(),
            ],
        );
    }
    let told = draft.table(sheet.of("channel").drawn(Drawing::Bars { column: 1 }));
    let is_named = |(at, row): &(usize, Look<'_>)| row.text("label").is_some() && told.row(*at) && row.count("customers") > 0;
    let first = foremost(people.list("channels").enumerate().filter(is_named), |(_, row)| row.count("customers") as f64);
    if let Some((at, row)) = first.filter(|(_, row)| row.part("repeat.ratio", draft.k).is_some()) {
        let (label, n, rate) = (row.text("label").unwrap_or_default(), count(row.count("customers")), row.ratio("repeat.ratio"));
        let rate = rate.map(|(num, den)| percent(num / den)).unwrap_or_default();
        let what = say!(
            draft,
            "“{label}”带来的客户最多：{n} 位，复购率 {rate}",
            "“{label}” brings most customers: {n}, of whom {rate} bought again",
            label,
            n,
            rate
        );
        let numbers =
            [draft.evidence(&say!(draft, "客户数", "Customers"), n.clone(), &format!("people.channels.{at}.customers"))];
        draft.add(Finding::new("most_people", Severity::Info, 20.0, what).with(numbers));
    }
}
