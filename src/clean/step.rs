//! One entry of a plan at work: what it finds among the rows that those before it leave, and what it does with that.

use super::alike::unreadable;
use super::effect::{Effect, Why};
use super::outlier::Judged;
use super::suit::Suit;
use super::table::{NAMED_ROWS, mean_of};
use super::vocabulary::Standing;
use super::{
    Action, CleanTable, Entry, Reason, Rule, direction, domain, extreme, fill, order_amount, paid, refunded, status, unmade,
};
use crate::fields::Field;
use crate::intake::RawTable;
use crate::notice::Notice;
use crate::stats::Ratio;
use crate::table::{Column, Kind, Patch, Patched, UNITS};
use arrow_buffer::BooleanBuffer;
use std::sync::OnceLock;

/// An entry in its place.
#[derive(Clone)]
pub(super) struct Step {
    pub(super) entry: Entry,
    /// The column from 0; `None` for rules about rows and for a column that is gone.
    pub(super) column: Option<usize>,
    /// The rows that the entries before leave.
    before: BooleanBuffer,
    /// Rows that it takes away, of those.
    pub(super) dropped: Option<BooleanBuffer>,
    found: OnceLock<BooleanBuffer>,
    patches: OnceLock<Vec<Patch>>,
    filling: Option<Filling>,
}

/// What becomes of missing cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fill {
    Value,
    Unknown,
    Nothing,
}

#[derive(Clone, Copy)]
struct Filling {
    fill: Fill,
    why: Option<Why>,
    missing: Ratio,
}

impl Step {
    /// The next step of a table whose steps so far stand.
    pub(super) fn new(table: &CleanTable, entry: &Entry, column: Option<usize>) -> Self {
        let mut step = Self {
            entry: entry.clone(),
            column,
            before: table.kept().clone(),
            dropped: None,
            found: OnceLock::new(),
            patches: OnceLock::new(),
            filling: None,
        };
        if entry.rule == Rule::Missing && entry.acts() {
            step.filling = step.filling(table, table.steps.len());
        }
        if entry.acts() {
            step.dropped = step.drops(table);
        }
        step
    }

    fn own(&self, table: &CleanTable, at: usize) -> Option<Column> {
        table.column_at(at, self.column?)
    }

    /// Rows, or cells of the column, that the rule finds.
    fn find(&self, table: &CleanTable, at: usize) -> BooleanBuffer {
        let none = || BooleanBuffer::new_unset(self.before.len());
        let of_rows = match self.entry.rule {
            Rule::NoUserId | Rule::NoOrderTime | Rule::NoAmount => {
                let required = table.required();
                let columns = required.into_iter().filter(|(r, _)| r.rule() == self.entry.rule).flat_map(|(_, columns)| columns);
                let raw = table.mapped().raw();
                let filled = columns.filter_map(|i| table.words.filled(raw.columns.get(i)?)).reduce(|a, b| &a & &b);
                filled.map(|f| &self.before & &!&f)
            }
            Rule::FillDown | Rule::TimeOfDay | Rule::MonetaryUnit => {
                self.column.and_then(|column| table.alike.completed(self.entry.rule, column))
            }
            Rule::TotalRows => Some(&self.before & table.alike.totals()),
            Rule::VoidOrders => self.of_raw(table, |column, index| {
                let mapped = table.mapped();
                let of_status = if column.is_coded() { status::rows(column, Standing::is_void) } else { none() };
                let void = &of_status | &paid::void(mapped, index);
                let told = mapped.mapping().field(index).is_none() && void.count_set_bits() > 0;
                // What was closed after its money went back was an order once. Where all were void, the word means something else.
                let found = if told { &(&self.before & &void) & &!&refunded::paid_back(mapped) } else { none() };
                Some(if found.count_set_bits() < self.before.count_set_bits() { found } else { none() })
            }),
            Rule::RefundedOrders => {
                self.of_raw(table, |_, index| refunded::rows(table.mapped(), index).map(|rows| &self.before & &rows))
            }
            Rule::OrderAmount => self.of_raw(table, |_, index| order_amount::further(table.mapped(), index, &self.before)),
            Rule::NoSales if self.column.is_some() && unmade::list(table.mapped()) == self.column => Some(self.before.clone()),
            Rule::NoSales => self.of_own(direction::no_sales(table.mapped())),
            Rule::ReturnRows => self.of_own(direction::returns(table.mapped())),
            Rule::UnmadeRefunds => self.of_own(unmade::rows(table.mapped())),
            Rule::TestRows => extreme::tests(table.mapped()).map(|rows| &self.before & &rows),
            Rule::PlaceholderId => table.alike.placeholders().map(|rows| &self.before & rows),
            Rule::IdenticalRows => Some(&self.before & &table.alike.identical().0),
            Rule::SameKey => table.alike.same_key(&self.before, self.entry.action, &table.words).map(|s| s.0),
            Rule::CustomerDay => table.alike.customer_days(&self.before),
            Rule::Missing => self.missing(table, at),
            Rule::Impossible => self.own(table, at).and_then(|c| {
                let domain = domain::of_entry(&self.entry, table.mapped(), self.column?, &c)?;
                Some(&domain.outside(&c) & &self.before)
            }),
            Rule::Outlier => self.judged(table, at, |judged| judged.rows()),
        };
        of_rows.unwrap_or_else(none)
    }

