//! Orders that were never paid, were paid back, repeat their amount, or are no orders but totals: what they do to the first result, and that each choice can
//! be taken back. All files here are made up, after the columns that shops and advertising platforms export.

use crate::open;
use insitu::clean::{Action, Rule};
use insitu::recipe::Recipe;
use insitu::session::Session;
use serde_json::{Value, json};
use std::fmt::Write;

/// Net, gross, refunds, orders, returned orders and customers of the board.
pub(super) fn board(session: &mut Session) -> [f64; 6] {
    let finding = serde_json::to_value(&session.found("describe", &Value::Null).unwrap().finding).unwrap();
    let totals = &finding["outcome"]["board"]["totals"];
    ["net", "gross", "refunds", "orders", "returned_orders", "customers"].map(|figure| totals[figure].as_f64().unwrap())
}

/// Notices of a run with their counts.
pub(super) fn said(session: &mut Session) -> Vec<(String, u64)> {
    let text = session.results(&["describe"], &[]).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let of = |n: &Value| (n["code"].as_str().unwrap().to_owned(), n["count"].as_u64().unwrap());
    all["notices"].as_array().unwrap().iter().map(of).collect()
}

pub(super) fn count_of(session: &mut Session, code: &str) -> Option<u64> {
    said(session).into_iter().find(|(c, _)| c == code).map(|(_, n)| n)
}

/// Turns a rule off, as the switch on the page does.
pub(super) fn off(session: &mut Session, rule: Rule) {
    let mut plan = session.cleaning(0).unwrap().plan;
    let entry = plan.entries.iter_mut().find(|e| e.rule == rule).unwrap();
    entry.on = false;
    session.set_cleaning(0, Some(plan)).unwrap();
}

/// Four orders of 100 for each word, and 40 done; all of other customers.
pub(super) fn by_status(header: &str, done: &str, words: &[&str]) -> String {
    let mut csv = format!("订单号,客户编号,下单时间,实付金额,{header}\n");
    let words = words.iter().flat_map(|w| [*w; 4]).chain([done; 40]);
    for (i, word) in words.enumerate() {
        writeln!(csv, "D{i:05},C{i:03},2024-01-{:02} 10:{:02}:00,100,{word}", i % 28 + 1, i % 60).unwrap();
    }
    csv
}

#[test]
fn orders_that_were_never_paid_are_no_orders() {
    for (header, done, words) in [
        (
            "订单状态",
            "交易成功",
            &[
                "已取消",
                "(删除)取消",
                "交易关闭",
                "等待买家付款",
                "待付款",
                "待支付",
                "未付款",
                "未支付",
                "等待付款",
                "超时关闭",
                "无效订单",
                "被合并",
                "拒收",
                "支付失败",
                "交易失败",
                "已作废",
                "NoShow",
                "草稿",
            ][..],
        ),
        (
            "Status",
            "completed",
            &[
                "no-show", "Failed", "pending", "expired", "declined", "rejected", "draft", "on-hold", "trash", "voided",
                "canceled", "unpaid",
            ],
        ),
        ("Stage", "Closed Won", &["Closed Lost", "Prospecting", "Negotiation/Review"]),
        ("状态", "待发货", &["取消", "已关闭"]),
    ] {
        let csv = by_status(header, done, words);
        let mut session = open("orders.csv", csv.as_bytes());
        assert_eq!(board(&mut session), [4000.0, 4000.0, 0.0, 40.0, 0.0, 40.0], "{header}");
        let void = words.len() as u64 * 4;
        assert_eq!(count_of(&mut session, "N_ORDERS_UNPAID"), Some(void), "{header}");
        assert_eq!(count_of(&mut session, "N_ORDERS_VOID"), None);
        // Before and after, on the cleaning page; the rows can be looked at.
        let cleaning = session.cleaning(0).unwrap();
        let text = serde_json::to_value(cleaning.headlines).unwrap();
        assert_eq!((&text["without"]["orders"], &text["with"]["orders"]), (&json!(void + 40), &json!(40)));
        assert_eq!((&text["without"]["customers"], &text["with"]["customers"]), (&json!(void + 40), &json!(40)));
        let revenue = |under: &str| text[under]["revenue"].as_f64().unwrap();
        assert_eq!((revenue("without"), revenue("with")), ((void + 40) as f64 * 100.0, 4000.0));
        let effect = cleaning.effects.iter().find(|e| e.rule == Rule::VoidOrders).unwrap();
        assert_eq!((effect.found, effect.dropped, effect.column), (void, void, Some(4)));
        // The switch brings them back, and then it is said that they count.
        off(&mut session, Rule::VoidOrders);
        assert_eq!(board(&mut session)[3], (void + 40) as f64);
        assert_eq!(count_of(&mut session, "N_ORDERS_VOID"), Some(void));
        // A recipe does the same to next month's file, either way.
        for kept in [(void + 40) as f64, 40.0] {
            let recipe: Recipe = serde_json::from_value(serde_json::to_value(session.recipe().unwrap()).unwrap()).unwrap();
            let mut other = open("orders.csv", csv.as_bytes());
            other.apply(recipe).unwrap();
            assert_eq!(board(&mut other)[3], kept, "{header}");
            session.undo();
        }
    }
}

