//! Portraits: what sets the groups of customers apart.

use super::super::figure::{count, percent};
use super::super::labels::{group_name, grouping_name, measure_name};
use super::super::sheet::{CellKind, Sheet};
use super::{Draft, Finding, Look, Severity, foremost, may_tell, say};

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let by = outcome.text("by").unwrap_or_default();
    let title =
        outcome.text("title").filter(|t| *t != by).map_or_else(|| grouping_name(by, draft.lang).to_owned(), str::to_owned);
    let heads = [
        say!(draft, "分组", "Group"),
        say!(draft, "客户数", "Customers"),
        say!(draft, "占比", "Share"),
        say!(draft, "与其他组的不同", "What sets it apart"),
    ];
    let [a, b, c, d] = &heads;
    use CellKind::{People, Share, Text};
    let heading = say!(draft, "按{title}的画像", "Portraits by {title}", title);
    let note = say!(draft, "只列不是偶然、且不是定义本身的差别", "Only differences that are no chance and not of the definition");
    let mut sheet = Sheet::new("portraits", &heading, &note, &[(a, Text), (b, People), (c, Share), (d, Text)]);
    let mut found: Vec<(f64, String, u64, String)> = Vec::new();
    for group in outcome.list("groups") {
        let name = group_name("portrait", by, group.text("label").unwrap_or_default(), draft.lang).into_owned();
        let n = group.count("customers");
        let marks: Vec<Look<'_>> = group.list("marks").filter(|m| !m.is("by_rule")).collect();
        let words: Vec<String> = marks.iter().filter_map(|m| mark(draft, *m)).take(3).collect();
        let words = words.join(draft.lang.pick("；", "; "));
        let strength = marks.iter().filter_map(|m| m.num("strength")).map(f64::abs).fold(0.0, f64::max);
        found.push((strength, name.clone(), n, words.clone()));
        sheet.row(vec![name.into(), n.into(), group.ratio("share").into(), words.into()]);
    }
    let told = draft.table(sheet.dividing(by));
    let sound = found.into_iter().enumerate().filter(|(at, (.., n, words))| *n >= 30 && !words.is_empty() && told.row(*at));
    // Of two groups each differs from the other by as much.
    let strongest = if outcome.list("groups").len() > 2 { foremost(sound, |(_, (strength, ..))| *strength) } else { None };
    if let Some((at, (_, name, n, words))) = strongest {
        let people = count(n);
        let what = say!(
            draft,
            "“{name}”（{people} 位）与其他客户最不同：{words}",
            "“{name}” ({people}) differ most from the others: {words}",
            name,
            people,
            words
        );
        let tested = count(outcome.count("tested"));
        let why = say!(
            draft,
            "{tested} 项特征逐一比较，多重检验后仍显著",
            "{tested} features were compared; the differences stand after correction for many tests",
            tested
        );
        let numbers = [draft.evidence(&say!(draft, "客户数", "Customers"), people.clone(), &format!("groups.{at}.customers"))];
        draft.add(Finding::new("marks", Severity::Info, 40.0, what).because(why).with(numbers));
    }
}

/// A mark in words: more or less of a number, or a share beside that of all.
fn mark(draft: &Draft<'_>, mark: Look<'_>) -> Option<String> {
    let name = mark.text("name")?;
    let high = mark.text("direction") == Some("high");
    let titled = mark.text("title").filter(|t| *t != name).map(str::to_owned);
    if let Some(label) = mark.text("label") {
        let (n, of) = mark.part("part.share", draft.k).filter(|(n, _)| *n > 0.0)?;
        let (everywhere, everybody) = mark.part("part.overall", draft.k)?;
        if !may_tell(n, everywhere, draft.k) {
            return None;
        }
        let all = percent(everywhere / everybody);
        let label = group_name("portrait", name, label, draft.lang).into_owned();
        let (title, share) = (titled.unwrap_or_else(|| grouping_name(name, draft.lang).to_owned()), percent(n / of));
        return Some(say!(
            draft,
            "{title}为“{label}”的占 {share}，全体 {all}",
            "{title} “{label}”: {share}, of all {all}",
            title,
            label,
            share,
            all
        ));
    }
    let title = titled.unwrap_or_else(|| measure_name(name, draft.lang).to_owned());
    Some(if high {
        say!(draft, "{title}更高", "higher {title}", title)
    } else {
        say!(draft, "{title}更低", "lower {title}", title)
    })
}
