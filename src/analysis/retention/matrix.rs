//! Brackets of customers → cohorts × brackets, what of them is over, and means.

use super::output::{CohortRow, MeanRow};
use super::params::{Bracket, Meaning, Params};
use super::people::{Brackets, Laid, Span};
use crate::analysis::period::iso;
use crate::error::Result;
use crate::stats::{Ratio, Sum};

/// Counts of the cohorts that are shown, row by row.
pub(super) struct Matrix {
    /// Number of the first cohort that is shown.
    pub from: usize,
    pub sizes: Vec<u64>,
    cells: Vec<u64>,
    /// Cells of a row: bracket 0 and those behind it.
    width: usize,
}

impl Matrix {
    pub fn new(params: &Params, periods: usize) -> Self {
        let from = periods.saturating_sub(params.cohorts as usize);
        let width = params.last_bracket() as usize + 1;
        Self { from, sizes: vec![0; periods - from], cells: vec![0; (periods - from) * width], width }
    }

    /// Counts a customer in each bracket in which the meaning holds.
    pub fn add(&mut self, row: usize, brackets: Brackets, meaning: Meaning) {
        if let Some(size) = self.sizes.get_mut(row) {
            *size += 1;
        }
        let last = self.width as u32 - 1;
        let behind = brackets.bits & !1;
        let within = u64::MAX >> (u64::BITS - self.width as u32);
        let mut held = 1 | within
            & match meaning {
                Meaning::On => behind,
                // All bits up to the last bracket with activity.
                Meaning::OnOrAfter => u64::MAX >> (u64::BITS - 1 - brackets.last.min(last)),
                // All bits from the first one behind bracket 0 on.
                Meaning::OnOrBefore if behind == 0 => 0,
                Meaning::OnOrBefore => u64::MAX << behind.trailing_zeros(),
                Meaning::Streak => (1_u64 << (brackets.bits | 1).trailing_ones().min(u64::BITS - 1)) - 1,
            };
        let cells = self.cells.get_mut(row * self.width..).unwrap_or_default();
        while held != 0 {
            if let Some(cell) = cells.get_mut(held.trailing_zeros() as usize) {
                *cell += 1;
            }
            held &= held - 1;
        }
    }

    /// The rows, with what the data do not reach left blank.
    ///
    /// # Errors
    /// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a cohort.
    pub fn rows(&self, params: &Params, laid: &Laid<'_>, span: &Span, as_of: i32) -> Result<Vec<CohortRow>> {
        let chained = matches!(params.meaning, Meaning::OnOrBefore | Meaning::Streak);
        let rows = self.sizes.iter().zip(self.cells.chunks(self.width)).enumerate();
        rows.map(|(row, (&size, cells))| {
            let cohort = self.from + row;
            let reach = |bracket: usize| Reach::of(laid, cohort, bracket, span, as_of);
            let covered = |reach: Reach| !matches!(reach, Reach::Before | Reach::Behind);
            // Who was active in brackets before the first day of the table is not known: no chain from bracket 1 can be told.
            let broken = chained && reach(1) == Reach::Before;
            let retained = cells
                .iter()
                .enumerate()
                .map(|(bracket, &count)| (bracket == 0 || covered(reach(bracket)) && !broken).then_some(count));
            Ok(CohortRow {
                label: laid.calendar.label(cohort),
                from: iso(laid.calendar.start(cohort))?,
                complete: laid.calendar.is_complete(cohort),
                size,
                retained: retained.collect(),
                mature: 1
                    + (1..self.width).take_while(|&bracket| matches!(reach(bracket), Reach::Before | Reach::Over)).count() as u32,
            })
        })
        .collect()
    }
}

/// How the table of the activity covers a bracket of a cohort.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// It begins before the first day.
    Before,
    /// All of it is covered for everybody.
    Over,
    /// It has begun for somebody.
    Begun,
    /// It begins behind the last day.
    Behind,
}

