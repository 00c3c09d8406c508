//! Numbers of a run of rows: whole ones as [`Ints`], others as they are.

use super::Ints;
use arrow_array::{Array, Float64Array};
use arrow_buffer::NullBuffer;

/// Numbers of a run of rows.
#[derive(Clone)]
pub enum Numbers {
    /// Any numbers.
    Float(Float64Array),
    /// Whole numbers of at most 2⁵³ on either side.
    Whole(Ints),
}

/// Whether a number is a whole one that [`Ints`] gives back bit for bit.
#[inline]
#[must_use]
pub fn is_whole(value: f64) -> bool {
    value.abs() <= 9_007_199_254_740_992.0 && ((value as i64) as f64).to_bits() == value.to_bits()
}

impl Numbers {
    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Float(a) => a.len(),
            Self::Whole(a) => a.len(),
        }
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of missing cells.
    #[must_use]
    pub fn null_count(&self) -> usize {
        self.nulls().map_or(0, NullBuffer::null_count)
    }

    /// Which cells are not missing; `None` if none is.
    #[must_use]
    pub fn nulls(&self) -> Option<&NullBuffer> {
        match self {
            Self::Float(a) => a.nulls(),
            Self::Whole(a) => a.nulls(),
        }
    }

    /// Number of a row; `None` where the cell is missing or there is no such row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<f64> {
        match self {
            Self::Float(a) => (row < a.len() && a.is_valid(row)).then(|| a.value(row)),
            Self::Whole(a) => a.get(row).map(|v| v as f64),
        }
    }

    /// Least and most of the numbers; `None` where every cell is empty.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        match self {
            Self::Float(_) => {
                let mut range = None;
                let mut add =
                    |v: f64| range = Some(range.map_or((v, v), |(least, most): (f64, f64)| (least.min(v), most.max(v))));
                self.each(|_, v| v.into_iter().for_each(&mut add));
                range
            }
            Self::Whole(a) => a.range().map(|(least, most)| (least as f64, most as f64)),
        }
    }

    /// All numbers in row order.
    pub fn iter(&self) -> impl Iterator<Item = Option<f64>> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Calls `each` with row and number of every cell: the fast walk.
    #[inline]
    pub fn each(&self, mut each: impl FnMut(usize, Option<f64>)) {
        match self {
            Self::Float(a) => {
                let is_valid = |row| a.nulls().is_none_or(|nulls| nulls.is_valid(row));
                a.values().iter().enumerate().for_each(|(row, &v)| each(row, is_valid(row).then_some(v)));
            }
            Self::Whole(a) => a.each(|row, v| each(row, v.map(|v| v as f64))),
        }
    }
}

impl FromIterator<Option<f64>> for Numbers {
    fn from_iter<I: IntoIterator<Item = Option<f64>>>(cells: I) -> Self {
        Self::Float(cells.into_iter().collect())
    }
}
