//! Cleaning as a person sees it: the profile, the plan with what each rule did, the rows behind it, and the way back.

use super::{Change, Session, shown_name};
use crate::clean::{CleanTable, Cleaned, Correction, Decisions, Effect, Entry, Headlines, Plan, Profile, SetAside};
use crate::error::{ErrorKind, Result};
use crate::mask::MaskedTable;
use serde::{Deserialize, Serialize};

/// Most rows of one page.
const PAGE: usize = 1_000;

/// The plan of a table and what it does.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Cleaning {
    /// The rules, in the order in which they apply.
    pub plan: Plan,
    /// What each of them did, in their order.
    pub effects: Vec<Effect>,
    /// Headline numbers without the plan, without its fillings, and with it.
    pub headlines: Headlines,
    /// Rows that cannot be counted, by reason.
    pub set_aside: Vec<SetAside>,
    /// Rows that rules took away, by rule.
    pub cleaned: Vec<Cleaned>,
    /// Cells and rows decided one by one.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub decided: u64,
}

/// Which rows of a table are wanted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TableRows {
    /// The table, in the order of opening, from 0.
    pub table: usize,
    /// Only the rows that this entry of its plan found, from 0; all rows where none is named.
    #[serde(default)]
    pub entry: Option<usize>,
    /// First row, counted from 0.
    pub from: usize,
    /// Rows wanted, 1,000 at the most.
    pub count: usize,
}

/// Rows of a table, masked.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TablePage {
    /// Headers, as they may be shown.
    pub columns: Vec<String>,
    /// Rows that there are.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub total: u64,
    /// First row of the page.
    pub from: usize,
    /// The page.
    pub rows: Vec<TableRow>,
}

/// One row, masked.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TableRow {
    /// Its place among the accepted rows, from 0: what decisions name.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub index: u64,
    /// Name of its file.
    pub file: String,
    /// Its number in the file (the header is row 1).
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub row: u64,
    /// Whether it counts.
    pub kept: bool,
    /// Its cells; `None` where a cell is empty.
    pub cells: Vec<Option<String>>,
}

/// What is decided of single rows and cells of a table; each list is added to what was decided before.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
pub struct Decision {
    /// Rows that stay although a rule takes them away.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub keep: Vec<u32>,
    /// Rows that go.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub drop: Vec<u32>,
    /// Rows about which nothing is decided any more.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub forget: Vec<u32>,
    /// A cell that holds something else: row, column from 0, and the value as it would stand in the file.
    #[cfg_attr(feature = "types", ts(type = "[number, number, string | null][]"))]
    pub correct: Vec<(u32, usize, Option<String>)>,
}

impl Session {
    /// The full profile of a table as it was read: walks all of its cells.
    ///
    /// # Errors
    /// `E_NO_DATA`, and those of mapping.
    pub fn profile(&mut self, table: usize) -> Result<Profile> {
        let as_of = self.recipe.as_of_day()?;
        let mapped = self.table(table)?.mapped()?;
        let as_of = as_of.or_else(|| self.results.customers.as_ref().filter(|(c, _)| c.is_dated()).map(|(c, _)| c.as_of().day));
        let mut profile = Profile::new(&mapped, as_of, None);
        // The ends of a column of personal numbers are somebody's.
        let masked = self.masked_table(table)?;
        for column in &mut profile.columns {
            // The full look at a table is also one for personal data in all of its rows.
            let is_personal = masked.detect_whole(column.column).masks_as().is_some();
            if is_personal || masked.extremes(column.column).is_none() {
                (column.numbers, column.days_behind, column.future) = (None, None, None);
            }
        }
        Ok(profile)
    }

