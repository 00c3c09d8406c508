//! Analyses of the open tables: each is kept until a setting, a filter or a table changes.

use super::{Change, Session, WordedNotice};
use crate::analysis::rfm::{self, Rfm};
use crate::analysis::{self, Analysis, Found, JsonFinding};
use crate::customers::{self, CustomerView, Customers, Part, gather, latest_day};
use crate::error::{Error, ErrorKind, Result};
use crate::fields::{AmountSource, TableKind};
use crate::mask::MaskedTable;
use crate::recipe::Selection;
use crate::table::rooms;
use crate::tree;
use serde_json::Value;
use std::sync::Arc;

/// Bytes of a row in each column made while customers are counted: day, place, amount (two), key and number of its order …
const PIECE: usize = 4;
/// How many such columns stand side by side at most.
const PIECES: usize = 7;

/// What was found with which settings.
pub(super) struct Kept {
    name: &'static str,
    params: Value,
    pub(super) found: Found,
}

/// All that was worked out of the tables.
#[derive(Default)]
pub(super) struct Results {
    /// Customers of all tables, and why they have no purchases, where that is so.
    pub(super) customers: Option<(Customers, Option<Error>)>,
    /// The view of the customers that pass the filter.
    chosen: Option<CustomerView>,
    /// Of all customers; for filters.
    of_all: Vec<Kept>,
    /// Of those that pass the filter; empty without one.
    of_chosen: Vec<Kept>,
    /// The analyses that failed alone when results.json was last made.
    pub(super) failed: Vec<(&'static Analysis, Error)>,
}

impl Results {
    /// Forgets what the analyses found that read more than their own settings, but for one of them.
    pub(super) fn forget_borrowers(&mut self, but: &str) {
        let stays = |k: &Kept| k.name == but || !analysis::BORROWERS.contains(&k.name);
        self.of_all.retain(stays);
        self.of_chosen.retain(stays);
    }

    /// The view of the customers that pass the filter, of all where there is none.
    pub(super) fn chosen_or_all(&self) -> Result<&CustomerView> {
        let all = self.customers.as_ref().map(|(customers, _)| customers.view());
        self.chosen.as_ref().or(all).ok_or_else(|| ErrorKind::NoData.into())
    }
}

impl Session {
    pub(super) fn customers(&mut self) -> Result<&mut Customers> {
        if self.results.customers.is_none() {
            let made = self.count_customers()?;
            self.results.customers = Some(made);
        }
        self.results.customers.as_mut().map(|(customers, _)| customers).ok_or_else(|| ErrorKind::NoData.into())
    }

    /// Groups the purchases by customer. Tables none of which is of orders have no purchases; what is missing for them is said
    /// by the analyses that need some.
    fn count_customers(&mut self) -> Result<(Customers, Option<Error>)> {
        let sales = self.sales()?;
        let tables = self.masked_tables()?;
        let masked = tables.get(sales).ok_or(ErrorKind::NoData)?;
        let as_of = self.recipe.as_of_day()?;
        let others = tables.iter().enumerate().filter(|(number, _)| *number != sales);
        let beside: Vec<(usize, &MaskedTable, _)> = others.map(|(number, table)| (number, &**table, latest_day(table))).collect();
        let others = beside.iter().filter_map(|(_, _, own)| own.map(|(_, own)| own.day)).max();
        let name = masked.mapped().raw().first.name.clone();
        // Where a row of an appended file is at fault, that one is named.
        rooms(masked.mapped().rows().saturating_mul(PIECE), PIECES).map_err(|e| e.or_in_file(&name))?;
        let named = tables.iter().filter(|table| table.identity().is_some()).count();
        let references: Vec<&MaskedTable> = tables.iter().map(AsRef::as_ref).collect();
        let (mut customers, fault) = match customers::build(masked, as_of, others) {
            Ok(customers) if named > 1 => (customers.among(self.people(&references), sales), None),
            Ok(customers) => (customers, None),
            Err(error) => {
                let error = error.or_in_file(&name);
                if !matches!(error.kind(), ErrorKind::FieldMissing | ErrorKind::NoTime | ErrorKind::TimeUnreadable) {
                    return Err(error);
                }
                (Customers::without_purchases(self.people(&references), &references, as_of)?, Some(error))
            }
        };
        if fault.is_none() {
            customers.cover(&beside, as_of.is_some());
        } else {
            let own = latest_day(masked);
            customers.cover(&[beside, vec![(sales, masked, own)]].concat(), as_of.is_some());
        }
        Ok((customers, fault))
    }

