//! Cells that hold another value than the file says: laid over a column, which shares every segment that none of them is in.

use super::{Codes, Column, MoneyUnit, Segment, Texts};
use arrow_array::BinaryArray;
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer};
use std::borrow::Cow;
use std::sync::Arc;

/// What a patched cell holds: of the kind of its column, or nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Patched {
    /// Nothing.
    Missing,
    /// A number.
    Number(f64),
    /// Money units or seconds.
    Int(i64),
    /// A text.
    Text(Arc<str>),
    /// Money units or seconds, one for each row.
    Ints(Arc<[i64]>),
    /// What the column itself holds in another row, one for each row.
    OfRow(Arc<[u32]>),
    /// What the column itself holds, with the other sign.
    Negated,
    /// What the column itself holds, of this unit of money.
    InUnit(MoneyUnit),
}

/// Cells of one column that get one value.
#[derive(Clone)]
pub struct Patch {
    /// One bit per row: set where the cell is patched.
    pub cells: BooleanBuffer,
    /// What it holds then.
    pub value: Patched,
}

impl Patched {
    fn number(&self, column: &Column, row: usize) -> Option<f64> {
        match self {
            Self::Number(v) => Some(*v),
            Self::OfRow(rows) => column.number_at(*rows.get(row)? as usize),
            Self::Negated => column.number_at(row).map(|v| -v),
            Self::InUnit(unit) => column.number_at(row).map(|v| unit.number(v)),
            _ => None,
        }
    }

    fn int(&self, column: &Column, row: usize) -> Option<i64> {
        match self {
            Self::Int(v) => Some(*v),
            Self::Ints(values) => values.get(row).copied(),
            Self::OfRow(rows) => column.int_at(*rows.get(row)? as usize),
            Self::Negated => column.int_at(row).map(i64::saturating_neg),
            Self::InUnit(unit) => unit.int(column.int_at(row)?),
            _ => None,
        }
    }

    fn text<'a>(&'a self, column: &'a Column, row: usize) -> Option<Cow<'a, [u8]>> {
        match self {
            Self::Text(v) => Some(Cow::Borrowed(v.as_bytes())),
            Self::OfRow(rows) => column.bytes_at(*rows.get(row)? as usize),
            _ => None,
        }
    }

    fn bytes(&self) -> Option<&[u8]> {
        if let Self::Text(v) = self { Some(v.as_bytes()) } else { None }
    }
}

impl Patch {
    /// The bits of so many rows from one on; `None` where none of them is set.
    fn within(&self, from: usize, rows: usize) -> Option<BooleanBuffer> {
        if self.cells.len() < from + rows {
            return None;
        }
        let bits = self.cells.slice(from, rows);
        (bits.count_set_bits() > 0).then_some(bits)
    }
}

impl Column {
    /// The column under patches, a later one above those before it. A value of another kind than the column's is nothing.
    #[must_use]
    pub fn patched(&self, patches: &[Patch]) -> Self {
        let mut dictionary = None;
        let mut codes = vec![None; patches.len()];
        if self.is_coded() {
            let mut extended = self.dictionary().clone();
            for (code, patch) in codes.iter_mut().zip(patches) {
                *code = patch.value.bytes().map(|text| extended.code_of(text));
            }
            dictionary = (extended.len() > self.dictionary().len()).then_some(extended);
        }
        let mut from = 0;
        let mut segments = Vec::with_capacity(self.segments().len());
        for segment in self.segments() {
            let rows = segment.len();
            let touching = patches.iter().zip(&codes);
            let over: Vec<Over<'_>> =
                touching.filter_map(|(p, &code)| Some(Over { bits: p.within(from, rows)?, value: &p.value, code })).collect();
            segments.push(if over.is_empty() { segment.clone() } else { repaired(self, segment, from, &over) });
            from += rows;
        }
        self.with_segments(segments, dictionary)
    }
}

/// A patch within one segment.
struct Over<'a> {
    bits: BooleanBuffer,
    value: &'a Patched,
    code: Option<u32>,
}

impl Over<'_> {
    fn code(&self, column: &Column, row: usize) -> Option<u32> {
        match self.value {
            Patched::OfRow(rows) => column.code_at(*rows.get(row)? as usize),
            _ => self.code,
        }
    }
}

