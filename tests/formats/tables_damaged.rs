//! Damaged Parquet and Arrow files end in rows or in an error, never in a panic, whatever byte it was.

use crate::tables::{fixture, open};
use proptest::prelude::*;

/// Bytes read of a damaged file before it counts as read: damage may repeat a page for ever.
const ENOUGH: usize = 16 << 20;

fn survive(name: &str, bytes: Vec<u8>) {
    let Ok(mut opened) = open(name, bytes) else { return };
    let mut out = Vec::new();
    while out.len() < ENOUGH && opened.stream.next(1 << 16, &mut out).unwrap_or(false) {}
}

const FILES: [&str; 8] = [
    "none.parquet",
    "zstd.parquet",
    "lz4.parquet",
    "v2_snappy.parquet",
    "delta.parquet",
    "lz4.feather",
    "uncompressed.feather",
    "uncompressed.arrows",
];

#[test]
fn every_place_to_cut_a_file() {
    for name in ["snappy.parquet", "uncompressed.arrows"] {
        let whole = fixture(name);
        for end in (0..whole.len()).step_by(97) {
            survive(name, whole[..end].to_vec());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn flipped_bytes(file in 0..FILES.len(), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<bool>()), 1..6)) {
        let mut bytes = fixture(FILES[file]);
        let length = bytes.len();
        for (at, value, near_end) in flips {
            // Half of the damage goes where the structure is.
            let at = if near_end { length - 1 - at.index(length.min(6_000)) } else { at.index(length) };
            bytes[at] = value;
        }
        survive(FILES[file], bytes);
    }
}
