//! Pareto/NBD (Schmittlein, Morrison and Colombo 1987): a customer lives for a time of unknown length and then stops.
//!
//! Rates of purchase are Gamma(r, α), rates of drop-out Gamma(s, β) among customers. The likelihood is usually written with two ₂F₁ whose
//! difference loses its digits; here the integral that they stand for is taken by Gauss and Legendre's rule, which also gives the
//! derivatives.

use super::coin::saturation;
use super::groups::{Group, Groups};
use super::tables::{Rising, Scaled};
use crate::stats::Rule;

/// The rules of the integral, made once for many evaluations.
pub(super) struct Rules {
    least: Rule,
    few: Rule,
    many: Rule,
}

impl Rules {
    pub(super) fn new() -> Self {
        Self { least: Rule::gauss_legendre(6), few: Rule::gauss_legendre(16), many: Rule::gauss_legendre(40) }
    }
}

/// Means over the moment at which the customer stopped, or T if alive. All moments y carry the weight
/// `(1 + y/α)^−(r+x) (1 + y/β)^−s`, those before T also `s / (β + y) dy`.
struct Moments {
    /// ln of all weight.
    log: f64,
    /// Share of the weight at T: P(alive).
    alive: f64,
    /// ln(1 + y/α).
    log_alpha: f64,
    /// ln(1 + y/β).
    log_beta: f64,
    /// y / (α + y).
    part_alpha: f64,
    /// y / (β + y).
    part_beta: f64,
    /// β / (β + y) of those who stopped.
    stopped: f64,
}

/// Integrals over a stretch of moments y, where the weight at its start is 1: of the weight, and of the weight times the logarithms of
/// α + y and β + y over those at the start, y / (α + y), y / (β + y) and β / (β + y).
type Sums = [f64; 6];

/// Beyond e⁻⁴⁵ of its height the integrand is below the rounding of the rest.
const DEPTH: f64 = 45.0;

fn stretch(rules: &Rules, [k, alpha, s, beta]: [f64; 4], from: f64, to: f64) -> Sums {
    let (from_alpha, from_beta) = (alpha + from, beta + from);
    let drop = |y: f64| k * libm::log1p(y / from_alpha) + s * libm::log1p(y / from_beta);
    // y runs from the start to where the integrand is lost, evenly in ln(m + y): the poles of the integrand stay π away.
    let reach = (from_alpha * libm::expm1(DEPTH / k)).min(from_beta * libm::expm1(DEPTH / s)).min(to - from);
    let mut sums = Sums::default();
    if reach <= 0.0 {
        return sums;
    }
    let least = from_alpha.min(from_beta);
    let width = libm::log1p(reach / least);
    let depth = drop(reach);
    let rule = match width {
        w if w < 0.5 && depth < 1.0 => &rules.least,
        w if w < 3.0 && depth < 25.0 => &rules.few,
        _ => &rules.many,
    };
    for node in &rule.nodes {
        let log_least = width * node.from_zero;
        let y = least * libm::expm1(log_least);
        let other = libm::log1p(y / from_alpha.max(from_beta));
        let (log_alpha, log_beta) = if from_alpha <= from_beta { (log_least, other) } else { (other, log_least) };
        let at = from + y;
        let weight = node.weight * width * (least + y) * s / (beta + at) * libm::exp(-k * log_alpha - s * log_beta);
        let all = [1.0, log_alpha, log_beta, at / (alpha + at), at / (beta + at), beta / (beta + at)];
        sums.iter_mut().zip(all).for_each(|(sum, term)| *sum += weight * term);
    }
    sums
}

