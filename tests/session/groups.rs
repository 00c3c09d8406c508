//! Segments and portraits of real files, from their bytes; numbers of pandas and of the definitions worked out apart.

use crate::data::{bytes_of, json_of};
use crate::open;
use insitu::session::Session;
use serde_json::{Value, json};

fn found(session: &mut Session, name: &str, params: &Value) -> Value {
    let found = session.found(name, params).unwrap();
    serde_json::to_value(&found.finding).unwrap()["outcome"].take()
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn named<'a>(all: &'a Value, key: &str, name: &str) -> &'a Value {
    rows(all).iter().find(|row| row[key] == name).unwrap_or_else(|| panic!("{name} in {all}"))
}

fn near(value: &Value, expected: f64) {
    let value = value.as_f64().unwrap();
    assert!((value - expected).abs() <= 1e-9 * expected.abs(), "{value} {expected}");
}

/// A table of customers without any purchase: contracts against churn.
#[test]
fn telco_contracts_and_churn() {
    let Some(bytes) = bytes_of("crm/Telco-Customer-Churn.csv") else { return };
    let expected = json_of("crm/Telco-Customer-Churn.expected.json").unwrap();
    let mut session = open("Telco-Customer-Churn.csv", &bytes);
    let segments = found(&mut session, "segments", &json!({"rows": "Contract", "columns": "Churn"}));
    assert_eq!(
        (segments["customers"].as_u64(), segments["buyers"].as_u64(), &segments["best"]),
        (Some(7043), Some(0), &Value::Null)
    );
    let cross = &segments["cross"];
    for (at, label) in rows(&cross["row_labels"]).iter().enumerate() {
        let [yes, all] = [0, 1].map(|i| expected["churn_by_contract"][label.as_str().unwrap()][i].as_u64().unwrap());
        let column = rows(&cross["column_labels"]).iter().position(|l| l == "Yes").unwrap();
        let cell = &cross["cells"][at * 2 + column];
        assert_eq!((cell["customers"].as_u64(), cross["row_totals"][at]["customers"].as_u64()), (Some(yes), Some(all)));
        near(&cell["tgi"]["value"], 100.0 * (yes as f64 / all as f64) / expected["churn_rate"].as_f64().unwrap());
    }
    // scipy.stats.chi2_contingency of the same table.
    near(&cross["test"]["statistic"], 1_184.596_572_083_792_6);
    near(&cross["test"]["cramers_v"], 0.410_115_696_576_140_9);
    assert_eq!(cross["test"]["df"], 2);
    assert!(cross["test"]["p"].as_f64().unwrap() < 1e-250);
    let chosen = named(&segments["attributes"], "title", "Churn");
    assert_eq!((&chosen["grouped"], &chosen["family"]), (&true.into(), &"psychographic".into()));

    let list = json!({"what": "customers", "analysis": "segments", "filter": [{"grouping": chosen["name"], "group": "Yes"}], "lang": "en"});
    let csv = String::from_utf8(session.export(&serde_json::from_value(list).unwrap()).unwrap().bytes).unwrap();
    let mut lines = csv.trim_start_matches('\u{feff}').lines();
    assert_eq!(lines.next(), Some("customer,Churn"));
    assert!(lines.by_ref().count() == 1869 && !csv.contains("survey_"));

    let portrait = found(&mut session, "portrait", &json!({"by": "Churn"}));
    let churned = named(&portrait["groups"], "label", "Yes");
    assert_eq!(churned["customers"], expected["churn_yes"]);
    let tenure = named(&churned["marks"], "title", "tenure");
    near(&tenure["number"]["d"], -0.852_249_834_347_822_2);
    near(&tenure["number"]["mean"], 17.979_133_226_324_237);
    assert_eq!((&tenure["direction"], &tenure["size"]), (&"low".into(), &"large".into()));
    let contract = rows(&churned["marks"]).iter().find(|m| m["label"] == "Month-to-month").unwrap();
    near(&contract["part"]["lift"], (1655.0 / 1869.0) / (3875.0 / 7043.0));
    let feature = rows(&portrait["features"]).iter().position(|f| f["title"] == "MonthlyCharges").unwrap();
    near(&churned["exemplar"]["medians"][feature], 79.65);
    let group = json!([{"analysis": "segments", "grouping": chosen["name"], "group": "Yes"}]);
    session.set_filter(serde_json::from_value(group).unwrap()).unwrap();
    assert_eq!(found(&mut session, "segments", &json!({"rows": "gender"}))["customers"], 1869);
}

