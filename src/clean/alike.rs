//! Which rows of a table are alike: in every cell, in their key, in customer and day. Found once for all plans over the table.

use super::effect::Why;
use super::mend::Mend;
use super::placeholder::placeholders;
use super::repeats::{Part, each_repeat, is_key, repeats};
use super::words::Words;
use super::{Action, Entry, Rule, mend, refund, totals};
use crate::clean::amount::units;
use crate::fields::{Field, MappedTable, TableKind};
use crate::intake::RawTable;
use crate::table::{Column, Kind, int_range};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};
use std::sync::{Arc, OnceLock};

/// Fields of which one cell or more name a row, by the first that is mapped.
const KEYS: &[&[Field]] =
    &[&[Field::OrderId, Field::ProductId], &[Field::OrderId, Field::ProductName], &[Field::OrderId], &[Field::TicketId]];

/// Times at which things happen: a table without one, but with customers, has one row for each of them.
fn moments() -> impl Iterator<Item = Field> {
    TableKind::ALL.iter().filter_map(|kind| kind.moment())
}

/// A mapped table and what was found out about its rows, whatever a plan says.
pub(super) struct Alike {
    /// The table as it was read.
    read: Arc<MappedTable>,
    /// What can be completed in it, and what of that was.
    possible: Arc<OnceLock<Vec<Mend>>>,
    mends: Vec<(Rule, usize)>,
    mapped: Arc<MappedTable>,
    identical: OnceLock<(BooleanBuffer, Vec<Why>)>,
    returns: OnceLock<Option<BooleanBuffer>>,
    totals: OnceLock<BooleanBuffer>,
    placeholders: OnceLock<Option<BooleanBuffer>>,
    across: OnceLock<Option<BooleanBuffer>>,
}

impl Alike {
    pub(super) fn new(mapped: Arc<MappedTable>) -> Self {
        Self::of(Arc::clone(&mapped), Arc::default(), Vec::new(), mapped)
    }

    fn of(
        read: Arc<MappedTable>,
        possible: Arc<OnceLock<Vec<Mend>>>,
        mends: Vec<(Rule, usize)>,
        mapped: Arc<MappedTable>,
    ) -> Self {
        Self {
            read,
            possible,
            mends,
            mapped,
            identical: OnceLock::new(),
            returns: OnceLock::new(),
            totals: OnceLock::new(),
            placeholders: OnceLock::new(),
            across: OnceLock::new(),
        }
    }

    /// The same table with what these entries of a plan complete in it, and nothing else.
    pub(super) fn mended(this: &Arc<Self>, entries: &[Entry]) -> Arc<Self> {
        let columns = &this.read.raw().columns;
        let place = |e: &Entry| Some((e.rule, columns.iter().rposition(|c| Some(c.name()) == e.column.as_deref())?));
        let acting = entries.iter().filter(|e| e.rule.is_mend() && e.acts());
        let mut mends: Vec<(Rule, usize)> = acting.filter_map(place).collect();
        mends.sort_unstable();
        mends.dedup();
        // On another file a rule may find nothing to complete.
        if !mends.is_empty() {
            mends.retain(|&(rule, column)| this.mend(rule, column).is_some());
        }
        if mends == this.mends {
            return Arc::clone(this);
        }
        let own = mends.iter().filter_map(|&(rule, column)| this.mend(rule, column));
        let mapped = mend::mended(&this.read, own).map_or_else(|| Arc::clone(&this.read), Arc::new);
        Arc::new(Self::of(Arc::clone(&this.read), Arc::clone(&this.possible), mends, mapped))
    }

    /// What can be completed in the table as it was read.
    pub(super) fn possible(&self) -> &[Mend] {
        self.possible.get_or_init(|| mend::found(&self.read))
    }

    fn mend(&self, rule: Rule, column: usize) -> Option<&Mend> {
        self.possible().iter().find(|m| (m.rule, m.column) == (rule, column))
    }

    /// The cells of a column that a rule completes, or would.
    pub(super) fn completed(&self, rule: Rule, column: usize) -> Option<BooleanBuffer> {
        self.mend(rule, column).map(|mend| mend.patch.cells.clone())
    }

