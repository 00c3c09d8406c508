//! Lines grouped by customer: numbers only, nothing that names a person.

use super::calendar::Covered;
use super::channels::Channels;
use super::events::Events;
use super::parts::{Dimension, LineField, NumberColumn, Part, Parts, Pieces, Traits, pick};
use crate::error::{Error, ErrorKind};
use crate::table::least_and_most;
use serde_json::{Map, Value};
use std::fmt;
use std::ops::Range;

/// The lines of all customers up to the reference date, grouped by customer.
///
/// Customers stand in bytewise order of the normalised `user_id`; lines of one customer follow each other. Days are
/// days since 1970-01-01 by wall time, amounts are ten-thousandths of the currency (negative for refunds).
///
/// ```
/// use insitu::customers::CustomerView;
///
/// // Two customers: the first bought twice (orders 0 and 1), the second once.
/// let view = CustomerView::from_parts(
///     vec![0, 2, 3],
///     vec![10, 12, 11],
///     vec![0, 1, 0],
///     vec![50_000, 20_000, 990_000],
///     vec![false, false, false],
///     13,
/// )?;
/// assert_eq!(view.customers(), 2);
/// assert_eq!(view.lines_of(0).day, [10, 12]);
/// assert_eq!(view.last_day(), Some(12));
/// # Ok::<(), insitu::customers::ViewFault>(())
/// ```
#[derive(Clone)]
pub struct CustomerView {
    offsets: Vec<u32>,
    day: Vec<i32>,
    order: Vec<u32>,
    amount: Vec<i64>,
    refund: Vec<bool>,
    /// What of each line was paid back on the line itself, which its amount no longer holds; empty where nothing was.
    returned: Vec<i64>,
    as_of: i32,
    first_day: Option<i32>,
    last_day: Option<i32>,
    /// What the table of the lines covers, where somebody said.
    covered: Option<Covered>,
    parts: Parts,
    /// Of a view of some customers, their numbers in the view of all.
    origin: Option<Vec<u32>>,
    /// Settings in force by analysis.
    settings: Map<String, Value>,
    /// The smallest group that may be told of.
    smallest_group: u64,
}

/// The lines of one customer: slices of one length.
#[derive(Clone, Copy)]
pub struct Lines<'a> {
    /// Days since 1970-01-01.
    pub day: &'a [i32],
    /// Number of the order within the customer, dense from 0; lines of one order share it.
    pub order: &'a [u32],
    /// Ten-thousandths of the currency; negative for refunds.
    pub amount: &'a [i64],
    /// Whether the line is a refund.
    pub refund: &'a [bool],
}

/// Why parts do not make a [`CustomerView`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewFault {
    /// More lines than the offsets can address (2³² − 1).
    TooManyLines,
    /// The line columns differ in length.
    Lengths,
    /// The offsets do not start at 0, fall, or do not end at the number of lines.
    Offsets,
    /// The order numbers of a customer are not exactly 0, 1, … without a gap.
    Orders,
    /// A line lies on the reference date or after it.
    Day,
}

impl CustomerView {
    /// A view of the given parts: customer `i` has the lines `offsets[i]..offsets[i + 1]`.
    ///
    /// # Errors
    /// [`ViewFault`] when lengths, offsets, order numbers or days contradict each other.
    pub fn from_parts(
        offsets: Vec<u32>,
        day: Vec<i32>,
        order: Vec<u32>,
        amount: Vec<i64>,
        refund: Vec<bool>,
        as_of: i32,
    ) -> Result<Self, ViewFault> {
        let Ok(lines) = u32::try_from(day.len()) else {
            return Err(ViewFault::TooManyLines);
        };
        if [order.len(), amount.len(), refund.len()] != [day.len(); 3] {
            return Err(ViewFault::Lengths);
        }
        if offsets.first() != Some(&0) || offsets.last() != Some(&lines) || !offsets.is_sorted() {
            return Err(ViewFault::Offsets);
        }
        let mut seen = Vec::new();
        for (&start, &end) in offsets.iter().zip(offsets.iter().skip(1)) {
            let orders = order.get(start as usize..end as usize).unwrap_or_default();
            if !is_dense(orders, &mut seen) {
                return Err(ViewFault::Orders);
            }
        }
        let (first_day, last_day) = least_and_most(day.iter().copied()).unzip();
        if last_day.is_some_and(|d| d >= as_of) {
            return Err(ViewFault::Day);
        }
        Ok(Self {
            offsets,
            day,
            order,
            amount,
            refund,
            returned: Vec::new(),
            as_of,
            first_day,
            last_day,
            covered: None,
            parts: Parts::default(),
            origin: None,
            settings: Map::new(),
            smallest_group: crate::mask::K,
        })
    }

