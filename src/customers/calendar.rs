//! Days, the reference date up to which everything is counted, and days that nobody can have meant.

use crate::fields::Field;
use crate::mask::MaskedTable;
use crate::notice::Notice;
use crate::table::date::civil_day;
use crate::table::{Column, Kind, each_int, each_item, least_and_most};

/// The column of a table that tells when its rows happened, and its number; `None` where its kind has none.
fn moments(table: &MaskedTable) -> Option<(usize, &Column)> {
    let field = table.clean().mapped().mapping().kind().0.moment()?;
    table.clean().field(field).filter(|(_, column)| column.kind() == Kind::Time)
}

/// The days of a column, of the rows that count.
pub(super) fn days_of(times: &Column, counts: impl Fn(usize) -> bool) -> Vec<i32> {
    let mut days = Vec::with_capacity(times.len());
    each_int(times, |row, second| days.extend(second.filter(|_| counts(row)).map(civil_day)));
    days
}

/// The reference date that a table's own times give, and the number of their column; `None` where its kind has none or they hold none.
#[must_use]
pub fn latest_day(table: &MaskedTable) -> Option<(usize, AsOf)> {
    let (index, times) = moments(table)?;
    Some((index, AsOf::last_day_plus_one(days_of(times, |row| table.clean().kept().value(row)).into_iter())?))
}

/// The reference date of a table that tells of customers and not of what happened: the day behind the last registration, or behind the
/// last of any other date of its rows.
#[must_use]
pub fn latest_known_day(table: &MaskedTable) -> Option<i32> {
    let fields =
        [Field::OrderTime, Field::BehaviorTime, Field::FeedbackTime, Field::RegisterDate, Field::LastBuyDate, Field::Date];
    let columns = fields.into_iter().filter_map(|field| table.clean().field(field)).map(|(_, column)| column);
    let columns = columns.filter(|column| column.kind() == Kind::Time);
    let last =
        columns.filter_map(|times| AsOf::last_day_plus_one(days_of(times, |row| table.clean().kept().value(row)).into_iter()));
    last.map(|as_of| as_of.day).max()
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
    /// The first day that counts: what lies before it was set aside.
    pub from: i32,
    /// Rows on far days, set aside in choosing it.
    pub far_rows: u64,
}

impl AsOf {
    /// A reference date that somebody chose.
    pub(super) fn given(day: i32) -> Self {
        Self { day, from: i32::MIN, far_rows: 0 }
    }

    /// The last day + 1, without the days that are set aside so that one mistyped year does not age every customer: those apart from
    /// the bulk of the rows ([`Bulk`]), and of the rest a last day more than 30 days behind the one before it with less than 0.1 % of
    /// the rows (all such days together). `None` without any row.
    ///
    /// `days` gives the day of each row.
    pub fn last_day_plus_one(days: impl Iterator<Item = i32>) -> Option<Self> {
        let mut within = by_day(days);
        let bulk = Bulk::of(&within)?;
        within.retain(|(day, _)| (bulk.first..=bulk.last).contains(day));
        let all: u64 = within.iter().map(|(_, rows)| rows).sum();
        let mut far_rows = 0;
        loop {
            let (day, rows) = within.pop()?;
            let is_far = within.last().is_some_and(|(previous, _)| day - previous > FAR) && (far_rows + rows) * FEW < all;
            if !is_far {
                return Some(Self { day: day.saturating_add(1), from: bulk.from, far_rows: far_rows + bulk.far_rows });
            }
            far_rows += rows;
        }
    }
}

/// Longest gap in days that may lie between the days of one file: two years.
const GAP: i32 = 730;
/// A gap behind which no date was meant: twenty years.
const ABSURD: i32 = 7_305;
/// Days apart from the bulk hold fewer rows than one in this many.
const SPARSE: u64 = 20;
/// Days that are counted side by side.
const BUCKET: usize = 256;

/// The days that hold the bulk of the rows.
///
/// Days are one block as long as no gap of more than two years lies between them. The block of most rows is the bulk; the nearest block
/// joins it, and so on, unless the gap is longer than all days of the bulk together and fewer than one row in twenty lies behind it; behind
/// a gap of more than twenty years, fewer than half are few enough. What lies behind such a gap is set aside, later or earlier.
struct Bulk {
    /// First and last day of it.
    first: i32,
    last: i32,
    /// The first day that counts: of the bulk where earlier days were set aside, else any.
    from: i32,
    /// Rows behind the last day.
    far_rows: u64,
}

/// The first and the last of some days that somebody can have meant ([`Bulk`]); all where none is set aside.
pub(super) fn meant(days: impl Iterator<Item = i32>) -> (i32, i32) {
    let bulk = Bulk::of(&by_day(days));
    bulk.map_or((i32::MIN, i32::MAX), |bulk| (bulk.from, if bulk.far_rows > 0 { bulk.last } else { i32::MAX }))
}

