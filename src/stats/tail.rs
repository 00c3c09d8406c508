//! Tails of distributions, built on libm's lnΓ, so that native and wasm builds give the same bits.

/// Terms after which a series or fraction is taken as it stands; 2⁻⁵³ is reached long before.
const TERMS: u32 = 20_000;
/// What a denominator of 0 is replaced by in a continued fraction (Lentz's method).
const TINY: f64 = 1e-300;

/// Probability that χ² with so many degrees of freedom is at least `x`: the upper incomplete gamma function Q(df/2, x/2), by its
/// series below a + 1 and its continued fraction above (DLMF 8.7.1, 8.9.2). `None` without a degree of freedom.
///
/// ```
/// // P(χ² ≥ 3.841458820694124) with one degree of freedom is 5 %.
/// assert!((insitu::stats::chi_square_tail(3.841458820694124, 1).unwrap() - 0.05).abs() < 1e-14);
/// ```
#[must_use]
pub fn chi_square_tail(x: f64, df: u64) -> Option<f64> {
    if df == 0 || x.is_nan() {
        return None;
    }
    let (a, x) = (df as f64 / 2.0, x / 2.0);
    if x <= 0.0 {
        return Some(1.0);
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for n in 1..TERMS {
            term *= x / (a + f64::from(n));
            sum += term;
            if term < sum * f64::EPSILON {
                break;
            }
        }
        return Some((1.0 - front * sum).max(0.0));
    }
    let fraction = lentz(x + 1.0 - a, &|n| {
        let n = f64::from(n);
        (n * (a - n), x + 2.0 * n + 1.0 - a)
    });
    Some((front / fraction).min(1.0))
}

/// Probability that Student's t with so many degrees of freedom (they may be a fraction) lies as far from 0 as `t` or farther, on
/// either side: the incomplete beta function I_{df/(df+t²)}(df/2, 1/2), by its continued fraction (DLMF 8.17.22).
#[must_use]
pub fn student_tails(t: f64, df: f64) -> Option<f64> {
    if df.is_nan() || df <= 0.0 || t.is_nan() {
        return None;
    }
    if t.is_infinite() {
        return Some(0.0);
    }
    let (a, b) = (df / 2.0, 0.5);
    // Both arguments by division, so that neither is lost beside 1.
    let (x, y) = (df / (df + t * t), t * t / (df + t * t));
    if y == 0.0 {
        return Some(1.0);
    }
    let front = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log(y);
    let part = |a: f64, b: f64, x: f64| {
        let fraction = lentz(1.0, &|n| {
            let m = f64::from(n / 2);
            let numerator = if n % 2 == 0 {
                m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
            } else {
                -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
            };
            (numerator, 1.0)
        });
        libm::exp(front) / (a * fraction)
    };
    let tail = if x < (a + 1.0) / (a + b + 2.0) { part(a, b, x) } else { 1.0 - part(b, a, y) };
    Some(tail.clamp(0.0, 1.0))
}