    /// The same view with other parts beside its lines.
    #[must_use]
    pub fn with(self, parts: Parts) -> Self {
        Self { parts, ..self }
    }

    /// The same lines, of which so much was paid back on the line itself: their amounts are net of it. One number for each line, or none.
    #[must_use]
    pub fn with_returned(self, returned: Vec<i64>) -> Self {
        Self { returned, ..self }
    }

    /// What of each line was paid back on the line itself, in ten-thousandths; empty where nothing was.
    #[must_use]
    pub fn returned(&self) -> &[i64] {
        &self.returned
    }

    /// The same lines among more customers: customer `i` is now `places[i]` of `customers`, in ascending order; the others have no line.
    #[must_use]
    pub(super) fn among(mut self, places: &[u32], customers: usize) -> Self {
        let mut offsets = Vec::with_capacity(customers + 1);
        offsets.push(0);
        for (&place, &end) in places.iter().zip(self.offsets.iter().skip(1)) {
            let before = offsets.last().copied().unwrap_or(0);
            offsets.resize(place as usize + 1, before);
            offsets.push(end);
        }
        let last = offsets.last().copied().unwrap_or(0);
        offsets.resize(customers + 1, last);
        self.offsets = offsets;
        self
    }

    /// The same customers in another order, with their lines; and where each line stands now.
    pub(super) fn in_order(mut self, order: &[usize]) -> (Self, Vec<u32>) {
        let lines: Vec<Range<usize>> = order.iter().map(|&customer| self.range_of(customer)).collect();
        let mut moved = vec![0; self.lines()];
        for (now, before) in (0_u32..).zip(lines.iter().cloned().flatten()) {
            if let Some(slot) = moved.get_mut(before) {
                *slot = now;
            }
        }
        let ends = lines.iter().scan(0, |end, range| {
            *end += range.len() as u32;
            Some(*end)
        });
        self.offsets = std::iter::once(0).chain(ends).collect();
        self.day = pick(&self.day, &lines);
        self.order = pick(&self.order, &lines);
        self.amount = pick(&self.amount, &lines);
        self.refund = pick(&self.refund, &lines);
        self.returned = if self.returned.is_empty() { Vec::new() } else { pick(&self.returned, &lines) };
        (self, moved)
    }

    /// The view of the customers that are kept. Days and labels stay as they are, and so does the reference date.
    ///
    /// # Errors
    /// [`ViewFault`] never, as the parts of a view make a view.
    pub fn only(&self, keep: &[bool]) -> Result<Self, ViewFault> {
        let customers: Vec<u32> = (0_u32..).zip(keep).filter(|(_, keep)| **keep).map(|(customer, _)| customer).collect();
        let lines: Vec<Range<usize>> = customers.iter().map(|&customer| self.range_of(customer as usize)).collect();
        let mut offsets = vec![0];
        let mut end = 0;
        offsets.extend(lines.iter().map(|range| {
            end += range.len() as u32;
            end
        }));
        let (day, order) = (pick(&self.day, &lines), pick(&self.order, &lines));
        let view = Self::from_parts(offsets, day, order, pick(&self.amount, &lines), pick(&self.refund, &lines), self.as_of)?;
        let returned = if self.returned.is_empty() { Vec::new() } else { pick(&self.returned, &lines) };
        let parts = self.parts.only(keep, &customers, &lines);
        let customers = customers.into_iter().map(|customer| self.origin(customer as usize) as u32).collect();
        Ok(Self { parts, returned, covered: self.covered(), origin: Some(customers), settings: self.settings.clone(), ..view })
    }

    /// Number in the view of all customers of one in a view of some.
    #[must_use]
    pub fn origin(&self, customer: usize) -> usize {
        self.origin.as_ref().and_then(|origin| origin.get(customer)).map_or(customer, |&c| c as usize)
    }

