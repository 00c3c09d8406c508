//! Channels and attribution beside numbers worked out by hand, published ones, and slower ways to the same.

use crate::data::bytes_of;
use insitu::analysis::{self, Found};
use insitu::customers::{Channels, CustomerView, Dimension, EventField, Events, NO_LABEL, Parts};
use insitu::intake::{Overrides, read};
use insitu::mask::Key;
use insitu::session::Session;
use insitu::stats::{newcombe, wilson};
use serde_json::{Value, json};

const DAY: i64 = 86_400;

fn outcome(found: &Found) -> Value {
    serde_json::to_value(&found.finding).unwrap()["outcome"].take()
}

fn open(csv: &str) -> Session {
    let mut session = Session::new(Key::from_hex(&"0f".repeat(32)).unwrap());
    session.open(read("c.csv", csv.as_bytes(), &Overrides::default(), 1 << 20).unwrap());
    session
}

fn of_file(csv: &str, name: &str, params: &Value) -> Value {
    outcome(open(csv).found(name, params).unwrap())
}

fn near(value: &Value, expected: f64) {
    let value = value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    assert!((value - expected).abs() <= 1e-9 * expected.abs().max(1e-3), "{value} {expected}");
}

fn dimension(labels: &[Option<&str>]) -> Dimension {
    let mut known: Vec<String> = labels.iter().flatten().map(|&l| l.to_owned()).collect();
    known.sort();
    known.dedup();
    let code = |l: &Option<&str>| l.map_or(NO_LABEL, |l| known.iter().position(|k| k == l).unwrap() as u32);
    let codes = labels.iter().map(code).collect();
    Dimension::new(known, codes)
}

/// A view of customers with events (second, channel, kind) and no purchases.
fn journeys(customers: &[Vec<(i64, Option<&str>, &str)>], as_of: i32) -> CustomerView {
    let mut events = Events { offsets: vec![0], timed: true, ..Events::default() };
    let (mut channels, mut kinds) = (vec![], vec![]);
    for customer in customers {
        for &(second, channel, kind) in customer {
            events.second.push(second);
            channels.push(channel);
            kinds.push(Some(kind));
        }
        events.offsets.push(events.second.len() as u32);
    }
    let at = |field| EventField::ALL.iter().position(|f| *f == field).unwrap();
    events.labels[at(EventField::Channel)] = Some(dimension(&channels));
    events.labels[at(EventField::Kind)] = Some(dimension(&kinds));
    let none = CustomerView::from_parts(vec![0; customers.len() + 1], vec![], vec![], vec![], vec![], as_of).unwrap();
    none.with(Parts { events: Some(events), ..Parts::default() })
}

/// One customer whose channels are touched a day apart, from the first day on; with a purchase an hour after the last.
fn path<'a>(channels: &[&'a str], converts: bool) -> Vec<(i64, Option<&'a str>, &'a str)> {
    let mut events: Vec<_> = (0..).zip(channels).map(|(at, &channel)| (at * DAY, Some(channel), "view")).collect();
    if converts {
        events.push(((channels.len() as i64 - 1) * DAY + 3_600, None, "purchase"));
    }
    events
}

fn attribution(customers: &[Vec<(i64, Option<&str>, &str)>], params: &Value) -> Value {
    outcome(&analysis::run("attribution", &journeys(customers, 40), params).unwrap())
}

fn shares(outcome: &Value, model: &str) -> Vec<(String, f64)> {
    let at = outcome["models"].as_array().unwrap().iter().position(|m| m == model).unwrap();
    let share = |row: &Value| (row["label"].as_str().unwrap().to_owned(), row["credits"][at]["share"].as_f64().unwrap());
    let mut shares: Vec<_> = outcome["channels"].as_array().unwrap().iter().map(share).collect();
    shares.sort_by(|a, b| a.0.cmp(&b.0));
    shares
}

fn share_of(outcome: &Value, model: &str) -> Vec<f64> {
    shares(outcome, model).into_iter().map(|(_, share)| share).collect()
}

