//! Pages of customers, masked, with the groups and numbers that an analysis gave them.

use super::Session;
use crate::analysis::Found;
use crate::error::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};

/// Most rows of one page.
const PAGE: usize = 1_000;

/// Which customers to show.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RowsQuery {
    /// Analysis whose customers are wanted.
    pub analysis: String,
    /// Groups that they are in: of several of one grouping in any, of several groupings in all.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<InGroup>>"))]
    pub filter: Vec<InGroup>,
    /// First row, counted from 0.
    pub from: u32,
    /// Rows wanted, 1,000 at the most.
    pub count: u32,
}

/// A group of an analysis.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct InGroup {
    /// Name of the grouping, as `class`.
    pub grouping: String,
    /// Code of the group.
    pub group: String,
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
    /// What the numbers of a customer are.
    pub columns: Vec<RowsColumn>,
    /// Names of the groupings.
    pub groupings: Vec<&'static str>,
    /// The page.
    pub rows: Vec<CustomerRow>,
}

/// What a number of each customer is.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RowsColumn {
    /// Name.
    pub code: &'static str,
    /// Unit.
    pub unit: &'static str,
}

/// One customer.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CustomerRow {
    /// Keyed name.
    pub customer: String,
    /// Key of the file, masked.
    pub masked_id: String,
    /// A number for each column; none where the customer has none.
    pub values: Vec<Option<f64>>,
    /// The code of the group in each grouping.
    pub groups: Vec<Option<String>>,
}

/// The customers of a finding that are in some group or have some number, and [`Found::within`] the given groups.
pub(super) fn listed(found: &Found, filter: &[InGroup], customers: usize) -> Result<Vec<usize>> {
    let unknown = || Error::new(ErrorKind::Param).of_setting("filter");
    let wanted: Vec<(&str, &str)> = filter.iter().map(|one| (one.grouping.as_str(), one.group.as_str())).collect();
    let passes = found.within(&wanted, customers).ok_or_else(unknown)?;
    let is_known = |customer: usize| {
        found.groupings.iter().any(|g| g.group_of(customer).is_some())
            || found.measures.iter().any(|m| m.values.get(customer).is_some_and(|v| !v.is_nan()))
    };
    let listed = (0..customers).zip(passes).filter(|&(customer, passes)| passes && is_known(customer));
    Ok(listed.map(|(customer, _)| customer).collect())
}

impl Session {
    /// One page of the customers of the last run of an analysis, in order of their keys.
    ///
    /// # Errors
    /// `E_NO_DATA` before a run, `E_PARAM` for an unknown grouping or group.
    pub fn rows(&mut self, query: &RowsQuery) -> Result<RowsPage> {
        let sales = self.sales()?;
        let (found, view) = self.last(&query.analysis)?;
        let all = listed(found, &query.filter, view.customers())?;
        let count = (query.count as usize).min(PAGE);
        let row = |&customer: &usize| {
            let (masked, number) = self.customer_of(view.origin(customer), sales)?;
            Some(CustomerRow {
                customer: masked.pseudonym(number)?,
                masked_id: masked.identity()?.masked_id(number)?,
                values: found.measures.iter().map(|m| m.values.get(customer).copied().filter(|v| v.is_finite())).collect(),
                groups: found.groupings.iter().map(|g| g.group_of(customer).map(str::to_owned)).collect(),
            })
        };
        let rows = all.iter().skip(query.from as usize).take(count).filter_map(row).collect();
        Ok(RowsPage {
            total: all.len() as u64,
            from: query.from,
            columns: found.measures.iter().map(|m| RowsColumn { code: m.name, unit: m.unit }).collect(),
            groupings: found.groupings.iter().map(|g| g.name).collect(),
            rows,
        })
    }
}