    /// Settings in force of an analysis, for those that divide customers by its groups; null for its defaults.
    #[must_use]
    pub fn settings_of(&self, analysis: &str) -> &Value {
        self.settings.get(analysis).unwrap_or(&Value::Null)
    }

    /// The smallest group of customers that may be told of.
    #[must_use]
    pub fn smallest_group(&self) -> u64 {
        self.smallest_group
    }

    /// Sets what [`CustomerView::settings_of`] and [`CustomerView::smallest_group`] say.
    pub fn set_settings(&mut self, settings: Map<String, Value>, smallest_group: u64) {
        (self.settings, self.smallest_group) = (settings, smallest_group);
    }

    /// What was made beside the lines.
    #[must_use]
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    pub(super) fn parts_mut(&mut self) -> &mut Parts {
        &mut self.parts
    }

    /// Whether a part was asked for and made, or found to be missing.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.parts.made.contains(&part)
    }

    /// Labels of the lines; `None` where the tables have none.
    #[must_use]
    pub fn dimension(&self, field: LineField) -> Option<&Dimension> {
        let at = LineField::ALL.iter().position(|f| *f == field)?;
        self.parts.lines.get(at)?.as_ref()
    }

    /// Pieces on each line; `None` where the tables have none.
    #[must_use]
    pub fn quantity(&self) -> Option<&Pieces> {
        self.parts.quantity.as_ref()
    }

    /// Cost of each line in ten-thousandths of the currency; `None` where the tables have none.
    #[must_use]
    pub fn cost(&self) -> Option<&[i64]> {
        self.parts.cost.as_deref()
    }

    /// What is known of customers; `None` where the tables say nothing.
    #[must_use]
    pub fn people(&self) -> Option<&Traits> {
        self.parts.traits.as_ref()
    }

    /// Events of customers; `None` without a table of events.
    #[must_use]
    pub fn events(&self) -> Option<&Events> {
        self.parts.events.as_ref()
    }

    /// Seconds of wall time since 1970-01-01 of each line, and whether times of day are known; `None` without purchases.
    #[must_use]
    pub fn seconds(&self) -> Option<(&[i64], bool)> {
        self.parts.seconds.as_ref().map(|(seconds, timed)| (seconds.as_slice(), *timed))
    }

    /// Rows of the table of channels; `None` without one.
    #[must_use]
    pub fn channels(&self) -> Option<&Channels> {
        self.parts.channels.as_ref()
    }

    /// Columns of numbers of all tables.
    #[must_use]
    pub fn columns(&self) -> &[NumberColumn] {
        &self.parts.columns
    }

    /// Number of customers, those without a purchase included.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Number of lines of all customers.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.day.len()
    }

    /// The lines of a customer; none for an index at or above [`CustomerView::customers`].
    #[must_use]
    pub fn lines_of(&self, customer: usize) -> Lines<'_> {
        self.lines_at(self.range_of(customer))
    }

    /// All lines, customer after customer.
    #[must_use]
    pub fn all(&self) -> Lines<'_> {
        self.lines_at(0..self.lines())
    }

    /// Where the lines of a customer stand in the columns of lines.
    #[must_use]
    pub fn range_of(&self, customer: usize) -> Range<usize> {
        match (self.offsets.get(customer), self.offsets.get(customer + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        }
    }

    fn lines_at(&self, range: Range<usize>) -> Lines<'_> {
        Lines {
            day: self.day.get(range.clone()).unwrap_or_default(),
            order: self.order.get(range.clone()).unwrap_or_default(),
            amount: self.amount.get(range.clone()).unwrap_or_default(),
            refund: self.refund.get(range).unwrap_or_default(),
        }
    }

    /// The lines of each customer in turn.
    pub fn iter(&self) -> impl Iterator<Item = Lines<'_>> {
        (0..self.customers()).map(|customer| self.lines_of(customer))
    }

    /// The reference date, in days since 1970-01-01: the exclusive end of everything that is counted.
    #[must_use]
    pub fn as_of(&self) -> i32 {
        self.as_of
    }

    /// The days that the table of the lines covers, whichever customers this is a view of: from its first line up to the reference date,
    /// or to its last line where it ends before the other tables. `None` without a line.
    #[must_use]
    pub fn covered(&self) -> Option<Covered> {
        let all = self.first_day.map(|from| Covered { from, to: self.as_of });
        self.covered.or(all)
    }

    pub(super) fn set_covered(&mut self, covered: Option<Covered>) {
        self.covered = covered;
    }

    /// The earliest day that holds a line.
    #[must_use]
    pub fn first_day(&self) -> Option<i32> {
        self.first_day
    }

    /// The latest day that holds a line.
    #[must_use]
    pub fn last_day(&self) -> Option<i32> {
        self.last_day
    }
}

