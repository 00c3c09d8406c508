//! What two places of a report together tell of few: sums, shares and sentences whose difference is one customer's. Made-up files.

use crate::{open, table};
use insitu::intake::Overrides;
use insitu::mask::Shown;
use insitu::report::{Cell, CellKind, Lang, Report, Sheet};
use insitu::session::{ReportOrder, Session};
use serde_json::json;
use std::fmt::Write;

fn told(session: &mut Session) -> Report {
    session.report(&ReportOrder { lang: Lang::Zh, today: Some("2024-07-02".into()), ..ReportOrder::default() }).unwrap()
}

fn sheet<'a>(report: &'a Report, analysis: &str, code: &str) -> Option<&'a Sheet> {
    report.sheets.iter().find(|s| (s.analysis, s.code) == (analysis, code))
}

fn number(cell: &Cell) -> Option<f64> {
    if let Cell::Number(n) = cell { Some(*n) } else { None }
}

#[test]
fn a_sentence_on_classes_has_the_shares_of_their_table() {
    // Two of 26 brought back more than they bought: they count in the last class.
    let mut text = "客户ID,订单号,下单时间,金额\n".to_owned();
    for i in 0..24 {
        for nth in 0..1 + i % 4 {
            writeln!(text, "U{i},O{i}_{nth},2024-0{}-{:02},{}", 1 + nth % 3, 1 + i, 100 + 37 * i).unwrap();
        }
    }
    for i in 90..92 {
        writeln!(text, "U{i},P{i},2024-01-10,50\nU{i},Q{i},2024-02-10,-{}", 300 + i).unwrap();
    }
    let report = told(&mut open("o.csv", text.as_bytes()));
    let row = &sheet(&report, "abc", "customers").unwrap().rows[0];
    let said = &report.findings.iter().find(|f| f.analysis == "abc" && f.code == "concentration").unwrap().what;
    for share in [&row[2], &row[4]] {
        let percent = format!("{:.1}%", number(share).unwrap() * 100.0);
        assert!(said.contains(&percent), "{percent}: {said}");
    }
}

#[test]
fn shares_of_products_are_of_the_net_revenue() {
    // Two brought PX back, which they had bought before the file begins.
    let mut text = "客户ID,订单号,下单时间,金额,商品名称,品类\n".to_owned();
    for i in 0..60 {
        for nth in 0..1 + i % 4 {
            let product = (i * 7 + nth * 3) % 4;
            let (month, day) = (1 + nth % 3, 1 + i % 28);
            writeln!(text, "U{i},O{i}_{nth},2024-0{month}-{day:02},{},P{product},C{}", 100 + 37 * (i % 9), product % 2).unwrap();
        }
    }
    text += "U7,X1,2024-02-10,-731,PX,CX\nU8,X2,2024-02-11,-1200,PX,CX\n";
    let report = told(&mut open("o.csv", text.as_bytes()));
    let net = number(&sheet(&report, "describe", "totals").unwrap().rows[0][1]).unwrap();
    for code in ["products", "categories"] {
        let rows = &sheet(&report, "abc", code).unwrap().rows;
        let open: Vec<_> = rows.iter().filter_map(|row| Some((number(&row[3])?, number(&row[4])?))).collect();
        assert!(!open.is_empty());
        assert!(open.iter().all(|(money, share)| (money / share - net).abs() < 1e-6), "{code}: {open:?} of {net}");
        assert!(rows.iter().all(|row| row[5] == Cell::Empty), "{code}");
    }
}

#[test]
fn the_curve_of_values_ends_where_few_bought() {
    let mut text = "客户ID,订单号,下单时间,金额\n".to_owned();
    for i in 0..30 {
        writeln!(text, "U{i},O{i},2023-01-{:02},{}", 1 + i % 28, 100 + i).unwrap();
        if i < 12 {
            writeln!(text, "U{i},N{i},2023-02-{:02},{}", 1 + i, 50 + i).unwrap();
        }
    }
    (0..20).for_each(|i| writeln!(text, "V{i},P{i},2023-06-{:02},{}", 11 + i % 20, 100 + i).unwrap());
    text += "U3,OX,2023-04-12,777\nV3,OY,2023-06-30,70\n";
    let mut session = open("o.csv", text.as_bytes());
    session.found("clv", &json!({"discount_rate": 0.0})).unwrap();
    let report = told(&mut session);
    let curve = sheet(&report, "clv", "curve").unwrap();
    let ages: Vec<&Cell> = curve.rows.iter().map(|row| &row[0]).collect();
    assert_eq!(ages, [&Cell::from("0"), &Cell::from("1"), &Cell::from("2")]);
    assert!(curve.note.contains("太少"), "{}", curve.note);
}