    /// All tables behind the gate.
    pub(super) fn masked_tables(&mut self) -> Result<Vec<Arc<MaskedTable>>> {
        (0..self.tables.len()).map(|number| self.masked_table(number)).collect()
    }

    /// Makes the parts of the view that an analysis reads.
    fn prepare(&mut self, analysis: &Analysis, params: &Value) -> Result<()> {
        let parts = (analysis.parts)(params);
        let tables = self.masked_tables()?;
        let sales = self.sales()?;
        // A table that may be one of orders and lacks what orders have is told as what it is.
        let kind = tables.get(sales).map(|t| t.mapped().mapping().kind().0);
        let meant = matches!(kind, Some(TableKind::Orders | TableKind::Unknown));
        self.customers()?;
        let Some((customers, fault)) = &mut self.results.customers else { return Err(ErrorKind::NoData.into()) };
        if let Some(fault) = fault.as_ref().filter(|_| meant && parts.contains(&Part::Purchases)) {
            return Err(fault.clone());
        }
        let sales = fault.is_none().then_some(sales);
        if parts.iter().any(|part| *part != Part::Purchases && !customers.view().has(*part)) {
            gather(customers, &tables, sales, &parts)?;
            self.results.chosen = None;
        }
        Ok(())
    }

    /// What an analysis finds of all customers with the settings of the recipe.
    fn of_all(&mut self, name: &str) -> Result<&Found> {
        let analysis = analysis::find(name)?;
        let params = self.params_of(name, &Value::Null)?;
        self.run(analysis, &params, true)
    }

    /// The customers that pass the filter. A step of it is a run of selections up to the next that stands within them: of each grouping
    /// one of its groups, as the customers who passed the steps before divide into them.
    fn chosen(&mut self) -> Result<()> {
        if self.results.chosen.is_some() {
            return Ok(());
        }
        let filter = self.recipe.filter.clone();
        for selection in &filter {
            let params = self.params_of(&selection.analysis, &Value::Null)?;
            self.prepare(analysis::find(&selection.analysis)?, &params)?;
        }
        let mut chosen: Option<CustomerView> = None;
        for step in filter.chunk_by(|_, next| !next.within) {
            let mut keep = vec![true; chosen.as_ref().map_or(self.customers()?.view(), |view| view).customers()];
            let mut done: Vec<&str> = Vec::new();
            for Selection { analysis, .. } in step {
                if done.contains(&analysis.as_str()) {
                    continue;
                }
                done.push(analysis);
                let own = step.iter().filter(|s| s.analysis == *analysis);
                let wanted: Vec<(&str, &str)> = own.map(|s| (s.grouping.as_str(), s.group.as_str())).collect();
                let narrower;
                let found = match &chosen {
                    None => self.of_all(analysis)?,
                    Some(view) => {
                        narrower = (analysis::find(analysis)?.run)(view, &self.params_of(analysis, &Value::Null)?)?;
                        &narrower
                    }
                };
                let unknown = || Error::new(ErrorKind::Param).of_setting("filter");
                let passes = found.within(&wanted, keep.len()).ok_or_else(unknown)?;
                keep.iter_mut().zip(passes).for_each(|(keep, passes)| *keep &= passes);
            }
            let from = chosen.as_ref().map_or(self.customers()?.view(), |view| view);
            chosen = Some(from.only(&keep)?);
        }
        self.results.chosen = chosen;
        Ok(())
    }

    /// Sees everything of the customers in these groups alone: in a step of several groups of one grouping in any, of several groupings
    /// in all, and step within step.
    ///
    /// # Errors
    /// `E_UNKNOWN_ANALYSIS`, `E_PARAM` for a grouping or group that there is none of, and those of the stages; the former filter stays then.
    pub fn set_filter(&mut self, filter: Vec<Selection>) -> Result<()> {
        if filter == self.recipe.filter {
            return Ok(());
        }
        let before = self.state();
        let former = std::mem::replace(&mut self.recipe.filter, filter);
        self.forget_chosen();
        if let Err(error) = self.chosen() {
            self.recipe.filter = former;
            self.forget_chosen();
            return Err(error);
        }
        self.note_filter(before);
        Ok(())
    }

