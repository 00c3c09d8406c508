//! Rows of a table of channels: what was shown, clicked, ordered, spent and earned, by channel and day.

use super::gather::MOST_LABELS;
use super::parts::{Dimension, NO_DAY, choose, numbers};
use crate::fields::{Field, TableKind};
use crate::mask::{MaskedTable, Reading};
use crate::stats::order;
use crate::table::date::civil_day;
use crate::table::{Kind, each_int};
use std::cmp::Ordering;
use std::sync::Arc;

/// Rows of a table of channels, those that count, in the order of their labels, days and numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Channels {
    /// Channel of each row.
    pub channel: Dimension,
    /// Day of each row; [`super::NO_DAY`] where it is not known. `None` where the table has no days.
    pub day: Option<Vec<i32>>,
    /// Columns of numbers by canonical field: `uv`, `click`, `order`, `cost`, `revenue`, `roi`, `conversion_rate`.
    pub numbers: Vec<(&'static str, Vec<f64>)>,
}

impl Channels {
    /// The numbers of a field, NaN for an empty cell.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&[f64]> {
        self.numbers.iter().find(|(name, _)| *name == field).map(|(_, values)| values.as_slice())
    }
}

/// The rows of the table of channels; `None` where there is none or its rows name no channel.
pub(super) fn gather(tables: &[Arc<MaskedTable>], as_of: i32) -> Option<Channels> {
    let table = tables.iter().find(|table| table.mapped().mapping().kind().0 == TableKind::Channels)?;
    let clean = table.clean();
    let (channel, _) = clean.field(Field::Channel)?;
    let labels = table.labels(channel, Reading::Plain, MOST_LABELS, as_of)?;
    let rows = clean.kept().len();
    let codes = labels.by_row(rows);
    let day = clean.field(Field::Date).filter(|(_, column)| column.kind() == Kind::Time).map(|(_, column)| {
        let mut days = vec![NO_DAY; rows];
        each_int(column, |row, second| {
            if let (Some(slot), Some(second)) = (days.get_mut(row), second) {
                *slot = civil_day(second);
            }
        });
        days
    });
    let fields = [Field::Uv, Field::Click, Field::Order, Field::Cost, Field::Revenue, Field::Roi, Field::ConversionRate];
    let of_field = |&field: &Field| {
        let (_, column) = clean.field(field)?;
        matches!(column.kind(), Kind::Number | Kind::Money).then(|| (field.code(), numbers(column).collect()))
    };
    let columns: Vec<(&'static str, Vec<f64>)> = fields.iter().filter_map(of_field).collect();
    // No row decides the order of another: equal rows are equal whatever stands between them.
    let kept: Vec<u32> = (0..rows as u32).filter(|&row| clean.kept().value(row as usize)).collect();
    let key = |row: u32| (codes.get(row as usize), day.as_ref().and_then(|days| days.get(row as usize)));
    let compared = |a: u32, b: u32| {
        let values = |row: u32| columns.iter().map(move |(_, values)| values.get(row as usize).copied().unwrap_or(f64::NAN));
        let by_numbers = || values(a).zip(values(b)).map(|(a, b)| a.total_cmp(&b)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal);
        key(a).cmp(&key(b)).then_with(by_numbers)
    };
    let row = |at: usize| kept.get(at).copied().unwrap_or(u32::MAX);
    let order: Vec<u32> = order(kept.len(), &|a, b| compared(row(a), row(b))).into_iter().map(row).collect();
    Some(Channels {
        channel: Dimension::new(labels.labels.clone(), choose(&codes, &order)),
        day: day.map(|days| choose(&days, &order)),
        numbers: columns.into_iter().map(|(name, values)| (name, choose(&values, &order))).collect(),
    })
}
