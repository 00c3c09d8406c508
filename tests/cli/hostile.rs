//! Files that cannot be read, as people bring them: one code, a place, a sentence in each language, soon, and no cell's content.

use super::{file, insitu};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::write::{SimpleFileOptions, ZipWriter};

/// What no message may repeat.
const SECRET: &str = "Zx7secretq";

fn refused(name: &str, bytes: impl AsRef<[u8]>, code: &str) -> serde_json::Value {
    let path = file(name, bytes);
    let began = Instant::now();
    let mut sentences = Vec::new();
    let mut failure = serde_json::Value::Null;
    for lang in ["zh", "en"] {
        let call = insitu(&["inspect", "--lang", lang, &path]);
        failure = call.failure();
        assert_eq!((call.exit, &failure["code"]), (1, &code.into()), "{name}: {}", call.err);
        assert!(call.out.is_empty() && !call.err.contains(SECRET), "{name}");
        assert!(!call.err.contains("panicked"), "{name}");
        assert_eq!(failure["file"], name);
        sentences.push(failure["message"].as_str().unwrap().to_owned());
    }
    assert!(sentences[0] != sentences[1] && sentences[1].is_ascii(), "{name}: {sentences:?}");
    // Two calls, two seconds each.
    assert!(began.elapsed() < Duration::from_secs(4), "{name} took {:?}", began.elapsed());
    failure
}

#[test]
fn nothing_to_read_is_said() {
    for (name, bytes, code) in [
        ("empty.csv", &b""[..], "E_EMPTY"),
        ("bom.csv", b"\xEF\xBB\xBF", "E_EMPTY"),
        ("bom16.csv", b"\xFF\xFE", "E_EMPTY"),
        ("newlines.csv", b"\n\r\n\n", "E_EMPTY"),
        ("blanks.csv", b"  \t\r\n \n", "E_EMPTY"),
        ("header.csv", b"a,b,c\n", "E_HEADER_ONLY"),
        ("header_without_end.csv", "客户,金额".as_bytes(), "E_HEADER_ONLY"),
        ("empty.json", b"[]", "E_NO_ROWS"),
    ] {
        refused(name, bytes, code);
    }
}

#[test]
fn a_single_byte_is_a_row_a_header_or_nothing() {
    for byte in (0..=255_u8).step_by(5) {
        let path = file("byte.csv", [byte]);
        let call = insitu(&["inspect", &path]);
        // A digit is a row.
        if call.exit == 0 {
            continue;
        }
        let code = call.failure()["code"].as_str().unwrap().to_owned();
        assert!(
            call.exit == 1 && ["E_EMPTY", "E_HEADER_ONLY", "E_BINARY", "E_JSON", "E_NO_ROWS"].contains(&code.as_str()),
            "{byte}: {code}"
        );
    }
}

#[test]
fn what_is_over_a_limit_is_said_with_its_row() {
    let columns = vec![SECRET; 16_385].join(",");
    assert_eq!(refused("columns.csv", format!("{columns}\n{columns}\n"), "E_LIMIT")["row"], 1);
    let header = format!("a,{}\n1,2\n", SECRET.repeat(120_000));
    assert_eq!(refused("wide_header.csv", header, "E_LIMIT")["row"], 1);
    let path = file("columns_that_fit.csv", format!("{}\n{}\n", vec!["c"; 16_384].join(","), vec!["1"; 16_384].join(",")));
    assert_eq!(insitu(&["convert", "--stage", "raw", "--to", "csv", &path]).exit, 0);
}

