//! Parsed columns → the words of a chunk.

use super::{HEADER, Interner, KEPT, Kind, MAGIC, Meta, Store, VERSION};

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
    let surplus = &meta.surplus;
    out.extend([surplus.rows.len() as u64, surplus.ends.len() as u64, surplus.bytes.len() as u64, meta.comments]);
    out.extend([meta.inside, meta.inside_rows.len() as u64]);
    for skip in &meta.skips {
        out.extend([skip.record, skip.offset, skip.length, skip.reason]);
    }
    out.extend(&meta.short_rows);
    out.extend(&meta.repaired_rows);
    out.extend(&meta.inside_rows);
    out.extend(surplus.rows.iter().flat_map(|r| [r.row, r.offset, r.cells]));
    out.extend(&surplus.ends);
    push_bytes(&surplus.bytes, &mut out);
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
pub(super) fn code_width(values: usize) -> usize {
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
