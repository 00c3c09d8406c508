//! The customers of all tables together: how the tables meet, who may be one person, and what is known of one of them.

use super::{Change, Session, shown_name};
use crate::customers::{JoinAudit, join};
use crate::error::{ErrorKind, Result};
use crate::fields::{Field, TableKind};
use crate::mask::{Candidates, InCommon, Key, MaskedColumn, MaskedTable, People, duplicates, normalise_id};
use crate::stats::order;
use crate::table::date::time_text;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Most groups of one page.
const PAGE: usize = 200;
/// Most rows of a card.
const ROWS: usize = 300;

/// A page of groups of customers who may be one person.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DuplicatePage {
    /// Groups that there are.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub total: u64,
    /// The page.
    pub groups: Vec<DuplicateGroup>,
    /// Customers who were taken for one person, group by group.
    pub merged: Vec<Vec<DuplicateCustomer>>,
}

/// Customers who may be one person.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DuplicateGroup {
    /// What they have in common.
    pub reasons: Vec<InCommon>,
    /// Whether so many have it in common that it says little.
    pub shared: bool,
    /// The customers.
    pub customers: Vec<DuplicateCustomer>,
}

/// One of them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DuplicateCustomer {
    /// Keyed name.
    pub customer: String,
    /// Key of the file, masked.
    pub masked_id: String,
}

/// What is known of one customer, masked.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Card {
    /// Keyed name.
    pub customer: String,
    /// Key of the file, masked.
    pub masked_id: String,
    /// Rows in each table, in the order of opening.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub rows: Vec<u64>,
    /// What the table of customers says: of several rows the last one that says something.
    pub facts: Vec<Fact>,
    /// Rows of the other tables, the latest first; those without a time at the end.
    pub timeline: Vec<CardRow>,
    /// Whether there are more rows than these.
    pub truncated: bool,
}

/// One value of a customer.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Fact {
    /// The table, from 0.
    pub table: usize,
    /// Its row in the file.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub row: u64,
    /// Header.
    pub column: String,
    /// Field.
    pub field: Option<&'static str>,
    /// Value, masked.
    pub value: String,
}

/// One row of a customer.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CardRow {
    /// The table, from 0.
    pub table: usize,
    /// What kind of table it is.
    pub kind: TableKind,
    /// Its row in the file.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub row: u64,
    /// When, ISO 8601.
    pub time: Option<String>,
    /// Headers and values, masked.
    pub cells: Vec<(String, String)>,
}

impl Session {
    pub(super) fn people(&self, tables: &[&MaskedTable]) -> People {
        let people = People::new(&tables.iter().map(|t| t.identity()).collect::<Vec<_>>());
        if self.merges.is_empty() {
            return people;
        }
        let name = |person: usize| {
            let (table, customer) = people.origin(person)?;
            tables.get(table)?.pseudonym(customer)
        };
        let named: Vec<Option<String>> = (0..people.count()).map(name).collect();
        let places = order(named.len(), &|a, b| named.get(a).cmp(&named.get(b)));
        let name_at = |place: usize| named.get(place).and_then(Option::as_deref);
        let find = |c: &DuplicateCustomer| {
            let at = places.binary_search_by(|&place| name_at(place).cmp(&Some(c.customer.as_str()))).ok()?;
            places.get(at).map(|&place| place as u32)
        };
        let groups: Vec<Vec<u32>> = self.merges.iter().map(|group| group.iter().filter_map(find).collect()).collect();
        people.merged(&groups)
    }

    /// Takes customers, by their keyed names, for one person, or (`apart`) takes back every group that has one of them.
    ///
    /// # Errors
    /// `E_PARAM` for fewer than two customers or for a name that no table has; nothing is changed then.
    pub fn merge(&mut self, names: &[String], apart: bool) -> Result<()> {
        let mut merges = self.merges.clone();
        let has = |group: &Vec<DuplicateCustomer>| group.iter().any(|c| names.contains(&c.customer));
        let mut members: Vec<DuplicateCustomer> = merges.extract_if(.., |group| has(group)).flatten().collect();
        if !apart {
            let masked = self.masked_tables()?;
            for name in names {
                if members.iter().any(|c| c.customer == *name) {
                    continue;
                }
                let found = masked.iter().find_map(|table| table.identity()?.masked_id(table.named(name)?));
                let masked_id = found.ok_or(ErrorKind::Param)?;
                members.push(DuplicateCustomer { customer: name.clone(), masked_id });
            }
            if members.len() < 2 {
                return Err(ErrorKind::Param.into());
            }
            merges.push(members);
        }
        self.changing(Change::Merge, |session| {
            session.set_merges(merges);
            Ok(())
        })
    }

    /// Gives merged customers the names that they have under another key, before it is taken; the way back ends here.
    pub(super) fn rename_merges(&mut self, key: &Key) -> Result<()> {
        self.forget_steps();
        if self.merges.is_empty() {
            return Ok(());
        }
        let masked = self.masked_tables()?;
        let renamed = |name: &str| {
            let (id, _) = masked.iter().find_map(|table| table.key_named(name))?;
            Some(key.pseudonym(Field::UserId.code(), &normalise_id(id)))
        };
        let mut merges = self.merges.clone();
        for member in merges.iter_mut().flatten() {
            member.customer = renamed(&member.customer).ok_or(ErrorKind::Internal)?;
        }
        self.merges = merges;
        Ok(())
    }

    pub(super) fn set_merges(&mut self, merges: Vec<Vec<DuplicateCustomer>>) {
        if self.merges != merges {
            self.merges = merges;
            self.tables.iter_mut().for_each(|table| table.drop_from(super::Stage::Mask));
        }
    }

