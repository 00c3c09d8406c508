//! BG/NBD and MBG/NBD: before each purchase to come a customer tosses a coin and may drop out.
//!
//! Rates of purchase are Gamma(r, α), chances of drop-out Beta(a, b) among customers. BG/NBD (Fader, Hardie and Lee 2005) tosses after
//! each repeat purchase; MBG/NBD (Batislam, Denizel and Filiztekin 2007) also after the first one.

use super::groups::Groups;
use super::tables::{Rising, Scaled};
use crate::stats::softplus;

/// When the coin is tossed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tosses {
    /// After each repeat purchase: BG/NBD.
    AfterRepeats,
    /// After each purchase, the first too: MBG/NBD.
    AfterAll,
}

impl Tosses {
    /// Tosses of a customer with x repeat purchases.
    #[must_use]
    pub fn of(self, repeats: u32) -> u32 {
        repeats + u32::from(self == Self::AfterAll)
    }
}

/// The log-likelihood at r, α, a and b, with its derivatives by their logarithms.
pub(super) fn log_likelihood(groups: &Groups, tosses: Tosses, [r, alpha, a, b]: [f64; 4]) -> (f64, [f64; 4]) {
    let most = groups.most();
    let purchases = Rising::new(r, most);
    let stays = Rising::new(b, tosses.of(most));
    let all = Rising::new(a + b, tosses.of(most));
    let scaled = Scaled::new(alpha, groups.times());
    let ln_a = libm::log(a);
    let mut sums = [0.0; 5];
    let mut lapse = (u32::MAX, 0.0);
    for row in groups.rows() {
        let x = f64::from(row.repeats);
        let k = r + x;
        let n = tosses.of(row.repeats);
        let (log, part) = scaled.get(row.total);
        let mut terms = [
            purchases.log(row.repeats) + stays.log(n) - all.log(n) - k * log,
            purchases.inverse(row.repeats) - log,
            k * part - x,
            -all.inverse(n),
            stays.inverse(n) - all.inverse(n),
        ];
        if n > 0 {
            let toss = b + f64::from(n) - 1.0;
            if lapse.0 != n {
                lapse = (n, ln_a - libm::log(toss));
            }
            let (log_then, part_then) = scaled.get(row.last);
            let (gain, gone) = softplus(lapse.1 + k * (log - log_then));
            let [value, by_r, by_alpha, by_a, by_b] = &mut terms;
            *value += gain;
            *by_r += gone * (log - log_then);
            *by_alpha += gone * k * (part_then - part);
            *by_a += gone / a;
            *by_b -= gone / toss;
        }
        sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += row.weight * term);
    }
    let [value, by_r, by_alpha, by_a, by_b] = sums;
    (value - groups.purchases() * libm::log(alpha), [r * by_r, by_alpha, a * by_a, b * by_b])
}

/// P(alive): the chance that a customer with x, `t_x` and T has not dropped out by T.
#[must_use]
pub fn alive(tosses: Tosses, [r, alpha, a, b]: [f64; 4], repeats: u32, last: f64, total: f64) -> f64 {
    let n = tosses.of(repeats);
    if n == 0 {
        return 1.0;
    }
    let longer = libm::log1p((total - last) / (alpha + last));
    let odds = libm::log(a) - libm::log(b + f64::from(n) - 1.0) + (r + f64::from(repeats)) * longer;
    softplus(-odds).1
}

/// `E[X(t)]` of a customer who is alive at T after x repeat purchases: the next t after T. At x = 0 and T = 0 it is that of a new one
/// who is alive.
#[must_use]
pub fn expected_of_alive(tosses: Tosses, [r, alpha, a, b]: [f64; 4], repeats: u32, total: f64, t: f64) -> f64 {
    let stays = b + f64::from(tosses.of(repeats));
    expected(r + f64::from(repeats), alpha + total, a, stays, t)
}

