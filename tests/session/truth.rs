//! What a sentence says holds of the data that it is about: made-up files against which it would be false.

use crate::open;
use insitu::report::{Lang, Report, Statement};
use insitu::session::{ReportOrder, Session};
use std::fmt::Write;

const HEAD: &str = "客户ID,订单号,下单时间,金额\n";

fn told(session: &mut Session) -> Report {
    session.report(&ReportOrder { lang: Lang::Zh, today: Some("2024-07-02".into()), ..ReportOrder::default() }).unwrap()
}

fn finding<'a>(report: &'a Report, analysis: &str, code: &str) -> Option<&'a Statement> {
    report.findings.iter().find(|f| (f.analysis, f.code.as_str()) == (analysis, code))
}

/// Orders of a customer on a day, each of an amount.
fn buys(text: &mut String, customer: &str, days: &[&str], amount: i64) {
    for day in days {
        let order = text.len();
        writeln!(text, "{customer},O{order},{day},{amount}").unwrap();
    }
}

#[test]
fn where_journeys_end_is_counted_in_journeys() {
    // On two days they only look, on the third they pay: of each the last event is the payment.
    let mut text = "客户ID,行为类型,行为时间\n".to_owned();
    for i in 0..50 {
        for day in 1..=3 {
            writeln!(text, "U{i:02},浏览,2024-03-0{day} 10:{i:02}:00").unwrap();
        }
        writeln!(text, "U{i:02},支付,2024-03-03 10:{i:02}:30").unwrap();
    }
    let report = told(&mut open("e.csv", text.as_bytes()));
    let why = &finding(&report, "path", "common").unwrap().why;
    assert!(why.contains("最多的路径在“浏览”之后结束（100 条）") && why.contains("66.7% 的路径只有一步"), "{why}");
}

#[test]
fn the_best_class_leads_only_where_it_does() {
    let shop = |away: i64| {
        let mut text = HEAD.to_owned();
        for i in 0..20 {
            buys(&mut text, &format!("A{i}"), &["2024-06-28", "2024-06-27", "2024-06-26", "2024-06-25"], 1000);
            buys(&mut text, &format!("B{i}"), &["2024-02-10"], away);
            buys(&mut text, &format!("C{i}"), &["2024-02-11"], 40);
            buys(&mut text, &format!("D{i}"), &["2024-02-12"], 30);
        }
        let report = told(&mut open("o.csv", text.as_bytes()));
        finding(&report, "rfm", "champions").unwrap().why.clone()
    };
    let (first, second) = (shop(3000), shop(9000));
    assert!(first.starts_with("在各类里买得最近、最常、最多："), "{first}");
    assert!(second.starts_with("在各类里买得最近、最常：") && !second.contains("最多"), "{second}");
}

#[test]
fn three_months_ago_is_not_just_now() {
    let shop = |day: &str| {
        let mut text = HEAD.to_owned();
        for i in 0..20 {
            buys(&mut text, &format!("A{i}"), &["2024-04-01", "2024-03-31", "2024-03-30", "2024-03-29"], 900);
            buys(&mut text, &format!("B{i}"), &[day], 2500);
        }
        (0..40).for_each(|i| buys(&mut text, &format!("C{i}"), &["2023-02-12"], 30));
        (0..8).for_each(|i| buys(&mut text, &format!("D{i}"), &["2024-06-30"], 30));
        let report = told(&mut open("o.csv", text.as_bytes()));
        finding(&report, "rfm", "potential").unwrap().what.clone()
    };
    let (late, early) = (shop("2024-06-20"), shop("2024-04-02"));
    assert!(late.contains("刚买过") && !early.contains("刚买过") && early.contains("上次购买较近"), "{late}\n{early}");
}

/// 1,000 look, six of ten collect, and of these so many buy.
fn funnel(buy: usize) -> Report {
    let mut text = "客户ID,行为类型,行为时间\n".to_owned();
    for i in 0..1000 {
        let day = 1 + i % 28;
        writeln!(text, "U{i},浏览,2024-01-{day:02} 08:00:00").unwrap();
        if i % 10 < 6 {
            writeln!(text, "U{i},加购,2024-01-{day:02} 08:05:00").unwrap();
        }
        if i % 10 == 5 && i / 10 < buy {
            writeln!(text, "U{i},下单,2024-01-{day:02} 08:09:00").unwrap();
        }
    }
    // Data enough behind them for every window.
    for day in ["02-20", "03-15"] {
        writeln!(text, "U7,浏览,2024-{day} 08:00:00").unwrap();
    }
    told(&mut open("e.csv", text.as_bytes()))
}

