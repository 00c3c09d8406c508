//! Of whom the exports since a file was opened tell, so that no two of them together tell of few.

use super::{Export, Session, What};
use crate::error::{Error, ErrorKind, Result};
use crate::mask::disclosure::{Ledger, Refusal};
use crate::mask::normalise_id;
use crate::stats::split_mix;
use crate::table::rooms;

/// The populations of exports, and which export told of each first.
#[derive(Default)]
pub(super) struct Exports {
    ledger: Ledger,
    first: Vec<(u32, String)>,
    /// Exports of aggregates so far.
    count: u32,
}

impl Exports {
    fn enter(&mut self, file: &str, units: &[u64], k: u64, anyway: bool) -> Result<()> {
        let least = self.ledger.least(k);
        let refused = |kind, at: usize| {
            let named = self.first.get(at).map(|(number, name)| format!("{number} · {name}"));
            Err(named.iter().fold(Error::new(kind).of_least(least), |error, name| error.named(name)))
        };
        match self.ledger.enter(units, k, anyway)? {
            Err(Refusal::Difference { earlier }) => return refused(ErrorKind::Difference, earlier),
            Err(Refusal::Together) => return refused(ErrorKind::Difference, self.first.len().saturating_sub(1)),
            Err(Refusal::Full) => return refused(ErrorKind::Exports, usize::MAX),
            Ok(population) => {
                self.count += 1;
                if population == self.first.len() {
                    self.first.push((self.count, file.to_owned()));
                }
            }
        }
        Ok(())
    }
}

/// Makes of a sum and a number another sum, which depends on all bits of both and on which is which.
fn mixed(mut sum: u64, value: u64) -> u64 {
    split_mix(&mut (split_mix(&mut sum) ^ value))
}

impl Session {
    /// Enters an export of aggregates, before it leaves, with the customers that pass the filter. Lists of customers and of rows set
    /// aside tell of single ones by their nature and are not entered.
    ///
    /// # Errors
    /// `E_DIFFERENCE` where it and earlier exports together tell of fewer customers than the smallest group, or it is of the same
    /// under another smallest group, and the user did not say that it may leave all the same, `E_EXPORTS` where no more populations can be compared, and those of the stages.
    pub(super) fn enter_export(&mut self, order: &Export, file: &str) -> Result<()> {
        if !matches!(order.what, What::Customers | What::Rejects) {
            let units = self.units()?;
            self.exports.enter(file, &units, self.recipe.smallest_group, order.confirmed)?;
        }
        Ok(())
    }

    /// Enters what leaves as something else than a file of this session, under a name for it.
    ///
    /// # Errors
    /// As for [`Session::export`], with no word of the user's.
    pub fn enter(&mut self, name: &str) -> Result<()> {
        let units = self.units()?;
        self.exports.enter(name, &units, self.recipe.smallest_group, false)
    }

    /// Every customer that passes the filter, as one number of who it is and what is counted of them: the purchases, and how many rows
    /// of each table. It is the same under whatever settings count the same.
    fn units(&mut self) -> Result<Vec<u64>> {
        let sales = self.sales()?;
        let tables = self.masked_tables()?;
        self.shown_view()?;
        let (customers, _) = self.results.customers.as_ref().ok_or(ErrorKind::NoData)?;
        let all = customers.view();
        rooms(all.customers() * size_of::<u64>(), 2)?;
        let lines = |of: crate::customers::Lines<'_>| {
            let of_line = of.day.iter().zip(of.amount).zip(of.refund);
            of_line.fold(0, |sum: u64, ((&day, &amount), &refund)| {
                let day = mixed(u64::from(refund), u64::from(day.cast_unsigned()));
                sum.wrapping_add(mixed(day, amount.cast_unsigned()))
            })
        };
        let mut counted: Vec<u64> = all.iter().map(lines).collect();
        for (number, table) in tables.iter().enumerate() {
            let Some(identity) = table.identity() else { continue };
            let row = mixed(0, number as u64);
            let kept = table.clean().kept();
            rooms(kept.len() * size_of::<u32>(), 1)?;
            let named = identity.by_row(&customers.places(number, identity));
            for (customer, _) in named.into_iter().zip(kept).filter(|(_, kept)| *kept) {
                if let Some(sum) = counted.get_mut(customer as usize) {
                    *sum = sum.wrapping_add(row);
                }
            }
        }
        let unit = |customer: usize| {
            let (table, number) = customers.origin(customer, sales)?;
            let key = tables.get(table)?.identity()?.reveal(number)?;
            let own = normalise_id(key).bytes().fold(0, |sum, byte| mixed(sum, u64::from(byte)));
            Some(mixed(own, counted.get(customer).copied()?))
        };
        let view = self.results.chosen_or_all()?;
        (0..view.customers()).map(|at| unit(view.origin(at)).ok_or_else(|| Error::new(ErrorKind::Internal))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::mixed;

    #[test]
    fn what_is_added_where_makes_another_unit() {
        // A refund of one day is no purchase of the next, and the second of two numbers is not the first.
        assert_ne!(mixed(1, 5), mixed(0, 6));
        assert_ne!(mixed(5, 1), mixed(1, 5));
    }
}