fn close(got: &[f64], expected: &[f64]) {
    assert_eq!(got.len(), expected.len());
    for (got, expected) in got.iter().zip(expected) {
        assert!((got - expected).abs() < 1e-12, "{got} {expected}");
    }
}

const SEED: &str = "获客渠道,访客数,点击数,订单数,转化率,成本,ROI\n搜索引擎,10000,2000,300,15.0,5000,3.2\n";

#[test]
fn the_row_of_the_seed() {
    let table = of_file(SEED, "channel", &json!({}))["table"].take();
    let row = &table["channels"][0];
    assert_eq!(row["conversion"]["ratio"], json!({"num": 300, "den": 2000}));
    let interval = &row["conversion"]["interval"];
    assert!((interval["low"].as_f64().unwrap() - 0.135_023).abs() < 5e-7);
    assert!((interval["high"].as_f64().unwrap() - 0.166_319).abs() < 5e-7);
    assert_eq!(row["click_rate"]["ratio"], json!({"num": 2000, "den": 10000}));
    assert_eq!(row["cpa"], json!({"num": 5000, "den": 300, "value": 16.6667}));
    assert_eq!(row["cpc"]["value"], 2.5);
    // Which of the two the supplied number is nobody said: both are there, and no revenue is made up.
    assert_eq!(row["readings"], json!({"roi": 21_000, "roas": 16_000}));
    assert_eq!((&row["revenue"], &row["roi"], &table["revenue_from"]), (&Value::Null, &Value::Null, &json!("none")));
    let check = &table["checks"][0];
    assert_eq!((&check["field"], &check["fits"]), (&json!("conversion_rate"), &json!("order_per_click_percent")));
    assert_eq!(check["differences"], json!([]));

    for (reading, revenue) in [("roi", 21_000), ("roas", 16_000)] {
        let table = of_file(SEED, "channel", &json!({"roi_is": reading}))["table"].take();
        let row = &table["total"];
        assert_eq!((&row["revenue"], &table["revenue_from"]), (&json!(revenue), &json!(reading)));
        assert_eq!(row["roi"], json!({"num": revenue - 5000, "den": 5000}));
        assert_eq!(row["roas"], json!({"num": revenue, "den": 5000}));
    }
}

#[test]
fn revenue_tells_what_the_supplied_return_is() {
    let head = "渠道,日期,访客数,点击数,订单数,转化率,成本,收入,ROI\n";
    let rows = |roi: [&str; 3]| {
        format!(
            "{head}搜索,2024-05-01,1000,200,30,0.15,500,2100,{}\n短视频,2024-05-01,900,300,12,0.04,800,400,{}\n社群,2024-05-02,50,60,6,0.2,10,60,{}\n",
            roi[0], roi[1], roi[2]
        )
    };
    let roi = of_file(&rows(["3.2", "-0.5", "5"]), "channel", &json!({}))["table"].take();
    assert_eq!((&roi["checks"][1]["fits"], &roi["revenue_from"]), (&json!("roi"), &json!("column")));
    // 6 of 60 is no fifth: two of three rows agree, and the one that does not is named.
    let rate = &roi["checks"][0];
    assert_eq!(
        (&rate["compared"], &rate["fits"], &rate["readings"][1]),
        (&json!(3), &Value::Null, &json!({"code": "order_per_click", "agree": 2}))
    );
    assert_eq!(rate["differences"], json!([{"label": "社群", "day": "2024-05-02", "supplied": 0.2, "computed": 0.1}]));
    let roas = of_file(&rows(["4.2", "0.5", "6"]), "channel", &json!({}))["table"].take();
    assert_eq!(roas["checks"][1]["fits"], "roas");
    // Only what lost money is a loss, and more clicks than visitors are said.
    let losses: Vec<_> =
        roi["channels"].as_array().unwrap().iter().filter(|row| row["loss"] == true).map(|r| &r["label"]).collect();
    assert_eq!(losses, [&json!("短视频")]);
    assert_eq!((&roi["doubts"]["clicks_above_uv"], &roi["doubts"]["orders_above_clicks"]), (&json!(1), &json!(0)));
    let loss = roi["channels"].as_array().unwrap().iter().find(|row| row["label"] == "短视频").unwrap();
    assert_eq!(loss["roi"], json!({"num": -400, "den": 800}));
    // 12 of 300 against 36 of 260, by hand from the two Wilson intervals.
    let others = &loss["conversion"];
    assert_eq!(others["others"], json!({"num": 36, "den": 260}));
    let (own, rest) = (wilson(12, 300).unwrap(), wilson(36, 260).unwrap());
    let (p, q): (f64, f64) = (0.04, 36.0 / 260.0);
    near(&others["difference"]["low"], p - q - ((p - own.low).powi(2) + (rest.high - q).powi(2)).sqrt());
    near(&others["difference"]["high"], p - q + ((own.high - p).powi(2) + (q - rest.low).powi(2)).sqrt());
    assert_eq!(others["stands"], "below");
    assert_eq!(roi["trend"]["unit"], "day");
    assert_eq!(roi["trend"]["series"][0]["orders"], json!([42, 6]));
    assert_eq!(roi["days"], json!({"from": "2024-05-01", "to": "2024-05-02"}));
}

