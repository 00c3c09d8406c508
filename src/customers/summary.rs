//! Totals of a table over all its rows, those that cannot be counted included: to compare with what the user knows.

use crate::clean::{Flag, Units, flags, units};
use crate::fields::{AmountSource, Field};
use crate::mask::MaskedTable;
use crate::table::date::time_text;
use crate::table::{Column, Interner, Kind, Money, Segment, Sequence};
use serde::Serialize;

/// Totals over all accepted rows. A figure is `None` where the table has no column for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Summary {
    /// Rows read and accepted.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
    /// Rows that can be counted: with customer, time and amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows_counted: u64,
    /// Rows that name no customer.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub rows_without_customer: Option<u64>,
    /// Different customers.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub customers: Option<u64>,
    /// Different order numbers.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub orders: Option<u64>,
    /// Sum of the amounts (or of price × quantity), as they stand in the file, rows of totals left out.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub amount: Option<Money>,
    /// Sum of the quantities, in pieces, rows of totals left out.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub units: Option<Money>,
    /// Rows that are refunds: by flag, negative amount or negative quantity.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub refund_rows: u64,
    /// Rows with a negative quantity.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub negative_quantity: Option<u64>,
    /// Rows with a price of zero.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub zero_price: Option<u64>,
    /// Earliest order time, ISO 8601.
    pub first: Option<String>,
    /// Latest order time, ISO 8601.
    pub last: Option<String>,
}

impl Summary {
    /// Walks the table once per figure; off the way to a first result.
    #[must_use]
    pub fn new(table: &MaskedTable) -> Self {
        let clean = table.clean();
        let mapped = clean.mapped();
        let column = |field| mapped.column(field).map(|(_, c)| c);
        let at = |index: usize| mapped.raw().columns.get(index);
        let numeric = |field| mapped.numeric(field).and_then(at);
        let price = numeric(Field::Price);
        let quantity = numeric(Field::Quantity);
        // A row of totals is no row of the file's: its sum would count twice.
        let totals = clean.totals();
        let amounts = || -> Option<Box<dyn Iterator<Item = Option<Units>> + '_>> {
            Some(match mapped.amount_source()? {
                AmountSource::Amount(i) | AmountSource::Price(i) => Box::new(units(at(i)?).map(Option::flatten)),
                AmountSource::PriceQuantity(p, q) => {
                    Box::new(units(at(p)?).zip(units(at(q)?)).map(|(p, q)| Units::product(p??, q??)))
                }
            })
        };
        let is_set = |cells: &mut dyn Iterator<Item = Option<Option<Units>>>, test: fn(i64) -> bool| {
            cells.flatten().flatten().filter(|u| test(u.value)).count() as u64
        };
        let times = column(Field::OrderTime).filter(|c| c.kind() == Kind::Time);
        let range = times.and_then(|c| {
            let seconds = || c.ints().flatten();
            Some((seconds().min()?, seconds().max()?))
        });
        let identity = table.identity();
        let customers = identity.map(|i| i.customers() as u64);
        Self {
            rows: clean.rows() as u64,
            rows_counted: clean.kept_rows() as u64,
            rows_without_customer: identity.map(|i| {
                let named = |code: Option<u32>| {
                    let customer = code.and_then(|c| i.customer_of_code().get(c as usize));
                    customer.is_some_and(|&c| u64::from(c) < customers.unwrap_or(0))
                };
                i.keys().codes().filter(|&code| !named(code)).count() as u64
            }),
            customers,
            orders: column(Field::OrderId).map(distinct),
            amount: amounts()
                .map(|cells| sum(cells.enumerate().filter(|(row, _)| !totals.value(*row)).filter_map(|(_, cell)| cell))),
            units: quantity
                .map(|c| sum(units(c).enumerate().filter(|(row, _)| !totals.value(*row)).filter_map(|(_, cell)| cell.flatten()))),
            refund_rows: refund_rows(clean.rows(), amounts(), quantity, column(Field::IsRefund)),
            negative_quantity: quantity.map(|c| is_set(&mut units(c), |v| v < 0)),
            zero_price: price.map(|c| is_set(&mut units(c), |v| v == 0)),
            first: range.map(|(first, _)| iso_text(first)),
            last: range.map(|(_, last)| iso_text(last)),
        }
    }
}

fn sum(cells: impl Iterator<Item = Units>) -> Money {
    Money(cells.map(|u| i128::from(u.value)).sum())
}

fn refund_rows(
    rows: usize,
    amounts: Option<Box<dyn Iterator<Item = Option<Units>> + '_>>,
    quantity: Option<&Column>,
    flag: Option<&Column>,
) -> u64 {
    let mut amounts = amounts;
    let mut quantities = quantity.map(units);
    let mut flags = flag.map(flags);
    let is_negative = |units: Option<Units>| units.is_some_and(|u| u.value < 0);
    let mut count = 0;
    for _ in 0..rows {
        let by_amount = amounts.as_mut().and_then(Iterator::next).is_some_and(is_negative);
        let by_quantity = quantities.as_mut().and_then(Iterator::next).is_some_and(|q| is_negative(q.flatten()));
        let by_flag = flags.as_mut().and_then(Iterator::next) == Some(Flag::Yes);
        count += u64::from(by_amount || by_quantity || by_flag);
    }
    count
}

/// Different values of a column.
fn distinct(column: &Column) -> u64 {
    if column.is_coded() {
        let mut seen = vec![false; column.dictionary().len()];
        for code in column.codes().flatten() {
            if let Some(slot) = seen.get_mut(code as usize) {
                *slot = true;
            }
        }
        return seen.into_iter().filter(|&s| s).count() as u64;
    }
    if let Some(numbers) = Sequence::of(column) {
        return numbers.distinct() as u64;
    }
    let mut interner = Interner::default();
    for segment in column.segments() {
        if let Segment::Text(cells) = segment {
            cells.each(|_, cell| {
                if let Some(cell) = cell {
                    interner.intern(cell);
                }
            });
        }
    }
    for cell in column.ints().flatten() {
        interner.intern(&cell.to_le_bytes());
    }
    for cell in column.numbers().flatten() {
        interner.intern(&(cell + 0.0).to_le_bytes());
    }
    interner.dictionary().len() as u64
}

/// Wall time as ISO 8601, `2010-12-01T08:26:00`; the day alone at midnight.
fn iso_text(seconds: i64) -> String {
    time_text(seconds).replace(' ', "T")
}
