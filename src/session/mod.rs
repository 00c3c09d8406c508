//! The façade: one session holds one file from its bytes to its results, and makes each stage when it is first asked for.
//!
//! In: chunks or a table, settings. Out: what the page or the command line shows. A change of a setting drops the stages
//! that depend on it and no other.

mod export;
mod inspect;
mod offer;
mod reading;
mod results;
mod rows;

pub use export::{Export, Exported, Form, What};
use inspect::shown_name;
pub use inspect::{
    ColumnInspect, FieldInfo, FileInspect, Inspect, PartInspect, Range, ReasonCount, Required, RowCounts, WordedNotice,
    inspect_file,
};
pub use offer::{OfferedColumn, offer};
pub use reading::{Reading, Why};
pub use rows::{CustomerRow, RowsFilter, RowsOf, RowsPage, RowsQuery};

use crate::analysis::rfm::{self, Rfm};
use crate::analysis::{self, Finding, JsonFinding};
use crate::clean::CleanTable;
use crate::customers::{self, Customers};
use crate::error::{Error, ErrorKind, Result};
use crate::fields::{Field, MappedTable, Mapping};
use crate::intake::{Appended, Assembler, Finished, Overrides, Plan, RawTable, Reject};
use crate::mask::{Key, MaskedTable};
use crate::notice::Notice;
use crate::recipe::{MappedColumn, Recipe};
use crate::table::chunk::Chunk;
use crate::table::rooms;
use serde_json::Value;
use std::sync::Arc;

/// Bytes of a row in each column made while customers are counted: day, place, amount (two), key and number of its order …
const PIECE: usize = 4;
/// How many such columns stand side by side at most.
const PIECES: usize = 7;

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

/// One file on its way to results.
pub struct Session {
    /// The settings that every file starts from.
    given: Recipe,
    recipe: Recipe,
    key: Key,
    reading: Option<Assembler>,
    raw: Option<Arc<RawTable>>,
    mapped: Option<Arc<MappedTable>>,
    clean: Option<Arc<CleanTable>>,
    masked: Option<Arc<MaskedTable>>,
    customers: Option<Customers>,
    rfm: Option<Rfm>,
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
            raw: None,
            mapped: None,
            clean: None,
            masked: None,
            customers: None,
            rfm: None,
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

