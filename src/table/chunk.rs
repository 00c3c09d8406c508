//! The one layout in which parsed rows travel from a parse worker to the engine.
//!
//! Little-endian 64-bit words. Header, list sections, then for each column its header, validity bitmap and data, each padded
//! to a word, so that the engine's arrays are slices of the message itself; behind all columns the local dictionaries, which
//! the engine reads once and does not keep.
//!
//! ```text
//! 0 magic   1 version  2 index    3 start   4 end      5 first     6 next       7 records
//! 8 rows    9 hash     10 columns 11 skips  12 short   13 listed   14 repaired  15 listed   16 undecodable  17 kept words
//! then: skips (record, offset, length, reason) · short rows · repaired rows · columns · dictionaries
//! column: kind, width, invalid, rounded, listed, has validity, values, value bytes, data bytes · listed rows · validity · data
//! dictionary: value ends · value bytes
//! ```

use super::{Codes, Interner, Kind, Segment, Store};
use crate::error::{Error, ErrorKind, Result};
use arrow_array::{BinaryArray, Float64Array, Int64Array, UInt8Array, UInt16Array};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, Buffer, MutableBuffer, NullBuffer, OffsetBuffer, ScalarBuffer};

const MAGIC: u64 = u64::from_le_bytes(*b"insituCK");
/// Version of the layout; both sides refuse another.
pub const VERSION: u64 = 2;
/// Offset that stands for "none".
pub const NONE: u64 = u64::MAX;
const HEADER: usize = 18;
/// Bytes of the header.
pub const HEADER_BYTES: usize = HEADER * 8;
/// Word of the header that says how many words the engine keeps.
const KEPT: usize = 17;

/// A record set aside within a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkipEntry {
    /// Record number within the chunk.
    pub record: u64,
    /// Byte offset in the file.
    pub offset: u64,
    /// Length in bytes.
    pub length: u64,
    /// Code of the reason; 0 is a blank line.
    pub reason: u64,
}

/// What a chunk says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Position of the range among all ranges of the file.
    pub index: u64,
    /// First byte of the range.
    pub start: u64,
    /// Byte behind the range.
    pub end: u64,
    /// Offset of the first record that starts in the range, [`NONE`] if there is none.
    pub first: u64,
    /// Offset behind the last record read.
    pub next: u64,
    /// Records, blank and rejected ones included.
    pub records: u64,
    /// Accepted rows.
    pub rows: u64,
    /// Hash of the records in their order (see [`combine_hashes`]).
    pub hash: u64,
    /// Records set aside and blank lines.
    pub skips: Vec<SkipEntry>,
    /// Rows with too few fields.
    pub short: u64,
    /// The first of them, counted from the chunk's first row.
    pub short_rows: Vec<u64>,
    /// Rows whose quotes were repaired.
    pub repaired: u64,
    /// The first of them.
    pub repaired_rows: Vec<u64>,
    /// Records set aside because they are not text in the file's encoding.
    pub undecodable: u64,
}

/// Factor of the polynomial over record hashes: odd, so that no record is lost modulo 2⁶⁴.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Appends one record's hash.
#[inline]
#[must_use]
pub fn add_hash(sum: u64, record: u64) -> u64 {
    sum.wrapping_mul(FACTOR).wrapping_add(record)
}

/// Hash of two runs of records in order, from the hash of each and the number of records in the second. Cutting a file
/// elsewhere gives the same.
#[must_use]
pub fn combine_hashes(before: u64, after: u64, records: u64) -> u64 {
    let (mut power, mut base, mut n) = (1_u64, FACTOR, records);
    while n > 0 {
        if n & 1 == 1 {
            power = power.wrapping_mul(base);
        }
        base = base.wrapping_mul(base);
        n >>= 1;
    }
    before.wrapping_mul(power).wrapping_add(after)
}

/// Validity bits of a column under construction; costs nothing until the first missing cell.
#[derive(Default)]
pub struct Validity {
    words: Vec<u64>,
    rows: usize,
    nulls: usize,
}

impl Validity {
    /// Adds one cell.
    #[inline]
    pub fn push(&mut self, valid: bool) {
        if !valid {
            self.clear_at(self.rows);
        }
        self.rows += 1;
    }

    fn clear_at(&mut self, row: usize) {
        let word = row / 64;
        if self.words.len() <= word {
            self.words.resize(word + 1, u64::MAX);
        }
        if let Some(w) = self.words.get_mut(word) {
            *w &= !(1 << (row % 64));
        }
        self.nulls += 1;
    }
}

