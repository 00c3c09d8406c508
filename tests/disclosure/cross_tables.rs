//! Two-way tables: no small count can be worked out, shown by a linear solver that knows nothing of how they are made.

use crate::simplex::ranges;
use insitu::mask::disclosure::{CrossTable, Span, cross_table};
use insitu::mask::{Shown, suppress};
use proptest::prelude::*;

/// No count of the tests reaches this.
const PLENTY: i64 = 10_000;

/// What a reader can work out of each hidden count: place, what is shown, least, most.
fn audit(table: &CrossTable, k: u64) -> Vec<(usize, usize, Shown, i64, i64)> {
    let (rows, columns) = (table.cells.len() - 1, table.cells[0].len() - 1);
    let mut hidden = Vec::new();
    let mut bounds = Vec::new();
    for (r, line) in table.cells.iter().enumerate() {
        for (c, &shown) in line.iter().enumerate() {
            let low = if r == rows || c == columns { 1 } else { k as i64 };
            match shown {
                Shown::Count(_) => continue,
                Shown::Below(k) => bounds.push((1, k as i64 - 1)),
                Shown::Withheld => bounds.push((low, PLENTY)),
            }
            hidden.push((r, c, shown));
        }
    }
    // Each row and each column, the totals' own among them: parts − total = 0.
    let (mut lines, mut sums) = (Vec::new(), Vec::new());
    let places = |along_row: bool, at: usize| -> Vec<(usize, usize)> {
        if along_row { (0..=columns).map(|c| (at, c)).collect() } else { (0..=rows).map(|r| (r, at)).collect() }
    };
    for (along_row, at) in (0..=rows).map(|r| (true, r)).chain((0..=columns).map(|c| (false, c))) {
        let (mut line, mut known) = (vec![0; hidden.len()], 0);
        let members = places(along_row, at);
        for (index, &(r, c)) in members.iter().enumerate() {
            let sign = if index + 1 == members.len() { -1 } else { 1 };
            match table.cells[r][c] {
                Shown::Count(n) => known += sign * n as i64,
                _ => line[hidden.iter().position(|&(hr, hc, _)| (hr, hc) == (r, c)).unwrap()] = sign,
            }
        }
        lines.push(line);
        sums.push(-known);
    }
    let found = ranges(&lines, &sums, &bounds).expect("the true table is a solution");
    hidden.into_iter().zip(found).map(|((r, c, shown), (low, high))| (r, c, shown, low, high)).collect()
}

fn assert_safe(counts: &[Vec<u64>], k: u64) {
    let table = cross_table(counts, k);
    assert!(table.is_safe(), "{counts:?} {:?}", table.cells);
    for (r, row) in counts.iter().enumerate() {
        for (c, &n) in row.iter().enumerate() {
            let expected = if (1..k).contains(&n) { Some(Shown::Below(k)) } else { None };
            assert!(expected.is_none_or(|e| e == table.cells[r][c]), "{counts:?}");
        }
    }
    for (r, c, shown, low, high) in audit(&table, k) {
        if let Shown::Below(_) = shown {
            assert_eq!((low, high), (1, k as i64 - 1), "{counts:?} {:?} at {r}, {c}", table.cells);
        }
        // The proof that ships agrees with the solver.
        let span = table.span(r, c).unwrap();
        assert_eq!(span.low as i64, low, "{counts:?} {:?} at {r}, {c}", table.cells);
        assert_eq!(span.high.map(|h| h as i64), (high < PLENTY / 2).then_some(high), "{counts:?} at {r}, {c}");
    }
}

/// A count of 3 in a corner, all else large: hiding it alone leaves it to subtraction; its row, its column and the place across
/// must go too.
#[test]
fn one_small_count_takes_three_others_along() {
    let table = cross_table(&[vec![3, 40, 60], vec![20, 30, 50], vec![25, 35, 70]], 5);
    let shown: Vec<String> = table.cells.iter().flatten().map(Shown::to_string).collect();
    assert_eq!(shown, ["<5", "–", "60", "103", "–", "–", "50", "100", "25", "35", "70", "130", "48", "105", "180", "333"]);
    assert_eq!(table.span(0, 0), Some(Span { low: 1, high: Some(4) }));
    assert_eq!(table.span(2, 2), Some(Span { low: 70, high: Some(70) }));
    assert_eq!(table.span(9, 0), None);
    assert_safe(&[vec![3, 40, 60], vec![20, 30, 50], vec![25, 35, 70]], 5);
}

#[test]
fn tables_at_the_edge() {
    for counts in [
        vec![],
        vec![vec![]],
        vec![vec![3]],
        vec![vec![0, 0]],
        vec![vec![4, 4]],
        vec![vec![1, 1, 0, 0]],
        vec![vec![3, 0], vec![0, 3]],
        vec![vec![5, 3], vec![5, 5]],
        vec![vec![2, 2], vec![2, 2]],
        vec![vec![1, 4], vec![4, 1], vec![0, 0]],
        vec![vec![1], vec![9, 9]],
    ] {
        for k in [0, 1, 2, 3, 5, 11, 20] {
            assert_safe(&counts, k);
        }
    }
}

/// A total of 2 over two counts would bound both by 1; it is withheld.
#[test]
fn a_small_total_of_several_is_withheld() {
    let table = cross_table(&[vec![1, 1, 0]], 5);
    assert_eq!(table.cells[0], [Shown::Below(5), Shown::Below(5), Shown::Count(0), Shown::Withheld]);
    assert_eq!(suppress(&[1, 1, 0], 5).total, Shown::Withheld);
    assert_eq!(suppress(&[0, 3, 0], 5).total, Shown::Below(5));
}

/// A table of one row hides what the column of counts does: nothing less is safe.
#[test]
fn one_row_is_a_column_of_counts() {
    for counts in [vec![3, 40, 12, 0], vec![3, 4, 40], vec![10, 20, 30], vec![4, 4]] {
        let column = suppress(&counts, 5);
        let table = cross_table(&[counts], 5);
        assert_eq!(table.cells[0][..column.cells.len()], column.cells);
        assert_eq!(table.cells[0].last(), Some(&column.total));
    }
}

fn counts() -> impl Strategy<Value = Vec<Vec<u64>>> {
    (1_usize..5, 1_usize..5).prop_flat_map(|(rows, columns)| {
        let count = prop_oneof![2 => Just(0_u64), 3 => 1_u64..6, 3 => 5_u64..60];
        prop::collection::vec(prop::collection::vec(count, columns), rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_tables_cannot_be_solved(counts in counts(), k in prop_oneof![Just(3_u64), Just(5), Just(11)]) {
        assert_safe(&counts, k);
    }
}
