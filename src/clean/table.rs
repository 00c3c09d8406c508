//! A mapped table under a plan: which rows count, and which cells hold something else than the file says.

use super::alike::Alike;
use super::decisions::Decisions;
use super::effect::Cleaned;
use super::propose::is_blank;
use super::step::Step;
use super::words::Words;
use super::{Action, Plan, Rule, currency, direction, extreme, headers, status};
use crate::error::Result;
use crate::fields::{AmountSource, Field, MappedTable, TableKind};
use crate::notice::Notice;
use crate::stats::order;
use crate::table::{Column, Kind, Patch, Patched};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};
use serde::Serialize;
use std::sync::{Arc, OnceLock};

/// How many row numbers a notice names.
pub(super) const NAMED_ROWS: usize = 10;

/// Why a row cannot be counted. A row with several faults has the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SetAsideReason"))]
pub enum Reason {
    /// No customer.
    NoUserId,
    /// No readable order time.
    NoOrderTime,
    /// No readable amount, or price and quantity in its place.
    NoAmount,
}

impl Reason {
    /// Code of the notice that reports these rows.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoUserId => "N_NO_USER_ID",
            Self::NoOrderTime => "N_NO_ORDER_TIME",
            Self::NoAmount => "N_NO_AMOUNT",
        }
    }

    /// The rule of a plan that sets rows aside for this reason.
    #[must_use]
    pub fn rule(self) -> Rule {
        match self {
            Self::NoUserId => Rule::NoUserId,
            Self::NoOrderTime => Rule::NoOrderTime,
            Self::NoAmount => Rule::NoAmount,
        }
    }

    pub(super) fn of(rule: Rule) -> Option<Self> {
        [Self::NoUserId, Self::NoOrderTime, Self::NoAmount].into_iter().find(|r| r.rule() == rule)
    }
}

/// How many rows were set aside for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SetAside {
    /// Why.
    pub reason: Reason,
    /// How many rows.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
}

/// A mapped table under a cleaning plan. It cannot be serialised and prints no cells.
///
/// Kept rows, rows set aside and rows cleaned away add up to the rows of the table. A field that is mapped to no column, or to
/// one of the wrong kind, sets no row aside: that is a fault of the mapping, reported when the customers are built. The columns
/// of the table itself are never changed: another plan is another `CleanTable` over the same columns.
///
/// ```compile_fail
/// fn leaves<T: serde::Serialize>() {}
/// leaves::<insitu::clean::CleanTable>();
/// ```
///
/// ```compile_fail
/// fn prints<T: std::fmt::Debug>() {}
/// prints::<insitu::clean::CleanTable>();
/// ```
#[derive(Clone)]
pub struct CleanTable {
    pub(super) alike: Arc<Alike>,
    pub(super) plan: Plan,
    pub(super) words: Words,
    pub(super) steps: Vec<Step>,
    /// Of each column the steps that are about it.
    of_column: Vec<Vec<usize>>,
    pub(super) kind: TableKind,
    by_hand: Vec<(usize, Patch)>,
    kept: BooleanBuffer,
    set_aside: Vec<SetAside>,
    cleaned: Vec<Cleaned>,
    notices: Vec<Notice>,
    columns: Vec<OnceLock<Option<Column>>>,
    pub(super) decisions: Arc<Decisions>,
}

impl CleanTable {
    /// A table under a plan, or under the one that is proposed for it, and the decisions about it.
    ///
    /// # Errors
    /// Those of [`Plan::check`]; `E_DECISIONS` where the decisions are about another table, `E_UNKNOWN_COLUMN` where they name a
    /// column that it does not have, `E_PARAM` where a corrected cell is not of the kind of its column.
    pub fn new(mapped: Arc<MappedTable>, plan: Option<&Plan>, decisions: &Decisions) -> Result<Self> {
        Self::over(&Arc::new(Alike::new(mapped)), plan, decisions)
    }

    /// A table under the plan that is proposed for it.
    #[must_use]
    pub fn proposed(mapped: Arc<MappedTable>) -> Self {
        let alike = Arc::new(Alike::new(mapped));
        let (plan, alike) = Plan::propose_over(&alike);
        let mut table = Self::under(&alike, plan);
        table.finish();
        table
    }

