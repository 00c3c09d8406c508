//! Baskets: what is bought together, and which rules follow.
//!
//! In: [`CustomerView`], [`Params`]. Out: [`BasketOutcome`] and the customers of one rule. A basket is an order, a customer or a day of
//! one; an item counts once per basket and refunds do not count. A set of items is frequent when at least ⌈support · baskets⌉ baskets
//! hold it, compared as whole numbers.

mod baskets;
mod matrix;
mod measures;
mod mining;
pub mod output;
pub mod params;
mod people;
mod rules;
mod threshold;

pub use baskets::Baskets;
pub use measures::{Conviction, Counts};
pub use mining::{Bounds, Sets, TooMany, mine};
pub use output::BasketOutcome;
pub use params::Params;

use super::{Analysis, Finding, Found, Grouping, Outcome, ParamFault, Quantity, Shortage, Text};
use crate::customers::{CustomerView, Dimension, LineField, Part};
use crate::error::Result;
use crate::stats::{Ratio, largest};
use crate::table::date::iso_day;
use crate::tree;
use output::{Chosen, ItemRow, Rule, Threshold};
use params::{By, Item};
use rules::Split;
use serde_json::Value;
use threshold::Mined;

/// The entry of baskets in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "basket",
    title: Text { zh: "购物篮关联规则", en: "Bought together" },
    definition: Text {
        zh: "购物篮 = 一笔订单、一位客户或一位客户的一天；同一商品只计一次，退款不计。支持度 = 同含的篮数 ÷ 全部篮数，置信度 = 同含的篮数 ÷ 含左边的篮数，提升度 = 置信度 ÷ 含右边的占比。",
        en: "A basket is an order, a customer, or a customer's day; an item counts once and refunds do not. Support = baskets with both ÷ all, confidence = ÷ those with the left side, lift = confidence ÷ share of the right side.",
    },
    needs: &["user_id", "order_time", "amount"],
    uses: &["order_id", "is_refund", "refund", "product_id", "product_name", "category"],
    parts: |_| vec![Part::Purchases, Part::Line(LineField::Product), Part::Line(LineField::Category)],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(&read(given)?)),
    run: |view, given| run(view, &read(given)?),
};

/// Groups of the customers of a rule.
pub const GROUPS: [&str; 2] = ["target", "both"];
/// Items in the list of the most frequent ones.
const TOP_ITEMS: usize = 20;
/// Baskets of so many items or more are counted together.
const SIZES: usize = 10;
/// False discovery rate below which a rule stands out.
const FINDS: f64 = 0.05;

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<Params, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// What the lines are labelled by, of what is wanted: products before categories.
pub(super) fn labels_of(view: &CustomerView, wanted: Option<Item>) -> Option<(Item, &Dimension)> {
    let of = |item| {
        let field = if item == Item::Product { LineField::Product } else { LineField::Category };
        view.dimension(field).filter(|dimension| !dimension.labels.is_empty()).map(|dimension| (item, dimension))
    };
    match wanted {
        Some(item) => of(item),
        None => of(Item::Product).or_else(|| of(Item::Category)),
    }
}

/// Code of the field that is missing where there are no labels.
pub(super) fn field_of(wanted: Option<Item>) -> &'static str {
    if wanted == Some(Item::Category) { "field_category" } else { "field_product_id" }
}