    /// The rows that are left of those that something tells about the column of the entry.
    fn of_own(&self, found: Option<(usize, BooleanBuffer)>) -> Option<BooleanBuffer> {
        found.filter(|(index, _)| Some(*index) == self.column).map(|(_, rows)| &self.before & &rows)
    }

    fn of_raw<T>(&self, table: &CleanTable, ask: impl FnOnce(&Column, usize) -> Option<T>) -> Option<T> {
        let index = self.column?;
        ask(table.mapped().raw().columns.get(index)?, index)
    }

    /// The cells that hold nothing; unreadable ones hold something.
    fn missing(&self, table: &CleanTable, at: usize) -> Option<BooleanBuffer> {
        let column = self.own(table, at)?;
        let filled = table.words.filled(&column)?;
        let missing = &self.before & &!&filled;
        Some(match unreadable(table.mapped().raw(), table.mapped().raw().columns.get(self.column?)?) {
            Some(cells) => &missing & &!&cells,
            None => missing,
        })
    }

    fn judged<T>(&self, table: &CleanTable, at: usize, ask: impl FnOnce(Judged<'_>) -> T) -> Option<T> {
        let index = self.column?;
        let column = self.own(table, at).filter(|c| matches!(c.kind(), Kind::Number | Kind::Money))?;
        let returns = if table.alike.has_returns(index) { table.alike.returns() } else { None };
        Some(ask(Judged::new(&column, &self.before, returns, &self.entry)))
    }

    fn drops(&self, table: &CleanTable) -> Option<BooleanBuffer> {
        let at = table.steps.len();
        match (self.entry.rule, self.entry.action) {
            (Rule::SameKey, action) => table.alike.same_key(&self.before, action, &table.words).map(|s| s.1),
            (_, Action::Delete) => Some(self.found.get_or_init(|| self.find(table, at)).clone()),
            _ => None,
        }
    }

    /// What becomes of the missing cells, by the action, the share and what the column is.
    fn filling(&self, table: &CleanTable, at: usize) -> Option<Filling> {
        let index = self.column?;
        let column = self.own(table, at)?;
        let found = self.found.get_or_init(|| self.find(table, at));
        let missing = Ratio { num: found.count_set_bits() as u64, den: self.before.count_set_bits() as u64 };
        let below = u128::from(missing.num) * 20 < u128::from(missing.den);
        let suit = Suit::of(table.mapped(), table.kind, index, &column, &table.words);
        let by_share = self.entry.action == Action::ByShare;
        let share = if below { Why::BelowLimit } else { Why::AtLimit };
        let why = by_share.then_some(share);
        let wants_value = self.entry.action == Action::Fill || (by_share && below);
        let known = unreadable(table.mapped().raw(), table.mapped().raw().columns.get(index)?).is_some();
        let (fill, why) = match suit {
            _ if self.entry.action == Action::Delete || missing.num == 0 => (Fill::Nothing, None),
            Suit::Name | Suit::Time => (Fill::Nothing, Some(Why::NeverFilled)),
            // A user who asks for a filling knows better; the share alone does not.
            Suit::AbsenceIsNo if by_share => (Fill::Nothing, Some(Why::AbsenceIsNo)),
            Suit::Measure if by_share => (Fill::Nothing, Some(Why::AddedUp)),
            _ if !known && column.kind() != Kind::Text => (Fill::Nothing, Some(Why::Unreadable)),
            _ if wants_value => (Fill::Value, why),
            _ if column.kind() == Kind::Text => (Fill::Unknown, why),
            _ => (Fill::Nothing, Some(Why::StaysMissing)),
        };
        Some(Filling { fill, why, missing })
    }

    fn patch(&self, table: &CleanTable, at: usize) -> Vec<Patch> {
        let Some(column) = self.own(table, at).filter(|_| self.entry.acts()) else { return Vec::new() };
        let found = || self.found.get_or_init(|| self.find(table, at)).clone();
        match (self.entry.rule, self.entry.action) {
            (Rule::Missing, _) => {
                let value = match self.filling.map(|f| f.fill) {
                    Some(Fill::Value) => fill::value(&column, &self.before, &table.words),
                    Some(Fill::Unknown) => Some(Patched::Text(fill::UNKNOWN.into())),
                    _ => None,
                };
                value.map(|value| Patch { cells: found(), value }).into_iter().collect()
            }
            (Rule::ReturnRows, Action::Correct) => vec![Patch { cells: found(), value: Patched::Negated }],
            (Rule::OrderAmount | Rule::UnmadeRefunds, Action::Correct) if column.kind() != Kind::Text => {
                let value = if column.kind() == Kind::Money { Patched::Int(0) } else { Patched::Number(0.0) };
                vec![Patch { cells: found(), value }]
            }
            (Rule::Impossible, Action::Correct) => vec![Patch { cells: found(), value: Patched::Missing }],
            (Rule::Outlier, Action::Correct) => {
                let bounds = self.judged(table, at, |judged| judged.bounds()).unwrap_or((None, None));
                winsorised(&column, &found(), bounds)
            }
            _ => Vec::new(),
        }
    }

    /// What people are told of it on the way to a first result.
    pub(super) fn remark(&self, table: &CleanTable, raw: &RawTable) -> Option<Notice> {
        let named = |notice: Notice, bits: &BooleanBuffer| {
            let rows: Vec<u64> = bits.set_indices().take(NAMED_ROWS).map(|row| row as u64).collect();
            raw.pointed(notice, &rows)
        };
        if let (Some(reason), Some(dropped)) = (Reason::of(self.entry.rule), &self.dropped) {
            let rows = table.set_aside().iter().find(|s| s.reason == reason)?.rows;
            let required = table.required();
            let column = required.iter().find(|(r, _)| *r == reason).and_then(|(_, columns)| columns.first())?;
            return Some(named(Notice::warning(reason.code(), rows).in_column(*column), dropped));
        }
        if self.entry.rule == Rule::PlaceholderId {
            let found = self.found.get_or_init(|| self.find(table, table.steps.len()));
            let rows = found.count_set_bits() as u64;
            let notice = Notice::warning(if self.dropped.is_some() { "N_PLACEHOLDER_IDS" } else { "N_PLACEHOLDER_KEPT" }, rows);
            let column = table.mapped().mapping().column(Field::UserId)?;
            return (rows > 0).then(|| named(notice.in_column(column), found));
        }
        if self.entry.rule == Rule::IdenticalRows {
            let found = &self.before & &table.alike.identical().0;
            let gone = table.cleaned().iter().find(|c| c.rule == Some(self.entry.rule)).map_or(0, |c| c.rows);
            let notice = match self.dropped {
                Some(_) => Notice::warning("N_IDENTICAL_ROWS", gone),
                None => Notice::info("N_IDENTICAL_KEPT", found.count_set_bits() as u64),
            };
            return (notice.count > 0).then(|| named(notice, &found));
        }
        if let Some(code) = self.said(table) {
            let found = self.found.get_or_init(|| self.find(table, table.steps.len()));
            // Rows that a person keeps all the same are not gone.
            let count =
                self.dropped.as_ref().map_or_else(|| found.count_set_bits(), |d| (d & &!table.kept()).count_set_bits()) as u64;
            let notice = Notice::warning(code, count);
            let notice = self.column.map_or(notice.clone(), |column| notice.in_column(column));
            return (count > 0).then(|| named(notice, found));
        }
        let Filling { fill, missing, .. } = self.filling?;
        let notice = match fill {
            Fill::Value => Notice::warning("N_FILLED", missing.num),
            Fill::Unknown => Notice::info("N_MARKED_UNKNOWN", missing.num),
            Fill::Nothing => return None,
        };
        Some(notice.in_column(self.column?))
    }

    /// Code of the notice of a rule about whole orders or totals; none where it does nothing that a reader must know.
    fn said(&self, table: &CleanTable) -> Option<&'static str> {
        match (self.entry.rule, self.entry.acts()) {
            // The columns of a document are completed together, and said once.
            (Rule::FillDown, true) if self.column == table.mapped().mapping().column(Field::UserId) => Some("N_FILLED_DOWN"),
            (Rule::TimeOfDay, true) => Some("N_TIME_JOINED"),
            (Rule::MonetaryUnit, true) => Some("N_UNIT_CONVERTED"),
            (Rule::TotalRows, true) => Some("N_TOTAL_ROWS"),
            (Rule::VoidOrders, true) => Some("N_ORDERS_UNPAID"),
            (Rule::RefundedOrders, true) => Some("N_ORDERS_REFUNDED"),
            (Rule::NoSales, _) if unmade::list(table.mapped()) == self.column => Some("N_REFUND_LIST"),
            (Rule::NoSales, true) => Some("N_NO_SALES"),
            // Said for all such rows at once.
            (Rule::NoSales, false) if direction::asks(table.mapped()) => None,
            (Rule::NoSales, false) => Some("N_NO_SALES_KEPT"),
            (Rule::ReturnRows, true) => Some("N_RETURN_ROWS"),
            (Rule::UnmadeRefunds, true) => Some("N_REFUNDS_UNMADE"),
            (Rule::TestRows, false) => Some("N_TEST_ROWS"),
            (Rule::SameKey, acts) if table.alike.across().is_some() => {
                Some(if acts { "N_ORDERS_IN_FILES" } else { "N_ORDERS_IN_FILES_KEPT" })
            }
            (Rule::OrderAmount, true) => Some("N_AMOUNT_PER_ORDER"),
            (Rule::OrderAmount, false) => Some("N_AMOUNT_REPEATED"),
            _ => None,
        }
    }