    /// The same table under another plan, or the proposed one: what was found out about its rows is not looked for again.
    ///
    /// # Errors
    /// Those of [`CleanTable::new`].
    pub fn again(&self, plan: Option<&Plan>, decisions: &Decisions) -> Result<Self> {
        Self::over(&self.alike, plan, decisions)
    }

    fn over(alike: &Arc<Alike>, plan: Option<&Plan>, decisions: &Decisions) -> Result<Self> {
        decisions.fit(alike.mapped().raw())?;
        let (plan, alike) = match plan {
            Some(plan) => (plan.clone().check()?, Arc::clone(alike)),
            None => Plan::propose_over(alike),
        };
        let mut table = Self::under(&alike, plan);
        table.decide(decisions)?;
        table.decisions = Arc::new(decisions.clone());
        table.finish();
        Ok(table)
    }

    /// Applies the entries of a plan that is valid, one behind the other.
    pub(super) fn under(alike: &Arc<Alike>, plan: Plan) -> Self {
        let alike = Alike::mended(alike, &plan.entries);
        let (rows, columns) = (alike.mapped().rows(), alike.mapped().raw().columns.len());
        let kind = alike.mapped().mapping().kind().0;
        let mut table = Self {
            alike,
            words: plan.words(),
            plan: Plan::default(),
            steps: Vec::with_capacity(plan.entries.len()),
            of_column: vec![Vec::new(); columns],
            kind,
            by_hand: Vec::new(),
            kept: BooleanBuffer::new_set(rows),
            set_aside: Vec::new(),
            cleaned: Vec::new(),
            notices: Vec::new(),
            columns: vec![OnceLock::new(); columns],
            decisions: Arc::default(),
        };
        let own = &table.mapped().raw().columns;
        let name = |place: usize| own.get(place).map(Column::name);
        let by_name = order(own.len(), &|a, b| name(a).cmp(&name(b)));
        // Of columns of one name the last.
        let find = |wanted: &str| {
            let end = by_name.partition_point(|&place| name(place) <= Some(wanted));
            by_name.get(end.checked_sub(1)?).copied().filter(|&place| name(place) == Some(wanted))
        };
        let places: Vec<Option<usize>> = plan.entries.iter().map(|e| e.column.as_deref().and_then(find)).collect();
        for (entry, place) in plan.entries.iter().zip(places) {
            let step = Step::new(&table, entry, place);
            if let Some(dropped) = &step.dropped {
                let gone = dropped.count_set_bits() as u64;
                table.kept = &table.kept & &!dropped;
                match Reason::of(entry.rule) {
                    _ if gone == 0 => {}
                    Some(reason) => table.set_aside.push(SetAside { reason, rows: gone }),
                    None => table.cleaned.push(Cleaned { rule: Some(entry.rule), rows: gone }),
                }
            }
            if let Some(steps) = place.and_then(|place| table.of_column.get_mut(place)) {
                steps.push(table.steps.len());
            }
            table.steps.push(step);
        }
        table.plan = plan;
        table
    }

    /// Corrects cells and keeps and drops rows as a person decided.
    fn decide(&mut self, decisions: &Decisions) -> Result<()> {
        let mapped = Arc::clone(self.alike.mapped());
        let (raw, rows) = (mapped.raw(), self.rows());
        for correction in &decisions.corrections {
            let index = raw.columns.iter().position(|c| c.name() == correction.column);
            let fault = || crate::error::Error::new(crate::error::ErrorKind::UnknownColumn).in_file(&raw.first.name);
            let (Some(index), Some(column)) = (index, index.and_then(|i| raw.columns.get(i))) else { return Err(fault()) };
            let value = correction.patched(raw, index, column)?;
            self.by_hand.push((index, Patch { cells: bits(rows, &[correction.row]), value }));
        }
        let (stay, go) = (bits(rows, &decisions.kept), bits(rows, &decisions.dropped));
        for step in self.steps.iter().filter(|s| Reason::of(s.entry.rule).is_none()) {
            let Some(dropped) = &step.dropped else { continue };
            let back = (dropped & &stay).count_set_bits() as u64;
            if let Some(cleaned) = self.cleaned.iter_mut().find(|c| c.rule == Some(step.entry.rule) && c.rows >= back) {
                cleaned.rows -= back;
            }
            self.kept = &self.kept | &(dropped & &stay);
        }
        self.cleaned.retain(|c| c.rows > 0);
        let gone = (&self.kept & &go).count_set_bits() as u64;
        if gone > 0 {
            self.kept = &self.kept & &!&go;
            self.cleaned.push(Cleaned { rule: None, rows: gone });
        }
        Ok(())
    }

