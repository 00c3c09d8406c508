//! The same results whatever is masked, however rows stand, and under any key: every analysis in turn.

use insitu::analysis::ANALYSES;
use insitu::intake::{Overrides, RawTable, read};
use insitu::mask::{Key, Operator};
use insitu::session::Session;
use std::fmt::Write;

fn table(name: &str, header: &str, rows: &[String]) -> RawTable {
    let text = format!("{header}\n{}", rows.concat());
    read(name, text.as_bytes(), &Overrides::default(), 1 << 20).unwrap()
}

/// A number that looks like chance and is none.
fn scatter(i: u64) -> u64 {
    (i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33) ^ i
}

const PLACES: [&str; 5] = ["广东省深圳市", "江苏省南京市", "北京市", "四川省成都市", "浙江省杭州市"];

/// Orders, customers and events of 90 customers over fourteen months; `mix` turns the rows of each file.
fn session(mix: bool, mask: bool) -> Session {
    let mut orders: Vec<String> = (0..700_u64)
        .map(|i| {
            let (n, user) = (scatter(i), scatter(i) % 90 * (scatter(i + 7) % 90) / 90);
            let (day, amount) = (n % 420, 500 + n % 9_000);
            let date = chrono_day(day);
            let sign = if n % 17 == 0 { "-" } else { "" };
            let (category, channel) = (["水果", "饮料", "日用", "零食"][(n % 4) as usize], ["APP", "门店"][(user % 2) as usize]);
            let place = PLACES[(user % 5) as usize];
            format!(
                "U{user:03},D{i:04},{date} 1{}:00:00,P{:02},{category},{sign}{},{sign}{}.{:02},{channel},{place}\n",
                n % 9,
                n % 23,
                n % 3 + 1,
                amount / 100,
                amount % 100
            )
        })
        .collect();
    let mut people: Vec<String> = (0..90_u64)
        .map(|i| {
            let n = scatter(i + 99);
            format!(
                "U{i:03},王小明,13{:09},{},{},{},{}\n",
                800_000_000 + i * 7_919,
                ["男", "女"][(n % 2) as usize],
                18 + n % 50,
                PLACES[(i % 5) as usize],
                chrono_day(n % 60)
            )
        })
        .collect();
    let mut events: Vec<String> = (0..900_u64)
        .map(|i| {
            let n = scatter(i + 5_000);
            let what = ["浏览", "加购", "下单", "浏览"][(n % 4) as usize];
            format!(
                "U{:03},{what},{} 0{}:{:02}:00,P{:02},{}\n",
                n % 90,
                chrono_day(n % 420),
                n % 9,
                n % 60,
                n % 23,
                ["APP", "小程序", "搜索"][(n / 7 % 3) as usize]
            )
        })
        .collect();
    if mix {
        for rows in [&mut orders, &mut people, &mut events] {
            rows.sort_by_key(|row| scatter(row.bytes().map(u64::from).fold(7, |h, b| h.wrapping_mul(31) + b)));
        }
    }
    let mut session = Session::new(Key::random().unwrap());
    session.open_beside(table("o.csv", "客户ID,订单号,下单时间,商品ID,商品类目,数量,实付金额,渠道,收货地区", &orders));
    session.open_beside(table("c.csv", "客户ID,姓名,手机号,性别,年龄,地区,注册时间", &people));
    session.open_beside(table("e.csv", "客户ID,行为类型,行为时间,商品ID,渠道", &events));
    if mask {
        for (number, column, operator) in [
            (0, 0, Operator::Pseudonym),
            (0, 8, Operator::Drop),
            (1, 0, Operator::Pseudonym),
            (1, 1, Operator::Drop),
            (1, 4, Operator::Mask),
        ] {
            session.set_operator(number, column, Some(operator), true).unwrap();
        }
    }
    session
}

/// Day of 2023 and 2024 by its number, ISO 8601.
fn chrono_day(day: u64) -> String {
    let mut text = String::new();
    let (mut rest, mut month) = (day as u32, 0);
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29, 31];
    while rest >= lengths[month] {
        rest -= lengths[month];
        month += 1;
    }
    write!(text, "{}-{:02}-{:02}", 2023 + month / 12, month % 12 + 1, rest + 1).unwrap();
    text
}

