//! Lifecycle: who is new, who returns, who goes dormant, and who should have come again by now.
//!
//! In: [`CustomerView`], [`Params`]. Out: [`LifecycleOutcome`]. Interval by interval each customer who has bought so far is in one stage: with
//! a purchase new, returning (also active in the interval before) or resurrecting; without, dormant in the first such interval, then
//! inactive, and lost once the churn window is over. The stage now is that of the interval that ends with the reference date; a word means
//! the same in both. Refunds set no purchase.
//! Never here: the clock, identifiers.

pub mod output;
pub mod params;
mod picture;
mod purchases;
mod stages;

pub use output::LifecycleOutcome;
pub use params::{Params, ValidParams};
pub use picture::OVERDUE;
pub use stages::STAGES;

use super::{Analysis, Finding, Found, Grouping, Measure, Outcome, ParamFault, Shortage, Text};
use crate::analysis::period::Calendar;
use crate::customers::{Covered, CustomerView, Part};
use crate::error::Result;
use crate::tree;
use purchases::Purchases;
use serde_json::Value;
use stages::Step;

/// The entry of the lifecycle in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "lifecycle",
    title: Text { zh: "客户生命周期", en: "Customer lifecycle" },
    definition: Text {
        zh: "逐期统计新增、持续、召回、沉寂、不活跃与流失客户，并按同样的口径给出每位客户当前阶段、复购率、复购周期、退货率与逾期未购名单；退款不算购买。",
        en: "Counts new, returning, resurrecting, dormant, inactive and lost customers by interval, and gives each customer's stage now by the same words, repeat rate, repurchase cycle, return rate and who is overdue; refunds are no purchases.",
    },
    needs: &["user_id", "order_time", "amount"],
    uses: &["order_id", "quantity", "price", "is_refund", "refund"],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    parts: |_| vec![Part::Purchases],
    run: |view, given| run(view, &read(given)?)?.found(),
};

/// What the lifecycle found: the picture, and the stage of each customer.
pub struct Lifecycle {
    /// Settings with results or what is missing.
    pub finding: Finding<Params, LifecycleOutcome>,
    /// `stage` and `overdue`; none when there is not enough data.
    pub groupings: Vec<Grouping>,
    /// `days_since_purchase`, `expected_gap`, `overdue_days`, `purchases`.
    pub measures: Vec<Measure>,
}

impl Lifecycle {
    fn found(self) -> Result<Found> {
        Ok(Found { finding: self.finding.to_json(), groupings: self.groupings, measures: self.measures })
    }
}

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<ValidParams, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// Fewest intervals: with one, nobody can return.
const LEAST: u64 = 2;

/// Follows the customers of a view.
///
/// # Errors
/// `E_MEMORY` for more lines than there is room for, [`ErrorKind::Span`](crate::error::ErrorKind::Span) for days beyond the calendar.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Lifecycle> {
    let params = params.get();
    let lacking = |code, need, have| {
        let outcome = Outcome::NotEnoughData(Shortage::of(code, need, have));
        let finding = Finding { params: params.clone(), outcome, notices: Vec::new() };
        Ok(Lifecycle { finding, groupings: Vec::new(), measures: Vec::new() })
    };
    let Some(purchases) = Purchases::of(view, params.purchase)? else {
        return lacking("customers_with_purchase", 1, 0);
    };
    // Where the purchases end before the other tables, nobody knows who bought behind them: everything is told up to there.
    let covered = view.covered().unwrap_or(Covered { from: purchases.first, to: view.as_of() });
    let step = Step::of(params, &purchases, covered.to);
    let calendar = Calendar::new(step.unit, step.days, purchases.first, covered.to)?.covering(covered);
    if (calendar.len() as u64) < LEAST {
        return lacking("periods", LEAST, calendar.len() as u64);
    }
    let picture = picture::draw(view, params, &purchases, step, &calendar, covered.to)?;
    let notices = covered.ends_before(view.as_of()).into_iter().collect();
    let finding = Finding { params: params.clone(), outcome: Outcome::Found(picture.outcome), notices };
    Ok(Lifecycle { finding, groupings: picture.groupings, measures: picture.measures })
}
