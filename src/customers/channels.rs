//! Rows of a table of channels: what was shown, clicked, ordered, spent and earned, by channel and day.

use super::gather::MOST_LABELS;
use super::parts::{Dimension, NO_DAY, NO_LABEL};
use crate::fields::{Field, TableKind};
use crate::mask::{MaskedTable, Reading};
use crate::table::date::civil_day;
use crate::table::{Column, Kind, UNITS, each_int};
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
    let mut codes = vec![NO_LABEL; rows];
    labels.each(&mut |row, label| {
        if let (Some(slot), Some(label)) = (codes.get_mut(row), label) {
            *slot = label;
        }
    });
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
    let numbers = fields.iter().filter_map(|&field| Some((field.code(), numbers(clean.field(field)?.1)?)));
    let numbers: Vec<(&'static str, Vec<f64>)> = numbers.collect();
    // No row decides the order of another: equal rows are equal whatever stands between them.
    let mut order: Vec<usize> = (0..rows).filter(|&row| clean.kept().value(row)).collect();
    let key = |row: usize| (codes.get(row), day.as_ref().and_then(|days| days.get(row)));
    order.sort_by(|&a, &b| {
        let values = |row: usize| numbers.iter().map(move |(_, values)| values.get(row).copied().unwrap_or(f64::NAN));
        let by_numbers = || values(a).zip(values(b)).map(|(a, b)| a.total_cmp(&b)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal);
        key(a).cmp(&key(b)).then_with(by_numbers)
    });
    Some(Channels {
        channel: Dimension { labels: labels.labels.clone(), codes: at(&codes, &order) },
        day: day.map(|days| at(&days, &order)),
        numbers: numbers.into_iter().map(|(name, values)| (name, at(&values, &order))).collect(),
    })
}

fn at<T: Copy>(values: &[T], places: &[usize]) -> Vec<T> {
    places.iter().filter_map(|&place| values.get(place)).copied().collect()
}

/// The number of each row, NaN for an empty cell; `None` for a column of another kind.
fn numbers(column: &Column) -> Option<Vec<f64>> {
    match column.kind() {
        Kind::Number => Some(column.numbers().map(|v| v.unwrap_or(f64::NAN)).collect()),
        Kind::Money => Some(column.ints().map(|v| v.map_or(f64::NAN, |v| v as f64 / UNITS as f64)).collect()),
        Kind::Text | Kind::Time => None,
    }
}
