//! Marks that exports write around a value so that a spreadsheet keeps its characters: `` `2024-03-05 ``, `'0017`, `="0017"`.

/// The value of a cell without the mark around it; the cell as it is where there is none.
#[must_use]
pub(crate) fn unguarded(cell: &[u8]) -> &[u8] {
    match cell {
        [b'`', rest @ ..] if !rest.contains(&b'`') => rest,
        // A word may begin with an apostrophe, a key has a digit.
        [b'\'', rest @ ..] if rest.iter().any(u8::is_ascii_digit) && !rest.contains(&b'\'') && !rest.contains(&b' ') => rest,
        [b'=', b'"', inner @ .., b'"'] => inner,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_texts_stay() {
        for (cell, value) in [
            ("`2024-03-05", "2024-03-05"),
            ("`", ""),
            ("'0017", "0017"),
            ("'A17", "A17"),
            ("=\"0017\"", "0017"),
            ("'twas", "'twas"),
            ("'1'", "'1'"),
            ("`a`", "`a`"),
            ("=\"", "=\""),
            ("=1+1", "=1+1"),
            ("", ""),
        ] {
            assert_eq!(unguarded(cell.as_bytes()), value.as_bytes(), "{cell}");
        }
    }
}
