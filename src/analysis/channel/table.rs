//! A table of channels → sums, checks, trend.

use super::output::{Doubts, Table};
use super::params::{Params, RoiIs};
use super::rows::{Row, Rows, revenue_by};
use super::sums::{Sums, judge};
use super::supplied::checks;
use super::trend::trend;
use crate::customers::{Channels, NO_DAY};
use crate::error::Result;
use crate::stats::order;

/// Channels that are listed; all others are one row.
pub(super) const LISTED: usize = 200;
/// Channels in the trend.
const TRENDS: usize = 8;

/// # Errors
/// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day, `E_MEMORY` for too many channels.
pub(super) fn read(channels: &Channels, params: &Params) -> Result<Table> {
    let rows = Rows::new(channels);
    let supplied = !rows.has_revenue() && channels.of("roi").is_some();
    let row_at = |at: usize| {
        let row = rows.at(at);
        Row { revenue: row.revenue.or_else(|| revenue_by(row, params.roi_is).filter(|_| supplied)), ..row }
    };
    let labels = &channels.channel.labels;
    crate::table::room(labels.len().saturating_mul(size_of::<Sums>()))?;
    let mut sums = vec![Sums::default(); labels.len()];
    let (mut total, mut doubts) = (Sums::default(), Doubts::default());
    for (at, &code) in channels.channel.codes().iter().enumerate() {
        let row = row_at(at);
        total.add(row);
        sums.get_mut(code as usize).into_iter().for_each(|sum| sum.add(row));
        rows.doubt(at, &mut doubts);
    }
    let size = |at: usize| sums.get(at).map(|sum| (sum.orders, sum.clicks, sum.cost));
    let mut ranked = order(sums.len(), &|a, b| size(b).cmp(&size(a)));
    ranked.retain(|&at| sums.get(at).is_some_and(|sum| sum.rows > 0));
    let listed = if ranked.len() <= LISTED + 1 { ranked.len() } else { LISTED };
    let mut number = vec![None; labels.len()];
    for (rank, &at) in ranked.iter().enumerate() {
        number.get_mut(at).into_iter().for_each(|slot| *slot = Some(rank));
    }
    let number_of = |row: usize| {
        let code = channels.channel.codes().get(row)?;
        number.get(*code as usize).copied().flatten()
    };
    let all = (ranked.len() > 1).then_some(&total);
    let name = |at: usize| labels.get(at).cloned();
    let mut found: Vec<_> =
        ranked.iter().take(listed).filter_map(|&at| Some(sums.get(at)?.row(name(at), all, supplied))).collect();
    if listed < ranked.len() {
        let mut others = Sums::default();
        for row in (0..rows.count()).filter(|&row| number_of(row).is_some_and(|rank| rank >= listed)) {
            others.add(row_at(row));
        }
        found.push(others.row(None, all, supplied));
    }
    judge(found.iter_mut().filter_map(|row| row.click_rate.as_mut()));
    judge(found.iter_mut().filter_map(|row| row.conversion.as_mut()));
    let days = channels.day.as_deref().unwrap_or_default();
    let shown: Vec<String> = ranked.iter().take(TRENDS).filter_map(|&at| name(at)).collect();
    let by_period = trend(&rows, days, params.period, &shown, &number_of, &row_at)?;
    if by_period.is_some() {
        doubts.undated = days.iter().filter(|day| **day == NO_DAY).count() as u64;
    }
    let (days, trend) = by_period.unzip();
    Ok(Table {
        rows: rows.count() as u64,
        days,
        fields: channels.numbers.iter().map(|(field, _)| *field).collect(),
        revenue_from: match params.roi_is {
            _ if rows.has_revenue() => "column",
            RoiIs::Roi if supplied => "roi",
            RoiIs::Roas if supplied => "roas",
            _ => "none",
        },
        checks: checks(&rows, channels),
        channels: found,
        total: total.row(None, None, supplied),
        distinct: ranked.len() as u64,
        doubts,
        trend,
    })
}
