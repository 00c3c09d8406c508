//! Retention: how many of those who started together come back, and when.
//!
//! In: [`CustomerView`], [`Params`]. Out: [`RetentionOutcome`]: cohorts by first order, registration or first event, and brackets of time
//! behind them. Bracket 0 is the cohort itself; what the data do not reach is blank, and no mean holds what is not over.
//! Days are wall days as in the file. Never here: the clock, identifiers.

mod matrix;
pub mod output;
pub mod params;
mod people;

pub use output::RetentionOutcome;
pub use params::{Params, ValidParams};

use super::{Analysis, Finding, Found, Grouping, Measure, Outcome, ParamFault, Shortage, Text};
use crate::analysis::period::{Calendar, iso};
use crate::customers::{CustomerView, Part};
use crate::error::Result;
use crate::stats::median;
use crate::tree;
use matrix::{Matrix, means};
use output::{CohortRow, MidHistory};
use params::{Bracket, Cohort};
use people::{Laid, Sources, Span};
use serde_json::Value;

/// The entry of retention in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "retention",
    title: Text { zh: "客户留存", en: "Customer retention" },
    definition: Text {
        zh: "按首单、注册或首次行为分组，统计各组客户在其后各期回来的比例；第 0 期为全组 100%，尚未走完的格子不参与平均。",
        en: "Groups customers by first order, registration or first event, and counts how many come back in each period behind it; bracket 0 is the whole cohort, and no mean holds a cell that is not over.",
    },
    needs: &["user_id"],
    uses: &["order_time", "behavior_time", "register_date", "is_refund", "refund"],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    // Purchases are read where there are some; a table of events does without.
    parts: |_| vec![Part::Events, Part::Traits],
    run: |view, given| run(view, &read(given)?)?.found(),
};

/// What retention found: the picture, and the cohort of each customer.
pub struct Retention {
    /// Settings with results or what is missing.
    pub finding: Finding<Params, RetentionOutcome>,
    /// `cohort`; none when there is not enough data.
    pub groupings: Vec<Grouping>,
    /// `active_brackets`: in how many brackets behind the first a customer came back.
    pub measures: Vec<Measure>,
}

impl Retention {
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

/// Follows the cohorts of a view.
///
/// # Errors
/// `E_MEMORY` where there is no room for the customers, [`ErrorKind::Span`](crate::error::ErrorKind::Span) for days beyond the
/// calendar.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Retention> {
    let params = params.get();
    let lacking = |code, need, have| {
        let outcome = Outcome::NotEnoughData(Shortage::of(code, need, have));
        let finding = Finding { params: params.clone(), outcome, notices: Vec::new() };
        Ok(Retention { finding, groupings: Vec::new(), measures: Vec::new() })
    };
    let sources = match Sources::new(view, params) {
        Ok(sources) => sources,
        Err(missing) => return lacking(missing, 1, 0),
    };
    let Some(span) = Span::of(sources)? else {
        return lacking("customers_with_start", 1, 0);
    };
    let as_of = view.as_of();
    let calendar =
        Calendar::new(params.unit.unit(), 1, span.first_start, as_of)?.covering(sources.starts_covered(span.first_start));
    let days = params.unit.days();
    let periods = match params.bracket {
        Bracket::Calendar => calendar.len() as u64,
        Bracket::Rolling => u64::from(as_of.abs_diff(span.first_start).div_ceil(days.unsigned_abs())),
    };
    if periods < 2 {
        return lacking("periods", 2, periods);
    }
    let laid = Laid { calendar: &calendar, bracket: params.bracket, days };
    let mut matrix = Matrix::new(params, calendar.len());
    let (mut earlier, mut without_start) = (0, 0);
    let mut of = Vec::with_capacity(view.customers());
    let mut active = Vec::with_capacity(view.customers());
    let shown = u64::MAX >> (u64::BITS - 1 - params.last_bracket());
    for (customer, start) in span.starts.iter().enumerate() {
        let row = start.and_then(|start| calendar.period(start).checked_sub(matrix.from));
        let (Some(start), Some(row)) = (*start, row) else {
            (earlier, without_start) = (earlier + u64::from(start.is_some()), without_start + u64::from(start.is_none()));
            of.push(Grouping::NONE);
            active.push(f64::NAN);
            continue;
        };
        let brackets = sources.brackets(customer, start, &laid);
        matrix.add(row, brackets, params.meaning);
        of.push(row as u16);
        active.push(f64::from((brackets.bits & shown & !1).count_ones()));
    }
    let rows = matrix.rows(params, &laid, &span, as_of)?;
    let groups = rows.iter().map(|row| row.label.clone()).collect();
    let outcome = RetentionOutcome {
        as_of: iso(as_of)?,
        cohort: sources.cohort,
        activity: sources.activity,
        bracket_days: (params.bracket == Bracket::Rolling).then_some(days.unsigned_abs()),
        customers: view.customers() as u64,
        without_start,
        earlier_cohorts: matrix.from as u64,
        earlier_customers: earlier,
        means: means(&rows, params.last_bracket() as usize + 1),
        mid_history: mid_history(view, sources, &span, &matrix, &rows),
        rows,
    };
    let notices = span.covered.ends_before(as_of).into_iter().collect();
    let finding = Finding { params: params.clone(), outcome: Outcome::Found(outcome), notices };
    let measures = vec![Measure { name: "active_brackets", unit: "count", values: active }];
    Ok(Retention { finding, groupings: vec![Grouping { name: "cohort", groups, of }], measures })
}

/// What tells that the first cohorts hold old customers.
fn mid_history(
    view: &CustomerView,
    sources: Sources<'_>,
    span: &Span,
    matrix: &Matrix,
    rows: &[CohortRow],
) -> Option<MidHistory> {
    if sources.cohort == Cohort::Registered {
        return None;
    }
    let before = |&customer: &usize| sources.registered(customer).is_some_and(|day| day < span.first_start);
    let registered = (0..view.customers()).filter(before).count() as u64;
    if registered > 0 {
        return Some(MidHistory { code: "registered_before", customers: registered });
    }
    let mut others: Vec<i64> =
        rows.iter().skip(1).filter(|row| row.complete && row.size > 0).map(|row| row.size as i64).collect();
    let first = *matrix.sizes.first().filter(|_| matrix.from == 0 && others.len() >= 3)?;
    let large = median(&mut others)?.times(3).floor()? <= first as i64;
    large.then_some(MidHistory { code: "first_cohort_large", customers: first })
}
