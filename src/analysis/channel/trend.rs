//! Rows → sums by period.

use super::output::{Days, PeriodRow, Series, Trend};
use super::params::Period;
use super::rows::{Row, Rows};
use super::sums::Sums;
use crate::analysis::Unit;
use crate::analysis::period::{Calendar, iso};
use crate::customers::NO_DAY;
use crate::error::Result;
use crate::table::Money;

/// Periods that are shown; of more the last.
const SHOWN: usize = 400;

/// First and last day, where a row has one.
pub(super) fn span(days: &[i32]) -> Option<(i32, i32)> {
    let known = || days.iter().copied().filter(|day| *day != NO_DAY);
    known().min().zip(known().max())
}

/// Sums by period: of all rows, then of each of so many channels; `number` tells the channel of a row.
///
/// # Errors
/// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day.
pub(super) fn trend(
    rows: &Rows<'_>,
    days: &[i32],
    period: Period,
    labels: &[String],
    number: &dyn Fn(usize) -> Option<usize>,
    row_at: &dyn Fn(usize) -> Row,
) -> Result<Option<(Days, Trend)>> {
    let Some((first, last)) = span(days) else { return Ok(None) };
    let length = last.saturating_sub(first).saturating_add(1);
    let unit = match period {
        Period::Day => Unit::Day,
        Period::Week => Unit::Week,
        Period::Month => Unit::Month,
        Period::Auto if length <= 62 => Unit::Day,
        Period::Auto if length <= 400 => Unit::Week,
        Period::Auto => Unit::Month,
    };
    let calendar = Calendar::new(unit, 1, first, last.saturating_add(1))?;
    let from = calendar.len().saturating_sub(SHOWN);
    let count = calendar.len() - from;
    let mut sums = vec![Sums::default(); count * (labels.len() + 1)];
    for (at, &day) in days.iter().enumerate().take(rows.count()).filter(|(_, day)| **day != NO_DAY) {
        let Some(period) = calendar.period(day).checked_sub(from) else { continue };
        let row = row_at(at);
        for series in [Some(0), number(at).map(|n| n + 1)].into_iter().flatten() {
            sums.get_mut(series * count + period).filter(|_| series <= labels.len()).into_iter().for_each(|sum| sum.add(row));
        }
    }
    let periods = (from..calendar.len()).map(|period| {
        let start = calendar.start(period);
        Ok(PeriodRow {
            label: calendar.label(period),
            from: iso(start)?,
            complete: start >= first && calendar.is_complete(period),
        })
    });
    let series = std::iter::once(None).chain(labels.iter().cloned().map(Some)).zip(sums.chunks_exact(count.max(1)));
    let series = series.map(|(label, sums)| Series {
        label,
        orders: sums.iter().map(|sum| sum.order_click[0]).collect(),
        clicks: sums.iter().map(|sum| sum.order_click[1]).collect(),
        cost: sums.iter().map(|sum| Money(sum.cost.unwrap_or(0))).collect(),
        revenue: sums.iter().map(|sum| Money(sum.revenue.unwrap_or(0))).collect(),
    });
    let trend = Trend { unit, periods: periods.collect::<Result<_>>()?, series: series.collect() };
    Ok(Some((Days { from: iso(first)?, to: iso(last)? }, trend)))
}