/// Orders of customers: categories, channels of nobody, best customers.
#[test]
fn superstore_categories() {
    let Some(bytes) = bytes_of("orders/Sample - Superstore.csv") else { return };
    let expected = json_of("orders/Sample - Superstore.expected.json").unwrap();
    let mut session = open("Sample - Superstore.csv", &bytes);
    let segments = found(&mut session, "segments", &json!({"rows": "rfm_class"}));
    assert_eq!((&segments["customers"], &segments["buyers"]), (&expected["customers"], &expected["customers"]));
    // The best fifth of 793 are 159, and no two customers at the line spent the same.
    assert_eq!(segments["best"]["share"], json!({"num": 159, "den": 793}));
    let affinity = &segments["affinity"];
    for (at, category) in rows(&affinity["categories"]).iter().enumerate() {
        near(&affinity["all"][at]["spend"], expected["by_category"][category.as_str().unwrap()].as_f64().unwrap());
    }
    let total: u64 =
        rows(&named(&segments["attributes"], "name", "rfm_class")["rows"]).iter().map(|r| r["orders"].as_u64().unwrap()).sum();
    assert_eq!(total, expected["orders"].as_u64().unwrap());
    let portrait = found(&mut session, "portrait", &json!({}));
    assert_eq!(portrait["by"], "rfm_class");
    let best = named(&portrait["groups"], "label", "111");
    let recency = named(&best["marks"], "name", "recency");
    assert_eq!((&recency["direction"], &recency["by_rule"]), (&"low".into(), &true.into()));
    assert!(!rows(&best["radar"]).is_empty() && best["exemplar"]["medians"][0].as_f64().is_some());
}

/// The same customers in another order of rows, and in a file of another order of columns.
#[test]
fn any_order_of_rows_gives_the_same() {
    let mut lines: Vec<String> = (0..300)
        .map(|i| {
            format!(
                "C{:03},D{i},2024-03-{:02},{}.50,{},{}",
                i % 60,
                i % 28 + 1,
                i % 90 + 1,
                ["服饰", "家居", "食品"][i * 7 % 3],
                ["APP", "门店"][i % 2]
            )
        })
        .collect();
    let file = |lines: &[String]| format!("客户ID,订单号,下单时间,实付金额,类目,渠道\n{}\n", lines.join("\n"));
    let run = |text: &str| {
        let mut session = open("a.csv", text.as_bytes());
        ["segments", "portrait"].map(|name| found(&mut session, name, &json!({})))
    };
    let before = run(&file(&lines));
    lines.reverse();
    lines.swap(7, 200);
    assert_eq!(run(&file(&lines)), before);
    assert_eq!(before[0]["customers"], 60);
    assert!(rows(&before[0]["attributes"]).iter().any(|a| a["name"] == "channel"));
}

fn groups_of(found: &Value, key: &str) -> Vec<(String, u64)> {
    rows(&found["groups"]).iter().map(|g| (g["label"].as_str().unwrap().to_owned(), g[key].as_u64().unwrap())).collect()
}

/// Portraits, ABC and segments divide by the groups of other analyses as these are set now.
#[test]
fn groups_of_others_are_those_that_their_panels_show() {
    let mut session = open("orders.csv", include_bytes!("../fixtures/rfm_data_orders.csv"));
    let before = found(&mut session, "abc", &json!({}));
    let shown = found(&mut session, "rfm", &json!({"split": "median"}));
    let classes: Vec<(String, u64)> = rows(&shown["classes"]["rows"])
        .iter()
        .map(|c| (c["code"].as_str().unwrap().to_owned(), c["customers"].as_u64().unwrap()))
        .collect();
    let portrait = found(&mut session, "portrait", &json!({"by": "rfm.class"}));
    for (label, customers) in groups_of(&portrait, "customers") {
        assert_eq!(classes.iter().find(|(class, _)| *class == label), Some(&(label.clone(), customers)));
    }
    let after = found(&mut session, "abc", &json!({}));
    assert_ne!(before["rfm"], after["rfm"], "what was kept of other classes is not shown again");
    assert_eq!(before["customers"], after["customers"]);
    found(&mut session, "cluster", &json!({"k": 5}));
    assert_eq!(groups_of(&found(&mut session, "portrait", &json!({"by": "cluster.cluster"})), "customers").len(), 5);
}

/// A group that is chosen of those who were chosen before holds as many as were shown of it.
#[test]
fn a_filter_within_a_filter_holds_who_was_shown() {
    let mut session = open("orders.csv", include_bytes!("../fixtures/rfm_data_orders.csv"));
    let mut filter = vec![json!({"analysis": "rfm", "grouping": "class", "group": "011"})];
    let mut narrow = |session: &mut Session, one: Option<Value>| {
        filter.extend(one);
        session.set_filter(serde_json::from_value(json!(filter)).unwrap()).unwrap();
        found(session, "rfm", &json!({}))
    };
    let outer = narrow(&mut session, None);
    let class = rows(&outer["classes"]["rows"]).iter().find(|c| c["code"] == "111").unwrap();
    let shown = class["customers"].as_u64().unwrap();
    assert!(shown > 0 && outer["population"]["customers"].as_u64().unwrap() > shown);
    let within = json!({"analysis": "rfm", "grouping": "class", "group": "111", "within": true});
    let inner = narrow(&mut session, Some(within));
    assert_eq!(inner["population"]["customers"], shown);
    // In one step several groups of a grouping are alternatives.
    let either = json!([
        {"analysis": "rfm", "grouping": "class", "group": "011"},
        {"analysis": "rfm", "grouping": "class", "group": "111"},
    ]);
    session.set_filter(serde_json::from_value(either).unwrap()).unwrap();
    assert!(found(&mut session, "rfm", &json!({}))["population"]["customers"].as_u64().unwrap() > shown);
}