#[test]
fn words_of_the_way_of_a_parcel_are_no_doubt() {
    let words = ["待发货", "待评价", "已发货", "卖家已发货，等待买家确认", "processing", "shipped", "已签收"];
    let mut session = open("orders.csv", by_status("订单状态", "已完成", &words).as_bytes());
    assert_eq!(board(&mut session)[3], 40.0 + 28.0);
    let codes: Vec<String> = said(&mut session).into_iter().map(|(code, _)| code).collect();
    assert!(!codes.iter().any(|c| c.starts_with("N_ORDERS_VOID") || c == "N_ORDERS_UNPAID"), "{codes:?}");
    for header in ["物流状态", "会员状态", "Fulfillment Status", "备注"] {
        let mut session = open("orders.csv", by_status(header, "已完成", &["已取消"]).as_bytes());
        assert_eq!(board(&mut session)[3], 44.0, "{header}");
    }
    // Disputed ones count, and are said.
    let mut session = open("orders.csv", by_status("订单状态", "已完成", &["异常"]).as_bytes());
    assert_eq!((board(&mut session)[3], count_of(&mut session, "N_ORDERS_VOID")), (44.0, Some(4)));
}

/// 50 orders of 20 customers, every fifth refunded: noted on the order itself, or in a row of its own that is negative.
fn refunds(is_own_row: bool, header: &str, yes: &str, no: &str) -> String {
    let mut csv = format!("订单号,客户编号,下单时间,数量,实付金额,{header}\n");
    for i in 0..50 {
        let is_back = i % 5 == 0;
        let day = i % 28 + 1;
        let word = if is_back && !is_own_row { yes } else { no };
        writeln!(csv, "D{i:05},C{:02},2024-01-{day:02} 10:{i:02}:00,1,{}.50,{word}", i % 20, 30 + i).unwrap();
        if is_back && is_own_row {
            writeln!(csv, "D{i:05},C{:02},2024-01-{day:02} 10:{i:02}:00,-1,-{}.50,{yes}", i % 20, 30 + i).unwrap();
        }
    }
    csv
}

#[test]
fn a_refund_noted_on_the_order_is_that_of_a_row_of_its_own() {
    let gross: f64 = (0..50).map(|i| f64::from(30 + i) + 0.5).sum();
    let back: f64 = (0..50).step_by(5).map(|i| f64::from(30 + i) + 0.5).sum();
    let wanted = [gross - back, gross, back, 50.0, 10.0, 20.0];
    for (header, yes, no) in
        [("售后状态", "退款成功", "无售后或售后取消"), ("是否退款", "是", "否"), ("订单状态", "已发货，退款成功", "已收货")]
    {
        let on_order = refunds(false, header, yes, no);
        let mut session = open("orders.csv", on_order.as_bytes());
        assert_eq!(board(&mut session), wanted, "{header}");
        assert_eq!(count_of(&mut session, "N_ORDERS_REFUNDED"), Some(10), "{header}");
        let classes = |session: &mut Session| session.found("rfm", &Value::Null).unwrap().groupings.clone();
        let own_rows = refunds(true, header, yes, no);
        let mut other = open("orders.csv", own_rows.as_bytes());
        assert_eq!(board(&mut other), wanted, "{header}");
        assert_eq!(count_of(&mut other, "N_ORDERS_REFUNDED"), None, "{header}");
        for (a, b) in classes(&mut session).iter().zip(&classes(&mut other)) {
            assert_eq!((&a.name, &a.of), (&b.name, &b.of), "{header}");
        }
    }
    // Off: a flagged row takes its amount away, as a refund row does.
    let csv = refunds(false, "是否退款", "是", "否");
    let mut session = open("orders.csv", csv.as_bytes());
    off(&mut session, Rule::RefundedOrders);
    assert_eq!(board(&mut session)[..4], [gross - back - back, gross - back, back, 40.0]);
}