#[test]
fn other_formats_are_refused_by_what_they_hold() {
    let compound = |stream: &str| {
        // The header of a compound file, and a directory that names one stream.
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(24, 0);
        for word in [0x3E_u16, 3, 0xFFFE, 9, 6, 0, 0, 0] {
            bytes.extend(word.to_le_bytes());
        }
        for word in [0_u32, 1, 1, 0, 4_096, u32::MAX - 1, 0, u32::MAX - 1, 0, 0] {
            bytes.extend(word.to_le_bytes());
        }
        bytes.resize(512, 0xFF);
        bytes.extend((u32::MAX - 2).to_le_bytes());
        bytes.extend((u32::MAX - 1).to_le_bytes());
        bytes.resize(1_024, 0xFF);
        for (name, kind) in [("Root Entry", 5), (stream, 2)] {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry.resize(64, 0);
            entry.extend((name.len() as u16 * 2 + 2).to_le_bytes());
            entry.extend([kind, 1]);
            entry.resize(116, 0);
            entry.extend((u32::MAX - 1).to_le_bytes());
            entry.resize(128, 0);
            bytes.extend(entry);
        }
        bytes.resize(1_536, 0);
        bytes
    };
    refused("password.xlsx", compound("EncryptedPackage"), "E_ENCRYPTED");
    refused("document.wps", compound("WordDocument"), "E_FORMAT");
    refused("page.xls", format!("<html><table><tr><td>{SECRET}</td></tr></table></html>"), "E_FORMAT");
    refused("doctype.xls", format!("<!DOCTYPE html><p>{SECRET}"), "E_FORMAT");
    refused("xml.xls", format!("<?xml version=\"1.0\"?><Workbook>{SECRET}</Workbook>"), "E_FORMAT");
    refused("sylk.csv", format!("ID;P{SECRET}\nE\n"), "E_FORMAT");
    refused("picture.csv", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "E_BINARY");
    refused("paper.csv", format!("%PDF-1.7 {SECRET}"), "E_BINARY");
    refused("cut.xlsx", b"PK\x03\x04\x14\0\0\0\x08\0", "E_ARCHIVE");
    refused("cut.gz", b"\x1F\x8B\x08\0", "E_ARCHIVE");
    refused("cut.parquet", b"PAR1\x15\x04\x15", "E_DAMAGED");
    refused("cut.arrow", b"ARROW1\0\0\xFF\xFF\xFF\xFF\x10\0\0\0", "E_DAMAGED");
}

/// Forty orders of a shop.
fn orders() -> String {
    let rows: String = (0..40).map(|i| format!("S{i:03},C{},2024-03-{:02},{}.00\n", i % 9, i % 28 + 1, i + 5)).collect();
    format!("订单号,客户编号,下单时间,实付金额\n{rows}")
}

/// A zip archive whose files are stored as they are.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8], how: flate2::Compression) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), how);
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Changes one amount in bytes that hold the text as it is.
fn altered(mut bytes: Vec<u8>) -> Vec<u8> {
    let at = bytes.windows(5).position(|w| w == b"20.00").unwrap();
    bytes[at] = b'9';
    bytes
}

#[test]
fn rows_that_are_not_what_was_packed_are_refused() {
    let sound = archive(&[("三月.csv", orders().as_bytes())]);
    assert_eq!(insitu(&["inspect", &file("sound.zip", &sound)]).exit, 0);
    let failure = refused_zh("altered.zip", altered(sound), "E_ARCHIVE");
    assert!(failure["message"].as_str().unwrap().contains("三月.csv"), "{failure}");
    let sound = gzip(orders().as_bytes(), flate2::Compression::none());
    assert_eq!(insitu(&["inspect", &file("sound.csv.gz", &sound)]).exit, 0);
    refused("altered.csv.gz", altered(sound), "E_ARCHIVE");
}

/// As [`refused`], in Chinese alone: the message repeats a name that is no English.
fn refused_zh(name: &str, bytes: impl AsRef<[u8]>, code: &str) -> serde_json::Value {
    let call = insitu(&["inspect", "--lang", "zh", &file(name, bytes)]);
    assert_eq!((call.exit, call.failure()["code"].as_str()), (1, Some(code)), "{name}: {}", call.err);
    call.failure()
}

#[test]
fn a_file_whose_path_leads_out_of_its_archive_is_read() {
    let rows = orders();
    for name in ["../orders.csv", "..\\..\\orders.csv", "./orders.csv"] {
        let path = file("out.zip", archive(&[(name, rows.as_bytes()), ("note.txt", b"a,b\n1,2\n")]));
        let call = insitu(&["inspect", "--lang", "zh", &path]);
        assert_eq!(call.exit, 0, "{name}: {}", call.err);
        let told: serde_json::Value = serde_json::from_str(&call.out).unwrap();
        assert_eq!(told["files"][0]["rows"]["read"], 40, "{name}: {}", call.out);
    }
}

