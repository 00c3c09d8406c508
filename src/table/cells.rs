//! Cells of a column by row, pushed into a closure: the loops that every row goes through.

use super::{Column, Segment, Texts};

/// Calls `each` with row and value of every cell of a column of money or times; nothing for other columns.
pub(crate) fn each_int(column: &Column, mut each: impl FnMut(usize, Option<i64>)) {
    let mut row = 0;
    for segment in column.segments() {
        if let Segment::Money(cells) | Segment::Time(cells) = segment {
            cells.each(|i, v| each(row + i, v));
        }
        row += segment.len();
    }
}

/// Calls `each` with row and value of every cell of a column of numbers; nothing for other columns.
pub(crate) fn each_number(column: &Column, mut each: impl FnMut(usize, Option<f64>)) {
    let mut row = 0;
    for segment in column.segments() {
        if let Segment::Number(cells) = segment {
            cells.each(|i, v| each(row + i, v));
        }
        row += segment.len();
    }
}

/// Calls `each` with row and code of every cell of a coded column; nothing for other columns.
pub(crate) fn each_code(column: &Column, mut each: impl FnMut(usize, Option<u32>)) {
    let mut row = 0;
    for segment in column.segments() {
        if let Segment::Codes(cells) = segment {
            cells.each(|i, code| each(row + i, code));
        }
        row += segment.len();
    }
}

/// Least and most of a column of money units or seconds; `None` where there are none.
pub(crate) fn int_range(column: &Column) -> Option<(i64, i64)> {
    let ranges = column.segments().iter().filter_map(|segment| match segment {
        Segment::Money(cells) | Segment::Time(cells) => cells.range(),
        _ => None,
    });
    ranges.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// Least and most of a column of numbers; `None` where there are none.
pub(crate) fn number_range(column: &Column) -> Option<(f64, f64)> {
    let ranges = column.segments().iter().filter_map(|segment| match segment {
        Segment::Number(cells) => cells.range(),
        _ => None,
    });
    ranges.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// As [`each_code`], compiled once for all callers: for walks that are not on the way of every file.
pub(crate) fn walk_codes(column: &Column, each: &mut dyn FnMut(usize, Option<u32>)) {
    each_code(column, each);
}

/// Calls `each` with first row and texts of every segment of a text column that is kept as it is; nothing for other columns.
pub(crate) fn each_texts<'a>(column: &'a Column, mut each: impl FnMut(usize, &'a Texts)) {
    let mut row = 0;
    for segment in column.segments() {
        if let Segment::Text(cells) = segment {
            each(row, cells);
        }
        row += segment.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Kind;

    #[test]
    fn cells_of_several_blocks_come_once_each() {
        for count in [511, 512, 513, 1700] {
            let cells: Vec<Option<i64>> = (0..count).map(|i| (i % 7 > 0).then_some(i * i)).collect();
            let walked = |column: &Column| {
                let mut seen = Vec::new();
                each_int(column, |row, v| seen.push((row, v)));
                each_number(column, |row, v| seen.push((row, v.map(|v| v as i64))));
                each_code(column, |row, v| seen.push((row, v.map(i64::from))));
                seen
            };
            let expected: Vec<(usize, Option<i64>)> = cells.iter().copied().enumerate().collect();
            assert_eq!(walked(&Column::of_ints("m", Kind::Money, cells.iter().copied())), expected);
            assert_eq!(walked(&Column::of_numbers("n", cells.iter().map(|v| v.map(|v| v as f64)))), expected);
            let one = Column::of_text("t", cells.iter().map(|v| v.map(|_| "a")));
            assert_eq!(walked(&one), expected.iter().map(|(row, v)| (*row, v.map(|_| 0))).collect::<Vec<_>>());
        }
    }

    #[test]
    fn cells_come_with_their_rows() {
        let mut seen = Vec::new();
        let money = Column::of_ints("m", Kind::Money, [Some(3), None]);
        each_int(&money, |row, v| seen.push((row, v.map(|v| v as f64))));
        each_number(&money, |_, _| unreachable!());
        each_number(&Column::of_numbers("n", [Some(0.5)]), |row, v| seen.push((row, v)));
        each_code(&Column::of_text("t", [Some("a"), None]), |row, v| seen.push((row, v.map(f64::from))));
        assert_eq!(seen, [(0, Some(3.0)), (1, None), (0, Some(0.5)), (0, Some(0.0)), (1, None)]);
    }
}
