//! Which rows of all tables of a report may be told: those of few people are hidden, and so many others that nobody who adds up and
//! subtracts what is told, in one table or across several, comes to know a hidden one.
//!
//! A reader knows every count that is not hidden, that a count shown as `<k` is 1 to k − 1 and one shown as `–` at least k, and
//! which counts add up to which. What follows of this is the span of each count (bounds of sums, carried on until nothing changes). A table is dropped where
//! nothing else is left to hide.

use super::imprint::number;
use super::sheet::{CellKind, Sheet, name_of, people_at};
use crate::mask::Shown;
use std::collections::BTreeMap;

/// What of a table may be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// For each row, its counts of people in the order of the columns.
    rows: Vec<Vec<Shown>>,
    whole: bool,
    dropped: bool,
}

impl Told {
    /// All of so many rows.
    pub fn all(rows: usize) -> Self {
        Self { rows: vec![Vec::new(); rows], whole: true, dropped: false }
    }

    /// Whether the figures of a row may be told.
    pub fn row(&self, at: usize) -> bool {
        !self.dropped && self.rows.get(at).is_some_and(|row| row.iter().all(|shown| shown.is_open()))
    }

    /// Whether a row may be told, and what share of the whole it is.
    pub fn share(&self, at: usize) -> bool {
        self.whole && self.row(at)
    }

    /// Whether the sum of the rows may be told, and so shares of it.
    pub fn whole(&self) -> bool {
        self.whole
    }

    /// Whether there is no way to show it.
    pub fn is_dropped(&self) -> bool {
        self.dropped
    }

    /// Closes the rows whose money tells of one of two customers, and the least others, so that all that is closed beside such a row
    /// is at least a tenth of it: the total less what is open tells no more than that.
    pub fn close(&mut self, sheet: &Sheet) {
        let Some(column) = sheet.columns.iter().position(|c| c.kind == CellKind::Money) else { return };
        let money = |at: usize| {
            let cell = sheet.rows.get(at).and_then(|row| row.get(column));
            cell.and_then(number).unwrap_or_default().abs()
        };
        // What is closed of a coarser table is not what is closed of this one: together they would tell.
        let every: Vec<usize> = (0..sheet.rows.len()).collect();
        let dominated = if sheet.shape.within.is_some() { &every } else { &sheet.shape.dominated };
        let mut next = dominated.iter().copied().find(|&at| self.row(at));
        while let Some(at) = next {
            self.rows.get_mut(at).into_iter().for_each(|row| row.push(Shown::Withheld));
            let (closed, open): (Vec<usize>, Vec<usize>) = (0..self.rows.len()).partition(|&at| !self.row(at));
            let all: f64 = closed.iter().map(|&at| money(at)).sum();
            let is_told = |at: usize| self.row(at) || 10.0 * (all - money(at)) < money(at);
            let least = open.into_iter().filter(|&at| money(at) > 0.0).min_by(|&a, &b| money(a).total_cmp(&money(b)));
            let waits = dominated.iter().copied().find(|&at| self.row(at));
            next = waits.or(least).filter(|_| sheet.shape.dominated.iter().any(|&at| is_told(at)));
        }
    }

