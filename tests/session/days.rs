//! Days that nobody can have meant, tables that end early or begin late, and tables without any day.

use crate::table;
use insitu::intake::Overrides;
use insitu::mask::Key;
use insitu::session::Session;
use serde_json::Value;
use std::fmt::Write;

fn session(files: &[(&str, String)]) -> Session {
    let mut session = Session::new(Key::from_hex(&"0f".repeat(32)).unwrap());
    for (name, text) in files {
        session.open_beside(table(name, text.as_bytes(), &Overrides::default()));
    }
    session
}

fn results(session: &mut Session, names: &[&str]) -> Value {
    serde_json::from_str(&session.results(names, &[]).unwrap()).unwrap()
}

fn notices(results: &Value) -> Vec<(String, u64)> {
    let all = results["notices"].as_array().unwrap();
    all.iter().map(|n| (n["code"].as_str().unwrap().to_owned(), n["count"].as_u64().unwrap())).collect()
}

fn has(results: &Value, code: &str, count: u64) -> bool {
    notices(results).contains(&(code.to_owned(), count))
}

/// Orders of 40 customers over the year 2023.
fn orders(rows: usize) -> String {
    let mut text = String::from("订单号,客户ID,下单时间,实付金额\n");
    for i in 0..rows {
        writeln!(text, "D{i:05},C{:03},2023-{:02}-{:02} 10:00:00,{}.50", i * 7 % 40, i % 12 + 1, i * 5 % 28 + 1, i % 90 + 10)
            .unwrap();
    }
    text
}

const ALL: [&str; 6] = ["describe", "rfm", "clv", "activity", "lifecycle", "retention"];

#[test]
fn one_absurd_date_changes_nothing_but_its_own_row() {
    for rows in [12, 60, 400] {
        let good = results(&mut session(&[("o.csv", orders(rows))]), &ALL);
        for (date, code) in [
            ("9999-12-31", "N_LAST_DAY_FAR"),
            ("2099-01-01", "N_LAST_DAY_FAR"),
            ("2203-05-06 12:00:00", "N_LAST_DAY_FAR"),
            ("1900-01-01", "N_FIRST_DAY_FAR"),
            ("1203-05-06", "N_FIRST_DAY_FAR"),
        ] {
            let text = format!("{}D99999,C007,{date},77.00\n", orders(rows));
            let with = results(&mut session(&[("o.csv", text)]), &ALL);
            assert_eq!(with["as_of"], "2023-12-29", "{rows} {date}");
            assert_eq!((&with["results"], &with["customers"]), (&good["results"], &good["customers"]), "{rows} {date}");
            assert!(has(&with, code, 1), "{rows} {date}: {:?}", notices(&with));
            let notice = with["notices"].as_array().unwrap().iter().find(|n| n["code"] == code).unwrap();
            assert_eq!(notice["rows"], serde_json::json!([rows + 2]));
        }
    }
}

#[test]
fn a_given_reference_date_still_rules() {
    let text = format!("{}D99999,C007,2099-01-01,77.00\n", orders(60));
    let mut session = session(&[("o.csv", text)]);
    session.set_as_of(Some("2100-01-01")).unwrap();
    let late = results(&mut session, &["rfm"]);
    assert_eq!((late["as_of"].as_str(), late["customers"]["lines"].as_u64()), (Some("2100-01-01"), Some(61)));
    session.set_as_of(Some("2023-07-01")).unwrap();
    let early = results(&mut session, &["rfm"]);
    assert_eq!(early["customers"]["lines"], 30);
    assert!(has(&early, "N_AFTER_AS_OF", 31));
}

/// Events of customers 0 to 29, one a day each, from a day of March 2023 on.
fn events(days: std::ops::Range<u32>) -> String {
    let mut text = String::from("客户ID,行为类型,行为时间\n");
    for day in days {
        for customer in 0..30 {
            writeln!(text, "C{customer:03},浏览,2023-03-{day:02} {:02}:30:00", customer % 24).unwrap();
        }
    }
    text
}

