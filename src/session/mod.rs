//! The façade: one session holds the tables of a user from their bytes to results, and makes each stage when it is first asked for.
//!
//! In: chunks or a table, settings. Out: what the page or the command line shows. A change of a setting drops the stages
//! that depend on it and no other.

mod analyses;
mod apply;
mod checks;
mod cleaning;
mod export;
mod head;
mod history;
mod inspect;
mod ledger;
mod lists;
mod masking;
mod offer;
mod pack;
mod people;
mod project;
mod reading;
mod report;
mod results;
mod risk;
mod rows;
mod table;

pub use analyses::shown;
pub use apply::{Applied, Settings};
pub use checks::{DomainCount, DomainCounts, FilledTemplate, TableChecks, TemplateProblem};
pub use cleaning::{Cleaning, Decision, TablePage, TableRow, TableRows};
pub use export::{Export, Exported, FileForm, Form, What, report_page, report_summary, report_workbook, template};
use history::Step;
pub use history::{Change, Steps};
use inspect::shown_name;
pub use inspect::{
    ColumnInspect, DriftInspect, FieldInfo, FileInspect, Inspect, PartInspect, Range, ReasonCount, Required, RowCounts,
    WordedNotice,
};
pub use masking::{ColumnMasking, Masking, OfferedOperator};
pub use offer::{OfferedColumn, offer, tables};
pub use pack::{pack, unpack};
pub use people::{Card, CardRow, DuplicateCustomer, DuplicateGroup, DuplicatePage, Fact};
pub use project::{ProjectFile, ProjectInfo};
pub use reading::{Reading, Why};
pub use report::ReportOrder;
pub use risk::{RiskColumn, RiskFigures, RiskQuery, RiskReport, SensitiveFigures};
pub use rows::{CustomerRow, InGroup, RowsColumn, RowsPage, RowsQuery};

use crate::error::{Error, ErrorKind, Result};
use crate::fields::TableKind;
use crate::intake::{Appended, Assembler, Finished, Overrides, Plan, RawTable, Reject};
use crate::mask::{Key, MaskedTable};
use crate::notice::Notice;
use crate::recipe::{self, Recipe};
use crate::table::chunk::Chunk;
use analyses::Results;
use std::sync::Arc;
use table::OpenTable;

/// Stages between a table and its first result, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Columns get their fields.
    Map,
    /// Rows that cannot be counted are set aside.
    Clean,
    /// The gate: personal data are found, customers get their order.
    Mask,
    /// Lines are grouped by customer.
    Customers,
}

impl Stage {
    /// The stage with this name.
    ///
    /// # Errors
    /// `E_PARAM`.
    pub fn from_name(name: &str) -> Result<Self> {
        Ok(match name {
            "map" => Self::Map,
            "clean" => Self::Clean,
            "mask" => Self::Mask,
            "customers" => Self::Customers,
            _ => return Err(ErrorKind::Param.into()),
        })
    }
}

/// Tables on their way to results: one of each kind, in the order in which they were opened.
pub struct Session {
    /// The settings that every file starts from.
    given: Recipe,
    recipe: Recipe,
    key: Key,
    reading: Option<Assembler>,
    tables: Vec<OpenTable>,
    merges: Vec<Vec<DuplicateCustomer>>,
    past: Vec<Step>,
    future: Vec<Step>,
    results: Results,
    exports: ledger::Exports,
}

impl Session {
    /// An empty session with the key of its pseudonyms.
    #[must_use]
    pub fn new(key: Key) -> Self {
        Self {
            given: Recipe::default(),
            recipe: Recipe::default(),
            key,
            reading: None,
            tables: Vec::new(),
            merges: Vec::new(),
            past: Vec::new(),
            future: Vec::new(),
            results: Results::default(),
            exports: ledger::Exports::default(),
        }
    }

    /// The same session under a recipe.
    #[must_use]
    pub fn with_recipe(mut self, recipe: Recipe) -> Self {
        self.given = recipe.clone();
        self.recipe = recipe;
        self
    }

    /// How the recipe wants files to be read.
    #[must_use]
    pub fn reading(&self) -> &Overrides {
        &self.recipe.reading
    }

    /// Starts reading a file into a first table; what was open before is closed.
    pub fn begin(&mut self, name: &str, bytes: u64, plan: Plan) {
        self.close();
        self.reading = Some(Assembler::new(name, bytes, plan));
    }

    /// Starts reading a file into a table of its own beside those that are open.
    pub fn begin_beside(&mut self, name: &str, bytes: u64, plan: Plan) {
        self.reading = Some(Assembler::new(name, bytes, plan));
    }

    /// Starts reading a file as the user says, which becomes part of the recipe; what is open is closed.
    pub fn begin_as(&mut self, name: &str, bytes: u64, plan: Plan, reading: Overrides) {
        self.begin(name, bytes, plan);
        self.recipe.reading = reading;
    }

