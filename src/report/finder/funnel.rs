//! Where people fall out on the way to a purchase, and when they did so more than usual.

use super::super::card::Owner;
use super::super::figure::{count, percent};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, Told, may_tell, say};
use crate::mask::K;

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let names: Vec<String> = outcome.list("steps").map(|row| name(draft, row)).collect();
    let told = steps(draft, outcome, &names);
    // What is counted are attempts, unless each customer counts once: of how few people they are is known of the steps alone.
    let by_people = outcome.text("unit") == Some("customers");
    weakest(draft, outcome, &names, &told);
    incident(draft, outcome, &names);
    if by_people {
        lost(draft, outcome, &names);
    }
}

/// A step in words: its events, or the order that it is.
fn name(draft: &Draft<'_>, row: Look<'_>) -> String {
    let order = row.count("step.order");
    if order > 1 {
        return say!(draft, "复购（第 {order} 单及以后）", "Repeat purchase (order {order} and later)", order);
    }
    let events = row.list("step.events").filter_map(Look::word).collect::<Vec<_>>().join(" / ");
    if events.is_empty() { say!(draft, "下单", "Order") } else { events }
}

fn steps(draft: &mut Draft<'_>, outcome: Look<'_>, names: &[String]) -> Told {
    let heads = [
        say!(draft, "步骤", "Step"),
        say!(draft, "到达", "Reached"),
        say!(draft, "占进入", "Of those who enter"),
        say!(draft, "占上一步", "Of the step before"),
    ];
    let [a, b, c, d] = &heads;
    use CellKind::{Count, People, Rate, Text};
    let title = say!(draft, "转化漏斗", "Conversion funnel");
    let (from, to) = (outcome.text("first_day").unwrap_or_default(), outcome.text("last_day").unwrap_or_default());
    let note = say!(
        draft,
        "{from} 至 {to}；按进入者计，窗口内完成才算转化",
        "{from} to {to}; of those who enter, within the window",
        from,
        to
    );
    let by_people = outcome.text("unit") == Some("customers");
    let people = say!(draft, "客户数", "Customers");
    let mut columns = vec![(a.as_str(), Text), (b, if by_people { People } else { Count }), (c, Rate), (d, Rate)];
    if !by_people {
        columns.push((people.as_str(), People));
    }
    let mut sheet = Sheet::new("steps", &title, &note, &columns);
    for (at, (row, name)) in outcome.list("steps").zip(names).enumerate() {
        let mut cells =
            vec![name.clone().into(), row.count("count").into(), row.ratio("overall").into(), row.ratio("previous").into()];
        if !by_people {
            cells.push(reached(outcome, at).into());
        }
        sheet.row(cells);
    }
    draft.table(sheet.chained().drawn(Drawing::Bars { column: 1 }))
}

/// Customers who reach a step.
fn reached(outcome: Look<'_>, at: usize) -> u64 {
    outcome.list("steps").skip(at).map(|row| row.count("deepest")).sum()
}

