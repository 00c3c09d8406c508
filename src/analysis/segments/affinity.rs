//! What groups spend on: shares of categories against those of all.

use super::attribute::Attribute;
use super::cross::ratio_of;
use super::output::{Affinity, AffinityCell, AffinityGroup, AffinityTotal};
use super::tables::Base;
use crate::analysis::{Grouping, MoneyRatio};
use crate::customers::{CustomerView, Dimension, NO_LABEL};
use crate::stats::{Lift, order};
use crate::table::Money;

/// Most categories that are shown by themselves; all others are one.
const MOST: usize = 15;
/// Most groups that are shown.
const MOST_GROUPS: usize = 30;

/// Sums of a group in a category.
#[derive(Clone, Copy, Default)]
struct Sums {
    spend: i128,
    buyers: u64,
}

/// What the groups of an attribute spend on; `None` without a category.
pub(super) fn affinity(base: &Base<'_>, view: &CustomerView, by: &Attribute, categories: &Dimension) -> Option<Affinity> {
    let lines = view.all();
    let mut totals = vec![0_i128; categories.labels.len()];
    let mut seen = vec![false; categories.labels.len()];
    for (&code, &amount) in categories.codes().iter().zip(lines.amount) {
        if let (Some(total), Some(seen)) = (totals.get_mut(code as usize), seen.get_mut(code as usize)) {
            *total += i128::from(amount);
            *seen = true;
        }
    }
    // Labels are in bytewise order, so that equal sums stand in it.
    let total = |at: usize| totals.get(at).copied().unwrap_or(0);
    let ranked = order(totals.len(), &|a, b| total(b).cmp(&total(a)));
    let listed: Vec<usize> = ranked.into_iter().filter(|&at| seen.get(at) == Some(&true)).collect();
    let distinct = listed.len();
    let shown = distinct.min(MOST);
    let width = shown + usize::from(distinct > shown);
    let mut place = vec![NO_LABEL; totals.len()];
    for (at, &label) in listed.iter().enumerate() {
        if let Some(slot) = place.get_mut(label) {
            *slot = at.min(shown) as u32;
        }
    }
    let groups = by.groups();
    let mut sums = vec![Sums::default(); groups * width];
    let mut customers = vec![0_u64; groups];
    let mut last = vec![0_u32; width];
    for (customer, &group) in (1_u32..).zip(&by.of) {
        if group == Grouping::NONE {
            continue;
        }
        let group = usize::from(group);
        if let Some(count) = customers.get_mut(group) {
            *count += 1;
        }
        let range = view.range_of(customer as usize - 1);
        let own = lines.amount.get(range.clone()).unwrap_or_default().iter();
        let refunds = lines.refund.get(range.clone()).unwrap_or_default();
        let codes = categories.codes().get(range).unwrap_or_default();
        for ((&amount, &refund), &code) in own.zip(refunds).zip(codes) {
            let Some(&at) = place.get(code as usize) else { continue };
            let Some(slot) = sums.get_mut(group * width + at as usize) else { continue };
            slot.spend += i128::from(amount);
            if let Some(last) = last.get_mut(at as usize).filter(|last| !refund && **last != customer) {
                *last = customer;
                slot.buyers += 1;
            }
        }
    }
    let mut all = vec![Sums::default(); width];
    for row in sums.chunks(width.max(1)) {
        for (slot, cell) in all.iter_mut().zip(row) {
            slot.spend += cell.spend;
            slot.buyers += cell.buyers;
        }
    }
    let whole = Money(all.iter().map(|sum| sum.spend).sum());
    let everybody: u64 = customers.iter().sum();
    let group = |(at, row): (usize, &[Sums])| {
        let count = customers.get(at).copied().unwrap_or(0);
        let spent = Money(row.iter().map(|sum| sum.spend).sum());
        let cell = |(own, all): (&Sums, &Sums)| {
            let small = own.buyers < base.least;
            let index = ratio_of(Money(own.spend), spent, Money(all.spend), whole);
            let lift = Lift { part: own.buyers, group: count, parts: all.buyers, whole: everybody };
            AffinityCell {
                share: (spent.0 > 0).then_some(MoneyRatio { num: Money(own.spend), den: spent }),
                index: index.filter(|_| !small),
                buyers: own.buyers,
                tgi: base.tgi(lift, own.buyers),
                small,
            }
        };
        AffinityGroup { label: by.labels.get(at).cloned(), customers: count, cells: row.iter().zip(&all).map(cell).collect() }
    };
    (width > 0 && everybody > 0).then(|| Affinity {
        by: by.name,
        categories: (0..width)
            .map(|at| listed.get(at).filter(|_| at < shown).and_then(|&l| categories.labels.get(l)).cloned())
            .collect(),
        distinct: distinct as u64,
        all: all.iter().map(|sum| AffinityTotal { spend: Money(sum.spend), buyers: sum.buyers }).collect(),
        groups: sums.chunks(width).enumerate().take(MOST_GROUPS).map(group).collect(),
    })
}
