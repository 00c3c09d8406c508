//! Rows that are equal in some columns: a hash for each, a bitmap of hashes met twice, and exact comparison of what is left.

use crate::stats::order;
use crate::table::date::civil_day;
use crate::table::{Column, Interner, Kind, Segment, Sequence, Texts, each_code, each_int, each_item, each_number, each_texts};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};

/// What of a column is compared.
pub(super) enum Part<'a> {
    /// The cells.
    Whole(&'a Column),
    /// The cells of a coded column, of which these codes are words for nothing: equal to an empty cell.
    Words(&'a Column, Vec<bool>),
    /// The days of its times.
    Day(&'a Column),
}

/// Bits of a filter for each hash: one row in eight that is like no other gets through to the comparison.
const FILTER_BITS: usize = 16;

/// Most comparisons for each row with those of its number.
const PAIRS: usize = 16;

/// Columns that are looked at first in rows of one number, and the rows that show which.
const TELLING: usize = 2;
const LOOKED: usize = 4096;

/// Of so many rows one is compared with others cell by cell, and as many in any table.
const SOME: usize = 256;

/// Rows that are compared at a time, so that the table of hashes stays small.
const BATCH: usize = 1 << 20;

/// What stands for an empty cell in a hash.
const EMPTY: u64 = 0x6A09_E667_F3BC_C908;

const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

#[inline]
fn mixed(hash: u64, value: u64) -> u64 {
    let h = (hash ^ value).wrapping_mul(MIX);
    h ^ (h >> 29)
}

/// Calls `found` with each of the wanted rows that is equal to an earlier one, and with the first of those, in no promised order
/// of the rows but so that the pairs are the same for the same table.
pub(super) fn each_repeat(parts: &[Part<'_>], wanted: &BooleanBuffer, mut found: impl FnMut(usize, usize)) {
    let rows = wanted.len();
    if rows < 2 || parts.is_empty() {
        return;
    }
    let is_all = wanted.count_set_bits() == rows;
    let is_wanted = |row: usize| is_all || wanted.value(row);
    let mut hashes = vec![0_u64; rows];
    if let Some(numbers) = in_order(parts, rows) {
        let order = by_difference(parts, &numbers);
        let (few, rest) = order.split_at(order.len().min(TELLING));
        few.iter().for_each(|part| add(part, &mut hashes));
        // Few rows of one number are equal in the columns that differ most: those are compared in the others one by one.
        let most = rows / SOME + SOME;
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        each_pair(&numbers, &hashes, &mut |row, first| pairs.extend((pairs.len() <= most).then_some((row, first))));
        let mut last = None;
        let mut compare = |row: usize, first: usize| {
            let is_known = last == Some(row) || !is_wanted(row) || !is_wanted(first);
            if !is_known && parts.iter().all(|p| p.same(first, row)) {
                last = Some(row);
                found(row, first);
            }
        };
        if pairs.len() <= most {
            pairs.into_iter().for_each(|(row, first)| compare(row, first));
        } else {
            rest.iter().for_each(|part| add(part, &mut hashes));
            each_pair(&numbers, &hashes, &mut compare);
        }
        return;
    }
    parts.iter().for_each(|part| add(part, &mut hashes));
    let hash_of = |row: usize| hashes.get(row).copied().unwrap_or(0);
    let is_same = |a: usize, b: usize| hash_of(a) == hash_of(b) && parts.iter().all(|p| p.same(a, b));
    // Rows whose hash was met before them; then, by a filter of these few alone, the rows that are the first of theirs, too.
    let mut met = Met::of(rows);
    let mut again = BooleanBufferBuilder::new(rows);
    each_item(0..rows, |row| again.append(is_wanted(row) && met.put(hash_of(row))));
    let again = again.build();
    let mut met = Met::of(again.count_set_bits());
    for row in again.set_indices() {
        met.put(hash_of(row));
    }
    let mut candidates = BooleanBufferBuilder::new(rows);
    each_item(0..rows, |row| candidates.append(met.has(hash_of(row)) && is_wanted(row)));
    let candidates = candidates.build();
    let count = candidates.count_set_bits();
    let batches = count.div_ceil(BATCH).next_power_of_two() as u64;
    for batch in 0..batches {
        let in_batch = |hash: u64| (hash >> 40) & (batches - 1) == batch;
        let mut slots = vec![u32::MAX; (count / batches as usize * 3).next_power_of_two().max(64)];
        let mut used = 0;
        for row in candidates.set_indices() {
            let hash = hash_of(row);
            if !in_batch(hash) {
                continue;
            }
            let mask = slots.len() - 1;
            let mut at = hash as usize & mask;
            loop {
                let first = slots.get(at).copied().unwrap_or(u32::MAX);
                if first == u32::MAX {
                    if let Some(slot) = slots.get_mut(at) {
                        *slot = row as u32;
                    }
                    used += 1;
                    break;
                }
                if is_same(first as usize, row) {
                    found(row, first as usize);
                    break;
                }
                at = (at + 1) & mask;
            }
            if used * 2 > slots.len() {
                slots = grown(&slots, &hashes);
            }
        }
    }
}

/// Where a column's numbers stand in order, only rows with one number can be equal, and they stand side by side. `None` where there is
/// no such column, or where so many have one number that comparing them would take long.
fn in_order<'a>(parts: &[Part<'a>], rows: usize) -> Option<Sequence<'a>> {
    let columns = parts.iter().filter_map(|part| match part {
        Part::Whole(column) => Sequence::of(column),
        _ => None,
    });
    let ordered = columns.filter(|numbers| numbers.filled() == rows);
    let ordered = ordered.filter_map(|numbers| Some((numbers.in_order()?, numbers)));
    let (runs, numbers) = ordered.max_by_key(|(runs, _)| runs.distinct)?;
    (runs.pairs <= rows.saturating_mul(PAIRS)).then_some(numbers)
}

