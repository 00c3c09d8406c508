//! Nothing that leaves the gate holds a full identifier.

use crate::masked;
use insitu::customers::{Summary, build};
use insitu::mask::preview;
use proptest::prelude::*;

/// Everything that the table gives away short of the list for the user's own CRM.
pub(crate) fn everything(csv: &str) -> String {
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
    if let Ok(customers) = build(&table, None, None) {
        out += &serde_json::to_string(customers.notices()).unwrap();
        for c in 0..customers.view().customers() {
            let (_, number) = customers.origin(c, 0).unwrap();
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

/// Ways in which people write a number into a note.
fn dresses(phone: &str) -> Vec<String> {
    let (a, b, c) = (&phone[..3], &phone[3..7], &phone[7..]);
    let wide: String = phone.chars().map(|d| char::from_u32(d as u32 + 0xFEE0).unwrap()).collect();
    let mut all: Vec<String> = ["Tel#", "QQ#", "user_#", "#x", "#-#", "+86#", "86#", "请打#谢谢", "#_li", "1.#", "li@qq.com#"]
        .iter()
        .map(|form| form.replace('#', phone))
        .collect();
    all.extend([wide, format!("{a} {b} {c}"), format!("{a}-{b}-{c}"), format!("电话{a} {b} {c}急"), format!("+86 {a}-{b}-{c}")]);
    all
}

/// Digits of a text, half-width, each run of them and of single blanks and hyphens between them on its own.
fn runs(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for c in text.chars() {
        match c {
            '0'..='9' | 'X' | 'x' => all.last_mut().unwrap().push(c.to_ascii_uppercase()),
            '０'..='９' => all.last_mut().unwrap().push(char::from_u32(c as u32 - 0xFEE0).unwrap()),
            ' ' | '-' => {}
            _ => all.push(String::new()),
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn no_number_leaves_in_a_note(phone in "1[3-9][0-9]{9}", serial in 0..1000_u32, day in 1..29_u32, contrary in any::<bool>()) {
        let id = id_card(serial, day);
        let mut notes = dresses(&phone);
        notes.extend([
            format!("身份证{id}请核对"),
            format!("ID{id}"),
            format!("{id}abc"),
            "座机0755-12345678".to_owned(),
            "卡6222 0200 0007 0018尾".to_owned(),
            "card4012888888881881x".to_owned(),
            format!("邮箱zhang{serial}@163.com请回"),
        ]);
        let mut csv = format!("客户ID,下单时间,金额,{}\n", if contrary { "商品名称" } else { "备注" });
        for (i, note) in notes.iter().enumerate() {
            csv += &format!("C{i},2024-01-02,1.50,{note}\n");
        }
        // Enough plain notes that the column as a whole is no personal column.
        for i in 0..200 {
            csv += &format!("D{i},2024-01-02,1.50,第{i}件加急\n");
        }
        let out = everything(&csv);
        let found = runs(&out);
        for number in [phone.as_str(), id.as_str(), "075512345678", "6222020000070018", "4012888888881881"] {
            prop_assert!(!found.iter().any(|run| run.contains(number)), "{} in {}", number, out);
        }
        let address = format!("zhang{serial}@");
        prop_assert!(!out.contains(&address), "mail");
    }
}

#[test]
fn other_numbers_stay_in_a_note() {
    let notes = [
        "202401021380013123",
        "1765432109876543210",
        "SKU-00138-0013",
        "4901234567894",
        "1704160800000",
        "13800131234.50",
        "2024-01-02 13:00:00收",
        "15000-180000元",
    ];
    let mut csv = String::from("客户ID,下单时间,金额,备注\n");
    for (i, note) in notes.iter().enumerate() {
        csv += &format!("C{i},2024-01-02,1.50,{note}\n");
    }
    for i in 0..200 {
        csv += &format!("D{i},2024-01-02,1.50,第{i}件加急\n");
    }
    let table = masked(csv.as_bytes());
    let mut column = table.masked_column(3).unwrap();
    for (row, note) in notes.iter().enumerate() {
        assert_eq!(column.text(row).as_deref(), Some(*note));
    }
}

/// A canary of every kind, under a header of its own.
const CANARIES: [(&str, &str); 20] = [
    ("税号", "91350100M000100Y43"),
    ("座机", "0755-82345671"),
    ("传真", "+14155550123"),
    ("银行卡号", "6222020000070018"),
    ("IMEI", "356938035643809"),
    ("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
    ("IDFA", "AEBE52E7-03EE-455A-B3C4-E57283966239"),
    ("登录IP", "116.23.77.191"),
    ("MAC地址", "3C:22:FB:12:34:56"),
    ("车牌号", "粤B8Q9K7"),
    ("护照号", "E83724659"),
    ("港澳通行证", "C83724659"),
    ("社保卡号", "A123456783"),
    ("收货地址", "广东省深圳市南山区科技园路17号3栋502室"),
    ("联系人", "欧阳修远"),
    ("出生日期", "1987-06-05"),
    ("微信号", "wang_xiao8"),
    ("QQ号", "87654321"),
    ("纬度", "22.537196"),
    ("手机号MD5", "7945bd83237335e5376ff44d62e4f0ae"),
];

#[test]
fn a_canary_of_every_kind_stays_behind_the_gate() {
    let headers: Vec<&str> = CANARIES.iter().map(|(header, _)| *header).collect();
    let mut csv = format!("客户ID,下单时间,金额,{}\n", headers.join(","));
    for i in 0..40 {
        let cells: Vec<&str> = CANARIES.iter().map(|(_, value)| *value).collect();
        csv += &format!("C{i},2024-01-02,1.50,{}\n", cells.join(","));
    }
    let out = everything(&csv);
    for (header, value) in CANARIES {
        assert!(!out.contains(value), "{header}");
    }
}

/// What tells itself without a header stays behind the gate in any column: a note, a number of goods, an amount.
#[test]
fn a_canary_in_any_column_stays_behind_the_gate() {
    let strays = [
        "91350100M000100Y43",
        "0755-82345671",
        "6222020000070018",
        "116.23.77.191",
        "3C:22:FB:12:34:56",
        "粤B8Q9K7",
        "13800131234",
        "11010519491231002X",
        "li_ming7@163.com",
    ];
    for header in ["备注", "商品名称", "订单号", "数量", "金额", "城市", "渠道"] {
        let mut csv = format!("客户ID,下单时间,{header}\n");
        for i in 0..600 {
            csv += &format!(
                "C{i},2024-01-02,{}\n",
                if i % 60 == 7 { strays[i / 60 % strays.len()].to_owned() } else { (i % 9).to_string() }
            );
        }
        let out = everything(&csv);
        for stray in strays {
            assert!(!out.contains(stray), "{stray} in {header}");
        }
        assert!(header == "金额" || out.contains("138****1234"), "{header}");
    }
    let numbers = "客户ID,下单时间,数量\nC1,2024-01-02,3\nC2,2024-01-02,13800131234\nC3,2024-01-02,5\n";
    assert!(!everything(numbers).contains("13800131234"));
}
