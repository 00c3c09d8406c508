//! What customers did and when: their events in order of time, with labels.

use super::calendar::Covered;
use super::parts::{Dimension, pick};
use crate::fields::Field;
use crate::table::date::civil_day;
use std::ops::Range;

/// What an event is labelled by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventField {
    /// What happened.
    Kind,
    /// The product it was about.
    Product,
    /// Category of that.
    Category,
    /// Where the customer came from.
    Channel,
    /// The session it belongs to.
    Session,
    /// The order it belongs to.
    Order,
    /// The page it happened on.
    Page,
}

impl EventField {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Kind, Self::Product, Self::Category, Self::Channel, Self::Session, Self::Order, Self::Page];

    /// The canonical fields that it is read from, the best first.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Kind => &[Field::BehaviorType],
            Self::Product => &[Field::ProductId, Field::ProductName],
            Self::Category => &[Field::Category],
            Self::Channel => &[Field::Channel],
            Self::Session => &[Field::SessionId],
            Self::Order => &[Field::OrderId],
            Self::Page => &[Field::Page],
        }
    }
}

/// Events of customers in order of time; those of one second by their labels, so that the order of rows in a file does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Events {
    /// Events of customer `i` are `offsets[i]..offsets[i + 1]`.
    pub offsets: Vec<u32>,
    /// Seconds of wall time since 1970-01-01, ascending for each customer.
    pub second: Vec<i64>,
    /// Whether times of day are known; without them a day is a visit.
    pub timed: bool,
    /// What the table of events covers, where somebody said.
    pub covered: Option<Covered>,
    /// Labels of the events by [`EventField`], in the order of [`EventField::ALL`]; those that were asked for and are there.
    pub labels: [Option<Dimension>; 7],
    /// Labels of the events by other columns: header and labels.
    pub properties: Vec<(String, Dimension)>,
}

impl Events {
    /// Places of the events of a customer.
    #[must_use]
    pub fn range_of(&self, customer: usize) -> Range<usize> {
        let range = self.offsets.get(customer).zip(self.offsets.get(customer + 1));
        range.map_or(0..0, |(&start, &end)| start as usize..end as usize)
    }

    /// Seconds of the events of a customer.
    #[must_use]
    pub fn of(&self, customer: usize) -> &[i64] {
        self.second.get(self.range_of(customer)).unwrap_or_default()
    }

    /// The days that the table of events covers, whichever customers these are of: from its first event up to the reference date `as_of`, or
    /// to its last event where it ends before the other tables. `None` without an event.
    #[must_use]
    pub fn covered(&self, as_of: i32) -> Option<Covered> {
        let first = || self.offsets.windows(2).filter_map(|pair| self.second.get(*pair.first()? as usize..)?.first()).min();
        self.covered.or_else(|| Some(Covered { from: civil_day(*first()?), to: as_of }))
    }

    /// Labels of the events; `None` where the tables have none.
    #[must_use]
    pub fn labels(&self, field: EventField) -> Option<&Dimension> {
        let at = EventField::ALL.iter().position(|f| *f == field)?;
        self.labels.get(at)?.as_ref()
    }

    /// The events of some customers.
    pub(super) fn only(&self, customers: &[u32]) -> Self {
        let ranges: Vec<Range<usize>> = customers.iter().map(|&customer| self.range_of(customer as usize)).collect();
        let mut end = 0;
        let ends = ranges.iter().map(|range| {
            end += range.len() as u32;
            end
        });
        let dimension = |d: &Dimension| d.only(&ranges);
        Self {
            offsets: std::iter::once(0).chain(ends).collect(),
            second: pick(&self.second, &ranges),
            timed: self.timed,
            covered: self.covered,
            labels: self.labels.each_ref().map(|d| d.as_ref().map(dimension)),
            properties: self.properties.iter().map(|(name, d)| (name.clone(), dimension(d))).collect(),
        }
    }
}
