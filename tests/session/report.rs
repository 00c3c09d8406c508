//! The report of real files: its numbers are those of the results, its groups open, and nothing of a single customer is in it.

use crate::open;
use insitu::mask::K;
use insitu::report::{Cell, CellKind, Lang, Report, Role, Severity, Summary};
use insitu::session::{Export, ReportOrder, Session, What};
use serde_json::Value;

/// A file of this repository, so that these tests always run.
fn orders() -> Session {
    open("rfm_data_orders.csv", include_bytes!("../fixtures/rfm_data_orders.csv"))
}

fn report(session: &mut Session, role: Role, lang: Lang) -> Report {
    let order = ReportOrder { role, lang, today: Some("2007-01-02".into()), ..ReportOrder::default() };
    session.report(&order).unwrap()
}

/// What stands at a path of names and places.
pub(crate) fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, step| match value {
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        other => other.get(step),
    })
}

/// Whether a printed number is the one at its place: a number, the parts of a ratio, what they leave, or their quotient.
fn says(printed: &str, place: &Value) -> bool {
    let digits: String = printed.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
    let unit =
        [("万", 1e4), ("亿", 1e8), ("K", 1e3), ("M", 1e6), ("%", 0.01)].into_iter().find(|(unit, _)| printed.ends_with(unit));
    let unit = unit.map_or(1.0, |(_, size)| size);
    let Ok(value) = digits.parse::<f64>() else { return false };
    let decimals = digits.split_once('.').map_or(0, |(_, rest)| rest.len());
    let half = 0.5 * unit / 10_f64.powi(decimals as i32);
    let part = |key: &str| place.get(key).and_then(Value::as_f64);
    let candidates = match (place.as_f64(), part("num").zip(part("den"))) {
        (Some(number), _) => vec![number],
        (None, Some((num, den))) => vec![num, den, den - num, num / den],
        _ => Vec::new(),
    };
    candidates.into_iter().any(|number| (value * unit - number).abs() <= half * 1.000_001)
}

#[test]
fn a_printed_number_is_that_of_its_place_or_not() {
    let ratio = serde_json::json!({"num": 274, "den": 995});
    assert!(
        says("27.5%", &ratio) && says("274", &ratio) && says("721", &ratio) && !says("27.6%", &ratio) && !says("275", &ratio)
    );
    assert!(says("1.2万", &12_345.into()) && says("12,345.00", &12_345.into()) && !says("1.3万", &12_345.into()));
    assert!(!says("3", &serde_json::json!([3])) && !says("3", &serde_json::json!({"customers": 3})));
}

#[test]
fn it_has_five_parts_and_seven_fields_with_the_numbers_of_the_results() {
    let mut session = orders();
    let report = report(&mut session, Role::All, Lang::Zh);
    let titles: Vec<_> = report.parts.iter().map(|p| p.title).collect();
    assert_eq!(titles, ["核心结论", "关键指标", "分维度分析", "问题诊断", "改进建议"]);
    assert!(report.summary.texts().iter().all(|text| !text.is_empty()), "{:?}", report.summary);
    assert_eq!((report.customers, report.date.as_str()), (995, "2007-01-02"));
    let champions = report.findings.iter().find(|f| f.code == "champions").unwrap();
    // 274 of 995 customers, as R's rfm and the RFM panel have it.
    assert!(champions.what.contains("274 位") && champions.what.contains("27.5%"), "{}", champions.what);
    assert_eq!(champions.severity, Severity::Good);
    let conclusions = &report.parts[0].findings;
    assert!((1..=5).contains(&conclusions.len()));
    assert!(conclusions.iter().all(|&at| report.findings[at].severity != Severity::Info));
}

#[test]
fn every_number_leads_to_its_place_and_every_group_opens() {
    let mut session = orders();
    let report = report(&mut session, Role::All, Lang::En);
    for finding in &report.findings {
        assert!(!finding.what.is_empty() && !finding.rule.is_empty(), "{}", finding.code);
        let found = serde_json::to_value(&session.found(finding.analysis, &Value::Null).unwrap().finding).unwrap();
        for number in &finding.numbers {
            // The crossing of the report has other settings than the panel's, and its number adds up several cells.
            let own = finding.analysis == "segments" && number.path.starts_with("cross");
            let place = at(&found["outcome"], &number.path);
            assert!(
                own || place.is_some_and(|place| says(&number.value, place)),
                "{} {} {number:?} {place:?}",
                finding.analysis,
                finding.code
            );
        }
        if !finding.groups.is_empty() {
            session.set_filter(finding.groups.clone()).unwrap_or_else(|e| panic!("{} {:?} {e:?}", finding.code, finding.groups));
            session.set_filter(Vec::new()).unwrap();
        }
        if let Some(how) = &finding.how {
            let summary = Summary {
                suggestion: how.text.clone(),
                owner: how.owner.clone(),
                follow_up_date: how.until.clone(),
                ..Summary::default()
            };
            assert!(insitu::report::faults(&summary, Lang::En).is_empty(), "{}", how.text);
        }
    }
}

