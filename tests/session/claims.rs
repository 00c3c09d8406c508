//! What a report claims is so in the data and under the settings: made-up files whose true numbers are known.

use crate::open;
use insitu::report::{Lang, Report, Role, Statement, Summary};
use insitu::session::{Export, ReportOrder, Session, What};
use serde_json::{Value, json};

fn order(role: Role) -> ReportOrder {
    ReportOrder { role, lang: Lang::Zh, today: Some("2026-01-02".into()), ..ReportOrder::default() }
}

fn report(session: &mut Session, role: Role) -> Report {
    session.report(&order(role)).unwrap()
}

fn finding<'a>(report: &'a Report, analysis: &str, code: &str) -> Option<&'a Statement> {
    report.findings.iter().find(|f| f.analysis == analysis && f.code == code)
}

/// What stands at the path of a number of a finding.
fn evidence(session: &mut Session, one: &Statement, name: &str) -> Value {
    let number = one.numbers.iter().find(|n| n.name == name).unwrap();
    let found = serde_json::to_value(&session.found(one.analysis, &Value::Null).unwrap().finding).unwrap();
    let pointer = ["/outcome/", &number.path.replace('.', "/")].concat();
    found.pointer(&pointer).unwrap_or_else(|| panic!("{pointer}")).clone()
}

fn orders() -> Session {
    open("rfm_data_orders.csv", include_bytes!("../fixtures/rfm_data_orders.csv"))
}

/// 1,000 see, 400 of them collect, 120 of these pay; 100 of the first like it. 300 come so late that they may still go on.
fn events() -> Session {
    let mut csv = String::from("客户ID,行为类型,行为时间\n");
    for i in 0..1_000 {
        let day = 1 + i % 20;
        let mut add = |kind: &str, hour: u32| csv += &format!("C{i:04},{kind},2024-01-{day:02} {hour}:00:00\n");
        add("浏览", 10);
        if i >= 900 {
            add("收藏", 11);
        }
        if i < 400 {
            add("加购", 12);
        }
        if i < 120 {
            add("支付", 13);
        }
    }
    for i in 0..300 {
        csv += &format!("L{i:04},浏览,2024-02-10 10:00:00\n");
    }
    open("events.csv", csv.as_bytes())
}

#[test]
fn the_weakest_step_is_the_one_that_most_are_lost_at_and_all_its_numbers_are_of_one_count() {
    for steps in [
        json!([{"events": ["浏览"]}, {"events": ["加购"]}, {"events": ["支付"]}]),
        json!([{"events": ["浏览"]}, {"events": ["收藏"], "optional": true}, {"events": ["加购"]}, {"events": ["支付"]}]),
    ] {
        let mut session = events();
        session.found("funnel", &json!({ "steps": steps })).unwrap();
        let report = report(&mut session, Role::Operations);
        let weakest = finding(&report, "funnel", "weakest").unwrap();
        // The rate of the step behind it is lower, 30 %, but there 280 are lost.
        for words in ["“浏览 → 加购”", "1,000 个里 600 个", "40.0%"] {
            assert!(weakest.what.contains(words), "{words} in {}", weakest.what);
        }
        assert_eq!(evidence(&mut session, weakest, "停在这里"), json!({"num": 400, "den": 1000}));
        let groups: Vec<&str> = weakest.groups.iter().map(|g| g.group.as_str()).collect();
        assert_eq!(groups, if steps.as_array().unwrap().len() == 3 { vec!["step_1"] } else { vec!["step_1", "step_2"] });
    }
}

/// 20 customers order on each of ten days, and pay but on these days, when 6 do.
fn failing(days: [u32; 3]) -> String {
    let mut csv = String::from("客户ID,行为类型,行为时间\n");
    for day in 1..=10 {
        for i in 0..20 {
            csv += &format!("C{i:04},下单,2024-01-{day:02} 10:00:00\n");
            if i < 6 || !days.contains(&day) {
                csv += &format!("C{i:04},支付,2024-01-{day:02} 10:05:00\n");
            }
        }
    }
    csv
}

