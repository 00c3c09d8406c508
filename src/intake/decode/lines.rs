//! Lines of any encoding → lines of UTF-8.
//!
//! A file may be cut anywhere, so a decoder must find the way again at the next line end. It does: in UTF-16 and UTF-32 a
//! line end is one code unit at a multiple of its size; in GB18030, Big5, Shift-JIS and EUC no byte of a longer character is
//! 0x0A or 0x0D (second bytes start at 0x30 or higher), and the standard's decoders give an ASCII byte back that follows a
//! broken character; ISO-2022-JP, whose bytes mean what the last escape says, must be back in its first state at each line
//! end (RFC 1468), and starts there at each line here. So the n-th line end of the text is the n-th of the bytes.

use super::wide::Wide;
use super::{is_unit, low_byte};
use crate::error::{ErrorKind, Result};
use crate::intake::encoding::{Encoding, foreign};
use crate::intake::limits;
use encoding_rs::DecoderResult;

/// Bytes decoded at a time where nothing is damaged.
const WINDOW: usize = 64 << 10;

/// Decoded text under construction, with the places of what could not be decoded.
pub struct Text<'a> {
    /// UTF-8.
    pub bytes: &'a mut Vec<u8>,
    damage: &'a mut Vec<usize>,
}

impl Text<'_> {
    /// Adds a character.
    #[inline]
    pub fn push(&mut self, c: char) {
        if c.is_ascii() {
            self.bytes.push(c as u8);
        } else {
            self.bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    /// Notes that bytes could not be decoded.
    pub fn damage(&mut self) {
        self.damage.push(self.bytes.len());
        self.push(char::REPLACEMENT_CHARACTER);
    }
}

enum Reader {
    Utf8,
    Wide(Wide),
    Bytes(Box<encoding_rs::Decoder>),
    /// Starts anew at each line.
    Stateful(&'static encoding_rs::Encoding),
}

/// A decoder that remembers where lines start.
pub struct Lines {
    encoding: Encoding,
    reader: Reader,
    fallback: Option<Encoding>,
    /// Line starts still in the text buffer: place in the text, place in the file.
    starts: Vec<(usize, u64)>,
    /// Bytes decoded so far, from the start of the file.
    position: u64,
    /// Bytes of an unfinished line.
    held: Vec<u8>,
    /// Whether the beginning of an over-long line has been decoded.
    inside: bool,
    /// Places in the text buffer of what could not be decoded.
    damage: Vec<usize>,
    /// Starts in the text buffer of lines that the fallback read.
    foreign: Vec<usize>,
}

impl Lines {
    /// A decoder for bytes from `position` of a file.
    ///
    /// # Errors
    /// `E_ENCODING` for an encoding that has no decoder.
    pub fn new(encoding: Encoding, fallback: Option<Encoding>, position: u64) -> Result<Self> {
        let reader = match (encoding, Wide::new(encoding)) {
            (Encoding::Utf8, _) => Reader::Utf8,
            (_, Some(wide)) => Reader::Wide(wide),
            (Encoding::Iso2022Jp, _) => Reader::Stateful(standard(encoding)?),
            _ => Reader::Bytes(Box::new(standard(encoding)?.new_decoder_without_bom_handling())),
        };
        Ok(Self {
            encoding,
            reader,
            fallback,
            starts: vec![(0, position)],
            position,
            held: Vec::new(),
            inside: false,
            damage: Vec::new(),
            foreign: Vec::new(),
        })
    }

    /// See [`super::Decoder::decode`].
    pub fn decode(&mut self, bytes: Vec<u8>, newline: u8, last: bool, text: &mut Vec<u8>) {
        let mut block = bytes;
        if !self.held.is_empty() {
            let new = std::mem::replace(&mut block, std::mem::take(&mut self.held));
            block.extend(new);
        }
        let (unit, low) = (self.unit(), low_byte(self.encoding));
        let line_end = memchr::memrchr_iter(newline, &block).find(|&at| is_unit(&block, at, unit, low)).map(|at| at - low + unit);
        let end = match line_end {
            _ if last => block.len(),
            Some(end) => end,
            None if block.len() > limits::LINE => block.len() / unit * unit,
            None => 0,
        };
        self.held = block.split_off(end);
        let before = text.len();
        let mut reader = std::mem::replace(&mut self.reader, Reader::Utf8);
        self.block(&mut reader, &block, newline, last, text);
        self.reader = reader;
        self.inside = end > 0 && line_end != Some(end);
        let ends = memchr::memchr_iter(newline, text.get(before..).unwrap_or_default());
        let places = memchr::memchr_iter(newline, &block).filter(|&at| is_unit(&block, at, unit, low));
        self.starts.extend(ends.zip(places).map(|(t, b)| (before + t + 1, self.position + (b - low + unit) as u64)));
        self.position += block.len() as u64;
    }

    fn block(&mut self, reader: &mut Reader, block: &[u8], newline: u8, last: bool, text: &mut Vec<u8>) {
        let damage = &mut self.damage;
        match reader {
            Reader::Wide(wide) => wide.decode(block, last, &mut Text { bytes: text, damage }),
            Reader::Utf8 if simdutf8::basic::from_utf8(block).is_ok() => text.extend_from_slice(block),
            Reader::Utf8 => {
                for line in block.split_inclusive(|&b| b == newline) {
                    if std::str::from_utf8(line).is_ok() {
                        text.extend_from_slice(line);
                    } else {
                        self.foreign_or(line, text, utf8);
                    }
                }
            }
            Reader::Stateful(encoding) => {
                for line in block.split_inclusive(|&b| b == newline) {
                    let (content, end) = match line.split_last() {
                        Some((b, content)) if *b == newline => (content, true),
                        _ => (line, false),
                    };
                    // A lone CR at the end belongs to the line end, whatever state a damaged line is in.
                    let (content, cr) = match content.split_last() {
                        Some((b'\r', content)) => (content, true),
                        _ => (content, false),
                    };
                    let mut decoder = encoding.new_decoder_without_bom_handling();
                    decode(&mut decoder, content, true, &mut Text { bytes: text, damage });
                    text.extend(cr.then_some(b'\r').into_iter().chain(end.then_some(newline)));
                }
            }
            Reader::Bytes(decoder) if self.fallback != Some(Encoding::Utf8) => {
                decode(decoder, block, last, &mut Text { bytes: text, damage });
            }
            Reader::Bytes(decoder) => {
                let mut inside = self.inside;
                let mut done = 0;
                let mut at = 0;
                for line in block.split_inclusive(|&b| b == newline) {
                    if !inside && foreign::is_utf8(self.encoding, line) {
                        decode(decoder, block.get(done..at).unwrap_or_default(), false, &mut Text { bytes: text, damage });
                        self.foreign.push(text.len());
                        text.extend_from_slice(line);
                        done = at + line.len();
                    }
                    inside = false;
                    at += line.len();
                }
                decode(decoder, block.get(done..).unwrap_or_default(), last, &mut Text { bytes: text, damage });
            }
        }
    }

    /// Reads a line that is not UTF-8.
    fn foreign_or(&mut self, line: &[u8], text: &mut Vec<u8>, otherwise: fn(&[u8], &mut Text<'_>)) {
        let start = text.len();
        if self.fallback == Some(Encoding::Gb18030) && !self.inside && foreign::is_gb18030(line) {
            let mut damage = Vec::new();
            let mut decoder = encoding_rs::GB18030.new_decoder_without_bom_handling();
            decode(&mut decoder, line, true, &mut Text { bytes: text, damage: &mut damage });
            if damage.is_empty() {
                self.foreign.push(start);
                return;
            }
            text.truncate(start);
        }
        otherwise(line, &mut Text { bytes: text, damage: &mut self.damage });
    }

    /// See [`super::Decoder::unit`].
    #[must_use]
    pub fn unit(&self) -> usize {
        self.encoding.unit()
    }

    /// Places in the text buffer that could not be decoded.
    #[must_use]
    pub fn damages(&self) -> usize {
        self.damage.len()
    }

    /// See [`super::Decoder::damaged`].
    #[must_use]
    pub fn damaged(&self, start: usize, end: usize) -> bool {
        within(&self.damage, start, end)
    }

    /// See [`super::Decoder::foreign`].
    #[must_use]
    pub fn foreign(&self, start: usize, end: usize) -> bool {
        within(&self.foreign, start, end)
    }

    /// See [`super::Decoder::offset`].
    #[must_use]
    pub fn offset(&self, text: usize) -> u64 {
        let at = self.starts.partition_point(|l| l.0 <= text).saturating_sub(1);
        // Behind the last line end there is only the end of what was decoded.
        self.starts.get(at).map_or(self.position, |l| if l.0 == text { l.1 } else { self.position })
    }

    /// See [`super::Decoder::text_from`].
    #[must_use]
    pub fn text_from(&self, offset: u64) -> Option<usize> {
        self.starts.get(self.starts.partition_point(|l| l.1 < offset)).map(|l| l.0)
    }

    /// See [`super::Decoder::drop_front`].
    pub fn drop_front(&mut self, text: usize) {
        self.starts.drain(..self.starts.partition_point(|l| l.0 < text));
        for line in &mut self.starts {
            line.0 -= text;
        }
        for places in [&mut self.damage, &mut self.foreign] {
            places.drain(..places.partition_point(|p| *p < text));
            for place in places.iter_mut() {
                *place -= text;
            }
        }
    }
}

/// Whether any place of an ascending list is in `start..end`.
fn within(places: &[usize], start: usize, end: usize) -> bool {
    places.get(places.partition_point(|p| *p < start)).is_some_and(|p| *p < end)
}

/// The decoder of the standard.
///
/// # Errors
/// `E_ENCODING` for UTF-32, which the standard does not have.
pub fn standard(encoding: Encoding) -> Result<&'static encoding_rs::Encoding> {
    encoding_rs::Encoding::for_label(encoding.label().as_bytes()).ok_or_else(|| ErrorKind::Encoding.into())
}

/// Decodes with the places of damage.
fn decode(decoder: &mut encoding_rs::Decoder, bytes: &[u8], last: bool, text: &mut Text<'_>) {
    let (mut rest, mut window) = (bytes, WINDOW);
    loop {
        // Room is made for one window at a time, a small one behind damage: else each damaged byte would cost the whole rest.
        let part = rest.get(..window.min(rest.len())).unwrap_or_default();
        let ends = part.len() == rest.len();
        let before = text.bytes.len();
        let room = decoder.max_utf8_buffer_length_without_replacement(part.len()).unwrap_or(part.len() * 3 + 16);
        text.bytes.resize(before + room, 0);
        let into = text.bytes.get_mut(before..).unwrap_or_default();
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(part, into, last && ends);
        text.bytes.truncate(before + written);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty if ends => return,
            DecoderResult::InputEmpty | DecoderResult::OutputFull => window = (window * 2).min(WINDOW),
            DecoderResult::Malformed(_, _) => {
                text.damage();
                window = 64;
            }
        }
    }
}

/// UTF-8 with damage.
fn utf8(bytes: &[u8], text: &mut Text<'_>) {
    for chunk in bytes.utf8_chunks() {
        text.bytes.extend_from_slice(chunk.valid().as_bytes());
        if !chunk.invalid().is_empty() {
            text.damage();
        }
    }
}
