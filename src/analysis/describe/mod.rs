//! Description: what was sold to whom and when, how it changed, what it divides into, and how numbers are distributed.
//!
//! In: [`CustomerView`], [`Params`]. Out: [`DescribeOutcome`]; groups of customers by the period that is spoken of and by number of orders. Where
//! a file has no purchases, its columns of numbers are described.

mod board;
mod distribution;
mod held;
mod measure;
pub mod output;
pub mod params;
mod share;
mod window;

pub use output::DescribeOutcome;
pub use params::Params;

use super::{Analysis, Finding, Found, Grouping, Measure, Outcome, ParamFault, Shortage, Text};
use crate::customers::{CustomerView, LineField, Part};
use crate::error::Result;
use crate::table::{Money, date::iso_day};
use crate::tree;
use board::Drawn;
use distribution::Sample;
use serde_json::Value;

/// The entry of the description in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "describe",
    title: Text { zh: "经营概览", en: "Overview" },
    definition: Text {
        zh: "销售额、订单、客户与退款的总数和各期数值，环比与同比只比较相同天数，占比与数值分布；客单价＝净销售额÷订单数，人均消费＝净销售额÷有订单的客户数。",
        en: "Sales, orders, customers and refunds in all and by period, changes over equal numbers of days, shares and distributions; average order value is net sales per order.",
    },
    needs: &[],
    uses: &[
        "user_id",
        "order_time",
        "amount",
        "order_id",
        "quantity",
        "price",
        "is_refund",
        "refund",
        "category",
        "channel",
        "region",
        "payment_method",
    ],
    parts: |_| {
        vec![
            Part::Quantity,
            Part::Line(LineField::Category),
            Part::Line(LineField::Channel),
            Part::Line(LineField::Region),
            Part::Line(LineField::PaymentMethod),
            Part::Columns,
        ]
    },
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

/// Describes the lines and columns of a view.
///
/// # Errors
/// `E_LIMIT` when a day lies outside the calendar, `E_MEMORY` in a file too big for it.
fn run(view: &CustomerView, params: &Params) -> Result<Found> {
    let drawn = board::draw(view, params)?;
    let (columns, samples, columns_missing) = distribution::columns(view, params);
    let (mut all, mut groupings, mut measures, mut board) = (Vec::new(), Vec::new(), Vec::new(), None);
    if let Some(mut drawn) = drawn {
        all.push(Sample::of_money("order_value", std::mem::take(&mut drawn.measured.order_values)));
        all.push(Sample::of_money("customer_spend", spend(&drawn)));
        (groupings, measures) = groups(&drawn);
        board = Some(drawn.board);
    }
    all.extend(samples);
    let distributions: Vec<_> = all.into_iter().filter_map(|sample| sample.describe(params)).collect();
    let outcome = if board.is_none() && distributions.is_empty() {
        Outcome::NotEnoughData(Shortage::of("orders_or_number_columns", 1, 0))
    } else {
        let as_of = board.is_some().then(|| iso_day(view.as_of()));
        Outcome::Found(DescribeOutcome { as_of, board, distributions, columns, columns_missing })
    };
    let finding = Finding { params: params.clone(), outcome, notices: Vec::new() }.to_json();
    Ok(Found { finding, groupings, measures })
}

/// Net amount of each customer with an order, in ten-thousandths.
fn spend(drawn: &Drawn) -> Vec<f64> {
    let customers = drawn.measured.revenue.iter().zip(&drawn.measured.orders);
    customers.filter(|(_, orders)| **orders > 0).map(|(&revenue, _)| revenue as f64).collect()
}

fn groups(drawn: &Drawn) -> (Vec<Grouping>, Vec<Measure>) {
    let measured = &drawn.measured;
    let named = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let arrival = measured.first_order.iter().zip(&measured.is_current).map(|(&first, &is_current)| match is_current {
        _ if first == i32::MAX => Grouping::NONE,
        true if first >= drawn.current.from => 0,
        true => 1,
        false => 2,
    });
    let arrival = Grouping { name: "arrival", groups: named(&["new", "returning", "absent"]), of: arrival.collect() };
    let of_orders = |&orders: &u32| match orders {
        0 => Grouping::NONE,
        1 => 0,
        _ => 1,
    };
    let orders =
        Grouping { name: "orders", groups: named(&["once", "repeat"]), of: measured.orders.iter().map(of_orders).collect() };
    let buyers = || measured.revenue.iter().zip(&measured.orders);
    let measure = |name, unit, value: fn(i64, u32) -> f64| Measure {
        name,
        unit,
        values: buyers().map(|(&r, &o)| if o > 0 { value(r, o) } else { f64::NAN }).collect(),
    };
    let measures = vec![
        measure("orders", "order", |_, orders| f64::from(orders)),
        measure("revenue", "currency", |revenue, _| Money(i128::from(revenue)).to_f64()),
        measure("average_order_value", "currency", |revenue, orders| {
            Money(i128::from(revenue)).per(orders.into()).map_or(f64::NAN, Money::to_f64)
        }),
    ];
    (vec![arrival, orders], measures)
}
