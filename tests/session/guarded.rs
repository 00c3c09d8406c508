//! A report tells of no few people: in no table, in no sentence, and not by what is left when told numbers are taken from told numbers.

use crate::{open, report::at};
use insitu::mask::K;
use insitu::recipe::{Assumptions, Selection};
use insitu::report::{Cell, CellKind, Lang, Report, Role, Sheet};
use insitu::session::{Export, ReportOrder, Session, What};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

const BOTH: [Lang; 2] = [Lang::Zh, Lang::En];

fn ordered(lang: Lang) -> ReportOrder {
    ReportOrder { role: Role::All, lang, today: Some("2025-01-02".into()), ..ReportOrder::default() }
}

fn report(session: &mut Session, lang: Lang) -> Report {
    session.report(&ordered(lang)).unwrap()
}

/// The report as everything that leaves: as JSON, and as its three files.
fn whole(session: &mut Session, lang: Lang) -> String {
    let mut out = serde_json::to_string(&report(session, lang)).unwrap();
    for what in [What::Report, What::Summary] {
        out += &String::from_utf8(session.export(&Export::of_report(what, ordered(lang))).unwrap().bytes).unwrap();
    }
    out
}

fn outcome(session: &mut Session, analysis: &str) -> Value {
    let found = session.found(analysis, &Value::Null).unwrap();
    serde_json::to_value(&found.finding).unwrap()["outcome"].take()
}

fn sheet<'a>(report: &'a Report, analysis: &str, code: &str) -> Option<&'a Sheet> {
    report.sheets.iter().find(|s| (s.analysis, s.code) == (analysis, code))
}

fn column(sheet: &Sheet, kind: CellKind) -> Option<usize> {
    sheet.columns.iter().position(|c| c.kind == kind)
}

/// The people of each row by its name; `None` where the number is hidden.
fn people(sheet: &Sheet) -> BTreeMap<String, Option<u64>> {
    let place = column(sheet, CellKind::People).unwrap();
    let count = |cell: &Cell| match cell {
        Cell::Number(n) => Some(*n as u64),
        _ => None,
    };
    let name = |cell: &Cell| if let Cell::Text(text) = cell { text.clone() } else { String::new() };
    sheet.rows.iter().map(|row| (name(&row[0]), count(&row[place]))).collect()
}

/// A line of a purchase: customer, order, day, amount, payment, product.
fn line(out: &mut String, customer: usize, order: usize, day: &str, amount: u32, payment: &str, product: &str) {
    writeln!(out, "K{customer:04},D{order:05},{day},{amount},{payment},{product}").unwrap();
}

const HEADER: &str = "客户ID,订单号,下单时间,金额,支付方式,商品名称\n";

/// Customers in classes of RFM as many as said: recent or not, four orders or one, much or little.
fn classes(sizes: &[(&str, usize)]) -> Session {
    let (mut out, mut customer, mut order) = (HEADER.to_owned(), 0, 0);
    for (class, size) in sizes {
        let is_high: Vec<bool> = class.bytes().map(|b| b == b'1').collect();
        for _ in 0..*size {
            let orders = if is_high[1] { 4 } else { 1 };
            for nth in 0..orders {
                let day = if is_high[0] { format!("2024-06-{:02}", 28 - nth) } else { format!("2024-02-{:02}", 10 - nth) };
                line(&mut out, customer, order, &day, if is_high[2] { 4000 } else { 40 } / orders, "微信", "茶");
                order += 1;
            }
            customer += 1;
        }
    }
    open("orders.csv", out.as_bytes())
}

#[test]
fn findings_and_cards_speak_of_open_rows_alone() {
    let sizes = [("111", 100), ("101", 3), ("110", 200), ("001", 7), ("011", 50), ("100", 60), ("010", 40), ("000", 90)];
    let mut session = classes(&sizes);
    // So many answer that no class is too small for a card.
    let assumed = Assumptions { response_low: 0.2, response_high: 0.9, contact_cost: 0.1, ..Assumptions::default() };
    session.assume(assumed).unwrap();
    let found = outcome(&mut session, "rfm");
    for row in found["classes"]["rows"].as_array().unwrap() {
        let planted = sizes.iter().find(|(class, _)| row["code"] == *class).unwrap();
        assert_eq!(row["customers"], planted.1, "{row}");
    }
    for (lang, told) in BOTH.into_iter().zip(["7 位重要挽留客户", "7 customers of"]) {
        let report = report(&mut session, lang);
        let classes = people(sheet(&report, "rfm", "classes").unwrap());
        let mut hidden = classes.values().filter(|n| n.is_none()).count();
        assert_eq!(hidden, 2, "{classes:?}");
        let of_rfm = |code: &str| report.findings.iter().any(|f| f.analysis == "rfm" && f.code == code);
        assert!(of_rfm("champions") && !of_rfm("leaving") && !of_rfm("potential"));
        assert!(report.cards.iter().all(|card| card.class != "001" && card.class != "101") && !report.cards.is_empty());
        // The portraits are of the same classes.
        if let Some(portraits) = sheet(&report, "portrait", "portraits") {
            hidden = people(portraits).values().filter(|n| n.is_none()).count();
            assert!(hidden == 2 || hidden == 0, "{portraits:?}");
        }
        assert!(!whole(&mut session, lang).contains(told));
    }
}

