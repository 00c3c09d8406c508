//! Parsed columns → the words of a chunk.

use super::{HEADER, Interner, KEPT, Kind, MAGIC, Met, Meta, Store, VERSION};
use crate::notice::{OF_FORMATS, Severity};
use crate::table::Ints;
use crate::table::ints;
use crate::table::numbers::is_whole;
use crate::table::texts::{Serial, last_digits};
use std::borrow::Cow;

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

    /// Whether the cell of a row holds a value.
    fn holds(&self, row: usize) -> bool {
        self.words.get(row / 64).is_none_or(|w| w & 1 << (row % 64) != 0)
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
    /// A prefix and as many digits in all cells so far; what they become if one differs.
    Serial(SerialCells, Store),
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

/// Texts of one prefix and as many digits under construction.
#[derive(Default)]
pub struct SerialCells {
    prefix: Vec<u8>,
    /// 0 until the first text came.
    digits: usize,
    numbers: Vec<i64>,
}

impl SerialCells {
    /// Adds a cell; `false` if it has another form.
    #[inline]
    pub fn push(&mut self, cell: &[u8]) -> bool {
        if self.digits == 0 {
            let Some((prefix, digits)) = Serial::form(cell) else { return false };
            (self.prefix, self.digits) = (prefix.to_vec(), digits);
        }
        if cell.len() != self.prefix.len() + self.digits || !cell.iter().zip(&self.prefix).all(|(a, b)| a == b) {
            return false;
        }
        let number = last_digits(cell, self.digits);
        self.numbers.extend(number);
        number.is_some()
    }

    /// Adds a missing cell, which fits any form.
    #[inline]
    pub fn push_missing(&mut self) -> bool {
        self.numbers.push(0);
        true
    }

    /// The same cells as texts of another store.
    #[must_use]
    pub fn into_cells(self, store: Store, validity: &Validity) -> Cells {
        let serial = Serial { prefix: self.prefix.as_slice().into(), digits: self.digits, numbers: Ints::default() };
        let mut cells = match store {
            Store::Coded => Cells::Coded(Interner::default(), Vec::new()),
            Store::Plain => Cells::Plain(Vec::new(), vec![0]),
        };
        let mut text = Vec::new();
        for (row, &number) in self.numbers.iter().enumerate() {
            text.clear();
            if validity.holds(row) {
                serial.write(number, &mut text);
            }
            match &mut cells {
                Cells::Coded(_, codes) if text.is_empty() => codes.push(0),
                Cells::Coded(interner, codes) => codes.push(interner.intern(&text)),
                Cells::Plain(bytes, ends) => {
                    bytes.extend_from_slice(&text);
                    ends.push(bytes.len() as u32);
                }
                _ => {}
            }
        }
        cells
    }
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
    /// What was met in its cells.
    pub met: Met,
    /// Counts of a column that is still to be judged; they add up over chunks.
    pub evidence: Vec<u64>,
}

impl ColumnBuilder {
    /// An empty column.
    #[must_use]
    pub fn new(kind: Kind, store: Store) -> Self {
        let cells = match (kind, store) {
            (Kind::Text, store) => Cells::Serial(SerialCells::default(), store),
            (Kind::Number, _) => Cells::Number(Vec::new()),
            (Kind::Money, _) => Cells::Money(Vec::new()),
            (Kind::Time, _) => Cells::Time(Vec::new()),
        };
        Self {
            cells,
            validity: Validity::default(),
            invalid: 0,
            invalid_rows: Vec::new(),
            met: Met::default(),
            evidence: Vec::new(),
        }
    }
}

/// Writes a chunk.
#[must_use]
pub fn write(meta: &Meta, columns: &[ColumnBuilder]) -> Vec<u64> {
    let forms: Vec<Form<'_>> = columns.iter().map(Form::of).collect();
    let rows = meta.rows as usize;
    let size: usize = forms
        .iter()
        .zip(columns)
        .map(|(f, c)| f.words() + 12 + c.invalid_rows.len() + c.evidence.len() + rows.div_ceil(64))
        .sum();
    let listed = meta.short_rows.len() + meta.repaired_rows.len() + meta.foreign_rows.len();
    let mut out = Vec::with_capacity(HEADER + meta.skips.len() * 4 + listed + size);
    out.extend([MAGIC, VERSION, meta.index, meta.start, meta.end, meta.first, meta.next, meta.records, meta.rows, meta.hash]);
    out.extend([columns.len() as u64, meta.skips.len() as u64, meta.short, meta.short_rows.len() as u64]);
    out.extend([meta.repaired, meta.repaired_rows.len() as u64, meta.undecodable, 0, u64::from(meta.last)]);
    out.extend([meta.gb18030, meta.foreign, meta.foreign_rows.len() as u64]);
    let surplus = &meta.surplus;
    out.extend([surplus.rows.len() as u64, surplus.ends.len() as u64, surplus.bytes.len() as u64, meta.comments]);
    out.extend([meta.inside, meta.inside_rows.len() as u64, meta.notices.len() as u64]);
    for skip in &meta.skips {
        out.extend([skip.record, skip.offset, skip.length, skip.reason]);
    }
    out.extend(&meta.short_rows);
    out.extend(&meta.repaired_rows);
    out.extend(&meta.foreign_rows);
    out.extend(&meta.inside_rows);
    out.extend(surplus.rows.iter().flat_map(|r| [r.row, r.offset, r.cells]));
    out.extend(&surplus.ends);
    push_bytes(&surplus.bytes, &mut out);
    for notice in &meta.notices {
        let code = OF_FORMATS.iter().position(|code| *code == notice.code);
        debug_assert!(code.is_some(), "{}", notice.code);
        let severity = u64::from(notice.severity == Severity::Warning);
        out.extend([code.unwrap_or(OF_FORMATS.len()) as u64, severity, notice.count]);
        out.extend([notice.column.unwrap_or(0), notice.rows.len() as u64]);
        out.extend(&notice.rows);
    }
    for (column, form) in columns.iter().zip(&forms) {
        write_column(column, form, rows, &mut out);
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
pub(super) fn code_width(values: usize) -> usize {
    match values {
        0..=0x100 => 1,
        0x101..=0x1_0000 => 2,
        _ => 4,
    }
}

/// The form in which a column is written: the narrowest that gives its cells back.
enum Form<'a> {
    Codes { codes: &'a [u32], values: usize, value_bytes: usize },
    Plain(&'a [u8], &'a [u32]),
    Floats(&'a [f64]),
    Whole(u64, Whole<'a>),
    Serial { prefix: &'a [u8], digits: usize, numbers: Whole<'a> },
}

/// Whole numbers, `width` bytes each beyond `base`.
struct Whole<'a> {
    values: Cow<'a, [i64]>,
    width: usize,
    base: i64,
}

impl<'a> Whole<'a> {
    fn of(values: Cow<'a, [i64]>, validity: &Validity) -> Self {
        let range = |range: Option<(i64, i64)>, &v: &i64| match range {
            Some((least, most)) => Some((v.min(least), v.max(most))),
            None => Some((v, v)),
        };
        let range = if validity.nulls == 0 {
            values.iter().fold(None, range)
        } else {
            values.iter().enumerate().filter(|(row, _)| validity.holds(*row)).map(|(_, v)| v).fold(None, range)
        };
        let (width, base) = range.map_or((1, 0), |(least, most)| ints::width(least, most));
        Self { values, width, base }
    }

    fn write(&self, out: &mut Vec<u64>) {
        // What lies under a missing cell means nothing, so that it may be cut.
        let beyond = self.values.iter().map(|v| v.wrapping_sub(self.base));
        match self.width {
            1 => push_bytes(&beyond.map(|v| v as u8).collect::<Vec<_>>(), out),
            2 => push_bytes(&beyond.flat_map(|v| (v as u16).to_le_bytes()).collect::<Vec<_>>(), out),
            4 => push_u32(&beyond.map(|v| v as u32).collect::<Vec<_>>(), out),
            _ => out.extend(beyond.map(|v| v as u64)),
        }
    }
}

impl<'a> Form<'a> {
    fn of(column: &'a ColumnBuilder) -> Self {
        let validity = &column.validity;
        match &column.cells {
            Cells::Coded(i, codes) => {
                Self::Codes { codes, values: i.dictionary().len(), value_bytes: i.dictionary().bytes().len() }
            }
            Cells::Serial(cells, _) => Self::Serial {
                prefix: &cells.prefix,
                // A column of missing cells has no form; any will do.
                digits: cells.digits.max(1),
                numbers: Whole::of(Cow::Borrowed(&cells.numbers), validity),
            },
            Cells::Plain(bytes, ends) => Self::Plain(bytes, ends),
            Cells::Number(values) => whole(values, validity).filter(Self::pays).unwrap_or(Self::Floats(values)),
            Cells::Money(values) => Self::Whole(3, Whole::of(Cow::Borrowed(values), validity)),
            Cells::Time(values) => Self::Whole(4, Whole::of(Cow::Borrowed(values), validity)),
        }
    }

    fn pays(&self) -> bool {
        !matches!(self, Self::Whole(_, Whole { width: 8, .. }))
    }

    /// Words that data and dictionary take.
    fn words(&self) -> usize {
        match self {
            Self::Codes { codes, values, value_bytes } => {
                (codes.len() * code_width(*values)).div_ceil(8) + values.div_ceil(2) + value_bytes.div_ceil(8)
            }
            Self::Plain(bytes, ends) => bytes.len().div_ceil(8) + ends.len().div_ceil(2),
            Self::Floats(values) => values.len(),
            Self::Whole(_, w) => (w.values.len() * w.width).div_ceil(8),
            Self::Serial { prefix, numbers: w, .. } => (w.values.len() * w.width).div_ceil(8) + prefix.len().div_ceil(8),
        }
    }
}

/// Numbers as whole ones, if all are.
fn whole<'a>(values: &[f64], validity: &Validity) -> Option<Form<'a>> {
    if !values.iter().all(|&v| is_whole(v)) {
        return None;
    }
    let values = values.iter().map(|&v| v as i64).collect();
    Some(Form::Whole(5, Whole::of(Cow::Owned(values), validity)))
}

fn write_column(column: &ColumnBuilder, form: &Form<'_>, rows: usize, out: &mut Vec<u64>) {
    let of_whole = |w: &Whole<'_>| (w.width, w.base as u64, w.values.len() * w.width);
    let (kind, (width, values, data), value_bytes) = match form {
        Form::Codes { codes, values, value_bytes } => {
            let width = code_width(*values);
            (0, (width, *values as u64, codes.len() * width), *value_bytes as u64)
        }
        Form::Plain(bytes, ends) => (1, (4, 0, ends.len() * 4), bytes.len() as u64),
        Form::Floats(values) => (2, (8, 0, values.len() * 8), 0),
        Form::Whole(kind, w) => (*kind, of_whole(w), 0),
        Form::Serial { prefix, digits, numbers } => (6, of_whole(numbers), prefix.len() as u64 | (*digits as u64) << 32),
    };
    let has_nulls = column.validity.nulls > 0;
    let listed = column.invalid_rows.len() as u64;
    let met = column.met;
    out.extend([kind, width as u64, column.invalid, met.changed, met.other_form, met.impossible]);
    out.extend(met.currencies);
    out.push(listed);
    out.extend([u64::from(has_nulls), values, value_bytes, data as u64, column.evidence.len() as u64]);
    out.extend(&column.invalid_rows);
    out.extend(&column.evidence);
    if has_nulls {
        let words = rows.div_ceil(64);
        out.extend(column.validity.words.iter().take(words));
        out.extend(std::iter::repeat_n(u64::MAX, words.saturating_sub(column.validity.words.len())));
    }
    match form {
        Form::Codes { codes, values, .. } => match code_width(*values) {
            1 => push_bytes(&codes.iter().map(|&c| c as u8).collect::<Vec<_>>(), out),
            2 => push_bytes(&codes.iter().flat_map(|&c| (c as u16).to_le_bytes()).collect::<Vec<_>>(), out),
            _ => push_u32(codes, out),
        },
        Form::Plain(bytes, ends) => {
            push_u32(ends, out);
            push_bytes(bytes, out);
        }
        Form::Floats(values) => out.extend(values.iter().map(|v| v.to_bits())),
        Form::Whole(_, w) => w.write(out),
        Form::Serial { prefix, numbers, .. } => {
            numbers.write(out);
            push_bytes(prefix, out);
        }
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
