//! Tables that leave: what their headers call their rows.

use crate::open;
use insitu::report::Lang;
use insitu::session::{Export, Form, ReportOrder, What};
use serde_json::json;

#[test]
fn each_table_is_named_as_on_the_page() {
    let line = |i: u32| format!("c{i},2024-01-{:02},{}\n", i % 28 + 1, i + 1);
    let csv = "客户ID,下单时间,金额\n".to_owned() + &(0..60).map(line).collect::<String>();
    let mut session = open("orders.csv", csv.as_bytes());
    session.rfm(&json!({})).unwrap();
    for (what, lang, name) in [
        (What::Classes, Lang::Zh, "类别,"),
        (What::Classes, Lang::En, "class,"),
        (What::Segments, Lang::Zh, "人群,"),
        (What::Segments, Lang::En, "segment,"),
        (What::Customers, Lang::Zh, "客户代号,距今天数,购买次数,净消费金额,R,F,M,类别,人群\r\n"),
    ] {
        let bytes = session
            .export(&Export {
                what,
                analysis: "rfm".to_owned(),
                filter: Vec::new(),
                form: Form::Shareable,
                confirmed: false,
                lang,
                report: ReportOrder::default(),
            })
            .unwrap()
            .bytes;
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.trim_start_matches('\u{feff}').starts_with(name), "{name}: {}", text.lines().next().unwrap());
    }
}

#[test]
fn no_share_tells_what_a_hidden_group_has() {
    let line = |i: u32| format!("c{i},2024-01-{:02},{}\n", i % 28 + 1, if i < 2 { 9_000 } else { 10 + i });
    let csv = "客户ID,下单时间,金额\n".to_owned() + &(0..40).map(line).collect::<String>();
    let mut session = open("orders.csv", csv.as_bytes());
    session.rfm(&json!({})).unwrap();
    let order = Export {
        what: What::Classes,
        analysis: "rfm".to_owned(),
        filter: Vec::new(),
        form: Form::Shareable,
        confirmed: false,
        lang: Lang::Zh,
        report: ReportOrder::default(),
    };
    let text = String::from_utf8(session.export(&order).unwrap().bytes).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let place = rows[0].iter().position(|name| *name == "收入占比").unwrap();
    assert!(rows.iter().any(|row| row[1].contains("<5")), "{text}");
    assert!(rows[1..].iter().all(|row| row[place].is_empty()), "{text}");
}
