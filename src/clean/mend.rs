//! What a table leaves to its layout and headers: cells that stand on the first line of a document alone, times of day in a column of
//! their own, units of money. Such cells are completed before any other rule looks at the rows.

use super::amount::units;
use super::words::filled;
use super::{Rule, alike, headers, totals};
use crate::fields::{AmountSource, Field, Header, MappedTable, TableKind};
use crate::intake::RawTable;
use crate::table::date::{DAY, time_of_day};
use crate::table::{Column, Kind, Patch, Patched, UNITS};
use arrow_buffer::BooleanBuffer;
use std::sync::Arc;

/// Further lines of documents below which an empty cell is an accident.
const FEWEST: usize = 3;
/// Rows from the top among which some lack their customer, and how many of these are looked at first.
const PROBED: usize = 50_000;
const PROBE: usize = 200;
/// Cells that are looked at to tell dates without a time of day, and times of day.
const LOOKED: usize = 1_000;
/// Words in the header of a time of day, and of what only looks like one.
const CLOCKS: &[&str] = &["时间", "时刻", "時間", "時刻", "time", "uhrzeit", "heure", "hora", "시간", "시각"];
const SPANS: &[&str] = &["时长", "耗时", "用时", "停留", "间隔", "duration", "elapsed", "wait", "response"];

/// The cells of a column that a rule completes.
pub(super) struct Mend {
    pub(super) rule: Rule,
    pub(super) column: usize,
    pub(super) patch: Patch,
}

/// What can be completed in a table, in the order of the columns.
pub(super) fn found(mapped: &MappedTable) -> Vec<Mend> {
    let mut found: Vec<Mend> = Vec::new();
    if let Some(lines) = Lines::of(mapped) {
        let of = |column| Mend { rule: Rule::FillDown, column, patch: lines.patch.clone() };
        found.extend(lines.columns(mapped).map(of));
    }
    let columns = &mapped.raw().columns;
    found.extend(clocks(mapped).filter_map(|(column, clock)| {
        let patch = joined(columns.get(column)?, columns.get(clock)?)?;
        Some(Mend { rule: Rule::TimeOfDay, column, patch })
    }));
    found.extend(columns.iter().enumerate().filter_map(|(column, cells)| {
        let unit = headers::unit(mapped, column).filter(|unit| unit.over == 1 || are_whole(cells))?;
        let filled = filled(cells).unwrap_or_else(|| BooleanBuffer::new_set(cells.len()));
        let patch = Patch { cells: filled, value: Patched::InUnit(unit) };
        Some(Mend { rule: Rule::MonetaryUnit, column, patch })
    }));
    found
}

/// Whether the amounts of a column may count cents: most of its first ones have no decimals.
fn are_whole(column: &Column) -> bool {
    let (mut all, mut broken) = (0_usize, 0_usize);
    for amount in units(column).take(LOOKED).flatten().flatten() {
        all += 1;
        broken += usize::from(amount.value % UNITS != 0);
    }
    broken * 2 <= all
}

/// The table with these cells completed.
pub(super) fn mended<'a>(mapped: &MappedTable, mends: impl Iterator<Item = &'a Mend>) -> Option<MappedTable> {
    let mut raw = RawTable::clone(mapped.raw());
    for mend in mends {
        let column = raw.columns.get_mut(mend.column)?;
        *column = column.patched(std::slice::from_ref(&mend.patch));
    }
    MappedTable::new(Arc::new(raw), mapped.mapping().clone()).ok()
}

fn is_blank(column: &Column, row: usize) -> bool {
    column.int_at(row).is_none() && column.number_at(row).is_none() && column.text_at(row).is_none_or(|t| t.trim().is_empty())
}

/// The lines of documents whose customer and date stand on the first line alone, as ERP systems export them.
struct Lines {
    /// The further lines, with the first line that each takes its cells from.
    patch: Patch,
    first: Arc<[u32]>,
}

impl Lines {
    /// Customer and time are empty together, the line has goods and an amount of its own, the number of the document is empty or
    /// that of the line above; and hardly any other row lacks its customer.
    fn of(mapped: &MappedTable) -> Option<Self> {
        let merged: u64 = mapped.raw().notices.iter().filter(|n| n.code == "N_SHEET_MERGED").map(|n| n.count).sum();
        let strict = Self::find(mapped, None);
        if strict.is_none() && merged > 0 { Self::find(mapped, Some(merged)) } else { strict }
    }

