//! What missing cells are filled with: the mean of the present numbers, the most frequent of the present words.

use super::words::Words;
use crate::stats::Sum;
use crate::table::{Column, Kind, Patched, each_int, each_number, walk_codes};
use arrow_buffer::BooleanBuffer;

/// The word for a missing category.
pub(super) const UNKNOWN: &str = "未知";

/// The value for the missing cells of a column, from the cells of the rows that count; `None` where nothing is present.
pub(super) fn value(column: &Column, kept: &BooleanBuffer, words: &Words) -> Option<Patched> {
    match column.kind() {
        Kind::Number => mean_of_numbers(column, kept).map(Patched::Number),
        Kind::Money => mean_of_money(column, kept).map(Patched::Int),
        Kind::Text => mode(column, kept, words),
        Kind::Time => None,
    }
}

fn mean_of_numbers(column: &Column, kept: &BooleanBuffer) -> Option<f64> {
    let mut sum = Sum::default();
    each_number(column, |row, v| {
        if let Some(v) = v.filter(|_| kept.value(row)) {
            sum.add(v);
        }
    });
    sum.mean()
}

/// The mean amount, rounded half to even to a ten-thousandth.
fn mean_of_money(column: &Column, kept: &BooleanBuffer) -> Option<i64> {
    let (mut sum, mut count) = (0_i128, 0_i128);
    each_int(column, |row, v| {
        if let Some(v) = v.filter(|_| kept.value(row)) {
            sum += i128::from(v);
            count += 1;
        }
    });
    half_even(sum, count)
}

fn half_even(sum: i128, count: i128) -> Option<i64> {
    if count == 0 {
        return None;
    }
    let (whole, rest) = (sum.div_euclid(count), sum.rem_euclid(count));
    let up = rest * 2 > count || (rest * 2 == count && whole % 2 != 0);
    i64::try_from(whole + i128::from(up)).ok()
}

/// The most frequent word; of equally frequent ones the smallest by code points.
fn mode(column: &Column, kept: &BooleanBuffer, words: &Words) -> Option<Patched> {
    let mut counts = vec![0_u64; column.dictionary().len()];
    walk_codes(column, &mut |row, code| {
        if let Some(count) = code.filter(|_| kept.value(row)).and_then(|c| counts.get_mut(c as usize)) {
            *count += 1;
        }
    });
    let values = column.dictionary().iter().zip(counts).filter(|(value, count)| *count > 0 && !words.has(value));
    // UTF-8 stands in the order of its code points.
    let best = values.reduce(|best, next| if (next.1, best.0) > (best.1, next.0) { next } else { best });
    best.and_then(|(value, _)| std::str::from_utf8(value).ok()).map(|text| Patched::Text(text.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(column: &Column) -> Option<Patched> {
        value(column, &BooleanBuffer::new_set(column.len()), &Words::new(None))
    }

    #[test]
    fn means_are_exact_and_money_rounds_half_to_even() {
        let money = |cells: &[i64]| of(&Column::of_ints("m", Kind::Money, cells.iter().copied().map(Some)));
        for (cells, mean) in
            [(&[1, 2][..], 2), (&[2, 3], 2), (&[-1, -2], -2), (&[-3, -2], -2), (&[1, 1, 2], 1), (&[i64::MAX; 3], i64::MAX)]
        {
            assert_eq!(money(cells), Some(Patched::Int(mean)), "{cells:?}");
        }
        assert_eq!(money(&[]), None);
        assert_eq!(money(&[i64::MIN, i64::MIN]), Some(Patched::Int(i64::MIN)));
        assert_eq!(of(&Column::of_numbers("n", [Some(1e300), Some(-1e300), Some(3.0), None])), Some(Patched::Number(1.0)));
    }

    #[test]
    fn the_mode_breaks_ties_by_code_point() {
        let mode = |cells: &[&str]| of(&Column::of_text("t", cells.iter().map(|c| Some(*c))));
        assert_eq!(mode(&["b", "a", "无", "无", "无"]), Some(Patched::Text("a".into())));
        assert_eq!(mode(&["女", "男", "男"]), Some(Patched::Text("男".into())));
        assert_eq!(mode(&["ﾟ", "😀"]), Some(Patched::Text("ﾟ".into())), "U+FF9F stands before U+1F600");
        assert_eq!(mode(&["无", "-"]), None);
    }
}
