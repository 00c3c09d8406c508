//! The way back: what a person set and decided, step by step.

use super::table::TableState;
use super::{DuplicateCustomer, Session};
use crate::error::Result;

/// Steps that are kept.
const STEPS: usize = 100;

/// What was set and decided for each table, in their order, and which customers are one person.
#[derive(PartialEq)]
pub(super) struct State {
    tables: Vec<TableState>,
    merges: Vec<Vec<DuplicateCustomer>>,
}

impl Session {
    fn state(&self) -> State {
        State { tables: self.tables.iter().map(super::table::OpenTable::state).collect(), merges: self.merges.clone() }
    }

    /// Makes a change that can be undone; one that fails changes nothing.
    pub(super) fn changing(&mut self, change: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let before = self.state();
        if let Err(error) = change(self) {
            self.restore(before);
            return Err(error);
        }
        if self.state() != before {
            self.past.push(before);
            let surplus = self.past.len().saturating_sub(STEPS);
            self.past.drain(..surplus);
            self.future.clear();
            self.forget_results();
        }
        Ok(())
    }

    /// Takes the last change back; `false` where there is none.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        let now = self.state();
        self.future.push(now);
        self.restore(before);
        true
    }

    /// Makes the change again that was taken back last; `false` where there is none.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.future.pop() else { return false };
        let now = self.state();
        self.past.push(now);
        self.restore(after);
        true
    }

    fn restore(&mut self, state: State) {
        for (table, former) in self.tables.iter_mut().zip(state.tables) {
            table.restore(former);
        }
        self.set_merges(state.merges);
        self.forget_results();
    }
}
