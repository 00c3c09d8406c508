//! Which rows of a long table are looked at for a guess.

/// Rows to look at: the first `head`, then at most `more` evenly spread over the rest, ascending.
pub(crate) fn spread(rows: usize, head: usize, more: usize) -> impl Iterator<Item = usize> {
    let first = rows.min(head);
    let rest = rows - first;
    let picked = rest.min(more);
    (0..first).chain((0..picked).map(move |i| first + i * rest / picked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_tables_are_read_whole_and_long_ones_evenly() {
        assert_eq!(spread(3, 2, 8).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(spread(0, 2, 8).count(), 0);
        assert_eq!(spread(102, 2, 4).collect::<Vec<_>>(), [0, 1, 2, 27, 52, 77]);
    }
}