/// Calls `each` with the rows that have number and hash of an earlier row: with each of those, in order.
fn each_pair(numbers: &Sequence<'_>, hashes: &[u64], each: &mut dyn FnMut(usize, usize)) {
    let (mut last, mut start) = (None, 0);
    numbers.each(|row, number| {
        if last.replace(number) != Some(number) {
            start = row;
        } else if let (Some(own), Some(before)) = (hashes.get(row), hashes.get(start..row)) {
            before.iter().enumerate().filter(|(_, hash)| *hash == own).for_each(|(at, _)| each(row, start + at));
        }
    });
}

/// The columns, those first in which the first rows differ most from the row of the same number before them.
fn by_difference<'p, 'a>(parts: &'p [Part<'a>], numbers: &Sequence<'_>) -> Vec<&'p Part<'a>> {
    let head: Vec<i64> = numbers.head().take(LOOKED).collect();
    let is_next = |row: &usize| row.checked_sub(1).is_some_and(|before| head.get(before) == head.get(*row));
    let equal = |part: &Part<'_>| (0..head.len()).filter(is_next).filter(|&row| part.same(row - 1, row)).count();
    let equal: Vec<usize> = parts.iter().map(equal).collect();
    let order = order(parts.len(), &|a, b| equal.get(a).cmp(&equal.get(b)));
    order.into_iter().filter_map(|place| parts.get(place)).collect()
}

/// The hashes that were met, and some that were not.
struct Met(Vec<u64>);

impl Met {
    fn of(count: usize) -> Self {
        Self(vec![0; (count * FILTER_BITS).next_power_of_two().div_ceil(64)])
    }

    #[inline]
    fn place(&self, hash: u64) -> (usize, u64) {
        let bit = (hash.wrapping_mul(MIX) >> 20) as usize & (self.0.len() * 64 - 1);
        (bit / 64, 1 << (bit % 64))
    }