/// Finds the rules of a view.
///
/// # Errors
/// None but those of writing the result.
fn run(view: &CustomerView, params: &Params) -> Result<Found> {
    let short = |code, value| {
        let of = |value| vec![Quantity { code, value }];
        let outcome = Outcome::NotEnoughData(Shortage { need: of(1), have: of(value) });
        Ok(Finding::<Params, BasketOutcome> { params: params.clone(), outcome, notices: Vec::new() }.to_json().into())
    };
    let Some((item, dimension)) = labels_of(view, params.item) else { return short(field_of(params.item), 0) };
    let mut by = params.by.unwrap_or(By::Order);
    let mut baskets = Baskets::of(view, dimension, by);
    if params.by.is_none() && baskets.shared() == 0 {
        by = By::Customer;
        baskets = Baskets::of(view, dimension, by);
    }
    let shared = baskets.shared();
    if shared == 0 {
        return short("baskets_of_two", 0);
    }
    let Some(mut mined) = threshold::mined(&baskets, params) else { return short("baskets_of_two", shared) };
    rules::judge(&mined.sets, &mut mined.rules);
    let top = rules::first(&mined.sets, &mined.rules, params);
    let place = params.rule as usize;
    let sides = place.checked_sub(1).and_then(|at| top.get(at)).map(|rule| rule.sides(&mined.sets));
    let of = sides.map(|sides| people::people(view, dimension, &sides));
    let held: Vec<Vec<u32>> = top.iter().map(|rule| rule.sides(&mined.sets).concat()).collect();
    let customers = baskets.customers_of(&held);
    let in_group = |of: &[u16], group| of.iter().filter(|g| **g == group).count() as u64;
    let chosen = of.as_deref().map(|of| Chosen {
        rule: u64::from(params.rule),
        target: in_group(of, people::TARGET),
        both: in_group(of, people::BOTH),
    });
    let counts: Vec<i128> = baskets.counts.iter().map(|&count| i128::from(count)).collect();
    let row = |code: usize| {
        let count = u64::from(baskets.counts.get(code).copied().filter(|count| *count > 0)?);
        Some(ItemRow { label: dimension.labels.get(code)?.clone(), count })
    };
    let Mined { sets, rules, support, least, longest, explosion } = &mined;
    let sizes = baskets.sizes();
    let outcome = BasketOutcome {
        as_of: iso_day(view.as_of()),
        by,
        item,
        customers: baskets.customers,
        baskets: baskets.count(),
        shared,
        items: counts.iter().filter(|count| **count > 0).count() as u64,
        occurrences: baskets.items.len() as u64,
        refunds: baskets.refunds,
        unlabelled: baskets.unlabelled,
        sizes: (1..=SIZES).map(|size| sizes.iter().skip(size).take(if size < SIZES { 1 } else { usize::MAX }).sum()).collect(),
        largest: sizes.len().saturating_sub(1) as u64,
        top_items: largest(&counts, TOP_ITEMS).into_iter().filter_map(row).collect(),
        threshold: Threshold { support: *support, least: *least, suggested: params.support.is_none(), longest: *longest },
        explosion: *explosion,
        sets: sets.count() as u64,
        sets_by_length: sets.by_length.clone(),
        rules: rules.len() as u64,
        redundant: rules.iter().filter(|rule| rule.redundant).count() as u64,
        significant: rules.iter().filter(|rule| rule.q <= FINDS).count() as u64,
        top: top.iter().zip(customers).map(|(rule, customers)| told(rule, customers, sets, dimension)).collect(),
        chosen,
        matrix: matrix::matrix(&baskets, sets, dimension),
    };
    let finding = Finding { params: params.clone(), outcome: Outcome::Found(outcome), notices: Vec::new() };
    let groups = GROUPS.map(str::to_owned).to_vec();
    let groupings = of.map(|of| Grouping { name: "rule", groups, of }).into_iter().collect();
    Ok(Found { finding: finding.to_json(), groupings, measures: Vec::new() })
}

fn told(rule: &Split, customers: u64, sets: &Sets, dimension: &Dimension) -> Rule {
    let [left, right] = rule
        .sides(sets)
        .map(|codes| codes.iter().filter_map(|&code| dimension.labels.get(code as usize)).cloned().collect::<Vec<String>>());
    let counts = rule.counts;
    Rule {
        left,
        right,
        support: Ratio { num: counts.both, den: counts.whole },
        customers,
        confidence: Ratio { num: counts.both, den: counts.left },
        expected: Ratio { num: counts.right, den: counts.whole },
        lift: counts.lift().unwrap_or(0.0),
        lift_interval: counts.lift_interval(),
        leverage: counts.leverage(),
        conviction: counts.conviction(),
        zhang: counts.zhang(),
        jaccard: counts.jaccard(),
        certainty: counts.certainty(),
        kulczynski: counts.kulczynski(),
        p: rule.p,
        q: rule.q,
        redundant: rule.redundant,
    }
}
