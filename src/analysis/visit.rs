//! Events of customers → sessions: by a gap in time, or by the column that names them.

use crate::customers::{Dimension, EventField, Events, NO_LABEL};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What divides the events of a customer into sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SessionBy"))]
pub enum SessionBy {
    /// The column of sessions where there is one, else the gap.
    #[default]
    Auto,
    /// The column of sessions.
    Column,
    /// A gap in time.
    Gap,
}

/// Sessions of a run of moments, which ascend: each gap longer than so many seconds begins a new one.
pub(super) fn count(seconds: &[i64], gap: i64) -> usize {
    let starts = seconds.windows(2).filter(|pair| matches!(pair, [a, b] if b - a > gap)).count();
    usize::from(!seconds.is_empty()) + starts
}

/// Divides customer after customer, in buffers that all share.
pub(super) struct Sessions<'a> {
    events: &'a Events,
    column: Option<&'a Dimension>,
    /// Seconds; 0 where only days are known, so that a day is a session.
    gap: i64,
    range: Range<usize>,
    /// Where the sessions of the customer end.
    ends: Vec<u32>,
    /// Places of the customer's events, session after session, where sessions lie inside each other; else empty.
    places: Vec<u32>,
    /// Start, end and session of each run of events of one session.
    runs: Vec<(u32, u32, u32)>,
}

impl<'a> Sessions<'a> {
    /// `None` where the column is asked for and there is none.
    pub fn new(events: &'a Events, by: SessionBy, gap_minutes: u32) -> Option<Self> {
        let column = if by == SessionBy::Gap { None } else { events.labels(EventField::Session) };
        if by == SessionBy::Column && column.is_none() {
            return None;
        }
        let gap = if events.timed { i64::from(gap_minutes) * 60 } else { 0 };
        Some(Self { events, column, gap, range: 0..0, ends: Vec::new(), places: Vec::new(), runs: Vec::new() })
    }

    /// `column`, `gap`, or `day` where only days are known.
    pub fn basis(&self) -> &'static str {
        match self.column {
            Some(_) => "column",
            None if self.events.timed => "gap",
            None => "day",
        }
    }

    /// Divides the events of a customer, and says where they stand.
    pub fn split(&mut self, customer: usize) -> Range<usize> {
        self.range = self.events.range_of(customer);
        self.ends.clear();
        self.places.clear();
        let start = self.range.start;
        let seconds = self.events.second.get(self.range.clone()).unwrap_or_default();
        if seconds.is_empty() {
            return self.range.clone();
        }
        let Some(column) = self.column else {
            for (at, pair) in (start + 1..).zip(seconds.windows(2)) {
                if matches!(pair, [a, b] if b - a > self.gap) {
                    self.ends.push(at as u32);
                }
            }
            self.ends.push(self.range.end as u32);
            return self.range.clone();
        };
        self.runs.clear();
        let codes = column.codes().get(self.range.clone()).unwrap_or_default();
        let mut from = start;
        for (at, (pair, moments)) in (start + 1..).zip(codes.windows(2).zip(seconds.windows(2))) {
            let (&[code, next], &[a, b]) = (pair, moments) else { continue };
            // Events without a session divide by the gap.
            if code != next || code == NO_LABEL && b - a > self.gap {
                self.runs.push((from as u32, at as u32, code));
                from = at;
            }
        }
        self.runs.push((from as u32, self.range.end as u32, codes.last().copied().unwrap_or(NO_LABEL)));
        self.ends.extend(self.runs.iter().map(|&(_, end, _)| end));
        self.gather();
        self.range.clone()
    }

    /// Puts the runs of one session together where others lie between them.
    fn gather(&mut self) {
        self.runs.sort_unstable_by_key(|&(start, _, session)| u64::from(session) << 32 | u64::from(start));
        let torn = |pair: &[(u32, u32, u32)]| matches!(pair, [a, b] if a.2 == b.2 && a.2 != NO_LABEL);
        if !self.runs.windows(2).any(torn) {
            return;
        }
        // The first event of a session gives it its place among the others.
        let (mut session, mut first) = (NO_LABEL, 0);
        for run in &mut self.runs {
            if run.2 != session || run.2 == NO_LABEL {
                (session, first) = (run.2, run.0);
            }
            run.2 = first;
        }
        self.runs.sort_unstable_by_key(|&(start, _, first)| u64::from(first) << 32 | u64::from(start));
        self.ends.clear();
        for sessions in self.runs.chunk_by(|a, b| a.2 == b.2) {
            for &(from, to, _) in sessions {
                self.places.extend(from..to);
            }
            self.ends.push((self.range.start + self.places.len()) as u32);
        }
    }

    /// Where the sessions of the customer end; each begins where the one before it ends.
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// The event at a place of the order of sessions.
    #[inline]
    pub fn place(&self, at: usize) -> usize {
        if self.places.is_empty() {
            return at;
        }
        self.places.get(at - self.range.start).map_or(at, |&place| place as usize)
    }

    /// Whether sessions of the customer lie inside each other.
    pub fn is_mixed(&self) -> bool {
        !self.places.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(seconds: &[i64], sessions: &[u32], timed: bool) -> Events {
        let mut events = Events { offsets: vec![0, seconds.len() as u32], second: seconds.to_vec(), timed, ..Events::default() };
        if !sessions.is_empty() {
            let labels = vec![String::new(); 9];
            events.labels[4] = Some(Dimension::new(labels, sessions.to_vec()));
        }
        events
    }

    fn split(events: &Events, by: SessionBy) -> Vec<Vec<usize>> {
        let mut sessions = Sessions::new(events, by, 30).unwrap();
        let mut from = sessions.split(0).start;
        let ends = sessions.ends().to_vec();
        ends.iter()
            .map(|&end| (std::mem::replace(&mut from, end as usize)..end as usize).map(|at| sessions.place(at)).collect())
            .collect()
    }

    #[test]
    fn thirty_minutes_are_one_session_and_a_second_more_are_two() {
        let events = events(&[0, 1800, 3601, 3601], &[], true);
        assert_eq!(split(&events, SessionBy::Auto), [vec![0, 1], vec![2, 3]]);
        assert_eq!(count(&events.second, 1800), 2);
        assert!(Sessions::new(&events, SessionBy::Column, 30).is_none());
        assert_eq!(count(&[], 1), 0);
    }

    #[test]
    fn midnight_divides_days_only_where_nothing_else_is_known() {
        let midnight = 86_400;
        assert_eq!(split(&events(&[midnight - 60, midnight + 60], &[], true), SessionBy::Gap), [[0, 1]]);
        assert_eq!(split(&events(&[0, 0, midnight], &[], false), SessionBy::Gap), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn a_session_that_others_interrupt_is_one() {
        let none = NO_LABEL;
        let events = events(&[0, 1, 2, 3, 9000, 9001], &[5, 2, 5, none, none, 2], true);
        assert_eq!(split(&events, SessionBy::Auto), [vec![0, 2], vec![1, 5], vec![3], vec![4]]);
        assert_eq!(split(&events, SessionBy::Gap), [vec![0, 1, 2, 3], vec![4, 5]]);
    }
}
