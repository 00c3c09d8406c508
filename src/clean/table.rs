//! The rows of a table that can be counted.

use super::{currency, status};
use crate::fields::{AmountSource, Field, MappedTable};
use crate::notice::Notice;
use crate::table::{Column, Kind, Segment, is_missing};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};
use serde::Serialize;
use std::sync::Arc;

/// How many row numbers a notice names.
const NAMED_ROWS: usize = 10;

/// Why a row cannot be counted. A row with several faults has the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Reason {
    /// No customer.
    NoUserId,
    /// No readable order time.
    NoOrderTime,
    /// No readable amount, or price and quantity in its place.
    NoAmount,
}

impl Reason {
    /// Code of the notice that reports these rows.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoUserId => "N_NO_USER_ID",
            Self::NoOrderTime => "N_NO_ORDER_TIME",
            Self::NoAmount => "N_NO_AMOUNT",
        }
    }
}

/// How many rows were set aside for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SetAside {
    /// Why.
    pub reason: Reason,
    /// How many rows.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
}

/// A mapped table and its countable rows. It cannot be serialised and prints no cells.
///
/// Kept and set-aside rows add up to the rows of the table. A field that is mapped to no column, or to one of the
/// wrong kind, sets no row aside: that is a fault of the mapping, reported when the customers are built.
///
/// ```compile_fail
/// fn leaves<T: serde::Serialize>() {}
/// leaves::<insitu::clean::CleanTable>();
/// ```
///
/// ```compile_fail
/// fn prints<T: std::fmt::Debug>() {}
/// prints::<insitu::clean::CleanTable>();
/// ```
#[derive(Clone)]
pub struct CleanTable {
    mapped: Arc<MappedTable>,
    kept: BooleanBuffer,
    set_aside: Vec<SetAside>,
    notices: Vec<Notice>,
}

impl CleanTable {
    /// Sets aside the rows without customer, order time or amount.
    #[must_use]
    pub fn new(mapped: Arc<MappedTable>) -> Self {
        let rows = mapped.rows();
        let mut table = Self { kept: BooleanBuffer::new_set(rows), set_aside: Vec::new(), notices: Vec::new(), mapped };
        let mapped = Arc::clone(&table.mapped);
        if let Some((index, column)) = mapped.column(Field::UserId) {
            table.keep(Reason::NoUserId, index, with_customer(column));
        }
        if let Some((index, column)) = mapped.column(Field::OrderTime)
            && column.kind() == Kind::Time
        {
            table.keep(Reason::NoOrderTime, index, filled(column));
        }
        let column = |index: usize| mapped.raw().columns.get(index).and_then(filled);
        match mapped.amount_source() {
            Some(AmountSource::Amount(i) | AmountSource::Price(i)) => table.keep(Reason::NoAmount, i, column(i)),
            Some(AmountSource::PriceQuantity(price, quantity)) => {
                let both = match (column(price), column(quantity)) {
                    (Some(p), Some(q)) => Some(&p & &q),
                    (p, q) => p.or(q),
                };
                table.keep(Reason::NoAmount, price, both);
            }
            None => {}
        }
        let doubts = [status::notices(&mapped, &table.kept), currency::notices(&mapped, &table.kept)];
        table.notices.extend(doubts.into_iter().flatten());
        table
    }

    /// Keeps only the rows that `filled` marks (`None` marks all) and reports the others.
    fn keep(&mut self, reason: Reason, column: usize, filled: Option<BooleanBuffer>) {
        let Some(filled) = filled else { return };
        let still = &self.kept & &filled;
        let gone = (self.kept.count_set_bits() - still.count_set_bits()) as u64;
        if gone == 0 {
            return;
        }
        let lost = &self.kept & &!&filled;
        self.set_aside.push(SetAside { reason, rows: gone });
        let notice = Notice::warning(reason.code(), gone).in_column(column);
        let rows: Vec<u64> = lost.set_indices().take(NAMED_ROWS).map(|row| row as u64).collect();
        self.notices.push(self.mapped.raw().pointed(notice, &rows));
        self.kept = still;
    }

    /// The table with its mapping.
    #[must_use]
    pub fn mapped(&self) -> &MappedTable {
        &self.mapped
    }

    /// All rows, kept or not.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.mapped.rows()
    }

    /// One bit per row: set where the row counts.
    #[must_use]
    pub fn kept(&self) -> &BooleanBuffer {
        &self.kept
    }

    /// How many rows count.
    #[must_use]
    pub fn kept_rows(&self) -> usize {
        self.kept.count_set_bits()
    }

    /// The rows that do not count, by reason.
    #[must_use]
    pub fn set_aside(&self) -> &[SetAside] {
        &self.set_aside
    }

    /// The same as remarks for people.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }
}

