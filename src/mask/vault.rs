//! A file of any length sealed by a passphrase, chunk by chunk: the container of saved projects.
//!
//! A header of 32 bytes: `INSITU` CR LF, version (1), number of the key derivation (1: PBKDF2-HMAC-SHA-256), two bytes 0,
//! iterations (4 bytes, little-endian), salt (16). Then chunks of 1 MiB, the last one shorter or empty, each under AES-256-GCM
//! (NIST SP 800-38D) with its tag of 16 bytes behind it. The salt is new in every file, and with it the key, so the nonce is
//! the number of the chunk. The tag also covers the SHA-256 of the header, the number of the chunk and whether it is the last:
//! no chunk can be changed, moved, left out or cut away unseen (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár 2015).

use super::passphrase::{ITERATIONS, cipher, is_affordable, random, strong};
use crate::error::{Error, ErrorKind, Result};
use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, Tag};
use sha2::{Digest, Sha256};

/// Bytes of a chunk before it is sealed.
pub const CHUNK: usize = 1 << 20;
/// Bytes behind a chunk that prove it.
pub const TAG: usize = 16;
/// Bytes before the first chunk.
pub const HEADER: usize = 32;

const MAGIC: &[u8; 8] = b"INSITU\r\n";
const VERSION: u8 = 1;
const KDF: u8 = 1;

/// A container while it is written or read; chunks go through it in their order.
///
/// ```
/// use insitu::mask::Vault;
/// let (mut vault, header) = Vault::new("correct horse battery")?;
/// let sealed = vault.seal(b"what nobody is to read".to_vec(), true)?;
/// let mut again = Vault::open(&header, "correct horse battery")?;
/// assert_eq!(again.unseal(sealed, true)?, b"what nobody is to read");
/// # Ok::<(), insitu::error::Error>(())
/// ```
pub struct Vault {
    cipher: Aes256Gcm,
    /// SHA-256 of the header.
    header: [u8; 32],
    /// Chunks so far.
    chunks: u64,
}

impl Vault {
    /// A new container, with its header.
    ///
    /// # Errors
    /// `E_WEAK_PASSPHRASE` as [`wrap_key`](super::wrap_key); `E_KEY` when the system gives no random bytes.
    pub fn new(passphrase: &str) -> Result<(Self, [u8; HEADER])> {
        strong(passphrase)?;
        let mut header = [0; HEADER];
        let fields = [&MAGIC[..], &[VERSION, KDF, 0, 0], &ITERATIONS.to_le_bytes(), &random::<16>()?].concat();
        header.iter_mut().zip(fields).for_each(|(slot, byte)| *slot = byte);
        let vault = Self::under(&header, passphrase, ITERATIONS).ok_or_else(|| Error::new(ErrorKind::Internal))?;
        Ok((vault, header))
    }

    /// A container that is read, by its header.
    ///
    /// # Errors
    /// `E_PROJECT` for what is none or asks for fewer iterations than ours or for too many, `E_NEWER` for one of a later version.
    pub fn open(header: &[u8], passphrase: &str) -> Result<Self> {
        let fault = || Error::new(ErrorKind::Project);
        let header: &[u8; HEADER] = header.try_into().or(Err(fault()))?;
        let (&[version, kdf, zero, null], rest) =
            header.strip_prefix(MAGIC).and_then(<[u8]>::split_first_chunk::<4>).ok_or_else(fault)?;
        if version > VERSION {
            return Err(ErrorKind::Newer.into());
        }
        let iterations = rest.first_chunk().copied().map_or(0, u32::from_le_bytes);
        if (version, kdf, zero, null) != (VERSION, KDF, 0, 0) || !is_affordable(iterations) {
            return Err(fault());
        }
        Self::under(header, passphrase, iterations).ok_or_else(fault)
    }

    fn under(header: &[u8; HEADER], passphrase: &str, iterations: u32) -> Option<Self> {
        let salt = header.last_chunk::<16>()?;
        Some(Self { cipher: cipher(passphrase, salt, iterations)?, header: Sha256::digest(header).into(), chunks: 0 })
    }