#[test]
fn the_step_that_hardly_anybody_passes_is_the_one_that_most_are_lost_at() {
    let report = funnel(3);
    let weakest = finding(&report, "funnel", "weakest").unwrap();
    assert!(weakest.what.starts_with("“加购 → 下单”流失最多") && weakest.what.contains("不到 5 位"), "{}", weakest.what);
    let advice = &weakest.how.as_ref().unwrap().text;
    assert!(!advice.contains("597") && advice.contains("“加购”之后"), "{advice}");
    let weakest = funnel(30);
    let weakest = finding(&weakest, "funnel", "weakest").unwrap();
    assert!(weakest.what.contains("“加购 → 下单”") && weakest.what.contains("570"), "{}", weakest.what);
}

#[test]
fn the_few_who_go_on_do_not_follow_from_those_who_end() {
    // 600 collect and 3 of them buy: 597 that end after it, or 400 of one step beside them, would tell the 3.
    let report = funnel(3);
    let why = &finding(&report, "path", "common").unwrap().why;
    assert!(!why.contains("597") && !why.contains("“加购”之后结束"), "{why}");
    let report = funnel(30);
    let why = &finding(&report, "path", "common").unwrap().why;
    assert!(why.contains("最多的路径在“加购”之后结束（570 条）"), "{why}");
}

#[test]
fn weekends_are_no_fault() {
    // Of 60 a day half collect, on Saturdays and Sundays a tenth; once on a Wednesday nobody.
    let events = |failed: Option<u32>| {
        let mut text = "客户ID,行为类型,行为时间\n".to_owned();
        for day in 0..84 {
            // 2024-01-01 was a Monday.
            let (month, date) = [(1, 0), (2, 31), (3, 60)].into_iter().rev().find(|(_, before)| day >= *before).unwrap();
            let date = day - date + 1;
            let passing = if failed == Some(day) {
                0
            } else if day % 7 >= 5 {
                6
            } else {
                30
            };
            for i in 0..60 {
                writeln!(text, "U{day}_{i},浏览,2024-{month:02}-{date:02} 09:{i:02}:00").unwrap();
                if i < passing {
                    writeln!(text, "U{day}_{i},加购,2024-{month:02}-{date:02} 09:{i:02}:30").unwrap();
                }
            }
        }
        told(&mut open("e.csv", text.as_bytes()))
    };
    assert!(finding(&events(None), "funnel", "incident").is_none());
    let report = events(Some(44));
    let what = &finding(&report, "funnel", "incident").unwrap().what;
    assert!(what.starts_with("2024-02-14 “浏览 → 加购”"), "{what}");
}

#[test]
fn who_is_lost_has_bought_nothing_for_the_days_that_are_named() {
    // Nine stopped on 10 December; eight bought behind, longer ago than the window but within the last two intervals.
    let mut text = HEAD.to_owned();
    for i in 0..30 {
        let days: Vec<String> = (0..10).map(|nth| format!("2024-0{}-{:02}", 1 + nth / 4, 1 + nth % 4 * 7 + i % 5)).collect();
        buys(&mut text, &format!("A{i}"), &days.iter().map(String::as_str).collect::<Vec<_>>(), 50);
    }
    (0..9).for_each(|i| buys(&mut text, &format!("B{i}"), &["2023-12-03", "2023-12-10"], 60));
    (0..8).for_each(|i| buys(&mut text, &format!("C{i}"), &["2024-02-20", "2024-02-26"], 70));
    let mut session = open("o.csv", text.as_bytes());
    let report = told(&mut session);
    let as_of = insitu::table::date::parse_day(report.as_of.as_deref().unwrap()).unwrap();
    let lost = finding(&report, "lifecycle", "lost").unwrap();
    let number = |text: &str, behind: &str| -> i32 {
        let from = text.find(behind).unwrap() + behind.len();
        text[from..].trim_start().split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
    };
    let days = number(&lost.what, "超过");
    let last = ["2023-12-10"; 9].into_iter().chain(["2024-02-26"; 8]);
    let over = last.filter(|day| as_of - insitu::table::date::parse_day(day).unwrap() > days).count();
    assert_eq!(lost.what.split(' ').next().unwrap().parse::<usize>().unwrap(), over, "{}", lost.what);
    assert!(lost.what.contains("按生命周期规则") && lost.rule.contains("最近两期"), "{lost:?}");
}

#[test]
fn months_are_compared_by_as_many_days() {
    // Ten new customers on each day from November to March: nothing moves.
    let mut text = HEAD.to_owned();
    for (month, days) in [("2022-11", 30), ("2022-12", 31), ("2023-01", 31), ("2023-02", 28), ("2023-03", 31)] {
        for day in 1..=days {
            (0..10).for_each(|i| buys(&mut text, &format!("U{month}{day}_{i}"), &[&format!("{month}-{day:02}")], 100));
        }
    }
    let mut session = open("o.csv", text.as_bytes());
    session.found("lifecycle", &serde_json::json!({"interval": "month"})).unwrap();
    let report = told(&mut session);
    assert!(finding(&report, "lifecycle", "active_change").is_none(), "{:?}", finding(&report, "lifecycle", "active_change"));
    let months = finding(&report, "activity", "months").unwrap();
    assert_eq!(months.what, "2023-03 前 28 天活跃客户 280 位，上月前 28 天 280 位，环比 0.0%");
    assert!(report.findings.iter().all(|f| !f.what.contains("10.7%")));
}

