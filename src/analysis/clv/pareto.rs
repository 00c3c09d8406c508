//! Pareto/NBD (Schmittlein, Morrison and Colombo 1987): a customer lives for a time of unknown length and then stops.
//!
//! Rates of purchase are Gamma(r, α), rates of drop-out Gamma(s, β) among customers. The likelihood is usually written with two ₂F₁ whose
//! difference loses its digits; here the integral that they stand for is taken by Gauss and Legendre's rule, which also gives the
//! derivatives.

use super::coin::saturation;
use super::groups::Groups;
use super::tables::Rising;
use crate::stats::Rule;

/// The rules of the integral, made once for many evaluations.
pub(super) struct Rules {
    few: Rule,
    many: Rule,
}

impl Rules {
    pub(super) fn new() -> Self {
        Self { few: Rule::gauss_legendre(16), many: Rule::gauss_legendre(40) }
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

/// Beyond e⁻⁴⁵ of its height the integrand is below the rounding of the rest.
const DEPTH: f64 = 45.0;

fn moments(rules: &Rules, [r, alpha, s, beta]: [f64; 4], repeats: u32, last: f64, total: f64) -> Moments {
    let k = r + f64::from(repeats);
    let (base_alpha, base_beta) = (libm::log1p(last / alpha), libm::log1p(last / beta));
    let (from_alpha, from_beta) = (alpha + last, beta + last);
    let span = total - last;
    let drop = |y: f64| k * libm::log1p(y / from_alpha) + s * libm::log1p(y / from_beta);
    let at_end = libm::exp(-drop(span));
    // y runs from t_x to where the integrand is lost, evenly in ln(m + y): the poles of the integrand stay π away.
    let reach = (from_alpha * libm::expm1(DEPTH / k)).min(from_beta * libm::expm1(DEPTH / s)).min(span);
    let least = from_alpha.min(from_beta);
    let width = libm::log1p(reach / least);
    let rule = if width < 3.0 && drop(reach) < 25.0 { &rules.few } else { &rules.many };
    let mut sums = [at_end, at_end * libm::log1p(span / from_alpha), at_end * libm::log1p(span / from_beta)];
    let mut parts = [at_end * total / (alpha + total), at_end * total / (beta + total), 0.0];
    if reach > 0.0 {
        for node in &rule.nodes {
            let log_least = width * node.from_zero;
            let y = least * libm::expm1(log_least);
            let other = libm::log1p(y / from_alpha.max(from_beta));
            let (log_alpha, log_beta) = if from_alpha <= from_beta { (log_least, other) } else { (other, log_least) };
            let at = last + y;
            let weight = node.weight * width * (least + y) * s / (beta + at) * libm::exp(-k * log_alpha - s * log_beta);
            let all = [weight, weight * log_alpha, weight * log_beta];
            sums.iter_mut().zip(all).for_each(|(sum, term)| *sum += term);
            let all = [weight * at / (alpha + at), weight * at / (beta + at), weight * beta / (beta + at)];
            parts.iter_mut().zip(all).for_each(|(sum, term)| *sum += term);
        }
    }
    let [weight, log_alpha, log_beta] = sums;
    let [part_alpha, part_beta, stopped] = parts;
    Moments {
        log: libm::log(weight) - k * base_alpha - s * base_beta,
        alive: at_end / weight,
        log_alpha: base_alpha + log_alpha / weight,
        log_beta: base_beta + log_beta / weight,
        part_alpha: part_alpha / weight,
        part_beta: part_beta / weight,
        stopped: stopped / weight,
    }
}

/// The log-likelihood at r, α, s and β, with its derivatives by their logarithms.
pub(super) fn log_likelihood(groups: &Groups, rules: &Rules, values: [f64; 4]) -> (f64, [f64; 4]) {
    let [r, alpha, s, _] = values;
    let rising = Rising::new(r, groups.most());
    let mut sums = [0.0; 5];
    for row in groups.rows() {
        let x = f64::from(row.repeats);
        let m = moments(rules, values, row.repeats, groups.time(row.last), groups.time(row.total));
        let terms = [
            rising.log(row.repeats) + m.log,
            r * (rising.inverse(row.repeats) - m.log_alpha),
            (r + x) * m.part_alpha - x,
            1.0 - m.alive - s * m.log_beta,
            s * m.part_beta - m.stopped,
        ];
        sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += row.weight * term);
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
            let finer = Rules { few: Rule::gauss_legendre(120), many: Rule::gauss_legendre(120) };
            let (got, fine) = (moments(&Rules::new(), values, x, last, total), moments(&finer, values, x, last, total));
            prop_assert!((got.log - fine.log).abs() < 1e-9, "{} {}", got.log, fine.log);
            prop_assert!((got.alive - fine.alive).abs() < 1e-9);
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