    /// The table as it was read.
    pub(super) fn read(&self) -> &Arc<MappedTable> {
        &self.read
    }

    /// The table with its cells completed.
    pub(super) fn mapped(&self) -> &Arc<MappedTable> {
        &self.mapped
    }

    /// The rows of totals.
    pub(super) fn totals(&self) -> &BooleanBuffer {
        self.totals.get_or_init(|| totals::rows(&self.mapped))
    }

    /// Whether so many rows repeat the row before them in one order that they are pieces, not rows read twice.
    pub(super) fn are_pieces(&self) -> bool {
        const PER_HUNDRED: usize = 3;
        const FEWEST: usize = 10;
        let found = &self.identical().0;
        let count = found.count_set_bits();
        let Some(order) = self.field(Field::OrderId).filter(|_| count >= FEWEST && count * 100 > found.len() * PER_HUNDRED)
        else {
            return false;
        };
        let columns = &self.mapped.raw().columns;
        let is_next = |&row: &usize| {
            let Some(before) = row.checked_sub(1) else { return false };
            let same = |c: &Column| Part::Whole(c).same(before, row);
            same(order) && columns.iter().all(same)
        };
        found.set_indices().filter(is_next).count() * 10 >= count * 9
    }

    fn field(&self, field: Field) -> Option<&Column> {
        self.mapped.column(field).map(|(_, column)| column)
    }

    /// Columns that name a row; none where none is known to.
    fn key(&self) -> Vec<&Column> {
        for fields in KEYS {
            let columns: Option<Vec<&Column>> = fields.iter().map(|&field| self.field(field)).collect();
            if let Some(columns) = columns {
                return columns;
            }
        }
        let happens = moments().any(|field| self.field(field).is_some());
        self.field(Field::UserId).filter(|_| !happens).into_iter().collect()
    }

    /// Whether rows that are alike in every cell are one row read twice, and why or why not.
    pub(super) fn repeats_are_one(&self) -> (bool, Why) {
        let raw = self.mapped.raw();
        if raw.parts().any(|part| !part.plan.left_out.is_empty()) {
            return (false, Why::ColumnsLeftOut);
        }
        match (self.key().is_empty(), self.has_time_of_day()) {
            (false, _) => (true, Why::OwnKey),
            (true, true) => (true, Why::TimeOfDay),
            (true, false) => (false, Why::MayRepeat),
        }
    }

    fn has_time_of_day(&self) -> bool {
        let mut times = moments().filter_map(|field| self.field(field)).filter(|c| c.kind() == Kind::Time);
        times.any(|c| c.ints().flatten().any(|s| s.rem_euclid(86_400) != 0))
    }

    /// The rows of nobody, by their customer.
    pub(super) fn placeholders(&self) -> Option<&BooleanBuffer> {
        self.placeholders.get_or_init(|| placeholders(self.field(Field::UserId)?)).as_ref()
    }

    /// The rows that are equal to an earlier one in every cell, where nothing is nothing however it is written. Where only a key
    /// tells that such rows are one, a row without a key is none of them. A row with an unreadable cell, or with cells beyond the last
    /// column, is never taken for one: nobody can say what stands there.
    pub(super) fn identical(&self) -> &(BooleanBuffer, Vec<Why>) {
        self.identical.get_or_init(|| {
            let raw = self.mapped.raw();
            let reason = vec![self.repeats_are_one().1];
            if raw.columns.iter().any(is_key) {
                return (BooleanBuffer::new_unset(raw.rows), vec![Why::NoTwoAlike]);
            }
            let words = Words::new(None);
            let part = |column| match words.few(column) {
                Some(nothing) => Part::Words(column, nothing),
                None => Part::Whole(column),
            };
            let parts: Vec<Part<'_>> = raw.columns.iter().map(part).collect();
            let mut wanted = comparable(raw);
            if !self.has_time_of_day() {
                for filled in self.key().into_iter().filter_map(|c| words.filled(c)) {
                    wanted = &wanted & &filled;
                }
            }
            (repeats(&parts, &wanted), reason)
        })
    }

