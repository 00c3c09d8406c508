//! Cells in which several things of a person stand, as forms, shops and call centres export them. All values are made up.

use crate::dice::Dice;
use crate::personal::{bank_card, id_card, latin_name};
use insitu::clean::CleanTable;
use insitu::fields::MappedTable;
use insitu::intake::{Overrides, read};
use insitu::mask::{Key, MaskedTable, preview};
use std::sync::Arc;

/// What is known of a person: the sign that stands for it in a pattern, and the value.
type Person = Vec<(&'static str, String)>;

fn person(number: usize) -> Person {
    let mut dice = Dice::new(900 + number as u64);
    let of = |text: &'static str, at: usize| text.chars().nth(at % text.chars().count()).unwrap();
    let name = [
        of("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", number),
        of("建志秀海晓文玉美国俊", number / 16),
        of("华强英燕峰兰龙珍庆杰", number * 7),
    ];
    let mobile = format!("1{}{:09}", 3 + number % 7, (number as u64 * 7_919 + 12_345) * 977 % 1_000_000_000);
    let wide = mobile.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
    let grouped = format!("{} {} {}", &mobile[..3], &mobile[3..7], &mobile[7..]);
    let card = bank_card(&mut dice);
    let wrong = format!("{}{}", &card[..card.len() - 1], (card.as_bytes()[card.len() - 1] - b'0' + 1) % 10);
    vec![
        ("{n}", name.iter().collect()),
        ("{p}", mobile),
        ("{w}", wide),
        ("{g}", grouped),
        ("{i}", id_card(&mut dice)),
        ("{b}", card),
        ("{x}", wrong),
        ("{e}", format!("user{number}x@qq.com")),
        ("{m}", format!("wang_{number}xiao")),
        ("{q}", (1_000_000 + number * 37).to_string()),
        ("{l}", format!("0755-8{:07}", 6_000_000 + number)),
        ("{t}", latin_name(&mut dice)),
        ("{v}", format!("E{}", 10_000_000 + number * 31)),
        ("{k}", format!("粤B{}", 10_000 + number * 13)),
        ("{h}", format!("科技园路{}号", number + 1)),
    ]
}

const PEOPLE: usize = 80;

/// A table of orders in which people come again, masked.
fn table(header: &str, pattern: &str, people: &[Person]) -> MaskedTable {
    let mut csv = format!("客户ID,下单时间,金额,\"{header}\"\n");
    for row in 0..3 * PEOPLE {
        let cell = people[row % PEOPLE].iter().fold(pattern.to_owned(), |cell, (sign, value)| cell.replace(sign, value));
        csv += &format!("U{},2024-01-{:02},{},\"{}\"\n", row % PEOPLE, row % 28 + 1, row + 1, cell.replace('"', "\"\""));
    }
    let raw = read("orders.csv", csv.as_bytes(), &Overrides::default(), 1 << 20).unwrap();
    MaskedTable::new(Arc::new(CleanTable::proposed(Arc::new(MappedTable::guess(Arc::new(raw))))), Key::random().unwrap())
}

#[test]
fn nothing_of_a_person_is_left_of_a_mixed_cell() {
    let people: Vec<Person> = (0..PEOPLE).map(person).collect();
    let mut leaks = Vec::new();
    for (header, pattern) in [
        ("收货信息", "{n} {p} 广东省深圳市南山区{h}3栋"),
        ("收货信息", "{n}，{p}，广东省深圳市南山区{h}"),
        ("备注", "电话{p}，身份证{i}，住深圳市南山区{h}"),
        ("收件信息", "广东省深圳市南山区{h}（{n} 收）{w}"),
        ("备注", "{n} 广东省深圳市南山区{h}"),
        ("备注", "{p} {n}"),
        ("备注", "{n}、{n} {g}"),
        ("买家留言", "请联系{n}：{w}"),
        ("客户信息", "【{n}】【{p}】【{i}】"),
        ("联系人信息", "{n}|{g}|{e}"),
        ("乘客信息", "{n} {v} {p}"),
        ("extra", r#"{"customer":{"name":"{n}","mobile":"{p}","idNo":"{i}"}}"#),
        ("params", "https://x.example/a?name={n}&tel={p}&mail={e}"),
        ("姓名", "{n}/{t}"),
        ("姓名", "{n}{p}"),
        ("客户姓名", "{n}（{q}）"),
        ("收货人", "{n}，{n}"),
        ("手机号", "{p}({n})"),
        ("手机号", "{w}/{l}"),
        ("电话", "{l} 转 {n}"),
        ("身份证号", "{n}{i}"),
        ("邮箱", "\"{t}\" <{e}>; {n}@corp.example.com"),
        ("邮箱", "a@{p}.com"),
        ("contact", "{t} <{e}> {p}"),
        ("notes", "call {t}, +1 415 555 0100"),
        ("银行卡", "{b} {n}"),
        ("打款备注", "卡号{x}，户名：{n}"),
        ("微信号", "{n} wx:{m}"),
        ("留言", "加微信 {m} 或QQ {q}"),
        ("车牌", "{k}，{n}，{p}"),
        ("地址", "{h}{n}{p}"),
        ("详细地址", "阳光花园9栋1单元{q}室（{n}收）"),
        ("送货要求", "送到{h}3栋2单元，找{n}女士"),
        ("生日", "{n}：1987年6月5日"),
        ("开户信息", "开户名：{n} 账号：{b}"),
        ("会员", "{n}-4321"),
        ("客户", "{n}4321"),
        ("投诉内容", "顾客{n}（会员号{q}）反映破损，回电{l}"),
        ("付款人", "{n}"),
        ("乘客", "{n}"),
        ("passenger", "{t}"),
        ("列1", "{n}"),
        ("住客", "{n}、{n}"),
        ("团长", "{n}"),
        ("密码", "Pw{q}!"),
        ("cookie", "sid={q}; uid={m}"),
        ("支付宝账号", "{m}"),
        ("地址2", "{t}, {p}, Room {q}"),
        ("军官证号", "军字第{q}号 {n}"),
    ] {
        let table = table(header, pattern, &people);
        let mut shown = preview(&table, 3, 50).join("\n");
        let mut column = table.masked_column(3).unwrap();
        for row in 0..3 * PEOPLE {
            shown.push('\n');
            shown += column.text(row).as_deref().unwrap_or_default();
        }
        let left = people.iter().flatten().find(|(sign, value)| pattern.contains(sign) && shown.contains(value.as_str()));
        if let Some((sign, _)) = left {
            leaks.push(format!("{header}: {pattern}: {sign} in {}", shown.lines().next().unwrap_or_default()));
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

#[test]
fn addresses_of_machines_are_masked_one_by_one() {
    let people: Vec<Person> = (0..PEOPLE).map(person).collect();
    for header in ["IP", "登录IP", "ip列表", "x_forwarded_for"] {
        let table = table(header, "10.0.0.5, 10.1.2.5", &people);
        assert_eq!(table.masked_column(3).unwrap().text(0).as_deref(), Some("10.0.*.*, 10.1.*.*"), "{header}");
    }
}

#[test]
fn a_name_alone_is_masked_among_numbers_of_persons() {
    let people: Vec<Person> = (0..PEOPLE).map(person).collect();
    let mut csv = String::from("客户ID,下单时间,金额,说明\n");
    for row in 0..3 * PEOPLE {
        let person = &people[row % PEOPLE];
        csv += &format!("U{row},2024-01-02,1,{}\n", [&person[0].1, &person[1].1, "尽快发货", "周末送货"][row % 4]);
    }
    let raw = read("orders.csv", csv.as_bytes(), &Overrides::default(), 1 << 20).unwrap();
    let table =
        MaskedTable::new(Arc::new(CleanTable::proposed(Arc::new(MappedTable::guess(Arc::new(raw))))), Key::random().unwrap());
    let mut column = table.masked_column(3).unwrap();
    let shown: Vec<String> = (0..3 * PEOPLE).map(|row| column.text(row).unwrap_or_default().into_owned()).collect();
    assert!(people.iter().all(|p| !shown.contains(&p[0].1)), "{:?}", &shown[..8]);
    assert_eq!(shown[2], "尽快发货");
}

#[test]
fn names_are_masked_with_what_people_add_to_theirs() {
    let people: Vec<Person> = (0..PEOPLE).map(person).collect();
    let mut leaks = Vec::new();
    for header in ["下单人", "团员", "客户", "学生", "家长", "乘车人", "微信昵称", "收件人", "买家昵称"]
    {
        for added in ["🍎", "（团长）", " VIP", "3栋", "-阳光花园", "先生", "/{p}"] {
            let table = table(header, &format!("{{n}}{added}"), &people);
            let shown = preview(&table, 3, 40);
            let given = |at: usize| people[at][0].1.chars().skip(1).collect::<String>();
            if shown.iter().any(|cell| (0..PEOPLE).any(|at| cell.contains(&given(at)))) {
                leaks.push(format!("{header}: {{n}}{added}"));
            }
        }
    }
    assert_eq!(leaks, Vec::<String>::new());
}

#[test]
fn what_stands_in_place_of_a_person_is_masked_by_its_header() {
    let people: Vec<Person> = (0..PEOPLE).map(person).collect();
    for (header, pattern) in [("读者证号", "R{q}"), ("车架号", "LSVAB2BR{q}00"), ("观众ID", "{q}"), ("观众昵称", "小鱼{q}")]
    {
        let table = table(header, pattern, &people);
        let shown = preview(&table, 3, 40);
        let value = |at: usize| pattern.replace("{q}", &people[at][9].1);
        assert!(!shown.iter().any(|cell| (0..PEOPLE).any(|at| *cell == value(at))), "{header}: {shown:?}");
    }
}
