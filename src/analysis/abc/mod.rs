//! ABC: which customers, products and categories bring most of the money.
//!
//! In: [`CustomerView`], [`Params`]. Out: [`AbcOutcome`] and the class of each customer. By amount descending an item is A while those above it have
//! less than 80 %, B below 95 %, else C: the one that crosses a line is above it, and equal amounts stay together in the better class.

pub mod output;
pub mod params;
mod ranking;

pub use output::AbcOutcome;
pub use params::Params;

use super::rfm::{self, RfmTable};
use super::{Analysis, Finding, Found, Grouping, Measure, MoneyRatio, Outcome, ParamFault, Shortage, Text};
use crate::customers::{CustomerView, LineField, Part};
use crate::error::{ErrorKind, Result};
use crate::stats::largest;
use crate::table::{Money, date::iso_day};
use crate::tree;
use output::{Cross, CrossRow, Labelled, TopRow};
use ranking::{CLASSES, Ranked};
use serde_json::Value;

/// The entry of ABC in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "abc",
    title: Text { zh: "ABC 贡献分析", en: "ABC contribution" },
    definition: Text {
        zh: "按净消费金额从大到小累计：排在前面的合计不足 80% 为 A 类，不足 95% 为 B 类，其余为 C 类；跨线者归上一类，金额相同者同属较好的一类；金额不大于 0 者单列。",
        en: "By net amount descending: A while those above have less than 80 %, B below 95 %, else C; the one that crosses a line is above it, equal amounts stay together, amounts of 0 or below stand apart.",
    },
    needs: &["user_id", "order_time", "amount"],
    uses: &["order_id", "quantity", "price", "is_refund", "refund", "product_id", "product_name", "category"],
    parts: |_| vec![Part::Purchases, Part::Line(LineField::Product), Part::Line(LineField::Category)],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(&read(given)?)),
    run: |view, given| run(view, &read(given)?),
};

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<Params, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// Ranks the customers, products and categories of a view.
///
/// # Errors
/// [`ErrorKind::Amount`] when amounts of one customer or label do not fit 64 bits of ten-thousandths.
fn run(view: &CustomerView, params: &Params) -> Result<Found> {
    let with_lines = (0..view.customers()).filter(|&customer| !view.range_of(customer).is_empty());
    let with_lines: Vec<usize> = with_lines.collect();
    let mut amounts = Vec::with_capacity(with_lines.len());
    for &customer in &with_lines {
        amounts.push(i64::try_from(net_of(view, customer)).or(Err(ErrorKind::Amount))?);
    }
    let ranked = Ranked::of(&amounts, params);
    let mut of = vec![Grouping::NONE; view.customers()];
    let mut values = vec![f64::NAN; view.customers()];
    for (&customer, &amount) in with_lines.iter().zip(&amounts) {
        if let (Some(slot), Some(value)) = (of.get_mut(customer), values.get_mut(customer)) {
            *slot = ranked.class_of(amount).map_or(Grouping::NONE, |class| class as u16);
            *value = Money(i128::from(amount)).to_f64();
        }
    }
    let mut groupings = Vec::new();
    let outcome = if ranked.ranking.count == 0 {
        Outcome::NotEnoughData(Shortage::of("customers_above_zero", 1, 0))
    } else {
        let scored = rfm::run(view, &rfm::read(view.settings_of("rfm"))?)?.table;
        // So that a cell of the table can be opened.
        groupings.push(scored.classes("rfm_class", view.customers()));
        Outcome::Found(AbcOutcome {
            as_of: iso_day(view.as_of()),
            without_lines: (view.customers() - with_lines.len()) as u64,
            customers: ranked.ranking,
            products: labelled(view, LineField::Product, params)?,
            categories: labelled(view, LineField::Category, params)?,
            rfm: cross(&scored, &of, view),
        })
    };
    groupings.insert(0, Grouping { name: "class", groups: CLASSES.map(str::to_owned).to_vec(), of });
    let finding = Finding { params: params.clone(), outcome, notices: Vec::new() }.to_json();
    let measures = vec![Measure { name: "revenue", unit: "currency", values }];
    Ok(Found { finding, groupings, measures })
}