    /// Ends the file that is being read, and goes on with one whose rows stand below its rows. A plan says that the former must
    /// be read again by it, and with it the files before.
    ///
    /// # Errors
    /// `E_NO_DATA` when nothing is being read, and those of [`Assembler::next`].
    pub fn next(&mut self, name: &str, bytes: u64, plan: Plan) -> Result<Option<Plan>> {
        self.reading.as_mut().ok_or(ErrorKind::NoData)?.next(name, bytes, plan)
    }

    /// Ends the reading that was begun with `E_MEMORY` where its table would take more than so many bytes.
    pub fn within(&mut self, bytes: u64) {
        self.reading = self.reading.take().map(|reading| reading.within(bytes));
    }

    /// Takes the next chunk; returns what became of it and the rows so far.
    ///
    /// # Errors
    /// `E_NO_DATA` when nothing is being read, and those of [`Assembler::append`].
    pub fn append(&mut self, chunk: Chunk) -> Result<(Appended, u64)> {
        let reading = self.reading.as_mut().ok_or(ErrorKind::NoData)?;
        let appended = reading.append(chunk)?;
        Ok((appended, reading.rows()))
    }

    /// Ends the file. A plan says that it must be read again by it.
    ///
    /// # Errors
    /// `E_NO_DATA` when nothing is being read, and those of [`Assembler::finish`].
    pub fn finish(&mut self) -> Result<Option<Plan>> {
        match self.reading.take().ok_or(ErrorKind::NoData)?.finish()? {
            Finished::Again(plan) => Ok(Some(*plan)),
            Finished::Table(table) => {
                self.open_beside(*table);
                Ok(None)
            }
        }
    }

    /// Takes a table that was read elsewhere; what is open is closed.
    pub fn open(&mut self, table: RawTable) {
        self.close();
        self.open_beside(table);
    }

    /// Takes a table that was read elsewhere, beside those that are open.
    pub fn open_beside(&mut self, table: RawTable) {
        let settings = apply::best(&self.recipe.tables, &table).map(|(_, settings)| settings.clone()).unwrap_or_default();
        let mut table = OpenTable::new(Arc::new(table), settings);
        table.set_as_of(self.recipe.as_of_day().ok().flatten());
        self.tables.push(table);
        self.forget_results();
    }

    /// Forgets the tables, what was set for them and what was exported of them; the key stays, and the recipe that the session was
    /// given.
    pub fn close(&mut self) {
        self.exports = ledger::Exports::default();
        self.recipe = self.given.clone();
        self.reading = None;
        self.tables.clear();
        self.merges.clear();
        self.forget_steps();
        self.forget_results();
    }

    fn forget_results(&mut self) {
        self.results = Results::default();
    }

    /// Makes everything up to a stage.
    ///
    /// # Errors
    /// `E_NO_DATA` without a table; from [`Stage::Customers`] on those of [`customers::build`].
    pub fn advance(&mut self, stage: Stage) -> Result<()> {
        if stage == Stage::Customers {
            return self.customers().map(|_| ());
        }
        self.sales()?;
        for number in 0..self.tables.len() {
            match stage {
                Stage::Map => drop(self.table(number)?.mapped()?),
                Stage::Clean => drop(self.table(number)?.clean()?),
                _ => {
                    let masked = self.masked_table(number)?;
                    masked.verdicts();
                    masked.identity();
                }
            }
        }
        Ok(())
    }

    /// The table with this number, in the order of opening, from 0.
    fn table(&mut self, number: usize) -> Result<&mut OpenTable> {
        self.tables.get_mut(number).ok_or_else(|| ErrorKind::NoData.into())
    }

    /// The number of the table whose lines are purchases: the first of orders, or the first of all.
    fn sales(&mut self) -> Result<usize> {
        self.table(0)?;
        for (number, table) in self.tables.iter_mut().enumerate() {
            if table.kind()? == TableKind::Orders {
                return Ok(number);
            }
        }
        Ok(0)
    }

    /// How many tables are open.
    #[must_use]
    pub fn tables(&self) -> usize {
        self.tables.len()
    }

    /// A table behind the gate, by its number in the order of opening, from 0.
    ///
    /// # Errors
    /// `E_NO_DATA`, and those of mapping.
    pub fn masked_table(&mut self, number: usize) -> Result<Arc<MaskedTable>> {
        let (key, merges) = (self.key.clone(), self.merged_names());
        self.table(number)?.masked(&key, &merges)
    }

    /// A table after cleaning and before the gate, by its number in the order of opening, from 0.
    ///
    /// # Errors
    /// `E_NO_DATA`, and those of mapping.
    #[cfg(feature = "cli")]
    pub fn clean_table(&mut self, number: usize) -> Result<Arc<crate::clean::CleanTable>> {
        self.table(number)?.clean()
    }

