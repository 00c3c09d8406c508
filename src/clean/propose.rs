//! The plan that a table gets where nobody says otherwise: the seed's rules.

use super::alike::Alike;
use super::domain::Domain;
use super::order_amount::Evidence;
use super::suit::Suit;
use super::words::Words;
use super::{Action, Entry, Plan, Rule, direction, extreme, order_amount, paid, refunded, status, unmade};
use crate::fields::{Field, MappedTable, TableKind};
use crate::table::{Column, Kind};
use std::sync::Arc;

impl Plan {
    /// The proposal for a table: rows that cannot be counted and identical rows go, missing cells are filled or marked by their
    /// share, everything else is only counted. Totals and orders that were never paid go, refunded orders come to nothing, and an amount that
    /// is repeated on the lines of an order counts once. Cells that stand elsewhere in the table are completed first. Identical rows stay where they may be two purchases.
    #[must_use]
    pub fn propose(mapped: &Arc<MappedTable>) -> Self {
        Self::propose_over(&Arc::new(Alike::new(Arc::clone(mapped)))).0
    }

    /// The proposal, with what was found out about the rows on the way, their cells completed.
    pub(super) fn propose_over(alike: &Arc<Alike>) -> (Self, Arc<Alike>) {
        let read = alike.read();
        let header = |index: usize| read.raw().columns.get(index).map_or("", Column::name);
        let possible = alike.possible().iter();
        let mut entries: Vec<Entry> =
            possible.map(|mend| Entry::of_column(mend.rule, header(mend.column), Action::Correct)).collect();
        let alike = Alike::mended(alike, &entries);
        let mapped = alike.mapped();
        let words = Words::new(None);
        entries.push(Entry::of_rows(Rule::TotalRows, Action::Delete));
        entries.extend(Rule::ALWAYS.iter().map(|&rule| Entry::of_rows(rule, Action::Delete)));
        if alike.placeholders().is_some() {
            entries.push(Entry::of_rows(Rule::PlaceholderId, Action::Delete));
        }
        let name = |index: usize| mapped.raw().columns.get(index).map_or("", Column::name);
        if let Some(index) = unmade::list(mapped) {
            let action = if status::are_orders(mapped) { Action::Delete } else { Action::Keep };
            entries.push(Entry::of_column(Rule::NoSales, name(index), action));
        }
        if let Some((index, rows)) = direction::no_sales(mapped) {
            // Where no row is a sale, or the words say too little, somebody must say what they are.
            let sure = rows.count_set_bits() < rows.len() && !direction::asks(mapped);
            let action = if sure { Action::Delete } else { Action::Keep };
            entries.push(Entry::of_column(Rule::NoSales, name(index), action));
        }
        for index in status::columns(mapped).into_iter().chain(paid::columns(mapped)) {
            entries.push(Entry::of_column(Rule::VoidOrders, name(index), Action::Delete));
        }
        if let Some((index, _)) = direction::returns(mapped) {
            entries.push(Entry::of_column(Rule::ReturnRows, name(index), Action::Correct));
        }
        if let Some((index, _)) = unmade::rows(mapped) {
            entries.push(Entry::of_column(Rule::UnmadeRefunds, name(index), Action::Correct));
        }
        if extreme::tests(mapped).is_some() {
            entries.push(Entry::of_rows(Rule::TestRows, Action::Keep));
        }
        for index in refunded::columns(mapped) {
            let action = if refunded::are_separate(mapped, index) { Action::Keep } else { Action::Correct };
            entries.push(Entry::of_column(Rule::RefundedOrders, name(index), action));
        }
        // Rows of a table that has no keys are values: two equal ones are two.
        let kind = mapped.mapping().kind().0;
        let is_keyed = kind != TableKind::Unknown || mapped.column(Field::UserId).is_some();
        let is_one = is_keyed && alike.repeats_are_one().0 && !alike.are_pieces();
        let action = if is_one { Action::Delete } else { Action::Keep };
        entries.push(Entry::of_rows(Rule::IdenticalRows, action));
        // An order that a later file has again is as that file says.
        let again = if alike.across().is_some() { Action::Last } else { Action::Keep };
        entries.push(Entry::of_rows(Rule::SameKey, again));
        if mapped.column(Field::UserId).is_some() && mapped.column(Field::OrderTime).is_some() {
            entries.push(Entry::of_rows(Rule::CustomerDay, Action::Keep));
        }
        match order_amount::evidence(mapped) {
            Some((index, Evidence::Order)) => entries.push(Entry::of_column(Rule::OrderAmount, name(index), Action::Correct)),
            Some((index, Evidence::Equal)) => entries.push(Entry::of_column(Rule::OrderAmount, name(index), Action::Keep)),
            _ => {}
        }
        let columns = || mapped.raw().columns.iter().enumerate().filter(|(_, c)| !is_blank(c, &words));
        for (index, column) in columns() {
            if has_missing(column, &words) {
                let action = match Suit::of(mapped, kind, index, column, &words) {
                    Suit::Number | Suit::Category | Suit::Measure => Action::ByShare,
                    Suit::AbsenceIsNo | Suit::Time | Suit::Name => Action::Keep,
                };
                entries.push(Entry::of_column(Rule::Missing, column.name(), action));
            }
        }
        for (index, column) in columns() {
            let is_number = matches!(column.kind(), Kind::Number | Kind::Money);
            let is_measure = is_number
                && matches!(Suit::of(mapped, kind, index, column, &words), Suit::Number | Suit::Measure | Suit::AbsenceIsNo);
            if is_measure && mapped.mapping().field(index) != Some(Field::UserId) {
                if Domain::of(mapped, index, column, None).is_some() {
                    entries.push(Entry::of_column(Rule::Impossible, column.name(), Action::Keep));
                }
                entries.push(Entry::of_column(Rule::Outlier, column.name(), Action::Keep));
            }
        }
        let plan = Self { entries, missing_words: None };
        (plan, alike)
    }
}

/// Whether nothing stands in a column from top to bottom.
pub(super) fn is_blank(column: &Column, words: &Words) -> bool {
    column.nulls() == column.len() as u64
        || (column.nulls() == 0 && words.few(column).is_some_and(|nothing| !nothing.contains(&false)))
}

fn has_missing(column: &Column, words: &Words) -> bool {
    column.nulls() > 0 || words.few(column).is_some()
}
