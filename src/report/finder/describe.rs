//! Key figures: revenue, customers, orders, with their change; what moved them.

use super::super::card::Owner;
use super::super::figure::{change, count, grouped, percent, points, short};
use super::super::sheet::{Cell, CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, Told, may_tell, say};

/// A change of this share of the revenue is worth a word.
const NOTABLE: f64 = 0.05;
/// So many of the last periods are listed.
const PERIODS: usize = 24;

/// Names of the amounts that periods are compared by.
fn name(code: &str) -> Option<(&'static str, &'static str, CellKind)> {
    Some(match code {
        "net" => ("净收入", "Net revenue", CellKind::Money),
        "orders" => ("订单数", "Orders", CellKind::Count),
        "customers" => ("下单客户数", "Customers who ordered", CellKind::Count),
        "new_customers" => ("新客数", "New customers", CellKind::Count),
        "returning_customers" => ("老客数", "Returning customers", CellKind::Count),
        "average_order_value" => ("客单价", "Average order value", CellKind::Money),
        "repeat_rate" => ("复购率", "Repeat rate", CellKind::Rate),
        "return_rate" => ("退货率", "Return rate", CellKind::Rate),
        _ => return None,
    })
}

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let board = outcome.at("board");
    if !board.is_there() {
        return;
    }
    totals(draft, board);
    let told = trend(draft, board);
    let at = board.count("current") as usize;
    let period = board.at(&format!("periods.{at}"));
    // What is hidden of a period is not told by comparing it.
    let k = draft.k;
    let is_open = |comparison: &Look<'_>| {
        let names = [("now", period.text("name")), ("before", comparison.text("with"))];
        // Nor what the days hold that are not compared: both tables together tell it.
        let rests = comparison.list("left_out").filter_map(Look::number);
        let is_even = rests.into_iter().all(|rest| rest <= 0.0 || rest >= k as f64) && !comparison.is("dominated");
        is_even && names.into_iter().all(|(key, name)| tells(board, &told, *comparison, [key, name.unwrap_or_default()], k))
    };
    if let Some(previous) = Some(period.at("previous")).filter(is_open) {
        let year = Some(period.at("year_before")).filter(is_open).unwrap_or_default();
        compared(draft, period, [previous, year], at, knows_returns(board.at("totals")));
    }
    shares(draft, board);
}

/// Whether one side of a comparison may be told: its period is open in the table of periods, and its days are of people enough.
fn tells(board: Look<'_>, told: &Told, comparison: Look<'_>, [side, name]: [&str; 2], k: u64) -> bool {
    let periods = board.list("periods");
    let skipped = periods.len().saturating_sub(PERIODS);
    let Some((at, period)) = periods.enumerate().find(|(_, p)| p.text("name") == Some(name)) else { return false };
    let people = amount(comparison, "customers", side).unwrap_or_default();
    let is_open = at.checked_sub(skipped).is_none_or(|row| told.row(row));
    is_open && people >= k as f64 && may_tell(people, period.count("figures.customers") as f64, k)
}

/// An amount of one side of a comparison.
fn amount(comparison: Look<'_>, code: &str, side: &str) -> Option<f64> {
    comparison.list("amounts").find(|one| one.text("name") == Some(code))?.num(side)
}

/// Whether an amount that is compared may be told of both sides: parts of the customers may be too small.
fn both_told(comparison: Look<'_>, code: &str, k: u64) -> bool {
    let is_part = matches!(code, "new_customers" | "returning_customers");
    let side = |side| Some((amount(comparison, code, side)?, amount(comparison, "customers", side)?));
    !is_part || ["now", "before"].into_iter().all(|key| side(key).is_some_and(|(part, whole)| may_tell(part, whole, k)))
}

/// Whether the data tell returns apart from purchases. Refunds that are a column of the purchase itself are taken off its amount: of how
/// many orders they are nothing is known, which is not none.
fn knows_returns(figures: Look<'_>) -> bool {
    figures.count("refund_lines") > 0
}