    /// Counts of people in a row.
    pub fn shown(&self, at: usize) -> &[Shown] {
        self.rows.get(at).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A count of people that a reader knows or not.
#[derive(Clone, Copy, Debug)]
struct Count {
    value: u64,
    hidden: bool,
    /// Whether it stands in a table, so that the reader sees how it is hidden.
    seen: bool,
    /// Whether it is the sum of a table.
    total: bool,
}

impl Count {
    fn is_small(self, k: u64) -> bool {
        self.value > 0 && self.value < k
    }

    /// What the reader knows before adding up.
    fn span(self, k: u64) -> (u64, u64) {
        match self {
            Self { hidden: false, value, .. } => (value, value),
            Self { seen: false, .. } => (0, u64::MAX),
            _ if self.is_small(k) => (1, k - 1),
            _ => (k, u64::MAX),
        }
    }
}

/// A count that is the sum of others.
#[derive(Debug)]
struct Sum {
    whole: usize,
    parts: Vec<usize>,
    sheet: usize,
}

/// Counts by dimension, name and size, each with the last table that it stands in.
type Known<'a> = BTreeMap<(&'a str, &'a str, u64), (usize, usize)>;

/// The counts of all tables of a report.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// The smallest group that is told of.
    k: u64,
    counts: Vec<Count>,
    sums: Vec<Sum>,
    /// For each table, the counts of each row.
    rows: Vec<Vec<Vec<usize>>>,
    totals: Vec<Option<usize>>,
    dropped: Vec<bool>,
    /// Analysis and code of each table.
    names: Vec<(&'static str, &'static str)>,
}

/// All customers of a report: the one count that is always told.
const EVERYBODY: usize = 0;
/// Bounds are carried on this often at most; a few rounds do.
const ROUNDS: usize = 1000;

impl Guard {
    /// Hides what has to be hidden in the tables of a report of so many customers, where no group of fewer than `k` is told of.
    pub fn of(sheets: &[Sheet], customers: u64, k: u64) -> Self {
        let mut guard = Self { k, ..Self::default() };
        guard.count(customers, true, true);
        let mut known = Known::new();
        for (at, sheet) in sheets.iter().enumerate() {
            let people = sheet.people();
            let mut rows: Vec<Vec<usize>> = Vec::new();
            for row in &sheet.rows {
                let mut counts = Vec::new();
                for (column, &place) in people.iter().enumerate() {
                    let value = people_at(row, place);
                    let key = (sheet.shape.dimension.as_str(), name_of(row), value);
                    let is_shared = column == 0 && !sheet.shape.dimension.is_empty();
                    let same = known.get(&key).map(|(number, _)| *number);
                    let same = same.filter(|n| is_shared && !rows.iter().any(|row| row.contains(n)));
                    let number = same.unwrap_or_else(|| guard.count(value, true, false));
                    if is_shared {
                        known.insert(key, (number, at));
                    }
                    counts.push(number);
                }
                rows.push(counts);
            }
            guard.add_up(at, sheet, customers, &rows);
            guard.rows.push(rows);
            guard.dropped.push(false);
            guard.names.push((sheet.analysis, sheet.code));
        }
        guard.compare(&known);
        for (at, sheet) in sheets.iter().enumerate() {
            guard.nest(at, sheet, &known);
            guard.repeat(at, sheet);
        }
        guard.hide();
        guard
    }

    /// What may be told of a table, the one after so many of its analysis and code; nothing of one that was not there.
    pub fn of_sheet(&self, analysis: &str, code: &str, before: usize) -> Told {
        let mut own = self.names.iter().enumerate().filter(|(_, name)| **name == (analysis, code));
        let nothing = || Told { dropped: true, ..Told::default() };
        own.nth(before).map_or_else(nothing, |(at, _)| self.told_of(at))
    }

    fn told_of(&self, at: usize) -> Told {
        let shown = |&number: &usize| match self.counts.get(number) {
            Some(count) if count.hidden && count.is_small(self.k) => Shown::Below(self.k),
            Some(count) if count.hidden => Shown::Withheld,
            count => Shown::Count(count.map_or(0, |c| c.value)),
        };
        let rows = self.rows.get(at).map(Vec::as_slice).unwrap_or_default();
        let total = self.totals.get(at).copied().flatten();
        Told {
            rows: rows.iter().map(|row| row.iter().map(shown).collect()).collect(),
            whole: total.is_none_or(|total| !self.get(total).hidden),
            dropped: self.dropped.get(at).copied().unwrap_or_default(),
        }
    }

    fn get(&self, number: usize) -> Count {
        self.counts.get(number).copied().unwrap_or(Count { value: 0, hidden: false, seen: false, total: false })
    }

    fn count(&mut self, value: u64, seen: bool, total: bool) -> usize {
        let count = Count { value, hidden: !seen, seen, total };
        // Nobody sees that the sum of a table is hidden.
        let is_small = count.is_small(self.k);
        self.counts.push(Count { hidden: !seen || is_small, seen: seen && !(total && is_small), ..count });
        self.counts.len() - 1
    }

    /// A sum, with what is in none of the parts as a part that nobody sees.
    fn sum(&mut self, whole: usize, mut parts: Vec<usize>, sheet: usize) {
        let told: u64 = parts.iter().map(|&part| self.get(part).value).sum();
        let rest = self.get(whole).value.saturating_sub(told);
        if rest > 0 {
            parts.push(self.count(rest, false, false));
        }
        if self.get(whole).value >= told {
            self.sums.push(Sum { whole, parts, sheet });
        }
    }