/// The days that a table tells of: who does nothing in them did nothing. Outside nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The first of them.
    pub from: i32,
    /// The day behind the last.
    pub to: i32,
}

/// Longest pause in days at the end of a table that is taken for one.
const QUIET: i32 = 7;

impl Covered {
    /// The remark that these days end before a reference date, where they do.
    #[must_use]
    pub fn ends_before(self, as_of: i32) -> Option<Notice> {
        let days = as_of.saturating_sub(self.to);
        (days > 0).then(|| Notice::warning("N_ENDS_EARLIER", days.unsigned_abs().into()))
    }

    /// What the days of a table cover before a reference date, where all tables together end before the day `end`. A table that ends before
    /// the others covers the rest all the same where that is no longer than the longest of its own pauses, a day at least and a week at most.
    /// `None` without any day.
    pub(super) fn of<I: Iterator<Item = i32>>(days: impl Fn() -> I, end: i32, as_of: i32) -> Option<Self> {
        let (from, last) = least_and_most(days())?;
        let rest = end.min(as_of).saturating_sub(last).saturating_sub(1);
        if rest <= 1 {
            return Some(Self { from, to: as_of });
        }
        if rest <= QUIET {
            let mut has = vec![false; last.abs_diff(from) as usize + 1];
            for day in days() {
                if let Some(has) = has.get_mut(day.abs_diff(from) as usize) {
                    *has = true;
                }
            }
            let longest = has.split(|has| *has).map(<[bool]>::len).max().unwrap_or(0);
            if rest.unsigned_abs() as usize <= longest {
                return Some(Self { from, to: as_of });
            }
        }
        Some(Self { from, to: last.saturating_add(1) })
    }
}

/// Days without a long gap between them.
#[derive(Clone, Copy)]
struct Block {
    first: i32,
    last: i32,
    rows: u64,
}

impl Bulk {
    /// `None` without any row.
    fn of(days: &[(i32, u64)]) -> Option<Self> {
        let blocks = blocks(days);
        let rows = |blocks: &[Block]| blocks.iter().map(|block| block.rows).sum::<u64>();
        let all = rows(&blocks);
        let most = blocks.iter().map(|block| block.rows).max()?;
        let mut from = blocks.iter().rposition(|block| block.rows == most)?;
        let mut to = from + 1;
        let (mut closed_before, mut closed_behind) = (false, false);
        loop {
            let (first, last) = (blocks.get(from)?.first, blocks.get(to.checked_sub(1)?)?.last);
            let before = from.checked_sub(1).and_then(|at| blocks.get(at)).filter(|_| !closed_before);
            let behind = blocks.get(to).filter(|_| !closed_behind);
            let gaps = (before.map(|b| first.saturating_sub(b.last)), behind.map(|b| b.first.saturating_sub(last)));
            let (gap, is_before) = match gaps {
                (Some(before), Some(behind)) if before <= behind => (before, true),
                (Some(before), None) => (before, true),
                (_, Some(behind)) => (behind, false),
                (None, None) => {
                    let far_rows = rows(blocks.get(to..).unwrap_or_default());
                    return Some(Self { first, last, from: if from > 0 { first } else { i32::MIN }, far_rows });
                }
            };
            let outside = if is_before { blocks.get(..from) } else { blocks.get(to..) };
            let outside = rows(outside.unwrap_or_default());
            let few = outside * SPARSE < all || gap > ABSURD && outside * 2 < all;
            match (gap > last.saturating_sub(first) && few, is_before) {
                (true, true) => closed_before = true,
                (true, false) => closed_behind = true,
                (false, true) => from -= 1,
                (false, false) => to += 1,
            }
        }
    }
}

/// The rows of each day, ascending.
fn by_day(days: impl Iterator<Item = i32>) -> Vec<(i32, u64)> {
    let mut buckets: Vec<Option<Box<[u32; BUCKET]>>> = Vec::new();
    let mut base: Option<i32> = None;
    let mut add = |day: i32, rows: u32| {
        let number = day.div_euclid(BUCKET as i32);
        let first = *base.get_or_insert(number);
        if number < first {
            // Days of the year 1 to 9999 are 14,267 buckets.
            buckets.splice(0..0, std::iter::repeat_n(None, first.abs_diff(number) as usize));
            base = Some(number);
        }
        let at = number.abs_diff(base.unwrap_or(number)) as usize;
        if at >= buckets.len() {
            buckets.resize(at + 1, None);
        }
        if let Some(bucket) = buckets.get_mut(at)
            && let Some(slot) = bucket.get_or_insert_with(|| Box::new([0; BUCKET])).get_mut(place(day))
        {
            *slot += rows;
        }
    };
    // Files mostly stand in the order of time: many rows of one day follow each other.
    let (mut last, mut rows) = (None, 0);
    each_item(days, |day| {
        if last != Some(day) {
            last.replace(day).into_iter().for_each(|day| add(day, rows));
            rows = 0;
        }
        rows += 1;
    });
    last.into_iter().for_each(|day| add(day, rows));
    let mut counted = Vec::new();
    for (number, bucket) in (base.unwrap_or(0)..).zip(buckets) {
        let days = (0..).zip(bucket.iter().flat_map(|bucket| bucket.iter())).filter(|(_, rows)| **rows > 0);
        counted.extend(days.map(|(at, &rows): (i32, _)| (number * BUCKET as i32 + at, u64::from(rows))));
    }
    counted
}

