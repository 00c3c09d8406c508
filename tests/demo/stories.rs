//! The four planted stories.

use crate::plain::{self, cents, day};
use crate::{found, session, share};
use insitu::demo::{BUNDLE, INCIDENT, LEFT_PROVINCE, LOSING_CHANNEL};
use insitu::table::date::iso_day;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn incident() -> Vec<String> {
    (INCIDENT[0]..=INCIDENT[1]).map(iso_day).collect()
}

#[test]
fn most_payments_fail_on_three_days() {
    let days = incident();
    assert_eq!(days, ["2025-10-21", "2025-10-22", "2025-10-23"]);
    let of_customers = plain::days_of_customers();
    // Customers of a day who order, and those of them who pay.
    let mut counts: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for ((_, day), kinds) in &of_customers {
        let (paid, ordered) = counts.entry(day).or_default();
        *ordered += u64::from(plain::holds(kinds, &["下单"]));
        *paid += u64::from(plain::holds(kinds, &["下单", "支付"]));
    }
    // What is usual is counted without the three days.
    let others = counts.iter().filter(|(day, _)| !days.iter().any(|of| of == *day));
    let usual = others.fold((0, 0), |all, (_, day)| (all.0 + day.0, all.1 + day.1));

    let mut session = session();
    let funnel = found(&mut session, "funnel", &json!({}));
    let events: Vec<&Value> = funnel["steps"].as_array().unwrap().iter().map(|row| &row["step"]["events"]).collect();
    assert_eq!(events, [&json!(["浏览"]), &json!(["加购"]), &json!(["下单"]), &json!(["支付"]), &json!([])]);
    let falls = funnel["falls"].as_array().unwrap();
    let fallen: Vec<&str> = falls.iter().map(|row| row["day"].as_str().unwrap()).collect();
    assert_eq!(fallen, days);
    for row in falls {
        let (paid, ordered) = counts[row["day"].as_str().unwrap()];
        assert_eq!(row["step"], 4);
        assert_eq!(row["rate"], json!({"num": paid, "den": ordered}));
        assert_eq!(row["usual"], json!({"num": usual.0, "den": usual.1}));
        assert!(paid * 4 <= ordered && share(&row["usual"]) > 0.9, "{row}");
    }

    // The funnel of these days alone, a day for each way through it: the deepest of a customer counts.
    let steps = ["浏览", "加购", "下单", "支付"];
    let asked: Vec<Value> = steps.iter().map(|step| json!({"events": [step]})).collect();
    let narrow = json!({"steps": asked, "window_unit": "calendar_day", "from": days[0], "until": days[2]});
    let mut deepest: BTreeMap<&str, usize> = BTreeMap::new();
    for ((customer, _), kinds) in of_customers.iter().filter(|((_, day), _)| days.contains(day)) {
        let depth = (0..=steps.len()).rev().find(|depth| plain::holds(kinds, &steps[..*depth])).unwrap();
        let own = deepest.entry(customer).or_default();
        *own = depth.max(*own);
    }
    let reach: Vec<usize> = (1..=steps.len()).map(|step| deepest.values().filter(|depth| **depth >= step).count()).collect();
    let funnel = found(&mut session, "funnel", &narrow);
    let reached: Vec<u64> = funnel["steps"].as_array().unwrap().iter().map(|row| row["count"].as_u64().unwrap()).collect();
    assert_eq!(reached, reach.iter().map(|&n| n as u64).collect::<Vec<_>>());
    assert!(reach[3] * 5 <= reach[2], "{reach:?}");
}

#[test]
fn orders_fall_and_complaints_rise_on_these_days() {
    let days = incident();
    let mut orders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in plain::purchases() {
        orders.entry(row["下单时间"][..10].to_owned()).or_default().insert(row["订单号"].clone());
    }
    let described = found(&mut session(), "describe", &json!({"period": "day"}));
    let periods = described["board"]["periods"].as_array().unwrap();
    let mut usual = Vec::new();
    for period in periods {
        let name = period["name"].as_str().unwrap();
        let own = orders.get(name).map_or(0, BTreeSet::len);
        assert_eq!(period["figures"]["orders"], own, "{name}");
        if days.iter().any(|day| day == name) {
            assert!(own <= 4, "{name}: {own}");
        } else {
            usual.push(own);
        }
    }
    assert!(usual.len() > 100 && usual.iter().sum::<usize>() > 10 * usual.len());

    let mut complaints: BTreeMap<i32, usize> = BTreeMap::new();
    for row in plain::table("示例反馈.csv").rows.iter().filter(|row| row["问题类型"] == "支付") {
        *complaints.entry(day(&row["反馈时间"])).or_default() += 1;
    }
    let of = |days: std::ops::RangeInclusive<i32>| complaints.range(days).map(|(_, n)| n).sum::<usize>();
    let then = of(INCIDENT[0]..=INCIDENT[1]);
    assert!(then >= 20 && then > complaints.values().sum::<usize>() / 2, "{complaints:?}");
}

