//! How the tables meet: what each has of the customers, counted from both sides.

use crate::fields::TableKind;
use crate::mask::{MaskedTable, People};
use crate::stats::order;
use serde::Serialize;

/// How well the tables fit together.
///
/// Every row of a table names one customer or none, so no join of ours multiplies rows: a table of customers gives one row to
/// each customer, whatever it repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct JoinAudit {
    /// Customers of all tables together.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// The table against which the others are counted, from 0: that of customers, where there is one.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub reference: Option<u64>,
    /// Each table, in the order of opening.
    pub sources: Vec<Source>,
}

/// What one table has of the customers. `rows = rows_named + rows_unnamed`, `customers = matched + orphans`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Source {
    /// What kind of table it is.
    pub kind: TableKind,
    /// Rows.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
    /// Rows that name a customer.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows_named: u64,
    /// Rows that name nobody.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows_unnamed: u64,
    /// Different customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Customers that the reference has too.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub matched: u64,
    /// Customers that the reference does not have.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub orphans: u64,
    /// Rows of those.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub orphan_rows: u64,
    /// Customers of the reference that have no row here.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub absent: u64,
    /// Orphans that would meet a customer of the reference if letters were compared without their case.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub met_without_case: u64,
    /// Customers with more than one row.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub repeated: u64,
    /// Rows of the customer that has most.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub most_rows: u64,
    /// Rows that a plain join of this table with the reference would make; more than `rows` where the reference repeats customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub joined_rows: u64,
}

/// Counts how the tables meet; a table without a key column meets nobody.
#[must_use]
pub fn join(tables: &[&MaskedTable], people: &People) -> JoinAudit {
    let kind = |table: &MaskedTable| table.mapped().mapping().kind().0;
    let counts: Vec<Vec<u64>> = tables.iter().enumerate().map(|(number, table)| rows_of(table, number, people)).collect();
    let has = |table: usize, person: usize| counts.get(table).and_then(|c| c.get(person)).copied().unwrap_or(0);
    let keyed = |(_, table): &(usize, &&MaskedTable)| table.identity().is_some();
    let reference = tables.iter().enumerate().filter(keyed).find(|(_, table)| kind(table) == TableKind::Customers);
    let reference = reference.map(|(number, _)| number);
    let folded = reference.map(|reference| folded_keys(tables, people, |person| has(reference, person) > 0));
    let source = |(number, table): (usize, &&MaskedTable)| {
        let rows = table.mapped().rows() as u64;
        let mut source = Source {
            kind: kind(table),
            rows,
            rows_named: 0,
            rows_unnamed: 0,
            customers: 0,
            matched: 0,
            orphans: 0,
            orphan_rows: 0,
            absent: 0,
            met_without_case: 0,
            repeated: 0,
            most_rows: 0,
            joined_rows: 0,
        };
        for person in 0..people.count() {
            let own = has(number, person);
            let known = reference.map_or(own, |reference| has(reference, person));
            source.rows_named += own;
            source.customers += u64::from(own > 0);
            source.repeated += u64::from(own > 1);
            source.most_rows = source.most_rows.max(own);
            match (own > 0, known > 0) {
                (true, true) => {
                    source.matched += 1;
                    source.joined_rows += if reference == Some(number) { own } else { own.saturating_mul(known.max(1)) };
                }
                (true, false) => {
                    source.orphans += 1;
                    source.orphan_rows += own;
                    let meets = folded
                        .as_ref()
                        .is_some_and(|keys| fold(tables, people, person).is_some_and(|key| keys.binary_search(&key).is_ok()));
                    source.met_without_case += u64::from(meets);
                }
                (false, true) => source.absent += 1,
                (false, false) => {}
            }
        }
        source.rows_unnamed = rows - source.rows_named;
        source
    };
    JoinAudit {
        customers: people.count() as u64,
        reference: reference.map(|number| number as u64),
        sources: tables.iter().enumerate().map(source).collect(),
    }
}

/// Rows of each customer of the list in one table.
fn rows_of(table: &MaskedTable, number: usize, people: &People) -> Vec<u64> {
    let mut counts = vec![0; people.count()];
    for person in table.identity().map_or_else(Vec::new, |identity| people.by_row(number, identity)) {
        if let Some(count) = counts.get_mut(person as usize) {
            *count += 1;
        }
    }
    counts
}

fn fold(tables: &[&MaskedTable], people: &People, person: usize) -> Option<String> {
    let (table, customer) = people.origin(person)?;
    tables.get(table)?.identity()?.folded(customer)
}

fn folded_keys(tables: &[&MaskedTable], people: &People, is_known: impl Fn(usize) -> bool) -> Vec<String> {
    let known = (0..people.count()).filter(|&person| is_known(person));
    let mut keys: Vec<String> = known.filter_map(|person| fold(tables, people, person)).collect();
    let places = order(keys.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    places.into_iter().filter_map(|place| keys.get_mut(place).map(std::mem::take)).collect()
}
