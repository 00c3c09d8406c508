//! A view → points: customers or rows of a table, with numbers that tell them apart.

use super::output::{Available, TableColumns};
use crate::analysis::Shortage;
use crate::analysis::rfm::{self, measure::measure};
use crate::customers::{CustomerView, NumberColumn};
use crate::error::Result;
use crate::table::UNITS;

/// Features of purchases with their units.
const PURCHASES: [(&str, &str); 3] = [("recency", "day"), ("frequency", "order"), ("monetary", "currency")];

/// Points before anything is left out.
pub(super) struct Cloud {
    /// Number of the table from 0 whose rows the points are; none where they are customers.
    pub table: Option<usize>,
    /// Names and units.
    pub features: Vec<(String, Option<&'static str>)>,
    /// A value for each point by feature; NaN where it is missing.
    pub columns: Vec<Vec<f64>>,
    /// Whether the features are those of purchases.
    pub is_purchases: bool,
}

/// What a view offers.
struct Offer<'a> {
    view: &'a CustomerView,
    /// Made when it is first asked for.
    purchases: Option<Vec<Vec<f64>>>,
}

/// The points of a view, or what is missing for them.
pub(super) fn collect(view: &CustomerView, wanted: Option<&[String]>) -> Result<std::result::Result<Cloud, Shortage>> {
    let mut offer = Offer { view, purchases: None };
    let Some(wanted) = wanted else { return offer.usual() };
    if wanted.iter().all(|name| offer.is_of_customers(name)) {
        return offer.customers(wanted).map(Ok);
    }
    let of_table = |number: usize, name: &str| view.columns().iter().find(|c| c.number == number && is_named(c, name));
    let mut most = wanted.iter().filter(|name| offer.is_of_customers(name)).count();
    for number in tables(view) {
        let columns: Vec<&NumberColumn> = wanted.iter().filter_map(|name| of_table(number, name)).collect();
        if columns.len() == wanted.len() {
            return Ok(Ok(rows(number, wanted, &columns)));
        }
        most = most.max(columns.len());
    }
    Ok(Err(Shortage::of("features", wanted.len() as u64, most as u64)))
}

/// What could be chosen.
pub(super) fn available(view: &CustomerView) -> Available {
    let figures = view.people().map(|people| people.figures.as_slice()).unwrap_or_default();
    let purchases = PURCHASES.iter().filter(|_| view.lines() > 0).map(|(name, _)| (*name).to_owned());
    let columns_of = |number: usize| view.columns().iter().filter(move |c| c.number == number).map(|c| c.name.clone()).collect();
    Available {
        customers: purchases.chain(figures.iter().map(|figure| figure.name.clone())).collect(),
        tables: tables(view)
            .into_iter()
            .map(|number| TableColumns { table: number as u64 + 1, columns: columns_of(number) })
            .collect(),
    }
}

/// Numbers of the tables that have columns of numbers, ascending.
fn tables(view: &CustomerView) -> Vec<usize> {
    crate::stats::distinct(&view.columns().iter().map(|column| column.number).collect::<Vec<_>>())
}

fn is_named(column: &NumberColumn, name: &str) -> bool {
    column.name == name || column.field == Some(name)
}

fn rows(number: usize, names: &[String], columns: &[&NumberColumn]) -> Cloud {
    let unit = |column: &NumberColumn| column.is_money().then_some("currency");
    Cloud {
        table: Some(number),
        features: names.iter().cloned().zip(columns.iter().map(|column| unit(column))).collect(),
        columns: columns.iter().map(|column| column.values()).collect(),
        is_purchases: false,
    }
}

impl Offer<'_> {
    /// The features that are taken where none is named.
    fn usual(&mut self) -> Result<std::result::Result<Cloud, Shortage>> {
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        if self.view.lines() > 0 {
            return self.customers(&PURCHASES.map(|(name, _)| name.to_owned())).map(Ok);
        }
        let figures = self.view.people().map(|people| people.figures.as_slice()).unwrap_or_default();
        if !figures.is_empty() {
            let names: Vec<&str> = figures.iter().map(|figure| figure.name.as_str()).collect();
            return self.customers(&named(&names)).map(Ok);
        }
        let columns_of = |number: usize| self.view.columns().iter().filter(|c| c.number == number).collect::<Vec<_>>();
        // Of equally many the first: `max_by_key` gives the last.
        let Some(number) = tables(self.view).into_iter().rev().max_by_key(|&number| columns_of(number).len()) else {
            return Ok(Err(Shortage::of("features", 1, 0)));
        };
        let columns = columns_of(number);
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        Ok(Ok(rows(number, &named(&names), &columns)))
    }

    fn is_of_customers(&self, name: &str) -> bool {
        let is_purchase = PURCHASES.iter().any(|(known, _)| *known == name) && self.view.lines() > 0;
        is_purchase || self.figure(name).is_some()
    }

    fn figure(&self, name: &str) -> Option<&[f64]> {
        let figures = &self.view.people()?.figures;
        figures.iter().find(|figure| figure.name == name || figure.field == Some(name)).map(|figure| figure.values.as_slice())
    }

    fn customers(&mut self, names: &[String]) -> Result<Cloud> {
        let mut cloud = Cloud { table: None, features: Vec::new(), columns: Vec::new(), is_purchases: false };
        let mut of_purchases = 0;
        for name in names {
            let purchase = PURCHASES.iter().position(|(known, _)| known == name).filter(|_| self.view.lines() > 0);
            let (unit, column) = match purchase {
                Some(at) => {
                    of_purchases += 1;
                    let unit = PURCHASES.get(at).map(|(_, unit)| *unit);
                    (unit, self.purchases()?.get(at).cloned())
                }
                None => (None, self.figure(name).map(<[f64]>::to_vec)),
            };
            cloud.columns.extend(column);
            cloud.features.push((name.clone(), unit));
        }
        cloud.is_purchases = of_purchases == names.len();
        Ok(cloud)
    }

    /// Recency, frequency and monetary of each customer; NaN for those without a purchase.
    fn purchases(&mut self) -> Result<&[Vec<f64>]> {
        if self.purchases.is_none() {
            let measures = measure(self.view, &rfm::Params::default(), self.view.as_of())?;
            let spread = |value: &dyn Fn(usize) -> f64| {
                let mut values = vec![f64::NAN; self.view.customers()];
                for (row, &customer) in measures.customer.iter().enumerate() {
                    if let Some(slot) = values.get_mut(customer as usize) {
                        *slot = value(row);
                    }
                }
                values
            };
            let number = |value: Option<f64>| value.unwrap_or(f64::NAN);
            self.purchases = Some(vec![
                spread(&|row| number(measures.recency.get(row).map(|&days| f64::from(days)))),
                spread(&|row| number(measures.frequency.get(row).map(|&times| f64::from(times)))),
                spread(&|row| number(measures.monetary.get(row).map(|&units| units as f64 / UNITS as f64))),
            ]);
        }
        Ok(self.purchases.as_deref().unwrap_or_default())
    }
}
