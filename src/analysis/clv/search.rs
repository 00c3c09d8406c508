//! The search for the most likely parameters, in their logarithms: two starts, a fallback without gradients, standard errors.

use crate::stats::{Function, Matrix, Minimum, minimum, second_derivatives, simplex};

/// Groups of customers that are enough to find the neighbourhood of the maximum; more only set its last digits.
pub(super) const ENOUGH: usize = 15_000;

/// How far from the maximum the log-likelihood may lie.
const TOLERANCE: f64 = 1e-10;

/// Parameters are searched between e⁻³⁰ and e³⁰.
const FARTHEST: f64 = 30.0;

/// The parameters of their logarithms, if all lie in the domain.
pub(super) fn bounded<const N: usize>(logs: &[f64]) -> Option<[f64; N]> {
    let inside = logs.iter().all(|log| log.abs() <= FARTHEST);
    let logs: [f64; N] = logs.try_into().ok()?;
    inside.then(|| logs.map(libm::exp))
}

/// A finished search.
#[derive(Clone, Debug)]
pub(super) struct Search {
    /// Where it ended: logarithms of the parameters, and the negative log-likelihood.
    pub minimum: Minimum,
    /// Covariances of the logarithms: the inverse of the second derivatives. `None` where some direction is flat.
    pub covariances: Option<Matrix>,
}

impl Search {
    /// Searches from each start and keeps the best end. `few` is the same function of a part of the customers.
    pub(super) fn run(all: &Function<'_>, few: Option<&Function<'_>>, starts: &[Vec<f64>]) -> Option<Self> {
        let function = few.unwrap_or(all);
        let mut best: Option<Minimum> = None;
        let mut evaluations = 0;
        for start in starts {
            let Some(found) = minimum(function, start, None, TOLERANCE) else { continue };
            evaluations += found.evaluations;
            // Ends of equal height are one end, reached with more or less rounding.
            let better = |best: &Minimum| {
                let gain = best.value - found.value;
                gain > 1e-6 || (gain > -1e-6 && found.converged && !best.converged) || (gain > 0.0 && found.converged)
            };
            if best.as_ref().is_none_or(better) {
                best = Some(found);
            }
        }
        let mut best = best?;
        if !best.converged {
            let values = |at: &[f64]| function(at, &mut vec![0.0; at.len()]);
            let at = simplex(&values, &best.at, 0.5, 2000);
            if let Some(found) = minimum(function, &at, None, TOLERANCE)
                && (found.value < best.value - 1e-6 || (found.converged && found.value <= best.value + 1e-6))
            {
                best = found;
            }
        }
        if few.is_some() {
            best = minimum(all, &best.at, Some(best.inverse), TOLERANCE)?;
        }
        best.evaluations += evaluations;
        Some(Self::finish(all, best))
    }

    /// Searches from a point that is near, as in a sample of the same customers.
    pub(super) fn near(all: &Function<'_>, at: &[f64], inverse: &Matrix) -> Option<Self> {
        let minimum = minimum(all, at, Some(inverse.clone()), 1e-6)?;
        Some(Self { minimum, covariances: None })
    }

    /// Last steps with the true second derivatives, which quasi-Newton steps only estimate.
    fn finish(all: &Function<'_>, mut found: Minimum) -> Self {
        let covariances = second_derivatives(all, &found.at).and_then(|second| second.inverse());
        let mut gradient = vec![0.0; found.at.len()];
        for _ in 0..4 {
            let Some(inverse) = &covariances else { break };
            let step = inverse.times(&found.gradient);
            let gain = 0.5 * step.iter().zip(&found.gradient).map(|(s, g)| s * g).sum::<f64>();
            if gain <= TOLERANCE || step.iter().any(|s| s.abs() > 1.0) {
                break;
            }
            let at: Vec<f64> = found.at.iter().zip(&step).map(|(x, s)| x - s).collect();
            let value = all(&at, &mut gradient);
            found.evaluations += 1;
            if !value.is_finite() || value > found.value + 1e-14 * found.value.abs() {
                break;
            }
            (found.at, found.value) = (at, value);
            found.gradient.clone_from(&gradient);
            found.converged = true;
        }
        Self { minimum: found, covariances }
    }

    /// Standard errors of the parameters themselves, by the delta method: σ(e^u) = e^u σ(u).
    pub(super) fn errors(&self) -> Option<Vec<f64>> {
        let covariances = self.covariances.as_ref()?;
        let errors = self.minimum.at.iter().enumerate().map(|(i, log)| libm::exp(*log) * covariances.get(i, i).sqrt());
        let errors: Vec<f64> = errors.collect();
        errors.iter().all(|e| e.is_finite()).then_some(errors)
    }
}