    /// Within a table: its columns, and across its rows.
    fn add_up(&mut self, at: usize, sheet: &Sheet, customers: u64, rows: &[Vec<usize>]) {
        if sheet.shape.is_chain {
            for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
                if let (Some(&whole), Some(&part)) = (row.first(), next.first()) {
                    self.sum(whole, vec![part], at);
                }
            }
            self.totals.push(None);
            return;
        }
        let mut first = None;
        for column in 0..sheet.people().len() {
            let parts: Vec<usize> = rows.iter().filter_map(|row| row.get(column).copied()).collect();
            let listed: u64 = parts.iter().map(|&part| self.get(part).value).sum();
            let sum = listed + if column == 0 { sheet.shape.unlisted } else { 0 };
            let divides = column == 0 && sheet.shape.divides;
            let total = if divides && sum == customers { EVERYBODY } else { self.count(sum, true, true) };
            self.sum(total, parts, at);
            if divides && total != EVERYBODY && sum < customers {
                self.sum(EVERYBODY, vec![total], at);
            }
            first = first.or(Some(total));
        }
        self.totals.push(first);
        let column = |place: &usize| sheet.people().iter().position(|p| p == place);
        let of = |row: &[usize], place: &usize| column(place).and_then(|c| row.get(c).copied());
        for (shape, ahead) in [(&sheet.shape.parts, 0), (&sheet.shape.next, 1)] {
            let Some((whole, parts)) = shape else { continue };
            for (row, holds) in rows.iter().zip(rows.iter().skip(ahead)) {
                if let Some(whole) = of(row, whole) {
                    self.sum(whole, parts.iter().filter_map(|place| of(holds, place)).collect(), at);
                }
            }
        }
    }

    /// Of rows of one name in two tables the smaller is part of the larger, as those of a place who bought are of all who live there.
    fn compare(&mut self, known: &Known<'_>) {
        for ((one, (smaller, first)), (other, (larger, second))) in known.iter().zip(known.iter().skip(1)) {
            if (one.0, one.1) == (other.0, other.1) {
                self.sum(*larger, vec![*smaller], *first.max(second));
            }
        }
    }

    /// The rows of a finer table add up to those of a coarser one.
    fn nest(&mut self, at: usize, sheet: &Sheet, known: &Known<'_>) {
        let Some((coarser, parents)) = &sheet.shape.within else { return };
        let mut parts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (row, parent) in self.rows.get(at).into_iter().flatten().zip(parents) {
            if let (Some(&count), Some(parent)) = (row.first(), parent) {
                parts.entry(parent).or_default().push(count);
            }
        }
        for (parent, parts) in parts {
            let mut of = known.range((coarser.as_str(), parent, 0)..=(coarser.as_str(), parent, u64::MAX));
            if let Some((_, &(whole, _))) = of.next_back() {
                self.sum(whole, parts, at);
            }
        }
    }

    /// The last row of a table stands in another one, too, below each other.
    fn repeat(&mut self, at: usize, sheet: &Sheet) {
        let Some((code, columns)) = &sheet.shape.last else { return };
        let other = self.names.iter().position(|name| *name == (sheet.analysis, *code));
        let there = other.and_then(|other| self.rows.get(other)).into_iter().flatten().map(|row| row.first().copied());
        let last = self.rows.get(at).and_then(|rows| rows.last());
        let place = |column: &usize| sheet.people().iter().position(|p| p == column);
        let here = columns.iter().map(|column| last?.get(place(column)?).copied());
        let pairs: Vec<(usize, usize)> = there.zip(here).filter_map(|(there, here)| there.zip(here)).collect();
        for (there, here) in pairs {
            self.sum(there, vec![here], at);
        }
    }

    fn hide(&mut self) {
        while let Some(small) = self.told() {
            let Some(next) = self.candidate(small, false).or_else(|| self.candidate(small, true)) else {
                self.drop_for(small);
                continue;
            };
            if let Some(count) = self.counts.get_mut(next) {
                count.hidden = true;
                count.seen &= !count.total;
            }
        }
    }