    /// Nonce of the next chunk, and what its tag covers beside it.
    fn next(&mut self, is_last: bool) -> ([u8; 12], Vec<u8>) {
        let number = self.chunks.to_be_bytes();
        self.chunks += 1;
        let mut nonce = [0; 12];
        nonce.iter_mut().skip(4).zip(number).for_each(|(slot, byte)| *slot = byte);
        (nonce, [&self.header[..], &number, &[u8::from(is_last)]].concat())
    }

    /// Seals the next chunk: [`CHUNK`] bytes, or fewer where it is the last.
    ///
    /// # Errors
    /// None in practice: no chunk is longer than the cipher takes.
    pub fn seal(&mut self, mut bytes: Vec<u8>, is_last: bool) -> Result<Vec<u8>> {
        let (nonce, beside) = self.next(is_last);
        let tag = self.cipher.encrypt_inout_detached(&nonce.into(), &beside, (&mut bytes[..]).into());
        bytes.extend_from_slice(&tag.or(Err(Error::new(ErrorKind::Internal)))?);
        Ok(bytes)
    }

    /// Opens the next chunk, its tag behind it.
    ///
    /// # Errors
    /// `E_SEALED` where the first does not open: the passphrase is another, or the file was changed. `E_PROJECT` where a later one
    /// does not: the file was changed or cut.
    pub fn unseal(&mut self, mut bytes: Vec<u8>, is_last: bool) -> Result<Vec<u8>> {
        let kind = if self.chunks == 0 { ErrorKind::Sealed } else { ErrorKind::Project };
        let (nonce, beside) = self.next(is_last);
        let opened = bytes.len().checked_sub(TAG).and_then(|length| {
            let tag: [u8; TAG] = bytes.split_off(length).try_into().ok()?;
            let tag = Tag::from(tag);
            self.cipher.decrypt_inout_detached(&nonce.into(), &beside, (&mut bytes[..]).into(), &tag).ok()
        });
        opened.ok_or_else(|| Error::new(kind))?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASS: &str = "correct horse battery";
    /// A chunk of the tests; the length of a chunk is the writer's business.
    const SHORT: usize = 64;

    fn sealed(text: &[u8]) -> ([u8; HEADER], Vec<Vec<u8>>) {
        let (mut vault, header) = Vault::new(PASS).unwrap();
        let pieces: Vec<&[u8]> = if text.is_empty() { vec![text] } else { text.chunks(SHORT).collect() };
        let last = pieces.len() - 1;
        (header, pieces.iter().enumerate().map(|(i, piece)| vault.seal(piece.to_vec(), i == last).unwrap()).collect())
    }

    /// All of it, the key made once.
    fn read(vault: &mut Vault, chunks: &[Vec<u8>]) -> Result<Vec<u8>> {
        vault.chunks = 0;
        let last = chunks.len().saturating_sub(1);
        let open = |(i, chunk): (usize, &Vec<u8>)| vault.unseal(chunk.clone(), i == last);
        chunks.iter().enumerate().map(open).collect::<Result<Vec<_>>>().map(|all| all.concat())
    }

    #[test]
    fn what_was_sealed_comes_back_and_is_not_seen() {
        for length in [0, 1, SHORT - 1, SHORT, SHORT + 1, 5 * SHORT] {
            let text: Vec<u8> = (0..length).map(|i| (i * 7) as u8).collect();
            let (header, chunks) = sealed(&text);
            assert_eq!(read(&mut Vault::open(&header, PASS).unwrap(), &chunks).unwrap(), text);
            assert!(length < 16 || !chunks.concat().windows(16).any(|w| w == &text[..16]));
        }
        let ((one, first), (two, second)) = (sealed(b"the same text"), sealed(b"the same text"));
        assert!(one != two && first != second);
    }

    #[test]
    fn every_changed_byte_is_seen() {
        let text = vec![5; 3 * SHORT + 9];
        let (header, chunks) = sealed(&text);
        let mut vault = Vault::open(&header, PASS).unwrap();
        for (chunk, sealed) in chunks.iter().enumerate() {
            for at in 0..sealed.len() {
                let mut changed = chunks.clone();
                changed[chunk][at] ^= 1 << (at % 8);
                let code = read(&mut vault, &changed).unwrap_err().code();
                assert_eq!(code, if chunk == 0 { "E_SEALED" } else { "E_PROJECT" }, "{chunk} {at}");
            }
        }
        for at in 0..HEADER {
            let mut changed = header;
            // Not one that asks for a minute of work.
            changed[at] ^= if at == 15 { 0x80 } else { 1 };
            // Fewer iterations and what the header must hold are refused at once; more of them or another salt make another key.
            let code = match Vault::open(&changed, PASS) {
                Err(error) => error.code(),
                Ok(mut vault) => read(&mut vault, &chunks).unwrap_err().code(),
            };
            assert!(["E_SEALED", "E_PROJECT", "E_NEWER"].contains(&code), "{at} {code}");
        }
    }

    #[test]
    fn chunks_that_are_moved_left_out_doubled_or_cut_are_seen() {
        let (header, chunks) = sealed(&(0..=255).collect::<Vec<u8>>());
        let mut vault = Vault::open(&header, PASS).unwrap();
        let turned: Vec<Vec<u8>> = chunks.iter().rev().cloned().collect();
        let swapped = [&chunks[..1], &chunks[2..3], &chunks[1..2], &chunks[3..]].concat();
        let doubled = [&chunks[..2], &chunks[1..]].concat();
        let left_out = [&chunks[..1], &chunks[2..]].concat();
        for (number, wrong) in [turned, swapped, doubled, left_out].iter().enumerate() {
            assert!(read(&mut vault, wrong).is_err(), "{number}");
        }
        for end in 0..chunks.len() {
            assert!(read(&mut vault, &chunks[..end]).is_err() || end == 0, "{end}");
            let mut cut = chunks[..=end].to_vec();
            cut[end].pop();
            assert!(read(&mut vault, &cut).is_err(), "{end}");
        }
        // What stood last in one file is no end of another.
        let (_, others) = sealed(b"another file");
        assert!(read(&mut vault, &[&chunks[..1], &others[..]].concat()).is_err());
    }

    #[test]
    fn another_passphrase_another_version_and_anything_else_are_refused() {
        let (header, chunks) = sealed(b"text");
        for wrong in ["", "correct horse batterY", "correct horse battery "] {
            assert_eq!(read(&mut Vault::open(&header, wrong).unwrap(), &chunks).unwrap_err().code(), "E_SEALED");
        }
        let mut newer = header;
        newer[8] = 2;
        assert_eq!(Vault::open(&newer, PASS).err().map(|e| e.code()), Some("E_NEWER"));
        for weak in [1_u32, ITERATIONS - 1, 20_000_001, u32::MAX] {
            let mut changed = header;
            changed[12..16].copy_from_slice(&weak.to_le_bytes());
            assert_eq!(Vault::open(&changed, PASS).err().map(|e| e.code()), Some("E_PROJECT"), "{weak}");
        }
        assert_eq!(Vault::new("short").err().map(|e| e.code()), Some("E_WEAK_PASSPHRASE"));
        for length in [0, 31, 33] {
            assert_eq!(Vault::open(&vec![0; length], PASS).err().map(|e| e.code()), Some("E_PROJECT"), "{length}");
        }
    }

    #[test]
    fn random_bytes_are_refused_in_no_time() {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut byte = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        };
        let (header, _) = sealed(b"text");
        let mut vault = Vault::open(&header, PASS).unwrap();
        for round in 0..100_000 {
            let chunk: Vec<u8> = (0..round % 80).map(|_| byte()).collect();
            assert!(read(&mut vault, &[chunk]).is_err());
            let head: Vec<u8> = (0..HEADER).map(|_| byte()).collect();
            assert_eq!(Vault::open(&head, PASS).err().map(|e| e.code()), Some("E_PROJECT"));
        }
    }
}
