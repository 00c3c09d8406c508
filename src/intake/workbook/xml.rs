//! XML as workbooks use it: tags, attributes and text in order, from a window over the inflated bytes. No entity but the five
//! of XML and numbered characters is known, and a document type is refused, so nothing can expand.

use super::super::limits;
use super::super::stream::{Handover, Inflow, append};
use super::part::Part;
use crate::error::{ErrorKind, Result};

/// Longest tag.
const TAG: usize = 1 << 20;

/// What comes next in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A tag opens; one that closes itself is followed by its end.
    Start,
    /// A tag closes.
    End,
    /// Text.
    Text,
    /// Nothing.
    Over,
}

/// A document, read token by token.
pub struct Xml {
    part: Part,
    window: Vec<u8>,
    at: usize,
    more: bool,
    name: (usize, usize),
    attributes: (usize, usize),
    text: (usize, usize),
    verbatim: bool,
    closes: bool,
    depth: usize,
    begun: bool,
}

impl Xml {
    /// A document from its start.
    #[must_use]
    pub fn new(part: Part) -> Self {
        Self {
            part,
            window: Vec::new(),
            at: 0,
            more: true,
            name: (0, 0),
            attributes: (0, 0),
            text: (0, 0),
            verbatim: false,
            closes: false,
            depth: 0,
            begun: false,
        }
    }

    /// The next token. What [`Xml::name`], [`Xml::attributes`] and [`Xml::text`] give is that of the last one.
    ///
    /// # Errors
    /// `E_XML` for a document type and what is not XML, `E_ENCODING` for one in UTF-16, `E_LIMIT` for a tag or text over
    /// its limit, those of [`Part::fill`].
    #[inline]
    pub fn next(&mut self) -> Result<Token> {
        if self.closes {
            self.closes = false;
            self.depth -= 1;
            return Ok(Token::End);
        }
        loop {
            match self.window.get(self.at) {
                Some(b'<') => {
                    if let Some(token) = self.markup()? {
                        return Ok(token);
                    }
                }
                Some(_) if self.begun => return self.words(),
                _ => {
                    if !self.refill(limits::FIELD)? {
                        return if self.depth == 0 { Ok(Token::Over) } else { Err(ErrorKind::Xml.into()) };
                    }
                    if !self.begun {
                        self.begin()?;
                    }
                }
            }
        }
    }

    /// Takes an element `name` of one attribute or more that holds an element `v` without any, and that holds text: nearly
    /// every cell is one. [`Xml::attributes`] are then those of the outer tag, [`Xml::text`] is the text, and the next token
    /// stands behind the whole. Nothing is taken where anything else comes, or not all of it is at hand.
    #[inline]
    pub fn valued(&mut self, name: u8) -> bool {
        let rest = self.window.get(self.at..).unwrap_or_default();
        let Some(tag) = rest.strip_prefix(&[b'<', name, b' ']) else { return false };
        // Neither `<` nor, in what follows here, `>` may stand in an attribute.
        let Some(end) = tag.iter().position(|b| *b == b'>') else { return false };
        let Some(value) = tag.get(end..).and_then(|t| t.strip_prefix(b"><v>")) else { return false };
        let Some(length) = value.iter().position(|b| *b == b'<') else { return false };
        let close = [b'<', b'/', b'v', b'>', b'<', b'/', name, b'>'];
        if self.closes || !value.get(length..).is_some_and(|v| v.starts_with(&close)) {
            return false;
        }
        let attributes = self.at + 3;
        let text = attributes + end + 4;
        self.attributes = (attributes, attributes + end);
        self.text = (text, text + length);
        self.verbatim = false;
        self.at = text + length + close.len();
        true
    }

