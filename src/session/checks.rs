//! What the cells of a table say about its fields: derived values against their formulas, lists of values; off the way to a
//! first result.

use super::Session;
use crate::error::Result;
use crate::fields::derived::{Check, times};
use crate::fields::{Domain, Field, MappedTable, ProblemCode, TableKind, Template};
use crate::report::problem_text;
use crate::report::text::Texts;
use crate::table::Kind;
use serde::Serialize;

/// Checks of a table.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TableChecks {
    /// Supplied fields against their formulas.
    pub derived: Vec<Check>,
    /// Fields whose values are a short list.
    pub domains: Vec<DomainCounts>,
    /// What is wrong in it, where it was filled from a template.
    pub template: Option<FilledTemplate>,
}

/// A table that was filled from a template.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FilledTemplate {
    /// The template.
    pub template: Template,
    /// What is wrong, in the order of its columns.
    pub problems: Vec<TemplateProblem>,
}

/// One thing that is wrong in a filled template.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TemplateProblem {
    /// What is wrong.
    pub code: ProblemCode,
    /// Whether nothing can be counted without the column.
    pub required: bool,
    /// English header of the template's column.
    pub name: &'static str,
    /// The table's column, from 0, where there is one.
    pub column: Option<usize>,
    /// How many cells.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub count: u64,
    /// The first of their rows in the file (the header is row 1).
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub rows: Vec<u64>,
    /// The same in words.
    pub texts: Texts,
}

/// What is wrong in a table that was filled from a template; `None` of any other.
fn filled_template(table: &MappedTable) -> Option<FilledTemplate> {
    let template = Template::of(table)?;
    let raw = table.raw();
    let told = template.validate(table).into_iter().map(|problem| {
        let mut rows: Vec<u64> = problem.rows.iter().map(|&row| raw.row_number(row)).collect();
        if problem.code == ProblemCode::WrongType {
            rows.extend(problem.column.and_then(|at| raw.columns.get(at)).into_iter().flat_map(|c| &c.invalid().rows));
        }
        let texts = problem_text(template, &problem, &rows);
        let (code, required, name, column, count) = (problem.code, problem.required, problem.name, problem.column, problem.count);
        TemplateProblem { code, required, name, column, count, rows, texts }
    });
    Some(FilledTemplate { template, problems: told.collect() })
}

/// The values of a field whose values are a short list.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DomainCounts {
    /// Column from 0.
    pub column: usize,
    /// The field.
    pub field: Field,
    /// Rows of each value that is there, in the order of the list.
    pub counts: Vec<DomainCount>,
    /// Filled cells whose value is not in the list.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub unknown: u64,
}

/// One value.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DomainCount {
    /// Stable code.
    pub code: &'static str,
    /// Chinese label.
    pub zh: &'static str,
    /// English label.
    pub en: &'static str,
    /// Rows.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
}

impl Session {
    /// Checks of a table; those of the last purchase need a table of orders beside it.
    ///
    /// # Errors
    /// `E_NO_DATA`, and those of mapping.
    pub fn checks(&mut self, table: usize) -> Result<TableChecks> {
        let mapped = self.table(table)?.mapped()?;
        let mut derived = mapped.derived();
        derived.extend(self.last_purchases(table)?);
        let domain = |(index, column): (usize, &crate::table::Column)| {
            let field = mapped.mapping().field(index)?;
            let domain = Domain::of(field)?;
            let read = domain.read(column);
            let label = |code, english| domain.label(code, english).unwrap_or(code);
            let counts = read.counts().into_iter().filter(|(_, rows)| *rows > 0);
            let counts = counts.map(|(code, rows)| DomainCount { code, zh: label(code, false), en: label(code, true), rows });
            Some(DomainCounts { column: index, field, counts: counts.collect(), unknown: read.unknown })
        };
        let domains = mapped.raw().columns.iter().enumerate().filter_map(domain).collect();
        Ok(TableChecks { derived, domains, template: filled_template(&mapped) })
    }

    /// The last purchase that a table of customers states against the one that the orders tell.
    fn last_purchases(&mut self, table: usize) -> Result<Option<Check>> {
        let orders = (0..self.tables.len())
            .find(|&n| n != table && self.tables.get_mut(n).is_some_and(|t| t.kind().is_ok_and(|k| k == TableKind::Orders)));
        let Some(orders) = orders else { return Ok(None) };
        let (own, sold) = (self.masked_table(table)?, self.masked_table(orders)?);
        let Some((_, supplied)) = own.mapped().column(Field::LastBuyDate).filter(|(_, c)| c.kind() == Kind::Time) else {
            return Ok(None);
        };
        Ok(crate::customers::last_purchases(&own, &sold)
            .map(|latest| times(Field::LastBuyDate, "last_order_time", supplied, &|row| latest.get(row).copied().flatten())))
    }
}