    fn reasons(&self, table: &CleanTable) -> Vec<Why> {
        let column = self.column.and_then(|i| table.mapped().raw().columns.get(i));
        let is_numeric = column.is_some_and(|c| matches!(c.kind(), Kind::Number | Kind::Money));
        match self.entry.rule {
            rule if rule.is_of_column() && column.is_none() => vec![Why::ColumnGone],
            Rule::Outlier if !is_numeric => vec![Why::ColumnKind],
            Rule::IdenticalRows if table.alike.are_pieces() => vec![Why::SideBySide],
            Rule::IdenticalRows => table.alike.identical().1.clone(),
            Rule::RefundedOrders => self
                .column
                .map(|index| refunded::are_separate(table.mapped(), index))
                .map_or(Vec::new(), |separate| vec![if separate { Why::BesideOrders } else { Why::OrdersThemselves }]),
            Rule::OrderAmount => match order_amount::evidence(table.mapped()) {
                Some((_, order_amount::Evidence::Order)) => vec![Why::WorthOfLines],
                Some((_, order_amount::Evidence::Equal)) => vec![Why::EqualOnLines],
                _ => Vec::new(),
            },
            Rule::SameKey if table.alike.same_key(&self.before, Action::Keep, &table.words).is_none() => vec![Why::NoKey],
            _ => self.filling.and_then(|f| f.why).into_iter().collect(),
        }
    }
}