/// Whether the numbers are exactly 0, 1, … n, in any order and with repeats.
#[inline(never)]
fn is_dense(orders: &[u32], seen: &mut Vec<bool>) -> bool {
    let mut next = 0;
    let by_appearance = orders.iter().all(|&order| {
        next += u32::from(order == next);
        order < next
    });
    if by_appearance {
        return true;
    }
    seen.clear();
    seen.resize(orders.len(), false);
    let mut highest = 0;
    for &order in orders {
        match seen.get_mut(order as usize) {
            Some(mark) => *mark = true,
            None => return false,
        }
        highest = highest.max(order as usize);
    }
    seen.iter().take(highest + 1).all(|&mark| mark)
}

impl fmt::Display for ViewFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooManyLines => "more lines than 32 bits can address",
            Self::Lengths => "line columns differ in length",
            Self::Offsets => "offsets do not cover the lines",
            Self::Orders => "order numbers of a customer are not dense",
            Self::Day => "a line lies on or after the reference date",
        })
    }
}

impl std::error::Error for ViewFault {}

impl From<ViewFault> for Error {
    fn from(fault: ViewFault) -> Self {
        Self::new(if fault == ViewFault::TooManyLines { ErrorKind::Limit } else { ErrorKind::Chunk })
    }
}

/// Offsets without the customers that have no line, and the numbers of those that stay.
pub(super) fn without_empty(offsets: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut left = vec![0];
    let mut numbers = Vec::with_capacity(offsets.len());
    for (number, (start, &end)) in offsets.iter().zip(offsets.iter().skip(1)).enumerate() {
        if *start < end {
            left.push(end);
            numbers.push(number as u32);
        }
    }
    (left, numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(offsets: &[u32], order: &[u32], as_of: i32) -> Result<CustomerView, ViewFault> {
        let n = order.len();
        CustomerView::from_parts(offsets.to_vec(), vec![5; n], order.to_vec(), vec![1; n], vec![false; n], as_of)
    }

    #[test]
    fn well_formed_parts_make_a_view() {
        let v = view(&[0, 3, 3, 4], &[1, 0, 1, 0], 6).ok().unwrap();
        assert_eq!((v.customers(), v.lines()), (3, 4));
        assert_eq!(v.lines_of(0).order, [1, 0, 1]);
        assert!(v.lines_of(1).day.is_empty());
        assert!(v.lines_of(3).day.is_empty());
        assert_eq!((v.first_day(), v.last_day(), v.as_of()), (Some(5), Some(5), 6));
        let empty = view(&[0], &[], 6).ok().unwrap();
        assert_eq!((empty.customers(), empty.first_day()), (0, None));
    }

    #[test]
    fn contradictions_are_named() {
        assert_eq!(view(&[], &[], 6).err(), Some(ViewFault::Offsets));
        assert_eq!(view(&[1, 2], &[0, 0], 6).err(), Some(ViewFault::Offsets));
        assert_eq!(view(&[0, 2, 1, 2], &[0, 0], 6).err(), Some(ViewFault::Offsets));
        assert_eq!(view(&[0, 1], &[0, 0], 6).err(), Some(ViewFault::Offsets));
        assert_eq!(view(&[0, 2], &[0, 2], 6).err(), Some(ViewFault::Orders));
        assert_eq!(view(&[0, 2], &[1, 1], 6).err(), Some(ViewFault::Orders));
        assert_eq!(view(&[0, 2], &[0, u32::MAX], 6).err(), Some(ViewFault::Orders));
        assert_eq!(view(&[0, 2], &[0, 1], 5).err(), Some(ViewFault::Day));
        let lengths = CustomerView::from_parts(vec![0, 1], vec![1], vec![0], vec![], vec![false], 6);
        assert_eq!(lengths.err(), Some(ViewFault::Lengths));
    }
}
