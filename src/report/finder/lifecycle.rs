//! Stages of customers: who came, stayed, went, and who should have come again by now.

use super::super::card::Owner;
use super::super::figure::{count, grouped, percent};
use super::super::labels::group_name;
use super::super::sheet::{Cell, CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, Told, as_many_days, may_tell, parts_told, say};
use crate::table::date::parse_day;

const PERIODS: usize = 24;

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let told = stages(draft, outcome);
    periods(draft, outcome);
    let gap = outcome.num("cycle.median").map(|days| grouped(days, 0));
    if let (Some((num, den)), Some(gap)) =
        (outcome.part("repeat", draft.k).filter(|_| draft.tells(outcome.count("buyers"))), &gap)
    {
        let (rate, buyers) = (percent(num / den), count(outcome.count("buyers")));
        let what = say!(
            draft,
            "{buyers} 位买家中 {rate} 买过两次及以上，两次购买之间的中位数是 {gap} 天",
            "Of {buyers} buyers {rate} bought twice or more; the median gap is {gap} days",
            buyers,
            rate,
            gap
        );
        let rule = window(draft, outcome);
        let numbers = [draft.evidence(&say!(draft, "复购率", "Repeat rate"), rate.clone(), "repeat")];
        draft.add(Finding::new("cycle", Severity::Info, 70.0, what).by(rule).with(numbers));
    }
    overdue(draft, outcome, gap.as_deref().unwrap_or_default());
    lost(draft, outcome, &told);
    returns(draft, outcome);
}

/// After how many days without a purchase a customer is lost: behind the churn window, and in neither of the last two intervals.
fn lost_days(outcome: Look<'_>) -> u64 {
    let day = |path: &str| outcome.text(path).and_then(parse_day);
    let two = day("as_of").zip(day("stage_before")).map_or(0, |(end, from)| u64::from(end.abs_diff(from)));
    outcome.count("churn.days").max(two)
}

/// The rule by which a customer counts as lost here, and where its days come from.
fn window(draft: &Draft<'_>, outcome: Look<'_>) -> String {
    let days = outcome.count("churn.days");
    let source = match outcome.text("churn.source") {
        Some("gaps") => say!(draft, "九成的购买间隔不超过它", "nine of ten gaps between purchases are no longer"),
        Some("no_gaps") => say!(draft, "还没有人买过两次，先按这个天数算", "nobody bought twice yet, so this number is assumed"),
        _ => say!(draft, "这个天数是设置里给定的", "this number is given by the settings"),
    };
    let all = lost_days(outcome);
    let rule = say!(
        draft,
        "生命周期里流失的界线是 {days} 天：{source}；最近两期买过的不算流失",
        "In the lifecycle the line of loss is drawn at {days} days: {source}; whoever bought in the last two intervals is not lost",
        days,
        source
    );
    if all == days {
        rule
    } else {
        say!(draft, "{rule}，因此是超过 {all} 天未买", "{rule}, hence more than {all} days without a purchase", rule, all)
    }
}

fn stages(draft: &mut Draft<'_>, outcome: Look<'_>) -> Told {
    let heads = [
        say!(draft, "阶段", "Stage"),
        say!(draft, "客户数", "Customers"),
        say!(draft, "占比", "Share"),
        say!(draft, "其中该来未来", "Of them overdue"),
    ];
    let [a, b, c, d] = &heads;
    use CellKind::{Count, People, Share, Text};
    let (from, as_of) = (outcome.text("stage_from").unwrap_or_default(), outcome.text("as_of").unwrap_or_default());
    let title = say!(draft, "生命周期阶段", "Stages of the lifecycle");
    let note =
        say!(draft, "{from} 至 {as_of}（不含）这一期的阶段", "Stages in the interval from {from} up to {as_of}", from, as_of);
    let mut sheet = Sheet::new("stages", &title, &note, &[(a, Text), (b, People), (c, Share), (d, Count)]);
    // A part of a group is a group of its own.
    let late: Vec<(u64, u64)> = outcome.list("stages").map(|row| (row.count("overdue"), row.count("customers"))).collect();
    for ((row, is_open), (late, _)) in outcome.list("stages").zip(parts_told(&late, draft.k)).zip(&late) {
        let name = group_name("lifecycle", "stage", row.text("code").unwrap_or_default(), draft.lang).into_owned();
        let late = Cell::from(is_open.then_some(*late as f64));
        sheet.row(vec![name.into(), row.count("customers").into(), row.ratio("share").into(), late]);
    }
    draft.table(sheet.dividing("lifecycle").drawn(Drawing::Bars { column: 1 }))
}

