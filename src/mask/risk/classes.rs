//! Equivalence classes: which rows look alike in a set of quasi-identifiers.

use super::MISSING;
use crate::error::{ErrorKind, Result};
use crate::stats::Ratio;

/// Rows grouped by equality in all of some coded columns (Sweeney 2002, "k-anonymity: a model for protecting privacy", def. 3).
///
/// A missing value is a value of its own, equal to other missing ones, as in ARX. sdcMicro lets a missing value equal
/// every value; then "alike" is no equivalence, and [`wildcard_sizes`](super::wildcard_sizes) counts for each class.
/// Classes are numbered in the order in which their first rows stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    of_row: Vec<u32>,
    sizes: Vec<u32>,
}

impl Classes {
    /// Classes of `rows` rows by all of the columns; without a column all rows are one class. Codes are any numbers,
    /// [`MISSING`] among them; small ones (a dictionary's) are fastest. A column that is shorter misses its last values.
    ///
    /// Each column splits the classes of those before it: through a table with a place for every pair of class and code
    /// where that is small, through open addressing otherwise. Memory: 4 bytes per row for the result, up to 32 more meanwhile.
    ///
    /// ```
    /// use insitu::mask::risk::Classes;
    /// let sex = [0, 1, 0, 0];
    /// let region = [7, 7, 7, 8];
    /// let classes = Classes::new(4, &[&sex, &region])?;
    /// assert_eq!(classes.of_row(), [0, 1, 0, 2]);
    /// assert_eq!(classes.sizes(), [2, 1, 1]);
    /// # Ok::<(), insitu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// `E_MEMORY`.
    pub fn new(rows: usize, columns: &[&[u32]]) -> Result<Self> {
        let mut classes = Self { of_row: filled(rows, 0)?, sizes: vec![rows as u32] };
        if rows == 0 {
            classes.sizes.clear();
        }
        for column in columns {
            classes.split(column)?;
        }
        Ok(classes)
    }

    /// These classes split further by one more column.
    ///
    /// # Errors
    /// `E_MEMORY`.
    pub fn refined(&self, column: &[u32]) -> Result<Self> {
        let mut of_row = Vec::new();
        of_row.try_reserve_exact(self.of_row.len()).or(Err(ErrorKind::Memory))?;
        of_row.extend_from_slice(&self.of_row);
        let mut classes = Self { of_row, sizes: self.sizes.clone() };
        classes.split(column)?;
        Ok(classes)
    }

    /// The class of each row.
    #[must_use]
    pub fn of_row(&self) -> &[u32] {
        &self.of_row
    }

    /// Rows in each class.
    #[must_use]
    pub fn sizes(&self) -> &[u32] {
        &self.sizes
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.of_row.len() as u64
    }

