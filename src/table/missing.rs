//! Cells that say in words that nothing is there.

use super::number::half_width;

/// Whole cells that count as missing (definitions of cleaning; compared without case, full-width as half-width).
pub const MISSING_WORDS: &[&str] =
    &["null", "nan", "n/a", "na", "#n/a", "none", "nil", "无", "未知", "空", "—", "——", "–", "―", "-", "--", "\\n"];

/// The longest of [`MISSING_WORDS`] in bytes, with room for spaces around it.
const LONGEST: usize = 24;

/// Whether a cell holds nothing: it is empty, blank, or one of the words for nothing (`NULL`, `N/A`, `无`, `未知`, `-`).
///
/// ```
/// use insitu::table::is_missing;
/// assert!(is_missing("  "));
/// assert!(is_missing("Null"));
/// assert!(!is_missing("0"));
/// assert!(!is_missing(b"\xff"));
/// ```
#[must_use]
pub fn is_missing(cell: impl AsRef<[u8]>) -> bool {
    let cell = cell.as_ref().trim_ascii();
    match cell {
        [] => return true,
        // Most cells are numbers or begin like none of the words.
        [first, ..] if first.is_ascii_digit() => return false,
        _ => {}
    }
    // Almost every cell is ASCII: no allocation for it.
    if cell.is_ascii() {
        return MISSING_WORDS.iter().any(|w| cell.eq_ignore_ascii_case(w.as_bytes()));
    }
    let Ok(text) = std::str::from_utf8(cell) else { return false };
    if cell.len() > LONGEST {
        return text.chars().all(char::is_whitespace);
    }
    let folded: String = text.chars().map(half_width).flat_map(char::to_lowercase).collect();
    let word = folded.trim();
    word.is_empty() || MISSING_WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_missing_and_values_are_not() {
        for cell in [
            "",
            " ",
            "　",
            "NULL",
            "Null",
            "nan",
            "NaN",
            "N/A",
            "#N/A",
            "\\N",
            "无",
            "未知",
            "空",
            "—",
            "——",
            "-",
            "ｎｕｌｌ",
            " none ",
            "　无　",
        ] {
            assert!(is_missing(cell), "{cell:?}");
        }
        for cell in [
            "0",
            "-1",
            "无名",
            "无锡",
            "NAN-1",
            "Nanette",
            "nanjing",
            "张三",
            "A-",
            "an unusually long identifier",
            "一个特别长的客户名称在这里",
        ] {
            assert!(!is_missing(cell), "{cell:?}");
        }
    }
}
