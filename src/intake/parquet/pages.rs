//! The pages of one column of one row group, read from the file as they are asked for.

use super::codec;
use super::slot::Slot;
use super::thrift::{Broken, Thrift};
use crate::error::{Error, ErrorKind, Result};
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::ParquetError;
use std::sync::Arc;

type Read<T> = std::result::Result<T, ParquetError>;

/// Longest header of a page: it may hold statistics of long values.
const HEADER: usize = 16 << 20;

/// Reads pages.
pub struct Pages {
    slot: Arc<Slot>,
    codec: Compression,
    /// Next byte of the file, and the one behind the column's last.
    at: u64,
    end: u64,
    /// Bytes read ahead, from `at` on.
    ahead: Vec<u8>,
    window: usize,
    /// Whether the dictionary was read, which the library takes for granted.
    dictionary: bool,
}

#[derive(Default)]
struct Header {
    kind: u32,
    unpacked: u32,
    packed: u32,
    values: u32,
    nulls: u32,
    rows: u32,
    encoding: u32,
    levels: [u32; 2],
    plain: bool,
    sorted: bool,
}

impl Pages {
    pub fn new(slot: Arc<Slot>, codec: Compression, [at, end]: [u64; 2], window: usize) -> Self {
        Self { slot, codec, at, end, ahead: Vec::new(), window, dictionary: false }
    }

    /// Reads until so many bytes are there, if the column has them.
    fn need(&mut self, length: usize) -> Result<()> {
        let left = (self.end - self.at).saturating_sub(self.ahead.len() as u64);
        let wanted = length.saturating_sub(self.ahead.len()).max(self.window.min(length));
        let more = usize::try_from(left).unwrap_or(usize::MAX).min(wanted);
        if self.ahead.len() < length && more > 0 {
            let from = self.at + self.ahead.len() as u64;
            self.slot.read(from, more, &mut self.ahead)?;
        }
        Ok(())
    }

    fn advance(&mut self, length: usize) {
        self.ahead.drain(..length.min(self.ahead.len()));
        self.at += length as u64;
    }

    fn header(&mut self) -> Result<Header> {
        let mut room = self.window;
        loop {
            self.need(room)?;
            let mut thrift = Thrift::new(&self.ahead);
            match read_header(&mut thrift) {
                Ok(header) => {
                    let length = thrift.at();
                    self.advance(length);
                    return Ok(header);
                }
                Err(Broken { short: true }) if room < HEADER && self.ahead.len() >= room => room *= 4,
                Err(_) => return Err(ErrorKind::Damaged.into()),
            }
        }
    }

    fn page(&mut self) -> Result<Option<Page>> {
        while self.at < self.end {
            let header = self.header()?;
            let packed = header.packed as usize;
            self.need(packed)?;
            let body = self.ahead.get(..packed).ok_or(Error::new(ErrorKind::Damaged))?;
            // Dictionaries and pages of the first version are packed whole, of the second behind their levels.
            let levels = if header.kind == 3 { header.levels[0] as usize + header.levels[1] as usize } else { 0 };
            let codec = if header.kind == 3 && header.plain { Compression::UNCOMPRESSED } else { self.codec };
            let unpacked = (header.unpacked as usize).checked_sub(levels);
            let (Some(unpacked), Some((levels, values))) = (unpacked, body.split_at_checked(levels)) else {
                return Err(ErrorKind::Damaged.into());
            };
            let mut buf = Vec::new();
            if header.kind != 1 {
                buf.extend_from_slice(levels);
                if unpacked > 0 {
                    codec::unpack(codec, values, unpacked, &mut buf)?;
                }
            }
            self.advance(packed);
            let num_values = header.values;
            let coded = matches!(header.encoding, 2 | 8);
            if matches!(header.kind, 0 | 3) && coded && !self.dictionary {
                return Err(ErrorKind::Damaged.into());
            }
            self.dictionary |= header.kind == 2;
            let encoding = || encoding(header.encoding).ok_or(Error::new(ErrorKind::Codec));
            return Ok(Some(match header.kind {
                0 => Page::DataPage {
                    buf: buf.into(),
                    num_values,
                    encoding: encoding()?,
                    def_level_encoding: self::encoding(header.levels[0]).unwrap_or(Encoding::RLE),
                    rep_level_encoding: self::encoding(header.levels[1]).unwrap_or(Encoding::RLE),
                    statistics: None,
                },
                2 => Page::DictionaryPage { buf: buf.into(), num_values, encoding: encoding()?, is_sorted: header.sorted },
                3 => Page::DataPageV2 {
                    buf: buf.into(),
                    num_values,
                    encoding: encoding()?,
                    num_nulls: header.nulls,
                    num_rows: header.rows,
                    def_levels_byte_len: header.levels[0],
                    rep_levels_byte_len: header.levels[1],
                    is_compressed: !header.plain,
                    statistics: None,
                },
                _ => continue,
            }));
        }
        Ok(None)
    }
}

