//! What a file is by its first bytes, and the way into it.

use super::json;
#[cfg(feature = "formats")]
use super::{archive, arrow, parquet, plan::Overrides, read::Source, stream::Extent, stream::Opened, workbook};
#[cfg(feature = "formats")]
use crate::error::{ErrorKind, Result};
use serde::{Deserialize, Serialize};
#[cfg(feature = "formats")]
use std::rc::Rc;

/// First bytes of spreadsheets that are refused by name rather than read as text.
const PAGES: [&[u8]; 5] = [b"<html", b"<!doctype html", b"<table", b"<?xml", b"id;p"];

/// What the bytes of a file are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Container {
    /// Text as it is: read in ranges, by several workers.
    #[default]
    Text,
    /// gzip around one file.
    Gzip,
    /// A zip archive of files.
    Zip,
    /// A workbook: xlsx, xlsm, xlsb, xls, ods.
    Workbook,
    /// JSON, as one value or one record per line.
    Json,
    /// Apache Parquet.
    Parquet,
    /// Apache Arrow IPC, file or stream; Feather 2 is the file.
    Arrow,
}

/// Text that a container holds, and how it is to be read.
#[cfg(feature = "formats")]
pub(super) struct Inside {
    pub(super) container: Container,
    pub(super) opened: Opened,
    /// Whether the text is records of the plain dialect, rather than a file of anybody's.
    pub(super) plain: bool,
    /// Whether its first record is known to be a header.
    pub(super) header: bool,
}

impl Container {
    /// Whether the file is read in ranges; other files are read from their start.
    #[must_use]
    pub fn is_text(&self) -> bool {
        *self == Self::Text
    }

    /// Name of the format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "csv",
            Self::Gzip => "gzip",
            Self::Zip => "zip",
            Self::Workbook => "workbook",
            Self::Json => "json",
            Self::Parquet => "parquet",
            Self::Arrow => "arrow",
        }
    }

    /// By the first bytes of a file.
    #[must_use]
    pub fn of(head: &[u8]) -> Self {
        let text = head.trim_ascii_start();
        let is_page = |p: &&[u8]| text.get(..p.len()).is_some_and(|t| t.eq_ignore_ascii_case(p));
        match head {
            [0x1F, 0x8B, ..] => Self::Gzip,
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Self::Zip,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Self::Workbook,
            [b'P', b'A', b'R', b'1', ..] => Self::Parquet,
            [b'A', b'R', b'R', b'O', b'W', b'1', ..] | [0xFF, 0xFF, 0xFF, 0xFF, ..] => Self::Arrow,
            _ if PAGES.iter().any(is_page) => Self::Workbook,
            _ if json::looks_like(head) => Self::Json,
            _ => Self::Text,
        }
    }

    /// Opens a file that is no text.
    ///
    /// # Errors
    /// Those of the format; `E_MEMBER` if it holds no such sheet or file.
    #[cfg(feature = "formats")]
    pub(super) fn open(self, source: &Rc<dyn Source>, member: Option<&str>) -> Result<Inside> {
        let table = |container, opened| Ok(Inside { container, opened, plain: true, header: false });
        match self {
            Self::Zip if workbook::kind(source)?.is_some() => Self::Workbook.open(source, member),
            Self::Workbook => table(self, workbook::open(source.clone(), member)?),
            Self::Parquet => Ok(Inside { header: true, ..table(self, parquet::open(source.clone())?)? }),
            Self::Arrow => Ok(Inside { header: true, ..table(self, arrow::open(source.clone())?)? }),
            Self::Text | Self::Json => {
                let mut again = || Ok(archive::whole(source.clone()));
                let mut found = json::open(&mut again, None)?;
                if let Some(name) = member {
                    let index = found.opened.members.iter().position(|m| m == name).ok_or(ErrorKind::Member)?;
                    found = json::open(&mut again, Some(index))?;
                }
                Ok(Inside { header: found.header, ..table(self, found.opened)? })
            }
            Self::Gzip | Self::Zip => {
                let unpack = || if self == Self::Zip { archive::zip(source, member) } else { Ok(archive::gzip(source.clone())) };
                let mut head = Vec::new();
                unpack()?.stream.next(HEAD, &mut head)?;
                let opened = unpack()?;
                if !json::looks_like(&head) {
                    return Ok(Inside { plain: false, ..table(self, opened)? });
                }
                let found = json::open(&mut || Ok(unpack()?.stream), None)?;
                let opened = Opened { stream: found.opened.stream, extent: Extent::Unknown, ..opened };
                Ok(Inside { header: found.header, ..table(self, opened)? })
            }
        }
    }
}

/// Bytes by which an unpacked file shows what it is.
#[cfg(feature = "formats")]
const HEAD: usize = 64 << 10;

#[cfg(feature = "formats")]
impl Inside {
    /// The user's words, and what is known of the text without asking.
    pub(super) fn overrides(&self, given: &Overrides) -> Overrides {
        if !self.plain {
            return given.clone();
        }
        Overrides {
            encoding: Some(super::Encoding::Utf8),
            delimiter: Some(",".to_owned()),
            header_row: given.header_row.or(self.header.then_some(1)),
            ..given.clone()
        }
    }
}
