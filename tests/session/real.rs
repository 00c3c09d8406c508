//! Published results and totals of other tools, reached from the bytes of the file.

use crate::data::{bytes_of, json_of};
use crate::{open, results};
use insitu::analysis::{Outcome, rfm};
use insitu::session::Session;
use serde_json::{Value, json};

/// The file of the fixtures; the same as `orders/rfm_data_orders.csv` of the real files.
const ORDERS: &[u8] = include_bytes!("../fixtures/rfm_data_orders.csv");
const CDNOW: &[u8] = include_bytes!("../fixtures/cdnow_sample.txt");

fn orders() -> Session {
    let mut session = open("rfm_data_orders.csv", ORDERS);
    session.set_as_of(Some("2006-12-31")).unwrap();
    session
}

fn found(session: &mut Session, params: &Value) -> rfm::RfmOutcome {
    match session.rfm(params).unwrap().outcome {
        Outcome::Found(outcome) => outcome,
        Outcome::NotEnoughData(shortage) => panic!("{shortage:?}"),
    }
}

fn score_counts(outcome: &rfm::RfmOutcome) -> Vec<Vec<u64>> {
    outcome.dimensions.iter().map(|d| d.score_counts.clone()).collect()
}

#[test]
fn published_score_counts_and_classes() {
    let mut session = orders();
    let package = found(&mut session, &json!({ "method": "r_rfm" }));
    assert_eq!(score_counts(&package), [[197, 200, 199, 199, 200], [268, 187, 176, 244, 120], [200, 200, 198, 202, 195]]);
    let ours = found(&mut session, &json!({ "method": "quantile" }));
    assert_eq!(score_counts(&ours), [[197, 201, 198, 199, 200], [268, 187, 176, 244, 120], [199, 201, 197, 203, 195]]);
    let classes: Vec<_> = ours.classes.rows.iter().map(|row| (row.code, row.customers)).collect();
    let expected = [("111", 274), ("101", 20), ("011", 125), ("001", 28), ("110", 102), ("100", 185), ("010", 39), ("000", 222)];
    assert_eq!(classes, expected);
}

#[test]
fn published_rows_of_the_package() {
    // Customers stand in order of their ids, so the first rows of the package's README are the first here.
    let published = [
        (205, 6, 472, [3, 4, 3]),
        (140, 3, 340, [4, 1, 2]),
        (194, 4, 405, [3, 2, 3]),
        (98, 7, 596, [5, 4, 4]),
        (132, 5, 448, [4, 3, 3]),
    ];
    let mut session = orders();
    session.rfm(&json!({ "method": "r_rfm" })).unwrap();
    let results = results(&mut session);
    let customers = &results["results"]["rfm"]["outcome"]["customers"];
    for (at, (recency, frequency, monetary, scores)) in published.into_iter().enumerate() {
        let of = |name: &str| customers[name][at].clone();
        assert_eq!([of("recency_days"), of("frequency"), of("monetary")], [json!(recency), json!(frequency), json!(monetary)]);
        assert_eq!([of("r"), of("f"), of("m")], scores.map(|s| json!(s)));
    }
    assert_eq!(results["quality"]["totals"]["amount"], 464_158);
}

#[test]
fn orders_file_equals_the_fixture_and_its_expected_numbers() {
    let Some(bytes) = bytes_of("orders/rfm_data_orders.csv") else { return };
    let expected = json_of("orders/rfm_data_orders.expected.json").unwrap();
    let mut session = open("rfm_data_orders.csv", &bytes);
    session.set_as_of(expected["analysis_date"].as_str()).unwrap();
    let outcome = serde_json::to_value(found(&mut session, &json!({ "method": "r_rfm" }))).unwrap();
    let counts = &expected["score_counts_1_to_5"];
    for (at, name) in ["R", "F", "M"].into_iter().enumerate() {
        assert_eq!(outcome["dimensions"][at]["score_counts"], counts[name], "{name}");
    }
    let population = &outcome["population"];
    assert_eq!(population["customers"], expected["n_customers"]);
    assert_eq!(population["orders"], expected["sum_transaction_count"]);
    assert_eq!(population["revenue"], expected["revenue"]);
    assert_eq!(bytes, ORDERS, "the fixture is the same file");
}