/// Where a day stands in its bucket.
fn place(day: i32) -> usize {
    day.rem_euclid(BUCKET as i32) as usize
}

/// The blocks of some days with their rows, ascending.
fn blocks(days: &[(i32, u64)]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for &(day, rows) in days {
        match blocks.last_mut().filter(|block| day - block.last <= GAP) {
            Some(block) => (block.last, block.rows) = (day, block.rows + rows),
            None => blocks.push(Block { first: day, last: day, rows }),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_of(days: &[i32]) -> Option<(i32, u64)> {
        AsOf::last_day_plus_one(days.iter().copied()).map(|a| (a.day, a.far_rows))
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
        assert_eq!(as_of(&days), Some((300, 4)));
        let near: Vec<i32> = (0..3000).map(|i| i % 300).chain([320]).collect();
        assert_eq!(as_of(&near), Some((321, 0)));
        let far: Vec<i32> = (0..3000).map(|i| i % 300).chain([340, 340]).collect();
        assert_eq!(as_of(&far), Some((300, 2)));
    }

    #[test]
    fn a_table_covers_a_pause_no_longer_than_its_own() {
        let to = |days: &[i32], end: i32, as_of: i32| Covered::of(|| days.iter().copied(), end, as_of).unwrap().to;
        assert_eq!((to(&[1, 5, 9], 10, 10), to(&[1, 5, 9], 10, 400)), (10, 400));
        assert_eq!((to(&[1, 2, 3], 5, 5), to(&[1, 2, 3], 6, 6)), (5, 4));
        assert_eq!((to(&[1, 5, 9], 13, 13), to(&[1, 5, 9], 14, 14)), (13, 10));
        assert_eq!(to(&[1, 90], 99, 99), 91);
        assert_eq!(Covered::of(|| [3, 2].into_iter(), 9, 9), Some(Covered { from: 2, to: 4 }));
        assert_eq!(Covered::of(std::iter::empty, 9, 9), None);
    }

    fn kept(days: &[i32]) -> (i32, i32, u64) {
        let as_of = AsOf::last_day_plus_one(days.iter().copied()).unwrap();
        (as_of.from, as_of.day, as_of.far_rows)
    }

    #[test]
    fn absurd_days_are_set_aside_in_files_of_any_size() {
        const ANY: i32 = i32::MIN;
        let good = |n: i32| (0..n).map(|i| 19_700 + i % 300);
        let year_9999 = 2_932_896;
        for n in [2, 3, 10, 400] {
            let last = 19_700 + (n - 1).min(299) + 1;
            assert_eq!(kept(&good(n).chain([year_9999]).collect::<Vec<_>>()), (ANY, last, 1), "{n}");
            assert_eq!(kept(&good(n).chain([-719_162]).collect::<Vec<_>>()), (19_700, last, 0), "{n}");
        }
        // 1900 and 2100, years before Christ never; both ends at once.
        let both: Vec<i32> = good(400).chain([-25_567, 47_482, year_9999, -719_162]).collect();
        assert_eq!(kept(&both), (19_700, 20_000, 2));
        // Five years later, one in 401.
        assert_eq!(kept(&good(400).chain([21_700]).collect::<Vec<_>>()), (ANY, 20_000, 1));
    }

    #[test]
    fn days_that_somebody_may_have_meant_stay() {
        const ANY: i32 = i32::MIN;
        // A shop that paused for three years.
        let again: Vec<i32> = (0..300).chain(1_400..1_430).collect();
        assert_eq!(kept(&again), (ANY, 1_430, 0));
        // Few orders, the last one years behind the others.
        assert_eq!(kept(&[0, 4, 1_200]), (ANY, 1_201, 0));
        // Ten years of orders, and one three years later.
        let long: Vec<i32> = (0..400).map(|i| i * 9).chain([3_591 + 1_100]).collect();
        assert_eq!(kept(&long), (ANY, 4_692, 0));
        // Everything long ago.
        assert_eq!(kept(&[-90_000, -89_000, -88_500]), (ANY, -88_499, 0));
        // Two years less a day.
        let near: Vec<i32> = (0..400).map(|i| i % 30).chain([29 + 730]).collect();
        assert_eq!(kept(&near), (ANY, 760, 0));
    }
}