    /// Starts reading a file; what was open before is closed.
    pub fn begin(&mut self, name: &str, bytes: u64, plan: Plan) {
        self.close();
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
                let reading = std::mem::take(&mut self.recipe.reading);
                self.open(*table);
                self.recipe.reading = reading;
                Ok(None)
            }
        }
    }

    /// Takes a table that was read elsewhere.
    pub fn open(&mut self, table: RawTable) {
        self.close();
        self.raw = Some(Arc::new(table));
    }

    /// Forgets the file and what was set for it; the key stays, and the recipe that the session was given.
    pub fn close(&mut self) {
        self.recipe = self.given.clone();
        self.reading = None;
        self.raw = None;
        self.drop_from(Stage::Map);
    }

    fn drop_from(&mut self, stage: Stage) {
        if stage <= Stage::Map {
            self.mapped = None;
        }
        if stage <= Stage::Clean {
            self.clean = None;
        }
        if stage <= Stage::Mask {
            self.masked = None;
        }
        self.customers = None;
        self.rfm = None;
    }

    /// Makes everything up to a stage.
    ///
    /// # Errors
    /// `E_NO_DATA` without a file; from [`Stage::Customers`] on those of [`customers::build`].
    pub fn advance(&mut self, stage: Stage) -> Result<()> {
        match stage {
            Stage::Map => self.mapped().map(|_| ()),
            Stage::Clean => self.clean().map(|_| ()),
            Stage::Mask => {
                let masked = self.masked()?;
                masked.verdicts();
                masked.identity();
                Ok(())
            }
            Stage::Customers => self.customers().map(|_| ()),
        }
    }

    /// Rows set aside, in file order: `count` of them from the one with number `from`, counted from 0.
    ///
    /// # Errors
    /// `E_NO_DATA`.
    pub fn rejects(&self, from: usize, count: usize) -> Result<&[Reject]> {
        let rest = self.raw()?.rejects.get(from..).unwrap_or_default();
        Ok(rest.get(..count).unwrap_or(rest))
    }

    fn raw(&self) -> Result<&Arc<RawTable>> {
        self.raw.as_ref().ok_or_else(|| ErrorKind::NoData.into())
    }

    fn mapped(&mut self) -> Result<Arc<MappedTable>> {
        if let Some(mapped) = &self.mapped {
            return Ok(Arc::clone(mapped));
        }
        let raw = Arc::clone(self.raw()?);
        let mut mapping = Mapping::guess(&raw.columns);
        for MappedColumn { column, field } in &self.recipe.mapping {
            let place = |is: &dyn Fn(&crate::table::Column) -> bool| raw.columns.iter().position(is);
            // A recipe that was given out has the names as they may be shown.
            let Some(index) = place(&|c| c.name() == column).or_else(|| place(&|c| shown_name(c.name()) == *column)) else {
                continue;
            };
            let unknown = |name: &str| Error::new(ErrorKind::UnknownField).at_column(index as u64 + 1).named(name);
            let field = field.as_deref().map(|f| Field::from_code(f).ok_or_else(|| unknown(f))).transpose()?;
            // What the recipe says of a column that was guessed the same keeps its score.
            if mapping.field(index) != field {
                mapping.set(index, field)?;
            }
        }
        let mapped = Arc::new(MappedTable::new(raw, mapping)?);
        self.mapped = Some(Arc::clone(&mapped));
        Ok(mapped)
    }

    fn clean(&mut self) -> Result<Arc<CleanTable>> {
        if let Some(clean) = &self.clean {
            return Ok(Arc::clone(clean));
        }
        let clean = Arc::new(CleanTable::proposed(self.mapped()?));
        self.clean = Some(Arc::clone(&clean));
        Ok(clean)
    }

    fn masked(&mut self) -> Result<Arc<MaskedTable>> {
        if let Some(masked) = &self.masked {
            return Ok(Arc::clone(masked));
        }
        let masked = Arc::new(MaskedTable::new(self.clean()?, self.key.clone()));
        self.masked = Some(Arc::clone(&masked));
        Ok(masked)
    }

    fn customers(&mut self) -> Result<&Customers> {
        let name = self.raw()?.first.name.clone();
        if self.customers.is_none() {
            let masked = self.masked()?;
            let as_of = self.recipe.as_of_day()?;
            // Where a row of an appended file is at fault, that one is named.
            rooms(masked.mapped().rows().saturating_mul(PIECE), PIECES).map_err(|e| e.or_in_file(&name))?;
            self.customers = Some(customers::build(&masked, as_of).map_err(|e| e.or_in_file(&name))?);
        }
        self.customers.as_ref().ok_or_else(|| ErrorKind::NoData.into())
    }

    /// Gives every column its field, by code; `None` leaves a column unused.
    ///
    /// # Errors
    /// `E_NO_DATA`, `E_UNKNOWN_COLUMN` when the number of columns differs, `E_UNKNOWN_FIELD`.
    pub fn map(&mut self, codes: &[Option<String>]) -> Result<()> {
        let raw = self.raw()?;
        if codes.len() != raw.columns.len() {
            return Err(ErrorKind::UnknownColumn.into());
        }
        Mapping::from_codes(codes)?;
        let entry = |(column, field): (&crate::table::Column, &Option<String>)| MappedColumn {
            column: column.name().to_owned(),
            field: field.clone(),
        };
        self.recipe.mapping = raw.columns.iter().zip(codes).map(entry).collect();
        self.drop_from(Stage::Map);
        Ok(())
    }

    /// Sets the reference date (`YYYY-MM-DD`); `None` takes the day after the last order.
    ///
    /// # Errors
    /// `E_PARAM` if it is no date.
    pub fn set_as_of(&mut self, as_of: Option<&str>) -> Result<()> {
        let before = std::mem::replace(&mut self.recipe.as_of, as_of.map(str::to_owned));
        if let Err(error) = self.recipe.as_of_day() {
            self.recipe.as_of = before;
            return Err(error);
        }
        if before != self.recipe.as_of {
            self.drop_from(Stage::Customers);
        }
        Ok(())
    }

    /// The settings of this run, the mapping of the open file spelled out.
    ///
    /// # Errors
    /// Those of mapping.
    pub fn recipe(&mut self) -> Result<Recipe> {
        let mut recipe = self.recipe.clone();
        if self.raw.is_some() {
            let mapped = self.mapped()?;
            let field = |index| mapped.mapping().field(index).map(|f| f.code().to_owned());
            let columns = mapped.raw().columns.iter().enumerate();
            recipe.mapping = columns.map(|(i, c)| MappedColumn { column: shown_name(c.name()), field: field(i) }).collect();
            for name in &mut recipe.reading.only_columns {
                *name = shown_name(name);
            }
        }
        Ok(recipe)
    }

    /// Runs RFM with settings laid over the recipe's and keeps the scored customers for [`Session::rows`].
    ///
    /// # Errors
    /// `E_PARAM`, and those of the stages before.
    pub fn rfm(&mut self, given: &Value) -> Result<Finding<rfm::Params, rfm::RfmOutcome>> {
        let params = self.settings("rfm", given)?;
        let valid = rfm::read(&params)?;
        let current = self.rfm.as_ref().is_some_and(|r| r.finding.params == *valid.get());
        if !current {
            self.customers()?;
            let view = self.customers.as_ref().ok_or(ErrorKind::NoData)?.view();
            self.rfm = Some(rfm::run(view, &valid)?);
            self.recipe.analyses.insert("rfm".to_owned(), params);
        }
        Ok(self.scored()?.summary())
    }

    fn scored(&self) -> Result<&Rfm> {
        self.rfm.as_ref().ok_or_else(|| ErrorKind::NoData.into())
    }

    /// Runs an analysis with the recipe's settings.
    ///
    /// # Errors
    /// `E_UNKNOWN_ANALYSIS`, `E_PARAM`, and those of the stages before.
    pub fn analyze(&mut self, name: &str) -> Result<JsonFinding> {
        let params = self.settings(name, &Value::Null)?;
        analysis::run(name, self.customers()?.view(), &params)
    }

    fn settings(&self, name: &str, given: &Value) -> Result<Value> {
        let analysis = analysis::find(name)?;
        let mut params = self.recipe.analyses.get(name).cloned().unwrap_or_else(analysis.defaults);
        if let (Value::Object(all), Value::Object(given)) = (&mut params, given) {
            for (name, value) in given {
                all.insert(name.clone(), value.clone());
            }
        }
        Ok((analysis.check)(&params)?)
    }

    /// Everything that was repaired, set aside or doubted so far, in the order of the stages.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let raw = self.raw.iter().flat_map(|r| &r.notices);
        let mapped = self.mapped.iter().flat_map(|m| m.notices());
        let clean = self.clean.iter().flat_map(|c| c.notices());
        let customers = self.customers.iter().flat_map(Customers::notices);
        let rfm = self.rfm.iter().flat_map(|r| &r.finding.notices);
        raw.cloned().chain(mapped).chain(clean.chain(customers).chain(rfm).cloned()).collect()
    }
}