#[test]
fn what_is_usual_beside_an_incident_holds_none_of_it_and_days_apart_are_no_range() {
    for (days, told) in [([3, 4, 5], "2024-01-03 至 2024-01-05（3 天）"), ([3, 6, 9], "2024-01-03、2024-01-06、2024-01-09")]
    {
        let mut session = open("events.csv", failing(days).as_bytes());
        session.found("funnel", &json!({"steps": [{"events": ["下单"]}, {"events": ["支付"]}]})).unwrap();
        let report = report(&mut session, Role::Operations);
        let incident = finding(&report, "funnel", "incident").unwrap();
        // 140 of 140 on the other seven days, 18 of 60 on these.
        for words in [told, "60 次里只有 18 次", "30.0%", "平时是 100.0%"] {
            assert!(incident.what.contains(words), "{words} in {}", incident.what);
        }
        assert!(incident.why.contains("约 42 次"), "{}", incident.why);
        assert_eq!(evidence(&mut session, incident, "平时的比例"), json!({"num": 140, "den": 140}));
    }
}

/// 30 provinces of 40 buyers each; half of each are long absent and 8 spend much, but in one 28 are absent and 15 spend much.
fn provinces() -> Session {
    let names = "北京市,天津市,河北省,山西省,辽宁省,吉林省,黑龙江省,上海市,江苏省,浙江省,安徽省,福建省,江西省,山东省,河南省,湖北省,湖南省,广东省,海南省,重庆市,四川省,贵州省,云南省,陕西省,甘肃省,青海省,广西壮族自治区,西藏自治区,宁夏回族自治区,内蒙古自治区";
    let mut csv = String::from("订单号,客户ID,下单时间,金额,省份,性别\n");
    for (at, name) in names.split(',').enumerate() {
        for i in 0..40 {
            let (absent, much) = if at == 0 { (i < 28, i >= 25) } else { (i < 20, i >= 32) };
            let day = if absent { "2024-01-10" } else { "2024-06-25" };
            let sex = if absent { "男" } else { "女" };
            csv += &format!("D{at:02}{i:02},C{at:02}{i:02},{day},{},{name},{sex}\n", if much { 1000 + i } else { 10 + i });
        }
    }
    open("orders.csv", csv.as_bytes())
}

/// 28 of 40 against 580 of 1,160 is p = 0.01 for one province, and the best of 30 is as striking by chance in one of four files.
#[test]
fn the_most_striking_of_thirty_provinces_is_not_told_unless_it_stands_after_correction() {
    let report = report(&mut provinces(), Role::Service);
    assert!(report.sheets.iter().any(|s| s.code == "absent" && s.rows.len() >= 15), "the crossing is there");
    assert_eq!(finding(&report, "segments", "leaving").map(|f| &f.what), None);
}

#[test]
fn an_absence_by_sex_is_not_looked_for_in_local_delivery() {
    let mut session = provinces();
    session.found("segments", &json!({"rows": "gender", "columns": "recency_band"})).unwrap();
    let report = report(&mut session, Role::Service);
    let leaving = finding(&report, "segments", "leaving").unwrap();
    assert!(leaving.what.contains("性别“男”") && leaving.what.contains("其余客户"), "{}", leaving.what);
    assert!(!leaving.why.contains("当地") && leaving.why.contains("不是原因"), "{}", leaving.why);
}

#[test]
fn a_channel_that_loses_money_tells_of_the_rows_that_its_loss_is_of() {
    let mut csv = String::from("获客渠道,日期,曝光量,点击量,获客成本(元),收入\n");
    for (day, cost, revenue) in [(1, "600", "300"), (2, "400", "200"), (3, "300", ""), (4, "", "900")] {
        csv += &format!("信息流,2024-01-{day:02},1000,100,{cost},{revenue}\n搜索,2024-01-{day:02},1000,100,100,300\n");
    }
    let mut session = open("channels.csv", csv.as_bytes());
    let report = report(&mut session, Role::Marketing);
    let loss = report.findings.iter().find(|f| f.code.starts_with("loss")).unwrap();
    // Cost of all rows is 1,300 and revenue 1,400; of the two that tell both 1,000 and 500.
    for words in ["花了 1,000", "收入 500", "净亏 500", "ROI -0.50"] {
        assert!(loss.what.contains(words), "{words} in {}", loss.what);
    }
    assert!(!loss.why.contains("每单成本") && loss.why.contains("只计成本与收入都有的行"), "{}", loss.why);
    assert!(loss.how.as_ref().unwrap().text.contains("ROI 回不到 0"), "{}", loss.how.as_ref().unwrap().text);
    assert_eq!(evidence(&mut session, loss, "成本"), json!(1000));
    assert_eq!(evidence(&mut session, loss, "收入"), json!(500));
}

