//! Two-way tables of counts with margins, of which no small count can be worked out.

use super::network::{Edge, Network, Span};
use crate::mask::Shown;

/// A two-way table as an export shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossTable {
    /// Rows of counts; the last count of a row is its total, and the last row holds the totals of the columns.
    pub cells: Vec<Vec<Shown>>,
    counts: Vec<Vec<u64>>,
    k: u64,
}

/// Hides the counts from 1 to `k − 1` of a table and of its totals, and what they could be worked out from.
///
/// **Rule.** A reader who has the whole table and knows how it was made (`<k` is 1 to k − 1; a withheld count inside the
/// table is at least `k`; a withheld total is at least 1) can rule out none of the values 1 to k − 1 for any count that is
/// shown as `<k`. Zeros are shown. A small total is shown as `<k` where it repeats the only count of its row or column, and is
/// withheld where it adds up several, which it would bound.
///
/// The other counts are withheld along the cheapest paths that give each hidden count its freedom, those inside before
/// totals; [`CrossTable::span`] proves the result. With all totals withheld every table is safe, so this always ends. Rows
/// that are shorter than the longest are filled up with zeros. A table of one row is the same as [`suppress`](crate::mask::suppress),
/// except that it is free to withhold less.
///
/// ```
/// use insitu::mask::{Shown, disclosure::cross_table};
/// let shown = cross_table(&[vec![3, 40, 60], vec![20, 30, 50], vec![25, 35, 0]], 5);
/// let text: Vec<String> = shown.cells.iter().map(|row| row.iter().map(Shown::to_string).collect::<Vec<_>>().join(" ")).collect();
/// assert_eq!(text, ["<5 – 60 103", "– – 50 100", "25 35 0 60", "48 105 110 263"]);
/// ```
#[must_use]
pub fn cross_table(counts: &[Vec<u64>], k: u64) -> CrossTable {
    let counts = with_totals(counts);
    let (rows, columns) = (counts.len() - 1, counts.last().map_or(1, Vec::len) - 1);
    let mut network = network(&counts, |count, kind| first_view(count, kind, k));
    if k > 2 {
        for target in 0..network.edges.len() {
            let Some(edge) = network.edges.get(target).copied() else {
                continue;
            };
            if edge.known == small(k) {
                network.open(target, true, k - 1 - edge.value);
                network.open(target, false, edge.value - 1);
            }
        }
    }
    let mut shown = network.edges.iter().map(|edge| match edge.known {
        span if span == small(k) => Shown::Below(k),
        span if span == exactly(edge.value) => Shown::Count(edge.value),
        _ => Shown::Withheld,
    });
    let cells = (0..=rows).map(|_| shown.by_ref().take(columns + 1).collect()).collect();
    CrossTable { cells, counts, k }
}

impl CrossTable {
    /// What a reader of the export can work out of a count, totals included: the least and the most that it can be. `None` outside the table.
    #[must_use]
    pub fn span(&self, row: usize, column: usize) -> Option<Span> {
        self.counts.get(row)?.get(column)?;
        let width = self.counts.first()?.len();
        let mut shown = self.cells.iter().flatten();
        let network = network(&self.counts, |count, kind| {
            let known = match shown.next() {
                Some(Shown::Below(k)) => small(*k),
                Some(Shown::Withheld) => hidden(kind, self.k),
                _ => exactly(count),
            };
            (known, None)
        });
        Some(network.span(row * width + column))
    }

    /// Whether every count that is shown as `<k` can be any number from 1 to k − 1 for a reader of the export. True of every
    /// table that [`cross_table`] makes; here for tests and for proofs in a report.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        let places = self.cells.iter().enumerate().flat_map(|(row, cells)| (0..cells.len()).map(move |column| (row, column)));
        let mut small_ones = places.filter(|&(row, column)| {
            self.cells.get(row).and_then(|cells| cells.get(column)).is_some_and(|cell| matches!(cell, Shown::Below(_)))
        });
        small_ones.all(|(row, column)| self.span(row, column) == Some(small(self.k)))
    }
}

/// Where a count stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Inside,
    /// A total, with the number of counts above 0 that it adds up.
    Total {
        parts: usize,
        is_grand: bool,
    },
}

fn exactly(value: u64) -> Span {
    Span { low: value, high: Some(value) }
}

fn small(k: u64) -> Span {
    Span { low: 1, high: Some(k.saturating_sub(1)) }
}

fn hidden(place: Place, k: u64) -> Span {
    Span { low: if place == Place::Inside { k } else { 1 }, high: None }
}

/// What is shown of a count before complements are sought, and what hiding it would cost: a count inside costs what it
/// counts, a total more than what it adds up.
fn first_view(count: u64, place: Place, k: u64) -> (Span, Option<(Span, u64)>) {
    let hidden = hidden(place, k);
    match place {
        _ if count == 0 => (exactly(0), None),
        Place::Total { parts, .. } if count < k && parts > 1 => (hidden, None),
        _ if count < k => (small(k), None),
        Place::Inside => (exactly(count), Some((hidden, count))),
        Place::Total { is_grand, .. } => (exactly(count), Some((hidden, count.saturating_mul(if is_grand { 16 } else { 4 })))),
    }
}

/// The table with a total at the end of each row, and a last row of totals.
fn with_totals(counts: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let columns = counts.iter().map(Vec::len).max().unwrap_or_default();
    let mut totals = vec![0_u64; columns + 1];
    let mut table: Vec<Vec<u64>> = Vec::with_capacity(counts.len() + 1);
    for row in counts {
        let mut row: Vec<u64> = row.iter().copied().chain(std::iter::repeat(0)).take(columns).collect();
        row.push(row.iter().sum());
        totals.iter_mut().zip(&row).for_each(|(total, count)| *total += count);
        table.push(row);
    }
    table.push(totals);
    table
}

/// Counts as edges, row by row. Inside, from the row to the column; the total of a column from it to the last row, which
/// the grand total leaves for the last column, from where the totals of the rows return.
fn network(counts: &[Vec<u64>], mut view: impl FnMut(u64, Place) -> (Span, Option<(Span, u64)>)) -> Network {
    let (rows, columns) = (counts.len() - 1, counts.first().map_or(1, Vec::len) - 1);
    let inside = |count: &&u64| **count > 0;
    let parts_of_row = |row: usize| counts.get(row).map_or(0, |row| row.iter().take(columns).filter(inside).count());
    let parts_of_column = |column: usize| counts.iter().take(rows).filter_map(|row| row.get(column)).filter(inside).count();
    let mut edges = Vec::with_capacity((rows + 1) * (columns + 1));
    for (r, row) in counts.iter().enumerate() {
        for (c, &value) in row.iter().enumerate() {
            let (row_node, column_node) = (r, rows + 1 + c);
            let is_grand = r == rows && c == columns;
            let (from, to) = if (r == rows) == (c == columns) { (row_node, column_node) } else { (column_node, row_node) };
            let place = match (r == rows, c == columns) {
                (false, false) => Place::Inside,
                (true, false) => Place::Total { parts: parts_of_column(c), is_grand },
                (false, true) => Place::Total { parts: parts_of_row(r), is_grand },
                (true, true) => Place::Total { parts: (0..rows).map(parts_of_row).sum(), is_grand },
            };
            let (known, if_hidden) = view(value, place);
            edges.push(Edge { from, to, value, known, if_hidden });
        }
    }
    Network::new(rows + columns + 2, edges)
}