fn totals(draft: &mut Draft<'_>, board: Look<'_>) {
    let (from, to) = (board.text("from").unwrap_or_default(), board.text("to").unwrap_or_default());
    let totals = board.at("totals");
    let (customers, orders) = (totals.count("customers"), totals.count("orders"));
    if customers < draft.k {
        return;
    }
    // So few of all customers ordered nothing that they are not told of.
    let is_told = draft.tells(customers);
    let note = say!(draft, "{from} 至 {to}，退款已减去", "{from} to {to}, refunds deducted", from, to);
    let (title, first, second) = (
        say!(draft, "全期关键指标", "Key metrics of the whole time"),
        say!(draft, "指标", "Metric"),
        say!(draft, "数值", "Value"),
    );
    let mut sheet = Sheet::new("totals", &title, &note, &[(&first, CellKind::Text), (&second, CellKind::Figure)]);
    for code in ["net", "orders", "customers", "new_customers", "average_order_value", "repeat_rate", "return_rate"] {
        let share = totals.part(code, draft.k).filter(|_| is_told).map(|(num, den)| Cell::Text(percent(num / den)));
        let is_open = match code {
            "customers" => is_told,
            "return_rate" => knows_returns(totals),
            "new_customers" => is_told && may_tell(totals.count(code) as f64, customers as f64, draft.k),
            _ => true,
        };
        if !is_open {
            continue;
        }
        if let (Some((zh, en, _)), Some(value)) = (name(code), totals.num(code).map(Cell::from).or(share)) {
            sheet.row(vec![draft.lang.pick(zh, en).into(), value]);
        }
    }
    draft.table(sheet);
    let net = totals.num("net").unwrap_or_default();
    let (net_text, people, placed) = (short(net, draft.lang), count(customers), count(orders));
    let people = if is_told {
        say!(draft, "{people} 位客户", "{people} customers", people)
    } else {
        say!(draft, "客户", "customers")
    };
    let each = totals.num("average_order_value").map(|v| grouped(v, 2)).unwrap_or_default();
    let what = say!(
        draft,
        "{from} 至 {to}，{people}下了 {placed} 单，净收入 {net_text}，客单价 {each}",
        "From {from} to {to}, {people} placed {placed} orders worth {net_text} net, {each} each",
        from,
        to,
        people,
        placed,
        net_text,
        each
    );
    let numbers = [draft.evidence(draft.lang.pick("净收入", "Net revenue"), grouped(net, 2), "board.totals.net")];
    let repeat = totals.part("repeat_rate", draft.k).filter(|_| is_told).map(|(num, den)| num / den);
    let why = repeat.map(percent).map(|rate| {
        say!(
            draft,
            "复购率 {rate}：下单客户中买过两次及以上的占比",
            "The repeat rate is {rate}: the share of buyers who bought twice or more",
            rate
        )
    });
    draft.add(Finding::new("totals", Severity::Info, 90.0, what).because(why.unwrap_or_default()).with(numbers));
}

