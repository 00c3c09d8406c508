//! Classes by recency, frequency and money: who brings the revenue, who is about to be lost.

use super::super::card::Owner;
use super::super::figure::{count, grouped, percent, short};
use super::super::labels::{class_name, segment_name};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, Told, may_tell, say};

/// Days without a purchase below which nobody is called long absent.
const AWAY: f64 = 30.0;

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let told = groups(draft, outcome, "classes", "classes.rows", "code", |code, lang| class_name(code, lang).to_owned());
    groups(draft, outcome, "segments", "segments.rows", "name", |code, lang| segment_name(code, lang).to_owned());
    let open = || outcome.list("classes.rows").enumerate().filter(|(at, _)| told.share(*at));
    let class = |code: &str| open().find(|(_, row)| row.text("code") == Some(code) && row.count("customers") > 0);
    if let Some((at, row)) = class("111") {
        champions(draft, outcome, row, at);
    }
    // Where all came lately, the half that came less lately has not been away for long.
    let recency = |row: Look<'_>| row.num("median_recency").unwrap_or_default();
    let least = outcome.list("classes.rows").filter(|row| row.count("customers") > 0).map(recency).fold(f64::MAX, f64::min);
    let is_long = |row: Look<'_>| recency(row) >= AWAY && recency(row) >= 2.0 * least;
    if let Some((at, row)) = class("001").filter(|(_, row)| is_long(*row)) {
        // Of those who have not come for long, whatever else they did.
        let revenue = |row: Look<'_>| row.num("revenue").unwrap_or_default();
        let absent = outcome.list("classes.rows").filter(|other| other.text("code").is_some_and(|code| code.starts_with('0')));
        let is_dearest = absent.map(revenue).all(|other| other <= revenue(row));
        leaving(draft, row, at, is_dearest);
    }
    // Without anybody in the most valuable class nothing says what divides them from it.
    if let Some((at, row)) = class("101").filter(|_| class("111").is_some()) {
        potential(draft, row, at);
    }
    moves(draft, outcome);
}

type Named = fn(&str, crate::report::Lang) -> String;

/// The table of the classes or segments.
fn groups(draft: &mut Draft<'_>, outcome: Look<'_>, code: &'static str, path: &str, key: &str, named: Named) -> Told {
    let (as_of, from) = (outcome.text("as_of").unwrap_or_default(), outcome.text("window.from").unwrap_or_default());
    let title = if code == "classes" {
        say!(draft, "RFM 八类客户", "The eight RFM classes")
    } else {
        say!(draft, "RFM 人群", "RFM segments")
    };
    let note = say!(draft, "{from} 至 {as_of}（不含），退款已减去", "{from} up to {as_of}, refunds deducted", from, as_of);
    let heads = [
        say!(draft, "类别", "Group"),
        say!(draft, "客户数", "Customers"),
        say!(draft, "占比", "Share"),
        say!(draft, "订单数", "Orders"),
        say!(draft, "净收入", "Net revenue"),
        say!(draft, "收入占比", "Share of revenue"),
        say!(draft, "客单价", "Average order value"),
        say!(draft, "距今天数中位数", "Median days since"),
    ];
    let [a, b, c, d, e, f, g, h] = &heads;
    use CellKind::{Count, Money, Number, People, Share, Text};
    let columns = [(a, Text), (b, People), (c, Share), (d, Count), (e, Money), (f, Share), (g, Money), (h, Number)];
    let mut sheet = Sheet::new(code, &title, &note, &columns.map(|(t, k)| (t.as_str(), k)));
    for row in outcome.list(path) {
        sheet.group(
            row,
            vec![
                named(row.text(key).unwrap_or_default(), draft.lang).into(),
                row.count("customers").into(),
                row.ratio("share").into(),
                row.count("orders").into(),
                row.num("revenue").into(),
                row.ratio("revenue_share").into(),
                row.num("average_order_value").into(),
                row.num("median_recency").into(),
            ],
        );
    }
    draft.table(sheet.dividing(if code == "classes" { "rfm_class" } else { "rfm" }).drawn(Drawing::Bars { column: 1 }))
}

/// Customers, their share and that of the revenue, as words.
fn shares(row: Look<'_>) -> Option<(u64, f64, f64)> {
    let share = |path| row.ratio(path).map(|(num, den)| num / den);
    Some((row.count("customers"), share("share")?, share("revenue_share").unwrap_or_default()))
}

