//! A recipe on tables that are open: what fits comes into force, and what does not is told.

use super::table::OpenTable;
use super::{Change, Session, shown_name};
use crate::error::Result;
use crate::fields::TableKind;
use crate::intake::RawTable;
use crate::mask::K;
use crate::recipe::{Assumptions, Operated, Recipe, Selection, TableRecipe};
use serde::Serialize;
use serde_json::{Map, Value};

/// What of a recipe did not fit.
#[derive(Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Applied {
    /// Open tables, by number, of which a recipe that speaks of tables says nothing.
    pub untold: Vec<usize>,
    /// Kinds of its tables that no open table is.
    pub unused: Vec<TableKind>,
    /// Headers that its rules and operators name and that the open tables do not have.
    pub columns: Vec<String>,
    /// Columns that it keeps as they are by a word that was given elsewhere: they are masked until the user gives it here.
    pub unconfirmed: Vec<String>,
    /// The smallest group that may be told of from now on, where that is smaller than the one before or the usual one.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub smallest_group: Option<u64>,
    /// Whether the groups of its filter are there.
    pub filter: bool,
    /// Whether the files are those that a project was saved with; `None` for a recipe.
    pub same: Option<bool>,
    /// Decisions about rows, cells and customers that were left out, because they are about other files.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub decisions: u64,
}

/// Settings that hold for all tables together.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Settings {
    /// Reference date (ISO 8601).
    pub as_of: Option<String>,
    /// The groups that everything is seen of.
    pub filter: Vec<Selection>,
    /// All settings of each analysis.
    #[cfg_attr(feature = "types", ts(type = "Record<string, object>"))]
    pub analyses: Map<String, Value>,
    /// What reports take for true of campaigns.
    pub report: Assumptions,
    /// The smallest group that may be told of.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub smallest_group: u64,
    /// Decisions about single rows, cells and customers, which hold for the open files alone.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub decisions: u64,
}

/// Of the tables of a recipe the one that has most of its columns in a table, half of them at least, with its place.
pub(super) fn best<'a>(tables: &'a [TableRecipe], raw: &RawTable) -> Option<(usize, &'a TableRecipe)> {
    let has = |header: &str| raw.columns.iter().any(|c| c.name() == header || shown_name(c.name()) == header);
    let fits = tables.iter().enumerate().map(|(place, table)| (table.fit(has), place, table));
    let best = fits.rev().max_by_key(|(fit, ..)| *fit).filter(|(fit, ..)| *fit >= 500);
    best.map(|(_, place, table)| (place, table))
}

impl Session {
    /// Puts the open tables under a recipe, in one step of the way back. How they were read stays. Whoever made the recipe cannot
    /// give the user's word: what leaves unmasked only by that word is masked again.
    ///
    /// # Errors
    /// `E_RECIPE`, `E_PARAM`, `E_UNKNOWN_ANALYSIS`; everything stays as it was then.
    pub fn apply(&mut self, mut recipe: Recipe) -> Result<Applied> {
        let given: Vec<&mut Operated> = recipe.tables.iter_mut().flat_map(|table| &mut table.masking).collect();
        given.into_iter().for_each(|operated| operated.confirmed = false);
        let mut applied = self.put_under(recipe)?;
        for number in 0..self.tables.len() {
            let kept = self.tables.get(number).map(|open| open.operators().to_vec()).unwrap_or_default();
            // Only what is kept as it is takes the user's word; a table that cannot be masked yet shows nothing.
            let Some(masked) = (!kept.is_empty()).then(|| self.masked_table(number).ok()).flatten() else { continue };
            let waits = |operated: &&Operated| {
                let column = masked.mapped().raw().columns.iter().position(|own| own.name() == operated.column);
                column.is_some_and(|column| masked.needs_confirmation(column, &operated.operator))
            };
            applied.unconfirmed.extend(kept.iter().filter(waits).map(|operated| shown_name(&operated.column)));
        }
        Ok(applied)
    }

    /// The same with the words that the recipe holds: of what was sealed by the user.
    pub(super) fn put_under(&mut self, recipe: Recipe) -> Result<Applied> {
        let mut applied = Applied::default();
        self.changing(Change::Recipe, |session| {
            let Recipe { as_of, tables, filter, analyses, report, smallest_group, .. } = recipe.check()?;
            applied.smallest_group = Some(smallest_group).filter(|k| *k < session.recipe.smallest_group.max(K));
            (session.recipe.report, session.recipe.smallest_group) = (report, smallest_group);
            (session.recipe.as_of, session.recipe.filter, session.recipe.analyses) = (as_of, filter, analyses);
            let day = session.recipe.as_of_day()?;
            let mut used = vec![false; tables.len()];
            for (number, open) in session.tables.iter_mut().enumerate() {
                match best(&tables, &open.raw) {
                    Some((place, settings)) => {
                        used.get_mut(place).into_iter().for_each(|used| *used = true);
                        applied.columns.extend(open.put(settings.clone())?);
                    }
                    None if tables.is_empty() => {}
                    None => applied.untold.push(number),
                }
                open.set_as_of(day);
            }
            let unused = tables.iter().zip(used).filter(|(_, used)| !used);
            applied.unused = unused.map(|(table, _)| table.kind).collect();
            session.forget_results();
            applied.filter = session.filter_or_all();
            Ok(())
        })?;
        Ok(applied)
    }

    /// The settings that hold for all tables together.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let Recipe { as_of, filter, analyses, report, smallest_group, .. } = self.recipe.clone();
        let decisions = self.tables.iter().map(|table| table.decisions().count()).sum::<usize>() + self.merges.len();
        Settings { as_of, filter, analyses, report, smallest_group, decisions: decisions as u64 }
    }
}

impl OpenTable {
    /// Takes the settings of a recipe, under the names that its columns have here. Returns the headers of its rules and operators
    /// that there is no column for.
    fn put(&mut self, mut settings: TableRecipe) -> Result<Vec<String>> {
        let (rules, operators) = (settings.cleaning.take(), std::mem::take(&mut settings.masking));
        let is_known = settings.kind != TableKind::Unknown;
        let decisions = self.decisions().clone();
        self.restore((settings, decisions, is_known));
        self.mapped()?;
        let mut missing = Vec::new();
        let mut here = |header: &mut String| {
            let found = self.header_now(header);
            match &found {
                Some(now) => header.clone_from(now),
                None if missing.contains(header) => {}
                None => missing.push(header.clone()),
            }
            found.is_some()
        };
        let rules = rules.map(|mut plan| {
            plan.entries.retain_mut(|entry| entry.column.as_mut().is_none_or(&mut here));
            plan
        });
        let mut operators = operators;
        operators.retain_mut(|operated| here(&mut operated.column));
        self.set_rules(rules, operators)?;
        Ok(missing.iter().map(|header| shown_name(header)).collect())
    }
}
