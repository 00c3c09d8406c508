//! Which lines of a customer are one order: exact comparison of the order keys, within the customer only.

use crate::table::{Column, Interner, Kind, Segment};

/// Keys as 62 bits below a tag in the upper two.
const TAG: u64 = 3 << 62;
/// Key of its own: a code, a number's bits, or digits.
const EXACT: u64 = 0;
/// Second of wall time of a line without an order number.
const TIME: u64 = 1 << 62;
/// Hash of a text: equal texts have equal ones, the bytes decide.
const HASH: u64 = 2 << 62;
/// A line that is an order by itself.
const LINE: u64 = 3 << 62;

/// Longest run of keys that is searched one by one.
const SHORT: usize = 48;

/// What tells orders apart in a table.
pub(super) struct OrderKeys<'a> {
    column: Option<&'a Column>,
    /// Whether times tell orders apart: some line has a time of day.
    by_time: bool,
    /// Lines without an order number below a column of order numbers.
    pub(super) unnumbered: u64,
}

impl<'a> OrderKeys<'a> {
    pub(super) fn new(column: Option<&'a Column>, by_time: bool) -> Self {
        Self { column, by_time, unnumbered: 0 }
    }

    /// Order numbers, dense from 0 within each customer, of lines that stand at `position` (by row; `skip` marks rows
    /// that are no line). `seconds` gives the time of each row, `offsets` the lines of each customer.
    pub(super) fn number(
        &mut self,
        position: &[u32],
        skip: u32,
        offsets: &[u32],
        seconds: impl Iterator<Item = i64>,
    ) -> Vec<u32> {
        let lines = offsets.last().copied().unwrap_or(0) as usize;
        let mut keys = vec![0_u64; lines];
        if self.column.is_none() && !self.by_time {
            return self.each_line(offsets, lines);
        }
        let mut is_hashed = false;
        let mut fill = |row: usize, key: Option<u64>, second: i64, by_time: bool| {
            let at = position.get(row).copied().unwrap_or(skip);
            let Some(slot) = keys.get_mut(at as usize) else { return 0 };
            is_hashed |= key.is_some_and(|k| k & TAG == HASH);
            *slot = match key {
                Some(key) => key,
                None if by_time => TIME | (second as u64 & !TAG),
                None => LINE | row as u64,
            };
            u64::from(key.is_none())
        };
        let mut missing = 0;
        let mut seconds = seconds;
        let mut row = 0;
        let mut next = |key: Option<u64>| {
            missing += fill(row, key, seconds.next().unwrap_or(0), self.by_time);
            row += 1;
        };
        match self.column {
            None => position.iter().for_each(|_| next(None)),
            Some(column) => each_key(column, &mut next),
        }
        if self.column.is_some() {
            self.unnumbered = missing;
        }
        let rows = if is_hashed { rows_by_position(position, lines) } else { Vec::new() };
        let same = |a: usize, b: usize| {
            let row = |at: usize| rows.get(at).map_or(usize::MAX, |&row| row as usize);
            let (a, b) = (row(a), row(b));
            self.column.is_some_and(|c| c.text_at(a) == c.text_at(b) && c.number_at(a) == c.number_at(b))
        };
        let mut order = vec![0_u32; lines];
        let mut groups = Groups { keys: &keys, same: &same, heads: Vec::new(), sorted: Vec::new() };
        for (&start, &end) in offsets.iter().zip(offsets.iter().skip(1)) {
            groups.number(start as usize, end as usize, &mut order);
        }
        order
    }

    fn each_line(&self, offsets: &[u32], lines: usize) -> Vec<u32> {
        let mut order = Vec::with_capacity(lines);
        for (&start, &end) in offsets.iter().zip(offsets.iter().skip(1)) {
            order.extend(0..end - start);
        }
        order
    }
}

