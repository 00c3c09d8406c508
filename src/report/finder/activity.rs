//! Who visits: active, silent and lost customers, and how the number of active ones moves.

use super::super::card::Owner;
use super::super::figure::{change, count, percent};
use super::super::labels::group_name;
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, Told, as_many_days, say};

/// Where there are no events, purchases stand in for visits.
fn by_purchases(outcome: Look<'_>) -> bool {
    outcome.text("basis") == Some("purchase_days")
}

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let heads = [say!(draft, "类别", "Class"), say!(draft, "客户数", "Customers"), say!(draft, "占比", "Share")];
    let [a, b, c] = &heads;
    use CellKind::{People, Share, Text};
    let title = say!(draft, "活跃度分类", "Customers by activity");
    let note =
        say!(draft, "先看流失，再看沉默，再看活跃，其余为一般", "Lost first, then silent, then active; the others are regular");
    let mut sheet = Sheet::new("classes", &title, &note, &[(a, Text), (b, People), (c, Share)]);
    for row in outcome.list("classes") {
        let name = group_name("activity", "class", row.text("code").unwrap_or_default(), draft.lang).into_owned();
        sheet.row(vec![name.into(), row.count("customers").into(), row.ratio("share").into()]);
    }
    let told = draft.table(sheet.dividing("activity").drawn(Drawing::Bars { column: 1 }));
    silent(draft, outcome, &told);
    months(draft, outcome);
}

fn silent(draft: &mut Draft<'_>, outcome: Look<'_>, told: &Told) {
    let open = || outcome.list("classes").enumerate().filter(|(at, row)| told.share(*at) && row.count("customers") > 0);
    let class = |code: &str| open().find(|(_, row)| row.text("code") == Some(code));
    let Some((at, row)) = class("silent") else { return };
    let (n, Some((num, den))) = (row.count("customers"), row.ratio("share")) else { return };
    let (people, part) = (count(n), percent(num / den));
    let lost = class("lost").map(|(_, row)| count(row.count("customers")));
    let of_rule =
        |code: &str| outcome.list("rules").find(|row| row.text("code") == Some(code)).map_or(0, |row| row.count("days"));
    let (days, limit) = (of_rule("silent"), of_rule("lost"));
    let what = if by_purchases(outcome) {
        say!(
            draft,
            "{people} 位客户（{part}）沉默：超过 {days} 天没有购买，但还没到流失的 {limit} 天（没有访问记录，以购买代替访问）",
            "{people} customers ({part}) are silent: no purchase for over {days} days, and not yet for the {limit} after which they count as lost (there are no visits, so purchases stand in for them)",
            people,
            part,
            days,
            limit
        )
    } else {
        say!(
            draft,
            "{people} 位客户（{part}）沉默：超过 {days} 天没有访问，但还没到流失的 {limit} 天",
            "{people} customers ({part}) are silent: no visit for over {days} days, and not yet for the {limit} after which they count as lost",
            people,
            part,
            days,
            limit
        )
    };
    let acts = if by_purchases(outcome) { say!(draft, "购买", "purchase") } else { say!(draft, "访问", "visit") };
    let why = lost.map(|lost| {
        say!(
            draft,
            "另有 {lost} 位超过 {limit} 天没有{acts}，按这条活跃度规则已算流失；沉默是流失前的一步",
            "Another {lost} had no {acts} for over {limit} days and count as lost by this rule of activity; silence is the step before",
            lost,
            limit,
            acts
        )
    });
    let target = say!(draft, "{people} 位沉默客户", "the {people} silent customers", people);
    let action = if by_purchases(outcome) {
        say!(draft, "推送 2 次唤醒消息，内容用其买过的商品", "send 2 messages with what they have bought")
    } else {
        say!(draft, "推送 2 次唤醒消息，内容用其浏览过的品类", "send 2 messages with the categories they have looked at")
    };
    let amount = say!(draft, "目标是激活 10%", "the goal is to wake 10 %");
    let numbers =
        [draft.evidence(&say!(draft, "沉默客户", "Silent customers"), people.clone(), &format!("classes.{at}.customers"))];
    let advice = draft.advice(Owner::Operations, 30, target, action, amount);
    let group = draft.group("class", "silent");
    let finding = Finding::new("silent", Severity::Watch, (num / den * 60.0).min(40.0), what).because(why.unwrap_or_default());
    draft.add(finding.so(advice).with(numbers).of([group]));
}

fn months(draft: &mut Draft<'_>, outcome: Look<'_>) {
    let heads = [say!(draft, "月份", "Month"), say!(draft, "活跃客户", "Active customers")];
    let [a, b] = &heads;
    let title = say!(draft, "每月活跃客户", "Active customers by month");
    let note = if by_purchases(outcome) {
        say!(
            draft,
            "当月至少购买一次（没有访问记录，以购买代替）；未完的月不列",
            "At least one purchase in the month, as there are no visits; months that are not over are left out"
        )
    } else {
        say!(draft, "当月至少访问一次；未完的月不列", "At least one visit in the month; months that are not over are left out")
    };
    let mut sheet = Sheet::new("months", &title, &note, &[(a, CellKind::Text), (b, CellKind::People)]);
    let whole: Vec<(usize, Look<'_>)> = outcome.list("months").enumerate().filter(|(_, m)| m.is("complete")).collect();
    for (_, row) in whole.iter().skip(whole.len().saturating_sub(24)) {
        sheet.row(vec![row.text("label").unwrap_or_default().into(), row.count("customers").into()]);
    }
    let shown = sheet.rows.len();
    let told = draft.table(sheet.drawn(Drawing::Line { column: 1 }));
    let [.., (_, before), (at, last)] = whole.as_slice() else { return };
    let all = [last.count("customers"), before.count("customers")];
    if all.contains(&0) || !(told.row(shown - 1) && told.row(shown - 2)) {
        return;
    }
    let Some(([now, then], days)) = as_many_days(*last, all, draft.k) else { return };
    let by = now as f64 / then as f64 - 1.0;
    let (label, people, old, moved) = (last.text("label").unwrap_or_default(), count(now), count(then), change(by));
    let what = match days {
        None => say!(
            draft,
            "{label} 活跃客户 {people} 位，上月 {old} 位，环比 {moved}",
            "In {label} {people} customers were active, {old} the month before: {moved}",
            label,
            people,
            old,
            moved
        ),
        Some(days) => say!(
            draft,
            "{label} 前 {days} 天活跃客户 {people} 位，上月前 {days} 天 {old} 位，环比 {moved}",
            "In the first {days} days of {label} {people} customers were active, {old} in as many of the month before: {moved}",
            label,
            days,
            people,
            old,
            moved
        ),
    };
    let severity = if by <= -0.1 { Severity::Watch } else { Severity::Info };
    let same = if days.is_some() { say!(draft, "（同样天数）", " (over as many days)") } else { String::new() };
    let sentence =
        say!(draft, "活跃客户数环比{same} {moved}", "Active customers: {moved} on the month before{same}", moved, same);
    draft.metrics.push(sentence);
    let path = format!("months.{at}.{}", if days.is_some() { "same_days.now" } else { "customers" });
    let numbers = [draft.evidence(&say!(draft, "活跃客户", "Active customers"), people.clone(), &path)];
    draft.add(Finding::new("months", severity, 25.0, what).with(numbers));
}
