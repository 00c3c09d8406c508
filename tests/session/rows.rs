//! No row is lost in silence: what was written into a file is accepted or set aside, row for row.

use insitu::intake::{Overrides, read};
use insitu::mask::Key;
use insitu::session::Session;
use proptest::prelude::*;

/// How a row is written, and whether it can be read.
fn row(kind: u8, number: usize) -> (Vec<u8>, bool) {
    let good = format!("U{number},2024-01-02,1.50");
    match kind {
        0 => (format!("{good},too,many").into_bytes(), true),
        1 => ([b"U\xFF\xFE", &good.as_bytes()[1..]].concat(), false),
        2 => (format!("U{number},2024-01-02").into_bytes(), true),
        3 => (format!("\"U\n{number}\",2024-01-02,1.50").into_bytes(), true),
        _ => (good.into_bytes(), true),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn read_is_accepted_and_rejected(kinds in prop::collection::vec(0..12_u8, 8..120), size in 20_u64..4000) {
        let mut bytes = b"user_id,order_time,amount\nU,2024-01-01,1.00\n".to_vec();
        let mut bad = 0;
        for (number, kind) in kinds.iter().enumerate() {
            let (text, readable) = row(*kind, number);
            bytes.extend(text);
            bytes.push(b'\n');
            bad += u64::from(!readable);
        }
        let overrides = Overrides { encoding: Some(insitu::intake::Encoding::Utf8), ..Overrides::default() };
        let mut session = Session::new(Key::random().unwrap());
        session.open(read("rows.csv", bytes.as_slice(), &overrides, size).unwrap());
        let rows = session.inspect().unwrap().files[0].rows;
        prop_assert_eq!((rows.read, rows.rejected), (kinds.len() as u64 + 1, bad));
        prop_assert_eq!(rows.read, rows.accepted + rows.rejected);
    }
}
