//! The days of the tables beside the purchases: which of them count, and what each table covers.

use super::build::Customers;
use super::calendar::{AsOf, Covered, days_of, latest_day, latest_known_day, meant};
use crate::error::Result;
use crate::fields::Field;
use crate::mask::{MaskedTable, People};
use crate::notice::Notice;
use crate::table::date::{DAY, civil_day};
use crate::table::{Column, Kind};

/// How many row numbers a notice names.
const NAMED_ROWS: usize = 10;

/// The tables beside the purchases as their own times tell them, each with its number.
pub type Beside<'a> = [(usize, &'a MaskedTable, Option<(usize, AsOf)>)];

impl Customers {
    /// Customers of tables without purchases, up to a reference date in days since 1970-01-01: the given one, else the day behind the last
    /// that a table tells of, else behind the last registration or other date of a customer. Without any there is none: nobody has an age.
    ///
    /// # Errors
    /// None in practice: there is no line that could contradict another.
    pub fn without_purchases(people: People, tables: &[&MaskedTable], as_of: Option<i32>) -> Result<Self> {
        let told = || tables.iter().filter_map(|table| latest_day(table)).map(|(_, own)| own.day).max();
        let given = as_of.or_else(told);
        let known = || tables.iter().filter_map(|table| latest_known_day(table)).max();
        let day = given.or_else(known);
        let mut customers = Self::unbought(people, day)?;
        let of_card = tables.iter().any(|table| table.clean().mapped().mapping().column(Field::IdCard).is_some());
        let count = customers.view.customers() as u64;
        match (given, day) {
            (None, Some(_)) => customers.notices.push(Notice::info("N_AS_OF_KNOWN", count)),
            (None, None) if of_card => customers.notices.push(Notice::warning("N_NO_DATE", count)),
            _ => {}
        }
        Ok(customers)
    }

    /// Lays down what each table covers, and says which rows of the tables beside the purchases do not count. `is_given` where somebody
    /// chose the reference date.
    pub fn cover(&mut self, beside: &Beside<'_>, is_given: bool) {
        let as_of = self.as_of().day;
        let ends = beside.iter().filter_map(|(_, _, own)| own.map(|(_, own)| own.day.min(as_of)));
        let end = ends.chain([self.end]).max().unwrap_or(as_of);
        self.end = end;
        for &(number, table, own) in beside {
            if let Some((column, own)) = own {
                if number >= self.from.len() {
                    self.from.resize(number + 1, i32::MIN);
                }
                if let Some(slot) = self.from.get_mut(number) {
                    *slot = own.from;
                }
                let code = if is_given { "N_AFTER_AS_OF" } else { "N_LAST_DAY_FAR" };
                if own.far_rows > 0 || own.day > as_of {
                    let is_late = |second: i64| second >= i64::from(as_of) * DAY;
                    self.tell(table, number, column, code, &is_late);
                }
                if own.from > i32::MIN {
                    let is_early = |second: i64| second < i64::from(own.from) * DAY;
                    self.tell(table, number, column, "N_FIRST_DAY_FAR", &is_early);
                }
            }
            let registered = table.clean().field(Field::RegisterDate).filter(|(_, times)| times.kind() == Kind::Time);
            if let Some((column, times)) = registered {
                let (from, to) = registrations(times);
                if (from, to) != (i32::MIN, i32::MAX) {
                    let is_far = |second: i64| !(from..=to).contains(&civil_day(second));
                    self.tell(table, number, column, "N_REGISTERED_FAR", &is_far);
                }
            }
        }
        let days = || self.view.all().day.iter().copied();
        let covered = Covered::of(days, end, as_of);
        self.view.set_covered(covered);
    }

    fn tell(&mut self, table: &MaskedTable, number: usize, column: usize, code: &'static str, is_outside: &dyn Fn(i64) -> bool) {
        let clean = table.clean();
        let Some(times) = clean.column(column) else { return };
        let outside = times.ints().enumerate().filter(|(row, s)| s.is_some_and(is_outside) && clean.kept().value(*row));
        let rows: Vec<u64> = outside.map(|(row, _)| row as u64).collect();
        if !rows.is_empty() {
            let notice = Notice::warning(code, rows.len() as u64).in_table(number).in_column(column);
            let named = rows.get(..NAMED_ROWS).unwrap_or(&rows);
            self.notices.push(clean.mapped().raw().pointed(notice, named));
        }
    }
}

/// First and last day of the registrations that somebody can have meant.
pub(super) fn registrations(times: &Column) -> (i32, i32) {
    meant(days_of(times, |_| true).into_iter())
}
