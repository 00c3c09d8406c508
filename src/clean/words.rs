//! Which texts of a whole cell mean that nothing is there.

use crate::fields::{half_width, simplified};
use crate::table::{Column, Kind, Segment, is_missing};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};

/// The words for nothing: the usual ones, or a user's own in their place. Blank cells are always missing.
#[derive(Clone)]
pub(super) struct Words(Option<Vec<String>>);

pub(super) fn folded(text: &str) -> String {
    text.trim().chars().map(half_width).flat_map(char::to_lowercase).collect::<String>().trim().to_owned()
}

/// A text in small half-width simplified letters, for looking up parts of it.
pub(super) fn flat(text: &str) -> String {
    text.trim().chars().map(half_width).map(simplified).flat_map(char::to_lowercase).collect()
}

impl Words {
    pub(super) fn new(own: Option<&[String]>) -> Self {
        Self(own.map(|words| words.iter().map(|w| folded(w)).collect()))
    }

    /// Whether a cell means that nothing is there.
    pub(super) fn has(&self, cell: &[u8]) -> bool {
        let Some(own) = &self.0 else { return is_missing(cell) };
        let word = std::str::from_utf8(cell).map(folded).unwrap_or_default();
        word.is_empty() && std::str::from_utf8(cell).is_ok() || own.contains(&word)
    }

    /// For each code of a column whether its value means that nothing is there; `None` where no value does.
    pub(super) fn codes(&self, column: &Column) -> Option<Vec<bool>> {
        let missing: Vec<bool> = column.dictionary().iter().map(|value| self.has(value)).collect();
        missing.contains(&true).then_some(missing)
    }

    /// [`Words::codes`] of a column of few values: a search that costs nothing.
    pub(super) fn few(&self, column: &Column) -> Option<Vec<bool>> {
        const MOST: usize = 1000;
        if column.dictionary().len() <= MOST { self.codes(column) } else { None }
    }

    /// The cells of a column that hold something, unreadable ones left out; `None` where all do.
    pub(super) fn filled(&self, column: &Column) -> Option<BooleanBuffer> {
        let valid = filled(column);
        let named = match column.kind() {
            Kind::Text if column.is_coded() => self.codes(column).map(|missing| {
                let mut bits = BooleanBufferBuilder::new(column.len());
                crate::table::each_code(column, |_, code| {
                    bits.append(code.is_some_and(|c| missing.get(c as usize) == Some(&false)));
                });
                bits.build()
            }),
            Kind::Text => self.named_texts(column),
            _ => None,
        };
        match (valid, named) {
            (Some(v), Some(n)) => Some(&v & &n),
            (v, n) => v.or(n),
        }
    }

    fn named_texts(&self, column: &Column) -> Option<BooleanBuffer> {
        let mut all = true;
        let mut bits = BooleanBufferBuilder::new(column.len());
        for segment in column.segments() {
            if let Segment::Text(cells) = segment {
                cells.each(|_, cell| {
                    let named = cell.is_some_and(|c| !self.has(c));
                    all &= named;
                    bits.append(named);
                });
            }
        }
        (!all).then(|| bits.build())
    }
}

/// The cells of a column that are not null, `None` when all are.
pub(super) fn filled(column: &Column) -> Option<BooleanBuffer> {
    if column.nulls() == 0 {
        return None;
    }
    let mut bits = BooleanBufferBuilder::new(column.len());
    for segment in column.segments() {
        match segment.validity() {
            Some(nulls) => bits.append_buffer(nulls.inner()),
            None => bits.append_n(segment.len(), true),
        }
    }
    Some(bits.build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_take_the_place_of_the_usual_ones() {
        let own = Words::new(Some(&["Ｘ".to_owned(), "tbd".to_owned()]));
        assert!(own.has(b" TBD ") && own.has(b"x") && own.has("　".as_bytes()) && own.has(b""));
        assert!(!own.has("无".as_bytes()) && !own.has(b"\xff"));
        assert!(Words::new(None).has("无".as_bytes()));
        let column = Column::of_text("t", [Some("无"), Some("a"), None, Some("tbd")]);
        let of = |words: &Words| words.filled(&column).unwrap().iter().collect::<Vec<_>>();
        assert_eq!(of(&Words::new(None)), [false, true, false, true]);
        assert_eq!(of(&own), [true, true, false, false]);
    }
}
