//! Beyond the planted nothing stands out, and every analysis has something to say.

use crate::plain::{self, cents};
use crate::{found, session, share};
use insitu::demo::LEFT_PROVINCE;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Orders and takings of a day of each month.
#[test]
fn months_are_alike_until_the_province_leaves() {
    let mut months: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>, i64)> = BTreeMap::new();
    for row in plain::purchases() {
        let (days, orders, amount) = months.entry(row["下单时间"][..7].to_owned()).or_default();
        days.insert(row["下单时间"][..10].to_owned());
        orders.insert(row["订单号"].clone());
        *amount += cents(&row["实付金额"]);
    }
    assert_eq!(months.len(), 14);
    let daily: Vec<(f64, f64)> = months
        .values()
        .map(|(days, orders, amount)| (orders.len() as f64 / days.len() as f64, *amount as f64 / days.len() as f64))
        .collect();
    let before = &daily[..11];
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| before.iter().map(of).sum::<f64>() / before.len() as f64;
    let (orders, amount) = (mean(&|day| day.0), mean(&|day| day.1));
    for (own_orders, own_amount) in before {
        assert!((own_orders / orders - 1.0).abs() < 0.1 && (own_amount / amount - 1.0).abs() < 0.12, "{daily:?}");
    }
    for (own_orders, _) in &daily[12..] {
        assert!((0.85..1.0).contains(&(own_orders / orders)), "{daily:?}");
    }
}

/// No group but the province has more or fewer of the best customers than all have.
#[test]
fn no_other_group_stands_out() {
    let segments = found(&mut session(), "segments", &json!({}));
    let chance = ["gender", "age_band", "province", "channel", "payment_method", "category"];
    let mut seen = 0;
    for attribute in segments["attributes"].as_array().unwrap() {
        if !chance.iter().any(|name| attribute["name"] == *name) {
            continue;
        }
        for group in attribute["rows"].as_array().unwrap().iter().filter(|group| group["tgi"]["interval"].is_object()) {
            let bound = |side: &str| group["tgi"]["interval"][side].as_f64().unwrap();
            let even = bound("low") <= 100.0 && bound("high") >= 100.0;
            assert!(even || group["label"] == LEFT_PROVINCE.0, "{}: {group}", attribute["name"]);
            seen += 1;
        }
    }
    assert!(seen > 25, "{seen}");
}

#[test]
fn no_other_rule_channel_or_day_stands_out() {
    let mut session = session();
    let basket = found(&mut session, "basket", &json!({}));
    assert_eq!((basket["rules"].as_u64(), basket["significant"].as_u64()), (Some(2), Some(2)));
    let channels = found(&mut session, "channel", &json!({}));
    for row in channels["table"]["channels"].as_array().unwrap() {
        for rate in ["click_rate", "conversion"] {
            assert_eq!(row[rate]["stands"], Value::Null, "{row}");
        }
    }
    let lost = found(&mut session, "funnel", &json!({}))["lost"].take();
    for row in lost.as_array().unwrap() {
        // More orders make a level, and an order more on the way to one.
        assert!(row["q"].as_f64().unwrap() > 0.05 || row["property"] == "member_level", "{row}");
    }
}

#[test]
fn every_analysis_has_something_to_say() {
    let mut session = session();
    for analysis in insitu::analysis::ANALYSES {
        found(&mut session, analysis.name, &json!({}));
    }
    let rfm = found(&mut session, "rfm", &json!({}));
    let classes = rfm["classes"]["rows"].as_array().unwrap();
    assert!(classes.len() == 8 && classes.iter().all(|class| class["customers"].as_u64().unwrap() > 10));
    let model = found(&mut session, "clv", &json!({}))["model"].take();
    assert_eq!(model["fit"]["status"], "converged");
    let activity = found(&mut session, "activity", &json!({}));
    let classes = activity["classes"].as_array().unwrap();
    assert!(classes.len() == 4 && classes.iter().all(|class| class["customers"].as_u64().unwrap() > 20), "{classes:?}");
    let stages = found(&mut session, "lifecycle", &json!({}))["stages"].take();
    assert!(stages.as_array().unwrap().iter().all(|stage| stage["customers"].as_u64().unwrap() > 5), "{stages}");
    let clusters = found(&mut session, "cluster", &json!({}));
    assert!(clusters["clusters"].as_array().unwrap().len() >= 2);
    let trial = found(&mut session, "recommend", &json!({}))["trial"].take();
    assert!(share(&trial["lists"]["rate"]) > share(&trial["popular"]["rate"]));
    let attribution = found(&mut session, "attribution", &json!({}));
    assert!(share(&attribution["journeys"]) > 0.5 && attribution["channels"].as_array().unwrap().len() == 5);
}