    /// Number of classes.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.sizes.len() as u64
    }

    /// Size of the smallest class: the `k` for which the table is k-anonymous (Sweeney 2002, def. 3). `None` without rows.
    #[must_use]
    pub fn k_min(&self) -> Option<u64> {
        self.sizes.iter().min().map(|&n| u64::from(n))
    }

    /// Class sizes ascending, each with the number of classes that have it.
    #[must_use]
    pub fn histogram(&self) -> Vec<(u64, u64)> {
        let mut counts = vec![0_u64; self.sizes.iter().max().map_or(0, |&n| n as usize + 1)];
        for &size in &self.sizes {
            if let Some(count) = counts.get_mut(size as usize) {
                *count += 1;
            }
        }
        (0..).zip(counts).filter(|&(_, count)| count > 0).collect()
    }

    /// Records in classes of fewer than `k`, of all: the share at risk (El Emam 2013, ᵖRₐ with threshold 1/k).
    #[must_use]
    pub fn below(&self, k: u64) -> Ratio {
        let num = self.sizes.iter().map(|&n| u64::from(n)).filter(|&n| n < k).sum();
        Ratio { num, den: self.rows() }
    }

    /// Sample uniques: records that are alone in their class, of all.
    #[must_use]
    pub fn uniques(&self) -> Ratio {
        self.below(2)
    }

    /// Highest prosecutor risk, `1/k_min` (El Emam 2013, `ᵖR_b)`: the chance to pick the right record of a person who is known
    /// to be in the table. `None` without rows.
    #[must_use]
    pub fn prosecutor_max(&self) -> Option<Ratio> {
        self.k_min().map(|k| Ratio { num: 1, den: k })
    }

    /// Mean prosecutor risk, classes / rows (El Emam 2013, `ᵖR_c`, which is also the marketer risk of a table that is the
    /// population). `None` without rows.
    #[must_use]
    pub fn prosecutor_mean(&self) -> Option<Ratio> {
        (self.rows() > 0).then(|| Ratio { num: self.count(), den: self.rows() })
    }

    fn split(&mut self, column: &[u32]) -> Result<()> {
        let rows = self.of_row.len();
        let top = column.iter().filter(|&&code| code != MISSING).max().map_or(0, |&code| u64::from(code) + 1);
        // A missing value takes the place behind the last code.
        let width = top + 1;
        let places = width.saturating_mul(self.sizes.len() as u64);
        let values = column.iter().copied().chain(std::iter::repeat(MISSING)).map(|code| u64::from(code).min(top));
        if places <= (rows as u64).max(4096) {
            self.renumber(
                values.map(|v| v as usize),
                &mut Direct { width: width as usize, classes: filled(places as usize, FREE)? },
            )
        } else {
            let slots = (rows.min(places as usize) * 2).next_power_of_two();
            let mut open = Open { width, shift: 64 - slots.trailing_zeros(), slots: filled(slots, FREE)?, keys: Vec::new() };
            self.renumber(values, &mut open)
        }
    }

    fn renumber<V>(&mut self, values: impl Iterator<Item = V>, places: &mut impl Places<V>) -> Result<()> {
        let mut sizes: Vec<u32> = Vec::new();
        for (class, value) in self.of_row.iter_mut().zip(values) {
            let next = sizes.len() as u32;
            let new = places.class(*class, value, next)?;
            if new == next {
                sizes.try_reserve(1).or(Err(ErrorKind::Memory))?;
                sizes.push(0);
            }
            if let Some(size) = sizes.get_mut(new as usize) {
                *size += 1;
            }
            *class = new;
        }
        self.sizes = sizes;
        Ok(())
    }
}

/// No class has this number: there are at most as many as rows.
const FREE: u32 = u32::MAX;

/// Numbers for pairs of an old class and a value.
trait Places<V> {
    /// The new class of a pair: `next` where the pair is new.
    fn class(&mut self, old: u32, value: V, next: u32) -> Result<u32>;
}

/// A place for every pair.
struct Direct {
    width: usize,
    classes: Vec<u32>,
}

impl Places<usize> for Direct {
    #[inline]
    fn class(&mut self, old: u32, value: usize, next: u32) -> Result<u32> {
        Ok(match self.classes.get_mut(old as usize * self.width + value) {
            Some(class) if *class != FREE => *class,
            Some(class) => {
                *class = next;
                next
            }
            None => next,
        })
    }
}

/// Open addressing with multiplicative hashing (Knuth, TAOCP 3, 6.4); the pairs stand in the order of their classes.
struct Open {
    width: u64,
    shift: u32,
    slots: Vec<u32>,
    keys: Vec<u64>,
}

impl Places<u64> for Open {
    #[inline]
    fn class(&mut self, old: u32, value: u64, next: u32) -> Result<u32> {
        // Old classes are fewer than 2³² and widths at most 2³², so no two pairs share a key.
        let key = u64::from(old) * self.width + value;
        let mixed = (key ^ (key >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut at = (mixed >> self.shift) as usize;
        loop {
            match self.slots.get_mut(at) {
                Some(slot) if *slot == FREE => {
                    self.keys.try_reserve(1).or(Err(ErrorKind::Memory))?;
                    self.keys.push(key);
                    *slot = next;
                    return Ok(next);
                }
                Some(slot) if self.keys.get(*slot as usize) == Some(&key) => return Ok(*slot),
                Some(_) => at += 1,
                None => at = 0,
            }
        }
    }
}

/// A vector of one value.
pub(in crate::mask) fn filled<T: Clone>(length: usize, value: T) -> Result<Vec<T>> {
    let mut vector = Vec::new();
    vector.try_reserve_exact(length).or(Err(ErrorKind::Memory))?;
    vector.resize(length, value);
    Ok(vector)
}
