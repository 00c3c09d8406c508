//! Texts that cells share, one behind the other in one piece of memory. How many there are is counted, never believed.

use crate::error::{ErrorKind, Result};

/// Most bytes of all texts.
const MOST: usize = 1 << 30;

/// Texts by their number.
#[derive(Default)]
pub struct Strings {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a text by what `write` appends.
    ///
    /// # Errors
    /// `E_LIMIT` above one GiB, `E_MEMORY`.
    pub fn push(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> Result<()> {
        // Growth is asked for here so that it can be refused.
        if self.bytes.capacity() - self.bytes.len() < 1 << 16 {
            self.bytes.try_reserve((self.bytes.len() / 2).max(1 << 17)).or(Err(ErrorKind::Memory))?;
        }
        if self.ends.len() == self.ends.capacity() {
            self.ends.try_reserve((self.ends.len() / 2).max(1 << 10)).or(Err(ErrorKind::Memory))?;
        }
        write(&mut self.bytes);
        if self.bytes.len() > MOST {
            return Err(ErrorKind::Limit.into());
        }
        self.ends.push(self.bytes.len() as u32);
        Ok(())
    }

    /// A text by its number from 0.
    #[inline]
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&[u8]> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.bytes.get(*start as usize..end as usize)
    }
}

/// Appends UTF-16 (little end first) as UTF-8; halves of pairs become U+FFFD.
pub fn utf16(bytes: &[u8], out: &mut Vec<u8>) {
    let units = bytes.as_chunks::<2>().0.iter().map(|b| u16::from_le_bytes(*b));
    for c in char::decode_utf16(units) {
        let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// Resolves `_xHHHH_`, the way in which these files write characters that XML cannot hold, from `start` on.
pub fn unescape(bytes: &mut Vec<u8>, start: usize) {
    let Some(tail) = bytes.get(start..) else { return };
    if memchr::memmem::find(tail, b"_x").is_none() {
        return;
    }
    let tail = tail.to_vec();
    bytes.truncate(start);
    let mut rest = tail.as_slice();
    while let Some(at) = memchr::memmem::find(rest, b"_x") {
        let (plain, escape) = rest.split_at(at);
        bytes.extend_from_slice(plain);
        let code = match escape {
            [b'_', b'x', a, b, c, d, b'_', ..] => std::str::from_utf8(&[*a, *b, *c, *d])
                .ok()
                .filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
                .and_then(|hex| u32::from_str_radix(hex, 16).ok())
                .and_then(char::from_u32),
            _ => None,
        };
        match code {
            Some(c) => {
                bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                rest = escape.get(7..).unwrap_or_default();
            }
            None => {
                bytes.push(b'_');
                rest = escape.get(1..).unwrap_or_default();
            }
        }
    }
    bytes.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_by_number() {
        let mut strings = Strings::default();
        for text in ["a", "", "客户"] {
            strings.push(|out| out.extend_from_slice(text.as_bytes())).unwrap();
        }
        assert_eq!([0, 1, 2, 3].map(|i| strings.get(i)), [Some(&b"a"[..]), Some(b""), Some("客户".as_bytes()), None]);
    }

    #[test]
    fn escapes() {
        for (stored, text) in
            [("a_x000D_b", "a\rb"), ("_x005F_x000D_", "_x000D_"), ("_x00", "_x00"), ("_xZZZZ_", "_xZZZZ_"), ("_x4E2D_", "中")]
        {
            let mut bytes = b"..".to_vec();
            bytes.extend_from_slice(stored.as_bytes());
            unescape(&mut bytes, 2);
            assert_eq!(String::from_utf8(bytes).unwrap(), format!("..{text}"));
        }
    }
}