    #[inline]
    fn has(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Adds a hash; tells whether it was there.
    #[inline]
    fn put(&mut self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        let Some(word) = self.0.get_mut(word) else { return false };
        let was = *word & bit != 0;
        *word |= bit;
        was
    }
}

/// Twice the slots, for batches that chance has made too large.
fn grown(slots: &[u32], hashes: &[u64]) -> Vec<u32> {
    let mut wider = vec![u32::MAX; slots.len() * 2];
    let mask = wider.len() - 1;
    for &row in slots.iter().filter(|&&row| row != u32::MAX) {
        let mut at = hashes.get(row as usize).copied().unwrap_or(0) as usize & mask;
        while wider.get(at).is_some_and(|&s| s != u32::MAX) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = wider.get_mut(at) {
            *slot = row;
        }
    }
    wider
}

/// The wanted rows that are equal to an earlier one.
pub(super) fn repeats(parts: &[Part<'_>], wanted: &BooleanBuffer) -> BooleanBuffer {
    let mut bits = BooleanBufferBuilder::new(wanted.len());
    bits.append_n(wanted.len(), false);
    each_repeat(parts, wanted, |row, _| bits.set_bit(row, true));
    bits.build()
}

fn add(part: &Part<'_>, hashes: &mut [u64]) {
    let mut put = |row: usize, value: Option<u64>| {
        if let Some(hash) = hashes.get_mut(row) {
            *hash = mixed(*hash, value.unwrap_or(EMPTY));
        }
    };
    let column = match part {
        Part::Day(times) => {
            each_int(times, |row, second| put(row, second.map(|s| civil_day(s) as u64)));
            return;
        }
        Part::Words(column, nothing) => {
            let is_named = |c: &u32| nothing.get(*c as usize) == Some(&false);
            each_code(column, |row, code| put(row, code.filter(is_named).map(u64::from)));
            return;
        }
        Part::Whole(column) => column,
    };
    each_code(column, |row, code| put(row, code.map(u64::from)));
    each_int(column, |row, int| put(row, int.map(|v| v as u64)));
    each_number(column, |row, number| put(row, number.map(|v| (v + 0.0).to_bits())));
    let hasher = Interner::default();
    let is_serial = Sequence::of(column).is_some();
    each_texts(column, |first, texts| match texts {
        Texts::Serial(s) if is_serial => s.numbers.each(|row, number| put(first + row, number.map(|n| n as u64))),
        _ => texts.each(|row, cell| put(first + row, cell.map(|bytes| hasher.hash(bytes)))),
    });
}

impl Part<'_> {
    /// Whether two rows are equal here; empty cells are equal to each other.
    pub(super) fn same(&self, a: usize, b: usize) -> bool {
        let column = match self {
            Self::Day(times) => return times.int_at(a).map(civil_day) == times.int_at(b).map(civil_day),
            Self::Words(column, nothing) => {
                let code = |row| match column.locate(row) {
                    Some((Segment::Codes(codes), i)) => codes.get(i).filter(|&c| nothing.get(c as usize) == Some(&false)),
                    _ => None,
                };
                return code(a) == code(b);
            }
            Self::Whole(column) => column,
        };
        match (column.locate(a), column.locate(b)) {
            (Some((Segment::Codes(x), i)), Some((Segment::Codes(y), j))) => x.get(i) == y.get(j),
            (Some((Segment::Money(x) | Segment::Time(x), i)), Some((Segment::Money(y) | Segment::Time(y), j))) => {
                x.get(i) == y.get(j)
            }
            (Some((Segment::Number(x), i)), Some((Segment::Number(y), j))) => match (x.get(i), y.get(j)) {
                (Some(x), Some(y)) => (x + 0.0).to_bits() == (y + 0.0).to_bits(),
                (x, y) => x.is_none() && y.is_none(),
            },
            (Some((Segment::Text(x), i)), Some((Segment::Text(y), j))) => x.get(i) == y.get(j),
            _ => false,
        }
    }
}

/// Whether no two cells of a column are equal and none is empty, as far as that can be told at little cost.
pub(super) fn is_key(column: &Column) -> bool {
    if column.nulls() > 0 || column.is_empty() {
        return false;
    }
    if column.is_coded() {
        return column.dictionary().len() == column.len();
    }
    let Some(numbers) = Sequence::of(column) else { return false };
    let nearby = || if column.kind() == Kind::Text { numbers.distinct_nearby() } else { None };
    numbers.distinct_in_order().or_else(nearby) == Some(numbers.filled())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn repeats_are_those_of_comparing_all(
            mut cells in prop::collection::vec((0_u8..3, prop::option::of(0_i64..3), prop::option::of(0_u8..2)), 0..40),
            number in prop::option::of(0_i64..40),
        ) {
            if let Some(number) = number {
                // A column in order: equal rows stand in one run of it, long or short.
                for (at, cell) in (0_i64..).zip(&mut cells) {
                    cell.1 = Some(at * number / 40);
                }
            }
            let words = ["a", "b", "c"];
            let columns = [
                Column::of_text("t", cells.iter().map(|c| Some(words[c.0 as usize]))),
                Column::of_ints("i", Kind::Money, cells.iter().map(|c| c.1)),
                Column::of_numbers("n", cells.iter().map(|c| c.2.map(f64::from))),
            ];
            let parts: Vec<Part<'_>> = columns.iter().map(Part::Whole).collect();
            let found = repeats(&parts, &BooleanBuffer::new_set(cells.len()));
            let wanted: Vec<bool> = (0..cells.len()).map(|row| cells[..row].contains(&cells[row])).collect();
            prop_assert_eq!(found.iter().collect::<Vec<_>>(), wanted);
        }
    }

    #[test]
    fn keys_are_told_cheaply() {
        let ids = |cells: &[&'static str]| Column::of_text("t", cells.iter().copied().map(Some));
        assert!(is_key(&ids(&["a", "b"])) && !is_key(&ids(&["a", "b", "a"])));
        let ints = |cells: &[i64]| Column::of_ints("t", Kind::Time, cells.iter().copied().map(Some));
        assert!(is_key(&ints(&[1, 2, 9])) && is_key(&ints(&[9, 2, 1])) && is_key(&ints(&[9])));
        assert!(!is_key(&ints(&[1, 2, 2])) && !is_key(&ints(&[1, 3, 2])));
        assert!(!is_key(&Column::of_ints("t", Kind::Time, [Some(1), None])));
    }

    #[test]
    fn zero_has_no_sign_and_extremes_are_values() {
        let column = Column::of_numbers("n", [Some(0.0), Some(-0.0), Some(f64::MAX), Some(f64::MAX), None, None]);
        let found = repeats(&[Part::Whole(&column)], &BooleanBuffer::new_set(6));
        assert_eq!(found.set_indices().collect::<Vec<_>>(), [1, 3, 5]);
        let two = Column::of_text("t", [Some("a"), Some("a")]);
        assert_eq!(repeats(&[Part::Whole(&two)], &BooleanBuffer::new_set(2)).set_indices().collect::<Vec<_>>(), [1]);
        let ints = Column::of_ints("i", Kind::Money, [Some(i64::MIN), Some(i64::MAX), Some(i64::MIN)]);
        assert_eq!(repeats(&[Part::Whole(&ints)], &BooleanBuffer::new_set(3)).set_indices().collect::<Vec<_>>(), [2]);
    }
}