#[test]
fn no_days_are_left_out_that_few_bought_on() {
    let shop = |last: usize| {
        let mut text = "客户ID,订单号,下单时间,金额\n".to_owned();
        for (nth, month) in ["2022-11", "2022-12", "2023-01", "2023-02"].into_iter().enumerate() {
            for i in 0..30 {
                writeln!(text, "U{i},O{nth}_{i},{month}-{:02},{}", 1 + (i * 5 + nth) % 28, 100 + i).unwrap();
            }
        }
        (0..last).for_each(|i| writeln!(text, "U{i},X{i},2023-01-31,777").unwrap());
        text += "U4,Y,2023-02-28,50\nU4,Z,2022-11-01,50\n";
        told(&mut open("o.csv", text.as_bytes()))
    };
    // January has three days more than February.
    assert!(sheet(&shop(6), "describe", "change").is_some());
    let report = shop(1);
    assert!(sheet(&report, "describe", "trend").is_some() && sheet(&report, "describe", "change").is_none());
    assert!(report.findings.iter().all(|f| f.code != "net_change"));
}

/// Thirty buy each month; in February six do, of whom so many for nearly all of it. Of the six who are men, and of the seven of one city,
/// the same one holds nearly all.
fn whale(amount: u32) -> Session {
    let mut text = "客户ID,订单号,下单时间,金额\n".to_owned();
    let mut people = "客户ID,性别,城市\n".to_owned();
    for i in 0..30 {
        writeln!(people, "U{i:02},{},{}", if i < 6 { "男" } else { "女" }, if i < 7 { "深圳市" } else { "北京市" }).unwrap();
    }
    for month in 1..=3 {
        for i in 0..if month == 2 { 6 } else { 30 } {
            let own = if month != 2 {
                100 + i
            } else if i == 0 {
                amount
            } else {
                10
            };
            writeln!(text, "U{i:02},O{month}_{i},2024-{month:02}-{:02},{own}", 1 + i % 28).unwrap();
        }
    }
    let mut session = open("o.csv", text.as_bytes());
    session.open_beside(table("c.csv", people.as_bytes(), &Overrides::default()));
    session
}

#[test]
fn no_table_tells_money_that_one_customer_holds_nearly_all_of() {
    let (usual, held) = (told(&mut whale(150)), told(&mut whale(987_654)));
    for (analysis, code, name) in [
        ("describe", "trend", "2024-02"),
        ("segments", "gender", "男"),
        ("segments", "city", "深圳市"),
        ("segments", "province", "广东"),
    ] {
        let money = |report: &Report| {
            let sheet = sheet(report, analysis, code)?;
            let column = sheet.columns.iter().position(|c| c.kind == CellKind::Money).unwrap();
            let row = sheet.rows.iter().find(|row| matches!(&row[0], Cell::Text(text) if text.starts_with(name)));
            Some(row.unwrap_or_else(|| panic!("{code}: {:?}", sheet.rows))[column].clone())
        };
        assert!(matches!(money(&usual), Some(Cell::Number(_))), "{code}: {:?}", money(&usual));
        assert_eq!(money(&held), Some(Cell::Hidden(Shown::Withheld)), "{code}");
    }
    // By rank and class too, wherever the one is: no amount of a table is within a tenth of what is theirs.
    for sheet in held.sheets.iter().filter(|sheet| sheet.columns.iter().any(|c| c.kind == CellKind::People)) {
        let places = sheet.columns.iter().enumerate().filter(|(_, c)| c.kind == CellKind::Money).map(|(at, _)| at);
        for place in places {
            let near = |row: &Vec<Cell>| number(&row[place]).is_some_and(|n| (n - 987_654.0).abs() < 98_765.0);
            assert!(!sheet.rows.iter().any(near), "{} {}: {:?}", sheet.analysis, sheet.code, sheet.rows);
        }
    }
}

#[test]
fn neither_does_the_file_of_the_classes() {
    // Six come again and again, one of them for nearly all the money of their class.
    let file = |amount: u32| {
        let mut text = "客户ID,订单号,下单时间,金额\n".to_owned();
        for i in 0..6 {
            for nth in 0..5 {
                let own = if i == 0 { amount } else { 900 };
                writeln!(text, "A{i},O{i}_{nth},2024-06-{:02},{own}", 20 + nth).unwrap();
            }
        }
        (0..200).for_each(|i| writeln!(text, "B{i},P{i},2024-0{}-11,{}", 1 + i % 3, 20 + i % 5).unwrap());
        let mut session = open("o.csv", text.as_bytes());
        session.found("rfm", &serde_json::Value::Null).unwrap();
        let order = json!({"what": "classes", "lang": "en", "confirmed": true});
        let bytes = session.export(&serde_json::from_value(order).unwrap()).unwrap().bytes;
        String::from_utf8(bytes).unwrap()
    };
    let money = |csv: &str| {
        csv.lines()
            .skip(1)
            .any(|line| line.rsplit(',').nth(5).is_some_and(|cell| cell.starts_with(|c: char| c.is_ascii_digit() && c != '0')))
    };
    let (usual, held) = (file(1000), file(90_000));
    assert!(money(&usual), "{usual}");
    assert!(!money(&held) && held.contains(",6,"), "{held}");
}
