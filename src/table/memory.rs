//! Whether there is memory for what cannot say so itself.

use crate::error::{ErrorKind, Result};

/// Makes sure that so many bytes can be had at once: what asks for them next, in whatever way, gets them.
///
/// # Errors
/// `E_MEMORY`.
pub fn room(bytes: usize) -> Result<()> {
    let mut probe = Vec::<u8>::new();
    probe.try_reserve_exact(bytes).or(Err(ErrorKind::Memory))?;
    // Unseen, a request that nobody uses is left out by the compiler.
    std::hint::black_box(probe.as_mut_ptr());
    Ok(())
}
