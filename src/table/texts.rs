//! Texts of a run of rows that hardly repeat: as bytes one behind the other or, where all are one prefix and as many
//! digits (order numbers, mostly), as the numbers that the digits say.

use super::Ints;
use arrow_array::{Array, BinaryArray};
use arrow_buffer::NullBuffer;
use std::borrow::Cow;
use std::sync::Arc;

/// Texts of a run of rows.
#[derive(Clone)]
pub enum Texts {
    /// UTF-8 bytes.
    Plain(BinaryArray),
    /// A prefix and digits.
    Serial(Serial),
}

/// Texts that are one prefix and as many digits.
#[derive(Clone)]
pub struct Serial {
    /// What every text begins with.
    pub prefix: Arc<[u8]>,
    /// Digits behind it, leading zeros included: 1 to [`Serial::DIGITS`].
    pub digits: usize,
    /// The numbers they say.
    pub numbers: Ints,
}

impl Serial {
    /// Most digits that surely fit a number.
    pub const DIGITS: usize = 18;

    /// Writes the text of a number.
    fn write(&self, number: i64, into: &mut Vec<u8>) {
        into.clear();
        into.extend_from_slice(&self.prefix);
        into.resize(self.prefix.len() + self.digits, b'0');
        let mut rest = number;
        for slot in into.iter_mut().rev().take(self.digits) {
            *slot = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
    }
}

impl Texts {
    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Plain(a) => a.len(),
            Self::Serial(s) => s.numbers.len(),
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
            Self::Plain(a) => a.nulls(),
            Self::Serial(s) => s.numbers.nulls(),
        }
    }

    /// Bytes of a row; `None` where the cell is missing or there is no such row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Plain(a) => (row < a.len() && a.is_valid(row)).then(|| Cow::Borrowed(a.value(row))),
            Self::Serial(s) => s.numbers.get(row).map(|number| {
                let mut bytes = Vec::new();
                s.write(number, &mut bytes);
                Cow::Owned(bytes)
            }),
        }
    }

    /// Calls `each` with row and bytes of every cell: the fast walk.
    #[inline]
    pub fn each(&self, mut each: impl FnMut(usize, Option<&[u8]>)) {
        match self {
            Self::Plain(cells) => {
                let (ends, bytes) = (cells.value_offsets(), cells.value_data());
                let all = ends.iter().zip(ends.iter().skip(1)).map(|(&from, &to)| bytes.get(from as usize..to as usize));
                match cells.nulls() {
                    None => all.enumerate().for_each(|(i, v)| each(i, v)),
                    Some(nulls) => all.zip(nulls.iter()).enumerate().for_each(|(i, (v, valid))| each(i, v.filter(|_| valid))),
                }
            }
            Self::Serial(s) => {
                let mut bytes = Vec::new();
                s.numbers.each(|row, number| {
                    each(
                        row,
                        number.map(|n| {
                            s.write(n, &mut bytes);
                            bytes.as_slice()
                        }),
                    );
                });
            }
        }
    }
}