/// The cells of one column of a chunk under construction.
pub enum Cells {
    /// Codes into a dictionary of the chunk's own.
    Coded(Interner, Vec<u32>),
    /// Bytes and ends.
    Plain(Vec<u8>, Vec<u32>),
    /// Numbers.
    Number(Vec<f64>),
    /// Money units.
    Money(Vec<i64>),
    /// Seconds.
    Time(Vec<i64>),
}

/// One column of a chunk under construction.
pub struct ColumnBuilder {
    /// Data.
    pub cells: Cells,
    /// Which cells hold a value.
    pub validity: Validity,
    /// Cells that hold something which is not of the column's kind.
    pub invalid: u64,
    /// The first of them, counted from the chunk's first row.
    pub invalid_rows: Vec<u64>,
    /// Amounts that had to be rounded to a ten-thousandth.
    pub rounded: u64,
}

impl ColumnBuilder {
    /// An empty column.
    #[must_use]
    pub fn new(kind: Kind, store: Store) -> Self {
        let cells = match (kind, store) {
            (Kind::Text, Store::Coded) => Cells::Coded(Interner::default(), Vec::new()),
            (Kind::Text, Store::Plain) => Cells::Plain(Vec::new(), vec![0]),
            (Kind::Number, _) => Cells::Number(Vec::new()),
            (Kind::Money, _) => Cells::Money(Vec::new()),
            (Kind::Time, _) => Cells::Time(Vec::new()),
        };
        Self { cells, validity: Validity::default(), invalid: 0, invalid_rows: Vec::new(), rounded: 0 }
    }
}

/// Writes a chunk.
#[must_use]
pub fn write(meta: &Meta, columns: &[ColumnBuilder]) -> Vec<u64> {
    let size: usize = columns.iter().map(|c| column_words(c, meta.rows as usize)).sum();
    let mut out = Vec::with_capacity(HEADER + meta.skips.len() * 4 + meta.short_rows.len() + meta.repaired_rows.len() + size);
    out.extend([MAGIC, VERSION, meta.index, meta.start, meta.end, meta.first, meta.next, meta.records, meta.rows, meta.hash]);
    out.extend([columns.len() as u64, meta.skips.len() as u64, meta.short, meta.short_rows.len() as u64]);
    out.extend([meta.repaired, meta.repaired_rows.len() as u64, meta.undecodable, 0]);
    for skip in &meta.skips {
        out.extend([skip.record, skip.offset, skip.length, skip.reason]);
    }
    out.extend(&meta.short_rows);
    out.extend(&meta.repaired_rows);
    for column in columns {
        write_column(column, meta.rows as usize, &mut out);
    }
    let kept = out.len() as u64;
    if let Some(word) = out.get_mut(KEPT) {
        *word = kept;
    }
    for column in columns {
        if let Cells::Coded(interner, _) = &column.cells {
            push_u32(interner.dictionary().ends(), &mut out);
            push_bytes(interner.dictionary().bytes(), &mut out);
        }
    }
    out
}

/// Bytes of a code into a dictionary of that many values.
fn code_width(values: usize) -> usize {
    match values {
        0..=0x100 => 1,
        0x101..=0x1_0000 => 2,
        _ => 4,
    }
}

fn column_words(column: &ColumnBuilder, rows: usize) -> usize {
    let data = match &column.cells {
        Cells::Coded(interner, codes) => {
            codes.len().div_ceil(2) + interner.dictionary().len().div_ceil(2) + interner.dictionary().bytes().len() / 8 + 2
        }
        Cells::Plain(bytes, ends) => bytes.len().div_ceil(8) + ends.len().div_ceil(2),
        Cells::Number(v) => v.len(),
        Cells::Money(v) | Cells::Time(v) => v.len(),
    };
    9 + column.invalid_rows.len() + rows.div_ceil(64) + data
}