#[test]
fn what_is_paid_back_is_no_lack_of_customers() {
    let mut text = HEAD.to_owned();
    for i in 0..60 {
        buys(&mut text, &format!("U{i}"), &[&format!("2024-01-{:02}", 1 + i % 28), &format!("2024-02-{:02}", 1 + i % 28)], 200);
    }
    (0..20).for_each(|i| buys(&mut text, &format!("U{i}"), &[&format!("2024-03-{:02}", 1 + i)], 100));
    (0..50).for_each(|i| buys(&mut text, &format!("U{i}"), &[&format!("2024-03-{:02}", 1 + i % 28)], -150));
    (20..26).for_each(|i| buys(&mut text, &format!("U{i}"), &["2024-03-31"], 10));
    let report = told(&mut open("o.csv", text.as_bytes()));
    let change = finding(&report, "describe", "net_change").unwrap();
    let advice = change.how.as_ref().unwrap();
    assert!(change.why.contains("退款多于销售") && !change.why.contains("三个因素"), "{}", change.why);
    assert!(advice.target.contains("退款") && !advice.text.contains("优惠券"), "{}", advice.text);
}

#[test]
fn the_channel_with_the_highest_return_is_first_of_all_in_the_table() {
    let table = |mail: u32| {
        let mut text = "渠道,日期,曝光,点击,订单数,成本,收入\n".to_owned();
        for week in 0..10 {
            let day = format!("2024-{:02}-{:02}", 1 + week / 4, 1 + week % 4 * 7);
            writeln!(text, "搜索,{day},1000,200,30,500,900\n信息流,{day},1000,200,20,500,400").unwrap();
            writeln!(text, "邮件,{day},100,20,{},10,200", if week < mail { 1 } else { 0 }).unwrap();
        }
        told(&mut open("c.csv", text.as_bytes()))
    };
    // By mail came four orders alone: it is first, and of so few that nobody says so.
    assert!(finding(&table(4), "channel", "best").is_none());
    let report = table(9);
    assert!(finding(&report, "channel", "best").unwrap().what.contains("“邮件”"));
    let notes = report.notes.join(" ");
    assert!(notes.contains("截止日期") && !notes.contains("0 位客户") && !notes.contains("客户资料"), "{notes}");
}

#[test]
fn two_kinds_of_lost_customers_name_their_rules() {
    let mut text = HEAD.to_owned();
    for i in 0..40 {
        let days: Vec<String> = (0..6).map(|nth| format!("2024-0{}-{:02}", 1 + nth, 1 + i % 28)).collect();
        let until = if i < 12 {
            2
        } else if i < 20 {
            4
        } else {
            6
        };
        buys(&mut text, &format!("U{i}"), &days.iter().map(String::as_str).take(until).collect::<Vec<_>>(), 50);
    }
    let report = told(&mut open("o.csv", text.as_bytes()));
    let silent = finding(&report, "activity", "silent").unwrap();
    assert!(silent.what.contains("超过 30 天没有购买") && silent.why.contains("超过 90 天没有购买"), "{silent:?}");
}

#[test]
fn customers_of_whom_no_purchase_is_known_have_no_revenue_of_none() {
    let mut text = "客户ID,性别,年龄\n".to_owned();
    (0..60).for_each(|i| writeln!(text, "U{i},{},{}", if i % 3 == 0 { "男" } else { "女" }, 20 + i % 40).unwrap());
    let report = told(&mut open("c.csv", text.as_bytes()));
    let sheet = report.sheets.iter().find(|s| (s.analysis, s.code) == ("segments", "gender")).unwrap();
    assert_eq!(sheet.columns.len(), 3, "{:?}", sheet.columns);
    assert!(sheet.rows.iter().all(|row| row.len() == 3) && !sheet.note.contains("TGI"), "{:?}", sheet.rows);
}

#[test]
fn returns_with_numbers_of_their_own_are_not_said_to_be_of_the_orders() {
    let mut text = HEAD.to_owned();
    for i in 0..60 {
        let day = format!("2024-0{}-{:02}", 1 + i % 5, 1 + i % 28);
        writeln!(text, "U{i},A{i},{day},100").unwrap();
        if i % 6 == 0 {
            writeln!(text, "U{i},R{i},{day},-40").unwrap();
        }
    }
    let report = told(&mut open("o.csv", text.as_bytes()));
    let what = &finding(&report, "lifecycle", "returns").unwrap().what;
    assert!(what.contains("60 单购买对 10 单退货"), "{what}");
}