/// In what the most valuable class leads all others, in words: by medians, and where they are told by the means of the table too.
fn leads(draft: &Draft<'_>, outcome: Look<'_>, row: Look<'_>) -> Vec<&'static str> {
    let each = |row: Look<'_>, path: &str| row.num(path).map(|sum| sum / row.count("customers") as f64);
    let others = || outcome.list("classes.rows").filter(|one| one.count("customers") > 0 && one.text("code") != row.text("code"));
    let is_above = |of: &dyn Fn(Look<'_>) -> Option<f64>| {
        others().next().is_some() && others().all(|one| of(row).zip(of(one)).is_some_and(|(own, other)| own > other))
    };
    let last = is_above(&|one| one.num("median_recency").map(|days| -days));
    let often = is_above(&|one| each(one, "orders"));
    let much = is_above(&|one| each(one, "revenue")) && is_above(&|one| one.num("median_monetary"));
    let words = [(last, "最近", "last"), (often, "最常", "most often"), (much, "最多", "for most")];
    words.into_iter().filter(|(holds, ..)| *holds).map(|(_, zh, en)| draft.lang.pick(zh, en)).collect()
}

fn champions(draft: &mut Draft<'_>, outcome: Look<'_>, row: Look<'_>, at: usize) {
    let Some((n, of, revenue)) = shares(row) else { return };
    let (people, part, brings) = (count(n), percent(of), percent(revenue));
    let name = class_name("111", draft.lang);
    let what = say!(
        draft,
        "{people} 位{name}占客户的 {part}，带来 {brings} 的净收入",
        "{people} customers of the class “{name}” are {part} of the customers and bring {brings} of the net revenue",
        people,
        name,
        part,
        brings
    );
    let days = grouped(row.num("median_recency").unwrap_or_default(), 0);
    let each = short(row.num("median_monetary").unwrap_or_default(), draft.lang);
    let leads = leads(draft, outcome, row).join(draft.lang.pick("、", ", "));
    let leads = if leads.is_empty() {
        String::new()
    } else {
        say!(draft, "在各类里买得{leads}：", "Of all classes they bought {leads}: ", leads)
    };
    let why = say!(
        draft,
        "{leads}距上次购买的中位数 {days} 天，每人净消费的中位数 {each}",
        "{leads}the median is {days} days since the last purchase and {each} spent by each",
        leads,
        days,
        each
    );
    let target = say!(draft, "{people} 位{name}", "the {people} of “{name}”", people, name);
    let action = say!(
        draft,
        "每月发放 1 次专属权益（新品先购、专人客服），不打折",
        "offer 1 exclusive benefit a month (early access, a named contact), no discount"
    );
    let amount = say!(draft, "目标是下期仍有 90% 留在本类", "the goal is that 90 % of them stay in the class next period");
    let numbers = [
        draft.evidence(&say!(draft, "客户数", "Customers"), people.clone(), &format!("classes.rows.{at}.customers")),
        draft.evidence(&say!(draft, "收入占比", "Share of revenue"), brings.clone(), &format!("classes.rows.{at}.revenue_share")),
    ];
    let advice = draft.advice(Owner::Marketing, 30, target, action, amount);
    let group = draft.group("class", "111");
    let weight = (revenue - of).max(0.0) * 100.0;
    draft.add(Finding::new("champions", Severity::Good, weight, what).because(why).so(advice).with(numbers).of([group]));
}

/// Those who spent much and have not come for long.
fn leaving(draft: &mut Draft<'_>, row: Look<'_>, at: usize, is_dearest: bool) {
    let Some((n, of, revenue)) = shares(row) else { return };
    let (people, part, brings) = (count(n), percent(of), percent(revenue));
    let (total, each) = (
        short(row.num("revenue").unwrap_or_default(), draft.lang),
        short(row.num("average_order_value").unwrap_or_default(), draft.lang),
    );
    let days = grouped(row.num("median_recency").unwrap_or_default(), 0);
    let name = class_name("001", draft.lang);
    let what = say!(
        draft,
        "{people} 位{name}（{part}）花得多但很久没来，已占净收入的 {brings}",
        "{people} customers of “{name}” ({part}) spent much and have not come for long; they made {brings} of the net revenue",
        people,
        name,
        part,
        brings
    );
    let dearest = if is_dearest {
        say!(draft, "，在久未购买的各类里最多", ", most of all classes that have not come for long")
    } else {
        String::new()
    };
    let why = say!(
        draft,
        "他们距上次购买的中位数是 {days} 天，此前共带来净收入 {total}{dearest}",
        "Their median is {days} days since the last purchase, and they had brought {total}{dearest}",
        days,
        total,
        dearest
    );
    let target = say!(draft, "{people} 位{name}", "the {people} of “{name}”", people, name);
    let action = say!(
        draft,
        "发送 1 次专属召回券，并回访问清离开原因",
        "send 1 personal win-back voucher, and call to learn why they left"
    );
    let a = draft.assumed;
    let (least, most) = (percent(a.response_low), percent(a.response_high));
    let [low, high] = draft.responders(n);
    let amount = say!(
        draft,
        "按假设的响应率 {least}–{most}，可召回 {low}–{high} 位，每单约 {each}",
        "with an assumed response of {least}–{most}, {low}–{high} come back at about {each} an order",
        least,
        most,
        low,
        high,
        each
    );
    let numbers = [
        draft.evidence(&say!(draft, "客户数", "Customers"), people.clone(), &format!("classes.rows.{at}.customers")),
        draft.evidence(&say!(draft, "净收入", "Net revenue"), total.clone(), &format!("classes.rows.{at}.revenue")),
    ];
    let advice = draft.advice(Owner::Service, 14, target, action, amount);
    let group = draft.group("class", "001");
    let finding = Finding::new("leaving", Severity::Watch, revenue * 200.0, what).because(why).with(numbers).of([group]);
    // Nobody acts for half a customer.
    let is_worth = n as f64 * a.response_high >= 1.0;
    draft.add(if is_worth { finding.so(advice) } else { finding });
}

/// Those who came lately and spent much at few orders.
fn potential(draft: &mut Draft<'_>, row: Look<'_>, at: usize) {
    let Some((n, of, revenue)) = shares(row) else { return };
    let (people, part, brings) = (count(n), percent(of), percent(revenue));
    let name = class_name("101", draft.lang);
    let days = row.num("median_recency").unwrap_or_default();
    // Near by the split of the class may still be months ago.
    let when = if days < AWAY {
        draft.lang.pick("刚买过", "lately")
    } else {
        draft.lang.pick("上次购买较近", "later than the split")
    };
    let what = say!(
        draft,
        "{people} 位{name}（{part}）{when}且金额高，但次数少，带来 {brings} 的净收入",
        "{people} customers of “{name}” ({part}) bought {when} and for much but seldom; they bring {brings} of the net revenue",
        people,
        name,
        part,
        when,
        brings
    );
    let days = grouped(days, 0);
    let why = say!(
        draft,
        "距上次购买的中位数 {days} 天；三项分界里，他们与高价值客户只差购买次数",
        "Their median is {days} days since the last purchase; of the three splits only that of orders divides them from the most valuable class",
        days
    );
    let target = say!(draft, "{people} 位{name}", "the {people} of “{name}”", people, name);
    let action =
        say!(draft, "推送 2 次下一单优惠券，配上相关商品推荐", "send 2 vouchers for the next order, with related products");
    let amount = say!(draft, "目标是 10% 升入高价值类", "the goal is that 10 % of them rise to the most valuable class");
    let numbers = [draft.evidence(&say!(draft, "客户数", "Customers"), people.clone(), &format!("classes.rows.{at}.customers"))];
    let advice = draft.advice(Owner::Marketing, 30, target, action, amount);
    let group = draft.group("class", "101");
    draft.add(Finding::new("potential", Severity::Good, revenue * 60.0, what).because(why).so(advice).with(numbers).of([group]));
}

/// Who moved between the classes, where the settings ask for it.
fn moves(draft: &mut Draft<'_>, outcome: Look<'_>) {
    let moves = outcome.at("migration.moves");
    let (both, moved) = (moves.count("both"), moves.count("moved"));
    if moved == 0 || !draft.tells(both) || !may_tell(moved as f64, both as f64, draft.k) {
        return;
    }
    let (from, to) = (outcome.text("migration.from").unwrap_or_default(), outcome.text("migration.to").unwrap_or_default());
    let (part, people, all) = (percent(moved as f64 / both as f64), count(moved), count(both));
    let what = say!(
        draft,
        "从 {from} 到 {to}，{all} 位客户中有 {people} 位（{part}）换了类别",
        "From {from} to {to}, {people} of {all} customers ({part}) changed their class",
        from,
        to,
        all,
        people,
        part
    );
    let numbers = [draft.evidence(&say!(draft, "换类客户数", "Customers who moved"), people.clone(), "migration.moves.moved")];
    draft.add(Finding::new("moves", Severity::Info, 40.0, what).with(numbers));
}
