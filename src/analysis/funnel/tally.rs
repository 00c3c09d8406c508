//! Attempts, one after the other → counts, times and periods.

use super::lost::{Compared, Next};
use super::matching::{NO_PLACE, Path};
use super::output::{Breakdown, BreakdownRow, Closest, Trend, TrendRow};
use super::params::Attribution;
use super::property::Property;
use super::times::median;
use crate::analysis::period::{Calendar, Unit, iso};
use crate::error::Result;
use crate::stats::{Ratio, largest, wilson};
use crate::table::date::civil_day;

/// Longest file in days whose entries are shown by day, and by week.
const BY_DAY: i32 = 62;
const BY_WEEK: i32 = 400;
/// Periods that are shown: the last.
const SHOWN: usize = 400;
/// Labels of a breakdown that are shown.
const LABELS: usize = 20;

/// What is counted of all attempts.
pub(super) struct Tally<'a> {
    steps: usize,
    pub entered: u64,
    pub immature: u64,
    /// Attempts by the steps that they hold, and those of them that are over.
    pub counts: Vec<u64>,
    pub mature: Vec<u64>,
    /// Seconds since the entry and since the step before, by step.
    pub from_entry: Vec<Vec<f64>>,
    pub from_previous: Vec<Vec<f64>>,
    /// Of those that convert the seconds from the entry closest to the goal.
    closest: Vec<f64>,
    differ: u64,
    calendar: Calendar,
    unit: &'static str,
    /// By period and step.
    periods: Vec<u64>,
    open: Vec<bool>,
    pub compared: Compared<'a>,
    pub next: Next,
    split: Option<Split<'a>>,
}

/// Counts by label of a property, with the others and none behind them.
struct Split<'a> {
    property: Property<'a>,
    at: (Attribution, usize),
    counts: Vec<u64>,
}

/// What the attempts are compared and divided by.
pub(super) struct By<'a> {
    pub compared: Compared<'a>,
    pub next: Next,
    pub split: Option<(Property<'a>, Attribution, usize)>,
}

impl<'a> Tally<'a> {
    /// # Errors
    /// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day.
    pub fn new(steps: usize, (first, last, as_of): (i32, i32, i32), by: By<'a>) -> Result<Self> {
        let (unit, code) = match last.saturating_sub(first) {
            span if span < BY_DAY => (Unit::Day, "day"),
            span if span < BY_WEEK => (Unit::Week, "week"),
            _ => (Unit::Month, "month"),
        };
        let calendar = Calendar::new(unit, 1, first, as_of)?;
        let split = by.split.map(|(property, attribution, step)| Split {
            counts: vec![0; (property.labels.len() + 1) * steps],
            at: (attribution, step),
            property,
        });
        Ok(Self {
            steps,
            entered: 0,
            immature: 0,
            counts: vec![0; steps],
            mature: vec![0; steps],
            from_entry: vec![Vec::new(); steps],
            from_previous: vec![Vec::new(); steps],
            closest: Vec::new(),
            differ: 0,
            periods: vec![0; calendar.len() * steps],
            open: vec![false; calendar.len()],
            calendar,
            unit: code,
            compared: by.compared,
            next: by.next,
            split,
        })
    }

    /// Counts an attempt that has entered.
    pub fn add(&mut self, customer: usize, path: &Path, immature: bool) {
        self.entered += 1;
        self.immature += u64::from(immature);
        let entry = path.entry();
        let period = self.calendar.period(civil_day(entry));
        if let Some(open) = self.open.get_mut(period).filter(|_| immature) {
            *open = true;
        }
        let mut before = entry;
        for step in 0..self.steps {
            let Some((second, _)) = path.at(step) else { continue };
            let cells = [
                self.counts.get_mut(step),
                self.mature.get_mut(step).filter(|_| !immature),
                self.periods.get_mut(period * self.steps + step),
            ];
            for cell in cells.into_iter().flatten() {
                *cell += 1;
            }
            if step > 0 {
                let since = |from: i64| (second - from) as f64;
                for (all, from) in [(&mut self.from_entry, entry), (&mut self.from_previous, before)] {
                    if let Some(all) = all.get_mut(step) {
                        all.push(since(from));
                    }
                }
                if step + 1 == self.steps {
                    self.differ += u64::from(path.closest > entry);
                    self.closest.push(since(path.closest));
                }
            }
            before = second;
        }
        if !immature {
            self.compared.add(customer, path);
        }
        if let Some(split) = &mut self.split {
            split.add(customer, path, self.steps);
        }
    }

