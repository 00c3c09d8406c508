//! Exports that together would tell of few customers.

use crate::open;
use insitu::error::{Error, ErrorKind};
use insitu::report::Lang;
use insitu::report::text::error_text;
use insitu::session::{Export, Form, ReportOrder, Session, What};
use serde_json::{Value, json};

/// Customers of the eight classes, twenty of each and two of the last; one of the others buys on the last day.
fn shop() -> (Session, Vec<String>) {
    let mut csv = "客户ID,下单时间,金额\n".to_owned();
    for class in 0..8_u32 {
        let [late, often, much] = [4, 2, 1].map(|bit| class & bit != 0);
        let orders = if often { 6 } else { 1 };
        for person in 0..if class == 7 { 2 } else { 20 } {
            let amount = if much { 6000 } else { 60 } / orders;
            for order in 0..orders {
                let month = if late { 3 } else { 1 };
                csv.push_str(&format!("c{class}-{person},2024-{month:02}-{:02},{amount}\n", 10 + order));
            }
        }
    }
    csv.push_str("c0-0,2024-03-31,1\n");
    let mut session = open("orders.csv", csv.as_bytes());
    let found = serde_json::to_value(&session.found("rfm", &json!({})).unwrap().finding).unwrap();
    let rows = found["outcome"]["classes"]["rows"].as_array().unwrap().clone();
    let mut sizes: Vec<(u64, String)> =
        rows.iter().map(|row| (row["customers"].as_u64().unwrap(), row["code"].as_str().unwrap().to_owned())).collect();
    sizes.sort();
    assert_eq!((sizes.len(), sizes[0].0), (8, 2), "{rows:?}");
    assert!(sizes[1].0 >= 5);
    (session, sizes.into_iter().map(|(_, code)| code).collect())
}

fn export(session: &mut Session, what: &str, confirmed: bool) -> Result<String, Error> {
    let order = json!({"what": what, "lang": "zh", "confirmed": confirmed});
    session.export(&serde_json::from_value(order).unwrap()).map(|file| file.name)
}

fn narrow(session: &mut Session, classes: &[String]) {
    let group = |code: &String| json!({"analysis": "rfm", "grouping": "class", "group": code});
    let filter: Vec<Value> = classes.iter().map(group).collect();
    session.set_filter(serde_json::from_value(json!(filter)).unwrap()).unwrap();
}

#[track_caller]
fn refused(answer: Result<String, Error>, earlier: &str) {
    let error = answer.unwrap_err();
    assert_eq!((error.kind(), error.place().name.as_deref()), (ErrorKind::Difference, Some(earlier)));
}

#[test]
fn seven_of_eight_classes_beside_all_are_refused() {
    let (mut session, classes) = shop();
    assert_eq!(export(&mut session, "report", false).unwrap(), "insitu-report-all.html");
    narrow(&mut session, &classes[1..]);
    for what in ["report", "workbook", "summary", "classes", "results"] {
        session.found("rfm", &json!({})).unwrap();
        refused(export(&mut session, what, false), "1 · insitu-report-all.html");
    }
    let error = export(&mut session, "summary", false).unwrap_err();
    let texts = error_text(error.kind(), error.place());
    assert!(texts.zh.starts_with("“1 · insitu-report-all.html”：") && texts.zh.contains("请去掉筛选"), "{}", texts.zh);
    assert!(texts.en.contains("Export without the filter"), "{}", texts.en);
    // Lists tell of single customers by their nature; with a word of the user the rest leaves too, and is remembered.
    export(&mut session, "customers", false).unwrap();
    export(&mut session, "summary", true).unwrap();
    narrow(&mut session, &[]);
    export(&mut session, "summary", false).unwrap();
    narrow(&mut session, &classes[1..]);
    export(&mut session, "workbook", false).unwrap();
}

#[test]
fn the_other_way_round_too_and_class_by_class() {
    let (mut session, classes) = shop();
    narrow(&mut session, &classes[1..]);
    export(&mut session, "summary", false).unwrap();
    narrow(&mut session, &[]);
    refused(export(&mut session, "report", false), "1 · insitu-summary.csv");

    let (mut session, classes) = shop();
    export(&mut session, "summary", false).unwrap();
    for class in &classes[1..7] {
        narrow(&mut session, std::slice::from_ref(class));
        export(&mut session, "summary", false).unwrap();
    }
    // All less these seven are the two.
    narrow(&mut session, &classes[7..]);
    refused(export(&mut session, "summary", false), "7 · insitu-summary.csv");
}

#[test]
fn the_same_again_and_many_apart_are_exported() {
    let (mut session, classes) = shop();
    for what in ["report", "workbook", "summary", "results"] {
        export(&mut session, what, false).unwrap();
    }
    narrow(&mut session, &classes[2..]);
    export(&mut session, "report", false).unwrap();
    // Settings that count the same are no others.
    session.set_as_of(Some("2024-06-30")).unwrap();
    session.found("rfm", &json!({"bins": 4})).unwrap();
    export(&mut session, "report", false).unwrap();
}

#[test]
fn one_order_less_is_a_difference_of_one() {
    let (mut session, _) = shop();
    export(&mut session, "report", false).unwrap();
    session.set_as_of(Some("2024-03-31")).unwrap();
    refused(export(&mut session, "report", false), "1 · insitu-report-all.html");
    session.undo();
    export(&mut session, "workbook", false).unwrap();
    // Another file has nothing to be told apart from.
    session.close();
    let csv: String = (0..30).map(|i| format!("c{i},2024-01-{:02},{}\n", i % 28 + 1, i + 1)).collect();
    session.open(crate::table("b.csv", ("客户ID,下单时间,金额\n".to_owned() + &csv).as_bytes(), &Default::default()));
    export(&mut session, "report", false).unwrap();
}

#[test]
fn an_order_for_a_report_is_without_a_word() {
    let order = Export::of_report(What::Report, ReportOrder::default());
    assert_eq!((order.confirmed, order.form, order.lang), (false, Form::Shareable, Lang::Zh));
}

#[test]
#[ignore = "prints times"]
#[allow(clippy::print_stdout, clippy::disallowed_types, reason = "prints how long it takes")]
fn half_a_million_customers() {
    let line = |i: u32| format!("c{},2024-{:02}-{:02},{}\n", i % 500_000, i % 12 + 1, i % 28 + 1, i % 997 + 1);
    let csv = "客户ID,下单时间,金额\n".to_owned() + &(0..1_000_000).map(line).collect::<String>();
    let mut session = open("orders.csv", csv.as_bytes());
    session.found("rfm", &json!({})).unwrap();
    for (day, name) in [("2025-01-01", "first"), ("2024-06-01", "second"), ("2025-01-01", "again")] {
        session.set_as_of(Some(day)).unwrap();
        session.advance(insitu::session::Stage::Customers).unwrap();
        let start = std::time::Instant::now();
        session.enter(name).unwrap();
        println!("{name}: {} ms", start.elapsed().as_millis());
    }
}
