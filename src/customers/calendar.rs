//! Days, and the reference date up to which everything is counted.

use crate::mask::MaskedTable;
use crate::table::date::civil_day;
use crate::table::{Kind, each_int};

/// The reference date that a table's own times give, in days since 1970-01-01; `None` where its kind has none or they hold none.
#[must_use]
pub fn latest_day(table: &MaskedTable) -> Option<i32> {
    let clean = table.clean();
    let field = clean.mapped().mapping().kind().0.moment()?;
    let (_, times) = clean.field(field).filter(|(_, column)| column.kind() == Kind::Time)?;
    let mut days = Vec::with_capacity(times.len());
    each_int(times, |row, second| days.extend(second.filter(|_| clean.kept().value(row)).map(civil_day)));
    AsOf::last_day_plus_one(|| days.iter().copied()).map(|as_of| as_of.day)
}

/// A last day that lies further behind the day before it than this is doubted.
const FAR: i32 = 30;

/// … if it holds less than one row in this many.
const FEW: u64 = 1000;

/// The reference date: the exclusive end of all windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Rows on far days, set aside in choosing it.
    pub far_rows: u64,
}

impl AsOf {
    /// The last day + 1. A last day more than 30 days behind the one before it with less than 0.1 % of the rows (all
    /// such days together) is set aside: one mistyped year must not age every customer. `None` without any row.
    ///
    /// `days` gives the day of each row; it is walked once, and once more for each far day.
    pub fn last_day_plus_one<I: Iterator<Item = i32>>(days: impl Fn() -> I) -> Option<Self> {
        let mut last = Last::before(i32::MAX, days());
        let all = last.rows;
        let mut far_rows = 0;
        loop {
            let day = last.day?;
            let is_far = last.previous.is_some_and(|p| day - p > FAR) && (far_rows + last.on_day) * FEW < all;
            if !is_far {
                return Some(Self { day: day + 1, far_rows });
            }
            far_rows += last.on_day;
            last = Last::before(day, days());
        }
    }
}

/// The last two days before a limit.
#[derive(Default)]
struct Last {
    rows: u64,
    day: Option<i32>,
    on_day: u64,
    previous: Option<i32>,
}

impl Last {
    fn before(limit: i32, days: impl Iterator<Item = i32>) -> Self {
        let mut last = Self::default();
        for day in days.filter(|&d| d < limit) {
            last.rows += 1;
            if Some(day) == last.day {
                last.on_day += 1;
            } else if Some(day) > last.day {
                (last.previous, last.day, last.on_day) = (last.day, Some(day), 1);
            } else if Some(day) > last.previous {
                last.previous = Some(day);
            }
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_of(days: &[i32]) -> Option<(i32, u64)> {
        AsOf::last_day_plus_one(|| days.iter().copied()).map(|a| (a.day, a.far_rows))
    }

    #[test]
    fn the_reference_date_is_the_last_day_and_one() {
        assert_eq!(as_of(&[5, 9, 7]), Some((10, 0)));
        assert_eq!(as_of(&[]), None);
        assert_eq!(as_of(&[1, 500]), Some((501, 0)));
    }

    #[test]
    fn a_mistyped_year_ages_nobody() {
        let mut days: Vec<i32> = (0..3000).map(|i| i % 300).collect();
        days.insert(70, 30_000);
        assert_eq!(as_of(&days), Some((300, 1)));
        days.push(40_000);
        assert_eq!(as_of(&days), Some((300, 2)));
        days.push(30_000);
        days.push(30_000);
        assert_eq!(as_of(&days), Some((30_001, 1)));
        let near: Vec<i32> = (0..3000).map(|i| i % 300).chain([320]).collect();
        assert_eq!(as_of(&near), Some((321, 0)));
    }
}
