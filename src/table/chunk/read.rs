//! The words of a chunk → slices of it as columns; lengths are checked before anything is read.

use super::write::code_width;
use super::{Codes, HEADER_BYTES, KEPT, MAGIC, Met, Meta, Segment, SkipEntry, SurplusRow, VERSION, Vocabulary};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::{Notice, OF_FORMATS};
use crate::table::{Ints, Numbers, Serial, Texts};
use arrow_array::{BinaryArray, Float64Array, UInt8Array, UInt16Array};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, Buffer, MutableBuffer, NullBuffer, OffsetBuffer, ScalarBuffer};

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
    /// Codes into a common dictionary that could not be written over the chunk's own.
    recoded: Option<Codes>,
    /// Place of the dictionary behind the kept words.
    dictionary: usize,
    invalid: u64,
    met: Met,
    invalid_rows: Vec<u64>,
    evidence: Vec<u64>,
    validity: Option<usize>,
    /// Values of the dictionary.
    values: usize,
    value_bytes: usize,
    /// What whole numbers are counted from.
    base: i64,
    /// Digits of texts that are a prefix and digits.
    digits: usize,
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

    /// A count or size; that what it counts is there is checked where it is read.
    fn len(&mut self) -> Result<usize> {
        usize::try_from(self.word()?).ok().filter(|&n| n < 1 << 29).ok_or_else(|| ErrorKind::Chunk.into())
    }

    fn list(&mut self, n: usize) -> Result<Vec<u64>> {
        let end = self.at.checked_add(n).ok_or(ErrorKind::Chunk)?;
        let list = self.words.get(self.at..end).ok_or(ErrorKind::Chunk)?.to_vec();
        self.at = end;
        Ok(list)
    }

    fn notice(&mut self) -> Result<Notice> {
        let code = *OF_FORMATS.get(self.len()?).ok_or(ErrorKind::Chunk)?;
        let make = if self.word()? == 1 { Notice::warning } else { Notice::info };
        let (notice, column, listed) = (make(code, self.word()?), self.word()?, self.len()?);
        Ok(Notice { column: (column > 0).then_some(column), ..notice.at_rows(&self.list(listed)?) })
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
        meta.last = c.word()? == 1;
        (meta.gb18030, meta.foreign) = (c.word()?, c.word()?);
        let foreign = c.len()?;
        let (surplus_rows, surplus_cells, surplus_bytes) = (c.len()?, c.len()?, c.len()?);
        (meta.comments, meta.inside) = (c.word()?, c.word()?);
        let inside = c.len()?;
        let notices = c.len()?;
        for _ in 0..skips {
            meta.skips.push(SkipEntry { record: c.word()?, offset: c.word()?, length: c.word()?, reason: c.word()? });
        }
        meta.short_rows = c.list(short)?;
        meta.repaired_rows = c.list(repaired)?;
        meta.foreign_rows = c.list(foreign)?;
        meta.inside_rows = c.list(inside)?;
        for _ in 0..surplus_rows {
            meta.surplus.rows.push(SurplusRow { row: c.word()?, offset: c.word()?, cells: c.word()? });
        }
        meta.surplus.ends = c.list(surplus_cells)?;
        meta.surplus.bytes = c.list(surplus_bytes.div_ceil(8))?.iter().flat_map(|w| w.to_le_bytes()).collect();
        meta.surplus.bytes.truncate(surplus_bytes);
        for _ in 0..notices {
            meta.notices.push(c.notice()?);
        }
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
        let (kind, width, invalid) = (c.word()?, c.len()?, c.word()?);
        let mut met = Met { changed: c.word()?, other_form: c.word()?, impossible: c.word()?, ..Met::default() };
        for count in &mut met.currencies {
            *count = c.word()?;
        }
        let listed = c.len()?;
        let (has_nulls, values, value_bytes, data_bytes) = (c.word()? == 1, c.word()?, c.word()?, c.len()?);
        let evidence = c.len()?;
        let (invalid_rows, evidence) = (c.list(listed)?, c.list(evidence)?);
        let expected = match (kind, width) {
            (0, 1 | 2 | 4) | (3..=6, 1 | 2 | 4 | 8) => rows * width,
            (1, _) => (rows + 1) * 4,
            (2, 8) => rows * 8,
            _ => return Err(ErrorKind::Chunk.into()),
        };
        if data_bytes != expected {
            return Err(ErrorKind::Chunk.into());
        }
        let (value_bytes, digits) = if kind == 6 { (value_bytes & 0xFFFF_FFFF, value_bytes >> 32) } else { (value_bytes, 0) };
        let small = |n: u64| usize::try_from(n).ok().filter(|&n| n < 1 << 29).ok_or(ErrorKind::Chunk);
        let (value_bytes, digits) = (small(value_bytes)?, small(digits)?);
        let (values, base) = if kind == 0 { (small(values)?, 0) } else { (0, values as i64) };
        if kind == 6 && !(1..=Serial::DIGITS).contains(&digits) {
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
            recoded: None,
            dictionary,
            invalid,
            met,
            invalid_rows,
            evidence,
            validity,
            values,
            value_bytes,
            base,
            digits,
            data,
            data_bytes,
        })
    }

    /// Bytes of it that the table keeps.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let wide = |c: &ColumnPlace| c.recoded.as_ref().map_or(0, |codes| codes.len() * size_of::<u32>());
        self.buffer.len() + self.columns.iter().map(wide).sum::<usize>()
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

    /// What was met in the cells of a column.
    #[must_use]
    pub fn met(&self, column: usize) -> Met {
        self.columns.get(column).map_or(Met::default(), |c| c.met)
    }

    /// Counts by which a column is judged that was empty in the sample; none of other columns.
    #[must_use]
    pub fn evidence(&self, column: usize) -> &[u64] {
        self.columns.get(column).map_or(&[], |c| &c.evidence)
    }

    /// Rewrites the codes of a column from the chunk's dictionary, or the numbers of its texts, to codes of a common
    /// dictionary; no effect on other columns.
    ///
    /// # Errors
    /// `E_CHUNK` if a code or a value lies outside the message; `E_MEMORY` if the dictionary cannot grow.
    pub fn recode(&mut self, column: usize, common: &mut Vocabulary) -> Result<()> {
        let Some(place) = self.columns.get_mut(column) else { return Ok(()) };
        if place.kind == 6 {
            return Self::recode_serial(&mut self.buffer, place, self.meta.rows as usize, common);
        }
        if place.kind != 0 {
            return Ok(());
        }
        let bytes_at = place.dictionary + (place.values * 4).div_ceil(8) * 8;
        let bytes = self.dictionaries.get(bytes_at..bytes_at + place.value_bytes).ok_or(ErrorKind::Chunk)?;
        let ends = self.dictionaries.get(place.dictionary..place.dictionary + place.values * 4).ok_or(ErrorKind::Chunk)?;
        let mut start = 0;
        let mut map = Vec::with_capacity(place.values.max(1));
        for end in ends.as_chunks::<4>().0 {
            let end = u32::from_le_bytes(*end) as usize;
            map.push(common.interner.try_intern(bytes.get(start..end).ok_or(ErrorKind::Chunk)?)?);
            start = end;
        }
        if map.is_empty() {
            // A column of missing cells: the codes under them mean nothing.
            map.push(0);
        }
        let data = self.buffer.get_mut(place.data..place.data + place.data_bytes).ok_or(ErrorKind::Chunk)?;
        // One look for the largest, so that none is needed at each.
        let largest = match place.width {
            1 => data.iter().copied().max().map(u32::from),
            2 => data.as_chunks().0.iter().map(|c| u16::from_le_bytes(*c)).max().map(u32::from),
            _ => data.as_chunks().0.iter().map(|c| u32::from_le_bytes(*c)).max(),
        };
        if largest.is_some_and(|largest| largest as usize >= map.len()) {
            return Err(ErrorKind::Chunk.into());
        }
        let new = |code: u32| map.get(code as usize).copied().unwrap_or(0);
        if code_width(common.interner.dictionary().len()) > place.width {
            let codes: Vec<u32> = match place.width {
                1 => data.iter().map(|&c| new(c.into())).collect(),
                _ => data.as_chunks().0.iter().map(|c| new(u16::from_le_bytes(*c).into())).collect(),
            };
            place.recoded = Some(Codes::new(codes, None));
            return Ok(());
        }
        match place.width {
            1 => data.iter_mut().for_each(|c| *c = new((*c).into()) as u8),
            2 => data.as_chunks_mut().0.iter_mut().for_each(|c| *c = (new(u16::from_le_bytes(*c).into()) as u16).to_le_bytes()),
            _ => data.as_chunks_mut().0.iter_mut().for_each(|c| *c = new(u32::from_le_bytes(*c)).to_le_bytes()),
        }
        Ok(())
    }

    /// Texts of one prefix and as many digits: their numbers lead to the code without the text.
    fn recode_serial(buffer: &mut MutableBuffer, place: &mut ColumnPlace, rows: usize, common: &mut Vocabulary) -> Result<()> {
        let at = place.data + place.data_bytes.div_ceil(8) * 8;
        let prefix = buffer.get(at..at + place.value_bytes).ok_or(ErrorKind::Chunk)?;
        let data = buffer.get(place.data..place.data + place.data_bytes).ok_or(ErrorKind::Chunk)?;
        let validity = match place.validity {
            Some(at) => Some(buffer.get(at..at + rows.div_ceil(64) * 8).ok_or(ErrorKind::Chunk)?),
            None => None,
        };
        let valid = |row: usize| validity.is_none_or(|bits| bits.get(row / 8).is_some_and(|byte| byte & 1 << (row % 8) != 0));
        let mut codes = Vec::with_capacity(rows);
        let mut numbers = common.numbers(prefix, place.digits);
        let base = place.base;
        let mut push = |row: usize, beyond: i64| {
            codes.push(if valid(row) { numbers.code(base.wrapping_add(beyond)) } else { 0 });
        };
        match place.width {
            1 => data.iter().enumerate().for_each(|(row, &v)| push(row, v.into())),
            2 => data.as_chunks().0.iter().enumerate().for_each(|(row, v)| push(row, u16::from_le_bytes(*v).into())),
            4 => data.as_chunks().0.iter().enumerate().for_each(|(row, v)| push(row, u32::from_le_bytes(*v).into())),
            _ => data.as_chunks().0.iter().enumerate().for_each(|(row, v)| push(row, i64::from_le_bytes(*v))),
        }
        if numbers.is_full {
            return Err(ErrorKind::Memory.into());
        }
        place.kind = 0;
        let width = code_width(common.interner.dictionary().len());
        if width > place.width {
            place.recoded = Some(Codes::new(codes, None));
            return Ok(());
        }
        place.width = width;
        let data = buffer.get_mut(place.data..place.data + rows * width).ok_or(ErrorKind::Chunk)?;
        match width {
            1 => data.iter_mut().zip(codes).for_each(|(to, code)| *to = code as u8),
            2 => data.as_chunks_mut().0.iter_mut().zip(codes).for_each(|(to, code)| *to = (code as u16).to_le_bytes()),
            _ => data.as_chunks_mut().0.iter_mut().zip(codes).for_each(|(to, code)| *to = code.to_le_bytes()),
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
                    0 => Segment::Codes(match (p.recoded.take(), p.width) {
                        (Some(codes), _) => codes.with_nulls(nulls),
                        (None, 1) => Codes::Narrow(UInt8Array::new(scalars(&buffer, p.data, rows), nulls)),
                        (None, 2) => Codes::Short(UInt16Array::new(scalars(&buffer, p.data, rows), nulls)),
                        (None, _) => Codes::new(scalars::<u32>(&buffer, p.data, rows), nulls),
                    }),
                    1 => Segment::Text(Texts::Plain(text(&buffer, &p, rows, nulls)?)),
                    2 => Segment::Number(Numbers::Float(Float64Array::new(scalars(&buffer, p.data, rows), nulls))),
                    kind => {
                        let ints = Ints::of_buffer(&buffer, p.data, rows, p.width, p.base, nulls).ok_or(ErrorKind::Chunk)?;
                        match kind {
                            3 => Segment::Money(ints),
                            4 => Segment::Time(ints),
                            5 => Segment::Number(Numbers::Whole(ints)),
                            _ => Segment::Text(Texts::Serial(serial(&buffer, &p, ints))),
                        }
                    }
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

fn serial(buffer: &Buffer, place: &ColumnPlace, numbers: Ints) -> Serial {
    let at = place.data + place.data_bytes.div_ceil(8) * 8;
    let prefix = buffer.slice_with_length(at, place.value_bytes);
    Serial { prefix: prefix.as_slice().into(), digits: place.digits, numbers }
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