#[test]
fn rows_that_cannot_be_are_counted() {
    let text = |label: &str| Some(label.to_owned());
    let nan = f64::NAN;
    let channels = Channels {
        channel: dimension(&[Some("a"), Some("a"), Some("b"), None]),
        day: None,
        numbers: vec![
            ("click", vec![10.0, -4.0, 5.0, 8.0]),
            ("order", vec![20.0, 2.0, 0.5, 4.0]),
            ("cost", vec![1.5, -2.0, nan, 3.0]),
        ],
    };
    let view = CustomerView::from_parts(vec![0], vec![], vec![], vec![], vec![], 0).unwrap();
    let view = view.with(Parts { channels: Some(channels), ..Parts::default() });
    let found = analysis::run("channel", &view, &json!({})).unwrap();
    let table = &outcome(&found)["table"];
    let expected = json!({"orders_above_clicks": 1, "clicks_above_uv": 0, "no_count": 2, "negative_money": 1, "gaps": 1, "unnamed": 1, "undated": 0});
    assert_eq!(table["doubts"], expected);
    // What is no count counts for nothing; all else counts, that of nobody's channel in the total.
    assert_eq!(
        (&table["total"]["clicks"], &table["total"]["orders"], &table["total"]["cost"]),
        (&json!(23), &json!(26), &json!(2.5))
    );
    assert_eq!(table["total"]["conversion"]["ratio"], json!({"num": 24, "den": 18}));
    assert_eq!(table["total"]["conversion"]["interval"], Value::Null);
    assert_eq!(table["rows"], 4);
    let codes: Vec<_> = found.finding.notices.iter().map(|n| (n.code, n.count)).collect();
    assert!(codes.contains(&("N_CHANNEL_ORDERS_ABOVE_CLICKS", 1)) && codes.contains(&("N_CHANNEL_NO_COUNT", 2)), "{codes:?}");
    assert_eq!(table["channels"][0]["label"], json!(text("a")));
}

#[test]
fn newcombe_of_the_reference() {
    let interval = newcombe(150, 1000, 120, 1000).unwrap();
    assert!((interval.low - 0.000_013_8).abs() < 5e-8 && (interval.high - 0.060_008_3).abs() < 5e-8, "{interval:?}");
    // Newcombe 1998, table II, method 10: 56/70 − 48/80, 9/10 − 3/10, 10/10 − 0/20.
    for ((a, m, b, n), (low, high)) in
        [((56, 70, 48, 80), (0.0524, 0.3339)), ((9, 10, 3, 10), (0.1705, 0.8090)), ((10, 10, 0, 20), (0.6791, 1.0))]
    {
        let got = newcombe(a, m, b, n).unwrap();
        assert!((got.low - low).abs() < 5.1e-5 && (got.high - high).abs() < 5.1e-5, "{got:?}");
    }
    assert_eq!(newcombe(0, 0, 1, 2), None);
}

