//! A column under the operator that the user chose for it: what of its cells leaves.

use super::operator::{Applied, Cap, Operator, Setting, Value};
use super::{MaskedTable, NOBODY, cell, sweep};
use crate::fields::Field;
use crate::stats::{ascending, quantile};
use crate::table::date::{civil_day, time_text};
use crate::table::{Column, Kind, Segment};
use std::borrow::Cow;

/// Reads a column as its operator lets it leave.
pub(super) struct Operated<'a> {
    table: &'a MaskedTable,
    column: &'a Column,
    applied: Applied<'a>,
    by_customer: bool,
    /// Whether numbers of persons are looked for in what leaves.
    sweeps: bool,
    /// What leaves by code, for coded columns.
    done: Vec<Option<Option<String>>>,
}

impl<'a> Operated<'a> {
    pub(super) fn new(table: &'a MaskedTable, index: usize, operator: &'a Operator) -> Option<Self> {
        let column = table.column(index)?;
        let pii = table.verdict(index).masks_as();
        let field = table.field(index);
        let domain = match pii {
            _ if table.is_key(index) || table.names_customers(index) => Field::UserId.code(),
            Some(kind) => kind.code(),
            _ if table.names_visits(index) => Field::SessionId.code(),
            None => match field {
                Some(field) => field.code(),
                None => column.name(),
            },
        };
        let share = if let Operator::TopCode(Cap::Quantile(share)) = operator { Some(*share) } else { None };
        let setting = Setting {
            key: table.key(),
            domain,
            pii,
            as_of: table.as_of().or_else(|| last_day(table)),
            quantile: share.and_then(|share| quantile(&numbers(column), share)),
        };
        let codes = if column.is_coded() { column.dictionary().len() } else { 0 };
        let by_customer = matches!(operator, Operator::ShiftDates { .. });
        // Masks and names are none; what was kept as personal data was confirmed.
        let sweeps = pii.is_none() && !matches!(operator, Operator::Mask | Operator::Pseudonym) && !table.is_key(index);
        Some(Self { table, column, applied: Applied::new(operator, setting), by_customer, sweeps, done: vec![None; codes] })
    }

    /// What of a cell leaves; `None` for nothing.
    pub(super) fn text(&mut self, row: usize) -> Option<Cow<'_, str>> {
        if let (Segment::Codes(codes), i) = self.column.locate(row)? {
            let code = codes.get(i)? as usize;
            if self.done.get(code)?.is_none() {
                let value = self.leaving(row);
                *self.done.get_mut(code)? = Some(value);
            }
            return self.done.get(code)?.as_ref()?.as_deref().map(Cow::Borrowed);
        }
        self.leaving(row).map(Cow::Owned)
    }

    fn leaving(&self, row: usize) -> Option<String> {
        let value = match self.column.kind() {
            Kind::Text => Value::Text(self.column.text_at(row)?.into_owned()),
            Kind::Number | Kind::Money => Value::Number(cell::number(self.column, row)?),
            Kind::Time => Value::Time(self.column.int_at(row)?),
        };
        let customer = if self.by_customer { self.customer(row) } else { None };
        let text = match self.applied.value(&value, customer)? {
            Value::Text(text) => text,
            Value::Number(number) => cell::number_text(number),
            Value::Time(seconds) => return Some(time_text(seconds)),
        };
        // A number of a person that strayed into a harmless column does not leave with it.
        Some(if self.sweeps { sweep(&text).into_owned() } else { text })
    }

    fn customer(&self, row: usize) -> Option<&'a str> {
        let identity = self.table.identity()?;
        let (Segment::Codes(codes), i) = identity.keys().locate(row)? else { return None };
        let customer = identity.customer_of_code().get(codes.get(i)? as usize).copied().filter(|&c| c != NOBODY)?;
        identity.reveal(customer as usize)
    }
}

fn numbers(column: &Column) -> Vec<f64> {
    ascending(&(0..column.len()).filter_map(|row| cell::number(column, row)).collect::<Vec<_>>())
}

/// The day after the last time of a table that is no birth: ages are taken then where no other day was set.
fn last_day(table: &MaskedTable) -> Option<i32> {
    let columns = table.mapped().raw().columns.iter().enumerate();
    let times = columns.filter(|(index, c)| c.kind() == Kind::Time && table.verdict(*index).masks_as().is_none());
    let last = times.flat_map(|(_, column)| column.ints()).flatten().max();
    last.map(|second| civil_day(second) + 1)
}
