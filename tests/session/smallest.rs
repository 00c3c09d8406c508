//! The smallest group that is told of, as the user sets it.

use crate::open;
use insitu::error::{Error, ErrorKind};
use insitu::mask::Shown;
use insitu::recipe::Recipe;
use insitu::report::text::error_text;
use insitu::report::{Cell, CellKind, Lang, Report};
use insitu::session::{ReportOrder, Session};
use serde_json::{Value, json};
use std::fmt::Write;

/// Made up: customers of six cities, of the later ones fewer; who stands behind buys more.
fn shop() -> Session {
    let mut csv = "客户ID,下单时间,金额,城市,产品类别\n".to_owned();
    let mut customer = 0;
    for (city, size) in [("上海", 60), ("北京", 31), ("广州", 19), ("成都", 12), ("大连", 8), ("拉萨", 3)] {
        for nth in 0..size {
            customer += 1;
            for order in 0..1 + customer % 4 {
                let (month, day) = (1 + (nth + order) % 6, 1 + customer % 28);
                let (amount, class) = (20 + customer % 7 * 30 + size, ["茶", "酒", "杯", "壶"][(customer % 9 / 2).min(3)]);
                writeln!(csv, "u{customer:04},2024-{month:02}-{day:02},{amount},{city},{class}").unwrap();
            }
        }
    }
    open("orders.csv", csv.as_bytes())
}

fn made(session: &mut Session) -> Result<Report, Error> {
    session.report(&ReportOrder { lang: Lang::Zh, today: Some("2024-07-02".into()), ..ReportOrder::default() })
}

fn export(session: &mut Session, what: &str, confirmed: bool) -> Result<String, Error> {
    let order = json!({"what": what, "lang": "en", "confirmed": confirmed});
    let file = session.export(&serde_json::from_value(order).unwrap())?;
    Ok(String::from_utf8_lossy(&file.bytes).into_owned())
}

/// All counts of people in the tables of a report.
fn people(report: &Report) -> Vec<&Cell> {
    let of_sheet = |sheet: &'_ insitu::report::Sheet| -> Vec<usize> {
        sheet.columns.iter().enumerate().filter(|(_, c)| c.kind == CellKind::People).map(|(at, _)| at).collect()
    };
    report.sheets.iter().flat_map(|s| s.rows.iter().flat_map(move |row| of_sheet(s).into_iter().map(|at| &row[at]))).collect()
}

#[test]
fn no_count_below_it_leaves_and_what_is_hidden_is_called_by_it() {
    for k in [3, 5, 11, 20] {
        let mut session = shop();
        session.set_smallest_group(k).unwrap();
        let report = made(&mut session).unwrap();
        assert_eq!(report.smallest_group, k);
        let cells = people(&report);
        assert!(cells.len() > 20);
        let small = |cell: &Cell| matches!(cell, Cell::Number(n) if *n > 0.0 && *n < k as f64);
        assert!(!cells.iter().any(|cell| small(cell)), "{k}");
        let below: Vec<u64> = cells
            .iter()
            .filter_map(|cell| if let Cell::Hidden(Shown::Below(below)) = cell { Some(*below) } else { None })
            .collect();
        assert!(below.iter().all(|below| *below == k) && (k < 5 || !below.is_empty()), "{k}: {below:?}");
        let hidden: u64 = report.sheets.iter().map(|sheet| sheet.hidden).sum();
        assert_eq!(report.notes.iter().any(|note| note.contains(&format!("人数少于 {k} 的"))), hidden > 0);
        session.found("rfm", &Value::Null).unwrap();
        for what in ["classes", "segments"] {
            let csv = export(&mut session, what, false).unwrap();
            let counts: Vec<&str> = csv.lines().skip(1).map(|line| line.rsplit(',').nth(8).unwrap()).collect();
            assert!(
                counts.iter().all(|n| n.parse::<u64>().map_or(*n == "–" || *n == format!("<{k}"), |n| n == 0 || n >= k)),
                "{csv}"
            );
        }
        let page = export(&mut session, "report", false).unwrap();
        assert_eq!(page.contains(&format!("&lt;{k}<")), !below.is_empty(), "{k}");
        let others = [3, 5, 11, 20].into_iter().filter(|other| *other != k);
        for other in others {
            assert!(!page.contains(&format!("&lt;{other}<")) && !page.contains(&format!("(&lt;{other})")), "{k}: <{other}");
        }
    }
}

#[test]
fn it_is_part_of_the_recipe_and_of_the_way_back() {
    let mut session = shop();
    assert_eq!(session.settings().smallest_group, 5);
    session.set_smallest_group(11).unwrap();
    session.set_smallest_group(11).unwrap();
    let recipe = session.recipe().unwrap();
    let text = serde_json::to_string(&recipe).unwrap();
    assert!(text.contains("\"smallest_group\":11"));
    assert_eq!(Recipe::from_json(&text).unwrap(), recipe);
    assert_eq!(serde_json::to_value(session.steps()).unwrap()["undo"], "smallest_group");
    assert!(session.undo());
    assert_eq!(session.settings().smallest_group, 5);
    assert!(session.redo());
    assert_eq!(session.settings().smallest_group, 11);
    // One step: the same again was none.
    assert!(session.undo() && !session.undo());
    session.apply(recipe).unwrap();
    assert_eq!(made(&mut session).unwrap().smallest_group, 11);
    // A recipe that says nothing of it has the usual one.
    session.apply(Recipe::from_json("{\"version\": 1}").unwrap()).unwrap();
    assert_eq!(session.settings().smallest_group, 5);
}

