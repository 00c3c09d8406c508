//! Clusters beside scikit-learn 1.9.1 (`cluster_oracle.py`).

use crate::data::bytes_of;
use crate::orders::{self, Line};
use insitu::analysis::{Outcome, cluster};
use insitu::intake::{Overrides, read};
use insitu::mask::Key;
use insitu::session::Session;
use insitu::stats::Random;
use insitu::stats::cluster::{Points, Search, Tree, k_means, mixture};
use insitu::stats::principal::principal;
use serde_json::{Value, json};

const IRIS: &str = include_str!("../fixtures/iris.csv");
const EXPECTED: &str = include_str!("cluster.json");

/// Both compute in double precision from the same numbers; what rounding does to sums of some hundred terms is far below.
const TOLERANCE: f64 = 1e-9;

fn expected(set: &str) -> Value {
    serde_json::from_str::<Value>(EXPECTED).unwrap()[set].take()
}

fn near(got: &Value, wanted: &Value, what: &str) {
    let (got, wanted) = (got.as_f64().unwrap(), wanted.as_f64().unwrap());
    assert!((got - wanted).abs() <= TOLERANCE * wanted.abs(), "{what}: {got} instead of {wanted}");
}

/// The result of a file that is opened in a session.
fn of_file(name: &str, bytes: &[u8], params: &Value) -> Value {
    let mut session = Session::new(Key::random().unwrap());
    session.open(read(name, &bytes.to_vec(), &Overrides::default(), 1 << 20).unwrap());
    serde_json::to_value(&session.found("cluster", params).unwrap().finding).unwrap()
}

fn equal(result: &Value, set: &str) {
    for case in expected(set).as_array().unwrap() {
        let candidates = result["outcome"]["candidates"].as_array().unwrap_or_else(|| panic!("{result}"));
        let candidate = candidates.iter().find(|c| c["k"] == case["k"]).unwrap();
        let what = |figure: &str| format!("{figure} of {set} with k = {}", case["k"]);
        assert_eq!(candidate["sizes"], case["sizes"], "{}", what("sizes"));
        for figure in ["inertia", "calinski_harabasz", "davies_bouldin"] {
            near(&candidate[figure], &case[figure], &what(figure));
        }
        near(&candidate["silhouette"]["mean"], &case["silhouette"], &what("silhouette"));
    }
}

#[test]
fn iris_as_it_is_and_standardised() {
    let columns = json!(["sepal_length", "sepal_width", "petal_length", "petal_width"]);
    for (scaling, set) in [("none", "iris"), ("z", "iris_z")] {
        let result = of_file("iris.csv", IRIS.as_bytes(), &json!({"features": columns, "scaling": scaling}));
        equal(&result, set);
    }
}

#[test]
fn customers_of_a_mall() {
    let Some(bytes) = bytes_of("crm/Mall_Customers.csv") else { return };
    let result = of_file("mall.csv", &bytes, &json!({"features": ["Annual_Income", "Spending_Score"], "scaling": "none"}));
    equal(&result, "mall");
    let outcome = &result["outcome"];
    assert_eq!(outcome["chosen"], json!({"k": 5, "reason": "silhouette"}));
    // The centres of the reference results, by size.
    let centres = [(55.2963, 49.5185), (86.5385, 82.1282), (88.2, 17.1143), (26.3043, 20.913), (25.7273, 79.3636)];
    for (cluster, (income, score)) in outcome["clusters"].as_array().unwrap().iter().zip(centres) {
        assert!((cluster["features"][0]["mean"].as_f64().unwrap() - income).abs() < 5e-5);
        assert!((cluster["features"][1]["mean"].as_f64().unwrap() - score).abs() < 5e-5);
    }
}

#[test]
fn wholesale_customers_without_ids() {
    let Some(bytes) = bytes_of("crm/Wholesale customers data.csv") else { return };
    let columns = json!(["Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"]);
    equal(&of_file("wholesale.csv", &bytes, &json!({"features": columns})), "wholesale");
}

#[test]
fn purchases_with_logarithms_and_robust_scaling() {
    let text = include_str!("../fixtures/rfm_data_orders.csv");
    let line = |record: &std::collections::BTreeMap<String, String>| Line {
        user: record["customer_id"].clone(),
        order: None,
        day: orders::day(&record["order_date"]),
        amount: orders::money(&record["revenue"]),
        refund: false,
    };
    let lines: Vec<Line> = orders::records(text.as_bytes()).iter().map(line).collect();
    let view = orders::view(&lines, orders::day("2006-12-31"));
    let found = cluster::run(&view, &cluster::read(&json!({"k_max": 6})).unwrap()).unwrap();
    let Outcome::Found(outcome) = found.finding.outcome else { panic!("not enough data") };
    equal(&json!({ "outcome": outcome }), "purchases");
    let grouping = found.grouping.unwrap();
    let first = grouping.of.iter().filter(|&&group| group == 0).count() as u64;
    assert_eq!((grouping.of.len(), Some(first)), (995, outcome.candidates[0].sizes.first().copied()));
}

fn iris() -> Points {
    let records = orders::records(IRIS.as_bytes());
    let columns = ["sepal_length", "sepal_width", "petal_length", "petal_width"];
    Points::new(columns.map(|c| records.iter().map(|r| r[c].parse().unwrap()).collect()).to_vec()).unwrap()
}

#[test]
fn a_mixture_of_three_irises() {
    let tree = Tree::new(iris());
    let search = Search { starts: 10, rounds: 300, tolerance: 0.0, exchanges: 10 };
    let clusters = k_means(&tree, 3, &search, &mut Random::new(1)).unwrap();
    let found = mixture(tree.points(), &clusters.labels, 3).unwrap();
    let expected = expected("iris_mixture");
    near(&json!(found.log_likelihood), &expected["log_likelihood"], "log-likelihood");
    near(&json!(found.bic), &expected["bic"], "BIC");
}

#[test]
fn principal_components_of_iris() {
    let expected = expected("iris_components");
    let found = principal(&iris()).unwrap();
    let total: f64 = found.variances.iter().sum();
    for (at, variance) in found.variances.iter().enumerate() {
        near(&json!(variance), &expected["variances"][at], "variance");
        near(&json!(variance / total), &expected["ratios"][at], "ratio");
    }
}
