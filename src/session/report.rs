//! The report of what is open.

use super::history::Change;
use super::{Session, WordedNotice, shown_name};
use crate::analysis::{self, ANALYSES, Analysis, JsonFinding};
use crate::error::{Error, ErrorKind, Result};
use crate::mask::K;
use crate::recipe::Assumptions;
use crate::report::labels::group_name;
use crate::report::{Lang, Material, Report, Role, Source, Summary, compose};
use crate::table::date::{iso_day, parse_day};
use serde::Deserialize;
use serde_json::json;

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
    /// `E_NO_DATA` without a table, `E_FEW` for fewer customers than [`K`], `E_PARAM` for a day that is none, and those of the stages.
    pub fn report(&mut self, order: &ReportOrder) -> Result<Report> {
        let lang = order.lang;
        self.advance(super::Stage::Customers)?;
        let all = self.shown_view()?.customers() as u64;
        // Where nobody is a customer, as among channels alone, nobody is told of.
        if (1..K).contains(&all) {
            return Err(ErrorKind::Few.into());
        }
        let findings = self.findings(order.role)?;
        let customers = self.customers()?;
        let is_dated = customers.is_dated();
        let day = customers.view().as_of();
        let as_of = is_dated.then(|| iso_day(day));
        let today = match &order.today {
            Some(text) => parse_day(text).ok_or_else(|| Error::new(ErrorKind::Param).of_setting("today"))?,
            None => day,
        };
        let filter = self.filter().iter().map(|s| {
            let title = analysis::find(&s.analysis).map(|a| lang.pick(a.title.zh, a.title.en)).unwrap_or_default();
            [title, lang.pick("：", ": "), &group_name(&s.analysis, &s.grouping, &s.group, lang)].concat()
        });
        let filter: Vec<String> = filter.collect();
        let source = |part: &crate::intake::Part| {
            let rows = super::RowCounts::of_part(part);
            Source {
                name: shown_name(&part.name),
                rows: rows.accepted,
                rejected: rows.rejected,
                fingerprint: format!("{:016x}", part.fingerprint),
            }
        };
        let files = self.tables.iter().flat_map(|t| t.raw.parts()).map(source).collect();
        let notes = self.stage_notices().into_iter().map(|n| {
            let texts = WordedNotice::new(n).texts;
            shown_name(lang.pick(&texts.zh, &texts.en))
        });
        let notes = notes.collect();
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
            filter,
            findings,
            summary,
            as_written: order.as_written,
            notes,
        }))
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