    /// Rows that have the key of another row and differ from it elsewhere, and those that an action takes away.
    pub(super) fn same_key(&self, kept: &BooleanBuffer, action: Action, words: &Words) -> Option<(BooleanBuffer, BooleanBuffer)> {
        let key = self.key();
        if key.is_empty() {
            return None;
        }
        let mut wanted = kept & &!&self.identical().0;
        for column in &key {
            if let Some(filled) = words.filled(column) {
                wanted = &wanted & &filled;
            }
        }
        let parts: Vec<Part<'_>> = key.into_iter().map(Part::Whole).collect();
        // Both rows in one number, so that one sort of numbers does.
        let mut pairs: Vec<i64> = Vec::new();
        each_repeat(&parts, &wanted, |row, first| pairs.push((first as i64) << 32 | row as i64));
        pairs.sort_unstable();
        let mut found = unset(kept.len());
        let mut dropped = unset(kept.len());
        for group in pairs.chunk_by(|a, b| a >> 32 == b >> 32) {
            let rows = || group.first().map(|p| (p >> 32) as usize).into_iter().chain(group.iter().map(|&p| p as u32 as usize));
            let survivor = self.survivor(rows(), action);
            for row in rows() {
                found.set_bit(row, true);
                dropped.set_bit(row, survivor.is_some_and(|s| s != row));
            }
        }
        Some((found.build(), dropped.build()))
    }

    /// The rows whose key stands in several files, once in each: orders that a later export has again. `None` where there are none.
    pub(super) fn across(&self) -> Option<&BooleanBuffer> {
        self.across.get_or_init(|| self.find_across()).as_ref()
    }

    fn find_across(&self) -> Option<BooleanBuffer> {
        let raw = self.mapped.raw();
        let key = self.key();
        if raw.appended.is_empty() || self.field(Field::OrderId).is_none() || super::faults(&self.mapped).is_some() {
            return None;
        }
        let words = Words::new(None);
        let wanted = key.iter().filter_map(|c| words.filled(c)).fold(!&self.identical().0, |a, b| &a & &b);
        let parts: Vec<Part<'_>> = key.into_iter().map(Part::Whole).collect();
        let file = |row: usize| raw.parts().position(|part| part.rows.contains(&row));
        let mut seen: Vec<(usize, Option<usize>)> = Vec::new();
        each_repeat(&parts, &wanted, |row, first| seen.extend([(first, file(first)), (first, file(row))]));
        let mut found = unset(raw.rows);
        // What came back or was paid later is another row of the order, not the order again.
        let same = [Field::UserId, Field::OrderTime].map(|field| self.field(field).map(Part::Whole));
        let mut is_again = true;
        each_repeat(&parts, &wanted, |row, first| {
            found.set_bit(row, true);
            found.set_bit(first, true);
            is_again &= same.iter().flatten().all(|part| part.same(row, first));
        });
        let found = found.build();
        is_again &= self.returns().is_none_or(|returns| (returns & &found).count_set_bits() == 0);
        // Each row but the first of its key is told once, the first one as often.
        let rows = found.count_set_bits();
        seen.sort_unstable();
        seen.dedup();
        (is_again && rows > 0 && seen.len() == rows).then_some(found)
    }

