//! The ways that people take most often, and where they leave.

use super::super::figure::{count, percent};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, Told, foremost, say};

/// Paths in the table.
const LISTED: usize = 15;

pub(super) fn find(draft: &mut Draft<'_>, params: Look<'_>, outcome: Look<'_>) {
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
    for row in outcome.list("paths.rows").take(LISTED) {
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
    let single = outcome.ratio("single").filter(|(n, _)| beside_told(outcome, &told, *n as u64, draft.k, &is_single));
    let repeats =
        if params.is("collapse") { draft.lang.pick("（连续重复算一步）", " (repeats count once)") } else { "" };
    let alone = single.map(|(n, d)| {
        let part = percent(n / d);
        say!(draft, "{part} 的路径只有一步{repeats}", "{part} of the journeys have one step{repeats}", part, repeats)
    });
    // Back from a chosen event all end with it.
    let is_forward = params.text("direction") != Some("backward");
    let single = single.map_or(0, |(n, _)| n as u64);
    let last = leaving(outcome, &told, single, draft.k).filter(|_| is_forward).map(|(event, n)| {
        let n = count(n);
        say!(draft, "最多的路径在“{event}”之后结束（{n} 条）", "most journeys end after “{event}” ({n})", event, n)
    });
    let why = [alone, last].into_iter().flatten().collect::<Vec<_>>().join(draft.lang.pick("，", "; "));
    let numbers = [draft.evidence(&say!(draft, "占比", "Share"), share.clone(), &format!("paths.rows.{at}.journeys"))];
    draft.add(Finding::new("common", Severity::Info, 30.0, what).because(why).with(numbers));
}

/// Whether so many of all journeys, those whose row `is_of` them, may be told beside the table: what is left of them and of the others when
/// the rows of the table are taken off.
fn beside_told(outcome: Look<'_>, told: &Told, n: u64, k: u64, is_of: &dyn Fn(Look<'_>) -> bool) -> bool {
    let rows = || outcome.list("paths.rows").take(LISTED).enumerate();
    let open = |of: bool| -> u64 {
        rows().filter(|(at, row)| told.row(*at) && is_of(*row) == of).map(|(_, row)| row.count("journeys.num")).sum()
    };
    let rests = [n.saturating_sub(open(true)), outcome.count("journeys").saturating_sub(n + open(false))];
    let is_hidden = rows().any(|(at, row)| !told.row(at) && is_of(row));
    !is_hidden && rests.into_iter().all(|rest| rest == 0 || rest >= k)
}

/// Whether a path is one step.
fn is_single(row: Look<'_>) -> bool {
    row.list("events").len() == 1 && !row.is("goes_on")
}

/// The event that most journeys end with, and how many; nothing where it is not clear which, or where few people did otherwise.
fn leaving(outcome: Look<'_>, told: &Told, single: u64, k: u64) -> Option<(String, u64)> {
    let names: Vec<&str> = outcome.list("transitions.events").filter_map(Look::word).collect();
    // Behind the events stand all others, and last the start as a row and the end as a column.
    let end = names.len() + 1;
    let ends = |part: &str, from: usize| outcome.count(&format!("transitions.{part}.{from}.{end}"));
    let places = (0..=names.len()).map(|from| (from, ends("counts", from)));
    let (from, n) = foremost(places, |(_, n)| *n as f64)?;
    let event = *names.get(from)?;
    let own = outcome.list("rows").find(|row| row.text("event") == Some(event))?;
    let journeys = outcome.count("journeys");
    // Those who went on behind it, those who ended otherwise, and those of them who had more than one step.
    let rests = [own.count("journeys.num").saturating_sub(n), journeys - n, journeys.saturating_sub(n + single)];
    let people = own.count("customers.num").saturating_sub(ends("customers", from));
    let is_open = ends("customers", from) >= k && rests.into_iter().chain([people]).all(|rest| rest == 0 || rest >= k);
    let ends_so = |row: Look<'_>| !row.is("goes_on") && row.list("events").last().and_then(Look::word) == Some(event);
    (is_open && beside_told(outcome, told, n, k, &ends_so)).then(|| (event.to_owned(), n))
}