impl Moments {
    /// From the stretch between `t_x` and T, given ln(1 + y/α), y / (α + y) and the same of β at both of them.
    fn of(stretch: Sums, [k, s]: [f64; 2], start: [(f64, f64); 2], end: [(f64, f64); 2]) -> Self {
        let [(base_alpha, _), (base_beta, _)] = start;
        let [(log_alpha, part_alpha), (log_beta, part_beta)] = end;
        let (log_alpha, log_beta) = (log_alpha - base_alpha, log_beta - base_beta);
        let at_end = libm::exp(-k * log_alpha - s * log_beta);
        let mut sums = stretch;
        let all = [1.0, log_alpha, log_beta, part_alpha, part_beta, 0.0];
        sums.iter_mut().zip(all).for_each(|(sum, term)| *sum += at_end * term);
        let [weight, log_alpha, log_beta, part_alpha, part_beta, stopped] = sums;
        Self {
            log: libm::log(weight) - k * base_alpha - s * base_beta,
            alive: at_end / weight,
            log_alpha: base_alpha + log_alpha / weight,
            log_beta: base_beta + log_beta / weight,
            part_alpha: part_alpha / weight,
            part_beta: part_beta / weight,
            stopped: stopped / weight,
        }
    }
}

fn moments(rules: &Rules, [r, alpha, s, beta]: [f64; 4], repeats: u32, last: f64, total: f64) -> Moments {
    let k = r + f64::from(repeats);
    let at = |t: f64| [(libm::log1p(t / alpha), t / (alpha + t)), (libm::log1p(t / beta), t / (beta + t))];
    Moments::of(stretch(rules, [k, alpha, s, beta], last, total), [k, s], at(last), at(total))
}

/// For customers with equal x, the integral from each time on: that of a customer is the one from `t_x` on less the one from T on.
struct Tails {
    /// Place of the first among the times.
    first: u32,
    sums: Vec<Sums>,
}

/// The part of integrals behind a later moment in those from an earlier one on: `logs` are what ln(α + y) and ln(β + y) grow between.
fn moved([weight, log_alpha, log_beta, rest @ ..]: Sums, [k, s]: [f64; 2], logs: [f64; 2]) -> Sums {
    let [alpha, beta] = logs;
    let share = libm::exp(-k * alpha - s * beta);
    let [a, b, c] = rest.map(|sum| sum * share);
    [weight * share, (log_alpha + weight * alpha) * share, (log_beta + weight * beta) * share, a, b, c]
}

impl Tails {
    /// `None` where there are fewer customers than times between them: then each alone is less work.
    fn of(rules: &Rules, values: [f64; 4], times: &[f64], logs: &dyn Fn(u32) -> [f64; 2], run: &[Group]) -> Option<Self> {
        let [k, _, s, _] = values;
        let first = run.iter().map(|row| row.last).min()?;
        let last = run.iter().map(|row| row.total).max()?;
        if run.len() <= last.checked_sub(first)? as usize {
            return None;
        }
        let mut sums = vec![Sums::default()];
        for (place, pair) in (first..last).zip(times.get(first as usize..=last as usize)?.windows(2)).rev() {
            let &[from, to] = pair else { continue };
            let [now, next] = [logs(place), logs(place + 1)];
            let behind = moved(*sums.last()?, [k, s], [next[0] - now[0], next[1] - now[1]]);
            let mut all = stretch(rules, values, from, to);
            all.iter_mut().zip(behind).for_each(|(sum, term)| *sum += term);
            sums.push(all);
        }
        sums.reverse();
        Some(Self { first, sums })
    }

    fn between(&self, [k, s]: [f64; 2], row: &Group, logs: [f64; 2]) -> Sums {
        let at = |place: u32| self.sums.get((place - self.first) as usize).copied().unwrap_or([f64::NAN; 6]);
        let (mut sums, behind) = (at(row.last), moved(at(row.total), [k, s], logs));
        // The rounding of the two may leave less than nothing of a short stretch.
        sums.iter_mut().zip(behind).for_each(|(sum, term)| *sum = (*sum - term).max(0.0));
        sums
    }
}