#[test]
fn an_absurd_event_is_set_aside_too() {
    let good = results(&mut session(&[("e.csv", events(1..21))]), &["activity", "retention"]);
    for (date, code) in [("9999-12-31 00:00:00", "N_LAST_DAY_FAR"), ("1970-01-01 00:00:00", "N_FIRST_DAY_FAR")] {
        let text = format!("{}C003,浏览,{date}\n", events(1..21));
        let with = results(&mut session(&[("e.csv", text)]), &["activity", "retention"]);
        assert_eq!((&with["as_of"], &with["results"]), (&good["as_of"], &good["results"]), "{date}");
        assert!(has(&with, code, 1), "{date}: {:?}", notices(&with));
    }
}

/// 40 customers registered in 2022.
fn people(dated: bool) -> String {
    let mut text = format!("客户ID,姓名,身份证号,{},会员等级\n", if dated { "注册日期" } else { "备注" });
    for i in 0..40 {
        let body = format!("44030619{:02}{:02}{:02}{:03}", 60 + i % 40, i % 12 + 1, i % 28 + 1, i * 13 % 1000);
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let check = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize];
        let day = if dated { format!("2022-{:02}-{:02}", i % 12 + 1, i % 28 + 1) } else { "无".to_owned() };
        writeln!(text, "C{i:03},王小明,{body}{check},{day},{}", ["普通", "黄金"][i % 2]).unwrap();
    }
    text
}

#[test]
fn silence_before_the_events_begin_is_not_judged() {
    let mut session = session(&[("e.csv", events(1..21)), ("c.csv", people(true))]);
    let all = results(&mut session, &["activity"]);
    let outcome = &all["results"]["activity"]["outcome"];
    let counts: Vec<u64> = outcome["classes"].as_array().unwrap().iter().map(|c| c["customers"].as_u64().unwrap()).collect();
    // Ten never came in the 20 days of events: nobody knows of the time before.
    assert_eq!((&counts[..], outcome["not_judged"].as_u64()), (&[0, 0, 30, 0][..], Some(10)));
    assert!(has(&all, "N_NOT_JUDGED", 10), "{:?}", notices(&all));
}

#[test]
fn silence_behind_the_last_event_is_not_judged() {
    let mut session = session(&[("o.csv", orders(400)), ("e.csv", events(1..32))]);
    let all = results(&mut session, &["activity", "retention"]);
    assert_eq!(all["as_of"], "2023-12-29");
    let outcome = &all["results"]["activity"]["outcome"];
    let counts: Vec<u64> = outcome["classes"].as_array().unwrap().iter().map(|c| c["customers"].as_u64().unwrap()).collect();
    assert_eq!((&counts[..], outcome["not_judged"].as_u64()), (&[0, 0, 0, 0][..], Some(40)));
    assert_eq!(outcome["covered_to"], "2023-04-01");
    assert_eq!(outcome["months"].as_array().unwrap().len(), 1);
    assert!(has(&all, "N_ENDS_EARLIER", 272), "{:?}", notices(&all));

    session.found("retention", &serde_json::json!({ "activity": "event" })).unwrap();
    let all = results(&mut session, &["retention"]);
    let rows = all["results"]["retention"]["outcome"]["rows"].as_array().unwrap();
    let first = &rows[0];
    // Customers of January: of February nothing is known, March is told, all behind it is blank.
    assert!(first["size"].as_u64().unwrap() > 0);
    let cells: Vec<Option<u64>> = first["retained"].as_array().unwrap().iter().map(Value::as_u64).collect();
    assert!(cells[1].is_none() && cells[2].is_some_and(|n| n > 0) && cells[3..].iter().all(Option::is_none), "{cells:?}");
    assert_eq!(first["mature"], 3);
}

