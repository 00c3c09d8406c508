//! Keyed names: the same value has the same name under one key, and nobody without the key can find the value.

use crate::error::{Error, ErrorKind, Result};
use crate::stats::order;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

type HmacSha256 = Hmac<Sha256>;

/// Digits of Crockford's base 32, in small letters: no i, l, o, u.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Bytes of the digest in a name: 80 bits, 16 digits. At 10 million names a collision has odds of 4·10⁻¹¹.
const SHORT: usize = 10;

/// Bytes in a name that would otherwise collide: 160 bits, 32 digits.
const LONG: usize = 20;

/// A key of 256 bits. It lives in memory only, prints nothing and is overwritten when dropped.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// A new key from the system's secure random source.
    ///
    /// # Errors
    /// `E_KEY` when the system gives no random bytes.
    #[expect(clippy::disallowed_methods, reason = "the one secret of the engine; no result depends on it")]
    pub fn random() -> Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_no_source| Error::new(ErrorKind::Key))?;
        Ok(Self(bytes))
    }

    /// A key from the text of a key file: 64 hexadecimal digits, spaces and line ends around them.
    ///
    /// # Errors
    /// `E_KEY` when it is anything else.
    pub fn from_hex(text: &str) -> Result<Self> {
        let digits = text.trim().as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 64 {
            return Err(Error::new(ErrorKind::Key));
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            for &digit in pair {
                let value = (digit as char).to_digit(16).ok_or_else(|| Error::new(ErrorKind::Key))?;
                *byte = *byte << 4 | value as u8;
            }
        }
        Ok(Self(bytes))
    }

    /// The text of a key file.
    pub(crate) fn to_hex(&self) -> String {
        let digit = |four: u8| char::from_digit(four.into(), 16).unwrap_or('0');
        self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }

    /// HMAC-SHA-256 of `domain ‖ 0x00 ‖ value` (RFC 2104, FIPS 180-4).
    fn digest(&self, domain: &str, value: &[u8]) -> Digest {
        // HMAC takes keys of any length, so this cannot fail; zeros would only make all names equal and be refused below.
        HmacSha256::new_from_slice(&self.0).map_or([0; 32], |mut mac| {
            mac.update(domain.as_bytes());
            mac.update(&[0]);
            mac.update(value);
            mac.finalize().into_bytes().into()
        })
    }

    /// The name of a normalised value of a domain: `c-` and 16 digits of Crockford's base 32.
    #[must_use]
    pub fn pseudonym(&self, domain: &str, value: &str) -> String {
        name(&self.digest(domain, value.as_bytes()), SHORT)
    }

    /// The longer name of a value; its first 18 characters are the usual one.
    pub(super) fn long_name(&self, domain: &str, value: &str) -> String {
        name(&self.digest(domain, value.as_bytes()), LONG)
    }

    /// A number of 64 bits that the key makes of a value, for choices that only its holder can repeat.
    pub(super) fn draw(&self, domain: &str, value: &str) -> u64 {
        self.digest(domain, value.as_bytes()).first_chunk().copied().map_or(0, u64::from_be_bytes)
    }

    /// The bytes of the key, for its export.
    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key of bytes that were exported.
    pub(super) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The names of distinct values, in their order. Names that would be equal are longer instead, so that no two
    /// values share one.
    #[must_use]
    pub fn pseudonyms<'a>(&self, domain: &str, values: impl Iterator<Item = &'a str>) -> Vec<String> {
        names(&values.map(|v| self.digest(domain, v.as_bytes())).collect::<Vec<_>>())
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.fill(0);
        std::hint::black_box(&self.0);
    }
}

type Digest = [u8; 32];

fn names(digests: &[Digest]) -> Vec<String> {
    let short = |at: usize| digests.get(at).and_then(|d| d.get(..SHORT));
    let sorted = order(digests.len(), &|a, b| short(a).cmp(&short(b)));
    let neighbours = sorted.iter().zip(sorted.iter().skip(1));
    let clashes: Vec<&[u8]> = neighbours.filter(|(a, b)| short(**a) == short(**b)).filter_map(|(a, _)| short(*a)).collect();
    let length = |d: &Digest| if clashes.iter().any(|c| d.starts_with(c)) { LONG } else { SHORT };
    digests.iter().map(|d| name(d, length(d))).collect()
}