fn encoding(number: u32) -> Option<Encoding> {
    #[expect(deprecated, reason = "old files hold it")]
    let bit_packed = Encoding::BIT_PACKED;
    Some(match number {
        0 => Encoding::PLAIN,
        2 => Encoding::PLAIN_DICTIONARY,
        3 => Encoding::RLE,
        4 => bit_packed,
        5 => Encoding::DELTA_BINARY_PACKED,
        6 => Encoding::DELTA_LENGTH_BYTE_ARRAY,
        7 => Encoding::DELTA_BYTE_ARRAY,
        8 => Encoding::RLE_DICTIONARY,
        9 => Encoding::BYTE_STREAM_SPLIT,
        _ => return None,
    })
}

/// Reads a page header; field numbers are those of the format.
fn read_header(thrift: &mut Thrift<'_>) -> std::result::Result<Header, Broken> {
    let mut header = Header::default();
    thrift.structure(&mut |thrift, number, kind| {
        let h = &mut header;
        match number {
            1 => h.kind = thrift.count()?,
            2 => h.unpacked = thrift.count()?,
            3 => h.packed = thrift.count()?,
            5 => thrift.structure(&mut |t, number, kind| {
                let place = match number {
                    1 => &mut h.values,
                    2 => &mut h.encoding,
                    3 => &mut h.levels[0],
                    4 => &mut h.levels[1],
                    _ => return t.skip(kind),
                };
                *place = t.count()?;
                Ok(())
            })?,
            7 => thrift.structure(&mut |t, number, kind| {
                match number {
                    1 => h.values = t.count()?,
                    2 => h.encoding = t.count()?,
                    3 => h.sorted = kind == 1,
                    _ => t.skip(kind)?,
                }
                Ok(())
            })?,
            8 => thrift.structure(&mut |t, number, kind| {
                let place = match number {
                    1 => &mut h.values,
                    2 => &mut h.nulls,
                    3 => &mut h.rows,
                    4 => &mut h.encoding,
                    5 => &mut h.levels[0],
                    6 => &mut h.levels[1],
                    7 => {
                        h.plain = kind == 2;
                        return Ok(());
                    }
                    _ => return t.skip(kind),
                };
                *place = t.count()?;
                Ok(())
            })?,
            _ => thrift.skip(kind)?,
        }
        Ok(())
    })?;
    Ok(header)
}

impl Iterator for Pages {
    type Item = Read<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Read<Option<Page>> {
        self.page().map_err(|e| self.slot.fail(e))
    }

    fn peek_next_page(&mut self) -> Read<Option<PageMetadata>> {
        Err(self.slot.fail(ErrorKind::Internal.into()))
    }

    fn skip_next_page(&mut self) -> Read<()> {
        Err(self.slot.fail(ErrorKind::Internal.into()))
    }

    fn at_record_boundary(&mut self) -> Read<bool> {
        Ok(self.at >= self.end)
    }
}