    /// The keyed names of the merged customers, group by group.
    pub(super) fn merged_names(&self) -> Arc<Vec<Vec<String>>> {
        Arc::new(self.merges.iter().map(|group| group.iter().map(|c| c.customer.clone()).collect()).collect())
    }

    /// How the tables meet.
    ///
    /// # Errors
    /// `E_NO_DATA`, and those of mapping.
    pub fn join(&mut self) -> Result<JoinAudit> {
        let masked = self.masked_tables()?;
        let tables: Vec<&MaskedTable> = masked.iter().map(AsRef::as_ref).collect();
        Ok(join(&tables, &self.people(&tables)))
    }

    /// Customers who may be one person: `count` groups from the one with number `from`, counted from 0.
    ///
    /// # Errors
    /// `E_NO_DATA`, and those of mapping.
    pub fn duplicates(&mut self, from: usize, count: usize) -> Result<DuplicatePage> {
        let masked = self.masked_tables()?;
        let tables: Vec<&MaskedTable> = masked.iter().map(AsRef::as_ref).collect();
        let people = self.people(&tables);
        let found = duplicates(&tables, &people);
        let shown = |&person: &u32| {
            let (table, customer) = people.origin(person as usize)?;
            let table = tables.get(table)?;
            Some(DuplicateCustomer { customer: table.pseudonym(customer)?, masked_id: table.identity()?.masked_id(customer)? })
        };
        let group = |found: &Candidates| DuplicateGroup {
            reasons: found.reasons.clone(),
            shared: found.shared,
            customers: found.people.iter().take(PAGE).filter_map(shown).collect(),
        };
        let groups = found.iter().skip(from).take(count.min(PAGE)).map(group).collect();
        Ok(DuplicatePage { total: found.len() as u64, groups, merged: self.merges.clone() })
    }

    /// What is known of the customer with this keyed name.
    ///
    /// # Errors
    /// `E_NO_DATA` where no table has it, and those of mapping.
    pub fn card(&mut self, name: &str) -> Result<Card> {
        let masked = self.masked_tables()?;
        let mut card = Card {
            customer: name.to_owned(),
            masked_id: String::new(),
            rows: Vec::new(),
            facts: Vec::new(),
            timeline: Vec::new(),
            truncated: false,
        };
        for (number, table) in masked.iter().enumerate() {
            let rows = rows_of(table, name, &mut card);
            card.rows.push(rows.len() as u64);
            card.truncated |= rows.len() > ROWS;
            let kind = table.mapped().mapping().kind().0;
            if kind == TableKind::Customers {
                facts(table, number, &rows, &mut card.facts);
            } else {
                let latest = rows.iter().rev().take(ROWS);
                let mut columns = shown_columns(table);
                card.timeline.extend(latest.map(|&row| card_row(table, &mut columns, number, kind, row)));
            }
        }
        if card.masked_id.is_empty() {
            return Err(ErrorKind::NoData.into());
        }
        let time = |at: usize| card.timeline.get(at).map(|row| row.time.clone());
        let mut sorted = order(card.timeline.len(), &|a, b| time(b).cmp(&time(a)));
        sorted.truncate(ROWS);
        let mut rows: Vec<Option<CardRow>> = std::mem::take(&mut card.timeline).into_iter().map(Some).collect();
        card.timeline = sorted.into_iter().filter_map(|at| rows.get_mut(at)?.take()).collect();
        Ok(card)
    }
}

/// The rows of the customer with this name.
fn rows_of(table: &MaskedTable, name: &str, card: &mut Card) -> Vec<usize> {
    let Some((identity, customer)) = table.identity().zip(table.named(name)) else { return Vec::new() };
    if card.masked_id.is_empty() {
        card.masked_id = identity.masked_id(customer).unwrap_or_default();
    }
    identity.rows_of(customer)
}

/// The columns of a table as they may be shown, without its key, with their places and headers.
fn shown_columns(table: &MaskedTable) -> Vec<(usize, String, MaskedColumn<'_>)> {
    let columns = table.mapped().raw().columns.iter().enumerate().filter(|(index, _)| !table.is_key(*index));
    columns.filter_map(|(index, c)| Some((index, shown_name(c.name()), table.shown_column(index)?))).collect()
}

/// Places, headers and values of a row, without what is empty.
fn cells(columns: &mut [(usize, String, MaskedColumn<'_>)], row: usize) -> Vec<(usize, String, String)> {
    let cell = |(index, header, column): &mut (usize, String, MaskedColumn<'_>)| {
        let value = column.text(row)?.into_owned();
        (!value.is_empty()).then(|| (*index, header.clone(), value))
    };
    columns.iter_mut().filter_map(cell).collect()
}

fn facts(table: &MaskedTable, number: usize, rows: &[usize], facts: &mut Vec<Fact>) {
    let field = |index| table.mapped().mapping().field(index).map(Field::code);
    let mut known = Vec::new();
    let mut columns = shown_columns(table);
    for &row in rows.iter().rev().take(ROWS) {
        for (index, column, value) in cells(&mut columns, row) {
            if !known.contains(&index) {
                known.push(index);
                let row = table.mapped().raw().row_number(row);
                facts.push(Fact { table: number, row, column, field: field(index), value });
            }
        }
    }
}

fn card_row(
    table: &MaskedTable,
    columns: &mut [(usize, String, MaskedColumn<'_>)],
    number: usize,
    kind: TableKind,
    row: usize,
) -> CardRow {
    let time = kind.moment().and_then(|field| table.mapped().column(field)).and_then(|(_, column)| column.int_at(row));
    CardRow {
        table: number,
        kind,
        row: table.mapped().raw().row_number(row),
        time: time.map(time_text),
        cells: cells(columns, row).into_iter().map(|(_, header, value)| (header, value)).collect(),
    }
}