fn write_column(column: &ColumnBuilder, rows: usize, out: &mut Vec<u64>) {
    let (kind, values, value_bytes, data) = match &column.cells {
        Cells::Coded(i, codes) => {
            let values = i.dictionary().len();
            (0, values, i.dictionary().bytes().len(), codes.len() * code_width(values))
        }
        Cells::Plain(bytes, ends) => (1, 0, bytes.len(), ends.len() * 4),
        Cells::Number(v) => (2, 0, 0, v.len() * 8),
        Cells::Money(v) => (3, 0, 0, v.len() * 8),
        Cells::Time(v) => (4, 0, 0, v.len() * 8),
    };
    let has_nulls = column.validity.nulls > 0;
    out.extend([
        kind,
        code_width(values) as u64,
        column.invalid,
        column.rounded,
        column.invalid_rows.len() as u64,
        u64::from(has_nulls),
    ]);
    out.extend([values as u64, value_bytes as u64, data as u64]);
    out.extend(&column.invalid_rows);
    if has_nulls {
        let words = rows.div_ceil(64);
        out.extend(column.validity.words.iter().take(words));
        out.extend(std::iter::repeat_n(u64::MAX, words.saturating_sub(column.validity.words.len())));
    }
    match &column.cells {
        Cells::Coded(_, codes) => match code_width(values) {
            1 => push_bytes(&codes.iter().map(|&c| c as u8).collect::<Vec<_>>(), out),
            2 => push_bytes(&codes.iter().flat_map(|&c| (c as u16).to_le_bytes()).collect::<Vec<_>>(), out),
            _ => push_u32(codes, out),
        },
        Cells::Plain(bytes, ends) => {
            push_u32(ends, out);
            push_bytes(bytes, out);
        }
        Cells::Number(values) => out.extend(values.iter().map(|v| v.to_bits())),
        Cells::Money(values) | Cells::Time(values) => out.extend(values.iter().map(|&v| v as u64)),
    }
}

fn push_u32(values: &[u32], out: &mut Vec<u64>) {
    let (pairs, rest) = values.as_chunks::<2>();
    out.extend(pairs.iter().map(|[a, b]| u64::from(*a) | u64::from(*b) << 32));
    out.extend(rest.iter().map(|&a| u64::from(a)));
}

fn push_bytes(bytes: &[u8], out: &mut Vec<u64>) {
    let (words, rest) = bytes.as_chunks::<8>();
    out.extend(words.iter().map(|w| u64::from_le_bytes(*w)));
    if !rest.is_empty() {
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        out.push(u64::from_le_bytes(last));
    }
}

/// A chunk as it came over the port.
pub struct Chunk {
    /// What it says of itself.
    pub meta: Meta,
    buffer: MutableBuffer,
    /// Behind the kept words: dictionaries, dropped once the codes are rewritten.
    dictionaries: Vec<u8>,
    columns: Vec<ColumnPlace>,
}

/// Where a column stands in the message.
struct ColumnPlace {
    kind: u64,
    /// Bytes of a code.
    width: usize,
    /// Codes into a common dictionary that needs more bytes than the chunk's own did.
    widened: Option<Codes>,
    /// Place of the dictionary behind the kept words.
    dictionary: usize,
    invalid: u64,
    rounded: u64,
    invalid_rows: Vec<u64>,
    validity: Option<usize>,
    values: usize,
    value_bytes: usize,
    data: usize,
    data_bytes: usize,
}

struct Cursor<'a> {
    words: &'a [u64],
    at: usize,
}

impl Cursor<'_> {
    fn word(&mut self) -> Result<u64> {
        let word = self.words.get(self.at).ok_or(ErrorKind::Chunk)?;
        self.at += 1;
        Ok(*word)
    }

    fn len(&mut self) -> Result<usize> {
        usize::try_from(self.word()?).ok().filter(|&n| n <= self.words.len() * 64).ok_or_else(|| ErrorKind::Chunk.into())
    }

    fn list(&mut self, n: usize) -> Result<Vec<u64>> {
        let end = self.at.checked_add(n).ok_or(ErrorKind::Chunk)?;
        let list = self.words.get(self.at..end).ok_or(ErrorKind::Chunk)?.to_vec();
        self.at = end;
        Ok(list)
    }

    /// Byte place of a section of that many bytes.
    fn section(&mut self, bytes: usize) -> Result<usize> {
        let place = self.at * 8;
        self.at += bytes.div_ceil(8);
        if self.at > self.words.len() { Err(ErrorKind::Chunk.into()) } else { Ok(place) }
    }
}

impl Chunk {
    /// How many of a message's bytes are kept, from its beginning; the rest are dictionaries. `None` if it is no message.
    #[must_use]
    pub fn kept_bytes(header: &[u8; HEADER_BYTES]) -> Option<usize> {
        let word = |i: usize| header.as_chunks::<8>().0.get(i).map(|w| u64::from_le_bytes(*w));
        let kept = word(KEPT).filter(|_| word(0) == Some(MAGIC) && word(1) == Some(VERSION))?;
        usize::try_from(kept).ok()?.checked_mul(8)
    }

