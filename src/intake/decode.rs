//! Bytes of a file → UTF-8, with the way back from a line of text to its place in the file.

use super::plan::Encoding;
use crate::error::Result;

/// A decoder of one run of bytes. UTF-8 passes through and is checked record by record later.
pub enum Decoder {
    /// The bytes are the text.
    Utf8,
    /// GB18030: no trail byte is a line end, so the n-th line end of the text is the n-th of the bytes.
    #[cfg(feature = "formats")]
    Gb18030 {
        /// Streaming state.
        decoder: Box<encoding_rs::Decoder>,
        /// Line starts still in the text buffer: place in the text, place in the file.
        lines: Vec<(usize, u64)>,
        /// Bytes decoded so far, from the start of the file.
        position: u64,
    },
}

impl Decoder {
    /// A decoder for bytes from `position` of a file.
    ///
    /// # Errors
    /// `E_ENCODING` if this build cannot read the encoding.
    pub fn new(encoding: Encoding, position: u64) -> Result<Self> {
        match encoding {
            Encoding::Utf8 => Ok(Self::Utf8),
            #[cfg(feature = "formats")]
            Encoding::Gb18030 => Ok(Self::Gb18030 {
                decoder: Box::new(encoding_rs::GB18030.new_decoder_without_bom_handling()),
                lines: vec![(0, position)],
                position,
            }),
            #[cfg(not(feature = "formats"))]
            Encoding::Gb18030 => {
                let _ = position;
                Err(crate::error::ErrorKind::Encoding.into())
            }
        }
    }

    /// Decodes `bytes` onto the end of `text`.
    #[cfg(feature = "formats")]
    pub fn decode(&mut self, bytes: &[u8], newline: u8, last: bool, text: &mut Vec<u8>) {
        let Self::Gb18030 { decoder, lines, position } = self else {
            text.extend_from_slice(bytes);
            return;
        };
        let before = text.len();
        let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3 + 16);
        text.resize(before + room, 0);
        let (_, _, written, _) = decoder.decode_to_utf8(bytes, text.get_mut(before..).unwrap_or_default(), last);
        text.truncate(before + written);
        let ends = memchr::memchr_iter(newline, text.get(before..).unwrap_or_default());
        let places = memchr::memchr_iter(newline, bytes);
        lines.extend(ends.zip(places).map(|(t, b)| (before + t + 1, *position + b as u64 + 1)));
        *position += bytes.len() as u64;
    }

    /// Place in the file of a place in the text that is a line start; `base` is where the text buffer starts in the file.
    #[must_use]
    pub fn offset(&self, text: usize, base: u64) -> u64 {
        match self {
            Self::Utf8 => base + text as u64,
            #[cfg(feature = "formats")]
            Self::Gb18030 { lines, position, .. } => {
                let at = lines.partition_point(|l| l.0 <= text).saturating_sub(1);
                // Behind the last line end there is only the end of what was decoded.
                lines.get(at).map_or(*position, |l| if l.0 == text { l.1 } else { *position })
            }
        }
    }

    /// Place in the text of the first line that starts at or behind a place in the file; `None` if none is decoded yet.
    #[must_use]
    pub fn text_from(&self, offset: u64, base: u64) -> Option<usize> {
        match self {
            Self::Utf8 => Some(usize::try_from(offset.saturating_sub(base)).unwrap_or(usize::MAX)),
            #[cfg(feature = "formats")]
            Self::Gb18030 { lines, .. } => lines.get(lines.partition_point(|l| l.1 < offset)).map(|l| l.0),
        }
    }

    /// Forgets the first bytes of the text buffer.
    pub fn drop_front(&mut self, text: usize) {
        match self {
            Self::Utf8 => {
                let _ = text;
            }
            #[cfg(feature = "formats")]
            Self::Gb18030 { lines, .. } => {
                lines.drain(..lines.partition_point(|l| l.0 < text));
                for line in lines.iter_mut() {
                    line.0 -= text;
                }
            }
        }
    }
}