    /// Tables of orders beside the one whose lines are purchases, and of no known kind beside others: they are open, and no
    /// result is of them.
    fn unused(&self) -> impl Iterator<Item = Notice> {
        let of = |kind| self.tables.iter().enumerate().filter(move |(_, t)| t.known_kind() == Some(kind));
        let known = self.tables.iter().any(|t| t.known_kind().is_some_and(|kind| kind != TableKind::Unknown));
        let unknown = of(TableKind::Unknown).skip(usize::from(!known));
        let unused = of(TableKind::Orders).skip(1).chain(unknown);
        unused.map(|(number, t)| Notice::warning("N_TABLE_UNUSED", t.raw.rows as u64).in_table(number))
    }

    fn masked(&mut self) -> Result<Arc<MaskedTable>> {
        let sales = self.sales()?;
        self.masked_table(sales)
    }

    /// Rows of a table set aside, in file order: `count` of them from the one with number `from`, counted from 0.
    ///
    /// # Errors
    /// `E_NO_DATA`.
    pub fn rejects(&self, table: usize, from: usize, count: usize) -> Result<&[Reject]> {
        let table = self.tables.get(table).ok_or(ErrorKind::NoData)?;
        let rest = table.raw.rejects.get(from..).unwrap_or_default();
        Ok(rest.get(..count).unwrap_or(rest))
    }

    /// Gives every column of a table its field, by code; `None` leaves a column unused.
    ///
    /// # Errors
    /// `E_NO_DATA`, `E_UNKNOWN_COLUMN` when the number of columns differs, `E_UNKNOWN_FIELD`.
    pub fn map(&mut self, table: usize, codes: &[Option<String>]) -> Result<()> {
        self.changing(Change::Fields, |session| session.table(table)?.map(codes))
    }

    /// Gives one column of a table, by its header, another field or none.
    ///
    /// # Errors
    /// `E_NO_DATA`, `E_UNKNOWN_COLUMN`, `E_UNKNOWN_FIELD`.
    pub fn map_column(&mut self, table: usize, column: &str, field: Option<&str>) -> Result<()> {
        self.changing(Change::Fields, |session| session.table(table)?.map_column(column, field))
    }

    /// Says what kind of table one is, by the name of the kind; its fields are guessed anew for that kind, but for those
    /// that were given and that it has, too.
    ///
    /// # Errors
    /// `E_NO_DATA`, `E_PARAM` for an unknown kind.
    pub fn set_kind(&mut self, table: usize, kind: &str) -> Result<()> {
        let kind = TableKind::from_code(kind).ok_or_else(|| {
            let known = TableKind::ALL.iter().map(|k| k.code());
            Error::new(ErrorKind::Param).of_setting("kind").named(kind).of_known(known)
        })?;
        self.changing(Change::Kind, |session| session.table(table)?.set_kind(kind))
    }

    /// The number of the table that a file belongs to.
    #[must_use]
    pub fn table_of_file(&self, file: &str) -> Option<usize> {
        self.tables.iter().position(|t| t.raw.parts().any(|part| part.name == file))
    }

    /// Sets the reference date (`YYYY-MM-DD`); `None` takes the day after the last order.
    ///
    /// # Errors
    /// `E_PARAM` if it is no date.
    pub fn set_as_of(&mut self, as_of: Option<&str>) -> Result<()> {
        let day = as_of.map(recipe::day).transpose()?;
        self.changing(Change::AsOf, |session| {
            session.recipe.as_of = as_of.map(str::to_owned);
            session.tables.iter_mut().for_each(|table| table.set_as_of(day));
            Ok(())
        })
    }

    /// The settings of this run, those of the open tables spelled out.
    ///
    /// # Errors
    /// Those of mapping.
    pub fn recipe(&mut self) -> Result<Recipe> {
        let mut recipe = self.recipe.clone();
        if !self.tables.is_empty() {
            recipe.tables = self.tables.iter_mut().map(OpenTable::recipe).collect::<Result<_>>()?;
            for name in &mut recipe.reading.only_columns {
                *name = shown_name(name);
            }
        }
        Ok(recipe)
    }

    /// Everything that was repaired, set aside or doubted so far, in the order of the stages, remarks on the last RFM included.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let rfm = self.last("rfm").map(|(found, _)| found.finding.notices.clone());
        self.stage_notices().into_iter().chain(rfm.unwrap_or_default()).collect()
    }

    /// The same without the remarks of any analysis.
    fn stage_notices(&self) -> Vec<Notice> {
        let customers = self.results.customers.iter().flat_map(|(customers, _)| customers.notices());
        let several = self.tables.len() > 1;
        let of_table = |(number, table): (usize, &OpenTable)| {
            let said = move |n: Notice| if several { n.in_table(number) } else { n };
            table.notices().into_iter().map(said)
        };
        self.tables.iter().enumerate().flat_map(of_table).chain(self.unused()).chain(customers.cloned()).collect()
    }
}
