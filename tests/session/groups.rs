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
    assert_eq!((&chosen["grouped"], &chosen["family"]), (&true.into(), &"other".into()));
    for title in ["PaymentMethod", "Contract"] {
        assert_eq!(named(&segments["attributes"], "title", title)["family"], "other");
    }

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
    // The median is 79.65: typical customers have two digits of theirs.
    near(&churned["exemplar"]["numbers"][feature], 80.0);
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
    assert!(!rows(&best["radar"]).is_empty() && best["exemplar"]["numbers"][0].as_f64().is_some());
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

/// A file of orders alone: all that is known are bands and classes of the same purchases.
#[test]
fn nothing_is_crossed_with_itself_or_with_what_it_is_made_of() {
    // Each customer buys in one month of seven, one to four times.
    let line =
        |c: usize, n: usize| format!("C{c:02},D{c}_{n},2024-{:02}-{:02},{}.50", c % 7 + 1, n * 5 + c % 5 + 1, c * 13 % 90 + 1);
    let lines: Vec<String> = (0..60).flat_map(|c| (0..=c % 4).map(move |n| line(c, n))).collect();
    let mut session = open("orders.csv", format!("客户ID,订单号,下单时间,实付金额\n{}\n", lines.join("\n")).as_bytes());
    let alone = found(&mut session, "segments", &json!({}));
    assert_eq!((rows(&alone["attributes"]).len(), &alone["cross"]), (3, &Value::Null));
    for params in
        [json!({"columns": "rfm_class"}), json!({"rows": "rfm_class"}), json!({"rows": "rfm_class", "columns": "rfm_class"})]
    {
        assert_eq!(found(&mut session, "segments", &params)["cross"], Value::Null, "{params}");
    }
    // By somebody's own wish the table is made, and nothing in it is tested.
    let wished = found(&mut session, "segments", &json!({"rows": "recency_band", "columns": "rfm_class"}));
    assert_eq!((&wished["cross"]["by_rule"], &wished["cross"]["test"]), (&true.into(), &Value::Null));
    let other = found(&mut session, "segments", &json!({"rows": "recency_band", "columns": "order_band"}));
    assert!(other["cross"]["by_rule"] == false && other["cross"]["test"].is_object());
}

fn customers(header: &str, row: &dyn Fn(usize) -> String, count: usize) -> Session {
    let line = |i: usize| format!("C{i:04},{},2023-{:02}-{:02},{}\n", ["男", "女"][i % 2], i % 12 + 1, i % 28 + 1, row(i));
    let text = format!("客户ID,性别,注册日期,{header}\n") + &(0..count).map(line).collect::<String>();
    open("customers.csv", text.as_bytes())
}

#[test]
fn a_province_is_no_city_and_a_district_of_many_cities_is_no_province() {
    let places = ["广东", "广东省", "内蒙", "内蒙古", "内蒙古自治区", "吉林", "吉林市", "朝阳区", "北京", "广东省深圳市", "海外"];
    let mut session = customers("地区", &|i| places[i % 11].to_owned(), 110);
    let segments = found(&mut session, "segments", &json!({}));
    let labels = |name: &str| {
        let mut labels: Vec<&str> =
            rows(&named(&segments["attributes"], "name", name)["rows"]).iter().filter_map(|r| r["label"].as_str()).collect();
        labels.sort_unstable();
        labels
    };
    assert_eq!(labels("city"), ["北京市", "吉林市", "海外", "深圳市"]);
    assert_eq!(labels("province"), ["内蒙古自治区", "北京市", "吉林省", "广东省", "海外"]);
    let unknown = |name: &str| named(&segments["attributes"], "name", name)["unknown"]["customers"].as_u64();
    assert_eq!((unknown("city"), unknown("province")), (Some(70), Some(10)));
}

