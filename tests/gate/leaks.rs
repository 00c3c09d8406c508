//! Nothing that leaves the gate holds a full identifier.

use crate::masked;
use insitu::customers::{Summary, build};
use insitu::mask::preview;
use proptest::prelude::*;

/// Everything that the table gives away short of the list for the user's own CRM.
fn everything(csv: &str) -> String {
    let table = masked(csv.as_bytes());
    let columns = csv.lines().next().unwrap().split(',').count();
    let mut out = String::new();
    for column in 0..columns {
        out += &format!("{:?}\n", preview(&table, column, 50));
        out += &serde_json::to_string(&(table.verdict(column), table.extremes(column))).unwrap();
        let mut masked = table.masked_column(column).unwrap();
        for row in 0..csv.lines().count() {
            out += masked.text(row).as_deref().unwrap_or("");
            out.push('\n');
        }
    }
    out += &serde_json::to_string(&Summary::new(&table)).unwrap();
    if let Ok(customers) = build(&table, None) {
        out += &serde_json::to_string(customers.notices()).unwrap();
        for c in 0..customers.view().customers() {
            let number = customers.number(c).unwrap();
            out += &format!("{:?} {:?}\n", table.pseudonym(number), table.identity().unwrap().masked_id(number));
        }
    }
    out
}

fn id_card(serial: u32, day: u32) -> String {
    let body = format!("1101051949{:02}{day:02}{serial:03}", serial % 12 + 1);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(b, w)| u32::from(b - b'0') * w).sum();
    format!("{body}{}", "10X98765432".chars().nth((sum % 11) as usize).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, ..ProptestConfig::default() })]

    #[test]
    fn no_identifier_leaves(
        people in prop::collection::vec(("1[3-9][0-9]{9}", 0..1000_u32, 1..29_u32, "[a-z]{3,9}", "[王李张刘陈][伟芳娜敏静][丽强磊军洋]"), 3..40),
        blind in any::<bool>(),
    ) {
        let mut csv = String::from(if blind {
            "列1,列2,列3,列4,列5,下单时间,金额,备注\n"
        } else {
            "客户ID,手机号,身份证号,邮箱,姓名,下单时间,金额,备注\n"
        });
        for (phone, serial, day, mail, name) in &people {
            let id = id_card(*serial, *day);
            csv += &format!("{phone},{phone},{id},{mail}@example.com,{name},2024-01-{day:02},1.50,请联系{phone}或{mail}@example.com 证件{id}\n");
        }
        let out = everything(&csv);
        for (phone, serial, day, mail, name) in &people {
            prop_assert!(!out.contains(phone.as_str()), "telephone");
            prop_assert!(!out.contains(&id_card(*serial, *day)), "identity");
            let address = format!("{mail}@");
            prop_assert!(!out.contains(&format!("\"{address}")) && !out.contains(&format!("\n{address}")) && !out.contains(&format!("或{address}")), "mail");
            prop_assert!(blind || !out.contains(name.as_str()), "name");
        }
    }
}