#[test]
fn the_customers_of_one_province_stopped() {
    let places: BTreeMap<String, String> = plain::table("示例客户.csv")
        .rows
        .iter()
        .map(|row| (row["客户ID"].clone(), row["地域"].chars().take(3).collect()))
        .collect();
    let mut last: BTreeMap<String, i32> = BTreeMap::new();
    for row in plain::purchases() {
        let own = last.entry(row["客户ID"].clone()).or_insert(i32::MIN);
        *own = (*own).max(day(&row["下单时间"]));
    }
    let as_of = day("2026-01-01");
    // Customers by province and days since their last order.
    let mut counts: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for (customer, place) in &places {
        let band = match last.get(customer).map(|day| as_of - day) {
            None => "none",
            Some(..31) => "1-30",
            Some(..91) => "31-90",
            Some(..181) => "91-180",
            Some(..366) => "181-365",
            Some(_) => "366+",
        };
        *counts.entry((place, band)).or_default() += 1;
    }
    let mut session = session();
    let segments = found(&mut session, "segments", &json!({"rows": "province", "columns": "recency_band"}));
    let cross = &segments["cross"];
    let labels = |side: &str| -> Vec<String> {
        cross[side].as_array().unwrap().iter().map(|label| label.as_str().unwrap().to_owned()).collect()
    };
    let (rows, columns) = (labels("row_labels"), labels("column_labels"));
    assert_eq!((rows.len(), columns.len()), (10, 6));
    for (at, cell) in cross["cells"].as_array().unwrap().iter().enumerate() {
        let key = (rows[at / columns.len()].as_str(), columns[at % columns.len()].as_str());
        assert_eq!(cell["customers"], counts.get(&key).copied().unwrap_or(0), "{key:?}");
    }
    assert!(cross["test"]["p"].as_f64().unwrap() < 1e-6);
    let lapsed = |place: &str| {
        let of = |bands: &[&str]| bands.iter().filter_map(|band| counts.get(&(place, *band))).sum::<u64>();
        (of(&["91-180", "181-365", "366+"]), of(&["1-30", "31-90", "91-180", "181-365", "366+"]))
    };
    for place in rows.iter().map(String::as_str) {
        let (lapsed, buyers) = lapsed(place);
        if place == LEFT_PROVINCE.0 {
            assert!(lapsed == buyers && buyers > 60, "{lapsed} of {buyers}");
        } else {
            assert!((0.4..0.7).contains(&(lapsed as f64 / buyers as f64)), "{place}: {lapsed} of {buyers}");
        }
    }

    // The portrait of the province says first that they have not bought for long, and no other province's says so at all.
    let portraits = found(&mut session, "portrait", &json!({"by": "province"}));
    for portrait in portraits["groups"].as_array().unwrap() {
        let marks = portrait["marks"].as_array().unwrap();
        let names: Vec<&str> = marks.iter().map(|mark| mark["name"].as_str().unwrap()).filter(|name| *name != "city").collect();
        if portrait["label"] == LEFT_PROVINCE.0 {
            assert!(names[0].starts_with("recency"), "{names:?}");
        } else {
            assert!(names.iter().all(|name| !name.starts_with("recency")), "{}: {names:?}", portrait["label"]);
        }
    }
}

