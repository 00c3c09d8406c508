//! The least value of a smooth function of a few variables, by its gradient.
//!
//! Quasi-Newton steps (Broyden, Fletcher, Goldfarb and Shanno; Nocedal and Wright 2006, chapter 6) with a search for the weak
//! conditions of Wolfe along each. Deterministic; nothing here is random.

use super::matrix::Matrix;

/// A function to minimise: fills the gradient and gives the value. A value that is not finite means that the point lies outside
/// the domain.
pub type Function<'a> = dyn Fn(&[f64], &mut [f64]) -> f64 + 'a;

/// Where a search ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Minimum {
    /// The point.
    pub at: Vec<f64>,
    /// The value there.
    pub value: f64,
    /// The gradient there.
    pub gradient: Vec<f64>,
    /// An estimate of the inverse of the matrix of second derivatives.
    pub inverse: Matrix,
    /// Whether the value is within the tolerance of the least one, as far as the estimate tells.
    pub converged: bool,
    /// How often the function was evaluated.
    pub evaluations: u32,
}

/// The longest step in one variable: with logarithms as variables, a factor of e².
const LONGEST: f64 = 2.0;
/// Evaluations along one direction.
const TRIES: u32 = 40;
/// Steps of one search.
const STEPS: u32 = 200;

/// Searches from a start for a point whose value is within `tolerance` of the least. `inverse` is a first estimate of the inverse
/// of the second derivatives, where there is one. `None` where the start lies outside the domain.
#[must_use]
pub fn minimum(function: &Function<'_>, start: &[f64], inverse: Option<Matrix>, tolerance: f64) -> Option<Minimum> {
    let n = start.len();
    let mut gradient = vec![0.0; n];
    let value = function(start, &mut gradient);
    if !value.is_finite() {
        return None;
    }
    let given = inverse.is_some();
    let mut best = Minimum {
        at: start.to_vec(),
        value,
        gradient,
        inverse: inverse.unwrap_or_else(|| Matrix::identity(n)),
        converged: false,
        evaluations: 1,
    };
    let mut fresh = !given;
    for _ in 0..STEPS {
        let mut direction: Vec<f64> = best.inverse.times(&best.gradient).iter().map(|d| -d).collect();
        let mut slope = dot(&direction, &best.gradient);
        if slope >= 0.0 || !slope.is_finite() {
            best.inverse = Matrix::identity(n);
            fresh = true;
            direction = best.gradient.iter().map(|g| -g).collect();
            slope = dot(&direction, &best.gradient);
        }
        if -slope <= 2.0 * tolerance && (!fresh || slope == 0.0) {
            best.converged = true;
            break;
        }
        // Without an estimate of the second derivatives the length of the first step is a guess.
        let largest = direction.iter().fold(0.0_f64, |most, d| most.max(d.abs()));
        let first = if fresh { (0.5 / largest).min(1.0) } else { (LONGEST / largest).min(1.0) };
        let Some(step) = search(function, &mut best, &direction, slope, first, LONGEST / largest) else {
            // Where rounding hides the last descent, the point is as good as the function tells it.
            best.converged = -slope <= (1e-12 * best.value.abs()).max(1e-6);
            break;
        };
        update(&mut best, &step, fresh);
        fresh = false;
    }
    Some(best)
}

/// A step along a direction and what the gradient did on it.
struct Step {
    moved: Vec<f64>,
    change: Vec<f64>,
}

/// A step that lowers the value enough and flattens the slope, by bisection and expansion (Lewis and Overton 2013).
fn search(function: &Function<'_>, best: &mut Minimum, direction: &[f64], slope: f64, first: f64, longest: f64) -> Option<Step> {
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut length = first;
    let mut gradient = vec![0.0; direction.len()];
    // Sums of many terms have noise of this size; near the minimum it would hide any descent.
    let noise = 1e-14 * best.value.abs();
    for _ in 0..TRIES {
        let at: Vec<f64> = best.at.iter().zip(direction).map(|(x, d)| x + length * d).collect();
        let value = function(&at, &mut gradient);
        best.evaluations += 1;
        let along = dot(&gradient, direction);
        if !value.is_finite() || !along.is_finite() || value > best.value + 1e-4 * length * slope + noise {
            high = length;
        } else if along < 0.9 * slope && length < longest {
            low = length;
        } else {
            let moved = direction.iter().map(|d| length * d).collect();
            let change = gradient.iter().zip(&best.gradient).map(|(new, old)| new - old).collect();
            best.at = at;
            best.value = value;
            best.gradient = gradient;
            return Some(Step { moved, change });
        }
        length = if high.is_finite() { 0.5 * (low + high) } else { (2.0 * length).min(longest) };
        if length * direction.iter().fold(0.0_f64, |most, d| most.max(d.abs())) < 1e-14 {
            return None;
        }
    }
    None
}

