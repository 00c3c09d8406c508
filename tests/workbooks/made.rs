//! Workbooks made by the tests: packages of any parts, and compound files of any records.

use insitu::error::Result;
use insitu::intake::workbook;
use insitu::notice::Notice;
use std::io::{Cursor, Write};
use std::rc::Rc;
use zip::write::SimpleFileOptions;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// A package of parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook whose sheets have these names, states and contents of `sheetData` (and what follows it).
pub fn book_of(sheets: &[(&str, &str, &str)], others: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut list, mut relations) = (String::new(), String::new());
    for (i, (name, state, _)) in sheets.iter().enumerate() {
        list += &format!(r#"<sheet name="{name}" sheetId="{}" state="{state}" r:id="rId{i}"/>"#, i + 1);
        relations += &format!(r#"<Relationship Id="rId{i}" Type="http://x/worksheet" Target="worksheets/sheet{i}.xml"/>"#);
    }
    let list = format!("{HEAD}<workbook><workbookPr/><sheets>{list}</sheets></workbook>");
    let relations = format!("{HEAD}<Relationships>{relations}</Relationships>");
    let bodies: Vec<(String, String)> = sheets
        .iter()
        .enumerate()
        .map(|(i, (_, _, data))| (format!("xl/worksheets/sheet{i}.xml"), format!("{HEAD}<worksheet>{data}</worksheet>")))
        .collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", list.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
    ];
    parts.extend(bodies.iter().map(|(name, body)| (name.as_str(), body.as_bytes())));
    parts.extend_from_slice(others);
    package(&parts)
}

/// A workbook of one sheet.
pub fn book(data: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    book_of(&[("Sheet1", "visible", &format!("<sheetData>{data}</sheetData>"))], others)
}

/// A text document of `OpenDocument` with this content of the spreadsheet.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "{HEAD}<office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

/// A compound file with one stream, `Workbook`, of these records.
pub fn compound(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut stream = Vec::new();
    for (kind, body) in records {
        stream.extend(kind.to_le_bytes());
        stream.extend((body.len() as u16).to_le_bytes());
        stream.extend(body);
    }
    compound_of(stream)
}

/// A compound file with one stream, `Workbook`, of these bytes.
pub fn compound_of(mut stream: Vec<u8>) -> Vec<u8> {
    stream.resize(stream.len().max(4_096).next_multiple_of(512), 0);
    let sectors = stream.len() as u32 / 512;
    assert!(sectors < 126);
    let mut file = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    file.resize(24, 0);
    for word in [0x3E_u16, 3, 0xFFFE, 9, 6, 0, 0, 0] {
        file.extend(word.to_le_bytes());
    }
    // Sector 0 is the table, sector 1 the directory, the stream follows.
    for word in [0_u32, 1, 1, 0, 4_096, u32::MAX - 1, 0, u32::MAX - 1, 0, 0] {
        file.extend(word.to_le_bytes());
    }
    file.resize(512, 0xFF);
    let mut table = vec![u32::MAX - 2, u32::MAX - 1];
    table.extend((0..sectors).map(|i| if i + 1 == sectors { u32::MAX - 1 } else { i + 3 }));
    table.resize(128, u32::MAX);
    table.iter().for_each(|n| file.extend(n.to_le_bytes()));
    for (name, kind, start, size) in
        [("Root Entry", 5_u8, u32::MAX - 1, 0), ("Workbook", 2, 2, stream.len() as u32), ("", 0, 0, 0), ("", 0, 0, 0)]
    {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend((name.len() as u16 * 2 + 2).to_le_bytes());
        entry.extend([kind, 1]);
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend(u64::from(size).to_le_bytes());
        file.extend(entry);
    }
    file.extend(stream);
    file
}

/// Text of a workbook's sheet and what was noticed.
pub fn text_of(bytes: Vec<u8>) -> Result<(String, Vec<Notice>)> {
    let mut opened = workbook::open(Rc::new(bytes), None)?;
    let mut text = Vec::new();
    while opened.stream.next(64 << 10, &mut text)? {}
    Ok((String::from_utf8(text).unwrap(), opened.stream.notices()))
}

/// Code with which a workbook is refused, when it is opened or while it is read.
pub fn refusal(bytes: Vec<u8>) -> &'static str {
    text_of(bytes).err().map_or("read", |e| e.code())
}
