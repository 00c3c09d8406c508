//! Lists of customers that leave: under keyed names, or with original ids where the user confirmed it.

use super::Session;
use super::export::Export;
use super::rows::listed;
use crate::analysis::{Found, Grouping, Measure};
use crate::error::{Error, ErrorKind, Result};
use crate::mask::MaskedTable;
use crate::report::labels::{group_name, grouping_name, measure_name};
use crate::report::{CsvTable, Lang};
use crate::stats::order;
use crate::table::{Money, UNITS};

/// Groupings that are steps of a scale or a history; they stay out of lists with original ids.
const BESIDE: [&str; 4] = ["r", "f", "m", "migration"];

/// Most groupings of a list. More are attributes of persons, who together could be known by them: only those that the list is about stay.
const MOST: usize = 6;

/// What stands above the groups of a grouping: the header of a column of the data, else its name.
fn heading<'a>(found: &'a Found, grouping: &'a Grouping, lang: Lang) -> &'a str {
    found.header_of(grouping.name).unwrap_or_else(|| grouping_name(grouping.name, lang))
}

/// The groupings that a list holds.
fn listed_groupings<'a>(found: &'a Found, list: &Export) -> Vec<&'a Grouping> {
    let few = found.groupings.len() <= MOST;
    found.groupings.iter().filter(|g| few || list.filter.iter().any(|f| f.grouping == g.name)).collect()
}

impl Session {
    /// Where a customer of the view of all stands: its table behind the gate and its number there.
    pub(super) fn customer_of(&self, customer: usize, sales: usize) -> Option<(&MaskedTable, usize)> {
        let (customers, _) = self.results.customers.as_ref()?;
        let (table, number) = customers.origin(customer, sales)?;
        Some((self.tables.get(table)?.behind_gate()?, number))
    }

    /// The customers of an analysis under keyed names, in the order of these.
    pub(super) fn shareable_csv(&mut self, list: &Export) -> Result<Vec<u8>> {
        let lang = list.lang;
        let sales = self.sales()?;
        let (found, view) = self.last(&list.analysis)?;
        let groupings = listed_groupings(found, list);
        let header = std::iter::once(lang.pick("客户代号", "customer"))
            .chain(found.measures.iter().map(|m| measure_name(m.name, lang)))
            .chain(groupings.iter().map(|g| heading(found, g, lang)));
        let mut csv = CsvTable::new(header)?;
        let mut names: Vec<Option<Vec<String>>> = vec![None; self.tables.len()];
        let mut lines = Vec::new();
        for customer in listed(found, &list.filter, view.customers())? {
            let (customers, _) = self.results.customers.as_ref().ok_or(ErrorKind::NoData)?;
            let line = customers.origin(view.origin(customer), sales).and_then(|(table, number)| {
                let all = names.get_mut(table)?;
                if all.is_none() {
                    *all = Some(self.tables.get(table)?.behind_gate()?.pseudonyms());
                }
                let name = all.as_ref()?.get(number)?.clone();
                let measures = found.measures.iter().map(|m| cell(m, customer));
                let groups = groupings.iter().map(|g| {
                    let code = g.group_of(customer);
                    code.map_or_else(String::new, |code| group_name(&list.analysis, g.name, code, lang).into_owned())
                });
                Some(std::iter::once(name).chain(measures).chain(groups).collect::<Vec<String>>())
            });
            lines.push(line.ok_or_else(|| Error::new(ErrorKind::Internal))?);
        }
        // In the order of the ids the rows would name them to whoever has a sorted list of customers.
        let sorted = order(lines.len(), &|a, b| lines.get(a).cmp(&lines.get(b)));
        sorted.into_iter().filter_map(|at| lines.get(at)).try_for_each(|line| csv.row(line))?;
        csv.finish()
    }

    /// Original ids and the groups of an analysis. Of customers who were taken for one every id gets the groups.
    pub(super) fn crm_csv(&mut self, list: &Export) -> Result<Vec<u8>> {
        let lang = list.lang;
        let sales = self.sales()?;
        let (found, view) = self.last(&list.analysis)?;
        let groupings: Vec<_> = listed_groupings(found, list).into_iter().filter(|g| !BESIDE.contains(&g.name)).collect();
        let header = groupings.iter().map(|g| heading(found, g, lang));
        let mut csv = CsvTable::new(std::iter::once("user_id").chain(header))?;
        let mut row_of: Vec<Vec<Option<usize>>> = self
            .tables
            .iter()
            .map(|t| vec![None; t.behind_gate().and_then(|m| m.identity()).map_or(0, crate::mask::Identity::customers)])
            .collect();
        let (customers, _) = self.results.customers.as_ref().ok_or(ErrorKind::NoData)?;
        for customer in listed(found, &list.filter, view.customers())? {
            let place = customers.origin(view.origin(customer), sales);
            let slot = place.and_then(|(table, number)| row_of.get_mut(table)?.get_mut(number));
            *slot.ok_or_else(|| Error::new(ErrorKind::Internal))? = Some(customer);
        }
        for (table, rows) in self.tables.iter().zip(&row_of) {
            let Some(identity) = table.behind_gate().and_then(|masked| masked.identity()) else { continue };
            for (key, number) in identity.all_keys() {
                let Some(&Some(customer)) = rows.get(number as usize) else { continue };
                let groups = groupings.iter().map(|g| {
                    let code = g.group_of(customer);
                    code.map_or("".into(), |code| group_name(&list.analysis, g.name, code, lang))
                });
                csv.row(std::iter::once(key.into()).chain(groups))?;
            }
        }
        csv.finish()
    }
}

/// A number as it stands in a list: amounts with up to four decimals.
fn cell(measure: &Measure, customer: usize) -> String {
    match measure.values.get(customer).filter(|v| v.is_finite()) {
        None => String::new(),
        Some(&value) if measure.unit == "currency" => Money(libm::round(value * UNITS as f64) as i128).to_string(),
        Some(value) => value.to_string(),
    }
}
