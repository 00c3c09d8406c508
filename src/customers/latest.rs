//! When the customers of one table bought last, as another table tells.

use crate::fields::Field;
use crate::mask::{MaskedTable, People};
use crate::table::{Kind, each_int};

/// For each row of a table the last purchase of its customer in a table of orders, in seconds of wall time, of the rows that count
/// and are no refunds; `None` where either has no key or the orders no times.
#[must_use]
pub fn last_purchases(own: &MaskedTable, orders: &MaskedTable) -> Option<Vec<Option<i64>>> {
    let (mine, theirs) = (own.identity()?, orders.identity()?);
    let clean = orders.clean();
    let (_, times) = clean.field(Field::OrderTime).filter(|(_, c)| c.kind() == Kind::Time)?;
    let people = People::new(&[Some(mine), Some(theirs)]);
    let (buyers, returns) = (people.by_row(1, theirs), clean.returns());
    let mut latest: Vec<Option<i64>> = vec![None; people.count()];
    each_int(times, |row, second| {
        let counts = clean.kept().value(row) && returns.is_none_or(|returns| !returns.value(row));
        let slot = buyers.get(row).filter(|_| counts).and_then(|&person| latest.get_mut(person as usize));
        if let (Some(slot), Some(second)) = (slot, second) {
            *slot = (*slot).max(Some(second));
        }
    });
    Some(people.by_row(0, mine).into_iter().map(|person| latest.get(person as usize).copied().flatten()).collect())
}
