//! What the cells of a table say about its fields: derived values against their formulas, lists of values; off the way to a
//! first result.

use super::Session;
use crate::error::Result;
use crate::fields::derived::{Check, times};
use crate::fields::{Domain, Field, TableKind};
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
        Ok(TableChecks { derived, domains })
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