    /// Reads on behind the end of the tag that opened last.
    ///
    /// # Errors
    /// Those of [`Xml::next`].
    pub fn skip(&mut self) -> Result<()> {
        let depth = self.depth;
        while self.depth >= depth {
            if self.next()? == Token::Over {
                break;
            }
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<()> {
        match self.window.as_slice() {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, ..] => return Err(ErrorKind::Encoding.into()),
            [0xEF, 0xBB, 0xBF, ..] => self.at = 3,
            _ => {}
        }
        self.begun = true;
        Ok(())
    }

    /// Brings in more bytes behind those not yet given.
    fn refill(&mut self, most: usize) -> Result<bool> {
        if !self.more {
            return Ok(false);
        }
        let kept = self.window.len() - self.at;
        if kept > most {
            return Err(ErrorKind::Limit.into());
        }
        self.window.copy_within(self.at.., 0);
        self.window.truncate(kept);
        self.at = 0;
        self.more = self.part.fill(&mut self.window)?;
        Ok(self.more)
    }

    fn words(&mut self) -> Result<Token> {
        let mut from = 0;
        loop {
            let rest = self.window.get(self.at + from..).unwrap_or_default();
            if let Some(found) = rest.iter().position(|b| *b == b'<') {
                self.text = (self.at, self.at + from + found);
                break;
            }
            from += rest.len();
            if !self.refill(limits::FIELD)? {
                self.text = (self.at, self.window.len());
                break;
            }
        }
        self.at = self.text.1;
        self.verbatim = false;
        Ok(Token::Text)
    }

    /// Everything that starts with `<`; `None` for what says nothing.
    fn markup(&mut self) -> Result<Option<Token>> {
        let second = loop {
            match self.window.get(self.at + 1).copied() {
                Some(b) => break b,
                None if self.refill(TAG)? => {}
                None => return Err(ErrorKind::Xml.into()),
            }
        };
        match second {
            b'!' => self.declaration(),
            b'?' => {
                let end = self.find(b"?>", TAG)?;
                let says = self.window.get(self.at..end).unwrap_or_default().to_ascii_lowercase();
                if let Some(at) = memchr::memmem::find(&says, b"encoding") {
                    let named = says.get(at..).unwrap_or_default();
                    if !["utf-8", "utf8", "us-ascii"].iter().any(|e| memchr::memmem::find(named, e.as_bytes()).is_some()) {
                        return Err(ErrorKind::Encoding.into());
                    }
                }
                self.at = end + 2;
                Ok(None)
            }
            _ => {
                let end = loop {
                    match tag_end(self.window.get(self.at..).unwrap_or_default()) {
                        Some(length) => break self.at + length,
                        None if self.refill(TAG)? => {}
                        None => return Err(ErrorKind::Xml.into()),
                    }
                };
                self.tag(end)
            }
        }
    }

    #[inline]
    fn tag(&mut self, end: usize) -> Result<Option<Token>> {
        let start = self.at + 1;
        self.at = end + 1;
        let inside = self.window.get(start..end).unwrap_or_default();
        let closing = inside.first() == Some(&b'/');
        let mut stop = inside.len();
        let mut local = usize::from(closing);
        for (i, b) in inside.iter().enumerate().skip(local) {
            match b {
                b':' => local = i + 1,
                b' ' | b'\t' | b'\r' | b'\n' | b'/' => {
                    stop = i;
                    break;
                }
                _ => {}
            }
        }
        self.name = (start + local, start + stop);
        if closing {
            self.depth = self.depth.checked_sub(1).ok_or(ErrorKind::Xml)?;
            return Ok(Some(Token::End));
        }
        self.depth += 1;
        self.closes = inside.last() == Some(&b'/');
        self.attributes = (start + stop, end - usize::from(self.closes));
        Ok(Some(Token::Start))
    }

    fn declaration(&mut self) -> Result<Option<Token>> {
        while self.window.len() < self.at + 9 && self.refill(TAG)? {}
        let rest = self.window.get(self.at..).unwrap_or_default();
        if rest.starts_with(b"<!--") {
            self.at = self.find(b"-->", limits::FIELD)? + 3;
            return Ok(None);
        }
        if rest.starts_with(b"<![CDATA[") {
            let end = self.find(b"]]>", limits::FIELD)?;
            self.text = (self.at + 9, end);
            self.at = end + 3;
            self.verbatim = true;
            return Ok(Some(Token::Text));
        }
        Err(ErrorKind::Xml.into())
    }

    /// Where a mark stands behind the place reached.
    fn find(&mut self, mark: &[u8], most: usize) -> Result<usize> {
        let mut from = 2;
        loop {
            let rest = self.window.get(self.at + from..).unwrap_or_default();
            if let Some(found) = memchr::memmem::find(rest, mark) {
                return Ok(self.at + from + found);
            }
            from = (from + rest.len()).saturating_sub(mark.len()).max(2);
            if !self.refill(most)? {
                return Err(ErrorKind::Xml.into());
            }
        }
    }

    /// Name of the tag without its prefix.
    #[inline]
    #[must_use]
    pub fn name(&self) -> &[u8] {
        self.window.get(self.name.0..self.name.1).unwrap_or_default()
    }

    /// Name and value of each attribute as written.
    #[inline]
    pub fn attributes(&self) -> Attributes<'_> {
        Attributes { rest: self.window.get(self.attributes.0..self.attributes.1).unwrap_or_default() }
    }

