//! Recommendations: which product each customer might buy next, because of what they bought.
//!
//! In: [`CustomerView`], [`Params`]. Out: [`RecommendOutcome`] and a product for each customer. Products are alike when the same customers
//! bought them; a customer's list is that of the products most alike to theirs, and behind them the most popular ones. Before that the
//! lists are tried on each customer's last order, beside popularity.

mod likeness;
mod lists;
pub mod output;
pub mod params;
mod purchases;
mod trial;

pub use output::RecommendOutcome;
pub use params::Params;

use super::basket::{field_of, labels_of};
use super::{Analysis, Finding, Found, Grouping, Measure, Outcome, ParamFault, Quantity, Shortage, Text};
use crate::customers::{CustomerView, LineField, Part};
use crate::error::Result;
use crate::stats::{Ratio, largest};
use crate::table::date::iso_day;
use crate::table::each_item;
use crate::tree;
use likeness::{Neighbours, Together};
use lists::Lists;
use output::{Near, Neighbourhood, Recommended};
use purchases::Purchases;
use serde_json::Value;

/// The entry of recommendations in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "recommend",
    title: Text { zh: "商品推荐", en: "Recommendations" },
    definition: Text {
        zh: "两种商品的相似度按同时买过的客户数计算；给每位客户推荐与其所购最相似而未买过的商品，没有相似的推荐热门商品；用每位客户最后一单检验，与热门榜在同一批客户上成对比较（McNemar 检验，中点 p）。",
        en: "Products are alike by the customers who bought both; each customer is offered the ones most alike to theirs that they do not have, else the most popular; tried on each customer's last order, beside popularity for the same customers (McNemar's test, mid-p).",
    },
    needs: &["user_id", "order_time", "amount"],
    uses: &["order_id", "is_refund", "refund", "product_id", "product_name", "category"],
    parts: |_| vec![Part::Purchases, Part::Seconds, Part::Line(LineField::Product), Part::Line(LineField::Category)],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(&read(given)?)),
    run: |view, given| run(view, &read(given)?),
};

/// Where a recommendation comes from.
pub const BASES: [&str; 2] = ["alike", "popular"];
/// Fewest products.
const LEAST_PRODUCTS: u64 = 2;
/// Products beside each in the table.
const BESIDE: usize = 5;

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<Params, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// Recommends to the customers of a view.
///
/// # Errors
/// None but those of writing the result.
fn run(view: &CustomerView, params: &Params) -> Result<Found> {
    let short = |code, need, value| {
        let of = |value| vec![Quantity { code, value }];
        let outcome = Outcome::NotEnoughData(Shortage { need: of(need), have: of(value) });
        Ok(Finding::<Params, RecommendOutcome> { params: params.clone(), outcome, notices: Vec::new() }.to_json().into())
    };
    let Some((item, dimension)) = labels_of(view, params.item) else { return short(field_of(params.item), 1, 0) };
    let purchases = Purchases::of(view, dimension);
    if purchases.products < LEAST_PRODUCTS {
        return short("products", LEAST_PRODUCTS, purchases.products);
    }
    let label = |number: u32| {
        let code = purchases.codes.get(number as usize).copied().unwrap_or(u32::MAX);
        dimension.labels.get(code as usize).cloned().unwrap_or_default()
    };
    let together = Together::known(&purchases);
    let trial = trial::trial(&purchases, &together, params);
    let together = together.with_held(&purchases);
    let neighbours = together.neighbours(params);
    let advised = Advised::of(&purchases, &neighbours);
    let near = |one: u32| {
        let buyers = u64::from(together.buyers.get(one as usize).copied().unwrap_or(0));
        let near = |&(other, likeness): &(u32, f64)| Near {
            label: label(other),
            share: Ratio { num: together.both(one, other).into(), den: buyers },
            likeness,
        };
        Neighbourhood {
            label: label(one),
            customers: purchases.buyers.get(one as usize).copied().unwrap_or(0).into(),
            near: neighbours.of(one).iter().take(BESIDE).map(near).collect(),
        }
    };
    let products = purchases.count() as u32;
    let customers = view.customers() as u64;
    let outcome = RecommendOutcome {
        as_of: iso_day(view.as_of()),
        item,
        customers,
        buyers: purchases.iter().filter(|own| !own.items.is_empty()).count() as u64,
        products: purchases.products,
        used: u64::from(products),
        large: together.large,
        trial,
        alike: advised.of_basis(0),
        popular: advised.of_basis(1),
        none: customers - advised.of_basis(0) - advised.of_basis(1),
        recommended: advised.table(params.top as usize, products as usize, &label),
        neighbours: (0..products.min(params.top)).map(near).collect(),
    };
    let finding = Finding { params: params.clone(), outcome: Outcome::Found(outcome), notices: Vec::new() };
    let groups = (0..products).map(label).collect();
    let groupings = vec![
        Grouping { name: "recommended", groups, of: advised.item },
        Grouping { name: "basis", groups: BASES.map(str::to_owned).to_vec(), of: advised.basis },
    ];
    let measures = vec![Measure { name: "recommend_score", unit: "score", values: advised.score }];
    Ok(Found { finding: finding.to_json(), groupings, measures })
}

