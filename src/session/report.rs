//! The report of what is open.

use super::history::Change;
use super::{Session, shown_name};
use crate::analysis::{self, ANALYSES, Analysis, JsonFinding};
use crate::customers::NO_LABEL;
use crate::error::{Error, ErrorKind, Result};
use crate::fields::Field;
use crate::mask::Reading;
use crate::notice::Notice;
use crate::recipe::{Assumptions, smallest_group};
use crate::report::labels::group_name;
use crate::report::text::error_text;
use crate::report::{Lang, Material, Report, Role, Source, Summary, compose};
use crate::table::date::{iso_day, parse_day};
use crate::table::rooms;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

/// Notices of rows that belong to no analysis of customers.
const LEFT_OUT: [&str; 9] = [
    "N_NO_USER_ID",
    "N_NO_ORDER_TIME",
    "N_NO_AMOUNT",
    "N_IDENTICAL_ROWS",
    "N_ROWS_CLEANED",
    "N_AMOUNT_TOO_LARGE",
    "N_LAST_DAY_FAR",
    "N_FIRST_DAY_FAR",
    "N_AFTER_AS_OF",
];

/// Codes of remarks that take the ground from sums: they stand before every conclusion.
const DOUBTS: [&str; 2] = ["N_CURRENCIES_MIXED", "N_CURRENCY_CELLS"];

/// An order for a report.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ReportOrder {
    /// Who it is for.
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Role>"))]
    pub role: Role,
    /// Its language.
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Lang>"))]
    pub lang: Lang,
    /// The day it is made (ISO 8601); the reference date where it is not told.
    #[cfg_attr(feature = "types", ts(optional))]
    pub today: Option<String>,
    /// What the user wrote into the fields of the summary; fields left empty are made.
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Summary>"))]
    pub summary: Summary,
    /// The user's word that a suggestion leaves as it was written; else one with faults is left out, and that of the report stands.
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub as_written: bool,
}

impl Session {
    /// The report in five parts of the customers that pass the filter. An analysis without results is named as a gap.
    ///
    /// # Errors
    /// `E_NO_DATA` without a table, `E_FEW` for fewer customers than the smallest group, `E_PARAM` for a day that is none, and those of the stages.
    pub fn report(&mut self, order: &ReportOrder) -> Result<Report> {
        let lang = order.lang;
        self.advance(super::Stage::Customers)?;
        let all = self.shown_view()?.customers() as u64;
        // Where nobody is a customer, as among channels alone, nobody is told of.
        let smallest_group = self.recipe.smallest_group;
        if (1..smallest_group).contains(&all) {
            return Err(Error::new(ErrorKind::Few).of_least(smallest_group));
        }
        let findings = self.findings(order.role)?;
        let customers = self.customers()?;
        let is_dated = customers.is_dated();
        let day = customers.view().as_of();
        let as_of = is_dated.then(|| iso_day(day));
        let today = match &order.today {
            Some(text) => Some(parse_day(text).ok_or_else(|| Error::new(ErrorKind::Param).of_setting("today"))?),
            None => is_dated.then_some(day),
        };
        let filter = self.filter().iter().map(|s| {
            let title = analysis::find(&s.analysis).map(|a| lang.pick(a.title.zh, a.title.en)).unwrap_or_default();
            [title, lang.pick("：", ": "), &group_name(&s.analysis, &s.grouping, &s.group, lang)].concat()
        });
        let filter: Vec<String> = filter.collect();
        let files = self.sources(all)?;
        let worded = |notice: Notice| {
            let texts = self.words_of(&notice);
            shown_name(lang.pick(&texts.zh, &texts.en))
        };
        let notices = self.stage_notices();
        let mut missing: Vec<String> = notices.iter().filter(|n| LEFT_OUT.contains(&n.code)).cloned().map(worded).collect();
        if let Some(fault) = self.results.customers.as_ref().and_then(|(_, fault)| fault.as_ref()) {
            let texts = error_text(fault.kind(), fault.place());
            missing.push(shown_name(lang.pick(&texts.zh, &texts.en)));
        }
        let doubts = notices.iter().filter(|n| DOUBTS.contains(&n.code)).cloned().map(worded).collect();
        let notes = notices.into_iter().map(worded).collect();
        let products = self.product_names()?;
        let assumed = self.recipe.report;
        let summary = order.summary.clone();
        Ok(compose(Material {
            lang,
            role: order.role,
            today,
            as_of,
            assumed: &assumed,
            files,
            customers: all,
            smallest_group,
            filter,
            findings,
            summary,
            as_written: order.as_written,
            notes,
            products,
            missing,
            doubts,
        }))
    }