    /// The plan of a table, with what each rule did and what it does to the headline numbers.
    ///
    /// # Errors
    /// `E_NO_DATA`, and those of mapping.
    pub fn cleaning(&mut self, table: usize) -> Result<Cleaning> {
        let masked = self.masked_table(table)?;
        let clean = self.table(table)?.clean()?;
        let decided = self.table(table)?.decisions().count() as u64;
        let mut plan = clean.plan().clone();
        let mut effects: Vec<Effect> = (0..plan.entries.len()).filter_map(|entry| clean.effect(entry)).collect();
        // Bounds and means of a column of personal numbers may be somebody's own.
        let tells = |e: &&mut Effect| e.outliers.is_some() || e.mean.is_some();
        for effect in effects.iter_mut().filter(tells).filter(|e| e.column.is_some_and(|c| masked.extremes(c).is_none())) {
            (effect.outliers, effect.mean) = (None, None);
        }
        for Entry { column, .. } in &mut plan.entries {
            *column = column.as_deref().map(shown_name);
        }
        let identity = masked.identity();
        let customers = identity.map(|i| (i.keys(), i.customer_of_code(), i.customers()));
        Ok(Cleaning {
            plan,
            effects,
            headlines: clean.headlines(customers)?,
            set_aside: clean.set_aside().to_vec(),
            cleaned: clean.cleaned().to_vec(),
            decided,
        })
    }

    /// Puts a table under another plan; `None` takes the proposed one. What was decided of single rows stays.
    ///
    /// # Errors
    /// `E_NO_DATA`, `E_PARAM`, and those of mapping. The former plan stays then.
    pub fn set_cleaning(&mut self, table: usize, plan: Option<Plan>) -> Result<()> {
        self.changing(Change::Cleaning, |session| {
            let decisions = session.table(table)?.decisions().clone();
            session.table(table)?.set_cleaning(plan, decisions)
        })
    }

    /// Decides of single rows and cells of a table.
    ///
    /// # Errors
    /// `E_NO_DATA`, `E_UNKNOWN_COLUMN`, `E_PARAM` for a value that is not of its column's kind, `E_DECISIONS` for a row that is
    /// not there. Nothing is decided then.
    pub fn decide(&mut self, table: usize, decision: Decision) -> Result<()> {
        self.changing(Change::Rows, |session| {
            let table = session.table(table)?;
            let mut decisions: Decisions = table.decisions().clone();
            let named = |row: &u32| [&decision.keep, &decision.drop, &decision.forget].iter().any(|rows| rows.contains(row));
            decisions.kept.retain(|row| !named(row));
            decisions.dropped.retain(|row| !named(row));
            decisions.corrections.retain(|c| !decision.forget.contains(&c.row));
            decisions.kept.extend(decision.keep);
            decisions.dropped.extend(decision.drop);
            for (row, column, value) in decision.correct {
                let column = table.raw.columns.get(column).ok_or(ErrorKind::UnknownColumn)?.name().to_owned();
                decisions.corrections.retain(|c| c.row != row || c.column != column);
                decisions.corrections.push(Correction { row, column, value });
            }
            let plan = table.state().0.cleaning;
            table.set_cleaning(plan, decisions)
        })
    }

    /// Rows of a table, masked: all of them, or those that a rule of its plan found.
    ///
    /// # Errors
    /// `E_NO_DATA`, and those of mapping.
    pub fn table_rows(&mut self, query: &TableRows) -> Result<TablePage> {
        let masked = self.masked_table(query.table)?;
        let clean = self.table(query.table)?.clean()?;
        let count = query.count.min(PAGE);
        let (total, rows) = match query.entry {
            Some(entry) => {
                let found = clean.effect(entry).ok_or(ErrorKind::NoData)?.found;
                (found, clean.rows_of(entry, query.from, count))
            }
            None => (clean.rows() as u64, (query.from..clean.rows()).take(count).map(|row| row as u64).collect()),
        };
        Ok(TablePage {
            columns: masked.mapped().raw().columns.iter().map(|c| shown_name(c.name())).collect(),
            total,
            from: query.from,
            rows: page(&masked, &clean, &rows),
        })
    }
}

fn page(masked: &MaskedTable, clean: &CleanTable, rows: &[u64]) -> Vec<TableRow> {
    let raw = masked.mapped().raw();
    let mut columns: Vec<_> = (0..raw.columns.len()).filter_map(|index| masked.shown_column(index)).collect();
    let row = |&index: &u64| {
        let row = index as usize;
        TableRow {
            index,
            file: raw.file_of(row).to_owned(),
            row: raw.row_number(row),
            kept: row < clean.rows() && clean.kept().value(row),
            cells: columns.iter_mut().map(|column| column.text(row).map(std::borrow::Cow::into_owned)).collect(),
        }
    };
    rows.iter().map(row).collect()
}