    /// Sets aside rows whose customer, time or amount a patch has taken away, takes those back that a person has given theirs, and
    /// says what became of the rows.
    fn finish(&mut self) {
        let corrects = |s: &&Step| (s.entry.rule, s.entry.action) == (Rule::Impossible, Action::Correct) && s.entry.acts();
        let corrected = self.steps.iter().filter(corrects).filter_map(|s| s.column);
        let touched: Vec<usize> = corrected.chain(self.by_hand.iter().map(|(at, _)| *at)).collect();
        let required = self.required();
        let is_touched = required.iter().any(|(_, columns)| columns.iter().any(|c| touched.contains(c)));
        for (reason, columns) in required.into_iter().filter(|_| is_touched) {
            let mut filled = BooleanBuffer::new_set(self.rows());
            for column in columns.iter().filter_map(|&i| self.column(i)) {
                if let Some(own) = self.words.filled(column) {
                    filled = &filled & &own;
                }
            }
            let step = self.steps.iter().find(|s| s.entry.rule == reason.rule());
            let aside = step.and_then(|s| s.dropped.clone()).unwrap_or_else(|| BooleanBuffer::new_unset(self.rows()));
            let (back, gone) = (&aside & &filled, &self.kept & &!&filled);
            let (plus, minus) = (gone.count_set_bits() as u64, back.count_set_bits() as u64);
            self.kept = &(&self.kept & &filled) | &back;
            let rows = aside.count_set_bits() as u64 + plus - minus;
            self.set_aside.retain(|s| s.reason != reason);
            if rows > 0 {
                self.set_aside.push(SetAside { reason, rows });
            }
        }
        let rule = |place: usize| self.set_aside.get(place).map(|s| s.reason.rule());
        let places = order(self.set_aside.len(), &|a, b| rule(a).cmp(&rule(b)));
        self.set_aside = places.into_iter().filter_map(|place| self.set_aside.get(place).copied()).collect();
        self.notices = self.remarks();
    }

    /// Columns that every row must have a value in, by the reason for which it is set aside without.
    pub(super) fn required(&self) -> Vec<(Reason, Vec<usize>)> {
        let mapped = self.mapped();
        let time = mapped.column(Field::OrderTime).filter(|(_, c)| c.kind() == Kind::Time).map(|(i, _)| i);
        // Without a time a row is no order, and what looks like an amount need not be there.
        let amount = match mapped.amount_source().filter(|_| mapped.column(Field::OrderTime).is_some()) {
            Some(AmountSource::Amount(i) | AmountSource::Price(i)) => vec![i],
            Some(AmountSource::PriceQuantity(price, quantity)) => vec![price, quantity],
            None => Vec::new(),
        };
        let user = mapped.column(Field::UserId).map(|(i, _)| i);
        [
            (Reason::NoUserId, user.into_iter().collect()),
            (Reason::NoOrderTime, time.into_iter().collect()),
            (Reason::NoAmount, amount),
        ]
        .into()
    }

