//! Small symmetric matrices.

/// A square matrix of a few rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    n: usize,
    cells: Vec<f64>,
}

impl Matrix {
    /// All zeros.
    #[must_use]
    pub fn zero(n: usize) -> Self {
        Self { n, cells: vec![0.0; n * n] }
    }

    /// Ones on the diagonal.
    #[must_use]
    pub fn identity(n: usize) -> Self {
        let mut matrix = Self::zero(n);
        (0..n).for_each(|i| matrix.set(i, i, 1.0));
        matrix
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.n
    }

    /// A cell; 0 outside.
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> f64 {
        if column < self.n { self.cells.get(row * self.n + column).copied().unwrap_or(0.0) } else { 0.0 }
    }

    /// Sets a cell; nothing outside.
    pub fn set(&mut self, row: usize, column: usize, value: f64) {
        if column < self.n
            && let Some(cell) = self.cells.get_mut(row * self.n + column)
        {
            *cell = value;
        }
    }

    /// Multiplies all cells by a factor.
    pub fn scale(&mut self, factor: f64) {
        self.cells.iter_mut().for_each(|cell| *cell *= factor);
    }

    /// Adds `factor · a bᵀ`.
    pub fn add_outer(&mut self, factor: f64, a: &[f64], b: &[f64]) {
        for (row, a) in self.cells.chunks_exact_mut(self.n.max(1)).zip(a) {
            for (cell, b) in row.iter_mut().zip(b) {
                *cell += factor * a * b;
            }
        }
    }

    /// The product with a vector.
    #[must_use]
    pub fn times(&self, vector: &[f64]) -> Vec<f64> {
        self.cells.chunks_exact(self.n.max(1)).map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum()).collect()
    }

    /// Takes the mean of both halves.
    pub fn make_symmetric(&mut self) {
        for i in 0..self.n {
            for j in 0..i {
                let mean = 0.5 * (self.get(i, j) + self.get(j, i));
                self.set(i, j, mean);
                self.set(j, i, mean);
            }
        }
    }

    /// The inverse of a positive definite matrix, by Cholesky's decomposition; `None` of any other, and of one whose
    /// diagonal is rounding.
    #[must_use]
    pub fn inverse(&self) -> Option<Self> {
        let n = self.n;
        let mut lower = Self::zero(n);
        for j in 0..n {
            let square = self.get(j, j) - (0..j).map(|k| lower.get(j, k) * lower.get(j, k)).sum::<f64>();
            if !square.is_finite() || square <= 1e-13 * self.get(j, j).abs() {
                return None;
            }
            let root = square.sqrt();
            lower.set(j, j, root);
            for i in j + 1..n {
                let rest = self.get(i, j) - (0..j).map(|k| lower.get(i, k) * lower.get(j, k)).sum::<f64>();
                lower.set(i, j, rest / root);
            }
        }
        let mut inverse = Self::zero(n);
        for column in 0..n {
            let mut solved = vec![0.0; n];
            for i in 0..n {
                let known: f64 = solved.iter().take(i).enumerate().map(|(k, s)| lower.get(i, k) * s).sum();
                let right = if i == column { 1.0 } else { 0.0 };
                if let Some(slot) = solved.get_mut(i) {
                    *slot = (right - known) / lower.get(i, i);
                }
            }
            for i in (0..n).rev() {
                let known: f64 = solved.iter().enumerate().skip(i + 1).map(|(k, s)| lower.get(k, i) * s).sum();
                if let Some(slot) = solved.get_mut(i) {
                    *slot = (*slot - known) / lower.get(i, i);
                }
            }
            solved.iter().enumerate().for_each(|(row, &value)| inverse.set(row, column, value));
        }
        inverse.make_symmetric();
        Some(inverse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_positive_definite_has_no_inverse() {
        let mut matrix = Matrix::identity(2);
        matrix.set(0, 1, 2.0);
        matrix.set(1, 0, 2.0);
        assert_eq!(matrix.inverse(), None);
        assert_eq!(Matrix::zero(1).inverse(), None);
        let mut empty = Matrix::identity(2);
        empty.set(1, 1, f64::NAN);
        assert_eq!(empty.inverse(), None);
    }

    proptest! {
        #[test]
        fn a_matrix_times_its_inverse_is_one(cells in prop::collection::vec(-1.0_f64..1.0, 16)) {
            // BᵀB + 1 is positive definite.
            let mut matrix = Matrix::identity(4);
            cells.chunks_exact(4).for_each(|row| matrix.add_outer(1.0, row, row));
            let inverse = matrix.inverse().unwrap();
            for column in 0..4 {
                let unit: Vec<f64> = (0..4).map(|row| f64::from(u8::from(row == column))).collect();
                let back = matrix.times(&inverse.times(&unit));
                prop_assert!(back.iter().zip(&unit).all(|(got, expected)| (got - expected).abs() < 1e-12));
            }
        }
    }
}