/// Numbers outside bounds move to them; amounts to the nearest ten-thousandth inside.
fn winsorised(column: &Column, found: &BooleanBuffer, (low, high): (Option<f64>, Option<f64>)) -> Vec<Patch> {
    let is_money = column.kind() == Kind::Money;
    let mut patches = Vec::new();
    for (bound, is_low) in [(low, true), (high, false)] {
        let Some(bound) = bound else { continue };
        let beyond = |row: usize| match column.int_at(row).map(|v| v as f64).or_else(|| column.number_at(row)) {
            Some(v) => found.value(row) && if is_low { v < bound } else { v > bound },
            None => false,
        };
        let cells = BooleanBuffer::collect_bool(column.len(), beyond);
        if cells.count_set_bits() > 0 {
            let inside = if is_low { libm::ceil(bound) } else { libm::floor(bound) };
            let value = if is_money { Patched::Int(inside as i64) } else { Patched::Number(bound) };
            patches.push(Patch { cells, value });
        }
    }
    patches
}

impl CleanTable {
    /// Rows, or cells of its column, that an entry found.
    pub(super) fn found(&self, entry: usize) -> &BooleanBuffer {
        static NONE: OnceLock<BooleanBuffer> = OnceLock::new();
        match self.steps.get(entry) {
            Some(step) => step.found.get_or_init(|| step.find(self, entry)),
            None => NONE.get_or_init(|| BooleanBuffer::new_unset(0)),
        }
    }

