//! Workbooks made to do harm: what they ask for is never given before it is there.

use crate::made::{book, book_of, compound, ods, package, refusal, text_of};
use insitu::intake::workbook;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::rc::Rc;

/// The system's memory, counted on each thread.
struct Counted;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static MOST: Cell<isize> = const { Cell::new(0) };
}

fn count(by: isize) {
    let held = HELD.get() + by;
    HELD.set(held);
    MOST.set(MOST.get().max(held));
}

// SAFETY: every call goes to the system's allocator as it came.
#[allow(unsafe_code, reason = "an allocator that counts is the only way to see what was really asked for")]
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static MEMORY: Counted = Counted;

/// Most bytes that were held at once while a workbook was read and its text thrown away; the file itself is not counted.
fn peak(bytes: Vec<u8>) -> (isize, String) {
    let source = Rc::new(bytes);
    let before = HELD.get();
    MOST.set(before);
    let mut outcome = "read".to_owned();
    match workbook::open(source, None) {
        Err(error) => outcome = error.code().to_owned(),
        Ok(mut opened) => {
            let mut text = Vec::new();
            loop {
                match opened.stream.next(64 << 10, &mut text) {
                    Ok(true) => text.clear(),
                    Ok(false) => break,
                    Err(error) => {
                        outcome = error.code().to_owned();
                        break;
                    }
                }
            }
        }
    }
    (MOST.get() - before, outcome)
}

