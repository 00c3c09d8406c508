//! Pages of scored customers, masked.

use super::Session;
use crate::analysis::rfm::{Class, RfmFilter, Segment};
use crate::error::{ErrorKind, Result};
use crate::table::Money;
use serde::{Deserialize, Serialize};

/// Most rows of one page.
const PAGE: usize = 1_000;

/// Which customers to show.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RowsQuery {
    /// Analysis whose customers are wanted; RFM alone has a list.
    pub analysis: RowsOf,
    /// Conditions, all of which must hold.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<RowsFilter>"))]
    pub filter: RowsFilter,
    /// First row, counted from 0.
    pub from: u32,
    /// Rows wanted, 1,000 at the most.
    pub count: u32,
}

/// Analyses with a list of customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum RowsOf {
    /// RFM.
    Rfm,
}

/// Conditions on a customer; those left out hold for everybody.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
pub struct RowsFilter {
    /// Code of the class, as `111`.
    pub class: Option<String>,
    /// Name of the segment.
    pub segment: Option<String>,
    /// R score.
    pub r: Option<u8>,
    /// F score.
    pub f: Option<u8>,
}

impl RowsFilter {
    pub(super) fn check(&self) -> Result<RfmFilter> {
        let class = self.class.as_deref().map(|c| Class::of_code(c).map(|c| c.bits).ok_or(ErrorKind::Param)).transpose()?;
        let segment = self.segment.as_deref().map(|s| Segment::index_of(s).ok_or(ErrorKind::Param)).transpose()?;
        Ok(RfmFilter { class, segment, r: self.r, f: self.f })
    }
}

/// One page of customers.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RowsPage {
    /// Customers that pass the filter.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub total: u64,
    /// First row of the page.
    pub from: u32,
    /// The page.
    pub rows: Vec<CustomerRow>,
}

/// One scored customer.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CustomerRow {
    /// Keyed name.
    pub customer: String,
    /// Key of the file, masked.
    pub masked_id: String,
    /// Days since the last purchase.
    pub recency: i32,
    /// Purchases.
    pub frequency: u32,
    /// Net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub monetary: Money,
    /// R score.
    pub r: u8,
    /// F score.
    pub f: u8,
    /// M score.
    pub m: u8,
    /// Code of the class.
    pub class: &'static str,
    /// Name of the segment; only with five scores.
    pub segment: Option<&'static str>,
}

impl Session {
    /// One page of the customers of the last RFM run, in order of their keys.
    ///
    /// # Errors
    /// `E_NO_DATA` before a run, `E_PARAM` for an unknown class or segment.
    pub fn rows(&mut self, query: &RowsQuery) -> Result<RowsPage> {
        let filter = query.filter.check()?;
        let table = &self.scored()?.table;
        let all: Vec<usize> = table.rows(filter).collect();
        let count = (query.count as usize).min(PAGE);
        let rows = all.iter().skip(query.from as usize).take(count).filter_map(|&row| self.row(row)).collect();
        Ok(RowsPage { total: all.len() as u64, from: query.from, rows })
    }

    fn row(&self, row: usize) -> Option<CustomerRow> {
        let table = &self.rfm.as_ref()?.table;
        let masked = self.sold().ok()?;
        let number = self.customers.as_ref()?.number(*table.customer.get(row)? as usize)?;
        Some(CustomerRow {
            customer: masked.pseudonym(number)?,
            masked_id: masked.identity()?.masked_id(number)?,
            recency: *table.recency_days.get(row)?,
            frequency: *table.frequency.get(row)?,
            monetary: Money(i128::from(*table.monetary.get(row)?)),
            r: *table.r.get(row)?,
            f: *table.f.get(row)?,
            m: *table.m.get(row)?,
            class: table.class_of(row)?.code,
            segment: table.segment_of(row),
        })
    }
}
