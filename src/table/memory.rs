//! Whether there is memory for what cannot say so itself.

use crate::error::{ErrorKind, Result};

/// Makes sure that so many bytes can be had at once: what asks for them next, in whatever way, gets them.
///
/// # Errors
/// `E_MEMORY`.
pub fn room(bytes: usize) -> Result<()> {
    rooms(bytes, 1)
}

/// The same for several requests of one size that stand side by side. A memory that only grows grows by no more than they
/// will: each may take a gap that all of them in one piece could not.
///
/// # Errors
/// `E_MEMORY`.
pub fn rooms(bytes: usize, count: usize) -> Result<()> {
    let mut probes = Vec::with_capacity(count);
    for _ in 0..count {
        let mut probe = Vec::<u8>::new();
        probe.try_reserve_exact(bytes).or(Err(ErrorKind::Memory))?;
        // Unseen, a request that nobody uses is left out by the compiler.
        std::hint::black_box(probe.as_mut_ptr());
        probes.push(probe);
    }
    Ok(())
}