    /// A small count that a reader can work out, or narrow down.
    fn told(&self) -> Option<usize> {
        let spans = self.spans();
        let of_small =
            |number: usize| self.sums.iter().any(|sum| sum.parts.contains(&number) && self.get(sum.whole).is_small(self.k));
        (0..self.counts.len()).find(|&number| {
            let (count, (low, high)) = (self.get(number), spans.get(number).copied().unwrap_or_default());
            if !count.is_small(self.k) || count.total || (low <= 1 && high >= self.k - 1) {
                return false;
            }
            // Parts of what is small itself are smaller: that is known of them anyhow.
            let is_part = self.sums.iter().any(|s| s.whole == number || s.parts.contains(&number));
            is_part && (low == high || !of_small(number))
        })
    }

    /// The least and the most that each count can be for a reader.
    fn spans(&self) -> Vec<(u64, u64)> {
        let mut spans: Vec<(u64, u64)> = self.counts.iter().map(|count| count.span(self.k)).collect();
        for _ in 0..ROUNDS {
            let before = spans.clone();
            for sum in &self.sums {
                let of = |spans: &[(u64, u64)], number: usize| spans.get(number).copied().unwrap_or((0, u64::MAX));
                let whole = of(&spans, sum.whole);
                let low = |spans: &[(u64, u64)], but: usize| -> u64 {
                    sum.parts.iter().filter(|&&p| p != but).map(|&p| of(spans, p).0).sum()
                };
                let high = |spans: &[(u64, u64)], but: usize| -> u64 {
                    sum.parts.iter().filter(|&&p| p != but).fold(0_u64, |all, &p| all.saturating_add(of(spans, p).1))
                };
                for &part in &sum.parts {
                    let own = of(&spans, part);
                    let most = if whole.1 == u64::MAX { u64::MAX } else { whole.1.saturating_sub(low(&spans, part)) };
                    let least = whole.0.saturating_sub(high(&spans, part));
                    if let Some(span) = spans.get_mut(part) {
                        *span = (own.0.max(least), own.1.min(most));
                    }
                }
                let (least, most) = (low(&spans, usize::MAX), high(&spans, usize::MAX));
                if let Some(span) = spans.get_mut(sum.whole) {
                    *span = (span.0.max(least), span.1.min(most));
                }
            }
            if spans == before {
                break;
            }
        }
        spans
    }

    /// The smallest count that may be hidden to protect another: in the sums that it is in, then in those that hang on them by what
    /// is hidden; parts before what they add up to.
    fn candidate(&self, small: usize, wholes: bool) -> Option<usize> {
        let mut reached = vec![small];
        let mut done = vec![false; self.sums.len()];
        loop {
            let near: Vec<usize> = (0..self.sums.len())
                .filter(|&at| {
                    let of = |number| self.sums.get(at).is_some_and(|s| s.whole == number || s.parts.contains(&number));
                    !done.get(at).copied().unwrap_or(true) && reached.iter().any(|&number| of(number))
                })
                .collect();
            if near.is_empty() {
                return None;
            }
            let mut best: Option<(u64, usize)> = None;
            for at in near {
                if let Some(done) = done.get_mut(at) {
                    *done = true;
                }
                let Some(sum) = self.sums.get(at) else { continue };
                let whole = Some(sum.whole).filter(|_| wholes);
                for number in sum.parts.iter().copied().chain(whole) {
                    let count = self.get(number);
                    let may = !count.hidden && count.value >= self.k && number != EVERYBODY && (wholes || !count.total);
                    if may && best.is_none_or(|best| (count.value, number) < best) {
                        best = Some((count.value, number));
                    }
                }
                reached.extend(sum.parts.iter().chain([&sum.whole]).filter(|&&number| self.get(number).hidden));
            }
            if let Some((_, number)) = best {
                return Some(number);
            }
        }
    }

    /// Drops the table that tells of a count without a way to hide it: of several the last, which is the finest.
    fn drop_for(&mut self, small: usize) {
        let last = self.sums.iter().filter(|s| s.whole == small || s.parts.contains(&small)).map(|s| s.sheet).max();
        let Some(sheet) = last else { return };
        self.sums.retain(|sum| sum.sheet != sheet);
        if let Some(dropped) = self.dropped.get_mut(sheet) {
            *dropped = true;
        }
    }
}