#[test]
fn the_markov_toy() {
    let customers = [path(&["C1", "C2", "C3"], true), path(&["C1"], false), path(&["C2", "C3"], false)];
    for order in 1..=3 {
        let found = attribution(&customers, &json!({"order": order}));
        near(&found["markov"]["base"], 1.0 / 3.0);
        if order < 3 {
            close(&share_of(&found, "markov"), &[0.2, 0.4, 0.4]);
            let mut removal: Vec<_> = found["channels"]
                .as_array()
                .unwrap()
                .iter()
                .map(|r| (r["label"].as_str().unwrap(), r["removal"].as_f64().unwrap()))
                .collect();
            removal.sort_by(|a, b| a.0.cmp(b.0));
            close(&removal.iter().map(|r| r.1).collect::<Vec<_>>(), &[0.5, 1.0, 1.0]);
        } else {
            // With three touches in mind the chain knows that C2, C3 alone never converted: all three are needed.
            close(&share_of(&found, "markov"), &[1.0 / 3.0; 3]);
        }
        assert_eq!(found["journeys"], json!({"num": 1, "den": 3}));
    }
}

#[test]
fn models_of_one_journey_by_hand() {
    // a, b, b, c on days 0, 7, 14, 21, bought on day 21.
    let mut customer = path(&["a", "b", "b", "c"], true);
    for (event, day) in customer.iter_mut().zip([0, 7, 14, 21, 21]) {
        event.0 = day * DAY;
    }
    let found = attribution(&[customer, path(&["a"], false)], &json!({}));
    close(&share_of(&found, "first"), &[1.0, 0.0, 0.0]);
    close(&share_of(&found, "last"), &[0.0, 0.0, 1.0]);
    close(&share_of(&found, "linear"), &[0.25, 0.5, 0.25]);
    // Halved every 7 days: 1/8, 1/4 + 1/2 and 1 of 15/8.
    close(&share_of(&found, "time_decay"), &[1.0 / 15.0, 6.0 / 15.0, 8.0 / 15.0]);
    close(&share_of(&found, "position"), &[0.4, 0.2, 0.4]);
    close(&share_of(&found, "shapley"), &[1.0 / 3.0; 3]);
    assert_eq!(found["paths"], json!([{"channels": ["a", "b", "c"], "journeys": {"num": 1, "den": 1}}]));
    assert_eq!(
        found["lags"].as_array().unwrap().iter().map(|b| (&b["from"], &b["count"])).next_back(),
        Some((&json!(21), &json!(1)))
    );
    // A window of a week leaves the last two: the third lies on its edge, which belongs to it.
    let short = attribution(
        &[
            {
                let mut customer = path(&["a", "b", "b", "c"], true);
                for (event, day) in customer.iter_mut().zip([0, 7, 14, 21, 21]) {
                    event.0 = day * DAY;
                }
                customer
            },
            path(&["a"], false),
        ],
        &json!({"window_days": 7}),
    );
    close(&share_of(&short, "linear"), &[0.0, 0.5, 0.5]);
    // a and the first b are a journey that led to nothing, beside that of the other customer.
    assert_eq!(short["journeys"], json!({"num": 1, "den": 3}));
}

#[test]
fn what_follows_a_conversion_is_a_journey_of_its_own() {
    let hour = 3_600;
    let customer = vec![
        (0, Some("a"), "view"),
        (hour, Some("b"), "view"),
        (2 * hour, None, "purchase"),
        (2 * hour, None, "purchase"),
        (5 * hour, None, "purchase"),
        (6 * hour, Some("a"), "view"),
    ];
    let found = attribution(std::slice::from_ref(&customer), &json!({}));
    // Two at once are two journeys; the third has no touch since; the last touch leads to nothing yet.
    assert_eq!(
        (&found["journeys"], &found["without_touch"], &found["open"]),
        (&json!({"num": 2, "den": 3}), &json!(1), &json!(0))
    );
    let window = attribution(&[customer], &json!({"reach": "window"}));
    assert_eq!((&window["journeys"], &window["without_touch"]), (&json!({"num": 3, "den": 4}), &json!(0)));
}