#[test]
fn flagged_rows_beside_their_orders_take_their_amount_away() {
    // Refunds with an amount above zero, below the order they belong to, a day later.
    let mut csv = "订单号,客户编号,下单时间,实付金额,是否退款\n".to_owned();
    for i in 0..50 {
        writeln!(csv, "D{i:05},C{:02},2024-01-{:02},{},否", i % 20, i % 27 + 1, 30 + i).unwrap();
        if i % 5 == 0 {
            writeln!(csv, "D{i:05},C{:02},2024-01-{:02},{},是", i % 20, i % 27 + 2, 30 + i).unwrap();
        }
    }
    let mut session = open("orders.csv", csv.as_bytes());
    let (gross, back): (u32, u32) = ((0..50).map(|i| 30 + i).sum(), (0..50).step_by(5).map(|i| 30 + i).sum());
    assert_eq!(board(&mut session)[..3], [f64::from(gross - back), f64::from(gross), f64::from(back)]);
}

#[test]
fn an_order_closed_after_its_refund_was_one_and_a_refunded_amount_counts_as_such() {
    let mut csv = "订单号,客户编号,下单时间,实付金额,订单状态,退款金额\n".to_owned();
    for i in 0..40 {
        let (status, back) = [("交易成功", 0), ("交易关闭", 100), ("交易成功", 30), ("交易关闭", 0)][i % 4];
        writeln!(csv, "D{i:05},C{:02},2024-01-{:02} 10:00:00,100,{status},{back}", i % 20, i % 28 + 1).unwrap();
    }
    let mut session = open("orders.csv", csv.as_bytes());
    // Ten were never paid; of the thirty others ten went back wholly and ten by 30.
    assert_eq!(board(&mut session)[..5], [1700.0, 3000.0, 1300.0, 30.0, 20.0]);
    assert_eq!(count_of(&mut session, "N_ORDERS_UNPAID"), Some(10));
}

/// Orders of two to four lines, each with the amount of its line or of the whole order.
fn lines(of_order: bool, with_worth: bool, header: &str) -> (String, f64) {
    let mut csv = format!("订单编号,会员号,下单时间,商品名称,{}{header}\n", if with_worth { "数量,单价," } else { "" });
    let mut all = 0;
    for i in 0..60_usize {
        let worth: Vec<(usize, usize)> = (0..1 + i % 4).map(|j| (1 + (i + j) % 3, [10, 25, 40][(i * 2 + j) % 3])).collect();
        let total: usize = worth.iter().map(|(q, p)| q * p).sum();
        all += total;
        for (j, (q, p)) in worth.iter().enumerate() {
            let amount = if of_order { total } else { q * p };
            let more = if with_worth { format!("{q},{p},") } else { String::new() };
            writeln!(csv, "D{i:05},M{:03},2024-01-{:02} 09:{i:02}:00,商品{j},{more}{amount}", i % 30, i % 28 + 1).unwrap();
        }
    }
    (csv, all as f64)
}

#[test]
fn the_amount_of_an_order_counts_once_whatever_its_lines() {
    for (with_worth, header) in [(true, "订单总金额"), (true, "金额"), (false, "订单总金额")] {
        let (csv, all) = lines(true, with_worth, header);
        let mut session = open("orders.csv", csv.as_bytes());
        let found = board(&mut session);
        assert_eq!((found[0], found[3]), (all, 60.0), "{header} {with_worth}");
        assert_eq!(count_of(&mut session, "N_AMOUNT_PER_ORDER"), Some(90), "{header}");
        // Off: line by line, which is said.
        off(&mut session, Rule::OrderAmount);
        assert!(board(&mut session)[0] > all);
        assert_eq!(count_of(&mut session, "N_AMOUNT_REPEATED"), Some(90));
    }
    // Amounts of lines are added up; where nothing tells, they are, and it is said.
    let (csv, all) = lines(false, true, "金额");
    let mut session = open("orders.csv", csv.as_bytes());
    assert_eq!(board(&mut session)[0], all);
    let codes: Vec<String> = said(&mut session).into_iter().map(|(code, _)| code).collect();
    assert!(!codes.iter().any(|c| c.starts_with("N_AMOUNT_")), "{codes:?}");
    let (csv, all) = lines(true, false, "金额");
    let mut session = open("orders.csv", csv.as_bytes());
    assert!(board(&mut session)[0] > all);
    assert_eq!(count_of(&mut session, "N_AMOUNT_REPEATED"), Some(90));
    let mut plan = session.cleaning(0).unwrap().plan;
    plan.entries.iter_mut().find(|e| e.rule == Rule::OrderAmount).unwrap().action = Action::Correct;
    session.set_cleaning(0, Some(plan)).unwrap();
    assert_eq!(board(&mut session)[0], all);
}