#[test]
fn where_a_setting_was_given_no_sentence_says_that_the_data_chose_it() {
    let mut session = orders();
    let free = report(&mut session, Role::All);
    assert!(finding(&free, "lifecycle", "cycle").unwrap().rule.contains("九成"));
    assert!(!finding(&free, "cluster", "clusters").unwrap().why.contains("设置"));
    session.found("lifecycle", &json!({"lost_days": 60})).unwrap();
    session.found("cluster", &json!({"k": 3})).unwrap();
    let given = report(&mut session, Role::All);
    for code in ["cycle", "lost"] {
        let rule = &finding(&given, "lifecycle", code).unwrap().rule;
        assert!(
            rule.contains("设置里给定") && rule.contains("60 天") && !rule.contains("90%") && !rule.contains("九成"),
            "{rule}"
        );
    }
    let clusters = finding(&given, "cluster", "clusters").unwrap();
    assert!(clusters.what.contains("分成 3 群") && clusters.why.contains("设置里给定"), "{} {}", clusters.what, clusters.why);
}

#[test]
fn the_dearest_class_is_called_so_where_it_is() {
    let mut session = orders();
    for bins in [2, 3, 5] {
        session.found("rfm", &json!({ "bins": bins })).unwrap();
        let report = report(&mut session, Role::All);
        let Some(leaving) = finding(&report, "rfm", "leaving") else { continue };
        let found = serde_json::to_value(&session.found("rfm", &Value::Null).unwrap().finding).unwrap();
        let classes = found["outcome"]["classes"]["rows"].as_array().unwrap();
        let absent = classes.iter().filter(|row| row["code"].as_str().unwrap().starts_with('0'));
        let most = absent.max_by(|a, b| a["revenue"].as_f64().unwrap().total_cmp(&b["revenue"].as_f64().unwrap())).unwrap();
        assert_eq!(leaving.why.contains("最多"), most["code"] == "001", "{most} {}", leaving.why);
        assert!(!leaving.why.contains("流失损失最大"), "{}", leaving.why);
    }
}

#[test]
fn a_rule_is_told_in_the_order_that_was_set_and_its_goal_lies_above_what_is() {
    let mut csv = String::from("订单号,客户ID,下单时间,金额,商品名称\n");
    for i in 0..400 {
        let mut line = |item: &str| csv += &format!("D{i},C{},2024-01-{:02},10,{item}\n", i % 90, 1 + i % 28);
        if i < 100 {
            line("壶");
            if i >= 3 {
                line("滤纸");
            }
        } else {
            line(["杯", "茶", "糖"][i % 3]);
            line(if i < 103 { "滤纸" } else { ["盘", "勺", "叉", "刀"][i % 4] });
        }
    }
    let mut session = open("orders.csv", csv.as_bytes());
    session.found("basket", &json!({"sort": "confidence"})).unwrap();
    let report = report(&mut session, Role::Marketing);
    let rules = report.sheets.iter().find(|s| s.code == "rules").unwrap();
    assert!(rules.note.contains("按置信度排列"), "{}", rules.note);
    let bundle = finding(&report, "basket", "bundle").unwrap();
    let told = &bundle.how.as_ref().unwrap().amount;
    let rates: Vec<f64> = told.split(['从', '到', '%']).filter_map(|part| part.trim().parse().ok()).collect();
    assert!(rates.len() == 2 && rates[0] == 97.0 && rates[1] > rates[0] && rates[1] < 100.0, "{told}");
}

/// The last order of everybody is of what all others buy alone, so that likeness, which knows no such pair, is wrong each time.
#[test]
fn recommendations_that_are_worse_than_popular_products_are_not_called_as_good() {
    let mut csv = String::from("订单号,客户ID,下单时间,金额,商品名称\n");
    for i in 0..300 {
        csv += &format!("P{i},P{i},2024-01-{:02},10,爆款\n", 1 + i % 28);
    }
    for i in 0..200 {
        let pair = i % 20;
        csv += &format!("A{i},C{i},2024-01-{:02},10,甲{pair}\n", 1 + i % 28);
        csv += &format!("B{i},C{i},2024-02-{:02},10,乙{pair}\n", 1 + i % 28);
        if i / 20 % 2 == 0 {
            csv += &format!("E{i},C{i},2024-03-{:02},10,丙{pair}\n", 1 + i % 28);
        }
        csv += &format!("Z{i},C{i},2024-04-{:02},10,爆款\n", 1 + i % 28);
    }
    let mut session = open("orders.csv", csv.as_bytes());
    session.found("recommend", &json!({"k": 1})).unwrap();
    let report = report(&mut session, Role::Marketing);
    let trial = finding(&report, "recommend", "trial").unwrap();
    assert!(trial.why.contains("更差") && !trial.why.contains("没有明显差别"), "{} {}", trial.what, trial.why);
}

