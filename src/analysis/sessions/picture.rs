//! Counts of sessions → results.

use super::measure::Measured;
use super::output::{Band, CurvePoint, EndRow, Part, SessionsOutcome, Summary};
use super::params::Params;
use super::sample::Sample;
use crate::analysis::Grouping;
use crate::analysis::bins::{Bin, Bins};
use crate::analysis::period::iso;
use crate::analysis::tally::{Cell, Tally};
use crate::customers::{CustomerView, Dimension};
use crate::error::Result;
use crate::stats::{Exact, Ratio, largest};
use crate::table::date::civil_day;

/// Bands of the number of sessions: code and least number.
pub const BANDS: [(&str, u32); 6] = [("1", 1), ("2", 2), ("3_4", 3), ("5_9", 5), ("10_19", 10), ("20", 20)];
/// Gaps of the curve, in minutes.
const GAPS: [u32; 17] = [1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440];
/// Longer sessions are told of, in seconds.
const LONG: i64 = 4 * 3600;

/// # Errors
/// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day.
pub(super) fn draw(
    view: &CustomerView,
    params: &Params,
    timed: bool,
    kinds: Option<&Dimension>,
    measured: &mut Measured,
    basis: &'static str,
) -> Result<SessionsOutcome> {
    let (sessions, several) = (measured.sizes.len(), measured.durations.len());
    let events = measured.sizes.sum();
    let duration = measured.durations.summary(Bins::new(0, 2, 31), 60, LONG).filter(|_| timed);
    let (duration, duration_bins, long) =
        duration.map_or((None, Vec::new(), 0), |(summary, bins, long)| (Some(summary), bins.finish(), long));
    let (size, size_bins) = whole(&mut measured.sizes, Bins::new(1, 1, 30));
    let mut own = Sample::new(64);
    for &count in measured.per_customer.iter().filter(|count| **count > 0) {
        own.add(count.into());
    }
    let (per_customer, _) = whole(&mut own, Bins::new(1, 1, 1));
    Ok(SessionsOutcome {
        as_of: iso(view.as_of())?,
        first_day: iso(civil_day(measured.first_second))?,
        last_day: iso(civil_day(measured.last_second))?,
        basis,
        events,
        customers: measured.customers,
        sessions,
        single: Ratio { num: measured.single, den: sessions },
        over_midnight: measured.over_midnight,
        duration,
        duration_bins,
        long: Ratio { num: long, den: several },
        size,
        size_bins,
        per_customer,
        bands: bands(measured, sessions),
        curve: if timed { curve(measured, params.gap_minutes) } else { Vec::new() },
        weekdays: (0..7).map(|day| part(measured.weekdays.at(day))).collect(),
        hours: (0..7)
            .take_while(|_| timed)
            .map(|day| (0..24).map(|hour| part(measured.hours.at(day * 24 + hour))).collect())
            .collect(),
        ends: kinds.map(|kinds| ends(kinds, measured, params.listed as usize)).unwrap_or_default(),
        interest: None,
        column: None,
    })
}

fn part(cell: Cell) -> Part {
    Part { sessions: cell.count, customers: cell.customers.into() }
}

/// The distribution of a sample, of nothing too.
fn whole(sample: &mut Sample, bins: Bins) -> (Summary, Vec<Bin>) {
    match sample.summary(bins, 1, i64::MAX) {
        Some((summary, bins, _)) => (summary, bins.finish()),
        None => (Summary { n: 0, mean: Exact::new(0, 1), quantiles: Vec::new(), min: 0, max: 0 }, Vec::new()),
    }
}

fn band(sessions: u32) -> Option<usize> {
    BANDS.iter().rposition(|(_, least)| sessions >= *least)
}

fn bands(measured: &Measured, sessions: u64) -> Vec<Band> {
    let mut counts = [(0, 0); BANDS.len()];
    for &own in &measured.per_customer {
        if let Some((customers, sessions)) = band(own).and_then(|at| counts.get_mut(at)) {
            *customers += 1;
            *sessions += u64::from(own);
        }
    }
    let band = |(&(code, _), (customers, own)): (&(&'static str, u32), (u64, u64))| Band {
        code,
        customers: Ratio { num: customers, den: measured.customers },
        sessions: Ratio { num: own, den: sessions },
    };
    BANDS.iter().zip(counts).map(band).collect()
}

/// The band of each customer with events.
pub(super) fn grouping(measured: &Measured) -> Grouping {
    let of = |&sessions: &u32| band(sessions).map_or(Grouping::NONE, |at| at as u16);
    Grouping {
        name: "session_band",
        groups: BANDS.iter().map(|(code, _)| (*code).to_owned()).collect(),
        of: measured.per_customer.iter().map(of).collect(),
    }
}

fn curve(measured: &Measured, now: u32) -> Vec<CurvePoint> {
    let mut minutes = GAPS.to_vec();
    let at = minutes.partition_point(|&gap| gap < now);
    if minutes.get(at) != Some(&now) {
        minutes.insert(at, now);
    }
    let point = |minutes| CurvePoint { minutes, sessions: measured.sessions_at(minutes), now: minutes == now };
    minutes.into_iter().map(point).collect()
}

fn ends(kinds: &Dimension, measured: &Measured, listed: usize) -> Vec<EndRow> {
    let both = |place: usize| (measured.first.at(place), measured.last.at(place));
    let weight = |place: usize| {
        let (first, last) = both(place);
        i128::from(first.count + last.count)
    };
    let weights: Vec<i128> = (0..kinds.labels.len()).map(weight).collect();
    let top = largest(&weights, listed);
    let row = |&place: &usize| {
        let (first, last) = both(place);
        let event = kinds.labels.get(place).cloned();
        (first.count + last.count > 0).then(|| EndRow { event, first: part(first), last: part(last) })
    };
    let mut rows: Vec<EndRow> = top.iter().filter_map(row).collect();
    // Of all others no customers: one may begin with several of them.
    let rest = |tally: &Tally, own: &dyn Fn(&EndRow) -> u64| Part {
        sessions: (0..tally.len()).map(|at| tally.at(at).count).sum::<u64>() - rows.iter().map(own).sum::<u64>(),
        customers: 0,
    };
    let first = rest(&measured.first, &|row| row.first.sessions);
    let last = rest(&measured.last, &|row| row.last.sessions);
    if first.sessions + last.sessions > 0 {
        rows.push(EndRow { event: None, first, last });
    }
    rows
}
