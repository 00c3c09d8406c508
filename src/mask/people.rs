//! The customers of all tables as one list: keys meet here, behind the gate, and go on as numbers.

use super::identity::{Identity, NOBODY, normalise_id};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Customers of several tables: each normalised key once, in bytewise order.
pub struct People {
    /// A table that has the customer, and its number there: the first such table.
    origin: Vec<(usize, u32)>,
    /// For each table the place of its customers in the list; none for a table without a key.
    of_table: Vec<Vec<u32>>,
}

impl People {
    /// Puts the customers of tables together; a table without a key column has no identity.
    #[must_use]
    pub fn new(tables: &[Option<&Identity>]) -> Self {
        let mut people = Self { origin: Vec::new(), of_table: Vec::with_capacity(tables.len()) };
        for (number, table) in tables.iter().enumerate() {
            let places = table.map_or_else(Vec::new, |own| people.add(number, own, tables));
            people.of_table.push(places);
        }
        people
    }

    /// The same list where the members of each group (places in it) are one customer: the first of them.
    #[must_use]
    pub fn merged(mut self, groups: &[Vec<u32>]) -> Self {
        let mut first: Vec<u32> = (0..self.count() as u32).collect();
        for group in groups {
            let Some(&survivor) = group.iter().min() else { continue };
            for &member in group {
                if let Some(slot) = first.get_mut(member as usize) {
                    *slot = survivor;
                }
            }
        }
        let mut numbers: Vec<u32> = Vec::with_capacity(first.len());
        let mut origin = Vec::new();
        for (person, (&survivor, &from)) in first.iter().zip(&self.origin).enumerate() {
            if survivor as usize == person {
                origin.push(from);
                numbers.push(origin.len() as u32 - 1);
            } else {
                numbers.push(numbers.get(survivor as usize).copied().unwrap_or(NOBODY));
            }
        }
        self.origin = origin;
        for place in self.of_table.iter_mut().flatten() {
            *place = numbers.get(*place as usize).copied().unwrap_or(NOBODY);
        }
        self
    }

    /// How many customers.
    #[must_use]
    pub fn count(&self) -> usize {
        self.origin.len()
    }

    /// A table that has a customer, and its number there.
    #[must_use]
    pub fn origin(&self, person: usize) -> Option<(usize, usize)> {
        self.origin.get(person).map(|&(table, customer)| (table, customer as usize))
    }

    /// The place in the list of each customer of a table.
    #[must_use]
    pub fn of_table(&self, table: usize) -> &[u32] {
        self.of_table.get(table).map_or(&[], Vec::as_slice)
    }

    /// The place in the list of the customer that each row of a table names; [`NOBODY`] where it names none.
    pub(crate) fn by_row(&self, table: usize, identity: &Identity) -> Vec<u32> {
        identity.by_row(self.of_table(table))
    }

    /// For each customer of the list its number in a table; [`NOBODY`] where the table does not have it.
    #[must_use]
    pub fn in_table(&self, table: usize) -> Vec<u32> {
        let mut numbers = vec![NOBODY; self.count()];
        for (customer, &person) in self.of_table(table).iter().enumerate() {
            if let Some(slot) = numbers.get_mut(person as usize) {
                *slot = customer as u32;
            }
        }
        numbers
    }

    /// Merges the sorted customers of a table into the sorted list; returns their places.
    fn add(&mut self, number: usize, own: &Identity, tables: &[Option<&Identity>]) -> Vec<u32> {
        let key_of = |&(table, customer): &(usize, u32)| key(tables.get(table).copied().flatten(), customer);
        let former = std::mem::take(&mut self.origin);
        let mut shift = vec![0_u32; former.len()];
        let mut places = Vec::with_capacity(own.customers());
        let mut at = 0;
        for customer in 0..own.customers() as u32 {
            let mine = key(Some(own), customer);
            while let Some(person) = former.get(at) {
                if key_of(person).cmp(&mine) != Ordering::Less {
                    break;
                }
                self.keep(*person, at, &mut shift);
                at += 1;
            }
            places.push(self.origin.len() as u32);
            match former.get(at).filter(|person| key_of(person) == mine) {
                Some(person) => {
                    self.keep(*person, at, &mut shift);
                    at += 1;
                }
                None => self.origin.push((number, customer)),
            }
        }
        for (rest, person) in former.iter().enumerate().skip(at) {
            self.keep(*person, rest, &mut shift);
        }
        for place in self.of_table.iter_mut().flatten() {
            *place = shift.get(*place as usize).copied().unwrap_or(NOBODY);
        }
        places
    }

    fn keep(&mut self, person: (usize, u32), former: usize, shift: &mut [u32]) {
        if let Some(slot) = shift.get_mut(former) {
            *slot = self.origin.len() as u32;
        }
        self.origin.push(person);
    }
}

fn key(identity: Option<&Identity>, customer: u32) -> Cow<'_, str> {
    normalise_id(identity.and_then(|i| i.reveal(customer as usize)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Column;

    fn identity(cells: &[&str]) -> Identity {
        Identity::new(&Column::of_text("u", cells.iter().map(|c| Some(*c))), None)
    }

    #[test]
    fn keys_of_all_tables_stand_once_in_order() {
        let (a, b, c) = (identity(&["b", "d", "17.0"]), identity(&["a", "d", "e"]), identity(&[" 17", "b", "z"]));
        let people = People::new(&[Some(&a), None, Some(&b), Some(&c)]);
        assert_eq!(people.count(), 6);
        assert_eq!(people.of_table(0), [0, 2, 3]);
        assert!(people.of_table(1).is_empty());
        assert_eq!(people.of_table(2), [1, 3, 4]);
        assert_eq!(people.of_table(3), [0, 2, 5]);
        assert_eq!(people.in_table(2), [NOBODY, 0, NOBODY, 1, 2, NOBODY]);
        assert_eq!(people.origin(1), Some((2, 0)));
        assert_eq!(people.origin(6), None);
    }

    #[test]
    fn one_table_is_its_own_list() {
        let a = identity(&["c", "a", "b"]);
        let people = People::new(&[Some(&a)]);
        assert_eq!(people.of_table(0), [0, 1, 2]);
    }
}
