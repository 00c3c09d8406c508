//! The planted stories stand first in the report's conclusions, with the numbers that the texts of the files have.

use crate::plain::{self, cents, day};
use crate::session;
use insitu::demo::{BUNDLE, INCIDENT, LEFT_PROVINCE, LOSING_CHANNEL};
use insitu::report::{Lang, Severity};
use insitu::session::ReportOrder;
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
    let roi = format!("{:.1}%", 100.0 * (revenue - cost) as f64 / cost as f64);
    told("channel", &[LOSING_CHANNEL.to_owned(), short(cost), short(revenue), short(cost - revenue), roi]);

    let (mut paid, mut ordered) = (0, 0);
    for ((_, day), kinds) in plain::days_of_customers() {
        if (INCIDENT[0]..=INCIDENT[1]).map(iso_day).any(|of| of == day) {
            ordered += u64::from(plain::holds(&kinds, &["下单"]));
            paid += u64::from(plain::holds(&kinds, &["下单", "支付"]));
        }
    }
    told(
        "funnel",
        &[iso_day(INCIDENT[0]), iso_day(INCIDENT[1]), format!("{ordered} 次里只有 {paid} 次"), percent(paid, ordered)],
    );

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
