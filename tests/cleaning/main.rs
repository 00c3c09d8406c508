//! Cleaning from the user's side: what a plan finds, changes and drops on real and made tables, and that all of it can be undone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../data/mod.rs"]
mod data;
mod decisions;
mod hostile;
mod outliers;
mod plans;
mod profile;
mod properties;
mod real;
mod shares;
mod timing;

use insitu::clean::{CleanTable, Decisions, Entry, Plan, Rule};
use insitu::fields::{MappedTable, Mapping};
use insitu::intake::{Overrides, RawTable, read};
use insitu::table::{Column, Kind};
use std::sync::Arc;

/// A file with guessed fields.
fn opened(name: &str, bytes: &[u8]) -> Arc<MappedTable> {
    Arc::new(MappedTable::guess(Arc::new(read(name, bytes, &Overrides::default(), 1 << 20).unwrap())))
}

/// Columns with fields by code, `-` for none.
fn mapped(columns: Vec<Column>, codes: &[&str]) -> Arc<MappedTable> {
    let codes: Vec<Option<&str>> = codes.iter().map(|c| (*c != "-").then_some(*c)).collect();
    let mapping = Mapping::from_codes(&codes).unwrap();
    Arc::new(MappedTable::new(Arc::new(RawTable::of("orders.csv", columns)), mapping).unwrap())
}

/// The table under the proposed plan, changed.
fn under(mapped: &Arc<MappedTable>, change: impl FnOnce(&mut Plan)) -> CleanTable {
    let mut plan = Plan::propose(mapped);
    change(&mut plan);
    CleanTable::new(Arc::clone(mapped), Some(&plan), &Decisions::default()).unwrap()
}

/// The place of a rule in a table's plan.
fn place(table: &CleanTable, rule: Rule, column: Option<&str>) -> usize {
    table.plan().entries.iter().position(|e| e.rule == rule && e.column.as_deref() == column).unwrap()
}

/// The entry of a rule in a plan.
fn entry<'a>(plan: &'a mut Plan, rule: Rule, column: Option<&str>) -> &'a mut Entry {
    plan.entries.iter_mut().find(|e| e.rule == rule && e.column.as_deref() == column).unwrap()
}

/// A cell as text that tells every two different cells apart.
fn cell(column: &Column, row: usize) -> Option<String> {
    match column.kind() {
        Kind::Text => column.text_at(row).map(|t| format!("t{t}")),
        Kind::Number => column.number_at(row).map(|n| format!("n{:016x}", n.to_bits())),
        Kind::Money | Kind::Time => column.int_at(row).map(|i| format!("i{i}")),
    }
}

/// All cells of a table, row by row.
fn cells(table: &CleanTable) -> Vec<Vec<Option<String>>> {
    let columns: Vec<&Column> = (0..table.mapped().raw().columns.len()).map(|i| table.column(i).unwrap()).collect();
    (0..table.rows()).map(|row| columns.iter().map(|c| cell(c, row)).collect()).collect()
}

/// A table of what cleaning has left, as an export would hold it: the kept rows, the cells as they are then, and an indicator
/// for each column that had missing cells.
fn converted(table: &CleanTable) -> Arc<MappedTable> {
    let rows: Vec<usize> = table.kept().set_indices().collect();
    let names: Vec<String> = table.mapped().raw().columns.iter().map(|c| c.name().to_owned()).collect();
    let (mut columns, mut codes) = (Vec::new(), Vec::new());
    for (index, name) in names.iter().enumerate() {
        let column = table.column(index).unwrap();
        codes.push(table.mapped().mapping().field(index).map(insitu::fields::Field::code));
        columns.push(match column.kind() {
            Kind::Text => {
                let texts: Vec<Option<String>> =
                    rows.iter().map(|&r| column.text_at(r).map(std::borrow::Cow::into_owned)).collect();
                Column::of_text(name, texts.iter().map(Option::as_deref))
            }
            Kind::Number => Column::of_numbers(name, rows.iter().map(|&r| column.number_at(r))),
            kind => Column::of_ints(name, kind, rows.iter().map(|&r| column.int_at(r))),
        });
    }
    for (index, name) in names.iter().enumerate() {
        let name = format!("{name}_missing");
        if let Some(bits) = table.indicator(index).filter(|_| !names.contains(&name)) {
            columns.push(Column::of_numbers(&name, rows.iter().map(|&r| Some(f64::from(u8::from(bits.value(r)))))));
            codes.push(None);
        }
    }
    let raw = RawTable::of("clean.csv", columns);
    Arc::new(MappedTable::new(Arc::new(raw), Mapping::from_codes(&codes).unwrap()).unwrap())
}

/// Rows kept, set aside and cleaned away add up to all.
fn assert_reconciles(table: &CleanTable) {
    let aside: u64 = table.set_aside().iter().map(|s| s.rows).sum();
    let cleaned: u64 = table.cleaned().iter().map(|c| c.rows).sum();
    assert_eq!(table.kept_rows() as u64 + aside + cleaned, table.rows() as u64);
}