    /// Reads the header and the places of all columns from the kept part of a message; `dictionaries` is the rest of it.
    /// Refuses other versions and lengths that do not add up.
    ///
    /// # Errors
    /// `E_CHUNK`.
    pub fn read(buffer: MutableBuffer, dictionaries: Vec<u8>) -> Result<Self> {
        let mut c = Cursor { words: words(&buffer)?, at: 0 };
        if c.word()? != MAGIC || c.word()? != VERSION {
            return Err(ErrorKind::Chunk.into());
        }
        let mut meta = Meta { index: c.word()?, start: c.word()?, end: c.word()?, first: c.word()?, ..Meta::default() };
        (meta.next, meta.records, meta.rows, meta.hash) = (c.word()?, c.word()?, c.word()?, c.word()?);
        let (columns, skips) = (c.len()?, c.len()?);
        meta.short = c.word()?;
        let short = c.len()?;
        meta.repaired = c.word()?;
        let repaired = c.len()?;
        meta.undecodable = c.word()?;
        c.word()?;
        for _ in 0..skips {
            meta.skips.push(SkipEntry { record: c.word()?, offset: c.word()?, length: c.word()?, reason: c.word()? });
        }
        meta.short_rows = c.list(short)?;
        meta.repaired_rows = c.list(repaired)?;
        let rows = usize::try_from(meta.rows).ok().filter(|&r| r <= buffer.len()).ok_or(ErrorKind::Chunk)?;
        let mut behind = 0;
        let mut places = Vec::with_capacity(columns.min(buffer.len()));
        for _ in 0..columns {
            places.push(Self::place(&mut c, rows, &mut behind)?);
        }
        if c.at != c.words.len() || behind != dictionaries.len() {
            return Err(ErrorKind::Chunk.into());
        }
        Ok(Self { meta, columns: places, buffer, dictionaries })
    }

    /// [`Chunk::read`] of a message in one piece.
    ///
    /// # Errors
    /// `E_CHUNK`.
    pub fn of_words(mut words: Vec<u64>) -> Result<Self> {
        let kept =
            words.get(KEPT).and_then(|&k| usize::try_from(k).ok()).filter(|&k| k <= words.len()).ok_or(ErrorKind::Chunk)?;
        let rest = words.split_off(kept);
        let dictionaries = rest.iter().flat_map(|w| w.to_le_bytes()).collect();
        Self::read(MutableBuffer::from(words), dictionaries)
    }

    fn place(c: &mut Cursor<'_>, rows: usize, behind: &mut usize) -> Result<ColumnPlace> {
        let (kind, width, invalid, rounded, listed) = (c.word()?, c.len()?, c.word()?, c.word()?, c.len()?);
        let (has_nulls, values, value_bytes, data_bytes) = (c.word()? == 1, c.len()?, c.len()?, c.len()?);
        let invalid_rows = c.list(listed)?;
        let expected = match (kind, width) {
            (0, 1 | 2 | 4) => rows * width,
            (1, _) => (rows + 1) * 4,
            (2..=4, _) => rows * 8,
            _ => return Err(ErrorKind::Chunk.into()),
        };
        if data_bytes != expected {
            return Err(ErrorKind::Chunk.into());
        }
        let validity = if has_nulls { Some(c.section(rows.div_ceil(64) * 8)?) } else { None };
        let data = c.section(data_bytes)?;
        let dictionary = *behind;
        if kind == 0 {
            *behind += (values * 4).div_ceil(8) * 8 + value_bytes.div_ceil(8) * 8;
        } else {
            c.section(value_bytes)?;
        }
        Ok(ColumnPlace {
            kind,
            width,
            widened: None,
            dictionary,
            invalid,
            rounded,
            invalid_rows,
            validity,
            values,
            value_bytes,
            data,
            data_bytes,
        })
    }

