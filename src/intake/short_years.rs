//! Dates of two-digit parts that a year in front reads as well as one at the end (`23-01-15`).

use crate::table::date::{DateOrder, form};
use crate::table::{Doubt, Kind, Reason, Spec};

/// So many times narrower is the span of the right reading: the dates of a file lie in a few years, days of the month taken for
/// years in thirty-one.
const NARROWER: i64 = 4;

/// Decides whether the years stand in front, where all dates can be read both ways: the reading whose dates lie closer together
/// holds, and it is open where neither is much closer. Dates that only one way reads were judged before.
pub(super) fn settle(spec: &mut Spec, cells: &[&[u8]]) {
    let place = match spec.dates {
        DateOrder::MonthFirst => 0,
        DateOrder::DayFirst => 1,
        DateOrder::YearFirst => return,
    };
    if spec.kind != Kind::Time || spec.form_reason == Some(Reason::User) {
        return;
    }
    let (mut behind, mut front) = (Span::default(), Span::default());
    let mut differ = false;
    for dates in cells.iter().filter_map(|cell| form(cell)) {
        let (Some(Some(own)), [_, _, Some(year)]) = (dates.days.get(place).copied(), dates.days) else { return };
        differ |= own != year;
        behind.add(own);
        front.add(year);
    }
    if !differ || behind.length() * NARROWER < front.length() {
        return;
    }
    if front.length() * NARROWER < behind.length() {
        (spec.dates, spec.form_reason) = (DateOrder::YearFirst, Some(Reason::Values));
        spec.doubts.retain(|doubt| *doubt != Doubt::DateOrder);
    } else {
        spec.form_reason = Some(Reason::Open);
        if !spec.doubts.contains(&Doubt::DateOrder) {
            spec.doubts.push(Doubt::DateOrder);
        }
    }
}

#[derive(Default)]
struct Span(Option<(i64, i64)>);

impl Span {
    fn add(&mut self, at: i64) {
        self.0 = Some(self.0.map_or((at, at), |(low, high)| (low.min(at), high.max(at))));
    }

    /// From the first to the last, a day at the least.
    fn length(&self) -> i64 {
        self.0.map_or(0, |(low, high)| high - low) + 86_400
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(cells: &[String], guessed: DateOrder) -> (DateOrder, bool) {
        let mut spec = Spec::new("t", Kind::Time);
        spec.dates = guessed;
        let cells: Vec<&[u8]> = cells.iter().map(String::as_bytes).collect();
        settle(&mut spec, &cells);
        (spec.dates, spec.doubts.contains(&Doubt::DateOrder))
    }

    #[test]
    fn years_lie_closer_together_than_days() {
        let days = |f: &dyn Fn(u32, u32, u32) -> String| -> Vec<String> {
            (0..240).map(|i| f(23 + i / 120, i / 10 % 12 + 1, i * 3 % 28 + 1)).collect()
        };
        for mark in ["-", "/", "."] {
            let front = days(&|y, m, d| format!("{y}{mark}{m:02}{mark}{d:02}"));
            assert_eq!(order(&front, DateOrder::DayFirst), (DateOrder::YearFirst, false), "{mark}");
            let behind = days(&|y, m, d| format!("{d:02}{mark}{m:02}{mark}{y}"));
            assert_eq!(order(&behind, DateOrder::DayFirst).0, DateOrder::DayFirst, "{mark}");
            let long = days(&|y, m, d| format!("20{y}{mark}{m:02}{mark}{d:02}"));
            assert_eq!(order(&long, DateOrder::MonthFirst), (DateOrder::MonthFirst, false));
        }
        let one = vec!["23-01-15".to_owned()];
        assert_eq!(order(&one, DateOrder::DayFirst), (DateOrder::DayFirst, true), "one date tells nothing");
    }
}
