//! Clusters: groups of customers who are alike.

use super::super::figure::{count, grouped, percent};
use super::super::sheet::{Cell, CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, say};

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    if outcome.text("points.unit") != Some("customer") {
        return;
    }
    let feature = |name: &str| match name {
        "recency" => say!(draft, "距今天数", "Days since"),
        "frequency" => say!(draft, "购买次数", "Orders"),
        "monetary" => say!(draft, "净消费", "Net spending"),
        "age" => say!(draft, "年龄", "Age"),
        "income" => say!(draft, "收入", "Income"),
        other => other.to_owned(),
    };
    let features: Vec<&str> = outcome.list("features").filter_map(|f| f.text("name")).collect();
    let mut heads = vec![
        (say!(draft, "群", "Cluster"), CellKind::Text),
        (say!(draft, "客户数", "Customers"), CellKind::People),
        (say!(draft, "占比", "Share"), CellKind::Share),
    ];
    heads.extend(features.iter().map(|name| {
        let name = feature(name);
        (say!(draft, "{name}（中位数）", "{name} (median)", name), CellKind::Number)
    }));
    let title = say!(draft, "聚类分群", "Clusters of customers");
    let quality = outcome.list("candidates").find(|c| c.count("k") == outcome.count("chosen.k"));
    let silhouette = quality.and_then(|c| c.num("silhouette.mean")).map(|s| grouped(s, 2)).unwrap_or_default();
    let note = if silhouette.is_empty() {
        String::new()
    } else {
        say!(
            draft,
            "平均轮廓系数 {silhouette}（−1 到 1，越大分得越开）",
            "Mean silhouette {silhouette} (−1 to 1: the larger, the further apart)",
            silhouette
        )
    };
    let columns: Vec<(&str, CellKind)> = heads.iter().map(|(t, k)| (t.as_str(), *k)).collect();
    let mut sheet = Sheet::new("clusters", &title, &note, &columns);
    let mut names: Vec<(String, Option<(f64, f64)>)> = Vec::new();
    for one in outcome.list("clusters") {
        let marks: Vec<String> = one
            .list("name")
            .map(|mark| {
                let name = feature(mark.text("feature").unwrap_or_default());
                let high = mark.text("direction") == Some("high");
                if high { say!(draft, "{name}高", "high {name}", name) } else { say!(draft, "{name}低", "low {name}", name) }
            })
            .collect();
        let number = one.count("number");
        let marks = marks.join(draft.lang.pick("、", ", "));
        let name = if marks.is_empty() {
            say!(draft, "第 {number} 群", "Cluster {number}", number)
        } else {
            say!(draft, "第 {number} 群：{marks}", "Cluster {number}: {marks}", number, marks)
        };
        names.push((name.clone(), one.ratio("share")));
        let mut cells: Vec<Cell> = vec![name.into(), one.at("share").count("num").into(), one.ratio("share").into()];
        cells.extend(one.list("features").map(|f| Cell::from(f.num("median"))));
        sheet.row(cells);
    }
    let open = draft.table(sheet.dividing("cluster").drawn(Drawing::Bars { column: 1 }));
    let told = names.into_iter().enumerate().filter(|(at, _)| open.share(*at)).filter_map(|(_, (name, share))| {
        let share = share.map(|(n, of)| percent(n / of))?;
        Some(say!(draft, "{name}（{share}）", "{name} ({share})", name, share))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() || !draft.tells(outcome.at("points.used").count("num")) {
        return;
    }
    let (k, points) = (outcome.count("chosen.k"), count(outcome.at("points.used").count("num")));
    let told = told.join(draft.lang.pick("；", "; "));
    let what =
        say!(draft, "{points} 位客户分成 {k} 群：{told}", "{points} customers fall into {k} clusters: {told}", points, k, told);
    let by = match outcome.text("chosen.reason") {
        Some("silhouette") => say!(draft, "群数按最大的平均轮廓系数选出", "Their number has the largest mean silhouette"),
        Some("calinski_harabasz") => {
            say!(draft, "群数按最大的 Calinski–Harabasz 指数选出", "Their number has the largest Calinski–Harabasz index")
        }
        Some("bic") => say!(draft, "群数按最小的 BIC 选出", "Their number has the least BIC"),
        Some("only") => say!(draft, "没有别的群数可选", "No other number was possible"),
        _ => say!(draft, "群数是设置里给定的", "Their number is given by the settings"),
    };
    let why = if silhouette.is_empty() {
        by
    } else {
        say!(draft, "{by}；平均轮廓系数 {silhouette}", "{by}; the mean silhouette is {silhouette}", by, silhouette)
    };
    let numbers = [draft.evidence(&say!(draft, "群数", "Clusters"), k.to_string(), "chosen.k")];
    draft.add(Finding::new("clusters", Severity::Info, 45.0, what).because(why).with(numbers));
}
