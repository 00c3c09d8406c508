//! Where people fall out on the way to a purchase, and when they did so more than usual.

use super::super::card::Owner;
use super::super::figure::{count, percent};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, say};
use crate::mask::K;
use crate::stats::wilson;

/// The least that a step's rate must fall in a period, as a part of the usual rate.
const FALL: f64 = 0.25;

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let names: Vec<String> = outcome.list("steps").map(|row| name(row)).collect();
    steps(draft, outcome, &names);
    weakest(draft, outcome, &names);
    incident(draft, outcome, &names);
    lost(draft, outcome, &names);
}

/// The events of a step.
fn name(row: Look<'_>) -> String {
    row.list("step.events").filter_map(Look::word).collect::<Vec<_>>().join(" / ")
}

fn steps(draft: &mut Draft<'_>, outcome: Look<'_>, names: &[String]) {
    let heads = [
        say!(draft, "步骤", "Step"),
        say!(draft, "到达", "Reached"),
        say!(draft, "占进入", "Of those who enter"),
        say!(draft, "占上一步", "Of the step before"),
    ];
    let [a, b, c, d] = &heads;
    use CellKind::{People, Rate, Text};
    let title = say!(draft, "转化漏斗", "Conversion funnel");
    let (from, to) = (outcome.text("first_day").unwrap_or_default(), outcome.text("last_day").unwrap_or_default());
    let note =
        say!(draft, "{from} 至 {to}；按进入者计，窗口内完成才算转化", "{from} to {to}; of those who enter, within the window");
    let mut sheet = Sheet::new("steps", &title, &note, &[(a, Text), (b, People), (c, Rate), (d, Rate)]);
    for (row, name) in outcome.list("steps").zip(names) {
        sheet.row(vec![
            name.clone().into(),
            row.count("count").into(),
            row.ratio("overall").into(),
            row.ratio("previous").into(),
        ]);
    }
    // Steps hold each other: what is hidden of one follows from none of the others, so each stands for itself.
    draft.table(sheet.drawn(Drawing::Bars { column: 1 }));
}

/// The step that most fall out at.
fn weakest(draft: &mut Draft<'_>, outcome: Look<'_>, names: &[String]) {
    let rate = |row: &Look<'_>| row.ratio("previous").map(|(num, den)| num / den);
    let rows = outcome.list("steps").enumerate().skip(1).filter(|(_, row)| row.count("count") >= K);
    let Some((at, row, least)) = rows.filter_map(|(at, row)| Some((at, row, rate(&row)?))).min_by(|x, y| x.2.total_cmp(&y.2))
    else {
        return;
    };
    let (Some(before), Some(here), Some((num, den))) = (names.get(at - 1), names.get(at), row.ratio("previous")) else { return };
    let (part, gone, whole) =
        (percent(least), count((den - num) as u64), outcome.ratio("conversion").map(|(n, d)| percent(n / d)).unwrap_or_default());
    if den - num < K as f64 {
        return;
    }
    let what = say!(
        draft,
        "“{before} → {here}”流失最多：只有 {part} 走到下一步，{gone} 个停在这里",
        "Most are lost at “{before} → {here}”: {part} go on, {gone} stop here"
    );
    let next = row_next(outcome, at - 1);
    let next = next.map(|(event, n)| {
        say!(draft, "停下的人接着最常做的是“{event}”（{n} 个）", "those who stop most often do “{event}” next ({n})")
    });
    let why = [say!(draft, "全程转化率 {whole}", "The whole way is gone by {whole}"), next.unwrap_or_default()];
    let why = why.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(draft.lang.pick("；", "; "));
    let target = say!(draft, "“{before}”之后停下的 {gone} 个", "the {gone} who stop after “{before}”");
    let action = say!(
        draft,
        "排查这一步的页面与提示，并测试 2 个改版，各占一半流量",
        "check the page of this step, and test 2 changes on half of the traffic each"
    );
    let goal = percent(least + (1.0 - least) * 0.1);
    let amount = say!(draft, "目标是这一步从 {part} 到 {goal}", "the goal is {goal} at this step, from {part}");
    let numbers = [
        draft.evidence(&say!(draft, "走到下一步", "Go on"), part.clone(), &format!("steps.{at}.previous")),
        draft.evidence(&say!(draft, "停在这里", "Stop here"), gone.clone(), &format!("steps.{}.dropped", at - 1)),
    ];
    let advice = draft.advice(Owner::Operations, 30, target, action, amount);
    let group = draft.group("step", &format!("step_{at}"));
    draft.add(
        Finding::new("weakest", Severity::Watch, 60.0 * (1.0 - least), what).because(why).so(advice).with(numbers).of([group]),
    );
}

/// What those do most often next who stop at a step.
fn row_next(outcome: Look<'_>, at: usize) -> Option<(String, String)> {
    let row = outcome.at(&format!("steps.{at}"));
    let next = row.list("next").find(|one| one.text("kind") == Some("event"))?;
    Some((next.text("event")?.to_owned(), count(next.count("count")))).filter(|_| next.count("count") >= K)
}