    /// Both ways to the goal, where some attempt has two.
    pub fn closest(&self) -> Option<Closest> {
        let first = median(self.from_entry.last().filter(|_| self.differ > 0)?)?;
        let differ = Ratio { num: self.differ, den: self.closest.len() as u64 };
        Some(Closest { differ, first, closest: median(&self.closest)? })
    }

    /// Entries over time.
    ///
    /// # Errors
    /// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day.
    pub fn trend(&self) -> Result<Trend> {
        let from = self.calendar.len().saturating_sub(SHOWN);
        let periods = self.periods.chunks(self.steps).zip(&self.open).enumerate().skip(from);
        let rows = periods.map(|(period, (reached, open))| {
            let label = self.calendar.label(period);
            Ok(TrendRow { label, from: iso(self.calendar.start(period))?, mature: !open, reached: reached.to_vec() })
        });
        Ok(Trend { unit: self.unit, rows: rows.collect::<Result<_>>()? })
    }

    /// The funnel by a property.
    pub fn breakdown(&self) -> Option<Breakdown> {
        self.split.as_ref().map(|split| split.rows(self.steps))
    }
}

impl Split<'_> {
    fn add(&mut self, customer: usize, path: &Path, steps: usize) {
        let at = match self.at {
            (Attribution::First, _) => 0,
            (Attribution::Last, _) => path.level() - 1,
            (Attribution::Step, step) => step,
        };
        let Some((_, place)) = path.at(at) else { return };
        let label = self.property.label(customer, place).filter(|_| place != NO_PLACE || !self.property.of_events);
        let row = label.unwrap_or(self.property.labels.len()) * steps;
        for step in (0..steps).filter(|step| path.steps >> step & 1 == 1) {
            if let Some(count) = self.counts.get_mut(row + step) {
                *count += 1;
            }
        }
    }

    fn rows(&self, steps: usize) -> Breakdown {
        let rows: Vec<&[u64]> = self.counts.chunks(steps).collect();
        let entered = |row: &&[u64]| i128::from(row.iter().copied().max().unwrap_or(0));
        let (none, labelled) = rows.split_last().map_or((&[][..], &[][..]), |(none, labelled)| (*none, labelled));
        let sizes: Vec<i128> = labelled.iter().map(entered).collect();
        let shown: Vec<usize> = largest(&sizes, LABELS).into_iter().filter(|at| sizes.get(*at) > Some(&0)).collect();
        let mut rest = vec![0; steps];
        let mut others = 0;
        for (_, row) in labelled.iter().enumerate().filter(|(at, row)| !shown.contains(at) && entered(row) > 0) {
            others += 1;
            for (sum, count) in rest.iter_mut().zip(*row) {
                *sum += count;
            }
        }
        let mut all: Vec<BreakdownRow> = Vec::new();
        for at in shown {
            let label = self.property.labels.get(at).cloned();
            let reached = labelled.get(at).map(|row| row.to_vec()).unwrap_or_default();
            all.push(counted(label, "label", reached));
        }
        for (kind, reached) in [("other", rest), ("none", none.to_vec())] {
            if reached.iter().any(|count| *count > 0) {
                all.push(counted(None, kind, reached));
            }
        }
        Breakdown { property: self.property.name.to_owned(), rows: all, others }
    }
}

fn counted(label: Option<String>, kind: &'static str, reached: Vec<u64>) -> BreakdownRow {
    let interval = reached.first().zip(reached.last()).and_then(|(entered, done)| wilson(*done, *entered));
    BreakdownRow { label, kind, reached, interval }
}