    /// Sees everything of all customers where there are none of the groups that everything was to be seen of; `false` then.
    pub(super) fn filter_or_all(&mut self) -> bool {
        let fits = self.chosen().is_ok();
        if !fits {
            self.recipe.filter.clear();
            self.forget_chosen();
        }
        fits
    }

    fn forget_chosen(&mut self) {
        self.results.chosen = None;
        self.results.of_chosen.clear();
    }

    /// Forgets what was found with other settings or another filter than those now.
    pub(super) fn forget_groups(&mut self) {
        self.forget_chosen();
        self.results.of_all.retain(|kept| !analysis::BORROWERS.contains(&kept.name));
    }

    /// The groups that everything is seen of.
    #[must_use]
    pub fn filter(&self) -> &[Selection] {
        &self.recipe.filter
    }

    /// Runs an analysis with settings laid over the recipe's and keeps the groups of its customers.
    ///
    /// # Errors
    /// `E_UNKNOWN_ANALYSIS`, `E_PARAM`, and those of the stages before.
    pub fn found(&mut self, name: &str, given: &Value) -> Result<&Found> {
        let analysis = analysis::find(name)?;
        let params = self.params_of(name, given)?;
        let before = (self.recipe.analyses.get(analysis.name) != Some(&params)).then(|| self.state());
        let former = self.recipe.analyses.insert(analysis.name.to_owned(), params.clone());
        let borrows = |s: &Selection| analysis::BORROWERS.contains(&s.analysis.as_str());
        let is_filter = self.recipe.filter.iter().any(|s| s.analysis == analysis.name || borrows(s));
        // The groups that everything is seen of are those of the new settings.
        let turns = is_filter && before.is_some();
        if turns {
            self.forget_chosen();
        }
        if before.is_some() {
            // Those that divide customers by its groups do so by other groups now.
            self.results.forget_borrowers(analysis.name);
        }
        let whole = self.recipe.filter.is_empty();
        if let Err(error) = self.run(analysis, &params, whole) {
            if let Some(former) = former {
                self.recipe.analyses.insert(analysis.name.to_owned(), former);
            }
            if turns {
                self.forget_chosen();
            }
            return Err(error);
        }
        if let Some(before) = before {
            self.note(Change::Analysis(analysis.name.to_owned()), before);
        }
        self.last(analysis.name).map(|(found, _)| found)
    }

    /// What an analysis finds with settings laid over the recipe's, which stay as they are; nothing is kept.
    pub(super) fn beside(&mut self, name: &str, given: &Value) -> Result<JsonFinding> {
        let analysis = analysis::find(name)?;
        let params = self.params_of(name, given)?;
        self.prepare(analysis, &params)?;
        Ok((analysis.run)(self.shown_view()?, &params)?.finding)
    }

    /// The customers that pass the filter.
    pub(super) fn shown_view(&mut self) -> Result<&CustomerView> {
        if self.recipe.filter.is_empty() {
            return Ok(self.customers()?.view());
        }
        self.chosen()?;
        self.results.chosen.as_ref().ok_or_else(|| ErrorKind::NoData.into())
    }

    /// Runs an analysis over all customers, or over those that pass the filter, unless what it found with these settings is kept.
    fn run(&mut self, analysis: &'static Analysis, params: &Value, whole: bool) -> Result<&Found> {
        let place = |kept: &[Kept]| kept.iter().position(|k| k.name == analysis.name && k.params == *params);
        if place(if whole { &self.results.of_all } else { &self.results.of_chosen }).is_none() {
            self.prepare(analysis, params)?;
            if !whole {
                self.chosen()?;
            }
            let settings = self.recipe.analyses.iter().map(|(name, params)| (name.clone(), params.clone())).collect();
            let all = self.results.customers.as_mut().map(|(customers, _)| customers.view_mut());
            let view = if whole { all } else { self.results.chosen.as_mut() }.ok_or(ErrorKind::NoData)?;
            view.set_settings(settings, self.recipe.smallest_group);
            let found = (analysis.run)(view, params);
            let found = found.map_err(|error| self.of_amounts(error))?;
            let kept = if whole { &mut self.results.of_all } else { &mut self.results.of_chosen };
            kept.retain(|k| k.name != analysis.name);
            kept.push(Kept { name: analysis.name, params: params.clone(), found });
        }
        let kept = if whole { &self.results.of_all } else { &self.results.of_chosen };
        let at = place(kept).and_then(|at| kept.get(at));
        at.map(|kept| &kept.found).ok_or_else(|| ErrorKind::Internal.into())
    }

