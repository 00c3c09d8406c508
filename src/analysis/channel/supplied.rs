//! Supplied rates and returns beside those computed.

use super::output::{Check, Difference, Reading};
use super::rows::{Row, Rows};
use crate::analysis::period::iso;
use crate::customers::{Channels, NO_DAY};

/// Differences that are listed.
const SHOWN: usize = 20;
/// Most decimals that a supplied number is looked at with.
const DECIMALS: i32 = 6;

/// What a supplied number may be, from the numbers of a row.
type Formula = (&'static str, fn(Row) -> Option<f64>);

const CONVERSIONS: [Formula; 4] = [
    ("order_per_click_percent", |row| share(row.orders, row.clicks).map(|v| 100.0 * v)),
    ("order_per_click", |row| share(row.orders, row.clicks)),
    ("order_per_uv_percent", |row| share(row.orders, row.uv).map(|v| 100.0 * v)),
    ("order_per_uv", |row| share(row.orders, row.uv)),
];

const RETURNS: [Formula; 4] = [
    ("roi", profit),
    ("roas", revenue),
    ("roi_percent", |row| profit(row).map(|v| 100.0 * v)),
    ("roas_percent", |row| revenue(row).map(|v| 100.0 * v)),
];

fn share(part: Option<u64>, whole: Option<u64>) -> Option<f64> {
    Some(part? as f64 / whole.filter(|whole| *whole > 0)? as f64)
}

fn profit(row: Row) -> Option<f64> {
    let cost = row.cost.filter(|cost| *cost > 0)?;
    Some((row.revenue? - cost) as f64 / cost as f64)
}

fn revenue(row: Row) -> Option<f64> {
    let cost = row.cost.filter(|cost| *cost > 0)?;
    Some(row.revenue? as f64 / cost as f64)
}

/// Half a unit of the last decimal that any of the numbers has.
fn tolerance(numbers: &[f64]) -> f64 {
    let most = numbers.iter().filter(|v| v.is_finite()).map(|&v| (0..DECIMALS).find(|&d| is_round(v, d)).unwrap_or(DECIMALS));
    0.5 / power(most.max().unwrap_or(0))
}

fn power(decimals: i32) -> f64 {
    (0..decimals).fold(1.0, |power, _| power * 10.0)
}

fn is_round(value: f64, decimals: i32) -> bool {
    let scaled = value * power(decimals);
    (scaled - libm::round(scaled)).abs() <= 1e-9 * scaled.abs().max(1.0)
}

/// The check of a supplied column; `None` where no row can be compared.
fn check(
    field: &'static str,
    formulas: &[Formula],
    rows: &Rows<'_>,
    channels: &Channels,
    supplied: fn(Row) -> Option<f64>,
) -> Option<Check> {
    let half = tolerance(channels.of(field)?);
    let agrees = |given: f64, computed: f64| (given - computed).abs() <= half + 1e-9 * computed.abs();
    let (mut agree, mut compared) = (vec![0_u64; formulas.len()], 0);
    for at in 0..rows.count() {
        let row = rows.at(at);
        let Some(given) = supplied(row) else { continue };
        let computed = formulas.iter().map(|(_, formula)| formula(row));
        let mut any = false;
        for (count, computed) in agree.iter_mut().zip(computed) {
            any |= computed.is_some();
            *count += u64::from(computed.is_some_and(|computed| agrees(given, computed)));
        }
        compared += u64::from(any);
    }
    // Of equal agreement the first, so the one of the definitions.
    let best = (0..formulas.len()).rev().max_by_key(|&at| agree.get(at).copied().unwrap_or(0))?;
    let (code, formula) = *formulas.get(best)?;
    let mut differences = Vec::new();
    for at in 0..rows.count() {
        let row = rows.at(at);
        let (Some(given), Some(computed)) = (supplied(row), formula(row)) else { continue };
        if !agrees(given, computed) && differences.len() < SHOWN {
            let label = channels.channel.codes().get(at).and_then(|&code| channels.channel.labels.get(code as usize)).cloned();
            let day = channels.day.as_ref().and_then(|days| days.get(at)).filter(|day| **day != NO_DAY);
            differences.push(Difference { label, day: day.and_then(|&day| iso(day).ok()), supplied: given, computed });
        }
    }
    let fits = agree.get(best).is_some_and(|&agree| agree > 0 && agree * 20 >= compared * 19);
    let readings = formulas.iter().zip(agree).map(|((code, _), agree)| Reading { code, agree }).collect();
    (compared > 0).then_some(Check { field, compared, readings, fits: fits.then_some(code), differences })
}

/// The checks that the columns of a table allow.
pub(super) fn checks(rows: &Rows<'_>, channels: &Channels) -> Vec<Check> {
    let conversion = check("conversion_rate", &CONVERSIONS, rows, channels, |row| row.conversion);
    let returns = check("roi", &RETURNS, rows, channels, |row| row.roi);
    conversion.into_iter().chain(returns).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_last_decimal() {
        for (numbers, half) in [(&[15.0, 3.0][..], 0.5), (&[15.0, 3.2], 0.05), (&[0.125, f64::NAN], 0.0005), (&[1.0 / 3.0], 5e-7)]
        {
            assert!((tolerance(numbers) - half).abs() < 1e-18, "{numbers:?}");
        }
    }
}