impl Reach {
    fn of(laid: &Laid<'_>, cohort: usize, bracket: usize, span: &Span, as_of: i32) -> Self {
        let calendar = laid.calendar;
        // First day for the first customer that can be in the cohort, and the day behind the bracket for the last one.
        let (first, behind) = match laid.bracket {
            Bracket::Calendar => {
                let period = cohort + bracket;
                if period >= calendar.len() {
                    return Self::Behind;
                }
                (calendar.start(period), calendar.start(period + 1))
            }
            Bracket::Rolling => {
                let number = i32::try_from(bracket).unwrap_or(i32::MAX);
                let last = calendar.start(cohort + 1).min(as_of).saturating_sub(1);
                let from = calendar.start(cohort).max(span.first_start);
                let day = |from: i32, number: i32| from.saturating_add(laid.days.saturating_mul(number));
                (day(from, number), day(last, number.saturating_add(1)))
            }
        };
        if first >= span.covered.to {
            Self::Behind
        } else if first < span.covered.from {
            Self::Before
        } else if behind <= span.covered.to {
            Self::Over
        } else {
            Self::Begun
        }
    }
}

/// Means over the mature cells of each bracket.
pub(super) fn means(rows: &[CohortRow], brackets: usize) -> Vec<MeanRow> {
    let mean = |bracket: usize| {
        let (mut weighted, mut cohorts, mut rates) = (Ratio { num: 0, den: 0 }, 0, Sum::default());
        let mature = rows.iter().filter(|row| row.size > 0 && bracket < row.mature as usize);
        for (row, retained) in mature.filter_map(|row| Some((row, row.retained.get(bracket).copied()??))) {
            weighted.num += retained;
            weighted.den += row.size;
            cohorts += 1;
            rates.add(retained as f64 / row.size as f64);
        }
        MeanRow { weighted, plain: (cohorts > 0).then(|| rates.value() / cohorts as f64), cohorts }
    };
    (0..brackets).map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(meaning: Meaning, active: &[u32]) -> Vec<u64> {
        let params = Params { brackets: Some(5), meaning, ..Params::default() };
        let mut matrix = Matrix::new(&params, 1);
        let bits = active.iter().filter(|&&n| n < 64).map(|&n| 1_u64 << n).sum();
        matrix.add(0, Brackets { bits, last: active.iter().copied().max().unwrap_or(0) }, meaning);
        matrix.cells
    }

    #[test]
    fn each_meaning_holds_where_it_says() {
        assert_eq!(held(Meaning::On, &[0, 2, 3, 9]), [1, 0, 1, 1, 0, 0]);
        assert_eq!(held(Meaning::OnOrAfter, &[0, 2, 3]), [1, 1, 1, 1, 0, 0]);
        assert_eq!(held(Meaning::OnOrAfter, &[0, 900]), [1; 6]);
        assert_eq!(held(Meaning::OnOrBefore, &[0, 2, 3]), [1, 0, 1, 1, 1, 1]);
        assert_eq!(held(Meaning::OnOrBefore, &[0, 9]), [1, 0, 0, 0, 0, 0]);
        assert_eq!(held(Meaning::Streak, &[0, 1, 2, 4]), [1, 1, 1, 0, 0, 0]);
        assert_eq!(held(Meaning::Streak, &[2]), [1, 0, 0, 0, 0, 0]);
        // Registered and not active on the day: the cohort is the whole all the same, and a streak starts with bracket 1.
        assert_eq!(held(Meaning::Streak, &[1, 2]), [1, 1, 1, 0, 0, 0]);
        for meaning in [Meaning::On, Meaning::OnOrAfter, Meaning::OnOrBefore, Meaning::Streak] {
            assert_eq!(held(meaning, &[]), [1, 0, 0, 0, 0, 0]);
        }
    }

    #[test]
    fn ten_at_a_fifth_and_a_hundred_at_nothing() {
        let row = |size, retained| CohortRow {
            label: String::new(),
            from: String::new(),
            complete: true,
            size,
            retained: vec![Some(size), retained],
            mature: 2,
        };
        let rows =
            [row(10, Some(2)), row(100, Some(0)), row(0, Some(0)), CohortRow { mature: 1, ..row(50, Some(40)) }, row(9, None)];
        let mean = &means(&rows, 2)[1];
        assert_eq!((mean.weighted, mean.plain, mean.cohorts), (Ratio { num: 2, den: 110 }, Some(0.1), 2));
        assert_eq!(means(&[], 1)[0].plain, None);
    }
}
