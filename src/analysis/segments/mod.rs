//! Segments: the customers by who they are, where they are, what they do, what they like, and whatever else the table says of them.
//!
//! In: [`CustomerView`], [`Params`]. Out: [`SegmentsOutcome`]: a table for each attribute, one attribute by another, and what the
//! groups spend on. An index (TGI) is 100 · share in the group / share in the whole; those of customers have an interval of 95 %.
//! Customers of whom an attribute is not known are counted apart and are in no share of it.

mod affinity;
mod attribute;
mod cross;
mod favourite;
mod history;
mod lineage;
pub mod output;
pub mod params;
mod survey;
mod tables;

pub(in crate::analysis) use attribute::attributes;
pub use attribute::{ATTRIBUTES, Attribute, Family, MOST_LABELS};
pub use history::History;
pub(in crate::analysis) use lineage::related;
pub use output::SegmentsOutcome;
pub(in crate::analysis) use params::LONGEST_NAME;
pub use params::{Params, ValidParams};

use super::{Analysis, Finding, Found, Measure, Outcome, ParamFault, Shortage, Text};
use crate::customers::{CustomerView, LineField, Part};
use crate::error::Result;
use crate::notice::Notice;
use crate::stats::Ratio;
use crate::table::Money;
use crate::tree;
use output::Best;
use serde_json::Value;
use tables::Base;

/// Fields that change the numbers of segments and portraits.
pub(super) const USES: &[&str] = &[
    "order_time",
    "amount",
    "order_id",
    "is_refund",
    "refund",
    "gender",
    "age",
    "id_card",
    "region",
    "occupation",
    "member_level",
    "register_date",
    "channel",
    "payment_method",
    "category",
];

/// The entry of segments in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "segments",
    title: Text { zh: "客户细分", en: "Customer segments" },
    definition: Text {
        zh: "按人口、地域、行为、心理与其他特征划分客户，并以 TGI（组内占比 ÷ 总体占比 × 100）及其 95% 置信区间比较各组。",
        en: "Divides customers by who and where they are, what they do and like and by other columns, and compares groups by TGI (100 × share in the group / share overall) with its 95 % interval.",
    },
    needs: &["user_id"],
    uses: USES,
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    parts: |_| {
        vec![
            Part::Traits,
            Part::Line(LineField::Category),
            Part::Line(LineField::Channel),
            Part::Line(LineField::Region),
            Part::Line(LineField::PaymentMethod),
        ]
    },
    run: |view, given| run(view, &read(given)?),
};