    /// The same; where a workbook has merged cells, at most as many as groups, the customer alone may be empty.
    fn find(mapped: &MappedTable, merged: Option<u64>) -> Option<Self> {
        let raw = mapped.raw();
        let column = |field| mapped.column(field).map(|(_, column)| column);
        let (user, time) = (column(Field::UserId)?, column(Field::OrderTime).filter(|c| c.kind() == Kind::Time)?);
        let lacking = user.nulls() as usize;
        let are_dated = (time.nulls() as usize) < FEWEST;
        if lacking < FEWEST || (are_dated && merged.is_none()) || mapped.mapping().kind().0 != TableKind::Orders {
            return None;
        }
        // Rows that lack their customer by accident are told by the first of them, before every row is walked.
        let first = (0..raw.rows.min(PROBED)).filter(|&row| is_blank(user, row)).take(PROBE);
        let (all, undated) = first.fold((0, 0), |(all, n), row| (all + 1, n + usize::from(is_blank(time, row))));
        if all == 0 || (merged.is_none() && undated * 2 < all) {
            return None;
        }
        let order = column(Field::OrderId);
        let sources: Vec<usize> = match mapped.amount_source()? {
            AmountSource::Amount(index) | AmountSource::Price(index) => vec![index],
            AmountSource::PriceQuantity(price, quantity) => vec![price, quantity],
        };
        let amounts: Vec<&Column> = sources.iter().filter_map(|&i| raw.columns.get(i)).collect();
        let keys = [Field::UserId, Field::OrderTime, Field::OrderId].map(|field| mapped.column(field).map(|(index, _)| index));
        let texts = raw.columns.iter().enumerate().filter(|(i, c)| c.kind() == Kind::Text && !keys.contains(&Some(*i)));
        let texts: Vec<&Column> = texts.map(|(_, c)| c).collect();
        let unreadable = alike::unreadable(raw, time)?;
        let totals = totals::rows(mapped);
        let mut first: Vec<u32> = (0..raw.rows as u32).collect();
        let mut lines = alike::unset(raw.rows);
        let (mut count, mut others, mut groups) = (0, 0, 0_u64);
        for part in raw.parts() {
            let mut head: Option<usize> = None;
            let mut followed = false;
            for row in part.rows.clone().filter(|&row| !totals.value(row)) {
                let is_dated = !is_blank(time, row) || unreadable.value(row);
                if !is_blank(user, row) {
                    head = Some(row).filter(|_| is_dated);
                    followed = false;
                    continue;
                }
                let same =
                    |head: usize| order.is_none_or(|order| is_blank(order, row) || order.text_at(row) == order.text_at(head));
                let has_own =
                    amounts.iter().all(|c| !is_blank(c, row)) && (merged.is_some() || texts.iter().any(|c| !is_blank(c, row)));
                match head.filter(|&head| has_own && (merged.is_some() || (!is_dated && same(head)))) {
                    Some(head) => {
                        lines.set_bit(row, true);
                        if let Some(slot) = first.get_mut(row) {
                            *slot = head as u32;
                        }
                        count += 1;
                        groups += u64::from(!followed);
                        followed = true;
                    }
                    None => others += 1,
                }
            }
        }
        let first: Arc<[u32]> = first.into();
        let patch = Patch { cells: lines.build(), value: Patched::OfRow(Arc::clone(&first)) };
        let is_layout = merged.is_none_or(|merged| groups <= merged);
        (count >= FEWEST && others * 9 <= count && is_layout).then_some(Self { patch, first })
    }

    /// The columns that say nothing on any further line and something on most first ones: those of the document.
    fn columns<'a>(&'a self, mapped: &'a MappedTable) -> impl Iterator<Item = usize> + 'a {
        let is_of_document = |column: &Column| {
            let (mut all, mut named) = (0_usize, 0_usize);
            let is_empty = self.patch.cells.set_indices().all(|row| {
                all += 1;
                named += usize::from(self.first.get(row).is_some_and(|&head| !is_blank(column, head as usize)));
                is_blank(column, row)
            });
            is_empty && named * 2 > all
        };
        let columns = mapped.raw().columns.iter().enumerate();
        columns.filter(move |(_, c)| matches!(c.kind(), Kind::Text | Kind::Time) && is_of_document(c)).map(|(index, _)| index)
    }
}

/// Columns of days of what happened, with the nearest column of times of day that means nothing else.
fn clocks(mapped: &MappedTable) -> impl Iterator<Item = (usize, usize)> + '_ {
    let columns = &mapped.raw().columns;
    TableKind::ALL.iter().filter_map(|kind| kind.moment()).filter_map(move |field| {
        let (index, column) = mapped.column(field).filter(|(_, c)| c.kind() == Kind::Time)?;
        let mut days = (0..column.len().min(LOOKED)).filter_map(|row| column.int_at(row)).peekable();
        days.peek()?;
        if days.any(|seconds| seconds.rem_euclid(DAY) != 0) {
            return None;
        }
        let is_free = |i: &usize| mapped.mapping().field(*i).is_none() && columns.get(*i).is_some_and(are_clocks);
        let nearest = (0..columns.len()).filter(is_free).min_by_key(|i| (i.abs_diff(index), *i))?;
        Some((index, nearest))
    })
}

fn are_clocks(column: &Column) -> bool {
    let header = Header::new(column.name());
    let says = |words: &[&str]| words.iter().any(|w| header.has(w));
    if column.kind() != Kind::Text || !says(CLOCKS) || says(SPANS) {
        return false;
    }
    let (mut all, mut clocks) = (0_usize, 0_usize);
    for text in (0..column.len().min(LOOKED)).filter_map(|row| column.text_at(row)) {
        all += 1;
        clocks += usize::from(time_of_day(&text).is_some());
        // Most columns of texts are told by their first cells.
        if all == 8 && clocks == 0 {
            return false;
        }
    }
    clocks >= FEWEST && clocks * 20 >= all * 19
}

/// The days of a column with the times of day of another; a day without one stays as it is.
fn joined(days: &Column, clocks: &Column) -> Option<Patch> {
    let mut seconds = vec![0_i64; days.len()];
    let mut cells = alike::unset(days.len());
    for (row, slot) in seconds.iter_mut().enumerate() {
        let day = days.int_at(row).filter(|day| day.rem_euclid(DAY) == 0);
        if let (Some(day), Some(clock)) = (day, clocks.text_at(row).and_then(|text| time_of_day(&text))) {
            *slot = day + clock;
            cells.set_bit(row, true);
        }
    }
    let cells: BooleanBuffer = cells.build();
    (cells.count_set_bits() > 0).then(|| Patch { cells, value: Patched::Ints(seconds.into()) })
}