    fn remarks(&self) -> Vec<Notice> {
        let raw = self.mapped().raw();
        let mut notices = Vec::new();
        let gone = self.steps.iter().filter(|s| s.entry.on && s.entry.column.is_some() && s.column.is_none()).count() as u64;
        if gone > 0 {
            notices.push(Notice::warning("N_PLAN_COLUMN_GONE", gone));
        }
        for step in &self.steps {
            notices.extend(step.remark(self, raw));
        }
        let named = [Rule::IdenticalRows, Rule::PlaceholderId, Rule::TotalRows, Rule::VoidOrders, Rule::NoSales].map(Some);
        let others: u64 = self.cleaned.iter().filter(|c| !named.contains(&c.rule)).map(|c| c.rows).sum();
        if others > 0 {
            notices.push(Notice::warning("N_ROWS_CLEANED", others));
        }
        let empty = raw.columns.iter().filter(|c| !c.is_empty() && is_blank(c, &self.words)).count() as u64;
        if empty > 0 {
            notices.push(Notice::info("N_EMPTY_COLUMNS", empty));
        }
        let statuses = status::notices(self.mapped(), &self.kept, self.refunded().as_ref());
        let converting = self.steps.iter().filter(|s| s.entry.rule == Rule::MonetaryUnit && s.entry.acts());
        let converted: Vec<Option<usize>> = converting.map(|s| s.column).collect();
        let of_headers = headers::notices(self.mapped(), &self.kept, &converted);
        let doubts = [statuses, currency::notices(self.mapped(), &self.kept), of_headers];
        let unsure = direction::notices(self.mapped(), &self.kept);
        notices.extend(doubts.into_iter().flatten().chain(unsure).chain(extreme::notices(self.mapped(), &self.kept)));
        notices
    }

    /// The table with its mapping.
    #[must_use]
    pub fn mapped(&self) -> &MappedTable {
        self.alike.mapped()
    }

    /// The plan that it is under, with the rules that none can do without.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// A column as it is after cleaning: the one that was read where no cell of it is patched, else one that is made when it is
    /// first asked for and shares all that is not patched. `None` when there is no such column.
    #[must_use]
    pub fn column(&self, index: usize) -> Option<&Column> {
        let made = self.columns.get(index)?.get_or_init(|| {
            let mut patches = self.patches_before(self.steps.len(), index);
            patches.extend(self.by_hand.iter().filter(|(at, _)| *at == index).map(|(_, patch)| patch.clone()));
            if patches.is_empty() { None } else { Some(self.mapped().raw().columns.get(index)?.patched(&patches)) }
        });
        made.as_ref().or_else(|| self.mapped().raw().columns.get(index))
    }

    /// The column that a field is mapped to, as [`CleanTable::column`], and its number from 0.
    #[must_use]
    pub fn field(&self, field: Field) -> Option<(usize, &Column)> {
        let index = self.mapped().mapping().column(field)?;
        Some((index, self.column(index)?))
    }

    /// The cells of a column that held nothing before a rule filled or marked them, or that a rule leaves missing; `None` where
    /// no rule about missing cells acts on the column or none is missing.
    #[must_use]
    pub fn indicator(&self, index: usize) -> Option<BooleanBuffer> {
        let steps = self.steps.iter().enumerate();
        let of_column = steps.filter(|(_, s)| s.column == Some(index) && s.entry.rule == Rule::Missing && s.entry.acts());
        let found = of_column.map(|(i, _)| self.found(i).clone()).reduce(|a, b| &a | &b)?;
        (found.count_set_bits() > 0).then_some(found)
    }

    pub(super) fn patches_before(&self, step: usize, index: usize) -> Vec<Patch> {
        let steps = self.of_column.get(index).into_iter().flatten().take_while(|&&own| own < step);
        steps.flat_map(|&own| self.patches(own).to_vec()).collect()
    }

    /// A column as the entries before a step leave it.
    pub(super) fn column_at(&self, step: usize, index: usize) -> Option<Column> {
        let column = self.mapped().raw().columns.get(index)?;
        let patches = self.patches_before(step, index);
        Some(if patches.is_empty() { column.clone() } else { column.patched(&patches) })
    }

    /// All rows, kept or not.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.mapped().rows()
    }

    /// The rows that are refunds: by flag, negative amount or negative quantity; `None` where there are none.
    #[must_use]
    pub fn returns(&self) -> Option<&BooleanBuffer> {
        self.alike.returns()
    }

    /// The rows that are totals of others.
    #[must_use]
    pub fn totals(&self) -> &BooleanBuffer {
        self.alike.totals()
    }

    /// The rows of orders that were refunded as a whole and count as one order each that came to nothing; `None` where no rule says so.
    #[must_use]
    pub fn refunded(&self) -> Option<BooleanBuffer> {
        let steps = self.steps.iter().enumerate();
        let acting = steps.filter(|(_, s)| s.entry.rule == Rule::RefundedOrders && s.entry.acts());
        acting.map(|(at, _)| self.found(at).clone()).reduce(|a, b| &a | &b)
    }

    /// One bit per row: set where the row counts.
    #[must_use]
    pub fn kept(&self) -> &BooleanBuffer {
        &self.kept
    }

    /// How many rows count.
    #[must_use]
    pub fn kept_rows(&self) -> usize {
        self.kept.count_set_bits()
    }

    /// The rows that cannot count, by reason.
    #[must_use]
    pub fn set_aside(&self) -> &[SetAside] {
        &self.set_aside
    }

    /// The rows that could count and were cleaned away, by rule.
    #[must_use]
    pub fn cleaned(&self) -> &[Cleaned] {
        &self.cleaned
    }

    /// What happened, as remarks for people.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }
}

