//! The scored customers, kept for paging, filters and export; it stays in the engine.

use super::classes::{CLASSES, Class};
use super::migration;
use super::output::Customers;
use crate::analysis::{Grouping, Measure};
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
    /// Index in [`RfmTable::segment_names`], where there are segments.
    pub segment: Option<Vec<u8>>,
    /// Names of the segments.
    pub segment_names: Vec<String>,
    /// Number of the move of each customer of the view, of `111>111`, `111>101` … `new>111` … `111>gone` …; only where asked for.
    pub migration: Option<Vec<u16>>,
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

    /// Class of a row.
    #[must_use]
    pub fn class_of(&self, row: usize) -> Option<&'static Class> {
        Class::of_bits(*self.class.get(row)?)
    }

    /// Name of the segment of a row.
    #[must_use]
    pub fn segment_of(&self, row: usize) -> Option<&str> {
        let index = *self.segment.as_ref()?.get(row)?;
        self.segment_names.get(usize::from(index)).map(String::as_str)
    }

    /// The classes of so many customers of the view under a name.
    #[must_use]
    pub fn classes(&self, name: &'static str, customers: usize) -> Grouping {
        let codes = CLASSES.iter().map(|class| class.code.to_owned()).collect();
        let number = |bits: &u8| CLASSES.iter().position(|class| class.bits == *bits).map_or(Grouping::NONE, |at| at as u16);
        Grouping::spread(name, codes, customers, &mut self.customer.iter().copied().zip(self.class.iter().map(number)))
    }

    /// Groups and measures of so many customers of the view, those who are not scored included.
    #[must_use]
    pub fn groups(&self, customers: usize) -> (Vec<Grouping>, Vec<Measure>) {
        let rows = || self.customer.iter().copied();
        let score = |name, scores: &[u8]| {
            let most = scores.iter().copied().max().unwrap_or(0);
            let groups = (1..=most).map(|s| s.to_string()).collect();
            Grouping::spread(name, groups, customers, &mut rows().zip(scores.iter().map(|&s| u16::from(s) - 1)))
        };
        let mut groupings = vec![score("r", &self.r), score("f", &self.f), score("m", &self.m), self.classes("class", customers)];
        if let Some(segment) = &self.segment {
            let names = self.segment_names.clone();
            let members = &mut rows().zip(segment.iter().map(|&s| u16::from(s)));
            groupings.push(Grouping::spread("segment", names, customers, members));
        }
        if let Some(moves) = &self.migration {
            groupings.push(Grouping { name: "migration", groups: migration::codes(), of: moves.clone() });
        }
        let measure =
            |name, unit, values: &mut dyn Iterator<Item = f64>| Measure::spread(name, unit, customers, &mut rows().zip(values));
        let measures = vec![
            measure("recency", "day", &mut self.recency_days.iter().map(|&d| f64::from(d))),
            measure("frequency", "order", &mut self.frequency.iter().map(|&f| f64::from(f))),
            measure("monetary", "currency", &mut self.monetary.iter().map(|&m| Money(i128::from(m)).to_f64())),
        ];
        (groupings, measures)
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
            segment: self.segment.as_ref().map(|_| (0..n).filter_map(|row| self.segment_of(row)).map(str::to_owned).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::segments::SEGMENTS;
    use super::*;

    #[test]
    fn groups_are_of_all_customers_and_listings_stop() {
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
            segment_names: SEGMENTS.iter().map(|s| s.name.to_owned()).collect(),
            migration: None,
        };
        let (groupings, measures) = table.groups(5);
        let find = |name: &str| groupings.iter().find(|g| g.name == name).unwrap();
        let of = |name: &str| (0..5).map(|customer| find(name).group_of(customer)).collect::<Vec<_>>();
        assert_eq!(of("class"), [Some("111"), None, Some("000"), Some("111"), None]);
        assert_eq!(of("r"), [Some("5"), None, Some("5"), Some("1"), None]);
        assert_eq!(of("segment")[2], Some("potential_loyalist"));
        assert_eq!(measures[2].values[..1], [0.5]);
        assert!(measures[0].values[1].is_nan());
        let bare = RfmTable { segment: None, ..table.clone() };
        assert_eq!(bare.groups(5).0.len(), 4);
        let listing = table.listing(2);
        assert_eq!((listing.total, listing.listed, listing.class), (3, 2, vec!["111", "000"]));
        assert_eq!(listing.segment, Some(vec!["new_customers".to_owned(), "potential_loyalist".to_owned()]));
        assert_eq!(table.listing(9).listed, 3);
    }
}