#[test]
fn totals_are_no_rows() {
    let mut csv = "小票号,客户编号,交易时间,商品名称,门店,实收金额\n".to_owned();
    let mut of_day = 0;
    for i in 0..90 {
        writeln!(csv, "P{i:07},C{:02},2024-01-{:02} 10:00:00,伞,一店,{}", i % 20, i / 3 % 28 + 1, 10 + i).unwrap();
        of_day += 10 + i;
        if i % 30 == 29 {
            writeln!(csv, "小计,,,,,{of_day}").unwrap();
            of_day = 0;
        }
    }
    let all: u32 = (0..90).map(|i| 10 + i).sum();
    writeln!(csv, "总计:,,,,,{all}").unwrap();
    let mut session = open("pos.csv", csv.as_bytes());
    assert_eq!(board(&mut session)[0], f64::from(all));
    assert_eq!(count_of(&mut session, "N_TOTAL_ROWS"), Some(4));
    let results: Value = serde_json::from_str(&session.results(&["describe"], &[]).unwrap()).unwrap();
    assert_eq!(results["quality"]["totals"]["amount"].as_f64(), Some(f64::from(all)));
    let effect = session.cleaning(0).unwrap().effects.into_iter().find(|e| e.rule == Rule::TotalRows).unwrap();
    assert_eq!((effect.found, effect.dropped), (4, 4));
}

/// Twenty days of three campaigns, as advertising platforms give them, with or without a last row of totals.
fn campaigns(last: &str) -> String {
    let mut csv = "日期,账户,推广计划,展现,点击,消费,网页转化\n".to_owned();
    for i in 0..60 {
        let name = ["品牌词", "通用词", "行业词"][i % 3];
        writeln!(csv, "2024-03-{:02},某某,{name},{},{},{}.50,{}", i / 3 + 1, 1000 + i, 100 + i, 200 + i, i % 5).unwrap();
    }
    csv + last
}

#[test]
fn the_total_of_an_advertising_report_is_no_campaign() {
    // Σ 1000 + i = 61,770; Σ 100 + i = 7,770; Σ 200.5 + i = 13,800.
    for last in [
        "总计,,,\"61,770\",7770,\"13,800.00\",\n",
        "总计,某某,--,\"61,770\",7770,\"13,800.00\",--\n",
        ",,总计,61770,7770,13800,120\n",
    ] {
        let mut session = open("baidu.csv", campaigns(last).as_bytes());
        let with: Value = serde_json::from_str(&session.results(&["channel"], &[]).unwrap()).unwrap();
        let mut other = open("baidu.csv", campaigns("").as_bytes());
        let without: Value = serde_json::from_str(&other.results(&["channel"], &[]).unwrap()).unwrap();
        assert_eq!(with["results"]["channel"]["outcome"], without["results"]["channel"]["outcome"], "{last}");
        let codes: Vec<&str> = with["notices"].as_array().unwrap().iter().filter_map(|n| n["code"].as_str()).collect();
        assert!(codes.contains(&"N_TOTAL_ROWS") && !codes.contains(&"N_FILLED"), "{last} {codes:?}");
    }
}

#[test]
fn a_total_below_the_members_is_no_member() {
    let mut csv = "会员卡号,姓名,会员等级,可用积分,累计消费金额,开卡日期\n".to_owned();
    for i in 0..80 {
        writeln!(csv, "880000{i:02},王{i},{},{i},{},2023-01-05", ["普通", "金卡"][i % 2], i * 10).unwrap();
    }
    csv += "合计,,,3160,31600,\n";
    let mut session = open("members.csv", csv.as_bytes());
    let effects = session.cleaning(0).unwrap().effects;
    let found = |rule| effects.iter().find(|e| e.rule == rule).unwrap().dropped;
    assert_eq!((found(Rule::TotalRows), found(Rule::NoUserId)), (1, 0));
    let text = session.results(&["describe"], &[]).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["quality"]["totals"]["customers"], json!(80));
}