    /// Columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns.len()
    }

    /// Unreadable cells of a column and the first rows that hold one, counted from the chunk's first row.
    #[must_use]
    pub fn invalid(&self, column: usize) -> (u64, &[u64]) {
        self.columns.get(column).map_or((0, &[]), |c| (c.invalid, &c.invalid_rows))
    }

    /// Amounts of a column that had to be rounded.
    #[must_use]
    pub fn rounded(&self, column: usize) -> u64 {
        self.columns.get(column).map_or(0, |c| c.rounded)
    }

    /// Rewrites the codes of a column from the chunk's dictionary to a common one; no effect on other columns.
    ///
    /// # Errors
    /// `E_CHUNK` if a code or a value lies outside the message.
    pub fn recode(&mut self, column: usize, common: &mut Interner) -> Result<()> {
        let Some(place) = self.columns.get_mut(column).filter(|p| p.kind == 0) else { return Ok(()) };
        let bytes_at = place.dictionary + (place.values * 4).div_ceil(8) * 8;
        let bytes = self.dictionaries.get(bytes_at..bytes_at + place.value_bytes).ok_or(ErrorKind::Chunk)?;
        let ends = self.dictionaries.get(place.dictionary..place.dictionary + place.values * 4).ok_or(ErrorKind::Chunk)?;
        let mut start = 0;
        let mut map = Vec::with_capacity(place.values.max(1));
        for end in ends.as_chunks::<4>().0 {
            let end = u32::from_le_bytes(*end) as usize;
            map.push(common.intern(bytes.get(start..end).ok_or(ErrorKind::Chunk)?));
            start = end;
        }
        if map.is_empty() {
            // A column of missing cells: the codes under them mean nothing.
            map.push(0);
        }
        let data = self.buffer.get_mut(place.data..place.data + place.data_bytes).ok_or(ErrorKind::Chunk)?;
        let new = |code: u32| map.get(code as usize).copied().ok_or(ErrorKind::Chunk);
        if code_width(common.dictionary().len()) > place.width {
            let codes = match place.width {
                1 => data.iter().map(|&c| new(c.into())).collect::<std::result::Result<Vec<u32>, _>>()?,
                _ => data
                    .as_chunks::<2>()
                    .0
                    .iter()
                    .map(|c| new(u16::from_le_bytes(*c).into()))
                    .collect::<std::result::Result<_, _>>()?,
            };
            place.widened = Some(Codes::new(codes, None));
            return Ok(());
        }
        match place.width {
            1 => {
                for code in data {
                    *code = new((*code).into())? as u8;
                }
            }
            2 => {
                for code in data.as_chunks_mut::<2>().0 {
                    *code = (new(u16::from_le_bytes(*code).into())? as u16).to_le_bytes();
                }
            }
            _ => {
                for code in data.as_chunks_mut::<4>().0 {
                    *code = new(u32::from_le_bytes(*code))?.to_le_bytes();
                }
            }
        }
        Ok(())
    }

    /// The columns as arrays that share the message's memory.
    ///
    /// # Errors
    /// `E_CHUNK` if the offsets of a text column are not in order.
    pub fn segments(self) -> Result<Vec<Segment>> {
        let rows = self.meta.rows as usize;
        let buffer: Buffer = self.buffer.into();
        self.columns
            .into_iter()
            .map(|mut p| {
                let nulls = p.validity.map(|at| NullBuffer::new(BooleanBuffer::new(buffer.slice(at), 0, rows)));
                Ok(match p.kind {
                    0 => Segment::Codes(match (p.widened.take(), p.width) {
                        (Some(codes), _) => codes.with_nulls(nulls),
                        (None, 1) => Codes::Narrow(UInt8Array::new(scalars(&buffer, p.data, rows), nulls)),
                        (None, 2) => Codes::Short(UInt16Array::new(scalars(&buffer, p.data, rows), nulls)),
                        (None, _) => Codes::new(scalars::<u32>(&buffer, p.data, rows), nulls),
                    }),
                    2 => Segment::Number(Float64Array::new(scalars(&buffer, p.data, rows), nulls)),
                    3 => Segment::Money(Int64Array::new(scalars(&buffer, p.data, rows), nulls)),
                    4 => Segment::Time(Int64Array::new(scalars(&buffer, p.data, rows), nulls)),
                    _ => Segment::Text(text(&buffer, &p, rows, nulls)?),
                })
            })
            .collect()
    }
}

fn words(buffer: &MutableBuffer) -> Result<&[u64]> {
    if buffer.len().is_multiple_of(8) { Ok(buffer.typed_data()) } else { Err(ErrorKind::Chunk.into()) }
}

fn scalars<T: ArrowNativeType>(buffer: &Buffer, at: usize, rows: usize) -> ScalarBuffer<T> {
    ScalarBuffer::new(buffer.clone(), at / size_of::<T>(), rows)
}

fn text(buffer: &Buffer, place: &ColumnPlace, rows: usize, nulls: Option<NullBuffer>) -> Result<BinaryArray> {
    let ends: ScalarBuffer<i32> = scalars(buffer, place.data, rows + 1);
    let ordered = ends.windows(2).all(|w| w.first() <= w.last());
    if !ordered || ends.first() != Some(&0) || ends.last().is_none_or(|&e| e as usize != place.value_bytes) {
        return Err(ErrorKind::Chunk.into());
    }
    let at = place.data + place.data_bytes.div_ceil(8) * 8;
    let bytes = buffer.slice_with_length(at, place.value_bytes);
    BinaryArray::try_new(OffsetBuffer::new(ends), bytes, nulls).map_err(|e| {
        debug_assert!(false, "{e}");
        Error::new(ErrorKind::Chunk)
    })
}
