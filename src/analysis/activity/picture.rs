//! Visits → counts of classes, histograms, trends.

use super::classes::{CLASSES, Rules};
use super::output::{ActivityOutcome, ClassRow, Daily, Move, Now, Overlap, PeriodRow, RuleRow};
use super::params::{LostBy, Params};
use super::visits::{Basis, Counted, MONTH, Measured, NEVER};
use crate::analysis::bins::Bins;
use crate::analysis::period::iso;
use crate::customers::CustomerView;
use crate::error::Result;
use crate::stats::Ratio;

/// Weeks and months that are shown; of longer histories the last.
const SHOWN: usize = 400;

/// # Errors
/// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day.
pub(super) fn draw(
    view: &CustomerView,
    params: &Params,
    basis: Basis<'_>,
    rules: &Rules,
    measured: &Measured,
) -> Result<ActivityOutcome> {
    let as_of = view.as_of();
    let classes = rules.counts(measured);
    let known = measured.known.iter().filter(|known| **known > 0).count() as u64;
    let judged: u64 = classes.iter().sum();
    let (rule_rows, overlaps) = by_rule(rules, measured, as_of)?;
    let least = rules.windows().into_iter().min().unwrap_or(0);
    let (mut without_visit, mut too_new) = (0, 0);
    let mut recency = Bins::new(1, i64::from(rules.lost.unsigned_abs().div_ceil(18)), 36);
    let window = (params.active_visits as usize * 4).clamp(8, 40);
    let (mut visits_window, mut visits_30) = (Bins::new(0, 1, window), Bins::new(0, 1, 31));
    let columns = measured.known.iter().zip(&measured.since).zip(&measured.in_window).zip(&measured.in_month);
    for (((&known, &since), &in_window), &in_month) in columns.filter(|(((known, _), _), _)| **known > 0) {
        too_new += u64::from(known < least);
        if since == NEVER {
            without_visit += 1;
        } else {
            recency.add(since.into(), 1);
        }
        visits_window.add(in_window.into(), 1);
        visits_30.add(in_month.into(), 1);
    }
    let rows = CLASSES.iter().zip(classes).map(|(&code, customers)| ClassRow {
        code,
        customers,
        share: Ratio { num: customers, den: known },
    });
    Ok(ActivityOutcome {
        as_of: iso(as_of)?,
        basis: basis.code(),
        first_day: iso(measured.first)?,
        last_day: iso(measured.last)?,
        customers: view.customers() as u64,
        known,
        without_visit,
        not_judged: known - judged,
        covered_from: iso(measured.covered.from)?,
        covered_to: iso(measured.covered.to)?,
        classes: rows.collect(),
        rules: rule_rows,
        overlaps,
        hole: Ratio { num: classes.last().copied().unwrap_or(0), den: known },
        too_new,
        recency: recency.finish(),
        visits_window: visits_window.finish(),
        visits_30: visits_30.finish(),
        moves: moves(params, measured, as_of)?,
        weeks: rows_of(&measured.weeks)?,
        months: rows_of(&measured.months)?,
        daily: daily(measured)?,
        now: now(measured),
    })
}

fn by_rule(rules: &Rules, measured: &Measured, as_of: i32) -> Result<(Vec<RuleRow>, Vec<Overlap>)> {
    let windows = rules.windows();
    let (mut judged, mut holds) = ([0_u64; 3], [0_u64; 3]);
    // Lost and silent, silent and active, active and lost.
    let mut both = [0_u64; 3];
    for (customer, &known) in measured.known.iter().enumerate() {
        let Some(hold) = rules.hold(measured, customer) else { continue };
        for (((judged, holds), window), held) in judged.iter_mut().zip(&mut holds).zip(windows).zip(hold) {
            *judged += u64::from(known >= window && held.is_some());
            *holds += u64::from(held == Some(true));
        }
        let [lost, silent, active] = hold.map(|held| held == Some(true));
        for (count, both) in both.iter_mut().zip([lost && silent, silent && active, active && lost]) {
            *count += u64::from(both);
        }
    }
    let columns = CLASSES.iter().zip(windows).zip(judged.into_iter().zip(holds));
    let rows: Result<Vec<RuleRow>> = columns
        .map(|((&code, window), (judged, holds))| {
            Ok(RuleRow { code, from: iso(as_of.saturating_sub(window))?, days: window.unsigned_abs(), judged, holds })
        })
        .collect();
    let pairs = [["lost", "silent"], ["silent", "active"], ["active", "lost"]];
    Ok((rows?, pairs.into_iter().zip(both).map(|(rules, customers)| Overlap { rules, customers }).collect()))
}

/// The classes while one threshold moves and the others stay.
fn moves(params: &Params, measured: &Measured, as_of: i32) -> Result<Vec<Move>> {
    let around = |value: u32, most: u32| {
        let mut values = [value / 3, value / 2, value * 2 / 3, value, value * 4 / 3, value * 3 / 2, value * 2]
            .map(|v| v.clamp(1, most))
            .to_vec();
        values.dedup();
        values
    };
    let (lost, value, values) = match params.lost_by {
        LostBy::Days => ("lost_days", params.lost_days, around(params.lost_days, 3_660)),
        LostBy::Months => ("lost_months", params.lost_months, near(params.lost_months, 120)),
    };
    let mut moves = Vec::new();
    for (setting, now, values) in [
        (lost, value, values),
        ("silent_days", params.silent_days, around(params.silent_days, 3_660)),
        ("active_visits", params.active_visits, near(params.active_visits, 1_000)),
    ] {
        for value in values {
            let mut other = params.clone();
            match setting {
                "lost_days" => other.lost_days = value,
                "lost_months" => other.lost_months = value,
                "silent_days" => other.silent_days = value,
                _ => other.active_visits = value,
            }
            let customers = Rules::new(&other, as_of)?.counts(measured).to_vec();
            moves.push(Move { setting, value, now: value == now, customers });
        }
    }
    Ok(moves)
}

/// The whole numbers about one.
fn near(value: u32, most: u32) -> Vec<u32> {
    let first = value.saturating_sub(3).max(1);
    (first..first + 7).filter(|value| *value <= most).collect()
}

fn rows_of(counted: &Counted) -> Result<Vec<PeriodRow>> {
    let calendar = &counted.calendar;
    let from = calendar.len().saturating_sub(SHOWN);
    let rows = counted.customers.iter().enumerate().skip(from);
    rows.map(|(period, &customers)| {
        Ok(PeriodRow {
            label: calendar.label(period),
            from: iso(calendar.start(period))?,
            complete: calendar.is_complete(period),
            customers,
            same_days: counted.beside.of(period),
        })
    })
    .collect()
}

fn daily(measured: &Measured) -> Result<Daily> {
    let [dau, wau, mau] = measured.daily.clone();
    let days: Result<Vec<String>> = (1..=dau.len() as i32).rev().map(|back| iso(measured.covered.to - back)).collect();
    Ok(Daily { days: days?, dau, wau, mau })
}

fn now(measured: &Measured) -> Now {
    let [dau, wau, mau] = measured.daily.each_ref().map(|all| all.last().copied().unwrap_or(0));
    let days: Vec<u64> =
        measured.daily.first().map(|all| all.iter().rev().take(MONTH as usize).copied().collect()).unwrap_or_default();
    Now { dau, wau, mau, stickiness: Ratio { num: days.iter().sum(), den: days.len() as u64 * mau } }
}
