//! The plan that a table gets where nobody says otherwise: the seed's rules.

use super::alike::Alike;
use super::domain::Domain;
use super::suit::Suit;
use super::words::Words;
use super::{Action, Entry, Plan, Rule};
use crate::fields::{Field, MappedTable, TableKind};
use crate::table::{Column, Kind};
use std::sync::Arc;

impl Plan {
    /// The proposal for a table: rows that cannot be counted and identical rows go, missing cells are filled or marked by their
    /// share, everything else is only counted. Identical rows stay where they may be two purchases.
    #[must_use]
    pub fn propose(mapped: &Arc<MappedTable>) -> Self {
        Self::propose_over(&Alike::new(Arc::clone(mapped)))
    }

    pub(super) fn propose_over(alike: &Alike) -> Self {
        let mapped = alike.mapped();
        let words = Words::new(None);
        let mut entries: Vec<Entry> = Rule::ALWAYS.iter().map(|&rule| Entry::of_rows(rule, Action::Delete)).collect();
        if alike.placeholders().is_some() {
            entries.push(Entry::of_rows(Rule::PlaceholderId, Action::Delete));
        }
        // Rows of a table that has no keys are values: two equal ones are two.
        let is_keyed = mapped.mapping().kind().0 != TableKind::Unknown || mapped.column(Field::UserId).is_some();
        let action = if is_keyed && alike.repeats_are_one().0 { Action::Delete } else { Action::Keep };
        entries.push(Entry::of_rows(Rule::IdenticalRows, action));
        entries.push(Entry::of_rows(Rule::SameKey, Action::Keep));
        if mapped.column(Field::UserId).is_some() && mapped.column(Field::OrderTime).is_some() {
            entries.push(Entry::of_rows(Rule::CustomerDay, Action::Keep));
        }
        let columns = || mapped.raw().columns.iter().enumerate();
        for (index, column) in columns() {
            if has_missing(column, &words) {
                let action = match Suit::of(mapped, index, column, &words) {
                    Suit::Number | Suit::Category => Action::ByShare,
                    Suit::AbsenceIsNo | Suit::Time | Suit::Name => Action::Keep,
                };
                entries.push(Entry::of_column(Rule::Missing, column.name(), action));
            }
        }
        for (index, column) in columns() {
            let is_number = matches!(column.kind(), Kind::Number | Kind::Money);
            let is_measure = is_number && matches!(Suit::of(mapped, index, column, &words), Suit::Number | Suit::AbsenceIsNo);
            if is_measure && mapped.mapping().field(index) != Some(Field::UserId) {
                if Domain::of(mapped, index, column, None).is_some() {
                    entries.push(Entry::of_column(Rule::Impossible, column.name(), Action::Keep));
                }
                entries.push(Entry::of_column(Rule::Outlier, column.name(), Action::Keep));
            }
        }
        Self { entries, missing_words: None }
    }
}

fn has_missing(column: &Column, words: &Words) -> bool {
    column.nulls() > 0 || words.few(column).is_some()
}
