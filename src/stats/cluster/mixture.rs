//! A mixture of normal distributions, each with a covariance matrix of its own, fitted by expectation–maximisation
//! (Dempster, Laird and Rubin 1977).

use super::points::{Centres, Points};
use crate::stats::{Square, Sum};

/// Rounds end when the mean log-likelihood of a point grows by less, as in scikit-learn.
const TOLERANCE: f64 = 1e-3;

/// Most rounds.
const ROUNDS: u32 = 100;

/// Added to each variance, as in scikit-learn: a component of equal points has a density all the same.
const FLOOR: f64 = 1e-6;

/// A fitted mixture. Components stand as the labels it was started from.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    /// Share of each component.
    pub weights: Vec<f64>,
    /// Means of the components.
    pub means: Centres,
    /// Logarithm of the likelihood of all points.
    pub log_likelihood: f64,
    /// Bayesian information criterion (Schwarz 1978), −2 · log-likelihood + parameters · ln points: the smaller the better.
    pub bic: f64,
    /// Rounds it took.
    pub rounds: u32,
    /// Whether the likelihood had come to rest before the rounds ended.
    pub converged: bool,
    /// Cholesky triangles of the covariance matrices.
    triangles: Vec<Square>,
}

/// Why there is no mixture: its likelihood would have no bound but the floor of the variances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unbounded {
    /// Points of the smallest component; 0 where none was fitted.
    pub smallest: u64,
}

/// Numbers that are estimated for a mixture: weights, means and covariances.
#[must_use]
pub fn parameters(components: usize, dimensions: usize) -> usize {
    components * dimensions * (dimensions + 1) / 2 + components * dimensions + components - components.min(1)
}

/// The mixture that expectation–maximisation reaches from a division of the points.
///
/// # Errors
/// [`Unbounded`] where there are no more points than [`parameters`], where fewer than dimensions + 1 of them belong to a component, and
/// where a covariance matrix cannot be inverted even with 10⁻⁶ added to each variance.
pub fn mixture(points: &Points, labels: &[u8], components: usize) -> Result<Mixture, Unbounded> {
    let none = Unbounded { smallest: 0 };
    let count = points.count() as f64;
    let dimensions = points.dimensions();
    let free = parameters(components, dimensions);
    if points.count() <= free {
        return Err(none);
    }
    // Shares of each point in the components, component by component.
    let mut shares: Vec<Vec<f64>> =
        (0..components).map(|c| labels.iter().map(|&l| f64::from(u8::from(usize::from(l) == c))).collect()).collect();
    let mut found = maximise(points, &shares).ok_or(none)?;
    let mut before = f64::NEG_INFINITY;
    while found.rounds < ROUNDS {
        let mean = found.expect(points, &mut shares) / count;
        let next = maximise(points, &shares).ok_or(none)?;
        found = Mixture { rounds: found.rounds + 1, ..next };
        if (mean - before).abs() < TOLERANCE {
            found.converged = true;
            break;
        }
        before = mean;
    }
    found.log_likelihood = found.expect(points, &mut shares);
    found.bic = free as f64 * libm::log(count) - 2.0 * found.log_likelihood;
    let mut sizes = vec![0_usize; components];
    for label in found.assign(points) {
        if let Some(size) = sizes.get_mut(usize::from(label)) {
            *size += 1;
        }
    }
    let smallest = sizes.into_iter().min().unwrap_or_default();
    if smallest <= dimensions || !found.log_likelihood.is_finite() {
        return Err(Unbounded { smallest: smallest as u64 });
    }
    Ok(found)
}

impl Mixture {
    /// The most likely component of each point.
    #[must_use]
    pub fn assign(&self, points: &Points) -> Vec<u8> {
        let mut best = vec![f64::NEG_INFINITY; points.count()];
        let mut labels = vec![0; points.count()];
        for component in 0..self.weights.len() {
            let densities = self.densities(points, component);
            for ((best, label), density) in best.iter_mut().zip(&mut labels).zip(densities) {
                if density > *best {
                    *best = density;
                    *label = component as u8;
                }
            }
        }
        labels
    }

    /// Shares of the points in the components; gives the log-likelihood.
    fn expect(&self, points: &Points, shares: &mut Vec<Vec<f64>>) -> f64 {
        *shares = (0..self.weights.len()).map(|component| self.densities(points, component)).collect();
        let mut highest = vec![f64::NEG_INFINITY; points.count()];
        for densities in shares.iter() {
            for (high, &density) in highest.iter_mut().zip(densities) {
                *high = if density > *high { density } else { *high };
            }
        }
        let mut totals = vec![0.0; points.count()];
        for densities in shares.iter_mut() {
            for ((density, high), total) in densities.iter_mut().zip(&highest).zip(&mut totals) {
                *density = libm::exp(*density - high);
                *total += *density;
            }
        }
        for densities in shares.iter_mut() {
            for (density, total) in densities.iter_mut().zip(&totals) {
                *density /= total;
            }
        }
        let mut likelihood = Sum::default();
        for (high, total) in highest.iter().zip(&totals) {
            likelihood.add(high + libm::log(*total));
        }
        likelihood.value()
    }

