//! Clusters of files of all kinds: with customers and without, columns by name, too few points.

use insitu::intake::{Overrides, read};
use insitu::mask::Key;
use insitu::session::Session;
use serde_json::{Value, json};

const IRIS: &str = include_str!("../fixtures/iris.csv");

fn found(text: &str, params: &Value) -> Value {
    let mut session = Session::new(Key::random().unwrap());
    session.open(read("file.csv", text.as_bytes(), &Overrides::default(), 1 << 20).unwrap());
    let found = session.found("cluster", params).unwrap();
    assert!(found.groupings.is_empty() || found.groupings[0].name == "cluster");
    let mut result = serde_json::to_value(&found.finding).unwrap();
    result["notices"] = json!(found.finding.notices.iter().map(|n| (n.code, n.count)).collect::<Vec<_>>());
    result["customers"] = json!(found.groupings.first().map(|g| g.of.len()));
    result
}

/// Header first, the other lines in another order.
fn turned(text: &str, step: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let rows = lines.len() - 1;
    let row = |i: usize| lines[1 + i * step % rows];
    std::iter::once(lines[0]).chain((0..rows).map(row)).map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_table_without_customers_is_divided_by_its_columns_in_any_order_of_rows() {
    for params in [json!({}), json!({"method": "gaussian_mixture", "k_max": 4, "resamples": 3})] {
        let result = found(IRIS, &params);
        let names: Vec<&str> =
            result["outcome"]["features"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["sepal_length", "sepal_width", "petal_length", "petal_width"]);
        assert_eq!(result["outcome"]["points"], json!({"unit": "row", "table": 1, "used": {"num": 150, "den": 150}}));
        assert_eq!(result["outcome"]["available"]["tables"][0]["columns"], json!(names));
        assert_eq!(result["customers"], Value::Null);
        assert_eq!(found(&turned(IRIS, 77), &params), result);
    }
}

#[test]
fn a_setosa_is_told_by_its_petals() {
    let params = json!({"features": ["petal_length", "petal_width"], "k": 3, "scaling": "none"});
    let result = found(IRIS, &params);
    assert_eq!(result["outcome"]["chosen"], json!({"k": 3, "reason": "given"}));
    let setosa =
        result["outcome"]["clusters"].as_array().unwrap().iter().find(|c| c["features"][0]["mean"].as_f64() < Some(2.0)).unwrap();
    assert_eq!(setosa["share"], json!({"num": 50, "den": 150}));
    // The first split of a decision tree on these flowers.
    assert_eq!(setosa["rule"]["precision"], json!({"num": 50, "den": 50}));
    assert_eq!(setosa["rule"]["recall"], json!({"num": 50, "den": 50}));
    assert_eq!(setosa["name"][0]["direction"], "low");
}

#[test]
fn rows_that_lack_a_number_are_left_out_and_columns_that_say_nothing_too() {
    let text = "widget,length,width,depth\n".to_owned()
        + &(0..40)
            .map(|i| format!("w{i},{},{},7\n", if i % 8 == 0 { String::new() } else { i.to_string() }, i % 2 * 50))
            .collect::<String>();
    let result = found(&text, &json!({"features": ["length", "width", "depth"]}));
    assert_eq!(result["outcome"]["points"]["used"], json!({"num": 35, "den": 40}));
    assert_eq!(result["outcome"]["constant"], json!(["depth"]));
    assert_eq!(result["notices"], json!([["N_CLUSTER_LEFT_OUT", 5], ["N_CLUSTER_CONSTANT", 1]]));
}

#[test]
fn what_is_missing_is_said() {
    let need = |text: &str, params: Value| {
        let result = found(text, &params);
        let short = &result["not_enough_data"];
        assert!(result.get("outcome").is_none());
        (short["need"][0]["code"].clone(), short["need"][0]["value"].clone(), short["have"][0]["value"].clone())
    };
    let orders = |customers: u32| {
        let line = |i: u32| format!("C{i},2024-03-0{},{}.00\n", i + 1, 10 + i * i);
        "客户ID,下单时间,金额\n".to_owned() + &(0..customers).map(line).collect::<String>()
    };
    assert_eq!(need(&orders(3), json!({"k": 5})), (json!("distinct_points"), json!(5), json!(3)));
    assert_eq!(need(&orders(1), json!({})), (json!("distinct_points"), json!(2), json!(1)));
    assert_eq!(need(IRIS, json!({"features": ["petal_length", "weight", "height"]})), (json!("features"), json!(3), json!(1)));
    assert_eq!(need("name,colour\na,red\nb,blue\n", json!({})), (json!("features"), json!(1), json!(0)));
    assert_eq!(need("length,width\n3,4\n3,4\n", json!({})), (json!("distinct_points"), json!(2), json!(1)));
    // Three customers can be two or three.
    assert!(found(&orders(3), &json!({})).get("outcome").is_some());
}

fn customers_of(count: u32) -> String {
    let line = |i: u32| {
        format!(
            "C{i},D{i},2024-{:02}-{:02},{}.00\nC{i},E{i},2024-0{}-03,{}.50\n",
            i % 7 + 1,
            i % 27 + 1,
            10 + i * i % 97,
            i % 5 + 1,
            5 + i * 7 % 31
        )
    };
    "客户ID,订单号,下单时间,金额\n".to_owned() + &(0..count).map(line).collect::<String>()
}

/// A component that holds a handful of points has a likelihood without bound, which any criterion would reward.
#[test]
fn a_mixture_has_more_points_than_numbers_to_estimate() {
    let features = json!(["recency", "monetary"]);
    let of = |customers: u32, k: Value| {
        found(&customers_of(customers), &json!({"method": "gaussian_mixture", "features": features, "k": k, "resamples": 0}))
    };
    // Two components in a plane: two means, three variances and a share each, less one share.
    for customers in [3, 10, 11] {
        let result = of(customers, Value::Null);
        let short = json!({"need": [{"code": "points", "value": 12}], "have": [{"code": "points", "value": customers}]});
        assert_eq!(result["not_enough_data"], short, "{customers}");
    }
    // Twenty points are enough for 11 numbers, but not when two of them make a component.
    assert_eq!(of(20, Value::Null)["not_enough_data"]["need"], json!([{"code": "points_of_each_component", "value": 3}]));
    let result = of(40, Value::Null);
    let tried: Vec<&Value> = result["outcome"]["candidates"].as_array().unwrap().iter().map(|c| &c["k"]).collect();
    assert_eq!((json!(tried), &result["outcome"]["refused"]), (json!([2, 3]), &json!([4, 5, 6, 7, 8])));
    assert_eq!(result["notices"], json!([["N_CLUSTER_REFUSED", 5]]));
    let wished = of(20, json!(8));
    assert_eq!(wished["not_enough_data"]["need"], json!([{"code": "points", "value": 48}]));
    // No component is smaller than a plane needs.
    let many = of(200, Value::Null);
    for candidate in many["outcome"]["candidates"].as_array().unwrap() {
        assert!(candidate["sizes"].as_array().unwrap().iter().all(|size| size.as_u64() >= Some(3)), "{candidate}");
    }
}

/// Above 40,000 points the starts of k-means are compared in 20,000 of them, above 400,000 it ends at a tolerance.
#[test]
fn how_many_points_shorten_the_search_is_said() {
    let points = |count: u32| {
        let line = |i: u32| format!("{},{}\n", i * 7919 % 10_007, u64::from(i) * 104_729 % 9_973);
        "length,width\n".to_owned() + &(0..count).map(line).collect::<String>()
    };
    let of = |count: u32| {
        let result =
            found(&points(count), &json!({"k_min": 5, "k_max": 5, "k": 5, "resamples": 0, "silhouette_points": 0, "starts": 2}));
        (result["outcome"]["candidates"][0]["end"].clone(), result["notices"].clone())
    };
    assert_eq!(of(2_000), (json!("settled"), json!([])));
    assert_eq!(of(21_000), (json!("settled"), json!([])));
    assert_eq!(of(41_000), (json!("settled"), json!([["N_CLUSTER_STARTS", 20_000]])));
    assert_eq!(of(410_000), (json!("tolerance"), json!([["N_CLUSTER_TOLERANCE", 1], ["N_CLUSTER_STARTS", 20_000]])));
}
