//! Templates as files, filled and checked by the command.

use super::{file, insitu};
use std::fmt::Write;
use std::path::PathBuf;

#[test]
fn every_template_is_there_as_csv_and_as_a_workbook_and_is_right_as_it_is() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("templates");
    let folder = folder.to_str().unwrap();
    assert_eq!(insitu(&["templates", "--out", folder]).exit, 0);
    assert_eq!(insitu(&["templates"]).exit, 2);
    for (name, title) in [
        ("customers", "客户基础信息表"),
        ("events", "客户行为分析表"),
        ("channels", "转化效果分析表"),
        ("summary", "数据化报告摘要表"),
        ("orders", "交易数据表"),
        ("feedback", "互动反馈表"),
    ] {
        for form in ["csv", "xlsx"] {
            let path = format!("{folder}/insitu-template-{name}.{form}");
            let call = insitu(&["check", &path]);
            let wanted = format!("insitu-template-{name}.{form} · {title}：没有发现问题。\n");
            assert_eq!((call.exit, call.out), (0, wanted), "{}", call.err);
        }
    }
}

/// Forty orders by hand: the column of the amount is gone, two times and one number are words.
#[test]
fn what_is_wrong_in_a_filled_template_is_said_in_words() {
    let mut text = "订单号,客户ID,下单时间,商品ID,数量,渠道,是否退款\n".to_owned();
    for n in 0..40 {
        let time = if n == 3 || n == 7 { "昨天".to_owned() } else { format!("2024-05-{:02} 10:00:00", n % 28 + 1) };
        let pieces = if n == 10 { "两件" } else { "2" };
        writeln!(text, "D{n:03},U{:02},{time},P{},{pieces},APP,否", n % 9, n % 4).unwrap();
    }
    let path = file("filled.csv", &text);
    let call = insitu(&["check", &path]);
    let lines: Vec<&str> = call.out.lines().collect();
    assert_eq!(
        lines,
        [
            "filled.csv · 交易数据表：",
            "- 列“下单时间”（order_time）有 2 格不是日期时间（第 5、9 行）；应写成 2024-05-10 14:20:00 这样。",
            "- 列“数量”（quantity）有 1 格不是整数（第 12 行）；应写成 2 这样。",
            "- 缺少必需的列“实付金额(元)”（amount）：没有它就无法分析这张表。",
        ],
        "{}",
        call.err
    );
    let english = insitu(&["check", "--lang", "en", &path]).out;
    for part in [
        "In the column “order_time” (下单时间) 2 cells are no date and time (rows 5, 9); write them like 2024-05-10 14:20:00.",
        "The required column “amount” (实付金额(元)) is missing: without it the table cannot be analysed.",
    ] {
        assert!(english.contains(part), "{english}");
    }
    // No cell's own words are repeated.
    assert!(!call.out.contains("昨天") && !call.out.contains("两件"));
    let events = "客户ID,行为类型,行为时间,商品ID,停留时长,渠道\nU1,浏览,2024-05-12 09:15:00,P1,3,APP\nU2,跳舞,2024-05-12 09:16:00,P1,3,APP\n";
    let told = insitu(&["check", &file("filled_events.csv", events)]).out;
    assert!(
        told.contains("- 列“行为类型”（behavior_type）有 1 格不在可用的值里（第 3 行）：") && !told.contains("跳舞"),
        "{told}"
    );
    assert_eq!(insitu(&["check", &file("other.csv", "a,b\n1,2\n")]).out, "other.csv：不是按模板填写的表。\n");
}