fn bits(rows: usize, set: &[u32]) -> BooleanBuffer {
    let mut bits = BooleanBufferBuilder::new(rows);
    bits.append_n(rows, false);
    for &row in set.iter().filter(|&&row| (row as usize) < rows) {
        bits.set_bit(row as usize, true);
    }
    bits.build()
}

/// The value that patched cells of a column hold, for tests and effects.
pub(super) fn mean_of(value: &Patched) -> Option<f64> {
    match value {
        Patched::Number(v) => Some(*v),
        Patched::Int(v) => Some(*v as f64 / crate::table::UNITS as f64),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Mapping;
    use crate::intake::RawTable;
    use crate::table::Segment;

    fn raw(columns: Vec<Column>) -> Arc<RawTable> {
        Arc::new(RawTable::of("orders.csv", columns))
    }

    fn clean(columns: Vec<Column>, codes: &[&str]) -> CleanTable {
        let codes: Vec<Option<&str>> = codes.iter().map(|c| (*c != "-").then_some(*c)).collect();
        let mapped = MappedTable::new(raw(columns), Mapping::from_codes(&codes).unwrap()).unwrap();
        CleanTable::proposed(Arc::new(mapped))
    }

    fn users() -> Column {
        Column::of_text("u", [Some("a"), None, Some("NULL"), Some("b"), Some("c"), Some("d")])
    }

    fn times() -> Column {
        Column::of_ints("t", Kind::Time, [Some(1), None, Some(1), None, Some(1), Some(2)])
    }

    #[test]
    fn each_row_is_kept_or_set_aside_for_one_reason() {
        let price = Column::of_ints("p", Kind::Money, [Some(1), Some(1), Some(1), Some(1), None, Some(1)]);
        let quantity = Column::of_numbers("q", [Some(1.0); 6]);
        let t = clean(vec![users(), times(), price, quantity], &["user_id", "order_time", "price", "quantity"]);
        let wanted = [(Reason::NoUserId, 2), (Reason::NoOrderTime, 1), (Reason::NoAmount, 1)];
        assert_eq!(t.set_aside(), wanted.map(|(reason, rows)| SetAside { reason, rows }));
        assert_eq!(t.kept_rows() as u64 + t.set_aside().iter().map(|s| s.rows).sum::<u64>(), t.rows() as u64);
        assert_eq!(t.kept().set_indices().collect::<Vec<_>>(), [0, 5]);
        let first = t.notices().first().unwrap();
        assert_eq!((first.code, first.column, first.rows.as_slice()), ("N_NO_USER_ID", Some(1), [3, 4].as_slice()));
    }

    #[test]
    fn nothing_else_is_removed() {
        let t = clean(vec![users(), times()], &["-", "-"]);
        assert_eq!((t.kept_rows(), t.notices().len()), (6, 0));
        let empty = clean(vec![], &[]);
        assert_eq!((empty.rows(), empty.kept_rows()), (0, 0));
    }

    #[test]
    fn plain_text_keys_are_checked_too() {
        use arrow_array::BinaryArray;
        let cells: BinaryArray = vec![Some("x".as_bytes()), Some("-".as_bytes()), None].into();
        let spec = crate::table::Spec { store: crate::table::Store::Plain, ..crate::table::Spec::new("u", Kind::Text) };
        let column =
            Column::new(spec, vec![Segment::Text(crate::table::Texts::Plain(cells))], Default::default(), Default::default());
        let t = clean(vec![column], &["user_id"]);
        assert_eq!(t.kept().set_indices().collect::<Vec<_>>(), [0]);
    }
}