fn periods(draft: &mut Draft<'_>, outcome: Look<'_>) {
    let heads = [
        say!(draft, "时段", "Period"),
        say!(draft, "活跃", "Active"),
        say!(draft, "新客", "New"),
        say!(draft, "留存", "Returning"),
        say!(draft, "回流", "Resurrecting"),
        say!(draft, "沉睡", "Dormant"),
    ];
    let [a, b, c, d, e, f] = &heads;
    use CellKind::{People, Text};
    let columns = [(a, Text), (b, People), (c, People), (d, People), (e, People), (f, People)];
    let title = say!(draft, "各期的客户", "Customers by period");
    let note = say!(
        draft,
        "活跃 = 新客 + 留存 + 回流；未完的时段不列",
        "Active = new + returning + resurrecting; periods that are not over are left out"
    );
    let mut sheet = Sheet::new("periods", &title, &note, &columns.map(|(t, k)| (t.as_str(), k)));
    let whole: Vec<(usize, Look<'_>)> = outcome.list("periods").enumerate().filter(|(_, p)| p.is("complete")).collect();
    // The last period is that of the stages. Where few are in a part of it, the stages are told, and nothing of it and of the one before.
    let parts = |row: &Look<'_>| ["new", "returning", "resurrecting", "dormant"].map(|key| row.count(key));
    let is_small = whole.last().is_some_and(|(_, last)| parts(last).iter().any(|&part| part > 0 && part < draft.k));
    let silent = if is_small { whole.len().saturating_sub(2) } else { whole.len() };
    for (at, (_, row)) in whole.iter().enumerate().skip(whole.len().saturating_sub(PERIODS)) {
        let mut cells = vec![row.text("label").unwrap_or_default().into()];
        let counts = ["active", "new", "returning", "resurrecting", "dormant"].map(|key| row.count(key) as f64);
        cells.extend(counts.map(|count| Cell::from((at < silent).then_some(count))));
        sheet.row(cells);
    }
    let shown = sheet.rows.len();
    let sheet = sheet.split(1, &[2, 3, 4]).carried(1, &[3, 5]).ending_as("stages", &[2, 3, 4, 5]);
    let told = draft.table(sheet.drawn(Drawing::Line { column: 1 }));
    let [.., (_, before), (at, last)] = whole.as_slice() else { return };
    let all = [last.count("active"), before.count("active")];
    if all.contains(&0) || is_small || !(told.row(shown - 1) && told.row(shown - 2)) {
        return;
    }
    let Some(([now, then], days)) = as_many_days(*last, all, draft.k) else { return };
    let moved = now as f64 / then as f64 - 1.0;
    if moved.abs() < 0.1 {
        return;
    }
    let (label, old, people, by) =
        (last.text("label").unwrap_or_default(), count(then), count(now), super::super::figure::change(moved));
    let (new, back, gone) = (count(last.count("new")), count(last.count("returning")), count(last.count("dormant")));
    let what = match days {
        None => say!(
            draft,
            "{label} 有 {people} 位客户购买，比上期的 {old} 位 {by}",
            "In {label} {people} customers bought, {by} on {old} before",
            label,
            people,
            old,
            by
        ),
        Some(days) => say!(
            draft,
            "{label} 前 {days} 天有 {people} 位客户购买，比上期前 {days} 天的 {old} 位 {by}",
            "In the first {days} days of {label} {people} customers bought, {by} on {old} in as many days before",
            label,
            days,
            people,
            old,
            by
        ),
    };
    let of = if days.is_some() { say!(draft, "整期里", "In the whole of it ") } else { say!(draft, "其中", "Of them ") };
    let why = say!(
        draft,
        "{of}新客 {new} 位、留存 {back} 位；上期买过而本期没来的有 {gone} 位",
        "{of}{new} are new and {back} returned; {gone} who bought before did not come",
        of,
        new,
        back,
        gone
    );
    let severity = if moved < 0.0 { Severity::Watch } else { Severity::Good };
    let finding = Finding::new("active_change", severity, (moved.abs() * 100.0).min(50.0), what).because(why);
    let path = format!("periods.{at}.{}", if days.is_some() { "same_days.now" } else { "active" });
    let numbers = [draft.evidence(&say!(draft, "活跃客户", "Active customers"), people.clone(), &path)];
    draft.add(finding.with(numbers));
}

/// Those who are past the gap that is usual for them and not lost yet.
fn overdue(draft: &mut Draft<'_>, outcome: Look<'_>, gap: &str) {
    let reachable = outcome.count("overdue.reachable");
    let told =
        |&(late, judged): &(f64, f64)| reachable > 0 && may_tell(reachable as f64, late, draft.k) && draft.tells(judged as u64);
    let Some((late, judged)) = outcome.part("overdue.customers", draft.k).filter(told) else { return };
    let (n, part, of, all) = (count(reachable), percent(late / judged), count(judged as u64), count(late as u64));
    let as_of = outcome.text("as_of").unwrap_or_default();
    // Who was not lost when the data ended may be so by now.
    let is_past = draft.is_past(as_of, outcome.count("churn.days"));
    let is_all = reachable as f64 >= late;
    let what = if is_all && !is_past {
        say!(
            draft,
            "{n} 位客户已过自己平常的购买间隔，都还没流失，现在联系来得及",
            "{n} customers are past their own usual gap and not lost yet: now is the time to write",
            n
        )
    } else if is_past {
        say!(
            draft,
            "到 {as_of} 为止，{all} 位客户已过自己平常的购买间隔，其中 {n} 位那时还没流失；数据已旧，先更新再联系",
            "Up to {as_of} {all} customers were past their own usual gap; {n} of them were not lost then. The data are old: renew them before you write",
            as_of,
            all,
            n
        )
    } else {
        say!(
            draft,
            "{all} 位客户已过自己平常的购买间隔，其中 {n} 位还没流失，现在联系来得及",
            "{all} customers are past their own usual gap; {n} of them are not lost yet: now is the time to write",
            all,
            n
        )
    };
    let why = say!(
        draft,
        "到期的占能判断的 {of} 位的 {part}；购买间隔的中位数是 {gap} 天",
        "The overdue are {part} of the {of} who can be judged; the median gap is {gap} days",
        of,
        part,
        gap
    );
    let target = say!(draft, "{n} 位到期未购的客户", "the {n} overdue customers", n);
    let action = say!(draft, "发送 1 次复购提醒，附常购商品", "send 1 reminder with what they usually buy");
    let [low, high] = draft.responders(reachable);
    let amount =
        say!(draft, "按假设的响应率约 {low}–{high} 位复购", "with the assumed response about {low}–{high} buy again", low, high);
    let numbers = [draft.evidence(&say!(draft, "到期可联系", "Overdue, not lost"), n.clone(), "overdue.reachable")];
    let advice = draft.advice(Owner::Operations, 14, target, action, amount);
    let group = draft.group("overdue", "overdue");
    let weight = (reachable as f64 / judged * 150.0).min(70.0);
    let finding = Finding::new("overdue", Severity::Watch, weight, what).because(why).with(numbers).of([group]);
    draft.add(if is_past { finding } else { finding.so(advice) });
}

fn lost(draft: &mut Draft<'_>, outcome: Look<'_>, told: &Told) {
    let is_lost = |(at, row): &(usize, Look<'_>)| row.text("code") == Some("lost") && told.share(*at);
    let Some((at, row)) = outcome.list("stages").enumerate().find(is_lost) else { return };
    let (n, Some((num, den))) = (row.count("customers"), row.ratio("share")) else { return };
    if n == 0 {
        return;
    }
    let (people, part, days) = (count(n), percent(num / den), lost_days(outcome));
    let what = say!(
        draft,
        "{people} 位买家（{part}）超过 {days} 天未买，按生命周期规则已算流失",
        "{people} buyers ({part}) have bought nothing for more than {days} days and count as lost by the rule of the lifecycle",
        people,
        part,
        days
    );
    let rule = window(draft, outcome);
    let severity = if num / den > 0.5 { Severity::Watch } else { Severity::Info };
    let numbers = [draft.evidence(&say!(draft, "流失客户", "Lost customers"), people.clone(), &format!("stages.{at}.customers"))];
    let group = draft.group("stage", "lost");
    draft.add(Finding::new("lost", severity, 30.0, what).by(rule).with(numbers).of([group]));
}

fn returns(draft: &mut Draft<'_>, outcome: Look<'_>) {
    // Of however many orders, those of few customers are not told.
    let is_told = outcome.part("returns.customers", draft.k).is_some_and(|(_, all)| draft.tells(all as u64));
    let Some((num, den)) = outcome.ratio("returns.orders").filter(|(num, _)| is_told && *num > 0.0) else { return };
    let (rate, back, all) = (percent(num / den), count(num as u64), count(den as u64));
    let money = outcome.ratio("returns.amount").map(|(n, d)| percent(n / d)).unwrap_or_default();
    // A return under a number of its own may be of an order that the data do not hold.
    let what = if outcome.count("returns.apart") > 0 {
        say!(
            draft,
            "退货率 {rate}：{all} 单购买对 {back} 单退货（退货有自己的单号时，一个单号算一单）",
            "The return rate is {rate}: {back} returned orders to {all} orders (a return with a number of its own counts as one)",
            rate,
            all,
            back
        )
    } else {
        say!(
            draft,
            "退货率 {rate}：{all} 单中退了 {back} 单",
            "The return rate is {rate}: {back} of {all} orders",
            rate,
            all,
            back
        )
    };
    let why =
        if money.is_empty() { String::new() } else { say!(draft, "按金额算是 {money}", "By amount it is {money}", money) };
    let severity = if num / den > 0.1 { Severity::Watch } else { Severity::Info };
    let numbers = [draft.evidence(&say!(draft, "退货率", "Return rate"), rate.clone(), "returns.orders")];
    draft.add(Finding::new("returns", severity, 20.0, what).because(why).with(numbers));
}
