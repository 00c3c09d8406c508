//! UTF-16 and UTF-32, both orders of bytes.

use super::lines::Text;
use crate::intake::encoding::Encoding;

/// A decoder of whole code units.
pub struct Wide {
    encoding: Encoding,
    /// First half of a pair whose second half has not come.
    high: Option<u16>,
}

impl Wide {
    /// A decoder; `None` for encodings of single bytes.
    #[must_use]
    pub fn new(encoding: Encoding) -> Option<Self> {
        (encoding.unit() > 1).then_some(Self { encoding, high: None })
    }

    /// Decodes whole units; what is left of a unit behind them is damage.
    pub fn decode(&mut self, bytes: &[u8], last: bool, text: &mut Text<'_>) {
        let rest = match self.encoding {
            Encoding::Utf32Le => self.quads(bytes, u32::from_le_bytes, text),
            Encoding::Utf32Be => self.quads(bytes, u32::from_be_bytes, text),
            Encoding::Utf16Be => self.pairs(bytes, u16::from_be_bytes, text),
            _ => self.pairs(bytes, u16::from_le_bytes, text),
        };
        if last && (self.high.take().is_some() | !rest.is_empty()) {
            text.damage();
        }
    }

    fn quads<'a>(&self, bytes: &'a [u8], unit: fn([u8; 4]) -> u32, text: &mut Text<'_>) -> &'a [u8] {
        let (units, rest) = bytes.as_chunks::<4>();
        for bytes in units {
            match char::from_u32(unit(*bytes)) {
                Some(c) => text.push(c),
                None => text.damage(),
            }
        }
        rest
    }

    fn pairs<'a>(&mut self, bytes: &'a [u8], unit: fn([u8; 2]) -> u16, text: &mut Text<'_>) -> &'a [u8] {
        let (units, rest) = bytes.as_chunks::<2>();
        for bytes in units {
            let value = unit(*bytes);
            if let Some(high) = self.high.take() {
                if let Some(Ok(c)) = char::decode_utf16([high, value]).next() {
                    text.push(c);
                    continue;
                }
                text.damage();
            }
            match char::from_u32(u32::from(value)) {
                Some(c) => text.push(c),
                None if value < 0xDC00 => self.high = Some(value),
                None => text.damage(),
            }
        }
        rest
    }
}