#[test]
fn a_report_of_few_customers_is_refused() {
    let sizes = [("111", 30), ("101", 3), ("000", 40)];
    let mut session = classes(&sizes);
    let few = Selection { analysis: "rfm".into(), grouping: "class".into(), group: "101".into(), within: false };
    session.set_filter(vec![few]).unwrap();
    assert_eq!(session.report(&ordered(Lang::Zh)).err().unwrap().code(), "E_FEW");
    for what in [What::Report, What::Workbook, What::Summary] {
        assert_eq!(session.export(&Export::of_report(what, ordered(Lang::Zh))).err().unwrap().code(), "E_FEW");
    }
    session.set_filter(Vec::new()).unwrap();
    assert_eq!(report(&mut session, Lang::Zh).customers, 73);
}

#[test]
fn a_month_of_few_customers_is_not_told_by_comparing_it() {
    for (last, is_told) in [(3, false), (20, true)] {
        let (mut out, mut order) = (HEADER.to_owned(), 0);
        for (month, customers) in [(1, 20), (2, 22), (3, 21), (4, 24), (5, 23), (6, last), (7, 12)] {
            for customer in 0..customers {
                for day in
                    if month == 7 { vec![2] } else { vec![1, 15, 28, 30].into_iter().filter(|d| month != 2 || *d < 29).collect() }
                {
                    let amount = 101 + month * 13 + customer as u32;
                    line(&mut out, customer, order, &format!("2024-{month:02}-{day:02}"), amount, "微信", "茶");
                    order += 1;
                }
            }
        }
        let mut session = open("orders.csv", out.as_bytes());
        let report = report(&mut session, Lang::Zh);
        let trend = people(sheet(&report, "describe", "trend").unwrap());
        assert_eq!(trend["2024-06"].is_some(), is_told, "{trend:?}");
        assert_eq!(sheet(&report, "describe", "change").is_some(), is_told);
        assert_eq!(report.summary.key_metric.contains("2024-06 净收入"), is_told, "{}", report.summary.key_metric);
        let moved = report.findings.iter().any(|f| f.code == "net_change" || f.what.contains("2024-06 有"));
        assert!(is_told || !moved);
        let board = outcome(&mut session, "describe");
        let at_june = &board["board"]["periods"][5]["figures"]["net"];
        let net = format!("{:.2}", at_june.as_f64().unwrap());
        let net = net.split('.').next().unwrap();
        let grouped = format!("{},{}", &net[..net.len() - 3], &net[net.len() - 3..]);
        assert_eq!(whole(&mut session, Lang::Zh).contains(&grouped), is_told, "{grouped}");
    }
}

fn places(cities: &[(&str, usize)]) -> Session {
    let (mut out, mut customer) = ("客户ID,性别,年龄,地区\n".to_owned(), 0);
    for (place, size) in cities {
        for _ in 0..*size {
            writeln!(out, "K{customer:04},{},{},{place}", ["男", "女"][customer % 2], 20 + customer % 40).unwrap();
            customer += 1;
        }
    }
    open("customers.csv", out.as_bytes())
}

#[test]
fn a_city_does_not_follow_from_its_province() {
    let cities = [("广东省深圳市", 60), ("广东省广州市", 37), ("广东省佛山市", 3), ("浙江省杭州市", 45), ("浙江省宁波市", 5)];
    let report = report(&mut places(&cities), Lang::Zh);
    let (provinces, cities) = (sheet(&report, "segments", "province").unwrap(), sheet(&report, "segments", "city").unwrap());
    let (provinces, cities) = (people(provinces), people(cities));
    assert_eq!(provinces, [("广东省".to_owned(), Some(100)), ("浙江省".to_owned(), Some(50))].into());
    assert_eq!(cities["佛山市"], None);
    let open = |names: [&str; 3]| names.iter().filter_map(|name| cities[*name]).sum::<u64>();
    assert!(100 - open(["深圳市", "广州市", "佛山市"]) >= 5 + K, "{cities:?}");
    assert_eq!(cities["深圳市"], Some(60));
}

