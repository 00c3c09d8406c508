//! Cells that say in words that nothing is there.

use crate::fields::half_width;

/// Whole cells that count as missing (definitions of cleaning; compared without case).
const WORDS: &[&str] = &["null", "nan", "n/a", "na", "#n/a", "none", "nil", "无", "未知", "—", "-", "--", "\\n"];

/// The longest of [`WORDS`] in bytes, with room for spaces around it.
const LONGEST: usize = 24;

/// Whether a cell holds nothing: it is empty, blank, or one of the words for nothing (`NULL`, `N/A`, `无`, `未知`, `-`).
///
/// ```
/// assert!(insitu::clean::is_missing("  "));
/// assert!(insitu::clean::is_missing("Null"));
/// assert!(!insitu::clean::is_missing("0"));
/// ```
#[must_use]
pub fn is_missing(cell: &str) -> bool {
    if cell.len() > LONGEST {
        return cell.chars().all(char::is_whitespace);
    }
    let trimmed = cell.trim();
    if trimmed.is_empty() {
        return true;
    }
    // Almost every cell of a key column is ASCII: no allocation for it.
    if trimmed.is_ascii() {
        return WORDS.iter().any(|w| trimmed.eq_ignore_ascii_case(w));
    }
    let folded: String = trimmed.chars().map(half_width).flat_map(char::to_lowercase).collect();
    WORDS.contains(&folded.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_missing_and_values_are_not() {
        for cell in ["", " ", "　", "NULL", "nan", "N/A", "无", "未知", "—", "-", "ｎｕｌｌ", " none "] {
            assert!(is_missing(cell), "{cell:?}");
        }
        for cell in ["0", "无名", "NAN-1", "Nanette", "张三", "A-", "an unusually long identifier"] {
            assert!(!is_missing(cell), "{cell:?}");
        }
    }
}
