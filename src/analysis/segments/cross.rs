//! One attribute by another.

use super::attribute::Attribute;
use super::output::{Cross, CrossCell, CrossTotal, Independence, Tgi};
use super::params::Measure;
use super::tables::Base;
use crate::analysis::Grouping;
use crate::stats::{Lift, Ratio, chi_square_tail};
use crate::table::{Money, UNITS};

/// Most rows that are shown by themselves; all others are one row.
const MOST_ROWS: usize = 30;
/// Most columns that are shown by themselves.
const MOST_COLUMNS: usize = 12;

/// Labels of one side: those that are shown, and one for all others.
struct Side<'a> {
    attribute: &'a Attribute,
    shown: usize,
}

impl<'a> Side<'a> {
    fn new(attribute: &'a Attribute, most: usize) -> Self {
        Self { attribute, shown: attribute.labels.len().min(most) }
    }

    fn len(&self) -> usize {
        self.shown + usize::from(self.attribute.groups() > self.shown)
    }

    fn labels(&self) -> Vec<Option<String>> {
        (0..self.len()).map(|at| self.attribute.labels.get(at).filter(|_| at < self.shown).cloned()).collect()
    }

    fn place(&self, at: u16) -> Option<usize> {
        (at != Grouping::NONE).then(|| usize::from(at).min(self.shown))
    }
}

/// The cross-table of two attributes; `None` where nobody has both.
pub(super) fn cross(base: &Base<'_>, rows: &Attribute, columns: &Attribute, measure: Measure) -> Option<Cross> {
    let (left, top) = (Side::new(rows, MOST_ROWS), Side::new(columns, MOST_COLUMNS));
    let width = top.len();
    let none = CrossTotal { customers: 0, value: Money(0) };
    let mut cells = vec![none; left.len() * width];
    let history = base.history.orders.iter().zip(&base.history.revenue);
    for ((&row, &column), (&orders, &revenue)) in rows.of.iter().zip(&columns.of).zip(history) {
        let (Some(row), Some(column)) = (left.place(row), top.place(column)) else { continue };
        if let Some(cell) = cells.get_mut(row * width + column) {
            cell.customers += 1;
            cell.value.0 += match measure {
                Measure::Customers => i128::from(UNITS),
                Measure::Orders => i128::from(orders) * i128::from(UNITS),
                Measure::Revenue => revenue.into(),
            };
        }
    }
    let sum = |cells: &mut dyn Iterator<Item = &CrossTotal>| {
        cells.fold(none, |all, cell| CrossTotal {
            customers: all.customers + cell.customers,
            value: Money(all.value.0 + cell.value.0),
        })
    };
    let row_totals: Vec<CrossTotal> = cells.chunks(width).map(|row| sum(&mut row.iter())).collect();
    let column_totals: Vec<CrossTotal> = (0..width).map(|at| sum(&mut cells.iter().skip(at).step_by(width))).collect();
    let total = sum(&mut row_totals.iter());
    if total.customers == 0 {
        return None;
    }
    let cell = |(at, cell): (usize, &CrossTotal)| {
        let (row, column) = (row_totals.get(at / width).copied()?, column_totals.get(at % width).copied()?);
        let tgi = if measure == Measure::Customers {
            let lift = Lift { part: cell.customers, group: row.customers, parts: column.customers, whole: total.customers };
            base.tgi(lift, cell.customers)
        } else {
            ratio_of(cell.value, row.value, column.value, total.value)
                .filter(|_| cell.customers >= base.least)
                .map(|value| Tgi { value, interval: None })
        };
        Some(CrossCell { customers: cell.customers, value: cell.value, tgi, small: cell.customers < base.least })
    };
    let by_rule = rows.is_made_of(columns);
    Some(Cross {
        rows: rows.name,
        columns: columns.name,
        measure,
        row_labels: left.labels(),
        column_labels: top.labels(),
        cells: cells.iter().enumerate().filter_map(cell).collect(),
        by_rule,
        test: if by_rule { None } else { independence(&cells, &row_totals, &column_totals, total.customers) },
        row_totals,
        column_totals,
        total,
    })
}

/// 100 · (part / group) / (parts / whole) of sums; `None` unless all but the part are above 0.
pub(super) fn ratio_of(part: Money, group: Money, parts: Money, whole: Money) -> Option<f64> {
    let defined = group.0 > 0 && parts.0 > 0 && whole.0 > 0;
    defined.then(|| 100.0 * (part.0 as f64 / group.0 as f64) / (parts.0 as f64 / whole.0 as f64))
}

fn independence(cells: &[CrossTotal], rows: &[CrossTotal], columns: &[CrossTotal], n: u64) -> Option<Independence> {
    let filled = |side: &[CrossTotal]| side.iter().filter(|total| total.customers > 0).count() as u64;
    let (height, width) = (filled(rows), filled(columns));
    if height < 2 || width < 2 {
        return None;
    }
    let (mut statistic, mut thin, mut at) = (0.0, 0, cells.iter());
    for row in rows {
        for column in columns {
            let seen = at.next()?.customers as f64;
            let expected = row.customers as f64 * column.customers as f64 / n as f64;
            if expected > 0.0 {
                statistic += (seen - expected) * (seen - expected) / expected;
                thin += u64::from(expected < 5.0);
            }
        }
    }
    let df = (height - 1) * (width - 1);
    let least = height.min(width) - 1;
    Some(Independence {
        statistic,
        df,
        p: chi_square_tail(statistic, df)?,
        cramers_v: (statistic / (n as f64 * least as f64)).sqrt().min(1.0),
        thin: Ratio { num: thin, den: height * width },
    })
}
