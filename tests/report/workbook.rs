//! The workbook, opened by the project's own reader and by a ZIP reader.

use crate::sample::{HOSTILE, report};
use crate::{BOTH, keep, numbers};
use insitu::intake::workbook as reader;
use insitu::report::{Lang, workbook};
use std::io::{Cursor, Read};
use std::rc::Rc;

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// A sheet as the reader of files sees it.
fn sheet(bytes: &[u8], name: &str) -> String {
    let mut opened = reader::open(Rc::new(bytes.to_vec()), Some(name)).unwrap();
    let mut text = Vec::new();
    while opened.stream.next(64 << 10, &mut text).unwrap() {}
    String::from_utf8(text).unwrap()
}

#[test]
fn it_holds_numbers_and_texts_and_no_formula() {
    for (lang, name) in BOTH {
        let report = report(lang);
        let bytes = workbook::xlsx(&report).unwrap();
        keep(&format!("report-{name}.xlsx"), &bytes);
        keep(&format!("numbers-{name}.json"), serde_json::to_string(&numbers(&report)).unwrap().as_bytes());
        let parts = parts(&bytes);
        assert!(parts.iter().all(|(name, text)| !text.contains("<f>") && !text.contains("<f ") && !name.contains("vba")));
        // Numbers of all sheets of analyses, in the order of the report.
        let written: Vec<f64> = parts
            .iter()
            .flat_map(|(_, text)| text.split("<v>").skip(1))
            .map(|v| v.split('<').next().unwrap().parse().unwrap())
            .collect();
        for number in numbers(&report) {
            assert!(written.contains(&number), "{number}");
        }
        for text in HOSTILE {
            assert!(
                !parts
                    .iter()
                    .any(|(_, part)| part.contains("<script") || part.contains(text) && text.contains(['<', '\u{202E}']))
            );
        }
        assert_eq!(workbook::xlsx(&report).unwrap(), bytes, "the same report makes the same bytes");
    }
}

#[test]
fn the_reader_of_files_reads_it_back() {
    let report = report(Lang::Zh);
    let bytes = workbook::xlsx(&report).unwrap();
    let summary = sheet(&bytes, "报告摘要");
    assert!(summary.starts_with("报告日期,核心结论,关键指标"), "{summary}");
    assert!(summary.contains("512.4万，环比 −8.2%") && summary.contains("2026-12-07"));
    let channels = sheet(&bytes, "转化效果分析表");
    assert!(channels.contains("搜索引擎,10000,2000,300,15,5000,2.2"), "{channels}");
    assert!(channels.contains("短视频,48210,6120,411,6.7157,18240.5,0.84"), "{channels}");
    for name in ["客户基础信息表", "客户行为分析表"] {
        let text = sheet(&bytes, name);
        assert!(text.starts_with("客户ID,") && text.contains("只含汇总数据"), "{text}");
    }
    let findings = sheet(&bytes, "核心内容");
    assert_eq!(findings.matches("需处理").count(), 1);
    assert!(findings.contains("核心结论、问题诊断、改进建议"), "{findings}");
    let cards = sheet(&bytes, "策略卡");
    assert!(cards.contains(",3120,") && cards.contains(",268.4,"), "{cards}");
    assert!(sheet(&bytes, "说明").contains("a1b2c3d4e5f60718"));
}

#[test]
fn without_cards_and_channels_it_is_whole() {
    let mut report = report(Lang::En);
    report.cards.clear();
    report.sheets.retain(|s| s.code != "channels");
    report.parts.clear();
    let bytes = workbook::xlsx(&report).unwrap();
    let list = parts(&bytes).into_iter().find(|(name, _)| name == "xl/workbook.xml").unwrap().1;
    assert!(!list.contains("Strategy") && list.contains("name=\"Findings\""));
    assert!(sheet(&bytes, "Conversion by channel").contains("left empty"));
}
