//! Workbooks: files as they are, and parts inside a file that is whole.

use super::made;
use super::tables::{drain, unpack};
use insitu::intake::{self, Container};
use std::rc::Rc;

/// A workbook of any kind, told by its first bytes.
pub fn workbook(bytes: &[u8]) {
    let Ok(mut opened) = intake::workbook::open(Rc::new(bytes.to_vec()), None) else { return };
    let (text, end) = drain(opened.stream.as_mut());
    if !matches!(end, Ok(true)) && text.len() < 1 << 20 {
        unpack(bytes, Container::of(bytes));
    }
}

const BOOK: &[u8] = br#"<workbook><workbookPr/><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const RELATIONS: &[u8] =
    br#"<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const SHEET: &[u8] = br#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45291.5</v></c></row></sheetData></worksheet>"#;
const STRINGS: &[u8] = b"<sst><si><t>a</t></si></sst>";
const STYLES: &[u8] = br#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;

/// One part of a workbook: its first byte says which, and what follows is the part.
pub fn sheet(bytes: &[u8]) {
    let Some((which, part)) = bytes.split_first() else { return };
    let xlsx = |changed: &str, part: &[u8]| {
        let parts: Vec<(&str, &[u8])> = [
            ("[Content_Types].xml", &b"<Types/>"[..]),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/worksheets/sheet1.xml", SHEET),
            ("xl/sharedStrings.xml", STRINGS),
            ("xl/styles.xml", STYLES),
        ]
        .map(|(name, bytes)| (name, if name == changed { part } else { bytes }))
        .to_vec();
        made::package(&parts)
    };
    // A part in records, of a workbook whose other part is sound.
    let xlsb = |changed: &str, part: &[u8]| {
        let relations = RELATIONS.to_vec();
        let relations = String::from_utf8_lossy(&relations).replace("sheet1.xml", "sheet1.bin");
        let (book, sheet) = (records(&BOOK_RECORDS), records(&SHEET_RECORDS));
        let parts: Vec<(&str, &[u8])> = [
            ("[Content_Types].xml", &b"<Types/>"[..]),
            ("xl/workbook.bin", &book),
            ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
            ("xl/worksheets/sheet1.bin", &sheet),
            ("xl/sharedStrings.bin", &[][..]),
            ("xl/styles.bin", &[][..]),
        ]
        .map(|(name, bytes)| (name, if name == changed { part } else { bytes }))
        .to_vec();
        made::package(&parts)
    };
    workbook(&match which {
        b's' => xlsx("xl/worksheets/sheet1.xml", part),
        b't' => xlsx("xl/sharedStrings.xml", part),
        b'y' => xlsx("xl/styles.xml", part),
        b'w' => xlsx("xl/workbook.xml", part),
        b'r' => xlsx("xl/_rels/workbook.xml.rels", part),
        b'o' => made::package(&[("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]), ("content.xml", part)]),
        b'B' => xlsb("xl/workbook.bin", part),
        b'S' => xlsb("xl/worksheets/sheet1.bin", part),
        b'T' => xlsb("xl/sharedStrings.bin", part),
        b'Y' => xlsb("xl/styles.bin", part),
        b'x' => made::compound_of(part.get(..part.len().min(60_000)).unwrap_or_default().to_vec()),
        _ => return,
    });
}

/// Records of a part: number and body, lengths below 128.
fn records(list: &[(u16, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (kind, body) in list {
        match *kind {
            kind @ 0..128 => out.push(kind as u8),
            kind => out.extend([kind as u8 & 127 | 128, (kind >> 7) as u8]),
        }
        out.push(body.len() as u8);
        out.extend_from_slice(body);
    }
    out
}

/// A workbook of one sheet, visible, with number 1, relation `r1`, name `S`.
const BOOK_RECORDS: [(u16, &[u8]); 3] =
    [(131, &[]), (156, &[0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, b'r', 0, b'1', 0, 1, 0, 0, 0, b'S', 0]), (132, &[])];

/// A row with the number 1.5 in its first cell.
const SHEET_RECORDS: [(u16, &[u8]); 5] = [
    (129, &[]),
    (145, &[]),
    (0, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    (5, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F]),
    (146, &[]),
];
