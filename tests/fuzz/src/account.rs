//! What holds for every table that was read, whatever the file was.

use insitu::intake::RawTable;
use insitu::mask::Key;
use insitu::session::Session;

/// A number that depends on all bytes: what a target would otherwise ask chance for.
pub fn mixed(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
}

/// All that a reader says of a file.
pub fn print(table: &RawTable) -> String {
    let mut out = format!("{:x} {:?} {:?}\n", table.first.fingerprint, table.rejects, table.notices);
    for row in 0..table.rows {
        out += &format!("{} {:?}\n", table.row_number(row), table.surplus.of(row).collect::<Vec<_>>());
    }
    for column in &table.columns {
        out += &format!("{} {:?} {:?} {}\n", column.name(), column.kind(), column.invalid(), column.nulls());
        for row in 0..table.rows {
            out += &format!("{:?} {:?} {:?};", column.text_at(row), column.int_at(row), column.number_at(row));
        }
    }
    out
}

/// Every row of the file is accepted or set aside, once and in order; what is set aside lies in the file.
pub fn check(table: &RawTable, size: u64) {
    let accepted = (0..table.rows).map(|row| table.row_number(row));
    let mut rows: Vec<u64> = accepted.chain(table.rejects.iter().map(|reject| reject.row)).collect();
    rows.sort_unstable();
    assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "a row stands twice");
    assert!(rows.first().is_none_or(|first| *first >= table.first.plan.first_row));
    assert!((0..table.rows.saturating_sub(1)).all(|row| table.row_number(row) < table.row_number(row + 1)));
    assert!(table.columns.iter().all(|column| column.len() == table.rows), "columns differ in length");
    if table.first.plan.container.is_text() {
        let mut behind = 0;
        for reject in &table.rejects {
            assert!(reject.offset >= behind, "rows set aside overlap");
            behind = reject.offset + reject.length;
            assert!(behind <= size, "a row set aside ends behind the file");
        }
    }
}

/// Columns above which a table is read and no more: each is judged, which adds up.
const WIDE: usize = 2_000;

/// The way of a table to its results ends in results or in an error, and its counts agree.
pub fn analyse(table: RawTable) {
    if table.columns.len() > WIDE {
        return;
    }
    let (accepted, rejected) = (table.rows as u64, table.rejects.len() as u64);
    let Ok(key) = Key::from_hex(&"5a".repeat(32)) else { return };
    let mut session = Session::new(key);
    session.open(table);
    if let Ok(inspect) = session.inspect() {
        let rows = &inspect.files[0].rows;
        assert_eq!((rows.accepted, rows.rejected, rows.read), (accepted, rejected, accepted + rejected));
    }
    let _ = session.results(&["rfm"], &[]);
}
