//! The periods of a file, and the days of each pair that are compared.

use super::params::Compare;
use crate::table::date::Period;

/// Most periods that are listed.
const MOST: usize = 120;

/// Days from the first to before the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub from: i32,
    pub to: i32,
}

/// One period: all of its days, and those that the file covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub start: i32,
    pub end: i32,
    pub covered: Window,
}

impl Span {
    /// Whether the file covers all days.
    pub fn is_complete(&self) -> bool {
        self.covered == Window { from: self.start, to: self.end }
    }
}

/// A calendar over the days that a file covers.
pub(super) struct Calendar {
    pub period: Period,
    pub compare: Compare,
    pub first_day: i32,
    pub as_of: i32,
}

impl Calendar {
    /// The period that starts on a day; `None` if the file covers none of its days.
    fn span(&self, start: i32) -> Option<Span> {
        let end = self.period.next(start)?;
        let covered = Window { from: start.max(self.first_day), to: end.min(self.as_of) };
        (covered.from < covered.to).then_some(Span { start, end, covered })
    }

    /// The last periods, ascending.
    pub fn spans(&self) -> Vec<Span> {
        let last = self.as_of.checked_sub(1).and_then(|day| self.period.start(day));
        let mut spans: Vec<Span> = Vec::new();
        let mut next = last.and_then(|start| self.span(start));
        while let Some(span) = next.filter(|_| spans.len() < MOST) {
            spans.push(span);
            next = self.period.previous(span.start).and_then(|start| self.span(start));
        }
        spans.reverse();
        spans
    }

    /// The period before one.
    pub fn previous(&self, span: &Span) -> Option<Span> {
        self.span(self.period.previous(span.start)?)
    }

    /// The same period of the year before.
    pub fn year_before(&self, span: &Span) -> Option<Span> {
        self.span(self.period.year_before(span.start)?)
    }

    /// The days of two periods that are compared, counted from the start of each; `None` where they have none in common.
    pub fn common(&self, this: &Span, other: &Span) -> Option<[Window; 2]> {
        if self.compare == Compare::Whole {
            return (this.is_complete() && other.is_complete()).then_some([this.covered, other.covered]);
        }
        let from = (this.covered.from - this.start).max(other.covered.from - other.start);
        let to = (this.covered.to - this.start).min(other.covered.to - other.start);
        let of = |span: &Span| Window { from: span.start + from, to: span.start + to };
        (from < to).then(|| [of(this), of(other)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::date::{iso_day, parse_day};

    fn calendar(period: Period, from: &str, as_of: &str) -> Calendar {
        Calendar { period, compare: Compare::SameDays, first_day: parse_day(from).unwrap(), as_of: parse_day(as_of).unwrap() }
    }

    fn days(window: Window) -> String {
        format!("{}..{}", iso_day(window.from), iso_day(window.to))
    }

    #[test]
    fn first_and_last_periods_are_covered_in_part() {
        let spans = calendar(Period::Month, "2024-01-15", "2024-04-11").spans();
        let covered: Vec<String> = spans.iter().map(|s| days(s.covered)).collect();
        assert_eq!(
            covered,
            ["2024-01-15..2024-02-01", "2024-02-01..2024-03-01", "2024-03-01..2024-04-01", "2024-04-01..2024-04-11"]
        );
        assert_eq!(spans.iter().map(Span::is_complete).collect::<Vec<_>>(), [false, true, true, false]);
    }

    #[test]
    fn the_same_days_are_compared() {
        let calendar = calendar(Period::Month, "2023-01-15", "2024-04-11");
        let common = |name: &str, year: bool| {
            let start = parse_day(name).unwrap();
            let span = calendar.span(start).unwrap();
            let other = if year { calendar.year_before(&span) } else { calendar.previous(&span) };
            other.and_then(|other| calendar.common(&span, &other)).map(|pair| pair.map(days))
        };
        let pair = |a: &str, b: &str| Some([a.to_owned(), b.to_owned()]);
        assert_eq!(common("2024-04-01", false), pair("2024-04-01..2024-04-11", "2024-03-01..2024-03-11"));
        assert_eq!(common("2023-03-01", false), pair("2023-03-01..2023-03-29", "2023-02-01..2023-03-01"));
        assert_eq!(common("2023-02-01", false), pair("2023-02-15..2023-03-01", "2023-01-15..2023-01-29"));
        assert_eq!(common("2024-02-01", true), pair("2024-02-01..2024-02-29", "2023-02-01..2023-03-01"));
        assert_eq!(common("2024-01-01", true), pair("2024-01-15..2024-02-01", "2023-01-15..2023-02-01"));
        assert_eq!(common("2023-01-01", false), None);
        let whole = Calendar { compare: Compare::Whole, ..calendar };
        let april = whole.span(parse_day("2024-04-01").unwrap()).unwrap();
        assert_eq!(whole.common(&april, &whole.previous(&april).unwrap()), None, "April is not over");
    }

    #[test]
    fn many_periods_are_cut_to_the_last() {
        let spans = calendar(Period::Day, "0001-01-01", "2024-03-01").spans();
        assert_eq!((spans.len(), days(spans[0].covered)), (120, "2023-11-02..2023-11-03".to_owned()));
        let none = Calendar { period: Period::Day, compare: Compare::Whole, first_day: 5, as_of: 5 };
        assert!(none.spans().is_empty());
    }
}
