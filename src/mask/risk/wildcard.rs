//! Class sizes where a missing value equals every value.

use super::{Classes, MISSING};
use crate::error::Result;

/// For each class, the rows that are alike when a missing value equals every value, on either side (sdcMicro `freqCalc`,
/// fk with alpha = 1). Where nothing is missing these are the sizes of the classes.
///
/// Classes are compared by the pairs of sets of columns that they miss, so the work grows with the square of the number of such sets
/// in the table (at most 4^q for q columns; as a rule a few).
///
/// ```
/// use insitu::mask::risk::{Classes, MISSING, wildcard_sizes};
/// let columns: [&[u32]; 2] = [&[0, 0, 0, 1], &[5, 5, MISSING, 6]];
/// let classes = Classes::new(4, &columns)?;
/// assert_eq!(classes.sizes(), [2, 1, 1]);
/// assert_eq!(wildcard_sizes(&classes, &columns)?, [3, 3, 1]);
/// # Ok::<(), insitu::error::Error>(())
/// ```
///
/// # Errors
/// `E_MEMORY`.
pub fn wildcard_sizes(classes: &Classes, columns: &[&[u32]]) -> Result<Vec<u64>> {
    let count = classes.sizes().len();
    let mut first_row = super::filled(count, usize::MAX)?;
    for (row, &class) in classes.of_row().iter().enumerate().rev() {
        if let Some(first) = first_row.get_mut(class as usize) {
            *first = row;
        }
    }
    let value = |column: &[u32], class: usize| first_row.get(class).and_then(|&row| column.get(row)).copied().unwrap_or(MISSING);
    // Classes by the columns they miss.
    let missing: Vec<Vec<u32>> =
        columns.iter().map(|column| (0..count).map(|class| u32::from(value(column, class) == MISSING)).collect()).collect();
    let flags: Vec<&[u32]> = missing.iter().map(Vec::as_slice).collect();
    let patterns = Classes::new(count, &flags)?;
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); patterns.sizes().len()];
    for (class, &pattern) in patterns.of_row().iter().enumerate() {
        if let Some(list) = members.get_mut(pattern as usize) {
            list.push(class);
        }
    }
    let mut sizes = super::filled(count, 0_u64)?;
    for own in &members {
        for other in &members {
            let side_by_side = || own.iter().chain(other).copied();
            // Columns that both have; the first member of a list stands for all.
            let shared: Vec<Vec<u32>> = columns
                .iter()
                .filter(|column| [own, other].iter().all(|list| list.first().is_some_and(|&c| value(column, c) != MISSING)))
                .map(|column| side_by_side().map(|class| value(column, class)).collect())
                .collect();
            let shared: Vec<&[u32]> = shared.iter().map(Vec::as_slice).collect();
            let alike = Classes::new(own.len() + other.len(), &shared)?;
            let mut rows = super::filled(alike.sizes().len(), 0_u64)?;
            let (own_groups, other_groups) = alike.of_row().split_at_checked(own.len()).unwrap_or_default();
            for (&class, &group) in other.iter().zip(other_groups) {
                if let (Some(sum), Some(&size)) = (rows.get_mut(group as usize), classes.sizes().get(class)) {
                    *sum += u64::from(size);
                }
            }
            for (&class, &group) in own.iter().zip(own_groups) {
                if let (Some(size), Some(&sum)) = (sizes.get_mut(class), rows.get(group as usize)) {
                    *size += sum;
                }
            }
        }
    }
    Ok(sizes)
}
