//! Principal components: the directions in which points vary most.

use super::cluster::Points;
use super::{Square, Sum};

/// The principal components of points.
#[derive(Clone, Debug, PartialEq)]
pub struct Principal {
    /// Middle of the points.
    pub means: Vec<f64>,
    /// Variance (n − 1) along each component, from the largest.
    pub variances: Vec<f64>,
    /// Directions of length 1 as rows, the entry of largest size positive.
    pub directions: Square,
}

/// Principal components by the eigenvectors of the covariance matrix; `None` of fewer than two points.
#[must_use]
pub fn principal(points: &Points) -> Option<Principal> {
    if points.count() < 2 {
        return None;
    }
    let means: Vec<f64> = points.columns().iter().map(|column| sum(column.iter().copied()) / points.count() as f64).collect();
    let mut covariance = Square::zeros(points.dimensions());
    for (row, (a, middle_a)) in points.columns().iter().zip(&means).enumerate() {
        for (column, (b, middle_b)) in points.columns().iter().zip(&means).enumerate().take(row + 1) {
            let products = sum(a.iter().zip(b).map(|(x, y)| (x - middle_a) * (y - middle_b)));
            let value = products / (points.count() - 1) as f64;
            covariance.set(row, column, value);
            covariance.set(column, row, value);
        }
    }
    let (values, directions) = covariance.eigen();
    // Rounding may leave a direction without any variance a little below 0.
    Some(Principal { means, variances: values.into_iter().map(|v| v.max(0.0)).collect(), directions })
}

impl Principal {
    /// Where a point lies along a component.
    pub fn project(&self, point: impl Iterator<Item = f64>, component: usize) -> f64 {
        let direction = self.directions.rows().nth(component).unwrap_or_default();
        point.zip(&self.means).zip(direction).map(|((x, mean), d)| (x - mean) * d).sum()
    }
}

fn sum(values: impl Iterator<Item = f64>) -> f64 {
    let mut sum = Sum::default();
    values.for_each(|value| sum.add(value));
    sum.value()
}