/// The log-likelihood at r, α, s and β, with its derivatives by their logarithms.
pub(super) fn log_likelihood(groups: &Groups, rules: &Rules, values: [f64; 4]) -> (f64, [f64; 4]) {
    let [r, alpha, s, beta] = values;
    let rising = Rising::new(r, groups.most());
    let (by_alpha, by_beta) = (Scaled::new(alpha, groups.times()), Scaled::new(beta, groups.times()));
    let at = |place: u32| [by_alpha.get(place), by_beta.get(place)];
    let logs = |place: u32| at(place).map(|(log, _)| log);
    let mut sums = [0.0; 5];
    for run in groups.rows().chunk_by(|a, b| a.repeats == b.repeats) {
        let Some(repeats) = run.first().map(|row| row.repeats) else { continue };
        let x = f64::from(repeats);
        let values = [r + x, alpha, s, beta];
        let tails = Tails::of(rules, values, groups.times(), &logs, run);
        for row in run {
            let (start, end) = (at(row.last), at(row.total));
            let between = match &tails {
                Some(tails) => tails.between([r + x, s], row, [end[0].0 - start[0].0, end[1].0 - start[1].0]),
                None => stretch(rules, values, groups.time(row.last), groups.time(row.total)),
            };
            let m = Moments::of(between, [r + x, s], start, end);
            let terms = [
                rising.log(repeats) + m.log,
                r * (rising.inverse(repeats) - m.log_alpha),
                (r + x) * m.part_alpha - x,
                1.0 - m.alive - s * m.log_beta,
                s * m.part_beta - m.stopped,
            ];
            sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += row.weight * term);
        }
    }
    let [value, by_r, by_alpha, by_s, by_beta] = sums;
    (value - groups.purchases() * libm::log(alpha), [by_r, by_alpha, by_s, by_beta])
}

/// P(alive): the chance that a customer with x, `t_x` and T has not dropped out by T.
pub(super) fn alive(rules: &Rules, values: [f64; 4], repeats: u32, last: f64, total: f64) -> f64 {
    moments(rules, values, repeats, last, total).alive
}

