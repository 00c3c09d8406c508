//! A key outside the engine: sealed by a passphrase, in a small file of text.
//!
//! The file is JSON with `format` (`insitu-key`), `version` (1), `kdf` (`pbkdf2-hmac-sha-256`), `iterations`, `cipher`
//! (`aes-256-gcm`), and in hexadecimal digits `salt` (16 bytes), `nonce` (12) and `sealed` (the 32 bytes of the key and the tag of 16). The
//! key that seals is PBKDF2-HMAC-SHA-256 (RFC 8018) of the passphrase in UTF-8, as it was typed, and the salt. The tag (NIST SP
//! 800-38D) also covers everything that stands before `sealed`, so that nobody can weaken the file unseen.

use super::Key;
use super::passphrase::{ITERATIONS, cipher, is_affordable, random, strong, wipe};
use crate::error::{Error, ErrorKind, Result};
use aes_gcm::Tag;
use aes_gcm::aead::AeadInOut;
use serde_json::{Map, Value};

const FORMAT: &str = "insitu-key";
const KDF: &str = "pbkdf2-hmac-sha-256";
const CIPHER: &str = "aes-256-gcm";

/// Longest file that is looked at, in bytes.
const LONGEST_FILE: usize = 4096;

/// A key sealed by a passphrase, as the text of a file.
///
/// ```
/// use insitu::mask::{Key, unwrap_key, wrap_key};
/// let key = Key::random()?;
/// let file = wrap_key(&key, "correct horse battery")?;
/// let back = unwrap_key(&file, "correct horse battery")?;
/// assert_eq!(back.pseudonym("user_id", "17850"), key.pseudonym("user_id", "17850"));
/// assert_eq!(unwrap_key(&file, "correct horse batterY").err().map(|e| e.code()), Some("E_PASSPHRASE"));
/// # Ok::<(), insitu::error::Error>(())
/// ```
///
/// # Errors
/// `E_WEAK_PASSPHRASE` for one of fewer than 12 characters (those outside ASCII count twice) or fewer than 5 different ones;
/// `E_KEY` when the system gives no random bytes.
pub fn wrap_key(key: &Key, passphrase: &str) -> Result<String> {
    seal(key, passphrase, &random()?, &random()?)
}

/// The key in a file that [`wrap_key`] made. Spaces and line ends around its parts do not matter.
///
/// # Errors
/// `E_PASSPHRASE` for a wrong passphrase, for a file that was changed in any byte that matters, and for anything else: a
/// reader cannot tell which.
pub fn unwrap_key(text: &str, passphrase: &str) -> Result<Key> {
    opened(text, passphrase).ok_or_else(|| Error::new(ErrorKind::Passphrase))
}

fn seal(key: &Key, passphrase: &str, salt: &[u8; 16], nonce: &[u8; 12]) -> Result<String> {
    strong(passphrase)?;
    let mut bytes = *key.bytes();
    let header = header(ITERATIONS, salt, nonce);
    let sealing = cipher(passphrase, salt, ITERATIONS);
    let tag = sealing.and_then(|c| c.encrypt_inout_detached(&(*nonce).into(), header.as_bytes(), (&mut bytes[..]).into()).ok());
    let tag = tag.ok_or_else(|| Error::new(ErrorKind::Internal))?;
    // By hand, so that the file is what the tag covers.
    Ok([header.as_str(), "  \"sealed\": \"", &hex(&bytes), &hex(&tag), "\"\n}\n"].concat())
}

fn opened(text: &str, passphrase: &str) -> Option<Key> {
    if text.len() > LONGEST_FILE {
        return None;
    }
    let file: Map<String, Value> = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).ok()?;
    let text_of = |name: &str| file.get(name).and_then(Value::as_str);
    let fits = |name: &str, value: &str| text_of(name) == Some(value);
    if !(fits("format", FORMAT) && fits("kdf", KDF) && fits("cipher", CIPHER) && file.get("version")?.as_u64() == Some(1)) {
        return None;
    }
    let iterations = u32::try_from(file.get("iterations")?.as_u64()?).ok()?;
    let salt: [u8; 16] = bytes_of(text_of("salt")?)?;
    let nonce: [u8; 12] = bytes_of(text_of("nonce")?)?;
    let mut sealed: [u8; 48] = bytes_of(text_of("sealed")?)?;
    if file.len() != 8 || !is_affordable(iterations) {
        return None;
    }
    let header = header(iterations, &salt, &nonce);
    let (body, tag) = sealed.split_first_chunk_mut::<32>()?;
    let tag: [u8; 16] = (&*tag).try_into().ok()?;
    let cipher = cipher(passphrase, &salt, iterations)?;
    cipher.decrypt_inout_detached(&nonce.into(), header.as_bytes(), (&mut body[..]).into(), &Tag::from(tag)).ok()?;
    let key = Key::from_bytes(*body);
    wipe(body);
    Some(key)
}

/// Everything of the file before `sealed`, in the one form that the tag covers.
fn header(iterations: u32, salt: &[u8], nonce: &[u8]) -> String {
    let (salt, nonce, iterations) = (hex(salt), hex(nonce), iterations.to_string());
    let parts = [
        ("{\n  \"format\": \"", FORMAT),
        ("\",\n  \"version\": ", "1"),
        (",\n  \"kdf\": \"", KDF),
        ("\",\n  \"iterations\": ", &iterations),
        (",\n  \"cipher\": \"", CIPHER),
        ("\",\n  \"salt\": \"", &salt),
        ("\",\n  \"nonce\": \"", &nonce),
    ];
    let mut text: String = parts.iter().flat_map(|(before, value)| [*before, *value]).collect();
    text.push_str("\",\n");
    text
}

fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from_digit(four.into(), 16).unwrap_or('0');
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

fn bytes_of<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if hex.len() != 2 * N {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
        for &digit in pair {
            *byte = *byte << 4 | char::from(digit).to_digit(16)? as u8;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aes_gcm::Aes256Gcm;
    use aes_gcm::aead::KeyInit;
    use aes_gcm::aead::array::Array;
    use hmac::Hmac;
    use sha2::Sha256;

    const PASS: &str = "correct horse battery";

    fn unhex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
    }

    fn sample() -> (Key, String) {
        let key = Key::from_hex(&"5a".repeat(32)).unwrap();
        let file = seal(&key, PASS, &[7; 16], &[9; 12]).unwrap();
        (key, file)
    }

    #[test]
    fn pbkdf2_gives_the_vectors_of_rfc_7914() {
        for (pass, salt, rounds, expected) in [
            ("passwd", "salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
            ("Password", "NaCl", 80_000, "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"),
        ] {
            let mut out = [0; 32];
            pbkdf2::pbkdf2::<Hmac<Sha256>>(pass.as_bytes(), salt.as_bytes(), rounds, &mut out).unwrap();
            assert_eq!(hex(&out), expected);
        }
    }

    #[test]
    fn aes_256_gcm_gives_the_vectors_of_its_authors() {
        // Test cases 14 and 16 of McGrew and Viega, The Galois/Counter Mode of Operation, which NIST SP 800-38D refers to.
        let zero = Aes256Gcm::new_from_slice(&[0; 32]).unwrap();
        let mut block = [0; 16];
        let tag = zero.encrypt_inout_detached(&Array::from([0; 12]), b"", (&mut block[..]).into()).unwrap();
        assert_eq!(
            (hex(&block), hex(&tag)),
            ("cea7403d4d606b6e074ec5d3baf39d18".into(), "d0d1c8a799996bf0265b98b5d48ab919".into())
        );
        let key = unhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        let nonce: [u8; 12] = unhex("cafebabefacedbaddecaf888").try_into().unwrap();
        let aad = unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        let mut text = unhex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        );
        let cipher = Aes256Gcm::new_from_slice(&key).unwrap();
        let tag = cipher.encrypt_inout_detached(&nonce.into(), &aad, (&mut text[..]).into()).unwrap();
        assert_eq!(
            hex(&text),
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        );
        assert_eq!(hex(&tag), "76fc6ece0f4e1768cddf8853bb2d551b");
    }

    #[test]
    #[expect(clippy::print_stderr, clippy::disallowed_types, reason = "prints how long the sealing takes")]
    fn a_sealed_key_comes_back_with_its_passphrase_alone() {
        let start = std::time::Instant::now();
        let (key, file) = sample();
        eprintln!("sealing: {} ms, {} bytes", start.elapsed().as_millis(), file.len());
        let back = unwrap_key(&file, PASS).unwrap();
        assert_eq!(back.bytes(), key.bytes());
        assert!(!file.contains(&"5a".repeat(4)));
        for wrong in ["", " ", "correct horse batterx", "correct horse battery "] {
            assert_eq!(unwrap_key(&file, wrong).err().map(|e| e.to_string()), Some("E_PASSPHRASE".into()));
        }
        let respelled = file.replace('\n', "\r\n").replace(": ", ":");
        assert_eq!(unwrap_key(&respelled, PASS).unwrap().bytes(), key.bytes());
        assert_ne!(wrap_key(&key, PASS).unwrap(), wrap_key(&key, PASS).unwrap());
    }

    #[test]
    fn a_changed_file_is_refused() {
        let (_, file) = sample();
        for (from, to) in [
            ("600000", "600001"),
            ("600000", "1"),
            ("600000", "4294967295"),
            ("600000", "-1"),
            ("\"version\": 1", "\"version\": 2"),
            ("insitu-key", "insitu-kex"),
            ("0707", "0708"),
            ("0909", "0908"),
            ("aes-256-gcm", "none"),
            ("\"sealed\": \"", "\"sealed\": \"00"),
            ("{", "{\"more\": 1,"),
        ] {
            let changed = file.replacen(from, to, 1);
            assert_ne!(changed, file);
            assert_eq!(unwrap_key(&changed, PASS).err().map(|e| e.to_string()), Some("E_PASSPHRASE".into()), "{from}");
        }
        let sealed = file.find("sealed\": \"").unwrap() + 10;
        for at in [sealed, sealed + 63, sealed + 64, sealed + 95] {
            let mut bytes = file.clone().into_bytes();
            bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
            assert!(unwrap_key(&String::from_utf8(bytes).unwrap(), PASS).is_err(), "{at}");
        }
        for other in ["", "{}", "[]", "null", "\u{FEFF}", &"5a".repeat(32), &"[".repeat(4000), &" ".repeat(5000)] {
            assert_eq!(unwrap_key(other, PASS).err().map(|e| e.code()), Some("E_PASSPHRASE"));
        }
        for end in 0..file.trim_end().len() {
            assert!(unwrap_key(&file[..end], PASS).is_err(), "{end}");
        }
    }

    #[test]
    fn weak_passphrases_are_refused_before_any_work() {
        let (key, _) = sample();
        for weak in ["", " ", "short", "elevenchars", "aaaaaaaaaaaaaaaaaaaa", "abcdabcdabcdabcd", "口令口令口令"] {
            assert_eq!(wrap_key(&key, weak).err().map(|e| e.code()), Some("E_WEAK_PASSPHRASE"), "{weak}");
        }
        assert!(wrap_key(&key, "春江潮水连海平").is_ok());
    }
}