#[test]
fn a_table_that_ends_a_day_earlier_is_judged() {
    let all = results(
        &mut session(&[
            ("e.csv", events(1..31)),
            ("f.csv", {
                let mut text = String::from("客户ID,评分,反馈时间\n");
                for i in 0..20 {
                    writeln!(text, "C{:03},{},2023-03-{:02}", i, i % 5 + 1, i + 12).unwrap();
                }
                text
            }),
        ]),
        &["activity"],
    );
    assert_eq!(all["as_of"], "2023-04-01");
    let outcome = &all["results"]["activity"]["outcome"];
    assert_eq!((outcome["not_judged"].as_u64(), outcome["covered_to"].as_str()), (Some(0), Some("2023-04-01")));
}

#[test]
fn without_any_date_nobody_has_an_age() {
    let mut session = session(&[("c.csv", people(false))]);
    let all = results(&mut session, &["segments", "portrait"]);
    assert_eq!(all["as_of"], Value::Null);
    let text = all["results"].to_string();
    assert!(text.contains("gender") && !text.contains("age_band") && !text.contains("tenure"), "{text}");
    assert!(has(&all, "N_NO_DATE", 40), "{:?}", notices(&all));
    session.set_as_of(Some("2024-01-01")).unwrap();
    let all = results(&mut session, &["segments"]);
    assert!(all["results"].to_string().contains("age_band") && !has(&all, "N_NO_DATE", 40));
}

#[test]
fn registrations_are_the_reference_where_nothing_else_is_dated() {
    let all = results(&mut session(&[("c.csv", people(true))]), &["segments", "portrait"]);
    // The last of them.
    assert_eq!(all["as_of"], "2022-12-25");
    assert!(has(&all, "N_AS_OF_KNOWN", 40), "{:?}", notices(&all));
    let attributes = all["results"]["segments"]["outcome"]["attributes"].as_array().unwrap();
    let ages = attributes.iter().find(|a| a["name"] == "age_band").unwrap();
    // Born in 1960 to 1999.
    let bands: Vec<&str> = ages["rows"].as_array().unwrap().iter().map(|row| row["label"].as_str().unwrap()).collect();
    assert_eq!(bands, ["20-29", "30-39", "40-49", "50-59", "60-69"]);
    let absurd = people(true).replacen("2022-01-01", "1900-01-01", 1);
    let with = results(&mut session(&[("c.csv", absurd)]), &["portrait"]);
    assert_eq!(with["as_of"], "2022-12-25");
    assert!(has(&with, "N_REGISTERED_FAR", 1), "{:?}", notices(&with));
}

#[test]
fn the_first_period_is_as_complete_as_the_overview_says() {
    let mut text = String::from("订单号,客户ID,下单时间,实付金额\n");
    for i in 0..200 {
        let day = 27 + i % 90;
        let (month, day) = if day < 31 {
            (1, day + 1)
        } else if day < 59 {
            (2, day - 30)
        } else if day < 90 {
            (3, day - 58)
        } else {
            (4, day - 89)
        };
        writeln!(text, "D{i:05},C{:03},2023-{month:02}-{day:02} 10:00:00,{}.50", i * 7 % 40, i % 90 + 10).unwrap();
    }
    let mut session = session(&[("o.csv", text)]);
    session.found("lifecycle", &serde_json::json!({ "interval": "month" })).unwrap();
    let all = results(&mut session, &["describe", "lifecycle", "activity", "retention"]);
    let complete =
        |rows: &Value| -> Vec<bool> { rows.as_array().unwrap().iter().map(|r| r["complete"].as_bool().unwrap()).collect() };
    let of = |name: &str, path: &str| complete(all["results"][name]["outcome"].pointer(path).unwrap());
    let board = of("describe", "/board/periods");
    assert_eq!(board, [false, true, true, false]);
    assert_eq!(of("lifecycle", "/periods"), board);
    assert_eq!(of("activity", "/months"), board);
    assert_eq!(of("retention", "/rows"), board);
}
