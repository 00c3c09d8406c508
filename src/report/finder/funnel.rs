//! Where people fall out on the way to a purchase, and when they did so more than usual.

use super::super::card::Owner;
use super::super::figure::{count, percent};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, Told, may_tell, say};
use crate::table::date::parse_day;

/// Days that are named where they do not follow each other.
const DAYS: usize = 3;
/// Fewest of whom it is worth a word that hardly one gets on.
const COMPARED: f64 = 30.0;

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

/// The step that most are lost at, of those whose window is over: in number, for a manager asks for people and not for a rate.
fn weakest(draft: &mut Draft<'_>, outcome: Look<'_>, names: &[String], told: &Told) {
    let rows: Vec<Look<'_>> = outcome.list("steps").collect();
    let must = |at: &usize| rows.get(*at).is_some_and(|row| !row.is("step.optional"));
    // That few buy again is no fault of a page, and whoever leaves out what may be left out is not lost.
    let steps = (1..rows.len()).filter(|at| must(at) && rows.get(*at).is_some_and(|row| row.count("step.order") < 2));
    let losses = steps.filter_map(|at| {
        let (on, all) = rows.get(at)?.ratio("mature_previous")?;
        // The rate is of the last step that none may leave out.
        Some((at, (0..at).rev().find(must)?, on, all))
    });
    let by_people = outcome.text("unit") == Some("customers");
    let k = draft.k;
    let enough = |on: f64, all: f64| on >= k as f64 && all - on >= k as f64;
    // Attempts are of fewer people: who stops there must be enough of them.
    let is_open = |at: usize, from: usize| {
        told.row(at) && told.row(from) && (by_people || reached(outcome, from) >= reached(outcome, at) + k)
    };
    // Where the step of the most may not be told, no other is that of the most.
    let most = losses.max_by(|a, b| (a.3 - a.2).total_cmp(&(b.3 - b.2)).then(b.0.cmp(&a.0)));
    let Some((at, from, on, all)) = most else { return };
    let (Some(before), Some(here)) = (names.get(from), names.get(at)) else { return };
    if !is_open(at, from) || !enough(on, all) {
        let hidden = rows.get(at).is_some_and(|row| row.count("count") < k);
        if by_people && hidden && told.row(from) && all >= COMPARED {
            hardly(draft, [before, here], at, from);
        }
        return;
    }
    let least = on / all;
    let (part, gone, of) = (percent(least), count((all - on) as u64), count(all as u64));
    let apart = match (1..rows.len()).find(|&at| rows.get(at).is_some_and(|row| row.count("step.order") >= 2)) {
        Some(again) => {
            let again = names.get(again).map(String::as_str).unwrap_or_default();
            say!(draft, "不算“{again}”，", "“{again}” apart, most are lost", again)
        }
        None => draft.lang.pick("", "Most are lost").to_owned(),
    };
    let what = say!(
        draft,
        "{apart}“{before} → {here}”流失最多：窗口已结束的 {of} 个里 {gone} 个停在这里，{part} 走到下一步",
        "{apart} at “{before} → {here}”: of {of} whose window is over {gone} stop here, {part} go on",
        apart,
        before,
        here,
        of,
        gone,
        part
    );
    let whole = outcome.part("mature_conversion", k).map(|(n, d)| percent(n / d)).unwrap_or_default();
    // With a step between that may be left out, those who stop stop at several.
    let next = row_next(outcome, from, k).filter(|_| by_people && from + 1 == at).map(|(event, n)| {
        say!(draft, "停下的人接着最常做的是“{event}”（{n} 个）", "those who stop most often do “{event}” next ({n})", event, n)
    });
    let way = if whole.is_empty() {
        String::new()
    } else {
        let last = names.last().map(String::as_str).unwrap_or_default();
        say!(draft, "一直走到“{last}”的占 {whole}", "{whole} go all the way to “{last}”", last, whole)
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
    let path = format!("steps.{at}.mature_previous");
    let numbers = [
        draft.evidence(&say!(draft, "窗口已结束", "Window is over"), of.clone(), &[&path, ".den"].concat()),
        draft.evidence(&say!(draft, "走到下一步", "Go on"), part.clone(), &path),
        draft.evidence(&say!(draft, "停在这里", "Stop here"), gone.clone(), &path),
    ];
    let advice = draft.advice(Owner::Operations, 30, target, action, amount);
    let groups: Vec<_> = (from..at).map(|step| draft.group("step", &format!("step_{}", step + 1))).collect();
    draft.add(
        Finding::new("weakest", Severity::Watch, 60.0 * (1.0 - least), what).because(why).so(advice).with(numbers).of(groups),
    );
}

/// The step that most are lost at, where hardly anybody gets on: of so few no number is told, and none that it follows from.
fn hardly(draft: &mut Draft<'_>, [before, here]: [&String; 2], at: usize, from: usize) {
    let k = draft.k;
    let what = say!(
        draft,
        "“{before} → {here}”流失最多：走到“{here}”的不到 {k} 位",
        "Most are lost at “{before} → {here}”: fewer than {k} get to “{here}”",
        before,
        here,
        k
    );
    let target = say!(draft, "“{before}”之后停下的客户", "the customers who stop after “{before}”", before);
    let action = say!(
        draft,
        "核对这一步的页面与“{here}”的记录是否完整，并测试 2 个改版",
        "check the page of this step and whether “{here}” is recorded in full, and test 2 changes",
        here
    );
    let amount = say!(draft, "目标是 10% 走到“{here}”", "the goal is that 10 % get to “{here}”", here);
    let advice = draft.advice(Owner::Operations, 30, target, action, amount);
    let groups: Vec<_> = (from..at).map(|step| draft.group("step", &format!("step_{}", step + 1))).collect();
    draft.add(Finding::new("weakest", Severity::Watch, 60.0, what).so(advice).of(groups));
}

/// What those do most often next who stop at a step.
fn row_next(outcome: Look<'_>, at: usize, k: u64) -> Option<(String, String)> {
    let row = outcome.at(&format!("steps.{at}"));
    let next = row.list("next").find(|one| one.text("kind") == Some("event"))?;
    Some((next.text("event")?.to_owned(), count(next.count("count"))))
        .filter(|_| next.count("count") > 0 && may_tell(next.count("count") as f64, row.count("dropped") as f64, k))
}

/// The days on which a step failed, beyond chance: those of the step that lost most by them.
fn incident(draft: &mut Draft<'_>, outcome: Look<'_>, names: &[String]) {
    let falls: Vec<Look<'_>> = outcome.list("falls").collect();
    let missed = |fall: &Look<'_>| -> Option<f64> {
        let ((on, before), (usual, of)) = (fall.ratio("rate")?, fall.ratio("usual")?);
        Some(before * usual / of - on)
    };
    let of_step = |step: u64| falls.iter().enumerate().filter(move |(_, fall)| fall.count("step") == step);
    let missed_at = |step: u64| of_step(step).filter_map(|(_, fall)| missed(fall)).sum::<f64>();
    let steps = falls.iter().map(|fall| fall.count("step"));
    // Of equal ones the earliest.
    let Some(step) = steps.rev().max_by(|a, b| missed_at(*a).total_cmp(&missed_at(*b))) else { return };
    let own: Vec<Look<'_>> = of_step(step).map(|(_, fall)| *fall).collect();
    let first = of_step(step).map(|(at, _)| at).next().unwrap_or_default();
    let sum = |path: &str| own.iter().map(|fall| fall.num(path).unwrap_or_default()).sum::<f64>();
    let (on, before) = (sum("rate.num"), sum("rate.den"));
    // What is usual is the same for all days of a step.
    let Some((usual_on, usual_before)) = own.first().and_then(|fall| fall.ratio("usual")) else { return };
    let place = (step as usize).saturating_sub(1);
    let (Some(from), Some(to)) = (names.get(place.saturating_sub(1)), names.get(place)) else { return };
    // A customer counts once a day: the people behind the sum are at least those of one of the days.
    let most = |of: fn(f64, f64) -> f64| {
        own.iter().filter_map(|fall| fall.ratio("rate")).map(|(num, den)| of(num, den)).fold(0.0, f64::max)
    };
    let (done, gone) = (most(|num, _| num), most(|num, den| den - num));
    let k = draft.k;
    if gone < k as f64 || !may_tell(usual_on, usual_before, k) {
        return;
    }
    // Of so few that got through no number is told, and none that it follows from.
    let is_few = on > 0.0 && done < k as f64;
    let days: Vec<&str> = own.iter().filter_map(|fall| fall.text("day")).collect();
    let numbers: Vec<i32> = days.iter().filter_map(|day| parse_day(day)).collect();
    let in_row = numbers.windows(2).all(|pair| matches!(pair, [day, next] if next - day == 1));
    let days = match days.as_slice() {
        [first, .., last] if days.len() > 2 && in_row => {
            say!(draft, "{first} 至 {last}（{n} 天）", "{first} to {last} ({n} days)", first, last, n = days.len())
        }
        many if many.len() > DAYS => {
            let few = many.iter().take(DAYS).copied().collect::<Vec<_>>().join(draft.lang.pick("、", ", "));
            say!(draft, "{few} 等 {n} 天", "{n} days ({few} and others)", few, n = days.len())
        }
        few => few.join(draft.lang.pick("、", ", ")),
    };
    let (rate, usual) = (percent(on / before), percent(usual_on / usual_before));
    let (done, all) = (count(on as u64), count(before as u64));
    let through = if is_few {
        say!(draft, "每天走通的不到 {k} 次", "fewer than {k} a day got through", k)
    } else {
        say!(draft, "只有 {done} 次走通（{rate}）", "{done} got through ({rate})", done, rate)
    };
    let least = if is_few { (k - 1) as f64 * own.len() as f64 } else { on };
    let lost = count((before * usual_on / usual_before - least).round().max(0.0) as u64);
    let lost = if is_few {
        say!(draft, "至少 {lost}", "at least {lost}", lost)
    } else {
        say!(draft, "约 {lost}", "about {lost}", lost)
    };
    let what = say!(
        draft,
        "{days} “{from} → {to}”出了故障：{all} 次里{through}，平时是 {usual}",
        "“{from} → {to}” failed on {days}: of {all} {through}, usually {usual}",
        days,
        from,
        to,
        all,
        through,
        usual
    );
    let kind = if in_row {
        say!(draft, "像一次故障，不是趋势", "an incident and no trend")
    } else {
        say!(draft, "像反复的故障，不是趋势", "a fault that comes back and no trend")
    };
    let why = say!(
        draft,
        "只在这些天发生，与其余各天、与同一星期几比都显著（逐日检验，错误发现率 < 5%），比平时（不含这些天）少了{lost} 次：{kind}",
        "It is of these days alone and stands after a test of every day against all others and against those of its weekday (false discovery rate < 5 %): {lost} fewer than usual, which is counted without them; {kind}",
        lost,
        kind
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
        "可争取{lost} 次转化；并设置低于 {usual} 一半时 1 小时内报警",
        "{lost} conversions to regain; set an alarm within 1 hour below half of {usual}",
        lost,
        usual
    );
    let got = (!is_few).then(|| {
        draft.evidence(&say!(draft, "走通的比例", "Share that got through"), rate.clone(), &format!("falls.{first}.rate"))
    });
    let usually = draft.evidence(&say!(draft, "平时的比例", "Usual share"), usual.clone(), &format!("falls.{first}.usual"));
    let numbers = got.into_iter().chain([usually]);
    let advice = draft.advice(Owner::Operations, 7, target, action, amount);
    draft.add(Finding::new("incident", Severity::Bad, 95.0, what).because(why).so(advice).with(numbers));
}

/// What those have in common who are lost at a step.
fn lost(draft: &mut Draft<'_>, outcome: Look<'_>, names: &[String]) {
    let k = draft.k;
    let sound = |row: &Look<'_>| {
        let is_told = ["with", "without"].into_iter().all(|side| row.part(side, k).is_some());
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
