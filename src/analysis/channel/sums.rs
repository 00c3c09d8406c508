//! Rows → sums of a channel, and the ratios of them.

use super::output::{ChannelRow, Each, Rate, Readings};
use super::params::RoiIs;
use super::rows::{Row, revenue_by};
use crate::analysis::MoneyRatio;
use crate::stats::{Ratio, false_discovery, hypergeometric_tail, newcombe, wilson};
use crate::table::Money;

/// Highest false discovery rate at which a channel is said to stand apart.
const RATE: f64 = 0.05;

/// Sums of rows. Pairs are of the rows that have both numbers.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    pub rows: u64,
    pub uv: Option<u64>,
    pub clicks: Option<u64>,
    pub orders: Option<u64>,
    pub cost: Option<i128>,
    pub revenue: Option<i128>,
    click_uv: [u64; 2],
    pub order_click: [u64; 2],
    cost_order: (i128, u64),
    cost_click: (i128, u64),
    /// Revenue and cost.
    returns: Option<[i128; 2]>,
    /// Revenue by both readings of the supplied return.
    readings: Option<[i128; 2]>,
}

fn plus<T: std::ops::Add<Output = T> + Copy>(sum: &mut Option<T>, value: Option<T>) {
    if let Some(value) = value {
        *sum = Some(sum.map_or(value, |sum| sum + value));
    }
}

impl Sums {
    pub fn add(&mut self, row: Row) {
        self.rows += 1;
        plus(&mut self.uv, row.uv);
        plus(&mut self.clicks, row.clicks);
        plus(&mut self.orders, row.orders);
        plus(&mut self.cost, row.cost);
        plus(&mut self.revenue, row.revenue);
        for (pair, part, whole) in [(&mut self.click_uv, row.clicks, row.uv), (&mut self.order_click, row.orders, row.clicks)] {
            if let (Some(part), Some(whole)) = (part, whole) {
                *pair = [pair[0] + part, pair[1] + whole];
            }
        }
        for (pair, count) in [(&mut self.cost_order, row.orders), (&mut self.cost_click, row.clicks)] {
            if let (Some(cost), Some(count)) = (row.cost, count) {
                *pair = (pair.0 + cost, pair.1 + count);
            }
        }
        let two = |sum: &mut Option<[i128; 2]>, a: Option<i128>, b: Option<i128>| {
            if let (Some(a), Some(b)) = (a, b) {
                let [x, y] = sum.unwrap_or_default();
                *sum = Some([x + a, y + b]);
            }
        };
        two(&mut self.returns, row.revenue, row.cost);
        two(&mut self.readings, revenue_by(row, RoiIs::Roi), revenue_by(row, RoiIs::Roas));
    }

    /// The row of a channel, beside the sums of all rows where there are others.
    pub fn row(&self, label: Option<String>, all: Option<&Self>, supplied: bool) -> ChannelRow {
        let rate = |own: [u64; 2], all: Option<[u64; 2]>| {
            let ratio = |[num, den]: [u64; 2]| Ratio { num, den };
            (own[1] > 0).then(|| rate(ratio(own), all.map(|all| ratio([all[0] - own[0], all[1] - own[1]]))))
        };
        let each = |(num, den): (i128, u64)| (den > 0).then(|| each(num, den));
        let paid = self.returns.filter(|[_, cost]| *cost > 0);
        let of_cost = |num: i128, cost: i128| MoneyRatio { num: Money(num), den: Money(cost) };
        ChannelRow {
            label,
            rows: self.rows,
            uv: self.uv,
            clicks: self.clicks,
            orders: self.orders,
            cost: self.cost.map(Money),
            revenue: self.revenue.map(Money),
            click_rate: rate(self.click_uv, all.map(|all| all.click_uv)),
            conversion: rate(self.order_click, all.map(|all| all.order_click)),
            cpa: each(self.cost_order),
            cpc: each(self.cost_click),
            roi: paid.map(|[revenue, cost]| of_cost(revenue - cost, cost)),
            roas: paid.map(|[revenue, cost]| of_cost(revenue, cost)),
            loss: paid.is_some_and(|[revenue, cost]| revenue < cost),
            readings: self.readings.filter(|_| supplied).map(|[roi, roas]| Readings { roi: Money(roi), roas: Money(roas) }),
        }
    }
}

pub(super) fn each(num: i128, den: u64) -> Each {
    Each { num: Money(num), den, value: Money(num).per(den) }
}

/// A share beside that of all others.
pub(super) fn rate(ratio: Ratio, others: Option<Ratio>) -> Rate {
    let others = others.filter(|others| others.den > 0);
    let difference = others.and_then(|others| newcombe(ratio.num, ratio.den, others.num, others.den));
    Rate { ratio, interval: wilson(ratio.num, ratio.den), others, difference, q: None, stands: None }
}

/// Says which of the rates of all channels stand apart: the most striking of dozens is striking by chance.
pub(super) fn judge<'a>(rates: impl Iterator<Item = &'a mut Rate>) {
    let mut rates: Vec<&mut Rate> = rates.filter(|rate| rate.difference.is_some()).collect();
    let tails = |rate: &&mut Rate| {
        let (own, others) = (rate.ratio, rate.others.unwrap_or(Ratio { num: 0, den: 0 }));
        let (parts, whole) = (own.num + others.num, own.den + others.den);
        let tail = |ratio: Ratio| hypergeometric_tail(ratio.num, ratio.den, parts, whole);
        (2.0 * tail(own).min(tail(others))).min(1.0)
    };
    let q = false_discovery(&rates.iter().map(tails).collect::<Vec<_>>());
    for (rate, q) in rates.iter_mut().zip(q) {
        rate.q = Some(q);
        rate.stands = rate.difference.filter(|_| q <= RATE).and_then(|d| match (d.low > 0.0, d.high < 0.0) {
            (true, _) => Some("above"),
            (_, true) => Some("below"),
            _ => None,
        });
    }
}
