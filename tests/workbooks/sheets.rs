//! What becomes of the cells, rows and sheets of a workbook.

use crate::made::{book, book_of, ods, text_of};
use insitu::intake::workbook::{self, Kind};
use std::rc::Rc;

fn counted(bytes: Vec<u8>) -> (String, Vec<(&'static str, u64)>) {
    let (text, notices) = text_of(bytes).unwrap();
    (text, notices.iter().map(|n| (n.code, n.count)).collect())
}

#[test]
fn cells_are_written_as_they_are_stored() {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="46"/><xf numFmtId="10"/></cellXfs></styleSheet>"#;
    let strings =
        r#"<sst><si><t>订单,号</t></si><si><r><t xml:space="preserve">a </t></r><rPh><t>x</t></rPh><r><t>b</t></r></si></sst>"#;
    let data = r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>q"</t></is></c></row>
        <row r="4" hidden="1"><c r="A4"><v>6222021234567890123</v></c><c r="B4" s="1"><v>45291</v></c><c r="C4" s="2"><v>45291.5</v></c></row>
        <row r="5"><c r="A5" t="b"><v>1</v></c><c r="B5" t="e"><v>#DIV/0!</v></c><c r="C5"><f>1+1</f></c><c r="D5" s="4"><v>0.15</v></c></row>
        <row r="6"><c r="B6" s="1"><v>60</v></c><c r="C6" s="3"><v>1.5</v></c><c r="A6" t="str"><f>A1</f><v>x</v></c></row>
        <row><c><v>1.0</v></c><c t="d"><v>2024-03-05T00:00:00</v></c></row>"#;
    let others = [("xl/styles.xml", styles.as_bytes()), ("xl/sharedStrings.xml", strings.as_bytes())];
    let read = |data: &str| {
        let sheet = format!("<sheetData>{data}</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>");
        counted(book_of(&[("S", "visible", &sheet)], &others))
    };
    let (text, notices) = read(data);
    // Cells as nearly all programs write them take a shorter way than these, which say the same.
    for (plain, other) in [("<v>", "<v >"), ("</v></c>", "</v ></c>"), ("</v></c>", "</v> </c>"), ("<c ", "<c\n")] {
        assert_eq!(read(&data.replace(plain, other)), (text.clone(), notices.clone()), "{other:?}");
    }
    assert_eq!(
        text,
        "\n\"订单,号\",a b,,\"q\"\"\"\n\n6222021234567890123,2023-12-31,2023-12-31 12:00:00,\nTRUE,,,0.15\nx,1900-02-29,36:00:00,\n1,2024-03-05,,\n"
    );
    let expected =
        [("N_SHEET_ERRORS", 1), ("N_SHEET_NO_VALUE", 1), ("N_SHEET_DATES", 1), ("N_SHEET_HIDDEN_ROWS", 1), ("N_SHEET_MERGED", 1)];
    assert_eq!(notices, expected);
}

#[test]
fn the_table_is_found_among_the_sheets() {
    let rows = |n: usize| format!("<sheetData>{}</sheetData>", "<row><c><v>1</v></c><c><v>2</v></c></row>".repeat(n));
    let (cover, hidden, data, chart) = ("<sheetData><row><c><v>1</v></c></row></sheetData>", rows(99), rows(9), rows(3));
    let bytes = book_of(
        &[("封面", "visible", cover), ("h", "hidden", &hidden), ("订单", "visible", &data), ("c", "veryHidden", &chart)],
        &[],
    );
    let opened = workbook::open(Rc::new(bytes.clone()), None).unwrap();
    assert_eq!(
        (opened.members, opened.hidden, opened.chosen),
        (["封面", "h", "订单", "c"].map(str::to_owned).to_vec(), vec![1, 3], 2)
    );
    assert_eq!(workbook::open(Rc::new(bytes.clone()), Some("h")).unwrap().chosen, 1);
    assert_eq!(workbook::open(Rc::new(bytes), Some("H")).err().map(|e| e.code()), Some("E_MEMBER"));
}

#[test]
fn tables_of_opendocument() {
    let tables = r#"<table:table table:name="a"><table:table-column/><table:table-header-rows><table:table-row>
        <table:table-cell office:value-type="string"><text:p>一<text:s text:c="2"/>二</text:p><text:p>&lt;</text:p><office:annotation><text:p>note</text:p></office:annotation></table:table-cell>
        <table:table-cell office:value-type="time" office:time-value="PT26H00M01S"><text:p>26:00:01</text:p></table:table-cell></table:table-row></table:table-header-rows>
        <table:table-row table:number-rows-repeated="2"/>
        <table:table-row table:visibility="collapse"><table:table-cell office:value-type="boolean" office:boolean-value="true"/>
        <table:table-cell office:value-type="date" office:date-value="2024-03-05T06:07:08"/><table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row></table:table>"#;
    let (text, notices) = counted(ods(tables));
    assert_eq!(text, "\"一  二\n<\",26:00:01\n\n\nTRUE,2024-03-05 06:07:08\n");
    assert_eq!(notices, [("N_SHEET_ERRORS", 1), ("N_SHEET_HIDDEN_ROWS", 1)]);
}

#[test]
fn files_are_known_by_what_they_hold() {
    let kind = |bytes: &[u8]| {
        let source: Rc<dyn insitu::intake::Source> = Rc::new(bytes.to_vec());
        workbook::kind(&source).unwrap()
    };
    assert_eq!(kind(&book("", &[])), Some(Kind::Xlsx));
    assert_eq!(kind(&ods("")), Some(Kind::Ods));
    assert_eq!(kind(&crate::made::package(&[("orders.csv", b"a,b\n1,2\n")])), None);
    assert_eq!(kind(b"a,b\n1,2\n"), None);
    assert_eq!(kind(b""), None);
    assert_eq!(kind(b"\xEF\xBB\xBF \n<HTML><table>"), Some(Kind::Other));
    assert_eq!(kind(b"<?xml version=\"1.0\"?><Workbook/>"), Some(Kind::Other));
    assert_eq!(kind(b"ID;PWXL;N;E"), Some(Kind::Other));
    assert_eq!(kind(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Some(Kind::Compound));
    assert_eq!(crate::made::refusal(b"<html></html>".to_vec()), "E_FORMAT");
}

#[test]
fn an_empty_workbook_is_an_empty_table() {
    assert_eq!(text_of(book("", &[])).unwrap().0, "");
    assert_eq!(crate::made::refusal(book_of(&[], &[])), "E_EMPTY");
    assert_eq!(crate::made::refusal(ods("")), "E_EMPTY");
}

#[test]
fn errors_say_the_row() {
    let bytes = book(r#"<row r="7"><c><v>1</v></c></row><row r="3"><c><v>1</v></c></row>"#, &[]);
    assert_eq!(text_of(bytes).unwrap_err().code(), "E_WORKBOOK");
    let bytes = book(r#"<row r="7"><c r="XFE7"><v>1</v></c></row>"#, &[]);
    let error = text_of(bytes).unwrap_err();
    assert_eq!((error.code(), error.place().row), ("E_LIMIT", Some(7)));
}