/// What a reader knows of a divided whole: for each small count all numbers from 1 to K − 1 stay possible.
fn assert_safe(rows: &[Option<u64>], truth: &[u64], whole: u64, context: &str) {
    let left = whole - rows.iter().flatten().sum::<u64>();
    let hidden: Vec<u64> = rows.iter().zip(truth).filter(|(shown, _)| shown.is_none()).map(|(_, n)| *n).collect();
    let rest = left - hidden.iter().sum::<u64>().min(left);
    let small = hidden.iter().filter(|n| **n < K).count() as u64;
    let others = hidden.len() as u64 - small;
    if small == 0 {
        assert!(left == 0 || left >= K, "{context}: {rows:?} of {whole} leave {left}");
        return;
    }
    for guess in 1..K {
        let low = guess + small - 1 + others * K;
        let high = if others > 0 || rest > 0 { u64::MAX } else { guess + (small - 1) * (K - 1) };
        assert!((low..=high).contains(&left), "{context}: {rows:?} of {whole}, not {guess}");
    }
}

/// Everything that must hold of a report whatever the data are.
fn assert_guarded(session: &mut Session, lang: Lang) {
    let report = report(session, lang);
    let mut open: BTreeMap<(&str, &str), Vec<bool>> = BTreeMap::new();
    for sheet in &report.sheets {
        let name = format!("{}.{}", sheet.analysis, sheet.code);
        for (at, _) in sheet.columns.iter().enumerate().filter(|(_, c)| c.kind == CellKind::People) {
            for row in &sheet.rows {
                assert!(!matches!(row[at], Cell::Number(n) if n > 0.0 && n < K as f64), "{name} {row:?}");
            }
        }
        let Some(place) = column(sheet, CellKind::People) else { continue };
        let is_open = |row: &Vec<Cell>| matches!(row[place], Cell::Number(_));
        open.insert((sheet.analysis, sheet.code), sheet.rows.iter().map(is_open).collect());
        for row in sheet.rows.iter().filter(|row| !is_open(row)) {
            for (cell, column) in row.iter().zip(&sheet.columns) {
                assert!(column.kind == CellKind::Text || !matches!(cell, Cell::Number(_)), "{name} {row:?}");
            }
        }
    }
    // Tables that divide the customers, with what the results say of their rows.
    let tables = [
        ("rfm", "classes", "classes.rows", "customers", "classes.rows.{}.customers"),
        ("rfm", "segments", "segments.rows", "customers", ""),
        ("abc", "customers", "customers.classes", "count", "customers.classes.{}."),
        ("activity", "classes", "classes", "customers", "classes.{}."),
        ("lifecycle", "stages", "stages", "customers", "stages.{}."),
    ];
    for (analysis, code, path, key, prefix) in tables {
        let Some(sheet) = sheet(&report, analysis, code) else { continue };
        let found = outcome(session, analysis);
        let truth: Vec<u64> =
            at(&found, path).unwrap().as_array().unwrap().iter().map(|row| row[key].as_u64().unwrap()).collect();
        let place = column(sheet, CellKind::People).unwrap();
        let rows: Vec<Option<u64>> =
            sheet.rows.iter().map(|row| if let Cell::Number(n) = row[place] { Some(n as u64) } else { None }).collect();
        let sum: u64 = truth.iter().sum();
        let share = column(sheet, CellKind::Share).unwrap();
        let tells_sum =
            sheet.rows.iter().any(|row| matches!(row[share], Cell::Number(n) if n > 0.0)) || rows.iter().all(Option::is_some);
        let name = format!("{analysis}.{code}");
        if tells_sum {
            assert_safe(&rows, &truth, sum, &name);
            assert!(!(1..K).contains(&(report.customers - sum)), "{name} leaves {}", report.customers - sum);
        }
        assert_safe(&rows, &truth, report.customers, &name);
        // Findings rest on open rows.
        for number in report.findings.iter().filter(|f| f.analysis == analysis).flat_map(|f| &f.numbers) {
            for (row, shown) in rows.iter().enumerate() {
                let own = !prefix.is_empty() && number.path.starts_with(&prefix.replace("{}", &row.to_string()));
                assert!(!own || shown.is_some(), "{name} {number:?}");
            }
        }
        if (analysis, code) == ("rfm", "classes") {
            for (row, shown) in rows.iter().enumerate() {
                let class = found["classes"]["rows"][row]["code"].as_str().unwrap();
                assert!(shown.is_some() || report.cards.iter().all(|card| card.class != class), "{class}");
            }
        }
    }
    // No sentence counts few people.
    for finding in &report.findings {
        let how = finding.how.as_ref().map(|how| how.target.as_str()).unwrap_or_default();
        for text in [&finding.what, &finding.why, how] {
            for unit in [" 位", " customers", " buyers"] {
                for (place, _) in text.match_indices(unit) {
                    let digits: String = text[..place].chars().rev().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
                    let number: String = digits.chars().rev().filter(char::is_ascii_digit).collect();
                    let few = number.parse::<u64>().is_ok_and(|n| n > 0 && n < K);
                    assert!(!few, "{} {text}", finding.code);
                }
            }
        }
    }
}