/// `E[X(t)]` of a customer who is alive at T after x repeat purchases.
#[must_use]
pub fn expected_of_alive([r, alpha, s, beta]: [f64; 4], repeats: u32, total: f64, t: f64) -> f64 {
    let k = r + f64::from(repeats);
    k * (beta + total) / (alpha + total) * saturation(s - 1.0, -libm::log1p(t / (beta + total)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::clv::Unit;
    use proptest::prelude::*;

    /// The likelihood of one customer as it was published: with two ₂F₁ (Fader and Hardie 2005, note 009).
    fn published([r, alpha, s, beta]: [f64; 4], x: f64, last: f64, total: f64) -> f64 {
        let series = |a: f64, b: f64, c: f64, z: f64| {
            let (mut sum, mut term, mut n) = (0.0, 1.0, 0.0);
            while term > 1e-18 * sum {
                sum += term;
                term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
                n += 1.0;
            }
            sum
        };
        let (greater, b) = if alpha >= beta { (alpha, s + 1.0) } else { (beta, r + x) };
        let gap = (alpha - beta).abs();
        let k = r + s + x;
        let part = |y: f64| series(k, b, k + 1.0, gap / (greater + y)) / (greater + y).powf(k);
        let rest = part(last) - part(total);
        let alive = 1.0 / ((alpha + total).powf(r + x) * (beta + total).powf(s));
        let gamma = libm::lgamma(r + x) - libm::lgamma(r) + r * alpha.ln() + s * beta.ln();
        gamma + (alive + s / k * rest).ln()
    }

    proptest! {
        #[test]
        fn the_integral_is_the_published_likelihood(
            x in 0_u32..40, part in 0.0_f64..1.0, total in 1.0_f64..60.0,
            values in (0.2_f64..3.0, 1.0_f64..20.0, 0.2_f64..3.0, 1.0_f64..20.0),
        ) {
            let values = <[f64; 4]>::from(values);
            let last = if x == 0 { 0.0 } else { part * total };
            let groups = Groups::of_times(Unit::Week, &[(x, last, total)]).unwrap().0;
            let got = log_likelihood(&groups, &Rules::new(), values).0;
            let expected = published(values, f64::from(x), last, total);
            // The difference of the ₂F₁ is what loses the digits.
            prop_assert!((got - expected).abs() < 1e-7 * (1.0 + expected.abs()), "{got} {expected}");
        }

        #[test]
        fn few_and_many_nodes_agree(
            x in 0_u32..400, part in 0.0_f64..1.0, total in 1.0_f64..1000.0,
            logs in prop::array::uniform4(-4.0_f64..4.0),
        ) {
            let values = logs.map(f64::exp);
            let last = if x == 0 { 0.0 } else { part * total };
            let finer = || Rule::gauss_legendre(120);
            let finer = Rules { least: finer(), few: finer(), many: finer() };
            let (got, fine) = (moments(&Rules::new(), values, x, last, total), moments(&finer, values, x, last, total));
            prop_assert!((got.log - fine.log).abs() < 1e-9, "{} {}", got.log, fine.log);
            prop_assert!((got.alive - fine.alive).abs() < 1e-9);
        }

        /// Many customers at once, by tails, are each of them alone; short stretches, long ones, and ones at whose end nothing is left.
        #[test]
        fn tails_are_the_integrals_of_each(
            rows in prop::collection::vec((0_u32..700, 0_u32..700), 30..60), repeats in 0_u32..400,
            step in 0.01_f64..2.0, logs in prop::array::uniform4(-4.0_f64..6.0),
        ) {
            let values = logs.map(f64::exp);
            // At most 29 different times, so that there are fewer of them than customers.
            let time = |place: u32| f64::from(place % 29 * place % 29) * step;
            let rows: Vec<_> = rows.into_iter().map(|(a, b)| (time(a).min(time(b)), time(a).max(time(b)))).collect();
            let each = |row: &(f64, f64)| (repeats, if repeats == 0 { 0.0 } else { row.0 }, row.1);
            let rows: Vec<_> = rows.iter().map(each).collect();
            let rules = Rules::new();
            let (all, slopes) = log_likelihood(&Groups::of_times(Unit::Week, &rows).unwrap().0, &rules, values);
            let mut sums = [0.0; 5];
            let mut sizes = [0.0; 5];
            for row in &rows {
                let (one, [a, b, c, d]) = log_likelihood(&Groups::of_times(Unit::Week, &[*row]).unwrap().0, &rules, values);
                for ((sum, size), term) in sums.iter_mut().zip(&mut sizes).zip([one, a, b, c, d]) {
                    *sum += term;
                    *size += term.abs();
                }
            }
            let [b, c, d, e] = slopes;
            for ((got, sum), size) in [all, b, c, d, e].into_iter().zip(sums).zip(sizes) {
                prop_assert!((got - sum).abs() < 1e-10 * (1.0 + size), "{got} {sum}");
            }
        }

        #[test]
        fn slopes_are_those_of_the_value(
            rows in prop::collection::vec((0_u32..9, 0.0_f64..1.0, 1.0_f64..50.0), 1..12),
            values in prop::array::uniform4(-2.0_f64..2.0),
        ) {
            let rows: Vec<_> = rows.into_iter().map(|(x, part, total)| (x, if x > 0 { part * total } else { 0.0 }, total)).collect();
            let groups = Groups::of_times(Unit::Week, &rows).unwrap().0;
            let rules = Rules::new();
            let value = |i: usize, by: f64| {
                let mut at = values;
                at[i] += by;
                log_likelihood(&groups, &rules, at.map(f64::exp))
            };
            const H: f64 = 1e-5;
            let slopes = value(0, 0.0).1;
            for (i, told) in slopes.into_iter().enumerate() {
                let slope = (value(i, H).0 - value(i, -H).0) / (2.0 * H);
                prop_assert!((slope - told).abs() < 1e-5 * (1.0 + slope.abs()), "{i}: {slope} {told}");
            }
        }
    }
}