#[test]
fn no_analysis_depends_on_masks_keys_or_the_order_of_rows() {
    let (mut plain, mut mixed, mut masked) = (session(false, false), session(true, false), session(true, true));
    for analysis in ANALYSES {
        let found = |s: &mut Session| serde_json::to_string(&s.analyze(analysis.name).unwrap()).unwrap();
        let expected = found(&mut plain);
        assert!(expected.contains("\"outcome\""), "{} finds nothing: {expected}", analysis.name);
        assert_eq!(found(&mut mixed), expected, "{} depends on the order of rows", analysis.name);
        assert_eq!(found(&mut masked), expected, "{} depends on masks", analysis.name);
    }
}

#[test]
fn no_analysis_fails_on_thin_data() {
    let header = "客户ID,订单号,下单时间,商品ID,商品类目,数量,实付金额,渠道,收货地区";
    let one = |i: u32, day: u32, amount: &str| format!("U{i},D{i},2024-03-{day:02},P1,水果,1,{amount},APP,北京市\n");
    let cases: [(&str, Vec<String>); 6] = [
        ("one line", vec![one(1, 1, "5.00")]),
        ("one customer", (1..9).map(|day| format!("U1,D{day},2024-03-0{day},P1,水果,1,5.00,APP,北京市\n")).collect()),
        ("one order each", (1..40).map(|i| one(i, i % 28 + 1, &format!("{i}.50"))).collect()),
        ("equal amounts", (1..40).map(|i| one(i % 10, i % 28 + 1, "7.00")).collect()),
        ("returns alone", (1..40).map(|i| one(i % 10, i % 28 + 1, "-7.00")).collect()),
        ("one day", (1..40).map(|i| one(i % 10, 5, &format!("{i}.00"))).collect()),
    ];
    for (case, rows) in cases {
        let mut session = Session::new(Key::random().unwrap());
        session.open(table("o.csv", header, &rows));
        for analysis in ANALYSES {
            let found = session.analyze(analysis.name).unwrap_or_else(|e| panic!("{}, {case}: {}", analysis.name, e.code()));
            let text = serde_json::to_string(&found).unwrap();
            assert!(text.contains("\"outcome\"") != text.contains("\"not_enough_data\""), "{}, {case}: {text}", analysis.name);
        }
    }
}

#[test]
fn groups_of_every_analysis_open_and_filter() {
    let mut session = session(false, false);
    for analysis in ANALYSES {
        let found = session.found(analysis.name, &serde_json::Value::Null).unwrap();
        let first: Vec<(String, String, u64)> = found
            .groupings
            .iter()
            .filter_map(|g| {
                let group = *g.of.iter().find(|group| **group != insitu::analysis::Grouping::NONE)?;
                let members = g.of.iter().filter(|of| **of == group).count() as u64;
                Some((g.name.to_owned(), g.groups[usize::from(group)].clone(), members))
            })
            .collect();
        for (grouping, group, members) in first {
            let query = serde_json::json!({"analysis": analysis.name, "filter": [{"grouping": grouping, "group": group}], "from": 0, "count": 5});
            let page = session.rows(&serde_json::from_value(query).unwrap()).unwrap();
            assert_eq!(page.total, members, "{} {grouping}", analysis.name);
            let selection = serde_json::json!([{"analysis": analysis.name, "grouping": grouping, "group": group}]);
            session.set_filter(serde_json::from_value(selection).unwrap()).unwrap();
            for other in ANALYSES {
                session
                    .analyze(other.name)
                    .unwrap_or_else(|e| panic!("{} under {} {grouping}: {}", other.name, analysis.name, e.code()));
            }
            session.set_filter(Vec::new()).unwrap();
        }
    }
}

#[test]
fn the_page_gets_all_results_but_lists_of_customers() {
    let mut session = session(false, false);
    for analysis in ANALYSES {
        let finding = session.analyze(analysis.name).unwrap();
        let whole = serde_json::to_value(&finding).unwrap();
        let shown = insitu::session::shown(&finding);
        let fields = whole["outcome"].as_object().unwrap();
        for (name, value) in fields {
            let listed = name == "customers" && value.get("listed").is_some();
            assert_eq!(shown["outcome"][name] == *value, !listed, "{} {name}", analysis.name);
        }
    }
}
