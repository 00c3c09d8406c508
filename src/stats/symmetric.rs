//! Symmetric matrices of few rows, by additions, multiplications, divisions and square roots alone: the same bits everywhere.

/// A square matrix, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Square {
    size: usize,
    cells: Vec<f64>,
}

impl Square {
    /// A matrix of zeros.
    #[must_use]
    pub fn zeros(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    /// Rows and columns.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// A cell; 0 outside.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.cells.get(row * self.size + column).copied().unwrap_or_default()
    }

    /// Writes a cell; nothing outside.
    pub fn set(&mut self, row: usize, column: usize, value: f64) {
        if let Some(cell) = self.cells.get_mut(row * self.size + column) {
            *cell = value;
        }
    }

    /// The rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.cells.chunks_exact(self.size.max(1))
    }

    /// The lower triangle L of a positive definite matrix with L·Lᵀ equal to it (Cholesky); `None` of another matrix.
    #[must_use]
    pub fn cholesky(&self) -> Option<Self> {
        let mut lower = Self::zeros(self.size);
        for row in 0..self.size {
            for column in 0..=row {
                let known: f64 = (0..column).map(|k| lower.at(row, k) * lower.at(column, k)).sum();
                let rest = self.at(row, column) - known;
                if row > column {
                    lower.set(row, column, rest / lower.at(column, column));
                } else if rest > 0.0 && rest.is_finite() {
                    lower.set(row, row, rest.sqrt());
                } else {
                    return None;
                }
            }
        }
        Some(lower)
    }

    /// Eigenvalues from the largest to the smallest, and the eigenvectors of length 1 as rows in the same order, the entry of
    /// largest size positive. Cyclic rotations of Jacobi (Golub and Van Loan, "Matrix computations", 8.5).
    #[must_use]
    pub fn eigen(&self) -> (Vec<f64>, Self) {
        let n = self.size;
        let mut matrix = self.clone();
        let mut vectors = Self::zeros(n);
        (0..n).for_each(|k| vectors.set(k, k, 1.0));
        let scale: f64 = self.cells.iter().map(|x| x * x).sum();
        for _ in 0..60 {
            let aside: f64 =
                (0..n).flat_map(|p| (0..p).map(move |q| (p, q))).map(|(p, q)| matrix.at(p, q) * matrix.at(p, q)).sum();
            if aside <= scale * f64::EPSILON * f64::EPSILON {
                break;
            }
            for p in 0..n {
                for q in p + 1..n {
                    matrix.rotate(&mut vectors, p, q);
                }
            }
        }
        let values: Vec<f64> = (0..n).map(|k| matrix.at(k, k)).collect();
        let value = |k: usize| values.get(k).copied().unwrap_or_default();
        let places = super::order(n, &|a, b| value(b).total_cmp(&value(a)));
        let mut sorted = Self::zeros(n);
        for (row, &place) in places.iter().enumerate() {
            let largest =
                (0..n).fold(0, |best, k| if vectors.at(place, k).abs() > vectors.at(place, best).abs() { k } else { best });
            let sign = if vectors.at(place, largest) < 0.0 { -1.0 } else { 1.0 };
            (0..n).for_each(|k| sorted.set(row, k, sign * vectors.at(place, k)));
        }
        (places.into_iter().map(value).collect(), sorted)
    }

    /// Turns the axes p and q so that the cell between them becomes 0. The rows of `vectors` turn with them.
    fn rotate(&mut self, vectors: &mut Self, p: usize, q: usize) {
        let aside = self.at(p, q);
        if aside == 0.0 {
            return;
        }
        let tau = (self.at(q, q) - self.at(p, p)) / (2.0 * aside);
        let root = (1.0 + tau * tau).sqrt();
        let tangent = if tau >= 0.0 { 1.0 / (tau + root) } else { -1.0 / (root - tau) };
        let cosine = 1.0 / (1.0 + tangent * tangent).sqrt();
        let sine = tangent * cosine;
        for k in 0..self.size {
            let (a, b) = (self.at(k, p), self.at(k, q));
            self.set(k, p, cosine * a - sine * b);
            self.set(k, q, sine * a + cosine * b);
        }
        for k in 0..self.size {
            let (a, b) = (self.at(p, k), self.at(q, k));
            self.set(p, k, cosine * a - sine * b);
            self.set(q, k, sine * a + cosine * b);
            let (a, b) = (vectors.at(p, k), vectors.at(q, k));
            vectors.set(p, k, cosine * a - sine * b);
            vectors.set(q, k, sine * a + cosine * b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn symmetric(size: usize, values: &[f64]) -> Square {
        let mut matrix = Square::zeros(size);
        let mut values = values.iter().cycle();
        for row in 0..size {
            for column in 0..=row {
                let value = *values.next().unwrap();
                matrix.set(row, column, value);
                matrix.set(column, row, value);
            }
        }
        matrix
    }

    #[test]
    fn a_matrix_with_known_eigenvalues() {
        // 2 on the diagonal, −1 beside it: 2 − 2·cos(kπ / (n + 1)).
        let mut matrix = Square::zeros(5);
        for k in 0..5 {
            matrix.set(k, k, 2.0);
            if k > 0 {
                matrix.set(k, k - 1, -1.0);
                matrix.set(k - 1, k, -1.0);
            }
        }
        let (values, _) = matrix.eigen();
        for (k, value) in values.iter().enumerate() {
            let known = 2.0 - 2.0 * ((5 - k) as f64 * std::f64::consts::PI / 6.0).cos();
            assert!((value - known).abs() < 1e-14, "{k}: {value}");
        }
    }

    #[test]
    fn what_is_not_positive_definite_has_no_triangle() {
        assert_eq!(symmetric(2, &[1.0, 2.0, 1.0]).cholesky(), None);
        assert_eq!(symmetric(2, &[0.0]).cholesky(), None);
        assert_eq!(symmetric(2, &[4.0, 2.0, 5.0]).cholesky().unwrap(), Square { size: 2, cells: vec![2.0, 0.0, 1.0, 2.0] });
    }

    proptest! {
        #[test]
        fn eigenvectors_make_up_the_matrix(size in 1_usize..7, values in prop::collection::vec(-10.0..10.0_f64, 21)) {
            let matrix = symmetric(size, &values);
            let (values, vectors) = matrix.eigen();
            prop_assert!(values.windows(2).all(|pair| pair[0] >= pair[1]));
            for row in 0..size {
                for column in 0..size {
                    let made: f64 = (0..size).map(|k| values[k] * vectors.at(k, row) * vectors.at(k, column)).sum();
                    prop_assert!((made - matrix.at(row, column)).abs() < 1e-12);
                    let product: f64 = (0..size).map(|k| vectors.at(row, k) * vectors.at(column, k)).sum();
                    prop_assert!((product - f64::from(u8::from(row == column))).abs() < 1e-13);
                }
            }
        }

        #[test]
        fn triangles_make_up_the_matrix(size in 1_usize..7, values in prop::collection::vec(-1.0..1.0_f64, 21)) {
            let mut matrix = symmetric(size, &values);
            (0..size).for_each(|k| matrix.set(k, k, matrix.at(k, k).abs() + size as f64));
            let lower = matrix.cholesky().unwrap();
            for row in 0..size {
                for column in 0..size {
                    let made: f64 = (0..size).map(|k| lower.at(row, k) * lower.at(column, k)).sum();
                    prop_assert!((made - matrix.at(row, column)).abs() < 1e-13);
                }
            }
        }
    }
}
