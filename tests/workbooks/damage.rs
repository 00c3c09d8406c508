//! Damaged workbooks: whatever is cut off or changed, the answer is a table or an error, and soon.

use crate::data;
use crate::made::{book, refusal};
use insitu::intake::workbook;
use std::rc::Rc;

/// Numbers that look random and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

fn drain(bytes: Vec<u8>) -> usize {
    let Ok(mut opened) = workbook::open(Rc::new(bytes), None) else { return 0 };
    let (mut text, mut total) = (Vec::new(), 0);
    // What a damaged file repeats need not be read to its end.
    while total < 4 << 20 && opened.stream.next(64 << 10, &mut text).unwrap_or(false) {
        total += text.len();
        text.clear();
    }
    opened.stream.notices();
    total
}

#[test]
fn cut_off_anywhere() {
    let whole = book(&(1..400).map(|i| format!("<row r=\"{i}\"><c><v>{i}</v></c></row>")).collect::<String>(), &[]);
    for end in 0..whole.len() {
        assert_ne!(refusal(whole[..end].to_vec()), "read");
    }
}

#[test]
fn real_workbooks_with_changed_bytes() {
    let mut chance = Chance(7);
    for file in [
        "calamine/date.xlsx",
        "calamine/date.xlsb",
        "calamine/date.xls",
        "calamine/date.ods",
        "calamine/biff5_write.xls",
        "calamine/sst_continue.xls",
        "calamine/any_sheets.xlsb",
        "sheetjs_1904/1904.biff5",
        "calamine/issue_186.xlsb",
        "calamine/xls_formula.xls",
        "calamine/merged_cells.ods",
    ] {
        let Some(whole) = data::bytes_of(&format!("xlsx/{file}")) else { return };
        for _ in 0..300 {
            let mut bytes = whole.clone();
            for _ in 0..=chance.below(8) {
                let at = chance.below(bytes.len());
                bytes[at] = [0, 0xFF, 0x7F, 1, 0x80][chance.below(5)];
            }
            if chance.below(4) == 0 {
                bytes.truncate(chance.below(whole.len()));
            }
            drain(bytes);
        }
    }
}

/// Parts changed inside a package that is whole, so that the readers behind the checksums see the damage.
#[test]
fn parts_with_changed_bytes() {
    let mut chance = Chance(11);
    for file in [
        "calamine/date.xlsx",
        "calamine/date.xlsb",
        "calamine/date.ods",
        "calamine/richtext-namespaced.xlsx",
        "calamine/any_sheets.xlsb",
        "calamine/special_cells.ods",
    ] {
        let Some(whole) = data::bytes_of(&format!("xlsx/{file}")) else { return };
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(whole)).unwrap();
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for i in 0..archive.len() {
            let mut entry = archive.by_index(i).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
            parts.push((entry.name().unwrap().into_owned(), bytes));
        }
        for _ in 0..200 {
            let mut changed = parts.clone();
            for _ in 0..=chance.below(6) {
                let part = chance.below(changed.len());
                let bytes = &mut changed[part].1;
                if !bytes.is_empty() {
                    let at = chance.below(bytes.len());
                    bytes[at] = [0, 0xFF, b'<', b'>', b'"', b'9', b'/', 0x80][chance.below(8)];
                }
            }
            let made: Vec<(&str, &[u8])> = changed.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
            drain(crate::made::package(&made));
        }
    }
}