/// The inverse of the second derivatives after a step; kept where the step says nothing of them.
fn update(best: &mut Minimum, step: &Step, fresh: bool) {
    let curvature = dot(&step.moved, &step.change);
    let change = dot(&step.change, &step.change);
    if curvature <= 1e-12 * (change * dot(&step.moved, &step.moved)).sqrt() {
        return;
    }
    if fresh {
        best.inverse = Matrix::identity(step.moved.len());
        best.inverse.scale(curvature / change);
    }
    let turned = best.inverse.times(&step.change);
    let factor = (1.0 + dot(&step.change, &turned) / curvature) / curvature;
    best.inverse.add_outer(factor, &step.moved, &step.moved);
    best.inverse.add_outer(-1.0 / curvature, &turned, &step.moved);
    best.inverse.add_outer(-1.0 / curvature, &step.moved, &turned);
}

/// The second derivatives at a point, from central differences of the gradient.
#[must_use]
pub fn second_derivatives(function: &Function<'_>, at: &[f64]) -> Option<Matrix> {
    const STEP: f64 = 1e-4;
    let n = at.len();
    let mut columns = Matrix::zero(n);
    let (mut up, mut down) = (vec![0.0; n], vec![0.0; n]);
    for j in 0..n {
        let moved = |by: f64| -> Vec<f64> { at.iter().enumerate().map(|(i, x)| if i == j { x + by } else { *x }).collect() };
        let values = [function(&moved(STEP), &mut up), function(&moved(-STEP), &mut down)];
        if values.iter().any(|v| !v.is_finite()) {
            return None;
        }
        for (i, (u, d)) in up.iter().zip(&down).enumerate() {
            columns.set(i, j, (u - d) / (2.0 * STEP));
        }
    }
    columns.make_symmetric();
    Some(columns)
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rosenbrock(x: &[f64], g: &mut [f64]) -> f64 {
        let (a, b) = (1.0 - x[0], x[1] - x[0] * x[0]);
        g[0] = -2.0 * a - 400.0 * x[0] * b;
        g[1] = 200.0 * b;
        a * a + 100.0 * b * b
    }

    #[test]
    fn the_valley_of_rosenbrock_is_followed_to_its_end() {
        let found = minimum(&rosenbrock, &[-1.2, 1.0], None, 1e-12).unwrap();
        assert!(found.converged);
        assert!(found.at.iter().all(|x| (x - 1.0).abs() < 1e-5), "{found:?}");
        let second = second_derivatives(&rosenbrock, &[1.0, 1.0]).unwrap();
        for (i, j, expected) in [(0, 0, 802.0), (0, 1, -400.0), (1, 1, 200.0)] {
            assert!((second.get(i, j) - expected).abs() < 1e-4, "{second:?}");
        }
    }

    #[test]
    fn a_start_outside_the_domain_is_refused_and_walls_are_met() {
        let log = |x: &[f64], g: &mut [f64]| {
            g[0] = 1.0 - 1.0 / x[0];
            if x[0] > 0.0 { x[0] - x[0].ln() } else { f64::NAN }
        };
        assert!(minimum(&log, &[-1.0], None, 1e-12).is_none());
        let found = minimum(&log, &[8.0], None, 1e-12).unwrap();
        assert!(found.converged && (found.at[0] - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_good_first_estimate_saves_steps() {
        let bowl = |x: &[f64], g: &mut [f64]| {
            (g[0], g[1]) = (1e4 * x[0], 2.0 * x[1]);
            5e3 * x[0] * x[0] + x[1] * x[1]
        };
        let inverse = second_derivatives(&bowl, &[1.0, 1.0]).unwrap().inverse();
        let found = minimum(&bowl, &[1.0, 1.0], inverse, 1e-10).unwrap();
        assert!(found.converged && found.evaluations <= 3, "{found:?}");
    }
}