/// The mean of `(1 − (v / (v + p t))ᵏ) / p` over chances p of drop-out that are Beta(a, b): the purchases in a time t by a customer
/// whose rate is Gamma(k, v).
///
/// In closed form it is `(a+b−1)/(a−1) · [1 − (v/(v+t))ᵏ ₂F₁(k, b; a+b−1; t/(v+t))]`. That has no value at a = 1 or a + b = 1 and
/// overflows for many purchases. Euler's transformation of the ₂F₁ takes all of this away: with `z = t/(v+t)`, `C = a+b−1` and
/// `A = C − k` it equals `C (1 − (1−z)^(a−1)) / (a−1) − (1−z)^(a−1) Σ_{n≥1} s_n`, `s_1 = A z`, `s_{n+1} = s_n z (A+n)(a+n−1) / ((C+n)(n+1))`.
pub(super) fn expected(k: f64, v: f64, a: f64, b: f64, t: f64) -> f64 {
    const MOST: u32 = 2000;
    if t <= 0.0 {
        return 0.0;
    }
    let z = t / (v + t);
    let c = a + b - 1.0;
    let first = c - k;
    // Elsewhere the terms are many, or large and of both signs.
    if z < 0.97 && first * z > -8.0 && a < 50.0 {
        let (mut sum, mut term) = (0.0, first * z);
        let mut n = 1.0;
        for _ in 0..MOST {
            sum += term;
            term *= z * (first + n) * (a + n - 1.0) / ((c + n) * (n + 1.0));
            n += 1.0;
            if term.abs() <= 1e-17 * sum.abs() {
                let log = -libm::log1p(t / v);
                return c * saturation(a - 1.0, log) - libm::exp((a - 1.0) * log) * sum;
            }
        }
    }
    by_chance(k, v, a, b, t)
}

/// `(1 − e^(ε l)) / ε`, which is −l at ε = 0.
pub(super) fn saturation(epsilon: f64, l: f64) -> f64 {
    let product = epsilon * l;
    if product.abs() < 1e-12 { -l * (1.0 + 0.5 * product) } else { -libm::expm1(product) / epsilon }
}

/// The same mean as an integral over p.
///
/// What is linear in p is known; the rest vanishes at both ends like p (1 − p), and the trapezoidal rule in ln(p / (1 − p)) converges
/// exponentially (Trefethen and Weideman 2014).
fn by_chance(k: f64, v: f64, a: f64, b: f64, t: f64) -> f64 {
    let ratio = t / v;
    let purchases = |p: f64| -libm::expm1(-k * libm::log1p(p * ratio)) / p;
    let (mean, rest) = (a / (a + b), b / (a + b));
    // With many purchases and few chances near 0, the height at 0 would drown the rest; then the line need not meet it there.
    let met = k * ratio < 100.0 || a < 1.0;
    let (never, always) = (if met { k * ratio } else { purchases(mean) }, purchases(1.0));
    // The density of the logit u times p (1 − p), in logarithms, less its greatest value, which lies at `centre`.
    let centre = libm::log((a + 1.0) / (b + 1.0));
    let spread = (1.0 / (a + 1.0) + 1.0 / (b + 1.0)).sqrt();
    let step = (spread / 1.6).min(0.4);
    let weight = |u: f64| {
        let (ln_p, ln_q) = (-softplus(-u).0, -softplus(u).0);
        (ln_p, (a + 1.0) * ln_p + (b + 1.0) * ln_q)
    };
    let top = weight(centre).1;
    let mut total = 0.0;
    let mut integral = 0.0;
    for side in [-1.0, 1.0] {
        let mut i = if side < 0.0 { 1.0 } else { 0.0 };
        loop {
            let u = centre + side * i * step;
            let (ln_p, log) = weight(u);
            if log - top < -60.0 || i > 1e4 {
                break;
            }
            let density = libm::exp(log - top);
            let p = libm::exp(ln_p);
            // e^ln_q keeps its digits where 1 − p has lost them.
            let q = libm::exp(-softplus(u).0);
            let line = never * q + always * p;
            // The gap over p (1 − p) is smooth; near the ends it is taken from where it can still be told.
            let at_edge = q < 1e-6 || (met && p * ratio * (k + 1.0) < 1e-6);
            let gap = if at_edge { edge(k, ratio, never, p) } else { (line - purchases(p)) / (p * q) };
            integral += density * gap;
            total += density;
            i += 1.0;
        }
    }
    // ∫ p q Beta(p) = ab / ((a+b)(a+b+1)).
    let scale = mean * b / (a + b + 1.0);
    never * rest + always * mean - scale * integral / total
}