/// The segment from that row of the column on, under patches.
fn repaired(column: &Column, segment: &Segment, from: usize, over: &[Over<'_>]) -> Segment {
    let at = |row: usize| over.iter().rev().find(|o| o.bits.value(row));
    match segment {
        Segment::Codes(a) => {
            let code = |row: usize, cell: Option<u32>| at(row).map_or(cell, |o| o.code(column, from + row));
            Segment::Codes(Codes::of_cells(a.iter().enumerate().map(|(row, cell)| code(row, cell))))
        }
        Segment::Text(a) => {
            let mut bytes = Vec::new();
            let mut lengths = Vec::with_capacity(a.len());
            let mut filled = Vec::with_capacity(a.len());
            for row in 0..a.len() {
                let cell = match at(row) {
                    Some(o) => o.value.text(column, from + row),
                    None => a.get(row),
                };
                let text = cell.as_deref().unwrap_or_default();
                bytes.extend_from_slice(text);
                lengths.push(text.len());
                filled.push(cell.is_some());
            }
            // From its parts: arrow's builder would bring its validation of every type and all of its printing along.
            let nulls = Some(NullBuffer::from(filled)).filter(|n| n.null_count() > 0);
            match BinaryArray::try_new(OffsetBuffer::from_lengths(lengths), Buffer::from_vec(bytes), nulls) {
                Ok(cells) => Segment::Text(Texts::Plain(cells)),
                Err(e) => {
                    debug_assert!(false, "{e}");
                    segment.clone()
                }
            }
        }
        Segment::Number(a) => {
            let number = |row: usize, cell| at(row).map_or(cell, |o| o.value.number(column, from + row));
            Segment::Number(a.iter().enumerate().map(|(row, cell)| number(row, cell)).collect())
        }
        Segment::Money(a) | Segment::Time(a) => {
            let int = |row: usize, cell| at(row).map_or(cell, |o| o.value.int(column, from + row));
            let cells = a.iter().enumerate().map(|(row, cell)| int(row, cell)).collect();
            if matches!(segment, Segment::Money(_)) { Segment::Money(cells) } else { Segment::Time(cells) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Dictionary, Invalid, Kind, Spec};

    fn patch(rows: &[usize], of: usize, value: Patched) -> Patch {
        Patch { cells: (0..of).map(|row| rows.contains(&row)).collect(), value }
    }

    #[test]
    fn later_patches_lie_above_and_other_segments_are_shared() {
        let segments = vec![
            Segment::Number([Some(1.0), None].into_iter().collect()),
            Segment::Number([Some(3.0), Some(4.0)].into_iter().collect()),
        ];
        let column = Column::new(Spec::new("n", Kind::Number), segments, Dictionary::default(), Invalid::default());
        let patches = [patch(&[0, 1], 4, Patched::Number(9.0)), patch(&[0], 4, Patched::Missing)];
        let patched = column.patched(&patches);
        assert_eq!(patched.numbers().collect::<Vec<_>>(), [None, Some(9.0), Some(3.0), Some(4.0)]);
        assert_eq!(column.numbers().collect::<Vec<_>>(), [Some(1.0), None, Some(3.0), Some(4.0)]);
        let (Segment::Number(old), Segment::Number(new)) = (&column.segments()[1], &patched.segments()[1]) else { panic!() };
        let (crate::table::Numbers::Float(old), crate::table::Numbers::Float(new)) = (old, new) else { panic!() };
        assert_eq!(old.values().as_ptr(), new.values().as_ptr());
    }

    #[test]
    fn texts_get_known_and_new_values() {
        let column = Column::of_text("t", [Some("a"), None, Some("b")]);
        let text = |t: &str| Patched::Text(t.into());
        let patched = column.patched(&[patch(&[1], 3, text("b")), patch(&[0], 3, text("未知"))]);
        let cells: Vec<Option<String>> = (0..3).map(|row| patched.text_at(row).map(Cow::into_owned)).collect();
        assert_eq!(cells, [Some("未知".to_owned()), Some("b".to_owned()), Some("b".to_owned())]);
        assert_eq!((column.dictionary().len(), patched.dictionary().len()), (2, 3));
    }
}
