//! Plain hashes of telephone and identity numbers: whoever hashes all numbers there are turns them back within hours.

use sha2::{Digest, Sha256};

/// Hexadecimal digits of MD5, SHA-1 and SHA-256.
pub(super) const LENGTHS: [usize; 3] = [32, 40, 64];

/// Whether this is as long as a hash and of hexadecimal digits, a letter among them.
pub(super) fn is_hash(text: &str) -> bool {
    let bytes = text.as_bytes();
    LENGTHS.contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_hexdigit) && bytes.iter().any(u8::is_ascii_alphabetic)
}

/// Whether `hash` is the MD5, SHA-1 or SHA-256 of `value`, told by its length.
pub(super) fn is_hash_of(hash: &str, value: &str) -> bool {
    let is = |words: &[u8]| {
        let digits = words.iter().flat_map(|b| [b >> 4, b & 15]).map(|n| char::from_digit(n.into(), 16));
        hash.len() == 2 * words.len() && digits.zip(hash.chars()).all(|(a, b)| a == Some(b.to_ascii_lowercase()))
    };
    match hash.len() {
        32 => is(&md5(value.as_bytes())),
        40 => is(&sha1(value.as_bytes())),
        64 => is(&Sha256::digest(value.as_bytes())),
        _ => false,
    }
}

/// The message with the padding of both functions, in blocks of 64 bytes; `length` writes its length in bits.
fn padded(message: &[u8], length: fn(u64) -> [u8; 8]) -> Vec<u8> {
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend(length(8 * message.len() as u64));
    padded
}

/// MD5 (RFC 1321), to compare with and for nothing else.
fn md5(message: &[u8]) -> [u8; 16] {
    const TURNS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let mut state = [0x6745_2301_u32, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476];
    for block in padded(message, u64::to_le_bytes).chunks_exact(64) {
        let [mut a, mut b, mut c, mut d] = state;
        for i in 0..64_u32 {
            let (mixed, at) = match i / 16 {
                0 => ((b & c) | (!b & d), i),
                1 => ((d & b) | (!d & c), 5 * i + 1),
                2 => (b ^ c ^ d, 3 * i + 5),
                _ => (c ^ (b | !d), 7 * i),
            };
            let at = (at % 16 * 4) as usize;
            let word = block.get(at..at + 4).and_then(|w| w.first_chunk()).map_or(0, |w| u32::from_le_bytes(*w));
            let turn = TURNS.get((i / 16) as usize).and_then(|t| t.get((i % 4) as usize)).copied().unwrap_or(0);
            // RFC 1321 3.4: the whole part of 2^32 |sin(i + 1)|.
            let constant = (libm::fabs(libm::sin(f64::from(i) + 1.0)) * 4_294_967_296.0) as u32;
            let sum = mixed.wrapping_add(a).wrapping_add(constant).wrapping_add(word);
            (a, d, c, b) = (d, c, b, b.wrapping_add(sum.rotate_left(turn)));
        }
        for (slot, value) in state.iter_mut().zip([a, b, c, d]) {
            *slot = slot.wrapping_add(value);
        }
    }
    let mut out = [0; 16];
    for (slot, word) in out.chunks_exact_mut(4).zip(state) {
        slot.copy_from_slice(&word.to_le_bytes());
    }
    out
}

/// SHA-1 (FIPS 180-4), to compare with and for nothing else.
fn sha1(message: &[u8]) -> [u8; 20] {
    let mut state = [0x6745_2301_u32, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0];
    for block in padded(message, u64::to_be_bytes).chunks_exact(64) {
        let mut words = [0_u32; 16];
        for (slot, word) in words.iter_mut().zip(block.chunks_exact(4)) {
            *slot = word.first_chunk().map_or(0, |w| u32::from_be_bytes(*w));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for i in 0..80_usize {
            let word = |back: usize| words.get((i + 16 - back) % 16).copied().unwrap_or(0);
            let next = if i < 16 { word(16) } else { (word(3) ^ word(8) ^ word(14) ^ word(16)).rotate_left(1) };
            if let Some(slot) = words.get_mut(i % 16) {
                *slot = next;
            }
            let (mixed, constant) = match i / 20 {
                0 => ((b & c) | (!b & d), 0x5A82_7999),
                1 => (b ^ c ^ d, 0x6ED9_EBA1),
                2 => ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC),
                _ => (b ^ c ^ d, 0xCA62_C1D6_u32),
            };
            let sum = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e).wrapping_add(constant).wrapping_add(next);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum);
        }
        for (slot, value) in state.iter_mut().zip([a, b, c, d, e]) {
            *slot = slot.wrapping_add(value);
        }
    }
    let mut out = [0; 20];
    for (slot, word) in out.chunks_exact_mut(4).zip(state) {
        slot.copy_from_slice(&word.to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_the_standards() {
        for (hash, value) in [
            ("900150983cd24fb0d6963f7d28e17f72", "abc"),
            (
                "57edf4a22be3c955ac49da2e2107b67a",
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
            ),
            ("A9993E364706816ABA3E25717850C26C9CD0D89D", "abc"),
            ("84983e441c3bd26ebaae4aa1f95129e5e54670f1", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "abc"),
        ] {
            assert!(is_hash(hash) && is_hash_of(hash, value), "{value}");
            assert!(!is_hash_of(hash, "abd"));
        }
        assert!(!is_hash("12345678901234567890123456789012") && !is_hash("900150983cd24fb0d6963f7d28e17f7"));
    }
}
