//! Texts of a run of rows that hardly repeat: as bytes one behind the other or, where all are one prefix and as many
//! digits (order numbers, mostly), as the numbers that the digits say.

use super::Ints;
use arrow_array::{Array, BinaryArray};
use arrow_buffer::NullBuffer;
use std::borrow::Cow;
use std::sync::Arc;

/// The number that 1 to [`Serial::DIGITS`] digits at the end of a text say; `None` if one of them is none.
#[inline]
#[must_use]
pub fn last_digits(text: &[u8], digits: usize) -> Option<i64> {
    if digits <= 8 {
        if let Some(&last) = text.last_chunk() {
            return eight_digits(last, digits).map(|n| n as i64);
        }
    } else if digits <= 16
        && let Some((front, last)) = text.split_last_chunk()
        && let Some(&first) = front.last_chunk()
    {
        return Some((eight_digits(first, digits - 8)? * 100_000_000 + eight_digits(*last, 8)?) as i64);
    }
    let digits = text.get(text.len().checked_sub(digits)?..)?;
    digits.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0')))
}

/// The last 1 to 8 of eight ASCII digits as a number, all at once; what stands before them does not matter.
#[inline]
#[must_use]
pub fn eight_digits(chunk: [u8; 8], digits: usize) -> Option<u64> {
    const HIGH: u64 = 0xF0F0_F0F0_F0F0_F0F0;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let others = u64::MAX.checked_shr(8 * digits as u32).unwrap_or(0);
    let word = u64::from_le_bytes(chunk) & !others | ZEROS & others;
    if word & HIGH != ZEROS || word.wrapping_add(0x0606_0606_0606_0606) & HIGH != ZEROS {
        return None;
    }
    let pairs = (word & 0x0F0F_0F0F_0F0F_0F0F).wrapping_mul(2561) >> 8;
    let fours = (pairs & 0x00FF_00FF_00FF_00FF).wrapping_mul(6_553_601) >> 16;
    Some((fours & 0x0000_FFFF_0000_FFFF).wrapping_mul(42_949_672_960_001) >> 32)
}

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

    /// Prefix and count of digits of a text that ends in digits.
    #[must_use]
    pub fn form(text: &[u8]) -> Option<(&[u8], usize)> {
        let digits = text.iter().rev().take(Self::DIGITS).take_while(|b| b.is_ascii_digit()).count();
        text.split_at_checked(text.len() - digits).filter(|_| digits > 0).map(|(prefix, _)| (prefix, digits))
    }

    /// Writes the text of a number.
    pub fn write(&self, number: i64, into: &mut Vec<u8>) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_are_read_as_they_are_written(prefix in "[A-Z客-]{0,9}", digits in 1_usize..=18, seed in any::<u64>()) {
            let number = (seed % 10_u64.pow(digits as u32)) as i64;
            let text = format!("{prefix}{number:0digits$}").into_bytes();
            prop_assert_eq!(last_digits(&text, digits), Some(number));
            prop_assert_eq!(Serial::form(&text), Some((prefix.as_bytes(), digits)));
            let serial = Serial { prefix: prefix.as_bytes().into(), digits, numbers: [Some(number)].into_iter().collect() };
            let mut back = Vec::new();
            serial.write(number, &mut back);
            prop_assert_eq!(back, text);
        }

        #[test]
        fn anything_else_is_no_number(text in prop::collection::vec(any::<u8>(), 0..24), digits in 1_usize..=18) {
            let end = text.len().checked_sub(digits).and_then(|at| text.get(at..));
            let number = end.and_then(|d| std::str::from_utf8(d).ok()).filter(|d| d.bytes().all(|b| b.is_ascii_digit())).and_then(|d| d.parse().ok());
            prop_assert_eq!(last_digits(&text, digits), number);
        }
    }
}
