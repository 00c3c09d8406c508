//! Which lines of a customer are one order: exact comparison of the order keys, within the customer only.

use crate::table::date::civil_day;
use crate::table::{Column, Interner, Kind, Texts, each_code, each_int, each_number, each_texts, eight_digits};
use std::cmp::Ordering;

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

/// Room for the digits of a key below their count.
const LENGTH: u64 = 10_000_000_000_000_000;

/// An odd number of many bits, to mix a key with its day.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// Longest run of keys that is searched one by one.
const SHORT: usize = 48;

/// What tells orders apart in a table.
pub(super) struct OrderKeys<'a> {
    column: Option<&'a Column>,
    times: &'a Column,
    /// Whether times tell orders apart: some line has a time of day.
    by_time: bool,
    /// Whether numbers begin anew each day.
    pub(super) by_day: bool,
    /// Lines without an order number below a column of order numbers.
    pub(super) unnumbered: u64,
}

impl<'a> OrderKeys<'a> {
    pub(super) fn new(column: Option<&'a Column>, times: &'a Column, by_time: bool) -> Self {
        Self { column, times, by_time, by_day: false, unnumbered: 0 }
    }

    /// Order numbers, dense from 0 within each customer, of lines that stand at `position` by row (rows beyond the last
    /// line are none). `offsets` gives the lines of each customer.
    pub(super) fn number(&mut self, position: &[u32], offsets: &[u32]) -> Vec<u32> {
        let lines = offsets.last().copied().unwrap_or(0) as usize;
        let mut order = Vec::with_capacity(lines);
        if self.column.is_none() && !self.by_time {
            for (&start, &end) in offsets.iter().zip(offsets.iter().skip(1)) {
                order.extend(0..end - start);
            }
            return order;
        }
        let mut keys = vec![0_u64; lines];
        let slot = |keys: &mut [u64], row: usize, key: u64| {
            let at = position.get(row).map_or(usize::MAX, |&at| at as usize);
            let Some(slot) = keys.get_mut(at) else { return false };
            *slot = key;
            true
        };
        let mut is_hashed = false;
        match self.column {
            None => each_int(self.times, |row, second| {
                slot(&mut keys, row, TIME | (second.unwrap_or_default() as u64 & !TAG));
            }),
            Some(column) => each_key(column, |row, key| match key {
                Some(key) if self.by_day => {
                    let day = self.times.int_at(row).map_or(0, |second| civil_day(second) as u64);
                    is_hashed |= slot(&mut keys, row, HASH | (key.wrapping_mul(MIX) ^ day.wrapping_mul(MIX >> 7)) & !TAG);
                }
                Some(key) => is_hashed |= slot(&mut keys, row, key) && key & TAG == HASH,
                None => {
                    let second = if self.by_time { self.times.int_at(row) } else { None };
                    let key = second.map_or(LINE | row as u64, |s| TIME | (s as u64 & !TAG));
                    self.unnumbered += u64::from(slot(&mut keys, row, key));
                }
            }),
        }
        let rows = if is_hashed { rows_by_position(position, lines) } else { Vec::new() };
        let same = |a: usize, b: usize| {
            let row = |at: usize| rows.get(at).map_or(usize::MAX, |&row| row as usize);
            let (a, b) = (row(a), row(b));
            let day = |row: usize| self.times.int_at(row).map(civil_day);
            let is_same = |c: &Column| c.text_at(a) == c.text_at(b) && c.number_at(a) == c.number_at(b);
            self.column.is_some_and(is_same) && (!self.by_day || day(a) == day(b))
        };
        order.resize(lines, 0);
        let mut groups = Groups { keys: &keys, same: &same, heads: Vec::with_capacity(SHORT + 1), sorted: Vec::new() };
        for (&start, &end) in offsets.iter().zip(offsets.iter().skip(1)) {
            groups.number(start as usize, end as usize, &mut order);
        }
        order
    }
}

/// Calls `each` with row and key of every cell, `None` for an empty one.
fn each_key(column: &Column, mut each: impl FnMut(usize, Option<u64>)) {
    each_code(column, |row, code| each(row, code.map(|c| EXACT | u64::from(c))));
    each_int(column, |row, cell| each(row, cell.map(|v| EXACT | (v as u64 & !TAG))));
    each_number(column, |row, cell| {
        each(
            row,
            cell.map(|v| {
                let bits = (v + 0.0).to_bits();
                // The two lowest bits make room for the tag: whole numbers below 2⁵⁰ have zeros there.
                if v.fract() == 0.0 && v.abs() < (1_u64 << 50) as f64 { EXACT | bits >> 2 } else { HASH | bits & !TAG }
            }),
        );
    });
    let hasher = Interner::default();
    let mut prefix: Option<Vec<u8>> = None;
    let key = |bytes: &[u8], lead: &[u8]| {
        let digits = behind(bytes, lead).and_then(digits_key);
        digits.unwrap_or_else(|| HASH | (hasher.hash(bytes) & !TAG))
    };
    each_texts(column, |first, texts| match texts {
        Texts::Serial(s) => {
            // The same keys as those of the texts, without writing them out.
            let lead = prefix.get_or_insert_with(|| leading_letters(&s.prefix).to_vec());
            let known = s.digits <= 16 && *lead == *s.prefix;
            s.numbers.each(|row, number| match number {
                Some(number) if known => each(first + row, Some(EXACT | (s.digits as u64 * LENGTH + number as u64))),
                Some(_) => each(first + row, texts.get(row).map(|t| key(&t, lead))),
                None => each(first + row, None),
            });
        }
        Texts::Plain(_) => texts.each(|row, cell| {
            let key = cell.map(|bytes| key(bytes, prefix.get_or_insert_with(|| leading_letters(bytes).to_vec())));
            each(first + row, key);
        }),
    });
}