    pub(super) fn patches(&self, entry: usize) -> &[Patch] {
        self.steps.get(entry).map_or(&[], |step| step.patches.get_or_init(|| step.patch(self, entry)))
    }

    /// What an entry of the plan did, or would find where it is off; `None` when there is no such entry.
    #[must_use]
    pub fn effect(&self, entry: usize) -> Option<Effect> {
        let step = self.steps.get(entry)?;
        let found = self.found(entry);
        let is_money = step.own(self, entry).is_some_and(|c| c.kind() == Kind::Money);
        let outliers = if step.entry.rule == Rule::Outlier {
            step.judged(self, entry, |judged| judged.compare(if is_money { UNITS as f64 } else { 1.0 }))
        } else {
            None
        };
        let patches = self.patches(entry);
        // An order that was refunded changes in what is made of its row, and cells are completed before any patch.
        let is_other = step.entry.rule == Rule::RefundedOrders || step.entry.rule.is_mend();
        let others = if is_other && step.entry.acts() { found.count_set_bits() as u64 } else { 0 };
        let mut reasons = step.reasons(self);
        if let Some(outliers) = &outliers {
            let told = [(outliers.sigma3_cannot_fire, Why::TooFewForSigma), (outliers.returns > 0, Why::ReturnsLeftOut)];
            reasons.extend(told.into_iter().filter(|t| t.0).map(|t| t.1));
        }
        if patches.is_empty() && step.filling.is_some_and(|f| f.fill == Fill::Value) {
            reasons.push(Why::NothingPresent);
        }
        let is_missing = step.entry.rule == Rule::Missing && step.column.is_some();
        let missing = Ratio { num: found.count_set_bits() as u64, den: step.before.count_set_bits() as u64 };
        Some(Effect {
            rule: step.entry.rule,
            column: step.column,
            action: step.entry.action,
            on: step.entry.on,
            found: found.count_set_bits() as u64,
            dropped: step.dropped.as_ref().map_or(0, |d| d.count_set_bits() as u64),
            changed: others + patches.iter().map(|p| p.cells.count_set_bits() as u64).sum::<u64>(),
            missing: is_missing.then_some(missing),
            mean: patches.first().filter(|_| is_missing).and_then(|p| mean_of(&p.value)),
            outliers,
            reasons,
        })
    }

    /// The rows that an entry found, `count` of them from the one with number `from` on, both from 0; rows are counted from 0
    /// among the accepted ones.
    #[must_use]
    pub fn rows_of(&self, entry: usize, from: usize, count: usize) -> Vec<u64> {
        self.found(entry).set_indices().skip(from).take(count).map(|row| row as u64).collect()
    }

    /// The rows that an entry dropped, as [`CleanTable::rows_of`].
    #[must_use]
    pub fn rows_dropped_by(&self, entry: usize, from: usize, count: usize) -> Vec<u64> {
        let dropped = self.steps.get(entry).and_then(|s| s.dropped.as_ref());
        dropped.into_iter().flat_map(BooleanBuffer::set_indices).skip(from).take(count).map(|row| row as u64).collect()
    }
}
