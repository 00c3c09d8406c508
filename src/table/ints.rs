//! Whole numbers of a run of rows: the least of them, and what each has beyond it in as few bytes as the largest needs.
//! Amounts, times and counts of real tables take a third to a half of what they would as 64-bit numbers.

use super::block::{BLOCK, each_of_block};
use arrow_array::{Array, Int64Array, UInt8Array, UInt16Array, UInt32Array};
use arrow_buffer::{ArrowNativeType, Buffer, NullBuffer, ScalarBuffer};

/// Whole numbers of a run of rows.
#[derive(Clone)]
pub struct Ints {
    base: i64,
    beyond: Beyond,
}

#[derive(Clone)]
enum Beyond {
    Byte(UInt8Array),
    Short(UInt16Array),
    Word(UInt32Array),
    Full(Int64Array),
}

macro_rules! each_width {
    ($ints:expr, $array:ident => $body:expr) => {
        match &$ints.beyond {
            Beyond::Byte($array) => $body,
            Beyond::Short($array) => $body,
            Beyond::Word($array) => $body,
            Beyond::Full($array) => $body,
        }
    };
}

/// Bytes that the numbers from `least` to `most` take each, and the base that they are counted from.
#[must_use]
pub fn width(least: i64, most: i64) -> (usize, i64) {
    match most.checked_sub(least) {
        Some(..=0xFF) => (1, least),
        Some(..=0xFFFF) => (2, least),
        Some(..=0xFFFF_FFFF) => (4, least),
        _ => (8, 0),
    }
}

#[expect(clippy::useless_conversion, reason = "one body for four widths, of which i64 is the last")]
impl Ints {
    /// Numbers as they stand in a buffer, `width` bytes each from a byte on; `None` for another width than 1, 2, 4 or 8.
    /// The buffer must hold them.
    #[must_use]
    pub fn of_buffer(
        buffer: &Buffer,
        at: usize,
        rows: usize,
        width: usize,
        base: i64,
        nulls: Option<NullBuffer>,
    ) -> Option<Self> {
        fn scalars<T: ArrowNativeType>(buffer: &Buffer, at: usize, rows: usize) -> ScalarBuffer<T> {
            ScalarBuffer::new(buffer.clone(), at / size_of::<T>(), rows)
        }
        let beyond = match width {
            1 => Beyond::Byte(UInt8Array::new(scalars(buffer, at, rows), nulls)),
            2 => Beyond::Short(UInt16Array::new(scalars(buffer, at, rows), nulls)),
            4 => Beyond::Word(UInt32Array::new(scalars(buffer, at, rows), nulls)),
            8 => Beyond::Full(Int64Array::new(scalars(buffer, at, rows), nulls)),
            _ => return None,
        };
        Some(Self { base, beyond })
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        each_width!(self, a => a.len())
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of missing cells.
    #[must_use]
    pub fn null_count(&self) -> usize {
        each_width!(self, a => a.null_count())
    }

    /// Which cells are not missing; `None` if none is.
    #[must_use]
    pub fn nulls(&self) -> Option<&NullBuffer> {
        each_width!(self, a => a.nulls())
    }

    /// Number of a row; `None` where the cell is missing or there is no such row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<i64> {
        each_width!(self, a => (row < a.len() && a.is_valid(row)).then(|| self.base.wrapping_add(i64::from(a.value(row)))))
    }

    /// Least and most of the numbers; `None` where every cell is empty.
    #[must_use]
    pub fn range(&self) -> Option<(i64, i64)> {
        if self.null_count() > 0 {
            let mut range = None;
            self.each(|_, v| {
                range = v.map_or(range, |v| Some(range.map_or((v, v), |(least, most)| (v.min(least), v.max(most)))));
            });
            return range;
        }
        each_width!(self, a => {
            let (least, most) = (a.values().iter().min()?, a.values().iter().max()?);
            Some((self.base.wrapping_add(i64::from(*least)), self.base.wrapping_add(i64::from(*most))))
        })
    }

    /// All numbers in row order.
    pub fn iter(&self) -> impl Iterator<Item = Option<i64>> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Calls `each` with row and number of every cell: the fast walk. It is called at one place for all widths, so that it is compiled once.
    #[inline]
    pub fn each(&self, mut each: impl FnMut(usize, Option<i64>)) {
        let (nulls, mut block) = (self.nulls(), [0; BLOCK]);
        for from in (0..self.len()).step_by(BLOCK) {
            each_of_block(from, self.widened(from, &mut block), nulls, &mut each);
        }
    }

    /// The numbers of a block of rows.
    fn widened<'b>(&self, from: usize, block: &'b mut [i64; BLOCK]) -> &'b [i64] {
        each_width!(self, a => {
            let beyond = a.values().get(from..).unwrap_or_default();
            block.iter_mut().zip(beyond).for_each(|(slot, &v)| *slot = self.base.wrapping_add(i64::from(v)));
            block.get(..beyond.len().min(BLOCK)).unwrap_or_default()
        })
    }
}

impl Default for Ints {
    fn default() -> Self {
        std::iter::empty().collect()
    }
}

impl FromIterator<Option<i64>> for Ints {
    fn from_iter<I: IntoIterator<Item = Option<i64>>>(cells: I) -> Self {
        Self { base: 0, beyond: Beyond::Full(cells.into_iter().collect()) }
    }
}
