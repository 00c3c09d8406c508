//! The scored customers, kept for paging, filters and export; it stays in the engine.

use super::classes::Class;
use super::output::Customers;
use super::segments::SEGMENTS;
use crate::table::Money;

/// One row per scored customer, in the order of the view. All columns have one length.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RfmTable {
    /// Index of the customer in the [`CustomerView`](crate::customers::CustomerView); those without a purchase are missing.
    pub customer: Vec<u32>,
    /// Days from the last purchase to the reference date.
    pub recency_days: Vec<i32>,
    /// Purchases by the chosen unit.
    pub frequency: Vec<u32>,
    /// M in ten-thousandths.
    pub monetary: Vec<i64>,
    /// Scores 1 to k, the best is k.
    pub r: Vec<u8>,
    /// Scores 1 to k.
    pub f: Vec<u8>,
    /// Scores 1 to k.
    pub m: Vec<u8>,
    /// [`Class::bits`].
    pub class: Vec<u8>,
    /// Index in [`SEGMENTS`]; only with five scores.
    pub segment: Option<Vec<u8>>,
}

/// Which rows to show: all conditions that are set must hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RfmFilter {
    /// [`Class::bits`].
    pub class: Option<u8>,
    /// Index in [`SEGMENTS`].
    pub segment: Option<u8>,
    /// R score.
    pub r: Option<u8>,
    /// F score.
    pub f: Option<u8>,
}

impl RfmTable {
    /// Number of scored customers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.customer.len()
    }

    /// Whether nobody is scored.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customer.is_empty()
    }

    /// Rows that pass the filter, in order.
    pub fn rows(&self, filter: RfmFilter) -> impl Iterator<Item = usize> + '_ {
        let passes = |wanted: Option<u8>, column: &[u8], row: usize| wanted.is_none_or(|w| column.get(row) == Some(&w));
        (0..self.len()).filter(move |&row| {
            passes(filter.class, &self.class, row)
                && passes(filter.segment, self.segment.as_deref().unwrap_or_default(), row)
                && passes(filter.r, &self.r, row)
                && passes(filter.f, &self.f, row)
        })
    }

    /// Class of a row.
    #[must_use]
    pub fn class_of(&self, row: usize) -> Option<&'static Class> {
        Class::of_bits(*self.class.get(row)?)
    }

    /// Name of the segment of a row.
    #[must_use]
    pub fn segment_of(&self, row: usize) -> Option<&'static str> {
        let index = *self.segment.as_ref()?.get(row)?;
        SEGMENTS.get(usize::from(index)).map(|segment| segment.name)
    }

    /// The first `limit` customers as they stand in results, without any identifier.
    #[must_use]
    pub fn listing(&self, limit: usize) -> Customers {
        let n = self.len().min(limit);
        Customers {
            total: self.len() as u64,
            listed: n as u64,
            recency_days: self.recency_days.iter().take(n).copied().collect(),
            frequency: self.frequency.iter().take(n).copied().collect(),
            monetary: self.monetary.iter().take(n).map(|&m| Money(i128::from(m))).collect(),
            r: self.r.iter().take(n).copied().collect(),
            f: self.f.iter().take(n).copied().collect(),
            m: self.m.iter().take(n).copied().collect(),
            class: (0..n).filter_map(|row| self.class_of(row)).map(|class| class.code).collect(),
            segment: self.segment.as_ref().map(|_| (0..n).filter_map(|row| self.segment_of(row)).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_combine_and_listings_stop() {
        let table = RfmTable {
            customer: vec![0, 2, 3],
            recency_days: vec![1, 2, 3],
            frequency: vec![1; 3],
            monetary: vec![5_000; 3],
            r: vec![5, 5, 1],
            f: vec![1, 2, 1],
            m: vec![1; 3],
            class: vec![7, 0, 7],
            segment: Some(vec![3, 2, 10]),
        };
        let rows = |filter| table.rows(filter).collect::<Vec<_>>();
        assert_eq!(rows(RfmFilter::default()), [0, 1, 2]);
        assert_eq!(rows(RfmFilter { class: Some(7), r: Some(1), ..RfmFilter::default() }), [2]);
        assert_eq!(rows(RfmFilter { segment: Some(2), ..RfmFilter::default() }), [1]);
        let bare = RfmTable { segment: None, ..table.clone() };
        assert_eq!(bare.rows(RfmFilter { segment: Some(2), ..RfmFilter::default() }).count(), 0);
        let listing = table.listing(2);
        assert_eq!((listing.total, listing.listed, listing.class), (3, 2, vec!["111", "000"]));
        assert_eq!(listing.segment, Some(vec!["new_customers", "potential_loyalist"]));
        assert_eq!(table.listing(9).listed, 3);
    }
}