/// The continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the modified method of Lentz (Thompson and Barnett 1986).
fn lentz(first: f64, term: &dyn Fn(u32) -> (f64, f64)) -> f64 {
    let safe = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut value = safe(first);
    let (mut c, mut d) = (value, 0.0);
    for n in 1..TERMS {
        let (a, b) = term(n);
        d = 1.0 / safe(b + a * d);
        c = safe(b + a / c);
        value *= c * d;
        if (c * d - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    value
}

/// The false discovery rate at which each of these tests would still be taken for a find (Benjamini and Hochberg 1995).
#[must_use]
pub fn false_discovery(p: &[f64]) -> Vec<f64> {
    let at = |place: usize| p.get(place).copied().unwrap_or(1.0);
    let places = super::order(p.len(), &|a, b| at(a).total_cmp(&at(b)));
    let mut q = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (rank, &place) in places.iter().enumerate().rev() {
        // By rounding, p · n / n may lie below p.
        least = least.min((at(place) * p.len() as f64 / (rank + 1) as f64).max(at(place)));
        if let Some(slot) = q.get_mut(place) {
            *slot = least;
        }
    }
    q
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: Option<f64>, expected: f64) {
        let got = got.unwrap();
        assert!((got - expected).abs() <= 1e-12 * expected.abs().max(1e-3), "{got} {expected}");
    }

    #[test]
    fn no_rate_lies_below_its_p() {
        // 335/997 · 3 / 3 is less than 335/997 in doubles.
        for part in 1..997_u32 {
            let p = f64::from(part) / 997.0;
            assert!(false_discovery(&[p; 3]).iter().all(|q| *q >= p), "{part}");
        }
    }

    /// With two degrees of freedom the tail is e^(−x/2), with one erfc √(x/2), with four e^(−x/2)·(1 + x/2).
    #[test]
    fn chi_square_in_closed_form() {
        for x in [0.01, 0.5, 1.0, 3.0, 9.0, 40.0] {
            close(chi_square_tail(x, 2), (-x / 2.0_f64).exp());
            close(chi_square_tail(x, 1), libm::erfc((x / 2.0_f64).sqrt()));
            close(chi_square_tail(x, 4), (-x / 2.0_f64).exp() * (1.0 + x / 2.0));
        }
        // Of the reference: 120 of 1000 against 150 of 1000, χ² 3.853564.
        assert!((chi_square_tail(3.853564, 1).unwrap() - 0.049640).abs() < 5e-7);
        assert_eq!(chi_square_tail(0.0, 3), Some(1.0));
        assert_eq!((chi_square_tail(1.0, 0), chi_square_tail(f64::NAN, 1)), (None, None));
        assert!((chi_square_tail(3481.0, 3481).unwrap() - 0.5).abs() < 0.01);
        assert_eq!(chi_square_tail(1e6, 5), Some(0.0));
    }

    /// With one degree of freedom the tails are 1 − 2·atan(t)/π, with two 1 − t/√(2 + t²).
    #[test]
    fn student_in_closed_form() {
        for t in [0.001, 0.3, 1.0, 2.5, 30.0] {
            close(student_tails(t, 1.0), 1.0 - 2.0 * f64::atan(t) / std::f64::consts::PI);
            close(student_tails(-t, 2.0), 1.0 - t / (2.0 + t * t).sqrt());
        }
        // With ten degrees it is a polynomial of c = 10/(10 + t²) (Abramowitz and Stegun 26.7.4).
        let t = 2.25_f64;
        let (s, c) = (t / (10.0 + t * t).sqrt(), 10.0 / (10.0 + t * t));
        let polynomial = 1.0 + c / 2.0 + 3.0 / 8.0 * c.powi(2) + 15.0 / 48.0 * c.powi(3) + 105.0 / 384.0 * c.powi(4);
        close(student_tails(t, 10.0), 1.0 - s * polynomial);
        let normal = libm::erfc(1.5 / std::f64::consts::SQRT_2);
        assert!((student_tails(1.5, 499_998.0).unwrap() - normal).abs() < 1e-5);
        assert_eq!((student_tails(0.0, 5.0), student_tails(f64::INFINITY, 5.0)), (Some(1.0), Some(0.0)));
        assert_eq!((student_tails(1.0, 0.0), student_tails(f64::NAN, 5.0)), (None, None));
    }

    #[test]
    fn discoveries_by_hand() {
        let q = false_discovery(&[0.04, 0.01, 0.03, 0.5]);
        for (got, expected) in q.iter().zip([0.16 / 3.0, 0.04, 0.16 / 3.0, 0.5]) {
            assert!((got - expected).abs() < 1e-15, "{q:?}");
        }
        assert!(false_discovery(&[]).is_empty());
        assert_eq!(false_discovery(&[1.0, 1.0]), [1.0, 1.0]);
    }
}