fn name(digest: &Digest, bytes: usize) -> String {
    let mut out = String::with_capacity(2 + bytes * 8 / 5);
    out.push_str("c-");
    let (mut held, mut bits) = (0_u32, 0);
    for &byte in digest.iter().take(bytes) {
        held = held << 8 | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(*DIGITS.get((held >> bits & 31) as usize).unwrap_or(&b'0')));
        }
        held &= (1 << bits) - 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    #[test]
    fn names_are_stable_and_depend_on_key_domain_and_value() {
        let key = Key::from_hex(&format!("{HEX}\n")).unwrap();
        let name = key.pseudonym("user_id", "17850");
        assert_eq!(name, key.pseudonym("user_id", "17850"));
        assert_eq!(name.len(), 18);
        assert!(name.starts_with("c-") && name.bytes().skip(2).all(|b| DIGITS.contains(&b)));
        assert_ne!(name, key.pseudonym("user_id", "17851"));
        assert_ne!(name, key.pseudonym("phone", "17850"));
        assert_ne!(name, Key::random().unwrap().pseudonym("user_id", "17850"));
        assert_eq!(key.pseudonyms("user_id", ["17850", "1"].into_iter()).first(), Some(&name));
    }

    #[test]
    fn the_digest_is_hmac_sha_256() {
        // RFC 4231 test case 2 has a key of 4 bytes; HMAC pads keys with zeros, so the padded key is the same.
        let mut key = Key([0; 32]);
        key.0[..4].copy_from_slice(b"Jefe");
        let mac = HmacSha256::new_from_slice(&key.0).unwrap().chain_update(b"what do ya want for nothing?").finalize();
        assert_eq!(mac.into_bytes()[..4], [0x5b, 0xdc, 0xc1, 0x46]);
        let whole = HmacSha256::new_from_slice(&key.0).unwrap().chain_update(b"user_id\0x").finalize();
        assert_eq!(key.digest("user_id", b"x"), <[u8; 32]>::from(whole.into_bytes()));
    }

    #[test]
    fn hmac_gives_the_vectors_of_rfc_4231() {
        let data = |byte: u8, count: usize| vec![byte; count];
        for (key, text, tag) in [
            (data(0x0b, 20), b"Hi There".to_vec(), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            (
                b"Jefe".to_vec(),
                b"what do ya want for nothing?".to_vec(),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (data(0xaa, 20), data(0xdd, 50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
            (
                data(0xaa, 131),
                b"Test Using Larger Than Block-Size Key - Hash Key First".to_vec(),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ] {
            let mac = HmacSha256::new_from_slice(&key).unwrap().chain_update(&text).finalize().into_bytes();
            assert_eq!(mac.iter().map(|b| format!("{b:02x}")).collect::<String>(), tag);
        }
    }

    #[test]
    fn the_long_name_starts_with_the_short_one() {
        let key = Key::random().unwrap();
        let (short, long) = (key.pseudonym("user_id", "17850"), key.long_name("user_id", "17850"));
        assert!(long.len() == 34 && long.starts_with(&short));
    }

    #[test]
    fn names_that_would_collide_are_longer() {
        let (mut a, mut b) = ([7; 32], [7; 32]);
        (a[31], b[31]) = (1, 2);
        (a[12], b[12]) = (1, 2);
        let named = names(&[a, [9; 32], b]);
        assert_eq!(named.iter().map(String::len).collect::<Vec<_>>(), [34, 18, 34]);
        assert_ne!(named.first(), named.last());
    }

    #[test]
    fn key_files_hold_64_hexadecimal_digits() {
        for bad in ["", "00", &HEX[1..], &HEX.replace('0', "g"), &format!("{HEX}00")] {
            assert_eq!(Key::from_hex(bad).err().map(|e| e.code()), Some("E_KEY"));
        }
        assert!(Key::from_hex(&HEX.to_uppercase()).is_ok());
    }
}
