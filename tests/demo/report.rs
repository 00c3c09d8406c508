//! The planted stories stand first in the report's conclusions, with the numbers that the texts of the files have.

use crate::plain::{self, cents, day};
use crate::session;
use insitu::demo::{BUNDLE, INCIDENT, LEFT_PROVINCE, LOSING_CHANNEL};
use insitu::report::{Cell, CellKind, Lang, Severity, Sheet};
use insitu::session::{Export, ReportOrder, RowsQuery, What};
use insitu::table::date::iso_day;
use std::collections::{BTreeMap, BTreeSet};

fn percent(part: u64, whole: u64) -> String {
    format!("{:.1}%", 100.0 * part as f64 / whole as f64)
}

/// 212,595 as `21.3万`.
fn short(cents: i64) -> String {
    format!("{:.1}万", cents as f64 / 1e6)
}

#[test]
fn the_stories_are_the_first_conclusions() {
    let order = ReportOrder { today: Some("2026-01-02".into()), lang: Lang::Zh, ..ReportOrder::default() };
    let report = session().report(&order).unwrap();
    let conclusions: Vec<_> = report.parts[0].findings.iter().map(|&at| &report.findings[at]).collect();
    let told = |analysis: &str, words: &[String]| {
        let found = conclusions.iter().find(|finding| finding.analysis == analysis).unwrap_or_else(|| panic!("{analysis}"));
        for word in words {
            assert!(found.what.contains(word.as_str()), "{word} in {}", found.what);
        }
        assert!(found.how.is_some(), "{analysis}");
    };

    let (mut cost, mut revenue) = (0, 0);
    for row in plain::table("示例渠道.csv").rows.iter().filter(|row| row["渠道"] == LOSING_CHANNEL) {
        cost += cents(&row["推广费用"]);
        revenue += cents(&row["成交金额"]);
    }
    let roi = format!("ROI {:.2}", (revenue - cost) as f64 / cost as f64);
    told("channel", &[LOSING_CHANNEL.to_owned(), short(cost), short(revenue), short(cost - revenue), roi]);

    // On the three days, and on all others.
    let (mut paid, mut ordered) = ([0, 0], [0, 0]);
    for ((_, day), kinds) in plain::days_of_customers() {
        let is_other = usize::from(!(INCIDENT[0]..=INCIDENT[1]).map(iso_day).any(|of| of == day));
        ordered[is_other] += u64::from(plain::holds(&kinds, &["下单"]));
        paid[is_other] += u64::from(plain::holds(&kinds, &["下单", "支付"]));
    }
    told(
        "funnel",
        &[
            [iso_day(INCIDENT[0]), iso_day(INCIDENT[1])].join(" 至 "),
            // Of so few who got through the report tells no number.
            format!("{} 次里每天走通的不到 5 次", ordered[0]),
            format!("平时是 {}", percent(paid[1], ordered[1])),
        ],
    );
    assert_eq!((percent(paid[1], ordered[1]).as_str(), paid[0]), ("95.3%", 4));

    let mut last: BTreeMap<String, i32> = BTreeMap::new();
    for row in plain::purchases() {
        let own = last.entry(row["客户ID"].clone()).or_insert(i32::MIN);
        *own = (*own).max(day(&row["下单时间"]));
    }
    let as_of = day("2026-01-01");
    let (mut gone, mut buyers) = (0, 0);
    for row in plain::table("示例客户.csv").rows.iter().filter(|row| row["地域"].starts_with(LEFT_PROVINCE.0)) {
        if let Some(day) = last.get(&row["客户ID"]) {
            buyers += 1;
            gone += u64::from(as_of - day > 90);
        }
    }
    told("segments", &[LEFT_PROVINCE.0.to_owned(), format!("{buyers} 位买过的客户里 {gone} 位"), percent(gone, buyers)]);

    let mut baskets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in plain::purchases() {
        baskets.entry(row["订单号"].clone()).or_default().insert(row["商品名称"].clone());
    }
    let with = |names: &[&str]| baskets.values().filter(|basket| names.iter().all(|name| basket.contains(*name))).count() as u64;
    told("basket", &[BUNDLE[0].to_owned(), BUNDLE[1].to_owned(), percent(with(&BUNDLE), with(&BUNDLE[..1]))]);

    // Nothing else is called a problem.
    let bad: Vec<&str> = report.findings.iter().filter(|f| f.severity == Severity::Bad).map(|f| f.analysis).collect();
    assert_eq!(BTreeSet::from_iter(bad), BTreeSet::from(["channel", "funnel", "segments"]));
    assert!(report.gaps.is_empty(), "{:?}", report.gaps);
}