/// The first recommendation of each customer.
struct Advised {
    item: Vec<u16>,
    basis: Vec<u16>,
    score: Vec<f64>,
    because: Vec<u16>,
}

impl Advised {
    fn of(purchases: &Purchases, neighbours: &Neighbours) -> Self {
        let popular: Vec<u32> = (0..purchases.count() as u32).collect();
        let mut lists = Lists::new(neighbours, &popular);
        let mut list = Vec::with_capacity(1);
        let mut advised = Self { item: Vec::new(), basis: Vec::new(), score: Vec::new(), because: Vec::new() };
        let number = |item: u32| u16::try_from(item).unwrap_or(Grouping::NONE);
        each_item(purchases.iter(), |own| {
            lists.list(own.items, 1, &mut list);
            let first = list.first().copied();
            let alike = first.filter(|advice| advice.score > 0.0);
            let because = alike.and_then(|advice| lists.because(own.items, advice.item));
            advised.item.push(first.map_or(Grouping::NONE, |advice| number(advice.item)));
            advised.basis.push(first.map_or(Grouping::NONE, |advice| u16::from(advice.score == 0.0)));
            advised.score.push(alike.map_or(f64::NAN, |advice| advice.score));
            advised.because.push(because.map_or(Grouping::NONE, number));
        });
        advised
    }

    /// Customers of a basis.
    fn of_basis(&self, basis: u16) -> u64 {
        self.basis.iter().filter(|b| **b == basis).count() as u64
    }

    fn table(&self, top: usize, products: usize, label: &dyn Fn(u32) -> String) -> Vec<Recommended> {
        let mut counts = vec![0_i128; products];
        for &item in &self.item {
            if let Some(count) = counts.get_mut(usize::from(item)) {
                *count += 1;
            }
        }
        let mut rows = Vec::new();
        for item in largest(&counts, top) {
            let customers = counts.get(item).copied().unwrap_or(0) as u64;
            let mut reasons = vec![0_i128; products];
            let mut popular = 0;
            for (_, &because) in self.item.iter().zip(&self.because).filter(|(own, _)| usize::from(**own) == item) {
                match reasons.get_mut(usize::from(because)) {
                    Some(count) => *count += 1,
                    None => popular += 1,
                }
            }
            let reason = largest(&reasons, 1).first().copied().filter(|_| popular < customers);
            let because_customers = reason.and_then(|reason| reasons.get(reason)).map_or(0, |count| *count as u64);
            let because = reason.map(|reason| label(reason as u32));
            if customers > 0 {
                rows.push(Recommended { label: label(item as u32), customers, popular, because, because_customers });
            }
        }
        rows
    }
}
