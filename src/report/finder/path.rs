//! The ways that people take most often, and where they leave.

use super::super::figure::{count, percent};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, foremost, say};

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let heads = [
        say!(draft, "路径", "Path"),
        say!(draft, "客户数", "Customers"),
        say!(draft, "次数", "Journeys"),
        say!(draft, "占比", "Share"),
    ];
    let [a, b, c, d] = &heads;
    use CellKind::{Count, People, Share, Text};
    let title = say!(draft, "最常见的路径", "Most frequent paths");
    let journeys = count(outcome.count("journeys"));
    let note = say!(draft, "{journeys} 条路径中的占比；“…”表示还有后续", "Share of {journeys} journeys; “…” goes on", journeys);
    let mut sheet = Sheet::new("paths", &title, &note, &[(a, Text), (b, People), (c, Count), (d, Share)]);
    let words = |row: Look<'_>, other: &str| {
        let mut words: Vec<String> = row.list("events").map(|e| e.word().unwrap_or(other).to_owned()).collect();
        if row.is("goes_on") {
            words.push("…".to_owned());
        }
        words.join(" → ")
    };
    let other = say!(draft, "其他", "others");
    for row in outcome.list("paths.rows").take(15) {
        sheet.row(vec![
            words(row, &other).into(),
            row.count("customers").into(),
            row.at("journeys").count("num").into(),
            row.ratio("journeys").into(),
        ]);
    }
    let told = draft.table(sheet.drawn(Drawing::Bars { column: 2 }));
    let number = |(_, row): &(usize, Look<'_>)| row.at("journeys").count("num") as f64;
    let first = foremost(outcome.list("paths.rows").enumerate(), number).filter(|(at, _)| told.share(*at));
    let Some((at, row)) = first else { return };
    let (path, share) = (words(row, &other), row.ratio("journeys").map(|(n, d)| percent(n / d)).unwrap_or_default());
    let what = say!(draft, "最常见的路径是“{path}”，占 {share}", "The most frequent path is “{path}”: {share}", path, share);
    let single = outcome.ratio("single").map(|(n, d)| percent(n / d)).unwrap_or_default();
    let exits = foremost(outcome.list("rows").filter(|r| r.text("event").is_some()), |r| r.count("exits") as f64);
    let last = exits
        .and_then(|r| Some((r.text("event")?.to_owned(), count(r.count("exits")))))
        .filter(|_| exits.is_some_and(|r| r.count("exits") >= draft.k));
    let last = last
        .map(|(event, n)| say!(draft, "，离开最多的是“{event}”之后（{n} 次）", "; most leave after “{event}” ({n})", event, n))
        .unwrap_or_default();
    let why = say!(draft, "{single} 的路径只有一步{last}", "{single} of the journeys have one step{last}", single, last);
    let numbers = [draft.evidence(&say!(draft, "占比", "Share"), share.clone(), &format!("paths.rows.{at}.journeys"))];
    draft.add(Finding::new("common", Severity::Info, 30.0, what).because(why).with(numbers));
}