#[test]
fn every_reader_has_a_key_figure_and_a_table_of_their_own() {
    let mut session = orders();
    for role in Role::ALL {
        let report = report(&mut session, role);
        assert!(!report.summary.key_metric.is_empty(), "{role:?}");
        assert!(!report.parts[1].sheets.is_empty(), "{role:?}");
        let mut places: Vec<usize> = report.parts.iter().flat_map(|part| part.sheets.clone()).collect();
        places.sort_unstable();
        assert_eq!(places, (0..report.sheets.len()).collect::<Vec<_>>(), "each table stands once: {role:?}");
    }
}

#[test]
fn a_change_from_nothing_is_no_sentence_without_its_number() {
    let mut csv = String::from("订单号,客户ID,下单时间,金额\n");
    for i in 0..60 {
        csv += &format!("D{i},C{},2024-04-{:02},{}\n", i % 30, 1 + i % 28, if i < 40 { "10" } else { "-50" });
        csv += &format!("E{i},C{},2024-05-{:02},20\n", i % 30, 1 + i % 28);
        csv += &format!("F{i},C{},2024-06-02,20\n", i % 30);
    }
    let mut session = open("orders.csv", csv.as_bytes());
    session.set_as_of(Some("2024-06-01")).unwrap();
    let report = report(&mut session, Role::Management);
    let told = &report.summary.key_metric;
    assert!(!told.is_empty() && !told.trim_end().ends_with("环比"), "{told}");
}

#[test]
fn the_name_of_a_file_leaves_as_headers_do() {
    let text = include_bytes!("../fixtures/rfm_data_orders.csv");
    let mut session = open("张三13800138000.csv", text);
    let mut out = serde_json::to_string(&report(&mut session, Role::All)).unwrap();
    for what in [What::Report, What::Summary] {
        let bytes = session.export(&Export::of_report(what, order(Role::All))).unwrap().bytes;
        out += &String::from_utf8_lossy(&bytes);
    }
    assert!(!out.contains("13800138000"));
    assert!(out.contains("138****8000"), "the file is named");
}

#[test]
fn a_vague_suggestion_leaves_by_the_users_word_alone() {
    let mut session = orders();
    let made = report(&mut session, Role::Management).summary;
    let summary = Summary { suggestion: "加强推广".into(), core_conclusion: "看第一页".into(), ..Summary::default() };
    let vague = ReportOrder { summary, ..order(Role::Management) };
    let left_out = session.report(&vague).unwrap();
    assert_eq!((&left_out.summary.suggestion, &left_out.summary.owner), (&made.suggestion, &made.owner));
    assert_eq!(left_out.summary.core_conclusion, "看第一页");
    assert!(left_out.notes.iter().any(|note| note.contains("未采用")));
    let text = |session: &mut Session, order| {
        String::from_utf8(session.export(&Export::of_report(What::Summary, order)).unwrap().bytes).unwrap()
    };
    assert!(!text(&mut session, vague.clone()).contains("加强推广"));
    assert!(text(&mut session, ReportOrder { as_written: true, ..vague.clone() }).contains("加强推广"));
    let suggestion = "6月内对高价值客户推送3次专属优惠券，预计提升复购率10%";
    let summary = Summary { suggestion: suggestion.into(), ..vague.summary.clone() };
    assert_eq!(session.report(&ReportOrder { summary, ..vague }).unwrap().summary.suggestion, suggestion);
}

/// Analyses that cannot run say why, with the file that is at fault.
#[test]
fn nor_does_the_reason_of_a_gap_tell_it() {
    let csv: String = (0..50).map(|i| format!("C{},D{i},杯,{}\n", i % 9, 20 + i)).collect();
    let mut session = open("张三13800138000.csv", format!("客户ID,订单号,商品名称,金额\n{csv}").as_bytes());
    let report = report(&mut session, Role::All);
    assert!(report.gaps.iter().any(|gap| gap.why.contains("138****8000")), "{:?}", report.gaps);
    assert!(!serde_json::to_string(&report).unwrap().contains("13800138000"));
}
