//! One JSON value in memory, read from left to right without recursion.

use super::DEPTH;

/// Where a text stops being JSON, counted from the start of the text; its length where the text merely ends too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub at: usize,
    /// Nested deeper than the limit.
    pub deep: bool,
}

/// A text and a place in it.
pub struct Text<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Halves of surrogate pairs that stood alone and became U+FFFD.
    pub lone: u64,
}

/// A string as it stands between its quotes.
#[derive(Clone, Copy)]
pub struct Raw<'a> {
    pub bytes: &'a [u8],
    pub escaped: bool,
}

/// Blanks of JSON and the record separator of JSON text sequences.
pub fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0x1E)
}

impl<'a> Text<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, lone: 0 }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn fault(&self) -> Fault {
        Fault { at: self.at, deep: false }
    }

    /// The next byte that is not blank.
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            match self.bytes.get(self.at) {
                Some(&byte) if is_blank(byte) => self.at += 1,
                next => return next.copied(),
            }
        }
    }

    /// Takes one byte of structure.
    pub fn take(&mut self, wanted: u8) -> Result<(), Fault> {
        if self.peek() != Some(wanted) {
            return Err(self.fault());
        }
        self.at += 1;
        Ok(())
    }

    /// Takes a string and leaves its escapes alone.
    pub fn raw(&mut self) -> Result<Raw<'a>, Fault> {
        self.take(b'"')?;
        let start = self.at;
        let mut escaped = false;
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let Some(found) = memchr::memchr2(b'"', b'\\', rest) else {
                self.at = self.bytes.len();
                return Err(self.fault());
            };
            self.at += found;
            let bytes = self.bytes.get(start..self.at).unwrap_or_default();
            if rest.get(found) == Some(&b'"') {
                self.at += 1;
                return Ok(Raw { bytes, escaped });
            }
            escaped = true;
            if !rest.get(found + 1).is_none_or(|e| br#""\/bfnrtu"#.contains(e)) {
                return Err(self.fault());
            }
            self.at = (self.at + 2).min(self.bytes.len());
        }
    }

    /// Appends a string without its escapes.
    pub fn unescape(&mut self, raw: Raw<'_>, out: &mut Vec<u8>) -> Result<(), Fault> {
        if !raw.escaped {
            out.extend_from_slice(raw.bytes);
            return Ok(());
        }
        let mut rest = raw.bytes;
        while let Some(found) = memchr::memchr(b'\\', rest) {
            let (plain, escape) = rest.split_at(found);
            out.extend_from_slice(plain);
            let code = escape.get(1).copied().unwrap_or_default();
            rest = escape.get(2..).unwrap_or_default();
            match code {
                b'b' => out.push(8),
                b'f' => out.push(12),
                b'n' => out.push(b'\n'),
                b'r' => out.push(b'\r'),
                b't' => out.push(b'\t'),
                b'u' => {
                    let first = hex(rest).ok_or(self.fault())?;
                    rest = rest.get(4..).unwrap_or_default();
                    let second = rest.strip_prefix(b"\\u").and_then(hex).filter(|s| (0xDC00..0xE000).contains(s));
                    let point = match (first, second) {
                        (0xD800..0xDC00, Some(second)) => {
                            rest = rest.get(6..).unwrap_or_default();
                            0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                        }
                        _ => first,
                    };
                    let letter = char::from_u32(point).unwrap_or_else(|| {
                        self.lone += 1;
                        char::REPLACEMENT_CHARACTER
                    });
                    out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                }
                other => out.push(other),
            }
        }
        out.extend_from_slice(rest);
        Ok(())
    }

    /// Takes a number or a word, as written.
    pub fn scalar(&mut self) -> Result<&'a [u8], Fault> {
        self.peek();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|b| !is_scalar(*b)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        if !matches!(word, b"true" | b"false" | b"null" | b"NaN" | b"Infinity" | b"-Infinity") && !is_number(word) {
            self.at += if length == rest.len() { length } else { 0 };
            return Err(self.fault());
        }
        self.at += length;
        Ok(word)
    }

    /// Takes any value; appends it to `copy` without the blanks between its parts.
    pub fn value(&mut self, mut copy: Option<&mut Vec<u8>>) -> Result<(), Fault> {
        let (mut depth, mut objects) = (0_u32, 0_u64);
        let mut put = |bytes: &[u8]| {
            if let Some(out) = copy.as_deref_mut() {
                out.extend_from_slice(bytes);
            }
        };
        loop {
            match self.peek() {
                Some(open @ (b'{' | b'[')) => {
                    if depth == DEPTH {
                        return Err(Fault { at: self.at, deep: true });
                    }
                    depth += 1;
                    objects = objects << 1 | u64::from(open == b'{');
                    self.at += 1;
                    put(&[open]);
                    if self.peek() != Some(open + 2) {
                        if open == b'{' {
                            self.key(&mut put)?;
                        }
                        continue;
                    }
                }
                Some(b'"') => self.quoted(&mut put)?,
                _ => put(self.scalar()?),
            }
            loop {
                if depth == 0 {
                    return Ok(());
                }
                let close = if objects & 1 == 1 { b'}' } else { b']' };
                match self.peek() {
                    Some(b',') => {
                        self.at += 1;
                        put(b",");
                        if close == b'}' {
                            self.key(&mut put)?;
                        }
                        break;
                    }
                    Some(byte) if byte == close => {
                        self.at += 1;
                        put(&[close]);
                        depth -= 1;
                        objects >>= 1;
                    }
                    _ => return Err(self.fault()),
                }
            }
        }
    }

    fn quoted(&mut self, put: &mut impl FnMut(&[u8])) -> Result<(), Fault> {
        let raw = self.raw()?;
        put(b"\"");
        put(raw.bytes);
        put(b"\"");
        Ok(())
    }

    fn key(&mut self, put: &mut impl FnMut(&[u8])) -> Result<(), Fault> {
        self.quoted(put)?;
        self.take(b':')?;
        put(b":");
        Ok(())
    }
}