/// The step that most fall out at.
fn weakest(draft: &mut Draft<'_>, outcome: Look<'_>, names: &[String], told: &Told) {
    let rate = |row: &Look<'_>| row.ratio("previous").map(|(num, den)| num / den);
    // That few buy again is no fault of a page.
    let is_open = |at: usize, row: &Look<'_>| told.row(at) && told.row(at - 1) && row.part("previous").is_some();
    let rows = outcome.list("steps").enumerate().skip(1);
    let rows = rows.filter(|(at, row)| is_open(*at, row) && row.count("count") > 0 && row.count("step.order") < 2);
    let Some((at, row, least)) = rows.filter_map(|(at, row)| Some((at, row, rate(&row)?))).min_by(|x, y| x.2.total_cmp(&y.2))
    else {
        return;
    };
    let (Some(before), Some(here), Some((num, den))) = (names.get(at - 1), names.get(at), row.ratio("previous")) else { return };
    let (part, gone, whole) =
        (percent(least), count((den - num) as u64), outcome.part("conversion").map(|(n, d)| percent(n / d)).unwrap_or_default());
    let by_people = outcome.text("unit") == Some("customers");
    if den <= num || !by_people && reached(outcome, at - 1) < reached(outcome, at) + K {
        return;
    }
    let what = say!(
        draft,
        "“{before} → {here}”流失最多：只有 {part} 走到下一步，{gone} 个停在这里",
        "Most are lost at “{before} → {here}”: {part} go on, {gone} stop here",
        before,
        here,
        part,
        gone
    );
    let next = row_next(outcome, at - 1).filter(|_| by_people);
    let next = next.map(|(event, n)| {
        say!(draft, "停下的人接着最常做的是“{event}”（{n} 个）", "those who stop most often do “{event}” next ({n})", event, n)
    });
    let way = if whole.is_empty() {
        String::new()
    } else {
        say!(draft, "全程转化率 {whole}", "The whole way is gone by {whole}", whole)
    };
    let why = [way, next.unwrap_or_default()];
    let why = why.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(draft.lang.pick("；", "; "));
    let target = say!(draft, "“{before}”之后停下的 {gone} 个", "the {gone} who stop after “{before}”", before, gone);
    let action = say!(
        draft,
        "排查这一步的页面与提示，并测试 2 个改版，各占一半流量",
        "check the page of this step, and test 2 changes on half of the traffic each"
    );
    let goal = percent(least + (1.0 - least) * 0.1);
    let amount = say!(draft, "目标是这一步从 {part} 到 {goal}", "the goal is {goal} at this step, from {part}", part, goal);
    let numbers = [
        draft.evidence(&say!(draft, "走到下一步", "Go on"), part.clone(), &format!("steps.{at}.previous")),
        draft.evidence(&say!(draft, "停在这里", "Stop here"), gone.clone(), &format!("steps.{at}.previous")),
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
    Some((next.text("event")?.to_owned(), count(next.count("count"))))
        .filter(|_| next.count("count") > 0 && may_tell(next.count("count") as f64, row.count("dropped") as f64))
}

/// The days on which a step failed, beyond chance: those of one step are one incident.
fn incident(draft: &mut Draft<'_>, outcome: Look<'_>, names: &[String]) {
    let falls: Vec<Look<'_>> = outcome.list("falls").collect();
    let Some(step) = falls.first().map(|fall| fall.count("step")) else { return };
    let own: Vec<Look<'_>> = falls.iter().copied().filter(|fall| fall.count("step") == step).collect();
    let sum = |path: &str| own.iter().map(|fall| fall.num(path).unwrap_or_default()).sum::<f64>();
    let (on, before) = (sum("rate.num"), sum("rate.den"));
    // The other days of each fall hold those of the other falls; the first is as good as any.
    let Some((usual_on, usual_before)) = own.first().and_then(|fall| fall.ratio("usual")) else { return };
    let place = (step as usize).saturating_sub(1);
    let (Some(from), Some(to)) = (names.get(place.saturating_sub(1)), names.get(place)) else { return };
    // A customer counts once a day: the people behind the sum are at least those of one of the days.
    let most = |of: fn(f64, f64) -> f64| {
        own.iter().filter_map(|fall| fall.ratio("rate")).map(|(num, den)| of(num, den)).fold(0.0, f64::max)
    };
    let (done, gone) = (most(|num, _| num), most(|num, den| den - num));
    let is_told = gone >= K as f64 && (on == 0.0 || done >= K as f64);
    if !is_told || !may_tell(usual_on, usual_before) {
        return;
    }
    let days: Vec<&str> = own.iter().filter_map(|fall| fall.text("day")).collect();
    let days = match days.as_slice() {
        [day] => (*day).to_owned(),
        [first, .., last] if days.len() > 2 => {
            say!(draft, "{first} 至 {last}（{n} 天）", "{first} to {last} ({n} days)", first, last, n = days.len())
        }
        other => other.join(draft.lang.pick("、", ", ")),
    };
    let (rate, usual) = (percent(on / before), percent(usual_on / usual_before));
    let (done, all) = (count(on as u64), count(before as u64));
    let lost = count((before * usual_on / usual_before - on).round().max(0.0) as u64);
    let what = say!(
        draft,
        "{days} “{from} → {to}”出了故障：{all} 次里只有 {done} 次走通（{rate}），平时是 {usual}",
        "“{from} → {to}” failed on {days}: {done} of {all} got through ({rate}), usually {usual}",
        days,
        from,
        to,
        all,
        done,
        rate,
        usual
    );
    let why = say!(
        draft,
        "只在这些天发生，逐日检验后仍显著（错误发现率 < 5%），比平时少了约 {lost} 次：像一次故障，不是趋势",
        "It is of these days alone and stands after a test of every day (false discovery rate < 5 %): about {lost} fewer than usual, an incident and no trend",
        lost
    );
    let target = say!(draft, "这些天停在“{from}”的客户", "the customers who stopped at “{from}” on these days", from);
    let action = say!(
        draft,
        "核对“{to}”环节的故障记录，并发送 1 次补偿券",
        "check the fault log of “{to}”, and send 1 voucher to make up for it",
        to
    );
    let amount = say!(
        draft,
        "可争取约 {lost} 次转化；并设置低于 {usual} 一半时 1 小时内报警",
        "about {lost} conversions to regain; set an alarm within 1 hour below half of {usual}",
        lost,
        usual
    );
    let numbers = [
        draft.evidence(&say!(draft, "走通的比例", "Share that got through"), rate.clone(), "falls.0.rate"),
        draft.evidence(&say!(draft, "平时的比例", "Usual share"), usual.clone(), "falls.0.usual"),
    ];
    let advice = draft.advice(Owner::Operations, 7, target, action, amount);
    draft.add(Finding::new("incident", Severity::Bad, 95.0, what).because(why).so(advice).with(numbers));
}

/// What those have in common who are lost at a step.
fn lost(draft: &mut Draft<'_>, outcome: Look<'_>, names: &[String]) {
    let sound = |row: &Look<'_>| {
        let is_told = row.part("with").is_some() && row.part("without").is_some();
        let enough = is_told && row.at("with").count("num") > 0 && row.at("with").count("den") >= 30;
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
    let label = super::super::labels::group_name("segments", property, label, draft.lang).into_owned();
    let property = super::super::labels::grouping_name(property, draft.lang).to_owned();
    let (rate, rest, times) = (percent(n / of), percent(m / others), super::super::figure::grouped(ratio(&row), 1));
    let what = say!(
        draft,
        "{property}为“{label}”的更容易停在“{place}”：{rate}，其余 {rest}（{times} 倍）",
        "With {property} “{label}” more stop at “{place}”: {rate}, others {rest} ({times} times)",
        property,
        label,
        place,
        rate,
        rest,
        times
    );
    let why = say!(
        draft,
        "多重检验后仍显著（q < 1%）；这是相关，不是原因",
        "It stands after correction for many tests (q < 1 %); this is no cause"
    );
    let numbers = [draft.evidence(&say!(draft, "流失率", "Share lost"), rate.clone(), &format!("lost.{at}.with"))];
    draft.add(Finding::new("lost_with", Severity::Watch, 20.0, what).because(why).with(numbers));
}
