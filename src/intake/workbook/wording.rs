//! Text in the records of older workbooks: UTF-16 or its low bytes in BIFF8, a code page before it.

use super::bytes::{u16_at, u32_at};
use super::strings::{Strings, utf16};
use super::xls::Records;
use crate::error::{ErrorKind, Result};
use encoding_rs::Encoding;

/// How texts of a workbook are written.
pub struct Wording {
    unicode: bool,
    encoding: &'static Encoding,
}

impl Wording {
    /// `unicode`: as BIFF8 does.
    #[must_use]
    pub fn new(unicode: bool) -> Self {
        Self { unicode, encoding: encoding_rs::WINDOWS_1252 }
    }

    /// The code page of a workbook before BIFF8.
    pub fn set_codepage(&mut self, page: u16) {
        let label = match page {
            874 => "windows-874",
            866 => "ibm866",
            932 => "shift_jis",
            936 => "gb18030",
            949 => "euc-kr",
            950 => "big5",
            1250 => "windows-1250",
            1251 => "windows-1251",
            1253 => "windows-1253",
            1254 => "windows-1254",
            1255 => "windows-1255",
            1256 => "windows-1256",
            1257 => "windows-1257",
            1258 => "windows-1258",
            10_000 | 0x8000 => "macintosh",
            10_007 => "x-mac-cyrillic",
            _ => "windows-1252",
        };
        self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252);
    }

    /// A name behind its length in one byte.
    #[must_use]
    pub fn short(&self, bytes: &[u8]) -> String {
        let mut out = Vec::new();
        if let Some((length, rest)) = bytes.split_first() {
            self.text(usize::from(*length), rest, &mut out);
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    /// The code of a number format.
    #[must_use]
    pub fn format(&self, bytes: &[u8]) -> String {
        if !self.unicode {
            return self.short(bytes);
        }
        let mut out = Vec::new();
        self.long(bytes, &mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    /// Appends a text behind its length in two bytes.
    pub fn long(&self, bytes: &[u8], out: &mut Vec<u8>) {
        let length = usize::from(u16_at(bytes, 0).unwrap_or(0));
        self.text(length, bytes.get(2..).unwrap_or_default(), out);
    }

    fn text(&self, length: usize, bytes: &[u8], out: &mut Vec<u8>) {
        if !self.unicode {
            let bytes = bytes.get(..length.min(bytes.len())).unwrap_or_default();
            out.extend_from_slice(self.encoding.decode_without_bom_handling(bytes).0.as_bytes());
            return;
        }
        let Some((flags, mut bytes)) = bytes.split_first() else { return };
        if flags & 8 != 0 {
            bytes = bytes.get(2..).unwrap_or_default();
        }
        if flags & 4 != 0 {
            bytes = bytes.get(4..).unwrap_or_default();
        }
        let width = if flags & 1 != 0 { 2 } else { 1 };
        units(bytes.get(..(length * width).min(bytes.len())).unwrap_or_default(), width == 2, out);
    }
}

/// Appends characters of two bytes, or of their low bytes alone.
fn units(bytes: &[u8], wide: bool, out: &mut Vec<u8>) {
    if wide {
        return utf16(bytes, out);
    }
    for b in bytes {
        out.extend_from_slice(char::from(*b).encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// The table of shared texts, which goes on in records behind it wherever one is full.
///
/// # Errors
/// `E_WORKBOOK` where it breaks off, those of [`Strings::push`].
pub fn shared_strings(records: &mut Records) -> Result<Strings> {
    let mut bytes = records.body().to_vec();
    let mut seams = Vec::new();
    while records.peek()? == Some(0x3C) {
        records.next()?;
        seams.push(bytes.len());
        bytes.extend_from_slice(records.body());
    }
    let mut strings = Strings::default();
    let mut cursor = Seamed { bytes: &bytes, seams: &seams, at: 8 };
    let stated = u32_at(&bytes, 4).unwrap_or(0);
    // The count only ends the list early; it reserves nothing.
    for _ in 0..stated {
        let Some(mut read) = cursor.string() else { break };
        strings.push(|out| out.append(&mut read))?;
    }
    if cursor.at > bytes.len() {
        return Err(ErrorKind::Workbook.into());
    }
    Ok(strings)
}

struct Seamed<'a> {
    bytes: &'a [u8],
    seams: &'a [usize],
    at: usize,
}

impl Seamed<'_> {
    fn string(&mut self) -> Option<Vec<u8>> {
        let length = usize::from(u16_at(self.bytes, self.at)?);
        let mut flags = *self.bytes.get(self.at + 2)?;
        self.at += 3;
        let (mut runs, mut extra) = (0, 0);
        if flags & 8 != 0 {
            runs = 4 * usize::from(u16_at(self.bytes, self.at)?);
            self.at += 2;
        }
        if flags & 4 != 0 {
            extra = u32_at(self.bytes, self.at)? as usize;
            self.at += 4;
        }
        let mut out = Vec::new();
        let (mut left, mut wide) = (length, Vec::new());
        while left > 0 {
            while self.seams.first().is_some_and(|s| *s < self.at) {
                self.seams = self.seams.get(1..)?;
            }
            if self.seams.first() == Some(&self.at) {
                // Characters go on behind a seam after flags of their own.
                flags = *self.bytes.get(self.at)?;
                self.at += 1;
                self.seams = self.seams.get(1..)?;
            }
            let end = self.seams.first().copied().unwrap_or(self.bytes.len());
            let width = if flags & 1 != 0 { 2 } else { 1 };
            let here = left.min((end.checked_sub(self.at)?) / width);
            if here == 0 {
                return None;
            }
            let bytes = self.bytes.get(self.at..self.at + here * width)?;
            if width == 2 {
                wide.extend_from_slice(bytes);
            } else {
                wide.extend(bytes.iter().flat_map(|b| [*b, 0]));
            }
            (self.at, left) = (self.at + here * width, left - here);
        }
        utf16(&wide, &mut out);
        self.at = self.at.checked_add(runs)?.checked_add(extra)?;
        Some(out)
    }
}