/// The period in which a step went worse than in all others, beyond chance.
fn incident(draft: &mut Draft<'_>, outcome: Look<'_>, names: &[String]) {
    let rows: Vec<(usize, Look<'_>)> = outcome.list("trend.rows").enumerate().filter(|(_, row)| row.is("mature")).collect();
    let reached = |row: Look<'_>, step: usize| row.count(&format!("reached.{step}"));
    let mut worst: Option<(f64, usize, usize, f64, f64)> = None;
    for step in 1..names.len() {
        let (all_on, all_before) =
            rows.iter().fold((0, 0), |(a, b), (_, row)| (a + reached(*row, step), b + reached(*row, step - 1)));
        for (at, row) in &rows {
            let (on, before) = (reached(*row, step), reached(*row, step - 1));
            let (rest_on, rest_before) = (all_on - on, all_before - before);
            if before < 20 || rest_before < 100 {
                continue;
            }
            let (Some(here), Some(there)) = (wilson(on, before), wilson(rest_on, rest_before)) else { continue };
            let (own, usual) = (on as f64 / before as f64, rest_on as f64 / rest_before as f64);
            let fall = if usual > 0.0 { 1.0 - own / usual } else { 0.0 };
            if here.high < there.low && fall >= FALL && worst.is_none_or(|(most, ..)| fall > most) {
                worst = Some((fall, *at, step, own, usual));
            }
        }
    }
    let Some((fall, at, step, own, usual)) = worst else { return };
    let (Some(before), Some(here)) = (names.get(step - 1), names.get(step)) else { return };
    let label = outcome.text(&format!("trend.rows.{at}.label")).unwrap_or_default();
    let (rate, others, n) =
        (percent(own), percent(usual), count(outcome.count(&format!("trend.rows.{at}.reached.{}", step - 1))));
    let what = say!(
        draft,
        "{label} 的“{before} → {here}”异常：只有 {rate} 走到下一步，平时是 {others}",
        "In {label} “{before} → {here}” broke: {rate} went on, usually {others}"
    );
    let lost = count(((usual - own) * outcome.count(&format!("trend.rows.{at}.reached.{}", step - 1)) as f64).round() as u64);
    let why = say!(
        draft,
        "{n} 个走到“{before}”，比平时少了约 {lost} 个转化；两个 95% 区间不相交，只在这一期发生，像一次故障而不是趋势",
        "Of {n} at “{before}” about {lost} fewer than usual went on; the 95 % intervals lie apart, and it is of this period alone: an incident, no trend",
    );
    let target = say!(draft, "{label} 停在“{before}”的客户", "those who stopped at “{before}” in {label}");
    let action = say!(
        draft,
        "核对这一期“{here}”环节的故障记录，并发送 1 次补偿券",
        "check the fault log of “{here}” for the period, and send 1 voucher to make up for it"
    );
    let amount = say!(
        draft,
        "约 {lost} 个转化可争取；并设置低于 {others} 时 1 小时内报警",
        "about {lost} conversions to regain; set an alarm within 1 hour below {others}"
    );
    let numbers = [draft.evidence(
        &say!(draft, "这一期走到下一步", "Went on in the period"),
        rate.clone(),
        &format!("trend.rows.{at}.reached"),
    )];
    let advice = draft.advice(Owner::Operations, 7, target, action, amount);
    draft.add(Finding::new("incident", Severity::Bad, 40.0 + fall * 60.0, what).because(why).so(advice).with(numbers));
}

/// What those have in common who are lost at a step.
fn lost(draft: &mut Draft<'_>, outcome: Look<'_>, names: &[String]) {
    let sound = |row: &Look<'_>| {
        let enough = row.at("with").count("num") >= K && row.at("with").count("den") >= 30;
        enough && row.num("q").is_some_and(|q| q < 0.01) && row.num("low").is_some_and(|low| low > 1.2)
    };
    let ratio = |row: &Look<'_>| row.num("risk_ratio").unwrap_or_default();
    let Some((at, row)) =
        outcome.list("lost").enumerate().filter(|(_, row)| sound(row)).max_by(|x, y| ratio(&x.1).total_cmp(&ratio(&y.1)))
    else {
        return;
    };
    let step = row.count("step") as usize;
    let (Some(place), Some((n, of)), Some((m, others))) =
        (names.get(step.saturating_sub(1)), row.ratio("with"), row.ratio("without"))
    else {
        return;
    };
    let (property, label) = (row.text("property").unwrap_or_default(), row.text("label").unwrap_or_default());
    let property = super::super::labels::grouping_name(property, draft.lang).to_owned();
    let (rate, rest, times) = (percent(n / of), percent(m / others), super::super::figure::grouped(ratio(&row), 1));
    let what = say!(
        draft,
        "{property}为“{label}”的更容易停在“{place}”：{rate}，其余 {rest}（{times} 倍）",
        "With {property} “{label}” more stop at “{place}”: {rate}, others {rest} ({times} times)"
    );
    let why = say!(
        draft,
        "多重检验后仍显著（q < 1%）；这是相关，不是原因",
        "It stands after correction for many tests (q < 1 %); this is no cause"
    );
    let numbers = [draft.evidence(&say!(draft, "流失率", "Share lost"), rate.clone(), &format!("lost.{at}.with"))];
    draft.add(Finding::new("lost_with", Severity::Watch, 20.0, what).because(why).with(numbers));
}