#[test]
fn what_six_lines_of_one_customer_brought_is_not_told() {
    let (mut out, mut order) = (HEADER.to_owned(), 0);
    for customer in 0..71 {
        for nth in 0..if customer == 70 { 6 } else { 3 } {
            let (payment, product) = match customer {
                70 => ("现金", "金条"),
                n if n < 40 => ("支付宝", "茶"),
                _ => ("微信", "咖啡"),
            };
            let amount = if customer == 70 { 7777 } else { 100 + customer as u32 };
            line(&mut out, customer, order, &format!("2024-{:02}-{:02}", 1 + nth, 1 + customer % 28), amount, payment, product);
            order += 1;
        }
    }
    let mut session = open("orders.csv", out.as_bytes());
    let told = report(&mut session, Lang::Zh);
    for (analysis, code, row) in [("describe", "by_payment", "现金"), ("abc", "products", "金条")] {
        let sheet = sheet(&told, analysis, code).unwrap();
        let shown = people(sheet);
        assert_eq!(shown[row], None, "{code}");
        assert!(shown.values().filter(|n| n.is_none()).count() > 1, "{code} {shown:?}");
    }
    assert!(!whole(&mut session, Lang::Zh).contains("46,662"));
    assert_guarded(&mut session, Lang::Zh);
}

#[test]
fn a_rule_of_one_customers_baskets_is_none() {
    let (mut out, mut order) = (HEADER.to_owned(), 0);
    let mut basket = |customer: usize, products: &[&str]| {
        for product in products {
            line(&mut out, customer, order, &format!("2024-03-{:02}", 1 + order % 28), 30, "微信", product);
        }
        order += 1;
    };
    for customer in 0..60 {
        basket(customer, if customer % 3 == 0 { &["茶", "杯"] } else { &["咖啡"] });
    }
    (0..12).for_each(|_| basket(60, &["墨", "砚"]));
    let mut session = open("orders.csv", out.as_bytes());
    let report = report(&mut session, Lang::Zh);
    let rules = serde_json::to_string(sheet(&report, "basket", "rules").unwrap()).unwrap();
    assert!(rules.contains('茶') && !rules.contains('墨'), "{rules}");
    let bundle = report.findings.iter().find(|f| f.code == "bundle").unwrap();
    assert!(!bundle.what.contains('墨'), "{}", bundle.what);
}

#[test]
fn a_funnel_that_few_finish_does_not_say_how_many() {
    let mut out = "客户ID,行为时间,行为类型\n".to_owned();
    for customer in 0..100 {
        let steps = if customer < 3 { 3 } else { 1 + usize::from(customer < 60) };
        for (nth, event) in ["看首页", "看套餐", "提交表单"].into_iter().take(steps).enumerate() {
            writeln!(out, "K{customer:04},2024-03-{:02} 10:{:02}:00,{event}", 1 + customer % 28, 10 * nth).unwrap();
        }
    }
    let mut session = open("events.csv", out.as_bytes());
    let report = report(&mut session, Lang::Zh);
    let steps = people(sheet(&report, "funnel", "steps").unwrap());
    assert_eq!(steps.values().filter(|n| n.is_none()).count(), 1, "{steps:?}");
    assert!(steps.values().any(|n| *n == Some(60)));
    assert!(report.findings.iter().any(|f| f.code == "weakest"));
    let text = serde_json::to_string(&report.findings).unwrap();
    assert!(!text.contains("3.0%") && !text.contains("一直走到"), "{text}");
}

