//! Activity: who visits, who has gone silent, who is lost.
//!
//! In: [`CustomerView`] with events, [`Params`]. Out: [`ActivityOutcome`]. A visit is a session: it ends where nothing happens for 30
//! minutes, midnight does not split it, and it lies in a window if one of its events does. Where only days are known a day with
//! events is a visit, and without a table of events a day with a purchase. A window of w days is `[as_of − w, as_of)`; nobody
//! is judged by a window who is known for less, nor by days that the table of the visits does not cover. Never here: the clock, identifiers.

mod classes;
pub mod output;
pub mod params;
mod picture;
mod visits;

pub use classes::CLASSES;
pub use output::ActivityOutcome;
pub use params::{Params, ValidParams};

use super::{Analysis, Finding, Found, Grouping, Measure, Outcome, ParamFault, Shortage, Text};
use crate::customers::{CustomerView, Part};
use crate::error::Result;
use crate::notice::Notice;
use crate::tree;
use classes::Rules;
use serde_json::Value;
use visits::{Basis, Measured, NEVER, measure};

/// The entry of activity in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "activity",
    title: Text { zh: "客户活跃度", en: "Customer activity" },
    definition: Text {
        zh: "按访问把客户依次归为流失（90 天无访问）、沉默（30 天无访问）、活跃（7 天内至少 3 次访问）与一般（其余）；阈值可调，认识时间短于窗口的客户不由该窗口判定，数据没有覆盖的日子不作判断。",
        en: "Puts customers by their visits into lost (none in 90 days), silent (none in 30 days), active (at least 3 in 7 days) and regular (all others), in this order; thresholds can be moved, and no window judges a customer known for less, nor by days that the data do not cover.",
    },
    needs: &["user_id"],
    uses: &["behavior_time", "order_time", "register_date", "is_refund", "refund"],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    // Purchases are read where there are some; a table of events does without.
    parts: |_| vec![Part::Events, Part::Traits],
    run: |view, given| run(view, &read(given)?)?.found(),
};

/// What activity found: the picture, and the class of each customer.
pub struct Activity {
    /// Settings with results or what is missing.
    pub finding: Finding<Params, ActivityOutcome>,
    /// `class`; none when there is not enough data.
    pub groupings: Vec<Grouping>,
    /// `days_since_visit` and `visits_30`.
    pub measures: Vec<Measure>,
}

impl Activity {
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

/// Puts the customers of a view into classes.
///
/// # Errors
/// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Activity> {
    let params = params.get();
    let basis = Basis::of(view);
    let rules = Rules::new(params, view.as_of())?;
    let measured = match measure(view, basis, params)? {
        None => Err(Shortage::of("customers_with_visit", 1, 0)),
        Some(measured) => {
            let (least, longest) = (rules.windows().into_iter().min().unwrap_or(1), measured.known.iter().max());
            let longest = longest.copied().unwrap_or(0);
            if longest < least { Err(Shortage::of("days", least as u64, longest.unsigned_abs().into())) } else { Ok(measured) }
        }
    };
    let mut notices = Vec::new();
    let (outcome, groupings, measures) = match measured {
        Err(shortage) => (Outcome::NotEnoughData(shortage), Vec::new(), Vec::new()),
        Ok(measured) => {
            let outcome = picture::draw(view, params, basis, &rules, &measured)?;
            notices.extend(measured.covered.ends_before(view.as_of()));
            if outcome.not_judged > 0 {
                notices.push(Notice::warning("N_NOT_JUDGED", outcome.not_judged));
            }
            (Outcome::Found(outcome), vec![grouping(&rules, &measured)], measures(&measured))
        }
    };
    Ok(Activity { finding: Finding { params: params.clone(), outcome, notices }, groupings, measures })
}

fn grouping(rules: &Rules, measured: &Measured) -> Grouping {
    let class = |customer| rules.class(measured, customer).map_or(Grouping::NONE, |class| class as u16);
    Grouping {
        name: "class",
        groups: CLASSES.iter().map(|&code| code.to_owned()).collect(),
        of: (0..measured.known.len()).map(class).collect(),
    }
}

fn measures(measured: &Measured) -> Vec<Measure> {
    let since = measured.since.iter().map(|&days| if days == NEVER { f64::NAN } else { f64::from(days) }).collect();
    let visits = measured.in_month.iter().map(|&visits| f64::from(visits)).collect();
    vec![
        Measure { name: "days_since_visit", unit: "day", values: since },
        Measure { name: "visits_30", unit: "count", values: visits },
    ]
}
