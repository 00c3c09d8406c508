//! Points of a space of few dimensions, column by column.

use std::ops::Range;

/// Points with finite coordinates: at least one point and one column, all columns equally long.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    columns: Vec<Vec<f64>>,
    count: usize,
}

impl Points {
    /// Points of these columns; `None` where the columns differ in length, hold nothing or a number that is not finite, or are
    /// more points than 32 bits count.
    #[must_use]
    pub fn new(columns: Vec<Vec<f64>>) -> Option<Self> {
        let count = columns.first().map(Vec::len).filter(|&n| n > 0 && u32::try_from(n).is_ok())?;
        let sound = columns.iter().all(|c| c.len() == count && c.iter().all(|x| x.is_finite()));
        sound.then_some(Self { columns, count })
    }

    /// How many points.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many coordinates each point has.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.columns.len()
    }

    /// The coordinates, column by column.
    #[must_use]
    pub fn columns(&self) -> &[Vec<f64>] {
        &self.columns
    }

    pub(super) fn columns_mut(&mut self) -> &mut [Vec<f64>] {
        &mut self.columns
    }

    /// The coordinates of one point; 0 for a place at or above [`Points::count`].
    pub fn row(&self, place: usize) -> impl Iterator<Item = f64> {
        self.columns.iter().map(move |column| column.get(place).copied().unwrap_or_default())
    }

    /// The points at some places, in the order of the places.
    #[must_use]
    pub fn select(&self, places: &[u32]) -> Self {
        let pick = |column: &Vec<f64>| places.iter().filter_map(|&p| column.get(p as usize).copied()).collect();
        let columns: Vec<Vec<f64>> = self.columns.iter().map(pick).collect();
        Self { count: columns.first().map_or(0, Vec::len), columns }
    }

    /// Squared Euclidean distances of a run of points to a place in space, into the first places of `out`.
    #[inline]
    pub(super) fn squared(&self, run: Range<usize>, to: &[f64], out: &mut [f64]) {
        for (dimension, (column, &c)) in self.columns.iter().zip(to).enumerate() {
            let values = column.get(run.clone()).unwrap_or_default();
            if dimension == 0 {
                for (square, &x) in out.iter_mut().zip(values) {
                    *square = (x - c) * (x - c);
                }
            } else {
                for (square, &x) in out.iter_mut().zip(values) {
                    *square += (x - c) * (x - c);
                }
            }
        }
    }
}

/// Places in space, one row of coordinates for each: centres of clusters.
#[derive(Clone, Debug, PartialEq)]
pub struct Centres {
    dimensions: usize,
    coordinates: Vec<f64>,
}

impl Centres {
    /// No centre yet, in a space of so many dimensions.
    #[must_use]
    pub fn new(dimensions: usize) -> Self {
        Self { dimensions: dimensions.max(1), coordinates: Vec::new() }
    }

    /// Adds a centre behind the others.
    pub fn push(&mut self, coordinates: impl Iterator<Item = f64>) {
        let full = self.coordinates.len() + self.dimensions;
        self.coordinates.extend(coordinates.chain(std::iter::repeat(0.0)).take(self.dimensions));
        debug_assert_eq!(self.coordinates.len(), full);
    }

    /// How many centres.
    #[must_use]
    pub fn count(&self) -> usize {
        self.coordinates.len() / self.dimensions
    }

    /// All centres in their order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.coordinates.chunks_exact(self.dimensions)
    }

    /// One centre; empty for a number at or above [`Centres::count`].
    #[must_use]
    pub fn row(&self, number: usize) -> &[f64] {
        self.coordinates.get(number * self.dimensions..(number + 1) * self.dimensions).unwrap_or_default()
    }

    /// One centre, to be moved.
    pub(super) fn row_mut(&mut self, number: usize) -> &mut [f64] {
        self.coordinates.get_mut(number * self.dimensions..(number + 1) * self.dimensions).unwrap_or_default()
    }
}

/// Squared Euclidean distance.
pub(super) fn squared(a: impl Iterator<Item = f64>, b: &[f64]) -> f64 {
    a.zip(b).map(|(x, y)| (x - y) * (x - y)).sum()
}
