//! The table of events behind the gate → [`Events`]: customer after customer in order of time, with labels.

use super::build::Customers;
use super::calendar::Covered;
use super::events::{EventField, Events};
use super::gather::{MOST_COLUMNS, MOST_LABELS, MOST_TRAITS, customer_of_row};
use super::parts::{Dimension, NO_LABEL, Part};
use crate::error::{ErrorKind, Result};
use crate::fields::{Field, TableKind};
use crate::mask::{Labels, MaskedTable, Reading};
use crate::table::date::{DAY, civil_day};
use crate::table::{Kind, each_int, each_item};
use std::sync::Arc;

/// Makes the parts of events that are wanted: times, and labels of the same events in the same order.
///
/// # Errors
/// `E_MEMORY` in a file too big for them, `E_LIMIT` for more than 2³² events.
pub(super) fn gather(customers: &mut Customers, tables: &[Arc<MaskedTable>], missing: &[Part]) -> Result<()> {
    let fields = (0..).zip(EventField::ALL).filter(|(_, field)| missing.contains(&Part::Event(*field)));
    let fields: Vec<(usize, EventField)> = fields.collect();
    let properties = missing.contains(&Part::Properties);
    if fields.is_empty() && !properties && !missing.contains(&Part::Events) {
        return Ok(());
    }
    let is_events = |(_, t): &(usize, &Arc<MaskedTable>)| t.mapped().mapping().kind().0 == TableKind::Events;
    let Some((number, table)) = tables.iter().enumerate().find(is_events) else { return Ok(()) };
    let source = Source { table, as_of: customers.view.as_of() };
    if customers.view.events().is_none() {
        let Some((events, rows)) = source.events(customers, number)? else { return Ok(()) };
        customers.view.parts_mut().events = Some(events);
        customers.event_rows = rows;
    }
    let rows = &customers.event_rows;
    crate::table::room(rows.len().saturating_mul(4 * (fields.len() + usize::from(properties))))?;
    let Some(events) = &mut customers.view.parts_mut().events else { return Ok(()) };
    for (at, field) in fields {
        if let Some(slot) = events.labels.get_mut(at) {
            *slot = source.labels(field).map(|labels| dimension(&labels, rows));
        }
    }
    if properties {
        events.properties = source.properties().into_iter().map(|(name, l)| (name, dimension(&l, rows))).collect();
    }
    Ok(())
}

/// The table of events.
struct Source<'a> {
    table: &'a MaskedTable,
    as_of: i32,
}