fn hex(bytes: &[u8]) -> Option<u32> {
    bytes.get(..4)?.iter().try_fold(0, |sum, &b| Some(sum << 4 | char::from(b).to_digit(16)?))
}

/// What numbers and words are made of.
pub fn is_scalar(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

/// A number of JSON; leading zeros are let through, since they are often part of an identifier.
fn is_number(word: &[u8]) -> bool {
    let digits = |at: usize| word.get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = usize::from(word.first() == Some(&b'-'));
    let whole = digits(at);
    at += whole;
    if word.get(at) == Some(&b'.') {
        let part = digits(at + 1);
        if part == 0 {
            return false;
        }
        at += 1 + part;
    }
    if matches!(word.get(at), Some(b'e' | b'E')) {
        at += 1 + usize::from(matches!(word.get(at + 1), Some(b'+' | b'-')));
        let part = digits(at);
        if part == 0 {
            return false;
        }
        at += part;
    }
    whole > 0 && at == word.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn compact(text: &str) -> Result<String, Fault> {
        let (mut out, mut reader) = (Vec::new(), Text::new(text.as_bytes()));
        reader.value(Some(&mut out))?;
        Ok(String::from_utf8(out).unwrap())
    }

    fn string(text: &str) -> (Result<String, Fault>, u64) {
        let (mut out, mut reader) = (Vec::new(), Text::new(text.as_bytes()));
        let done = reader.raw().and_then(|raw| reader.unescape(raw, &mut out));
        (done.map(|()| String::from_utf8(out).unwrap()), reader.lone)
    }

    #[test]
    fn numbers_stay_as_written() {
        for good in ["0", "-0", "12345678901234567890", "1.50", "1e400", "-1.5E-3", "007"] {
            assert_eq!(compact(good).as_deref(), Ok(good));
        }
        for bad in ["", "-", "1.", ".5", "1e", "+1", "0x1F", "tru", "nil", "1_000"] {
            assert!(compact(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn escapes_are_read_and_lone_surrogates_counted() {
        assert_eq!(string(r#""a\"\\\/\n\t\u5f20\ud83d\ude00""#), (Ok("a\"\\/\n\t张😀".to_owned()), 0));
        assert_eq!(string(r#""\ud800x\udc00\ud83d\u0041""#), (Ok("\u{fffd}x\u{fffd}\u{fffd}A".to_owned()), 3));
        assert_eq!(string(r#""\u0000""#), (Ok("\0".to_owned()), 0));
        assert!(string(r#""\u12g4""#).0.is_err() && string(r#""\x41""#).0.is_err());
        assert_eq!(string(r#""open"#).0, Err(Fault { at: 5, deep: false }));
    }

    #[test]
    fn depth_has_a_limit_and_takes_no_stack() {
        let nested = |n: usize| "[".repeat(n) + &"]".repeat(n);
        assert_eq!(compact(&nested(64)), Ok(nested(64)));
        assert_eq!(compact(&nested(65)), Err(Fault { at: 64, deep: true }));
        assert!(compact(&"[".repeat(10_000_000)).unwrap_err().deep);
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_serde_reads(text in "[\\[\\]{},:\" a0-9.e\\\\-]{0,24}|(true|null|\\[|\\]|\\{|\\}|,|:|\"a\"|1|-2.5e3| ){0,14}") {
            let serde = serde_json::from_str::<serde_json::Value>(&text);
            let own = compact(&text);
            if let Ok(value) = serde {
                prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&own.unwrap()).unwrap(), value);
            }
        }
    }
}