#[test]
fn what_few_customers_returned_is_no_return_rate() {
    for (returners, is_told) in [(1, false), (3, false), (8, true)] {
        let mut out = HEADER.to_owned();
        for customer in 0..60 {
            for nth in 0..3 {
                line(
                    &mut out,
                    customer,
                    customer * 3 + nth,
                    &format!("2024-0{}-10", nth + 1),
                    100 + customer as u32,
                    "微信",
                    "茶",
                );
            }
        }
        // Twelve returned orders in each case: many orders, but of how many customers?
        for order in 0..12 {
            writeln!(out, "K{:04},R{order:05},2024-04-{:02},-100,微信,茶", order % returners, order + 1).unwrap();
        }
        let mut session = open("orders.csv", out.as_bytes());
        let returns = outcome(&mut session, "lifecycle")["returns"].take();
        assert_eq!(returns["customers"], serde_json::json!({"num": returners, "den": 60}));
        assert_eq!(returns["orders"], serde_json::json!({"num": 12, "den": 180}));
        let report = report(&mut session, Lang::Zh);
        let found = report.findings.iter().any(|f| (f.analysis, f.code.as_str()) == ("lifecycle", "returns"));
        assert_eq!(found, is_told, "{returners}");
    }
}

#[test]
fn channels_of_few_customers_are_credited_with_nothing() {
    let mut out = "客户ID,行为时间,行为类型,渠道\n".to_owned();
    // Of two channels the customers are many; of two others they are three and seven, however often they came and bought.
    for (channel, customers, times) in [("搜索", 40, 1), ("社群", 30, 2), ("直播", 3, 9), ("地推", 7, 4)] {
        for customer in 0..customers {
            for nth in 0..times {
                writeln!(out, "{channel}{customer},2024-0{}-03 10:00:00,浏览,{channel}", nth + 1).unwrap();
                writeln!(out, "{channel}{customer},2024-0{}-03 10:20:00,购买,", nth + 1).unwrap();
            }
        }
        // Others came and did not buy.
        (0..20).for_each(|n| writeln!(out, "{channel}无{n},2024-05-05 10:00:00,浏览,{channel}").unwrap());
    }
    let mut session = open("events.csv", out.as_bytes());
    let found = outcome(&mut session, "attribution");
    assert_eq!((&found["customers"], &found["converted"]), (&160.into(), &80.into()));
    let of = |label: &str| found["channels"].as_array().unwrap().iter().find(|row| row["label"] == label).unwrap();
    assert_eq!(
        (&of("直播")["customers"], &of("直播")["journeys"]["num"]),
        (&serde_json::json!({"num": 3, "den": 23}), &27.into())
    );
    let report = report(&mut session, Lang::Zh);
    let sheet = sheet(&report, "attribution", "credits").unwrap();
    let told = |row: &[Cell]| row[3..].iter().all(|cell| matches!(cell, Cell::Number(_)));
    let hidden = |row: &[Cell]| row[3..].iter().all(|cell| *cell == Cell::Empty);
    assert!(sheet.rows.iter().all(|row| told(row) || hidden(row)), "{:?}", sheet.rows);
    let open: Vec<&Cell> = sheet.rows.iter().filter(|row| told(row)).map(|row| &row[0]).collect();
    // The second smallest too: all shares add up to one.
    assert_eq!(open, [&Cell::from("社群"), &Cell::from("搜索")]);
}