    /// Logarithm of the weighted density of a component at each point.
    fn densities(&self, points: &Points, component: usize) -> Vec<f64> {
        let (Some(triangle), Some(weight)) = (self.triangles.get(component), self.weights.get(component)) else {
            return Vec::new();
        };
        let dimensions = points.dimensions();
        let half_determinant: f64 = (0..dimensions).map(|k| libm::log(triangle.at(k, k))).sum();
        let constant = libm::log(*weight) - half_determinant - dimensions as f64 * 0.5 * libm::log(2.0 * std::f64::consts::PI);
        let mut squares = vec![0.0; points.count()];
        // L·y = x − mean, solved for all points one row of L at a time.
        let mut solved: Vec<Vec<f64>> = Vec::new();
        for (row, (column, mean)) in points.columns().iter().zip(self.means.row(component)).enumerate() {
            let mut rest: Vec<f64> = column.iter().map(|x| x - mean).collect();
            for (k, known) in solved.iter().enumerate() {
                let factor = triangle.at(row, k);
                rest.iter_mut().zip(known).for_each(|(rest, known)| *rest -= factor * known);
            }
            let pivot = triangle.at(row, row);
            for (rest, square) in rest.iter_mut().zip(&mut squares) {
                *rest /= pivot;
                *square += *rest * *rest;
            }
            solved.push(rest);
        }
        squares.iter_mut().for_each(|square| *square = constant - *square / 2.0);
        squares
    }
}

/// The mixture of the greatest likelihood for some shares of the points.
fn maximise(points: &Points, shares: &[Vec<f64>]) -> Option<Mixture> {
    let dimensions = points.dimensions();
    let (mut weights, mut triangles, mut means) = (Vec::new(), Vec::new(), Centres::new(dimensions));
    for share in shares {
        let total: f64 = share.iter().sum::<f64>() + 10.0 * f64::EPSILON;
        let mean = |column: &Vec<f64>| share.iter().zip(column).map(|(s, x)| s * x).sum::<f64>() / total;
        let mean: Vec<f64> = points.columns().iter().map(mean).collect();
        let mut covariance = Square::zeros(dimensions);
        for (row, (a, middle_a)) in points.columns().iter().zip(&mean).enumerate() {
            for (column, (b, middle_b)) in points.columns().iter().zip(&mean).enumerate().take(row + 1) {
                let products = share.iter().zip(a.iter().zip(b)).map(|(s, (x, y))| s * (x - middle_a) * (y - middle_b));
                let floor = if row == column { FLOOR } else { 0.0 };
                covariance.set(row, column, products.sum::<f64>() / total + floor);
            }
        }
        triangles.push(covariance.cholesky()?);
        weights.push(total / points.count() as f64);
        means.push(mean.into_iter());
    }
    let all: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= all);
    Some(Mixture { weights, means, triangles, log_likelihood: 0.0, bic: 0.0, rounds: 0, converged: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_component_is_the_normal_distribution() {
        // Mean 2, variance 2 (population) + 10⁻⁶: LL = −n/2 · (ln 2πv + 2/v).
        let points = Points::new(vec![vec![0.0, 1.0, 2.0, 3.0, 4.0]]).unwrap();
        let found = mixture(&points, &[0; 5], 1).unwrap();
        let variance = 2.0 + 1e-6;
        let exact = -2.5 * ((2.0 * std::f64::consts::PI * variance).ln() + 2.0 / variance);
        assert!((found.log_likelihood - exact).abs() < 1e-12);
        assert!((found.bic - (2.0 * 5.0_f64.ln() - 2.0 * exact)).abs() < 1e-12);
        assert!(found.converged);
    }

    #[test]
    fn long_clouds_that_cross_the_bisector_are_told_apart() {
        // Two parallel strips, each much longer than they are apart.
        let along: Vec<f64> = (0..200).map(|i| f64::from(i % 100)).collect();
        let across: Vec<f64> = (0..200).map(|i| f64::from(i / 100) * 3.0 + f64::from(i * 7 % 10) / 10.0).collect();
        let points = Points::new(vec![along, across]).unwrap();
        // From a division that is wrong for one point in ten.
        let strips: Vec<u8> = (0..200).map(|i| (i / 100) as u8).collect();
        let start: Vec<u8> = (0_usize..200).map(|i| strips[i] ^ u8::from(i % 10 == 0)).collect();
        let found = mixture(&points, &start, 2).unwrap();
        assert_eq!(found.assign(&points), strips);
    }

    #[test]
    fn a_likelihood_without_bound_is_refused() {
        // Two weights, means and variances are five numbers to estimate.
        let line = |count: u32| Points::new(vec![(0..count).map(f64::from).collect()]).unwrap();
        assert_eq!((parameters(2, 1), parameters(3, 4)), (5, 44));
        assert!(mixture(&line(5), &[0, 0, 0, 1, 1], 2).is_err());
        assert!(mixture(&line(6), &[0, 0, 0, 1, 1, 1], 2).is_ok());
        // One far point makes a component of its own.
        let far = Points::new(vec![vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 900.0]]).unwrap();
        assert_eq!(mixture(&far, &[0, 0, 0, 0, 0, 0, 1], 2).err(), Some(Unbounded { smallest: 1 }));
    }

    #[test]
    fn equal_points_have_a_density() {
        let points = Points::new(vec![vec![1.0, 1.0, 1.0, 5.0, 5.0, 5.0]]).unwrap();
        let found = mixture(&points, &[0, 0, 0, 1, 1, 1], 2).unwrap();
        assert!(found.log_likelihood.is_finite() && found.bic.is_finite());
    }
}
