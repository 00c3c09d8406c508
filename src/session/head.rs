//! The head of what is sealed, a project or the files of a report: its length (4 bytes, little-endian), itself as JSON, and
//! whatever stands behind it. The page reads and writes the same (www/src/engine/projects.ts).

use crate::error::{ErrorKind, Result};
use serde::Serialize;
use serde_json::Value;

/// Bytes before the head.
const LENGTH: usize = 4;

/// A head, for what follows to be put behind it.
///
/// # Errors
/// `E_INTERNAL`, `E_MEMORY` above 4 GiB.
pub(super) fn write(head: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; LENGTH];
    serde_json::to_writer(&mut bytes, head).or(Err(ErrorKind::Internal))?;
    let length = u32::try_from(bytes.len() - LENGTH).or(Err(ErrorKind::Memory))?;
    bytes.splice(..LENGTH, length.to_le_bytes());
    Ok(bytes)
}

/// The head and what stands behind it, where its version, under a name, is no later than this.
///
/// # Errors
/// `E_PROJECT` for what has no whole head, `E_NEWER`.
pub(super) fn read<'b>(bytes: &'b [u8], version: (&str, u32)) -> Result<(Value, &'b [u8])> {
    let (length, rest) = bytes.split_first_chunk::<LENGTH>().ok_or(ErrorKind::Project)?;
    let (head, behind) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(ErrorKind::Project)?;
    let head: Value = serde_json::from_slice(head).or(Err(ErrorKind::Project))?;
    let (name, known) = version;
    if head.get(name).and_then(Value::as_u64).is_some_and(|own| own > u64::from(known)) {
        return Err(ErrorKind::Newer.into());
    }
    Ok((head, behind))
}