#[test]
fn parts_of_a_period_are_told_only_with_the_others() {
    let (mut out, mut order) = (HEADER.to_owned(), 0);
    for month in 1..=7 {
        for customer in 0..61 {
            // In June a single new customer, and a third of the others stays away.
            let comes = if customer == 60 { month == 6 } else { month < 6 || customer % 3 > 0 };
            for day in if comes { vec![1, 28] } else { vec![] } {
                line(&mut out, customer, order, &format!("2024-{month:02}-{day:02}"), 90 + customer as u32, "微信", "茶");
                order += 1;
            }
        }
    }
    let mut session = open("orders.csv", out.as_bytes());
    let report = report(&mut session, Lang::Zh);
    for finding in &report.findings {
        assert!(!finding.why.contains("新客 1 位"), "{}", finding.why);
    }
    let change = sheet(&report, "describe", "change");
    assert!(change.is_none_or(|sheet| !serde_json::to_string(sheet).unwrap().contains("新客数")), "{change:?}");
    assert_guarded(&mut session, Lang::Zh);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_small_table_tells_of_few(
        customers in prop::collection::vec((1_usize..5, 0_u32..160, 1_u32..40, 0_usize..5, 0_usize..4), 5..45),
    ) {
        let (mut out, mut order) = (HEADER.to_owned(), 0);
        for (customer, (orders, first, amount, payment, product)) in customers.iter().enumerate() {
            for nth in 0..*orders {
                let day = (first + 17 * nth as u32) % 180;
                let day = format!("2024-{:02}-{:02}", 1 + day / 30, 1 + day % 28);
                let payment = ["微信", "支付宝", "现金", "银行卡", "花呗"][payment * customer % 5];
                line(&mut out, customer, order, &day, amount * amount, payment, ["茶", "杯", "墨", "砚"][(product + nth) % 4]);
                order += 1;
            }
        }
        assert_guarded(&mut open("orders.csv", out.as_bytes()), Lang::Zh);
    }

    /// Nobody who has both tables finds a city, or a province, of few.
    #[test]
    fn provinces_and_cities_do_not_undo_each_other(sizes in prop::collection::vec(0_usize..14, 7)) {
        let names = ["广东省深圳市", "广东省广州市", "广东省佛山市", "浙江省杭州市", "浙江省宁波市", "江苏省南京市", "江苏省苏州市"];
        let cities: Vec<(&str, usize)> = names.into_iter().zip(sizes.iter().copied()).collect();
        prop_assume!(sizes.iter().sum::<usize>() >= 5);
        let mut session = places(&cities);
        let report = report(&mut session, Lang::Zh);
        let all: u64 = sizes.iter().sum::<usize>() as u64;
        let shown = |code: &str| sheet(&report, "segments", code).map(people);
        let (provinces, listed) = (shown("province"), shown("city"));
        let of = |name: &str| cities.iter().find(|(city, _)| city.ends_with(name)).map_or(0, |(_, n)| *n as u64);
        let of_province = |name: &str| cities.iter().filter(|(city, _)| city.starts_with(name)).map(|(_, n)| *n as u64).sum::<u64>();
        if let Some(provinces) = &provinces {
            let truth: Vec<u64> = provinces.keys().map(|name| of_province(name)).collect();
            assert_safe(&provinces.values().copied().collect::<Vec<_>>(), &truth, all, "province");
        }
        if let Some(listed) = &listed {
            let truth: Vec<u64> = listed.keys().map(|name| of(name)).collect();
            assert_safe(&listed.values().copied().collect::<Vec<_>>(), &truth, all, "city");
        }
        let (Some(provinces), Some(listed)) = (&provinces, &listed) else { return Ok(()) };
        // What is hidden, with what its table says of it: less than K, or K at least.
        let said = |small: bool| if small { (1, K - 1) } else { (K, 1000) };
        let shown = |city: &str| listed.get(city).copied();
        for (small, _) in listed.iter().filter(|(name, n)| n.is_none() && of(name) < K) {
            let is_possible = |guess: u64| {
                let (mut least, mut most) = (0, 0);
                for (province, whole) in provinces {
                    let own = cities.iter().filter(|(name, _)| name.starts_with(province.as_str())).map(|(name, _)| &name[9..]);
                    let own: Vec<&str> = own.filter(|city| shown(city).is_some()).collect();
                    let open: u64 = own.iter().filter_map(|city| shown(city).flatten()).sum();
                    let hidden = own.iter().filter(|city| shown(city) == Some(None));
                    let spans = hidden.map(|city| if city == small { (guess, guess) } else { said(of(city) < K) });
                    let (low, high) = spans.fold((0, 0), |sum, span| (sum.0 + span.0, sum.1 + span.1));
                    let (from, to) = whole.map_or_else(|| said(of_province(province) < K), |n| (n, n));
                    let (low, high) = (low.max(from.saturating_sub(open)), high.min(to.saturating_sub(open)));
                    if low > high {
                        return false;
                    }
                    (least, most) = (least + low, most + high);
                }
                let left = all - listed.values().flatten().sum::<u64>();
                (least..=most).contains(&left)
            };
            let possible = (1..K).filter(|guess| is_possible(*guess)).count();
            // Of a province of few its cities are few anyhow.
            let of_few = provinces.keys().any(|p| of_province(p) < K && cities.iter().any(|(n, _)| n.starts_with(p.as_str()) && n.ends_with(small.as_str())));
            prop_assert!(possible == 4 || (of_few && possible > 1), "{small}: {possible} of 4 in {provinces:?} {listed:?} {cities:?}");
        }
    }
}
