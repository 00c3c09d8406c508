//! Files of a report in one, to be sealed by a passphrase ([`crate::mask::Vault`]) for whoever is told it.
//!
//! The layout is that of a project, whose place it takes in a container: the length of a head (4 bytes, little-endian), the head as
//! JSON, which begins with `{"pack":` where that of a project does not, and the files one behind the other. The page writes and reads
//! the same (www/src/engine/projects.ts).

use super::{Exported, ProjectFile};
use crate::error::{Error, ErrorKind, Result};
use crate::tree;
use serde::{Deserialize, Serialize};

/// Version of the layout; a later one is refused.
const VERSION: u32 = 1;

/// Bytes before the head.
const LENGTH: usize = 4;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    pack: u32,
    files: Vec<ProjectFile>,
}

/// The content of a container that holds these files.
///
/// # Errors
/// `E_INTERNAL`.
pub fn pack(files: &[Exported]) -> Result<Vec<u8>> {
    let named = files.iter().map(|file| ProjectFile { name: file.name.clone(), bytes: file.bytes.len() as u64 });
    let mut bytes = vec![0; LENGTH];
    serde_json::to_writer(&mut bytes, &Head { pack: VERSION, files: named.collect() }).or(Err(ErrorKind::Internal))?;
    let length = u32::try_from(bytes.len() - LENGTH).or(Err(ErrorKind::Internal))?;
    bytes.splice(..LENGTH, length.to_le_bytes());
    files.iter().for_each(|file| bytes.extend(&file.bytes));
    Ok(bytes)
}

/// The files in such a content, by their names, which are no paths.
///
/// # Errors
/// `E_PROJECT` for what is none, as a project, or is not whole; `E_NEWER`.
pub fn unpack(content: &[u8]) -> Result<Vec<(String, &[u8])>> {
    let fault = || Error::new(ErrorKind::Project);
    let (length, rest) = content.split_first_chunk::<LENGTH>().ok_or_else(fault)?;
    let (head, mut left) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or_else(fault)?;
    let head: serde_json::Value = serde_json::from_slice(head).or(Err(fault()))?;
    if head.get("pack").and_then(serde_json::Value::as_u64).is_some_and(|version| version > u64::from(VERSION)) {
        return Err(ErrorKind::Newer.into());
    }
    let head: Head = tree::read(&head).ok_or_else(fault)?;
    let mut files = Vec::new();
    for ProjectFile { name, bytes } in head.files {
        let is_plain = !name.starts_with('.') && !name.chars().any(|c| c.is_control() || "/\\:".contains(c));
        let length = usize::try_from(bytes).ok().filter(|_| is_plain && !name.is_empty());
        let (own, behind) = length.and_then(|length| left.split_at_checked(length)).ok_or_else(fault)?;
        files.push((name, own));
        left = behind;
    }
    if left.is_empty() { Ok(files) } else { Err(fault()) }
}
