//! Counts beside the number of different customers behind them.

/// Counts by place. Customers are told apart because all that is of one is counted before the next.
pub(super) struct Tally {
    cells: Vec<Cell>,
}

/// What is counted at a place.
#[derive(Clone, Copy, Default)]
pub(super) struct Cell {
    pub count: u64,
    pub customers: u32,
    /// Number of the last customer, from 1.
    last: u32,
}

impl Tally {
    pub fn new(places: usize) -> Self {
        Self { cells: vec![Cell::default(); places] }
    }

    #[inline]
    pub fn add(&mut self, place: usize, customer: usize) {
        if let Some(cell) = self.cells.get_mut(place) {
            cell.add(customer);
        }
    }

    pub fn at(&self, place: usize) -> Cell {
        self.cells.get(place).copied().unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        self.cells.len()
    }
}

impl Cell {
    #[inline]
    pub fn add(&mut self, customer: usize) {
        self.count += 1;
        self.customers += u32::from(self.last != customer as u32 + 1);
        self.last = customer as u32 + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_counts_once() {
        let mut tally = Tally::new(2);
        for (place, customer) in [(0, 0), (0, 0), (1, 0), (0, 3), (9, 3)] {
            tally.add(place, customer);
        }
        let at = |place| (tally.at(place).count, tally.at(place).customers);
        assert_eq!((at(0), at(1), at(9), tally.len()), ((3, 2), (1, 1), (0, 0), 2));
    }
}
