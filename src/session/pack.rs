//! Files of a report in one, to be sealed by a passphrase ([`crate::mask::Vault`]) for whoever is told it.
//!
//! The layout is that of a project, whose place it takes in a container: a head, which begins with `{"pack":` where that of a project
//! does not, and the files one behind the other.

use super::{Exported, ProjectFile, head};
use crate::error::{Error, ErrorKind, Result};
use crate::tree;
use serde::{Deserialize, Serialize};

/// Version of the layout; a later one is refused.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    pack: u32,
    files: Vec<ProjectFile>,
}

/// The content of a container that holds these files.
///
/// # Errors
/// `E_INTERNAL`, `E_MEMORY`.
pub fn pack(files: &[Exported]) -> Result<Vec<u8>> {
    let named = files.iter().map(|file| ProjectFile { name: file.name.clone(), bytes: file.bytes.len() as u64 });
    let mut bytes = head::write(&Head { pack: VERSION, files: named.collect() })?;
    files.iter().for_each(|file| bytes.extend(&file.bytes));
    Ok(bytes)
}

/// The files in such a content, by their names, which are no paths.
///
/// # Errors
/// `E_PROJECT` for what is none, as a project, or is not whole; `E_NEWER`.
pub fn unpack(content: &[u8]) -> Result<Vec<(String, &[u8])>> {
    let fault = || Error::new(ErrorKind::Project);
    let (head, mut left) = head::read(content, ("pack", VERSION))?;
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
