//! Codes into a dictionary, in as few bytes each as the dictionary needs.

use super::block::{BLOCK, each_of_block};
use arrow_array::{Array, UInt8Array, UInt16Array, UInt32Array};
use arrow_buffer::{NullBuffer, ScalarBuffer};

/// Codes of a run of rows.
#[derive(Clone)]
pub enum Codes {
    /// Dictionaries of up to 2⁸ values.
    Narrow(UInt8Array),
    /// Dictionaries of up to 2¹⁶ values.
    Short(UInt16Array),
    /// All others.
    Wide(UInt32Array),
}

macro_rules! each_width {
    ($codes:expr, $array:ident => $body:expr) => {
        match $codes {
            Codes::Narrow($array) => $body,
            Codes::Short($array) => $body,
            Codes::Wide($array) => $body,
        }
    };
}

#[expect(clippy::useless_conversion, reason = "one body for three widths, of which u32 is the last")]
impl Codes {
    /// Codes with the cells that are missing; a code under a missing cell means nothing.
    #[must_use]
    pub fn new(codes: impl Into<ScalarBuffer<u32>>, nulls: Option<NullBuffer>) -> Self {
        Self::Wide(UInt32Array::new(codes.into(), nulls))
    }

    /// The same codes with other missing cells.
    #[must_use]
    pub(super) fn with_nulls(self, nulls: Option<NullBuffer>) -> Self {
        match self {
            Self::Wide(a) => Self::new(a.values().clone(), nulls),
            other => other,
        }
    }

    /// Codes from cells, `None` for a missing one.
    #[must_use]
    pub fn of_cells(cells: impl IntoIterator<Item = Option<u32>>) -> Self {
        let cells: Vec<Option<u32>> = cells.into_iter().collect();
        let nulls = cells.contains(&None).then(|| cells.iter().map(Option::is_some).collect());
        Self::new(cells.into_iter().map(Option::unwrap_or_default).collect::<Vec<u32>>(), nulls)
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

    /// Code of a row; `None` where the cell is missing or there is no such row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<u32> {
        each_width!(self, a => (row < a.len() && a.is_valid(row)).then(|| u32::from(a.value(row))))
    }

    /// All codes in row order.
    pub fn iter(&self) -> impl Iterator<Item = Option<u32>> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Calls `each` with row and code of every cell: the fast walk. It is called at one place for all widths, so that it is compiled once.
    pub fn each(&self, mut each: impl FnMut(usize, Option<u32>)) {
        let (nulls, mut block) = (self.nulls(), [0; BLOCK]);
        for from in (0..self.len()).step_by(BLOCK) {
            each_of_block(from, self.widened(from, &mut block), nulls, &mut each);
        }
    }

    /// The codes of a block of rows.
    fn widened<'b>(&self, from: usize, block: &'b mut [u32; BLOCK]) -> &'b [u32] {
        each_width!(self, a => {
            let codes = a.values().get(from..).unwrap_or_default();
            block.iter_mut().zip(codes).for_each(|(slot, &code)| *slot = u32::from(code));
            block.get(..codes.len().min(BLOCK)).unwrap_or_default()
        })
    }
}