/// What changed from the last whole period to the one before it, and from a year before.
fn compared(draft: &mut Draft<'_>, period: Look<'_>, [previous, year]: [Look<'_>; 2], at: usize, returns: bool) {
    let label = period.text("name").unwrap_or_default().to_owned();
    let with = previous.text("with").unwrap_or_default().to_owned();
    let title = say!(draft, "{label} 与 {with} 相比", "{label} against {with}", label, with);
    let note = say!(
        draft,
        "环比比同样多的天数；同比比上年同期",
        "The same number of days is compared; year on year where there is a year before"
    );
    let heads = [
        say!(draft, "指标", "Metric"),
        say!(draft, "本期", "Now"),
        say!(draft, "上期", "Before"),
        say!(draft, "环比", "Change"),
        say!(draft, "同比", "Year on year"),
    ];
    let [a, b, c, d, e] = &heads;
    use CellKind::{Figure, Text};
    let mut sheet = Sheet::new("change", &title, &note, &[(a, Text), (b, Figure), (c, Figure), (d, Text), (e, Text)]);
    let relative = |one: Look<'_>| one.ratio("relative").map(|(num, den)| num / den);
    let of_year = |list: &str, code: &str| year.list(list).find(|c| c.text("name") == Some(code));
    let mut words: Vec<(f64, String)> = Vec::new();
    let k = draft.k;
    for one in previous.list("amounts") {
        let Some((code, (zh, en, _))) = one.text("name").and_then(|code| Some((code, name(code)?))) else { continue };
        let title = draft.lang.pick(zh, en);
        let now = relative(one).map(change).unwrap_or_default();
        if !both_told(previous, code, k) {
            continue;
        }
        let then = of_year("amounts", code).filter(|_| both_told(year, code, k));
        let then = then.and_then(relative).map(change).unwrap_or_default();
        if (code == "net" || code == "customers") && !now.is_empty() {
            let yearly =
                if then.is_empty() { String::new() } else { say!(draft, "，同比 {then}", ", {then} year on year", then) };
            let days =
                if previous.is("whole") { String::new() } else { say!(draft, "（同样天数）", " (over as many days)") };
            let sentence = say!(
                draft,
                "{label} {title}环比{days} {now}{yearly}",
                "{title} in {label}: {now} on {with}{days}{yearly}",
                label,
                title,
                now,
                yearly,
                with,
                days
            );
            words.push((if code == "net" { 1.0 } else { 0.0 }, sentence));
        }
        sheet.row(vec![title.into(), one.num("now").into(), one.num("before").into(), now.into(), then.into()]);
    }
    for one in previous.list("rates") {
        let Some((code, (zh, en, _))) = one.text("name").and_then(|code| Some((code, name(code)?))) else { continue };
        let is_open =
            |one: &Look<'_>| ["now", "before"].into_iter().all(|key| one.part(key, k).is_some() || one.ratio(key).is_none());
        if !is_open(&one) || (code == "return_rate" && !returns) {
            continue;
        }
        let share = |key: &str| one.ratio(key).map(|(num, den)| num / den);
        let told = |one: Look<'_>| one.num("points").map(|p| points(p / 100.0, draft.lang)).unwrap_or_default();
        let then = of_year("rates", code).filter(is_open).map(told).unwrap_or_default();
        let cells = [share("now"), share("before")].map(|s| Cell::Text(s.map(percent).unwrap_or_default()));
        let [now, before] = cells;
        sheet.row(vec![draft.lang.pick(zh, en).into(), now, before, told(one).into(), then.into()]);
    }
    draft.table(sheet);
    words.sort_by(|x, y| y.0.total_cmp(&x.0));
    draft.metrics.extend(words.into_iter().map(|(_, sentence)| sentence));
    moved(draft, previous, &label, &with, at);
}

/// The revenue's change as customers × orders of each × value of an order.
fn moved(draft: &mut Draft<'_>, previous: Look<'_>, label: &str, with: &str, at: usize) {
    let of = |code: &str| previous.list("amounts").find(|c| c.text("name") == Some(code));
    let pair = |code: &str| of(code).and_then(|c| Some((c.num("now")?, c.num("before")?)));
    let Some((now, before)) = pair("net").filter(|(_, before)| *before > 0.0) else { return };
    let moved = now / before - 1.0;
    if moved.abs() < NOTABLE {
        return;
    }
    let factors = [
        pair("customers").map(|(n, b)| (say!(draft, "下单客户数", "customers who ordered"), n / b)),
        pair("customers")
            .zip(pair("orders"))
            .map(|((cn, cb), (on, ob))| (say!(draft, "人均单数", "orders of each"), (on / cn) / (ob / cb))),
        pair("orders").map(|(on, ob)| (say!(draft, "每单净收入", "net revenue of an order"), (now / on) / (before / ob))),
    ];
    // The logarithms of the factors add up to that of the whole (LMDI), so the one that moved it most is well defined.
    let mut factors: Vec<(String, f64)> = factors.into_iter().flatten().filter(|(_, f)| f.is_finite() && *f > 0.0).collect();
    factors.sort_by(|a, b| libm::log(b.1).abs().total_cmp(&libm::log(a.1).abs()));
    let told: Vec<String> = factors.iter().map(|(name, f)| format!("{name} {}", change(f - 1.0))).collect();
    let told = told.join(draft.lang.pick("、", ", "));
    let (by, net, old) = (change(moved), short(now, draft.lang), short(before, draft.lang));
    let (more, size) = (if moved < 0.0 { "减少" } else { "增加" }, percent(moved.abs()));
    let what = say!(
        draft,
        "{label} 净收入 {net}，比 {with} 的 {old}{more} {size}",
        "Net revenue in {label} was {net}, {by} on the {old} of {with}",
        label,
        net,
        with,
        old,
        by,
        more,
        size
    );
    // Nothing below zero is a product of customers, orders and values: more was paid back than sold.
    let is_split = now > 0.0 && factors.len() == 3;
    let why = if is_split {
        say!(
            draft,
            "拆成三个因素看：{told}；变化最大的排在最前",
            "As a product of three: {told}; the one that moved most stands first",
            told
        )
    } else if now < 0.0 {
        say!(draft, "本期退款多于销售", "More was paid back in it than was sold")
    } else {
        String::new()
    };
    let days = if previous.is("whole") {
        String::new()
    } else {
        say!(
            draft,
            "两期长短不同，各取同样多的天数；",
            "The two differ in length, so the same number of days of each is compared. "
        )
    };
    let why = if why.is_empty() { days.trim_end_matches(['；', ' ']).to_owned() } else { format!("{days}{why}") };
    let severity = if moved < -0.1 {
        Severity::Bad
    } else if moved < 0.0 {
        Severity::Watch
    } else {
        Severity::Good
    };
    let numbers = [
        draft.evidence(
            &say!(draft, "本期净收入", "Net revenue now"),
            grouped(now, 2),
            &format!("board.periods.{at}.previous.amounts.0.now"),
        ),
        draft.evidence(
            &say!(draft, "上期净收入", "Net revenue before"),
            grouped(before, 2),
            &format!("board.periods.{at}.previous.amounts.0.before"),
        ),
    ];
    let mut finding = Finding::new("net_change", severity, (moved.abs() * 200.0).min(80.0), what).because(why).with(numbers);
    if moved < 0.0 {
        // One that rose is no place to look for a loss.
        let first = factors.iter().find(|(_, f)| *f < 1.0).map(|(name, _)| name.clone()).unwrap_or_default();
        let (lost, target) = (
            short(before - now, draft.lang),
            if is_split {
                say!(draft, "{label} 未下单的老客户", "the returning customers without an order in {label}", label)
            } else {
                say!(draft, "{label} 的退款订单", "the orders paid back in {label}", label)
            },
        );
        let action = if is_split {
            say!(
                draft,
                "推送 1 次专属优惠券，并先查“{first}”下降的环节",
                "send 1 personal voucher, and look first where “{first}” fell",
                first
            )
        } else {
            say!(draft, "查清前 3 项退款原因，逐项整改", "find the 3 most frequent reasons and mend each")
        };
        let amount = say!(draft, "目标是补回净收入 {lost}", "the goal is to regain {lost} of net revenue", lost);
        let owner = if is_split { Owner::Marketing } else { Owner::Service };
        finding = finding.so(draft.advice(owner, 30, target, action, amount));
    }
    draft.add(finding);
}

fn trend(draft: &mut Draft<'_>, board: Look<'_>) -> Told {
    let heads = [
        say!(draft, "时段", "Period"),
        say!(draft, "净收入", "Net revenue"),
        say!(draft, "订单数", "Orders"),
        say!(draft, "下单客户数", "Customers"),
        say!(draft, "客单价", "Average order value"),
    ];
    let [a, b, c, d, e] = &heads;
    let title = say!(draft, "净收入走势", "Net revenue over time");
    let note = say!(draft, "未结束的时段标“未完”", "Periods that are not over are marked");
    use CellKind::{Count, Money, People, Text};
    let mut sheet = Sheet::new("trend", &title, &note, &[(a, Text), (b, Money), (c, Count), (d, People), (e, Money)]);
    let periods = board.list("periods");
    let skipped = periods.len().saturating_sub(PERIODS);
    for one in periods.skip(skipped) {
        let label = one.text("name").unwrap_or_default();
        let label =
            if one.is("complete") { label.to_owned() } else { say!(draft, "{label}（未完）", "{label} (not over)", label) };
        let figures = one.at("figures");
        sheet.group(
            one,
            vec![
                label.into(),
                figures.num("net").into(),
                figures.count("orders").into(),
                figures.count("customers").into(),
                figures.num("average_order_value").into(),
            ],
        );
    }
    sheet.shape.unlisted = board.list("periods").take(skipped).map(|one| one.count("figures.customers")).sum();
    draft.table(sheet.drawn(Drawing::Line { column: 1 }))
}

fn shares(draft: &mut Draft<'_>, board: Look<'_>) {
    for share in board.list("shares") {
        let (code, dimension, title) = match share.text("field") {
            Some("category") => ("by_category", "category", say!(draft, "各品类净收入", "Net revenue by category")),
            Some("channel") => ("by_channel", "channel", say!(draft, "各渠道净收入", "Net revenue by channel")),
            Some("region") => ("by_region", "province", say!(draft, "各地域净收入", "Net revenue by region")),
            Some("payment_method") => {
                ("by_payment", "payment_method", say!(draft, "各支付方式净收入", "Net revenue by payment method"))
            }
            _ => continue,
        };
        let heads = [
            say!(draft, "名称", "Name"),
            say!(draft, "客户数", "Customers"),
            say!(draft, "行数", "Lines"),
            say!(draft, "净收入", "Net revenue"),
            say!(draft, "占比", "Share"),
        ];
        let [a, b, c, d, e] = &heads;
        use CellKind::{Count, Money, People, Share, Text};
        let mut sheet = Sheet::new(code, &title, "", &[(a, Text), (b, People), (c, Count), (d, Money), (e, Share)]);
        for row in share.list("rows") {
            sheet.group(
                row,
                vec![
                    row.text("label").unwrap_or_default().into(),
                    row.count("customers").into(),
                    row.count("lines").into(),
                    row.num("revenue").into(),
                    row.ratio("share").into(),
                ],
            );
        }
        let mut sheet = sheet.of(dimension).first(15);
        sheet.shape.unlisted += share.at("other").count("customers") + share.at("unlabelled").count("customers");
        draft.table(sheet.drawn(Drawing::Bars { column: 3 }));
    }
}
