//! RFM: how lately, how often and for how much each customer bought.
//!
//! In: [`CustomerView`], [`Params`]. Out: [`Rfm`]: a small picture ([`RfmOutcome`]) and the scored customers ([`RfmTable`]).
//! R is the number of days from the last purchase to the reference date; F counts purchases; M is the net amount. Refunds set
//! neither R nor F. Customers without a purchase are counted and left out.

mod classes;
mod comparison;
mod group;
pub(super) mod measure;
mod migration;
pub mod output;
pub mod params;
mod picture;
pub mod proof;
pub mod rules;
mod score;
mod scoring;
mod segments;
mod table;

pub use classes::{CLASSES, Class};
pub use output::RfmOutcome;
pub use params::{Params, ValidParams};
pub use segments::{Cells, README_TEN, SEGMENTS, Segment};
pub use table::RfmTable;

use super::{Analysis, Finding, Found, Outcome, ParamFault, Shortage, Text};
use crate::customers::{CustomerView, Part};
use crate::error::Result;
use crate::tree;
use serde_json::Value;

/// The entry of RFM in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "rfm",
    title: Text { zh: "RFM 客户价值", en: "RFM customer value" },
    definition: Text {
        zh: "按最近一次购买距今天数（R）、购买次数（F）与净消费金额（M）为每位客户打分并分群；同值同分，退款不计入 R 与 F。",
        en: "Scores and groups customers by days since the last purchase (R), purchases (F) and net amount (M); equal values score equally, refunds set neither R nor F.",
    },
    needs: &["user_id", "order_time", "amount"],
    uses: &["order_id", "quantity", "price", "is_refund", "refund"],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    parts: |_| vec![Part::Purchases],
    run: |view, given| run(view, &read(given)?)?.found(view.customers()),
};

/// Fewest scored customers: scores compare customers with each other.
const LEAST: u64 = 2;

/// What RFM found: the part that is shown and the customers behind it.
pub struct Rfm {
    /// Settings, results and notices; customers are listed up to [`Params::list`].
    pub finding: Finding<Params, RfmOutcome>,
    /// The scored customers; empty when there is not enough data.
    pub table: RfmTable,
}

impl Rfm {
    /// The finding without any customer's row, for the page.
    #[must_use]
    pub fn summary(&self) -> Finding<Params, RfmOutcome> {
        let mut summary = self.finding.clone();
        if let Outcome::Found(outcome) = &mut summary.outcome {
            outcome.customers = self.table.listing(0);
        }
        summary
    }

    /// The same with the groups of each of so many customers.
    ///
    /// # Errors
    /// None in practice, as [`Finding::into_json`].
    pub fn found(&self, customers: usize) -> Result<Found> {
        let (groupings, measures) = self.table.groups(customers);
        Ok(Found { finding: self.finding.to_json(), groupings, measures })
    }
}

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<ValidParams, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// Scores the customers of a view.
///
/// # Errors
/// `E_AMOUNT` when one customer's amounts do not fit 64 bits of ten-thousandths, `E_SPAN` when a day lies outside the calendar.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Rfm> {
    let params = params.get();
    let measures = measure::measure(view, params, view.as_of())?;
    let scored = measures.customer.len() as u64;
    let found = if scored < LEAST { None } else { picture::draw(view, params, measures)? };
    let (outcome, notices, table) = match found {
        Some(picture) => (Outcome::Found(picture.outcome), picture.notices, picture.table),
        None => (Outcome::NotEnoughData(Shortage::of("customers_with_purchase", LEAST, scored)), Vec::new(), RfmTable::default()),
    };
    Ok(Rfm { finding: Finding { params: params.clone(), outcome, notices }, table })
}