#[test]
fn a_name_like_a_total_is_a_name() {
    let mut csv = "订单号,客户ID,下单时间,商品名称,金额\n".to_owned();
    for i in 0..40 {
        writeln!(
            csv,
            "D{i},{},2024-01-{:02},{},{}",
            ["Total", "Acme"][i % 2],
            i % 28 + 1,
            ["合计器", "Total"][i / 2 % 2],
            10 + i
        )
        .unwrap();
    }
    let mut session = open("orders.csv", csv.as_bytes());
    assert_eq!((board(&mut session)[3], count_of(&mut session, "N_TOTAL_ROWS")), (40.0, None));
}

#[test]
fn what_is_added_up_is_not_made_up() {
    let mut csv = "日期,推广计划,展现,点击,消费,订单数,销售额,备用一,备用二\n".to_owned();
    for i in 0..60 {
        let name = if i == 7 { "" } else { ["品牌词", "通用词", "行业词"][i % 3] };
        let cost = if i == 9 { String::new() } else { format!("{}.50", 200 + i) };
        writeln!(csv, "2024-03-{:02},{name},{},{},{cost},{},{},,", i / 3 + 1, 1000 + i, 100 + i, i % 5, 300 + i).unwrap();
    }
    let mut session = open("ads.csv", csv.as_bytes());
    let results: Value = serde_json::from_str(&session.results(&["channel"], &[]).unwrap()).unwrap();
    let codes: Vec<&str> = results["notices"].as_array().unwrap().iter().filter_map(|n| n["code"].as_str()).collect();
    assert!(!codes.contains(&"N_FILLED") && !codes.contains(&"N_MARKED_UNKNOWN"), "{codes:?}");
    assert!(results["notices"].as_array().unwrap().iter().any(|n| n["code"] == "N_EMPTY_COLUMNS" && n["count"] == 2));
    let inspect = serde_json::to_value(session.inspect().unwrap()).unwrap();
    assert!(!inspect.to_string().contains("未知"), "{inspect}");
}

#[test]
fn units_zones_and_signs_of_amounts_are_said() {
    let file = |time: &str, amount: &str, sign: &str| {
        let rows: String = (0..20).map(|i| format!("D{i},C{},2024-01-{:02},{sign}{}.5\n", i % 5, i + 1, i + 1)).collect();
        open("orders.csv", format!("订单号,客户编号,{time},{amount}\n{rows}").as_bytes())
    };
    for (time, amount, sign, code) in [
        ("下单时间", "合同金额（万元）", "", "N_UNIT_CONVERTED"),
        ("下单时间", "金额(千元)", "", "N_UNIT_CONVERTED"),
        ("Order date (UTC)", "金额", "", "N_ZONE_HEADER"),
        ("下单时间", "金额", "-", "N_ALL_NEGATIVE"),
    ] {
        let mut session = file(time, amount, sign);
        let text = session.results(&["rfm"], &[]).unwrap();
        assert!(text.contains(code), "{amount} {time} {code}");
    }
    let text = file("下单时间", "金额（元）", "").results(&["rfm"], &[]).unwrap();
    assert!(["N_UNIT_HEADER", "N_UNIT_CONVERTED", "N_ZONE_HEADER", "N_ALL_NEGATIVE"].iter().all(|code| !text.contains(code)));
}

#[test]
fn pieces_that_were_scanned_one_by_one_all_count() {
    let till = |pieces: usize| {
        let mut csv = "小票号,会员卡号,交易时间,商品名称,数量,单价,实收金额\n".to_owned();
        for i in 0..60 {
            for _ in 0..if i % 4 == 0 { pieces } else { 1 } {
                writeln!(csv, "P{i:06},88{:04},2024-01-{:02} 09:{i:02}:00,矿泉水,1,8,8", i % 20, i % 28 + 1).unwrap();
            }
        }
        csv
    };
    let mut session = open("pos.csv", till(3).as_bytes());
    assert_eq!(board(&mut session)[0], 90.0 * 8.0);
    assert_eq!(count_of(&mut session, "N_IDENTICAL_KEPT"), Some(30));
    // A file that was pasted below itself is read once, as ever.
    let csv = till(1);
    let twice = format!("{csv}{}", csv.split_once('\n').unwrap().1);
    let mut session = open("pos.csv", twice.as_bytes());
    assert_eq!((board(&mut session)[0], count_of(&mut session, "N_IDENTICAL_ROWS")), (60.0 * 8.0, Some(60)));
}
