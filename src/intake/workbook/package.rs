//! The zip archive that a workbook is: a directory of parts.

use super::super::limits;
use super::super::read::Source;
use super::super::stream::{Cursor, Handover};
use super::part::Part;
use crate::error::{ErrorKind, Result};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use zip::{CompressionMethod, ZipArchive};

/// What a part holds, as far as its limits differ.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Cells, which may repeat a lot.
    Cells,
    /// Everything else.
    Other,
}

/// A workbook's archive.
pub struct Package {
    source: Rc<dyn Source>,
    archive: ZipArchive<Cursor>,
    names: BTreeMap<String, usize>,
    inflated: Rc<Cell<u64>>,
}

impl Package {
    /// Reads the directory.
    ///
    /// # Errors
    /// `E_ARCHIVE` where it is damaged, `E_LIMIT` above [`limits::PARTS`].
    pub fn open(source: Rc<dyn Source>) -> Result<Self> {
        let archive = ZipArchive::new(Cursor::new(source.clone())).or(Err(ErrorKind::Archive))?;
        if archive.len() > limits::PARTS {
            return Err(ErrorKind::Files.into());
        }
        let mut names = BTreeMap::new();
        for (index, name) in archive.file_names().enumerate() {
            if let Ok(name) = name {
                names.entry(plain_name(&name)).or_insert(index);
            }
        }
        Ok(Self { source, archive, names, inflated: Rc::default() })
    }

    /// Whether there is such a part.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&plain_name(name))
    }

    /// Opens a part; `None` if there is none of this name (whose case does not matter).
    ///
    /// # Errors
    /// `E_ENCRYPTED`; `E_ARCHIVE` for an unknown compression or a damaged header.
    pub fn part(&mut self, name: &str, content: Content) -> Result<Option<Part>> {
        let Some(&index) = self.names.get(&plain_name(name)) else { return Ok(None) };
        let file = self.archive.by_index_raw(index).or(Err(ErrorKind::Archive))?;
        if file.encrypted() {
            return Err(ErrorKind::Encrypted.into());
        }
        let deflated = match file.compression() {
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            _ => return Err(ErrorKind::Archive.into()),
        };
        let entry = Handover {
            at: file.data_start().ok_or(ErrorKind::Archive)?,
            packed: file.compressed_size(),
            deflated,
            size: file.size(),
            crc: file.crc32(),
            ratio: if content == Content::Cells { limits::CELLS_RATIO } else { limits::UNPACKED_RATIO },
            before: 0,
            given: 0,
        };
        Ok(Some(Part::new(self.source.clone(), entry, self.inflated.clone())))
    }

    /// All bytes of a small part; none if there is no such part.
    ///
    /// # Errors
    /// Those of [`Package::part`] and [`Part::fill`]; `E_LIMIT` above [`limits::LINE`].
    pub fn small(&mut self, name: &str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if let Some(mut part) = self.part(name, Content::Other)? {
            while part.fill(&mut bytes)? {
                if bytes.len() > limits::LINE {
                    return Err(ErrorKind::Limit.into());
                }
            }
        }
        Ok(bytes)
    }
}

/// Names as the directory of any writer may spell them.
fn plain_name(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// Path of a part that another names: absolute, or from the folder of `base`.
pub fn resolve(base: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let folder = if target.starts_with('/') { "" } else { base.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut path: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}