    /// The same error; where it is about amounts, in the column that they come from.
    fn of_amounts(&mut self, error: Error) -> Error {
        let sales = self.sales().and_then(|sales| self.masked_table(sales));
        let Some(mapped) = sales.as_ref().ok().map(|table| table.mapped()).filter(|_| error.kind() == ErrorKind::Amount) else {
            return error;
        };
        let error = error.or_in_file(&mapped.raw().first.name);
        match mapped.amount_source() {
            Some(AmountSource::Amount(at) | AmountSource::Price(at) | AmountSource::PriceQuantity(at, _)) => {
                error.at_column(at as u64 + 1)
            }
            None => error,
        }
    }

    /// What was found last by an analysis, of the customers that pass the filter, and the number in all of each.
    pub(super) fn last(&self, name: &str) -> Result<(&Found, &CustomerView)> {
        let kept = if self.recipe.filter.is_empty() { &self.results.of_all } else { &self.results.of_chosen };
        let found = kept.iter().find(|k| k.name == name).map(|k| &k.found);
        let all = self.results.customers.as_ref().map(|(customers, _)| customers.view());
        let view = if self.recipe.filter.is_empty() { all } else { self.results.chosen.as_ref() };
        found.zip(view).ok_or_else(|| ErrorKind::NoData.into())
    }

    /// RFM with its types, as [`Session::found`].
    ///
    /// # Errors
    /// Those of [`Session::found`].
    pub fn rfm(&mut self, given: &Value) -> Result<analysis::Finding<rfm::Params, rfm::RfmOutcome>> {
        self.found("rfm", given)?;
        Ok(self.scored()?.summary())
    }

    /// The last RFM with its types: for the tables that are saved of it.
    pub(super) fn scored(&self) -> Result<Rfm> {
        let (found, view) = self.last("rfm")?;
        rfm::run(view, &rfm::read(&found.finding.params)?)
    }

    /// Runs an analysis with the recipe's settings.
    ///
    /// # Errors
    /// Those of [`Session::found`].
    pub fn analyze(&mut self, name: &str) -> Result<JsonFinding> {
        Ok(self.found(name, &Value::Null)?.finding.clone())
    }

    pub(super) fn params_of(&self, name: &str, given: &Value) -> Result<Value> {
        let analysis = analysis::find(name)?;
        let mut params = self.recipe.analyses.get(name).cloned().unwrap_or_else(analysis.defaults);
        if let (Value::Object(all), Value::Object(given)) = (&mut params, given) {
            for (name, value) in given {
                all.insert(name.clone(), value.clone());
            }
        }
        Ok((analysis.check)(&params)?)
    }
}

/// A finding as the page gets it: with its remarks in words, and without the rows of customers that results.json lists.
#[must_use]
pub fn shown(finding: &JsonFinding) -> Value {
    let mut shown = tree::write(finding);
    // A list of customers says how many it lists; other results may speak of customers too.
    if let Some(Value::Object(customers)) = shown.pointer_mut("/outcome/customers")
        && customers.contains_key("listed")
    {
        for (name, value) in customers.iter_mut() {
            match value {
                Value::Array(rows) => rows.clear(),
                listed if name == "listed" => *listed = 0.into(),
                _ => {}
            }
        }
    }
    let notices: Vec<WordedNotice> = finding.notices.iter().cloned().map(WordedNotice::new).collect();
    if let Value::Object(shown) = &mut shown {
        shown.insert("notices".to_owned(), tree::write(&notices));
    }
    shown
}