#[test]
fn what_it_advises_passes_its_own_rules_in_chinese_too() {
    for finding in report(&mut orders(), Role::All, Lang::Zh).findings {
        let Some(how) = finding.how else { continue };
        let faults = insitu::report::faults(
            &Summary { suggestion: how.text.clone(), owner: how.owner, follow_up_date: how.until, ..Summary::default() },
            Lang::Zh,
        );
        assert!(faults.is_empty(), "{} {faults:?}", how.text);
    }
}

#[test]
fn no_table_tells_of_fewer_people_than_k_and_no_chart_is_overfull() {
    for sheet in report(&mut orders(), Role::All, Lang::Zh).sheets {
        assert_eq!(sheet.drawing_fault(), None, "{} {}", sheet.analysis, sheet.code);
        for row in &sheet.rows {
            assert_eq!(row.len(), sheet.columns.len(), "{}", sheet.code);
            for (cell, column) in row.iter().zip(&sheet.columns) {
                let few = matches!(cell, Cell::Number(n) if *n > 0.0 && *n < K as f64);
                assert!(column.kind != CellKind::People || !few, "{} {row:?}", sheet.code);
            }
        }
    }
}

#[test]
fn a_role_sees_its_own_analyses_and_no_other() {
    let mut session = orders();
    for role in Role::ALL {
        let report = report(&mut session, role, Lang::Zh);
        let named = report.findings.iter().map(|f| f.analysis).chain(report.sheets.iter().map(|s| s.analysis));
        for name in named.chain(report.gaps.iter().map(|g| g.analysis)) {
            assert!(role.sees(name), "{role:?} {name}");
        }
        assert!(role == Role::Operations || role == Role::Service || !report.cards.is_empty());
        assert!(report.parts[0].findings.iter().all(|&at| at < report.findings.len()));
    }
    assert!(!Role::Operations.sees("rfm") && !Role::Service.sees("channel"));
}

#[test]
fn the_users_words_stand_in_the_files_and_formulas_do_not_run() {
    let mut session = orders();
    let summary = Summary { core_conclusion: "=HYPERLINK(\"x\")".into(), owner: "*经理".into(), ..Summary::default() };
    let order = ReportOrder {
        role: Role::Management,
        lang: Lang::Zh,
        today: Some("2007-01-02".into()),
        summary,
        ..ReportOrder::default()
    };
    let file = session.export(&Export::of_report(What::Summary, order.clone())).unwrap();
    let text = String::from_utf8(file.bytes).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "报告日期,核心结论,关键指标,问题诊断,改进建议,负责人,跟进时间节点");
    assert!(lines[1].starts_with("2007-01月,\"'=HYPERLINK(\"\"x\"\")\","), "{}", lines[1]);
    let page = session.export(&Export::of_report(What::Report, order)).unwrap();
    assert_eq!((page.name.as_str(), page.media_type), ("insitu-report-management.html", "application/octet-stream"));
    assert!(String::from_utf8(page.bytes).unwrap().contains("*经理"));
}

#[test]
fn the_same_settings_make_the_same_report() {
    let mut session = orders();
    let one = report(&mut session, Role::All, Lang::Zh);
    assert_eq!(one, report(&mut session, Role::All, Lang::Zh));
    assert_eq!(one, report(&mut orders(), Role::All, Lang::Zh));
}

/// Telephone numbers, names and ids of every row are searched for in every form.
#[test]
fn no_identifier_is_in_any_form() {
    let mut csv = String::from("客户ID,姓名,手机号,下单时间,金额,地区,备注\n");
    for i in 0..400_u32 {
        let customer = i % 90;
        csv += &format!(
            "KH{:07},王小{},1380013{:04},2024-{:02}-{:02},{}.5,广东省,请致电1380013{:04}\n",
            customer * 7919,
            customer,
            customer,
            1 + i % 12,
            1 + i % 28,
            20 + i % 300,
            customer
        );
    }
    let mut session = open("orders.csv", csv.as_bytes());
    let order = ReportOrder { today: Some("2025-01-01".into()), ..ReportOrder::default() };
    let mut out = serde_json::to_string(&session.report(&order).unwrap()).unwrap();
    for what in [What::Report, What::Workbook, What::Summary] {
        out += &String::from_utf8_lossy(&session.export(&Export::of_report(what, order.clone())).unwrap().bytes);
    }
    for customer in 0..90_u32 {
        for canary in [format!("KH{:07}", customer * 7919), format!("1380013{customer:04}"), format!("王小{customer}")] {
            assert!(!out.contains(&canary), "{canary}");
        }
    }
}

#[test]
fn a_table_without_purchases_has_a_report_of_what_it_can_answer() {
    let mut csv = String::from("客户ID,性别,年龄,会员等级\n");
    for i in 0..200 {
        csv += &format!("C{i},{},{},{}\n", ["男", "女"][i % 2], 18 + i % 50, ["普通", "白银", "黄金"][i % 3]);
    }
    let report = report(&mut open("customers.csv", csv.as_bytes()), Role::All, Lang::Zh);
    assert!(report.gaps.iter().any(|gap| gap.analysis == "rfm" && !gap.why.is_empty()));
    assert!(report.sheets.iter().any(|sheet| sheet.analysis == "segments"));
    assert_eq!(report.customers, 200);
    assert!(!report.summary.core_conclusion.is_empty());
}
