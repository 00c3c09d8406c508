//! Special functions that libm lacks, built on its logarithm and Γ, so that native and wasm builds give the same bits.
//!
//! The crate statrs is no help here: it calls the `f64` functions of the machine, which differ between the two.

/// `ln B(a, b)` of positive `a` and `b`.
#[must_use]
pub fn ln_beta(a: f64, b: f64) -> f64 {
    libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)
}

/// `ψ(x) = d ln Γ(x) / dx` of a positive `x`, to about 14 digits.
///
/// By `ψ(x) = ψ(x + 1) − 1/x` up to 10, then Stirling's series (Abramowitz and Stegun 6.3.18).
#[must_use]
pub fn digamma(x: f64) -> f64 {
    let (mut x, mut before) = (x, 0.0);
    while x < 10.0 {
        before -= 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = [1.0 / 12.0, -1.0 / 120.0, 1.0 / 252.0, -1.0 / 240.0, 1.0 / 132.0, -691.0 / 32_760.0, 1.0 / 12.0];
    let tail = series.iter().rev().fold(0.0, |sum, term| square * (sum + term));
    before + libm::log(x) - 0.5 / x - tail
}

/// `ln(1 + eˣ)` and its derivative `1 / (1 + e⁻ˣ)`, without overflow.
#[must_use]
pub fn softplus(x: f64) -> (f64, f64) {
    let e = libm::exp(-x.abs());
    let share = 1.0 / (1.0 + e);
    (x.max(0.0) + libm::log1p(e), if x > 0.0 { share } else { e * share })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, expected: f64) {
        assert!((got - expected).abs() <= 4e-15 * expected.abs().max(1.0), "{got} {expected}");
    }

    #[test]
    fn known_values() {
        const EULER: f64 = 0.577_215_664_901_532_9;
        close(digamma(1.0), -EULER);
        close(digamma(0.5), -EULER - 2.0 * std::f64::consts::LN_2);
        close(digamma(11.0), -EULER + (1..=10).map(|k| 1.0 / f64::from(k)).sum::<f64>());
        close(ln_beta(2.0, 3.0), -(12.0_f64.ln()));
        close(ln_beta(0.5, 0.5), std::f64::consts::PI.ln());
    }

    #[test]
    fn soft_steps_have_no_overflow() {
        assert_eq!(softplus(1000.0), (1000.0, 1.0));
        assert_eq!(softplus(-1000.0), (0.0, 0.0));
        close(softplus(0.0).0, std::f64::consts::LN_2);
        close(softplus(-2.0).1 + softplus(2.0).1, 1.0);
    }
}
