//! When the customers of one table bought last, as another table tells.

use crate::fields::Field;
use crate::mask::{MaskedTable, NOBODY, People};
use crate::table::{Kind, each_int, walk_codes};

/// For each row of a table the last purchase of its customer in a table of orders, in seconds of wall time; `None` where either
/// has no key or the orders no times.
#[must_use]
pub fn last_purchases(own: &MaskedTable, orders: &MaskedTable) -> Option<Vec<Option<i64>>> {
    let (mine, theirs) = (own.identity()?, orders.identity()?);
    let (_, times) = orders.mapped().column(Field::OrderTime).filter(|(_, c)| c.kind() == Kind::Time)?;
    let people = People::new(&[Some(mine), Some(theirs)]);
    let place = |table: usize, of_code: &[u32], code: Option<u32>| {
        let customer = code.and_then(|code| of_code.get(code as usize)).copied().filter(|&c| c != NOBODY)?;
        people.of_table(table).get(customer as usize).copied()
    };
    let mut buyer = vec![NOBODY; orders.mapped().rows()];
    walk_codes(theirs.keys(), &mut |row, code| {
        if let (Some(slot), Some(person)) = (buyer.get_mut(row), place(1, theirs.customer_of_code(), code)) {
            *slot = person;
        }
    });
    let mut latest: Vec<Option<i64>> = vec![None; people.count()];
    each_int(times, |row, second| {
        let slot = buyer.get(row).and_then(|&person| latest.get_mut(person as usize));
        if let (Some(slot), Some(second)) = (slot, second) {
            *slot = Some(slot.map_or(second, |known| known.max(second)));
        }
    });
    let mut by_row = vec![None; own.mapped().rows()];
    walk_codes(mine.keys(), &mut |row, code| {
        if let (Some(slot), Some(person)) = (by_row.get_mut(row), place(0, mine.customer_of_code(), code)) {
            *slot = latest.get(person as usize).copied().flatten();
        }
    });
    Some(by_row)
}
