//! The zip archive that a workbook is: its parts, inflated piece by piece under limits that look at what really comes out.

use super::super::limits;
use super::super::read::Source;
use super::super::stream::Cursor;
use crate::error::{ErrorKind, Result};
use flate2::{Crc, Decompress, FlushDecompress, Status};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use zip::{CompressionMethod, ZipArchive};

/// Bytes read at once: in a browser every read costs the same milliseconds, whatever its length.
const PIECE: usize = 1 << 20;
/// Bytes inflated at once: with fewer, copying what may be referred to again takes a good part of the time.
const INFLATED: usize = 192 << 10;

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
            return Err(ErrorKind::Limit.into());
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
        let inflate = match file.compression() {
            CompressionMethod::Stored => None,
            CompressionMethod::Deflated => Some(Decompress::new(false)),
            _ => return Err(ErrorKind::Archive.into()),
        };
        let ratio = if content == Content::Cells { limits::CELLS_RATIO } else { limits::UNPACKED_RATIO };
        Ok(Some(Part {
            at: file.data_start().ok_or(ErrorKind::Archive)?,
            left: file.compressed_size(),
            source: self.source.clone(),
            packed: Vec::new(),
            used: 0,
            taken: 0,
            given: 0,
            inflate,
            crc: Crc::new(),
            stated: (file.size(), file.crc32()),
            ratio,
            inflated: self.inflated.clone(),
            over: false,
        }))
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

/// One part, read from its start.
pub struct Part {
    source: Rc<dyn Source>,
    at: u64,
    left: u64,
    packed: Vec<u8>,
    used: usize,
    taken: u64,
    given: u64,
    inflate: Option<Decompress>,
    crc: Crc,
    /// Size and checksum that the directory gives.
    stated: (u64, u32),
    ratio: u64,
    /// Bytes inflated from the whole archive.
    inflated: Rc<Cell<u64>>,
    over: bool,
}

impl Part {
    /// Appends some more bytes; `false` when there are no more.
    ///
    /// # Errors
    /// `E_ARCHIVE` where the data are damaged or are not what the directory says, `E_LIMIT` for a bomb, those of the source.
    pub fn fill(&mut self, out: &mut Vec<u8>) -> Result<bool> {
        let before = out.len();
        while out.len() == before {
            if self.over {
                return Ok(false);
            }
            if self.used == self.packed.len() && self.left > 0 {
                let length = self.left.min(PIECE as u64).min(self.source.size().saturating_sub(self.at));
                if length == 0 {
                    return Err(ErrorKind::Archive.into());
                }
                self.packed.resize(length as usize, 0);
                self.source.read_at(self.at, &mut self.packed)?;
                (self.at, self.left, self.used) = (self.at + length, self.left - length, 0);
            }
            let input = self.packed.get(self.used..).unwrap_or_default();
            let ended = match &mut self.inflate {
                None => {
                    out.extend_from_slice(input);
                    self.used = self.packed.len();
                    self.taken += (out.len() - before) as u64;
                    self.left == 0
                }
                Some(inflate) => {
                    out.try_reserve(INFLATED).or(Err(ErrorKind::Memory))?;
                    let was = inflate.total_in();
                    let status = inflate.decompress_vec(input, out, FlushDecompress::None).or(Err(ErrorKind::Archive))?;
                    let took = inflate.total_in() - was;
                    (self.used, self.taken) = (self.used + took as usize, self.taken + took);
                    if status != Status::StreamEnd && took == 0 && out.len() == before && self.left == 0 {
                        return Err(ErrorKind::Archive.into());
                    }
                    status == Status::StreamEnd
                }
            };
            let new = out.get(before..).unwrap_or_default();
            self.crc.update(new);
            self.given += new.len() as u64;
            self.inflated.set(self.inflated.get() + new.len() as u64);
            let allowed = limits::UNPACKED_FREE + self.taken.saturating_mul(self.ratio);
            if self.given > limits::PART.min(allowed) || self.inflated.get() > limits::WORKBOOK {
                return Err(ErrorKind::Limit.into());
            }
            if ended {
                self.over = true;
                if (self.given, self.crc.sum()) != self.stated {
                    return Err(ErrorKind::Archive.into());
                }
            }
        }
        Ok(true)
    }
}