/// The filled cells of a column, `None` when all are.
pub(crate) fn filled(column: &Column) -> Option<BooleanBuffer> {
    if column.nulls() == 0 {
        return None;
    }
    let mut bits = BooleanBufferBuilder::new(column.len());
    for segment in column.segments() {
        let nulls = match segment {
            Segment::Codes(a) => a.nulls(),
            Segment::Text(a) => a.nulls(),
            Segment::Number(a) => a.nulls(),
            Segment::Money(a) | Segment::Time(a) => a.nulls(),
        };
        match nulls {
            Some(nulls) => bits.append_buffer(nulls.inner()),
            None => bits.append_n(segment.len(), true),
        }
    }
    Some(bits.build())
}

/// The cells of a key column that name somebody, `None` when all do.
pub(crate) fn with_customer(column: &Column) -> Option<BooleanBuffer> {
    let filled = filled(column);
    let named = match column.kind() {
        Kind::Text if column.is_coded() => named_codes(column),
        Kind::Text => named_texts(column),
        _ => None,
    };
    match (filled, named) {
        (Some(f), Some(n)) => Some(&f & &n),
        (f, n) => f.or(n),
    }
}

fn named_codes(column: &Column) -> Option<BooleanBuffer> {
    let nobody: Vec<bool> = column.dictionary().iter().map(is_missing).collect();
    if !nobody.contains(&true) {
        return None;
    }
    let is_named = |code: Option<u32>| code.is_some_and(|c| nobody.get(c as usize) == Some(&false));
    Some(column.codes().map(is_named).collect())
}

fn named_texts(column: &Column) -> Option<BooleanBuffer> {
    let mut all = true;
    let mut bits = BooleanBufferBuilder::new(column.len());
    for segment in column.segments() {
        if let Segment::Text(cells) = segment {
            cells.each(|_, cell| {
                let named = cell.is_some_and(|c| !is_missing(c));
                all &= named;
                bits.append(named);
            });
        }
    }
    (!all).then(|| bits.build())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Mapping;
    use crate::intake::RawTable;

    fn raw(columns: Vec<Column>) -> Arc<RawTable> {
        Arc::new(RawTable::of("orders.csv", columns))
    }

    fn clean(columns: Vec<Column>, codes: &[&str]) -> CleanTable {
        let codes: Vec<Option<&str>> = codes.iter().map(|c| (*c != "-").then_some(*c)).collect();
        let mapped = MappedTable::new(raw(columns), Mapping::from_codes(&codes).unwrap()).unwrap();
        CleanTable::new(Arc::new(mapped))
    }

    fn users() -> Column {
        Column::of_text("u", [Some("a"), None, Some("NULL"), Some("b"), Some("c"), Some("d")])
    }

    fn times() -> Column {
        Column::of_ints("t", Kind::Time, [Some(1), None, Some(1), None, Some(1), Some(2)])
    }

    #[test]
    fn each_row_is_kept_or_set_aside_for_one_reason() {
        let price = Column::of_ints("p", Kind::Money, [Some(1), Some(1), Some(1), Some(1), None, Some(1)]);
        let quantity = Column::of_numbers("q", [Some(1.0); 6]);
        let t = clean(vec![users(), times(), price, quantity], &["user_id", "order_time", "price", "quantity"]);
        let wanted = [(Reason::NoUserId, 2), (Reason::NoOrderTime, 1), (Reason::NoAmount, 1)];
        assert_eq!(t.set_aside(), wanted.map(|(reason, rows)| SetAside { reason, rows }));
        assert_eq!(t.kept_rows() as u64 + t.set_aside().iter().map(|s| s.rows).sum::<u64>(), t.rows() as u64);
        assert_eq!(t.kept().set_indices().collect::<Vec<_>>(), [0, 5]);
        let first = t.notices().first().unwrap();
        assert_eq!((first.code, first.column, first.rows.as_slice()), ("N_NO_USER_ID", Some(1), [3, 4].as_slice()));
    }

    #[test]
    fn nothing_else_is_removed() {
        let t = clean(vec![users(), times()], &["-", "-"]);
        assert_eq!((t.kept_rows(), t.notices().len()), (6, 0));
        let empty = clean(vec![], &[]);
        assert_eq!((empty.rows(), empty.kept_rows()), (0, 0));
    }

    #[test]
    fn plain_text_keys_are_checked_too() {
        use arrow_array::BinaryArray;
        let cells: BinaryArray = vec![Some("x".as_bytes()), Some("-".as_bytes()), None].into();
        let spec = crate::table::Spec { store: crate::table::Store::Plain, ..crate::table::Spec::new("u", Kind::Text) };
        let column =
            Column::new(spec, vec![Segment::Text(crate::table::Texts::Plain(cells))], Default::default(), Default::default());
        let t = clean(vec![column], &["user_id"]);
        assert_eq!(t.kept().set_indices().collect::<Vec<_>>(), [0]);
    }
}
