//! From a passphrase to what seals by it: how strong it must be, and what guessing at it costs.

use crate::error::{Error, ErrorKind, Result};
use crate::stats::distinct;
use aes_gcm::Aes256Gcm;
use aes_gcm::aead::KeyInit;
use hmac::Hmac;
use sha2::Sha256;

/// Iterations of a new file: what OWASP asks of PBKDF2-HMAC-SHA-256.
pub(super) const ITERATIONS: u32 = 600_000;

/// Most iterations that a file may ask for, about half a minute of work: a forged file must not stop the engine.
const MOST_ITERATIONS: u32 = 20_000_000;

/// Least length of a passphrase, a character outside ASCII counting twice, and how many different ones it needs.
const LEAST_LENGTH: usize = 12;
const LEAST_DIFFERENT: usize = 5;

/// Refuses a passphrase that protects nothing.
///
/// # Errors
/// `E_WEAK_PASSPHRASE`.
pub(super) fn strong(passphrase: &str) -> Result<()> {
    let length: usize = passphrase.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let used: Vec<char> = passphrase.chars().take(1024).collect();
    if length < LEAST_LENGTH || distinct(&used).len() < LEAST_DIFFERENT {
        return Err(Error::new(ErrorKind::WeakPassphrase));
    }
    Ok(())
}

/// Whether a file that asks for so many iterations is neither weaker than ours nor a waste of time.
pub(super) fn is_affordable(iterations: u32) -> bool {
    (ITERATIONS..=MOST_ITERATIONS).contains(&iterations)
}

/// The cipher under the key that PBKDF2-HMAC-SHA-256 (RFC 8018) makes of the passphrase in UTF-8, as it was typed, and a salt.
pub(super) fn cipher(passphrase: &str, salt: &[u8], iterations: u32) -> Option<Aes256Gcm> {
    let mut sealing = [0; 32];
    pbkdf2::pbkdf2::<Hmac<Sha256>>(passphrase.as_bytes(), salt, iterations, &mut sealing).ok()?;
    let cipher = Aes256Gcm::new_from_slice(&sealing).ok();
    wipe(&mut sealing);
    cipher
}

/// Random bytes of the system.
///
/// # Errors
/// `E_KEY` when it gives none.
#[expect(clippy::disallowed_methods, reason = "salts and nonces; no result depends on them")]
pub(super) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_no_source| Error::new(ErrorKind::Key))?;
    Ok(bytes)
}

/// Overwrites a secret that is not needed any more.
pub(super) fn wipe(secret: &mut [u8; 32]) {
    secret.fill(0);
    std::hint::black_box(secret);
}
