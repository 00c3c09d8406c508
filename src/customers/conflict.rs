//! Rows of one customer that say different things: which of them counts, in an order that no file decides.

use super::moments::registrations;
use crate::fields::Field;
use crate::mask::MaskedTable;
use crate::notice::Notice;
use crate::table::date::{DAY, civil_day};
use crate::table::{Kind, each_int, is_missing};
use std::cell::RefCell;

/// A value that nobody has.
pub(super) const NOTHING: u64 = u64::MAX;
/// Most columns that are named one by one.
const MOST: usize = 5;

/// What tells the values of the rows of a column.
type Rows<'a> = dyn Fn(&mut dyn FnMut(usize, u64)) + 'a;

/// Which of several rows of a customer counts.
pub(super) struct Belief<'a> {
    table: &'a MaskedTable,
    /// Customer of each row.
    rows: &'a [u32],
    count: usize,
    /// Whether rows stand for customers, so that the newest is the one in force; lines of orders are so many that most of them tell.
    newest: bool,
    /// When each row was written, where the table says so.
    dates: Option<Vec<i64>>,
    /// The columns in which rows differ, and the customers of each.
    differing: RefCell<Vec<(usize, Vec<usize>)>>,
}

impl<'a> Belief<'a> {
    pub(super) fn new(table: &'a MaskedTable, rows: &'a [u32], count: usize, newest: bool) -> Self {
        Self { table, rows, count, newest, dates: dates(table, newest), differing: RefCell::default() }
    }

    /// Of each customer the value that counts, [`NOTHING`] for none. `each` tells the values of the rows of a column.
    pub(super) fn settle(&self, column: usize, each: &Rows<'_>) -> Vec<u64> {
        let kept = self.table.clean().kept();
        let customer = |row: usize| self.rows.get(row).map(|&c| c as usize).filter(|&c| c < self.count && kept.value(row));
        let raw = self.table.clean().mapped().raw().columns.get(column);
        // What cleaning put into an empty cell is nothing that its row says.
        let is_said = |row: usize| {
            raw.is_none_or(|raw| raw.is_filled(row) && raw.text_at(row).is_none_or(|text| !is_missing(text.as_bytes())))
        };
        let mut values = vec![NOTHING; self.count];
        let mut assumed = vec![0; self.count];
        let mut differs = vec![false; self.count];
        each(&mut |row, value| {
            let Some(at) = customer(row) else { return };
            if !is_said(row) {
                // One more than the value, so that 0 is none.
                assumed.get_mut(at).into_iter().for_each(|slot: &mut u64| *slot = (*slot).max(value.saturating_add(1)));
                return;
            }
            if let (Some(slot), Some(differs)) = (values.get_mut(at), differs.get_mut(at)) {
                *differs |= *slot != NOTHING && *slot != value;
                *slot = value;
            }
        });
        for (slot, assumed) in values.iter_mut().zip(assumed) {
            if *slot == NOTHING && assumed > 0 {
                *slot = assumed - 1;
            }
        }
        let concerned: Vec<usize> = differs.iter().enumerate().filter_map(|(at, &d)| d.then_some(at)).collect();
        if concerned.is_empty() {
            return values;
        }
        let mut said: Vec<(usize, u64, usize)> = Vec::new();
        each(&mut |row, value| {
            if let Some(at) = customer(row).filter(|&at| differs.get(at) == Some(&true) && is_said(row)) {
                said.push((at, value, row));
            }
        });
        // In place: of lines of orders there may be as many as of the table.
        said.sort_unstable();
        for of_customer in said.chunk_by(|a, b| a.0 == b.0) {
            let best =
                of_customer.chunk_by(|a, b| a.1 == b.1).filter_map(|same| Some((self.weight(same), same.first()?.1))).max();
            let at = of_customer.first().map(|(at, ..)| *at);
            if let (Some((_, value)), Some(slot)) = (best, at.and_then(|at| values.get_mut(at))) {
                *slot = value;
            }
        }
        self.differing.borrow_mut().push((column, concerned));
        values
    }

    /// How much a value of a customer weighs that some rows say.
    fn weight(&self, rows: &[(usize, u64, usize)]) -> (i64, i64, usize) {
        let of = |row: usize| self.dates.as_ref().and_then(|dates| dates.get(row)).copied().unwrap_or(i64::MIN);
        let date = rows.iter().map(|&(.., row)| of(row)).max().unwrap_or(i64::MIN);
        let filled = |row: usize| self.table.clean().mapped().raw().columns.iter().filter(|c| c.is_filled(row)).count();
        let full = rows.iter().map(|&(.., row)| filled(row)).max().unwrap_or(0);
        let many = rows.len() as i64;
        if self.newest { (date, many, full) } else { (many, date, full) }
    }

    /// What to say of it: of each column, or of all in one where there are many.
    pub(super) fn notices(&self, table: usize) -> Vec<Notice> {
        let code = if self.newest && self.dates.is_some() { "N_CUSTOMER_NEWEST" } else { "N_CUSTOMER_MOST" };
        let mut differing = self.differing.take();
        differing.sort_unstable_by_key(|(column, customers)| (*column, std::cmp::Reverse(customers.len())));
        differing.dedup_by_key(|(column, _)| *column);
        let notice = |count: usize| Notice::info(code, count as u64).in_table(table);
        if differing.len() > MOST {
            let mut all: Vec<usize> = differing.into_iter().flat_map(|(_, customers)| customers).collect();
            all.sort_unstable();
            all.dedup();
            return vec![notice(all.len())];
        }
        differing.into_iter().map(|(column, customers)| notice(customers.len()).in_column(column)).collect()
    }
}

/// The seconds of each row's own date; days that nobody can have meant are none.
fn dates(table: &MaskedTable, newest: bool) -> Option<Vec<i64>> {
    let fields: &[Field] = if newest { &[Field::LastBuyDate, Field::RegisterDate] } else { &[Field::OrderTime] };
    let (_, column) = fields.iter().find_map(|&f| table.clean().field(f).filter(|(_, c)| c.kind() == Kind::Time))?;
    let (from, to) = registrations(column);
    let mut dates = vec![i64::MIN; column.len()];
    each_int(column, |row, second| {
        let meant = second.filter(|&s| (from..=to).contains(&civil_day(s)) && s.abs() < i64::from(i32::MAX) * DAY);
        if let (Some(second), Some(slot)) = (meant, dates.get_mut(row)) {
            *slot = second;
        }
    });
    Some(dates)
}

/// A number as a value in the order of numbers; `None` for none.
pub(super) fn ordered(number: f64) -> Option<u64> {
    // Adding zero turns -0 into 0.
    let bits = (number + 0.0).to_bits();
    (!number.is_nan()).then_some(if bits >> 63 == 0 { bits | 1 << 63 } else { !bits })
}

/// The number of such a value, NaN for [`NOTHING`].
pub(super) fn number(value: u64) -> f64 {
    if value == NOTHING {
        return f64::NAN;
    }
    f64::from_bits(if value >> 63 == 1 { value & !(1 << 63) } else { !value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_the_order_of_numbers() {
        let all = [f64::NEG_INFINITY, -1e9, -2.5, -0.0, 1e-300, 3.0, f64::MAX, f64::INFINITY];
        let values: Vec<u64> = all.iter().filter_map(|&n| ordered(n)).collect();
        assert!(values.is_sorted() && values.iter().all(|&v| v != NOTHING));
        assert!(values.iter().zip(all).all(|(&v, n)| (number(v) - n).abs() < 1e-300 || number(v) == n));
        assert_eq!((ordered(f64::NAN), number(NOTHING).is_nan()), (None, true));
    }
}