impl Source<'_> {
    fn labels(&self, field: EventField) -> Option<Labels> {
        field.fields().iter().find_map(|&field| {
            let (column, _) = self.table.clean().field(field)?;
            // Sessions and orders are as many as they are.
            let most = if matches!(field, Field::SessionId | Field::OrderId) { usize::MAX } else { MOST_LABELS };
            self.table.labels(column, Reading::Plain, most, self.as_of)
        })
    }

    /// Columns of few values that have no field of their own here.
    fn properties(&self) -> Vec<(String, Labels)> {
        let clean = self.table.clean();
        let columns = clean.mapped().raw().columns.iter().enumerate();
        let own = |field: Option<Field>| EventField::ALL.iter().any(|f| field.is_some_and(|field| f.fields().contains(&field)));
        let columns =
            columns.filter(|(index, _)| !own(clean.mapped().mapping().field(*index)) && !self.table.names_customers(*index));
        let columns = columns.filter(|(_, column)| column.kind() == Kind::Text).take(MOST_COLUMNS);
        let labels = columns.filter_map(|(index, column)| {
            let labels = self.table.labels(index, Reading::Plain, MOST_TRAITS, self.as_of)?;
            Some((crate::mask::sweep(column.name()).into_owned(), labels))
        });
        labels.filter(|(_, labels)| !labels.labels.is_empty()).collect()
    }

    /// Times of all events, and the row of each.
    fn events(&self, customers: &Customers, number: usize) -> Result<Option<(Events, Vec<u32>)>> {
        let clean = self.table.clean();
        let times = clean.field(Field::BehaviorTime).filter(|(_, column)| column.kind() == Kind::Time);
        let (Some((_, times)), Some(of_row)) = (times, customer_of_row(customers, number, self.table)) else { return Ok(None) };
        crate::table::room(of_row.len().saturating_mul(20))?;
        let (from, end) = (i64::from(customers.from.get(number).copied().unwrap_or(i32::MIN)) * DAY, i64::from(self.as_of) * DAY);
        let kept = clean.kept();
        let mut counts = vec![0_u32; customers.view.customers() + 1];
        let counted = |row: usize, second: Option<i64>| {
            let second = second.filter(|&s| s >= from && s < end && kept.value(row))?;
            of_row.get(row).copied().filter(|&c| c != u32::MAX).map(|customer| (customer as usize, second))
        };
        let mut timed = false;
        each_int(times, |row, second| {
            if let Some((customer, second)) = counted(row, second)
                && let Some(count) = counts.get_mut(customer)
            {
                *count += 1;
                timed |= second.rem_euclid(DAY) != 0;
            }
        });
        let mut sum = 0_u32;
        for slot in &mut counts {
            let start = sum;
            sum = sum.checked_add(*slot).ok_or(ErrorKind::Limit)?;
            *slot = start;
        }
        let offsets = counts;
        let mut next = offsets.clone();
        let (mut second, mut rows) = (vec![0_i64; sum as usize], vec![0_u32; sum as usize]);
        each_int(times, |row, moment| {
            if let Some((customer, moment)) = counted(row, moment)
                && let Some(free) = next.get_mut(customer)
                && let (Some(slot), Some(place)) = (second.get_mut(*free as usize), rows.get_mut(*free as usize))
            {
                (*slot, *place, *free) = (moment, row as u32, *free + 1);
            }
        });
        let days = || second.iter().map(|&second| civil_day(second));
        let covered = Covered::of(days, customers.end, self.as_of);
        let mut events = Events { offsets, second, timed, covered, ..Events::default() };
        self.sort(&mut events, &mut rows);
        Ok((sum > 0).then_some((events, rows)))
    }

    /// Puts the events of each customer in order of time, those of one second in order of their labels.
    fn sort(&self, events: &mut Events, rows: &mut [u32]) {
        let mut ties = false;
        let mut order: Vec<(i64, u32)> = Vec::new();
        each_item(events.offsets.iter().zip(events.offsets.iter().skip(1)), |(&start, &end)| {
            let range = start as usize..end as usize;
            let (Some(second), Some(rows)) = (events.second.get_mut(range.clone()), rows.get_mut(range)) else { return };
            if !second.is_sorted() {
                order.clear();
                order.extend(second.iter().copied().zip(rows.iter().copied()));
                order.sort_unstable();
                for ((second, row), (s, r)) in second.iter_mut().zip(rows.iter_mut()).zip(&order) {
                    (*second, *row) = (*s, *r);
                }
            }
            ties = ties || second.windows(2).any(|pair| pair.first() == pair.last());
        });
        if !ties {
            return;
        }
        // All labels that there are, whether asked for or not: the place of an event does not hang on what is read of it.
        let fields = EventField::ALL.into_iter().filter_map(|field| self.labels(field));
        let labels = fields.chain(self.properties().into_iter().map(|(_, labels)| labels));
        let keys: Vec<Vec<u32>> = labels.map(|labels| labels.by_row(self.table.clean().kept().len())).collect();
        each_item(events.offsets.iter().zip(events.offsets.iter().skip(1)), |(&start, &end)| {
            let range = start as usize..end as usize;
            let (Some(second), Some(rows)) = (events.second.get(range.clone()), rows.get_mut(range)) else { return };
            let mut from = 0;
            for run in second.chunk_by(|a, b| a == b) {
                if let Some(tied) = rows.get_mut(from..from + run.len()).filter(|tied| tied.len() > 1) {
                    let key = |row: u32| keys.iter().map(move |codes| codes.get(row as usize).copied());
                    tied.sort_by(|&a, &b| key(a).cmp(key(b)));
                }
                from += run.len();
            }
        });
    }
}

/// The labels of rows.
fn dimension(labels: &Labels, rows: &[u32]) -> Dimension {
    let of_row = labels.by_row(rows.iter().max().map_or(0, |&last| last as usize + 1));
    let mut codes = Vec::with_capacity(rows.len());
    each_item(rows, |&row| codes.push(of_row.get(row as usize).copied().unwrap_or(NO_LABEL)));
    Dimension::new(labels.labels.clone(), codes)
}