#[test]
fn answers_of_a_survey_are_told_from_other_columns() {
    let header = "合同类型,您对服务满意吗,你会向朋友推荐吗,q1,列五,Contract,How satisfied are you,车型,Q2 plan";
    let row = |i: usize| {
        let at = |words: &[&str]| words[i * 7 % words.len()].to_owned();
        [
            at(&["月付", "年付"]),
            at(&["1分", "2分", "3分"]),
            at(&["同意", "不同意", "非常同意"]),
            at(&["A1", "B1"]),
            at(&["非常满意", "满意", "一般", "不满意"]),
            at(&["Month-to-month", "One year"]),
            at(&["low", "high"]),
            at(&["轿车", "SUV"]),
            at(&["Agree", "Neutral", "Disagree"]),
        ]
        .join(",")
    };
    let segments = found(&mut customers(header, &row, 90), "segments", &json!({}));
    let family = |title: &str| named(&segments["attributes"], "title", title)["family"].as_str().unwrap().to_owned();
    for title in ["您对服务满意吗", "你会向朋友推荐吗", "q1", "列五", "How satisfied are you", "Q2 plan"] {
        assert_eq!(family(title), "psychographic", "{title}");
    }
    for title in ["合同类型", "Contract", "车型"] {
        assert_eq!(family(title), "other", "{title}");
    }
}

#[test]
fn columns_beyond_the_most_are_counted_and_said() {
    let header: Vec<String> = (0..60).map(|at| format!("标签{at}")).chain((0..30).map(|at| format!("指标{at}"))).collect();
    let row = |i: usize| {
        let labels = (0..60).map(|at| ["甲", "乙", "丙"][(i + at) % 3].to_owned());
        labels.chain((0..30).map(|at| format!("{}.5", i * 37 % 101 + at))).collect::<Vec<_>>().join(",")
    };
    let mut session = customers(&header.join(","), &row, 60);
    for (name, columns) in [("segments", 12), ("portrait", 12 + 6)] {
        let found = &session.found(name, &json!({})).unwrap().finding;
        let notices: Vec<(&str, u64)> = found.notices.iter().map(|n| (n.code, n.count)).collect();
        assert_eq!(notices, [("N_GROUPS_COLUMNS", columns)], "{name}");
        let outcome = serde_json::to_value(found).unwrap()["outcome"].take();
        assert_eq!(outcome["columns_left_out"], columns, "{name}");
    }
}

/// Five customers a channel, the third of whom is in the middle of recency and of spend.
#[test]
fn the_typical_customer_is_nobody() {
    let day = |place: usize| 10 + 3 * place;
    let amount = |channel: usize, place: usize| 120 + 35 * place + 5 * channel;
    let line = |i: usize| {
        let (channel, place) = (i / 5, i % 5);
        let name = ["APP", "门店", "官网"][channel];
        format!("A{i},D{i},2024-03-{:02},{}.00,{name}\n", day(place), amount(channel, place))
    };
    let text = "客户ID,订单号,下单时间,实付金额,渠道\n".to_owned() + &(0..15).map(line).collect::<String>();
    let mut session = open("orders.csv", text.as_bytes());
    let portrait = found(&mut session, "portrait", &json!({"by": "channel"}));
    let at = |name: &str| rows(&portrait["features"]).iter().position(|f| f["name"] == name).unwrap();
    for (channel, label) in ["APP", "门店", "官网"].into_iter().enumerate() {
        let group = named(&portrait["groups"], "label", label);
        let numbers = &group["exemplar"]["numbers"];
        let [recency, spend] = ["recency", "monetary"].map(|name| numbers[at(name)].as_f64().unwrap());
        for place in 0..5 {
            let is_recency = (23 - day(place)) as f64 == recency;
            let is_spend = (amount(channel, place) as f64 - spend).abs() <= 0.005 * spend;
            assert!(!(is_recency && is_spend), "{label} {place}: {numbers}");
        }
        // And still near the middle.
        assert!((spend / amount(channel, 2) as f64 - 1.0).abs() < 0.25 && (recency - 7.0).abs() <= 2.0, "{numbers}");
    }
}