/// The limit of the gap between the line and the purchases, over p (1 − p), at p → 0 or p → 1.
fn edge(k: f64, ratio: f64, never: f64, p: f64) -> f64 {
    let always = -libm::expm1(-k * libm::log1p(ratio));
    if p < 0.5 {
        // purchases(p) = k ρ − p k (k+1) ρ² / 2 + …
        always - never + 0.5 * k * (k + 1.0) * ratio * ratio
    } else {
        // The slope at 1 is k ρ (1+ρ)^(−k−1) − (1 − (1+ρ)^(−k)).
        let slope = k * ratio * libm::exp(-(k + 1.0) * libm::log1p(ratio)) - always;
        never - always + slope
    }
}

/// P(X(t) = n): the chance that a new customer makes n repeat purchases in the time t.
#[must_use]
pub fn probability(tosses: Tosses, [r, alpha, a, b]: [f64; 4], n: u32, t: f64) -> f64 {
    let log = libm::log1p(t / alpha);
    // Of customers who never drop out: Γ(r+j) / (Γ(r) j!) (α/(α+t))ʳ (t/(α+t))ʲ.
    let share = t / (alpha + t);
    let mut chance = libm::exp(-r * log);
    let mut below = 0.0;
    for j in 0..n {
        below += chance;
        chance *= (r + f64::from(j)) / f64::from(j + 1) * share;
    }
    let reach = if below < 0.9 { 1.0 - below } else { upper_tail(chance, r, n, share) };
    let coins = tosses.of(n);
    let stays = |count: u32| -> f64 { (0..count).map(|j| (b + f64::from(j)) / (a + b + f64::from(j))).product() };
    let dropped = match coins.checked_sub(1) {
        Some(before) => stays(before) * a / (a + b + f64::from(before)) * reach,
        None => 0.0,
    };
    stays(coins) * chance + dropped
}

