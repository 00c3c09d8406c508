//! A report calls nothing a finding that chance brings, and misses nothing for a test that looks at less than there is.

use crate::{open, table};
use insitu::intake::Overrides;
use insitu::report::{Lang, Role, Statement};
use insitu::session::{ReportOrder, Session};
use serde_json::{Value, json};
use std::fmt::Write;

/// The results of an analysis, and what the report says of them under a code.
fn said(session: &mut Session, analysis: &str, code: &str) -> (Value, Option<Statement>) {
    let found = session.found(analysis, &Value::Null).unwrap();
    let outcome = serde_json::to_value(&found.finding).unwrap()["outcome"].take();
    let order = ReportOrder { role: Role::All, lang: Lang::En, today: Some("2025-01-02".into()), ..ReportOrder::default() };
    let findings = session.report(&order).unwrap().findings;
    (outcome, findings.into_iter().find(|f| f.analysis == analysis && f.code.starts_with(code)))
}

/// Channels of 1,000 clicks; one makes 72 orders of them, all others 100. By itself that is beyond chance (two-sided Fisher p = 0.03
/// and less, and the interval of the difference is below 0); as the worst of so many it is to be expected.
#[test]
fn the_worst_of_many_channels_is_no_finding() {
    for (others, is_found) in [(2, true), (80, false)] {
        let mut csv = "获客渠道,访客数,点击数,订单数\n慢渠道,9000,1000,72\n".to_owned();
        (0..others).for_each(|n| writeln!(csv, "渠道{n},9000,1000,100").unwrap());
        // There is no report without customers.
        let mut session = open("rfm_data_orders.csv", include_bytes!("../fixtures/rfm_data_orders.csv"));
        session.open_beside(table("channels.csv", csv.as_bytes(), &Overrides::default()));
        let (outcome, said) = said(&mut session, "channel", "slow");
        let rows = outcome["table"]["channels"].as_array().unwrap();
        let slow = &rows.iter().find(|row| row["label"] == "慢渠道").unwrap()["conversion"];
        assert!(slow["difference"]["high"].as_f64().unwrap() < 0.0, "{slow}");
        assert_eq!(slow["stands"], if is_found { json!("below") } else { Value::Null }, "{slow}");
        assert_eq!(slow["q"].as_f64().unwrap() <= 0.05, is_found, "{slow}");
        assert_eq!(said.is_some(), is_found);
        let corrected = |f: &Statement| f.why.contains("after correction for the 3 channels that were tested");
        assert!(said.as_ref().is_none_or(corrected), "{said:?}");
    }
}

/// Forty customers are tried. Fifteen hits are the lists' and popularity's alike, five are the lists' alone: the interval of the lists'
/// own rate holds the other, the pairs do not differ so by chance (2⁻⁵).
#[test]
fn lists_are_compared_with_popularity_on_the_same_customers() {
    let mut csv = "客户ID,订单号,下单时间,金额,商品名称\n".to_owned();
    let mut customer = 0;
    let mut buys = |orders: &[&[&str]]| {
        for (nth, products) in orders.iter().enumerate() {
            for product in *products {
                writeln!(csv, "K{customer:03},D{customer:03}{nth},2024-0{}-1{},30,{product}", nth + 1, customer % 10).unwrap();
            }
        }
        customer += 1;
    };
    (0..20).for_each(|_| buys(&[&["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]]));
    (0..5).for_each(|_| buys(&[&["x", "y"]]));
    (0..15).for_each(|_| buys(&[&["a"], &["b"]]));
    (0..5).for_each(|_| buys(&[&["x"], &["y"]]));
    (0..20).for_each(|n| buys(&[&["a"], &[&format!("only{n}")]]));
    let (outcome, said) = said(&mut open("orders.csv", csv.as_bytes()), "recommend", "trial");
    let trial = &outcome["trial"];
    assert_eq!(
        (&trial["lists"]["rate"], &trial["popular"]["rate"]),
        (&json!({"num": 20, "den": 40}), &json!({"num": 15, "den": 40}))
    );
    assert_eq!((&trial["only_lists"], &trial["only_popular"], &trial["p_value"]), (&json!(5), &json!(0), &json!(0.03125)));
    assert!(trial["lists"]["interval"]["low"].as_f64().unwrap() < 15.0 / 40.0);
    let said = said.unwrap();
    assert!(said.why.contains("same customers (McNemar's test, p < 0.05): likeness is of use"), "{}", said.why);
}
