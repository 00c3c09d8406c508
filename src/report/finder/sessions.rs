//! Visits: how long, how deep, what is looked at and bought.

use super::super::figure::{count, grouped, percent};
use super::super::sheet::{Cell, CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, say};

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let (sessions, people) = (outcome.count("sessions"), outcome.count("customers"));
    if !draft.tells(people) {
        return;
    }
    let (visits, n) = (count(sessions), count(people));
    let single = outcome.ratio("single").map(|(n, d)| percent(n / d)).unwrap_or_default();
    let what = say!(
        draft,
        "{n} 位客户访问 {visits} 次，{single} 的访问只有一个动作",
        "{n} customers made {visits} visits; {single} of them are of one event",
        n,
        visits,
        single
    );
    // Seconds; the second of the quantiles is the median.
    let minutes = outcome.num("duration.quantiles.1").map(|s| grouped(s / 60.0, 1));
    let why = minutes.map(|m| {
        say!(draft, "有多个动作的访问，时长中位数 {m} 分钟", "Visits of several events have a median length of {m} minutes", m)
    });
    let numbers = [draft.evidence(&say!(draft, "访问次数", "Visits"), visits.clone(), "sessions")];
    draft.add(Finding::new("visits", Severity::Info, 30.0, what).because(why.unwrap_or_default()).with(numbers));
    interest(draft, outcome);
}

fn interest(draft: &mut Draft<'_>, outcome: Look<'_>) {
    let all = outcome.count("customers");
    let heads = [
        say!(draft, "名称", "Name"),
        say!(draft, "看过的客户", "Customers who looked"),
        say!(draft, "占比", "Share"),
        say!(draft, "浏览次数", "Views"),
        say!(draft, "看后下单率", "Ordered after"),
    ];
    let [a, b, c, d, e] = &heads;
    use CellKind::{Count, People, Rate, Text};
    let title = say!(draft, "最受关注的商品或页面", "What is looked at most");
    let mut sheet = Sheet::new("interest", &title, "", &[(a, Text), (b, People), (c, Rate), (d, Count), (e, Rate)]);
    for row in outcome.list("interest.rows").take(15) {
        let looked = row.at("customers").count("num");
        let ordered = row.part("ordered", draft.k);
        sheet.row(vec![
            draft.product(row.text("label").unwrap_or_default()).into(),
            looked.into(),
            Cell::from((all > 0).then(|| looked as f64 / all as f64)),
            row.count("views").into(),
            ordered.into(),
        ]);
    }
    draft.table(sheet.drawn(Drawing::Bars { column: 1 }));
}
