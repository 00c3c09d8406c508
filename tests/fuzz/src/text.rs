//! Delimited text, and encodings.

use super::account::{analyse, check, mixed, print};
use insitu::error::Result;
use insitu::intake::{self, Container, Encoding, Overrides, RawTable};

fn read(bytes: &[u8], overrides: &Overrides, size: u64) -> Result<RawTable> {
    intake::read("f", bytes, overrides, size)
}

/// Reads a text whole and cut somewhere: both must say the same.
fn any_cut(bytes: &[u8], overrides: &Overrides) {
    let said = |read: &Result<RawTable>| read.as_ref().map(print).map_err(ToString::to_string);
    let whole = read(bytes, overrides, 1 << 40);
    // Small pieces of a small file, and no more than a few hundred of any.
    let size = (1 + mixed(bytes) % 97).max(bytes.len() as u64 / 200);
    assert!(said(&whole) == said(&read(bytes, overrides, size)), "cut at {size}");
    if let Ok(table) = whole {
        check(&table, bytes.len() as u64);
        if mixed(bytes) >> 20 & 3 == 0 {
            analyse(table);
        }
    }
}

/// A file of text as the command line reads it.
pub fn csv(bytes: &[u8]) {
    if !Container::of(bytes).is_text() {
        return;
    }
    let chance = mixed(bytes) >> 32;
    let of = |list: &[&str], at: u64| list.get((chance >> at & 15) as usize).map(|s| (*s).to_owned());
    // Most files are read without a word of the user.
    let overrides = Overrides {
        delimiter: of(&[",", "||", "，"], 0),
        quote: of(&["'", ""], 4),
        escape: of(&["\\", ""], 8),
        comment: of(&["#"], 12),
        header_row: (chance >> 16 & 7 == 0).then_some(chance >> 19 & 3),
        skip: (chance >> 21 & 15 == 0).then_some(chance >> 25 & 3),
        all_text: chance >> 27 & 3 == 0,
        ..Overrides::default()
    };
    any_cut(bytes, &overrides);
}

/// A text in an encoding that is detected, and in one that is said.
pub fn encoding(bytes: &[u8]) {
    if let Ok(found) = intake::detect(bytes, &[]) {
        let _ = intake::preview(found.encoding, bytes);
    }
    let said = Encoding::ALL[mixed(bytes) as usize % Encoding::ALL.len()];
    if let (Ok((text, damages)), Some(other)) =
        (intake::preview(said, bytes), encoding_rs::Encoding::for_label(said.label().as_bytes()))
    {
        let (expected, damaged) = other.decode_with_bom_removal(bytes);
        // Another decoder, in one piece, says the same of what is sound.
        if !damaged && matches!(said, Encoding::Utf8 | Encoding::Gb18030 | Encoding::Big5 | Encoding::Utf16Le | Encoding::Koi8R) {
            assert!((text == expected) && damages == 0, "{said:?} reads differently");
        }
    }
    any_cut(bytes, &Overrides { encoding: Some(said), all_text: true, ..Overrides::default() });
    any_cut(bytes, &Overrides { all_text: true, ..Overrides::default() });
}
