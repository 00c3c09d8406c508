//! Events of a customer → journeys: what may be a step, in order of time, apart by session, day or a property that is held.

use super::matching::{Item, NO_PLACE};
use super::plan::Plan;
use crate::customers::{CustomerView, Events, NO_LABEL};
use crate::table::date::DAY;
use std::ops::Range;

/// What no chain may leave.
#[derive(Clone, Copy)]
pub(super) enum Bound<'a> {
    /// Nothing.
    Free,
    /// A calendar day.
    Day,
    /// A session by its label.
    Session(&'a [u32]),
    /// A session by the seconds without an event after which it is over.
    Gap(i64),
}

/// The journeys of one customer at a time; its room is used again for the next.
pub(super) struct Journeys<'a> {
    view: &'a CustomerView,
    events: &'a Events,
    bound: Bound<'a>,
    held: Option<&'a [u32]>,
    /// First and last second of entries.
    entries: (i64, i64),
    /// Events of all journeys, one journey behind the other.
    pub items: Vec<Item>,
    /// Where each begins and ends.
    pub ranges: Vec<Range<usize>>,
    keys: Vec<(u64, u32)>,
    sorted: Vec<Item>,
}

impl<'a> Journeys<'a> {
    pub fn new(
        view: &'a CustomerView,
        events: &'a Events,
        bound: Bound<'a>,
        held: Option<&'a [u32]>,
        entries: (i64, i64),
    ) -> Self {
        Self { view, events, bound, held, entries, items: Vec::new(), ranges: Vec::new(), keys: Vec::new(), sorted: Vec::new() }
    }

    /// Takes up the next customer.
    pub fn load(&mut self, plan: &mut Plan<'_>, customer: usize) {
        let range = self.events.range_of(customer);
        let seconds = self.events.second.get(range.clone()).unwrap_or_default();
        self.items.clear();
        self.ranges.clear();
        plan.start();
        let (first, last) = self.entries;
        for (place, &second) in range.zip(seconds) {
            let Some(mut mask) = plan.mask(customer, place, second) else { continue };
            let bars = plan.bars(mask);
            mask &= plan.all;
            if second < first || second > last {
                mask &= !1;
            }
            self.items.push(Item { second, mask, bars, place: place as u32 });
        }
        if plan.reads_lines() {
            let (items, timed) = (&mut self.items, self.events.timed);
            plan.of_lines(self.view, timed, customer, &mut |second, mask| {
                let mask = if second < first || second > last { mask & !1 } else { mask };
                items.push(Item { second, mask, bars: 0, place: NO_PLACE });
            });
            self.items.sort_by_key(|item| item.second);
        }
        if matches!(self.bound, Bound::Free) && self.held.is_none() {
            self.ranges.push(0..self.items.len());
        } else {
            self.divide();
        }
    }

    /// Puts the events of each journey beside each other, in order of time.
    fn divide(&mut self) {
        self.keys.clear();
        let (mut session, mut before) = (0_u32, i64::MIN);
        for (at, item) in (0_u32..).zip(&self.items) {
            let place = item.place as usize;
            let part = match self.bound {
                Bound::Free => Some(0),
                Bound::Day => Some(item.second.div_euclid(DAY) as u32),
                Bound::Session(labels) => labels.get(place).copied().filter(|label| *label != NO_LABEL),
                Bound::Gap(gap) => {
                    session += u32::from(before != i64::MIN && item.second - before > gap);
                    before = item.second;
                    Some(session)
                }
            };
            let held = match self.held {
                None => Some(0),
                Some(labels) => labels.get(place).copied().filter(|label| *label != NO_LABEL),
            };
            // What has no label belongs to no journey.
            if let (Some(part), Some(held)) = (part, held) {
                self.keys.push((u64::from(held) << 32 | u64::from(part), at));
            }
        }
        if !self.keys.is_sorted() {
            self.keys.sort_unstable();
        }
        self.sorted.clear();
        self.sorted.extend(self.keys.iter().filter_map(|(_, at)| self.items.get(*at as usize)));
        std::mem::swap(&mut self.items, &mut self.sorted);
        let mut start = 0;
        for run in self.keys.chunk_by(|a, b| a.0 == b.0) {
            self.ranges.push(start..start + run.len());
            start += run.len();
        }
    }

    /// The first event of the customer behind a second.
    pub fn next(&self, customer: usize, second: i64) -> Option<usize> {
        let range = self.events.range_of(customer);
        let seconds = self.events.second.get(range.clone()).unwrap_or_default();
        let at = seconds.partition_point(|own| *own <= second);
        (at < seconds.len()).then_some(range.start + at)
    }
}