#[test]
fn two_far_cells_take_no_more_room_than_two_cells() {
    let data = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let sheet = format!(r#"<dimension ref="A1:XFD1048576"/><sheetData>{data}</sheetData>"#);
    let bytes = book_of(&[("Sheet1", "visible", &sheet)], &[]);
    let (held, outcome) = peak(bytes.clone());
    assert_eq!(outcome, "read");
    assert!(held <= 1 << 20, "{held} bytes");
    let (text, _) = text_of(bytes).unwrap();
    assert_eq!(text.bytes().filter(|b| *b == b'\n').count(), 1 << 20);
    assert!(text.starts_with("1\n\n") && text.ends_with(&format!("\n{}2\n", ",".repeat(16_383))));
}

#[test]
fn two_far_cells_of_an_older_workbook_take_no_more_room_either() {
    let number = |row: u16, column: u16, value: f64| {
        let mut body: Vec<u8> = [row, column, 0].iter().flat_map(|n| n.to_le_bytes()).collect();
        body.extend(value.to_le_bytes());
        (0x203, body)
    };
    let begin = |kind: u16| (0x809, [0x600, kind].iter().flat_map(|n: &u16| n.to_le_bytes()).collect::<Vec<u8>>());
    let sheet = |at: u32| (0x85, [&at.to_le_bytes()[..], &[0, 0, 2, 0, b'S', b'1']].concat());
    let globals = [begin(5), sheet(0), (0x0A, Vec::new())];
    let at: u32 = globals.iter().map(|r| 4 + r.1.len() as u32).sum();
    let bytes = compound(&[
        begin(5),
        sheet(at),
        (0x0A, vec![]),
        begin(0x10),
        number(0, 0, 1.0),
        number(65_535, 255, 2.5),
        (0x0A, vec![]),
    ]);
    let (held, outcome) = peak(bytes.clone());
    assert_eq!(outcome, "read");
    assert!(held <= 1 << 20, "{held} bytes");
    assert!(text_of(bytes).unwrap().0.ends_with(&format!("\n{}2.5\n", ",".repeat(255))));
}

#[test]
fn stated_counts_of_texts_reserve_nothing() {
    let strings = r#"<sst count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>"#;
    let data = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>4294967294</v></c></row>"#;
    let bytes = book(data, &[("xl/sharedStrings.xml", strings.as_bytes())]);
    let (held, outcome) = peak(bytes.clone());
    assert!(outcome == "read" && held <= 1 << 20, "{held} bytes");
    let (text, notices) = text_of(bytes).unwrap();
    assert_eq!((text.as_str(), notices[0].code, notices[0].count), ("a\n", "N_SHEET_ERRORS", 1));
}

#[test]
fn what_inflates_without_end_is_stopped_early() {
    let cells = format!("<row><c><v>1</v></c></row>{}", " ".repeat(200 << 20));
    let (held, outcome) = peak(book(&cells, &[]));
    assert_eq!(outcome, "E_LIMIT");
    assert!(held < 24 << 20, "{held} bytes");
    drop(cells);
    let strings = format!("<sst>{}</sst>", "<si><t>aaaaaaaa</t></si>".repeat(4 << 20));
    let (held, outcome) = peak(book("", &[("xl/sharedStrings.xml", strings.as_bytes())]));
    assert_eq!(outcome, "E_LIMIT");
    assert!(held < 24 << 20, "{held} bytes");
}

#[test]
fn repeated_cells_are_counted_before_they_are_written() {
    let row = |rows: u64, columns: u64| {
        format!(
            r#"<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{columns}"/></table:table-row>"#
        )
    };
    let table = |rows: &str| ods(&format!(r#"<table:table table:name="a">{rows}</table:table>"#));
    for (rows, columns) in [(1_048_576, 16_384), (u64::MAX, 1), (1, u64::MAX), (2_000_000, 1)] {
        let (held, outcome) = peak(table(&row(rows, columns)));
        assert_eq!(outcome, "E_LIMIT");
        assert!(held < 4 << 20, "{held} bytes");
    }
    let blank = r#"<table:table-row table:number-rows-repeated="99999999999"><table:table-cell table:number-columns-repeated="99999999999"/></table:table-row>"#;
    assert_eq!(text_of(table(&(row(2, 2) + blank))).unwrap().0, "1,1\n1,1\n");
}

#[test]
fn declarations_of_types_are_refused() {
    let laughs = r#"<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>"#;
    let strings = format!("{laughs}<sst><si><t>&b;</t></si></sst>");
    assert_eq!(refusal(book("", &[("xl/sharedStrings.xml", strings.as_bytes())])), "E_XML");
    assert_eq!(refusal(book(laughs, &[])), "E_XML");
    assert_eq!(refusal(ods(laughs)), "E_XML");
    // An entity that nobody declared stays what it is.
    let (text, _) = text_of(book(r#"<row><c t="inlineStr"><is><t>&b;&amp;</t></is></c></row>"#, &[])).unwrap();
    assert_eq!(text, "&b;&\n");
}

#[test]
fn a_million_sheets_and_a_million_parts_are_too_many() {
    let sheets = "<sheet name=\"a\" sheetId=\"1\" r:id=\"r\"/>".repeat(1_000_000);
    let list = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    assert_eq!(refusal(package(&[("[Content_Types].xml", b""), ("xl/workbook.xml", list.as_bytes())])), "E_LIMIT");
    let tables = "<table:table table:name=\"a\"/>".repeat(1_000_000);
    assert_eq!(refusal(ods(&tables)), "E_LIMIT");
    let names: Vec<String> = (0..20_000).map(|i| format!("xl/{i}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    assert_eq!(refusal(package(&parts)), "E_LIMIT");
}

#[test]
fn directories_that_lie_are_found_out() {
    let good = book(r#"<row><c><v>1</v></c></row>"#, &[]);
    assert_eq!(refusal(good.clone()), "read");
    let mark = |bytes: &[u8]| memchr::memmem::find_iter(bytes, b"PK\x01\x02").collect::<Vec<_>>();
    for entry in mark(&good) {
        let size = u32::from_le_bytes(good[entry + 24..entry + 28].try_into().unwrap());
        // Sizes: of what is inflated, smaller and larger; of what is packed; checksum; a method nobody knows; a password.
        for (at, value) in [(24, size / 2), (24, u32::MAX - 9), (20, 3), (16, 7), (10, 99), (8, 1)] {
            let mut bytes = good.clone();
            let length = if at == 8 || at == 10 { 2 } else { 4 };
            bytes[entry + at..entry + at + length].copy_from_slice(&value.to_le_bytes()[..length]);
            let code = refusal(bytes);
            assert!(["E_ARCHIVE", "E_ENCRYPTED", "E_FORMAT", "E_XML", "read"].contains(&code), "{code}");
        }
    }
    // Names that climb lead nowhere: parts are looked up, never written.
    let bytes = package(&[("../../xl/workbook.xml", b"<workbook/>"), ("[Content_Types].xml", b"")]);
    assert_eq!(refusal(bytes), "E_FORMAT");
}

#[test]
fn amplified_rows_end_at_a_limit_and_in_time() {
    // Each row has one cell, in the last column: 60 bytes of file for 16 kB of text.
    let rows: String =
        (1..=300_000_u64).map(|r| format!(r#"<row r="{r}"><c r="XFD{r}"><v>{}</v></c></row>"#, r * 7_919 % 99_991)).collect();
    let (held, outcome) = peak(book(&rows, &[]));
    assert_eq!(outcome, "E_LIMIT");
    assert!(held < 8 << 20, "{held} bytes");
}