    /// The files with the rows of them that count: those that are read and kept, of the orders those that are lines of customers.
    fn sources(&mut self, all: u64) -> Result<Vec<Source>> {
        let sales = self.sales()?;
        let lines = self.results.customers.as_ref().filter(|(_, fault)| fault.is_none()).map(|(c, _)| c.view().lines() as u64);
        let mut sources = Vec::new();
        let smallest = self.recipe.smallest_group;
        for (number, table) in self.tables.iter_mut().enumerate() {
            let (clean, raw) = (table.clean()?, std::sync::Arc::clone(&table.raw));
            let is_one = raw.parts().count() == 1;
            let of_customers = table.known_kind() == Some(crate::fields::TableKind::Customers);
            for part in raw.parts() {
                let read = super::RowCounts::of_part(part).read;
                let kept = clean.kept().slice(part.rows.start, part.rows.len()).count_set_bits() as u64;
                // Rows of several files are not told apart behind the gate.
                let counted = lines.filter(|_| number == sales && is_one).map_or(kept, |lines| lines.min(kept));
                // Who is a customer and not in the list of customers: too few to be told of.
                let others = all.abs_diff(counted);
                let is_told = !of_customers || others == 0 || others >= smallest;
                sources.push(Source {
                    name: shown_name(&part.name),
                    rows: Some(counted).filter(|_| is_told),
                    rejected: Some(read - counted).filter(|_| is_told),
                    fingerprint: format!("{:016x}", part.fingerprint),
                });
            }
        }
        Ok(sources)
    }

    /// The name of each product that the analyses know by its number: of several names of one the first in bytewise order. Products of
    /// one name keep their number beside it.
    fn product_names(&mut self) -> Result<BTreeMap<String, String>> {
        let sales = self.sales()?;
        let table = self.masked_table(sales)?;
        let labels = |field| {
            let (column, _) = table.clean().field(field)?;
            table.labels(column, Reading::Plain, usize::MAX, 0)
        };
        let Some((ids, names)) = labels(Field::ProductId).zip(labels(Field::ProductName)) else { return Ok(BTreeMap::new()) };
        rooms(table.mapped().rows() * size_of::<u32>(), 1)?;
        let mut name_of_row = Vec::with_capacity(table.mapped().rows());
        names.each(&mut |_, name| name_of_row.push(name.unwrap_or(NO_LABEL)));
        let mut name_of = vec![NO_LABEL; ids.labels.len()];
        ids.each(&mut |row, id| {
            let slot = id.and_then(|id| name_of.get_mut(id as usize)).zip(name_of_row.get(row));
            if let Some((slot, name)) = slot {
                *slot = (*slot).min(*name);
            }
        });
        let mut shared = vec![0_u32; names.labels.len()];
        for name in &name_of {
            if let Some(count) = shared.get_mut(*name as usize) {
                *count += 1;
            }
        }
        let named = ids.labels.into_iter().zip(name_of).filter_map(|(id, name)| {
            let (text, count) = (names.labels.get(name as usize)?, shared.get(name as usize)?);
            let text = if *count > 1 { [text.as_str(), " (", &id, ")"].concat() } else { text.clone() };
            Some((id, text))
        });
        Ok(named.collect())
    }

    /// Takes other things for true of campaigns; they are part of the recipe.
    ///
    /// # Errors
    /// `E_PARAM` with the name of the one that is no share or no cost.
    pub fn assume(&mut self, assumptions: Assumptions) -> Result<()> {
        let assumptions = assumptions.check()?;
        if assumptions != self.recipe.report {
            let before = self.state();
            self.recipe.report = assumptions;
            self.note(Change::Report, before);
        }
        Ok(())
    }

    /// Takes another number of people for the smallest group that anything which leaves may tell of; it is part of the recipe.
    ///
    /// # Errors
    /// `E_PARAM` below 3 and above 1000.
    pub fn set_smallest_group(&mut self, k: u64) -> Result<()> {
        let k = smallest_group(k)?;
        if k != self.recipe.smallest_group {
            let before = self.state();
            self.recipe.smallest_group = k;
            self.results.forget_borrowers("");
            self.note(Change::SmallestGroup, before);
        }
        Ok(())
    }

    fn findings(&mut self, role: Role) -> Result<Vec<(&'static Analysis, std::result::Result<JsonFinding, Error>)>> {
        let seen = ANALYSES.iter().filter(|a| role.sees(a.name));
        let mut findings = Vec::new();
        for analysis in seen {
            let found = match analysis.name {
                "segments" => self.absences(),
                name => self.found(name, &serde_json::Value::Null).map(|found| found.finding.clone()),
            };
            match found {
                // Too little memory is nothing that an analysis lacks.
                Err(error) if error.kind() == ErrorKind::Memory => return Err(error),
                found => findings.push((analysis, found)),
            }
        }
        Ok(findings)
    }

    /// Groups by what customers are, where they live crossed with how long they have not bought, unless the settings ask for another crossing.
    fn absences(&mut self) -> Result<JsonFinding> {
        let set = self.params_of("segments", &serde_json::Value::Null)?;
        let is_free = |name: &str| set.get(name).is_none_or(serde_json::Value::is_null);
        if !is_free("rows") || !is_free("columns") {
            return Ok(self.found("segments", &serde_json::Value::Null)?.finding.clone());
        }
        self.beside("segments", &json!({ "rows": "province", "columns": "recency_band" }))
    }
}
