//! A sensitive attribute inside the equivalence classes.

use super::{Classes, MISSING};
use crate::error::{ErrorKind, Result};

/// How often each value of a sensitive attribute stands in each class and in the table.
///
/// A missing value is a value of its own. (sdcMicro counts it so too, except where a class has no other value: there it
/// says ℓ = 0, this says ℓ = 1, as does ARX.)
#[derive(Clone, Debug)]
pub struct Sensitive {
    /// Rows that have a value, by value ascending; the missing one, if any, stands last.
    pub(super) table: Vec<u64>,
    pub(super) has_missing: bool,
    /// Where the values of each class begin in `values`, and where the last ones end.
    starts: Vec<u32>,
    /// Place of a value in `table`, with its rows in the class; ascending inside a class.
    values: Vec<(u32, u32)>,
}

impl Sensitive {
    /// Counts the values of an attribute. For distances on a scale, the codes must ascend as the values do.
    ///
    /// # Errors
    /// `E_MEMORY`.
    pub fn new(classes: &Classes, codes: &[u32]) -> Result<Self> {
        let rows = classes.of_row().len();
        let mut sorted = Vec::new();
        sorted.try_reserve_exact(rows).or(Err(ErrorKind::Memory))?;
        let values = codes.iter().copied().chain(std::iter::repeat(MISSING));
        // Class and code in one number, so that one sort of numbers does.
        sorted.extend(classes.of_row().iter().zip(values).map(|(&class, code)| i64::from(class) << 32 | i64::from(code)));
        sorted.sort_unstable();
        let mut codes: Vec<i64> = Vec::new();
        codes.try_reserve_exact(rows).or(Err(ErrorKind::Memory))?;
        codes.extend(sorted.iter().map(|pair| pair & i64::from(u32::MAX)));
        codes.sort_unstable();
        let mut table = Vec::new();
        let mut distinct = Vec::new();
        for run in codes.chunk_by(|a, b| a == b) {
            table.push(run.len() as u64);
            distinct.extend(run.first().copied());
        }
        let has_missing = distinct.last() == Some(&i64::from(MISSING));
        let mut starts = Vec::new();
        let mut values = Vec::new();
        starts.try_reserve_exact(classes.sizes().len() + 1).or(Err(ErrorKind::Memory))?;
        for class in sorted.chunk_by(|a, b| a >> 32 == b >> 32) {
            starts.push(values.len() as u32);
            for run in class.chunk_by(|a, b| a == b) {
                let code = run.first().map_or(0, |pair| pair & i64::from(u32::MAX));
                let place = distinct.binary_search(&code).unwrap_or_default();
                values.try_reserve(1).or(Err(ErrorKind::Memory))?;
                values.push((place as u32, run.len() as u32));
            }
        }
        starts.push(values.len() as u32);
        Ok(Self { table, has_missing, starts, values })
    }

    /// For each class in turn: places of its values in the table, with the rows that have them.
    pub(super) fn classes(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        let ends = self.starts.iter().skip(1);
        self.starts.iter().zip(ends).map(|(&from, &to)| self.values.get(from as usize..to as usize).unwrap_or_default())
    }
}