#[test]
fn each_limit_has_words_of_its_own() {
    let zeros = b"0,0\n".repeat(16 << 20);
    let names: Vec<String> = (0..1_001).map(|i| format!("{i}.csv")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"a\n"[..])).collect();
    let sheets: String = (0..10_001).map(|i| format!(r#"<sheet name="s{i}" sheetId="{i}" r:id="r"/>"#)).collect();
    let book = format!(r#"<workbook xmlns:r="r"><sheets>{sheets}</sheets></workbook>"#);
    let cases = [
        ("wide.csv", vec!["a"; 16_385].join(",").into_bytes(), "分隔符"),
        ("bomb.csv.gz", gzip(&zeros, flate2::Compression::best()), "解压后太大"),
        ("many.zip", archive(&many), "文件太多"),
        ("sheets.xlsx", archive(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", book.as_bytes())]), "工作表太多"),
        ("deep.json", [vec![b'['; 100_000], vec![b']'; 100_000]].concat(), "太深"),
    ];
    for (name, bytes, words) in &cases {
        refused(name, bytes, "E_LIMIT");
        let message = refused_zh(name, bytes, "E_LIMIT")["message"].as_str().unwrap().to_owned();
        for (_, _, others) in &cases {
            assert_eq!(message.contains(others), others == words, "{name}: {message}");
        }
    }
}

/// The shortest of three runs over a file of so many columns.
fn opening(columns: usize) -> Duration {
    let header: Vec<String> = (0..columns).map(|i| format!("c{i}")).collect();
    let text = format!("{}\n{}", header.join(","), format!("{}\n", vec!["1"; columns].join(",")).repeat(50));
    let path = file(&format!("columns{columns}.csv"), text);
    let run = |_| {
        let began = Instant::now();
        let call = insitu(&["inspect", &path]);
        assert_eq!(call.exit, 0, "{}", call.err);
        began.elapsed()
    };
    (0..3).map(run).min().unwrap()
}

/// Four times the columns take about four times as long; work that grows by their square would take sixteen times.
#[test]
fn work_does_not_grow_by_the_square_of_the_columns() {
    let (few, many) = (opening(4_096), opening(16_384));
    assert!(many < few * 10, "{few:?} and {many:?}");
}

/// The cells of a file as they are read.
fn cells(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let call = insitu(&["convert", "--stage", "raw", "--to", "csv", &file(name, bytes)]);
    assert_eq!(call.exit, 0, "{name}: {}", call.err);
    call.out
}

/// Payment services of China end each cell in a tab, so that spreadsheets keep long numbers as text.
#[test]
fn tabs_that_pad_the_cells_of_a_payment_service_are_no_columns() {
    let found = |name: &str, text: &str| {
        let call = insitu(&["run", &file(name, text)]);
        assert_eq!(call.exit, 0, "{name}: {}", call.err);
        let all: serde_json::Value = serde_json::from_str(&call.out).unwrap();
        (all["customers"].clone(), all["recipe"].clone(), all["results"].clone())
    };
    let plain = orders();
    let wanted = found("plain.csv", &plain);
    assert_eq!(wanted.0["customers"], 9);
    for (front, behind) in [("", "\t"), ("\t", ""), ("\t", "\t")] {
        let pad = |line: &str| line.split(',').map(|cell| format!("{front}{cell}{behind}")).collect::<Vec<_>>().join(",");
        let padded: String = plain.lines().map(|line| pad(line) + "\r\n").collect();
        assert!(found("padded.csv", &padded) == wanted, "{front:?} {behind:?}");
        let titled = format!("交易明细\r\n店铺：示例小店\r\n-----\r\n{padded}");
        assert!(found("titled.csv", &titled) == wanted, "{front:?} {behind:?}");
    }
}

#[test]
fn zeros_in_cells_are_text() {
    let rows: String = (0..40).map(|i| format!("S{i:03},C\0\0{i},2024-03-01,{i}\n")).collect();
    let text = format!("订单号,客户编号,下单时间,金额\n{rows}");
    let read = cells("zeros.csv", &text);
    assert_eq!(read.matches('\0').count(), 80);
    assert!(read.contains("S007,C\0\x007,2024-03-01,7"), "{read}");
    assert_eq!(cells("zero_tail.csv", format!("{text}{}", "\0".repeat(300))).lines().count(), 42);
}

#[test]
fn a_text_under_the_name_of_a_workbook_is_read_as_text() {
    let path = file("really_a.xlsx", "a,b\n1,2\n3,4\n");
    let call = insitu(&["convert", "--stage", "raw", "--to", "csv", &path]);
    assert_eq!((call.exit, call.out.as_str()), (0, "a,b\r\n1,2\r\n3,4\r\n"));
}

#[test]
fn a_file_behind_a_broken_one_is_read() {
    let broken = file("broken.csv", "");
    let sound = file("sound.csv", "a,b\n1,2\n");
    assert_eq!(insitu(&["inspect", &broken]).exit, 1);
    assert_eq!(insitu(&["inspect", &sound]).exit, 0);
}
