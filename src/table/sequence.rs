//! Columns whose cells are whole numbers, or texts written as one (D0001, D0002 …). Where they stand in order, that tells at once what
//! would otherwise take a table of all of them.

use super::{Column, Ints, Numbers, Segment, Texts};

/// The numbers of a column, segment by segment.
pub(crate) struct Sequence<'a> {
    parts: Vec<&'a Ints>,
    rows: usize,
}

impl<'a> Sequence<'a> {
    /// The numbers of a column of which each stands for one value; `None` for other columns.
    pub(crate) fn of(column: &'a Column) -> Option<Self> {
        let mut form = None;
        let numbers = |segment: &'a Segment| match segment {
            Segment::Money(ints) | Segment::Time(ints) | Segment::Number(Numbers::Whole(ints)) => Some(ints),
            Segment::Text(Texts::Serial(s)) => {
                let own = (&s.prefix, s.digits);
                (*form.get_or_insert(own) == own).then_some(&s.numbers)
            }
            _ => None,
        };
        let parts = column.segments().iter().map(numbers).collect::<Option<_>>()?;
        Some(Self { parts, rows: column.len() })
    }

    /// Cells that hold a number.
    pub(crate) fn filled(&self) -> usize {
        self.rows - self.parts.iter().map(|ints| ints.null_count()).sum::<usize>()
    }

    /// Calls `each` with row and number of every cell that holds one.
    pub(crate) fn each(&self, mut each: impl FnMut(usize, i64)) {
        let mut first = 0;
        for ints in &self.parts {
            ints.each(|i, v| {
                if let Some(v) = v {
                    each(first + i, v);
                }
            });
            first += ints.len();
        }
    }

    /// The numbers from the first row on, up to an empty cell.
    pub(crate) fn head(&self) -> impl Iterator<Item = i64> + '_ {
        self.parts.iter().flat_map(|ints| ints.iter()).map_while(|v| v)
    }

    /// Where the numbers only rise or only fall from one to the next, how many there are; empty cells do not count.
    pub(crate) fn distinct_in_order(&self) -> Option<usize> {
        Some(self.in_order()?.distinct)
    }

    /// The runs of equal numbers, where these only rise or only fall from one to the next; empty cells do not count.
    pub(crate) fn in_order(&self) -> Option<Runs> {
        let ends = self.parts.iter().flat_map(|ints| [0, ints.len() / 2, ints.len().saturating_sub(1)].map(|i| ints.get(i)));
        let mut order = Order::default();
        ends.flatten().for_each(|v| order.add(v));
        // Most columns that stand in no order show it in these few cells, and of the others most in the first thousands.
        order.runs()?;
        let mut order = Order::default();
        for ints in &self.parts {
            ints.each(|_, v| v.into_iter().for_each(|v| order.add(v)));
            if order.is_broken() {
                return None;
            }
        }
        order.runs()
    }

    /// How many different numbers there are.
    pub(crate) fn distinct(&self) -> usize {
        if let Some(count) = self.distinct_in_order() {
            return count;
        }
        if let Some(count) = self.distinct_nearby() {
            return count;
        }
        let mut all = Vec::with_capacity(self.filled());
        self.each(|_, v| all.push(v));
        all.sort_unstable();
        all.dedup();
        all.len()
    }

    /// How many different numbers there are, where they lie close together: a bit for each between the least and the most.
    pub(crate) fn distinct_nearby(&self) -> Option<usize> {
        let ranges = self.parts.iter().filter_map(|ints| ints.range());
        let (least, most) = ranges.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let range = usize::try_from(most.checked_sub(least)?).ok().filter(|range| range / 64 <= self.rows)?;
        let mut seen = vec![0_u64; range / 64 + 1];
        self.each(|_, v| {
            let at = (v - least) as usize;
            if let Some(word) = seen.get_mut(at / 64) {
                *word |= 1 << (at % 64);
            }
        });
        Some(seen.iter().map(|w| w.count_ones() as usize).sum())
    }
}

/// Runs of equal numbers.
#[derive(Default)]
pub(crate) struct Runs {
    /// How many.
    pub(crate) distinct: usize,
    /// Pairs of cells within them, all together.
    pub(crate) pairs: usize,
}

/// What numbers showed of their order.
#[derive(Default)]
struct Order {
    last: Option<i64>,
    has_risen: bool,
    has_fallen: bool,
    /// Numbers before the last one that are equal to it.
    equal: usize,
    runs: Runs,
}

impl Order {
    #[inline]
    fn add(&mut self, value: i64) {
        let last = self.last.replace(value);
        if last == Some(value) {
            self.equal += 1;
            self.runs.pairs += self.equal;
        } else {
            self.has_risen |= last.is_some_and(|last| value > last);
            self.has_fallen |= last.is_some_and(|last| value < last);
            self.equal = 0;
            self.runs.distinct += 1;
        }
    }

    fn is_broken(&self) -> bool {
        self.has_risen && self.has_fallen
    }

    fn runs(self) -> Option<Runs> {
        (!self.is_broken()).then_some(self.runs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Kind;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn column(cells: &[Option<i64>]) -> Column {
        Column::of_ints("i", Kind::Time, cells.iter().copied())
    }

    proptest! {
        #[test]
        fn different_numbers_are_those_of_a_set(mut cells in prop::collection::vec(prop::option::of(-3_i64..4), 0..30), far in any::<bool>(), sorted in any::<bool>()) {
            if far {
                cells.iter_mut().flatten().for_each(|v| *v = v.wrapping_mul(i64::MAX / 3));
            }
            if sorted {
                cells.sort_unstable();
            }
            let set: HashSet<i64> = cells.iter().flatten().copied().collect();
            let column = column(&cells);
            let sequence = Sequence::of(&column).unwrap();
            prop_assert_eq!(sequence.distinct(), set.len());
            prop_assert_eq!(sequence.filled(), cells.iter().flatten().count());
            if sorted {
                prop_assert_eq!(sequence.distinct_in_order(), Some(set.len()));
            }
            prop_assert!(sequence.distinct_nearby().is_none_or(|count| count == set.len()));
        }
    }

    #[test]
    fn order_is_told_from_all_cells() {
        // First, middle and last rise; one between does not.
        let cells = [1, 9, 2, 3, 4].map(Some);
        assert_eq!(Sequence::of(&column(&cells)).unwrap().distinct_in_order(), None);
        assert_eq!(Sequence::of(&column(&[3, 3, 2, 1, 1].map(Some))).unwrap().distinct_in_order(), Some(3));
        assert_eq!(Sequence::of(&column(&[])).unwrap().distinct_in_order(), Some(0));
        assert!(Sequence::of(&Column::of_text("t", [Some("a")])).is_none());
    }
}
