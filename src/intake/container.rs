//! What a file is by its first bytes, and the way into it.

#[cfg(feature = "formats")]
use super::{archive, read::Source, stream::Opened};
#[cfg(feature = "formats")]
use crate::error::Result;
use serde::{Deserialize, Serialize};
#[cfg(feature = "formats")]
use std::rc::Rc;

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
        }
    }

    /// By the first bytes of a file.
    #[must_use]
    pub fn of(head: &[u8]) -> Self {
        match head {
            [0x1F, 0x8B, ..] => Self::Gzip,
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Self::Zip,
            _ => Self::Text,
        }
    }

    /// Opens a file that is no text.
    ///
    /// # Errors
    /// Those of the format; `E_MEMBER` if it holds no such sheet or file.
    #[cfg(feature = "formats")]
    pub fn open(self, source: Rc<dyn Source>, member: Option<&str>) -> Result<Opened> {
        match self {
            Self::Zip => archive::zip(&source, member),
            Self::Text | Self::Gzip => Ok(archive::gzip(source)),
        }
    }
}