/// Fewest customers: groups are compared with each other.
const LEAST: u64 = 2;
/// Attributes that are bands of numbers, which others say more about.
const MADE: [&str; 4] = ["rfm_class", "recency_band", "order_band", "tenure_band"];
/// Most attributes whose groups can be opened: the chosen ones, then the first.
const MOST_GROUPINGS: usize = 12;

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<ValidParams, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// Divides the customers of a view.
///
/// # Errors
/// [`ErrorKind::Amount`](crate::error::ErrorKind::Amount) when one customer's amounts do not fit 64 bits of ten-thousandths.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Found> {
    let params = params.get();
    let customers = view.customers() as u64;
    let history = History::of(view)?;
    let (all, left_out) = attributes(view, &history)?;
    if customers < LEAST || all.is_empty() {
        let shortage = Outcome::NotEnoughData(Shortage::of("customers", LEAST, customers).and("attributes", 1, all.len() as u64));
        return Ok(Finding::<Params, SegmentsOutcome> { params: params.clone(), outcome: shortage, notices: Vec::new() }
            .to_json()
            .into());
    }
    let mut missing = Vec::new();
    let mut wanted = |name: &Option<String>| {
        let name = name.as_deref()?;
        let found = Attribute::find(&all, name);
        if found.is_none() {
            missing.push(name.to_owned());
        }
        found
    };
    let no_cross = params.columns.as_deref() == Some("none");
    let (rows, columns) = (wanted(&params.rows), if no_cross { None } else { wanted(&params.columns) });
    let apart = |one: usize, other: usize| all.get(one).zip(all.get(other)).is_some_and(|(one, other)| !one.is_made_of(other));
    // The first with two labels that says something of its own beside another.
    let first = |beside: Option<usize>| {
        let two = |at: &usize| all.get(*at).is_some_and(|a| a.labels.len() > 1);
        let fits = |at: &usize| two(at) && beside.is_none_or(|other| apart(*at, other));
        let derived = |at: &usize| all.get(*at).is_some_and(|a| MADE.contains(&a.name));
        (0..all.len()).filter(fits).find(|at| !derived(at)).or_else(|| (0..all.len()).find(fits))
    };
    let class = Attribute::find(&all, "rfm_class").filter(|&at| all.get(at).is_some_and(|a| a.labels.len() > 1));
    let columns = columns.or_else(|| class.filter(|&at| rows.is_none_or(|rows| apart(at, rows)))).or_else(|| {
        // Without a wish for the rows they come first.
        rows.or_else(|| first(None)).and_then(|rows| first(Some(rows)))
    });
    let beside = rows.or_else(|| columns.and_then(|columns| first(Some(columns))));
    let columns = columns.filter(|&at| !no_cross && beside.is_some_and(|rows| rows != at));
    let rows = beside.or_else(|| first(None)).unwrap_or(0);
    let mut chosen: Vec<usize> = std::iter::once(rows).chain(columns).chain(0..all.len()).collect();
    let mut seen = vec![false; all.len()];
    chosen.retain(|&at| seen.get_mut(at).is_some_and(|seen| !std::mem::replace(seen, true)));
    chosen.truncate(MOST_GROUPINGS);
    chosen.sort_unstable();

    let best_from = history.best_from(params.top);
    let base = Base { history: &history, best_from, least: params.least.into() };
    let buyers = history.buyers();
    let rows_by = all.get(rows);
    let cross = rows_by.zip(columns.and_then(|at| all.get(at)));
    let by = rows_by.filter(|a| a.name != "category").or_else(|| columns.and_then(|at| all.get(at)));
    let outcome = SegmentsOutcome {
        customers,
        buyers,
        best: best_from.map(|from| Best { from, share: Ratio { num: base.best(), den: buyers } }),
        attributes: all.iter().enumerate().map(|(at, a)| base.table(a, chosen.contains(&at))).collect(),
        columns_left_out: left_out,
        missing,
        cross: cross.and_then(|(rows, columns)| cross::cross(&base, rows, columns, params.measure)),
        affinity: by
            .zip(view.dimension(LineField::Category))
            .and_then(|(by, categories)| affinity::affinity(&base, view, by, categories)),
    };
    let notices = notices(left_out);
    let finding = Finding { params: params.clone(), outcome: Outcome::Found(outcome), notices };
    Ok(Found {
        finding: finding.to_json(),
        groupings: chosen.into_iter().filter_map(|at| all.get(at)).map(Attribute::grouping).collect(),
        measures: measures(&history),
    })
}

/// Says how many columns are left out.
pub(super) fn notices(left_out: u64) -> Vec<Notice> {
    (left_out > 0).then(|| Notice::info("N_GROUPS_COLUMNS", left_out)).into_iter().collect()
}

/// Orders and net amounts of customers with a purchase, for lists; none where nobody has one.
pub(super) fn measures(history: &History) -> Vec<Measure> {
    if history.buyers() == 0 {
        return Vec::new();
    }
    let bought = |value: &dyn Fn(i64, u32) -> f64| {
        let rows = history.revenue.iter().zip(&history.orders);
        rows.map(|(&revenue, &orders)| if orders == 0 { f64::NAN } else { value(revenue, orders) }).collect()
    };
    let values = bought(&|_, orders| f64::from(orders));
    let orders = Measure { name: "frequency", unit: "order", values };
    let values = bought(&|revenue, _| Money(revenue.into()).to_f64());
    vec![orders, Measure { name: "monetary", unit: "currency", values }]
}