fn totals(session: &mut Session) -> Value {
    let results = results(session);
    let rows = &results["inputs"][0]["rows"];
    let [read, accepted, rejected] = ["read", "accepted", "rejected"].map(|n| rows[n].as_u64().unwrap());
    assert_eq!(read, accepted + rejected);
    results["quality"]["totals"].clone()
}

#[test]
fn cdnow_totals() {
    let totals = totals(&mut open("CDNOW_sample.txt", CDNOW));
    let got = ["rows", "customers", "units", "amount"].map(|name| totals[name].clone());
    assert_eq!(got, [json!(6919), json!(2357), json!(16_479), json!(244_091.94)]);
    assert_eq!((totals["first"].as_str(), totals["last"].as_str()), (Some("1997-01-01"), Some("1998-06-30")));
    let Some(expected) = json_of("cdnow/CDNOW_sample.expected.json") else { return };
    assert_eq!(got, ["rows", "customers", "cds", "spend"].map(|name| expected[name].clone()));
}

#[test]
fn online_retail_totals() {
    let Some(bytes) = bytes_of("orders/online_retail_2010-12.csv") else { return };
    let expected = json_of("orders/online_retail_2010-12.expected.json").unwrap();
    let totals = totals(&mut open("online_retail_2010-12.csv", &bytes));
    let pairs = [
        ("rows", "rows", json!(42_481)),
        ("rows_without_customer", "null_customer", json!(15_631)),
        ("customers", "customers", json!(948)),
        ("orders", "invoices", json!(2025)),
        ("amount", "amount", json!(748_957.02)),
        ("negative_quantity", "negative_quantity", json!(798)),
        ("zero_price", "zero_price", json!(273)),
    ];
    for (ours, theirs, value) in pairs {
        assert_eq!((&totals[ours], &expected[theirs]), (&value, &value), "{ours}");
    }
}

#[test]
fn any_range_size_gives_the_same_results() {
    let whole = results(&mut orders());
    for size in [4096, 50_000] {
        let mut session = Session::new(insitu::mask::Key::from_hex(&"0f".repeat(32)).unwrap());
        let overrides = insitu::intake::Overrides::default();
        session.open(insitu::intake::read("rfm_data_orders.csv", ORDERS, &overrides, size).unwrap());
        session.set_as_of(Some("2006-12-31")).unwrap();
        assert_eq!(results(&mut session), whole, "ranges of {size} bytes");
    }
}

#[test]
fn gb18030_and_utf8_give_the_same_results() {
    let mut text = String::from("客户ID,订单号,下单时间,类目,实付金额\n");
    for i in 0..400_u32 {
        text += &format!("客{},D{i},2024-03-{:02} 10:00:00,家居,{}.50\n", i % 37, i % 28 + 1, i % 90 + 1);
    }
    let legacy = encoded(&text);
    assert_ne!(legacy, text.as_bytes());
    let [mut a, mut b] = [open("a.csv", text.as_bytes()), open("a.csv", &legacy)];
    assert_eq!(b.inspect().unwrap().files[0].encoding, insitu::intake::Encoding::Gb18030);
    assert_eq!(results(&mut a)["results"], results(&mut b)["results"]);
}

/// GB18030 of the few characters that the test writes, from the standard's table.
fn encoded(text: &str) -> Vec<u8> {
    let pair = |c: char| match c {
        '客' => [0xBF, 0xCD],
        '户' => [0xBB, 0xA7],
        '订' => [0xB6, 0xA9],
        '单' => [0xB5, 0xA5],
        '号' => [0xBA, 0xC5],
        '下' => [0xCF, 0xC2],
        '时' => [0xCA, 0xB1],
        '间' => [0xBC, 0xE4],
        '类' => [0xC0, 0xE0],
        '目' => [0xC4, 0xBF],
        '实' => [0xCA, 0xB5],
        '付' => [0xB8, 0xB6],
        '金' => [0xBD, 0xF0],
        '额' => [0xB6, 0xEE],
        '家' => [0xBC, 0xD2],
        '居' => [0xBE, 0xD3],
        other => panic!("no code for {other}"),
    };
    text.chars().flat_map(|c| if c.is_ascii() { vec![c as u8] } else { pair(c).to_vec() }).collect()
}
