//! The way back: what a person set and decided, step by step.

use super::table::{OpenTable, TableState};
use super::{DuplicateCustomer, Session};
use crate::error::Result;
use crate::recipe::{Assumptions, Selection};
use serde::Serialize;
use serde_json::{Map, Value};

/// Steps that are kept.
const STEPS: usize = 100;

/// What a step changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Change {
    /// Fields of columns.
    Fields,
    /// The kind of a table.
    Kind,
    /// A plan of cleaning.
    Cleaning,
    /// Single rows and cells.
    Rows,
    /// What happens to a column before it leaves.
    Masking,
    /// Which customers are one person.
    Merge,
    /// The reference date.
    AsOf,
    /// The groups that everything is seen of.
    Filter,
    /// Settings of the analysis of this name.
    Analysis(String),
    /// What reports take for true of campaigns.
    Report,
    /// The smallest group that may be told of.
    SmallestGroup,
    /// All settings at once.
    Recipe,
}

impl Change {
    /// Whether rows, cells or customers are others after it, so that groups may be gone.
    fn is_of_tables(&self) -> bool {
        use Change::{Analysis, AsOf, Filter, Recipe, Report, SmallestGroup};
        !matches!(self, AsOf | Filter | Analysis(_) | Report | SmallestGroup | Recipe)
    }
}

/// What can be taken back, and what made again.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Steps {
    /// The last change.
    pub undo: Option<Change>,
    /// The change that was taken back last.
    pub redo: Option<Change>,
}

/// What was set and decided for each table, in their order, which customers are one person, and what holds for all tables.
#[derive(PartialEq)]
pub(super) struct State {
    tables: Vec<TableState>,
    merges: Vec<Vec<DuplicateCustomer>>,
    as_of: Option<String>,
    filter: Vec<Selection>,
    analyses: Map<String, Value>,
    report: Assumptions,
    smallest_group: u64,
}

/// A change, and everything as it is on its other side.
pub(super) struct Step {
    what: Change,
    beyond: State,
}

impl Session {
    pub(super) fn state(&self) -> State {
        State {
            tables: self.tables.iter().map(OpenTable::state).collect(),
            merges: self.merges.clone(),
            as_of: self.recipe.as_of.clone(),
            filter: self.recipe.filter.clone(),
            analyses: self.recipe.analyses.clone(),
            report: self.recipe.report,
            smallest_group: self.recipe.smallest_group,
        }
    }

    /// Makes a change that can be undone; one that fails changes nothing.
    pub(super) fn changing(&mut self, what: Change, change: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let before = self.state();
        if let Err(error) = change(self) {
            self.restore_state(before);
            return Err(error);
        }
        if self.state() != before {
            self.note(what, before);
            self.forget_results();
        }
        Ok(())
    }

    /// Remembers how everything was before a change that was made.
    pub(super) fn note(&mut self, what: Change, before: State) {
        self.past.push(Step { what, beyond: before });
        let surplus = self.past.len().saturating_sub(STEPS);
        self.past.drain(..surplus);
        self.future.clear();
    }

    /// The same for another filter. Groups go with the tables that they are of: a filter that is cleared behind a change of these
    /// is part of it.
    pub(super) fn note_filter(&mut self, before: State) {
        let is_part = self.recipe.filter.is_empty() && self.past.last().is_some_and(|step| step.what.is_of_tables());
        if !is_part {
            self.note(Change::Filter, before);
        }
    }

    /// The nearest steps back and forward.
    #[must_use]
    pub fn steps(&self) -> Steps {
        let what = |steps: &[Step]| steps.last().map(|step| step.what.clone());
        Steps { undo: what(&self.past), redo: what(&self.future) }
    }

    /// Takes the last change back; `false` where there is none.
    pub fn undo(&mut self) -> bool {
        let Some(Step { what, beyond }) = self.past.pop() else { return false };
        let now = self.state();
        self.future.push(Step { what, beyond: now });
        self.restore_state(beyond);
        true
    }

    /// Makes the change again that was taken back last; `false` where there is none.
    pub fn redo(&mut self) -> bool {
        let Some(Step { what, beyond }) = self.future.pop() else { return false };
        let now = self.state();
        self.past.push(Step { what, beyond: now });
        self.restore_state(beyond);
        true
    }

    /// Ends the way back.
    pub(super) fn forget_steps(&mut self) {
        self.past.clear();
        self.future.clear();
    }

    fn restore_state(&mut self, state: State) {
        let now = self.state();
        let is_same = now.tables == state.tables && now.merges == state.merges && now.as_of == state.as_of;
        let State { tables, merges, as_of, filter, analyses, report, smallest_group } = state;
        (self.recipe.report, self.recipe.smallest_group) = (report, smallest_group);
        for (table, former) in self.tables.iter_mut().zip(tables) {
            table.restore(former);
        }
        self.set_merges(merges);
        (self.recipe.as_of, self.recipe.filter, self.recipe.analyses) = (as_of, filter, analyses);
        let day = self.recipe.as_of_day().ok().flatten();
        self.tables.iter_mut().for_each(|table| table.set_as_of(day));
        if is_same {
            self.forget_groups();
        } else {
            self.forget_results();
        }
    }
}