#[test]
fn groups_of_one_and_two_are_refused_in_both_languages() {
    let refused = |error: Error| {
        assert_eq!((error.kind(), error.place().setting.as_deref()), (ErrorKind::Param, Some("smallest_group")));
        let texts = error_text(error.kind(), error.place());
        assert!(texts.zh.starts_with("设置 smallest_group：") && texts.zh.contains("3–1000"), "{}", texts.zh);
        assert!(texts.en.starts_with("Setting smallest_group: ") && texts.en.contains("3–1000"), "{}", texts.en);
    };
    let mut session = shop();
    for k in [0, 1, 2, 1001] {
        refused(session.set_smallest_group(k).unwrap_err());
        refused(Recipe::default().set("smallest_group", &k.to_string()).unwrap_err());
        refused(Recipe::from_json(&json!({"version": 1, "smallest_group": k}).to_string()).unwrap_err());
    }
    assert_eq!(session.settings().smallest_group, 5);
    for text in ["{\"smallest_group\": -3}", "{\"smallest_group\": 5.5}", "{\"smallest_group\": \"11\"}"] {
        assert_eq!(Recipe::from_json(text).unwrap_err().code(), "E_PARAM", "{text}");
    }
    for k in [3, 1000] {
        session.set_smallest_group(k).unwrap();
    }
}

#[test]
fn fewer_customers_than_it_have_no_report() {
    let csv = (0..8).map(|i| format!("c{i},2024-01-{:02},{}\n", i + 1, i + 1)).collect::<String>();
    let mut session = open("a.csv", ("客户ID,下单时间,金额\n".to_owned() + &csv).as_bytes());
    made(&mut session).unwrap();
    session.set_smallest_group(11).unwrap();
    let error = made(&mut session).unwrap_err();
    let texts = error_text(error.kind(), error.place());
    assert!(error.kind() == ErrorKind::Few && texts.zh.contains("少于 11 位") && texts.en.contains("fewer than 11"), "{texts:?}");
}

#[test]
fn two_of_them_for_the_same_customers_leave_by_a_word_alone() {
    for (first, then) in [(11, 5), (5, 11)] {
        let mut session = shop();
        session.set_smallest_group(first).unwrap();
        export(&mut session, "report", false).unwrap();
        session.set_smallest_group(then).unwrap();
        let error = export(&mut session, "summary", false).unwrap_err();
        assert_eq!((error.kind(), error.place().name.as_deref()), (ErrorKind::Difference, Some("1 · insitu-report-all.html")));
        let texts = error_text(error.kind(), error.place());
        assert!(texts.zh.contains("不到 11 位") && texts.en.contains("another smallest group"), "{texts:?}");
        export(&mut session, "summary", true).unwrap();
        session.set_smallest_group(first).unwrap();
        export(&mut session, "summary", false).unwrap();
    }
}

#[test]
fn a_later_smaller_one_tells_no_group_apart_that_was_too_small() {
    let mut session = shop();
    session.set_smallest_group(11).unwrap();
    export(&mut session, "report", false).unwrap();
    session.set_smallest_group(5).unwrap();
    // All but one class, of five to ten.
    let found = session.found("rfm", &Value::Null).unwrap();
    let outcome = serde_json::to_value(&found.finding).unwrap()["outcome"].take();
    let rows = outcome["classes"]["rows"].as_array().unwrap();
    let few = rows.iter().position(|row| (5..11).contains(&row["customers"].as_u64().unwrap())).unwrap();
    let others = rows.iter().enumerate().filter(|(at, _)| *at != few);
    let groups: Vec<Value> =
        others.map(|(_, row)| json!({"analysis": "rfm", "grouping": "class", "group": row["code"]})).collect();
    session.set_filter(serde_json::from_value(json!(groups)).unwrap()).unwrap();
    let error = export(&mut session, "summary", false).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Difference);
}

#[test]
fn typical_customers_are_made_of_as_many() {
    let mut session = shop();
    let exemplars = |session: &mut Session| -> Vec<(u64, bool)> {
        let found = session.found("portrait", &json!({"least": 3})).unwrap();
        let outcome = serde_json::to_value(&found.finding).unwrap()["outcome"].take();
        let told = |group: &Value| (group["customers"].as_u64().unwrap(), !group["exemplar"].is_null());
        outcome["groups"].as_array().unwrap().iter().map(told).collect()
    };
    let told = |k: u64, all: &[(u64, bool)]| all.iter().all(|(n, told)| *told == (*n >= k));
    let five = exemplars(&mut session);
    assert!(told(5, &five) && five.iter().any(|(n, _)| *n < 11), "{five:?}");
    session.set_smallest_group(11).unwrap();
    let eleven = exemplars(&mut session);
    assert!(told(11, &eleven), "{eleven:?}");
    session.undo();
    assert_eq!(exemplars(&mut session), five);
}

#[test]
fn a_recipe_that_makes_the_smallest_group_smaller_says_so() {
    let mut session = open("orders.csv", include_bytes!("../fixtures/rfm_data_orders.csv"));
    let mut apply = |k: u64| {
        let mut recipe = session.recipe().unwrap();
        recipe.smallest_group = k;
        session.apply(recipe).unwrap().smallest_group
    };
    assert_eq!([apply(5), apply(3), apply(3), apply(20), apply(11), apply(11)], [None, Some(3), Some(3), None, Some(11), None]);
}