/// All orders in which channels may come, and what each adds when it comes.
fn by_permutations(journeys: &[(Vec<usize>, bool)], n: usize, worth: &dyn Fn(u64, u64) -> f64) -> Vec<f64> {
    let value = |set: usize| {
        let inside = |path: &[usize]| path.iter().all(|&c| set >> c & 1 == 1);
        let within: Vec<_> = journeys.iter().filter(|(path, _)| inside(path)).collect();
        worth(within.iter().filter(|(_, c)| *c).count() as u64, within.len() as u64)
    };
    let mut order: Vec<usize> = (0..n).collect();
    let mut sums = vec![0.0; n];
    let mut count = 0.0;
    loop {
        let mut set = 0;
        for &channel in &order {
            sums[channel] += value(set | 1 << channel) - value(set);
            set |= 1 << channel;
        }
        count += 1.0;
        // The next order of letters.
        let Some(pivot) = (0..n - 1).rev().find(|&i| order[i] < order[i + 1]) else { break };
        let swap = (0..n).rev().find(|&i| order[i] > order[pivot]).unwrap();
        order.swap(pivot, swap);
        order[pivot + 1..].reverse();
    }
    let sums: Vec<f64> = sums.iter().map(|s| s / count).collect();
    let whole: f64 = sums.iter().sum();
    sums.iter().map(|s| s / whole).collect()
}

#[test]
fn shapley_beside_all_permutations() {
    const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];
    let mut state = 7_u64;
    let mut next = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let journeys: Vec<(Vec<usize>, bool)> =
        (0..120).map(|_| ((0..1 + next(5)).map(|_| next(5) as usize).collect(), next(3) == 0)).collect();
    let customers: Vec<_> = journeys
        .iter()
        .map(|(path_of, converts)| path(&path_of.iter().map(|&c| NAMES[c]).collect::<Vec<_>>(), *converts))
        .collect();
    let sum = by_permutations(&journeys, 5, &|conversions, _| conversions as f64);
    close(&share_of(&attribution(&customers, &json!({})), "shapley"), &sum);
    let rate = by_permutations(&journeys, 5, &|conversions, all| if all == 0 { 0.0 } else { conversions as f64 / all as f64 });
    close(&share_of(&attribution(&customers, &json!({"worth": "rate"})), "shapley"), &rate);
    assert!(sum.iter().zip(&rate).any(|(a, b)| (a - b).abs() > 0.01), "the two say different things");
}

#[test]
fn orders_carry_their_value() {
    let events = "用户ID,行为类型,行为时间,渠道\nU1,浏览,2024-05-01 10:00:00,搜索\nU1,浏览,2024-05-03 10:00:00,短视频\nU2,浏览,2024-05-02 09:00:00,社群\nU3,浏览,2024-05-02 09:00:00,搜索\n";
    let orders = "客户ID,订单号,下单时间,实付金额\nU1,D1,2024-05-03 11:00:00,80.00\nU1,D1,2024-05-03 11:00:00,20.00\nU2,D2,2024-05-01 08:00:00,50.00\nU3,D3,2024-05-02 09:00:00,10.50\n";
    let mut session = Session::new(Key::from_hex(&"0f".repeat(32)).unwrap());
    session.open(read("o.csv", orders.as_bytes(), &Overrides::default(), 1 << 20).unwrap());
    session.open_beside(read("e.csv", events.as_bytes(), &Overrides::default(), 1 << 20).unwrap());
    let found = outcome(session.found("attribution", &json!({})).unwrap());
    // U2 bought before the touch; of U3 both stand in one second, and the touch counts.
    assert_eq!(
        (&found["basis"], &found["journeys"], &found["without_touch"]),
        (&json!("orders"), &json!({"num": 2, "den": 3}), &json!(1))
    );
    assert_eq!(found["value"], 110.5);
    let linear = found["models"].as_array().unwrap().iter().position(|m| m == "linear").unwrap();
    let row = found["channels"].as_array().unwrap().iter().find(|r| r["label"] == "搜索").unwrap();
    assert_eq!(row["credits"][linear], json!({"share": 0.75, "conversions": 1.5, "value": 60.5}));
}