/// Calls `next` with the key of each row, `None` for an empty cell.
fn each_key(column: &Column, next: &mut impl FnMut(Option<u64>)) {
    let hasher = Interner::default();
    let mut prefix: Option<Vec<u8>> = None;
    for segment in column.segments() {
        match segment {
            Segment::Codes(a) => a.iter().for_each(|c| next(c.map(|c| EXACT | u64::from(c)))),
            Segment::Number(a) => a.iter().for_each(|v| {
                next(v.map(|v| {
                    let bits = (v + 0.0).to_bits();
                    // The two lowest bits make room for the tag: whole numbers below 2⁵⁰ have zeros there.
                    if v.fract() == 0.0 && v.abs() < (1_u64 << 50) as f64 { EXACT | bits >> 2 } else { HASH | bits & !TAG }
                }))
            }),
            Segment::Money(a) | Segment::Time(a) => a.iter().for_each(|v| next(v.map(|v| EXACT | (v as u64 & !TAG)))),
            Segment::Text(a) => a.iter().for_each(|cell| {
                next(cell.map(|bytes| {
                    let lead = prefix.get_or_insert_with(|| leading_letters(bytes));
                    let digits = bytes.strip_prefix(lead.as_slice()).and_then(digits_key);
                    digits.unwrap_or_else(|| HASH | (hasher.hash(bytes) & !TAG))
                }));
            }),
        }
    }
}

fn leading_letters(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().take_while(|b| !b.is_ascii_digit()).collect()
}

/// One to eighteen digits as a number of their own, leading zeros told apart.
fn digits_key(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let (chunks, rest) = digits.as_chunks::<8>();
    let mut key = 1;
    for chunk in chunks {
        key = key * 100_000_000 + eight_digits(*chunk)?;
    }
    for &byte in rest {
        if !byte.is_ascii_digit() {
            return None;
        }
        key = key * 10 + u64::from(byte - b'0');
    }
    Some(EXACT | key)
}

/// Eight ASCII digits as a number, all at once.
fn eight_digits(chunk: [u8; 8]) -> Option<u64> {
    const HIGH: u64 = 0xF0F0_F0F0_F0F0_F0F0;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let word = u64::from_le_bytes(chunk);
    if word & HIGH != ZEROS || word.wrapping_add(0x0606_0606_0606_0606) & HIGH != ZEROS {
        return None;
    }
    let pairs = (word & 0x0F0F_0F0F_0F0F_0F0F).wrapping_mul(2561) >> 8;
    let fours = (pairs & 0x00FF_00FF_00FF_00FF).wrapping_mul(6_553_601) >> 16;
    Some((fours & 0x0000_FFFF_0000_FFFF).wrapping_mul(42_949_672_960_001) >> 32)
}

fn rows_by_position(position: &[u32], lines: usize) -> Vec<u32> {
    let mut rows = vec![0; lines];
    for (row, &at) in position.iter().enumerate() {
        if let Some(slot) = rows.get_mut(at as usize) {
            *slot = row as u32;
        }
    }
    rows
}

/// Numbers the keys of one customer after the other.
struct Groups<'a, S: Fn(usize, usize) -> bool> {
    keys: &'a [u64],
    /// Whether two lines with equal hashes have equal texts.
    same: &'a S,
    /// Key and first line of each order so far.
    heads: Vec<(u64, usize)>,
    sorted: Vec<(u64, usize)>,
}

impl<S: Fn(usize, usize) -> bool> Groups<'_, S> {
    fn number(&mut self, start: usize, end: usize, order: &mut [u32]) {
        self.heads.clear();
        let keys = self.keys;
        for (at, &key) in keys.iter().enumerate().take(end).skip(start) {
            let found = self.heads.iter().rposition(|&(k, head)| k == key && self.is_same(key, head, at));
            let number = found.unwrap_or_else(|| {
                self.heads.push((key, at));
                self.heads.len() - 1
            });
            if let Some(slot) = order.get_mut(at) {
                *slot = number as u32;
            }
            if self.heads.len() > SHORT {
                self.number_sorted(start, end, order);
                return;
            }
        }
    }

    /// The same for a customer with many orders: equal keys found by sorting.
    fn number_sorted(&mut self, start: usize, end: usize, order: &mut [u32]) {
        let mut sorted = std::mem::take(&mut self.sorted);
        sorted.clear();
        sorted.extend(self.keys.iter().copied().enumerate().take(end).skip(start).map(|(at, key)| (key, at)));
        sorted.sort_unstable();
        let mut numbers = 0_u32;
        for run in sorted.chunk_by(|a, b| a.0 == b.0) {
            self.heads.clear();
            for &(key, at) in run {
                let found = self.heads.iter().position(|&(_, head)| self.is_same(key, head, at));
                let index = found.unwrap_or_else(|| {
                    self.heads.push((key, at));
                    self.heads.len() - 1
                });
                if let Some(slot) = order.get_mut(at) {
                    *slot = numbers + index as u32;
                }
            }
            numbers += self.heads.len() as u32;
        }
        self.sorted = sorted;
    }

    fn is_same(&self, key: u64, a: usize, b: usize) -> bool {
        key & TAG != HASH || (self.same)(a, b)
    }
}