fn net_of(view: &CustomerView, customer: usize) -> i128 {
    view.lines_of(customer).amount.iter().map(|&amount| i128::from(amount)).sum()
}

/// Ranks what lines are labelled by; `None` where they have no label.
fn labelled(view: &CustomerView, field: LineField, params: &Params) -> Result<Option<Labelled>> {
    let Some(dimension) = view.dimension(field) else { return Ok(None) };
    let of_labels = view.sums(dimension);
    let mut sums = of_labels.by_label().to_vec();
    let (unlabelled_lines, unlabelled) = sums.pop().unwrap_or_default();
    // Labels that no line has, as of lines behind the reference date, are none here.
    let used: Vec<usize> = (0..sums.len()).filter(|&at| sums.get(at).is_some_and(|(lines, _)| *lines > 0)).collect();
    let wide: Vec<i128> = used.iter().map(|&at| sums.get(at).map_or(0, |(_, revenue)| *revenue)).collect();
    let mut amounts = Vec::with_capacity(wide.len());
    for &amount in &wide {
        amounts.push(i64::try_from(amount).or(Err(ErrorKind::Amount))?);
    }
    let ranked = Ranked::of(&amounts, params);
    let whole = ranked.ranking.revenue;
    let of_whole = |num| (whole.0 > 0).then_some(MoneyRatio { num: Money(num), den: whole });
    let mut cumulative = 0;
    let chosen = largest(&wide, params.top as usize);
    // Labels that are not listed are of no group.
    let mut group_of = vec![chosen.len(); dimension.labels.len() + 1];
    for (group, place) in chosen.iter().enumerate() {
        if let Some(slot) = used.get(*place).and_then(|&at| group_of.get_mut(at)) {
            *slot = group;
        }
    }
    let people = of_labels.people(&group_of, chosen.len());
    let row = |(group, &place): (usize, &usize)| {
        let (at, &amount) = (*used.get(place)?, amounts.get(place)?);
        let ((lines, revenue), (customers, dominated)) = (*sums.get(at)?, *people.get(group)?);
        // Behind the last amount above 0 all is reached.
        cumulative += revenue.max(0);
        Some(TopRow {
            label: dimension.labels.get(at)?.clone(),
            lines,
            customers,
            dominated,
            revenue: Money(revenue),
            share: of_whole(revenue),
            cumulative: of_whole(cumulative),
            class: ranked.class_of(amount).and_then(|class| CLASSES.get(class)).copied(),
        })
    };
    let top: Vec<TopRow> = chosen.iter().enumerate().filter_map(row).collect();
    let unlabelled_revenue = Money(unlabelled);
    let labelled = Labelled { ranking: ranked.ranking, top, unlabelled_lines, unlabelled_revenue };
    Ok((!used.is_empty()).then_some(labelled))
}

/// Customers by both classes; `None` where RFM scored nobody.
fn cross(scored: &RfmTable, of: &[u16], view: &CustomerView) -> Option<Cross> {
    let codes: Vec<&'static str> = rfm::CLASSES.iter().map(|class| class.code).collect();
    let empty = |class| CrossRow { class, customers: vec![0; codes.len()], revenue: vec![Money(0); codes.len()] };
    let mut rows: Vec<CrossRow> = CLASSES.into_iter().map(Some).chain([None]).map(empty).collect();
    for (row, &customer) in scored.customer.iter().enumerate() {
        let place = scored.class_of(row).and_then(|class| codes.iter().position(|code| *code == class.code))?;
        let class = of.get(customer as usize).map_or(CLASSES.len(), |&class| usize::from(class).min(CLASSES.len()));
        let cells = rows.get_mut(class)?;
        if let (Some(count), Some(sum)) = (cells.customers.get_mut(place), cells.revenue.get_mut(place)) {
            *count += 1;
            sum.0 += net_of(view, customer as usize);
        }
    }
    (!scored.is_empty()).then_some(Cross { codes, rows })
}
