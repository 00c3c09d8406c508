//! Sheets that another worker inflates ahead of their reader: whatever comes, and however it ends, the same rows.

use crate::made::book;
use insitu::error::Result;
use insitu::intake::{Ahead, Container, Handover, Overrides, Source, Unpacker};
use std::rc::Rc;

/// Rows whose texts do not compress to nothing, by a generator of their own.
fn rows(count: u32, cell: impl Fn(u32, u32) -> String) -> String {
    let mut state = 1_u32;
    let mut xml = String::new();
    for row in 1..=count {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let cells = ["A", "B", "C"].map(|c| format!(r#"<c r="{c}{row}" t="inlineStr"><is><t>{}</t></is></c>"#, cell(row, state)));
        xml += &format!(r#"<row r="{row}">{}<c r="D{row}"><v>{state}</v></c></row>"#, cells.concat());
    }
    xml
}

fn source(bytes: &[u8]) -> Rc<dyn Source> {
    Rc::new(bytes.to_vec())
}

/// What is done with the pieces on their way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Alone,
    Fed,
    /// So many pieces come, and then word that there are no more.
    Stops(usize),
    /// Cut elsewhere than behind rows.
    Torn,
}

/// All chunks of a file, whether it was handed over, and what stopped it.
fn read(bytes: &[u8], way: Way) -> (Vec<Vec<u64>>, bool, Option<&'static str>) {
    let mut chunks = Vec::new();
    let mut handed = false;
    let ended = (|| -> Result<()> {
        let source = source(bytes);
        let mut unpacker = Unpacker::open(source.clone(), Container::Zip, None)?;
        let plan = unpacker.plan(&Overrides::default())?;
        unpacker.begin(&plan)?;
        let handover: Option<Handover> = if way == Way::Alone { None } else { unpacker.hand_over() };
        handed = handover.is_some();
        let mut ahead = handover.map(|handover| Ahead::new(source, handover));
        let mut given = 0;
        loop {
            match unpacker.next_chunk()? {
                Some(chunk) => chunks.push(chunk),
                None if unpacker.waits() => {
                    let piece = match (way, ahead.as_mut()) {
                        (Way::Stops(after), _) if given >= after => Ok(None),
                        (_, Some(ahead)) => ahead.next_piece(),
                        (_, None) => Ok(None),
                    };
                    given += 1;
                    let whole = matches!(piece, Ok(None)) && !matches!(way, Way::Stops(_));
                    match piece.unwrap_or_default() {
                        Some(piece) if way == Way::Torn => {
                            for part in piece.chunks(70_001) {
                                unpacker.feed(Some(part.to_vec()), false);
                                while let Some(chunk) = unpacker.next_chunk()? {
                                    chunks.push(chunk);
                                }
                            }
                        }
                        piece => unpacker.feed(piece, whole),
                    }
                }
                None => return Ok(()),
            }
        }
    })();
    (chunks, handed, ended.err().map(|error| error.code()))
}

#[test]
fn pieces_of_another_worker_give_the_same_chunks() {
    let plain = book(&rows(60_000, |row, state| format!("{row}-{state:x}")), &[]);
    // Texts that look like the end of a row, and rows with a prefix.
    let tricky = book(&rows(60_000, |row, state| format!("<![CDATA[</row>{state:x}]]>-{row}")), &[]);
    let prefixed = book(&rows(60_000, |row, state| format!("{row}:{state}")).replace("row", "x:row"), &[]);
    for file in [plain, tricky, prefixed] {
        let (alone, handed, ended) = read(&file, Way::Alone);
        assert!(alone.len() > 1 && !handed && ended.is_none());
        for way in [Way::Fed, Way::Stops(0), Way::Stops(3), Way::Torn] {
            let (chunks, handed, ended) = read(&file, way);
            assert!(handed && ended.is_none());
            assert!(chunks == alone);
        }
    }
}

#[test]
fn damage_is_what_it_is_without_another_worker() {
    let sound = book(&rows(60_000, |row, state| format!("{row}-{state:x}")), &[]);
    for at in [sound.len() / 3, sound.len() * 2 / 3] {
        let mut damaged = sound.clone();
        for byte in &mut damaged[at..at + 64] {
            *byte ^= 0x5A;
        }
        let (alone, _, ended) = read(&damaged, Way::Alone);
        let (chunks, handed, fed) = read(&damaged, Way::Fed);
        assert!(handed);
        assert_eq!(fed, ended);
        assert!(chunks == alone);
    }
}

#[test]
fn a_bomb_is_refused_all_the_same() {
    // The rows are noise enough to be handed over; what follows them is nothing but zeros.
    let data = rows(40_000, |row, state| format!("{row}-{state:x}"));
    let bomb = format!("<row r=\"40001\"><c r=\"A40001\"><v>{}</v></c></row>", "0".repeat(200 << 20));
    let file = book(&(data + &bomb), &[]);
    let (_, _, alone) = read(&file, Way::Alone);
    let (_, handed, fed) = read(&file, Way::Fed);
    assert!(handed && fed == Some("E_LIMIT"), "{fed:?}");
    assert_eq!(fed, alone);
}

#[test]
fn small_sheets_stay_with_their_reader() {
    let (_, handed, _) = read(&book(&rows(500, |row, _| row.to_string()), &[]), Way::Fed);
    assert!(!handed);
}