/// Whether order numbers can come from a column: text or numbers.
pub(super) fn is_order_column(column: &Column) -> bool {
    column.kind() != Kind::Time
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Invalid, Spec, Store};
    use arrow_array::BinaryArray;
    use proptest::prelude::*;

    fn plain(cells: &[Option<&str>]) -> Column {
        let array: BinaryArray = cells.iter().map(|c| c.map(str::as_bytes)).collect();
        let spec = Spec { store: Store::Plain, ..Spec::new("o", Kind::Text) };
        Column::new(spec, vec![Segment::Text(array)], Default::default(), Invalid::default())
    }

    /// Orders of one customer with one line per cell.
    fn numbers(column: Option<&Column>, by_time: bool, seconds: &[i64]) -> Vec<u32> {
        let n = seconds.len() as u32;
        let position: Vec<u32> = (0..n).collect();
        OrderKeys::new(column, by_time).number(&position, u32::MAX, &[0, n], seconds.iter().copied())
    }

    #[test]
    fn equal_numbers_are_one_order() {
        let cells = [Some("SO001"), Some("SO01"), Some("SO001"), Some("X-9"), Some("X-9"), None, None];
        assert_eq!(numbers(Some(&plain(&cells)), true, &[1, 1, 2, 3, 3, 9, 9]), [0, 1, 0, 2, 2, 3, 3]);
        assert_eq!(numbers(Some(&plain(&cells)), false, &[0; 7]), [0, 1, 0, 2, 2, 3, 4]);
        assert_eq!(numbers(Some(&Column::of_text("o", cells)), true, &[1, 1, 2, 3, 3, 9, 8]), [0, 1, 0, 2, 2, 3, 4]);
        let whole = Column::of_numbers("o", [Some(1.0), Some(2.0), Some(1.0), Some(0.5), Some(0.5)]);
        assert_eq!(numbers(Some(&whole), true, &[0; 5])[..3], [0, 1, 0]);
    }

    #[test]
    fn without_order_numbers_a_second_or_a_line_is_an_order() {
        assert_eq!(numbers(None, true, &[5, 6, 5]), [0, 1, 0]);
        assert_eq!(numbers(None, false, &[5, 6, 5]), [0, 1, 2]);
    }

    #[test]
    fn digits_keep_their_leading_zeros() {
        assert_eq!(digits_key(b"20240101000001"), Some(120_240_101_000_001));
        assert_ne!(digits_key(b"007"), digits_key(b"7"));
        for bad in ["", "1234567890123456789", "1234567a", "12345678:", "/2345678"] {
            assert_eq!(digits_key(bad.as_bytes()), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn fast_and_sorted_ways_agree_with_the_texts(cells in prop::collection::vec("[AB]?[0-9a]{0,2}", 1..160)) {
            let options: Vec<Option<&str>> = cells.iter().map(|c| Some(c.as_str())).collect();
            let found = numbers(Some(&plain(&options)), true, &vec![0; cells.len()]);
            let coded = numbers(Some(&Column::of_text("o", options)), true, &vec![0; cells.len()]);
            let distinct: std::collections::BTreeSet<&str> = cells.iter().map(String::as_str).collect();
            for order in [&found, &coded] {
                prop_assert_eq!(order.iter().copied().max().unwrap() as usize + 1, distinct.len());
                for i in 0..cells.len() {
                    for j in 0..i {
                        prop_assert_eq!(cells[i] == cells[j], order[i] == order[j]);
                    }
                }
            }
        }
    }
}
