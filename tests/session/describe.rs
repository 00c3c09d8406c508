//! Columns of numbers from the bytes of a file, with certified statistics of NIST; totals of other tools by category.

use crate::data::{bytes_of, json_of};
use crate::open;
use insitu::session::Session;
use serde_json::{Value, json};

/// Certified mean, standard deviation and autocorrelation at lag 1 of each set, and the digits that are demanded of each.
const CERTIFIED: [(&str, [f64; 3], [f64; 3]); 6] = [
    ("Lew", [-177.435, 277.332_168_044_316, -0.307_304_800_605_679], [12.0, 12.0, 12.0]),
    ("Lottery", [518.958_715_596_330, 291.699_727_470_969, -0.120_948_622_967_393], [12.0, 12.0, 12.0]),
    ("Mavro", [2.001_856, 0.000_429_123_454_003_053, 0.937_989_183_438_248], [12.0, 12.0, 12.0]),
    ("Michelso", [299.8524, 0.079_010_547_819_051_8, 0.535_199_668_621_283], [12.0, 12.0, 12.0]),
    ("NumAcc1", [10_000_002.0, 1.0, -0.5], [12.0, 12.0, 12.0]),
    ("NumAcc2", [1.2, 0.1, -0.999], [12.0, 12.0, 12.0]),
];

fn outcome(session: &mut Session, params: &Value) -> Value {
    serde_json::to_value(&session.found("describe", params).unwrap().finding).unwrap()["outcome"].take()
}

/// Digits that agree: −log₁₀ of the relative error, 15 where the doubles are equal.
fn digits(got: f64, certified: f64) -> f64 {
    if got == certified { 15.0 } else { (-((got - certified) / certified).abs().log10()).min(15.0) }
}

/// One column with a header, and no customer at all.
fn univariate(name: &str) -> Option<String> {
    let bytes = bytes_of(&format!("nist/univariate/{name}.txt"))?;
    let text = String::from_utf8(bytes).unwrap();
    // The data follow the header to the end of the file; the headers differ in length.
    let lines = text.lines().rev().map(str::trim).filter(|line| !line.is_empty());
    let mut values: Vec<&str> = lines.take_while(|line| line.parse::<f64>().is_ok()).collect();
    values.reverse();
    Some(format!("y\n{}\n", values.join("\n")))
}

#[test]
fn nist_univariate_sets() {
    let mut list = String::from("set       mean  sd    r(1)  digits that agree\n");
    for (name, certified, demanded) in CERTIFIED {
        let Some(text) = univariate(name) else { return };
        let mut session = open("y.csv", text.as_bytes());
        let got = outcome(&mut session, &json!({"autocorrelation": true}));
        assert_eq!((&got["board"], &got["as_of"]), (&Value::Null, &Value::Null));
        let d = &got["distributions"][0];
        let values = ["mean", "sd", "autocorrelation"].map(|figure| d[figure].as_f64().unwrap());
        list += &format!("{name:9}");
        for ((value, certified), demanded) in values.into_iter().zip(certified).zip(demanded) {
            let agree = digits(value, certified);
            list += &format!(" {agree:5.1}");
            assert!(agree >= demanded, "{name}: {value} is not {certified}\n{list}");
        }
        list += "\n";
    }
    #[allow(clippy::print_stderr, reason = "the list is asked for")]
    {
        eprint!("{list}");
    }
}

#[test]
fn one_column_of_numbers_is_enough() {
    let mut session = open("y.csv", b"weight\n1.5\n2.5\n\n4.5\n");
    let got = outcome(&mut session, &json!({}));
    let d = &got["distributions"][0];
    assert_eq!((&d["column"]["name"], &d["n"], &d["mean"]), (&json!("weight"), &json!(3), &json!(2.833_333_333_333_333_5)));
    let mut words = open("w.csv", "颜色\n红\n蓝\n".as_bytes());
    let found = serde_json::to_value(&words.found("describe", &json!({})).unwrap().finding).unwrap();
    assert_eq!(found["not_enough_data"]["need"], json!([{"code": "orders_or_number_columns", "value": 1}]));
}

#[test]
fn columns_are_chosen_by_name() {
    let csv = "user_id,order_time,amount,weight\na,2024-05-01,5,1\nb,2024-05-02,7,4\n";
    let mut session = open("o.csv", csv.as_bytes());
    let of = |got: &Value| got["distributions"].as_array().unwrap().iter().map(|d| d["of"].clone()).collect::<Vec<_>>();
    let plain = outcome(&mut session, &json!({}));
    assert_eq!(of(&plain), ["order_value", "customer_spend"]);
    let named = outcome(&mut session, &json!({"columns": ["weight", "height"]}));
    assert_eq!(of(&named), ["order_value", "customer_spend", "column"]);
    assert_eq!(named["columns_missing"], json!(["height"]));
    assert_eq!(named["distributions"][2]["mean"], 2.5);
}

/// Superstore: sales by category, and orders by year, as pandas and `DuckDB` add them up.
#[test]
fn superstore_by_category_and_quarter() {
    let Some(bytes) = bytes_of("orders/Sample - Superstore.csv") else { return };
    let expected = json_of("orders/Sample - Superstore.expected.json").unwrap();
    let mut session = open("Sample - Superstore.csv", &bytes);
    let got = outcome(&mut session, &json!({"period": "quarter"}));
    let board = &got["board"];
    for (ours, theirs) in [("orders", "orders"), ("customers", "customers"), ("net", "sales"), ("lines", "rows")] {
        assert_eq!(board["totals"][ours], expected[theirs], "{ours}");
    }
    let category = board["shares"].as_array().unwrap().iter().find(|s| s["field"] == "category").unwrap();
    assert_eq!((category["rows"].as_array().unwrap().len(), &category["other"]), (3, &Value::Null));
    for row in category["rows"].as_array().unwrap() {
        assert_eq!(row["revenue"], expected["by_category"][row["label"].as_str().unwrap()]);
    }
    for (year, orders) in expected["orders_by_year"].as_object().unwrap() {
        let of_year = board["periods"].as_array().unwrap().iter().filter(|p| p["name"].as_str().unwrap().starts_with(year));
        assert_eq!(of_year.map(|p| p["figures"]["orders"].as_u64().unwrap()).sum::<u64>(), orders.as_u64().unwrap(), "{year}");
    }
    let abc = serde_json::to_value(&session.found("abc", &Value::Null).unwrap().finding).unwrap();
    let categories = &abc["outcome"]["categories"];
    assert_eq!(categories["top"][0]["label"], "Technology");
    assert_eq!(categories["ranking"]["revenue"], expected["sales"]);
}