#[test]
fn retentioneering_purchases_are_all_credited() {
    let Some(bytes) = bytes_of("events/retentioneering_ecom.csv") else { return };
    let csv = String::from_utf8(bytes).unwrap();
    let mut session = open(&csv);
    let found = outcome(session.found("attribution", &json!({})).unwrap());
    assert_eq!((&found["basis"], &found["events"]), (&json!("events"), &json!(["purchase"])));
    assert_eq!((&found["customers"], &found["journeys"]["num"], &found["without_touch"]), (&json!(600), &json!(470), &json!(0)));
    // Each customer came by one channel, so that all models say the same: the purchases by channel, counted by Python's csv.
    let models = found["models"].as_array().unwrap().len();
    assert_eq!(models, 7);
    for (label, purchases) in [("paid_search", 161.0), ("organic", 161.0), ("email", 75.0), ("social", 55.0), ("direct", 18.0)] {
        let row = found["channels"].as_array().unwrap().iter().find(|r| r["label"] == label).unwrap();
        // Markov's chain shares by what is lost without a channel, which is the same where journeys have one channel.
        for model in 0..models {
            near(&row["credits"][model]["conversions"], purchases);
        }
    }
}

#[test]
fn a_table_without_channels_says_what_it_lacks() {
    let lack = |csv: &str, name: &str| {
        let found = serde_json::to_value(&open(csv).found(name, &json!({})).unwrap().finding).unwrap();
        found["not_enough_data"]["need"][0]["code"].as_str().unwrap().to_owned()
    };
    let orders = "客户ID,订单号,下单时间,实付金额\nU1,D1,2024-05-03,80\nU2,D2,2024-05-04,80\n";
    assert_eq!(lack(orders, "channel"), "channel_rows");
    assert_eq!(lack(orders, "attribution"), "events");
    assert_eq!(lack("用户ID,行为类型,行为时间\nU1,浏览,2024-05-01 10:00:00\n", "attribution"), "field_channel");
    let one = "用户ID,行为类型,行为时间,渠道\nU1,浏览,2024-05-01 10:00:00,搜索\n";
    assert_eq!(lack(one, "attribution"), "channels");
    assert_eq!(lack(&format!("{one}U1,浏览,2024-05-02 10:00:00,社群\n"), "attribution"), "conversions");
    let first = format!("{one}U1,购买,2024-04-02 10:00:00,\nU1,浏览,2024-05-02 10:00:00,社群\n");
    assert_eq!(lack(&first, "attribution"), "conversions_with_touch");
}

#[test]
fn customers_by_channel_where_no_table_is() {
    let orders = "客户ID,订单号,下单时间,实付金额,渠道\nU1,D1,2024-05-03,80,APP\nU1,D2,2024-05-04,20,门店\nU2,D3,2024-05-04,30,APP\nU3,D4,2024-05-05,5.5,\n";
    let mut session = open(orders);
    let found = session.found("channel", &json!({})).unwrap();
    let people = &outcome(found)["people"];
    let row = |at: usize| {
        let r = &people["channels"][at];
        json!([r["label"], r["customers"], r["orders"], r["revenue"], r["repeat"]["ratio"]["num"]])
    };
    assert_eq!((row(0), row(1)), (json!(["APP", 2, 2, 110, 1]), json!(["门店", 1, 1, 20, 1])));
    assert_eq!(
        (&people["total"]["orders"], &people["total"]["revenue"], &people["known"]),
        (&json!(4), &json!(135.5), &json!({"num": 3, "den": 4}))
    );
    let groups = &found.groupings[0];
    assert_eq!(
        (groups.name, groups.group_of(0), groups.group_of(1), groups.group_of(2)),
        ("first_channel", Some("APP"), Some("APP"), None)
    );
}