    /// The row of a group that an action keeps; equals go to the first of them.
    fn survivor(&self, mut rows: impl Iterator<Item = usize>, action: Action) -> Option<usize> {
        let best = |score: &dyn Fn(usize) -> i64, rows: &mut dyn Iterator<Item = usize>| {
            rows.map(|row| (score(row), row)).reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|b| b.1)
        };
        match action {
            Action::First => rows.next(),
            Action::Last => rows.last(),
            Action::Newest => {
                let times = moments().find_map(|field| self.field(field));
                let times = times.or_else(|| self.mapped.raw().columns.iter().find(|c| c.kind() == Kind::Time));
                best(&|row| times.and_then(|c| c.int_at(row)).unwrap_or(i64::MIN), &mut rows)
            }
            Action::MostComplete => {
                let columns = &self.mapped.raw().columns;
                let is_filled = |c: &&Column, row: usize| {
                    c.locate(row).is_some_and(|(s, i)| s.validity().is_none_or(|v| i < v.len() && v.is_valid(i)))
                };
                best(&|row| columns.iter().filter(|c| is_filled(c, row)).count() as i64, &mut rows)
            }
            _ => None,
        }
    }

    /// Further rows of one customer on one day.
    pub(super) fn customer_days(&self, kept: &BooleanBuffer) -> Option<BooleanBuffer> {
        let user = self.field(Field::UserId)?;
        let times = moments().find_map(|field| self.field(field)).filter(|c| c.kind() == Kind::Time)?;
        Some(repeats(&[Part::Whole(user), Part::Day(times)], kept))
    }

    /// The rows that are refunds: by flag, negative amount or negative quantity. `None` where no column can tell.
    pub(super) fn returns(&self) -> Option<&BooleanBuffer> {
        let find = || {
            let mut bits = unset(self.mapped.rows());
            let mut any = false;
            for field in [Field::Amount, Field::Quantity] {
                let column = self.mapped.numeric(field).and_then(|i| self.mapped.raw().columns.get(i));
                for (row, cell) in column.into_iter().flat_map(units).enumerate() {
                    if cell.flatten().is_some_and(|u| u.value < 0) {
                        bits.set_bit(row, true);
                        any = true;
                    }
                }
            }
            if let Some((_, column)) = self.mapped.column(Field::IsRefund) {
                for (row, flag) in refund::flags(column).enumerate() {
                    if flag == refund::Flag::Yes {
                        bits.set_bit(row, true);
                        any = true;
                    }
                }
            }
            any.then(|| bits.build())
        };
        self.returns.get_or_init(find).as_ref()
    }

    /// Whether refunds are no outliers of a column.
    pub(super) fn has_returns(&self, index: usize) -> bool {
        let field = self.mapped.mapping().field(index);
        matches!(field, Some(Field::Amount | Field::Quantity | Field::Refund))
    }
}

/// Bits for so many rows, none set.
pub(super) fn unset(rows: usize) -> BooleanBufferBuilder {
    let mut bits = BooleanBufferBuilder::new(rows);
    bits.append_n(rows, false);
    bits
}

/// The rows whose cells are all known.
fn comparable(raw: &RawTable) -> BooleanBuffer {
    let mut wanted = BooleanBuffer::new_set(raw.rows);
    for column in raw.columns.iter().filter(|c| c.invalid().count > 0) {
        match unreadable(raw, column) {
            Some(cells) => wanted = &wanted & &!&cells,
            None => {
                if let Some(filled) = super::words::filled(column) {
                    wanted = &wanted & &filled;
                }
            }
        }
    }
    if raw.surplus.rows() > 0 {
        let mut bits = BooleanBufferBuilder::new(raw.rows);
        bits.append_buffer(&wanted);
        for row in raw.surplus.first_rows(usize::MAX).into_iter().filter(|&row| (row as usize) < raw.rows) {
            bits.set_bit(row as usize, false);
        }
        wanted = bits.build();
    }
    wanted
}

/// The unreadable cells of a column; `None` where there are more than are listed, or several files that they may stand in.
pub(super) fn unreadable(raw: &RawTable, column: &Column) -> Option<BooleanBuffer> {
    let invalid = column.invalid();
    if invalid.count == 0 {
        return Some(BooleanBuffer::new_unset(raw.rows));
    }
    if !raw.appended.is_empty() || invalid.count != invalid.rows.len() as u64 {
        return None;
    }
    let mut bits = unset(raw.rows);
    for &number in &invalid.rows {
        let row = place(raw, number)?;
        bits.set_bit(row, true);
    }
    Some(bits.build())
}

/// The accepted row that has a number in its file.
fn place(raw: &RawTable, number: u64) -> Option<usize> {
    let (mut low, mut high) = (0, raw.rows);
    while low < high {
        let middle = low + (high - low) / 2;
        if raw.row_number(middle) < number {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    (low < raw.rows && raw.row_number(low) == number).then_some(low)
}

/// Latest second of a column of times.
pub(super) fn latest(column: &Column) -> Option<i64> {
    int_range(column).map(|(_, latest)| latest)
}
