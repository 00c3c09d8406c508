//! A model beside what happened after the days that it saw.

use super::fit::{Fit, Model, Status};
use super::groups::Groups;
use super::output::Parameter;
use super::parameters::parameters_of;
use super::purchases::Purchases;
use super::unit::{Span, Unit};
use crate::table::date::iso_day;
use serde::Serialize;

/// Expected and actual repeat purchases after the last day of calibration.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvHoldout"))]
pub struct Holdout {
    /// Whether the last day of calibration was chosen here: at two thirds of the history, for a fit of its own.
    pub automatic: bool,
    /// Last day of calibration, ISO 8601.
    pub calibration_end: String,
    /// Last day held out, ISO 8601.
    pub end: String,
    /// Days held out.
    pub days: u32,
    /// How that fit ended.
    pub status: Status,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Customers who bought up to the end of calibration.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Purchases that they made after it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub actual: u64,
    /// Purchases that were expected of them.
    pub expected: f64,
    /// The same by repeat purchases up to the end of calibration.
    pub by_repeats: Vec<HoldoutRow>,
    /// Repeat purchases of these customers over time, from the first day on.
    pub track: Vec<TrackPoint>,
}

/// Customers with equal repeat purchases in calibration.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvHoldoutRow"))]
pub struct HoldoutRow {
    /// Repeat purchases; in the last row so many or more.
    pub repeats: u32,
    /// Customers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Purchases that they made after calibration.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub actual: u64,
    /// Purchases that were expected of them.
    pub expected: f64,
}

/// Repeat purchases from the first day up to a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvTrackPoint"))]
pub struct TrackPoint {
    /// The day, ISO 8601.
    pub day: String,
    /// Made.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub actual: u64,
    /// Expected of new customers on the days of their first purchases.
    pub expected: f64,
}

/// Customers by repeat purchases in the days that the model saw.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvFrequency"))]
pub struct Frequency {
    /// Repeat purchases; in the last row so many or more.
    pub repeats: u32,
    /// Customers who made them.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub actual: u64,
    /// Customers of whom the model expects them.
    pub expected: f64,
}

/// The last row of tables by repeat purchases.
const MOST: u32 = 7;
/// Points of a track.
const POINTS: i32 = 120;

/// A fit to the purchases up to `end`, beside those after it up to `last`. `None` without anything to fit or to compare.
pub(super) fn holdout(model: Model, unit: Unit, purchases: &Purchases, given: Option<&Fit>, days: [i32; 3]) -> Option<Holdout> {
    let [start, end, last] = days;
    let held = u32::try_from(last.checked_sub(end)?).ok().filter(|held| *held > 0)?;
    let (groups, of) = Groups::of_days(unit, &purchases.histories)?;
    let own = if given.is_none() { Some(Fit::new(model, &groups)?) } else { None };
    let fit = given.or(own.as_ref())?;
    let ahead = Span::Days(f64::from(held));
    let alive = fit.alive_of(&groups)?;
    let mut expected = vec![0.0; alive.len()];
    fit.each_expected(&groups, &[ahead], |place, numbers| {
        let slot = expected.get_mut(place).zip(alive.get(place)).zip(numbers.first());
        if let Some(((slot, alive), number)) = slot {
            *slot = alive * number;
        }
    })?;
    let mut rows: Vec<HoldoutRow> =
        (0..=MOST).map(|repeats| HoldoutRow { repeats, customers: 0, actual: 0, expected: 0.0 }).collect();
    for (history, later) in purchases.histories.iter().zip(&purchases.later) {
        if let Some(row) = rows.get_mut(history.repeats.min(MOST) as usize) {
            row.customers += 1;
            row.actual += u64::from(*later);
        }
    }
    // By group and not by customer, whose order is free.
    for (group, each) in groups.rows().iter().zip(&expected) {
        if let Some(row) = rows.get_mut(group.repeats.min(MOST) as usize) {
            row.expected += group.weight * each;
        }
    }
    Some(Holdout {
        automatic: given.is_none(),
        calibration_end: iso_day(end),
        end: iso_day(last),
        days: held,
        status: fit.status,
        parameters: parameters_of(fit, &[None; 4]),
        customers: of.len() as u64,
        actual: rows.iter().map(|row| row.actual).sum(),
        expected: rows.iter().map(|row| row.expected).sum(),
        by_repeats: rows,
        track: track(fit, purchases, start, last),
    })
}

fn track(fit: &Fit, purchases: &Purchases, start: i32, last: i32) -> Vec<TrackPoint> {
    let span = last.abs_diff(start) as usize + 1;
    let mut new = vec![0_u64; span];
    for first in &purchases.first {
        if let Some(count) = new.get_mut(first.abs_diff(start) as usize) {
            *count += 1;
        }
    }
    let begins: Vec<(usize, f64)> = new.iter().enumerate().filter(|(_, n)| **n > 0).map(|(day, n)| (day, *n as f64)).collect();
    let weeks = (span as i32 + 6) / 7;
    let step = 7 * ((weeks + POINTS - 1) / POINTS).max(1) as usize;
    // Points at the ends of whole steps; the last days may not make one.
    let mut of_age: Vec<Option<f64>> = vec![None; span];
    let mut expect = |age: usize| -> f64 {
        let slot = of_age.get_mut(age);
        let known = slot.as_ref().and_then(|slot| **slot);
        known.unwrap_or_else(|| {
            let now = fit.expected_of_new(Span::Days(age as f64));
            if let Some(slot) = slot {
                *slot = Some(now);
            }
            now
        })
    };
    let mut actual = 0;
    let mut points = Vec::new();
    for end in (step..=span).step_by(step) {
        let day = end - 1;
        actual += purchases.daily.get(end - step..end).unwrap_or_default().iter().sum::<u64>();
        let expected = begins.iter().take_while(|(begin, _)| *begin <= day).map(|(begin, n)| n * expect(day - begin)).sum();
        points.push(TrackPoint { day: iso_day(start + day as i32), actual, expected });
    }
    points
}

/// Customers by repeat purchases, made and expected; `None` for Pareto/NBD.
pub(super) fn frequencies(fit: &Fit, groups: &Groups) -> Option<Vec<Frequency>> {
    let mut spans = vec![0.0; groups.times().len()];
    let mut actual = [0.0; MOST as usize + 1];
    for row in groups.rows() {
        if let Some(weight) = spans.get_mut(row.total as usize) {
            *weight += row.weight;
        }
        if let Some(count) = actual.get_mut(row.repeats.min(MOST) as usize) {
            *count += row.weight;
        }
    }
    let mut expected = [0.0; MOST as usize + 1];
    for (total, weight) in groups.times().iter().zip(&spans).filter(|(_, weight)| **weight > 0.0) {
        let ahead = Span::Days(total * groups.unit().days());
        let mut rest = 1.0;
        for (n, slot) in (0..MOST).zip(&mut expected) {
            let chance = fit.probability(n, ahead)?;
            rest -= chance;
            *slot += weight * chance;
        }
        if let Some(slot) = expected.last_mut() {
            *slot += weight * f64::max(rest, 0.0);
        }
    }
    let rows = (0..).zip(actual.iter().zip(expected));
    Some(rows.map(|(repeats, (actual, expected))| Frequency { repeats, actual: *actual as u64, expected }).collect())
}
