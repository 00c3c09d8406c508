//! Customer lifetime value: what customers were worth, and what they will be.
//!
//! In: [`CustomerView`], [`Params`]. Out: [`ClvOutcome`]: net amounts per customer by cohorts, a model of purchases and drop-out (BG/NBD,
//! MBG/NBD or Pareto/NBD) beside one without drop-out (NBD) and beside days held out, a model of amounts (Gamma-Gamma), and from both
//! P(alive), purchases and value to come of each customer. The unit of time is a type of its own ([`Unit`], [`Span`]).
//!
//! A purchase is a day with a line that is no refund. x counts those after the first, `t_x` is the time from the first to the last (not
//! the recency of RFM), T from the first to the end of calibration.

mod bootstrap;
mod coin;
mod fit;
mod forecast;
mod groups;
mod historical;
mod holdout;
mod nbd;
pub mod output;
mod parameters;
pub mod params;
mod pareto;
mod picture;
mod purchases;
mod search;
#[cfg(test)]
mod simulated;
mod spend;
mod spending;
mod tables;
mod unit;

pub use coin::Tosses;
pub use fit::{Fit, Model, Status};
pub use groups::{Group, Groups, History};
pub use historical::{Cohort, CurvePoint, Historical};
pub use holdout::{Frequency, Holdout, HoldoutRow, TrackPoint};
pub use output::ClvOutcome;
pub use params::{Params, ValidParams};
pub use spend::{SpendFit, Spender, Spenders, expected_mean};
pub use spending::SpendStatus;
pub use unit::{Span, Unit};

use super::{Analysis, Finding, Found, Outcome, ParamFault, Text};
use crate::customers::{CustomerView, Part};
use crate::error::{ErrorKind, Result};
use crate::tree;
use purchases::Purchases;
use serde_json::Value;

/// The entry of lifetime value in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "clv",
    title: Text { zh: "客户终身价值", en: "Customer lifetime value" },
    definition: Text {
        zh: "历史价值按首购批次累计净额；未来价值 = 预期购买次数（BG/NBD、MBG/NBD 或 Pareto/NBD）× 预期单次金额（Gamma-Gamma），按月折现。同一天的购买算一次，退款不算购买。",
        en: "Value to date adds up net amounts by cohort of the first purchase; value to come is expected purchases (BG/NBD, MBG/NBD or Pareto/NBD) times the expected amount (Gamma-Gamma), discounted by month. Purchases of one day are one, refunds are none.",
    },
    needs: &["user_id", "order_time", "amount"],
    uses: &["order_id", "quantity", "price", "is_refund", "refund"],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    parts: |_| vec![Part::Purchases],
    run: |view, given| run(view, &read(given)?),
};

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<ValidParams, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// The lifetime value of the customers of a view.
///
/// # Errors
/// [`ErrorKind::Span`](crate::error::ErrorKind::Span) when the days span more than 5,700 years.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Found> {
    let last = view.as_of().checked_sub(1).ok_or(ErrorKind::Span)?;
    let end = params.end().map_or(last, |end| end.min(last));
    let purchases = Purchases::of(view, end)?;
    let picture = picture::draw(view, params, &purchases, end)?;
    let params = params.get().clone();
    let Some(picture) = picture else {
        let shortage = picture::shortage(&purchases);
        let finding: Finding<Params, ClvOutcome> =
            Finding { params, outcome: Outcome::NotEnoughData(shortage), notices: Vec::new() };
        return Ok(finding.to_json().into());
    };
    let finding = Finding { params, outcome: Outcome::Found(picture.outcome), notices: picture.notices };
    Ok(Found { finding: finding.to_json(), groupings: picture.groupings, measures: picture.measures })
}