fn leading_letters(bytes: &[u8]) -> &[u8] {
    let digits = bytes.iter().position(u8::is_ascii_digit).unwrap_or(bytes.len());
    bytes.get(..digits).unwrap_or_default()
}

/// One to sixteen digits as a key of their own: length, first eight and last eight digits (which overlap below sixteen).
fn digits_key(digits: &[u8]) -> Option<u64> {
    let length = digits.len() as u64 * LENGTH;
    if let (Some(first), Some(last), ..=16) = (digits.first_chunk(), digits.last_chunk(), digits.len()) {
        return Some(EXACT | (length + eight_digits(*first, 8)? * 100_000_000 + eight_digits(*last, 8)?));
    }
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    let value = digits.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u64::from(b - b'0')))?;
    Some(EXACT | (length + value))
}

/// The bytes behind a short prefix.
fn behind<'b>(bytes: &'b [u8], prefix: &[u8]) -> Option<&'b [u8]> {
    let (head, rest) = bytes.split_at_checked(prefix.len())?;
    // Prefixes are one to three letters: cheaper byte by byte than by a call.
    head.iter().zip(prefix).all(|(a, b)| a == b).then_some(rest)
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
    // A function of its own, for the reason told at `each_item`.
    #[inline(never)]
    fn number(&mut self, start: usize, end: usize, order: &mut [u32]) {
        self.heads.clear();
        let keys = self.keys;
        // Order numbers mostly rise: one above all before it is new without a search.
        let (mut most, mut is_rising) = (0, true);
        for (at, &key) in keys.iter().enumerate().take(end).skip(start) {
            let is_known = |&(k, head): &(u64, usize)| k == key && self.is_same(key, head, at);
            let found = match key.cmp(&most) {
                Ordering::Greater => None,
                // One number after the other: what rises stands in order, and of its texts each has a number of its own.
                _ if is_rising && key & TAG != HASH => self.heads.binary_search_by_key(&key, |head| head.0).ok(),
                _ => self.heads.iter().rposition(is_known),
            };
            is_rising &= found.is_some() || key > most || self.heads.is_empty();
            most = most.max(key);
            let number = found.unwrap_or_else(|| {
                self.heads.push((key, at));
                self.heads.len() - 1
            });
            if let Some(slot) = order.get_mut(at) {
                *slot = number as u32;
            }
            if self.heads.len() > SHORT && !is_rising {
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
    use crate::table::{Invalid, Segment, Spec, Store};
    use arrow_array::BinaryArray;
    use proptest::prelude::*;

    fn plain(cells: &[Option<&str>]) -> Column {
        let array: BinaryArray = cells.iter().map(|c| c.map(str::as_bytes)).collect();
        let spec = Spec { store: Store::Plain, ..Spec::new("o", Kind::Text) };
        Column::new(spec, vec![Segment::Text(Texts::Plain(array))], Default::default(), Invalid::default())
    }

    /// Orders of one customer with one line per cell.
    fn numbers(column: Option<&Column>, by_time: bool, seconds: &[i64]) -> Vec<u32> {
        let n = seconds.len() as u32;
        let position: Vec<u32> = (0..n).collect();
        let times = Column::of_ints("t", Kind::Time, seconds.iter().copied().map(Some));
        OrderKeys::new(column, &times, by_time).number(&position, &[0, n])
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
        assert_eq!(digits_key(b"20240101000001"), Some(142_024_010_101_000_001));
        let keys =
            ["007", "7", "12345678", "012345678", "1234567812345678", "0012345678", "2345678"].map(|d| digits_key(d.as_bytes()));
        assert_eq!(keys.iter().flatten().collect::<std::collections::BTreeSet<_>>().len(), keys.len());
        for bad in ["", "12345678901234567", "1234567a", "12345678:", "/2345678", "12345678a0123456"] {
            assert_eq!(digits_key(bad.as_bytes()), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn digit_keys_are_equal_for_equal_digits_only(a in "[0-9]{1,16}", b in "[0-9]{1,16}") {
            prop_assert_eq!(digits_key(a.as_bytes()) == digits_key(b.as_bytes()), a == b);
            prop_assert!(digits_key(a.as_bytes()).is_some_and(|k| k & TAG == EXACT));
        }

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