/// The chances of n and more, from that of n.
fn upper_tail(mut chance: f64, r: f64, n: u32, share: f64) -> f64 {
    let mut sum = 0.0;
    let mut j = f64::from(n);
    for _ in 0..100_000 {
        sum += chance;
        chance *= (r + j) / (j + 1.0) * share;
        j += 1.0;
        if chance <= 1e-17 * sum {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook form: ₂F₁ by its series.
    fn textbook(k: f64, v: f64, a: f64, b: f64, t: f64) -> f64 {
        let (c, z) = (a + b - 1.0, t / (v + t));
        let (mut sum, mut term, mut n) = (0.0, 1.0, 0.0);
        while term > 1e-17 * sum {
            sum += term;
            term *= (k + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
            n += 1.0;
        }
        c / (a - 1.0) * (1.0 - (v / (v + t)).powf(k) * sum)
    }

    #[test]
    fn where_the_textbook_form_has_no_value_its_limit_is_taken() {
        for (k, v, b, t) in [(0.7, 5.0, 2.0, 30.0), (12.0, 40.0, 9.0, 52.0)] {
            let (at, beside) = (expected(k, v, 1.0, b, t), expected(k, v, 1.0 + 1e-6, b, t));
            assert!((at / beside - 1.0).abs() < 1e-5, "{at} {beside}");
            assert!((by_chance(k, v, 1.0, b, t) / at - 1.0).abs() < 1e-11);
        }
        // a + b = 1, and below.
        for (a, b) in [(0.4, 0.6), (0.3, 0.2)] {
            let (series, integral) = (expected(0.3, 2.0, a, b, 20.0), by_chance(0.3, 2.0, a, b, 20.0));
            assert!((series / integral - 1.0).abs() < 1e-11, "{series} {integral}");
        }
    }

    #[test]
    fn no_toss_and_a_sure_drop_out_are_the_ends() {
        let (k, v, t) = (3.5, 20.0, 40.0);
        assert!((expected(k, v, 1e-9, 5.0, t) / (k * t / v) - 1.0).abs() < 1e-7);
        let sure = 1.0 - (v / (v + t)).powf(k);
        assert!((expected(k, v, 1e9, 1e-3, t) / sure - 1.0).abs() < 1e-7);
        // Equal rates: X is Poisson but for the tosses; (1 − e^(−λ p t)) / p at p = 1/4.
        let poisson = (1.0 - (-0.5_f64 * 0.25 * 40.0).exp()) / 0.25;
        assert!((expected(5e11, 1e12, 2.5e9, 7.5e9, 40.0) / poisson - 1.0).abs() < 1e-6);
    }

    #[test]
    fn long_times_and_many_purchases_do_not_overflow() {
        // The last numbers are the formula or the integral over p by mpmath with 25 digits.
        for (k, v, a, b, t, mpmath) in [
            (5000.3, 700.0, 0.5, 5002.0, 365.0, 2_334.813_351_466_084),
            (0.2, 1e-3, 0.8, 2.4, 1e4, 107.726_085_318_059_99),
            (1e4, 10.0, 30.0, 2.0, 1e5, 1.068_965_517_241_377_3),
            (40.0, 60.0, 80.0, 300.0, 120.0, 4.797_459_892_059_937),
        ] {
            let got = expected(k, v, a, b, t);
            assert!((got / mpmath - 1.0).abs() < 1e-9, "{got} {mpmath}");
        }
    }

    proptest! {
        #[test]
        fn series_integral_and_textbook_agree(
            k in 0.1_f64..30.0, v in 1.0_f64..100.0, a in 1.2_f64..6.0, b in 0.5_f64..20.0, t in 0.1_f64..80.0,
        ) {
            let expected = expected(k, v, a, b, t);
            let textbook = textbook(k, v, a, b, t);
            // The textbook form loses digits where it subtracts.
            prop_assert!((expected - textbook).abs() <= 1e-9 * (1.0 + (a + b) / (a - 1.0)), "{expected} {textbook}");
            let integral = by_chance(k, v, a, b, t);
            // To as many digits as it is held to mpmath above.
            prop_assert!((expected - integral).abs() <= 1e-9 * expected, "{expected} {integral}");
        }

        #[test]
        fn slopes_are_those_of_the_value(
            rows in prop::collection::vec((0_u32..9, 0.0_f64..1.0, 1.0_f64..50.0), 1..12),
            values in prop::array::uniform4(-2.0_f64..2.0),
        ) {
            use crate::analysis::clv::{Unit, nbd};
            let rows: Vec<_> = rows.into_iter().map(|(x, part, total)| (x, if x > 0 { part * total } else { 0.0 }, total)).collect();
            let groups = Groups::of_times(Unit::Week, &rows).unwrap().0;
            let moved = |i: usize, by: f64| {
                let mut at = values;
                at[i] += by;
                at.map(f64::exp)
            };
            const H: f64 = 1e-5;
            for tosses in [Tosses::AfterRepeats, Tosses::AfterAll] {
                let slopes = log_likelihood(&groups, tosses, moved(0, 0.0)).1;
                for (i, told) in slopes.into_iter().enumerate() {
                    let value = |by: f64| log_likelihood(&groups, tosses, moved(i, by)).0;
                    let slope = (value(H) - value(-H)) / (2.0 * H);
                    prop_assert!((slope - told).abs() < 1e-5 * (1.0 + slope.abs()), "{i}: {slope} {told}");
                }
            }
            let two = |at: [f64; 4]| [at[0], at[1]];
            let slopes = nbd::log_likelihood(&groups, two(moved(0, 0.0))).1;
            for (i, told) in slopes.into_iter().enumerate() {
                let value = |by: f64| nbd::log_likelihood(&groups, two(moved(i, by))).0;
                let slope = (value(H) - value(-H)) / (2.0 * H);
                prop_assert!((slope - told).abs() < 1e-5 * (1.0 + slope.abs()));
            }
        }
    }
}
