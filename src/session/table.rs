//! One table on its way through the gate: each stage is made when it is first asked for.

use super::{DriftInspect, Stage, shown_name};
use crate::clean::{CleanTable, Decisions, Plan};
use crate::error::{Error, ErrorKind, Result};
use crate::fields::{Drift, Field, Known, MappedTable, Mapping, TableKind};
use crate::intake::RawTable;
use crate::mask::{Key, MaskedTable};
use crate::notice::Notice;
use crate::recipe::{Operated, TableRecipe};
use crate::table::Column;
use std::sync::Arc;

/// What a person set and decided for a table, and whether its kind is their word.
pub(super) type TableState = (TableRecipe, Decisions, bool);

/// A table with what was set for it and the stages made so far.
pub(super) struct OpenTable {
    pub(super) raw: Arc<RawTable>,
    settings: TableRecipe,
    decisions: Decisions,
    as_of: Option<i32>,
    drift: Drift,
    chosen: bool,
    mapped: Option<Arc<MappedTable>>,
    clean: Option<Arc<CleanTable>>,
    masked: Option<Arc<MaskedTable>>,
}

impl OpenTable {
    pub(super) fn new(raw: Arc<RawTable>, settings: TableRecipe) -> Self {
        let decisions = Decisions::about(&raw);
        Self {
            raw,
            settings,
            decisions,
            as_of: None,
            drift: Drift::default(),
            chosen: false,
            mapped: None,
            clean: None,
            masked: None,
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.raw.first.name
    }

    /// Drops the stages from this one on.
    pub(super) fn drop_from(&mut self, stage: Stage) {
        if stage <= Stage::Map {
            self.mapped = None;
        }
        if stage <= Stage::Clean {
            self.clean = None;
        }
        if stage <= Stage::Mask {
            self.masked = None;
        }
    }

    pub(super) fn mapped(&mut self) -> Result<Arc<MappedTable>> {
        if let Some(mapped) = &self.mapped {
            return Ok(Arc::clone(mapped));
        }
        let raw = Arc::clone(&self.raw);
        let TableRecipe { kind, columns, .. } = &self.settings;
        let (drift, mapping) = match columns.is_empty() {
            true if *kind == TableKind::Unknown => (Drift::default(), Mapping::guess(&raw.columns)),
            true => {
                let mut mapping = Mapping::guess_as(&raw.columns, *kind);
                mapping.choose(*kind);
                (Drift::default(), mapping)
            }
            false => {
                let mut known = columns.clone();
                known.iter_mut().for_each(|column| self.own_header(&mut column.header));
                Drift::apply(&known, &raw.columns, *kind)
            }
        };
        self.drift = drift;
        let mapped = Arc::new(MappedTable::new(raw, mapping)?);
        self.mapped = Some(Arc::clone(&mapped));
        Ok(mapped)
    }

    pub(super) fn clean(&mut self) -> Result<Arc<CleanTable>> {
        if let Some(clean) = &self.clean {
            return Ok(Arc::clone(clean));
        }
        let clean = Arc::new(CleanTable::new(self.mapped()?, self.plan().as_ref(), &self.decisions)?);
        self.clean = Some(Arc::clone(&clean));
        Ok(clean)
    }

    /// What was given out names headers as they may be shown; here they are as in the file.
    fn own_header(&self, header: &mut String) {
        if let Some(column) = position(&self.raw.columns, header).and_then(|at| self.raw.columns.get(at)) {
            column.name().clone_into(header);
        }
    }

    /// The plan that was set; `None` for the proposed one.
    fn plan(&self) -> Option<Plan> {
        let mut plan = self.settings.cleaning.clone()?;
        plan.entries.iter_mut().filter_map(|entry| entry.column.as_mut()).for_each(|header| self.own_header(header));
        Some(plan)
    }

    /// Puts the table under another plan, or under the proposed one, with what was decided of single cells and rows.
    pub(super) fn set_cleaning(&mut self, plan: Option<Plan>, decisions: Decisions) -> Result<()> {
        let former = self.clean()?;
        (self.settings.cleaning, self.decisions) = (plan, decisions);
        let clean = former.again(self.plan().as_ref(), &self.decisions)?;
        self.drop_from(Stage::Clean);
        self.clean = Some(Arc::new(clean));
        Ok(())
    }

    /// The header that a column has here, which a recipe knows by this one; `None` where there is no such column.
    pub(super) fn header_now(&self, header: &str) -> Option<String> {
        let known = |at: usize| self.settings.columns.get(at).is_some_and(|known| known.header == header);
        let renamed = self.drift.renamed.iter().find(|r| r.applied && known(r.known)).map(|r| r.column);
        let column = position(&self.raw.columns, header).or(renamed)?;
        self.raw.columns.get(column).map(|column| column.name().to_owned())
    }

    /// Takes the rules and operators of a recipe, whose columns are all here.
    pub(super) fn set_rules(&mut self, rules: Option<Plan>, operators: Vec<Operated>) -> Result<()> {
        (self.settings.cleaning, self.settings.masking) = (rules, operators);
        self.drop_from(Stage::Clean);
        self.clean().map(drop)
    }

    /// Takes what was decided of single cells and rows.
    pub(super) fn set_decisions(&mut self, decisions: Decisions) -> Result<()> {
        let plan = self.settings.cleaning.clone();
        self.set_cleaning(plan, decisions)
    }

    /// Says what happens to the column with this header before it leaves; the default where nothing is said.
    pub(super) fn set_operator(&mut self, header: &str, operated: Option<Operated>) {
        let shown = shown_name(header);
        self.settings.masking.retain(|o| o.column != header && o.column != shown);
        self.settings.masking.extend(operated);
        self.drop_from(Stage::Mask);
    }

    /// Sets the day on which ages are taken.
    pub(super) fn set_as_of(&mut self, as_of: Option<i32>) {
        if self.as_of != as_of && !self.settings.masking.is_empty() {
            self.drop_from(Stage::Mask);
        }
        self.as_of = as_of;
    }

    pub(super) fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// What a person set and decided: enough to come back to it.
    pub(super) fn state(&self) -> TableState {
        (self.settings.clone(), self.decisions.clone(), self.chosen)
    }

    /// Comes back to a former state; drops the stages that it changes.
    pub(super) fn restore(&mut self, (settings, decisions, chosen): TableState) {
        if settings.columns != self.settings.columns || settings.kind != self.settings.kind {
            self.drop_from(Stage::Map);
        }
        if settings.masking != self.settings.masking {
            self.drop_from(Stage::Mask);
        }
        if settings.cleaning != self.settings.cleaning || decisions != self.decisions {
            self.drop_from(Stage::Clean);
        }
        (self.settings, self.decisions, self.chosen) = (settings, decisions, chosen);
    }

    /// The table behind the gate; customers whose keyed names stand in one group are one.
    pub(super) fn masked(&mut self, key: &Key, merges: &Arc<Vec<Vec<String>>>) -> Result<Arc<MaskedTable>> {
        if let Some(masked) = &self.masked {
            return Ok(Arc::clone(masked));
        }
        let masked = MaskedTable::new(self.clean()?, key.clone()).with_merges(Arc::clone(merges));
        let mut operators = vec![None; self.raw.columns.len()];
        for Operated { column, operator, confirmed } in &self.settings.masking {
            let Some(index) = position(&self.raw.columns, column) else { continue };
            // A recipe may come from anywhere: what it keeps must have been confirmed, and what does not fit is left to the default.
            if masked.check(index, operator, *confirmed).is_ok()
                && let Some(slot) = operators.get_mut(index)
            {
                *slot = Some(operator.clone());
            }
        }
        let masked =
            Arc::new(if self.settings.masking.is_empty() { masked } else { masked.with_operators(operators, self.as_of) });
        self.masked = Some(Arc::clone(&masked));
        Ok(masked)
    }

    /// What happens to columns before they leave, where that is not the default.
    pub(super) fn operators(&self) -> &[Operated] {
        &self.settings.masking
    }

    /// The masked table, where it was made.
    pub(super) fn behind_gate(&self) -> Option<&Arc<MaskedTable>> {
        self.masked.as_ref()
    }

    /// What kind of table it is, where that was asked before.
    pub(super) fn known_kind(&self) -> Option<TableKind> {
        self.mapped.as_ref().map(|m| m.mapping().kind().0)
    }

    /// What kind of table it is.
    pub(super) fn kind(&mut self) -> Result<TableKind> {
        Ok(self.mapped()?.mapping().kind().0)
    }

    /// Gives every column its field, by code; `None` leaves a column unused.
    pub(super) fn map(&mut self, codes: &[Option<String>]) -> Result<()> {
        if codes.len() != self.raw.columns.len() {
            return Err(ErrorKind::UnknownColumn.into());
        }
        let mapping = Mapping::from_codes(codes)?;
        self.take(&mapping)
    }

    /// Gives one column, by its header, another field or none.
    pub(super) fn map_column(&mut self, header: &str, field: Option<&str>) -> Result<()> {
        let unknown = || Error::new(ErrorKind::UnknownColumn).in_file(self.name()).named(header);
        let index = position(&self.raw.columns, header).ok_or_else(unknown)?;
        let unknown = |name: &str| Error::new(ErrorKind::UnknownField).at_column(index as u64 + 1).named(name);
        let field = field.map(|f| Field::from_code(f).ok_or_else(|| unknown(f))).transpose()?;
        let mut mapping = self.mapped()?.mapping().clone();
        mapping.set(index, field)?;
        self.take(&mapping)
    }

    /// Maps the columns so. The kind of the table stays where the fields make none.
    fn take(&mut self, mapping: &Mapping) -> Result<()> {
        let former = self.kind()?;
        let kind = if self.chosen { former } else { mapping.kind().0 };
        self.settings.kind = if kind == TableKind::Unknown { former } else { kind };
        self.settings.columns = self.known(mapping);
        self.drop_from(Stage::Map);
        Ok(())
    }

    /// Says what kind of table it is. Its fields are guessed anew; those that a person or a recipe gave stay where the kind has them.
    pub(super) fn set_kind(&mut self, kind: TableKind) -> Result<()> {
        let given = if self.settings.columns.is_empty() { None } else { Some(self.mapped()?) };
        self.settings.kind = kind;
        self.settings.columns.clear();
        self.chosen = kind != TableKind::Unknown;
        if let Some(given) = given.filter(|_| self.chosen) {
            let mut mapping = Mapping::guess_as(&self.raw.columns, kind);
            let former = (0..self.raw.columns.len()).filter_map(|index| Some((index, given.mapping().field(index)?)));
            for (index, field) in former.filter(|(_, field)| field.is_of(kind)) {
                mapping.set(index, Some(field))?;
            }
            self.settings.columns = self.known(&mapping);
        }
        self.drop_from(Stage::Map);
        Ok(())
    }

    /// The columns with these fields.
    fn known(&self, mapping: &Mapping) -> Vec<Known> {
        let columns = self.raw.columns.iter().enumerate();
        let known = |(index, column): (usize, &Column)| Known {
            header: column.name().to_owned(),
            field: mapping.field(index),
            kind: column.kind(),
        };
        columns.map(known).collect()
    }

    /// What changed against the columns of the recipe.
    pub(super) fn drift(&self) -> Option<DriftInspect> {
        let shown = |known: &Known| Known { header: shown_name(&known.header), ..known.clone() };
        let columns = || self.settings.columns.iter().map(shown).collect();
        (!self.drift.is_empty()).then(|| DriftInspect { drift: self.drift.clone(), columns: columns() })
    }

    /// The settings in force, spelled out, with headers as they may be shown.
    pub(super) fn recipe(&mut self) -> Result<TableRecipe> {
        let mapped = self.mapped()?;
        let mapping = mapped.mapping();
        let known = |(index, column): (usize, &Column)| Known {
            header: shown_name(column.name()),
            field: mapping.field(index),
            kind: column.kind(),
        };
        let columns = mapped.raw().columns.iter().enumerate().map(known).collect();
        let mut cleaning = self.clean()?.plan().clone();
        for header in cleaning.entries.iter_mut().filter_map(|entry| entry.column.as_mut()) {
            *header = shown_name(header);
        }
        let mut masking = self.settings.masking.clone();
        for Operated { column, .. } in &mut masking {
            *column = shown_name(column);
        }
        Ok(TableRecipe { kind: mapping.kind().0, columns, cleaning: Some(cleaning), masking })
    }

    /// What was repaired, set aside or doubted so far.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let mapped = self.mapped.iter().flat_map(|m| m.notices());
        let clean = self.clean.iter().flat_map(|c| c.notices());
        self.raw.notices.iter().cloned().chain(mapped).chain(clean.cloned()).collect()
    }
}

/// The column with this header; a recipe that was given out has headers as they may be shown.
fn position(columns: &[Column], header: &str) -> Option<usize> {
    let place = |is: &dyn Fn(&Column) -> bool| columns.iter().position(is);
    place(&|c| c.name() == header).or_else(|| place(&|c| shown_name(c.name()) == header))
}