/// What a click on a finding lists: the page asks for the rows of all its groups.
#[test]
fn the_customers_of_a_finding_are_listed() {
    let mut session = session();
    let order = ReportOrder { today: Some("2026-01-02".into()), lang: Lang::Zh, ..ReportOrder::default() };
    let report = session.report(&order).unwrap();
    let mut seen = BTreeSet::new();
    for finding in report.findings.iter().filter(|finding| !finding.groups.is_empty()) {
        session.set_filter(finding.groups.clone()).unwrap();
        let behind = session.report(&order).unwrap().customers;
        session.set_filter(Vec::new()).unwrap();
        session.found(finding.analysis, &serde_json::Value::Null).unwrap();
        let groups: Vec<_> =
            finding.groups.iter().map(|g| serde_json::json!({ "grouping": g.grouping, "group": g.group })).collect();
        let query = serde_json::json!({ "analysis": finding.analysis, "filter": groups, "from": 0, "count": 1 });
        let listed = session.rows(&serde_json::from_value::<RowsQuery>(query).unwrap()).unwrap().total;
        assert!(listed > 0 && listed == behind, "{} {}: {listed} of {behind}", finding.analysis, finding.code);
        if (finding.analysis, finding.code.as_str()) == ("segments", "leaving") {
            assert!(finding.what.contains(&format!("{listed} 位（")), "{listed} in {}", finding.what);
        }
        seen.insert([finding.analysis, finding.code.as_str()].join(" "));
    }
    assert!(seen.contains("segments leaving") && seen.len() > 3, "{seen:?}");
}

/// The template of channels in the workbook: all its columns are filled, with the sums of the file.
#[test]
#[cfg(feature = "formats")]
fn the_template_of_channels_is_filled_from_the_results() {
    let mut sums: BTreeMap<String, [i64; 5]> = BTreeMap::new();
    for row in plain::table("示例渠道.csv").rows {
        let sum = sums.entry(row["渠道"].clone()).or_default();
        for (at, name) in ["曝光量", "点击量", "下单量"].into_iter().enumerate() {
            sum[at] += row[name].parse::<i64>().unwrap();
        }
        sum[3] += cents(&row["推广费用"]);
        sum[4] += cents(&row["成交金额"]);
    }
    for (lang, name) in [(Lang::Zh, "转化效果分析表"), (Lang::En, "Conversion by channel")] {
        let order = ReportOrder { today: Some("2026-01-02".into()), lang, ..ReportOrder::default() };
        let file = session().export(&Export::of_report(What::Workbook, order)).unwrap();
        let mut opened = insitu::intake::workbook::open(std::rc::Rc::new(file.bytes), Some(name)).unwrap();
        let mut text = Vec::new();
        while opened.stream.next(64 << 10, &mut text).unwrap() {}
        let text = String::from_utf8(text).unwrap();
        for (label, [uv, click, order, cost, revenue]) in &sums {
            let line = text.lines().find(|line| line.starts_with(label.as_str())).unwrap_or_else(|| panic!("{label}: {text}"));
            let cells: Vec<f64> = line.split(',').skip(1).map(|cell| cell.parse().unwrap_or(f64::NAN)).collect();
            let rate = 100.0 * *order as f64 / *click as f64;
            let expected =
                [*uv as f64, *click as f64, *order as f64, rate, *cost as f64 / 100.0, (revenue - cost) as f64 / *cost as f64];
            assert_eq!(cells.len(), expected.len(), "{line}");
            assert!(cells.iter().zip(expected).all(|(cell, value)| (cell - value).abs() < 1e-3), "{line} {expected:?}");
        }
    }
}

/// Four customers have bought and are not in the list of customers; four buyers brought nothing. Neither follows from other tables.
#[test]
fn those_who_are_few_follow_from_no_sum_of_two_tables() {
    let order = ReportOrder { today: Some("2026-01-02".into()), lang: Lang::Zh, ..ReportOrder::default() };
    let report = session().report(&order).unwrap();
    let sheet = |analysis: &str, code: &str| {
        report.sheets.iter().find(|s| (s.analysis, s.code) == (analysis, code)).unwrap_or_else(|| panic!("{analysis} {code}"))
    };
    let people = |sheet: &Sheet| -> Vec<Cell> {
        let place = sheet.columns.iter().position(|c| c.kind == CellKind::People).unwrap();
        sheet.rows.iter().map(|row| row[place].clone()).collect()
    };
    let all = |sheet: &Sheet| -> f64 {
        let number = |cell: &Cell| if let Cell::Number(n) = cell { *n } else { panic!("{cell:?}") };
        people(sheet).iter().map(number).sum()
    };
    assert_eq!(all(sheet("abc", "customers")), all(sheet("rfm", "classes")));
    // The index of a group tells the whole, and with it those who are hidden.
    let mut hidden = 0;
    for one in report.sheets.iter().filter(|s| s.analysis == "segments" && s.columns.iter().any(|c| c.title.contains("TGI"))) {
        let place = one.columns.iter().position(|c| c.title.contains("TGI")).unwrap();
        if people(one).iter().any(|cell| matches!(cell, Cell::Hidden(_))) {
            assert!(one.rows.iter().all(|row| row[place] == Cell::Empty), "{}", one.title);
            hidden += 1;
        }
    }
    assert!(hidden > 0, "the demo has groups of few");
    let listed = report.files.iter().find(|file| file.name == "示例客户.csv").unwrap();
    assert_eq!((listed.rows, listed.rejected), (None, None));
}