    /// Value of the attribute with this name, prefix and all.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes().find(|(n, _)| *n == name.as_bytes())?;
        let mut text = Vec::new();
        decode(value, &mut text);
        Some(String::from_utf8_lossy(&text).into_owned())
    }

    /// Appends the text.
    #[inline]
    pub fn text(&self, out: &mut Vec<u8>) {
        let text = self.window.get(self.text.0..self.text.1).unwrap_or_default();
        if self.verbatim {
            append(out, text);
        } else {
            decode(text, out);
        }
    }
}

impl Inflow for Xml {
    fn hand_over(&mut self) -> Option<Handover> {
        let handover = self.part.hand_over(self.window.len() - self.at)?;
        self.window.clear();
        self.at = 0;
        Some(handover)
    }

    fn feed(&mut self, piece: Option<Vec<u8>>, whole: bool) {
        self.part.feed(piece, whole);
    }

    fn is_ready(&self) -> bool {
        self.at < self.window.len() || self.part.is_ready()
    }
}

/// Place of the `>` that ends a tag; those within quotes do not.
#[inline]
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut quote = 0;
    for (i, b) in bytes.iter().enumerate() {
        if quote != 0 {
            if *b == quote {
                quote = 0;
            }
        } else if *b == b'>' {
            return Some(i);
        } else if *b == b'"' || *b == b'\'' {
            quote = *b;
        }
    }
    None
}

/// The attributes of a tag.
pub struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let blanks = self.rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let rest = self.rest.get(blanks..)?;
        let equal = rest.iter().position(|b| *b == b'=')?;
        let (name, value) = rest.split_at_checked(equal)?;
        let value = value.get(1..)?.trim_ascii_start();
        let quote = *value.first()?;
        let value = value.get(1..)?;
        let end = value.iter().position(|b| *b == quote)?;
        self.rest = value.get(end + 1..)?;
        Some((name.trim_ascii_end(), value.get(..end)?))
    }
}

/// Appends text with its entities resolved and its line ends as LF; an unknown entity stays as written.
#[inline]
pub fn decode(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|b| *b == b'&' || *b == b'\r') {
        let (plain, special) = rest.split_at(at);
        append(out, plain);
        if special.first() == Some(&b'\r') {
            if special.get(1) != Some(&b'\n') {
                out.push(b'\n');
            }
            rest = special.get(1..).unwrap_or_default();
            continue;
        }
        let end = special.iter().take(12).position(|b| *b == b';');
        let name = end.and_then(|end| special.get(1..end)).unwrap_or_default();
        let known = match name {
            b"amp" => Some('&'),
            b"lt" => Some('<'),
            b"gt" => Some('>'),
            b"quot" => Some('"'),
            b"apos" => Some('\''),
            [b'#', number @ ..] => numbered(number),
            _ => None,
        };
        match known {
            Some(c) => {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                rest = special.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                out.push(b'&');
                rest = special.get(1..).unwrap_or_default();
            }
        }
    }
    append(out, rest);
}

fn numbered(digits: &[u8]) -> Option<char> {
    let digits = std::str::from_utf8(digits).ok()?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    code.ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_line_ends() {
        let mut out = Vec::new();
        decode(b"a &amp; b&#x4E2D;&#20013;&none;&\r\nx\ry&quot;", &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "a & b中中&none;&\nx\ny\"");
    }

    #[test]
    fn attributes_in_either_quote() {
        let attributes = Attributes { rest: b" r = \"A1\" t='s>' broken" };
        assert_eq!(attributes.collect::<Vec<_>>(), [(&b"r"[..], &b"A1"[..]), (&b"t"[..], &b"s>"[..])]);
    }
}