#[test]
fn one_product_is_bought_with_another() {
    let mut baskets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in plain::purchases() {
        baskets.entry(row["订单号"].clone()).or_default().insert(row["商品名称"].clone());
    }
    let with = |names: &[&str]| baskets.values().filter(|basket| names.iter().all(|name| basket.contains(*name))).count() as u64;
    let (whole, left, right, both) = (baskets.len() as u64, with(&BUNDLE[..1]), with(&BUNDLE[1..]), with(&BUNDLE));
    let basket = found(&mut session(), "basket", &json!({}));
    let rules = basket["top"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["left"] == json!([BUNDLE[0]])).unwrap();
    assert_eq!(rule["right"], json!([BUNDLE[1]]));
    assert_eq!(rule["support"], json!({"num": both, "den": whole}));
    assert_eq!(rule["confidence"], json!({"num": both, "den": left}));
    let lift = (both * whole) as f64 / (left * right) as f64;
    assert!((rule["lift"].as_f64().unwrap() - lift).abs() < 1e-12 * lift && lift > 8.0, "{lift}");
    let confidence = both as f64 / left as f64;
    assert!((0.57..0.63).contains(&confidence), "{confidence}");
}

#[test]
fn one_channel_costs_more_than_it_brings_and_more_each_month() {
    // Orders, cost and takings in cents.
    let mut sums: BTreeMap<String, [i64; 3]> = BTreeMap::new();
    let rows = plain::table("示例渠道.csv").rows;
    for row in &rows {
        let sum = sums.entry(row["渠道"].clone()).or_default();
        sum[0] += row["下单量"].parse::<i64>().unwrap();
        sum[1] += cents(&row["推广费用"]);
        sum[2] += cents(&row["成交金额"]);
    }
    let channels = found(&mut session(), "channel", &json!({}))["table"].take();
    for row in channels["channels"].as_array().unwrap() {
        let label = row["label"].as_str().unwrap();
        let [orders, cost, revenue] = sums[label];
        let money = |value: &Value| (value.as_f64().unwrap() * 100.0).round() as i64;
        assert_eq!((row["orders"].as_i64().unwrap(), money(&row["cost"]), money(&row["revenue"])), (orders, cost, revenue));
        assert_eq!((money(&row["roi"]["num"]), money(&row["roi"]["den"])), (revenue - cost, cost));
        assert_eq!(row["loss"], label == LOSING_CHANNEL);
        let roi = (revenue - cost) as f64 / cost as f64;
        assert!(if label == LOSING_CHANNEL { roi < -0.1 } else { roi > 0.5 }, "{label}: {roi}");
    }
    let weeks = |from: usize| -> i64 {
        let own = rows.iter().filter(|row| row["渠道"] == LOSING_CHANNEL).skip(from).take(12);
        own.map(|row| cents(&row["推广费用"])).sum()
    };
    assert!(weeks(48) > 2 * weeks(0), "the last twelve weeks cost more than twice the first");
    let series = channels["trend"]["series"].as_array().unwrap();
    let own = series.iter().find(|one| one["label"] == LOSING_CHANNEL).unwrap();
    let complete: Vec<bool> =
        channels["trend"]["periods"].as_array().unwrap().iter().map(|period| period["complete"].as_bool().unwrap()).collect();
    let months = own["cost"].as_array().unwrap().iter().zip(&complete).filter(|(_, complete)| **complete);
    let months: Vec<f64> = months.map(|(cost, _)| cost.as_f64().unwrap()).collect();
    assert!(months.len() >= 11 && months[months.len() - 1] > 1.8 * months[0], "{months:?}");
}

/// The table of channels is made of the table of orders.
#[test]
fn orders_and_takings_of_channels_are_those_of_the_orders() {
    let mut orders: BTreeMap<(String, i32), (BTreeSet<String>, i64)> = BTreeMap::new();
    for row in plain::table("示例订单.csv").rows.iter().filter(|row| row["是否退款"] != "是") {
        let own = orders.entry((row["渠道"].clone(), (day(&row["下单时间"]) + 3).div_euclid(7))).or_default();
        own.0.insert(row["订单号"].clone());
        own.1 += cents(&row["实付金额"]);
    }
    for row in plain::table("示例渠道.csv").rows {
        let week = (day(&row["日期"]) + 3).div_euclid(7);
        let none = (BTreeSet::new(), 0);
        let (own, amount) = orders.get(&(row["渠道"].clone(), week)).unwrap_or(&none);
        assert_eq!((row["下单量"].parse::<usize>().unwrap(), cents(&row["成交金额"])), (own.len(), *amount), "{row:?}");
    }
}
